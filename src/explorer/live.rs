//! The live generation, and its replacement while questions are being answered.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use arc_swap::ArcSwapOption;

use super::ExplorerError;
use super::facts::Facts;
use super::random::KnownByCategory;
use crate::connect::{DegreesWorkspace, Workspace};
use crate::generation::{self, Generation, GenerationError, GraphFolder};

/// Memories of searches that are lent out; there are never more than threads that search at once.
#[derive(Debug)]
struct Pool<T>(Mutex<Vec<T>>);

impl<T> Pool<T> {
    fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    fn lend<R>(&self, make: impl FnOnce() -> T, search: impl FnOnce(&mut T) -> R) -> R {
        let idle = self.idle().pop();
        let mut memory = idle.unwrap_or_else(make);
        let result = search(&mut memory);
        // A search that panics loses its memory; the next one makes another.
        self.idle().push(memory);
        result
    }

    fn idle(&self) -> MutexGuard<'_, Vec<T>> {
        // The list is whole whenever the lock is free, even if its last holder panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open generation with what is made for it once.
#[derive(Debug)]
pub(super) struct Serving {
    pub(super) generation: Generation,
    facts: OnceLock<Facts>,
    known_by_category: OnceLock<KnownByCategory>,
    workspaces: Pool<Workspace>,
    degrees_workspaces: Pool<DegreesWorkspace>,
}

impl Serving {
    fn new(generation: Generation) -> Self {
        Self {
            generation,
            facts: OnceLock::new(),
            known_by_category: OnceLock::new(),
            workspaces: Pool::new(),
            degrees_workspaces: Pool::new(),
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

    /// Lends a workspace of the right size.
    pub(super) fn with_workspace<T>(&self, search: impl FnOnce(&mut Workspace) -> T) -> T {
        let make = || Workspace::new(self.generation.snapshot.node_count());
        self.workspaces.lend(make, search)
    }

    /// Lends a workspace for counting distances.
    pub(super) fn with_degrees_workspace<T>(
        &self,
        search: impl FnOnce(&mut DegreesWorkspace) -> T,
    ) -> T {
        self.degrees_workspaces.lend(DegreesWorkspace::new, search)
    }
}

/// The generation that is being answered from. A question takes it once and keeps it to its end, so
/// a replacement disturbs nobody; the old one is unmapped when its last reader is done.
#[derive(Debug)]
pub(super) struct LiveGeneration {
    folder: GraphFolder,
    current: ArcSwapOption<Serving>,
}

impl LiveGeneration {
    /// Opens what is live in the folder, if anything was ever published there.
    pub(super) fn open(folder: GraphFolder) -> Result<Self, GenerationError> {
        let live = Self {
            folder,
            current: ArcSwapOption::empty(),
        };
        live.refresh()?;
        Ok(live)
    }

    pub(super) fn current(&self) -> Result<Arc<Serving>, ExplorerError> {
        self.current.load_full().ok_or(ExplorerError::NotReady)
    }

    /// Takes a new generation over if `CURRENT` names one; its name if so.
    ///
    /// Where one is live already, the new one is first proven whole, as nothing waits for it: then
    /// a broken one is refused, and the old one stays.
    pub(super) fn refresh(&self) -> Result<Option<String>, GenerationError> {
        let Some(name) = self.folder.current()? else {
            // Nothing was published yet; but what was cannot go away.
            return match self.current.load().as_ref() {
                None => Ok(None),
                Some(_) => Err(GenerationError::Empty {
                    path: self.folder.root().to_owned(),
                }),
            };
        };
        let is_live = |serving: &Arc<Serving>| serving.generation.name() == name;
        if self.current.load().as_ref().is_some_and(is_live) {
            return Ok(None);
        }
        let path = self.folder.path_of(&name);
        let generation = Generation::open(&path)?;
        if self.current.load().is_some() {
            generation::verify_generation(&generation, &path)?;
        }
        self.current.store(Some(Arc::new(Serving::new(generation))));
        Ok(Some(name))
    }
}
