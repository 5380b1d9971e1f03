//! Where each item lies: the transpose of the baskets, for a slice of the rows at a time.

use std::ops::Range;

use rayon::prelude::*;

use super::baskets::{Baskets, is_last, rank};
use super::corner::Corner;

/// What the rows of the product will take, known before the first is made.
#[derive(Debug)]
pub(super) struct Load {
    /// By rank: places from which a row's additions start. The last place of a basket starts none,
    /// and rows of the corner need none.
    places: Vec<u32>,
    /// By rank: additions of the row.
    additions: Vec<u64>,
}

impl Load {
    /// One walk through the baskets, backwards, so that the way to each one's end is known.
    pub(super) fn of(baskets: &Baskets, corner: &Corner) -> Self {
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
        load.places[corner.first()..].fill(0);
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
            let of_row = self.cost(row, cost);
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
        rows.map(|row| self.cost(row, cost)).sum()
    }

    fn cost(&self, row: usize, cost: Cost) -> u64 {
        match cost {
            Cost::Places => u64::from(self.places[row]),
            // Each row has to be begun and ended too.
            Cost::Additions => 1 + self.additions[row],
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
    places: Vec<u32>,
}

impl Occurrences {
    /// Finds those of `rows`: a counting sort. Each thread walks through all baskets and looks for
    /// its share of the rows.
    pub(super) fn of(baskets: &Baskets, load: &Load, rows: Range<usize>) -> Self {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        starts.push(0);
        for &places in &load.places[rows.clone()] {
            sum += places;
            starts.push(sum);
        }
        let mut places = vec![0; sum as usize];
        let share = u64::from(sum).div_ceil(rayon::current_num_threads() as u64);
        let mut rest = places.as_mut_slice();
        let shares: Vec<_> = load
            .cut(rows.clone(), share, Cost::Places)
            .into_iter()
            .map(|share| {
                let starts = &starts[share.start - rows.start..=share.end - rows.start];
                let length = (starts[share.len()] - starts[0]) as usize;
                // The starts rise to the number of places, so as many are left.
                let places = rest.split_off_mut(..length).unwrap_or_default();
                (share, starts, places)
            })
            .collect();
        shares.into_par_iter().for_each(|(rows, starts, places)| {
            find(baskets.entries(), &rows, starts, places);
        });
        Self {
            first_row: rows.start,
            starts,
            places,
        }
    }

    /// Where the items after a row's own begin, in each basket that holds it and others after it.
    pub(super) fn of_row(&self, row: usize) -> &[u32] {
        let row = row - self.first_row;
        &self.places[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

/// Writes the places of some rows, those of each row from where it starts.
fn find(entries: &[u32], rows: &Range<usize>, starts: &[u32], places: &mut [u32]) {
    let mut next: Vec<u32> = starts[..rows.len()].iter().map(|s| s - starts[0]).collect();
    for (following, &entry) in (1..).zip(entries) {
        let row = (rank(entry) as usize).wrapping_sub(rows.start);
        if row < rows.len() && !is_last(entry) {
            places[next[row] as usize] = following;
            next[row] += 1;
        }
    }
}
