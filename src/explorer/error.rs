//! Why a question has no answer. Each variant is something the asker can act on.

use super::answer::ItemCard;

/// A question that could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum ExplorerError {
    /// No item has this id.
    #[error("No item has the id {value:?}.")]
    UnknownItem {
        /// Which part of the question named it: `from`, `to`, `exclude`, `id`.
        param: &'static str,
        /// The id asked for.
        value: String,
        /// Items that may have been meant.
        suggestions: Vec<ItemCard>,
    },
    /// An end of the connection is among the items it must not pass through.
    #[error("The item {value:?} is an end of the connection, so it cannot be excluded.")]
    ExcludedEnd {
        /// Its id.
        value: String,
    },
    /// The cursor belongs to a generation that is no longer served.
    #[error("This list belongs to an older state of the catalogue; begin again at its first page.")]
    CursorExpired,
    /// No two items of this catalogue make a good pair, or none as asked for.
    #[error(
        "This catalogue has no such pair: two well-known items that are connected, but not too closely."
    )]
    NoGoodPair,
    /// No generation is being served.
    #[error("There is no graph to answer from yet; run `cartway rebuild`.")]
    NotReady,
    /// The search index failed.
    #[error("The search index could not be read: {0}")]
    Search(#[from] crate::search::SearchError),
}
