//! Shoppers and what they order.
//!
//! A shopper has a few tastes, comes back, and buys much of it again. A basket is filled by walking
//! through the shop: from an item of the shopper's taste to its companions and theirs, with a
//! bestseller or something bought before put in between. Orders are made in blocks, each with its
//! own shoppers and its own chance, so that blocks can be made in any order and at the same time.

use super::bundles::Bundles;
use super::popularity::Sizes;
use super::purpose::Purpose;
use super::shelves::{Place, Shelf, Shelves};
use crate::shops::chance::Chance;

/// Orders of a block; the last one may have fewer.
pub(super) const BLOCK: u64 = 8_192;

/// Of a hundred choices, how many are bestsellers, and how many were bought before.
const BESTSELLERS: u32 = 18;
const AGAIN: u32 = 34;
/// Of a hundred steps of a walk, how many begin anew with one of the shopper's tastes, and how many
/// go along the second shelf.
const ANEW: u32 = 25;
const SECOND_SHELF: u32 = 45;
/// Of a hundred tastes, how many are near the shopper's first one, and how near that is.
const SIMILAR_TASTES: u32 = 55;
const NEAR: u32 = 600;
/// Of a hundred tastes that are not, how many are for what is popular; the others are for anything.
const POPULAR_TASTES: u32 = 70;
/// Choices in vain, because it is in the basket already, until the shopper takes whatever there is.
const PATIENCE: u32 = 20;
/// Of what a shopper bought, this much at most is remembered.
const MEMORY: usize = 500;

/// Makes up orders.
#[derive(Debug)]
pub(super) struct Till<'s> {
    shelves: &'s Shelves,
    seed: u64,
    basket_sizes: Sizes,
    visits: Sizes,
}

/// A made-up person.
#[derive(Debug, Default)]
struct Shopper {
    tastes: Vec<Place>,
    bought: Vec<Place>,
}

impl<'s> Till<'s> {
    pub(super) fn new(shelves: &'s Shelves, seed: u64) -> Self {
        Self {
            shelves,
            seed,
            basket_sizes: Sizes::of_baskets(),
            visits: Sizes::of_visits(),
        }
    }

    /// Block `block` of the orders, `count` of them.
    pub(super) fn block(&self, block: u64, count: u64) -> Bundles {
        let mut chance = Purpose::Orders.source(self.seed, block);
        let mut orders = Bundles::from_id(block * BLOCK + 1);
        let mut shopper = Shopper::default();
        let mut basket = Vec::new();
        let mut visits = 0;
        for _ in 0..count {
            if visits == 0 {
                visits = self.visits.draw(&mut chance);
                self.welcome(&mut shopper, &mut chance);
            }
            visits -= 1;
            self.fill(&mut basket, &shopper, &mut chance);
            orders.push(basket.iter().map(|&item| self.shelves.id(item)));
            if shopper.bought.len() < MEMORY {
                shopper.bought.extend(&basket);
            }
        }
        // As they came in over time, not shopper after shopper.
        orders.shuffled(&mut chance)
    }

    /// Makes a new shopper up.
    fn welcome(&self, shopper: &mut Shopper, chance: &mut Chance) {
        shopper.bought.clear();
        shopper.tastes.clear();
        let first = self.taste(chance);
        shopper.tastes.push(first);
        let home = self.shelves.items_of(self.shelves.category(first));
        for _ in 0..2 + chance.below(6) {
            let similar = chance.happens(SIMILAR_TASTES);
            shopper.tastes.push(if similar {
                let begin = first.saturating_sub(NEAR / 2).max(home.start);
                let end = (first + NEAR / 2).min(home.end);
                begin + chance.below(end - begin)
            } else {
                self.taste(chance)
            });
        }
    }

    fn taste(&self, chance: &mut Chance) -> Place {
        if chance.happens(POPULAR_TASTES) {
            self.shelves.bestseller(chance)
        } else {
            chance.below(self.shelves.count())
        }
    }

    /// Fills an empty basket.
    fn fill(&self, basket: &mut Vec<Place>, shopper: &Shopper, chance: &mut Chance) {
        basket.clear();
        // Nobody empties a small shop.
        let size = self.basket_sizes.draw(chance).min(self.shelves.count() / 2);
        let mut at = chance.pick(&shopper.tastes);
        let mut in_vain = 0;
        while basket.len() < size as usize {
            let item = if in_vain < PATIENCE {
                self.choose(&mut at, shopper, chance)
            } else {
                chance.below(self.shelves.count())
            };
            if basket.contains(&item) {
                in_vain += 1;
            } else {
                basket.push(item);
            }
        }
    }

    /// What the shopper, who is `at` an item, takes next.
    fn choose(&self, at: &mut Place, shopper: &Shopper, chance: &mut Chance) -> Place {
        let kind = chance.below(100);
        if kind < BESTSELLERS {
            return self.shelves.bestseller(chance);
        }
        if kind < BESTSELLERS + AGAIN && !shopper.bought.is_empty() {
            return chance.pick(&shopper.bought);
        }
        if chance.happens(ANEW) {
            *at = chance.pick(&shopper.tastes);
        }
        let shelf = if chance.happens(SECOND_SHELF) {
            Shelf::Second
        } else {
            Shelf::First
        };
        *at = self.shelves.companion(*at, shelf, chance);
        *at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_of_an_order_are_all_different_items_of_the_shop() {
        let shelves = Shelves::new(1, 1_000);
        let orders = Till::new(&shelves, 1).block(3, 2_000);
        assert_eq!(orders.count(), 2_000);
        let lines: usize = orders.iter().map(|(_, items)| items.len()).sum();
        assert_eq!(lines, orders.item_count());
        for ((id, items), expected) in orders.iter().zip(3 * BLOCK + 1..) {
            assert_eq!(id, expected);
            let mut sorted = items.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), items.len(), "{items:?}");
            assert!(items.iter().all(|id| (1..=1_000).contains(id)));
        }
    }

    #[test]
    fn much_is_bought_again() {
        let shelves = Shelves::new(1, 50_000);
        let till = Till::new(&shelves, 1);
        let mut chance = Purpose::Orders.source(1, 0);
        let mut shopper = Shopper::default();
        till.welcome(&mut shopper, &mut chance);
        let mut basket = Vec::new();
        let (mut lines, mut again) = (0, 0);
        for _ in 0..20 {
            till.fill(&mut basket, &shopper, &mut chance);
            lines += basket.len();
            again += basket
                .iter()
                .filter(|item| shopper.bought.contains(item))
                .count();
            shopper.bought.extend(&basket);
        }
        assert!(
            again * 3 > lines && again * 5 < lines * 4,
            "{again} of {lines}"
        );
    }
}
