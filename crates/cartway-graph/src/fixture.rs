//! Small snapshots for tests.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::atlas::AtlasArrays;
use super::build::GraphArrays;
use super::centre::Centre;
use super::counting::{Baskets, Keep, OrderLines, count};
use super::csr::Listed;
use super::galleries::Galleries;
use super::items::{ItemRecord, ItemTable};
use super::links::{Link, Links, Weights};
use super::{Measure, Snapshot, snapshot};

/// Links without those of an item with itself, each once, the lower item first; in order.
pub fn each_once(links: impl IntoIterator<Item = (u32, u32)>) -> BTreeSet<(u32, u32)> {
    let links = links.into_iter().filter(|(a, b)| a != b);
    links.map(|(a, b)| (a.min(b), a.max(b))).collect()
}

/// A random tree, and some links across it.
pub fn random_links(item_count: usize, across: usize, seed: u64) -> Vec<(u32, u32)> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let count = item_count as u32;
    let mut links: Vec<(u32, u32)> = (1..count)
        .map(|b| (chance.random_range(b.saturating_sub(9)..b), b))
        .collect();
    let mut any = || chance.random_range(0..count);
    links.extend((0..across).map(|_| (any(), any())));
    links
}

/// A snapshot of items `i0`, `i1`, ... (ids in numeric order up to ten items) with the links
/// `(a, b, orders, listed)`; an item's orders are ten and those of all its links.
pub fn snapshot_of(item_count: u32, links: &[LinkRow]) -> Snapshot {
    snapshot_with_categories(&vec![None; item_count as usize], links)
}

/// A link of a fixture: both ends, orders, and who lists it.
pub type LinkRow = (u32, u32, u32, Listed);

/// A snapshot as that of [`snapshot_of`] with an item for each category given.
pub fn snapshot_with_categories(categories: &[Option<&str>], links: &[LinkRow]) -> Snapshot {
    let bytes = bytes_with_categories(categories, links);
    Snapshot::from_slice(&bytes).expect("what was just written can be read")
}

/// The bytes of such a snapshot.
pub fn bytes_with_categories(categories: &[Option<&str>], links: &[LinkRow]) -> Vec<u8> {
    let item_count = categories.len() as u32;
    let mut item_orders = vec![10; item_count as usize];
    let links: Vec<Link> = links
        .iter()
        .map(|&(a, b, number, listed)| {
            item_orders[a as usize] += number;
            item_orders[b as usize] += number;
            Link {
                a,
                b,
                number,
                listed,
            }
        })
        .collect();
    let width = item_count.to_string().len();
    let ids: Vec<String> = (0..item_count)
        .map(|item| format!("i{item:0width$}"))
        .collect();
    let items: ItemTable = ids
        .iter()
        .zip(categories)
        .map(|(id, &categories)| ItemRecord {
            categories,
            ..ItemRecord::untitled(id)
        })
        .collect();
    let weights = Weights::counted(item_orders, 1000);
    let arrays = GraphArrays::of(&items, Links { links, weights }, Measure::Cosine);
    snapshot::to_bytes(
        &arrays,
        &Centre::default(),
        &Galleries::default(),
        &AtlasArrays::default(),
    )
}

/// The links that a rebuild without options counts.
pub fn counted_links(lines: OrderLines, item_count: usize) -> Links {
    let baskets = Baskets::gather(lines, item_count, 100);
    match count(&baskets, Keep::default(), &|_| ControlFlow::Continue(())) {
        ControlFlow::Continue(counted) => counted.links,
        ControlFlow::Break(()) => unreachable!("nobody stops it"),
    }
}
