//! How many shortest connections there are, and which share of them passes each node.
//!
//! By dynamic programming over the columns; connections are never listed to be counted.

use super::layered::Layered;

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

/// Counts all connections, from the end: a place has as many ways on as its next places together.
/// O(places + steps) of the layered graph.
pub(super) fn total(layered: &Layered) -> PathCount {
    let mut ways = vec![0_u128; layered.nodes().len()];
    if let Some(end) = ways.last_mut() {
        *end = 1;
    }
    let mut exact = true;
    // Steps rise, so those behind a place come before those that lead to it.
    for step in layered.steps().iter().rev() {
        let on = ways[step.to as usize];
        let sum = &mut ways[step.from as usize];
        // Every place lies on a connection from the start, so the total is no smaller than any sum:
        // once one does not fit, the total does not either.
        *sum = sum.checked_add(on).unwrap_or_else(|| {
            exact = false;
            u128::MAX
        });
    }
    PathCount {
        value: ways.first().copied().unwrap_or(0),
        exact,
    }
}

/// The share of all connections that pass each place.
pub(super) fn shares(layered: &Layered) -> Vec<f64> {
    weighted_shares(layered, |_| 1.0)
}

/// The share of connections that pass each place, a connection counting as much as the product of the
/// weights of its steps, each asked for by its number in [`Layered::steps`]. O(places + steps).
///
/// A connection drawn at random takes each way on with the odds of the ways behind it. Ways are
/// kept as fractions of the largest of their column, so they overflow for no graph; what is too
/// small for an `f64` has a share of 0.
pub(super) fn weighted_shares(layered: &Layered, weight: impl Fn(usize) -> f64) -> Vec<f64> {
    let Ways { on, together } = Ways::of(layered, &weight);
    let mut shares = vec![0.0; layered.nodes().len()];
    for column in layered.columns() {
        if column.len() == 1 {
            shares[column.start] = 1.0;
        }
        for place in column.filter(|&place| together[place] > 0.0) {
            for step in layered.steps_from(place as u32) {
                let to = layered.steps()[step].to as usize;
                let odds = weight(step) * on[to] / together[place];
                shares[to] += shares[place] * odds;
            }
        }
    }
    shares
}

/// The weights of the ways on from each place.
struct Ways {
    /// As fractions of the largest of its column.
    on: Vec<f64>,
    /// Measured in fractions of the next column's largest.
    together: Vec<f64>,
}

impl Ways {
    fn of(layered: &Layered, weight: impl Fn(usize) -> f64) -> Self {
        let mut on = vec![1.0; layered.nodes().len()];
        let mut together = vec![0.0_f64; layered.nodes().len()];
        for column in layered.columns().rev().skip(1) {
            for place in column.clone() {
                for step in layered.steps_from(place as u32) {
                    together[place] += weight(step) * on[layered.steps()[step].to as usize];
                }
            }
            let all = together[column.clone()].iter().copied();
            let largest = all.fold(f64::MIN_POSITIVE, f64::max);
            for place in column {
                on[place] = together[place] / largest;
            }
        }
        Self { on, together }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layered::Step;
    use super::*;
    use crate::ArcId;

    /// `width` nodes in each inner column, each linked with all of the next.
    fn ladder(width: u32, inner_columns: usize) -> Layered {
        let mut columns = vec![vec![0]];
        columns.extend(vec![(0..width).collect(); inner_columns]);
        columns.push(vec![0]);
        let all = |from: u32, to: u32| -> Vec<Step> {
            let step = move |from| (0..to).map(move |to| (from, to));
            let pairs = (0..from).flat_map(step);
            pairs
                .map(|(from, to)| Step {
                    from,
                    to,
                    arc: ArcId(0),
                })
                .collect()
        };
        let steps: Vec<Vec<Step>> = columns
            .windows(2)
            .map(|pair| all(pair[0].len() as u32, pair[1].len() as u32))
            .collect();
        Layered::of(&columns, &steps)
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
            shares[1..10_001]
                .iter()
                .all(|&share| (share - 0.5).abs() < 1e-9)
        );
        assert_eq!((shares[0], shares[10_001]), (1.0, 1.0));
    }

    #[test]
    fn weights_shift_the_shares_where_their_products_no_longer_fit() {
        // Every step into the first place of a column counts three times as much as one into the
        // second; whatever the scale, the first has three quarters.
        let ladder = ladder(2, 5000);
        for scale in [1e-200, 1.0, 1e200] {
            let weight = |step: usize| {
                // The first place of each inner column has an odd number.
                let first = ladder.steps()[step].to % 2 == 1;
                scale * if first { 3.0 } else { 1.0 }
            };
            let shares = weighted_shares(&ladder, weight);
            for column in shares[1..10_001].chunks(2) {
                assert!((column[0] - 0.75).abs() < 1e-9, "{scale}: {column:?}");
            }
        }
    }
}
