//! Chance that falls the same way on every machine: whole numbers only, one named generator.
//!
//! The distributions of the `rand` package may change between its versions, and with them every
//! order of the sample; a plain multiply-and-shift does not.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// A source of chance with a fixed beginning.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// Everything drawn follows from these 32 bytes.
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// A number from 0 to `bound - 1`; 0 where `bound` is 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(bound);
        (product >> 32) as u32
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub(super) fn happens(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`; `None` where there is none.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let place = self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX));
        choices.get(place as usize)
    }

    /// Puts `cards` into any order, all equally likely.
    pub(super) fn shuffle<T>(&mut self, cards: &mut [T]) {
        for last in (1..cards.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX)) as usize;
            cards.swap(last, other);
        }
    }
}

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

    #[test]
    fn the_same_seed_draws_the_same_numbers_on_every_machine() {
        let mut chance = Chance::new(*b"cartway: the seed of these tests");
        let drawn: Vec<u32> = (0..6).map(|_| chance.below(1_000)).collect();
        assert_eq!(drawn, [504, 589, 759, 194, 785, 869]);
    }

    #[test]
    fn shuffling_keeps_every_card() {
        let mut cards: Vec<u32> = (0..50).collect();
        Chance::new([1; 32]).shuffle(&mut cards);
        assert_ne!(cards, (0..50).collect::<Vec<_>>());
        cards.sort_unstable();
        assert_eq!(cards, (0..50).collect::<Vec<_>>());
    }
}
