//! The memory searches work in, lent to one search each and kept from one generation to the next.
//!
//! A search marks nodes in arrays as long as the graph. Their pages come zeroed from the system at
//! first touch, so a used workspace is worth keeping: also for the next generation, if it is not
//! much larger, and so no question pays for memory after a takeover. Knows searches, not questions.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use cartway_graph::connect::{DegreesWorkspace, Workspace};

/// What all workspaces together may take, as long as each core can have one.
const MEMORY: usize = 128 << 20;
/// Workspaces are made for this share more nodes than there are, for generations to come. What is
/// not used is never touched, so it takes addresses only.
const ROOM_TO_GROW: usize = 8;
/// From so many nodes on a workspace gives back what the next search will touch only in part. Arrays
/// of that length come from the system and not from the allocator's own store, so new ones are
/// zero without anybody writing zeros.
const TRIMMED_FROM: usize = 8 << 20;

/// The workspaces of all searches of one server.
#[derive(Debug, Default)]
pub(super) struct Workspaces {
    searches: Pool<Workspace>,
    degrees: Pool<DegreesWorkspace>,
}

impl Workspaces {
    /// Lends a workspace for a graph of so many nodes. Waits if there are enough searches under way
    /// to fill the memory they may take.
    pub(super) fn with_workspace<T>(
        &self,
        node_count: usize,
        search: impl FnOnce(&mut Workspace) -> T,
    ) -> T {
        let fits = |workspace: &Workspace| workspace.node_count() >= node_count;
        let most = most_workspaces(node_count);
        let mut lent = self.searches.lend(most, fits, || roomy(node_count));
        let result = search(&mut lent);
        if lent.node_count() >= TRIMMED_FROM {
            lent.trim();
        }
        result
    }

    /// Lends a workspace for counting distances; no more than one a core, as these walk everything.
    pub(super) fn with_degrees_workspace<T>(
        &self,
        search: impl FnOnce(&mut DegreesWorkspace) -> T,
    ) -> T {
        let mut lent = self.degrees.lend(cores(), |_| true, DegreesWorkspace::new);
        search(&mut lent)
    }

    /// Makes a workspace for each core where those there are do not fit, and touches it.
    pub(super) fn prepare(&self, node_count: usize) {
        let fits = |workspace: &Workspace| workspace.node_count() >= node_count;
        self.searches.prepare(cores(), fits, || {
            let mut workspace = roomy(node_count);
            workspace.touch(node_count);
            workspace
        });
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// How many searches may be under way in a graph of so many nodes.
fn most_workspaces(node_count: usize) -> usize {
    let fill = MEMORY / (Workspace::BYTES_PER_NODE * node_count.max(1));
    fill.max(cores())
}

fn roomy(node_count: usize) -> Workspace {
    Workspace::new(node_count.saturating_add(node_count / ROOM_TO_GROW))
}

/// Memories that are lent out.
#[derive(Debug)]
struct Pool<T> {
    shelf: Mutex<Shelf<T>>,
    returned: Condvar,
}

#[derive(Debug)]
struct Shelf<T> {
    idle: Vec<T>,
    lent: usize,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self {
            shelf: Mutex::new(Shelf {
                idle: Vec::new(),
                lent: 0,
            }),
            returned: Condvar::new(),
        }
    }
}

impl<T> Pool<T> {
    /// An idle memory that fits, else a new one, as soon as fewer than `most` are lent.
    fn lend(
        &self,
        most: usize,
        fits: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> Lent<'_, T> {
        let mut shelf = self.lock();
        while shelf.lent >= most {
            shelf = self
                .returned
                .wait(shelf)
                .unwrap_or_else(PoisonError::into_inner);
        }
        shelf.lent += 1;
        let found = shelf.idle.iter().rposition(fits);
        let memory = match found {
            Some(place) => Some(shelf.idle.swap_remove(place)),
            None => {
                // What is too small now will not fit later either.
                shelf.idle.clear();
                None
            }
        };
        drop(shelf);
        // From here on what is lent comes back, also if making it fails.
        let mut lent = Lent { pool: self, memory };
        lent.memory.get_or_insert_with(make);
        lent
    }

    /// Puts idle memories there until there are `count` with those lent.
    fn prepare(&self, count: usize, fits: impl Fn(&T) -> bool, make: impl Fn() -> T) {
        let missing = {
            let mut shelf = self.lock();
            shelf.idle.retain(fits);
            count.saturating_sub(shelf.idle.len() + shelf.lent)
        };
        let made: Vec<T> = (0..missing).map(|_| make()).collect();
        self.lock().idle.extend(made);
    }

    fn lock(&self) -> MutexGuard<'_, Shelf<T>> {
        // The shelf is whole whenever the lock is free, even if its last holder panicked.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A memory that goes back when dropped. A search that panics loses it.
struct Lent<'p, T> {
    pool: &'p Pool<T>,
    /// `None` only while it is being made or handed back.
    memory: Option<T>,
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.memory.as_ref().expect("taken out in drop only")
    }
}

impl<T> DerefMut for Lent<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.memory.as_mut().expect("taken out in drop only")
    }
}

impl<T> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        let memory = self.memory.take().filter(|_| !thread::panicking());
        let mut shelf = self.pool.lock();
        shelf.lent -= 1;
        shelf.idle.extend(memory);
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
    fn a_workspace_is_kept_for_the_next_generation_unless_it_is_too_small() {
        let memories = Workspaces::default();
        let size = |nodes| memories.with_workspace(nodes, |workspace| workspace.node_count());
        let first = size(800);
        assert_eq!(first, 900, "with room to grow");
        assert_eq!(size(900), first, "the same one");
        assert!(size(901) > first);
        assert_eq!(memories.searches.lock().idle.len(), 1, "the small one went");
    }

    #[test]
    fn prepared_workspaces_fit_and_are_not_more_than_cores() {
        let memories = Workspaces::default();
        memories.prepare(100);
        memories.prepare(5_000);
        memories.prepare(5_000);
        let shelf = memories.searches.lock();
        assert_eq!(shelf.idle.len(), cores());
        assert!(shelf.idle.iter().all(|idle| idle.node_count() >= 5_000));
    }

    #[test]
    fn huge_graphs_leave_one_workspace_a_core_and_small_ones_many() {
        assert_eq!(most_workspaces(100_000_000), cores());
        assert!(most_workspaces(413_563) >= 16);
        assert!(most_workspaces(0) >= cores());
    }

    #[test]
    fn never_more_are_lent_than_may_be_and_who_waits_gets_one() {
        let pool: Pool<u32> = Pool::default();
        let (lent, highest) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _memory = pool.lend(2, |_| true, || 0);
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
    fn a_search_that_panics_loses_its_memory_but_not_its_turn() {
        let pool: Pool<u32> = Pool::default();
        let search = AssertUnwindSafe(|| {
            let _memory = pool.lend(1, |_| true, || 1);
            panic!("on purpose");
        });
        assert!(catch_unwind(search).is_err());
        assert_eq!(*pool.lend(1, |_| true, || 2), 2);
    }
}
