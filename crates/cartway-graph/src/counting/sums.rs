//! The sums of one row at a time: how often each item lies together with the row's own.

use std::hint::black_box;

use super::baskets::{is_last, rank};
use super::occurrences::Occurrences;

/// Rows with fewer additions for each item there is are summed up in a table of their own size, as
/// soon as an entry an item does not stay in a core's cache.
const SPARSE: u64 = 64;
/// Most items of which an entry each stays in the cache: a megabyte.
const CACHED_ITEMS: usize = 1 << 18;
/// No rank: ranks have 31 bits.
const EMPTY: u32 = u32::MAX;

/// Memory for the sums of a row, used again for the next.
#[derive(Debug)]
pub(super) struct Sums {
    /// An entry an item; 0 between two rows.
    dense: Vec<u32>,
    /// Ranks with a sum, in the order they came.
    touched: Vec<u32>,
    /// Open addressing, linear probing: rank and sum; all empty between two rows.
    table: Vec<(u32, u32)>,
    item_count: usize,
}

impl Sums {
    pub(super) fn new(item_count: usize) -> Self {
        Self {
            dense: Vec::new(),
            touched: Vec::new(),
            table: Vec::new(),
            item_count,
        }
    }

    /// Bytes of one of these, at most.
    pub(super) fn bytes(item_count: usize) -> u64 {
        // Dense sums and touched ranks, an entry an item each.
        2 * size_of::<u32>() as u64 * item_count as u64
    }

    /// Adds up a row and gives each rank with its sum to `take`, in no order.
    pub(super) fn of_row(
        &mut self,
        entries: &[u32],
        occurrences: &Occurrences,
        row: usize,
        additions: u64,
        take: impl FnMut(u32, u32),
    ) {
        let sparse = self.item_count > CACHED_ITEMS && additions < self.item_count as u64 / SPARSE;
        if sparse {
            self.hashed(entries, occurrences, row, additions as usize, take);
        } else {
            self.dense(entries, occurrences, row, take);
        }
    }

    fn dense(
        &mut self,
        entries: &[u32],
        occurrences: &Occurrences,
        row: usize,
        mut take: impl FnMut(u32, u32),
    ) {
        self.dense.resize(self.item_count, 0);
        self.touched.resize(self.item_count + 1, 0);
        let mut count = 0;
        for_each_following(entries, occurrences, row, |other| {
            let sum = &mut self.dense[other as usize];
            // Written at every addition and kept at the first: cheaper than to decide.
            self.touched[count] = other;
            count += usize::from(*sum == 0);
            *sum += 1;
        });
        for &other in &self.touched[..count] {
            take(other, std::mem::take(&mut self.dense[other as usize]));
        }
    }

    fn hashed(
        &mut self,
        entries: &[u32],
        occurrences: &Occurrences,
        row: usize,
        additions: usize,
        mut take: impl FnMut(u32, u32),
    ) {
        // At most half full, so that probing ends soon.
        let size = (2 * additions).next_power_of_two();
        if self.table.len() < size {
            self.table.resize(size, (EMPTY, 0));
        }
        let table = &mut self.table[..size];
        // A row that is summed up has an addition, so there are two slots at least.
        let shift = u32::BITS - size.trailing_zeros();
        for_each_following(entries, occurrences, row, |other| {
            // Fibonacci hashing (Knuth 1973, 6.4): the high bits of a product with 2³²/φ.
            let mut slot = (other.wrapping_mul(0x9E37_79B9) >> shift) as usize;
            while table[slot].0 != other && table[slot].0 != EMPTY {
                slot = (slot + 1) & (size - 1);
            }
            table[slot] = (other, table[slot].1 + 1);
        });
        for entry in table.iter_mut().filter(|entry| entry.0 != EMPTY) {
            take(entry.0, entry.1);
            *entry = (EMPTY, 0);
        }
    }
}

/// Baskets that are fetched at once: about as many as a core can wait for.
const FETCHED_AT_ONCE: usize = 16;
/// Entries from the first of a basket that is needed to one most likely needed too.
const NEXT_ENTRIES: usize = 7;

/// Gives every item that lies behind the row's own in a basket to `add`.
#[inline]
fn for_each_following(
    entries: &[u32],
    occurrences: &Occurrences,
    row: usize,
    mut add: impl FnMut(u32),
) {
    let mut groups = occurrences.of_row(row).chunks(FETCHED_AT_ONCE).peekable();
    while let Some(places) = groups.next() {
        // Where a basket ends is known only once it is here, so a core alone would ask for the
        // next one too late.
        if let Some(next) = groups.peek() {
            fetch(entries, next);
        }
        for &place in places {
            for &entry in &entries[place as usize..] {
                add(rank(entry));
                if is_last(entry) {
                    break;
                }
            }
        }
    }
}

/// Reads where baskets begin, and waits for none of them.
#[inline]
fn fetch(entries: &[u32], places: &[u32]) {
    let last = entries.len().saturating_sub(1);
    let begin = |&place: &u32| {
        let place = place as usize;
        entries[place].wrapping_add(entries[last.min(place + NEXT_ENTRIES)])
    };
    black_box(places.iter().map(begin).fold(0, u32::wrapping_add));
}
