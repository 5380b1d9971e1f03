//! The simulated shoppers: who they are, and what they put into their baskets.
//!
//! A shopper has a few tastes, favourite creators, a preferred kind of work and a preferred time.
//! An order begins with something to the shopper's taste (or with something from the shop window,
//! so that every work is sold) and goes on mostly with works like those already in the basket.
//! Everything follows from one seed.

use crate::shops::bundled::affinity::{Affinity, era_percent};
use crate::shops::bundled::features::Features;
use crate::shops::bundled::popularity::popularity;
use crate::shops::bundled::wheel::Wheel;
use crate::shops::bundled::works::{Work, works};
use crate::shops::chance::Chance;

const SEED: [u8; 32] = *b"cartway: six thousand shoppers  ";
const SHOPPERS: u32 = 5_900;
/// Most orders of one shopper, most works in one basket.
const MOST_ORDERS: u32 = 60;
const LARGEST_BASKET: u32 = 40;
/// One order in so many begins at the shop window.
const WINDOW_EVERY: u32 = 3;
/// In a hundred choices, so many follow what is in the basket, and of the others so many in a
/// hundred follow the shopper's tastes.
const FOLLOWS_BASKET: u32 = 96;
const FOLLOWS_TASTE: u32 = 90;
/// Works looked at before one is chosen by taste.
const LOOKS: u32 = 5;
/// Choices that may fail (the work is in the basket already) before the shopper goes to pay.
const PATIENCE: u32 = 25;

/// What one shopper bought at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its number, from 1.
    pub id: u32,
    /// Places in [`works`], each at most once, in the order they were chosen.
    pub items: Vec<u32>,
}

/// All simulated orders, about thirty thousand; the same ones every time.
pub fn orders() -> impl Iterator<Item = Order> {
    let mut shop = Shop::open(works());
    let mut chance = Chance::new(SEED);
    let mut last_id = 0;
    (0..SHOPPERS).flat_map(move |_| {
        let shopper = shop.welcome(&mut chance);
        let count = shop.order_counts.spin(&mut chance).map_or(1, |n| n + 1);
        (0..count)
            .map(|_| {
                last_id += 1;
                let items = shop.fill_basket(&shopper, last_id, &mut chance);
                Order { id: last_id, items }
            })
            .collect::<Vec<_>>()
    })
}

/// A made-up person.
#[derive(Debug)]
struct Shopper {
    /// Tags, the dearest first.
    tastes: Vec<usize>,
    creators: Vec<usize>,
    category: &'static str,
    year: i32,
}

/// The works as a shopper meets them.
#[derive(Debug)]
struct Shop {
    works: &'static [Work],
    features: Features,
    affinity: Affinity,
    /// Any work, by popularity.
    all: Wheel,
    /// The works of each tag, by popularity.
    by_tag: Vec<Wheel>,
    tastes: Wheel,
    order_counts: Wheel,
    basket_sizes: Wheel,
    /// Works still to be shown in the window; the last one is next.
    window: Vec<usize>,
}

impl Shop {
    fn open(works: &'static [Work]) -> Self {
        let popularity = popularity(works);
        let features = Features::new(works);
        let affinity = Affinity::new(works, &features, &popularity);
        let tags = &features.tags.works;
        let by_tag = tags
            .iter()
            .map(|tagged| Wheel::new(tagged.iter().map(|&work| popularity[work])))
            .collect();
        Self {
            works,
            all: Wheel::new(popularity.iter().copied()),
            by_tag,
            // The root makes a rare taste rarer than a common one, but not as rare as its works.
            tastes: Wheel::new(
                tags.iter()
                    .map(|tagged| (tagged.len() as u32 * 256).isqrt()),
            ),
            order_counts: heavy_tailed(MOST_ORDERS),
            basket_sizes: heavy_tailed(LARGEST_BASKET),
            window: Vec::new(),
            features,
            affinity,
        }
    }

    /// Makes a shopper up around one beloved work.
    fn welcome(&self, chance: &mut Chance) -> Shopper {
        let beloved = self.all.spin(chance).unwrap_or_default();
        let mut tastes = self.features.tags.of[beloved].clone();
        tastes.sort_by_key(|&tag| self.features.tags.works[tag].len());
        tastes.truncate(2);
        while tastes.len() < 4 {
            tastes.extend(self.tastes.spin(chance));
        }
        let mut creators = self.features.creators.of[beloved].clone();
        if let Some(other) = self.all.spin(chance) {
            creators.extend(&self.features.creators.of[other]);
        }
        Shopper {
            tastes,
            creators,
            category: &self.works[beloved].category,
            year: self.works[beloved].year,
        }
    }

    fn fill_basket(&mut self, shopper: &Shopper, order: u32, chance: &mut Chance) -> Vec<u32> {
        let size = self.basket_sizes.spin(chance).map_or(1, |at| at + 1);
        let (first, mood) = if order.is_multiple_of(WINDOW_EVERY) {
            let shown = self.next_in_window(chance);
            let tags = shown.map_or(&[][..], |work| &self.features.tags.of[work]);
            (shown, chance.pick(tags))
        } else {
            let mood = shopper.mood(chance);
            (self.by_taste(shopper, mood, chance), mood)
        };
        let mut basket: Vec<usize> = first.into_iter().collect();
        let mut patience = PATIENCE;
        while basket.len() < size && patience > 0 {
            match self.next_choice(shopper, mood, &basket, chance) {
                Some(work) if !basket.contains(&work) => basket.push(work),
                _ => patience -= 1,
            }
        }
        basket.into_iter().map(|work| work as u32).collect()
    }

