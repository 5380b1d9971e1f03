//! The lines of a drawing, at hand for every node, and how many of them cross.
//!
//! Knows which nodes are joined; knows orders only as an [`Arrangement`] has them.

use super::arrangement::{Arrangement, WIDTH};
use crate::picture::layout::choose::Drawing;

/// The lines of a drawing.
pub(super) struct Lines {
    /// What a node has lines to in the column before its own.
    pub(super) before: Beside,
    /// What it has lines to in the column after it.
    pub(super) after: Beside,
}

impl Lines {
    pub(super) fn of(drawing: &Drawing) -> Self {
        let nodes = drawing.nodes.len();
        let edges = drawing.edges.iter();
        let forward = edges.clone().map(|edge| (edge.from, edge.to));
        let backward = edges.map(|edge| (edge.to, edge.from));
        Self {
            before: Beside::of(nodes, backward),
            after: Beside::of(nodes, forward),
        }
    }

    /// Number of pairs of lines that cross.
    pub(super) fn crossings(&self, arrangement: &Arrangement) -> usize {
        let columns = 0..arrangement.len();
        columns
            .map(|column| self.crossings_after(arrangement, column))
            .sum()
    }

    /// Those on both sides of a column.
    pub(super) fn crossings_beside(&self, arrangement: &Arrangement, column: usize) -> usize {
        let columns = column.saturating_sub(1)..=column;
        columns
            .map(|column| self.crossings_after(arrangement, column))
            .sum()
    }

    /// Those between a column and the next.
    fn crossings_after(&self, arrangement: &Arrangement, column: usize) -> usize {
        // How many of the lines so far end after each place of the next column.
        let mut beyond = [0; WIDTH];
        let mut count = 0;
        for &node in arrangement.column(column) {
            let ends = self.after.of_node(node).iter();
            let ends = ends.map(|there| arrangement.place(*there));
            count += ends.clone().map(|end| beyond[end]).sum::<usize>();
            for end in ends {
                beyond[..end].iter_mut().for_each(|lines| *lines += 1);
            }
        }
        count
    }
}

/// What every node has lines to on one of its sides.
pub(super) struct Beside {
    /// Where those of each node begin in `nodes`, and at last where all end.
    starts: Vec<usize>,
    nodes: Vec<usize>,
}

impl Beside {
    /// Of lines from a node to one beside it; those of one node stay in their order.
    fn of(nodes: usize, lines: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = vec![0; nodes + 1];
        for (from, _) in lines.clone() {
            starts[from + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut beside = vec![0; starts[nodes]];
        for (from, to) in lines {
            beside[next[from]] = to;
            next[from] += 1;
        }
        Self {
            starts,
            nodes: beside,
        }
    }

    /// What a node has lines to.
    pub(super) fn of_node(&self, node: usize) -> &[usize] {
        &self.nodes[self.starts[node]..self.starts[node + 1]]
    }
}
