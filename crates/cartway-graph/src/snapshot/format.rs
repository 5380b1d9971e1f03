//! The bytes of the header and of the section table, in one place for writer and reader.

use std::ops::Range;

use super::error::SnapshotError;
use crate::atlas::{BEST_KEPT, BORDERS_KEPT};
use crate::csr::Offsets;
use crate::id_slots::slot_count;
use crate::links::LinkKind;
use crate::measure::Measure;

/// First bytes of the file.
pub(super) const MAGIC: [u8; 8] = *b"CARTWAY\0";
/// Raised whenever the meaning of a byte changes.
pub(super) const VERSION: u32 = 6;
/// Reads differently on a machine of the other byte order.
const BYTE_ORDER: u32 = 0x0102_0304;
/// Bytes before the section table.
pub(super) const HEADER_LENGTH: usize = 128;
/// Bytes of one entry of the section table.
const ENTRY_LENGTH: usize = 56;
/// Where the checksum of header and table stands in the header.
const CHECKSUM: Range<usize> = 96..128;
/// Sections begin at multiples of this.
pub(super) const ALIGNMENT: usize = 8;

/// Ids whose prefixes are kept are so many places apart.
pub(super) const ID_BLOCK: usize = 64;

/// A BLAKE3 checksum.
pub(super) type Checksum = [u8; 32];

/// What stands in the file, in the order it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A node and one more: where its arcs start; u32 where all arcs can be counted with it, else u64.
    Offsets,
    /// u32 an arc: the node it leads to.
    Targets,
    /// u32 an arc: the number of its link.
    Orders,
    /// u8 an arc: who lists whom.
    Listed,
    /// u16 an arc: the place of its target among all neighbours of its source, from 1 for the
    /// strongest; `u16::MAX` where it must be counted.
    ArcRanks,
    /// u32 a node: orders that hold it.
    ItemOrders,
    /// f64 a node: what its links are measured against; empty where that is its orders.
    ItemWeights,
    /// u32 a node: its component.
    ItemComponents,
    /// u32 a node: its list of categories, `u32::MAX` for none.
    ItemCategories,
    /// u32 a node: its popularity rank, from 0.
    ItemRanks,
    /// u32 a node: the node of each popularity rank.
    NodesByRank,
    /// u32 a node: its place in id order.
    ItemIdRanks,
    /// u32 a node: the node at each place in id order.
    NodesById,
    /// u64 for every [`ID_BLOCK`]th place in id order: [`crate::record::id_prefix`] of the id there.
    IdPrefixes,
    /// u32: the nodes by what their ids hash to, as [`crate::id_slots`] says; `u32::MAX` for none.
    IdSlots,
    /// u32 a component: its size.
    ComponentSizes,
    /// u64 a node and one more: where its texts start.
    TextOffsets,
    /// u8: the texts.
    Texts,
    /// u64 a category and one more: where its name starts.
    CategoryOffsets,
    /// u8: category names: all levels of each, in their order.
    CategoryNames,
    /// u32 a category: the first one behind it that does not lie below it.
    CategoryEnds,
    /// u64 a list of categories and one more: where it starts.
    CategoryListOffsets,
    /// u32: the categories of each list, the main one first.
    CategoryLists,
    /// u32 a node: its rank by closeness, from 0, `u32::MAX` for none; empty where nothing was
    /// ranked.
    ItemCentreRanks,
    /// u32 a rank: the node of each of the first ranks by closeness.
    CentreNodes,
    /// f64 a rank: the mean hops of these nodes to all others of their component.
    CentreMeans,
    /// u64 a hop from 1 on: pairs of a sampled item and another that are so far apart; empty where
    /// nothing was ranked.
    CentreDistances,
    /// u32: from, to and hops of the longest connection that is known; empty where there is none.
    LongestPair,
    /// u32: from, to and hops of each pair of known items far apart.
    FarPairs,
    /// u32: the nodes that most ways lead over.
    BridgingNodes,
    /// f64: of all pairs, the share whose way leads over each of these nodes.
    BridgingShares,
    /// u32: from and to of each surprising link.
    SurprisingPairs,
    /// u32 twice a node: its place on the map, in thousandths of a unit; this and all that follow are
    /// empty where there is no map.
    AtlasPlaces,
    /// u32 a node: the smallest region it lies in.
    AtlasItemRegions,
    /// u8 a node: the depth of the square of the map that it belongs to.
    AtlasDepths,
    /// u64 a square of the map that items belong to: its key, as [`crate::atlas`] says.
    AtlasCells,
    /// u32 a square and one more: where its nodes start.
    AtlasCellStarts,
    /// u32 a node: the nodes, square after square.
    AtlasCellNodes,
    /// u32 a level of regions and one more: where its regions start.
    RegionLevels,
    /// u32 a region: the one of the level above that it lies in; `u32::MAX` on the first level.
    RegionParents,
    /// u32 a region and one more: where the regions within it start.
    RegionChildren,
    /// u32 a region: how many items lie in it.
    RegionItemCounts,
    /// u32 twice a region: where its name stands.
    RegionCentres,
    /// u32 five times a region: its best-known nodes, then `u32::MAX`.
    RegionBest,
    /// u32 a region and one more: where its outline starts.
    RegionOutlineStarts,
    /// u32 twice a corner: outlines before they are bent.
    RegionOutlines,
    /// u32 a region: the category that tells it from the rest; `u32::MAX` for none.
    RegionCategories,
    /// u32 a region and one more: where its words start.
    RegionWordStarts,
    /// u8: the words of regions.
    RegionWords,
    /// u32 ten times a region: five neighbours, each with the links that lead there; then `u32::MAX`
    /// and 0.
    RegionBorders,
}

