//! Where the items of a simulated shop stand, and so what goes together.
//!
//! Every item stands on two shelves, each parted into communities of a few items that are bought
//! together. On the first shelf the communities of a category stand side by side; on the second its
//! items stand in another order, and a few have strayed to other categories. So communities overlap
//! by single items, as circles of friends do, which is what gives a graph much clustering and short
//! distances at once. Some 20 bytes an item; knows nothing of shoppers and texts.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::popularity::{Ranks, Sizes};
use super::purpose::Purpose;
use crate::shops::chance::Chance;

/// How many of a thousand items stand on the second shelf of another category.
const STRAYED: usize = 60;

/// The fewest items of a community on the first shelf, and on the second, and the powers by which
/// larger ones are rarer. Few of an item's neighbours are on the second shelf, so there is much
/// clustering, but always some, so the graph is one.
const FIRST_COMMUNITIES: (usize, f64) = (5, 3.5);
const SECOND_COMMUNITIES: (usize, f64) = (2, 3.0);

/// Categories, and of how many in a hundred items each has.
pub(super) const CATEGORY_SHARES: [u32; 12] = [24, 17, 13, 10, 8, 7, 6, 5, 4, 3, 2, 1];

/// A place on the first shelf: what an item is called inside a made-up shop.
pub(super) type Place = u32;

/// Which of the two shelves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shelf {
    /// By category and community.
    First,
    /// By other communities of the category.
    Second,
}

/// All items of the shop, in order.
#[derive(Debug)]
pub(super) struct Shelves {
    /// Where each category ends on the first shelf.
    category_ends: Vec<u32>,
    /// Where communities begin, on each shelf.
    first_fences: FixedBitSet,
    second_fences: FixedBitSet,
    /// The items of the second shelf in their order there, and where each one stands.
    second: Vec<Place>,
    place_on_second: Vec<u32>,
    /// The items by popularity.
    by_rank: Vec<Place>,
    ranks: Ranks,
    /// The id of each item, and the item of each id; ids begin at 1.
    ids: Vec<u32>,
    by_id: Vec<Place>,
}

impl Shelves {
    /// Puts `count` items on shelves.
    pub(super) fn new(seed: u64, count: u32) -> Self {
        let source = |number| Purpose::Shop.source(seed, number);
        let category_ends = category_ends(count);
        let second = second_shelf(&category_ends, &mut source(0));
        let by_id = shuffled(count, &mut source(1));
        Self {
            first_fences: fences(
                &category_ends,
                &Sizes::of_communities(FIRST_COMMUNITIES),
                &mut source(3),
            ),
            second_fences: fences(
                &category_ends,
                &Sizes::of_communities(SECOND_COMMUNITIES),
                &mut source(4),
            ),
            place_on_second: inverse(&second, 0),
            second,
            by_rank: shuffled(count, &mut source(2)),
            ranks: Ranks::new(count),
            ids: inverse(&by_id, 1),
            by_id,
            category_ends,
        }
    }

