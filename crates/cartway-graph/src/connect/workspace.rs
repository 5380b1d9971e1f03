//! The memory of a search: made once for a graph, used again for every query.
//!
//! Forgetting costs nothing: marks of earlier queries are smaller than the current base. Use one
//! workspace for each thread.

use crate::NodeId;

/// Marks and queues of both sides; at most 16 bytes a node, of which a search for shortest
/// connections touches only those of the nodes it reaches.
#[derive(Debug)]
pub struct Workspace {
    /// Of the shortest connections, both sides'.
    pub(super) marks: Marks,
    /// Of longer connections, where a node may be reached by both sides: those of the second side.
    /// Empty until first needed.
    pub(super) second_marks: Marks,
    /// Nodes reached by either side, by rising depth.
    pub(super) queues: [Queue; 2],
    /// Arcs touched by the current query.
    pub(super) arcs: u64,
    node_count: usize,
}

impl Workspace {
    /// What a search that touches all of a workspace makes it take.
    pub const BYTES_PER_NODE: usize = 16;

    /// A workspace for graphs of up to `node_count` nodes.
    #[must_use]
    pub fn new(node_count: usize) -> Self {
        Self {
            marks: Marks::new(node_count),
            second_marks: Marks::new(0),
            queues: [Queue::new(node_count), Queue::new(node_count)],
            arcs: 0,
            node_count,
        }
    }

    /// Has the system give the memory for marks of the first `node_count` nodes, which it otherwise
    /// does page by page when searches first come there.
    pub fn touch(&mut self, node_count: usize) {
        /// Marks on the smallest page there is.
        const PAGE: usize = 1024;
        let stamps = self.marks.stamps.iter_mut().take(node_count);
        for stamp in stamps.step_by(PAGE) {
            // Hidden from the compiler, which knows that fresh memory is zero already.
            *std::hint::black_box(stamp) = 0;
        }
    }

    /// Gives back what only longer connections need, and the queues, of which the next search will
    /// touch no more than it reaches. For huge graphs: the arrays are made anew.
    pub fn trim(&mut self) {
        self.second_marks = Marks::new(0);
        self.queues = [Queue::new(self.node_count), Queue::new(self.node_count)];
    }

    /// How many nodes it is for.
    #[must_use]
    #[inline]
    pub fn node_count(&self) -> usize {
        self.node_count
    }

    /// Arcs that the last search touched, gathering not counted.
    #[must_use]
    #[inline]
    pub fn arcs_touched(&self) -> u64 {
        self.arcs
    }

    /// How far the last search looked.
    pub(super) fn searched(&self) -> Searched {
        Searched {
            forward: self.queues[FORWARD].len,
            backward: self.queues[BACKWARD].len,
            arcs: self.arcs,
        }
    }

    /// Makes the marks that only longer connections need.
    pub(super) fn make_second_marks(&mut self) {
        if self.second_marks.stamps.len() < self.node_count {
            self.second_marks = Marks::new(self.node_count);
        }
    }
}

/// How much of the graph a search without result looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searched {
    /// Items reached from the start, itself included.
    pub forward: usize,
    /// Items reached backwards from the end, itself included.
    pub backward: usize,
    /// Arcs touched: the work done.
    pub arcs: u64,
}

/// The side that walks away from the start.
pub(super) const FORWARD: usize = 0;
/// The side that walks back from the end.
pub(super) const BACKWARD: usize = 1;

/// What no node carries.
pub(super) const NO_STAMP: u32 = u32::MAX;

/// Which side reached a node, and at which depth: one stamp a node.
///
/// Stamps up to `base` are of earlier queries, `base + 1` bars a node, and depth `d` of side `s` is
/// `base + 2 + 2 d + s`.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) stamps: Vec<u32>,
    base: u32,
    /// Largest stamp that this query gave out.
    highest: u32,
}

impl Marks {
    fn new(node_count: usize) -> Self {
        Self {
            stamps: vec![0; node_count],
            base: 0,
            highest: 0,
        }
    }

    /// Forgets the last query.
    pub(super) fn begin(&mut self, barred: &[NodeId]) {
        // Depths never exceed the number of nodes, so this query's stamps end below this one.
        let room = 2 * (self.stamps.len() as u64 + 2);
        if u64::from(self.highest) + room < u64::from(u32::MAX) {
            self.base = self.highest;
        } else {
            self.stamps.fill(0);
            self.base = 0;
        }
        self.highest = self.base + 1;
        for node in barred {
            if let Some(stamp) = self.stamps.get_mut(node.index()) {
                *stamp = self.highest;
            }
        }
    }

    /// Stamps up to this one are free to be overwritten.
    pub(super) fn free(&self) -> u32 {
        self.base
    }

