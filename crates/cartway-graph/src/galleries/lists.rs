//! What the galleries hold: short lists of nodes, and what they rest on.

use crate::csr::NodeId;

/// Most entries of each gallery.
pub const MAX_SHOWN: usize = 12;
/// Known items are this share of all, the most popular, or at least so many.
const KNOWN_SHARE: u32 = 4;
const KNOWN_ITEMS: u32 = 100;

/// The galleries of a graph, by node number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Galleries {
    /// From, to and hops of the longest connection that is known.
    pub(crate) longest: Option<[u32; 3]>,
    /// From, to and hops of connections of known items that are far apart, the farthest first.
    pub(crate) far_pairs: Vec<[u32; 3]>,
    pub(crate) bridging: Bridging,
    /// The ends of each surprising link.
    pub(crate) surprising: Vec<[u32; 2]>,
}

/// Items on most ways.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Bridging {
    /// That most ways lead over first.
    pub(crate) nodes: Vec<u32>,
    /// Of all pairs of other items, the share whose way leads over each.
    pub(crate) shares: Vec<f64>,
    /// Items that ways were followed from.
    pub(crate) samples: u32,
}

/// Two items and how far apart they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FarNodes {
    /// The more popular one.
    pub from: NodeId,
    /// The other.
    pub to: NodeId,
    /// Hops of the shortest connections between them.
    pub hops: u32,
}

/// What the shares of bridging items rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BridgingBasis {
    /// Items of the largest component.
    pub items: u32,
    /// Items that the ways to all others were followed from, 1 to `items`.
    pub samples: u32,
}

impl BridgingBasis {
    /// Whether the ways of every item were followed, so that the shares are no estimates.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.samples >= self.items
    }
}

/// How many of so many items are known ones: the first of them by popularity.
#[must_use]
pub fn known_count(items: u32) -> u32 {
    (items / KNOWN_SHARE).max(KNOWN_ITEMS).min(items)
}
