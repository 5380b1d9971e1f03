//! Distances against petgraph's Dijkstra on its own graph, and shapes made to be slow.

use std::collections::BTreeMap;

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::*;

use super::*;
use crate::Listed;

/// The arrays of a graph, made plainly.
#[derive(Debug, Default)]
struct Arrays {
    offsets: Vec<u64>,
    targets: Vec<u32>,
    orders: Vec<u32>,
    listed: Vec<u8>,
}

impl Arrays {
    fn of(node_count: u32, links: impl IntoIterator<Item = (u32, u32, Listed)>) -> Self {
        let mut rows: Vec<Vec<(u32, u8)>> = vec![Vec::new(); node_count as usize];
        for (a, b, listed) in links {
            rows[a as usize].push((b, listed.bits()));
            rows[b as usize].push((a, listed.reversed().bits()));
        }
        let mut arrays = Self {
            offsets: vec![0],
            ..Self::default()
        };
        for mut row in rows {
            row.sort_unstable();
            arrays.targets.extend(row.iter().map(|arc| arc.0));
            arrays.listed.extend(row.iter().map(|arc| arc.1));
            arrays.offsets.push(arrays.targets.len() as u64);
        }
        arrays.orders = vec![1; arrays.targets.len()];
        arrays
    }

    fn csr(&self) -> Csr<'_> {
        Csr::new(
            self.offsets.as_slice(),
            &self.targets,
            &self.orders,
            &self.listed,
        )
    }
}

fn both(links: impl IntoIterator<Item = (u32, u32)>) -> impl Iterator<Item = (u32, u32, Listed)> {
    let both = |(a, b)| (a, b, Listed::BOTH);
    links.into_iter().map(both)
}

/// Levels, last level (rising) and how many levels were looked for bottom up.
fn asked(
    arrays: &Arrays,
    workspace: &mut DegreesWorkspace,
    start: u32,
    walk: Walk,
) -> (Vec<u32>, Vec<u32>, usize) {
    let csr = arrays.csr();
    let found = degrees(csr, workspace, NodeId(start), walk);
    let words = csr.node_count().div_ceil(WORD) as u64;
    let most = BOTTOM_UP * (csr.arc_count() as u64 + words);
    assert!(found.arcs <= most, "{} of {most}", found.arcs);
    let mut farthest: Vec<u32> = found.farthest().map(|node| node.0).collect();
    farthest.sort_unstable();
    (found.levels, farthest, found.bottom_up)
}

/// The nodes at each distance as petgraph counts them.
fn expected(
    node_count: u32,
    links: &[(u32, u32, Listed)],
    start: u32,
    walk: Walk,
) -> (Vec<u32>, Vec<u32>) {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let nodes: Vec<NodeIndex> = (0..node_count).map(|_| graph.add_node(())).collect();
    for &(a, b, listed) in links {
        let forward = match walk {
            Walk::EitherWay => true,
            Walk::Out => listed.forward(),
            Walk::In => listed.backward(),
        };
        let backward = match walk {
            Walk::EitherWay => true,
            Walk::Out => listed.backward(),
            Walk::In => listed.forward(),
        };
        for (from, to, may) in [(a, b, forward), (b, a, backward)] {
            if may {
                graph.add_edge(nodes[from as usize], nodes[to as usize], ());
            }
        }
    }
    let mut levels: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (node, hops) in dijkstra(&graph, nodes[start as usize], None, |_| 1_u32) {
        levels.entry(hops).or_default().push(node.index() as u32);
    }
    let mut farthest = levels.values().next_back().cloned().unwrap_or_default();
    farthest.sort_unstable();
    let counts = levels.values().map(|level| level.len() as u32);
    (counts.collect(), farthest)
}

