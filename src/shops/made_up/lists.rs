//! "Also bought" lists: links as a shop would give them instead of its orders.
//!
//! An item's list holds companions on both its shelves, and now and then anything of its category or
//! a bestseller of the shop. That an item stands on another's list does not mean the other stands on its own:
//! the popular ones stand on many. One item of a thousand has itself on its list, as real lists do.

use super::bundles::Bundles;
use super::purpose::Purpose;
use super::shelves::{Place, Shelf, Shelves};
use crate::shops::chance::Chance;

/// Items of a block; the last one may have fewer.
pub(super) const BLOCK: u32 = 8_192;
/// The longest list.
pub const LONGEST_LIST: u32 = 10;

/// Of a hundred places on a list, how many are for companions on the first shelf, on the second,
/// and for anything of the category; the others are for bestsellers.
const FIRST_SHELF: u32 = 80;
const SECOND_SHELF: u32 = 18;
const CATEGORY: u32 = 1;
/// One list in so many holds the item it belongs to.
const SELF_LINK_EVERY: u32 = 1_000;
/// Choices in vain, because it is on the list already, until companions of what is on the list will
/// do, and until anything will.
const PATIENCE: u32 = 12;
const WEARY: u32 = 100;

/// Makes up lists.
#[derive(Debug)]
pub(super) struct Lister<'s> {
    shelves: &'s Shelves,
    seed: u64,
    /// How many links all lists hold together.
    links: u64,
}

impl<'s> Lister<'s> {
    /// Makes up lists of `links` links together, [`LONGEST_LIST`] an item at most.
    pub(super) fn new(shelves: &'s Shelves, seed: u64, links: u64) -> Self {
        Self {
            shelves,
            seed,
            links,
        }
    }

    /// The lists of block `block` of the items.
    pub(super) fn block(&self, block: u64) -> Bundles {
        let mut chance = Purpose::Lists.source(self.seed, block);
        let first = block as u32 * BLOCK + 1;
        let last = (first + BLOCK - 1).min(self.shelves.count());
        let mut lists = Bundles::from_id(first.into());
        let mut list = Vec::new();
        for id in first..=last {
            self.fill(
                &mut list,
                self.shelves.item_of_id(id),
                self.length(id),
                &mut chance,
            );
            lists.push(list.iter().map(|&item| self.shelves.id(item)));
        }
        lists
    }

    /// How many links the item's list holds: what all lists hold is shared out evenly, and then
    /// neighbours by id lend each other some.
    fn length(&self, id: u32) -> u32 {
        let count = u64::from(self.shelves.count());
        let before = |id: u64| self.links * id / count;
        let even = |id: u64| (before(id + 1) - before(id)) as u32;
        let (own, other) = (u64::from(id - 1), u64::from(id - 1) ^ 1);
        if other >= count {
            return even(own);
        }
        let (low, high) = (even(own.min(other)), even(own.max(other)));
        let room = low.min(LONGEST_LIST.saturating_sub(high));
        let lent = (own / 2).wrapping_mul(2_654_435_761) as u32 >> 8;
        let lent = lent % (room + 1);
        if own < other { low - lent } else { high + lent }
    }

    fn fill(&self, list: &mut Vec<Place>, item: Place, length: u32, chance: &mut Chance) {
        list.clear();
        if length > 0 && chance.below(SELF_LINK_EVERY) == 0 {
            list.push(item);
        }
        let mut in_vain = 0;
        while list.len() < length as usize {
            let target = match in_vain {
                0..PATIENCE => self.choose(item, chance),
                PATIENCE..WEARY if !list.is_empty() => {
                    let listed = chance.pick(list);
                    self.shelves.companion(listed, Shelf::First, chance)
                }
                _ => chance.below(self.shelves.count()),
            };
            if target == item || list.contains(&target) {
                in_vain += 1;
            } else {
                list.push(target);
            }
        }
    }

    fn choose(&self, item: Place, chance: &mut Chance) -> Place {
        let kind = chance.below(100);
        if kind < FIRST_SHELF {
            self.shelves.companion(item, Shelf::First, chance)
        } else if kind < FIRST_SHELF + SECOND_SHELF {
            self.shelves.companion(item, Shelf::Second, chance)
        } else if kind < FIRST_SHELF + SECOND_SHELF + CATEGORY {
            let category = self.shelves.items_of(self.shelves.category(item));
            category.start + chance.below(category.len() as u32)
        } else {
            self.shelves.bestseller(chance)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn lists(items: u32, links: u64) -> Vec<(u32, Vec<u32>)> {
        let shelves = Shelves::new(1, items);
        let lister = Lister::new(&shelves, 1, links);
        let blocks = u64::from(items.div_ceil(BLOCK));
        let lists = (0..blocks).map(|block| lister.block(block));
        lists
            .flat_map(|lists| {
                let owned = lists.iter().map(|(id, list)| (id as u32, list.to_vec()));
                owned.collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn there_are_as_many_links_as_asked_for() {
        for (items, links) in [(1_000, 0), (1_000, 1), (9_001, 61_234), (20_000, 200_000)] {
            let lists = lists(items, links);
            assert!(lists.iter().map(|list| list.0).eq(1..=items));
            let lengths = lists.iter().map(|(_, list)| list.len());
            assert!(
                lengths
                    .clone()
                    .all(|length| length <= LONGEST_LIST as usize)
            );
            assert_eq!(lengths.sum::<usize>() as u64, links);
        }
    }

    #[test]
    fn lists_have_links_both_ways_and_one_way_and_to_themselves_but_no_doubles() {
        let lists = lists(20_000, 100_000);
        let rows = lists
            .iter()
            .flat_map(|(id, list)| list.iter().map(|&target| (*id, target)));
        let distinct: HashSet<(u32, u32)> = rows.collect();
        assert_eq!(distinct.len(), 100_000);
        let count =
            |is: &dyn Fn(&(u32, u32)) -> bool| distinct.iter().filter(|row| is(row)).count();
        let to_itself = count(&|row| row.0 == row.1);
        let both_ways = count(&|row| row.0 != row.1 && distinct.contains(&(row.1, row.0)));
        assert!((5..60).contains(&to_itself), "{to_itself}");
        assert!((20_000..80_000).contains(&both_ways), "{both_ways}");
    }
}
