//! Counting co-purchases: in how many baskets do two items lie together?
//!
//! With `M` the item-by-order matrix, the answer is the upper triangle of `M·Mᵀ`, made row by row
//! (Gustavson 1978): for each basket that holds item `a`, add one to each later item of the basket.
//! A row's sums live in one array of an entry an item, so no map of pairs is ever kept. Rows are
//! independent and go to all cores; they come back in order, so the result is the same for any
//! number of threads.

use std::ops::Range;

use rayon::prelude::*;

use super::csr::Listed;
use super::links::{Link, Links};

/// Parts the rows are cut into; many more than cores, so that a heavy one does not hold up the rest.
const PART_COUNT: usize = 256;

/// Order lines as two columns: line `i` says that order `orders[i]` holds item `items[i]`.
#[derive(Debug, Clone, Default)]
pub struct OrderLines {
    /// Orders, numbered from 0 without gaps.
    pub orders: Vec<u32>,
    /// Items, as places in the list of items.
    pub items: Vec<u32>,
    /// Number of orders.
    pub order_count: u32,
}

/// The distinct items of each order, orders above a limit left out.
///
/// Basket `i` is `items[offsets[i] .. offsets[i + 1]]`, rising strictly.
#[derive(Debug, Clone)]
pub struct Baskets {
    offsets: Vec<usize>,
    items: Vec<u32>,
    item_count: usize,
    report: BasketReport,
}

/// What became of the order lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BasketReport {
    /// Orders read.
    pub orders: u64,
    /// Distinct (order, item) pairs read.
    pub distinct_lines: u64,
    /// Orders left out for holding more distinct items than the limit.
    pub orders_over_limit: u64,
    /// Distinct lines of these orders.
    pub lines_over_limit: u64,
    /// Pairs in the baskets kept, a pair counted once for each basket it lies in.
    pub pair_instances: u64,
}

impl Baskets {
    /// Gathers lines by order: counting sort, O(lines). `max_basket` 0 means no limit.
    #[must_use]
    pub fn gather(lines: &OrderLines, item_count: usize, max_basket: usize) -> Self {
        let starts = group_starts(&lines.orders, lines.order_count as usize);
        let mut by_order = scatter(&lines.orders, &lines.items, &starts);
        let mut baskets = Self {
            offsets: vec![0],
            items: Vec::with_capacity(by_order.len()),
            item_count,
            report: BasketReport {
                orders: u64::from(lines.order_count),
                ..BasketReport::default()
            },
        };
        for range in ranges(&starts) {
            let basket = &mut by_order[range];
            basket.sort_unstable();
            baskets.push(basket, max_basket);
        }
        baskets
    }

    fn push(&mut self, sorted: &[u32], max_basket: usize) {
        let start = self.items.len();
        self.items.extend_from_slice(sorted);
        dedup_from(&mut self.items, start);
        let size = (self.items.len() - start) as u64;
        self.report.distinct_lines += size;
        if max_basket > 0 && size > max_basket as u64 {
            self.items.truncate(start);
            self.report.orders_over_limit += 1;
            self.report.lines_over_limit += size;
        } else {
            self.report.pair_instances += size * size.saturating_sub(1) / 2;
            self.offsets.push(self.items.len());
        }
    }

    /// What became of the order lines.
    #[must_use]
    pub fn report(&self) -> BasketReport {
        self.report
    }

    /// Number of baskets kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether no basket was kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Co-purchases and what they were counted from.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Pairs with at least the minimum of orders, as links both ends of which list each other.
    pub links: Links,
    /// Pairs that lie together in at least one basket.
    pub distinct_pairs: u64,
}

/// Counts co-purchases, and keeps pairs that lie together in at least `min_orders` baskets.
///
/// O(pair instances) time over all cores; 4 bytes an item a core beside baskets and result.
/// `tick` is told how many rows are done, from any thread.
#[must_use]
pub fn count(baskets: &Baskets, min_orders: u32, tick: &(dyn Fn(u64) + Sync)) -> Counted {
    let occurrences = Occurrences::of(baskets);
    let parts: Vec<Part> = occurrences
        .parts(baskets)
        .into_par_iter()
        .map(|rows| {
            let row_count = rows.len() as u64;
            let part = count_rows(baskets, &occurrences, rows, min_orders.max(1));
            tick(row_count);
            part
        })
        .collect();
    let distinct_pairs = parts.iter().map(|part| part.distinct_pairs).sum();
    let links = parts.into_iter().flat_map(|part| part.links).collect();
    Counted {
        links: Links::counted(links, occurrences.per_item(), baskets.len() as u64),
        distinct_pairs,
    }
}

#[derive(Default)]
struct Part {
    links: Vec<Link>,
    distinct_pairs: u64,
}

fn count_rows(
    baskets: &Baskets,
    occurrences: &Occurrences,
    rows: Range<usize>,
    min_orders: u32,
) -> Part {
    let mut sums = vec![0_u32; baskets.item_count];
    let mut touched: Vec<u32> = Vec::new();
    let mut part = Part::default();
    for a in rows {
        for &(place, end) in occurrences.of_item(a) {
            for &b in &baskets.items[place as usize + 1..end as usize] {
                let sum = &mut sums[b as usize];
                if *sum == 0 {
                    touched.push(b);
                }
                *sum += 1;
            }
        }
        part.distinct_pairs += touched.len() as u64;
        touched.sort_unstable();
        for b in touched.drain(..) {
            let orders = std::mem::take(&mut sums[b as usize]);
            if orders >= min_orders {
                part.links.push(Link {
                    a: a as u32,
                    b,
                    number: orders,
                    listed: Listed::BOTH,
                });
            }
        }
    }
    part
}

