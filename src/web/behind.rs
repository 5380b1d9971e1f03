//! Threads that step back behind those that answer.
//!
//! A search takes some milliseconds of a core, a link preview fifty, a large batch all cores for as
//! long; an item's page takes one. With more searches than cores the small questions would wait for
//! time on a core, whatever places there are for them. So what takes long runs on threads of its
//! own, at a lower priority: on Linux the system lets small questions go before, and searches have
//! what they leave.
//!
//! Knows threads; nothing of what runs on them.

use std::io;

use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::runtime::{Builder, Runtime};

/// How far searches step back, of the nineteen steps there are.
const SEARCHES: i32 = 10;
/// How far that steps back for which one client waits longer anyway, or nobody at all.
const BULK: i32 = 15;

/// Threads for searches, and for many of them at once.
#[derive(Debug)]
pub(super) struct Behind {
    /// Only its threads for work that blocks; there until this is dropped.
    searches: Option<Runtime>,
    batches: ThreadPool,
}

impl Behind {
    /// So many searches at a time, and a thread a core for batches.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn new(searches: usize) -> io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(searches)
            .thread_name("search")
            .on_thread_start(|| step_back(SEARCHES))
            .build()?;
        let batches = ThreadPoolBuilder::new()
            .thread_name(|place| format!("batch {place}"))
            .start_handler(|_| step_back(BULK))
            .build()
            .map_err(io::Error::other)?;
        Ok(Self {
            searches: Some(runtime),
            batches,
        })
    }

    /// Does this on a thread for searches; `None` where it panics.
    pub(super) async fn search<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let threads = self.searches.as_ref()?;
        threads.spawn_blocking(work).await.ok()
    }

    /// Does this on the threads for batches, which share among them whatever comes in parallel.
    pub(super) fn batch<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.batches.install(work)
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        // Whoever drops this may not wait; what still runs has nobody to answer.
        if let Some(threads) = self.searches.take() {
            threads.shutdown_background();
        }
    }
}

/// Has this thread wait behind the others whenever there are not cores enough for all, for good.
pub(super) fn step_far_back() {
    step_back(BULK);
}

#[cfg(target_os = "linux")]
fn step_back(steps: i32) {
    // On Linux this is of one thread. Where it is not allowed, small questions are a little slower
    // while there are searches, and no less right.
    let _ = rustix::process::nice(steps);
}

#[cfg(not(target_os = "linux"))]
fn step_back(_steps: i32) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn the_threads_go_on_after_a_panic() {
        let behind = Behind::new(1).unwrap();
        assert_eq!(behind.search(|| panic!("on purpose")).await, None::<()>);
        assert_eq!(behind.search(|| 42).await, Some(42));
        assert!(behind.batch(rayon::current_num_threads) > 0);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn searches_step_back_and_whoever_asks_for_them_does_not() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let here = priority();
        let behind = Behind::new(1).unwrap();
        let there = behind.batch(priority);
        assert!(there > here || there == 19, "{there} behind {here}");
        assert_eq!(priority(), here);
    }
}
