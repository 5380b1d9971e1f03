//! Looks for new generations and has them taken over while questions are being answered.
//!
//! All the work of a takeover is done by one thread that steps back behind those that answer: on
//! Linux it runs at a lower priority. A generation that was refused is not opened again until its
//! folder looks different, or some time has passed: proving gigabytes wrong twice a second would
//! help nobody.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::web::Data;

use super::behind::step_far_back;
use super::operator::{Readiness, Refusal};
use super::state::Desk;
use crate::explorer::{FolderState, GenerationError};

/// Most looks that pass before a generation that was refused is tried again, should what was in its
/// way be gone without a trace in the folder. One every half second makes this a minute.
const MOST_SKIPPED: u32 = 120;

/// How long the end of the server waits for a proof under way, which may read gigabytes yet.
const PATIENCE: Duration = Duration::from_millis(500);

/// A thread that looks every so often; dropping this ends it.
#[derive(Debug)]
pub(super) struct Takeover {
    stop: Option<Sender<()>>,
    ended: Receiver<()>,
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
        let (alive, ended) = mpsc::channel();
        let watch = move || {
            let _alive: Sender<()> = alive;
            // Before it steps back: there may be visitors who wait for this.
            warm(&desk);
            step_far_back();
            prove(&desk);
            let mut lookout = Lookout::default();
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                lookout.look(&desk, &readiness);
            }
        };
        let thread = std::thread::Builder::new()
            .name("takeover".to_owned())
            .spawn(watch)?;
        Ok(Self {
            stop: Some(stop),
            ended,
            thread: Some(thread),
        })
    }
}

impl Drop for Takeover {
    fn drop(&mut self) {
        drop(self.stop.take());
        // Nobody ever sends: what ends the wait is that the other side is gone.
        let has_ended = self.ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Disconnected);
        if let Some(thread) = self.thread.take().filter(|_| has_ended) {
            // A panic of that thread was reported when it happened.
            let _ = thread.join();
        }
    }
}

/// What became of the looks so far.
#[derive(Debug, Default)]
struct Lookout {
    /// What the folder looked like when what it names was refused.
    refused: Option<FolderState>,
    /// Looks until it is tried again although nothing changed, and how many it was the last time.
    skip: u32,
    skipped: u32,
}

impl Lookout {
    /// Takes over what `CURRENT` names. What cannot be used is refused, and said once.
    fn look(&mut self, desk: &Desk, readiness: &Readiness) {
        look_after(desk);
        let state = desk.explorer.look_at_folder();
        if self.refused.as_ref() == Some(&state) && self.skip > 0 {
            self.skip -= 1;
            return desk.explorer.let_go();
        }
        let refused = match catch_unwind(AssertUnwindSafe(|| desk.explorer.refresh())) {
            Ok(Ok(taken)) => {
                *self = Self::default();
                readiness.clear();
                if let Some(version) = taken {
                    desk.metrics.took_over();
                    // Their keys are of the old one: few find them any more.
                    desk.answers.forget();
                    tracing::info!(version, "took over a new generation");
                    find_out_front(desk);
                }
                return;
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => "opening it ended in a panic; run `cartway verify`".to_owned(),
        };
        self.note(state);
        let refusal = Refusal {
            live: desk.explorer.now().ok().map(|session| session.generation()),
            message: format!("The generation published last was refused: {refused}"),
        };
        if readiness.refuse(refusal.clone()) {
            desk.metrics.refused();
            let live = refusal.live.map(|live| live.name);
            tracing::error!(live, "{}", refusal.message);
        }
    }

    /// Remembers a refusal; the same one again makes the next try wait twice as long.
    fn note(&mut self, state: FolderState) {
        if self.refused.as_ref() != Some(&state) {
            self.skipped = 0;
        }
        self.skipped = (2 * self.skipped).clamp(1, MOST_SKIPPED);
        self.skip = self.skipped;
        self.refused = Some(state);
    }
}

/// Proves a generation that was there at the start, and was answered from at once.
fn prove(desk: &Desk) {
    tell(|| desk.explorer.prove());
}

/// Looks whether somebody wrote to the file that answers come from.
fn look_after(desk: &Desk) {
    tell(|| desk.explorer.look_after());
}

/// Logs what is wrong with the live generation.
fn tell(look: impl FnOnce() -> Result<(), GenerationError>) {
    match catch_unwind(AssertUnwindSafe(look)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!("The live generation is damaged: {error}"),
        Err(_) => {
            tracing::error!("Proving the live generation ended in a panic; run `cartway verify`")
        }
    }
}

/// Does what the first visitors would wait for, in a generation that was there at the start.
fn warm(desk: &Desk) {
    // What panics here does so again where a question meets it, and is reported there.
    let _ = catch_unwind(AssertUnwindSafe(|| desk.explorer.warm()));
    find_out_front(desk);
}

/// Finds out what every page shows, so that no visitor waits for it.
fn find_out_front(desk: &Desk) {
    let front = catch_unwind(AssertUnwindSafe(|| desk.find_out_front()));
    if let Ok(Err(error)) = front {
        tracing::debug!(%error, "nothing to show yet");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::GraphFolder;

    #[test]
    fn the_same_refusal_waits_twice_as_long_each_time() {
        let dir = tempfile::tempdir().unwrap();
        let folder = GraphFolder::at(dir.path());
        let mut lookout = Lookout::default();
        let waits: Vec<u32> = (0..9)
            .map(|_| {
                lookout.note(folder.look());
                lookout.skip
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 120, 120]);
        std::fs::write(dir.path().join("CURRENT"), "000002").unwrap();
        lookout.note(folder.look());
        assert_eq!(lookout.skip, 1, "another one is looked at soon");
    }
}
