//! Lines for standard error that nobody waits for.
//!
//! A server must answer whatever becomes of its log: on a full disk, in a pipe whose reader has
//! stopped or gone. So a thread of its own writes the lines, from a queue with an end; those that
//! find no room in it, or cannot be written, are lost, and counted.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{
    Receiver, RecvTimeoutError, Sender, SyncSender, TrySendError, channel, sync_channel,
};
use std::time::{Duration, Instant};

use tracing_subscriber::fmt::MakeWriter;

/// Lines that wait to be written.
const ROOM: usize = 8192;
/// How often, at the end, a full queue is tried again.
const TRY_EVERY: Duration = Duration::from_millis(10);

/// How long lines gather after some were written, so that under load neither do those who say them
/// wake the writer each time, nor does each cost a call of the system.
const GATHER: Duration = Duration::from_millis(5);
/// Most bytes that are written at once.
const MOST: usize = 64 * 1024;

/// What the queue holds.
#[derive(Debug)]
enum Entry {
    Line(Vec<u8>),
    /// All before this is written: say so.
    End(Sender<()>),
}

/// Takes lines and returns at once.
#[derive(Debug, Clone)]
pub(super) struct Lossy {
    queue: SyncSender<Entry>,
    lost: Arc<AtomicU64>,
}

impl Lossy {
    /// Begins to write to standard error.
    ///
    /// # Errors
    /// The system gives no thread, or standard error was closed before the start.
    pub(super) fn to_standard_error() -> io::Result<Self> {
        Self::to(standard_error()?)
    }

    fn to(out: impl Write + Send + 'static) -> io::Result<Self> {
        let (queue, lines) = sync_channel(ROOM);
        let lost = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&lost);
        std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write(&lines, out, &counter))?;
        Ok(Self { queue, lost })
    }

    /// Counts the lines that were lost so far, as they are lost.
    pub(super) fn lost(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.lost)
    }

    /// Takes a whole line.
    pub(super) fn say(&self, line: &str) {
        self.take(line.as_bytes());
    }

    fn take(&self, line: &[u8]) {
        if self.queue.try_send(Entry::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits until all that was said is written, but no longer than this.
    pub(super) fn finish(&self, within: Duration) {
        let end = Instant::now() + within;
        let (written, is_written) = channel();
        let mut entry = Entry::End(written);
        while let Err(TrySendError::Full(back)) = self.queue.try_send(entry) {
            if Instant::now() >= end {
                return;
            }
            entry = back;
            std::thread::sleep(TRY_EVERY);
        }
        let left = end.saturating_duration_since(Instant::now());
        // Time is up, or the writer is gone: either way this is the end.
        let (Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) =
            is_written.recv_timeout(left);
    }
}

impl Write for Lossy {
    /// Takes a whole line.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.take(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lossy {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Writes what comes until nobody sends any more.
fn write(queue: &Receiver<Entry>, mut out: impl Write, lost: &AtomicU64) {
    while let Ok(first) = queue.recv() {
        let mut lines = Vec::new();
        let mut entry = Some(first);
        let end = loop {
            match entry {
                Some(Entry::Line(line)) => lines.extend(line),
                Some(Entry::End(written)) => break Some(written),
                None => break None,
            }
            entry = (lines.len() < MOST)
                .then(|| queue.try_recv().ok())
                .flatten();
        };
        lost.fetch_add(unwritten(&mut out, &lines), Ordering::Relaxed);
        match end {
            // Whoever asked may have gone on without the answer.
            Some(written) => drop(written.send(())),
            None => std::thread::sleep(GATHER),
        }
    }
}

/// Writes lines; how many of them could not be, or not to their end.
fn unwritten(out: &mut impl Write, lines: &[u8]) -> u64 {
    let mut left = lines;
    while !left.is_empty() {
        match out.write(left) {
            Ok(written) if written > 0 => left = left.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(_) | Err(_) => break,
        }
    }
    left.iter().filter(|&&byte| byte == b'\n').count() as u64
}

/// Standard error without the lock that all of the program share: a line that is stuck here keeps
/// nobody else from saying something.
#[cfg(unix)]
fn standard_error() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stderr().as_fd().try_clone_to_owned()?))
}

#[cfg(not(unix))]
fn standard_error() -> io::Result<io::Stderr> {
    Ok(io::stderr())
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};

    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    /// What was written; each line waits for leave first, if there is somebody to give it.
    #[derive(Clone, Default)]
    struct Paper {
        text: Arc<Mutex<Vec<u8>>>,
        leave: Option<Arc<Mutex<Receiver<io::Result<()>>>>>,
    }

    impl Paper {
        /// Paper on which each line waits for leave, and who gives it.
        fn that_waits() -> (Self, mpsc::Sender<io::Result<()>>) {
            let (leave, taken) = mpsc::channel();
            let paper = Self {
                leave: Some(Arc::new(Mutex::new(taken))),
                ..Self::default()
            };
            (paper, leave)
        }
    }

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if let Some(leave) = &self.leave {
                leave.lock().unwrap().recv().unwrap_or(Ok(()))?;
            }
            self.text.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_was_said_is_written_by_the_end() {
        let paper = Paper::default();
        let mut log = Lossy::to(paper.clone()).unwrap();
        for line in ["one\n", "two\n"] {
            log.write_all(line.as_bytes()).unwrap();
        }
        log.finish(LONG);
        assert_eq!(*paper.text.lock().unwrap(), b"one\ntwo\n");
        assert_eq!(log.lost().load(Ordering::Relaxed), 0);
    }

    #[test]
    fn a_line_that_cannot_be_written_is_lost_and_the_next_one_is_not() {
        let (paper, leave) = Paper::that_waits();
        let mut log = Lossy::to(paper.clone()).unwrap();
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::BrokenPipe] {
            leave.send(Err(kind.into())).unwrap();
            log.write_all(b"lost\n").unwrap();
            log.finish(LONG);
        }
        leave.send(Ok(())).unwrap();
        log.write_all(b"kept\n").unwrap();
        log.finish(LONG);
        assert_eq!(*paper.text.lock().unwrap(), b"kept\n");
        assert_eq!(log.lost().load(Ordering::Relaxed), 2);
    }

    #[test]
    fn who_writes_waits_for_nobody_and_the_end_does_not_wait_for_ever() {
        let (paper, leave) = Paper::that_waits();
        let mut log = Lossy::to(paper.clone()).unwrap();
        // As many as the writer may have in its hands, beside those that wait.
        let held = MOST / 2;
        for _ in 0..ROOM + held + 10 {
            log.write_all(b"x\n").unwrap();
        }
        let lost = log.lost().load(Ordering::Relaxed);
        assert!((10..=held as u64 + 10).contains(&lost), "{lost}");
        log.finish(Duration::from_millis(1));
        drop(leave);
        log.finish(LONG);
        assert!(paper.text.lock().unwrap().len() >= 2 * ROOM);
    }
}
