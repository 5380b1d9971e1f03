//! Named passes, each timed, each telling somebody how far it is and asking whether to stop.
//!
//! Knows nothing of what a pass does, of how progress is shown, or of what asks it to stop.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use super::error::{RebuildError, Stopped};
use crate::generation::PassTime;

/// Who wants to know how a rebuild gets on, and may stop it: a progress bar, a log, or `()` where
/// nobody does. Passes may run side by side, so each is told by its name.
pub trait Observer: Sync {
    /// A pass begins.
    fn begin(&self, _pass: &'static str) {}
    /// A running pass has this many to do; `unit` says of what, in the plural.
    fn expect(&self, _pass: &'static str, _total: u64, _unit: &'static str) {}
    /// A running pass did this many more. Called from any thread.
    fn advance(&self, _pass: &'static str, _done: u64) {}
    /// A running pass is over, and came to a good end.
    fn end(&self, _time: &PassTime) {}
    /// Raised by the observer when the rebuild shall stop. Asked for once, before the first pass.
    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::default()
    }
}

impl Observer for () {}

/// The passes of one rebuild, or of one of two lists of them that run side by side.
pub(super) struct Passes<'a> {
    observer: &'a dyn Observer,
    halt: Halt,
    timings: Vec<PassTime>,
    begin: Instant,
}

/// Why passes end before their work is done.
#[derive(Clone)]
struct Halt {
    /// Somebody asked for it.
    stop: Arc<AtomicBool>,
    /// A pass beside them failed: nothing will come of the rebuild.
    failed: Arc<AtomicBool>,
}

/// A running pass, as it is seen from inside.
pub(super) struct Pass<'a> {
    observer: &'a dyn Observer,
    halt: &'a Halt,
    name: &'static str,
    advanced: AtomicU64,
    unit: &'static str,
}

impl<'a> Passes<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        Self {
            halt: Halt {
                stop: observer.stop_flag(),
                failed: Arc::default(),
            },
            observer,
            timings: Vec::new(),
            begin: Instant::now(),
        }
    }

    /// Runs a pass that goes through `unit`s and takes its time. Whatever a pass that was asked to
    /// stop gives, the answer is [`Stopped`].
    pub(super) fn run<T>(
        &mut self,
        name: &'static str,
        unit: &'static str,
        work: impl FnOnce(&mut Pass<'_>) -> Result<T, RebuildError>,
    ) -> Result<T, RebuildError> {
        self.halt.go_on()?;
        let begin = Instant::now();
        self.observer.begin(name);
        let mut pass = Pass {
            observer: self.observer,
            halt: &self.halt,
            name,
            advanced: AtomicU64::new(0),
            unit,
        };
        let result = work(&mut pass);
        let time = PassTime {
            pass: name.to_owned(),
            seconds: begin.elapsed().as_secs_f64(),
            done: pass.advanced.into_inner(),
            unit: pass.unit.to_owned(),
        };
        let result = self.halt.settle(result)?;
        self.observer.end(&time);
        self.timings.push(time);
        Ok(result)
    }

    /// Runs two lists of passes side by side, neither of which needs what the other makes. Their
    /// times are told in the order they stand here, however they came about.
    ///
    /// Should a pass fail, those beside it end within as long as it takes to stop them, and the
    /// error is told.
    pub(super) fn beside<L: Send, R: Send>(
        &mut self,
        left: impl FnOnce(&mut Passes<'_>) -> Result<L, RebuildError> + Send,
        right: impl FnOnce(&mut Passes<'_>) -> Result<R, RebuildError> + Send,
    ) -> Result<(L, R), RebuildError> {
        let (mut left_passes, mut right_passes) = (self.branch(), self.branch());
        let both = rayon::join(|| left(&mut left_passes), || right(&mut right_passes));
        self.timings.append(&mut left_passes.timings);
        self.timings.append(&mut right_passes.timings);
        match both {
            (Ok(left), Ok(right)) => Ok((left, right)),
            // Where one failed, the other was only stopped for it.
            (Err(RebuildError::Stopped(_)), Err(error)) | (Err(error), _) | (_, Err(error)) => {
                Err(error)
            }
        }
    }

    fn branch(&self) -> Self {
        Self {
            halt: self.halt.clone(),
            timings: Vec::new(),
            ..*self
        }
    }

    /// The flag that asks to stop, for what cannot be asked a step at a time.
    pub(super) fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.halt.stop)
    }

    /// The passes that are over, in order.
    pub(super) fn timings(&self) -> Vec<PassTime> {
        self.timings.clone()
    }

    /// Seconds since the rebuild began.
    pub(super) fn seconds(&self) -> f64 {
        self.begin.elapsed().as_secs_f64()
    }
}

impl Pass<'_> {
    /// Tells how many there are to do, as far as it is known.
    pub(super) fn expect(&self, total: u64) {
        self.observer.expect(self.name, total, self.unit);
    }

    /// Tells that so many more are done. To be called every few milliseconds, from any thread.
    ///
    /// # Errors
    /// The rebuild shall stop.
    pub(super) fn advance(&self, done: u64) -> Result<(), Stopped> {
        self.advanced.fetch_add(done, Relaxed);
        self.observer.advance(self.name, done);
        self.halt.go_on()
    }

    /// Asks between two steps that take their time and have nothing to count.
    ///
    /// # Errors
    /// The rebuild shall stop.
    pub(super) fn go_on(&self) -> Result<(), Stopped> {
        self.halt.go_on()
    }

    /// [`Self::advance`] for rooms that know nothing of rebuilds: `Break` says to stop, and what
    /// they give then is not looked at.
    pub(super) fn tick(&self) -> impl Fn(u64) -> ControlFlow<()> + Sync + '_ {
        |done| match self.advance(done) {
            Ok(()) => ControlFlow::Continue(()),
            Err(Stopped) => ControlFlow::Break(()),
        }
    }

    /// Says what was done in all, where it is known better, or in another unit, than by the steps.
    pub(super) fn did(&mut self, done: u64, unit: &'static str) {
        self.advanced = AtomicU64::new(done);
        self.unit = unit;
    }
}

