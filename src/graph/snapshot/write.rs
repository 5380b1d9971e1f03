//! Writing a snapshot: section after section, then the header that makes them valid.

use std::io::{Seek, SeekFrom, Write};

use super::format::{self, Entry, Header, Section};
use super::read::encode_texts;
use crate::graph::build::GraphArrays;

/// Writes a graph; the same arrays give the same bytes.
///
/// The header goes in last, so that a file cut short by a crash is not taken for a snapshot.
///
/// # Errors
/// Whatever the writer says.
pub fn write(graph: &GraphArrays, out: &mut (impl Write + Seek)) -> std::io::Result<()> {
    let mut place = format::table_end();
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&vec![0; place])?;
    let (text_offsets, texts) = text_sections(graph);
    let (category_offsets, category_names) = category_sections(graph);
    let some_ids = graph.items_by_id().step_by(format::ID_BLOCK);
    let id_prefixes: Vec<u64> = some_ids
        .map(|item| format::id_prefix(item.id.as_bytes()))
        .collect();
    let mut entries = Vec::with_capacity(Section::ALL.len());
    for section in Section::ALL {
        let bytes: &[u8] = match section {
            Section::Offsets => bytemuck::cast_slice(&graph.arcs.offsets),
            Section::Targets => bytemuck::cast_slice(&graph.arcs.targets),
            Section::Orders => bytemuck::cast_slice(&graph.arcs.orders),
            Section::Listed => &graph.arcs.listed,
            Section::ItemOrders => bytemuck::cast_slice(&graph.item_orders),
            Section::ItemWeights => bytemuck::cast_slice(&graph.item_weights),
            Section::ItemComponents => bytemuck::cast_slice(&graph.item_components),
            Section::ItemCategories => bytemuck::cast_slice(&graph.item_categories),
            Section::ItemRanks => bytemuck::cast_slice(&graph.item_ranks),
            Section::NodesByRank => bytemuck::cast_slice(&graph.nodes_by_rank),
            Section::ItemIdRanks => bytemuck::cast_slice(&graph.item_id_ranks),
            Section::NodesById => bytemuck::cast_slice(&graph.nodes_by_id),
            Section::IdPrefixes => bytemuck::cast_slice(&id_prefixes),
            Section::ComponentSizes => bytemuck::cast_slice(&graph.component_sizes),
            Section::TextOffsets => bytemuck::cast_slice(&text_offsets),
            Section::Texts => &texts,
            Section::CategoryOffsets => bytemuck::cast_slice(&category_offsets),
            Section::CategoryNames => &category_names,
            Section::ItemCentreRanks => bytemuck::cast_slice(&graph.centre.ranks),
            Section::CentreNodes => bytemuck::cast_slice(&graph.centre.nodes),
            Section::CentreMeans => bytemuck::cast_slice(&graph.centre.means),
        };
        let start = format::aligned(place);
        out.write_all(&vec![0; start - place])?;
        out.write_all(bytes)?;
        place = start + bytes.len();
        entries.push(Entry {
            range: start..place,
            checksum: *blake3::hash(bytes).as_bytes(),
        });
    }
    let header = Header {
        node_count: graph.node_count(),
        arc_count: graph.arcs.targets.len(),
        total_weight: graph.total_weight,
        measure: graph.measure,
        link_kind: graph.link_kind,
        file_length: place,
        centre_samples: graph.centre.samples,
        diameter_bound: graph.centre.diameter_bound,
    };
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&format::encode(&header, &entries))?;
    out.flush()
}

fn text_sections(graph: &GraphArrays) -> (Vec<u64>, Vec<u8>) {
    let mut offsets = vec![0];
    let mut texts = Vec::new();
    for item in graph.items() {
        encode_texts(&item.texts(), &mut texts);
        offsets.push(texts.len() as u64);
    }
    (offsets, texts)
}

fn category_sections(graph: &GraphArrays) -> (Vec<u64>, Vec<u8>) {
    let mut offsets = vec![0];
    let mut names = Vec::new();
    for name in &graph.category_names {
        names.extend(name.as_bytes());
        offsets.push(names.len() as u64);
    }
    (offsets, names)
}
