//! The nodes that a side of a search reached at one depth, told by what stands in its table.

use super::layered::rising;
use super::rules::Passable;
use super::workspace::{Side, TOLD_DEPTHS, mark_of, seen};

/// The nodes at a depth of a side.
pub(super) struct Level {
    mark: u8,
    /// They themselves, rising, where others may have the same mark.
    nodes: Option<Vec<u32>>,
}

impl Level {
    pub(super) fn of((side, reached): (usize, &Side), depth: usize, passable: Passable) -> Self {
        // As bought a link may lead back over any number of depths, and marks tell so many apart.
        let is_told = passable.is_every_arc() || reached.depth() < TOLD_DEPTHS;
        Self {
            mark: mark_of(side, depth),
            nodes: (!is_told).then(|| rising(reached.level(depth).iter().copied())),
        }
    }

    /// Whether a node is one of them, if it has a link to one of the next depth.
    #[inline]
    pub(super) fn holds(&self, table: &[u8], node: u32) -> bool {
        let is_in = |nodes: &Vec<u32>| nodes.binary_search(&node).is_ok();
        seen(table, node) == self.mark && self.nodes.as_ref().is_none_or(is_in)
    }
}
