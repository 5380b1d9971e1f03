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
mod items;
mod live;
mod paths;
mod question;
mod random;

pub use crate::connect::{Bar, Direction, NoMiddle, NoPathReason, Options, PathCount, Searched};
pub use crate::generation::{GenerationError, GraphFolder};
pub use crate::graph::CentreBasis;
pub use answer::{
    CentralItem, CentreAnswer, Column, Component, ComponentSizes, Connections, DegreeBand,
    DegreesAnswer, Evidence, GenerationStamp, GraphAnswer, Item, ItemAnswer, ItemCard, Neighbour,
    NeighboursAnswer, NoPath, Outcome, Pair, PathItem, PathLink, PathsAnswer, RankedPath,
    SearchAnswer, Timing,
};
pub use batch::{BatchAnswer, BestConnection, PairOutcome, PairQuestion};
pub use between::{BetweenAnswer, BetweenOutcome, BetweenQuestion, MiddleItem, MiddleItems};
pub use error::ExplorerError;
pub use question::{
    CentreQuestion, Cursor, DegreesQuestion, NeighbourDirection, NeighbourSort, NeighboursQuestion,
    PathsQuestion, Percentile, RandomPairQuestion, SearchMode, SearchQuestion,
};

use live::{LiveGeneration, Serving};

/// Answers questions about the live generation of a graph folder.
#[derive(Debug)]
pub struct Explorer {
    live: LiveGeneration,
    budget: u64,
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
            live: LiveGeneration::open(folder)?,
            budget,
        })
    }

    /// Takes over a generation published since; its name if there is one.
    ///
    /// # Errors
    /// The new one cannot be used; the old one stays live.
    pub fn refresh(&self) -> Result<Option<String>, GenerationError> {
        self.live.refresh()
    }

    /// Which generation is live.
    ///
    /// # Errors
    /// None is.
    pub fn generation(&self) -> Result<GenerationStamp, ExplorerError> {
        Ok(Self::stamp(&*self.live.current()?))
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
