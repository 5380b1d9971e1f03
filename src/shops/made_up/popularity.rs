//! How unevenly things are spread in a shop: which items are bought, how much is in a basket, how
//! often a shopper comes back.

use crate::shops::chance::Chance;

/// Ranks by the law of Zipf and Mandelbrot: rank `r` from 0 comes up in proportion to
/// `1 / (r + FLATTENED)`.
#[derive(Debug, Clone)]
pub(super) struct Ranks {
    count: u32,
    /// Logarithm of how much likelier the first rank is than the last.
    spread: f64,
}

/// What keeps the very first ranks from taking all: with it, the bestseller of a shop is in one
/// order of eight, as bananas are in Instacart's.
const FLATTENED: f64 = 1.8;

impl Ranks {
    /// Ranks from 0 to `count - 1`.
    pub(super) fn new(count: u32) -> Self {
        let spread = (f64::from(count) / FLATTENED + 1.0).ln();
        Self { count, spread }
    }

    /// A rank; the small ones far more often.
    pub(super) fn draw(&self, chance: &mut Chance) -> u32 {
        // The density 1 / (r + f) has a logarithm for its integral, so this is its inverse.
        let rank = FLATTENED * ((chance.share() * self.spread).exp() - 1.0);
        (rank as u32).min(self.count.saturating_sub(1))
    }
}

/// Whole numbers from 1, each as likely as its share of a table.
#[derive(Debug, Clone)]
pub(super) struct Sizes {
    /// `ends[i]` is the share of the numbers up to `i + 1`, of 2^32.
    ends: Vec<u32>,
}

impl Sizes {
    /// How many different items an order holds: mean 10, standard deviation 6.8, most often 6, one
    /// order of 25 a single item, one of 60,000 more than 100. Orders of Instacart are like that.
    pub(super) fn of_baskets() -> Self {
        const SINGLE: f64 = 0.04;
        let mut shares = log_normal(2.165, 0.59, 145);
        for share in &mut shares {
            *share *= 1.0 - SINGLE;
        }
        shares[0] += SINGLE;
        Self::new(&shares)
    }

    /// How many orders a shopper makes: mean 14, most often 6, some more than 80.
    pub(super) fn of_visits() -> Self {
        Self::new(&log_normal(2.35, 0.75, 100))
    }

    /// How many items a community has, from `fewest`: the larger, the rarer, by the power `fall`.
    pub(super) fn of_communities((fewest, fall): (usize, f64)) -> Self {
        let share = |size: usize| match size < fewest {
            true => 0.0,
            false => (size as f64).powf(-fall),
        };
        let shares: Vec<f64> = (1..=40).map(share).collect();
        Self::new(&shares)
    }

    fn new(shares: &[f64]) -> Self {
        let total: f64 = shares.iter().sum();
        let mut sum = 0.0;
        let ends = shares.iter().map(|share| {
            sum += share / total;
            (sum * 4_294_967_296.0) as u32
        });
        Self {
            ends: ends.collect(),
        }
    }

    /// One of the numbers.
    pub(super) fn draw(&self, chance: &mut Chance) -> u32 {
        let mark = chance.below(u32::MAX);
        let place = self.ends.partition_point(|&end| end <= mark);
        (place.min(self.ends.len() - 1) + 1) as u32
    }
}

/// The shares of 1 to `most` of a log-normal distribution, by its density at each.
fn log_normal(mean: f64, deviation: f64, most: u32) -> Vec<f64> {
    let density = |x: f64| {
        let z = (x.ln() - mean) / deviation;
        (-0.5 * z * z).exp() / x
    };
    // The mean of ten places in each number's unit is its share, near enough.
    let share = |number: u32| -> f64 {
        let at = |tenth: u32| density(f64::from(number) - 0.45 + 0.1 * f64::from(tenth));
        (0..10).map(at).sum()
    };
    let shares: Vec<f64> = (1..=most).map(share).collect();
    let total: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shops::made_up::purpose::Purpose;

    fn drawn(sizes: &Sizes) -> (f64, f64, u32) {
        let mut chance = Purpose::Orders.source(1, 0);
        let numbers: Vec<u32> = (0..100_000).map(|_| sizes.draw(&mut chance)).collect();
        let count = numbers.len() as f64;
        let mean = numbers.iter().map(|&n| f64::from(n)).sum::<f64>() / count;
        let pairs: f64 = numbers.iter().map(|&n| f64::from(n * (n - 1) / 2)).sum();
        let most = numbers.iter().max().copied().unwrap_or(0);
        (mean, pairs / count, most)
    }

    #[test]
    fn baskets_are_as_large_as_instacarts() {
        let (mean, pairs, most) = drawn(&Sizes::of_baskets());
        assert!((9.9..10.1).contains(&mean), "{mean}");
        assert!((67.0..69.4).contains(&pairs), "{pairs}");
        assert!((60..=145).contains(&most), "{most}");
    }

    #[test]
    fn communities_are_small_and_some_are_large() {
        let (mean, _, most) = drawn(&Sizes::of_communities((5, 3.5)));
        assert!((6.0..9.0).contains(&mean), "{mean}");
        assert_eq!(most, 40);
    }

    #[test]
    fn ranks_fall_as_zipf_says() {
        let ranks = Ranks::new(50_000);
        let mut chance = Purpose::Orders.source(1, 0);
        let mut counts = vec![0_u32; 50_000];
        for _ in 0..1_000_000 {
            counts[ranks.draw(&mut chance) as usize] += 1;
        }
        let share = |ranks: std::ops::Range<usize>| counts[ranks].iter().sum::<u32>();
        let (tens, thousands) = (share(10..100), share(1_000..10_000));
        assert!(tens.abs_diff(thousands) * 10 < tens, "{tens} {thousands}");
        assert!(counts[0] > counts[9] * 3, "{} {}", counts[0], counts[9]);
    }
}
