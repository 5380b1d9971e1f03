//! Pairs that were counted elsewhere, made into links as if they had been counted here.
//!
//! Whoever counted may have left out what is too weak for either end, and need not have settled
//! which of equally strong ones stay: the last choice is made here, by the rules of
//! [`counting`](super::counting), and on more pairs than are kept it is the same choice.

use rayon::prelude::*;

use super::links::{Link, Links, Weights};
use super::measure::Measure;
use super::strongest::Strongest;

/// Two items, places in the list of items, and the orders that hold both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    a: u32,
    b: u32,
    orders: u32,
}

impl Pair {
    /// Whichever of the items is named first, it is the same pair.
    #[must_use]
    #[inline]
    pub fn between(x: u32, y: u32, orders: u32) -> Self {
        let (a, b) = (x.min(y), x.max(y));
        Self { a, b, orders }
    }

    /// Both items, the one earlier in id order first.
    #[must_use]
    #[inline]
    pub fn ends(self) -> (u32, u32) {
        (self.a, self.b)
    }
}

/// Pairs in the order of their ends, each once. 12 bytes a pair.
#[derive(Debug, Clone)]
pub struct DistinctPairs(Vec<Pair>);

impl DistinctPairs {
    /// Pairs that come in any order.
    ///
    /// O(pairs · log pairs) over all cores, in place; O(pairs) where they are sorted.
    ///
    /// # Errors
    /// The first pair that comes twice, whatever is said of it the second time.
    pub fn of(mut pairs: Vec<Pair>) -> Result<Self, Pair> {
        pairs.par_sort_unstable_by_key(|pair| pair.ends());
        let twice = pairs
            .par_windows(2)
            .find_first(|two| two[0].ends() == two[1].ends());
        match twice {
            Some(two) => Err(two[0]),
            None => Ok(Self(pairs)),
        }
    }

    /// Number of pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Drops pairs of fewer orders.
    pub fn keep_from(&mut self, min_orders: u32) {
        self.0.retain(|pair| pair.orders >= min_orders);
    }

    /// Bytes that [`Self::into_links`] takes beside the pairs, at most.
    #[must_use]
    pub fn bytes_to_link(&self, item_count: usize, top: usize) -> u64 {
        let links = size_of::<Link>() as u64 * self.len() as u64;
        match top {
            0 => links,
            _ => Strongest::bytes(top, item_count, self.len() as u64).max(links),
        }
    }

    /// The links among the `top` strongest of either end, each with the ends that keep it; 0 keeps
    /// all. O(pairs) over all cores.
    ///
    /// # Panics
    /// If a pair names an item that has no weight.
    #[must_use]
    pub fn into_links(self, weights: Weights, measure: Measure, top: usize) -> Links {
        let links = if top == 0 {
            let pairs = self.0.into_par_iter();
            pairs
                .map(|Pair { a, b, orders }| Link::between(a, b, orders))
                .collect()
        } else {
            self.strongest(&weights, measure, top)
        };
        Links::of_ends(links, weights)
    }

    fn strongest(self, weights: &Weights, measure: Measure, top: usize) -> Vec<Link> {
        let strongest = Strongest::new(top, measure, weights);
        let of_an_item = self.0.par_chunk_by(|x, y| x.a == y.a);
        of_an_item.for_each_init(Vec::new, |row, pairs| {
            row.clear();
            row.extend(pairs.iter().map(|pair| (pair.b, pair.orders)));
            strongest.offer_row(pairs[0].a, row);
        });
        drop(self.0);
        strongest.into_links()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::super::counting::{Baskets, Counted, Keep, OrderLines, count};
    use super::*;

    const MEASURES: [Measure; 4] = [
        Measure::Cosine,
        Measure::Jaccard,
        Measure::Lift,
        Measure::Orders,
    ];

    fn counted(baskets: &Baskets, keep: Keep) -> Counted {
        match count(baskets, keep, &|_| ControlFlow::Continue(())) {
            ControlFlow::Continue(counted) => counted,
            ControlFlow::Break(()) => unreachable!("nobody stops it"),
        }
    }

    fn pairs_of(links: &Links) -> Vec<Pair> {
        let links = links.links.iter();
        links
            .map(|link| Pair::between(link.b, link.a, link.number))
            .collect()
    }

    #[test]
    fn a_pair_that_comes_twice_is_found_whichever_item_is_named_first() {
        let pairs = vec![
            Pair::between(3, 1, 2),
            Pair::between(0, 1, 2),
            Pair::between(1, 3, 5),
        ];
        assert_eq!(DistinctPairs::of(pairs).unwrap_err().ends(), (1, 3));
    }

    #[test]
    fn no_pairs_are_no_links() {
        let pairs = DistinctPairs::of(Vec::new()).unwrap();
        assert!(pairs.is_empty());
        let weights = Weights::counted(vec![4, 0], 9);
        let links = pairs.into_links(weights, Measure::Cosine, 3);
        assert!(links.links.is_empty());
        assert_eq!(links.weights.item_orders, [4, 0]);
    }

    proptest! {
        #[test]
        fn links_of_pairs_counted_elsewhere_are_those_counted_here(
            baskets in prop::collection::vec(prop::collection::vec(0_u32..25, 0..10), 0..60),
            measure in prop::sample::select(MEASURES.to_vec()),
            top in 0_usize..5,
            min_orders in 1_u32..4,
            turn in 0_usize..100,
        ) {
            let mut lines = OrderLines::default();
            for basket in &baskets {
                lines.add(basket.iter().copied());
            }
            let gathered = Baskets::gather(lines, 25, 6);
            let here = counted(&gathered, Keep { min_orders, top, measure, memory: None });
            let all = counted(&gathered, Keep { min_orders: 1, top: 0, measure, memory: None });
            // All there are, and only those that somebody let through.
            for elsewhere in [&all.links, &here.links] {
                let mut pairs = pairs_of(elsewhere);
                let turn = turn.min(pairs.len());
                pairs.rotate_left(turn);
                let mut pairs = DistinctPairs::of(pairs).unwrap();
                pairs.keep_from(min_orders);
                let links = pairs.into_links(elsewhere.weights.clone(), measure, top);
                prop_assert_eq!(&links.links, &here.links.links);
                prop_assert_eq!(&links.weights.item_orders, &here.links.weights.item_orders);
            }
        }
    }
}
