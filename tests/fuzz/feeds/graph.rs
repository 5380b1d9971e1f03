//! Bytes as a `graph.bin`: opened, verified, read and searched, without a generation around it.
//!
//! A checksum stops whoever changes bytes at random, so bytes are also tried with their checksums
//! made to match: then only `open`'s bounds and `verify`'s own proofs stand between them and the
//! searches. The places of the header's fields are those of `graph::snapshot`.

use std::ops::Range;

use cartway_graph::atlas::{Atlas, Frame, Piece, Point, RegionId};
use cartway_graph::connect::{
    DegreesWorkspace, Direction, Found, Graph, Options, Walk, Workspace, any_shortest, between,
    connect, degrees,
};
use cartway_graph::snapshot::verify;
use cartway_graph::{ArcId, NodeId, Snapshot};

/// Bytes before the section table.
pub const HEADER: usize = 128;
/// Bytes of one entry of the section table.
pub const ENTRY: usize = 56;
const SECTION_COUNT: Range<usize> = 48..56;
const FILE_LENGTH: Range<usize> = 56..64;
const HEAD_CHECKSUM: Range<usize> = 96..128;
/// More sections than any version has.
const MAX_SECTIONS: usize = 64;

/// Arcs a search may touch: more than a small graph has, and soon done.
pub const BUDGET: u64 = 20_000;

/// A number of eight bytes; 0 where they are not there.
fn number(bytes: &[u8], place: usize) -> usize {
    let field = bytes.get(place..place.saturating_add(8));
    let field = field.and_then(<[u8]>::first_chunk::<8>);
    field.map_or(0, |field| u64::from_le_bytes(*field) as usize)
}

/// How many entries the section table seems to have.
fn section_count(bytes: &[u8]) -> usize {
    let room = bytes.len().saturating_sub(HEADER) / ENTRY;
    number(bytes, SECTION_COUNT.start)
        .min(MAX_SECTIONS)
        .min(room)
}

/// Where the section data begins: header and table stand before.
pub fn table_end(bytes: &[u8]) -> usize {
    HEADER + section_count(bytes) * ENTRY
}

/// Where each section stands by the table, those aside that reach past the end.
pub fn sections(bytes: &[u8]) -> Vec<(usize, Range<usize>)> {
    let entries = (0..section_count(bytes)).map(|place| HEADER + place * ENTRY);
    entries
        .filter_map(|entry| {
            let start = number(bytes, entry + 8);
            let end = start.checked_add(number(bytes, entry + 16))?;
            (end <= bytes.len()).then_some((entry, start..end))
        })
        .collect()
}

/// Makes the checksum of header and table match.
pub fn repair_head(bytes: &mut [u8]) {
    let end = table_end(bytes);
    if bytes.len() < end || end < HEADER || bytes.len() < HEADER {
        return;
    }
    bytes[HEAD_CHECKSUM].fill(0);
    let checksum = blake3::hash(&bytes[..end]);
    bytes[HEAD_CHECKSUM].copy_from_slice(checksum.as_bytes());
}

/// Makes the length in the header and the checksums of all sections match, and the head's.
pub fn repair_all(bytes: &mut [u8]) {
    if bytes.len() < HEADER {
        return;
    }
    let length = bytes.len() as u64;
    bytes[FILE_LENGTH].copy_from_slice(&length.to_le_bytes());
    for (entry, range) in sections(bytes) {
        let checksum = blake3::hash(&bytes[range]);
        bytes[entry + 24..entry + ENTRY].copy_from_slice(checksum.as_bytes());
    }
    repair_head(bytes);
}

/// The bytes as they are, and with their checksums made to match.
fn versions(bytes: &[u8]) -> [Vec<u8>; 3] {
    let (mut head, mut all) = (bytes.to_vec(), bytes.to_vec());
    repair_head(&mut head);
    repair_all(&mut all);
    [bytes.to_vec(), head, all]
}

/// The target `open_graph`.
pub fn open_graph(bytes: &[u8]) {
    for bytes in versions(bytes) {
        if let Ok(snapshot) = Snapshot::from_slice(&bytes) {
            let sound = verify(&snapshot).is_ok();
            read_everything(&snapshot);
            if sound {
                assert_consistent(&snapshot);
            }
        }
    }
}

