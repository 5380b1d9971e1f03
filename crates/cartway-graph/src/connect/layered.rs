//! Connections as one small layered graph, a column a hop.

use crate::{ArcId, NodeId};

/// Every node and link on any shortest connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layered {
    /// Column `i` holds the nodes `i` hops from the start, rising. The first holds the start alone,
    /// the last the end alone; with stops on the way, theirs hold them alone.
    pub columns: Vec<Vec<NodeId>>,
    /// Steps `i` lead from column `i` to column `i + 1`, rising by `(from, to)`.
    pub steps: Vec<Vec<Step>>,
}

/// One link between consecutive columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Place of its first node in its column.
    pub from: u32,
    /// Place of its second node in the next column.
    pub to: u32,
    /// An arc of the link, in whichever direction it was met.
    pub arc: ArcId,
}

impl Layered {
    /// The node at a place of a column.
    #[must_use]
    #[inline]
    pub fn node(&self, column: usize, place: u32) -> NodeId {
        self.columns[column][place as usize]
    }

    /// The steps that lead on from a node, as a slice of `steps[column]`.
    #[must_use]
    #[inline]
    pub fn steps_from(&self, column: usize, place: u32) -> std::ops::Range<usize> {
        let steps = &self.steps[column];
        let start = steps.partition_point(|step| step.from < place);
        start..start + steps[start..].partition_point(|step| step.from == place)
    }

    /// Whether every node has a step to it and one on, but for those at the ends, which are there.
    /// In a sound graph each link can be seen from both its ends, so they have.
    pub(super) fn is_whole(&self) -> bool {
        let mut has_step_to = vec![true];
        let mut is_whole = true;
        for (column, steps) in self.steps.iter().enumerate() {
            let mut has_step_on = vec![false; self.columns[column].len()];
            is_whole &= has_step_to.iter().all(|&has| has);
            has_step_to = vec![false; self.columns[column + 1].len()];
            for step in steps {
                has_step_on[step.from as usize] = true;
                has_step_to[step.to as usize] = true;
            }
            is_whole &= has_step_on.iter().all(|&has| has);
        }
        let ends = [self.columns.first(), self.columns.last()];
        let ends_are_there = ends
            .into_iter()
            .all(|end| end.is_some_and(|end| end.len() == 1));
        is_whole && ends_are_there && has_step_to.iter().all(|&has| has)
    }

    /// What lies from a column on to the end.
    pub(super) fn onward_from(&self, column: usize) -> Self {
        Self {
            columns: self.columns[column..].to_vec(),
            steps: self.steps[column..].to_vec(),
        }
    }

    /// What lies from a column back to the start: as [`Self::onward_from`], were it asked for from
    /// the other end.
    pub(super) fn back_from(&self, column: usize) -> Self {
        Self {
            columns: self.columns[..=column].iter().rev().cloned().collect(),
            steps: self.steps[..column]
                .iter()
                .rev()
                .map(|steps| turned(steps))
                .collect(),
        }
    }
}

/// Steps as seen from the other end, rising again.
pub(super) fn turned(steps: &[Step]) -> Vec<Step> {
    let turn = |step: &Step| Step {
        from: step.to,
        to: step.from,
        arc: step.arc,
    };
    let mut turned: Vec<Step> = steps.iter().map(turn).collect();
    turned.sort_unstable();
    turned
}

/// Arcs that a step costs beside the arc it is: it is sorted, counted, ranked and perhaps unfolded.
pub(super) const STEP_COST: u64 = 4;

/// Some nodes in rising order, each once.
pub(super) fn rising(nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The place of a node that is there.
pub(super) fn place_of(column: &[u32], node: u32) -> u32 {
    column.partition_point(|&other| other < node) as u32
}
