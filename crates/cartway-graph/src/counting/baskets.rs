//! Order lines gathered into baskets: the distinct items of each order, in one flat array.
//!
//! Items stand there by rank, the rarest first. So the last item of a basket is its most popular
//! one, the sums of a row are those of items more popular than its own, and most additions go to
//! the few entries that are in the cache.

use rayon::prelude::*;

/// Marks the last item of a basket.
const LAST: u32 = 1 << 31;

/// Most items there can be beside the mark.
pub(super) const MAX_ITEMS: usize = LAST as usize;

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

impl OrderLines {
    /// Adds one order of these items, which are places in the list of items.
    pub fn add(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.orders.resize(self.items.len(), self.order_count);
        self.order_count += 1;
    }
}

/// The distinct items of each order, orders above a limit left out.
#[derive(Debug, Clone)]
pub struct Baskets {
    /// Ranks, rising in each basket; the last of a basket is marked.
    ranks: Vec<u32>,
    pub(super) item_of_rank: Vec<u32>,
    /// By item.
    pub(super) item_orders: Vec<u32>,
    kept: u64,
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

impl BasketReport {
    fn and(self, other: Self) -> Self {
        Self {
            orders: self.orders + other.orders,
            distinct_lines: self.distinct_lines + other.distinct_lines,
            orders_over_limit: self.orders_over_limit + other.orders_over_limit,
            lines_over_limit: self.lines_over_limit + other.lines_over_limit,
            pair_instances: self.pair_instances + other.pair_instances,
        }
    }
}

impl Baskets {
    /// Bytes it takes to gather lines, beside these, as far as they are many.
    #[must_use]
    pub fn bytes_to_gather(lines: &OrderLines, item_count: usize) -> u64 {
        let orders = 2 * (u64::from(lines.order_count) + 1);
        let entries = lines.items.len() as u64 + orders + 3 * item_count as u64;
        size_of::<u32>() as u64 * entries
    }

    /// Gathers lines by order. `max_basket` 0 means no limit.
    ///
    /// O(lines · log basket) over all cores, with 4 bytes a line beside the lines; with none where
    /// the lines of each order stand together.
    ///
    /// # Panics
    /// If there are more than 2³¹ items or 2³² lines: a catalogue is checked when it is read.
    #[must_use]
    pub fn gather(lines: OrderLines, item_count: usize, max_basket: usize) -> Self {
        assert!(item_count <= MAX_ITEMS, "ranks have 31 bits");
        let item_of_rank = rarest_first(&lines.items, item_count);
        let mut rank_of_item = vec![0; item_count];
        for (rank, &item) in (0..).zip(&item_of_rank) {
            rank_of_item[item as usize] = rank;
        }
        let (starts, mut ranks) = by_order(lines, &rank_of_item);
        drop(rank_of_item);
        let parts: Vec<Settled> = stretches(&starts, &mut ranks)
            .into_par_iter()
            .map(|stretch| stretch.settle(max_basket))
            .collect();
        drop(starts);
        let report = close_gaps(&mut ranks, &parts);
        Self {
            item_orders: orders_of_items(&ranks, &item_of_rank),
            ranks,
            item_of_rank,
            kept: report.orders - report.orders_over_limit,
            report,
        }
    }

    /// What became of the order lines.
    #[must_use]
    #[inline]
    pub fn report(&self) -> BasketReport {
        self.report
    }

    /// Number of baskets kept.
    #[must_use]
    #[inline]
    pub fn len(&self) -> u64 {
        self.kept
    }

    /// Whether no basket was kept.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.kept == 0
    }

    /// Bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of::<u32>() * (self.ranks.len() + self.item_of_rank.len() + self.item_orders.len())
    }

    /// All baskets one after another.
    pub(super) fn entries(&self) -> &[u32] {
        &self.ranks
    }
}

/// The rank an entry of a basket stands for.
#[inline]
pub(super) fn rank(entry: u32) -> u32 {
    entry & !LAST
}

/// Whether an entry is the last of its basket.
#[inline]
pub(super) fn is_last(entry: u32) -> bool {
    entry & LAST != 0
}

/// Items from the one with the fewest lines to the one with the most.
fn rarest_first(items: &[u32], item_count: usize) -> Vec<u32> {
    let mut line_counts = vec![0_u32; item_count];
    for &item in items {
        line_counts[item as usize] += 1;
    }
    let mut item_of_rank: Vec<u32> = (0..item_count as u32).collect();
    item_of_rank.par_sort_unstable_by_key(|&item| (line_counts[item as usize], item));
    item_of_rank
}

