//! Looks for new generations and has them taken over while questions are being answered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::web::Data;

use super::{Desk, Readiness};

/// A thread that looks every so often; dropping this ends it.
#[derive(Debug)]
pub(super) struct Takeover {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Takeover {
    /// Begins to look.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn begin(
        desk: Data<Desk>,
        readiness: Data<Readiness>,
        every: Duration,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let watch = move || {
            warm(&desk);
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                look(&desk, &readiness);
            }
        };
        let thread = std::thread::Builder::new()
            .name("takeover".to_owned())
            .spawn(watch)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Takeover {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of that thread was reported when it happened.
            let _ = thread.join();
        }
    }
}

/// Takes over what `CURRENT` names. What cannot be used is refused, and said once.
fn look(desk: &Desk, readiness: &Readiness) {
    let refused = match catch_unwind(AssertUnwindSafe(|| desk.explorer.refresh())) {
        Ok(Ok(None)) => return readiness.clear(),
        Ok(Ok(Some(version))) => {
            readiness.clear();
            tracing::info!(version, "took over a new generation");
            return warm(desk);
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => "opening it ended in a panic; run `cartway verify`".to_owned(),
    };
    let message = format!("The generation published last was refused: {refused}");
    if readiness.refuse(message.clone()) {
        tracing::error!("{message}");
    }
}

/// Finds out what every page shows, so that no visitor waits for it.
fn warm(desk: &Desk) {
    let front = catch_unwind(AssertUnwindSafe(|| desk.front().map(|_| ())));
    if let Ok(Err(error)) = front {
        tracing::debug!(%error, "nothing to show yet");
    }
}
