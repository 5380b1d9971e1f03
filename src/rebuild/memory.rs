//! Memory: whether there is some for a pass, and how much the program took, as the system counts it.

use super::error::RebuildError;

/// Asks the system for memory that a pass will take, and gives it back at once: where there is none,
/// a sentence is better than the end of the program. What is granted so may be taken by another
/// program before it is used; nothing can be done about that.
pub(super) fn ask_for(what: &'static str, bytes: u64) -> Result<(), RebuildError> {
    let mut room: Vec<u8> = Vec::new();
    let asked = usize::try_from(bytes).is_ok_and(|bytes| room.try_reserve_exact(bytes).is_ok());
    // Else nothing is asked for, as nothing is done with it.
    std::hint::black_box(&mut room);
    if asked {
        Ok(())
    } else {
        Err(RebuildError::NoMemory { what, bytes })
    }
}

/// Most bytes the process held at a time; `None` where the system does not tell.
pub(super) fn peak() -> Option<u64> {
    in_status(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// The line `VmHWM:  1234 kB` of `/proc/self/status`.
fn in_status(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_is_read_from_the_status_of_linux() {
        let status = "Name:\tcartway\nVmPeak:\t  900 kB\nVmHWM:\t   17 kB\nVmRSS:\t    3 kB\n";
        assert_eq!(in_status(status), Some(17 * 1024));
        for other in ["", "VmHWM: much", "VmHWM: 12 MB", "VmHWM:"] {
            assert_eq!(in_status(other), None, "{other}");
        }
    }
}
