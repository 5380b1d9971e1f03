//! The memory of a search: made once for a graph, used again for every query.
//!
//! Forgetting costs nothing: marks of earlier queries are smaller than the current base. Use one
//! workspace for each thread.

use crate::graph::NodeId;

use super::reason::Searched;

/// Marks and frontiers of both sides; at most 16 bytes a node.
#[derive(Debug)]
pub struct Workspace {
    pub(super) forward: Side,
    pub(super) backward: Side,
    /// Arcs touched by the current query.
    pub(super) arcs: u64,
}

impl Workspace {
    /// A workspace for graphs of up to `node_count` nodes.
    #[must_use]
    pub fn new(node_count: usize) -> Self {
        Self {
            forward: Side::new(node_count),
            backward: Side::new(node_count),
            arcs: 0,
        }
    }

    /// How many nodes it is for.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.forward.marks.len()
    }

    /// How far the last search looked.
    #[must_use]
    pub(super) fn searched(&self) -> Searched {
        Searched {
            forward: self.forward.reached.len(),
            backward: self.backward.reached.len(),
            arcs: self.arcs,
        }
    }
}

/// One of the two breadth-first searches.
///
/// A node at depth `d` carries the mark `base + 1 + d`; a barred one [`BARRED`]; all others carry
/// marks of earlier queries, which are at most `base`. `reached` lists nodes by rising depth;
/// `levels[d]` is where depth `d` begins.
#[derive(Debug)]
pub(super) struct Side {
    marks: Vec<u32>,
    base: u32,
    barred: Vec<u32>,
    pub(super) reached: Vec<u32>,
    levels: Vec<usize>,
    /// Arcs of the nodes at the last depth: what expanding them would touch.
    pub(super) frontier_arcs: u64,
}

const BARRED: u32 = u32::MAX;

impl Side {
    fn new(node_count: usize) -> Self {
        Self {
            marks: vec![0; node_count],
            base: 0,
            barred: Vec::new(),
            reached: Vec::new(),
            levels: vec![0],
            frontier_arcs: 0,
        }
    }

    /// Forgets the last query and begins at one node. Barred nodes count as seen, but not as reached.
    pub(super) fn begin(&mut self, start: NodeId, barred: &[NodeId]) {
        for node in self.barred.drain(..) {
            self.marks[node as usize] = 0;
        }
        // Depths never exceed the number of nodes, so this query's marks end below the next base.
        let highest = self.base + self.levels.len() as u32;
        let room = u32::MAX - self.marks.len() as u32 - 2;
        self.base = if highest < room {
            highest
        } else {
            self.marks.fill(0);
            0
        };
        for node in barred {
            if let Some(mark) = self.marks.get_mut(node.index()) {
                *mark = BARRED;
                self.barred.push(node.0);
            }
        }
        self.reached.clear();
        self.levels.clear();
        self.levels.push(0);
        self.reach(start.0);
    }

    /// Depth of the last level.
    pub(super) fn depth(&self) -> usize {
        self.levels.len() - 1
    }

    /// The nodes at the last depth.
    pub(super) fn frontier(&self) -> &[u32] {
        &self.reached[self.levels[self.depth()]..]
    }

    /// Opens the next depth; what is reached from now on belongs to it.
    pub(super) fn deepen(&mut self) -> std::ops::Range<usize> {
        let frontier = self.levels[self.depth()]..self.reached.len();
        self.levels.push(frontier.end);
        self.frontier_arcs = 0;
        frontier
    }

    /// Marks a node at the current depth, unless it was seen before or is not there.
    #[inline]
    pub(super) fn reach(&mut self, node: u32) -> bool {
        let mark_here = self.base + self.levels.len() as u32;
        match self.marks.get_mut(node as usize) {
            Some(mark) if *mark <= self.base => {
                *mark = mark_here;
                self.reached.push(node);
                true
            }
            _ => false,
        }
    }

    /// Hops from this side's start, if the node was reached.
    #[inline]
    pub(super) fn depth_of(&self, node: u32) -> Option<usize> {
        let mark = *self.marks.get(node as usize)?;
        (mark > self.base && mark != BARRED).then(|| (mark - self.base - 1) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_query_forgets_the_last_one() {
        let mut side = Side::new(4);
        side.begin(NodeId(0), &[NodeId(3)]);
        side.deepen();
        assert!(side.reach(1) && !side.reach(1) && !side.reach(0));
        assert!(!side.reach(3), "barred");
        assert!(!side.reach(4), "not there");
        assert_eq!((side.depth_of(0), side.depth_of(1)), (Some(0), Some(1)));
        assert_eq!((side.depth_of(2), side.depth_of(3)), (None, None));

        side.begin(NodeId(2), &[]);
        assert_eq!((side.depth_of(0), side.depth_of(2)), (None, Some(0)));
        side.deepen();
        assert!(side.reach(3) && side.reach(0));
    }

    #[test]
    fn marks_start_over_before_they_run_out() {
        let mut side = Side::new(3);
        side.base = u32::MAX - 5;
        side.marks = vec![u32::MAX - 5; 3];
        side.begin(NodeId(0), &[]);
        side.deepen();
        assert!(side.reach(1), "marks of the last round are forgotten");
        assert_eq!(side.depth_of(2), None);
    }
}
