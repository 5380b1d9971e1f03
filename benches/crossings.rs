//! Lines that cross in pictures, and how long a layout takes: 120 random pictures of 2 to 8 hops.
//!
//! Beside it the best of many tries by chance of the same plain method, the columns ordered by the
//! mean places of their neighbours, without a straight best connection: what a picture could have
//! that promises nothing else.

use std::hint::black_box;
use std::time::Instant;

use cartway::explorer::{
    Column, Connections, Evidence, ItemCard, PathItem, PathLink, RankedPath, Thresholds,
};
use cartway::picture::layout::{Layout, LinkCurve, Orientation, lay_out};
use cartway_graph::connect::PathCount;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

const PICTURES: u64 = 120;
const MOST_HOPS: usize = 8;
const MOST_AT_HOP: usize = 9;
const MOST_ITEMS: usize = 60;
/// Of a thousand pairs of neighbouring columns, so many are linked beyond what joins every item to
/// the item before it and the item after it.
const LINKED_PER_THOUSAND: usize = 20;
const TRIES: usize = 500;

fn main() {
    let pictures: Vec<Connections> = (0..PICTURES).map(picture).collect();
    let items: usize = pictures.iter().map(|found| found.items.len()).sum();
    let links: usize = pictures.iter().map(|found| found.links.len()).sum();
    println!("{PICTURES} pictures, {items} items, {links} links");
    for (name, orientation) in [("across", Orientation::Across), ("down", Orientation::Down)] {
        let began = Instant::now();
        for found in &pictures {
            black_box(layout(found, orientation));
        }
        let mean = began.elapsed() / PICTURES as u32;
        let layouts = pictures.iter().map(|found| layout(found, orientation));
        let (mut crossed, mut size) = (0, 0);
        for layout in layouts {
            crossed += crossings(&layout);
            size += match orientation {
                Orientation::Across => layout.height,
                Orientation::Down => layout.width,
            };
        }
        let size = size / PICTURES as i32;
        println!("{name}: {crossed} crossings, {size} px at the mean, {mean:?} a layout");
    }
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let least = pictures
        .iter()
        .map(|found| least_of_many(found, &mut chance));
    println!(
        "by chance, nothing straight: {} crossings",
        least.sum::<usize>()
    );
}

fn layout(found: &Connections, orientation: Orientation) -> Layout {
    let captions = vec![String::new(); found.items.len()];
    lay_out(found, &captions, orientation, false)
}

/// Pairs of lines between the same columns whose ends stand the other way round.
fn crossings(layout: &Layout) -> usize {
    let ends = |link: &LinkCurve| {
        let [begin, .., end] = link.points;
        match layout.orientation {
            Orientation::Across => (begin.x, begin.y, end.y),
            Orientation::Down => (begin.y, begin.x, end.x),
        }
    };
    let ends: Vec<_> = layout.links.iter().map(ends).collect();
    let crosses = |a: &(i32, i32, i32), b: &(i32, i32, i32)| {
        a.0 == b.0 && (a.1 - b.1).signum() * (a.2 - b.2).signum() < 0
    };
    let pairs = ends.iter().enumerate();
    pairs
        .map(|(place, a)| ends[place + 1..].iter().filter(|b| crosses(a, b)).count())
        .sum()
}

/// The fewest crossings of many beginnings by chance, each swept to and fro.
fn least_of_many(found: &Connections, chance: &mut ChaCha8Rng) -> usize {
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); found.hops + 1];
    for (place, item) in found.items.iter().enumerate() {
        columns[item.column].push(place);
    }
    let mut before = vec![Vec::new(); found.items.len()];
    let mut after = before.clone();
    for link in &found.links {
        after[link.from].push(link.to);
        before[link.to].push(link.from);
    }
    let mut least = usize::MAX;
    for _ in 0..TRIES {
        let mut places = vec![0; found.items.len()];
        for column in &columns {
            let mut order = column.clone();
            for last in (1..order.len()).rev() {
                order.swap(last, below(chance, last + 1));
            }
            set(&order, &mut places);
        }
        for _ in 0..4 {
            for column in &columns {
                sweep(column, &before, &mut places);
            }
            least = least.min(crossings_at(&found.links, &found.items, &places));
            for column in columns.iter().rev() {
                sweep(column, &after, &mut places);
            }
            least = least.min(crossings_at(&found.links, &found.items, &places));
        }
        if least == 0 {
            break;
        }
    }
    least
}

