//! The items that most ways lead over: betweenness.
//!
//! Of every two other items, which share of the shortest connections between them leads over an
//! item; the mean of that over all pairs is its share. Found by following all ways from one item
//! to all others and adding up backwards what depends on each on the way (Brandes: "A Faster
//! Algorithm for Betweenness Centrality", 2001), and estimated from some of the items, chosen by
//! chance, where following the ways of all would be too much work (Brandes and Pich: "Centrality
//! Estimation in Large Networks", 2007).

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use fixedbitset::FixedBitSet;
use hashbrown::HashSet;

use super::lists::{Bridging, MAX_SHOWN};
use crate::build::GraphArrays;
use crate::csr::{Csr, NodeId};
use crate::waves::sample;

/// Arcs to look at, in all.
const ARCS: usize = 1 << 29;
/// So often each source looks at every arc.
const LOOKS: usize = 3;
/// Whatever the number of arcs, ways are followed from so many items.
const SOURCES: std::ops::RangeInclusive<usize> = 16..=512;
/// What depends on an item is added up in whole parts of this size, so that the sum is the same in
/// whatever order the sources are done. 2^32 items from 2^9 sources stay below 2^64 of them.
const PARTS: f64 = (1_u64 << 20) as f64;
/// A hop at which more ways than this lead to an item has all its numbers of ways divided by it:
/// only how they compare matters, and a number of 64 bits would overflow on a long graph.
const MANY_WAYS: f64 = (1_u128 << 100) as f64;

/// Items on most ways among which those with a title are shown.
const LOOKED_THROUGH: usize = 1_000;

/// From how many of so many items ways are followed.
pub(super) fn source_count(items: usize, arcs: usize) -> usize {
    let affordable = ARCS / arcs.saturating_mul(LOOKS).max(1);
    affordable
        .clamp(*SOURCES.start(), *SOURCES.end())
        .min(items)
}

/// The items of the largest component that most ways lead over: of those with a title, and of the
/// others as far as there is room. Only the first [`LOOKED_THROUGH`] are looked at.
///
/// O(sources · (items + links)). Takes at most 29 bytes a node for each thread at work, and 8 for the sums.
/// `tick` is told how many sources are done; `None` where it broke off.
pub(super) fn find(
    graph: &GraphArrays<'_>,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Bridging> {
    let mut nodes = graph.main_component_nodes();
    let item_count = nodes.len();
    if item_count < 3 {
        // No way leads over anything.
        return Some(Bridging::default());
    }
    let sources = source_count(item_count, graph.arcs.targets.len());
    let sources = sample(nodes.clone(), sources);
    let sums = dependencies(graph.arcs.csr(), &sources, tick)?;
    let sampled: HashSet<u32> = sources.iter().copied().collect();
    let share = |node: u32| {
        let others = sources.len() - usize::from(sampled.contains(&node));
        let pairs = others as f64 * (item_count - 2) as f64;
        sums[node as usize] as f64 / PARTS / pairs
    };
    nodes.retain(|&node| sums[node as usize] > 0);
    let by_share = |&a: &u32, &b: &u32| {
        let id_rank = |node: u32| graph.item_id_ranks[node as usize];
        share(b)
            .total_cmp(&share(a))
            .then_with(|| id_rank(a).cmp(&id_rank(b)))
    };
    if nodes.len() > LOOKED_THROUGH {
        nodes.select_nth_unstable_by(LOOKED_THROUGH, by_share);
        nodes.truncate(LOOKED_THROUGH);
    }
    nodes.sort_unstable_by(by_share);
    // Stable: those with a title first, each in the order of their shares.
    nodes.sort_by_cached_key(|&node| !graph.has_title(node));
    nodes.truncate(MAX_SHOWN);
    nodes.sort_unstable_by(by_share);
    Some(Bridging {
        shares: nodes.iter().map(|&node| share(node)).collect(),
        nodes,
        samples: sources.len() as u32,
    })
}

