//! Things that are lent to one thread each and come back by themselves.
//!
//! Two kinds of pool: one is [filled](Pool::filled) once and lends what it was filled with, whatever
//! happens; the other begins empty and makes what it lends, up to a number that each borrower names,
//! and does not take back what a panic went through. Both wait where nothing can be lent. Knows
//! nothing of what is lent.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Things to be lent. The one that came back last goes out first, as it is likely still in a cache.
#[derive(Debug)]
pub(crate) struct Pool<T> {
    shelf: Mutex<Shelf<T>>,
    returned: Condvar,
    /// Whether a thing comes back after a panic too.
    outlives_panics: bool,
}

#[derive(Debug)]
struct Shelf<T> {
    idle: Vec<T>,
    lent: usize,
}

impl<T> Default for Pool<T> {
    /// An empty pool, whose things are made when they are wanted.
    fn default() -> Self {
        Self::new(Vec::new(), false)
    }
}

impl<T> Pool<T> {
    /// A pool of these things and no others. None is ever lost, so there must be one at least.
    pub(crate) fn filled(idle: Vec<T>) -> Self {
        Self::new(idle, true)
    }

    fn new(idle: Vec<T>, outlives_panics: bool) -> Self {
        Self {
            shelf: Mutex::new(Shelf { idle, lent: 0 }),
            returned: Condvar::new(),
            outlives_panics,
        }
    }

    /// Waits until something is idle, and lends it.
    pub(crate) fn lend(&self) -> Lent<'_, T> {
        let mut shelf = self.wait_while(|shelf| shelf.idle.is_empty());
        shelf.lent += 1;
        let thing = shelf.idle.pop();
        Lent { pool: self, thing }
    }

    /// Lends all that is idle, at once and without waiting.
    pub(crate) fn lend_idle(&self) -> Vec<Lent<'_, T>> {
        let mut shelf = self.lock();
        let idle = std::mem::take(&mut shelf.idle);
        shelf.lent += idle.len();
        idle.into_iter()
            .map(|thing| Lent {
                pool: self,
                thing: Some(thing),
            })
            .collect()
    }

    /// Waits until fewer than `most` are lent, and lends an idle thing that fits, else a new one.
    /// Where none fits, the idle ones are dropped.
    pub(crate) fn lend_or_make(
        &self,
        most: usize,
        fits: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> Lent<'_, T> {
        let mut shelf = self.wait_while(|shelf| shelf.lent >= most);
        shelf.lent += 1;
        let found = shelf.idle.iter().rposition(fits);
        let thing = match found {
            Some(place) => Some(shelf.idle.swap_remove(place)),
            None => {
                // What is too small now will not fit later either.
                shelf.idle.clear();
                None
            }
        };
        drop(shelf);
        // From here on what is lent comes back, also if making it fails.
        let mut lent = Lent { pool: self, thing };
        lent.thing.get_or_insert_with(make);
        lent
    }

    /// Puts idle things there until there are `count` with those lent; those that do not fit go.
    pub(crate) fn prepare(&self, count: usize, fits: impl Fn(&T) -> bool, make: impl Fn() -> T) {
        let missing = {
            let mut shelf = self.lock();
            shelf.idle.retain(fits);
            count.saturating_sub(shelf.idle.len() + shelf.lent)
        };
        let made: Vec<T> = (0..missing).map(|_| make()).collect();
        self.lock().idle.extend(made);
    }

    fn wait_while(&self, nothing_to_lend: impl Fn(&Shelf<T>) -> bool) -> MutexGuard<'_, Shelf<T>> {
        let wait = |shelf: &mut Shelf<T>| nothing_to_lend(shelf);
        let shelf = self.returned.wait_while(self.lock(), wait);
        shelf.unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Shelf<T>> {
        // The shelf is whole whenever the lock is free, even if its last holder panicked.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something lent, which goes back to its pool when dropped.
#[derive(Debug)]
pub(crate) struct Lent<'p, T> {
    pool: &'p Pool<T>,
    /// `None` only while it is being made or handed back.
    thing: Option<T>,
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.thing.as_ref().expect("taken out in drop only")
    }
}

impl<T> DerefMut for Lent<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.thing.as_mut().expect("taken out in drop only")
    }
}

impl<T> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        let comes_back = self.pool.outlives_panics || !thread::panicking();
        let thing = self.thing.take().filter(|_| comes_back);
        let mut shelf = self.pool.lock();
        shelf.lent -= 1;
        shelf.idle.extend(thing);
        drop(shelf);
        self.pool.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn never_more_are_lent_than_may_be_and_who_waits_gets_one() {
        let pool: Pool<u32> = Pool::default();
        let (lent, highest) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _lent = pool.lend_or_make(2, |_| true, || 0);
                        let now = lent.fetch_add(1, Ordering::SeqCst) + 1;
                        highest.fetch_max(now, Ordering::SeqCst);
                        thread::yield_now();
                        lent.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(highest.load(Ordering::SeqCst) <= 2);
        assert!(pool.lock().idle.len() <= 2 && pool.lock().lent == 0);
    }

    #[test]
    fn what_a_panic_went_through_is_lost_but_not_its_turn() {
        let pool: Pool<u32> = Pool::default();
        let work = AssertUnwindSafe(|| {
            let _lent = pool.lend_or_make(1, |_| true, || 1);
            panic!("on purpose");
        });
        assert!(catch_unwind(work).is_err());
        assert_eq!(*pool.lend_or_make(1, |_| true, || 2), 2);
    }

    #[test]
    fn a_filled_pool_lends_what_it_was_filled_with_even_after_a_panic() {
        let pool = Pool::filled(vec![1, 2]);
        let work = AssertUnwindSafe(|| {
            let _lent = pool.lend();
            panic!("on purpose");
        });
        assert!(catch_unwind(work).is_err());
        let all = pool.lend_idle();
        assert_eq!(all.len(), 2);
        assert!(pool.lend_idle().is_empty());
        thread::scope(|scope| {
            let waits = scope.spawn(|| *pool.lend());
            drop(all);
            assert!([1, 2].contains(&waits.join().unwrap()));
        });
    }

    #[test]
    fn what_is_prepared_fits_and_is_not_more_than_asked_for() {
        let pool: Pool<u32> = Pool::default();
        pool.prepare(2, |_| true, || 1);
        let lent = pool.lend_or_make(2, |_| true, || 9);
        pool.prepare(3, |&thing| thing >= 5, || 5);
        assert_eq!((*lent, pool.lock().idle.clone()), (1, vec![5, 5]));
    }

    /// Sizes on the shelf, for the tests of those who lend.
    impl<T> Pool<T> {
        pub(crate) fn idle<R>(&self, look: impl Fn(&T) -> R) -> Vec<R> {
            self.lock().idle.iter().map(look).collect()
        }
    }
}
