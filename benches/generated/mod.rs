//! A generated catalogue of baskets: items in neighbourhoods, some far more popular than others.
#![allow(dead_code, reason = "each bench uses the part it needs")]

use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use cartway::shops::made_up::Shop;
use cartway_graph::atlas::AtlasArrays;
use cartway_graph::build::GraphArrays;
use cartway_graph::centre::Centre;
use cartway_graph::counting::{Baskets, Counted, Keep, OrderLines, count};
use cartway_graph::galleries::Galleries;
use cartway_graph::items::ItemTable;
use cartway_graph::links::{GivenLink, Links};
use cartway_graph::{Measure, NodeId, Snapshot, snapshot};
use flate2::read::MultiGzDecoder;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

/// Items of one neighbourhood.
const NEIGHBOURHOOD: u32 = 60;

/// All orders of a made-up shop, items as places in the order of their ids.
pub fn order_lines(shop: &Shop, order_count: u64) -> OrderLines {
    let mut lines = OrderLines::default();
    let taken = shop.orders(order_count, |orders| {
        for (_, items) in orders.iter() {
            // Ids begin at 1, places at 0.
            lines.add(items.iter().map(|id| id - 1));
        }
        Ok::<(), ()>(())
    });
    taken.expect("nobody stops it");
    lines
}

/// Small numbers more often than large ones.
fn popular(chance: &mut impl Rng, below: u32) -> u32 {
    let share: f64 = chance.random();
    (share * share * f64::from(below)) as u32
}

/// What a rebuild without options counts.
pub fn counted(baskets: &Baskets) -> Counted {
    match count(baskets, Keep::default(), &|_| ControlFlow::Continue(())) {
        ControlFlow::Continue(counted) => counted,
        ControlFlow::Break(()) => unreachable!("nobody stops it"),
    }
}

/// The graph of these orders as a snapshot.
pub fn snapshot_of(item_count: u32, lines: OrderLines) -> Snapshot {
    let baskets = Baskets::gather(lines, item_count as usize, 100);
    let mut file = Cursor::new(Vec::new());
    write(counted(&baskets).links, &mut file);
    Snapshot::from_slice(&file.into_inner()).expect("what was just written can be read")
}

/// Ten links an item, given and not counted: of each item six to its neighbourhood, three to others
/// that are the rarer the farther they are, one to a popular item anywhere. The same for the same
/// number.
pub fn ten_links_each(item_count: u32) -> Links {
    let mut chance = StdRng::seed_from_u64(u64::from(item_count));
    let mut rows = Vec::with_capacity(item_count as usize * 10);
    for item in 0..item_count {
        let neighbourhood = item - item % NEIGHBOURHOOD;
        for link in 0..10 {
            let other = match link {
                0..6 => neighbourhood + popular(&mut chance, NEIGHBOURHOOD),
                6..9 => item.wrapping_add(far(&mut chance, item_count)) % item_count,
                _ => popular(&mut chance, item_count),
            };
            let other = other.min(item_count - 1);
            rows.push(GivenLink::new(item, other, None, None));
        }
    }
    Links::given(rows, item_count as usize, 1).0
}

/// A distance: as many below 10 as from 10 to 100, from 100 to 1,000, and so on.
fn far(chance: &mut impl Rng, below: u32) -> u32 {
    let share: f64 = chance.random();
    f64::from(below).powf(share) as u32
}

/// Writes the graph of these links as a snapshot.
pub fn write(links: Links, out: &mut (impl Write + Seek)) {
    with_arrays(links, |arrays| {
        snapshot::write(
            arrays,
            &Centre::default(),
            &Galleries::default(),
            &AtlasArrays::default(),
            out,
        )
        .expect("there is room for what is written");
    });
}

/// Does something with the arrays of the graph of these links.
pub fn with_arrays(links: Links, work: impl FnOnce(&GraphArrays<'_>)) {
    let ids = (0..links.weights.item_count()).map(|item| format!("{item:08}"));
    let items = ItemTable::untitled(ids);
    work(&GraphArrays::of(&items, links, Measure::Cosine));
}

/// The co-purchase graph of Amazon beside the checkout, if it is there.
pub fn also_bought() -> Option<Snapshot> {
    let links = also_bought_links()?;
    let item_count = links.iter().map(|link| link.0.max(link.1)).max()? as usize + 1;
    let given = |&(source, target): &(u32, u32)| GivenLink::new(source, target, None, None);
    let rows: Vec<GivenLink> = links.iter().map(given).collect();
    let mut file = Cursor::new(Vec::new());
    write(Links::given(rows, item_count, 1).0, &mut file);
    Snapshot::from_slice(&file.into_inner()).ok()
}

/// Its links, if it is there.
pub fn also_bought_links() -> Option<Vec<(u32, u32)>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let edges = File::open(data.join("also-bought.edges.tsv.gz")).ok()?;
    let mut text = String::new();
    MultiGzDecoder::new(edges).read_to_string(&mut text).ok()?;
    // Comments begin with `#` and have no two numbers.
    let link = |line: &str| {
        let (source, target) = line.split_once('\t')?;
        Some((source.parse().ok()?, target.trim().parse().ok()?))
    };
    Some(text.lines().filter_map(link).collect())
}

/// Pairs of different nodes of the largest component, which are those numbered first.
pub fn pairs(snapshot: &Snapshot) -> impl Iterator<Item = (NodeId, NodeId)> + use<> {
    let mut chance = StdRng::seed_from_u64(2);
    let main = snapshot.component_size(0);
    std::iter::repeat_with(move || {
        let from = chance.random_range(0..main);
        (
            NodeId(from),
            NodeId((from + chance.random_range(1..main)) % main),
        )
    })
}
