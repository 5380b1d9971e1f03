//! The graph as two sorted arrays, borrowed from wherever they lie.
//!
//! A [`Csr`] may stand on a damaged file: every read is total. An offset out of bounds gives an
//! empty list, a target out of bounds is passed over; `verify` is where damage is reported.

use std::ops::Range;

use super::prefetch::prefetch;

/// A node: an item as it is numbered in one graph. Numbers follow from the graph and change with
/// it; what lasts is the id: [`crate::Snapshot::node_of_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The number as an index into an array of one entry a node.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The place of an arc in the arrays: one direction of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcId(pub usize);

/// Which ends of a link keep it on their own list, seen along one arc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Listed(u8);

impl Listed {
    /// The target is on the source's own list.
    pub const FORWARD: Self = Self(1);
    /// The source is on the target's own list.
    pub const BACKWARD: Self = Self(2);
    /// Each is on the other's list.
    pub const BOTH: Self = Self(3);

    /// Reads the stored byte; unknown bits are dropped.
    #[must_use]
    #[inline]
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & 3)
    }

    /// The byte to store.
    #[must_use]
    #[inline]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Both at once.
    #[must_use]
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Who lists whom, seen from the other end of the link.
    #[must_use]
    #[inline]
    pub fn reversed(self) -> Self {
        Self((self.0 >> 1) | (self.0 << 1) & 2)
    }

    /// Whether the target is on the source's own list.
    #[must_use]
    #[inline]
    pub fn forward(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether the source is on the target's own list.
    #[must_use]
    #[inline]
    pub fn backward(self) -> bool {
        self.0 & 2 != 0
    }
}

/// Where the arcs of each node start, and where the last ones end: in four bytes each where that is
/// enough, so that twice as many share a line of the processor's cache.
#[derive(Debug, Clone, Copy)]
pub enum Offsets<'a> {
    /// Of no more than `u32::MAX` arcs.
    Narrow(&'a [u32]),
    /// Of any number of arcs.
    Wide(&'a [u64]),
}

impl Offsets<'_> {
    /// The most arcs that narrow offsets can tell of.
    pub(super) const NARROW_ARCS: usize = u32::MAX as usize;

    /// Number of offsets: one more than there are nodes.
    #[inline]
    fn len(&self) -> usize {
        match self {
            Self::Narrow(offsets) => offsets.len(),
            Self::Wide(offsets) => offsets.len(),
        }
    }

    /// Where the arcs of a node start and end; `None` for a node that is not there.
    #[inline]
    fn of(&self, node: NodeId) -> Option<(usize, usize)> {
        let places = node.index()..node.index() + 2;
        // All offsets of a graph are of one kind, so the processor guesses this branch.
        match self {
            Self::Narrow(offsets) => match offsets.get(places) {
                Some(&[start, end]) => Some((start as usize, end as usize)),
                _ => None,
            },
            Self::Wide(offsets) => match offsets.get(places) {
                Some(&[start, end]) => Some((start as usize, end as usize)),
                _ => None,
            },
        }
    }

    /// Asks for the offsets of a node.
    #[inline]
    fn fetch(&self, node: NodeId) {
        match self {
            Self::Narrow(offsets) => prefetch(offsets, node.index()),
            Self::Wide(offsets) => prefetch(offsets, node.index()),
        }
    }
}

impl<'a> From<&'a [u32]> for Offsets<'a> {
    fn from(offsets: &'a [u32]) -> Self {
        Self::Narrow(offsets)
    }
}

impl<'a> From<&'a [u64]> for Offsets<'a> {
    fn from(offsets: &'a [u64]) -> Self {
        Self::Wide(offsets)
    }
}

/// Compressed sparse rows: node `v`'s arcs are `offsets[v] .. offsets[v + 1]`.
///
/// `offsets` has exactly `node_count + 1` entries, rising from 0 to `arc_count`; `targets`,
/// `orders` and `listed` have `arc_count`. Within a node targets rise strictly; no arc leads to its
/// own source; each link is two arcs with the same `orders` and mirrored `listed`.
/// [`super::snapshot::verify`] proves all of that.
#[derive(Debug, Clone, Copy)]
pub struct Csr<'a> {
    offsets: Offsets<'a>,
    targets: &'a [u32],
    orders: &'a [u32],
    listed: &'a [u8],
}

impl<'a> Csr<'a> {
    /// Puts the arrays together; what does not fit reads as empty.
    #[must_use]
    pub fn new(
        offsets: impl Into<Offsets<'a>>,
        targets: &'a [u32],
        orders: &'a [u32],
        listed: &'a [u8],
    ) -> Self {
        let arc_count = targets.len().min(orders.len()).min(listed.len());
        Self {
            offsets: offsets.into(),
            targets: &targets[..arc_count],
            orders: &orders[..arc_count],
            listed: &listed[..arc_count],
        }
    }

