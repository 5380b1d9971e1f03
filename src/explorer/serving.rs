//! One open generation: what is made for it once, and whether it is what it should be.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use cartway_graph::connect::{DegreesWorkspace, Workspace};
use cartway_graph::snapshot::FileMark;

use super::facts::{Facts, KnownByCategory};
use super::workspaces::Workspaces;
use crate::generation::{self, Generation, GenerationError, Identity};

/// One open generation with what is made for it once.
#[derive(Debug)]
pub(super) struct Serving {
    pub(super) generation: Generation,
    /// Where it was opened.
    path: PathBuf,
    identity: Identity,
    /// What it goes by outside of its folder.
    version: String,
    trust: Mutex<Trust>,
    facts: OnceLock<Facts>,
    known_by_category: OnceLock<KnownByCategory>,
    workspaces: Arc<Workspaces>,
    /// How many generations are open, this one included.
    open: Arc<AtomicUsize>,
}

/// How far a generation can be trusted.
#[derive(Debug, Clone)]
struct Trust {
    proof: Proof,
    /// What the file of the graph looked like when that was found out.
    mark: Option<FileMark>,
}

/// What is known of a generation's being whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// Only that it could be opened.
    Wanting,
    /// Every byte is as it was written.
    Whole,
    /// It is not, and this is what is wrong.
    Damaged(String),
}

/// What became of the file of a graph under whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// Nothing.
    Untouched,
    /// It was written to: whether it is still what it was is to be proven anew.
    Written,
    /// It is shorter than what is mapped: reading the rest ends the program.
    Cut,
}

impl Serving {
    pub(super) fn new(
        generation: Generation,
        path: PathBuf,
        workspaces: Arc<Workspaces>,
        open: Arc<AtomicUsize>,
    ) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        let trust = Trust {
            proof: Proof::Wanting,
            mark: generation.snapshot.mark(),
        };
        let identity = generation.manifest.identity();
        Self {
            path,
            version: identity.name(),
            identity,
            trust: Mutex::new(trust),
            generation,
            facts: OnceLock::new(),
            known_by_category: OnceLock::new(),
            workspaces,
            open,
        }
    }

    /// What it is, whatever its name and its time.
    pub(super) fn identity(&self) -> Identity {
        self.identity
    }

    /// What it goes by outside of its folder.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// The folder it was opened in.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What is known of its being whole.
    pub(super) fn proof(&self) -> Proof {
        self.trust().proof.clone()
    }

    /// Proves it whole, unless that was done. Reads every byte, the graph as it is held.
    ///
    /// # Errors
    /// The first thing found wrong, now; what was found before is in [`Self::proof`].
    pub(super) fn prove(&self) -> Result<(), GenerationError> {
        if self.proof() != Proof::Wanting {
            return Ok(());
        }
        let proven = generation::verify_generation(&self.generation, &self.path);
        self.trust().proof = match &proven {
            Ok(_) => Proof::Whole,
            Err(error) => Proof::Damaged(error.to_string()),
        };
        proven.map(|_| ())
    }

    /// Looks what became of the file of its graph. After [`Since::Written`] it is to be proven anew.
    pub(super) fn look_at_file(&self) -> Since {
        let mut trust = self.trust();
        let mark = self.generation.snapshot.mark();
        let held = self.generation.snapshot.bytes().len() as u64;
        if mark == trust.mark {
            return Since::Untouched;
        }
        if mark.is_some_and(|mark| mark.length < held) {
            return Since::Cut;
        }
        *trust = Trust {
            proof: Proof::Wanting,
            mark,
        };
        Since::Written
    }

    /// Its graph, by its path.
    pub(super) fn graph_path(&self) -> PathBuf {
        self.path.join(generation::GRAPH_FILE)
    }

    fn trust(&self) -> MutexGuard<'_, Trust> {
        // Whatever is in there is whole, even if its last holder panicked.
        self.trust.lock().unwrap_or_else(PoisonError::into_inner)
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
