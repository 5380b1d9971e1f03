//! How many shortest connections there are, and which share of them passes each node.
//!
//! By dynamic programming over the columns; connections are never listed to be counted.

use super::layered::{Layered, Step};

/// An exact number, or a bound where it does not fit 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PathCount {
    /// The number; `u128::MAX` where it is not exact.
    pub value: u128,
    /// Whether it is the number itself (`exact`) or there are more (`at_least`).
    pub exact: bool,
}

impl PathCount {
    pub(super) const NONE: Self = Self {
        value: 0,
        exact: true,
    };
    pub(super) const ONE: Self = Self {
        value: 1,
        exact: true,
    };

    /// Connections of either kind.
    pub(super) fn plus(self, other: Self) -> Self {
        Self::checked(
            self.value.checked_add(other.value),
            self.exact && other.exact,
        )
    }

    /// Connections of the one kind, each followed by one of the other.
    pub(super) fn times(self, other: Self) -> Self {
        if self == Self::NONE || other == Self::NONE {
            return Self::NONE;
        }
        Self::checked(
            self.value.checked_mul(other.value),
            self.exact && other.exact,
        )
    }

    fn checked(value: Option<u128>, exact: bool) -> Self {
        match value {
            Some(value) if exact => Self { value, exact },
            _ => Self {
                value: u128::MAX,
                exact: false,
            },
        }
    }
}

/// Counts all connections, from the end: a node has as many ways on as its next nodes together.
/// O(nodes + steps) of the layered graph.
pub(super) fn total(layered: &Layered) -> PathCount {
    let mut ways = vec![1_u128];
    let mut exact = true;
    for (column, steps) in layered.steps.iter().enumerate().rev() {
        let mut sums = vec![0_u128; layered.columns[column].len()];
        for step in steps {
            let sum = &mut sums[step.from as usize];
            // Every node lies on a connection from the start, so the total is no smaller than any
            // sum: once one does not fit, the total does not either.
            *sum = sum.checked_add(ways[step.to as usize]).unwrap_or_else(|| {
                exact = false;
                u128::MAX
            });
        }
        ways = sums;
    }
    PathCount {
        value: ways.first().copied().unwrap_or(0),
        exact,
    }
}

/// The share of all connections that pass each node, shaped as [`Layered::columns`].
pub(super) fn shares(layered: &Layered) -> Vec<Vec<f64>> {
    weighted_shares(layered, |_, _| 1.0)
}

/// The share of connections that pass each node, a connection counting as much as the product of the
/// weights of its steps, each asked for by its column and its place in `steps[column]`.
/// O(nodes + steps).
///
/// A connection drawn at random takes each way on with the odds of the ways behind it. Ways are
/// kept as fractions of the largest of their column, so they overflow for no graph; what is too
/// small for an `f64` has a share of 0.
pub(super) fn weighted_shares(
    layered: &Layered,
    weight: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<f64>> {
    let ways = scaled_ways(layered, &weight);
    let mut shares: Vec<Vec<f64>> = vec![vec![1.0]];
    for (column, steps) in layered.steps.iter().enumerate() {
        let ways_over =
            |place: usize, step: &Step| weight(column, place) * ways[column + 1][step.to as usize];
        let mut sums = vec![0.0; layered.columns[column].len()];
        for (place, step) in steps.iter().enumerate() {
            sums[step.from as usize] += ways_over(place, step);
        }
        let mut next = vec![0.0; layered.columns[column + 1].len()];
        for (place, step) in steps.iter().enumerate() {
            let sum = sums[step.from as usize];
            if sum > 0.0 {
                let odds = ways_over(place, step) / sum;
                next[step.to as usize] += shares[column][step.from as usize] * odds;
            }
        }
        if let [only] = next.as_mut_slice() {
            *only = 1.0;
        }
        shares.push(next);
    }
    shares
}

fn scaled_ways(layered: &Layered, weight: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut ways = vec![vec![1.0]; layered.columns.len()];
    for (column, steps) in layered.steps.iter().enumerate().rev() {
        let mut sums = vec![0.0_f64; layered.columns[column].len()];
        for (place, step) in steps.iter().enumerate() {
            sums[step.from as usize] += weight(column, place) * ways[column + 1][step.to as usize];
        }
        let largest = sums.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for sum in &mut sums {
            *sum /= largest;
        }
        ways[column] = sums;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ArcId, NodeId};

    /// `width` nodes in each inner column, each linked with all of the next.
    fn ladder(width: u32, inner_columns: usize) -> Layered {
        let mut columns = vec![vec![NodeId(0)]];
        columns.extend(vec![(0..width).map(NodeId).collect(); inner_columns]);
        columns.push(vec![NodeId(0)]);
        let steps = columns
            .windows(2)
            .map(|pair| {
                let (from, to) = (pair[0].len() as u32, pair[1].len() as u32);
                (0..from)
                    .flat_map(|from| {
                        (0..to).map(move |to| Step {
                            from,
                            to,
                            arc: ArcId(0),
                        })
                    })
                    .collect()
            })
            .collect();
        Layered { columns, steps }
    }

    #[test]
    fn the_number_is_exact_up_to_128_bits_and_a_bound_beyond() {
        let counted = |inner| total(&ladder(2, inner));
        assert_eq!(
            counted(0),
            PathCount {
                value: 1,
                exact: true
            }
        );
        assert_eq!(
            counted(127),
            PathCount {
                value: 1 << 127,
                exact: true
            }
        );
        assert_eq!(
            counted(128),
            PathCount {
                value: u128::MAX,
                exact: false
            }
        );
        assert_eq!(
            counted(5000),
            PathCount {
                value: u128::MAX,
                exact: false
            }
        );
    }

    #[test]
    fn shares_are_right_where_numbers_no_longer_fit() {
        let shares = shares(&ladder(2, 5000));
        assert!(
            shares[1..5001]
                .iter()
                .flatten()
                .all(|&share| (share - 0.5).abs() < 1e-9)
        );
        assert_eq!(
            (&shares[0][..], &shares[5001][..]),
            (&[1.0][..], &[1.0][..])
        );
    }

    #[test]
    fn weights_shift_the_shares_where_their_products_no_longer_fit() {
        // Every step into the first place of a column counts three times as much as one into the
        // second; whatever the scale, the first has three quarters.
        let ladder = ladder(2, 5000);
        for scale in [1e-200, 1.0, 1e200] {
            let weight = |column: usize, step: usize| {
                let first = ladder.steps[column][step].to == 0;
                scale * if first { 3.0 } else { 1.0 }
            };
            let shares = weighted_shares(&ladder, weight);
            for column in &shares[1..5001] {
                assert!((column[0] - 0.75).abs() < 1e-9, "{scale}: {column:?}");
            }
        }
    }
}
