//! Connections between two nodes: found, counted exactly, ranked.
//!
//! A search walks through the files in this order: `rules` says where it may walk, `search` finds
//! the level where two breadth-first searches meet, `layered` gathers every shortest connection from
//! there as one small layered graph, `longer` those with a hop or two more, `journey` goes from
//! stop to stop, `legs` joins what was found between them, `counting` counts the connections and
//! each node's share of them, `ranking` lists the best, and `reason` says why there is none.
//! [`connect`] does all of it; [`between()`] asks for the items in the middle instead, and
//! [`degrees()`] how far everything is from one node.
//!
//! Knows nodes and arrays only: no ids, no texts, no files, and nothing here can fail. It works on
//! any arrays, also on those of a damaged file.

mod between;
mod counting;
mod degrees;
mod journey;
mod layered;
mod legs;
mod longer;
mod ranking;
mod reason;
mod rules;
mod search;
mod terrain;
mod workspace;

pub use between::{Between, Middle, Middles, NoMiddle, between};
pub use counting::PathCount;
pub use degrees::{Degrees, DegreesWorkspace, Walk, degrees};
pub use layered::{Layered, Step};
pub use ranking::{BestPath, Cost};
pub use reason::{Bar, NoPathReason, Searched};
pub use terrain::Terrain;
pub use workspace::Workspace;

use crate::NodeId;
use journey::Journey;
use rules::Rules;
use search::Met;

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
    /// Categories of the nodes a connection may pass; empty for any. Stops may be of any.
    pub only_categories: Vec<u32>,
    /// Categories of nodes no connection may pass. Stops may be of any.
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

/// What came of a search.
#[derive(Debug, Clone)]
pub enum Found {
    /// Both ends are the same node.
    SameNode,
    /// They are connected.
    Paths(Paths),
    /// The links contradict each other: the file is damaged.
    Damaged,
    /// They are not, or it could not be found out.
    None {
        /// Why.
        reason: NoPathReason,
        /// The leg that has no connection: 0 leads from the start to the first stop.
        leg: usize,
        /// How far the search of that leg looked.
        searched: Searched,
    },
}

/// The connections between two nodes.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The nodes and links on any of the shortest, by hop.
    pub layered: Layered,
    /// The columns of the stops on the way.
    pub stops: Vec<usize>,
    /// How many connections there are with 0, 1 ... hops more than the shortest have.
    pub counts: Vec<PathCount>,
    /// Share of the shortest that pass through each node, shaped as [`Layered::columns`].
    pub shares: Vec<Vec<f64>>,
    /// The best of them: fewest hops first, then lowest cost, then by ids.
    pub best: Vec<BestPath>,
    /// Whether all the longer ones that were asked for are among those counted and listed: if not,
    /// the work ran out.
    pub complete: bool,
}

impl Paths {
    /// Hops of the shortest.
    #[must_use]
    pub fn hops(&self) -> usize {
        self.layered.steps.len()
    }
}

/// Finds every shortest connection from one node to another, through all stops, and as asked for
/// those that are a little longer.
///
/// What it may cost says [`Options::budget`]; beyond that O(k · hops · degree) for listing the best,
/// and with stops O(k²) for each.
#[must_use]
pub fn connect(
    terrain: &Terrain<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> Found {
    if from == to {
        return Found::SameNode;
    }
    let stops = [&[from], &options.via[..], &[to]].concat();
    Journey::new(terrain, options, stops).go(workspace)
}

/// One shortest connection, whichever was met first, as its nodes; `None` where [`connect`] finds
/// none. Regards neither stops nor longer connections nor ranks, and costs about half a search.
#[must_use]
pub fn any_shortest(
    terrain: &Terrain<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> Option<Vec<NodeId>> {
    if from == to {
        return Some(vec![from]);
    }
    if reason::apart(terrain, from, to).is_some() {
        return None;
    }
    let rules = Rules::of(options, (from, to), &[]);
    let within = |hops| options.max_hops.is_none_or(|max| hops <= max as usize);
    match search::meet(terrain, workspace, &rules, options.budget) {
        Met::At(meeting) if within(meeting.hops()) => {
            Some(search::trace(terrain, workspace, &rules, &meeting))
        }
        Met::At(_) | Met::Never | Met::Budget { .. } => None,
    }
}

#[cfg(test)]
mod tests;
