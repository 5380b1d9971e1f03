//! Why a question has no answer. Each variant is something the asker can act on.

use super::item::ItemCard;

/// The part of a question that names an item or a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The item asked about.
    Id,
    /// Where connections begin.
    From,
    /// Where they lead.
    To,
    /// One end of a middle.
    A,
    /// Its other end.
    B,
    /// An item not to be passed.
    Exclude,
    /// A stop on the way.
    Via,
    /// The category of what is looked for.
    Category,
    /// A category to keep to.
    OnlyCategory,
    /// A category to avoid.
    AvoidCategory,
}

impl Part {
    /// Whether it is one of the two items that a question is about.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::From | Self::To | Self::A | Self::B)
    }
}

/// A question that could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum ExplorerError {
    /// No item has this id.
    #[error("No item has the id {value:?}.{}", and_left_out(*.items_left_out))]
    UnknownItem {
        /// Which part of the question named it.
        part: Part,
        /// The id asked for.
        value: String,
        /// Items that may have been meant.
        suggestions: Vec<ItemCard>,
        /// How many items the operator left out: it may be one of them.
        items_left_out: u64,
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
        /// Which part of the question named it.
        part: Part,
        /// The name asked for.
        value: String,
        /// The largest categories there are.
        largest: Vec<String>,
    },
    /// The cursor belongs to a generation that is no longer served.
    #[error("This list belongs to an older state of the catalogue; begin again at its first page.")]
    CursorExpired,
    /// The map has no region of this number.
    #[error(
        "The map has no region {value}: numbers of regions change when the graph is rebuilt. `/v1/regions` \
         lists those there are."
    )]
    UnknownRegion {
        /// The number asked for.
        value: u32,
    },
    /// The generation was made without a map.
    #[error("This catalogue has no map: its graph was rebuilt with --no-atlas.")]
    NoMap,
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

fn and_left_out(items: u64) -> String {
    match items {
        0 => String::new(),
        1 => " The shop left out 1 item.".to_owned(),
        items => format!(" The shop left out {items} items."),
    }
}

fn there_are(categories: &[String]) -> String {
    match categories {
        [] => "; this catalogue has none.".to_owned(),
        names => format!("; there are, largest first: {}.", names.join(", ")),
    }
}
