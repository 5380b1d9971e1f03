//! Counting co-purchases: in how many baskets do two items lie together?
//!
//! With `M` the item-by-order matrix, the answer is the upper triangle of `M·Mᵀ`, made row by row
//! (Gustavson 1978): for each basket that holds item `a`, add one to each later item of the basket.
//! A row's sums live in an array of an entry an item, or in a small table where the row is short
//! and the items are many; those of the few most popular items, which hold half of all lines, in a
//! small square. So no map of pairs is ever kept. A pair that is counted is offered to
//! the lists of the strongest links of both its items, and forgotten if neither keeps it.
//!
//! Rows are cut into parts of equal work, not of equal length, and go to all cores. The result is
//! the same for any number of threads and any bound of memory.
//!
//! What bounds it: a row begins in another place of the baskets for each order that holds its item,
//! so it is one wait for memory an order line, and then about seven additions that are in the cache.

mod baskets;
mod corner;
mod occurrences;
mod sums;

pub use baskets::{BasketReport, Baskets, OrderLines};

use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::links::{Link, Links, Weights};
use super::measure::Measure;
use super::strongest::Strongest;
use corner::Corner;
use occurrences::{Cost, Load, Occurrences};
use sums::Sums;

/// Parts the rows are cut into; many more than cores, so that a heavy one does not hold up the rest.
const PART_COUNT: u64 = 256;
/// Additions between two ticks, for which a core takes some milliseconds.
const ADDITIONS_A_TICK: u64 = 1 << 22;
/// Most slices: each costs a walk through all baskets.
const MAX_SLICES: u64 = 64;

/// Which pairs become links, and how much memory finding them may take.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// Fewest baskets both items must lie in.
    pub min_orders: u32,
    /// Strongest links each item keeps; a link stays if either end keeps it. 0 keeps all.
    pub top: usize,
    /// What decides which is stronger; of equally strong ones it is the one with more orders, then
    /// the one whose other end is earlier in id order.
    pub measure: Measure,
    /// Bytes beside the baskets; `None` for as many as it takes.
    pub memory: Option<u64>,
}

impl Default for Keep {
    /// Pairs of two orders or more, the 50 strongest of each item by [`Measure::Cosine`], and as
    /// much memory as it takes.
    fn default() -> Self {
        Self {
            min_orders: 2,
            top: 50,
            measure: Measure::Cosine,
            memory: None,
        }
    }
}

/// Co-purchases and what they were counted from.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The links that stay, each with the ends that keep it.
    pub links: Links,
    /// Pairs that lie together in at least one basket.
    pub distinct_pairs: u64,
    /// Pairs that lie together in as many baskets as a link needs.
    pub pairs_over_minimum: u64,
    /// In how many slices of items they were counted, for want of memory.
    pub slices: usize,
    /// Bytes it needs at least beside the baskets, if that is more than it was given.
    pub memory_short_of: Option<u64>,
}

/// Bytes that counting takes beside the baskets, as far as they are many: all lines once more, sums
/// for each thread, and the links kept. With a bound of memory no more than that.
#[must_use]
pub fn bytes_to_count(baskets: &Baskets, keep: Keep) -> u64 {
    let fixed = Plan::fixed_bytes(baskets, keep);
    let all = fixed + size_of_val(baskets.entries()) as u64;
    keep.memory.map_or(all, |memory| all.min(memory.max(fixed)))
}

