//! How a rebuild gets on: a bar a pass on a terminal, a line a pass elsewhere.

use std::io::Write;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::generation::PassTime;
use crate::rebuild::Observer;

/// Shows passes on standard error.
#[derive(Debug)]
pub(super) struct Bars {
    terminal: bool,
    stop: Arc<AtomicBool>,
    current: Mutex<ProgressBar>,
}

impl Bars {
    /// Bars if standard error is a terminal, else plain lines. `stop` ends the rebuild once it is
    /// raised.
    pub(super) fn new(stop: Arc<AtomicBool>) -> Self {
        Self {
            stop,
            terminal: console_is_terminal(),
            current: Mutex::new(ProgressBar::hidden()),
        }
    }

    fn current(&self) -> std::sync::MutexGuard<'_, ProgressBar> {
        // A bar is only a bar: whatever state a panic left it in will do.
        self.current
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn line(&self, text: &str) {
        // Progress that cannot be shown must not fail what it is progress of.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

impl Observer for Bars {
    fn begin(&self, pass: &'static str) {
        if !self.terminal {
            self.line(&format!("pass {pass}"));
            return;
        }
        let bar = ProgressBar::new_spinner().with_message(pass);
        bar.set_style(style("{spinner} {msg:12} {elapsed}"));
        bar.enable_steady_tick(Duration::from_millis(100));
        *self.current() = bar;
    }

    fn expect(&self, total: u64, _unit: &'static str) {
        let bar = self.current();
        bar.set_length(total);
        bar.set_style(style(
            "{spinner} {msg:12} {bar:30} {human_pos}/{human_len} {per_sec} {eta}",
        ));
    }

    fn advance(&self, done: u64) {
        self.current().inc(done);
    }

    fn end(&self, time: &PassTime) {
        self.current().finish_and_clear();
        if self.terminal {
            self.line(&format!("  {:12} {:8.2} s", time.pass, time.seconds));
        }
    }

    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

fn console_is_terminal() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stderr())
}

fn style(template: &str) -> ProgressStyle {
    // The templates above are ours; the default is shown if one were wrong.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
