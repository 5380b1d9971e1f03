//! The map as a whole: what it promises of any graph.

use std::ops::ControlFlow;

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::build::GraphArrays;
use crate::centre::Centre;
use crate::csr::NodeId;
use crate::fixture::{each_once, random_links};
use crate::galleries::Galleries;
use crate::items::{ItemRecord, ItemTable};
use crate::links::{GivenLink, Links};
use crate::{Measure, Snapshot, snapshot};

fn go_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Items `0`, `1` ... with titles and categories.
fn items(count: usize) -> ItemTable {
    let ids: Vec<String> = (0..count).map(|item| format!("{item:06}")).collect();
    let titles: Vec<String> = (0..count)
        .map(|item| format!("Number {item} of the {} kind", item % 7))
        .collect();
    let item = |(id, title): (&String, &String)| ItemList {
        id: id.clone(),
        title: title.clone(),
    };
    let all: Vec<ItemList> = ids.iter().zip(&titles).map(item).collect();
    all.iter()
        .zip(0..)
        .map(|(item, place)| ItemRecord {
            id: &item.id,
            title: &item.title,
            categories: Some(if place % 2 == 0 {
                "Books > Crime"
            } else {
                "Films"
            }),
            ..ItemRecord::default()
        })
        .collect()
}

struct ItemList {
    id: String,
    title: String,
}

fn graph<'a>(items: &'a ItemTable, links: &[(u32, u32)]) -> GraphArrays<'a> {
    let rows = each_once(links.iter().copied()).into_iter();
    let rows = rows.map(|(a, b)| GivenLink::new(a, b, Some(1 + (a + b) % 9), None));
    let (links, _) = Links::given(rows.collect(), items.len(), 1);
    GraphArrays::of(items, links, Measure::Cosine)
}

fn written(graph: &GraphArrays<'_>, atlas: &AtlasArrays) -> Snapshot {
    let (centre, galleries) = (Centre::default(), Galleries::default());
    let bytes = snapshot::to_bytes(graph, &centre, &galleries, atlas);
    let snapshot = Snapshot::from_slice(&bytes).expect("what was just written can be read");
    snapshot::verify(&snapshot).expect("and is whole");
    snapshot
}

fn drawn(graph: &GraphArrays<'_>, threads: usize) -> AtlasArrays {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let draw = || AtlasArrays::draw(graph, None, &go_on).expect("nobody stops it");
    pool.expect("threads").install(draw)
}

/// Links of many items: neighbourhoods of a dozen, with some links across, islands and items alone.
fn town(count: u32) -> Vec<(u32, u32)> {
    let in_reach = random_links(count as usize - 40, count as usize / 2, 7);
    let islands = (0..10).flat_map(|island| {
        let first = count - 40 + island * 3;
        [(first, first + 1), (first + 1, first + 2)]
    });
    in_reach.into_iter().chain(islands).collect()
}

