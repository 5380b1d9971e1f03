//! The JSON bodies, for the HTTP API and for `cartway connect --json` alike.
//!
//! Ids are strings, names are snake case, and fields are only ever added. Each function turns one
//! answer into one body that serde can write; nothing here knows how it travels.

mod graph;
mod items;
mod paths;
mod problem;

pub use graph::{GraphBody, graph};
pub use items::{
    ItemAnswerBody, ItemBody, NeighboursBody, PairBody, SearchBody, item, neighbours, pair, search,
};
pub use paths::{PathsBody, paths};
pub use problem::{ProblemBody, ProblemKind, problem};

use jiff::Timestamp;
use serde::Serialize;

use crate::explorer::{GenerationStamp, ItemCard};

/// Which generation a body comes from.
#[derive(Debug, Clone, Serialize)]
pub struct GraphStamp {
    /// Name of the generation.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: Timestamp,
}

impl From<&GenerationStamp> for GraphStamp {
    fn from(stamp: &GenerationStamp) -> Self {
        Self {
            version: stamp.version.clone(),
            built_at: stamp.built_at,
        }
    }
}

/// What lets a reader recognise an item.
#[derive(Debug, Clone, Serialize)]
pub struct CardBody {
    /// The shop's own id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Author, maker, artist.
    pub creator: Option<String>,
    /// Category name.
    pub category: Option<String>,
    /// Year of the work.
    pub year: Option<i32>,
}

impl From<&ItemCard> for CardBody {
    fn from(card: &ItemCard) -> Self {
        Self {
            id: card.id.clone(),
            title: card.title.clone(),
            creator: card.creator.clone(),
            category: card.category.clone(),
            year: card.year,
        }
    }
}

/// Writes a body the way the command line and the server do: on one line.
///
/// # Errors
/// Only if a body cannot be written as JSON; those of this module can.
pub fn to_string(body: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(body)
}
