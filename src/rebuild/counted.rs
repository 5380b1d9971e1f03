//! Counts that were made elsewhere, made into links: the same ones, byte for byte, as if the orders
//! had been counted here.
//!
//! Items are read first, so that pairs can be checked against them and speak of places in id order
//! at once: 12 bytes a pair are held.

use cartway_graph::items::{ItemList, ItemTable};
use cartway_graph::links::{Links, Weights};
use cartway_graph::pairs::{DistinctPairs, Pair};

use super::error::RebuildError;
use super::gather;
use super::intern::{Interner, Known};
use super::link_rules::LinkRules;
use super::linked::Linked;
use super::memory;
use super::passes::{Pass, Passes};
use super::purchases::RowCount;
use super::record::ItemRows;
use super::settings::Settings;
use crate::catalogue::{CountsFolder, CountsProblem, PairRow};
use crate::generation::{Manifest, Source};

/// Everything in a folder of counts.
pub(super) struct Read {
    pub(super) items: ItemTable,
    /// By their places in the table.
    weights: Weights,
    pairs: DistinctPairs,
}

/// Reads counts and makes links of them.
pub(super) fn of_counts(
    counts: &CountsFolder,
    settings: &Settings,
    rules: LinkRules,
    passes: &mut Passes<'_>,
    manifest: &mut Manifest,
) -> Result<Linked, RebuildError> {
    let Read {
        items,
        weights,
        pairs,
    } = passes.run("read", "rows", |pass| {
        read(counts, settings, pass, manifest)
    })?;
    let links = passes.run("link", "pairs", |pass| {
        pass.did(pairs.len() as u64, "pairs");
        choose(pairs, weights, rules, manifest)
    })?;
    Ok(Linked { items, links })
}

/// Reads and checks all rows.
pub(super) fn read(
    counts: &CountsFolder,
    settings: &Settings,
    pass: &mut Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Read, RebuildError> {
    let rows = counts.item_count().saturating_add(counts.pair_count());
    pass.expect(rows);
    let items = read_items(counts, settings, pass, manifest)?;
    pass.go_on()?;
    let (table, places) = items.list.in_id_order();
    let pairs = read_pairs(counts, &items.known, &items.orders, &places, pass)?;
    drop(items.known);
    pass.go_on()?;
    let pairs = DistinctPairs::of(pairs).map_err(|twice| {
        let (a, b) = twice.ends();
        counts.refused_twice(table.item(a).id, table.item(b).id)
    })?;
    let mut by_place = vec![0; places.len()];
    for (&place, &orders) in places.iter().zip(&items.orders) {
        by_place[place as usize] = orders;
    }
    report(counts, &by_place, manifest);
    Ok(Read {
        items: table,
        weights: Weights::counted(by_place, counts.meta().orders),
        pairs,
    })
}

/// Items in the order in which they came.
struct Items {
    list: ItemList,
    known: Known,
    orders: Vec<u32>,
}

fn read_items(
    counts: &CountsFolder,
    settings: &Settings,
    pass: &Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Items, RebuildError> {
    let mut ids = Interner::of("items");
    let mut rows = ItemRows::new(&settings.category_separator);
    let mut all_orders = Vec::new();
    let mut progress = RowCount::on(pass);
    counts.for_each_item(|row, orders, spot| -> Result<(), RebuildError> {
        let number = ids.number(row.id)?;
        if (number as usize) < all_orders.len() {
            let id = row.id.to_string();
            return Err(spot.refused(CountsProblem::ItemTwice { id }).into());
        }
        rows.push(&row);
        all_orders.push(orders);
        progress.count_row()?;
        Ok(())
    })?;
    progress.tell()?;
    gather::report_mended(&rows.mended, manifest);
    Ok(Items {
        list: rows.items,
        known: ids.into_known(),
        orders: all_orders,
    })
}

/// Reads all pairs, of items by their places.
fn read_pairs(
    counts: &CountsFolder,
    known: &Known,
    orders: &[u32],
    places: &[u32],
    pass: &Pass<'_>,
) -> Result<Vec<Pair>, RebuildError> {
    let mut pairs = room_for(counts.pair_count())?;
    let checks = Checks { known, orders };
    counts.pairs_in_chunks(
        |row_count| (Vec::with_capacity(row_count), RowCount::on(pass)),
        |(chunk, progress), row| -> Result<(), RebuildError> {
            let [a, b] = checks.items(&row)?;
            let (a, b) = (places[a as usize], places[b as usize]);
            chunk.push(Pair::between(a, b, row.orders));
            progress.count_row()?;
            Ok(())
        },
        |(chunk, mut progress)| {
            progress.tell()?;
            pairs.extend(chunk);
            Ok(())
        },
    )?;
    Ok(pairs)
}

/// Room for all pairs at once, where there is so much: a file may claim any number of them.
fn room_for(count: u64) -> Result<Vec<Pair>, RebuildError> {
    let mut pairs = Vec::new();
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    match pairs.try_reserve_exact(count) {
        Ok(()) => Ok(pairs),
        Err(_) => Err(RebuildError::NoMemory {
            what: "pairs",
            bytes: (count as u64).saturating_mul(size_of::<Pair>() as u64),
        }),
    }
}

/// What a pair is checked against.
struct Checks<'a> {
    known: &'a Known,
    /// Orders of each item by its number.
    orders: &'a [u32],
}

impl Checks<'_> {
    /// The numbers of both items, if they can be on so many orders together.
    fn items(&self, row: &PairRow<'_>) -> Result<[u32; 2], RebuildError> {
        let number = |key| {
            let unknown = |id| row.spot.refused(CountsProblem::UnknownItem { id });
            self.known.find(key).ok_or_else(|| unknown(key.to_string()))
        };
        let items = [number(row.a)?, number(row.b)?];
        if items[0] == items[1] {
            let id = row.a.to_string();
            return Err(row.spot.refused(CountsProblem::WithItself { id }).into());
        }
        for (item, key) in items.into_iter().zip([row.a, row.b]) {
            let one = self.orders[item as usize];
            if row.orders > one {
                let (both, id) = (row.orders, key.to_string());
                let problem = CountsProblem::MoreThanItem { both, one, id };
                return Err(row.spot.refused(problem).into());
            }
        }
        Ok(items)
    }
}

/// Keeps the strongest, and tells what that left out.
fn choose(
    mut pairs: DistinctPairs,
    weights: Weights,
    rules: LinkRules,
    manifest: &mut Manifest,
) -> Result<Links, RebuildError> {
    memory::ask_for(
        "links",
        pairs.bytes_to_link(weights.item_count(), rules.top),
    )?;
    let all = pairs.len() as u64;
    pairs.keep_from(rules.min_orders);
    let over_minimum = pairs.len() as u64;
    let links = pairs.into_links(weights, rules.measure, rules.top);
    let counts = &mut manifest.counts;
    counts.links_under_minimum = all - over_minimum;
    counts.links_before_pruning = over_minimum;
    // Before they are cut, a pair stands on the lists of both.
    counts.listings_pruned = 2 * over_minimum - links.listing_count();
    Ok(links)
}

fn report(counts: &CountsFolder, item_orders: &[u32], manifest: &mut Manifest) {
    let meta = counts.meta();
    Source::COUNTS.clone_into(&mut manifest.source.from);
    let counts = &mut manifest.counts;
    counts.orders = meta.orders.saturating_add(meta.left_out_orders);
    counts.orders_over_limit = meta.left_out_orders;
    counts.order_lines = item_orders.iter().map(|&orders| u64::from(orders)).sum();
}

#[cfg(test)]
#[path = "counted_tests.rs"]
mod tests;
