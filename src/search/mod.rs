//! The search index: which items a typed text means.
//!
//! [`build`] writes `search.db`, an SQLite FTS5 index over the words of every item; [`Searcher`]
//! asks it. An item is known here by its popularity rank alone (0 = most popular), and its row in
//! the index is that rank plus one: FTS5 hands out hits in row order, so the ten most popular hits
//! are simply the first ten, and a search stops there whatever the size of the catalogue.
//!
//! Every word of a search must occur in the item's title, creator, category, year or id. Case,
//! accents and punctuation do not matter; `tokens.rs` has the rules. Items that are just what was
//! typed, signs and all, are told apart (`lookup`) and stand first. A search that finds
//! nothing is tried again with a space put in or one typo mended in a word.
//!
//! Knows nothing of graphs, components, files other than its own, or HTTP.

mod build;
mod code;
mod conjunctions;
mod connections;
mod dictionary;
mod entry;
mod error;
mod fold;
mod gather;
mod keys;
mod lists;
mod lookup;
mod mend;
mod pieces;
mod schema;
mod searcher;
mod segment;
mod signs;
#[cfg(test)]
mod tests;
mod tokens;
mod typo;
mod verify;

pub use build::{BuildReport, build};
pub use code::code_candidates;
pub use entry::Entry;
pub use error::SearchError;
pub use searcher::{Found, LastWord, Query, Searcher};
pub use verify::verify;
