//! Places for a limited number of questions at a time, shared fairly between clients.
//!
//! A place that gets free goes to the client that holds the fewest, and of those that hold as few to
//! the one whose request has waited longest. So a client with one question goes before the second
//! question of a client with sixty-four. Nobody holds more than half of the places, however few
//! others there are: a newcomer finds one at once and need not wait for somebody's long question to end.
//!
//! Knows who asks and how long they wait; nothing of questions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

/// How long a request waits for a place before it is sent away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Where its client has a place already, or is in the line with an earlier request.
    pub(super) of_more: Duration,
    /// In all, where it is its client's first.
    pub(super) of_first: Duration,
}

/// A number of places, and the clients that hold them or wait for one.
///
/// What is known of a client goes with its last place and its last request in the line.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) places: usize,
    /// Most places of one client.
    most: usize,
    books: Mutex<Books>,
}

#[derive(Debug, Default)]
struct Books {
    /// Places held: those of all clients together.
    taken: usize,
    /// The number of the next request in the line.
    next: u64,
    clients: HashMap<IpAddr, Share>,
    /// The clients that wait, the next one first: by places held, then by their first request.
    line: BTreeSet<(usize, u64, IpAddr)>,
}

/// One client's.
#[derive(Debug, Default)]
struct Share {
    held: usize,
    /// Its requests in the line by their numbers, each with the way to tell it.
    waiting: BTreeMap<u64, oneshot::Sender<Place>>,
}

/// A place, which gets free when this is dropped.
#[derive(Debug)]
#[must_use = "a place is held only as long as this is kept"]
pub(super) struct Place {
    shares: Arc<Shares>,
    client: IpAddr,
}

/// A request in the line, which leaves it when this is dropped.
#[derive(Debug)]
struct Waiting {
    shares: Arc<Shares>,
    client: IpAddr,
    number: u64,
    given: oneshot::Receiver<Place>,
}

impl Shares {
    /// So many places, one at least.
    pub(super) fn new(places: usize) -> Self {
        let places = places.max(1);
        Self {
            places,
            most: (places / 2).max(1),
            books: Mutex::default(),
        }
    }

    /// How many places are held.
    pub(super) fn taken(&self) -> usize {
        self.books().taken
    }

    /// A place for a client, as soon as it is its turn; `None` where its patience ends before.
    pub(super) async fn place(
        self: &Arc<Self>,
        client: IpAddr,
        patience: Patience,
    ) -> Option<Place> {
        let mut waiting = self.stand_in_line(client);
        self.serve();
        if let Ok(given) = timeout(patience.of_more, &mut waiting.given).await {
            return given.ok();
        }
        if !self.books().is_first(client, waiting.number) {
            return None;
        }
        let rest = patience.of_first.saturating_sub(patience.of_more);
        timeout(rest, &mut waiting.given).await.ok()?.ok()
    }

    fn stand_in_line(self: &Arc<Self>, client: IpAddr) -> Waiting {
        let (tell, given) = oneshot::channel();
        let mut books = self.books();
        let number = books.next;
        books.next += 1;
        books.change(client, |share| share.waiting.insert(number, tell));
        Waiting {
            shares: Arc::clone(self),
            client,
            number,
            given,
        }
    }

    /// Gives free places away as long as there are any and somebody may have one.
    fn serve(self: &Arc<Self>) {
        while let Some((client, tell)) = self.next_served() {
            let place = Place {
                shares: Arc::clone(self),
                client,
            };
            // Who has gone meanwhile sends the place back, which serves the next.
            drop(tell.send(place));
        }
    }

