//! Who is connected: how many there may be, how many of one client, and what became of those that
//! were not served to the end.
//!
//! A connection costs a descriptor and some memory, whatever is said over it. So there are at most
//! as many as there are descriptors for, and none of one client in excess. Proxies that are trusted
//! and programs on this machine stand for many clients and are not counted by themselves.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use prometheus::IntCounterVec;

use super::client::{Proxies, home_of};

/// How often at most the log is told that connections are refused.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// Why a connection is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// There are as many as there may be.
    Full,
    /// This client has as many as it may have.
    ClientFull,
}

impl Refused {
    const ALL: [Self; 2] = [Self::Full, Self::ClientFull];

    fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ClientFull => "client",
        }
    }
}

/// Why a connection was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// A head did not come in time.
    HeadTime,
    /// A body did not come in time.
    BodyTime,
    /// An answer was not taken.
    SendTime,
    /// What came can be read in two ways.
    Ambiguous,
}

impl Ended {
    const ALL: [Self; 4] = [
        Self::HeadTime,
        Self::BodyTime,
        Self::SendTime,
        Self::Ambiguous,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::HeadTime => "head_timeout",
            Self::BodyTime => "body_timeout",
            Self::SendTime => "send_timeout",
            Self::Ambiguous => "ambiguous",
        }
    }
}

/// All connections of a server.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    most_of_one: usize,
    proxies: Proxies,
    table: Mutex<Table>,
    /// How many there are.
    open: AtomicUsize,
    counters: Counters,
}

/// What is counted of connections, by reason.
#[derive(Debug, Clone)]
pub(super) struct Counters {
    /// Those that were not taken.
    pub(super) refused: IntCounterVec,
    /// Those that were given up.
    pub(super) ended: IntCounterVec,
}

#[derive(Debug, Default)]
struct Table {
    /// Connections of each client that has one and is counted.
    of: HashMap<IpAddr, usize>,
    told: Option<Instant>,
}

impl Counters {
    /// Begins each count at nothing: where the first one came out of nowhere, nobody would see that
    /// there is one more.
    fn begin(&self) {
        for why in Refused::ALL {
            self.refused.with_label_values(&[why.name()]);
        }
        for why in Ended::ALL {
            self.ended.with_label_values(&[why.name()]);
        }
    }
}

impl Connections {
    /// At most so many, and so many of one client.
    pub(super) fn new(
        most: usize,
        most_of_one: usize,
        proxies: Proxies,
        counters: Counters,
    ) -> Arc<Self> {
        counters.begin();
        Arc::new(Self {
            most,
            most_of_one,
            proxies,
            table: Mutex::default(),
            open: AtomicUsize::new(0),
            counters,
        })
    }

    /// Counts a connection that is given up.
    pub(super) fn count(&self, why: Ended) {
        let ended = &self.counters.ended;
        ended.with_label_values(&[why.name()]).inc();
    }

    /// How many there are.
    pub(super) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Whether places are getting scarce: then no connection is kept for a next request.
    pub(super) fn are_scarce(&self) -> bool {
        self.open() > self.most - self.most / 4
    }

    /// Takes a connection from this address, or from none by a socket of this machine; it counts
    /// until its place is dropped.
    ///
    /// # Errors
    /// There are too many, of all clients or of this one.
    pub(super) fn admit(self: &Arc<Self>, peer: Option<IpAddr>) -> Result<Place, Refused> {
        let counted = peer
            .filter(|&peer| !self.stands_for_many(peer))
            .map(home_of);
        if let Err(refused) = self.enter(counted) {
            self.refuse(refused, counted);
            return Err(refused);
        }
        Ok(Place {
            connections: Arc::clone(self),
            counted,
        })
    }

    fn stands_for_many(&self, peer: IpAddr) -> bool {
        peer.to_canonical().is_loopback() || self.proxies.trust(peer)
    }

