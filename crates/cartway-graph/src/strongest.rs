//! The strongest links of each item, kept while links are still coming: what no item keeps is
//! forgotten at once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::links::{Link, Weights};
use super::measure::Measure;

/// The lists of all items. Any thread may offer a link; what is kept does not depend on the order
/// in which links are offered, as no two candidates of an item are equal.
///
/// Of two equally strong links the one with more orders (or the better place) comes first, then the
/// one whose other end is earlier in id order.
#[derive(Debug)]
pub(super) struct Strongest<'w> {
    top: usize,
    measure: Measure,
    weights: &'w Weights,
    /// By item. Apart from the lists, as most links are turned away here.
    gates: Vec<Gate>,
    lists: Vec<Mutex<Vec<Candidate>>>,
}

/// All that is looked at of an item to which a link is not strong enough.
#[derive(Debug)]
struct Gate {
    weight: f64,
    /// Bits of the strength below which nothing is kept any more. Strengths are positive, so their
    /// bits are ordered as they are.
    bar: AtomicU64,
}

/// The other end of a link, and its number.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    other: u32,
    number: u32,
}

impl<'w> Strongest<'w> {
    /// Empty lists of the `top` strongest each.
    pub(super) fn new(top: usize, measure: Measure, weights: &'w Weights) -> Self {
        let gate = |&weight: &f64| Gate {
            weight,
            bar: AtomicU64::new(0),
        };
        let items = weights.item_weights.iter();
        Self {
            top,
            measure,
            weights,
            gates: items.clone().map(gate).collect(),
            lists: items.map(|_| Mutex::default()).collect(),
        }
    }

    /// Bytes it takes at most, where no item can have more than `pairs` pairs in all.
    pub(super) fn bytes(top: usize, item_count: usize, pairs: u64) -> u64 {
        let candidates = (2 * top as u64)
            .saturating_mul(item_count as u64)
            .min(pairs.saturating_mul(2));
        let list = size_of::<Mutex<Vec<Candidate>>>() + size_of::<Gate>();
        let sizes = (list * item_count) as u64;
        sizes + candidates.saturating_mul(size_of::<Candidate>() as u64)
    }

    /// Offers a link to the lists it may stand on.
    pub(super) fn offer(&self, link: Link) {
        let Link { a, b, number, .. } = link;
        if link.listed.forward() {
            self.offer_to(a, b, number);
        }
        if link.listed.backward() {
            self.offer_to(b, a, number);
        }
    }

    /// Offers links of one item, as (other end, number), to its own list and to those of the
    /// others. What is not for its own list is taken out of `row`.
    pub(super) fn offer_row(&self, item: u32, row: &mut Vec<(u32, u32)>) {
        let bar = self.gates[item as usize].bar.load(Ordering::Relaxed);
        row.retain(|&(other, number)| {
            let strength = self.strength(item, other, number);
            self.offer_if(
                strength,
                other,
                Candidate {
                    other: item,
                    number,
                },
            );
            strength >= bar
        });
        let own = row.iter();
        self.put(
            item,
            own.map(|&(other, number)| Candidate { other, number }),
        );
    }

    fn strength(&self, item: u32, other: u32, number: u32) -> u64 {
        let weight = |item: u32| self.gates[item as usize].weight;
        let both = self.weights.kind.weight(number);
        let total = self.weights.total_weight;
        let strength = self
            .measure
            .strength(both, weight(item), weight(other), total);
        strength.to_bits()
    }

    fn offer_to(&self, item: u32, other: u32, number: u32) {
        let strength = self.strength(item, other, number);
        self.offer_if(strength, item, Candidate { other, number });
    }

    fn offer_if(&self, strength: u64, item: u32, candidate: Candidate) {
        let bar = &self.gates[item as usize].bar;
        // An equally strong one may still win its place; an old bar is only a lower one.
        if strength >= bar.load(Ordering::Relaxed) {
            self.put(item, [candidate]);
        }
    }

    fn put(&self, item: u32, more: impl IntoIterator<Item = Candidate>) {
        let list = self.lists[item as usize].lock();
        // A list is whole whenever its lock is free.
        let mut candidates = list.unwrap_or_else(PoisonError::into_inner);
        candidates.extend(more);
        if candidates.len() >= 2 * self.top {
            let bar = self.cut(item, &mut candidates);
            self.gates[item as usize].bar.store(bar, Ordering::Relaxed);
        }
    }

    /// Leaves the strongest; the bits of the weakest of them.
    fn cut(&self, item: u32, candidates: &mut Vec<Candidate>) -> u64 {
        let mut ranked: Vec<(u64, u64, Candidate)> = candidates
            .iter()
            .map(|&candidate| {
                let Candidate { other, number } = candidate;
                let strength = self.strength(item, other, number);
                // Weights are positive too.
                let weight = self.weights.kind.weight(number);
                (strength, weight.to_bits(), candidate)
            })
            .collect();
        let weakest = self.top - 1;
        ranked.select_nth_unstable_by(weakest, |x, y| {
            let equal_strength = || y.1.cmp(&x.1).then(x.2.other.cmp(&y.2.other));
            y.0.cmp(&x.0).then_with(equal_strength)
        });
        candidates.clear();
        candidates.extend(ranked[..self.top].iter().map(|&(.., candidate)| candidate));
        candidates.shrink_to(2 * self.top);
        ranked[weakest].0
    }

    /// The links that stand on a list of either end, in no order, a link that stands on both twice.
    pub(super) fn into_links(mut self) -> Vec<Link> {
        let lists = std::mem::take(&mut self.lists);
        lists
            .into_par_iter()
            .enumerate()
            .flat_map_iter(|(item, list)| {
                let item = item as u32;
                let mut candidates = list.into_inner().unwrap_or_else(PoisonError::into_inner);
                if candidates.len() > self.top {
                    self.cut(item, &mut candidates);
                }
                candidates
                    .into_iter()
                    .map(move |Candidate { other, number }| Link::kept_by(item, other, number))
            })
            .collect()
    }
}
