//! Items that the operator wants out of the graph, and those that he may want out of it: postage,
//! vouchers, fees. They are on so many orders that everything is near to everything by them.
//!
//! What is left out is neither an item nor on an order: the graph is that of a shop which never had
//! it.

use cartway_graph::items::{ItemList, ItemTable};
use cartway_graph::links::Weights;

use super::gather::Gathered;
use super::purchases::NOBODY;
use super::rule::LeaveOut;
use crate::catalogue::looks_like_no_goods;
use crate::generation::Manifest;

/// Most items that are named.
const NAMED: usize = 10;

/// Of how many orders one must hold an item for it to be named.
const ORDERS_A_NAME: u32 = 10_000;

/// What was gathered, without what is to be left out.
pub(super) fn leave_out(
    gathered: Gathered,
    rules: &[LeaveOut],
    manifest: &mut Manifest,
) -> Gathered {
    if rules.is_empty() {
        return gathered;
    }
    let Gathered {
        items,
        mut purchases,
    } = gathered;
    // A variable whose last line ends has an empty one after it.
    let rules: Vec<&LeaveOut> = rules
        .iter()
        .filter(|rule| !rule.as_given().is_empty())
        .collect();
    let mut met = vec![false; rules.len()];
    let mut kept = ItemList::default();
    // The new place of each item; what is in id order stays in it.
    let mut places = Vec::with_capacity(items.len());
    for place in 0..items.len() as u32 {
        let item = items.item(place);
        let mut is_out = false;
        for (rule, met) in rules.iter().zip(&mut met) {
            let holds = rule.holds(item.id, item.title);
            *met |= holds;
            is_out |= holds;
        }
        if is_out {
            places.push(NOBODY);
        } else {
            places.push(kept.len() as u32);
            kept.push(&item);
        }
    }
    manifest.counts.items_left_out = (items.len() - kept.len()) as u64;
    drop(items);
    manifest.counts.lines_left_out = purchases.keep(&places);
    for (rule, _) in rules.iter().zip(&met).filter(|(_, met)| !**met) {
        manifest.warnings.push(format!(
            "--leave-out {} leaves nothing out: no item has that id, or a title like it",
            for_a_shell(rule.as_given())
        ));
    }
    Gathered {
        items: kept.in_id_order().0,
        purchases,
    }
}

/// Names the items that look like no goods and are on a fair share of orders.
pub(super) fn name_no_goods(items: &ItemTable, weights: &Weights, manifest: &mut Manifest) {
    let share = u32::try_from(manifest.counts.orders).unwrap_or(u32::MAX) / ORDERS_A_NAME;
    let mut found: Vec<(u32, u32)> = (0..items.len() as u32)
        .zip(&weights.item_orders)
        .filter(|&(_, &orders)| orders > share.max(1))
        .filter(|&(place, _)| {
            let item = items.item(place);
            looks_like_no_goods(item.id, Some(item.title))
        })
        .map(|(place, &orders)| (orders, place))
        .collect();
    if found.is_empty() {
        return;
    }
    found.sort_unstable_by_key(|&(orders, place)| (std::cmp::Reverse(orders), place));
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    let (mut names, mut options) = (Vec::new(), Vec::new());
    for (orders, place) in found {
        let item = items.item(place);
        names.push(format!("`{}` {} ({orders} orders)", item.id, item.title));
        options.push(format!("--leave-out {}", for_a_shell(item.id)));
    }
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let what_to_do = match manifest.source.was_counted_elsewhere() {
        true => "leave them out where orders are counted".to_owned(),
        false => format!("rebuild with {}", options.join(" ")),
    };
    manifest.warnings.push(format!(
        "these look like no goods: {}{more}; if so, {what_to_do}",
        names.join(", ")
    ));
}

/// A word as a shell takes it.
fn for_a_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.,:@%+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
#[path = "leave_out_tests.rs"]
mod tests;