    fn enter(&self, counted: Option<IpAddr>) -> Result<(), Refused> {
        // The table is held meanwhile, so that no more enter than may.
        let mut table = self.table();
        if self.open() >= self.most {
            return Err(Refused::Full);
        }
        if let Some(home) = counted {
            table.enter(home, self.most_of_one)?;
        }
        self.open.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn refuse(&self, refused: Refused, client: Option<IpAddr>) {
        let name = refused.name();
        self.counters.refused.with_label_values(&[name]).inc();
        if !self.table().is_to_be_told() {
            return;
        }
        match refused {
            Refused::Full => tracing::warn!(
                connections = self.most,
                "no more connections are taken; raise --max-connections and the limit of open files"
            ),
            Refused::ClientFull => tracing::warn!(
                client = client.map(tracing::field::display),
                connections = self.most_of_one,
                "no more connections of this client are taken; name it with --trust-proxy if it is a proxy"
            ),
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        // Each change of it is whole, even if its holder panicked.
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn enter(&mut self, home: IpAddr, most_of_one: usize) -> Result<(), Refused> {
        let of_one = self.of.entry(home).or_default();
        if *of_one >= most_of_one {
            return Err(Refused::ClientFull);
        }
        *of_one += 1;
        Ok(())
    }

    fn leave(&mut self, home: IpAddr) {
        if let Some(of_one) = self.of.get_mut(&home) {
            *of_one -= 1;
            if *of_one == 0 {
                self.of.remove(&home);
            }
        }
    }

    fn is_to_be_told(&mut self) -> bool {
        let is_new = self.told.is_none_or(|told| told.elapsed() >= TOLD_EVERY);
        if is_new {
            self.told = Some(Instant::now());
        }
        is_new
    }
}

/// The place of a connection among all; dropping it gives it back.
#[derive(Debug)]
pub(super) struct Place {
    connections: Arc<Connections>,
    counted: Option<IpAddr>,
}

impl Place {
    /// Counts why this connection is given up, and gives what ends it.
    pub(super) fn ended(&self, why: Ended) -> io::Error {
        self.connections.count(why);
        io::Error::new(io::ErrorKind::TimedOut, why.name())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(home) = self.counted {
            self.connections.table().leave(home);
        }
        self.connections.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::metrics::Metrics;

    fn connections(most: usize, most_of_one: usize) -> Arc<Connections> {
        let proxies = Proxies {
            trusted: vec!["10.0.0.0/8".parse().unwrap()],
            ..Proxies::default()
        };
        Connections::new(most, most_of_one, proxies, Metrics::new().connections())
    }

    fn address(text: &str) -> Option<IpAddr> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_client_has_no_more_places_than_its_own() {
        let connections = connections(100, 2);
        for (one, the_same) in [
            ("192.0.2.1", "::ffff:192.0.2.1"),
            ("2001:db8::1", "2001:db8::ffff:1"),
        ] {
            let _first = connections.admit(address(one)).unwrap();
            let second = connections.admit(address(the_same)).unwrap();
            let third = connections.admit(address(one));
            assert_eq!(third.unwrap_err(), Refused::ClientFull);
            drop(second);
            assert!(connections.admit(address(one)).is_ok());
            assert!(connections.admit(address("192.0.2.99")).is_ok());
        }
        assert_eq!(connections.open(), 0);
        assert!(connections.table().of.is_empty(), "nobody is kept in mind");
    }

    #[test]
    fn who_stands_for_many_is_not_counted_as_one() {
        let connections = connections(7, 1);
        let peers = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3"];
        let places = peers.map(|peer| {
            let places = [(), ()].map(|()| connections.admit(address(peer)));
            places
                .into_iter()
                .filter_map(Result::ok)
                .collect::<Vec<_>>()
        });
        assert_eq!(places.map(|places| places.len()), [2, 2, 2, 1]);
    }

    #[test]
    fn who_comes_by_a_socket_is_not_counted_as_one() {
        let connections = connections(3, 1);
        let places = [(); 4].map(|()| connections.admit(None));
        assert_eq!(places.map(|place| place.is_ok()), [true, true, true, false]);
    }

    #[test]
    fn places_are_scarce_while_few_are_left() {
        let connections = connections(8, 9);
        let mut places = Vec::new();
        let scarce = (0..8).map(|_| {
            places.push(connections.admit(address("127.0.0.1")));
            connections.are_scarce()
        });
        let scarce: Vec<bool> = scarce.collect();
        assert_eq!(
            scarce,
            [false, false, false, false, false, false, true, true]
        );
    }

    #[test]
    fn there_are_no_more_than_there_may_be() {
        let connections = connections(1, 9);
        let place = connections.admit(address("192.0.2.1")).unwrap();
        let refused = || connections.admit(address("127.0.0.1")).err();
        assert_eq!(refused(), Some(Refused::Full));
        drop(place);
        assert_eq!(refused(), None);
    }
}