/// Reads everything there is to read: answers may be wrong, but nothing may panic.
pub fn read_everything(snapshot: &Snapshot) {
    let csr = snapshot.csr();
    let strengths = snapshot.strengths();
    snapshot.fetch_items(csr.nodes());
    snapshot.fetch_arcs((0..=csr.arc_count()).map(ArcId));
    let past_the_end = [NodeId(snapshot.node_count() as u32), NodeId(u32::MAX)];
    for node in csr.nodes().chain(past_the_end) {
        for (arc, other) in csr.arcs(node) {
            let _ = (csr.orders(arc), csr.listed(arc));
            let _ = (strengths.of(node, other, arc), csr.find_arc(other, node));
            let _ = snapshot.neighbours().place(node, other, arc);
        }
        let _ = (snapshot.item_orders(node), snapshot.rank(node));
        let _ = snapshot.node_of_rank(node.0);
        let _ = snapshot.node_of_id(snapshot.texts(node).id);
        let _ = snapshot.component_size(snapshot.component(node));
        let categories = snapshot.categories();
        for category in categories.of(node) {
            let _ = categories.of_name(categories.name(category));
            let _ = categories.is_in(node, category);
        }
        let _ = (snapshot.centre_rank(node), snapshot.central(node.0));
    }
    let _ = snapshot.centre_basis().map(|basis| basis.error_hops());
    let _ = snapshot.bridging_basis().map(|basis| basis.is_exact());
    let _ = snapshot.distances().iter().max();
    let far = snapshot.far_pairs().chain(snapshot.longest_pair());
    let surprising = snapshot
        .surprising_pairs()
        .flat_map(|(from, to)| [from, to]);
    let bridging = snapshot.bridging().map(|(node, _)| node);
    for node in far
        .flat_map(|far| [far.from, far.to])
        .chain(surprising)
        .chain(bridging)
    {
        let _ = snapshot.texts(node).title;
    }
    let _ = (
        snapshot.categories().name(u32::MAX),
        snapshot.categories().below(u32::MAX),
        snapshot.categories().parents(),
        snapshot.component_size(u32::MAX),
    );
    if let Some(atlas) = snapshot.atlas() {
        read_map(snapshot, &atlas);
    }
}

/// A piece of the map, somewhere near its middle.
fn piece() -> Frame {
    Frame::around(Point { x: 420.0, y: 330.0 }, 90.0, 60.0)
}

/// Everything that can be asked of a map.
fn read_map(snapshot: &Snapshot, atlas: &Atlas<'_>) {
    for frame in [Frame::ALL, piece()] {
        let seen = Piece::of(frame);
        for depth in [0, 3, atlas.depth(), u8::MAX] {
            for node in atlas.items_in(frame, depth) {
                let _ = (atlas.place(node), atlas.depth_of(node));
                let _ = (atlas.region_of(node), atlas.regions_of(node).len());
            }
        }
        for level in 0..=atlas.level_count() {
            let inside = atlas.regions_in(&seen, level);
            for &region in &inside {
                let outline = atlas.outline(region, &seen, 2.0);
                assert!(
                    outline
                        .iter()
                        .all(|point| point.x.is_finite() && point.y.is_finite())
                );
            }
        }
    }
    let all = (0..=atlas.level_count()).flat_map(|level| atlas.regions_of_level(level));
    for region in all.chain([RegionId(u32::MAX)]) {
        let _ = (atlas.parent(region), atlas.children(region).count());
        let _ = (
            atlas.item_count(region),
            atlas.centre(region),
            atlas.is_coast(region),
        );
        let categories = snapshot.categories();
        let _ = atlas
            .category(region)
            .map(|category| categories.name(category));
        let _ = atlas.words(region);
        for node in atlas.best(region) {
            let _ = snapshot.texts(node).title;
        }
        for (other, _) in atlas.borders(region) {
            let _ = atlas.words(other);
        }
    }
    let _ = atlas.tints();
}

/// What must hold of a map that `verify` let pass: each item is on it once, in regions that lie in one
/// another, and what is said of these is true.
fn assert_map(snapshot: &Snapshot, atlas: &Atlas<'_>) {
    let mut counted = vec![0_u32; atlas.regions_of_level(0).count()];
    let mut seen: Vec<NodeId> = atlas.items_in(Frame::ALL, atlas.depth()).collect();
    seen.sort_unstable();
    let all: Vec<NodeId> = snapshot.csr().nodes().collect();
    assert_eq!(seen, all, "not every item is seen from near");
    for node in all {
        let regions = atlas.regions_of(node);
        assert_eq!(regions.len(), atlas.level_count());
        counted[regions[0].0 as usize] += 1;
        let inside = |pair: &[RegionId]| atlas.children(pair[0]).any(|child| child == pair[1]);
        assert!(regions.windows(2).all(inside), "{regions:?}");
    }
    for region in atlas.regions_of_level(0) {
        assert_eq!(atlas.item_count(region), counted[region.0 as usize]);
    }
}

