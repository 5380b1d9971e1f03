//! How strong a link is.
//!
//! A link of two items is measured against what else is bought with either. With `c` the orders
//! that hold both, `a` and `b` the orders that hold each, and `n` all orders:
//!
//! | measure | strength | source |
//! |---|---|---|
//! | cosine | `c / √(a·b)` | item-to-item collaborative filtering: Linden, Smith, York 2003 |
//! | jaccard | `c / (a + b − c)` | Jaccard 1901 |
//! | lift | `c·n / (a·b)` | Brin, Motwani, Ullman, Tsur 1997 |
//! | orders | `c` | |

use serde::{Deserialize, Serialize};

/// What decides which of two links is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Orders with both against the geometric mean of the orders with either: fair to small items.
    #[default]
    Cosine,
    /// Orders with both as a share of the orders with either.
    Jaccard,
    /// How many times more often than chance: favours rare items.
    Lift,
    /// The number of orders alone: favours bestsellers.
    Orders,
}

impl Measure {
    const ALL: [Self; 4] = [Self::Cosine, Self::Jaccard, Self::Lift, Self::Orders];

    /// Its name on the command line and in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cosine => "cosine",
            Self::Jaccard => "jaccard",
            Self::Lift => "lift",
            Self::Orders => "orders",
        }
    }

    /// Reads [`Self::name`] back.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// The number in the file.
    #[must_use]
    pub(super) fn code(self) -> u32 {
        self as u32
    }

    /// Reads [`Self::code`] back.
    #[must_use]
    pub(super) fn from_code(code: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// Strength of a link of weight `both` between items of weight `a` and `b`, of `total` in all.
    ///
    /// Positive and finite whatever comes in, so that its logarithm can be added up.
    #[must_use]
    #[inline]
    pub fn strength(self, both: f64, a: f64, b: f64, total: f64) -> f64 {
        let strength = match self {
            Self::Cosine => both / (a * b).sqrt(),
            Self::Jaccard => both / (a + b - both),
            Self::Lift => both * total / (a * b),
            Self::Orders => both,
        };
        if strength.is_finite() && strength > f64::MIN_POSITIVE {
            strength
        } else {
            f64::MIN_POSITIVE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_is_its_formula() {
        let of = |measure: Measure| measure.strength(6.0, 9.0, 16.0, 240.0);
        assert_eq!(of(Measure::Cosine), 0.5);
        assert_eq!(of(Measure::Jaccard), 6.0 / 19.0);
        assert_eq!(of(Measure::Lift), 10.0);
        assert_eq!(of(Measure::Orders), 6.0);
    }

    #[test]
    fn strength_stays_positive_and_finite_on_nonsense() {
        for measure in Measure::ALL {
            for [both, a, b] in [
                [0.0, 0.0, 0.0],
                [1.0, 0.0, 5.0],
                [5.0, 1.0, 4.0],
                [1.0, -1.0, 2.0],
            ] {
                let strength = measure.strength(both, a, b, 0.0);
                assert!(
                    strength.is_finite() && strength > 0.0,
                    "{measure:?} {both} {a} {b}"
                );
            }
        }
    }

    #[test]
    fn a_measure_reads_back_from_its_code() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_code(measure.code()), Some(measure));
        }
        assert_eq!(Measure::from_code(4), None);
    }
}
