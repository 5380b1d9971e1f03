//! Questions in, answers out, with items attached, over the live generation.
//!
//! An [`Explorer`] is shared by all threads. Each question takes the live generation once and is
//! answered from it to the end, whatever is published meanwhile. Knows nodes, items and
//! generations; knows nothing of HTTP, markup or how text becomes a question.

mod about;
mod answer;
mod batch;
mod between;
mod centre;
mod connections;
mod degrees;
mod error;
mod evidence;
mod facts;
mod galleries;
mod items;
mod live;
mod memories;
mod paths;
mod question;
mod random;
#[cfg(test)]
pub(crate) mod samples;

pub use crate::generation::{FolderState, GenerationError, GraphFolder};
pub use answer::{
    CentralItem, CentreAnswer, Column, Component, ComponentSizes, Connections, DegreeBand,
    DegreesAnswer, Evidence, GenerationStamp, GraphAnswer, Item, ItemAnswer, ItemCard, Neighbour,
    NeighboursAnswer, NoPath, Outcome, Pair, PathItem, PathLink, PathsAnswer, RankedPath,
    SearchAnswer, Timing,
};
pub use batch::{BatchAnswer, BestConnection, PairOutcome, PairQuestion};
pub use between::{BetweenAnswer, BetweenOutcome, BetweenQuestion, MiddleItem, MiddleItems};
pub use cartway_graph::connect::{
    Bar, Direction, NoMiddle, NoPathReason, Options, PathCount, Searched,
};
pub use cartway_graph::{BridgingBasis, CentreBasis};
pub use error::ExplorerError;
pub use galleries::{
    BridgingItem, DistanceBand, Distances, FarPair, GalleriesAnswer, SurprisingPair,
};
pub use question::{
    CentreQuestion, Cursor, DegreesQuestion, NeighbourDirection, NeighbourSort, NeighboursQuestion,
    PathsQuestion, Percentile, RandomPairQuestion, SearchMode, SearchQuestion,
};

use std::sync::Arc;

use live::{LiveGeneration, Serving};

/// Answers questions about the live generation of a graph folder.
#[derive(Debug, Clone)]
pub struct Explorer {
    live: Arc<LiveGeneration>,
    hold: Hold,
    budget: u64,
}

/// Which generation questions are answered from.
#[derive(Debug, Clone)]
enum Hold {
    /// The one that is live when the question is asked.
    Newest,
    /// This one, or none.
    Held(Option<Arc<Serving>>),
}

/// What is live, in a few numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveGraph {
    /// Which generation.
    pub stamp: GenerationStamp,
    /// Items in it.
    pub items: u64,
    /// Links in it.
    pub links: u64,
}

/// What a text typed by a person means.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved {
    /// This item.
    Item(ItemCard),
    /// One of these, or none.
    Choice(SearchAnswer),
}

impl Explorer {
    /// Opens the live generation of a folder. A folder in which nothing was published yet can be
    /// opened too: until something is, every question is answered by [`ExplorerError::NotReady`].
    ///
    /// `budget` is the most arcs one search may touch.
    ///
    /// # Errors
    /// The live generation cannot be used.
    pub fn open(folder: GraphFolder, budget: u64) -> Result<Self, GenerationError> {
        Ok(Self {
            live: Arc::new(LiveGeneration::open(folder)?),
            hold: Hold::Newest,
            budget,
        })
    }

    /// An explorer that answers everything from the generation that is live now, whatever is
    /// published meanwhile; from none, if none is. It keeps that generation open: drop it soon.
    #[must_use]
    pub fn held(&self) -> Self {
        let held = match &self.hold {
            Hold::Newest => self.live.current(),
            Hold::Held(serving) => serving.clone(),
        };
        Self {
            live: Arc::clone(&self.live),
            hold: Hold::Held(held),
            budget: self.budget,
        }
    }

    /// Takes over a generation published since, proven whole and warmed up; its name if there is
    /// one. Also closes old ones that nobody reads any more.
    ///
    /// # Errors
    /// The new one cannot be used; the old one stays live.
    pub fn refresh(&self) -> Result<Option<String>, GenerationError> {
        self.live.refresh()
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
        if let Ok(serving) = self.serving() {
            serving.generation.snapshot.fetch();
            serving.warm();
        }
    }

    /// How many generations are open: two while one takes the other's place.
    #[must_use]
    pub fn open_generations(&self) -> usize {
        self.live.open_count()
    }

    /// Most arcs one search may touch.
    #[must_use]
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// Which generation is live.
    ///
    /// # Errors
    /// None is.
    pub fn generation(&self) -> Result<GenerationStamp, ExplorerError> {
        Ok(Self::stamp(&*self.serving()?))
    }

    /// What is live, in a few numbers; unlike [`Self::graph`] it costs nothing.
    ///
    /// # Errors
    /// Nothing is.
    pub fn live(&self) -> Result<LiveGraph, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        Ok(LiveGraph {
            stamp: Self::stamp(&serving),
            items: snapshot.node_count() as u64,
            links: snapshot.csr().link_count() as u64,
        })
    }

    fn serving(&self) -> Result<Arc<Serving>, ExplorerError> {
        let serving = match &self.hold {
            Hold::Newest => self.live.current(),
            Hold::Held(serving) => serving.clone(),
        };
        serving.ok_or(ExplorerError::NotReady)
    }

    fn stamp(serving: &Serving) -> GenerationStamp {
        GenerationStamp {
            version: serving.generation.name().to_owned(),
            built_at: serving.generation.manifest.built_at,
        }
    }
}

#[cfg(test)]
mod tests;
