//! The corner of the product where the most popular items meet: summed up basket by basket.
//!
//! Half of all order lines are of a few hundred items. Their rows would wait for memory at each of
//! these lines; instead the baskets are read once from end to end, and all pairs of popular items
//! are added to a small square of sums that stays in the cache.

use rayon::prelude::*;

use super::baskets::{Baskets, is_last, rank};

/// Items of the corner: a megabyte of sums.
pub(super) const SIZE: usize = 512;

/// Sums of the pairs of the last ranks.
#[derive(Debug)]
pub(super) struct Corner {
    first: usize,
    size: usize,
    /// Entry `size · i + j`: baskets that hold both the `i`th and the `j`th rank of the corner.
    sums: Vec<u32>,
}

impl Corner {
    /// Adds up all pairs of the `size` most popular items: O(lines + pairs) over all cores, with
    /// `size²` sums for each.
    pub(super) fn of(baskets: &Baskets, size: usize) -> Self {
        let item_count = baskets.item_of_rank.len();
        let size = size.min(item_count);
        let first = item_count - size;
        let empty = || vec![0; size * size];
        let sums = stretches(baskets.entries(), rayon::current_num_threads())
            .into_par_iter()
            .map(|entries| {
                let mut sums = empty();
                add_pairs(entries, first, size, &mut sums);
                sums
            })
            .reduce_with(|mut sums, others| {
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum += other;
                }
                sums
            });
        Self {
            first,
            size,
            sums: sums.unwrap_or_else(empty),
        }
    }

    /// Bytes it takes while it is made.
    pub(super) fn bytes(size: usize) -> u64 {
        (size * size * size_of::<u32>() * rayon::current_num_threads()) as u64
    }

    /// The first rank of the corner.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// Gives each later rank that lies with this one of the corner, and how often, to `take`.
    pub(super) fn of_row(&self, row: usize, mut take: impl FnMut(u32, u32)) {
        let place = row - self.first;
        let sums = &self.sums[place * self.size..][..self.size];
        for (other, &sum) in sums.iter().enumerate().skip(place + 1) {
            if sum > 0 {
                take((self.first + other) as u32, sum);
            }
        }
    }
}

/// Stretches of whole baskets, about as long as each other.
fn stretches(mut entries: &[u32], count: usize) -> Vec<&[u32]> {
    let length = entries.len().div_ceil(count.max(1));
    let mut stretches = Vec::new();
    while !entries.is_empty() {
        let least = length.min(entries.len());
        let rest_of_basket = entries[least - 1..]
            .iter()
            .position(|&entry| is_last(entry));
        let end = rest_of_basket.map_or(entries.len(), |rest| least + rest);
        let (stretch, rest) = entries.split_at(end);
        stretches.push(stretch);
        entries = rest;
    }
    stretches
}

fn add_pairs(entries: &[u32], first: usize, size: usize, sums: &mut [u32]) {
    let mut inside: Vec<usize> = Vec::new();
    for &entry in entries {
        // Ranks of a basket rise, so those of the corner are its last.
        if let Some(place) = (rank(entry) as usize).checked_sub(first) {
            for earlier in &inside {
                sums[earlier * size + place] += 1;
            }
            inside.push(place);
        }
        if is_last(entry) {
            inside.clear();
        }
    }
}
