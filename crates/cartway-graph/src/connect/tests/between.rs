//! The middle between two items, against an enumeration of all connections by petgraph.

use super::*;
use crate::fixture::snapshot_of;

/// What is asked of the middle: either way, no stops, no limit.
fn of_the_middle(asked: Asked) -> Asked {
    Asked {
        via: Vec::new(),
        max_hops: None,
        extra_hops: 1,
        direction: Direction::EitherWay,
        ..asked
    }
}

/// The connections the middle is of, and its places on them.
fn halves(mut paths: Vec<Vec<u32>>) -> (Vec<Vec<u32>>, Vec<usize>) {
    let hops = paths.iter().map(Vec::len).min().unwrap() - 1;
    let longer = paths.iter().any(|path| path.len() == hops + 2);
    if hops % 2 == 0 || !longer {
        paths.retain(|path| path.len() == hops + 1);
    } else {
        paths.retain(|path| path.len() == hops + 2);
    }
    let places = match (hops, longer) {
        (hops, _) if hops % 2 == 0 => vec![hops / 2],
        (hops, true) => vec![hops.div_ceil(2)],
        (1, false) => Vec::new(),
        (hops, false) => vec![hops / 2, hops / 2 + 1],
    };
    (paths, places)
}

impl Sample {
    fn between(&self, a: u32, b: u32, options: &Options) -> Between {
        let mut workspace = Workspace::new(self.snapshot.node_count());
        let graph = Graph::from(&self.snapshot);
        let (a, b) = (self.node(a), self.node(b));
        between(&graph, &mut workspace, a, b, options)
    }

    fn weight(&self, path: &[u32]) -> f64 {
        path.windows(2)
            .map(|pair| {
                let (a, b) = (self.node(pair[0]), self.node(pair[1]));
                let arc = self.snapshot.csr().find_arc(a, b).unwrap();
                self.snapshot.strengths().of(a, b, arc)
            })
            .product()
    }

    /// Of those through an item, the cheapest; then by ids from the item outwards.
    fn best_through(&self, paths: &[Vec<u32>], item: u32, place: usize) -> Vec<u32> {
        let through = paths.iter().filter(|path| path[place] == item);
        let best = through.min_by_key(|path| {
            let back: Vec<u32> = path[..place].iter().rev().copied().collect();
            (self.cost(path), back, path[place..].to_vec())
        });
        best.unwrap().clone()
    }
}

/// An answer as it reads with its ends exchanged.
fn turned(found: Between) -> Between {
    match found {
        Between::SameNode | Between::Damaged => found,
        Between::Middles(mut middles) => {
            for middle in &mut middles.listed {
                std::mem::swap(&mut middle.hops_from_a, &mut middle.hops_from_b);
                middle.best.nodes.reverse();
            }
            Between::Middles(middles)
        }
        Between::None { reason, searched } => Between::None {
            reason: match reason {
                NoPathReason::NoLinks { from, to } => NoPathReason::NoLinks { from: to, to: from },
                NoPathReason::DifferentComponent { from_size, to_size } => {
                    NoPathReason::DifferentComponent {
                        from_size: to_size,
                        to_size: from_size,
                    }
                }
                reason => reason,
            },
            searched: Searched {
                forward: searched.backward,
                backward: searched.forward,
                ..searched
            },
        },
    }
}

