//! Named passes, each timed, each telling somebody how far it is.

use std::time::Instant;

use crate::generation::PassTime;

/// Who wants to know how a rebuild gets on: a progress bar, a log, or `()` where nobody does.
pub trait Observer: Sync {
    /// A pass begins.
    fn begin(&self, _pass: &'static str) {}
    /// The running pass has this many rows or items to do.
    fn expect(&self, _total: u64) {}
    /// The running pass did this many more. Called from any thread.
    fn advance(&self, _done: u64) {}
    /// The running pass is over.
    fn end(&self, _time: &PassTime) {}
}

impl Observer for () {}

/// The passes of one rebuild.
pub(super) struct Passes<'a> {
    observer: &'a dyn Observer,
    timings: Vec<PassTime>,
}

/// The running pass, as it is seen from inside.
pub(super) struct Pass<'a> {
    observer: &'a dyn Observer,
}

impl<'a> Passes<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        Self {
            observer,
            timings: Vec::new(),
        }
    }

    /// Runs a pass and takes its time.
    pub(super) fn run<T>(&mut self, name: &'static str, work: impl FnOnce(&Pass<'a>) -> T) -> T {
        let start = Instant::now();
        self.observer.begin(name);
        let result = work(&Pass {
            observer: self.observer,
        });
        let time = PassTime {
            pass: name.to_owned(),
            seconds: start.elapsed().as_secs_f64(),
        };
        self.observer.end(&time);
        self.timings.push(time);
        result
    }

    pub(super) fn timings(&self) -> Vec<PassTime> {
        self.timings.clone()
    }
}

impl Pass<'_> {
    pub(super) fn expect(&self, total: u64) {
        self.observer.expect(total);
    }

    pub(super) fn advance(&self, done: u64) {
        self.observer.advance(done);
    }
}
