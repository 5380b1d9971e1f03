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
/// nobody does.
pub trait Observer: Sync {
    /// A pass begins.
    fn begin(&self, _pass: &'static str) {}
    /// The running pass has this many to do; `unit` says of what, in the plural.
    fn expect(&self, _total: u64, _unit: &'static str) {}
    /// The running pass did this many more. Called from any thread.
    fn advance(&self, _done: u64) {}
    /// The running pass is over, and came to a good end.
    fn end(&self, _time: &PassTime) {}
    /// Raised by the observer when the rebuild shall stop. Asked for once, before the first pass.
    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::default()
    }
}

impl Observer for () {}

/// The passes of one rebuild.
pub(super) struct Passes<'a> {
    observer: &'a dyn Observer,
    stop: Arc<AtomicBool>,
    timings: Vec<PassTime>,
    begin: Instant,
}

/// The running pass, as it is seen from inside.
pub(super) struct Pass<'a> {
    observer: &'a dyn Observer,
    stop: &'a AtomicBool,
    advanced: AtomicU64,
    unit: &'static str,
}

impl<'a> Passes<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        Self {
            stop: observer.stop_flag(),
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
        self.go_on()?;
        let begin = Instant::now();
        self.observer.begin(name);
        let mut pass = Pass {
            observer: self.observer,
            stop: &self.stop,
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
        self.go_on()?;
        let result = result?;
        self.observer.end(&time);
        self.timings.push(time);
        Ok(result)
    }

    fn go_on(&self) -> Result<(), Stopped> {
        unless_raised(&self.stop)
    }

    /// The flag that asks to stop, for what cannot be asked a step at a time.
    pub(super) fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
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
        self.observer.expect(total, self.unit);
    }

    /// Tells that so many more are done. To be called every few milliseconds, from any thread.
    ///
    /// # Errors
    /// The rebuild shall stop.
    pub(super) fn advance(&self, done: u64) -> Result<(), Stopped> {
        self.advanced.fetch_add(done, Relaxed);
        self.observer.advance(done);
        unless_raised(self.stop)
    }

    /// Asks between two steps that take their time and have nothing to count.
    ///
    /// # Errors
    /// The rebuild shall stop.
    pub(super) fn go_on(&self) -> Result<(), Stopped> {
        unless_raised(self.stop)
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

fn unless_raised(stop: &AtomicBool) -> Result<(), Stopped> {
    if stop.load(Relaxed) {
        Err(Stopped)
    } else {
        Ok(())
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
        fn advance(&self, done: u64) {
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
}