    fn next_in_window(&mut self, chance: &mut Chance) -> Option<usize> {
        if self.window.is_empty() {
            self.window.extend(0..self.works.len());
            chance.shuffle(&mut self.window);
        }
        self.window.pop()
    }

    fn next_choice(
        &self,
        shopper: &Shopper,
        mood: usize,
        basket: &[usize],
        chance: &mut Chance,
    ) -> Option<usize> {
        if chance.happens(FOLLOWS_BASKET) {
            return self.affinity.like(tone(basket, chance)?, chance);
        }
        if chance.happens(FOLLOWS_TASTE) {
            return self.by_taste(shopper, mood, chance);
        }
        self.all.spin(chance)
    }

    /// Looks at some works of one tag, the well-known ones most often, and takes the one that
    /// suits the shopper best.
    fn by_taste(&self, shopper: &Shopper, tag: usize, chance: &mut Chance) -> Option<usize> {
        let tagged = &self.features.tags.works[tag];
        let mut best = None;
        for _ in 0..LOOKS {
            let work = tagged[self.by_tag[tag].spin(chance)?];
            let suits = self.suits(shopper, work);
            if best.is_none_or(|(most, _)| suits > most) {
                best = Some((suits, work));
            }
        }
        best.map(|(_, work)| work)
    }

    fn suits(&self, shopper: &Shopper, work: usize) -> u32 {
        let tags = &self.features.tags;
        let shared = |tag: &&usize| shopper.tastes.contains(tag);
        let tastes: u32 = tags.of[work]
            .iter()
            .filter(shared)
            .map(|&tag| tags.rarity(tag))
            .sum();
        let creators = &self.features.creators.of[work];
        let dear = creators.iter().any(|name| shopper.creators.contains(name));
        let kind = self.works[work].category == shopper.category;
        let likes = tastes + 1_500 * u32::from(dear) + 1_200 * u32::from(kind);
        likes * era_percent(self.works[work].year.abs_diff(shopper.year)) / 100
    }
}

impl Shopper {
    /// The taste that an order is about: the dearest one every other time.
    fn mood(&self, chance: &mut Chance) -> usize {
        if chance.happens(50) {
            self.tastes[0]
        } else {
            chance.pick(&self.tastes)
        }
    }
}

/// A work of the basket, the first ones most often: what was chosen first sets the tone.
fn tone(basket: &[usize], chance: &mut Chance) -> Option<usize> {
    let size = u32::try_from(basket.len()).unwrap_or(u32::MAX);
    let at = (0..4).map(|_| chance.below(size)).min()?;
    basket.get(at as usize).copied()
}

/// A wheel over 0 to `most - 1`, about 4 on average and often much more: the weights fall with the
/// sixth power in the end.
fn heavy_tailed(most: u32) -> Wheel {
    Wheel::new((1..=u64::from(most)).map(|size| {
        let weight = 1_000_000_000_000 * size / (size + 10).pow(7);
        u32::try_from(weight).unwrap_or(u32::MAX)
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_orders_come_out_every_time_and_everywhere() {
        let mut hasher = blake3::Hasher::new();
        for order in orders() {
            hasher.update(&order.id.to_le_bytes());
            for item in &order.items {
                hasher.update(&item.to_le_bytes());
            }
        }
        // Changes with the bundled works and with every rule of this room, and with nothing else.
        let digest = hasher.finalize().to_hex();
        assert_eq!(
            digest.as_str(),
            "1ba001a308f95bd67b2f7090c7972c9fe8a9192e7c0575de8ee5dce2ecfbfdb3"
        );
    }

    #[test]
    fn there_are_about_thirty_thousand_orders_numbered_from_one() {
        let ids: Vec<u32> = orders().map(|order| order.id).collect();
        assert!((29_000..=31_000).contains(&ids.len()), "{}", ids.len());
        assert!(ids.iter().copied().eq(1..=ids.len() as u32));
    }

    #[test]
    fn baskets_hold_one_to_forty_different_works() {
        let (mut lines, mut count) = (0, 0);
        for order in orders() {
            let different: HashSet<u32> = order.items.iter().copied().collect();
            assert_eq!(different.len(), order.items.len(), "{order:?}");
            assert!((1..=LARGEST_BASKET as usize).contains(&different.len()));
            assert!(
                different
                    .iter()
                    .all(|&item| (item as usize) < works().len())
            );
            lines += different.len();
            count += 1;
        }
        assert!(
            (4 * count..=6 * count).contains(&lines),
            "{lines} in {count}"
        );
    }

    #[test]
    fn every_work_is_sold_a_few_times_and_some_very_often() {
        let mut sold = vec![0_u32; works().len()];
        for item in orders().flat_map(|order| order.items) {
            sold[item as usize] += 1;
        }
        for (work, &times) in works().iter().zip(&sold) {
            assert!(times >= 3, "{} was sold {times} times", work.id);
        }
        sold.sort_unstable();
        assert!(sold[sold.len() - 1] >= 4 * sold[sold.len() / 2]);
    }

    #[test]
    fn a_heavy_tailed_wheel_gives_about_four_and_seldom_very_much() {
        let wheel = heavy_tailed(LARGEST_BASKET);
        let mut chance = Chance::new([3; 32]);
        let draws: Vec<usize> = (0..10_000)
            .filter_map(|_| wheel.spin(&mut chance))
            .collect();
        let sum: usize = draws.iter().sum();
        assert!((38_000..43_000).contains(&sum), "{sum}");
        let large = draws.iter().filter(|&&draw| draw >= 20).count();
        assert!((50..350).contains(&large), "{large}");
    }
}
