//! What is worth a look in a catalogue: items far apart, items on most ways, surprising neighbours.
//!
//! Found once, at rebuild, and kept with the graph: a page shows them without a search. Each is a
//! short list, follows from the graph alone, and is empty where there is nothing to show. Knows
//! arrays only: no files, no texts.

mod bridging;
mod far;
mod surprising;

use std::ops::ControlFlow;

use super::build::GraphArrays;
use super::csr::NodeId;
use super::waves::Ground;

pub(super) use far::distances;

/// Most entries of each gallery.
pub const MAX_SHOWN: usize = 12;
/// Known items are this share of all, the most popular, or at least so many.
const KNOWN_SHARE: u32 = 4;
const KNOWN_ITEMS: u32 = 100;

/// The galleries of a graph, by node number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Galleries {
    /// From, to and hops of the longest connection that is known.
    pub(super) longest: Option<[u32; 3]>,
    /// The same of known items that are far apart, the farthest first.
    pub(super) far_pairs: Vec<[u32; 3]>,
    pub(super) bridging: Bridging,
    /// The ends of each surprising link.
    pub(super) surprising: Vec<[u32; 2]>,
}

/// Items on most ways.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Bridging {
    /// That most ways lead over first.
    pub(super) nodes: Vec<u32>,
    /// Of all pairs of other items, the share whose way leads over each.
    pub(super) shares: Vec<f64>,
    /// Items that ways were followed from.
    pub(super) samples: u32,
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

impl Galleries {
    /// Finds them all. How items rank by closeness is made use of where it was measured.
    ///
    /// What it costs is mostly [`Self::source_count`] times the links; memory: 33 bytes an item for
    /// each thread at work, and 8 more. `tick` is told how many of these sources are
    /// done, from any thread; `None` where it broke off.
    #[must_use]
    pub fn find(
        graph: &GraphArrays<'_>,
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<Self> {
        if graph.main_component_size() < 2 {
            return Some(Self::default());
        }
        let ground = Ground::from(graph);
        let far_pairs = far::pairs(graph, ground, tick)?;
        let longest = far::longest(graph, ground, &far_pairs, tick)?;
        Some(Self {
            longest,
            far_pairs,
            bridging: bridging::find(graph, tick)?,
            surprising: surprising::find(graph, tick)?,
        })
    }

    /// From how many items ways are followed to find those that most lead over.
    #[must_use]
    pub fn source_count(graph: &GraphArrays<'_>) -> usize {
        bridging::source_count(graph.main_component_size(), graph.arcs.targets.len())
    }
}

#[cfg(test)]
mod tests;
