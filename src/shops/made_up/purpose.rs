//! Sources of chance for work that is done in parallel: every part of it has its own, told apart by
//! what it is for and its number, so that the outcome does not depend on who does it when.

use crate::shops::chance::Chance;

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

impl Purpose {
    /// The source of part `number` of what is done for this in the shop of `seed`.
    pub(super) fn source(self, seed: u64, number: u64) -> Chance {
        let mut bytes = *b"cartway simulator: 32 bytes here";
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&number.to_le_bytes());
        bytes[16] = self as u8;
        Chance::new(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_apart_by_seed_purpose_and_number() {
        let first = |seed, purpose: Purpose, number| purpose.source(seed, number).below(u32::MAX);
        let one = first(1, Purpose::Orders, 1);
        assert_eq!(one, first(1, Purpose::Orders, 1));
        assert_ne!(one, first(2, Purpose::Orders, 1));
        assert_ne!(one, first(1, Purpose::Lists, 1));
        assert_ne!(one, first(1, Purpose::Orders, 2));
    }
}
