//! The centre of the catalogue: which items are nearest to all others.
//!
//! The closeness of an item is its mean number of hops to every other item of the largest
//! component, links walked either way; the item with the smallest mean is the centre. It is exact
//! where the component is small enough to walk from every item, and else estimated from a sample
//! of them (Eppstein and Wang: "Fast Approximation of Centrality", 2004). Knows arrays only: no
//! files, no texts.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use rayon::prelude::*;

use super::build::GraphArrays;
use super::waves::{Eccentricities, LANES, MainComponent, Visitor, Waves, sample};

/// No rank: the item is not of the largest component, or nothing was ranked.
pub(crate) const NO_RANK: u32 = u32::MAX;
/// Most items that are listed in order of their rank, with their means.
pub const MAX_LISTED: usize = 1_000;

/// How every item of the largest component ranks by closeness.
///
/// Empty where there is nothing to rank; else `ranks` has one entry a node, and `nodes` and `means`
/// one each for the first [`MAX_LISTED`] ranks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Centre {
    pub(super) ranks: Vec<u32>,
    pub(super) nodes: Vec<u32>,
    pub(super) means: Vec<f64>,
    pub(super) samples: u32,
    pub(super) diameter_bound: u32,
    /// How many pairs of a sampled item and another are 1, 2, 3 ... hops apart; the last is not 0.
    pub(super) distances: Vec<u64>,
    /// The sampled item that another one is farthest from; no item where nothing was ranked.
    pub(super) outermost: Option<u32>,
}

/// What ranks by closeness rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CentreBasis {
    /// Items ranked: all of the largest component, and at least two.
    pub items: u32,
    /// Items it was walked from, 1 to `items`.
    pub samples: u32,
    /// No two of the items are further apart than this many hops.
    pub diameter_bound: u32,
}

impl CentreBasis {
    /// Whether every item was walked from, so that the means are no estimates.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.samples >= self.items
    }

    /// How far the estimated means may be off, in hops: with probability at least 1 − 2/n over the
    /// choice of the sample, no mean of the n items is off by more. 0 where they are exact.
    ///
    /// With Δ the largest distance, d the distances of the k sampled items from an item v, and μ
    /// its true mean over the n − 1 others: each X = n/(n−1)·d lies in 0 to n/(n−1)·Δ and has
    /// the expectation μ, as a sampled item is any of the n, v with distance 0 included. The
    /// estimate is the mean of the X. By Hoeffding (1963, theorem 2; by theorem 4 also when drawn
    /// without putting back) it is off by t or more with probability at most
    /// 2·exp(−2·k·t² / (n/(n−1)·Δ)²), which is 2/n² for t = n/(n−1)·√(ln n / k)·Δ. Any of n items:
    /// at most 2/n. Eppstein and Wang state the same as ε·Δ with ε = √(ln n / k), the factor
    /// n/(n−1) left to the constant. Here Δ is what is known of it, [`Self::diameter_bound`].
    ///
    /// The bound holds for any graph, and is wide where most distances are alike: on an also-bought
    /// graph of 413,236 items, at most 16 hops across, 512 samples state 2.5 hops, while no mean
    /// was further than 0.14 from that of 16,384 samples.
    #[must_use]
    pub fn error_hops(&self) -> f64 {
        if self.is_exact() || self.samples == 0 || self.items < 2 {
            return 0.0;
        }
        let (items, samples) = (f64::from(self.items), f64::from(self.samples));
        let epsilon = items / (items - 1.0) * (items.ln() / samples).sqrt();
        epsilon * f64::from(self.diameter_bound)
    }

    /// The least probability that [`Self::error_hops`] holds with, in 0 to 1: 1 − 2/n, or 1 where
    /// the means are exact.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        if self.is_exact() {
            return 1.0;
        }
        (1.0 - 2.0 / f64::from(self.items.max(1))).max(0.0)
    }
}