/// Counts co-purchases, and keeps the links told.
///
/// O(pair instances) time over all cores. Memory beside the baskets: 4 bytes an order line of a
/// slice, 8 bytes an item a core, and the links kept: 8 bytes for each of twice `top` of an item.
/// `tick` is told how many pairs more were added up, from any thread, and may end the counting.
pub fn count(
    baskets: &Baskets,
    keep: Keep,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> ControlFlow<(), Counted> {
    count_with_corner(baskets, keep, corner::SIZE, tick)
}

fn count_with_corner(
    baskets: &Baskets,
    keep: Keep,
    corner_size: usize,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> ControlFlow<(), Counted> {
    let corner = Corner::of(baskets, corner_size);
    let load = Load::of(baskets, &corner);
    let weights = Weights::counted(baskets.item_orders.clone(), baskets.len());
    let plan = Plan::of(baskets, &load, keep);
    let counting = Counting {
        baskets,
        corner: &corner,
        load: &load,
        keep,
        strongest: (keep.top > 0).then(|| Strongest::new(keep.top, keep.measure, &weights)),
        tick,
    };
    let mut tally = Tally::default();
    // The most popular items come first: once their lists are full of strong links, the many weak
    // ones of the others are turned away at a glance.
    for slice in plan.slices.iter().rev() {
        let of_slice = counting.slice(slice.clone())?;
        tally = tally.and(of_slice);
    }
    let found = match counting.strongest {
        Some(strongest) => strongest.into_links(),
        None => tally.links,
    };
    ControlFlow::Continue(Counted {
        links: Links::of_ends(found, weights),
        distinct_pairs: tally.distinct_pairs,
        pairs_over_minimum: tally.pairs_over_minimum,
        slices: plan.slices.len(),
        memory_short_of: plan.short_of,
    })
}

/// What fits the memory there is.
struct Plan {
    slices: Vec<Range<usize>>,
    short_of: Option<u64>,
}

impl Plan {
    fn of(baskets: &Baskets, load: &Load, keep: Keep) -> Self {
        let rows = 0..load.rows();
        let places = load.total(rows.clone(), Cost::Places);
        let fixed = Self::fixed_bytes(baskets, keep);
        let least = fixed + size_of::<u32>() as u64 * places.div_ceil(MAX_SLICES);
        let memory = keep.memory.unwrap_or(u64::MAX);
        let limit = memory.max(least).saturating_sub(fixed) / size_of::<u32>() as u64;
        Self {
            slices: load.cut(rows, limit.max(1), Cost::Places),
            short_of: (memory < least).then_some(least),
        }
    }

    /// What is needed whatever the slices: sums for each thread, and the links kept.
    fn fixed_bytes(baskets: &Baskets, keep: Keep) -> u64 {
        let item_count = baskets.item_of_rank.len();
        let pairs = baskets.report().pair_instances / u64::from(keep.min_orders.max(1));
        let kept = if keep.top > 0 {
            Strongest::bytes(keep.top, item_count, pairs)
        } else {
            0
        };
        let sums = rayon::current_num_threads() as u64 * Sums::bytes(item_count);
        kept + sums + Corner::bytes(corner::SIZE.min(item_count))
    }
}

/// What was found in some rows.
#[derive(Default)]
struct Tally {
    /// Where all are kept.
    links: Vec<Link>,
    distinct_pairs: u64,
    pairs_over_minimum: u64,
}

impl Tally {
    fn and(mut self, mut other: Self) -> Self {
        if self.links.is_empty() {
            std::mem::swap(&mut self.links, &mut other.links);
        }
        self.links.append(&mut other.links);
        self.distinct_pairs += other.distinct_pairs;
        self.pairs_over_minimum += other.pairs_over_minimum;
        self
    }
}

/// What a thread works with.
struct Worker {
    sums: Sums,
    /// Pairs of the running row over the minimum: the other item, and the orders that hold both.
    row: Vec<(u32, u32)>,
    tally: Tally,
}

/// Everything rows are counted with.
struct Counting<'a> {
    baskets: &'a Baskets,
    corner: &'a Corner,
    load: &'a Load,
    keep: Keep,
    strongest: Option<Strongest<'a>>,
    tick: &'a (dyn Fn(u64) -> ControlFlow<()> + Sync),
}

impl Counting<'_> {
    /// Counts some rows, on all threads: each takes the next part there is.
    fn slice(&self, rows: Range<usize>) -> ControlFlow<(), Tally> {
        let first = self.corner.first();
        let outside = rows.start.min(first)..rows.end.min(first);
        let occurrences = Occurrences::of(self.baskets, self.load, outside);
        let total = self.load.total(rows.clone(), Cost::Additions);
        let parts = self
            .load
            .cut(rows, total.div_ceil(PART_COUNT), Cost::Additions);
        let parts: Vec<_> = parts.into_iter().rev().collect();
        let next = AtomicUsize::new(0);
        let tallies = rayon::broadcast(|_| {
            let mut worker = Worker {
                sums: Sums::new(self.load.rows()),
                row: Vec::new(),
                tally: Tally::default(),
            };
            while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.part(part.clone(), &occurrences, &mut worker)?;
            }
            ControlFlow::Continue(worker.tally)
        });
        let mut tally = Tally::default();
        for of_thread in tallies {
            tally = tally.and(of_thread?);
        }
        ControlFlow::Continue(tally)
    }

    fn part(
        &self,
        rows: Range<usize>,
        occurrences: &Occurrences,
        worker: &mut Worker,
    ) -> ControlFlow<()> {
        let mut done = 0;
        for row in rows {
            let additions = self.load.additions(row);
            if additions > 0 {
                self.row(row, additions, occurrences, worker);
                done += additions;
            }
            // A part of a giant basket takes long.
            if done >= ADDITIONS_A_TICK {
                (self.tick)(std::mem::take(&mut done))?;
            }
        }
        (self.tick)(done)
    }

    fn row(&self, row: usize, additions: u64, occurrences: &Occurrences, worker: &mut Worker) {
        let Worker {
            sums,
            row: pairs,
            tally,
        } = worker;
        let item_of_rank = &self.baskets.item_of_rank;
        pairs.clear();
        let take = |other: u32, orders| {
            tally.distinct_pairs += 1;
            if orders >= self.keep.min_orders {
                pairs.push((item_of_rank[other as usize], orders));
            }
        };
        if row >= self.corner.first() {
            self.corner.of_row(row, take);
        } else {
            sums.of_row(self.baskets.entries(), occurrences, row, additions, take);
        }
        tally.pairs_over_minimum += pairs.len() as u64;
        let a = item_of_rank[row];
        match &self.strongest {
            Some(strongest) => strongest.offer_row(a, pairs),
            None => {
                let links = pairs.iter().map(|&(b, orders)| Link::between(a, b, orders));
                tally.links.extend(links);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::super::prune;
    use super::*;

    fn lines_of(baskets: &[Vec<u32>]) -> OrderLines {
        let mut lines = OrderLines::default();
        for basket in baskets {
            lines.add(basket.iter().copied());
        }
        lines
    }

    /// The definition, word for word: a map of all pairs.
    fn count_slowly(baskets: &[Vec<u32>], max_basket: usize) -> BTreeMap<(u32, u32), u32> {
        let mut pairs = BTreeMap::new();
        for basket in baskets {
            let distinct: BTreeSet<u32> = basket.iter().copied().collect();
            if max_basket > 0 && distinct.len() > max_basket {
                continue;
            }
            for &a in &distinct {
                for &b in distinct.range(a + 1..) {
                    *pairs.entry((a, b)).or_default() += 1;
                }
            }
        }
        pairs
    }

    const KEEP_ALL: Keep = Keep {
        min_orders: 1,
        top: 0,
        measure: Measure::Cosine,
        memory: None,
    };

    fn counted(baskets: &Baskets, keep: Keep) -> Counted {
        counted_with_corner(baskets, keep, 4)
    }

    fn counted_with_corner(baskets: &Baskets, keep: Keep, corner_size: usize) -> Counted {
        match count_with_corner(baskets, keep, corner_size, &|_| ControlFlow::Continue(())) {
            ControlFlow::Continue(counted) => counted,
            ControlFlow::Break(()) => unreachable!("nobody stops it"),
        }
    }

    fn pairs_of(counted: &Counted) -> Vec<((u32, u32), u32)> {
        let links = counted.links.links.iter();
        links.map(|link| ((link.a, link.b), link.number)).collect()
    }

    proptest! {
        #[test]
        fn counts_equal_a_map_of_all_pairs(
            baskets in prop::collection::vec(prop::collection::vec(0_u32..30, 0..12), 0..60),
            min_orders in 1_u32..4,
            max_basket in 0_usize..10,
            scattered in any::<bool>(),
            corner_size in 0_usize..40,
        ) {
            let mut lines = lines_of(&baskets);
            if scattered {
                lines.orders.reverse();
                lines.items.reverse();
            }
            let gathered = Baskets::gather(lines, 30, max_basket);
            let keep = Keep { min_orders, ..KEEP_ALL };
            let counted = counted_with_corner(&gathered, keep, corner_size);
            let slow = count_slowly(&baskets, max_basket);
            prop_assert_eq!(counted.distinct_pairs, slow.len() as u64);
            prop_assert_eq!(
                gathered.report().pair_instances,
                slow.values().map(|&orders| u64::from(orders)).sum::<u64>()
            );
            let expected: Vec<_> =
                slow.into_iter().filter(|&(_, orders)| orders >= min_orders).collect();
            prop_assert_eq!(counted.pairs_over_minimum, expected.len() as u64);
            prop_assert_eq!(pairs_of(&counted), expected);
        }

        #[test]
        fn the_strongest_kept_while_counting_are_those_of_all_pairs(
            baskets in prop::collection::vec(prop::collection::vec(0_u32..40, 0..15), 0..80),
            top in 1_usize..6,
            measure in prop::sample::select(vec![
                Measure::Cosine, Measure::Jaccard, Measure::Lift, Measure::Orders,
            ]),
        ) {
            let gathered = Baskets::gather(lines_of(&baskets), 40, 0);
            let all = counted(&gathered, KEEP_ALL);
            let before = all.pairs_over_minimum;
            let expected = prune::prune(all.links, measure, top);
            let found = counted(&gathered, Keep { top, measure, ..KEEP_ALL });
            prop_assert_eq!(found.links.links, expected.links);
            prop_assert_eq!(found.pairs_over_minimum, before);
        }

        #[test]
        fn neither_memory_nor_threads_change_what_is_found(
            baskets in prop::collection::vec(prop::collection::vec(0_u32..50, 0..15), 0..80),
            memory in 0_u64..4_000,
            threads in 1_usize..5,
        ) {
            let gathered = Baskets::gather(lines_of(&baskets), 50, 0);
            let keep = Keep { top: 3, min_orders: 2, ..KEEP_ALL };
            let plenty = counted(&gathered, keep);
            prop_assert_eq!((plenty.slices.max(1), plenty.memory_short_of), (1, None));
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let memory = Some(memory);
            let scarce = pool.install(|| counted(&gathered, Keep { memory, ..keep }));
            prop_assert_eq!(scarce.links.links, plenty.links.links);
            prop_assert_eq!(scarce.distinct_pairs, plenty.distinct_pairs);
        }
    }

    #[test]
    fn what_does_not_fit_is_counted_in_slices_and_too_little_is_told() {
        let baskets: Vec<Vec<u32>> = (0..200_u32)
            .map(|order| (0..6).map(|step| (order * 7 + step * step) % 90).collect())
            .collect();
        let gathered = Baskets::gather(lines_of(&baskets), 90, 0);
        let keep = Keep { top: 2, ..KEEP_ALL };
        let least = counted(
            &gathered,
            Keep {
                memory: Some(1),
                ..keep
            },
        );
        assert!(least.slices > 30, "{}", least.slices);
        let needed = least.memory_short_of.expect("a byte is too little");
        let memory = Some(needed + 1000);
        let enough = counted(&gathered, Keep { memory, ..keep });
        assert_eq!(enough.memory_short_of, None);
        assert!((2..30).contains(&enough.slices), "{}", enough.slices);
        assert_eq!(enough.links.links, least.links.links);
    }

    #[test]
    fn short_rows_of_many_items_are_summed_up_in_a_table() {
        // More items than have an entry each in the cache, and a few baskets of far apart ones.
        let item_count = 600_000;
        let baskets: Vec<Vec<u32>> = (0..300_u32)
            .map(|order| {
                (0..9)
                    .map(|step| (order % 40 * 9973 + step * 65_537) % 600_000)
                    .collect()
            })
            .collect();
        let gathered = Baskets::gather(lines_of(&baskets), item_count, 0);
        let found = counted(&gathered, KEEP_ALL);
        let slow: Vec<_> = count_slowly(&baskets, 0).into_iter().collect();
        assert_eq!(pairs_of(&found), slow);
    }

    #[test]
    fn counting_ends_when_it_is_told_to() {
        let gathered = Baskets::gather(lines_of(&[vec![0, 1, 2], vec![1, 2]]), 3, 0);
        assert!(count(&gathered, KEEP_ALL, &|_| ControlFlow::Break(())).is_break());
    }

    #[test]
    fn a_basket_over_the_limit_is_left_out_and_reported() {
        let baskets = [vec![0, 1, 2, 2], vec![0, 1], vec![3]];
        let gathered = Baskets::gather(lines_of(&baskets), 4, 2);
        let report = gathered.report();
        assert_eq!((report.orders, report.distinct_lines), (3, 6));
        assert_eq!((report.orders_over_limit, report.lines_over_limit), (1, 3));
        assert_eq!(gathered.len(), 2);
        let weights = counted(&gathered, KEEP_ALL).links.weights;
        assert_eq!(
            weights.item_orders,
            [1, 1, 0, 1],
            "only baskets that count are counted"
        );
        assert_eq!(weights.total_weight, 2.0);
    }

    #[test]
    fn no_lines_give_no_links() {
        let gathered = Baskets::gather(OrderLines::default(), 0, 100);
        assert!(gathered.is_empty());
        assert!(counted(&gathered, KEEP_ALL).links.links.is_empty());
    }
}
