use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::dijkstra;
use proptest::prelude::*;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::lists::Bridging;
use super::*;
use crate::items::{ItemRecord, ItemTable};
use crate::links::{Link, Links, Weights};
use crate::{Listed, Measure, NodeId, fixture};

const GO_ON: fn(u64) -> ControlFlow<()> = |_| ControlFlow::Continue(());

/// A made-up catalogue: categories for each item, and links with their orders.
#[derive(Debug, Clone, Default)]
struct Shop {
    categories: Vec<Option<&'static str>>,
    links: Vec<(u32, u32, u32)>,
    /// One of so many items has a title; 0 if none has.
    titled: usize,
}

impl Shop {
    fn new(item_count: usize, links: impl IntoIterator<Item = (u32, u32)>) -> Self {
        Self {
            categories: vec![None; item_count],
            // Any numbers of orders, equal ones among them.
            links: fixture::each_once(links)
                .into_iter()
                .map(|(a, b)| (a, b, 1 + (a * 7 + b * 3) % 11))
                .collect(),
            titled: 0,
        }
    }

    /// A random tree, and some links across it.
    fn random(item_count: usize, across: usize, seed: u64) -> Self {
        Self::new(item_count, fixture::random_links(item_count, across, seed))
    }

    fn sorted_into(mut self, names: &[&'static str], seed: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        for category in &mut self.categories {
            *category = names.get(chance.random_range(0..=names.len())).copied();
        }
        self
    }