    pub(super) fn offsets(&self) -> Offsets<'a> {
        self.offsets
    }

    /// Number of nodes.
    #[must_use]
    #[inline]
    pub fn node_count(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Number of arcs: two a link.
    #[must_use]
    #[inline]
    pub fn arc_count(&self) -> usize {
        self.targets.len()
    }

    /// Number of links.
    #[must_use]
    #[inline]
    pub fn link_count(&self) -> usize {
        self.arc_count() / 2
    }

    /// All nodes, in order.
    #[inline]
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeId> + Clone + use<> {
        (0..self.node_count() as u32).map(NodeId)
    }

    /// The places of a node's arcs; empty for a node that is not there.
    #[must_use]
    #[inline]
    pub fn arc_range(&self, node: NodeId) -> Range<usize> {
        let (start, end) = self.offsets.of(node).unwrap_or_default();
        let end = end.min(self.targets.len());
        start.min(end)..end
    }

    /// Number of neighbours, either way.
    #[must_use]
    #[inline]
    pub fn degree(&self, node: NodeId) -> usize {
        self.arc_range(node).len()
    }

    /// A node's arcs with their targets, by rising target.
    #[inline]
    pub fn arcs(&self, node: NodeId) -> impl Iterator<Item = (ArcId, NodeId)> + Clone + use<'a> {
        let range = self.arc_range(node);
        let node_count = self.node_count() as u32;
        range
            .clone()
            .zip(&self.targets[range])
            .filter(move |&(_, &target)| target < node_count)
            .map(|(arc, &target)| (ArcId(arc), NodeId(target)))
    }

    /// A node's neighbours, either way, by rising number.
    #[inline]
    pub fn neighbours(&self, node: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'a> {
        self.arcs(node).map(|(_, target)| target)
    }

    /// A node's targets and who lists whom, as the bare arrays of the hot loop: targets may be out
    /// of bounds on a damaged file.
    #[must_use]
    #[inline]
    pub fn row(&self, node: NodeId) -> (&'a [u32], &'a [u8]) {
        let range = self.arc_range(node);
        (&self.targets[range.clone()], &self.listed[range])
    }

    /// Asks for where a node's row stands, before [`Self::fetch_row`] needs it.
    #[inline]
    pub(super) fn fetch_place(&self, node: NodeId) {
        self.offsets.fetch(node);
    }

    /// Asks for the targets of a node, before they are walked.
    #[inline]
    pub(super) fn fetch_row(&self, node: NodeId) {
        /// Targets in a line of the processor's cache.
        const LINE: usize = 16;
        let range = self.arc_range(node);
        range
            .clone()
            .step_by(LINE)
            .for_each(|arc| prefetch(self.targets, arc));
        // Where the row begins within a line, it ends one line later.
        if let Some(last) = range.last() {
            prefetch(self.targets, last);
        }
    }

    /// Whether an arc leads from one node to another.
    #[must_use]
    #[inline]
    pub fn leads(&self, arc: ArcId, from: NodeId, to: NodeId) -> bool {
        self.arc_range(from).contains(&arc.0) && self.targets.get(arc.0) == Some(&to.0)
    }

    /// The arc from one node to another: binary search, O(log degree).
    #[must_use]
    #[inline]
    pub fn find_arc(&self, from: NodeId, to: NodeId) -> Option<ArcId> {
        let range = self.arc_range(from);
        let place = self.targets[range.clone()].binary_search(&to.0).ok()?;
        Some(ArcId(range.start + place))
    }

    /// The stored number of an arc: orders that hold both ends, or the place on a list, by
    /// [`super::links::LinkKind`].
    #[must_use]
    #[inline]
    pub fn orders(&self, arc: ArcId) -> u32 {
        self.orders.get(arc.0).copied().unwrap_or(0)
    }

    /// Which ends keep this link on their list.
    #[must_use]
    #[inline]
    pub fn listed(&self, arc: ArcId) -> Listed {
        Listed::from_bits(self.listed.get(arc.0).copied().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_seen_from_its_other_end_swaps_who_lists_it() {
        assert_eq!(Listed::FORWARD.reversed(), Listed::BACKWARD);
        assert_eq!(Listed::BACKWARD.reversed(), Listed::FORWARD);
        assert_eq!(Listed::BOTH.reversed(), Listed::BOTH);
    }

    #[test]
    fn rows_are_the_same_by_offsets_of_either_width() {
        let (narrow, wide) = ([0_u32, 1, 3, 4], [0_u64, 1, 3, 4]);
        let rows = |offsets: Offsets<'_>| -> Vec<Vec<NodeId>> {
            let csr = Csr::new(offsets, &[1, 0, 2, 1], &[7, 7, 3, 3], &[3; 4]);
            let nodes = csr.nodes();
            nodes.map(|node| csr.neighbours(node).collect()).collect()
        };
        assert_eq!(rows(narrow[..].into()), rows(wide[..].into()));
        assert_eq!(rows(narrow[..].into())[1], [NodeId(0), NodeId(2)]);
    }

    #[test]
    fn damaged_arrays_read_as_empty_instead_of_panicking() {
        let offsets: [&[u64]; 2] = [&[0, 99, 1], &[0, u64::MAX, 1]];
        for wide in offsets {
            damaged_rows_are_empty(wide.into());
        }
        damaged_rows_are_empty([0_u32, u32::MAX, 1][..].into());
        assert_eq!(Csr::new(&[][..] as &[u32], &[], &[], &[]).node_count(), 0);
    }

    fn damaged_rows_are_empty(offsets: Offsets<'_>) {
        let csr = Csr::new(offsets, &[7, 0], &[1, 1], &[3, 3]);
        assert_eq!(csr.neighbours(NodeId(0)).count(), 1, "node 7 is not there");
        assert_eq!(csr.degree(NodeId(1)), 0, "its end stands before its start");
        assert_eq!(csr.degree(NodeId(40)), 0);
        assert_eq!(csr.degree(NodeId(u32::MAX)), 0);
        assert_eq!(csr.find_arc(NodeId(40), NodeId(0)), None);
    }
}
