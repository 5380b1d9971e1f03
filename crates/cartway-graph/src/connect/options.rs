//! What a search is asked for beside its ends.

use crate::csr::NodeId;

/// Which way links may be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Along every link, whichever end lists it.
    #[default]
    EitherWay,
    /// Only from an item to the items on its own list.
    AsBought,
}

/// What a search may do and how much. All of it combines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which way links may be walked.
    pub direction: Direction,
    /// Nodes no connection may pass through. No stop may be among them.
    pub exclude: Vec<NodeId>,
    /// Stops on the way, in order. All stops, the ends included, must differ.
    pub via: Vec<NodeId>,
    /// Categories of which the nodes a connection may pass are in one, or below one; empty for any.
    /// Stops may be of any.
    pub only_categories: Vec<u32>,
    /// Categories of which the nodes a connection may pass are in none, and below none. Stops may
    /// be of any.
    pub avoid_categories: Vec<u32>,
    /// Most links of a node that is passed. Stops may have more.
    pub max_degree: Option<usize>,
    /// Longest connection to accept, in hops, from the first stop to the last.
    pub max_hops: Option<u32>,
    /// Hops a connection may have beyond the shortest: 0, 1 or 2; more counts as 2.
    pub extra_hops: u32,
    /// How many of the best connections to list.
    pub k: usize,
    /// Most arcs to search. Gathering what was found may be as much work again, and so may longer
    /// connections, whose arcs count fourfold, and looking for the reason of a failure.
    pub budget: u64,
}

impl Options {
    /// Arcs a search may touch if nothing else is said: some 20 ms of work.
    pub const DEFAULT_BUDGET: u64 = 5_000_000;
    /// Largest value of `extra_hops`.
    pub const MAX_EXTRA_HOPS: u32 = 2;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            direction: Direction::EitherWay,
            exclude: Vec::new(),
            via: Vec::new(),
            only_categories: Vec::new(),
            avoid_categories: Vec::new(),
            max_degree: None,
            max_hops: None,
            extra_hops: 0,
            k: 20,
            budget: Self::DEFAULT_BUDGET,
        }
    }
}
