//! Writing a snapshot: section after section, then the header that makes them valid. The texts,
//! most of the file, go from the table of items to the file without a copy of all of them.

use std::io::{Cursor, Seek, SeekFrom, Write};

use super::format::{self, Entry, Header, Section};
use crate::atlas::AtlasArrays;
use crate::build::GraphArrays;
use crate::centre::Centre;
use crate::csr::Offsets;
use crate::galleries::Galleries;
use crate::id_slots;
use crate::record::id_prefix;

/// Bytes that are gathered from small parts before they are summed up and written.
const BUFFER: usize = 1 << 18;

/// Writes a graph with what was found in it: how its items rank by closeness, what is worth a look,
/// and its map. The default of each stands for nothing ranked, nothing found, and no map. The same
/// arrays give the same bytes.
///
/// The header goes in last, so that a file cut short by a crash is not taken for a snapshot.
///
/// # Errors
/// Whatever the writer says.
pub fn write(
    graph: &GraphArrays<'_>,
    centre: &Centre,
    galleries: &Galleries,
    atlas: &AtlasArrays,
    out: &mut (impl Write + Seek),
) -> std::io::Result<()> {
    out.seek(SeekFrom::Start(0))?;
    let mut file = Sections::begin(out)?;
    let categories = graph.categories().tree;
    let some_ids = graph.table().ids().step_by(format::ID_BLOCK);
    let id_prefixes: Vec<u64> = some_ids.map(id_prefix).collect();
    let id_slots = id_slots::fill(graph.ids());
    let regions = &atlas.regions;
    for section in Section::ALL {
        let bytes: &[u8] = match section {
            Section::Offsets if graph.arcs.targets.len() <= Offsets::NARROW_ARCS => {
                file.stream(narrow(&graph.arcs.offsets))?;
                continue;
            }
            Section::Offsets => bytemuck::cast_slice(&graph.arcs.offsets),
            Section::Targets => bytemuck::cast_slice(&graph.arcs.targets),
            Section::Orders => bytemuck::cast_slice(&graph.arcs.orders),
            Section::Listed => &graph.arcs.listed,
            Section::ArcRanks => bytemuck::cast_slice(&graph.arc_ranks),
            Section::ItemOrders => bytemuck::cast_slice(&graph.item_orders),
            Section::ItemWeights => bytemuck::cast_slice(&graph.item_weights),
            Section::ItemComponents => bytemuck::cast_slice(&graph.item_components),
            Section::ItemCategories => bytemuck::cast_slice(&graph.item_categories),
            Section::ItemRanks => bytemuck::cast_slice(&graph.item_ranks),
            Section::NodesByRank => bytemuck::cast_slice(&graph.nodes_by_rank),
            Section::ItemIdRanks => bytemuck::cast_slice(&graph.item_id_ranks),
            Section::NodesById => bytemuck::cast_slice(&graph.nodes_by_id),
            Section::IdPrefixes => bytemuck::cast_slice(&id_prefixes),
            Section::IdSlots => bytemuck::cast_slice(&id_slots),
            Section::ComponentSizes => bytemuck::cast_slice(&graph.component_sizes),
            Section::TextOffsets => {
                file.stream(text_offsets(graph))?;
                continue;
            }
            Section::Texts => {
                file.stream(graph.texts())?;
                continue;
            }
            Section::CategoryOffsets => bytemuck::cast_slice(categories.name_offsets),
            Section::CategoryNames => categories.names,
            Section::CategoryEnds => bytemuck::cast_slice(categories.ends),
            Section::CategoryListOffsets => bytemuck::cast_slice(categories.list_offsets),
            Section::CategoryLists => bytemuck::cast_slice(categories.lists),
            Section::ItemCentreRanks => bytemuck::cast_slice(&centre.ranks),
            Section::CentreNodes => bytemuck::cast_slice(&centre.nodes),
            Section::CentreMeans => bytemuck::cast_slice(&centre.means),
            Section::CentreDistances => bytemuck::cast_slice(&centre.distances),
            Section::LongestPair => bytemuck::cast_slice(galleries.longest.as_slice()),
            Section::FarPairs => bytemuck::cast_slice(&galleries.far_pairs),
            Section::BridgingNodes => bytemuck::cast_slice(&galleries.bridging.nodes),
            Section::BridgingShares => bytemuck::cast_slice(&galleries.bridging.shares),
            Section::SurprisingPairs => bytemuck::cast_slice(&galleries.surprising),
            Section::AtlasPlaces => bytemuck::cast_slice(&atlas.places),
            Section::AtlasItemRegions => bytemuck::cast_slice(&atlas.item_regions),
            Section::AtlasDepths => &atlas.cells.depths,
            Section::AtlasCells => bytemuck::cast_slice(&atlas.cells.keys),
            Section::AtlasCellStarts => bytemuck::cast_slice(&atlas.cells.starts),
            Section::AtlasCellNodes => bytemuck::cast_slice(&atlas.cells.nodes),
            Section::RegionLevels => bytemuck::cast_slice(&regions.levels),
            Section::RegionParents => bytemuck::cast_slice(&regions.parents),
            Section::RegionChildren => bytemuck::cast_slice(&regions.children),
            Section::RegionItemCounts => bytemuck::cast_slice(&regions.item_counts),
            Section::RegionCentres => bytemuck::cast_slice(&regions.centres),
            Section::RegionBest => bytemuck::cast_slice(&regions.best),
            Section::RegionOutlineStarts => bytemuck::cast_slice(&regions.outline_starts),
            Section::RegionOutlines => bytemuck::cast_slice(&regions.outlines),
            Section::RegionCategories => bytemuck::cast_slice(&regions.categories),
            Section::RegionWordStarts => bytemuck::cast_slice(&regions.word_starts),
            Section::RegionWords => &regions.words,
            Section::RegionBorders => bytemuck::cast_slice(&regions.borders),
        };
        file.stream(std::iter::once(bytes))?;
    }
    let Sections { place, entries, .. } = file;
    let header = Header {
        node_count: graph.node_count(),
        arc_count: graph.arcs.targets.len(),
        total_weight: graph.total_weight,
        measure: graph.measure,
        link_kind: graph.link_kind,
        file_length: place,
        centre_samples: centre.samples,
        diameter_bound: centre.diameter_bound,
        bridging_samples: galleries.bridging.samples,
        region_count: regions.parents.len() as u32,
    };
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&format::encode(&header, &entries))?;
    out.flush()
}