    /// Asks something about its arrays, closeness measured from so many items.
    fn ask<T>(&self, samples: usize, question: impl FnOnce(&GraphArrays<'_>, &Centre) -> T) -> T {
        let ids: Vec<String> = (0..self.categories.len())
            .map(|item| format!("i{item:06}"))
            .collect();
        let titles: Vec<String> = (0..ids.len()).map(|item| self.title(item)).collect();
        let items: ItemTable = ids
            .iter()
            .zip(&titles)
            .zip(&self.categories)
            .map(|((id, title), &categories)| ItemRecord {
                title,
                categories,
                ..ItemRecord::untitled(id)
            })
            .collect();
        let mut orders = vec![5; ids.len()];
        let link = |&(a, b, number): &(u32, u32, u32)| {
            orders[a as usize] += number;
            orders[b as usize] += number;
            Link {
                a,
                b,
                number,
                listed: Listed::BOTH,
            }
        };
        let links = self.links.iter().map(link).collect();
        let weights = Weights::counted(orders, 1_000);
        let arrays = GraphArrays::of(&items, Links { links, weights }, Measure::Cosine);
        let centre = Centre::measure(&arrays, samples, &GO_ON).unwrap();
        question(&arrays, &centre)
    }

    /// Titles without a word in common; where there is none, the id.
    fn title(&self, item: usize) -> String {
        match item.checked_rem(self.titled) {
            Some(0) => format!("Title{item}"),
            _ => format!("i{item:06}"),
        }
    }

    /// Its galleries, closeness measured from every item, and which nodes have a title.
    fn titled_galleries(&self) -> (Galleries, Vec<bool>) {
        self.ask(usize::MAX, |graph, centre| {
            let nodes = 0..graph.node_count() as u32;
            let titled = nodes.map(|node| graph.has_title(node)).collect();
            (Galleries::find(graph, centre, &GO_ON).unwrap(), titled)
        })
    }

    /// Its galleries, closeness measured from every item.
    fn galleries(&self) -> Galleries {
        self.ask(usize::MAX, |graph, centre| {
            Galleries::find(graph, centre, &GO_ON).unwrap()
        })
    }
}

/// Hops between every two nodes of the largest component, as petgraph walks them.
fn all_hops(graph: &GraphArrays<'_>) -> BTreeMap<(u32, u32), u32> {
    let csr = graph.arcs.csr();
    let largest = csr
        .nodes()
        .filter(|node| graph.item_components[node.index()] == 0);
    let from = |node: NodeId| {
        let hops = dijkstra(csr, node, None, |_| 1_u32);
        hops.into_iter()
            .map(move |(other, hops)| ((node.0, other.0), hops))
    };
    largest.flat_map(from).collect()
}

/// Every shortest way between two nodes, each as the nodes between its ends.
fn ways(
    graph: &GraphArrays<'_>,
    hops: &BTreeMap<(u32, u32), u32>,
    (from, to): (u32, u32),
) -> Vec<Vec<u32>> {
    if hops[&(from, to)] == 1 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for next in graph.arcs.csr().neighbours(NodeId(from)) {
        if hops[&(next.0, to)] + 1 == hops[&(from, to)] {
            for mut way in ways(graph, hops, (next.0, to)) {
                way.push(next.0);
                all.push(way);
            }
        }
    }
    all
}

proptest! {
    #[test]
    fn shares_of_bridging_items_are_those_of_all_ways_written_out(
        item_count in 3..12_usize,
        ends in prop::collection::vec((0..12_u32, 0..12_u32), 0..30),
    ) {
        let count = item_count as u32;
        let shop = Shop::new(item_count, ends.into_iter().map(|(a, b)| (a % count, b % count)));
        shop.ask(usize::MAX, |graph, _| {
            let found = bridging::find(graph, &GO_ON).unwrap();
            let hops = all_hops(graph);
            let items = graph.main_component_size() as f64;
            let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
            for (&pair, _) in hops.iter().filter(|&(_, &hops)| hops > 1) {
                let ways = ways(graph, &hops, pair);
                for &node in ways.iter().flatten() {
                    let share = 1.0 / ways.len() as f64 / ((items - 1.0) * (items - 2.0));
                    *shares.entry(node).or_default() += share;
                }
            }
            prop_assert_eq!(found.nodes.len(), shares.len());
            prop_assert!(found.shares.is_sorted_by(|a, b| a >= b));
            for (node, share) in found.nodes.iter().zip(&found.shares) {
                prop_assert!((share - shares[node]).abs() < 1e-6, "{node}: {share}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn far_pairs_and_distances_are_as_petgraph_walks_them(
        item_count in 2..70_usize,
        across in 0..20_usize,
        seed in 0..1_000_u64,
        samples in prop::sample::select(vec![0, 3, usize::MAX]),
    ) {
        let shop = Shop::random(item_count, across, seed);
        shop.ask(samples, |graph, centre| {
            let galleries = Galleries::find(graph, centre, &GO_ON).unwrap();
            let hops = all_hops(graph);
            let [from, to, longest] = galleries.longest.unwrap();
            prop_assert_eq!(hops[&(from, to)], longest);
            let most = hops.values().copied().max();
            prop_assert!(Some(longest) <= most);
            let exact = centre.samples as usize == item_count;
            if exact {
                prop_assert_eq!(Some(longest), most);
                let mut counted = vec![0_u64; longest as usize + 1];
                for &hops in hops.values() {
                    counted[hops as usize] += 1;
                }
                prop_assert_eq!(&centre.distances, &counted[1..]);
            }
            let mut ends = BTreeSet::new();
            for &[from, to, far] in &galleries.far_pairs {
                prop_assert_eq!(hops[&(from, to)], far);
                prop_assert!(far >= 3 && far <= longest);
                prop_assert!(ends.insert(from) && ends.insert(to));
            }
            prop_assert!(galleries.far_pairs.is_sorted_by(|a, b| a[2] >= b[2]));
            Ok(())
        })?;
    }

    #[test]
    fn surprising_links_are_those_a_slow_choice_makes(
        item_count in 2..40_usize,
        across in 0..60_usize,
        seed in 0..1_000_u64,
    ) {
        let shop = Shop::random(item_count, across, seed).sorted_into(&["a", "b > x", "b\nc", "c > y"], seed);
        shop.ask(usize::MAX, |graph, _| {
            let found = surprising::find(graph, &GO_ON).unwrap();
            let found: Vec<BTreeSet<u32>> = found.into_iter().map(BTreeSet::from).collect();
            prop_assert_eq!(found, slowly_chosen(graph));
            Ok(())
        })?;
    }
}

/// The strongest links between categories, all of them sorted first.
fn slowly_chosen(graph: &GraphArrays<'_>) -> Vec<BTreeSet<u32>> {
    let csr = graph.arcs.csr();
    let categories = graph.categories();
    let tops = |node: NodeId| -> Vec<&str> {
        let own = categories.of(node).map(|own| categories.name(own));
        own.filter_map(|name| name.split(" > ").next()).collect()
    };
    let mut links = Vec::new();
    for from in csr.nodes() {
        for (arc, to) in csr.arcs(from).filter(|&(_, to)| from < to) {
            let (one, other) = (tops(from), tops(to));
            if !one.is_empty() && !other.is_empty() && !one.iter().any(|top| other.contains(top)) {
                let mut ids = [from, to].map(|node| graph.item_id_ranks[node.index()]);
                ids.sort_unstable();
                let strength = graph.strengths().of(from, to, arc);
                let categories = BTreeSet::from([one[0], other[0]]);
                let ends = BTreeSet::from([from.0, to.0]);
                links.push((strength, csr.orders(arc), ids, categories, ends));
            }
        }
    }
    let mut orders: Vec<u32> = links.iter().map(|link| link.1).collect();
    orders.sort_unstable_by(|a, b| b.cmp(a));
    let least = orders
        .get(orders.len() / 4)
        .map_or(3, |&orders| orders.max(3));
    links.retain(|link| link.1 >= least);
    links.sort_by(|x, y| {
        let heavier = y.0.total_cmp(&x.0).then(y.1.cmp(&x.1));
        heavier.then(x.2.cmp(&y.2))
    });
    let mut chosen: Vec<BTreeSet<u32>> = Vec::new();
    loop {
        let before = chosen.len();
        let mut had = BTreeSet::new();
        for (.., categories, ends) in &links {
            let fresh = chosen.iter().all(|other| other.is_disjoint(ends));
            if chosen.len() < MAX_SHOWN && fresh && had.insert(categories.clone()) {
                chosen.push(ends.clone());
            }
        }
        if chosen.len() == before {
            return chosen;
        }
    }
}

#[test]
fn more_ways_than_a_number_holds_are_still_compared_rightly() {
    // Diamonds one after another: twice as many ways with each, 2^150 in all.
    let diamonds = 150_u32;
    let links = (0..diamonds).flat_map(|diamond| {
        let tip = diamond * 3;
        [
            (tip, tip + 1),
            (tip, tip + 2),
            (tip + 1, tip + 3),
            (tip + 2, tip + 3),
        ]
    });
    let items = diamonds * 3 + 1;
    let galleries = Shop::new(items as usize, links).galleries();
    assert_eq!(galleries.bridging.samples, items);
    // All pairs with an end on either side of the tip in the middle, and half the ways between the
    // two in the middle of a diamond, on either side of it.
    let (before, others) = (f64::from(diamonds / 2 * 3), f64::from(items - 1));
    let pairs = before * (others - before) + 2.0 * 0.5;
    let expected = 2.0 * pairs / (others * (others - 1.0));
    let found = galleries.bridging.shares[0];
    assert!((found - expected).abs() < 1e-6, "{found} for {expected}");
    assert_eq!(galleries.longest.map(|[_, _, hops]| hops), Some(300));
}

#[test]
fn an_estimate_of_what_all_ways_lead_over_is_all_of_them() {
    let items = 3_000;
    let star = Shop::new(items as usize, (1..items).map(|leaf| (0, leaf)));
    let bridging = star.galleries().bridging;
    assert_eq!((bridging.samples, bridging.nodes.len()), (512, 1));
    assert!((bridging.shares[0] - 1.0).abs() < 1e-9, "{bridging:?}");
}

#[test]
fn sources_are_as_many_as_the_links_allow() {
    assert_eq!(bridging::source_count(10, 20), 10);
    assert_eq!(bridging::source_count(5_000, 80_000), 512);
    assert_eq!(bridging::source_count(413_236, 5_519_972), 64);
    assert_eq!(bridging::source_count(10_000_000, 500_000_000), 64);
    assert_eq!(bridging::source_count(0, 0), 0);
}

#[test]
fn galleries_are_the_same_on_any_number_of_threads() {
    let shop = Shop::random(3_000, 4_000, 7).sorted_into(&["a", "b", "c", "d", "e"], 3);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| shop.galleries())
    };
    let first = on(1);
    assert_eq!(first.far_pairs.len(), MAX_SHOWN);
    assert_eq!(first.bridging.nodes.len(), MAX_SHOWN);
    assert_eq!(first.surprising.len(), MAX_SHOWN);
    assert_eq!(on(2), first);
    assert_eq!(on(7), first);
}

#[test]
fn where_there_is_nothing_to_show_galleries_are_empty() {
    for shop in [Shop::default(), Shop::new(1, []), Shop::new(9, [])] {
        assert_eq!(shop.galleries(), Galleries::default());
    }
    let two = Shop::new(2, [(0, 1)]).galleries();
    assert_eq!(two.longest.map(|[_, _, hops]| hops), Some(1));
    assert_eq!(two.far_pairs, <[[u32; 3]; 0]>::default());
    assert_eq!(two.bridging, Bridging::default());
    let unsorted = Shop::random(90, 200, 1).galleries();
    assert!(unsorted.surprising.is_empty() && !unsorted.bridging.nodes.is_empty());
    // Every item on its own side of everything: nothing stands between two others.
    let all = (0..8).flat_map(|a| (0..a).map(move |b| (a, b)));
    let bridging = Shop::new(8, all).galleries().bridging;
    assert_eq!((bridging.nodes.len(), bridging.samples), (0, 8));
}

#[test]
fn asked_to_stop_nothing_is_found() {
    let shop = Shop::random(90, 200, 1);
    let stop = |_| ControlFlow::Break(());
    assert_eq!(
        shop.ask(9, |graph, centre| Galleries::find(graph, centre, &stop)),
        None
    );
}

/// The nodes of each gallery but for the longest connection.
fn shown(galleries: &Galleries) -> [Vec<u32>; 3] {
    let far = galleries.far_pairs.iter();
    [
        far.flat_map(|&[from, to, _]| [from, to]).collect(),
        galleries.bridging.nodes.clone(),
        galleries.surprising.concat(),
    ]
}

#[test]
fn items_with_a_title_fill_the_galleries_where_there_are_enough() {
    for seed in 0..4 {
        let names = ["Books", "Film", "Music"];
        let mut shop = Shop::random(400, 400, seed).sorted_into(&names, seed);
        shop.titled = 2;
        let (galleries, titled) = shop.titled_galleries();
        assert_eq!(titled.iter().filter(|&&titled| titled).count(), 200);
        for nodes in shown(&galleries) {
            assert!(nodes.len() >= MAX_SHOWN, "{}", nodes.len());
            assert!(nodes.iter().all(|&node| titled[node as usize]), "{seed}");
        }
        let longest = galleries.longest.unwrap()[2];
        assert!(galleries.far_pairs.iter().all(|pair| pair[2] <= longest));
    }
}

#[test]
fn items_without_a_title_fill_up_what_others_leave_empty() {
    let lengths = |titled| {
        let names = ["Books", "Film", "Music"];
        let mut shop = Shop::random(400, 400, 7).sorted_into(&names, 7);
        shop.titled = titled;
        let (galleries, titled) = shop.titled_galleries();
        let shown = shown(&galleries);
        let titled_bridging = shown[1].iter().filter(|&&node| titled[node as usize]);
        (titled_bridging.count(), shown.map(|nodes| nodes.len()))
    };
    let (_, none) = lengths(0);
    let (four, few) = lengths(100);
    assert_eq!(few, none);
    assert_eq!(four, 4);
}

/// Links as `examples/links` prints them, from the file that `CARTWAY_TEST_LINKS` names.
fn links_of_file() -> Option<Shop> {
    let path = std::env::var_os("CARTWAY_TEST_LINKS")?;
    let text = std::fs::read_to_string(path).unwrap();
    let mut places = BTreeMap::new();
    let mut place = |id| {
        let next = places.len() as u32;
        *places.entry(id).or_insert(next)
    };
    let links = text.lines().map(|line| {
        let mut ids = line.split('\t');
        let ends = [ids.next().unwrap(), ids.next().unwrap()];
        let ends = ends.map(|id: &str| place(id.to_owned()));
        (ends[0].min(ends[1]), ends[0].max(ends[1]))
    });
    let links: Vec<(u32, u32)> = links.collect();
    Some(Shop::new(places.len(), links))
}

/// A graph with hubs: the smaller the number of an item, the more links it has.
fn with_hubs(item_count: u32) -> Shop {
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let mut item = || {
        let place: f64 = chance.random();
        (place * place * place * f64::from(item_count)) as u32
    };
    let links = (0..4 * item_count).map(|_| (item(), item()));
    Shop::new(item_count as usize, links)
}

#[test]
fn few_sources_find_most_of_the_items_that_all_sources_find() {
    let shop = links_of_file().unwrap_or_else(|| with_hubs(2_000));
    let found = shop.ask(1, |graph, _| {
        [10_000, 16, 32, 64, 128, 256, 512].map(|sources| {
            let found = bridging::find_from(graph, sources, &GO_ON).unwrap();
            (sources, found)
        })
    });
    let [(_, all), sampled @ ..] = found;
    for (sources, some) in sampled {
        let common = |count: usize| {
            let first = |of: &Bridging| of.nodes.iter().copied().take(count).collect();
            let [all, some]: [BTreeSet<u32>; 2] = [first(&all), first(&some)];
            all.intersection(&some).count()
        };
        println!(
            "{sources} sources: {} of 12, {} of 6",
            common(12),
            common(6)
        );
        if sources >= 64 {
            assert!(common(12) >= 8, "{sources} sources");
        }
    }
}
