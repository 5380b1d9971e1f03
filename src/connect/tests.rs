//! Every answer against an enumeration that uses petgraph alone, on its own graphs.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::{all_simple_paths, dijkstra};
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::*;

use super::*;
use crate::graph::fixture::snapshot_of;
use crate::graph::{Listed, Snapshot};

type LinkRow = (u32, u32, u32, Listed);

const NODES: u32 = 9;

fn random_links() -> impl Strategy<Value = Vec<LinkRow>> {
    prop::collection::btree_map((0..NODES, 0..NODES), (1_u32..6, 1_u8..4), 0..26).prop_map(
        |links| {
            links
                .into_iter()
                .filter(|((a, b), _)| a < b)
                .map(|((a, b), (orders, bits))| (a, b, orders, Listed::from_bits(bits)))
                .collect()
        },
    )
}

fn random_options() -> impl Strategy<Value = Options> {
    (
        any::<bool>(),
        prop::collection::btree_set(2..NODES, 0..3),
        prop::option::of(1_u32..5),
        0_usize..8,
    )
        .prop_map(|(as_bought, exclude, max_hops, k)| Options {
            direction: if as_bought {
                Direction::AsBought
            } else {
                Direction::EitherWay
            },
            exclude: exclude.into_iter().map(NodeId).collect(),
            max_hops,
            k,
            ..Options::default()
        })
}

/// The same links in petgraph's own graph: nodes are items, an edge for each walkable direction.
fn petgraph_of(links: &[LinkRow], options: &Options) -> DiGraph<(), ()> {
    let mut graph = DiGraph::new();
    let nodes: Vec<NodeIndex> = (0..NODES).map(|_| graph.add_node(())).collect();
    let either_way = options.direction == Direction::EitherWay;
    for &(a, b, _, listed) in links {
        let barred = |item: u32| options.exclude.contains(&NodeId(item));
        if barred(a) || barred(b) {
            continue;
        }
        if either_way || listed.forward() {
            graph.add_edge(nodes[a as usize], nodes[b as usize], ());
        }
        if either_way || listed.backward() {
            graph.add_edge(nodes[b as usize], nodes[a as usize], ());
        }
    }
    graph
}

fn hops_between(graph: &DiGraph<(), ()>, from: u32, to: u32) -> Option<usize> {
    let target = NodeIndex::new(to as usize);
    dijkstra(graph, NodeIndex::new(from as usize), Some(target), |_| 1)
        .get(&target)
        .copied()
}

/// Every shortest path, as items, in no order.
fn enumerate(graph: &DiGraph<(), ()>, from: u32, to: u32, hops: usize) -> Vec<Vec<u32>> {
    let ends = (NodeIndex::new(from as usize), NodeIndex::new(to as usize));
    all_simple_paths::<Vec<_>, _, std::collections::hash_map::RandomState>(
        graph,
        ends.0,
        ends.1,
        hops - 1,
        Some(hops - 1),
    )
    .map(|path| path.into_iter().map(|node| node.index() as u32).collect())
    .collect()
}

struct Sample {
    snapshot: Snapshot,
    links: Vec<LinkRow>,
}

impl Sample {
    fn of(links: Vec<LinkRow>) -> Self {
        Self {
            snapshot: snapshot_of(NODES, &links),
            links,
        }
    }

    fn node(&self, item: u32) -> NodeId {
        self.snapshot.node_of_id(&format!("i{item}")).unwrap()
    }

    fn item(&self, node: NodeId) -> u32 {
        self.snapshot.texts(node).id[1..].parse().unwrap()
    }

    fn cost(&self, path: &[u32]) -> Cost {
        path.windows(2)
            .map(|pair| {
                let (a, b) = (self.node(pair[0]), self.node(pair[1]));
                let arc = self.snapshot.csr().find_arc(a, b).unwrap();
                Cost::of(self.snapshot.strengths().of(a, b, arc))
            })
            .sum()
    }