impl Centre {
    /// Ranks the items of the largest component by closeness: smallest mean first, then by id.
    ///
    /// Walks from `samples` of its items, chosen by chance but always the same for the same ids,
    /// or from all of them if there are no more; from none, and nothing is ranked, where `samples`
    /// is 0 or the component is a single item. Memory: 8 bytes an item, and 32 more for each thread
    /// at work (at most one for 64 samples). `tick` is told how many samples are done, from any
    /// thread; `None` where it broke off.
    #[must_use]
    pub fn measure(
        graph: &GraphArrays<'_>,
        samples: usize,
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<Self> {
        let mut nodes = graph.main_component_nodes();
        if samples == 0 || nodes.len() < 2 {
            return Some(Self::default());
        }
        let item_count = nodes.len();
        let sources = sample(nodes.clone(), samples);
        let reached = walk(MainComponent::from(graph), &sources, tick)?;
        // Keys are all different, so the order is the same on any number of threads.
        nodes.par_sort_unstable_by_key(|&node| {
            let node = node as usize;
            (reached.sums[node], graph.item_id_ranks[node])
        });
        let mut ranks = vec![NO_RANK; graph.node_count()];
        for (&node, rank) in nodes.iter().zip(0..) {
            ranks[node as usize] = rank;
        }
        nodes.truncate(MAX_LISTED);
        let mean = |&node: &u32| mean(reached.sums[node as usize], sources.len(), item_count);
        Some(Self {
            ranks,
            means: nodes.iter().map(mean).collect(),
            nodes,
            samples: sources.len() as u32,
            distances: reached.pairs_by_hops,
            outermost: sources.get(reached.eccentricities.place_of_most).copied(),
            diameter_bound: if sources.len() == item_count {
                reached.eccentricities.most
            } else {
                // Any two items are no further apart than by way of the most central source.
                reached.eccentricities.least.saturating_mul(2)
            },
        })
    }
}

/// What came of the walks from all sources.
#[derive(Debug)]
struct Reached {
    /// The hops of each node from all sources, added up; 0 outside their component.
    sums: Vec<u64>,
    /// Pairs of a source and a node that are 1, 2, 3 ... hops apart.
    pairs_by_hops: Vec<u64>,
    eccentricities: Eccentricities,
}

/// Adds up how far nodes are. Whole numbers, whose sums come out the same however the walks are
/// shared out among threads.
struct Adder<'a> {
    sums: &'a [AtomicU64],
    pairs_by_hops: Vec<u64>,
}

impl Visitor for Adder<'_> {
    fn arrived(&mut self, node: u32, walks: u64, hops: u32) {
        let pairs = u64::from(walks.count_ones());
        self.sums[node as usize].fetch_add(pairs * u64::from(hops), Relaxed);
        let place = hops as usize - 1;
        if place >= self.pairs_by_hops.len() {
            self.pairs_by_hops.resize(place + 1, 0);
        }
        self.pairs_by_hops[place] += pairs;
    }
}

/// Walks from every source, all of them in component 0, to all nodes of that component.
///
/// O(sources / 64 · (items + links) · hops of the longest walk) at worst. Takes the buffers of one
/// [`Waves`] for each thread at work, of which there are at most as many as batches of 64 sources,
/// and 8 bytes a node for the sums. `None` where `tick` broke off.
fn walk(
    main: MainComponent<'_>,
    sources: &[u32],
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Reached> {
    let sums: Vec<AtomicU64> = (0..main.node_count()).map(|_| AtomicU64::new(0)).collect();
    let batches: Vec<&[u32]> = sources.chunks(LANES).collect();
    let next_batch = AtomicUsize::new(0);
    let walk_some = || {
        let mut waves: Option<Waves<'_>> = None;
        let mut adder = Adder {
            sums: &sums,
            pairs_by_hops: Vec::new(),
        };
        let mut eccentricities = Eccentricities::NONE;
        loop {
            let place = next_batch.fetch_add(1, Relaxed);
            let Some(batch) = batches.get(place) else {
                break;
            };
            let waves = waves.get_or_insert_with(|| Waves::over(main));
            eccentricities = eccentricities.and(waves.run(batch, &mut adder).behind(place * LANES));
            if tick(batch.len() as u64).is_break() {
                return None;
            }
        }
        Some((eccentricities, adder.pairs_by_hops))
    };
    // Not a broadcast, which waits for threads that are at something else.
    let threads = (0..rayon::current_num_threads()).into_par_iter();
    let parts: Vec<_> = threads.map(|_| walk_some()).collect();
    let mut eccentricities = Eccentricities::NONE;
    let mut pairs_by_hops = Vec::new();
    for part in parts {
        let (of_part, part_pairs) = part?;
        eccentricities = eccentricities.and(of_part);
        add_up(&mut pairs_by_hops, &part_pairs);
    }
    Some(Reached {
        sums: sums.into_iter().map(AtomicU64::into_inner).collect(),
        pairs_by_hops,
        eccentricities,
    })
}

/// Adds numbers to others, place by place.
fn add_up(sums: &mut Vec<u64>, numbers: &[u64]) {
    sums.resize(sums.len().max(numbers.len()), 0);
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += number;
    }
}

/// The mean hops to the other items, from the hops of `samples` items added up.
fn mean(sum: u64, samples: usize, item_count: usize) -> f64 {
    let others = (item_count - 1) as f64;
    if samples == item_count {
        sum as f64 / others
    } else {
        item_count as f64 / (samples as f64 * others) * sum as f64
    }
}

#[cfg(test)]
mod tests;
