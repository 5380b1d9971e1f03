//! The live generation, and its replacement while questions are being answered.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use arc_swap::ArcSwapOption;
use cartway_graph::connect::{DegreesWorkspace, Workspace};

use super::facts::{Facts, KnownByCategory};
use super::workspaces::Workspaces;
use crate::generation::{self, Generation, GenerationError, GraphFolder};

/// Times a takeover begins anew because `CURRENT` moved on under it.
const TRIES: usize = 3;

/// One open generation with what is made for it once.
#[derive(Debug)]
pub(super) struct Serving {
    pub(super) generation: Generation,
    facts: OnceLock<Facts>,
    known_by_category: OnceLock<KnownByCategory>,
    workspaces: Arc<Workspaces>,
    /// How many generations are open, this one included.
    open: Arc<AtomicUsize>,
}

impl Serving {
    fn new(generation: Generation, workspaces: Arc<Workspaces>, open: Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self {
            generation,
            facts: OnceLock::new(),
            known_by_category: OnceLock::new(),
            workspaces,
            open,
        }
    }

    /// What is true of the whole graph, worked out at the first question.
    pub(super) fn facts(&self) -> &Facts {
        self.facts
            .get_or_init(|| Facts::of(&self.generation.snapshot))
    }

    /// The known items of each category, gathered at the first question.
    pub(super) fn known_by_category(&self) -> &KnownByCategory {
        self.known_by_category
            .get_or_init(|| KnownByCategory::of(&self.generation.snapshot))
    }

    /// Lends a workspace that is large enough.
    pub(super) fn with_workspace<T>(&self, search: impl FnOnce(&mut Workspace) -> T) -> T {
        let node_count = self.generation.snapshot.node_count();
        self.workspaces.with_workspace(node_count, search)
    }

    /// Lends a workspace for counting distances.
    pub(super) fn with_degrees_workspace<T>(
        &self,
        search: impl FnOnce(&mut DegreesWorkspace) -> T,
    ) -> T {
        self.workspaces.with_degrees_workspace(search)
    }

    /// Does beforehand what the first questions would wait for: memory for searches, connections to
    /// the index, and what is worked out once. That it cannot be done is found out by a question.
    pub(super) fn warm(&self) {
        self.workspaces
            .prepare(self.generation.snapshot.node_count());
        self.generation.searcher.warm();
        self.facts();
        self.known_by_category();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The generation that is being answered from. A question takes it once and keeps it to its end, so
/// a replacement disturbs nobody.
///
/// The old one is unmapped when its last reader is done. Unmapping gigabytes takes its time, so no
/// reader does it: the old one is kept here, and let go of by a look at the folder.
#[derive(Debug)]
pub(super) struct LiveGeneration {
    folder: GraphFolder,
    current: ArcSwapOption<Serving>,
    retired: Mutex<Vec<Arc<Serving>>>,
    workspaces: Arc<Workspaces>,
    open: Arc<AtomicUsize>,
}

impl LiveGeneration {
    /// Opens what is live in the folder, if anything was ever published there.
    pub(super) fn open(folder: GraphFolder) -> Result<Self, GenerationError> {
        let live = Self {
            folder,
            current: ArcSwapOption::empty(),
            retired: Mutex::default(),
            workspaces: Arc::default(),
            open: Arc::default(),
        };
        live.refresh()?;
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

    /// Takes a new generation over if `CURRENT` names one; its name if so.
    ///
    /// Where one is live already, the new one is first proven whole and warmed up, as nothing waits
    /// for it: then a broken one is refused, and the old one stays. The proof reads every byte, the
    /// graph through its mapping, so all of it is in memory, and mapped, at the first question.
    pub(super) fn refresh(&self) -> Result<Option<String>, GenerationError> {
        self.let_go();
        let mut tries = 1;
        loop {
            let Some(name) = self.published()? else {
                return Ok(None);
            };
            match self.take_over(&name) {
                Ok(()) => {
                    self.let_go();
                    return Ok(Some(name));
                }
                // A generation may be cleared away while it is being opened, after another one has
                // taken its place.
                Err(_) if tries < TRIES && self.folder.current()?.as_ref() != Some(&name) => {
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The name in `CURRENT`, unless it is that of the live generation.
    fn published(&self) -> Result<Option<String>, GenerationError> {
        let live = self.current.load();
        match (self.folder.current()?, live.as_ref()) {
            (Some(name), Some(live)) if live.generation.name() == name => Ok(None),
            (Some(name), _) => Ok(Some(name)),
            // Nothing was published yet; but what was cannot go away.
            (None, None) => Ok(None),
            (None, Some(_)) => Err(GenerationError::Empty {
                path: self.folder.root().to_owned(),
            }),
        }
    }

    fn take_over(&self, name: &str) -> Result<(), GenerationError> {
        let path = self.folder.path_of(name);
        let generation = Generation::open(&path)?;
        let is_first = self.current.load().is_none();
        if !is_first {
            generation::verify_generation(&generation, &path)?;
        }
        let (workspaces, open) = (Arc::clone(&self.workspaces), Arc::clone(&self.open));
        let serving = Arc::new(Serving::new(generation, workspaces, open));
        if !is_first {
            serving.warm();
        }
        let old = self.current.swap(Some(serving));
        self.retired().extend(old);
        Ok(())
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

    fn retired(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Serving>>> {
        // The list is whole whenever the lock is free, even if its last holder panicked.
        self.retired.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