    fn connect(&self, workspace: &mut Workspace, from: u32, to: u32, options: &Options) -> Found {
        let options = Options {
            exclude: options
                .exclude
                .iter()
                .map(|item| self.node(item.0))
                .collect(),
            ..options.clone()
        };
        let terrain = Terrain::from(&self.snapshot);
        connect(
            &terrain,
            workspace,
            self.node(from),
            self.node(to),
            &options,
        )
    }
}

fn check_paths(sample: &Sample, paths: &ShortestPaths, mut expected: Vec<Vec<u32>>, k: usize) {
    assert_eq!(paths.path_count.value, expected.len() as u128);
    assert!(paths.path_count.exact);
    expected.sort_by_cached_key(|path| (sample.cost(path), path.clone()));
    let listed: Vec<(Cost, Vec<u32>)> = paths
        .best
        .iter()
        .map(|path| {
            let nodes = path.places.iter().enumerate();
            let items =
                nodes.map(|(column, &place)| sample.item(paths.layered.node(column, place)));
            (path.cost, items.collect())
        })
        .collect();
    let best: Vec<_> = expected
        .iter()
        .take(k)
        .map(|path| (sample.cost(path), path.clone()))
        .collect();
    assert_eq!(listed, best);

    let mut times: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for path in &expected {
        for (column, &item) in path.iter().enumerate() {
            *times.entry((column, item)).or_default() += 1;
        }
    }
    let mut found = BTreeSet::new();
    for (column, nodes) in paths.layered.columns.iter().enumerate() {
        for (place, &node) in nodes.iter().enumerate() {
            let key = (column, sample.item(node));
            let share = times[&key] as f64 / expected.len() as f64;
            assert!((paths.shares[column][place] - share).abs() < 1e-12);
            assert_eq!(
                nodes.len() == 1,
                times[&key] == expected.len(),
                "on every path"
            );
            found.insert(key);
        }
    }
    assert!(
        times.keys().copied().eq(found),
        "exactly the items of all paths"
    );
    let steps: usize = paths.layered.steps.iter().map(Vec::len).sum();
    let expected_steps: BTreeSet<_> = expected
        .iter()
        .flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1])).enumerate())
        .collect();
    assert_eq!(steps, expected_steps.len());
}

