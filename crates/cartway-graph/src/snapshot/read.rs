//! Reading a snapshot in place.

use std::path::Path;

use super::error::SnapshotError;
use super::format::{self, Entry, Header, Section};
use super::map::{Bytes, FileMark};
use crate::build::GraphArrays;
use crate::categories::{Categories, Tree};
use crate::centre::{CentreBasis, NO_RANK};
use crate::csr::{ArcId, Csr, NodeId, Offsets};
use crate::id_slots;
use crate::links::LinkKind;
use crate::measure::Measure;
use crate::neighbours::Neighbours;
use crate::prefetch::prefetch;
use crate::record::{ItemTexts, decode_texts, id_in, id_prefix};
use crate::strengths::Strengths;

#[cfg(target_endian = "big")]
compile_error!(
    "graph.bin is little-endian and read in place; big-endian machines are not supported"
);

/// Bytes of a line of the processor's cache.
const LINE: usize = 64;
/// Lines of an item's texts that are asked for ahead.
const LINES_ASKED: usize = 6;

/// An open `graph.bin`. Cheap to open, safe to share between threads; never changes.
#[derive(Debug)]
pub struct Snapshot {
    bytes: Bytes,
    header: Header,
    entries: Vec<Entry>,
}

impl Snapshot {
    /// Maps a file and checks its header and section table.
    ///
    /// # Errors
    /// The file cannot be read, is no snapshot, is of another version, or its header is damaged.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Self::from_bytes(Bytes::map(path)?)
    }

    /// Reads a file into memory as a whole, and checks its header and section table: what happens
    /// to the file then is nothing to it.
    ///
    /// # Errors
    /// As for [`Self::open`], and if there is no memory for it.
    pub fn read(path: &Path) -> Result<Self, SnapshotError> {
        Self::from_bytes(Bytes::read(path)?)
    }

    /// Copies the bytes of a file, and checks its header and section table.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, SnapshotError> {
        Self::from_bytes(Bytes::copy(bytes))
    }

    fn from_bytes(bytes: Bytes) -> Result<Self, SnapshotError> {
        let (header, entries) = format::decode(bytes.as_slice())?;
        Ok(Self {
            bytes,
            header,
            entries,
        })
    }

    /// Reads the whole file into memory, so that no search waits for a page of it. Takes as long as
    /// the disk does; not needed, and not harmful, when it is there already.
    pub fn fetch(&self) {
        self.bytes.fetch();
    }

    /// What its file looks like now, whatever its name is by now; `None` where it is in memory, or
    /// the system does not tell. A file that is shorter than [`Self::bytes`] was cut, and reading
    /// what it has lost ends the program.
    #[must_use]
    pub fn mark(&self) -> Option<FileMark> {
        self.bytes.mark()
    }

    /// The whole file as it is held.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// Number of items, each a node.
    #[must_use]
    #[inline]
    pub fn node_count(&self) -> usize {
        self.header.node_count
    }

    /// The arrays searches walk on.
    #[must_use]
    #[inline]
    pub fn csr(&self) -> Csr<'_> {
        let offsets = match self.header.has_narrow_offsets() {
            true => Offsets::Narrow(self.u32s(Section::Offsets)),
            false => Offsets::Wide(self.u64s(Section::Offsets)),
        };
        Csr::new(
            offsets,
            self.u32s(Section::Targets),
            self.u32s(Section::Orders),
            self.section(Section::Listed),
        )
    }

    /// The measure the graph was pruned with.
    #[must_use]
    #[inline]
    pub fn measure(&self) -> Measure {
        self.header.measure
    }

    /// What the number on a link means.
    #[must_use]
    #[inline]
    pub fn link_kind(&self) -> LinkKind {
        self.header.link_kind
    }

    /// Orders that hold an item; `None` where links were given and not counted.
    #[must_use]
    #[inline]
    pub fn item_orders(&self, node: NodeId) -> Option<u32> {
        (self.header.link_kind == LinkKind::Counted)
            .then(|| at(self.u32s(Section::ItemOrders), node.index()))
    }

    /// How strong links are.
    #[must_use]
    #[inline]
    pub fn strengths(&self) -> Strengths<'_> {
        Strengths {
            measure: self.header.measure,
            kind: self.header.link_kind,
            total_weight: self.header.total_weight,
            numbers: self.u32s(Section::Orders),
            item_orders: self.u32s(Section::ItemOrders),
            item_weights: self.f64s(Section::ItemWeights),
        }
    }

    /// Component of each item; 0 is the largest.
    #[must_use]
    #[inline]
    pub fn components(&self) -> &[u32] {
        self.u32s(Section::ItemComponents)
    }

    /// Each item's place among all ids in order of their bytes: what ties are broken by.
    #[must_use]
    #[inline]
    pub fn id_ranks(&self) -> &[u32] {
        self.u32s(Section::ItemIdRanks)
    }

    /// Component of an item; 0 is the largest.
    #[must_use]
    #[inline]
    pub fn component(&self, node: NodeId) -> u32 {
        at(self.u32s(Section::ItemComponents), node.index())
    }

    /// Items in a component.
    #[must_use]
    #[inline]
    pub fn component_size(&self, component: u32) -> u32 {
        at(self.component_sizes(), component as usize)
    }

    /// Items in each component, largest first.
    #[must_use]
    #[inline]
    pub fn component_sizes(&self) -> &[u32] {
        self.u32s(Section::ComponentSizes)
    }

    /// Popularity rank of an item; 0 is the most popular.
    #[must_use]
    #[inline]
    pub fn rank(&self, node: NodeId) -> u32 {
        at(self.u32s(Section::ItemRanks), node.index())
    }

    /// The item of a popularity rank.
    #[must_use]
    #[inline]
    pub fn node_of_rank(&self, rank: u32) -> Option<NodeId> {
        self.known(self.u32s(Section::NodesByRank).get(rank as usize))
    }

    /// The item with an id: a look into a hash table. O(log items) of the few ids that found no slot
    /// in it, and of those that are not there.
    #[must_use]
    pub fn node_of_id(&self, id: &str) -> Option<NodeId> {
        let mut candidates = id_slots::candidates(self.u32s(Section::IdSlots), id.as_bytes());
        let slotted = candidates.find(|&node| self.id_of(node) == id.as_bytes());
        self.known(slotted.as_ref())
            .or_else(|| self.node_by_search(id))
    }

    /// The item with an id: binary search over a few numbers that lie together, then over the ids
    /// between two of them, O(log items).
    pub(super) fn node_by_search(&self, id: &str) -> Option<NodeId> {
        let by_id = self.u32s(Section::NodesById);
        let prefixes = self.u64s(Section::IdPrefixes);
        let prefix = id_prefix(id.as_bytes());
        // Blocks that begin before the id, and those that do not begin behind it.
        let before = prefixes.partition_point(|&other| other < prefix);
        let not_behind = prefixes.partition_point(|&other| other <= prefix);
        let start = before.saturating_sub(1) * format::ID_BLOCK;
        let end = (not_behind * format::ID_BLOCK).min(by_id.len());
        let by_id = by_id.get(start..end)?;
        let place = by_id
            .binary_search_by(|&node| self.id_of(node).cmp(id.as_bytes()))
            .ok()?;
        self.known(by_id.get(place))
    }

    /// What the shop wrote about an item; empty where the file is damaged.
    #[must_use]
    pub fn texts(&self, node: NodeId) -> ItemTexts<'_> {
        decode_texts(self.record(node.0)).unwrap_or_default()
    }

    /// The bytes of an id; none where the file is damaged.
    pub(super) fn id_of(&self, node: u32) -> &[u8] {
        id_in(self.record(node))
    }

    /// The texts of an item as they stand in the file.
    fn record(&self, node: u32) -> &[u8] {
        slice_between(
            self.u64s(Section::TextOffsets),
            node as usize,
            self.section(Section::Texts),
        )
    }

    /// Asks for what an answer shows of some items: texts, categories, orders and weights. Reading
    /// them soon after does not wait for one after the other.
    pub fn fetch_items(&self, nodes: impl Iterator<Item = NodeId> + Clone) {
        let offsets = self.u64s(Section::TextOffsets);
        let lists = self.u32s(Section::ItemCategories);
        let (orders, weights) = (
            self.u32s(Section::ItemOrders),
            self.f64s(Section::ItemWeights),
        );
        let texts = self.section(Section::Texts);
        for node in nodes.clone().map(NodeId::index) {
            prefetch(offsets, node);
            prefetch(lists, node);
            prefetch(orders, node);
            prefetch(weights, node);
        }
        for node in nodes {
            let Some(&[start, end]) = offsets.get(node.index()..node.index() + 2) else {
                continue;
            };
            // Who has very long texts waits for the end of them.
            let lines = (start as usize..end as usize)
                .step_by(LINE)
                .take(LINES_ASKED);
            lines.for_each(|line| prefetch(texts, line));
        }
    }

    /// Asks for the numbers, marks and places of some arcs, as [`Self::fetch_items`] does for items.
    pub fn fetch_arcs(&self, arcs: impl Iterator<Item = ArcId>) {
        let (orders, ranks) = (self.u32s(Section::Orders), self.u16s(Section::ArcRanks));
        let listed = self.section(Section::Listed);
        for ArcId(arc) in arcs {
            prefetch(orders, arc);
            prefetch(listed, arc);
            prefetch(ranks, arc);
        }
    }

    /// Who stands at which place among the neighbours of an item.
    #[must_use]
    #[inline]
    pub fn neighbours(&self) -> Neighbours<'_> {
        Neighbours {
            csr: self.csr(),
            strengths: self.strengths(),
            id_ranks: self.id_ranks(),
            places: self.u16s(Section::ArcRanks),
        }
    }

    /// Of what categories its items are.
    #[must_use]
    #[inline]
    pub fn categories(&self) -> Categories<'_> {
        Categories {
            tree: Tree {
                name_offsets: self.u64s(Section::CategoryOffsets),
                names: self.section(Section::CategoryNames),
                ends: self.u32s(Section::CategoryEnds),
                list_offsets: self.u64s(Section::CategoryListOffsets),
                lists: self.u32s(Section::CategoryLists),
            },
            item_lists: self.u32s(Section::ItemCategories),
        }
    }

    /// What ranks by closeness rest on; `None` where nothing was ranked.
    #[must_use]
    pub fn centre_basis(&self) -> Option<CentreBasis> {
        (self.header.centre_samples > 0).then(|| CentreBasis {
            items: self.component_size(0),
            samples: self.header.centre_samples,
            diameter_bound: self.header.diameter_bound,
        })
    }

    /// Rank of an item by closeness; 0 is the centre. `None` where it has none.
    #[must_use]
    #[inline]
    pub fn centre_rank(&self, node: NodeId) -> Option<u32> {
        let ranks = self.u32s(Section::ItemCentreRanks);
        ranks
            .get(node.index())
            .copied()
            .filter(|&rank| rank != NO_RANK)
    }

    /// How many of the first ranks by closeness are listed with their means.
    #[must_use]
    #[inline]
    pub fn central_count(&self) -> usize {
        self.u32s(Section::CentreNodes).len()
    }

    /// The item of one of the first ranks by closeness, and its mean hops to all others of the
    /// largest component.
    #[must_use]
    pub fn central(&self, rank: u32) -> Option<(NodeId, f64)> {
        let rank = rank as usize;
        let node = self.known(self.u32s(Section::CentreNodes).get(rank))?;
        Some((node, *self.f64s(Section::CentreMeans).get(rank)?))
    }

    pub(super) fn region_count(&self) -> usize {
        self.header.region_count as usize
    }

    pub(super) fn bridging_samples(&self) -> u32 {
        self.header.bridging_samples
    }

    /// Whether it holds this graph: the same items with the same texts, and the same links.
    pub(super) fn holds(&self, graph: &GraphArrays<'_>) -> bool {
        self.u32s(Section::Targets) == graph.arcs.targets
            && self.u32s(Section::Orders) == graph.arcs.orders
            && self.node_count() == graph.node_count()
            && same_degrees(self.csr(), graph.arcs.csr())
            && self.u16s(Section::ArcRanks) == graph.arc_ranks
            && self.u32s(Section::ItemRanks) == graph.item_ranks
            && self.u32s(Section::NodesById) == graph.nodes_by_id
            && self.u32s(Section::ItemCategories) == graph.item_categories
            && self.section(Section::CategoryNames) == graph.categories().tree.names
            && self.u32s(Section::CategoryLists) == graph.categories().tree.lists
            && (0..)
                .zip(graph.texts())
                .all(|(node, texts)| self.record(node) == texts)
    }

    #[inline]
    pub(super) fn known(&self, node: Option<&u32>) -> Option<NodeId> {
        node.copied()
            .map(NodeId)
            .filter(|node| node.index() < self.header.node_count)
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    #[inline]
    pub(super) fn section(&self, section: Section) -> &[u8] {
        // Ranges were checked against the length when the file was opened.
        &self.bytes.as_slice()[self.entries[section as usize].range.clone()]
    }

    #[inline]
    pub(super) fn u16s(&self, section: Section) -> &[u16] {
        bytemuck::cast_slice(self.section(section))
    }

    #[inline]
    pub(super) fn u32s(&self, section: Section) -> &[u32] {
        bytemuck::cast_slice(self.section(section))
    }

    #[inline]
    pub(super) fn pairs(&self, section: Section) -> &[[u32; 2]] {
        bytemuck::cast_slice(self.section(section))
    }

    #[inline]
    pub(super) fn u64s(&self, section: Section) -> &[u64] {
        bytemuck::cast_slice(self.section(section))
    }

    #[inline]
    pub(super) fn f64s(&self, section: Section) -> &[f64] {
        bytemuck::cast_slice(self.section(section))
    }
}

/// Whether each node of both has as many arcs, however their offsets are kept.
fn same_degrees(one: Csr<'_>, other: Csr<'_>) -> bool {
    one.nodes()
        .all(|node| one.degree(node) == other.degree(node))
}

#[inline]
fn at(values: &[u32], place: usize) -> u32 {
    values.get(place).copied().unwrap_or(0)
}

#[inline]
fn slice_between<'a>(offsets: &[u64], place: usize, bytes: &'a [u8]) -> &'a [u8] {
    let Some(&[start, end]) = offsets.get(place..place.saturating_add(2)) else {
        return &[];
    };
    bytes.get(start as usize..end as usize).unwrap_or_default()
}