/// What [`write()`] writes, in memory: for [`super::Snapshot::from_slice`].
#[must_use]
pub fn to_bytes(
    graph: &GraphArrays<'_>,
    centre: &Centre,
    galleries: &Galleries,
    atlas: &AtlasArrays,
) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    write(graph, centre, galleries, atlas, &mut file).expect("memory takes what is written to it");
    file.into_inner()
}

/// The sections written so far.
struct Sections<'o, W> {
    out: &'o mut W,
    place: usize,
    entries: Vec<Entry>,
    buffer: Vec<u8>,
}

impl<'o, W: Write> Sections<'o, W> {
    /// Leaves room for the header and the table.
    fn begin(out: &'o mut W) -> std::io::Result<Self> {
        let place = format::table_end();
        out.write_all(&vec![0; place])?;
        Ok(Self {
            out,
            place,
            entries: Vec::with_capacity(Section::ALL.len()),
            buffer: Vec::with_capacity(BUFFER),
        })
    }

    /// Writes one section, which consists of these parts.
    fn stream(&mut self, parts: impl Iterator<Item = impl AsRef<[u8]>>) -> std::io::Result<()> {
        let start = format::aligned(self.place);
        self.out.write_all(&vec![0; start - self.place])?;
        self.place = start;
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            let part = part.as_ref();
            if self.buffer.len() + part.len() > BUFFER {
                self.put_buffer(&mut hasher)?;
            }
            if part.len() > BUFFER {
                self.put(part, &mut hasher)?;
            } else {
                self.buffer.extend_from_slice(part);
            }
        }
        self.put_buffer(&mut hasher)?;
        self.entries.push(Entry {
            range: start..self.place,
            checksum: *hasher.finalize().as_bytes(),
        });
        Ok(())
    }

    fn put_buffer(&mut self, hasher: &mut blake3::Hasher) -> std::io::Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        self.put(&buffer, hasher)?;
        buffer.clear();
        self.buffer = buffer;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8], hasher: &mut blake3::Hasher) -> std::io::Result<()> {
        hasher.update(bytes);
        self.out.write_all(bytes)?;
        self.place += bytes.len();
        Ok(())
    }
}

/// Offsets that four bytes hold.
fn narrow(offsets: &[u64]) -> impl Iterator<Item = [u8; 4]> {
    offsets.iter().map(|&offset| (offset as u32).to_le_bytes())
}

/// Where the texts of each node start, and where the last ones end.
fn text_offsets(graph: &GraphArrays<'_>) -> impl Iterator<Item = [u8; 8]> {
    let mut end = 0_u64;
    let ends = graph.texts().map(move |texts| {
        end += texts.len() as u64;
        end
    });
    std::iter::once(0).chain(ends).map(u64::to_le_bytes)
}
