//! Graphs at the edge of what can be: deep, dense, with a giant hub, with too many connections.

use super::super::*;
use crate::fixture::{LinkRow, snapshot_of};
use crate::{Listed, Snapshot};

fn link(a: u32, b: u32) -> LinkRow {
    (a, b, 2, Listed::BOTH)
}

struct Extreme {
    snapshot: Snapshot,
    width: usize,
    workspace: Workspace,
}

impl Extreme {
    fn of(item_count: u32, links: &[LinkRow]) -> Self {
        Self {
            snapshot: snapshot_of(item_count, links),
            width: item_count.to_string().len(),
            workspace: Workspace::new(item_count as usize),
        }
    }

    fn connect(&mut self, from: u32, to: u32, options: &Options) -> Found {
        let width = self.width;
        let node = |item: u32| {
            self.snapshot
                .node_of_id(&format!("i{item:0width$}"))
                .unwrap()
        };
        let graph = Graph::from(&self.snapshot);
        connect(&graph, &mut self.workspace, node(from), node(to), options)
    }

    /// The ids of one connection.
    fn any(&mut self, from: u32, to: u32, options: &Options) -> Vec<String> {
        let width = self.width;
        let id = |item: u32| format!("i{item:0width$}");
        let node = |item| self.snapshot.node_of_id(&id(item)).unwrap();
        let graph = Graph::from(&self.snapshot);
        let path = any_shortest(&graph, &mut self.workspace, node(from), node(to), options);
        let id_of = |node| self.snapshot.texts(node).id.to_owned();
        path.into_iter().flatten().map(id_of).collect()
    }

    fn paths(&mut self, from: u32, to: u32, options: &Options) -> Paths {
        match self.connect(from, to, options) {
            Found::Paths(paths) => paths,
            Found::SameNode | Found::Damaged => panic!("the ends differ and the graph is sound"),
            Found::None { reason, .. } => panic!("they are connected, not {reason:?}"),
        }
    }

    fn reason(&mut self, from: u32, to: u32, options: &Options) -> NoPathReason {
        match self.connect(from, to, options) {
            Found::None { reason, .. } => reason,
            // Not printed: it may be very large.
            Found::SameNode | Found::Damaged | Found::Paths(_) => {
                panic!("there should be no connection")
            }
        }
    }
}

fn longer() -> Options {
    Options {
        extra_hops: 2,
        budget: 4 * Options::DEFAULT_BUDGET,
        ..Options::default()
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_items_is_walked_to_its_end() {
    let links: Vec<LinkRow> = (0..99_999).map(|i| link(i, i + 1)).collect();
    let mut chain = Extreme::of(100_000, &links);
    let options = Options {
        extra_hops: 1,
        budget: 4 * Options::DEFAULT_BUDGET,
        ..Options::default()
    };
    let paths = chain.paths(0, 99_999, &options);
    let counts: Vec<u128> = paths.counts.iter().map(|count| count.value).collect();
    assert_eq!((paths.hops(), &counts[..]), (99_999, &[1, 0][..]));
}

#[test]
fn as_bought_a_link_back_over_any_number_of_items_is_no_step() {
    // Marks tell 63 depths apart: links that lead back over just as many must not look like steps.
    let forward = |i| (i, i + 1, 2, Listed::FORWARD);
    for back in [62, 63, 125] {
        let mut links: Vec<LinkRow> = (0..500).map(forward).collect();
        links.extend((0..500 - back).map(|i| (i + 1, i + 1 + back, 2, Listed::BACKWARD)));
        let mut chain = Extreme::of(501, &links);
        let options = Options {
            direction: Direction::AsBought,
            ..Options::default()
        };
        let paths = chain.paths(0, 500, &options);
        assert_eq!((paths.hops(), paths.counts[0].value), (500, 1), "{back}");
        let expected: Vec<String> = (0..=500).map(|item| format!("i{item:03}")).collect();
        assert_eq!(chain.any(0, 500, &options), expected);
    }
}

#[test]
fn a_complete_graph_has_a_way_over_every_other_item() {
    let links: Vec<LinkRow> = (0..2_000)
        .flat_map(|a| (a + 1..2_000).map(move |b| link(a, b)))
        .collect();
    let mut complete = Extreme::of(2_000, &links);
    let options = Options {
        extra_hops: 1,
        ..Options::default()
    };
    let paths = complete.paths(0, 1_999, &options);
    let counts: Vec<u128> = paths.counts.iter().map(|count| count.value).collect();
    assert_eq!((paths.hops(), &counts[..]), (1, &[1, 1_998][..]));
    // Two hops more is some four million ways: more than one query may work out.
    let paths = complete.paths(0, 1_999, &longer());
    assert!(!paths.complete && paths.counts.len() < 3);
}

#[test]
fn a_hub_of_a_hundred_thousand_links_joins_all_its_items() {
    let mut links: Vec<LinkRow> = (1..=100_000).map(|i| link(0, i)).collect();
    links.push(link(1, 2));
    let mut hub = Extreme::of(100_001, &links);
    let paths = hub.paths(1, 100_000, &longer());
    let counts: Vec<u128> = paths.counts.iter().map(|count| count.value).collect();
    assert_eq!((paths.hops(), &counts[..]), (2, &[1, 1, 0][..]));
    let without_hub = Options {
        max_degree: Some(1_000),
        ..Options::default()
    };
    let reason = hub.reason(1, 100_000, &without_hub);
    let bars = vec![Bar::AvoidHubs];
    assert_eq!(reason, NoPathReason::ExcludedByOptions { bars });
}

#[test]
fn a_grid_has_more_connections_than_128_bits_can_count() {
    const SIDE: u32 = 1_000;
    let links: Vec<LinkRow> = (0..SIDE * SIDE)
        .flat_map(|item| {
            let right = (item % SIDE + 1 < SIDE).then(|| link(item, item + 1));
            let down = (item / SIDE + 1 < SIDE).then(|| link(item, item + SIDE));
            [right, down].into_iter().flatten()
        })
        .collect();
    let mut grid = Extreme::of(SIDE * SIDE, &links);
    let corners = (0, SIDE * SIDE - 1);
    let reason = grid.reason(corners.0, corners.1, &Options::default());
    let exhausted = NoPathReason::BudgetExhausted {
        at_least_hops: 1_998,
        connected_in: Some(1_998),
    };
    assert_eq!(reason, exhausted);

    let patient = Options {
        budget: 80 * Options::DEFAULT_BUDGET,
        extra_hops: 1,
        ..Options::default()
    };
    let paths = grid.paths(corners.0, corners.1, &patient);
    let at_least = PathCount {
        value: u128::MAX,
        exact: false,
    };
    assert_eq!((paths.hops(), paths.counts[0]), (1_998, at_least));
    // Every step goes right or down, or two more are needed to make up for it.
    assert_eq!(paths.counts[1], PathCount::NONE);
    assert_eq!(paths.best.len(), 20);
    assert!(
        paths
            .shares
            .iter()
            .all(|&share| (0.0..=1.0).contains(&share))
    );

    // Near the corner the number is known: 18 choose 9.
    let paths = grid.paths(0, 9 * SIDE + 9, &Options::default());
    assert_eq!((paths.hops(), paths.counts[0].value), (18, 48_620));
}
