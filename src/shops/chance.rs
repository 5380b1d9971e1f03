//! Chance that falls the same way on every machine: whole numbers only, one named generator.
//!
//! The distributions of the `rand` package may change between its versions, and with them every
//! order of a shop; a plain multiply-and-shift does not. Knows nothing of what is drawn.

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

    /// A number from 0 to just under 1.
    pub(super) fn share(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub(super) fn happens(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`; the default of its kind where there is none.
    pub(super) fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        let place = self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX));
        choices.get(place as usize).copied().unwrap_or_default()
    }

    /// Puts `cards` into any order, all equally likely.
    pub(super) fn shuffle<T>(&mut self, cards: &mut [T]) {
        for last in (1..cards.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX)) as usize;
            cards.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