    /// How many items there are.
    pub(super) fn count(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The id of an item, from 1.
    pub(super) fn id(&self, item: Place) -> u32 {
        self.ids[item as usize]
    }

    /// The item of an id that is one.
    pub(super) fn item_of_id(&self, id: u32) -> Place {
        self.by_id[id as usize - 1]
    }

    /// Any item, the popular ones far more often.
    pub(super) fn bestseller(&self, chance: &mut Chance) -> Place {
        self.by_rank[self.ranks.draw(chance) as usize]
    }

    /// The number of an item's category.
    pub(super) fn category(&self, item: Place) -> usize {
        self.category_ends.partition_point(|&end| end <= item)
    }

    /// The items of a category.
    pub(super) fn items_of(&self, category: usize) -> Range<Place> {
        let before = category.checked_sub(1).map(|it| self.category_ends[it]);
        before.unwrap_or(0)..self.category_ends[category]
    }

    /// Where the item's community on the first shelf begins: a number for it.
    pub(super) fn community(&self, item: Place) -> u32 {
        around(&self.first_fences, item).start
    }

    /// One of the item's community on a shelf, itself perhaps; those in front more often.
    pub(super) fn companion(&self, item: Place, shelf: Shelf, chance: &mut Chance) -> Place {
        match shelf {
            Shelf::First => in_front(around(&self.first_fences, item), chance),
            Shelf::Second => {
                let place = self.place_on_second[item as usize];
                let place = in_front(around(&self.second_fences, place), chance);
                self.second[place as usize]
            }
        }
    }
}

/// Leaders of a community are bought more than the rest: of two places, often the first.
fn in_front(community: Range<u32>, chance: &mut Chance) -> u32 {
    let size = community.len() as u32;
    let mut place = chance.below(size);
    if chance.happens(40) {
        place = place.min(chance.below(size));
    }
    community.start + place
}

/// The community of a place: from its fence to the next one.
fn around(fences: &FixedBitSet, place: u32) -> Range<u32> {
    let place = place as usize;
    let from = (0..=place).rev().find(|&at| fences.contains(at));
    let to = (place + 1..fences.len()).find(|&at| fences.contains(at));
    from.unwrap_or(0) as u32..to.unwrap_or(fences.len()) as u32
}

/// Where communities begin; none goes on from one category into the next.
fn fences(category_ends: &[u32], sizes: &Sizes, chance: &mut Chance) -> FixedBitSet {
    let count = category_ends.last().copied().unwrap_or(0);
    let mut fences = FixedBitSet::with_capacity(count as usize);
    let mut at = 0;
    for &end in category_ends {
        while at < end {
            fences.insert(at as usize);
            at += sizes.draw(chance);
        }
        at = end;
    }
    fences
}

fn category_ends(count: u32) -> Vec<u32> {
    let total: u32 = CATEGORY_SHARES.iter().sum();
    let mut sum = 0;
    let ends = CATEGORY_SHARES.iter().map(|&share| {
        sum += share;
        (u64::from(count) * u64::from(sum) / u64::from(total)) as u32
    });
    ends.collect()
}

/// The items in any order inside their categories, but for those that strayed.
fn second_shelf(category_ends: &[u32], chance: &mut Chance) -> Vec<Place> {
    let count = category_ends.last().copied().unwrap_or(0);
    let mut second: Vec<Place> = (0..count).collect();
    let mut begin = 0;
    for &end in category_ends {
        chance.shuffle(&mut second[begin as usize..end as usize]);
        begin = end;
    }
    // Each exchange strays two.
    for _ in 0..count as usize * STRAYED / 2_000 {
        let (one, other) = (chance.below(count), chance.below(count));
        second.swap(one as usize, other as usize);
    }
    second
}

fn shuffled(count: u32, chance: &mut Chance) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..count).collect();
    chance.shuffle(&mut numbers);
    numbers
}

/// Where each number stands in `order`, counted from `first`.
fn inverse(order: &[u32], first: u32) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &number) in (first..).zip(order) {
        places[number as usize] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_item_has_one_id_and_one_place_on_each_shelf() {
        let shelves = Shelves::new(1, 1_000);
        let ids: HashSet<u32> = (0..1_000).map(|item| shelves.id(item)).collect();
        assert_eq!(ids, (1..=1_000).collect());
        assert!((0..1_000).all(|item| shelves.item_of_id(shelves.id(item)) == item));
        let second: HashSet<u32> = shelves.second.iter().copied().collect();
        assert_eq!(second.len(), 1_000);
    }

    #[test]
    fn companions_are_of_one_community_and_mostly_of_one_category() {
        let shelves = Shelves::new(1, 10_000);
        let mut chance = Purpose::Lists.source(1, 0);
        let mut same_category = 0;
        for item in 0..10_000 {
            let first = shelves.companion(item, Shelf::First, &mut chance);
            assert_eq!(shelves.community(item), shelves.community(first));
            let second = shelves.companion(item, Shelf::Second, &mut chance);
            let categories = (shelves.category(item), shelves.category(second));
            same_category += u32::from(categories.0 == categories.1);
        }
        assert!((8_500..9_900).contains(&same_category), "{same_category}");
    }

    #[test]
    fn categories_share_all_items() {
        let shelves = Shelves::new(1, 1_234);
        let items: u32 = (0..CATEGORY_SHARES.len())
            .map(|category| shelves.items_of(category).len() as u32)
            .sum();
        assert_eq!(items, 1_234);
        assert!((0..1_234).all(|item| shelves.items_of(shelves.category(item)).contains(&item)));
    }
}