fn random_graph() -> impl Strategy<Value = (u32, Vec<(u32, u32, Listed)>)> {
    (2_u32..200, 0_usize..500).prop_flat_map(|(node_count, most)| {
        let links = prop::collection::btree_map((0..node_count, 0..node_count), 1_u8..4, 0..=most);
        let links = links.prop_map(|links| {
            let links = links.into_iter().filter(|((a, b), _)| a < b);
            links
                .map(|((a, b), bits)| (a, b, Listed::from_bits(bits)))
                .collect()
        });
        (Just(node_count), links)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_level_equals_petgraphs_distances(
        (node_count, links) in random_graph(),
        starts in prop::collection::vec(any::<prop::sample::Index>(), 3),
    ) {
        let arrays = Arrays::of(node_count, links.iter().copied());
        // One memory for several searches: what one leaves behind must not show in the next.
        let mut workspace = DegreesWorkspace::new();
        for start in starts {
            let start = start.index(node_count as usize) as u32;
            for walk in [Walk::EitherWay, Walk::Out, Walk::In] {
                let (levels, farthest, _) = asked(&arrays, &mut workspace, start, walk);
                prop_assert_eq!((levels, farthest), expected(node_count, &links, start, walk));
            }
        }
    }

    #[test]
    fn damaged_arrays_end_the_search_in_bounded_work(
        offsets in prop::collection::vec(0_u64..50, 0..150),
        targets in prop::collection::vec(0_u32..200, 0..40),
        listed in prop::collection::vec(any::<u8>(), 40),
        start in 0_u32..200,
    ) {
        let arrays = Arrays { offsets, orders: vec![1; targets.len()], targets, listed };
        let mut workspace = DegreesWorkspace::new();
        for walk in [Walk::EitherWay, Walk::Out, Walk::In] {
            let (levels, _, _) = asked(&arrays, &mut workspace, start, walk);
            let node_count = arrays.csr().node_count();
            prop_assert!(levels.iter().sum::<u32>() as usize <= node_count);
            prop_assert_eq!(levels.is_empty(), start as usize >= node_count);
        }
    }
}

/// A street that leads through a crowd in which everyone knows everyone.
fn street_through_a_crowd() -> Vec<(u32, u32, Listed)> {
    let street = (0..9).chain(309..318).map(|node| (node, node + 1));
    let crowd = (9..310).flat_map(|a| (a + 1..310).map(move |b| (a, b)));
    both(street.chain(crowd)).collect()
}

#[test]
fn a_search_goes_bottom_up_through_a_crowd_and_top_down_before_and_after_it() {
    let links = street_through_a_crowd();
    let arrays = Arrays::of(319, links.iter().copied());
    let mut workspace = DegreesWorkspace::new();
    for walk in [Walk::EitherWay, Walk::Out, Walk::In] {
        let (levels, farthest, bottom_up) = asked(&arrays, &mut workspace, 0, walk);
        assert_eq!(
            (levels.clone(), farthest),
            expected(319, &links, 0, walk),
            "{walk:?}"
        );
        assert_eq!((levels[9], levels[10], levels[11]), (1, 300, 1));
        assert!(bottom_up >= 1 && levels.len() - bottom_up >= 9);
    }
}

#[test]
fn a_crowd_is_not_walked_arc_by_arc() {
    let crowd = both((0..300).flat_map(|a| (a + 1..300).map(move |b| (a, b))));
    let arrays = Arrays::of(300, crowd);
    let csr = arrays.csr();
    let mut workspace = DegreesWorkspace::new();
    let found = degrees(csr, &mut workspace, NodeId(7), Walk::EitherWay);
    assert_eq!(found.levels, [1, 299]);
    assert_eq!(found.farthest().count(), 299);
    assert!(found.arcs < csr.arc_count() as u64 / 50, "{}", found.arcs);
}

#[test]
fn one_way_crowds_are_left_and_entered_along_their_lists() {
    // Everyone in the crowd lists the node outside, which lists nobody.
    let crowd = both((0..100).flat_map(|a| (a + 1..100).map(move |b| (a, b))));
    let links: Vec<_> = crowd
        .chain((0..100).map(|a| (a, 100, Listed::FORWARD)))
        .collect();
    let arrays = Arrays::of(101, links.iter().copied());
    let mut workspace = DegreesWorkspace::new();
    let mut levels = |start, walk| asked(&arrays, &mut workspace, start, walk).0;
    assert_eq!(levels(100, Walk::Out), [1]);
    assert_eq!(levels(100, Walk::In), [1, 100]);
    assert_eq!(levels(0, Walk::Out), [1, 100]);
    assert_eq!(levels(0, Walk::In), [1, 99]);
}

#[test]
fn a_star_and_a_chain_of_a_hundred_thousand_are_counted() {
    let mut workspace = DegreesWorkspace::new();
    let star = Arrays::of(100_001, both((1..=100_000).map(|leaf| (0, leaf))));
    let (levels, farthest, bottom_up) = asked(&star, &mut workspace, 0, Walk::EitherWay);
    assert_eq!((levels, farthest.len()), (vec![1, 100_000], 100_000));
    assert!(bottom_up > 0);
    let (levels, farthest, _) = asked(&star, &mut workspace, 5, Walk::Out);
    assert_eq!((levels, farthest.len()), (vec![1, 1, 99_999], 99_999));

    let chain = Arrays::of(100_000, both((0..99_999).map(|node| (node, node + 1))));
    for walk in [Walk::EitherWay, Walk::Out, Walk::In] {
        let (levels, farthest, _) = asked(&chain, &mut workspace, 0, walk);
        assert_eq!(levels.len(), 100_000);
        assert!(levels.iter().all(|&nodes| nodes == 1));
        assert_eq!(farthest, [99_999]);
    }
}

#[test]
fn a_node_without_links_is_alone_and_one_that_is_not_there_nowhere() {
    let arrays = Arrays::of(65, both([(0, 1)]));
    let mut workspace = DegreesWorkspace::new();
    let alone = asked(&arrays, &mut workspace, 64, Walk::EitherWay);
    assert_eq!(alone, (vec![1], vec![64], 0));
    for start in [65, 127, 128, u32::MAX] {
        let nowhere = asked(&arrays, &mut workspace, start, Walk::EitherWay);
        assert_eq!(nowhere, (vec![], vec![], 0));
    }
}

#[test]
fn rows_that_overlap_cannot_claim_more_work_than_there_are_arcs() {
    // Every other row is the whole array: a thousand times a thousand arcs, if they were walked.
    let offsets = (0..2_001).map(|place| if place % 2 == 0 { 0 } else { 1_000 });
    let arrays = Arrays {
        offsets: offsets.collect(),
        targets: (0..2_000).step_by(2).collect(),
        orders: vec![1; 1_000],
        listed: vec![3; 1_000],
    };
    let mut workspace = DegreesWorkspace::new();
    let (levels, _, _) = asked(&arrays, &mut workspace, 0, Walk::EitherWay);
    assert!(!levels.is_empty());
}
