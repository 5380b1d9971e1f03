//! Every answer against an enumeration that uses petgraph alone, on its own graphs.

mod between;
mod damage;
mod extremes;
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::fixture::{LinkRow, snapshot_with_categories};
use crate::{Listed, NodeId, Snapshot};
use reference::Reference;

const NODES: u32 = 9;
/// Each item has one of these.
const CATEGORIES: [Option<&str>; 5] = [
    None,
    Some("book"),
    Some("film"),
    Some("film > noir\nbook"),
    Some("toy\nfilm > noir > new"),
];
/// All there are, by their numbers.
const NAMES: [&str; 5] = ["book", "film", "film > noir", "film > noir > new", "toy"];

/// A question about items, which are not nodes: numbering is the builder's secret.
#[derive(Debug, Clone)]
struct Asked {
    from: u32,
    to: u32,
    via: Vec<u32>,
    exclude: Vec<u32>,
    /// Places among [`NAMES`].
    only_categories: Vec<u32>,
    avoid_categories: Vec<u32>,
    max_degree: Option<usize>,
    max_hops: Option<u32>,
    extra_hops: u32,
    direction: Direction,
    k: usize,
}

impl Asked {
    fn stops(&self) -> Vec<u32> {
        [&[self.from], &self.via[..], &[self.to]].concat()
    }
}

fn random_links() -> impl Strategy<Value = Vec<LinkRow>> {
    prop::collection::btree_map((0..NODES, 0..NODES), (1_u32..6, 1_u8..4), 0..30).prop_map(
        |links| {
            links
                .into_iter()
                .filter(|((a, b), _)| a < b)
                .map(|((a, b), (orders, bits))| (a, b, orders, Listed::from_bits(bits)))
                .collect()
        },
    )
}

/// Options in any combination; each is often left alone, so that connections remain.
fn random_question() -> impl Strategy<Value = Asked> {
    let stops = Just((0..NODES).collect::<Vec<u32>>()).prop_shuffle();
    let some = |items| prop_oneof![2 => Just(Vec::new()), 1 => items];
    let filters = (
        some(prop::collection::vec(0..NODES, 1..3).boxed()),
        some(prop::collection::vec(0_u32..5, 1..3).boxed()),
        some(prop::collection::vec(0_u32..5, 1..3).boxed()),
        prop_oneof![2 => Just(None), 1 => (2_usize..6).prop_map(Some)],
    );
    (
        (
            stops,
            prop_oneof![3 => Just(0_usize), 1 => Just(1), 1 => Just(2)],
        ),
        filters,
        prop_oneof![2 => Just(None), 1 => (1_u32..6).prop_map(Some)],
        0_u32..3,
        any::<bool>(),
        0_usize..30,
    )
        .prop_map(
            |((stops, via), (exclude, only, avoid, max_degree), max_hops, extra, as_bought, k)| {
                let via = stops[2..2 + via].to_vec();
                let is_stop = |item: &u32| stops[..2].contains(item) || via.contains(item);
                Asked {
                    from: stops[0],
                    to: stops[1],
                    exclude: exclude.into_iter().filter(|item| !is_stop(item)).collect(),
                    via,
                    only_categories: only,
                    avoid_categories: avoid,
                    max_degree,
                    max_hops,
                    extra_hops: extra,
                    direction: if as_bought {
                        Direction::AsBought
                    } else {
                        Direction::EitherWay
                    },
                    k,
                }
            },
        )
}

struct Sample {
    snapshot: Snapshot,
}

impl Sample {
    fn of(links: &[LinkRow]) -> Self {
        let categories: Vec<_> = (0..NODES).map(reference::category).collect();
        let names: Vec<_> = categories.iter().map(|&place| CATEGORIES[place]).collect();
        Self {
            snapshot: snapshot_with_categories(&names, links),
        }
    }

    fn node(&self, item: u32) -> NodeId {
        self.snapshot.node_of_id(&format!("i{item}")).unwrap()
    }

