//! What comes of a search for connections.

use super::counting::PathCount;
use super::layered::Layered;
use super::ranking::BestPath;
use super::reason::NoPathReason;
use super::workspace::Searched;

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
    /// Share of the shortest that pass through each place of `layered`.
    pub shares: Vec<f64>,
    /// The best of them: fewest hops first, then lowest cost, then by ids.
    pub best: Vec<BestPath>,
    /// Whether all the longer ones that were asked for are among those counted and listed: if not,
    /// the work ran out.
    pub complete: bool,
}

impl Paths {
    /// Hops of the shortest.
    #[must_use]
    #[inline]
    pub fn hops(&self) -> usize {
        self.layered.hops()
    }
}