fn shops() -> impl Strategy<Value = (usize, Vec<(u32, u32)>)> {
    (1..300_usize).prop_flat_map(|count| {
        let item = 0..count as u32;
        let links = prop::collection::vec((item.clone(), item), 0..600);
        links.prop_map(move |links| (count, links))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_graph_has_a_map_that_is_proven_and_the_same_on_any_number_of_threads(
        (count, links) in shops(),
    ) {
        let items = items(count);
        let graph = graph(&items, &links);
        let atlas = drawn(&graph, 1);
        prop_assert_eq!(&atlas, &drawn(&graph, 3));
        let snapshot = written(&graph, &atlas);
        let map = snapshot.atlas().expect("there are items");
        // Every item is seen from near, and in the outlines of its regions.
        let all: Vec<NodeId> = map.items_in(Frame::ALL, map.depth()).collect();
        prop_assert_eq!(all.len(), count);
        for node in all {
            let place = map.place(node).unwrap().point();
            for region in map.regions_of(node) {
                let frame = Frame::of(map.outline(region, &Piece::of(Frame::ALL), 1.0)).unwrap();
                let wide = Frame::around(frame.middle(), frame.width() + 0.1, frame.height() + 0.1);
                prop_assert!(wide.holds(place), "{node:?} {place:?} {frame:?}");
            }
        }
    }
}

#[test]
fn a_map_of_thousands_has_levels_a_coast_and_names() {
    let items = items(3000);
    let graph = graph(&items, &town(3000));
    let snapshot = written(&graph, &drawn(&graph, 2));
    let map = snapshot.atlas().unwrap();
    assert_eq!(map.level_count(), 2);
    let coasts: Vec<RegionId> = map
        .regions_of_level(0)
        .filter(|&region| map.is_coast(region))
        .collect();
    assert_eq!(coasts.len(), 1);
    // Ten islands of three, and ten items alone.
    assert_eq!(map.item_count(coasts[0]), 40);
    for region in map.regions_of_level(0) {
        assert_eq!(map.level_of(region), 0);
        let children: u32 = map
            .children(region)
            .map(|child| map.item_count(child))
            .sum();
        assert_eq!(children, map.item_count(region));
    }
    let tints = map.tints();
    assert_eq!(tints.len(), map.regions_of_level(0).count());
    assert_eq!(tints[coasts[0].0 as usize], 0);
}

#[test]
fn the_same_graph_keeps_its_map_and_a_little_more_hardly_moves_it() {
    let items = items(3000);
    let links = town(3000);
    let before = graph(&items, &links[..links.len() - links.len() / 50]);
    let old = written(&before, &drawn(&before, 2));
    let again = Before::of(&old, &before).expect("it has a map");
    let same = AtlasArrays::draw(&before, Some(&again), &go_on).unwrap();
    assert_eq!(same, drawn(&before, 2));
    let after = graph(&items, &links);
    let known = Before::of(&old, &after).expect("it has a map");
    let next = written(
        &after,
        &AtlasArrays::draw(&after, Some(&known), &go_on).unwrap(),
    );
    let (was, is) = (old.atlas().unwrap(), next.atlas().unwrap());
    let mut moved: Vec<f64> = (0..next.node_count() as u32)
        .map(NodeId)
        .map(|node| {
            let then = old.node_of_id(next.texts(node).id).unwrap();
            was.place(then)
                .unwrap()
                .point()
                .distance(is.place(node).unwrap().point())
        })
        .collect();
    moved.sort_by(f64::total_cmp);
    let median = moved[moved.len() / 2];
    assert!(median < 0.02 * f64::from(WIDTH), "{median}");
}

#[test]
fn a_map_that_is_stopped_is_none() {
    let items = items(500);
    let graph = graph(&items, &town(500));
    let stopped = AtlasArrays::draw(&graph, None, &|_| ControlFlow::Break(()));
    assert!(stopped.is_none());
}

#[test]
fn what_is_bought_together_lies_together() {
    // Twenty cliques of twelve in a ring: each item's eleven neighbours are nearer than most.
    let links: Vec<(u32, u32)> = (0..240)
        .flat_map(|item| (0..240).map(move |other| (item, other)))
        .filter(|&(a, b)| {
            a < b && (a / 12 == b / 12 || (a % 12 == 0 && b % 12 == 0 && b - a == 12))
        })
        .collect();
    let items = items(240);
    let graph = graph(&items, &links);
    let snapshot = written(&graph, &drawn(&graph, 2));
    let map = snapshot.atlas().unwrap();
    let csr = snapshot.csr();
    let place = |node| map.place(node).unwrap().point();
    let mut found = 0;
    for node in csr.nodes() {
        let mut nearest: Vec<NodeId> = csr.nodes().filter(|&other| other != node).collect();
        nearest.sort_by(|&a, &b| {
            place(a)
                .distance(place(node))
                .total_cmp(&place(b).distance(place(node)))
        });
        found += nearest[..30]
            .iter()
            .filter(|&&other| csr.find_arc(node, other).is_some())
            .count();
    }
    let share = found as f64 / csr.arc_count() as f64;
    assert!(share > 0.8, "{share}");
}
