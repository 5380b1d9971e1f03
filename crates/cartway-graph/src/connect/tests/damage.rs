//! Arrays of damaged files: whatever stands in them, every question has an end, and none panics.

use proptest::prelude::*;

use super::super::{
    DegreesWorkspace, Found, Graph, Walk, Workspace, any_shortest, between, connect, degrees,
};
use super::{Asked, CATEGORIES, NODES, Options, Sample, random_links, random_question, reference};
use crate::fixture::{LinkRow, bytes_with_categories};
use crate::{NodeId, Snapshot};

/// Bytes of header and section table, whose checksum is proven when a file is opened.
const HEADER: usize = 3_072;

/// A stretch of bytes, by its place as a share of the file, and what stands in all of them; without
/// that they are inverted.
#[derive(Debug, Clone)]
struct Damage {
    place: f64,
    length: usize,
    byte: Option<u8>,
}

fn random_damage() -> impl Strategy<Value = Damage> {
    (0.0..1.0, 1_usize..120, prop::option::of(any::<u8>())).prop_map(|(place, length, byte)| {
        Damage {
            place,
            length,
            byte,
        }
    })
}

fn damaged(links: &[LinkRow], damages: &[Damage]) -> Snapshot {
    let names: Vec<_> = (0..NODES)
        .map(|item| CATEGORIES[reference::category(item)])
        .collect();
    let mut bytes = bytes_with_categories(&names, links);
    for damage in damages {
        let start = HEADER + (damage.place * (bytes.len() - HEADER) as f64) as usize;
        let end = (start + damage.length).min(bytes.len());
        for byte in &mut bytes[start..end] {
            *byte = damage.byte.unwrap_or(!*byte);
        }
    }
    match Snapshot::from_slice(&bytes) {
        Ok(snapshot) => snapshot,
        Err(error) => panic!("the header was left alone: {error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_question_panics_on_a_damaged_graph(
        links in random_links(),
        damages in prop::collection::vec(random_damage(), 1..4),
        asked in random_question(),
    ) {
        let sample = Sample { snapshot: damaged(&links, &damages) };
        // Nodes, not ids: the texts may be damaged too.
        let nodes = |items: &[u32]| items.iter().map(|&item| NodeId(item)).collect::<Vec<_>>();
        let options = Options {
            via: nodes(&asked.via),
            exclude: nodes(&asked.exclude),
            ..sample.options(&Asked { via: Vec::new(), exclude: Vec::new(), ..asked.clone() })
        };
        let graph = Graph::from(&sample.snapshot);
        let mut workspace = Workspace::new(sample.snapshot.node_count());
        let (from, to) = (NodeId(asked.from), NodeId(asked.to));
        if let Found::Paths(paths) = connect(&graph, &mut workspace, from, to, &options) {
            for path in &paths.best {
                prop_assert_eq!((path.nodes.first(), path.nodes.last()), (Some(&from), Some(&to)));
            }
        }
        let _ = between(&graph, &mut workspace, from, to, &options);
        let _ = any_shortest(&graph, &mut workspace, from, to, &options);
        let mut memory = DegreesWorkspace::new();
        let _ = degrees(graph.csr, &mut memory, from, Walk::EitherWay).levels;
    }
}