    /// The stamp of a depth of a side; [`NO_STAMP`] for a depth no node can have.
    pub(super) fn stamp(&self, side: usize, depth: usize) -> u32 {
        if depth > self.stamps.len() {
            return NO_STAMP;
        }
        self.base + 2 + 2 * depth as u32 + side as u32
    }

    /// Opens a depth of a side; its stamp.
    pub(super) fn open(&mut self, side: usize, depth: usize) -> u32 {
        let stamp = self.stamp(side, depth);
        self.highest = self.highest.max(stamp);
        stamp
    }

    /// Marks a node, seen or not, if it is there.
    pub(super) fn put(&mut self, node: NodeId, stamp: u32) {
        if let Some(place) = self.stamps.get_mut(node.index()) {
            *place = stamp;
        }
    }

    /// Whether a node was reached at this depth of a side.
    #[inline]
    pub(super) fn is_at(&self, node: u32, stamp: u32) -> bool {
        self.stamps.get(node as usize) == Some(&stamp)
    }

    /// Whether a node was reached at most `depth` hops from where its only side began.
    #[inline]
    pub(super) fn is_within(&self, node: u32, depth: usize) -> bool {
        let stamp = self.stamps.get(node as usize).copied().unwrap_or(0);
        // Stamps of one side alone rise with the depth.
        stamp > self.base + 1 && stamp <= self.stamp(BACKWARD, depth)
    }
}

/// The nodes one side reached, by rising depth.
#[derive(Debug)]
pub(super) struct Queue {
    /// One more than there are nodes, so that the place after the last is always there.
    pub(super) nodes: Vec<u32>,
    /// How many there are.
    pub(super) len: usize,
    /// Where the last depth begins.
    pub(super) level_start: usize,
    /// The last depth.
    pub(super) depth: usize,
    /// Arcs of the nodes at the last depth: what expanding them would touch.
    pub(super) frontier_arcs: u64,
}

impl Queue {
    fn new(node_count: usize) -> Self {
        Self {
            nodes: vec![0; node_count + 1],
            len: 0,
            level_start: 0,
            depth: 0,
            frontier_arcs: 0,
        }
    }

    /// Begins at one node.
    pub(super) fn begin(&mut self, start: NodeId, degree: usize) {
        self.nodes[0] = start.0;
        self.len = 1;
        self.level_start = 0;
        self.depth = 0;
        self.frontier_arcs = degree as u64;
    }

    /// The nodes at the last depth.
    pub(super) fn frontier(&self) -> &[u32] {
        &self.nodes[self.level_start..self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_query_forgets_the_last_one() {
        let mut marks = Marks::new(4);
        marks.begin(&[NodeId(3), NodeId(9)]);
        let stamp = marks.open(FORWARD, 1);
        marks.put(NodeId(0), stamp);
        marks.put(NodeId(9), stamp);
        assert!(marks.is_at(0, stamp) && !marks.is_at(1, stamp) && !marks.is_at(9, stamp));
        assert!(marks.is_within(0, 1) && !marks.is_within(0, 0));
        assert!(!marks.is_within(3, 4), "barred is not reached");
        assert!(marks.stamps[3] > marks.free(), "barred counts as seen");

        marks.begin(&[]);
        assert!(marks.stamps.iter().all(|&stamp| stamp <= marks.free()));
        assert!(!marks.is_within(0, 4));
    }

    #[test]
    fn touching_and_trimming_change_nothing_a_search_sees() {
        let mut workspace = Workspace::new(3_000);
        workspace.marks.begin(&[]);
        let stamp = workspace.marks.open(FORWARD, 0);
        workspace.marks.put(NodeId(1), stamp);
        workspace.make_second_marks();
        workspace.trim();
        assert!(workspace.second_marks.stamps.is_empty());
        assert!(workspace.marks.is_at(1, stamp));
        assert_eq!(workspace.queues[BACKWARD].nodes.len(), 3_001);
        let mut fresh = Workspace::new(3_000);
        fresh.touch(9_000);
        assert_eq!(fresh.marks.stamps, vec![0; 3_000]);
    }

    #[test]
    fn stamps_start_over_before_they_run_out() {
        let mut marks = Marks::new(3);
        marks.highest = u32::MAX - 5;
        marks.stamps = vec![u32::MAX - 5; 3];
        marks.begin(&[]);
        assert_eq!((marks.free(), &marks.stamps[..]), (0, &[0; 3][..]));
    }

    #[test]
    fn sides_and_depths_have_stamps_of_their_own() {
        let marks = Marks::new(9);
        let mut stamps: Vec<u32> = (0..10)
            .flat_map(|depth| [marks.stamp(FORWARD, depth), marks.stamp(BACKWARD, depth)])
            .collect();
        stamps.sort_unstable();
        stamps.dedup();
        assert_eq!(stamps.len(), 20);
        assert_eq!(marks.stamp(FORWARD, 10), NO_STAMP, "no node is that deep");
    }
}
