//! Where each item lies: the transpose of the baskets, for a slice of the rows at a time.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::baskets::{Baskets, is_last, rank};

/// What the rows of the product will take, known before the first is made.
#[derive(Debug)]
pub(super) struct Load {
    /// By rank: places from which a row's additions start. The last place of a basket starts none.
    places: Vec<u32>,
    /// By rank: additions of the row.
    additions: Vec<u64>,
}

impl Load {
    /// One walk through the baskets, backwards, so that the way to each one's end is known.
    pub(super) fn of(baskets: &Baskets) -> Self {
        let item_count = baskets.item_of_rank.len();
        let mut load = Self {
            places: vec![0; item_count],
            additions: vec![0; item_count],
        };
        let mut following = 0;
        for &entry in baskets.entries().iter().rev() {
            following = if is_last(entry) { 0 } else { following + 1 };
            let row = rank(entry) as usize;
            load.places[row] += u32::from(following > 0);
            load.additions[row] += following;
        }
        load
    }

    pub(super) fn rows(&self) -> usize {
        self.places.len()
    }

    pub(super) fn additions(&self, row: usize) -> u64 {
        self.additions[row]
    }

    /// Cuts all rows into ranges each of which is within `limit` by `cost`, or a single row.
    pub(super) fn cut(&self, rows: Range<usize>, limit: u64, cost: Cost) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let (mut start, mut sum) = (rows.start, 0);
        for row in rows.clone() {
            let of_row = match cost {
                Cost::Places => u64::from(self.places[row]),
                // Each row has to be begun and ended too.
                Cost::Additions => 1 + self.additions[row],
            };
            if sum > 0 && sum + of_row > limit {
                ranges.push(start..row);
                (start, sum) = (row, 0);
            }
            sum += of_row;
        }
        if start < rows.end {
            ranges.push(start..rows.end);
        }
        ranges
    }

    /// All that [`Self::cut`] cuts by.
    pub(super) fn total(&self, rows: Range<usize>, cost: Cost) -> u64 {
        match cost {
            Cost::Places => self.places[rows].iter().map(|&n| u64::from(n)).sum(),
            Cost::Additions => rows.len() as u64 + self.additions[rows].iter().sum::<u64>(),
        }
    }
}

/// What rows are divided by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cost {
    /// Memory of their occurrences.
    Places,
    /// Time to count them.
    Additions,
}

/// The places of the items of some rows in the array of baskets.
#[derive(Debug)]
pub(super) struct Occurrences {
    first_row: usize,
    starts: Vec<u32>,
    places: Vec<AtomicU32>,
}

impl Occurrences {
    /// Finds those of `rows`: a counting sort, each thread through a stretch of the baskets.
    pub(super) fn of(baskets: &Baskets, load: &Load, rows: Range<usize>) -> Self {
        let entries = baskets.entries();
        let stretch = entries.len().div_ceil(rayon::current_num_threads()).max(1);
        let row_of = |entry: u32| -> Option<usize> {
            let row = rank(entry) as usize;
            (!is_last(entry) && rows.contains(&row)).then(|| row - rows.start)
        };
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        starts.push(0);
        for &places in &load.places[rows.clone()] {
            sum += places;
            starts.push(sum);
        }
        // Where each stretch writes a row's places: after those of the stretches before it.
        let mut next: Vec<Vec<u32>> = entries
            .par_chunks(stretch)
            .map(|entries| {
                let mut counts = vec![0; rows.len()];
                for row in entries.iter().filter_map(|&entry| row_of(entry)) {
                    counts[row] += 1;
                }
                counts
            })
            .collect();
        let mut running = starts[..rows.len()].to_vec();
        for counts in &mut next {
            for (count, running) in counts.iter_mut().zip(&mut running) {
                let start = *running;
                *running += *count;
                *count = start;
            }
        }
        // Each place is written by one stretch only; atomics let several write at once.
        let places: Vec<AtomicU32> = (0..sum).map(|_| AtomicU32::new(0)).collect();
        entries
            .par_chunks(stretch)
            .zip(&mut next)
            .enumerate()
            .for_each(|(number, (entries, next))| {
                for (place, &entry) in entries.iter().enumerate() {
                    if let Some(row) = row_of(entry) {
                        let following = number * stretch + place + 1;
                        places[next[row] as usize].store(following as u32, Ordering::Relaxed);
                        next[row] += 1;
                    }
                }
            });
        Self {
            first_row: rows.start,
            starts,
            places,
        }
    }

    /// Where the items after a row's own begin, in each basket that holds it and others after it.
    pub(super) fn of_row(&self, row: usize) -> &[AtomicU32] {
        let row = row - self.first_row;
        &self.places[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}
