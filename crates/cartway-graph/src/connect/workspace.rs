//! The memory of a search: made once for a graph, used again for every query.
//!
//! A byte a node tells who reached it, and a list for each side which nodes those are, so that the next
//! query forgets this one by walking the lists. Use one workspace for each thread.

use std::ops::Range;

use crate::csr::{ArcId, Csr, NodeId};

/// Marks and lists of both sides; at most 13 bytes a node, of which a search for shortest connections
/// touches only those of the nodes it reaches.
#[derive(Debug)]
pub struct Workspace {
    /// Who reached each node.
    pub(super) table: Vec<u8>,
    /// How far each side came; depths only where longer connections were asked for.
    pub(super) depths: [Vec<u16>; 2],
    /// Nodes reached by either side, by rising depth.
    pub(super) sides: [Side; 2],
    /// The links over which both sides met.
    pub(super) links: Vec<Link>,
    /// Arcs touched by the current query.
    pub(super) arcs: u64,
    /// Whether the marks of the current query stand in `depths`.
    apart: bool,
    barred: Vec<NodeId>,
    node_count: usize,
}

/// A link between both sides, found from the first.
pub(super) type Link = (u32, u32, ArcId);

/// The side that walks away from the start.
pub(super) const FORWARD: usize = 0;
/// The side that walks back from the end.
pub(super) const BACKWARD: usize = 1;

/// What the marks of all nodes have in common that a side reached.
pub(super) const SIDES: [u8; 2] = [0x40, 0x80];
/// Depths that marks tell apart.
pub(super) const TOLD_DEPTHS: usize = 63;
/// A node that may not be passed.
pub(super) const BARRED: u8 = TOLD_DEPTHS as u8;

/// What stands in the table for a node that a side reached at a depth. Nodes that are linked either
/// way are never more than one depth apart, so there it tells each from all its neighbours.
#[inline]
pub(super) fn mark_of(side: usize, depth: usize) -> u8 {
    SIDES[side] | (depth % TOLD_DEPTHS) as u8
}

/// A depth in `depths` is one more than it is, as 0 stands for none; this one bars a node.
pub(super) const BARRED_DEPTH: u16 = u16::MAX;

impl Workspace {
    /// What a search that touches all of a workspace makes it take.
    pub const BYTES_PER_NODE: usize = 13;

    /// A workspace for graphs of up to `node_count` nodes.
    #[must_use]
    pub fn new(node_count: usize) -> Self {
        Self {
            table: vec![0; node_count],
            depths: [Vec::new(), Vec::new()],
            sides: [Side::new(node_count), Side::new(node_count)],
            links: Vec::new(),
            arcs: 0,
            apart: false,
            barred: Vec::new(),
            node_count,
        }
    }

    /// Has the system give the memory for marks of the first `node_count` nodes, which it otherwise
    /// does page by page when searches first come there.
    pub fn touch(&mut self, node_count: usize) {
        /// The smallest page there is.
        const PAGE: usize = 4096;
        let marks = self.table.iter_mut().take(node_count);
        for mark in marks.step_by(PAGE) {
            // Hidden from the compiler, which knows that fresh memory is zero already.
            *std::hint::black_box(mark) = 0;
        }
    }

