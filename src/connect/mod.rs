//! Every shortest connection between two nodes: found, counted exactly, ranked.
//!
//! A search walks through the files in this order: `search` finds the level where two breadth-first
//! searches meet, `layered` gathers every shortest connection from there as one small layered graph,
//! `counting` counts the connections and each node's share of them, `ranking` lists the best, and
//! `reason` says why there is none. [`connect`] does all of it.
//!
//! Knows nodes and arrays only: no ids, no texts, no files, and nothing here can fail. It works on
//! any arrays, also on those of a damaged file.

mod counting;
mod degrees;
mod layered;
mod ranking;
mod reason;
mod search;
mod terrain;
mod workspace;

pub use counting::PathCount;
pub use degrees::{Degrees, DegreesWorkspace, Walk, degrees};
pub use layered::{Layered, Step};
pub use ranking::{BestPath, Cost};
pub use reason::{NoPathReason, Searched};
pub use terrain::Terrain;
pub use workspace::Workspace;

use crate::graph::NodeId;

/// Which way links may be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Along every link, whichever end lists it.
    #[default]
    EitherWay,
    /// Only from an item to the items on its own list.
    AsBought,
}

/// What a search may do and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which way links may be walked.
    pub direction: Direction,
    /// Nodes no connection may pass through. Neither end may be among them.
    pub exclude: Vec<NodeId>,
    /// Longest connection to accept, in hops.
    pub max_hops: Option<u32>,
    /// How many of the best connections to list.
    pub k: usize,
    /// Most arcs one search may touch. Gathering and ranking what it found may touch as many
    /// again, and each search that only looks for the reason of a failure too.
    pub budget: u64,
}

impl Options {
    /// Arcs a search may touch if nothing else is said: some 20 ms of work.
    pub const DEFAULT_BUDGET: u64 = 5_000_000;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            direction: Direction::EitherWay,
            exclude: Vec::new(),
            max_hops: None,
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
    Paths(ShortestPaths),
    /// They are not, or it could not be found out.
    None {
        /// Why.
        reason: NoPathReason,
        /// How far the search looked.
        searched: Searched,
    },
}

/// Every shortest connection between two nodes.
#[derive(Debug, Clone)]
pub struct ShortestPaths {
    /// The nodes and links on any of them, by hop.
    pub layered: Layered,
    /// How many there are.
    pub path_count: PathCount,
    /// Share of all connections that pass through each node, shaped as [`Layered::columns`].
    pub shares: Vec<Vec<f64>>,
    /// The best of them, best first.
    pub best: Vec<BestPath>,
}

impl ShortestPaths {
    /// Hops of each of them.
    #[must_use]
    pub fn hops(&self) -> usize {
        self.layered.columns.len() - 1
    }
}

/// Finds every shortest connection from one node to another.
///
/// Touches at most `options.budget` arcs for each of the search, the gathering with ranking, and
/// each search for a reason; O(k · hops · degree) beyond that for listing the best.
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
    if let Some(reason) = reason::apart(terrain, from, to) {
        return Found::None {
            reason,
            searched: Searched::default(),
        };
    }
    let met = search::meet(terrain, workspace, from, to, options);
    let searched = workspace.searched();
    let paths = match met {
        search::Met::At(meeting) => gather(terrain, workspace, &meeting, options),
        search::Met::Budget { at_least_hops } => Err(NoPathReason::BudgetExhausted {
            at_least_hops,
            connected_in: None,
        }),
        search::Met::Never | search::Met::MaxHops => {
            Err(reason::explain(terrain, workspace, from, to, options))
        }
    };
    match paths {
        Ok(paths) => Found::Paths(paths),
        Err(reason) => Found::None { reason, searched },
    }
}

fn gather(
    terrain: &Terrain<'_>,
    workspace: &Workspace,
    meeting: &search::Meeting,
    options: &Options,
) -> Result<ShortestPaths, NoPathReason> {
    let layered = layered::gather(terrain, workspace, meeting, options).ok_or(
        NoPathReason::BudgetExhausted {
            at_least_hops: meeting.hops(),
            connected_in: Some(meeting.hops()),
        },
    )?;
    let counts = counting::count(&layered);
    Ok(ShortestPaths {
        best: ranking::best(terrain, &layered, options.k),
        path_count: counts.total,
        shares: counts.shares,
        layered,
    })
}

#[cfg(test)]
mod tests;