/// The ranks of each order together, and where each order starts.
fn by_order(lines: OrderLines, rank_of_item: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let OrderLines {
        orders,
        mut items,
        order_count,
    } = lines;
    let starts = starts_of(&orders, order_count as usize);
    items
        .par_iter_mut()
        .for_each(|item| *item = rank_of_item[*item as usize]);
    if orders.is_sorted() {
        return (starts, items);
    }
    let mut next = starts.clone();
    let mut ranks = vec![0; items.len()];
    for (&order, &rank) in orders.iter().zip(&items) {
        let slot = &mut next[order as usize];
        ranks[*slot as usize] = rank;
        *slot += 1;
    }
    (starts, ranks)
}

/// Prefix sums of how many lines each order has: where each order starts, and where the last ends.
fn starts_of(orders: &[u32], order_count: usize) -> Vec<u32> {
    assert!(
        u32::try_from(orders.len()).is_ok(),
        "lines are counted in 32 bits"
    );
    let mut starts = vec![0_u32; order_count + 1];
    for &order in orders {
        starts[order as usize + 1] += 1;
    }
    for order in 0..order_count {
        starts[order + 1] += starts[order];
    }
    starts
}

/// Some whole orders, for one thread.
struct Stretch<'a> {
    starts: &'a [u32],
    ranks: &'a mut [u32],
}

/// Orders of one stretch.
const ORDERS_A_STRETCH: usize = 1 << 14;

fn stretches<'a>(starts: &'a [u32], mut ranks: &'a mut [u32]) -> Vec<Stretch<'a>> {
    let order_count = starts.len() - 1;
    (0..order_count)
        .step_by(ORDERS_A_STRETCH)
        .map(|first| {
            let end = order_count.min(first + ORDERS_A_STRETCH);
            let starts = &starts[first..=end];
            let length = (starts[starts.len() - 1] - starts[0]) as usize;
            Stretch {
                starts,
                // The starts rise to the number of ranks, so as many are left.
                ranks: ranks.split_off_mut(..length).unwrap_or_default(),
            }
        })
        .collect()
}

impl Stretch<'_> {
    /// Sorts each basket, drops what stands twice and what is over the limit, marks last items,
    /// and moves what is left to the front.
    fn settle(self, max_basket: usize) -> Settled {
        let Self { starts, ranks } = self;
        let mut report = BasketReport::default();
        let mut end = 0;
        for range in starts.windows(2) {
            let (from, to) = (
                (range[0] - starts[0]) as usize,
                (range[1] - starts[0]) as usize,
            );
            ranks[from..to].sort_unstable();
            let start = end;
            for place in from..to {
                let rank = ranks[place];
                if end == start || ranks[end - 1] != rank {
                    ranks[end] = rank;
                    end += 1;
                }
            }
            let size = (end - start) as u64;
            report.orders += 1;
            report.distinct_lines += size;
            if max_basket > 0 && size > max_basket as u64 {
                end = start;
                report.orders_over_limit += 1;
                report.lines_over_limit += size;
            } else if size > 0 {
                report.pair_instances += size * (size - 1) / 2;
                ranks[end - 1] |= LAST;
            }
        }
        Settled {
            read: ranks.len(),
            kept: end,
            report,
        }
    }
}

/// What became of a stretch: its first `kept` entries of `read` are baskets.
struct Settled {
    read: usize,
    kept: usize,
    report: BasketReport,
}

/// Moves the fronts of all stretches together, and adds up what happened.
fn close_gaps(ranks: &mut Vec<u32>, stretches: &[Settled]) -> BasketReport {
    let mut report = BasketReport::default();
    let (mut read, mut written) = (0, 0);
    for stretch in stretches {
        // Nothing is moved as long as nothing was left out.
        if read != written {
            ranks.copy_within(read..read + stretch.kept, written);
        }
        read += stretch.read;
        written += stretch.kept;
        report = report.and(stretch.report);
    }
    ranks.truncate(written);
    ranks.shrink_to_fit();
    report
}

/// How many baskets hold each item.
fn orders_of_items(ranks: &[u32], item_of_rank: &[u32]) -> Vec<u32> {
    let mut by_rank = vec![0_u32; item_of_rank.len()];
    for &entry in ranks {
        by_rank[rank(entry) as usize] += 1;
    }
    let mut item_orders = vec![0; by_rank.len()];
    for (&item, orders) in item_of_rank.iter().zip(by_rank) {
        item_orders[item as usize] = orders;
    }
    item_orders
}