/// What depends on each node, of the ways from each source, added up in [`PARTS`].
fn dependencies(
    csr: Csr<'_>,
    sources: &[u32],
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Vec<u64>> {
    let sums: Vec<AtomicU64> = (0..csr.node_count()).map(|_| AtomicU64::new(0)).collect();
    let next = AtomicUsize::new(0);
    let ended = rayon::broadcast(|_| {
        let mut ways: Option<Ways<'_>> = None;
        while let Some(&source) = sources.get(next.fetch_add(1, Relaxed)) {
            let ways = ways.get_or_insert_with(|| Ways::over(csr));
            ways.follow(source);
            ways.add_up(&sums);
            tick(1).continue_value()?;
        }
        Some(())
    });
    ended.into_iter().collect::<Option<()>>()?;
    Some(sums.into_iter().map(AtomicU64::into_inner).collect())
}

/// All shortest ways from one node. The buffers of one thread.
///
/// Arcs lead from a hop to itself or to the one before or behind it and no farther. So what a node
/// takes from its neighbours of one hop only is the sum over all its neighbours, as long as the
/// numbers of the other two hops are still 0: no arc needs a look at where it leads.
struct Ways<'a> {
    csr: Csr<'a>,
    seen: FixedBitSet,
    /// How many ways lead to each node, all of one hop divided by the same number.
    counts: Vec<f64>,
    /// What a node adds to those before it, for each way that leads from there to it.
    passed_on: Vec<f64>,
    /// Nodes reached, the nearest first.
    order: Vec<u32>,
    /// Where in `order` each hop ends, and what its counts were divided by.
    levels: Vec<(usize, f64)>,
    /// What is worked out for the nodes of one hop, before any of them shows it.
    level: Vec<f64>,
}

impl<'a> Ways<'a> {
    fn over(csr: Csr<'a>) -> Self {
        let node_count = csr.node_count();
        Self {
            csr,
            seen: FixedBitSet::with_capacity(node_count),
            counts: vec![0.0; node_count],
            passed_on: vec![0.0; node_count],
            order: Vec::with_capacity(node_count),
            levels: Vec::new(),
            level: Vec::new(),
        }
    }

    /// Counts the shortest ways to every node, hop by hop.
    fn follow(&mut self, source: u32) {
        for node in self.order.drain(..) {
            self.counts[node as usize] = 0.0;
            self.passed_on[node as usize] = 0.0;
        }
        self.seen.clear();
        self.levels.clear();
        self.seen.insert(source as usize);
        self.counts[source as usize] = 1.0;
        self.order.push(source);
        self.levels.push((1, 1.0));
        let (mut start, mut end) = (0, 1);
        while start < end {
            for place in start..end {
                for &target in self.csr.row(NodeId(self.order[place])).0 {
                    if !self.seen.put(target as usize) {
                        self.order.push(target);
                    }
                }
            }
            (start, end) = (end, self.order.len());
            let divisor = self.count(start);
            self.levels.push((end, divisor));
        }
    }

    /// Counts the ways to the nodes from a place in `order` on, all of one hop, and divides their
    /// counts, should one be large; says by what.
    fn count(&mut self, start: usize) -> f64 {
        let nodes = &self.order[start..];
        gather(self.csr, nodes, &self.counts, &mut self.level);
        let are_many = self.level.iter().any(|&count| count > MANY_WAYS);
        let divisor = if are_many { MANY_WAYS } else { 1.0 };
        for (&node, &count) in nodes.iter().zip(&self.level) {
            self.counts[node as usize] = count / divisor;
        }
        divisor
    }

    /// Adds up what depends on each node, from the farthest back to the source.
    fn add_up(&mut self, sums: &[AtomicU64]) {
        for (level, &(end, divisor)) in self.levels.iter().enumerate().skip(1).rev() {
            let nodes = &self.order[self.levels[level - 1].0..end];
            gather(self.csr, nodes, &self.passed_on, &mut self.level);
            for (&node, &received) in nodes.iter().zip(&self.level) {
                let count = self.counts[node as usize];
                let depends = count * received;
                // Those before it did not see its count divided. One that got lost in dividing
                // is next to nothing beside the others of its hop.
                let undivided = count * divisor;
                if undivided > 0.0 {
                    self.passed_on[node as usize] = (1.0 + depends) / undivided;
                }
                if depends > 0.0 {
                    sums[node as usize].fetch_add((depends * PARTS).round() as u64, Relaxed);
                }
            }
        }
    }
}

/// For each of some nodes, the values of its neighbours added up.
fn gather(csr: Csr<'_>, nodes: &[u32], values: &[f64], sums: &mut Vec<f64>) {
    let sum = |&node: &u32| -> f64 {
        let row = csr.row(NodeId(node)).0.iter();
        row.map(|&target| values[target as usize]).sum()
    };
    sums.clear();
    sums.extend(nodes.iter().map(sum));
}
