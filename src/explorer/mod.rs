//! Questions in, answers out, with items attached, over the live generation.
//!
//! Knows nodes, items and generations; knows nothing of HTTP, markup or how text becomes a
//! question.

mod answer;
mod error;
mod question;

pub use answer::{
    Column, Component, ComponentSizes, Connections, DegreeBand, Evidence, GenerationStamp,
    GraphAnswer, Item, ItemAnswer, ItemCard, Neighbour, NeighboursAnswer, NoPath, NoPathReason,
    Outcome, Pair, PathCount, PathItem, PathLink, PathsAnswer, RankedPath, SearchAnswer, Searched,
    Timing,
};
pub use error::ExplorerError;
pub use question::{
    Cursor, NeighbourDirection, NeighbourSort, NeighboursQuestion, PathsQuestion, SearchMode,
    SearchQuestion,
};