/// What must hold once `verify` has found nothing wrong, told by other means than its own.
pub fn assert_consistent(snapshot: &Snapshot) {
    let csr = snapshot.csr();
    for node in csr.nodes() {
        assert_eq!(snapshot.node_of_id(snapshot.texts(node).id), Some(node));
        assert_eq!(snapshot.node_of_rank(snapshot.rank(node)), Some(node));
        let categories = snapshot.categories();
        for category in categories.of(node) {
            let name = categories.name(category);
            assert_eq!(categories.of_name(name), Some(category));
            for above in cartway_graph::categories::path(name) {
                let above = categories.of_name(above).expect("a tree is whole");
                assert!(categories.is_in(node, above));
            }
        }
        for (place, other) in (1..).zip(snapshot.neighbours().of(node)) {
            let told = snapshot.neighbours().place(node, other.to, other.arc);
            assert_eq!(told, place, "{node:?} to {:?}", other.to);
        }
        for (arc, other) in csr.arcs(node) {
            let twin = csr.find_arc(other, node).expect("a link leads both ways");
            assert_eq!(csr.orders(arc), csr.orders(twin));
            let strength = snapshot.strengths().of(node, other, arc);
            assert!(!strength.is_nan(), "{node:?} to {other:?}");
        }
    }
    if let Some(atlas) = snapshot.atlas() {
        assert_map(snapshot, &atlas);
    }
    let Some(first) = csr.nodes().next() else {
        return;
    };
    let mut memory = DegreesWorkspace::new();
    let reached = degrees(csr, &mut memory, first, Walk::EitherWay);
    let items: u32 = reached.levels.iter().sum();
    assert_eq!(items, snapshot.component_size(snapshot.component(first)));
}

/// The searches of `connect` over nodes, not ids: the texts may be damaged too.
pub fn search_everything(snapshot: &Snapshot) {
    let graph = Graph::from(snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    let mut memory = DegreesWorkspace::new();
    let last = (snapshot.node_count() as u32).saturating_sub(1);
    for (from, to) in [(0, last), (last / 2, 1), (last, last / 3), (1, u32::MAX)] {
        let (from, to) = (NodeId(from), NodeId(to));
        for options in some_options(from, to, last) {
            let found = connect(&graph, &mut workspace, from, to, &options);
            if let Found::Paths(paths) = found {
                for path in &paths.best {
                    let ends = (path.nodes.first(), path.nodes.last());
                    assert_eq!(ends, (Some(&from), Some(&to)));
                }
            }
            let _ = between(&graph, &mut workspace, from, to, &options);
            let _ = any_shortest(&graph, &mut workspace, from, to, &options);
        }
        for walk in [Walk::EitherWay, Walk::Out, Walk::In] {
            let _ = degrees(graph.csr, &mut memory, from, walk).levels;
        }
    }
}

/// Each option alone, and all of them together.
fn some_options(from: NodeId, to: NodeId, last: u32) -> Vec<Options> {
    let plain = || Options {
        budget: BUDGET,
        ..Options::default()
    };
    let others = |places: [u32; 2]| {
        let nodes = places.into_iter().map(|place| NodeId(place.min(last)));
        let mut nodes: Vec<NodeId> = nodes.filter(|&node| node != from && node != to).collect();
        nodes.dedup();
        nodes
    };
    let (via, exclude) = (others([2, last / 2]), others([3, 3]));
    let all = Options {
        direction: Direction::AsBought,
        exclude: exclude
            .iter()
            .copied()
            .filter(|node| !via.contains(node))
            .collect(),
        via: via.clone(),
        only_categories: vec![0, 1, u32::MAX],
        avoid_categories: vec![2],
        max_degree: Some(40),
        max_hops: Some(12),
        extra_hops: 2,
        k: 5,
        budget: BUDGET,
    };
    vec![
        plain(),
        Options {
            direction: Direction::AsBought,
            ..plain()
        },
        Options { exclude, ..plain() },
        Options {
            via,
            k: 3,
            ..plain()
        },
        Options {
            extra_hops: 1,
            k: 100,
            ..plain()
        },
        Options {
            extra_hops: 2,
            ..plain()
        },
        Options {
            max_degree: Some(3),
            max_hops: Some(2),
            ..plain()
        },
        Options {
            only_categories: vec![1],
            ..plain()
        },
        Options {
            budget: 7,
            ..plain()
        },
        Options { k: 0, ..plain() },
        all,
    ]
}
