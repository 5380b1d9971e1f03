//! Ctrl-C and SIGTERM while a command changes something: the first asks it to stop where it can
//! leave everything in order, the second ends the program at once. An abort for want of memory ends it
//! with the exit status of a failure. Knows nothing of what stops.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use signal_hook::consts::{SIGABRT, SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

/// Exit status of a command that is ended in the middle.
const FAILED: i32 = 1;

/// Listens for the wish to stop until it is dropped; then both signals do nothing, until somebody
/// else listens.
#[derive(Debug)]
pub(super) struct Interrupt {
    raised: Arc<AtomicBool>,
    registered: Vec<SigId>,
}

impl Interrupt {
    /// Begins to listen.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn listen() -> anyhow::Result<Self> {
        let mut interrupt = Self {
            raised: Arc::default(),
            registered: Vec::new(),
        };
        interrupt.register().context("no signals can be heard")?;
        Ok(interrupt)
    }

    fn register(&mut self) -> io::Result<()> {
        // A program that finds no memory says so and aborts, which is a failure like any other.
        let always = Arc::new(AtomicBool::new(true));
        let aborted = flag::register_conditional_shutdown(SIGABRT, FAILED, always)?;
        self.registered.push(aborted);
        for signal in [SIGINT, SIGTERM] {
            // Comes first, and so sees the flag as the signals before this one left it.
            let at_once = flag::register_conditional_shutdown(signal, FAILED, self.flag())?;
            self.registered.push(at_once);
            self.registered.push(flag::register(signal, self.flag())?);
        }
        Ok(())
    }

    /// Whether the first signal came.
    pub(super) fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Relaxed)
    }

    /// Raised by the first signal.
    pub(super) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.raised)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        for &id in &self.registered {
            low_level::unregister(id);
        }
    }
}
