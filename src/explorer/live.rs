//! The live generation, and its replacement while questions are being answered.
//!
//! What a generation is decides whether it is another one, not what it is called: a folder made anew,
//! a link turned to another place, a copy over the old one. A glance at the folder tells whether it is
//! worth reading the manifest, and the manifest whether it is worth opening the rest.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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
/// The one before stays open for those who began with it and name it, as long as told. An old one is
/// unmapped when its last reader is done. Unmapping gigabytes takes its time, so no reader does it: old
/// ones are kept here, and let go of by a look at the folder.
#[derive(Debug)]
pub(super) struct LiveGeneration {
    folder: GraphFolder,
    holding: Holding,
    /// How long the one before stays open.
    keep: Duration,
    current: ArcSwapOption<Serving>,
    /// What the folder looked like when what it names was found to be what is live.
    settled: Mutex<Option<FolderState>>,
    retired: Mutex<Vec<Retired>>,
    workspaces: Arc<Workspaces>,
    open: Arc<AtomicUsize>,
}

/// A generation that was live.
#[derive(Debug)]
struct Retired {
    serving: Arc<Serving>,
    /// Until when those who name it are answered from it. Only the last of all is.
    until: Option<Instant>,
}

impl Retired {
    /// Whether whoever names it now is answered from it.
    fn is_kept(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() < until)
    }
}

impl LiveGeneration {
    /// Opens what is live in the folder, if anything was ever published there. It is not proven. What
    /// is replaced later stays open so long.
    pub(super) fn open(
        folder: GraphFolder,
        holding: Holding,
        keep: Duration,
    ) -> Result<Self, GenerationError> {
        let live = Self {
            folder,
            holding,
            keep,
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

    /// The generation that goes by this, if it is live or the one before is kept and is it.
    pub(super) fn named(&self, version: &str) -> Option<Arc<Serving>> {
        let live = self.current();
        if let Some(live) = live.filter(|live| live.version() == version) {
            return Some(live);
        }
        let retired = self.retired();
        let kept = retired.iter().filter(|retired| retired.is_kept());
        let mut named = kept.filter(|kept| kept.serving.version() == version);
        named.next().map(|named| Arc::clone(&named.serving))
    }

    /// All that answers come from: the live one, and the one before while it is kept.
    pub(super) fn answering(&self) -> Vec<Arc<Serving>> {
        let mut all = Vec::from_iter(self.current());
        let retired = self.retired();
        let kept = retired.iter().filter(|retired| retired.is_kept());
        all.extend(kept.map(|kept| Arc::clone(&kept.serving)));
        all
    }

    /// How many generations are open: two while one takes the other's place, and while the one before
    /// is kept.
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
        self.retire(old);
        Ok(Some(name))
    }

    /// Keeps what was replaced for those who name it, and what was kept so far no longer. One that is
    /// damaged is answered from only as long as there is nothing else.
    fn retire(&self, old: Option<Arc<Serving>>) {
        let mut retired = self.retired();
        for before in retired.iter_mut() {
            before.until = None;
        }
        retired.extend(old.map(|serving| Retired {
            until: match serving.proof() {
                Proof::Damaged(_) => None,
                Proof::Wanting | Proof::Whole => Instant::now().checked_add(self.keep),
            },
            serving,
        }));
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
        for retired in self.retired().iter_mut().filter(|before| before.is_kept()) {
            // There is another one to answer from.
            if retired.serving.look_at_file() != Since::Untouched {
                retired.until = None;
            }
        }
        let Some(live) = self.current() else {
            return Ok(());
        };
        match live.look_at_file() {
            Since::Untouched => Ok(()),
            Since::Written => live.prove(),
            Since::Cut => {
                let serving = self.current.swap(None);
                let cut = serving.map(|serving| Retired {
                    serving,
                    until: None,
                });
                self.retired().extend(cut);
                *self.settled() = None;
                let path = live.graph_path();
                Err(GenerationError::Cut { path })
            }
        }
    }

    /// Closes the old generations nobody reads any more, and nobody may name any more.
    pub(super) fn let_go(&self) {
        let unread: Vec<Retired> = {
            let mut retired = self.retired();
            // A generation that is neither current nor kept finds no new reader: once only this list
            // holds it, that stays so.
            retired
                .extract_if(.., |old| {
                    !old.is_kept() && Arc::strong_count(&old.serving) == 1
                })
                .collect()
        };
        drop(unread);
    }

    fn settled(&self) -> std::sync::MutexGuard<'_, Option<FolderState>> {
        // It is whole whenever the lock is free, even if its last holder panicked.
        self.settled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn retired(&self) -> std::sync::MutexGuard<'_, Vec<Retired>> {
        // The list is whole whenever the lock is free, even if its last holder panicked.
        self.retired.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
