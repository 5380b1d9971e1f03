//! How near an item is to all others, in words.

use std::borrow::Cow;

use crate::explorer::CentreBasis;
use crate::words::texts::{Texts, args};

/// What it means to be the centre.
#[must_use]
pub fn centre_rule(texts: Texts) -> Cow<'static, str> {
    texts.say("near-rule")
}

/// An item's place: `No. 1,204 of 413,236 by closeness to all others`.
#[must_use]
pub fn centre_rank(texts: Texts, rank: u32, ranked: u32) -> String {
    texts.tell("near-rank", &args!["rank" => rank, "ranked" => ranked])
}

/// A mean number of steps: `4.61 steps`.
#[must_use]
pub fn mean_steps(texts: Texts, mean: f64) -> String {
    texts.tell("near-mean", &args!["mean" => texts.two_decimals(mean)])
}

/// How sure such means are.
#[must_use]
pub fn closeness(texts: Texts, basis: &CentreBasis) -> String {
    if basis.is_exact() {
        return texts.tell("near-exact", &args!["items" => basis.items]);
    }
    let arguments = args![
        "samples" => basis.samples,
        "items" => basis.items,
        "probability" => texts.percent(basis.confidence()),
        "steps" => texts.one_decimal(basis.error_hops()),
    ];
    texts.tell("near-estimated", &arguments)
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
            closeness(Texts::default(), &basis),
            "Estimated from 512 of the 413,236 items, chosen by chance: with a probability of \
             99.9 % or more no mean is off by more than 3.2 steps, whatever the catalogue looks \
             like."
        );
        basis.items = 512;
        assert_eq!(
            closeness(Texts::default(), &basis),
            "Measured from each of the 512 items, so exact."
        );
        assert_eq!(
            centre_rank(Texts::default(), 1_204, 413_236),
            "No. 1,204 of 413,236 by closeness to all others"
        );
    }
}
