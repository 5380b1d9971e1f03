//! All shortest connections as one small layered graph, a column a hop.
//!
//! Gathered from the meeting level only: backwards along falling forward depths to the start, and
//! onwards along falling backward depths to the end. Every node and step gathered lies on some
//! shortest connection, and none is missed: each shortest connection passes the meeting level, and
//! before it the forward depth of its nodes falls by one a hop, after it the backward depth.

use crate::graph::{ArcId, NodeId};

use super::Options;
use super::search::{Meeting, Passable};
use super::terrain::Terrain;
use super::workspace::{Side, Workspace};

/// Every node and link on any shortest connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layered {
    /// Column `i` holds the nodes `i` hops from the start, rising. The first holds the start alone,
    /// the last the end alone.
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
    pub fn node(&self, column: usize, place: u32) -> NodeId {
        self.columns[column][place as usize]
    }

    /// The steps that lead on from a node, as a slice of `steps[column]`.
    #[must_use]
    pub fn steps_from(&self, column: usize, place: u32) -> std::ops::Range<usize> {
        let steps = &self.steps[column];
        let start = steps.partition_point(|step| step.from < place);
        start..start + steps[start..].partition_point(|step| step.from == place)
    }
}

/// Gathers the layered graph; `None` when more than `options.budget` arcs would be touched.
pub(super) fn gather(
    terrain: &Terrain<'_>,
    workspace: &Workspace,
    meeting: &Meeting,
    options: &Options,
) -> Option<Layered> {
    let passable = Passable::from(options.direction);
    let mut left = options.budget;
    let mut columns = vec![Vec::new(); meeting.hops() + 1];
    let mut steps = vec![Vec::new(); meeting.hops()];
    columns[meeting.depth] = meeting.nodes.clone();
    columns[meeting.depth].sort_unstable();
    for column in (0..meeting.depth).rev() {
        let walked = Reach {
            side: &workspace.forward,
            depth: column,
            bits: passable.back,
        };
        let (nodes, mut found) = walked.from(terrain, &columns[column + 1], &mut left)?;
        // They were walked against their direction: turn them round.
        for step in &mut found {
            std::mem::swap(&mut step.from, &mut step.to);
        }
        found.sort_unstable();
        columns[column] = nodes;
        steps[column] = found;
    }
    for column in meeting.depth..meeting.hops() {
        let walked = Reach {
            side: &workspace.backward,
            depth: meeting.hops() - column - 1,
            bits: passable.walk,
        };
        let (nodes, found) = walked.from(terrain, &columns[column], &mut left)?;
        columns[column + 1] = nodes;
        steps[column] = found;
    }
    let as_nodes = |column: Vec<u32>| column.into_iter().map(NodeId).collect();
    Some(Layered {
        columns: columns.into_iter().map(as_nodes).collect(),
        steps,
    })
}

/// A walk to the nodes one side reached at one depth.
struct Reach<'a> {
    side: &'a Side,
    depth: usize,
    bits: u8,
}

impl Reach<'_> {
    /// The nodes at that depth next to the given ones, rising, and the steps to them, rising.
    fn from(
        &self,
        terrain: &Terrain<'_>,
        column: &[u32],
        left: &mut u64,
    ) -> Option<(Vec<u32>, Vec<Step>)> {
        let mut found: Vec<(u32, u32, ArcId)> = Vec::new();
        for (place, &node) in column.iter().enumerate() {
            let arcs = terrain.csr.arc_range(NodeId(node));
            *left = left.checked_sub(arcs.len() as u64)?;
            let (targets, listed) = terrain.csr.row(NodeId(node));
            for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
                if listed & self.bits != 0 && self.side.depth_of(target) == Some(self.depth) {
                    found.push((place as u32, target, ArcId(arc)));
                }
            }
        }
        let mut nodes: Vec<u32> = found.iter().map(|&(_, target, _)| target).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let steps = found
            .into_iter()
            .map(|(from, target, arc)| Step {
                from,
                // Every target was put into `nodes` just above; rising targets keep steps rising.
                to: nodes.partition_point(|&node| node < target) as u32,
                arc,
            })
            .collect();
        Some((nodes, steps))
    }
}
