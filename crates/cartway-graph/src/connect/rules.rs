//! Where a search may walk: which arcs may be taken, and which nodes may be passed through.

use crate::NodeId;
use crate::categories::CategorySet;

use super::graph::Graph;
use super::options::{Direction, Options};
use super::workspace::FORWARD;

/// Bits of [`crate::Listed`] that let an arc be walked. The one place where direction is
/// decided: a side that walks away from the start needs `walk`, one that walks back needs `back`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passable {
    pub(super) walk: u8,
    pub(super) back: u8,
}

impl Passable {
    /// Bits that let every arc of a whole file pass, so that nothing need be looked at.
    pub(super) const EVERY_ARC: u8 = 3;

    /// Whether every arc may be taken, by either side.
    pub(super) fn is_every_arc(self) -> bool {
        self.walk & self.back == Self::EVERY_ARC
    }
}

impl Passable {
    /// The bits an arc needs so that a side may take it.
    pub(super) fn bits(self, side: usize) -> u8 {
        if side == FORWARD {
            self.walk
        } else {
            self.back
        }
    }
}

impl From<Direction> for Passable {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::EitherWay => Self {
                walk: Self::EVERY_ARC,
                back: Self::EVERY_ARC,
            },
            Direction::AsBought => Self { walk: 1, back: 2 },
        }
    }
}

/// The rules of one leg: from one stop to the next.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) passable: Passable,
    /// The stops it leads from and to, which may be of any kind.
    pub(super) ends: (NodeId, NodeId),
    /// Nodes that may not be passed, whatever they are.
    pub(super) barred: Vec<NodeId>,
    /// What nodes that are passed must be in; `None` for anything.
    only_categories: Option<CategorySet>,
    avoid_categories: Option<CategorySet>,
    max_degree: usize,
}

impl Rules {
    /// What the options say of a leg. The other stops are barred: each is passed in its own turn.
    pub(super) fn of(
        graph: &Graph<'_>,
        options: &Options,
        ends: (NodeId, NodeId),
        other_stops: &[NodeId],
    ) -> Self {
        let set = |wanted: &[u32]| (!wanted.is_empty()).then(|| graph.categories.set(wanted));
        Self {
            passable: options.direction.into(),
            ends,
            barred: [&options.exclude, other_stops].concat(),
            only_categories: set(&options.only_categories),
            avoid_categories: set(&options.avoid_categories),
            max_degree: options.max_degree.unwrap_or(usize::MAX),
        }
    }

    /// Whether each node must be looked at before it is passed.
    pub(super) fn judge_nodes(&self) -> bool {
        self.only_categories.is_some()
            || self.avoid_categories.is_some()
            || self.max_degree != usize::MAX
    }

    /// Whether a node may be passed, by its categories and its number of links.
    pub(super) fn admit(&self, graph: &Graph<'_>, node: NodeId) -> bool {
        if node == self.ends.0 || node == self.ends.1 {
            return true;
        }
        if graph.csr.degree(node) > self.max_degree {
            return false;
        }
        let is_in_any = |set: &CategorySet| graph.categories.is_in_any(node, set);
        self.only_categories.as_ref().is_none_or(is_in_any)
            && !self.avoid_categories.as_ref().is_some_and(is_in_any)
    }
}
