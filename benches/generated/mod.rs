//! A generated catalogue of baskets: items in neighbourhoods, some far more popular than others.
#![allow(dead_code, reason = "each bench uses the part it needs")]

use std::io::Cursor;

use cartway::graph::build::{GraphArrays, ItemRecord};
use cartway::graph::counting::{Baskets, OrderLines, count};
use cartway::graph::{Measure, Snapshot, component, numbering, prune, snapshot};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

/// Items of one neighbourhood.
const NEIGHBOURHOOD: u32 = 60;

/// Order lines of `order_count` orders over `item_count` items, the same for the same numbers.
pub fn order_lines(item_count: u32, order_count: u32) -> OrderLines {
    let mut chance = StdRng::seed_from_u64(1);
    let mut lines = OrderLines {
        order_count,
        ..OrderLines::default()
    };
    for order in 0..order_count {
        let neighbourhood = popular(&mut chance, item_count / NEIGHBOURHOOD);
        for _ in 0..chance.random_range(2..12) {
            let stray = chance.random_bool(0.1);
            let item = if stray {
                popular(&mut chance, item_count)
            } else {
                neighbourhood * NEIGHBOURHOOD + popular(&mut chance, NEIGHBOURHOOD)
            };
            lines.orders.push(order);
            lines.items.push(item);
        }
    }
    lines
}

/// Small numbers more often than large ones.
fn popular(chance: &mut impl Rng, below: u32) -> u32 {
    let share: f64 = chance.random();
    (share * share * f64::from(below)) as u32
}

/// The graph of these orders as a snapshot.
pub fn snapshot_of(item_count: u32, lines: &OrderLines) -> Snapshot {
    let baskets = Baskets::gather(lines, item_count as usize, 100);
    let mut links = count(&baskets, 2, &|_| ()).links;
    prune::prune(&mut links, Measure::Cosine, 50);
    let records: Vec<ItemRecord> = (0..item_count)
        .map(|item| ItemRecord::untitled(format!("{item:08}")))
        .collect();
    let components = component::label(&links.links, records.len());
    let numbers = numbering::number(&links.links, &components);
    let arrays = GraphArrays::build(&records, &links, &components, numbers, Measure::Cosine);
    let mut file = Cursor::new(Vec::new());
    snapshot::write(&arrays, &mut file).expect("memory takes what is written to it");
    Snapshot::from_slice(&file.into_inner()).expect("what was just written can be read")
}