    /// Gives back what only longer connections need, and the lists, of which the next search will
    /// touch no more than it reaches. For huge graphs: the arrays are made anew.
    pub fn trim(&mut self) {
        self.forget();
        self.depths = [Vec::new(), Vec::new()];
        self.sides = [Side::new(self.node_count), Side::new(self.node_count)];
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
            forward: self.sides[FORWARD].len,
            backward: self.sides[BACKWARD].len,
            arcs: self.arcs,
        }
    }

    /// Begins a search from both of these nodes; the ones barred may not be passed.
    pub(super) fn begin(&mut self, csr: &Csr<'_>, ends: (NodeId, NodeId), barred: &[NodeId]) {
        self.begin_sides(csr, ends, barred);
        self.arcs = 0;
        put(&mut self.table, barred, BARRED);
        for (side, end) in [ends.0, ends.1].into_iter().enumerate() {
            put(&mut self.table, &[end], mark_of(side, 0));
        }
    }

    /// Begins a search in which a node may be reached by both sides, each with its own depths.
    pub(super) fn begin_apart(&mut self, csr: &Csr<'_>, ends: (NodeId, NodeId), barred: &[NodeId]) {
        self.begin_sides(csr, ends, barred);
        self.apart = true;
        for (end, depths) in [ends.0, ends.1].into_iter().zip(&mut self.depths) {
            depths.resize(self.node_count, 0);
            put(depths, barred, BARRED_DEPTH);
            put(depths, &[end], 1);
        }
    }

    fn begin_sides(&mut self, csr: &Csr<'_>, ends: (NodeId, NodeId), barred: &[NodeId]) {
        self.forget();
        self.barred.extend_from_slice(barred);
        self.links.clear();
        for (side, end) in self.sides.iter_mut().zip([ends.0, ends.1]) {
            side.begin(csr, end);
        }
    }

    /// Forgets the last query: every mark is of a node in a list, or barred.
    fn forget(&mut self) {
        for (side, depths) in self.sides.iter_mut().zip(&mut self.depths) {
            if self.apart {
                clear(depths, side.reached());
                put(depths, &self.barred, 0);
            } else {
                clear(&mut self.table, side.reached());
            }
            side.len = 0;
        }
        put(&mut self.table, &self.barred, 0);
        self.barred.clear();
        self.apart = false;
    }
}

/// Marks nodes, those that are there.
fn put<T: Copy>(marks: &mut [T], nodes: &[NodeId], mark: T) {
    for node in nodes {
        if let Some(place) = marks.get_mut(node.index()) {
            *place = mark;
        }
    }
}

/// What stands in the table for a node; a damaged file may name one that is not there.
#[inline]
pub(super) fn seen(table: &[u8], node: u32) -> u8 {
    table.get(node as usize).copied().unwrap_or(0)
}