impl Section {
    pub(super) const ALL: [Self; 50] = [
        Self::Offsets,
        Self::Targets,
        Self::Orders,
        Self::Listed,
        Self::ArcRanks,
        Self::ItemOrders,
        Self::ItemWeights,
        Self::ItemComponents,
        Self::ItemCategories,
        Self::ItemRanks,
        Self::NodesByRank,
        Self::ItemIdRanks,
        Self::NodesById,
        Self::IdPrefixes,
        Self::IdSlots,
        Self::ComponentSizes,
        Self::TextOffsets,
        Self::Texts,
        Self::CategoryOffsets,
        Self::CategoryNames,
        Self::CategoryEnds,
        Self::CategoryListOffsets,
        Self::CategoryLists,
        Self::ItemCentreRanks,
        Self::CentreNodes,
        Self::CentreMeans,
        Self::CentreDistances,
        Self::LongestPair,
        Self::FarPairs,
        Self::BridgingNodes,
        Self::BridgingShares,
        Self::SurprisingPairs,
        Self::AtlasPlaces,
        Self::AtlasItemRegions,
        Self::AtlasDepths,
        Self::AtlasCells,
        Self::AtlasCellStarts,
        Self::AtlasCellNodes,
        Self::RegionLevels,
        Self::RegionParents,
        Self::RegionChildren,
        Self::RegionItemCounts,
        Self::RegionCentres,
        Self::RegionBest,
        Self::RegionOutlineStarts,
        Self::RegionOutlines,
        Self::RegionCategories,
        Self::RegionWordStarts,
        Self::RegionWords,
        Self::RegionBorders,
    ];

    /// Bytes of one element.
    pub(super) fn element_size(self, header: &Header) -> usize {
        match self {
            Self::Offsets if header.has_narrow_offsets() => 4,
            Self::Offsets
            | Self::IdPrefixes
            | Self::ItemWeights
            | Self::TextOffsets
            | Self::CategoryOffsets
            | Self::CategoryListOffsets
            | Self::CentreMeans
            | Self::CentreDistances
            | Self::BridgingShares
            | Self::AtlasPlaces
            | Self::AtlasCells
            | Self::RegionCentres
            | Self::RegionOutlines
            | Self::RegionBorders => 8,
            Self::ArcRanks => 2,
            Self::Listed
            | Self::Texts
            | Self::CategoryNames
            | Self::AtlasDepths
            | Self::RegionWords => 1,
            _ => 4,
        }
    }