/// Where each item lies: its place in the array of baskets, and the end of that basket.
///
/// The transpose of [`Baskets`]; with both ends known, the later items of a basket are one slice.
struct Occurrences {
    starts: Vec<usize>,
    places: Vec<(u32, u32)>,
}

impl Occurrences {
    fn of(baskets: &Baskets) -> Self {
        let starts = group_starts(&baskets.items, baskets.item_count);
        let mut next = starts.clone();
        let mut places = vec![(0, 0); baskets.items.len()];
        for range in ranges(&baskets.offsets) {
            let end = range.end as u32;
            for place in range {
                let slot = &mut next[baskets.items[place] as usize];
                places[*slot] = (place as u32, end);
                *slot += 1;
            }
        }
        Self { starts, places }
    }

    fn of_item(&self, item: usize) -> &[(u32, u32)] {
        &self.places[self.starts[item]..self.starts[item + 1]]
    }

    fn per_item(&self) -> Vec<u32> {
        ranges(&self.starts)
            .map(|range| range.len() as u32)
            .collect()
    }

    /// Cuts the rows into parts of about the same cost: one for the row, one for each addition.
    fn parts(&self, baskets: &Baskets) -> Vec<Range<usize>> {
        let cost_of = |item: usize| -> u64 {
            let additions: u64 = self
                .of_item(item)
                .iter()
                .map(|&(place, end)| u64::from(end - place))
                .sum();
            1 + additions
        };
        let costs: Vec<u64> = (0..baskets.item_count)
            .into_par_iter()
            .map(cost_of)
            .collect();
        let limit = costs.iter().sum::<u64>() / PART_COUNT as u64 + 1;
        let mut parts = Vec::with_capacity(PART_COUNT + 1);
        let (mut start, mut sum) = (0, 0);
        for (item, cost) in costs.into_iter().enumerate() {
            sum += cost;
            if sum >= limit {
                parts.push(start..item + 1);
                (start, sum) = (item + 1, 0);
            }
        }
        parts.push(start..baskets.item_count);
        parts
    }
}

/// Prefix sums of how often each of `0..group_count` stands in `groups`: where each group starts.
pub(super) fn group_starts(groups: &[u32], group_count: usize) -> Vec<usize> {
    let mut starts = vec![0; group_count + 1];
    for &group in groups {
        starts[group as usize + 1] += 1;
    }
    for i in 0..group_count {
        starts[i + 1] += starts[i];
    }
    starts
}

/// The values of each group together, in the order they came.
fn scatter(groups: &[u32], values: &[u32], starts: &[usize]) -> Vec<u32> {
    let mut next = starts.to_vec();
    let mut scattered = vec![0; values.len()];
    for (&group, &value) in groups.iter().zip(values) {
        let slot = &mut next[group as usize];
        scattered[*slot] = value;
        *slot += 1;
    }
    scattered
}

/// The ranges between consecutive offsets.
pub(super) fn ranges(offsets: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    offsets.windows(2).map(|pair| pair[0]..pair[1])
}

/// Removes repetitions in the sorted tail of `items` that begins at `start`.
fn dedup_from(items: &mut Vec<u32>, start: usize) {
    let mut kept = start;
    for i in start..items.len() {
        if i == start || items[i] != items[kept - 1] {
            items[kept] = items[i];
            kept += 1;
        }
    }
    items.truncate(kept);
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn lines_of(baskets: &[Vec<u32>]) -> OrderLines {
        let mut lines = OrderLines {
            order_count: baskets.len() as u32,
            ..OrderLines::default()
        };
        for (order, basket) in baskets.iter().enumerate() {
            for &item in basket {
                lines.orders.push(order as u32);
                lines.items.push(item);
            }
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

    fn no_tick(_: u64) {}

    proptest! {
        #[test]
        fn counts_equal_a_map_of_all_pairs(
            baskets in prop::collection::vec(prop::collection::vec(0_u32..30, 0..12), 0..60),
            min_orders in 1_u32..4,
            max_basket in 0_usize..10,
        ) {
            let gathered = Baskets::gather(&lines_of(&baskets), 30, max_basket);
            let counted = count(&gathered, min_orders, &no_tick);
            let slow = count_slowly(&baskets, max_basket);
            prop_assert_eq!(counted.distinct_pairs, slow.len() as u64);
            prop_assert_eq!(
                gathered.report().pair_instances,
                slow.values().map(|&orders| u64::from(orders)).sum::<u64>()
            );
            let expected: Vec<_> =
                slow.into_iter().filter(|&(_, orders)| orders >= min_orders).collect();
            let found: Vec<_> = counted
                .links
                .links
                .iter()
                .map(|link| ((link.a, link.b), link.number))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_basket_over_the_limit_is_left_out_and_reported() {
        let baskets = [vec![0, 1, 2, 2], vec![0, 1], vec![3]];
        let gathered = Baskets::gather(&lines_of(&baskets), 4, 2);
        let report = gathered.report();
        assert_eq!((report.orders, report.distinct_lines), (3, 6));
        assert_eq!((report.orders_over_limit, report.lines_over_limit), (1, 3));
        assert_eq!(gathered.len(), 2);
        let counted = count(&gathered, 1, &no_tick);
        assert_eq!(
            counted.links.item_orders,
            [1, 1, 0, 1],
            "only baskets that count are counted"
        );
        assert_eq!(counted.links.total_weight, 2.0);
    }

    #[test]
    fn no_lines_give_no_links() {
        let gathered = Baskets::gather(&OrderLines::default(), 0, 100);
        assert!(gathered.is_empty());
        assert!(count(&gathered, 2, &no_tick).links.links.is_empty());
    }
}
