//! How many files and connections the system lets this program have open, and what that allows.
//!
//! Knows what a worker and a search take, as numbers; nothing of what they do.

/// Descriptors for all that is neither a worker, a search nor a connection: the generations that are
/// open, the listeners, the log.
const FOR_THE_HOUSE: usize = 64;
/// Descriptors of one worker.
const OF_A_WORKER: usize = 4;
/// Descriptors of one search: a connection of the index has a file or two.
const OF_A_SEARCH: usize = 2;
/// Descriptors of a server before its first client, with some to spare.
pub(super) const FEWEST: usize = 64;
/// A server for fewer clients at a time is warned of.
pub(super) const FEW: usize = 512;
/// Connections there are at most, where the operator names no number: what they take in memory.
const MOST_CONNECTIONS: usize = 16_384;
/// Where the system does not say: what is usual.
const UNKNOWN: usize = 1024;

/// Has the limit raised as far as is allowed, and says what it is then.
#[cfg(target_os = "linux")]
pub(super) fn raise_limit() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let mut raised = limit;
    raised.current = limit.maximum;
    // Where it is not allowed, the limit is what it was.
    let now = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => raised.current,
        Err(_) => limit.current,
    };
    // None is none.
    now.map_or(usize::MAX, |now| usize::try_from(now).unwrap_or(usize::MAX))
}

/// What the limit is, as far as is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn raise_limit() -> usize {
    UNKNOWN
}

/// How many workers so many descriptors do for, if half of them are left to connections.
pub(super) fn workers(descriptors: usize) -> usize {
    (descriptors.max(UNKNOWN / 4) / 2).saturating_sub(FOR_THE_HOUSE) / OF_A_WORKER
}

/// How many connections there may be: what is left, but at least half.
pub(super) fn connections(descriptors: usize, workers: usize, searches: usize) -> usize {
    let others = FOR_THE_HOUSE + OF_A_WORKER * workers + OF_A_SEARCH * searches;
    let left = descriptors.saturating_sub(others).max(descriptors / 2);
    left.clamp(1, MOST_CONNECTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_for_connections() {
        assert_eq!(connections(1024, 2, 8), 1024 - 64 - 8 - 16);
        assert_eq!(connections(usize::MAX, 512, 65_535), MOST_CONNECTIONS);
        assert_eq!(
            connections(1024, 2, 65_535),
            512,
            "searches do not starve clients"
        );
        assert!(connections(0, 1, 1) >= 1);
    }

    #[test]
    fn workers_leave_room_for_connections() {
        assert_eq!(workers(1024), 112);
        assert!(workers(0) >= 1 && workers(usize::MAX) > 512);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_limit_is_raised_as_far_as_is_allowed() {
        use rustix::process::{Resource, getrlimit};
        let raised = raise_limit();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
        assert_eq!(Some(raised as u64), limit.current.or(Some(raised as u64)));
    }
}