fn check_reason(sample: &Sample, reason: &NoPathReason, from: u32, to: u32, options: &Options) {
    let hops_under = |direction, exclude: &[NodeId], from, to| {
        let looser = Options {
            direction,
            exclude: exclude.to_vec(),
            ..Options::default()
        };
        hops_between(&petgraph_of(&sample.links, &looser), from, to)
    };
    let lonely = |item: u32| {
        !sample
            .links
            .iter()
            .any(|link| link.0 == item || link.1 == item)
    };
    let island = |item: u32| {
        (0..NODES)
            .filter(|&other| hops_under(Direction::EitherWay, &[], item, other).is_some())
            .count() as u32
    };
    let expected = if lonely(from) || lonely(to) {
        NoPathReason::NoLinks {
            from: lonely(from),
            to: lonely(to),
        }
    } else if hops_under(Direction::EitherWay, &[], from, to).is_none() {
        NoPathReason::DifferentComponent {
            from_size: island(from),
            to_size: island(to),
        }
    } else if let Some(hops) = hops_under(options.direction, &options.exclude, from, to) {
        NoPathReason::BeyondMaxHops { hops: Some(hops) }
    } else if hops_under(options.direction, &[], from, to).is_some() {
        NoPathReason::ExcludedByOptions {
            exclude: true,
            direction: false,
        }
    } else if let Some(hops) = hops_under(Direction::AsBought, &[], to, from) {
        NoPathReason::OnlyReverse { hops }
    } else {
        NoPathReason::ExcludedByOptions {
            exclude: false,
            direction: true,
        }
    };
    assert_eq!(*reason, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_answer_equals_an_enumeration_by_petgraph(
        links in random_links(),
        options in random_options(),
        pairs in prop::collection::vec((0_u32..2, 0..NODES), 3),
    ) {
        let sample = Sample::of(links);
        // One workspace for several queries: what one leaves behind must not show in the next.
        let mut workspace = Workspace::new(NODES as usize);
        for (from, to) in pairs {
            let options = Options {
                exclude: options.exclude.iter().copied().filter(|item| item.0 != to).collect(),
                ..options.clone()
            };
            let graph = petgraph_of(&sample.links, &options);
            let hops = hops_between(&graph, from, to);
            let within = hops.filter(|&hops| options.max_hops.is_none_or(|max| hops <= max as usize));
            match (sample.connect(&mut workspace, from, to, &options), within) {
                (Found::SameNode, Some(0)) => {}
                (Found::Paths(paths), Some(hops)) => {
                    prop_assert_eq!(paths.hops(), hops);
                    check_paths(&sample, &paths, enumerate(&graph, from, to, hops), options.k);
                }
                (Found::None { reason, .. }, None) => {
                    check_reason(&sample, &reason, from, to, &options);
                }
                (found, expected) => prop_assert!(false, "{found:?} but {expected:?} hops"),
            }
        }
    }
}

#[test]
fn past_the_budget_the_answer_says_what_is_proven() {
    let chain: Vec<LinkRow> = (0..8).map(|i| (i, i + 1, 2, Listed::BOTH)).collect();
    let sample = Sample::of(chain);
    let mut workspace = Workspace::new(NODES as usize);
    let options = |budget| Options {
        budget,
        ..Options::default()
    };
    let Found::None { reason, searched } = sample.connect(&mut workspace, 0, 8, &options(4)) else {
        panic!("4 arcs are not enough for 8 hops");
    };
    assert!(searched.arcs <= 4);
    let NoPathReason::BudgetExhausted {
        at_least_hops,
        connected_in: None,
    } = reason
    else {
        panic!("{reason:?}");
    };
    assert!((2..=8).contains(&at_least_hops));
    let Found::Paths(paths) = sample.connect(&mut workspace, 0, 8, &options(100)) else {
        panic!("100 arcs are enough");
    };
    assert_eq!(paths.hops(), 8);
}

#[test]
fn a_search_that_can_find_but_not_gather_says_so() {
    // The hub's links are not touched by the search, which meets at it, but by the gathering.
    let mut links: Vec<LinkRow> = vec![(0, 1, 2, Listed::BOTH), (1, 2, 2, Listed::BOTH)];
    links.extend((3..NODES).map(|i| (1, i, 2, Listed::BOTH)));
    let sample = Sample::of(links);
    let options = Options {
        budget: 3,
        ..Options::default()
    };
    let found = sample.connect(&mut Workspace::new(NODES as usize), 0, 2, &options);
    let Found::None { reason, .. } = found else {
        panic!("3 arcs are not enough to gather");
    };
    assert_eq!(
        reason,
        NoPathReason::BudgetExhausted {
            at_least_hops: 2,
            connected_in: Some(2)
        }
    );
}

#[test]
fn a_long_chain_and_a_complete_graph_are_answered() {
    let chain: Vec<LinkRow> = (0..99_999).map(|i| (i, i + 1, 2, Listed::BOTH)).collect();
    let complete: Vec<LinkRow> = (0..300)
        .flat_map(|a| (a + 1..300).map(move |b| (a, b, 2, Listed::BOTH)))
        .collect();
    for (node_count, links, hops) in [(100_000, chain, 99_999), (300, complete, 1)] {
        let snapshot = snapshot_of(node_count, &links);
        let terrain = Terrain::from(&snapshot);
        let mut workspace = Workspace::new(node_count as usize);
        let width = node_count.to_string().len();
        let ends = [0, node_count - 1]
            .map(|item| snapshot.node_of_id(&format!("i{item:0width$}")).unwrap());
        let found = connect(
            &terrain,
            &mut workspace,
            ends[0],
            ends[1],
            &Options::default(),
        );
        let Found::Paths(paths) = found else {
            panic!("they are connected");
        };
        assert_eq!((paths.hops(), paths.path_count.value), (hops, 1));
    }
}
