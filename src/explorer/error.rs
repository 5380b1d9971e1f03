//! Why a question has no answer. Each variant is something the asker can act on.

use super::answer::ItemCard;

/// A question that could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum ExplorerError {
    /// No item has this id.
    #[error("No item has the id {value:?}.")]
    UnknownItem {
        /// Which part of the question named it: `from`, `to`, `via`, `exclude`, `id`.
        param: &'static str,
        /// The id asked for.
        value: String,
        /// Items that may have been meant.
        suggestions: Vec<ItemCard>,
    },
    /// A stop of the connection is among the items it must not pass through.
    #[error("The item {value:?} is an end or a stop of the connection, so it cannot be excluded.")]
    ExcludedStop {
        /// Its id.
        value: String,
    },
    /// A stop on the way is an end too, or is named twice.
    #[error("The item {value:?} is an end or a stop already; name each stop once.")]
    RepeatedStop {
        /// Its id.
        value: String,
    },
    /// No item is of this category.
    #[error("No item is of the category {value:?}{}", there_are(.largest))]
    UnknownCategory {
        /// Which part of the question named it: `only_category`, `avoid_category`.
        param: &'static str,
        /// The name asked for.
        value: String,
        /// The largest categories there are.
        largest: Vec<String>,
    },
    /// The cursor belongs to a generation that is no longer served.
    #[error("This list belongs to an older state of the catalogue; begin again at its first page.")]
    CursorExpired,
    /// No two items of this catalogue make a good pair, or none as asked for.
    #[error(
        "No such pair was found: two well-known items that are connected, but not too closely."
    )]
    NoGoodPair,
    /// The links contradict each other.
    #[error(
        "The graph is damaged: its links contradict each other. `cartway verify` tells what is wrong; \
         `cartway rebuild` makes a new one."
    )]
    Damaged,
    /// No generation is being served.
    #[error("There is no graph to answer from yet; run `cartway rebuild`.")]
    NotReady,
    /// The search index failed.
    #[error("The search index could not be read: {0}")]
    Search(#[from] crate::search::SearchError),
}

fn there_are(categories: &[String]) -> String {
    match categories {
        [] => "; this catalogue has none.".to_owned(),
        names => format!("; there are, largest first: {}.", names.join(", ")),
    }
}