impl Halt {
    fn go_on(&self) -> Result<(), Stopped> {
        if self.stop.load(Relaxed) || self.failed.load(Relaxed) {
            Err(Stopped)
        } else {
            Ok(())
        }
    }

    /// What a pass gave, if it was not stopped: then its error, should it be one, is only of that.
    fn settle<T>(&self, result: Result<T, RebuildError>) -> Result<T, RebuildError> {
        self.go_on()?;
        // Of two that fail at a time one is told, and the other was stopped.
        if result.is_err() && self.failed.swap(true, Relaxed) {
            return Err(Stopped.into());
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Hears everything, and stops after so many rows.
    #[derive(Default)]
    struct Listener {
        heard: Mutex<Vec<String>>,
        stop: Arc<AtomicBool>,
        stop_at: u64,
    }

    impl Listener {
        fn hear(&self, what: String) {
            self.heard.lock().unwrap().push(what);
        }
    }

    impl Observer for Listener {
        fn begin(&self, pass: &'static str) {
            self.hear(format!("begin {pass}"));
        }
        fn advance(&self, _: &'static str, done: u64) {
            self.hear(format!("advance {done}"));
            if done == self.stop_at {
                self.stop.store(true, Relaxed);
            }
        }
        fn end(&self, time: &PassTime) {
            self.hear(format!("end {} {} {}", time.pass, time.done, time.unit));
        }
        fn stop_flag(&self) -> Arc<AtomicBool> {
            Arc::clone(&self.stop)
        }
    }

    #[test]
    fn passes_are_told_with_what_they_did() {
        let listener = Listener::default();
        let mut passes = Passes::new(&listener);
        let stepped = passes.run("read", "rows", |pass| {
            pass.advance(3)?;
            assert!(pass.tick()(4).is_continue());
            Ok(5)
        });
        assert_eq!(stepped.unwrap(), 5);
        let known_better = passes.run("count", "items", |pass| {
            pass.advance(1)?;
            pass.did(99, "pairs");
            Ok(())
        });
        known_better.unwrap();
        let heard = "begin read, advance 3, advance 4, end read 7 rows, \
                     begin count, advance 1, end count 99 pairs";
        assert_eq!(listener.heard.lock().unwrap().join(", "), heard);
        assert_eq!(passes.timings().len(), 2);
    }

    #[test]
    fn stopped_pass_gives_stopped_whatever_it_came_to_and_no_other_begins() {
        let listener = Listener {
            stop_at: 2,
            ..Listener::default()
        };
        let mut passes = Passes::new(&listener);
        let deaf = passes.run("read", "rows", |pass| {
            assert!(pass.advance(1).is_ok());
            assert!(pass.tick()(2).is_break());
            Ok("half of it")
        });
        assert!(matches!(deaf, Err(RebuildError::Stopped(_))));
        let next = passes.run("count", "items", |_| Ok(()));
        assert!(matches!(next, Err(RebuildError::Stopped(_))));
        let heard = listener.heard.lock().unwrap().join(", ");
        assert_eq!(heard, "begin read, advance 1, advance 2");
        assert!(passes.timings().is_empty());
    }
    #[test]
    fn passes_side_by_side_are_told_in_the_order_of_their_lists() {
        let mut passes = Passes::new(&());
        let both = passes.beside(
            |passes| {
                passes.run("graph", "bytes", |_| Ok(()))?;
                passes.run("prove", "bytes", |_| Ok(1))
            },
            |passes| passes.run("search", "items", |_| Ok("two")),
        );
        assert_eq!(both.unwrap(), (1, "two"));
        let timings = passes.timings();
        let names: Vec<&str> = timings.iter().map(|time| time.pass.as_str()).collect();
        assert_eq!(names, ["graph", "prove", "search"]);
    }

    #[test]
    fn failing_pass_stops_those_beside_it_and_its_error_is_told() {
        let full = || RebuildError::NoMemory {
            what: "pairs",
            bytes: 1,
        };
        let waits = |pass: &mut Pass<'_>| -> Result<(), RebuildError> {
            loop {
                pass.go_on()?;
                std::thread::yield_now();
            }
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2);
        pool.build().unwrap().install(|| {
            for fails_left in [true, false] {
                let mut passes = Passes::new(&());
                let fails = |_: &mut Pass<'_>| Err(full());
                let both = passes.beside(
                    |passes| match fails_left {
                        true => passes.run("graph", "bytes", fails),
                        false => passes.run("graph", "bytes", waits),
                    },
                    |passes| match fails_left {
                        true => passes.run("search", "items", waits),
                        false => passes.run("search", "items", fails),
                    },
                );
                let told = both.map(drop).unwrap_err().to_string();
                assert_eq!(told, full().to_string());
            }
        });
    }
}