    /// Elements it must have; `None` where that is for the section itself to say.
    fn element_count(self, header: &Header) -> Option<usize> {
        let regions = header.region_count as usize;
        match self {
            Self::Offsets | Self::TextOffsets => Some(header.node_count + 1),
            Self::Targets | Self::Orders | Self::Listed | Self::ArcRanks => Some(header.arc_count),
            Self::IdSlots => Some(slot_count(header.node_count)),
            Self::IdPrefixes => Some(header.node_count.div_ceil(ID_BLOCK)),
            Self::ItemWeights if header.link_kind == LinkKind::Counted => Some(0),
            Self::ItemCentreRanks
            | Self::CentreNodes
            | Self::CentreMeans
            | Self::CentreDistances
                if header.centre_samples == 0 =>
            {
                Some(0)
            }
            Self::BridgingNodes | Self::BridgingShares if header.bridging_samples == 0 => Some(0),
            Self::AtlasPlaces
            | Self::AtlasItemRegions
            | Self::AtlasDepths
            | Self::AtlasCellNodes
                if header.region_count > 0 =>
            {
                Some(header.node_count)
            }
            Self::RegionParents
            | Self::RegionItemCounts
            | Self::RegionCentres
            | Self::RegionCategories => Some(regions),
            Self::RegionBest => Some(regions * BEST_KEPT),
            Self::RegionBorders => Some(regions * BORDERS_KEPT),
            Self::RegionChildren | Self::RegionOutlineStarts | Self::RegionWordStarts
                if header.region_count > 0 =>
            {
                Some(regions + 1)
            }
            Self::AtlasCells
            | Self::AtlasCellStarts
            | Self::RegionLevels
            | Self::RegionOutlines
            | Self::RegionWords
                if header.region_count > 0 =>
            {
                None
            }
            Self::AtlasPlaces
            | Self::AtlasItemRegions
            | Self::AtlasDepths
            | Self::AtlasCells
            | Self::AtlasCellStarts
            | Self::AtlasCellNodes
            | Self::RegionLevels
            | Self::RegionChildren
            | Self::RegionOutlineStarts
            | Self::RegionOutlines
            | Self::RegionWordStarts
            | Self::RegionWords => Some(0),
            Self::ComponentSizes
            | Self::Texts
            | Self::CategoryOffsets
            | Self::CategoryNames
            | Self::CategoryEnds
            | Self::CategoryListOffsets
            | Self::CategoryLists
            | Self::CentreNodes
            | Self::CentreMeans
            | Self::CentreDistances
            | Self::LongestPair
            | Self::FarPairs
            | Self::BridgingNodes
            | Self::BridgingShares
            | Self::SurprisingPairs => None,
            _ => Some(header.node_count),
        }
    }
}

/// What the header says of the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Header {
    pub(super) node_count: usize,
    pub(super) arc_count: usize,
    pub(super) total_weight: f64,
    pub(super) measure: Measure,
    pub(super) link_kind: LinkKind,
    pub(super) file_length: usize,
    /// Items that closeness was measured from; 0 where nothing was ranked by it.
    pub(super) centre_samples: u32,
    /// Hops that no two items of component 0 are further apart than; 0 where nothing was ranked.
    pub(super) diameter_bound: u32,
    /// Items that ways were followed from to find those that most lead over; 0 where none were.
    pub(super) bridging_samples: u32,
    /// Regions of the map; 0 where there is none.
    pub(super) region_count: u32,
}

impl Header {
    /// Whether the offsets of its arcs are of four bytes each.
    pub(super) fn has_narrow_offsets(&self) -> bool {
        self.arc_count <= Offsets::NARROW_ARCS
    }
}

/// Where a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) range: Range<usize>,
    pub(super) checksum: Checksum,
}

/// Bytes of header and table together.
pub(super) const fn table_end() -> usize {
    HEADER_LENGTH + Section::ALL.len() * ENTRY_LENGTH
}

/// The next place a section may begin at.
pub(super) fn aligned(offset: usize) -> usize {
    offset.next_multiple_of(ALIGNMENT)
}

/// Header and table as bytes.
pub(super) fn encode(header: &Header, entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(table_end());
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(BYTE_ORDER.to_le_bytes());
    bytes.extend((header.node_count as u64).to_le_bytes());
    bytes.extend((header.arc_count as u64).to_le_bytes());
    bytes.extend(header.total_weight.to_le_bytes());
    bytes.extend(header.measure.code().to_le_bytes());
    bytes.extend(header.link_kind.code().to_le_bytes());
    bytes.extend((entries.len() as u64).to_le_bytes());
    bytes.extend((header.file_length as u64).to_le_bytes());
    bytes.extend(header.centre_samples.to_le_bytes());
    bytes.extend(header.diameter_bound.to_le_bytes());
    bytes.extend(header.bridging_samples.to_le_bytes());
    bytes.extend(header.region_count.to_le_bytes());
    bytes.resize(HEADER_LENGTH, 0);
    for (section, entry) in Section::ALL.iter().zip(entries) {
        bytes.extend((*section as u32).to_le_bytes());
        bytes.extend((section.element_size(header) as u32).to_le_bytes());
        bytes.extend((entry.range.start as u64).to_le_bytes());
        bytes.extend((entry.range.len() as u64).to_le_bytes());
        bytes.extend(entry.checksum);
    }
    let checksum = checksum_of_head(&bytes);
    bytes[CHECKSUM].copy_from_slice(&checksum);
    bytes
}

