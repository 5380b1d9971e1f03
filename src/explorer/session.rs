//! The live generation, and a hold on it: questions are asked of a hold, so that nothing an asker is
//! told is put together from two generations.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::error::ExplorerError;
use super::item::GenerationStamp;
use super::live::LiveGeneration;
use super::serving::{Proof, Serving};
use super::thresholds::{Denied, Thresholds};
use crate::generation::{FolderState, GenerationError, GraphFolder, Holding};

/// The live generation of a graph folder, shared by all threads.
#[derive(Debug, Clone)]
pub struct Explorer {
    live: Arc<LiveGeneration>,
    budget: u64,
}

/// A hold on one generation: every question is answered from it, whatever is published meanwhile.
/// It keeps that generation open, so drop it soon.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) serving: Arc<Serving>,
    /// Most arcs one search may touch.
    pub(super) budget: u64,
}

impl Explorer {
    /// Opens the live generation of a folder. A folder in which nothing was published yet can be
    /// opened too: until something is, [`Explorer::now`] says [`ExplorerError::NotReady`].
    ///
    /// `budget` is the most arcs one search may touch.
    ///
    /// # Errors
    /// The live generation cannot be used.
    pub fn open(folder: GraphFolder, budget: u64) -> Result<Self, GenerationError> {
        Self::open_holding(folder, budget, Holding::Mapped, Duration::ZERO)
    }

    /// [`Explorer::open`], with all graphs held as told, this one and later ones. Once another one has
    /// taken its place, a generation stays open for `keep`, for those who [name](Explorer::named) it.
    ///
    /// # Errors
    /// The live generation cannot be used.
    pub fn open_holding(
        folder: GraphFolder,
        budget: u64,
        holding: Holding,
        keep: Duration,
    ) -> Result<Self, GenerationError> {
        Ok(Self {
            live: Arc::new(LiveGeneration::open(folder, holding, keep)?),
            budget,
        })
    }

    /// A hold on the generation that is live now.
    ///
    /// # Errors
    /// None is.
    pub fn now(&self) -> Result<Session, ExplorerError> {
        let serving = self.live.current().ok_or(ExplorerError::NotReady)?;
        Ok(Session {
            serving,
            budget: self.budget,
        })
    }

    /// A hold on the generation that goes by this, where it is live, or was just before and is kept.
    #[must_use]
    pub fn named(&self, version: &str) -> Option<Session> {
        Some(Session {
            serving: self.live.named(version)?,
            budget: self.budget,
        })
    }

    /// Where the generation stands whose folder is called so, if answers come from it. The name is only
    /// compared, never made a path of.
    #[must_use]
    pub fn answering_folder(&self, name: &str) -> Option<PathBuf> {
        let answering = self.live.answering();
        let mut named = answering
            .iter()
            .filter(|serving| serving.generation.name() == name);
        named.next().map(|serving| serving.path().to_owned())
    }

    /// The folder whose generations it serves.
    #[must_use]
    pub fn folder(&self) -> &GraphFolder {
        self.live.folder()
    }

    /// Takes over a generation published since, proven whole and warmed up; its name if there is
    /// one. Also closes old ones that nobody reads any more.
    ///
    /// # Errors
    /// The new one cannot be used; the old one stays live.
    pub fn refresh(&self) -> Result<Option<String>, GenerationError> {
        self.live.refresh()
    }

    /// Proves the live generation whole where that was not done: that which was there at the start
    /// was only opened. Takes as long as reading every byte of it does.
    ///
    /// # Errors
    /// What was found wrong. It stays live, as there is nothing else to answer from; [`Self::doubt`]
    /// says so from then on.
    pub fn prove(&self) -> Result<(), GenerationError> {
        self.live.prove()
    }

    /// Looks whether somebody wrote to the file of the live graph, which nobody should. To be called
    /// every so often: reading what a file has lost ends the program.
    ///
    /// # Errors
    /// The file was cut, and nothing is live now; or it is damaged, and [`Self::doubt`] says so.
    pub fn look_after(&self) -> Result<(), GenerationError> {
        self.live.look_after()
    }

    /// Whether the live generation was proven whole.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        let live = self.live.current();
        live.is_some_and(|live| live.proof() == Proof::Whole)
    }

    /// What is wrong with the live generation, where it turned out to be damaged.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        match self.live.current()?.proof() {
            Proof::Damaged(what) => Some(what),
            Proof::Wanting | Proof::Whole => None,
        }
    }

    /// Closes old generations that nobody reads any more.
    pub fn let_go(&self) {
        self.live.let_go();
    }

    /// What the folder looks like: as long as that stays the same, another look for a new generation
    /// ends like the last one.
    #[must_use]
    pub fn look_at_folder(&self) -> FolderState {
        self.live.folder().look()
    }

    /// Reads the live generation through and works out what is worked out once, so that the first
    /// questions need not. For a generation that was there at the start; later ones come warm.
    pub fn warm(&self) {
        if let Some(serving) = self.live.current() {
            serving.generation.snapshot.fetch();
            serving.warm();
        }
    }

    /// How many generations are open: two while one takes the other's place, and while the one before
    /// is kept.
    #[must_use]
    pub fn open_generations(&self) -> usize {
        self.live.open_count()
    }

    /// Most arcs one search may touch.
    #[must_use]
    pub fn budget(&self) -> u64 {
        self.budget
    }
}

impl Session {
    /// Which generation it holds.
    #[must_use]
    pub fn generation(&self) -> GenerationStamp {
        GenerationStamp {
            version: self.serving.version().to_owned(),
            name: self.serving.generation.name().to_owned(),
            built_at: self.serving.generation.manifest.built_at,
            identity: self.serving.identity(),
        }
    }

    /// The rules of its rebuild that may hide what is denied.
    pub(super) fn hidden_by(&self, denied: Denied) -> Thresholds {
        Thresholds::that_hide(denied, &self.serving.generation.manifest)
    }

    /// Items in it.
    #[must_use]
    pub fn item_count(&self) -> u64 {
        self.serving.generation.snapshot.node_count() as u64
    }

    /// Links in it.
    #[must_use]
    pub fn link_count(&self) -> u64 {
        self.serving.generation.snapshot.csr().link_count() as u64
    }
}
