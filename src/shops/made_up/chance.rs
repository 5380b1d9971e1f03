//! Chance for simulators that work in parallel: every part of the work has its own source, told
//! apart by what it is for and its number, so that the outcome does not depend on who does it when.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// What chance is drawn for; each purpose has its own sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The order of the ids, of the bestsellers, of the second shelf; how large communities are.
    Shop = 1,
    /// Shoppers and their orders.
    Orders = 2,
    /// Titles and years.
    Texts = 3,
    /// Names of creators.
    Names = 4,
    /// Lists of what was also bought.
    Lists = 5,
}

/// A source of chance with a fixed beginning.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The source of part `number` of what is done for `purpose` in the shop of `seed`.
    pub(super) fn new(seed: u64, purpose: Purpose, number: u64) -> Self {
        let mut bytes = *b"cartway simulator: 32 bytes here";
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&number.to_le_bytes());
        bytes[16] = purpose as u8;
        Self(ChaCha8Rng::from_seed(bytes))
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

    /// One of `choices`, which must not be empty.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }

    /// Puts `cards` into any order, all equally likely.
    pub(super) fn shuffle<T>(&mut self, cards: &mut [T]) {
        for last in (1..cards.len()).rev() {
            let other = self.below(last as u32 + 1) as usize;
            cards.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_apart_by_seed_purpose_and_number() {
        let first = |seed, purpose, number| Chance::new(seed, purpose, number).below(u32::MAX);
        let one = first(1, Purpose::Orders, 1);
        assert_eq!(one, first(1, Purpose::Orders, 1));
        assert_ne!(one, first(2, Purpose::Orders, 1));
        assert_ne!(one, first(1, Purpose::Lists, 1));
        assert_ne!(one, first(1, Purpose::Orders, 2));
    }

    #[test]
    fn shuffling_keeps_every_card() {
        let mut cards: Vec<u32> = (0..50).collect();
        Chance::new(1, Purpose::Shop, 0).shuffle(&mut cards);
        assert_ne!(cards, (0..50).collect::<Vec<_>>());
        cards.sort_unstable();
        assert_eq!(cards, (0..50).collect::<Vec<_>>());
    }
}