/// Reads header and table, and proves that every section lies where it can.
pub(super) fn decode(bytes: &[u8]) -> Result<(Header, Vec<Entry>), SnapshotError> {
    if bytes.get(..8) != Some(&MAGIC) {
        return Err(SnapshotError::NotAGraph);
    }
    let mut fields = Fields { bytes, place: 8 };
    let version = fields.u32()?;
    if version != VERSION {
        return Err(SnapshotError::Version {
            found: version,
            expected: VERSION,
        });
    }
    if fields.u32()? != BYTE_ORDER {
        return Err(SnapshotError::damaged(
            "its byte order is not this machine's",
        ));
    }
    let head = bytes
        .get(..table_end())
        .ok_or_else(|| SnapshotError::damaged("it ends inside its header"))?;
    if head[CHECKSUM] != checksum_of_head(head) {
        return Err(SnapshotError::damaged(
            "the checksum of its header does not match",
        ));
    }
    let header = decode_header(&mut fields)?;
    if header.file_length != bytes.len() {
        return Err(SnapshotError::damaged(format!(
            "it is {} bytes long and should be {}",
            bytes.len(),
            header.file_length
        )));
    }
    fields.place = HEADER_LENGTH;
    let mut entries = Vec::with_capacity(Section::ALL.len());
    let mut free_from = table_end();
    for section in Section::ALL {
        let entry = decode_entry(&mut fields, section, &header, free_from)?;
        free_from = entry.range.end;
        entries.push(entry);
    }
    if free_from != header.file_length {
        return Err(SnapshotError::damaged("bytes follow its last section"));
    }
    Ok((header, entries))
}

fn decode_header(fields: &mut Fields<'_>) -> Result<Header, SnapshotError> {
    let node_count = fields.size()?;
    let arc_count = fields.size()?;
    let total_weight = f64::from_bits(fields.u64()?);
    let measure = Measure::from_code(fields.u32()?)
        .ok_or_else(|| SnapshotError::damaged("its measure is unknown"))?;
    let link_kind = LinkKind::from_code(fields.u32()?)
        .ok_or_else(|| SnapshotError::damaged("its kind of links is unknown"))?;
    if fields.size()? != Section::ALL.len() {
        return Err(SnapshotError::damaged("its number of sections is wrong"));
    }
    // Node numbers are 32 bits, and the largest stands for "none".
    if node_count >= u32::MAX as usize {
        return Err(SnapshotError::damaged("it claims more items than can be"));
    }
    Ok(Header {
        node_count,
        arc_count,
        total_weight,
        measure,
        link_kind,
        file_length: fields.size()?,
        centre_samples: fields.u32()?,
        diameter_bound: fields.u32()?,
        bridging_samples: fields.u32()?,
        region_count: fields.u32()?,
    })
}

fn decode_entry(
    fields: &mut Fields<'_>,
    section: Section,
    header: &Header,
    free_from: usize,
) -> Result<Entry, SnapshotError> {
    let wrong = |what: &str| SnapshotError::damaged(format!("section {section:?} {what}"));
    let kind = fields.u32()?;
    let element_size = fields.u32()? as usize;
    let start = fields.size()?;
    let length = fields.size()?;
    let checksum = fields.checksum()?;
    if kind != section as u32 || element_size != section.element_size(header) {
        return Err(wrong("is not what should stand there"));
    }
    let end = start
        .checked_add(length)
        .filter(|&end| end <= header.file_length);
    let end = end.ok_or_else(|| wrong("reaches past the end of the file"))?;
    if start != aligned(free_from) {
        return Err(wrong("does not stand where the one before it ends"));
    }
    let count = length / element_size;
    if length % element_size != 0 || section.element_count(header).is_some_and(|n| n != count) {
        return Err(wrong("has the wrong length"));
    }
    Ok(Entry {
        range: start..end,
        checksum,
    })
}

/// BLAKE3 of header and table, the checksum's own place read as zeros.
fn checksum_of_head(head: &[u8]) -> Checksum {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head[..CHECKSUM.start]);
    hasher.update(&[0; 32]);
    hasher.update(&head[CHECKSUM.end..]);
    *hasher.finalize().as_bytes()
}

/// Reads one field after another; running out of bytes is an error.
struct Fields<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], SnapshotError> {
        let taken = self
            .bytes
            .get(self.place..)
            .and_then(<[u8]>::first_chunk::<N>);
        self.place += N;
        taken
            .copied()
            .ok_or_else(|| SnapshotError::damaged("it ends inside its header"))
    }

    fn u32(&mut self) -> Result<u32, SnapshotError> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, SnapshotError> {
        self.take().map(u64::from_le_bytes)
    }

    fn size(&mut self) -> Result<usize, SnapshotError> {
        usize::try_from(self.u64()?)
            .map_err(|_| SnapshotError::damaged("a size does not fit this machine"))
    }

    fn checksum(&mut self) -> Result<Checksum, SnapshotError> {
        self.take()
    }
}