fn check_middles(sample: &Sample, found: &Middles, paths: Vec<Vec<u32>>) {
    let hops = paths.iter().map(Vec::len).min().unwrap() - 1;
    let (paths, places) = halves(paths);
    assert_eq!(found.hops, hops);
    assert_eq!(found.connection_hops, paths[0].len() - 1);
    let all: f64 = paths.iter().map(|path| sample.weight(path)).sum();
    let mut expected: BTreeMap<u32, (usize, f64, f64)> = BTreeMap::new();
    for path in &paths {
        for &place in &places {
            let entry = expected.entry(path[place]).or_insert((place, 0.0, 0.0));
            assert_eq!(entry.0, place, "no item stands in two columns");
            entry.1 += 1.0 / paths.len() as f64;
            entry.2 += sample.weight(path) / all;
        }
    }
    assert_eq!(found.total, expected.len());
    assert_eq!(found.reason.is_some(), expected.is_empty());
    assert_eq!(found.listed.len(), expected.len());
    for middle in &found.listed {
        let item = sample.item(middle.node);
        let (place, share, strength_share) = expected[&item];
        assert_eq!(middle.hops_from_a, place);
        assert_eq!(middle.hops_from_b, found.connection_hops - place);
        assert!((middle.share - share).abs() < 1e-12, "{item}");
        assert!((middle.strength_share - strength_share).abs() < 1e-12);
        let best = sample.best_through(&paths, item, place);
        assert_eq!(middle.best.cost, sample.cost(&best));
        assert_eq!(middle.best.nodes, sample.nodes(&best));
    }
    for pair in found.listed.windows(2) {
        let key = |middle: &Middle| (middle.strength_share, middle.share);
        let ((x, x_share), (y, y_share)) = (key(&pair[0]), key(&pair[1]));
        let later = |x: f64, y: f64| y - x > 2e-12;
        let equal = |x: f64, y: f64| (x - y).abs() < 2e-13;
        assert!(!later(x, y), "the larger share by strength first");
        assert!(!equal(x, y) || !later(x_share, y_share), "then the larger");
        if equal(x, y) && equal(x_share, y_share) {
            assert!(sample.item(pair[0].node) < sample.item(pair[1].node));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_middle_under_any_options_equals_an_enumeration_by_petgraph(
        links in random_links(),
        asked in random_question(),
    ) {
        let asked = of_the_middle(asked);
        let sample = Sample::of(&links);
        let options = Options { k: 50, ..sample.options(&asked) };
        match (sample.between(asked.from, asked.to, &options), Reference::of(&links, &asked).paths()) {
            (Between::Middles(found), Ok(paths)) => check_middles(&sample, &found, paths),
            (Between::None { reason, .. }, Err((_, expected))) => prop_assert_eq!(reason, expected),
            (found, expected) => prop_assert!(false, "{found:?} but {expected:?}"),
        }
    }

    #[test]
    fn between_is_the_same_from_either_end_whatever_the_options_and_the_budget(
        links in random_links(),
        asked in random_question(),
        budget in prop_oneof![Just(Options::DEFAULT_BUDGET), 0_u64..120],
    ) {
        let sample = Sample::of(&links);
        let options = Options { budget, ..sample.options(&asked) };
        let there = sample.between(asked.from, asked.to, &options);
        let back = sample.between(asked.to, asked.from, &options);
        prop_assert_eq!(there, turned(back));
    }

    #[test]
    fn a_shorter_list_is_the_beginning_of_a_longer_one(
        links in random_links(),
        asked in random_question(),
        k in 0_usize..4,
    ) {
        let sample = Sample::of(&links);
        let of = |k| {
            let options = Options { k, ..sample.options(&asked) };
            match sample.between(asked.from, asked.to, &options) {
                Between::Middles(middles) => Some((middles.total, middles.listed)),
                Between::SameNode | Between::Damaged | Between::None { .. } => None,
            }
        };
        if let (Some((total, few)), Some((same_total, all))) = (of(k), of(50)) {
            prop_assert_eq!((total, &few[..]), (same_total, &all[..few.len()]));
            prop_assert_eq!(few.len(), k.min(total));
        }
    }

    /// What comes of a budget that is too small is a shorter way to say the same, or says so.
    #[test]
    fn whatever_the_budget_the_middle_is_true(
        links in random_links(),
        asked in random_question(),
        budget in 0_u64..120,
    ) {
        let asked = of_the_middle(asked);
        let sample = Sample::of(&links);
        let options = Options { k: 50, budget, ..sample.options(&asked) };
        if let Between::Middles(found) = sample.between(asked.from, asked.to, &options) {
            let mut paths = Reference::of(&links, &asked).paths().expect("they are connected");
            let odd = found.hops % 2 == 1;
            if odd && found.connection_hops == found.hops {
                paths.retain(|path| path.len() == found.hops + 1);
            }
            check_middles(&sample, &found, paths);
        }
    }
}

fn sample_of(item_count: u32, links: &[(u32, u32, u32)]) -> Sample {
    let links: Vec<LinkRow> = links
        .iter()
        .map(|&(a, b, orders)| (a, b, orders, Listed::BOTH))
        .collect();
    Sample {
        snapshot: snapshot_of(item_count, &links),
    }
}

fn middles(sample: &Sample, a: u32, b: u32) -> Middles {
    match sample.between(a, b, &Options::default()) {
        Between::Middles(middles) => middles,
        found => panic!("{found:?}"),
    }
}

fn items(sample: &Sample, middles: &Middles) -> Vec<u32> {
    let nodes = middles.listed.iter().map(|middle| middle.node);
    nodes.map(|node| sample.item(node)).collect()
}

#[test]
fn the_hub_of_a_star_is_the_only_middle_of_its_rays() {
    let star = sample_of(9, &(1..9).map(|ray| (0, ray, ray)).collect::<Vec<_>>());
    let found = middles(&star, 3, 8);
    assert_eq!(items(&star, &found), [0]);
    let hub = &found.listed[0];
    assert_eq!((hub.hops_from_a, hub.hops_from_b), (1, 1));
    assert_eq!((hub.share, hub.strength_share), (1.0, 1.0));
    assert_eq!(hub.best.nodes, star.nodes(&[3, 0, 8]));
}

#[test]
fn what_two_linked_items_have_in_common_is_their_middle_the_strongest_first() {
    let links = [
        (0, 1, 9),
        (0, 2, 2),
        (1, 2, 2),
        (0, 3, 5),
        (1, 3, 5),
        (0, 4, 3),
    ];
    let sample = sample_of(5, &links);
    let found = middles(&sample, 0, 1);
    assert_eq!((found.hops, found.connection_hops), (1, 2));
    assert_eq!(items(&sample, &found), [3, 2]);
    assert!(found.listed[0].strength_share > 0.6);
    assert_eq!(found.listed[0].share, 0.5);
}

#[test]
fn two_linked_items_with_nothing_in_common_have_no_middle() {
    let sample = sample_of(3, &[(0, 1, 2), (1, 2, 2)]);
    let found = middles(&sample, 0, 1);
    assert_eq!((found.hops, found.total, found.listed.len()), (1, 0, 0));
    assert_eq!(found.reason, Some(NoMiddle::NothingInCommon));
    let thrifty = Options {
        budget: 6,
        ..Options::default()
    };
    // Enough for the link, which is two arcs and a step; too little for the ways round it.
    let Between::Middles(found) =
        sample_of(3, &[(0, 1, 2), (1, 2, 2), (0, 2, 2)]).between(0, 1, &thrifty)
    else {
        panic!("the link itself is found")
    };
    assert_eq!(found.reason, Some(NoMiddle::BudgetExhausted));
}

#[test]
fn a_chain_of_odd_length_has_two_middles() {
    let sample = sample_of(6, &(0..5).map(|i| (i, i + 1, 2)).collect::<Vec<_>>());
    let found = middles(&sample, 0, 5);
    assert_eq!((found.hops, found.connection_hops), (5, 5));
    let places: Vec<(usize, usize)> = found
        .listed
        .iter()
        .map(|middle| (middle.hops_from_a, middle.hops_from_b))
        .collect();
    assert_eq!(
        (items(&sample, &found), places),
        (vec![2, 3], vec![(2, 3), (3, 2)])
    );
    assert_eq!(found.reason, None);
}

#[test]
fn in_a_complete_graph_every_other_item_is_between() {
    let pairs = (0..9).flat_map(|a| (a + 1..9).map(move |b| (a, b, 2)));
    let sample = sample_of(9, &pairs.collect::<Vec<_>>());
    let found = middles(&sample, 4, 7);
    assert_eq!(items(&sample, &found), [0, 1, 2, 3, 5, 6, 8]);
    for middle in &found.listed {
        assert!((middle.strength_share - 1.0 / 7.0).abs() < 1e-12);
    }
}

#[test]
fn an_item_is_not_between_itself_and_itself() {
    let sample = sample_of(3, &[(0, 1, 2), (1, 2, 2)]);
    let found = sample.between(1, 1, &Options::default());
    assert_eq!(found, Between::SameNode);
}

#[test]
fn shares_hold_on_connections_whose_weight_no_number_can_hold() {
    // Two ways of a thousand hops each, joined in the middle column by nothing: each weighs less
    // than the smallest number there is.
    const HALF: u32 = 500;
    let mut links = Vec::new();
    for lane in 0..2 {
        let place = |hop: u32| match hop {
            0 => 0,
            _ if hop == 2 * HALF => 1,
            _ => 2 + lane * (2 * HALF - 1) + hop - 1,
        };
        for hop in 0..2 * HALF {
            links.push((
                place(hop),
                place(hop + 1),
                if hop == 7 { 1 + lane } else { 1 },
            ));
        }
    }
    let item_count = 2 + 2 * (2 * HALF - 1);
    let links: Vec<LinkRow> = links
        .into_iter()
        .map(|(a, b, orders)| (a, b, orders, Listed::BOTH))
        .collect();
    let snapshot = snapshot_of(item_count, &links);
    let graph = Graph::from(&snapshot);
    let node = |item: u32| snapshot.node_of_id(&format!("i{item:04}")).unwrap();
    let mut workspace = Workspace::new(snapshot.node_count());
    let options = Options::default();
    let found = between(&graph, &mut workspace, node(0), node(1), &options);
    let Between::Middles(found) = found else {
        panic!("they are connected")
    };
    assert_eq!((found.hops, found.total), (1000, 2));
    let shares: Vec<f64> = found
        .listed
        .iter()
        .map(|middle| middle.strength_share)
        .collect();
    assert!((shares[0] + shares[1] - 1.0).abs() < 1e-9, "{shares:?}");
    assert!(shares[0] > 0.6, "the stronger link counts: {shares:?}");
}
