//! Questions in, answers out, with items attached, over the live generation.
//!
//! Knows nodes, items and generations; knows nothing of HTTP, markup or how text becomes a
//! question.

mod answer;
mod error;
mod question;

pub use crate::connect::{Direction, NoPathReason, PathCount, Searched};
pub use answer::{
    Column, Component, ComponentSizes, Connections, DegreeBand, Evidence, GenerationStamp,
    GraphAnswer, Item, ItemAnswer, ItemCard, Neighbour, NeighboursAnswer, NoPath, Outcome, Pair,
    PathItem, PathLink, PathsAnswer, RankedPath, SearchAnswer, Timing,
};
pub use error::ExplorerError;
pub use question::{
    Cursor, NeighbourDirection, NeighbourSort, NeighboursQuestion, PathsQuestion, SearchMode,
    SearchQuestion,
};
