//! What was counted here, written for a rebuild elsewhere: the links that stay, whichever end keeps
//! them, and all items.
//!
//! The strongest of these are the strongest of all, so that who reads them makes the same choice.

use cartway_graph::items::ItemTable;
use cartway_graph::links::Links;
use rayon::prelude::*;

use super::error::RebuildError;
use super::link_rules::LinkRules;
use super::passes::Pass;
use super::record::title_of_id;
use crate::catalogue::{CountsDraft, CountsMeta, ItemRow, Key, ROWS_A_FILE};

/// Writes counts, and puts them in their place.
pub(super) fn write(
    draft: CountsDraft,
    items: &ItemTable,
    links: &Links,
    rules: LinkRules,
    left_out_orders: u64,
    pass: &mut Pass<'_>,
) -> Result<(), RebuildError> {
    let item_orders = &links.weights.item_orders;
    let files = item_orders.par_chunks(ROWS_A_FILE).enumerate();
    files.try_for_each(|(file, orders)| -> Result<(), RebuildError> {
        pass.go_on()?;
        let first = (file * ROWS_A_FILE) as u32;
        let rows = (first..).zip(orders);
        let rows = rows.map(|(place, &orders)| (row(items, place), orders));
        Ok(draft.write_items(file, rows)?)
    })?;
    // A file without rows where there are none, so that it says what it has none of.
    if item_orders.is_empty() {
        draft.write_items(0, std::iter::empty())?;
    }
    if links.links.is_empty() {
        draft.write_pairs(0, std::iter::empty())?;
    }
    let files = links.links.par_chunks(ROWS_A_FILE).enumerate();
    files.try_for_each(|(file, links)| -> Result<(), RebuildError> {
        let id = |place| items.item(place).id;
        let rows = links
            .iter()
            .map(|link| (id(link.a), id(link.b), link.number));
        draft.write_pairs(file, rows)?;
        pass.advance(links.len() as u64)?;
        Ok(())
    })?;
    draft.publish(&CountsMeta {
        measure: rules.measure.name().to_owned(),
        min_orders: rules.min_orders,
        top: rules.top as u64,
        max_basket: rules.max_basket as u64,
        // They are counted, so that is how many there were.
        orders: links.weights.total_weight as u64,
        left_out_orders,
        order_lines: Some(item_orders.iter().map(|&orders| u64::from(orders)).sum()),
        items: Some(items.len() as u64),
        pairs: Some(links.links.len() as u64),
    })?;
    Ok(())
}

fn row(items: &ItemTable, place: u32) -> ItemRow<'_> {
    let item = items.item(place);
    ItemRow {
        id: Key::from(item.id),
        // Who has none is called by its id there too.
        title: (item.title != title_of_id(item.id)).then_some(item.title),
        creator: item.creator,
        category: item.categories,
        year: item.year,
        url: item.url,
        image_url: item.image_url,
    }
}
