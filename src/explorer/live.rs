//! The live generation, and its replacement while questions are being answered.
//!
//! What a generation is decides whether it is another one, not what it is called: a folder made anew,
//! a link turned to another place, a copy over the old one. A glance at the folder tells whether it is
//! worth reading the manifest, and the manifest whether it is worth opening the rest.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

use super::serving::{Proof, Serving, Since};
use super::workspaces::Workspaces;
use crate::generation::{
    self, FolderState, Generation, GenerationError, GraphFolder, Holding, Manifest,
};

/// Times a takeover begins anew because the folder changed under it.
const TRIES: usize = 3;

/// When a generation is proven whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proving {
    /// Before anything is answered from it.
    First,
    /// When there is time, as there is nothing else to answer from.
    Later,
}

/// The generation that is being answered from. A question takes it once and keeps it to its end, so
/// a replacement disturbs nobody.
///
/// The old one is unmapped when its last reader is done. Unmapping gigabytes takes its time, so no
/// reader does it: the old one is kept here, and let go of by a look at the folder.
#[derive(Debug)]
pub(super) struct LiveGeneration {
    folder: GraphFolder,
    holding: Holding,
    current: ArcSwapOption<Serving>,
    /// What the folder looked like when what it names was found to be what is live.
    settled: Mutex<Option<FolderState>>,
    retired: Mutex<Vec<Arc<Serving>>>,
    workspaces: Arc<Workspaces>,
    open: Arc<AtomicUsize>,
}

impl LiveGeneration {
    /// Opens what is live in the folder, if anything was ever published there. It is not proven.
    pub(super) fn open(folder: GraphFolder, holding: Holding) -> Result<Self, GenerationError> {
        let live = Self {
            folder,
            holding,
            current: ArcSwapOption::empty(),
            settled: Mutex::default(),
            retired: Mutex::default(),
            workspaces: Arc::default(),
            open: Arc::default(),
        };
        live.follow(Proving::Later)?;
        Ok(live)
    }

    pub(super) fn folder(&self) -> &GraphFolder {
        &self.folder
    }

    pub(super) fn current(&self) -> Option<Arc<Serving>> {
        self.current.load_full()
    }

    /// How many generations are open: two while one takes the other's place.
    pub(super) fn open_count(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Takes a new generation over if the folder holds one; its name if so.
    ///
    /// The new one is first proven whole and warmed up, as nothing waits for it: a broken one is
    /// refused, and the old one, if there is one, stays. The proof reads every byte, the graph
    /// through its mapping, so all of it is in memory, and mapped, at the first question.
    pub(super) fn refresh(&self) -> Result<Option<String>, GenerationError> {
        self.let_go();
        self.follow(Proving::First)
    }

    fn follow(&self, proving: Proving) -> Result<Option<String>, GenerationError> {
        let mut tries = 1;
        loop {
            let state = self.folder.look();
            if self.settled().as_ref() == Some(&state) {
                return Ok(None);
            }
            match self.take_over(&state, proving) {
                Ok(taken) => {
                    *self.settled() = Some(state);
                    self.let_go();
                    return Ok(taken);
                }
                // A generation may be cleared away or exchanged while it is being opened, after
                // another one has taken its place.
                Err(_) if tries < TRIES && self.folder.look() != state => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes over what the folder names, unless that is what is live; its name if so.
    fn take_over(
        &self,
        state: &FolderState,
        proving: Proving,
    ) -> Result<Option<String>, GenerationError> {
        let Some(name) = self.published()? else {
            return Ok(None);
        };
        let path = self.folder.path_of(&name);
        let manifest = Manifest::read(&path)?;
        if self.is_live(&manifest) {
            // Made anew or copied, and nothing new; but then it should be whole.
            generation::verify_files(&manifest, &path)?;
            return Ok(None);
        }
        let generation = Generation::open_holding(&path, self.holding)?;
        let (workspaces, open) = (Arc::clone(&self.workspaces), Arc::clone(&self.open));
        let serving = Arc::new(Serving::new(generation, path, workspaces, open));
        if proving == Proving::First {
            serving.prove()?;
            serving.warm();
        }
        // What was proven is what was opened only if nothing was exchanged in between.
        if self.folder.look() != *state {
            return Err(GenerationError::Changing {
                path: self.folder.root().to_owned(),
            });
        }
        let old = self.current.swap(Some(serving));
        self.retired().extend(old);
        Ok(Some(name))
    }

    /// The name in `CURRENT`, if there is one.
    fn published(&self) -> Result<Option<String>, GenerationError> {
        match self.folder.current()? {
            Some(name) => Ok(Some(name)),
            // Nothing was published yet; but what was cannot go away.
            None if self.current.load().is_none() => Ok(None),
            None => Err(GenerationError::Empty {
                path: self.folder.root().to_owned(),
            }),
        }
    }

    /// Whether a manifest is that of the live generation, and nothing is wrong with the latter.
    fn is_live(&self, manifest: &Manifest) -> bool {
        self.current().is_some_and(|live| {
            live.generation.name() == manifest.version
                && live.identity() == manifest.identity()
                && !matches!(live.proof(), Proof::Damaged(_))
        })
    }

    /// Proves the live generation whole, where that is wanting.
    ///
    /// # Errors
    /// What was found wrong. It stays live, as there is nothing else to answer from.
    pub(super) fn prove(&self) -> Result<(), GenerationError> {
        match self.current() {
            Some(live) => live.prove(),
            None => Ok(()),
        }
    }

    /// Looks whether anybody wrote to the file of the live graph. One that was cut is answered from
    /// no longer; one that was written to is proven anew.
    ///
    /// # Errors
    /// What was found wrong.
    pub(super) fn look_after(&self) -> Result<(), GenerationError> {
        let Some(live) = self.current() else {
            return Ok(());
        };
        match live.look_at_file() {
            Since::Untouched => Ok(()),
            Since::Written => live.prove(),
            Since::Cut => {
                self.retired().extend(self.current.swap(None));
                *self.settled() = None;
                let path = live.graph_path();
                Err(GenerationError::Cut { path })
            }
        }
    }

    /// Closes the old generations nobody reads any more.
    pub(super) fn let_go(&self) {
        let unread: Vec<Arc<Serving>> = {
            let mut retired = self.retired();
            // A generation that is not current finds no new reader: once only this list holds it,
            // that stays so.
            retired
                .extract_if(.., |serving| Arc::strong_count(serving) == 1)
                .collect()
        };
        drop(unread);
    }

    fn settled(&self) -> std::sync::MutexGuard<'_, Option<FolderState>> {
        // It is whole whenever the lock is free, even if its last holder panicked.
        self.settled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn retired(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Serving>>> {
        // The list is whole whenever the lock is free, even if its last holder panicked.
        self.retired.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