    fn nodes(&self, items: &[u32]) -> Vec<NodeId> {
        items.iter().map(|&item| self.node(item)).collect()
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

    fn options(&self, asked: &Asked) -> Options {
        Options {
            direction: asked.direction,
            exclude: self.nodes(&asked.exclude),
            via: self.nodes(&asked.via),
            only_categories: asked.only_categories.clone(),
            avoid_categories: asked.avoid_categories.clone(),
            max_degree: asked.max_degree,
            max_hops: asked.max_hops,
            extra_hops: asked.extra_hops,
            k: asked.k,
            ..Options::default()
        }
    }

    fn connect(&self, workspace: &mut Workspace, asked: &Asked, budget: u64) -> Found {
        let options = Options {
            budget,
            ..self.options(asked)
        };
        let graph = Graph::from(&self.snapshot);
        let ends = (self.node(asked.from), self.node(asked.to));
        connect(&graph, workspace, ends.0, ends.1, &options)
    }
}

/// Numbers by length, and the best of all, against every connection there is.
fn check_paths(sample: &Sample, paths: &Paths, mut expected: Vec<Vec<u32>>, asked: &Asked) {
    let hops = paths.hops();
    let longest = hops + asked.extra_hops as usize;
    let longest = longest.min(asked.max_hops.map_or(usize::MAX, |max| max as usize));
    let numbers: Vec<u128> = (hops..=longest)
        .map(|hops| {
            expected
                .iter()
                .filter(|path| path.len() == hops + 1)
                .count() as u128
        })
        .collect();
    let counts: Vec<u128> = paths.counts.iter().map(|count| count.value).collect();
    assert_eq!(counts, numbers);
    assert!(paths.complete && paths.counts.iter().all(|count| count.exact));
    expected.sort_by_cached_key(|path| (path.len(), sample.cost(path), path.clone()));
    let listed: Vec<(Cost, Vec<u32>)> = paths
        .best
        .iter()
        .map(|path| {
            let items = path.nodes.iter().map(|&node| sample.item(node));
            (path.cost, items.collect())
        })
        .collect();
    let best: Vec<_> = expected
        .iter()
        .take(asked.k)
        .map(|path| (sample.cost(path), path.clone()))
        .collect();
    assert_eq!(listed, best);
    expected.retain(|path| path.len() == hops + 1);
    check_layers(sample, paths, &expected);
}

/// Who stands where, and in which share of the shortest connections.
fn check_layers(sample: &Sample, paths: &Paths, expected: &[Vec<u32>]) {
    let mut times: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for path in expected {
        for (column, &item) in path.iter().enumerate() {
            *times.entry((column, item)).or_default() += 1;
        }
    }
    let mut found = BTreeSet::new();
    for (column, places) in paths.layered.columns().enumerate() {
        for place in places.clone() {
            let key = (column, sample.item(paths.layered.nodes()[place]));
            let share = times[&key] as f64 / expected.len() as f64;
            assert!((paths.shares[place] - share).abs() < 1e-12);
            assert_eq!(
                places.len() == 1,
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
    let steps = paths.layered.steps().len();
    let expected_steps: BTreeSet<_> = expected
        .iter()
        .flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1])).enumerate())
        .collect();
    assert_eq!(steps, expected_steps.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_answer_under_any_options_equals_an_enumeration_by_petgraph(
        links in random_links(),
        questions in prop::collection::vec(random_question(), 3),
    ) {
        let sample = Sample::of(&links);
        // One workspace for several queries: what one leaves behind must not show in the next.
        let mut workspace = Workspace::new(NODES as usize);
        for asked in questions {
            let reference = Reference::of(&links, &asked);
            let found = sample.connect(&mut workspace, &asked, Options::DEFAULT_BUDGET);
            match (found, reference.paths()) {
                (Found::Paths(paths), Ok(expected)) => {
                    let stops: Vec<usize> = paths.stops.iter().map(|&column| {
                        sample.item(paths.layered.nodes()[paths.layered.column(column).start]) as usize
                    }).collect();
                    prop_assert!(stops.iter().map(|&item| item as u32).eq(asked.via.iter().copied()));
                    check_paths(&sample, &paths, expected, &asked);
                }
                (Found::None { reason, leg, .. }, Err(expected)) => {
                    prop_assert_eq!((leg, reason), expected);
                }
                (found, expected) => prop_assert!(false, "{found:?} but {expected:?}"),
            }
        }
    }

    #[test]
    fn any_shortest_connection_is_one_of_the_shortest(
        links in random_links(),
        asked in random_question(),
    ) {
        let asked = Asked { via: Vec::new(), extra_hops: 0, ..asked };
        let sample = Sample::of(&links);
        let mut workspace = Workspace::new(NODES as usize);
        let ends = (sample.node(asked.from), sample.node(asked.to));
        let graph = Graph::from(&sample.snapshot);
        let path = any_shortest(&graph, &mut workspace, ends.0, ends.1, &sample.options(&asked));
        let items: Option<Vec<u32>> =
            path.map(|path| path.into_iter().map(|node| sample.item(node)).collect());
        match Reference::of(&links, &asked).paths() {
            Ok(all) => prop_assert!(all.contains(&items.expect("there is one"))),
            Err(_) => prop_assert_eq!(items, None),
        }
    }

    #[test]
    fn whatever_the_budget_nothing_untrue_is_said(
        links in random_links(),
        asked in random_question(),
        budget in 0_u64..120,
    ) {
        let sample = Sample::of(&links);
        let mut workspace = Workspace::new(NODES as usize);
        let whole = Reference::of(&links, &asked).paths();
        let found = sample.connect(&mut workspace, &asked, budget);
        let (reason, leg, searched) = match found {
            Found::SameNode | Found::Damaged => {
                return Err(TestCaseError::fail("the ends differ, and the graph is sound"));
            }
            Found::Paths(paths) => {
                let mut expected = whole.expect("what was found is there");
                if !paths.complete {
                    let known = paths.hops() + paths.counts.len();
                    expected.retain(|path| path.len() <= known);
                }
                let extra_hops = paths.counts.len() as u32 - 1;
                let asked = Asked { extra_hops, ..asked };
                check_paths(&sample, &Paths { complete: true, ..paths }, expected, &asked);
                return Ok(());
            }
            Found::None { reason, leg, searched } => (reason, leg, searched),
        };
        prop_assert!(searched.arcs <= budget);
        match (reason, whole) {
            (NoPathReason::BudgetExhausted { at_least_hops, connected_in }, Ok(paths)) => {
                let hops = paths.iter().map(Vec::len).min().expect("one at least") - 1;
                prop_assert!(at_least_hops <= hops);
                prop_assert!(connected_in.is_none_or(|known| known == hops));
            }
            (NoPathReason::BudgetExhausted { connected_in, .. }, Err((_, reason))) => {
                let too_long = matches!(reason, NoPathReason::BeyondMaxHops { .. });
                prop_assert!(too_long || connected_in.is_none());
            }
            (NoPathReason::BeyondMaxHops { hops: None }, Err((_, expected))) => {
                let too_long = matches!(expected, NoPathReason::BeyondMaxHops { .. });
                prop_assert!(too_long, "{expected:?}");
            }
            (NoPathReason::ExcludedByOptions { bars }, Err(_)) => {
                let looser = reference::without(&bars, &asked);
                prop_assert!(Reference::of(&links, &looser).connects(leg, &bars));
            }
            // Less than the whole story, but true.
            (NoPathReason::OnlyReverse { hops }, Err((expected_leg, NoPathReason::ExcludedByOptions { .. }))) => {
                prop_assert_eq!(leg, expected_leg);
                prop_assert_eq!(Reference::of(&links, &asked).hops_back(leg), Some(hops));
            }
            (reason, expected) => prop_assert_eq!(Err((leg, reason)), expected),
        }
    }
}

#[test]
fn past_the_budget_the_answer_says_what_is_proven() {
    let chain: Vec<LinkRow> = (0..8).map(|i| (i, i + 1, 2, Listed::BOTH)).collect();
    let sample = Sample::of(&chain);
    let mut workspace = Workspace::new(NODES as usize);
    let asked = plain(0, 8);
    let Found::None {
        reason, searched, ..
    } = sample.connect(&mut workspace, &asked, 4)
    else {
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
    let Found::Paths(paths) = sample.connect(&mut workspace, &asked, 100) else {
        panic!("100 arcs are enough");
    };
    assert_eq!(paths.hops(), 8);
}

#[test]
fn a_search_that_can_find_but_not_gather_says_so() {
    // One arc of each end is touched to meet; the two steps found cost more than those.
    let links: Vec<LinkRow> = vec![(0, 1, 2, Listed::BOTH), (1, 2, 2, Listed::BOTH)];
    let sample = Sample::of(&links);
    let found = sample.connect(&mut Workspace::new(NODES as usize), &plain(0, 2), 3);
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

fn plain(from: u32, to: u32) -> Asked {
    Asked {
        from,
        to,
        via: Vec::new(),
        exclude: Vec::new(),
        only_categories: Vec::new(),
        avoid_categories: Vec::new(),
        max_degree: None,
        max_hops: None,
        extra_hops: 0,
        direction: Direction::EitherWay,
        k: 20,
    }
}
