//! How a rebuild gets on: a bar a pass on a terminal, plain lines elsewhere, nothing if so wished.
//! Knows nothing of what passes do.

use std::io::{IsTerminal, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};

use super::figures::{amount, rate};
use crate::generation::PassTime;
use crate::rebuild::Observer;

/// Shows passes on standard error, and stops them.
#[derive(Debug)]
pub(super) struct Progress {
    shown: Shown,
    stop: Arc<AtomicBool>,
    below_each_other: MultiProgress,
    bars: Mutex<Vec<Bar>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Bars,
    Lines,
    Nothing,
}

/// The bar of a running pass.
#[derive(Debug)]
struct Bar {
    pass: &'static str,
    bar: ProgressBar,
    /// Whether it moves, or only tells the time.
    moves: bool,
}

impl Progress {
    /// Bars if standard error is a terminal, else plain lines. `stop` ends the rebuild once it is
    /// raised.
    pub(super) fn on_standard_error(stop: Arc<AtomicBool>) -> Self {
        let shown = if std::io::stderr().is_terminal() {
            Shown::Bars
        } else {
            Shown::Lines
        };
        Self::new(shown, stop)
    }

    /// Shows nothing, only stops.
    pub(super) fn silent(stop: Arc<AtomicBool>) -> Self {
        Self::new(Shown::Nothing, stop)
    }

    fn new(shown: Shown, stop: Arc<AtomicBool>) -> Self {
        Self {
            shown,
            stop,
            below_each_other: MultiProgress::new(),
            bars: Mutex::default(),
        }
    }

    fn bars(&self) -> MutexGuard<'_, Vec<Bar>> {
        // A bar is only a bar: whatever state a panic left it in will do.
        self.bars.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has something done to the bar of a running pass, if bars are shown.
    fn on_bar(&self, pass: &str, change: impl FnOnce(&mut Bar)) {
        let mut bars = self.bars();
        if let Some(bar) = bars.iter_mut().find(|bar| bar.pass == pass) {
            change(bar);
        }
    }

    fn line(&self, text: &str) {
        self.below_each_other.suspend(|| {
            // Progress that cannot be shown must not fail what it is progress of.
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        });
    }
}

impl Observer for Progress {
    fn begin(&self, pass: &'static str) {
        match self.shown {
            Shown::Nothing => {}
            Shown::Lines => self.line(&format!("pass {pass}")),
            Shown::Bars => {
                let bar = ProgressBar::new_spinner().with_message(pass);
                let bar = self.below_each_other.add(bar);
                bar.set_style(style("{spinner} {msg:13} {elapsed}"));
                bar.enable_steady_tick(Duration::from_millis(100));
                self.bars().push(Bar {
                    pass,
                    bar,
                    moves: false,
                });
            }
        }
    }

    fn expect(&self, pass: &'static str, total: u64, unit: &'static str) {
        self.on_bar(pass, |bar| {
            bar.moves = true;
            bar.bar.set_length(total);
            bar.bar.set_prefix(unit);
            bar.bar.set_style(style(
                "{spinner} {msg:13} {bar:30} {human_pos} of {human_len} {prefix}, {rate}, {eta} left",
            ));
        });
    }

    fn advance(&self, pass: &'static str, done: u64) {
        if self.shown != Shown::Bars {
            return;
        }
        self.on_bar(pass, |bar| {
            if !bar.moves {
                // How many there are is not known: a view, or a table without row ids.
                bar.moves = true;
                let template = "{spinner} {msg:13} {human_pos} done, {rate}, {elapsed}";
                bar.bar.set_style(style(template));
            }
            bar.bar.inc(done);
        });
    }

    fn end(&self, time: &PassTime) {
        self.on_bar(&time.pass, |bar| bar.bar.finish_and_clear());
        self.bars().retain(|bar| bar.pass != time.pass);
        if self.shown != Shown::Nothing {
            self.line(&ended(time));
        }
    }

    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

/// What a pass did, in a line.
fn ended(time: &PassTime) -> String {
    let PassTime { pass, seconds, .. } = time;
    let done = amount(time.done, &time.unit);
    match rate(time.done, *seconds, &time.unit) {
        Some(rate) => format!("{pass:13} {done} in {seconds:.2} s ({rate})"),
        None => format!("{pass:13} {done} in {seconds:.2} s"),
    }
}

/// The style of a bar; `{rate}` is how many a second, in short.
pub(super) fn style(template: &str) -> ProgressStyle {
    // The templates are ours; the default is shown if one were wrong.
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    style.with_key(
        "rate",
        |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let shown = rate(state.pos(), state.elapsed().as_secs_f64(), "");
            // A rate that cannot be shown is missed by nobody.
            let _ = out.write_str(shown.as_deref().unwrap_or("-"));
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ended_pass_is_told_with_its_work_time_and_rate() {
        let mut time = PassTime {
            pass: "read".to_owned(),
            seconds: 0.8,
            done: 1_234_567,
            unit: "rows".to_owned(),
        };
        let line = "read          1,234,567 rows in 0.80 s (1.5 M/s)";
        assert_eq!(ended(&time), line);
        time.seconds = 0.0;
        assert_eq!(ended(&time), "read          1,234,567 rows in 0.00 s");
    }
}