fn set(order: &[usize], places: &mut [usize]) {
    for (place, item) in order.iter().enumerate() {
        places[*item] = place;
    }
}

fn sweep(column: &[usize], beside: &[Vec<usize>], places: &mut [usize]) {
    let wish = |item: &usize| match beside[*item].len() {
        0 => places[*item] as f64,
        count => {
            beside[*item]
                .iter()
                .map(|there| places[*there])
                .sum::<usize>() as f64
                / count as f64
        }
    };
    let mut order: Vec<(f64, usize, usize)> = column
        .iter()
        .map(|item| (wish(item), places[*item], *item))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let order: Vec<usize> = order.into_iter().map(|(_, _, item)| item).collect();
    set(&order, places);
}

fn crossings_at(links: &[PathLink], items: &[PathItem], places: &[usize]) -> usize {
    let mut count = 0;
    for (place, a) in links.iter().enumerate() {
        let beside = links[place + 1..].iter();
        let beside = beside.take_while(|b| items[b.from].column == items[a.from].column);
        count += beside
            .filter(|b| {
                let (first, second) = (places[a.from], places[b.from]);
                let (one, other) = (places[a.to], places[b.to]);
                first < second && one > other || first > second && one < other
            })
            .count();
    }
    count
}

fn below(chance: &mut ChaCha8Rng, bound: usize) -> usize {
    chance.next_u32() as usize % bound
}

/// A random picture: the first items of all hops are the best connection, every item is linked
/// back and on, and a few more pairs are.
fn picture(seed: u64) -> Connections {
    let chance = &mut ChaCha8Rng::seed_from_u64(1_000 + seed);
    let hops = 2 + below(chance, MOST_HOPS - 1);
    let mut items: Vec<PathItem> = Vec::new();
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for hop in 0..=hops {
        let left = MOST_ITEMS - items.len() - (hops - hop);
        let count = match hop {
            0 => 1,
            hop if hop == hops => 1,
            _ => 1 + below(chance, MOST_AT_HOP.min(left)),
        };
        columns.push((items.len()..items.len() + count).collect());
        items.extend((0..count).map(|_| item(hop)));
    }
    let links = columns
        .windows(2)
        .flat_map(|pair| links(chance, &pair[0], &pair[1]));
    let links = links.collect();
    let best = columns.iter().map(|column| column[0]).collect();
    Connections {
        hops,
        path_count: PathCount {
            value: 2,
            exact: true,
        },
        longer: Vec::new(),
        complete: true,
        stops: Vec::new(),
        columns: columns
            .iter()
            .map(|column| Column {
                total: column.len(),
                shown: column.len(),
            })
            .collect(),
        items,
        links,
        paths: vec![RankedPath {
            items: best,
            cost: 1.0,
        }],
        hidden_by: Thresholds::default(),
    }
}

fn links(chance: &mut ChaCha8Rng, left: &[usize], right: &[usize]) -> Vec<PathLink> {
    let mut pairs = vec![(left[0], right[0])];
    for &from in &left[1..] {
        pairs.push((from, right[below(chance, right.len())]));
    }
    for &to in right {
        if !pairs.iter().any(|pair| pair.1 == to) {
            pairs.push((left[below(chance, left.len())], to));
        }
    }
    for &from in left {
        for &to in right {
            if below(chance, 1_000) < LINKED_PER_THOUSAND {
                pairs.push((from, to));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let link = |(from, to)| PathLink {
        from,
        to,
        evidence: evidence(),
    };
    pairs.into_iter().map(link).collect()
}

fn item(column: usize) -> PathItem {
    PathItem {
        card: ItemCard {
            id: column.to_string(),
            title: "Moby-Dick; or, The Whale".to_owned(),
            creator: None,
            categories: Vec::new(),
            year: None,
            image_url: None,
        },
        column,
        on_shortest: true,
        share_of_paths: 0.5,
        on_every_path: false,
    }
}

fn evidence() -> Evidence {
    Evidence {
        orders: Some(3),
        share_of_from_orders: None,
        share_of_to_orders: None,
        times_chance: None,
        strength: 0.5,
        rank: 1,
        listed_forward: true,
        listed_backward: true,
    }
}
