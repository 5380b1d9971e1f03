//! The last words of a program whose memory was taken away: a file that is mapped was cut, or its
//! disk failed, and the system ends the program with `SIGBUS`. Without this nobody would be told why.

use std::io;

/// Has the program say why before it ends so.
///
/// # Errors
/// The system refuses; then it ends without a word, as before.
#[cfg(target_os = "linux")]
pub(super) fn tell_of_lost_memory() -> io::Result<()> {
    linux::tell_of_lost_memory()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn tell_of_lost_memory() -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{self, Read};
    use std::os::unix::net::UnixStream;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::SIGBUS;
    use signal_hook::low_level;

    /// How long the log gets to be written.
    const LAST_WORDS: Duration = Duration::from_millis(200);

    /// What a handler of a signal may do is next to nothing: it wakes a thread, which tells and ends
    /// the program. Until then the instruction that failed is tried again and again, in vain.
    pub(super) fn tell_of_lost_memory() -> io::Result<()> {
        clear_the_way()?;
        let (mut woken, wakes) = UnixStream::pair()?;
        low_level::pipe::register(SIGBUS, wakes)?;
        thread::Builder::new()
            .name("last words".to_owned())
            .spawn(move || {
                if woken.read_exact(&mut [0]).is_ok() {
                    tracing::error!(
                        "The system took away memory that is mapped (SIGBUS): graph.bin was cut or \
                         overwritten while it was in use, or its disk failed; the program ends. Never \
                         write over files of a generation: run `cartway rebuild`, and start again; \
                         --in-memory does without the mapping"
                    );
                    thread::sleep(LAST_WORDS);
                    let _ = low_level::emulate_default_handler(SIGBUS);
                }
            })?;
        Ok(())
    }

    /// The standard library listens for this signal too, to tell of a stack that is full, which on
    /// Linux another signal tells. Hearing one that is none of its business it puts back what the
    /// system does by itself, and so would take away our time to tell anything. So it gets one to
    /// hear before we listen, and only if somebody listens: it would end the program otherwise.
    fn clear_the_way() -> io::Result<()> {
        if is_heard()? {
            low_level::raise(SIGBUS)?;
        }
        Ok(())
    }

    /// Whether anything in this program listens for the signal.
    fn is_heard() -> io::Result<bool> {
        let status = std::fs::read_to_string("/proc/self/status")?;
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        Ok(mask.is_some_and(|mask| mask & (1 << (SIGBUS - 1)) != 0))
    }
}