/// Takes back what stands at some nodes, or everywhere, whichever is less work.
fn clear<T: Copy + Default>(marks: &mut [T], nodes: &[u32]) {
    /// Writing a mark anywhere takes so many times as long as one after another.
    const SCATTERED: usize = 32;
    if nodes.len() > marks.len() / SCATTERED {
        return marks.fill(T::default());
    }
    for &node in nodes {
        if let Some(mark) = marks.get_mut(node as usize) {
            *mark = T::default();
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

/// The nodes one side reached, by rising depth.
#[derive(Debug)]
pub(super) struct Side {
    /// One more than there are nodes, so that the place after the last is always there.
    nodes: Vec<u32>,
    /// How many there are.
    pub(super) len: usize,
    /// Where each depth begins.
    starts: Vec<usize>,
    /// Arcs of the nodes at the last depth: what expanding them would touch.
    pub(super) frontier_arcs: u64,
}

impl Side {
    fn new(node_count: usize) -> Self {
        Self {
            nodes: vec![0; node_count + 1],
            len: 0,
            starts: vec![0],
            frontier_arcs: 0,
        }
    }

    fn begin(&mut self, csr: &Csr<'_>, start: NodeId) {
        self.nodes[0] = start.0;
        self.len = 1;
        self.starts.clear();
        self.starts.push(0);
        self.frontier_arcs = csr.degree(start) as u64;
    }

    /// The last depth.
    pub(super) fn depth(&self) -> usize {
        self.starts.len() - 1
    }

    /// All nodes, by rising depth.
    pub(super) fn reached(&self) -> &[u32] {
        &self.nodes[..self.len]
    }

    /// The nodes at a depth that was reached.
    pub(super) fn level(&self, depth: usize) -> &[u32] {
        &self.nodes[self.places(depth)]
    }

    /// The nodes at the last depth.
    pub(super) fn frontier(&self) -> &[u32] {
        self.level(self.depth())
    }

    fn places(&self, depth: usize) -> Range<usize> {
        let end = self.starts.get(depth + 1).copied().unwrap_or(self.len);
        self.starts[depth]..end
    }

    /// Opens a new depth: the frontier so far, and room for what is found from it, the first of
    /// which counts once [`Self::close`] says how many there are. One place more than can be found.
    pub(super) fn open(&mut self) -> (&[u32], &mut [u32]) {
        let frontier = self.places(self.depth());
        self.starts.push(frontier.end);
        let (reached, room) = self.nodes.split_at_mut(frontier.end);
        (&reached[frontier], room)
    }

    /// Counts what was found at the new depth.
    pub(super) fn close(&mut self, csr: &Csr<'_>, found: usize) {
        self.len += found;
        let degree = |&node: &u32| csr.degree(NodeId(node)) as u64;
        self.frontier_arcs = self.frontier().iter().map(degree).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes without any arcs.
    static ALONE: [u64; 3_001] = [0; 3_001];

    fn alone(node_count: usize) -> Csr<'static> {
        Csr::new(&ALONE[..=node_count], &[], &[], &[])
    }

    #[test]
    fn a_new_query_forgets_the_last_one() {
        let csr = alone(6);
        let mut workspace = Workspace::new(6);
        workspace.begin(&csr, (NodeId(0), NodeId(5)), &[NodeId(3), NodeId(9)]);
        let [start, end] = SIDES;
        assert_eq!(workspace.table, [start, 0, 0, BARRED, 0, end]);
        workspace.begin_apart(&csr, (NodeId(1), NodeId(2)), &[NodeId(4)]);
        assert_eq!(workspace.table, [0; 6]);
        assert_eq!(workspace.depths[FORWARD], [0, 1, 0, 0, BARRED_DEPTH, 0]);
        workspace.begin(&csr, (NodeId(2), NodeId(1)), &[]);
        assert_eq!(workspace.table, [0, end, start, 0, 0, 0]);
        assert!(workspace.depths.iter().flatten().all(|&depth| depth == 0));
    }

    #[test]
    fn touching_and_trimming_change_nothing_a_search_sees() {
        let mut workspace = Workspace::new(3_000);
        workspace.begin_apart(&alone(3_000), (NodeId(1), NodeId(2)), &[]);
        workspace.trim();
        assert!(workspace.depths.iter().all(Vec::is_empty));
        workspace.begin(&alone(3_000), (NodeId(1), NodeId(2)), &[]);
        workspace.trim();
        workspace.touch(9_000);
        assert_eq!(workspace.table, vec![0; 3_000]);
    }

    #[test]
    fn levels_are_found_again_by_their_depth() {
        let csr = Csr::new(&[0_u64, 0, 1, 3][..], &[2, 0, 1], &[1; 3], &[3; 3]);
        let mut side = Side::new(3);
        side.begin(&csr, NodeId(0));
        let (frontier, room) = side.open();
        assert_eq!((frontier, room.len()), (&[0][..], 3));
        room[..2].copy_from_slice(&[2, 1]);
        side.close(&csr, 2);
        assert_eq!((side.level(0), side.frontier()), (&[0][..], &[2, 1][..]));
        assert_eq!((side.depth(), side.frontier_arcs), (1, 3));
    }

    #[test]
    fn few_marks_are_taken_back_one_by_one_and_many_at_once() {
        for reached in [1, 90] {
            let mut marks = vec![0_u8; 100];
            let nodes: Vec<u32> = (0..reached).chain([400]).collect();
            nodes
                .iter()
                .take(reached as usize)
                .for_each(|&node| marks[node as usize] = 1);
            clear(&mut marks, &nodes);
            assert_eq!(marks, vec![0; 100]);
        }
    }
}
