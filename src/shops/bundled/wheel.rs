//! Choices by weight.

use crate::shops::chance::Chance;

/// A wheel of fortune: each place is as likely as its share of the weights.
#[derive(Debug, Clone, Default)]
pub(super) struct Wheel {
    /// `ends[i]` is the sum of the weights up to and with place `i`.
    ends: Vec<u32>,
}

impl Wheel {
    /// A wheel with one place a weight. Sums beyond `u32` are cut there: the places behind it
    /// never come up.
    pub(super) fn new(weights: impl IntoIterator<Item = u32>) -> Self {
        let ends = weights
            .into_iter()
            .scan(0_u32, |sum, weight| {
                *sum = sum.saturating_add(weight);
                Some(*sum)
            })
            .collect();
        Self { ends }
    }

    /// The place the wheel stops at; `None` where all weights are zero or there are none.
    pub(super) fn spin(&self, chance: &mut Chance) -> Option<usize> {
        let sum = self.ends.last().copied().filter(|&sum| sum > 0)?;
        let mark = chance.below(sum);
        Some(self.ends.partition_point(|&end| end <= mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wheel_stops_as_often_as_its_weights_say() {
        let wheel = Wheel::new([1, 0, 3]);
        let mut chance = Chance::new([7; 32]);
        let mut stops = [0_u32; 3];
        for _ in 0..4_000 {
            stops[wheel.spin(&mut chance).unwrap()] += 1;
        }
        assert_eq!(stops[1], 0);
        assert!(stops[0].abs_diff(1_000) < 120, "{stops:?}");
    }

    #[test]
    fn a_wheel_without_weight_never_stops() {
        let mut chance = Chance::new([7; 32]);
        assert_eq!(Wheel::new([0, 0]).spin(&mut chance), None);
        assert_eq!(Wheel::default().spin(&mut chance), None);
    }
}
