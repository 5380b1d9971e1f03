//! How many requests a client may send, where the operator set a limit.
//!
//! A client has an allowance of so many requests, which fills up again by so many a second (the
//! generic cell rate algorithm, by `governor`). What is left is told in the fields of
//! draft-ietf-httpapi-ratelimit-headers.
//!
//! Knows clients and the clock; nothing of requests and what is asked.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use actix_web::http::header::HeaderName;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::options::RateLimit;

/// What is left of a client's allowance.
const LEFT: HeaderName = HeaderName::from_static("ratelimit");
/// What the allowance is.
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// After so many requests clients are forgotten whose allowance is full again, so that there are
/// never many more of them than may be told from strangers.
const SWEEP: u32 = 4096;

/// The allowances of all clients.
#[derive(Debug)]
pub(super) struct Rate {
    limit: RateLimit,
    clients: RateLimiter<
        IpAddr,
        DefaultKeyedStateStore<IpAddr>,
        DefaultClock,
        StateInformationMiddleware,
    >,
    counted: AtomicU32,
}

/// What a client is told with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowance {
    /// Requests it may send at once.
    left: u32,
    /// Seconds until there is more: until all is there again, or, where nothing is left, the next one.
    pub(super) seconds: u64,
    /// Whether this request is one too many.
    pub(super) is_refused: bool,
}

impl Rate {
    pub(super) fn new(limit: RateLimit) -> Self {
        let quota = Quota::per_second(limit.a_second).allow_burst(limit.burst);
        Self {
            limit,
            clients: RateLimiter::keyed(quota).with_middleware(),
            counted: AtomicU32::new(0),
        }
    }

    /// What all clients are allowed.
    pub(super) fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Counts a request of a client.
    pub(super) fn count(&self, client: IpAddr) -> Allowance {
        let counted = self.counted.fetch_add(1, Ordering::Relaxed);
        if counted % SWEEP == SWEEP - 1 {
            self.clients.retain_recent();
            self.clients.shrink_to_fit();
        }
        match self.clients.check_key(&client) {
            Ok(state) => {
                let left = state.remaining_burst_capacity();
                Allowance {
                    left,
                    seconds: self.limit.seconds_for(self.limit.burst.get() - left),
                    is_refused: false,
                }
            }
            Err(until) => Allowance {
                left: 0,
                seconds: begun(until.wait_time_from(self.clients.clock().now())),
                is_refused: true,
            },
        }
    }

    /// The fields that tell a client so.
    pub(super) fn fields(&self, allowance: Allowance) -> [(HeaderName, String); 2] {
        [(LEFT, allowance.field()), (POLICY, self.policy())]
    }

    fn policy(&self) -> String {
        let burst = self.limit.burst.get();
        let seconds = self.limit.seconds_for(burst);
        format!("\"client\";q={burst};w={seconds}")
    }
}

impl RateLimit {
    /// Whole seconds in which so many requests are allowed.
    fn seconds_for(self, requests: u32) -> u64 {
        requests.div_ceil(self.a_second.get()).into()
    }
}

/// Whole seconds, the last one perhaps only begun.
fn begun(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

impl Allowance {
    fn field(self) -> String {
        format!("\"client\";r={};t={}", self.left, self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn rate(a_second: u32, burst: u32) -> Rate {
        let number = |number| NonZeroU32::new(number).unwrap();
        Rate::new(RateLimit {
            a_second: number(a_second),
            burst: number(burst),
        })
    }

    fn client(number: u32) -> IpAddr {
        std::net::Ipv4Addr::from_bits(number).into()
    }

    #[test]
    fn an_allowance_is_used_up_by_its_client_alone() {
        // One a second in the slowest test is still far from filling up within it.
        let rate = rate(1, 3_000);
        let first = rate.count(client(1));
        assert_eq!((first.left, first.seconds), (2_999, 1));
        let mut last = first;
        for _ in 0..4_000 {
            last = rate.count(client(1));
        }
        assert!(last.is_refused);
        assert_eq!((last.left, last.seconds), (0, 1));
        assert_eq!(last.field(), "\"client\";r=0;t=1");
        assert_eq!(rate.policy(), "\"client\";q=3000;w=3000");
        assert!(!rate.count(client(2)).is_refused);
    }

    #[test]
    fn clients_whose_allowance_is_full_are_forgotten() {
        // Full again after a nanosecond.
        let rate = rate(1_000_000_000, 1);
        for number in 0..3 * SWEEP {
            rate.count(client(number));
        }
        assert!(
            rate.clients.len() <= SWEEP as usize,
            "{}",
            rate.clients.len()
        );
    }

    #[test]
    fn seconds_are_rounded_up() {
        assert_eq!(begun(Duration::ZERO), 0);
        assert_eq!(begun(Duration::from_millis(1)), 1);
        assert_eq!(begun(Duration::from_millis(1_001)), 2);
        assert_eq!(rate(10, 25).policy(), "\"client\";q=25;w=3");
    }
}
