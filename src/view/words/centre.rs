//! How near an item is to all others, in words.

use crate::explorer::CentreBasis;

use super::{number, percent};

/// What it means to be the centre.
pub const CENTRE_RULE: &str = "The fewest steps, on average, to every other item of the largest \
                               island, links walked either way.";

/// An item's place: `No. 1,204 of 413,236 by closeness to all others`.
#[must_use]
pub fn centre_rank(rank: u32, ranked: u32) -> String {
    format!(
        "No. {} of {} by closeness to all others",
        number(rank),
        number(ranked)
    )
}

/// A mean number of steps: `4.61 steps`.
#[must_use]
pub fn mean_steps(mean: f64) -> String {
    format!("{mean:.2} steps")
}

/// How sure such means are.
#[must_use]
pub fn closeness(basis: &CentreBasis) -> String {
    let items = number(basis.items);
    if basis.is_exact() {
        return format!("Measured from each of the {items} items, so exact.");
    }
    format!(
        "Estimated from {} of the {items} items, chosen by chance: with a probability of {} or more \
         no mean is off by more than {:.1} steps, whatever the catalogue looks like.",
        number(basis.samples),
        percent(basis.confidence()),
        basis.error_hops()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_say_what_they_rest_on_and_exact_means_that_they_are() {
        let mut basis = CentreBasis {
            items: 413_236,
            samples: 512,
            diameter_bound: 20,
        };
        assert_eq!(
            closeness(&basis),
            "Estimated from 512 of the 413,236 items, chosen by chance: with a probability of \
             99.9 % or more no mean is off by more than 3.2 steps, whatever the catalogue looks \
             like."
        );
        basis.items = 512;
        assert_eq!(
            closeness(&basis),
            "Measured from each of the 512 items, so exact."
        );
        assert_eq!(
            centre_rank(1_204, 413_236),
            "No. 1,204 of 413,236 by closeness to all others"
        );
    }
}