    fn next_served(&self) -> Option<(IpAddr, oneshot::Sender<Place>)> {
        let mut books = self.books();
        let &(held, _, client) = books.line.first()?;
        if books.taken == self.places || held == self.most {
            return None;
        }
        books.taken += 1;
        let (_, tell) = books.change(client, |share| {
            share.held += 1;
            share.waiting.pop_first()
        })?;
        Some((client, tell))
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        // Nothing that changes them can panic half way.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Books {
    /// Changes what is known of a client, and its place in the line with it.
    fn change<T>(&mut self, client: IpAddr, change: impl FnOnce(&mut Share) -> T) -> T {
        let share = self.clients.entry(client).or_default();
        if let Some(first) = share.first() {
            self.line.remove(&(share.held, first, client));
        }
        let changed = change(share);
        if let Some(first) = share.first() {
            self.line.insert((share.held, first, client));
        } else if share.held == 0 {
            self.clients.remove(&client);
        }
        changed
    }

    /// Whether a client holds no place, and this is its first request in the line.
    fn is_first(&self, client: IpAddr, number: u64) -> bool {
        let share = self.clients.get(&client);
        share.is_some_and(|share| share.held == 0 && share.first() == Some(number))
    }
}

impl Share {
    /// The number of its first request in the line.
    fn first(&self) -> Option<u64> {
        self.waiting.keys().next().copied()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut books = self.shares.books();
        books.taken -= 1;
        books.change(self.client, |share| share.held -= 1);
        drop(books);
        self.shares.serve();
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut books = self.shares.books();
        books.change(self.client, |share| share.waiting.remove(&self.number));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    use super::*;

    const NONE: Patience = Patience {
        of_more: Duration::ZERO,
        of_first: Duration::ZERO,
    };

    fn client(number: u8) -> IpAddr {
        [10, 0, 0, number].into()
    }

    fn shares(places: usize) -> Arc<Shares> {
        Arc::new(Shares::new(places))
    }

    /// The place that was given to a request in the line, if one was.
    fn given(waiting: &mut Waiting) -> Option<Place> {
        waiting.given.try_recv().ok()
    }

    fn knows_nobody(shares: &Shares) -> bool {
        let books = shares.books();
        books.taken == 0 && books.clients.is_empty() && books.line.is_empty()
    }

    #[actix_web::test]
    async fn nobody_holds_more_than_half_and_a_newcomer_finds_a_place_at_once() {
        let shares = shares(4);
        let first = shares.place(client(1), NONE).await;
        let second = shares.place(client(1), NONE).await;
        assert!(first.is_some() && second.is_some());
        assert!(shares.place(client(1), NONE).await.is_none());
        assert!(shares.place(client(2), NONE).await.is_some());
        drop((first, second));
        assert!(knows_nobody(&shares));
        let only = super::tests::shares(1);
        assert!(
            only.place(client(1), NONE).await.is_some(),
            "half of one is one"
        );
    }

    #[test]
    fn who_holds_less_goes_first_and_then_who_came_first() {
        let shares = shares(2);
        let line = |number| {
            let waiting = shares.stand_in_line(client(number));
            shares.serve();
            waiting
        };
        let [mut greedy, mut greedier, mut greediest] = [line(1), line(1), line(1)];
        let [mut late, mut later] = [line(2), line(3)];
        let (of_greedy, of_late) = (given(&mut greedy).unwrap(), given(&mut late).unwrap());
        assert!(given(&mut greedier).is_none(), "half of the places is one");
        drop(of_late);
        let of_later = given(&mut later).expect("before the second of the first");
        drop(of_greedy);
        let of_greedier = given(&mut greedier).expect("its client holds nothing now");
        drop(greediest.given.try_recv());
        drop((
            of_later,
            of_greedier,
            greedy,
            greedier,
            greediest,
            late,
            later,
        ));
        assert!(knows_nobody(&shares));
    }

    #[actix_web::test]
    async fn patience_is_longer_with_the_first_of_a_client() {
        let patience = Patience {
            of_more: Duration::ZERO,
            of_first: Duration::from_secs(60),
        };
        let shares = shares(1);
        let held = shares.place(client(1), NONE).await.unwrap();
        assert!(shares.place(client(1), patience).await.is_none());
        let free_it = async {
            // Its turn comes once the newcomer stands in the line.
            while shares.books().line.is_empty() {
                tokio::task::yield_now().await;
            }
            drop(held);
        };
        let (newcomer, ()) = tokio::join!(shares.place(client(2), patience), free_it);
        assert!(newcomer.is_some());
    }

    #[actix_web::test]
    async fn who_gives_up_leaves_the_line_and_takes_no_place() {
        let shares = shares(1);
        let held = shares.place(client(1), NONE).await.unwrap();
        let gone = shares.stand_in_line(client(2));
        let next = shares.stand_in_line(client(3));
        drop(gone);
        drop(held);
        let mut next = next;
        let place = given(&mut next).expect("the next one is served");
        // A place on its way to somebody who goes meanwhile is not lost.
        let unread = shares.stand_in_line(client(4));
        drop(place);
        drop(unread);
        drop(next);
        assert!(knows_nobody(&shares));
    }

    /// Requests come, are given up and end by chance, from a greedy client and polite ones; after each step
    /// the places are as the rule says.
    #[test]
    fn by_simulation_no_place_is_idle_or_unfair() {
        for seed in 0..50 {
            let mut chance = StdRng::seed_from_u64(seed);
            let shares = shares(chance.random_range(1..9));
            let (mut line, mut held) = (Vec::<Waiting>::new(), Vec::<Place>::new());
            for _ in 0..400 {
                match chance.random_range(0..10) {
                    0..5 => {
                        let greedy = chance.random_bool(0.7);
                        let number = if greedy { 0 } else { chance.random_range(1..6) };
                        line.push(shares.stand_in_line(client(number)));
                        shares.serve();
                    }
                    5 if !line.is_empty() => {
                        drop(line.swap_remove(chance.random_range(0..line.len())));
                    }
                    _ if !held.is_empty() => {
                        drop(held.swap_remove(chance.random_range(0..held.len())));
                    }
                    _ => {}
                }
                line.retain_mut(|waiting| match given(waiting) {
                    Some(place) => {
                        held.push(place);
                        false
                    }
                    None => true,
                });
                check(&shares, &line, &held);
            }
            drop((line, held));
            assert!(knows_nobody(&shares), "seed {seed}");
        }
    }

    fn check(shares: &Shares, line: &[Waiting], held: &[Place]) {
        assert_eq!(shares.taken(), held.len());
        assert!(held.len() <= shares.places);
        let mut of: HashMap<IpAddr, usize> = HashMap::new();
        for place in held {
            *of.entry(place.client).or_default() += 1;
        }
        assert!(of.values().all(|&held| held <= shares.most));
        let may_have_one =
            |waiting: &&Waiting| of.get(&waiting.client).copied().unwrap_or_default() < shares.most;
        let is_full = held.len() == shares.places;
        assert!(is_full || line.iter().find(may_have_one).is_none(), "idle");
    }
}
