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

use hashbrown::HashSet;

use super::{Bridging, MAX_SHOWN};
use crate::graph::build::GraphArrays;
use crate::graph::centre::sample;
use crate::graph::csr::{Csr, NodeId};

/// Arcs to look at, in all: each source looks at every arc twice.
const ARCS: usize = 1 << 30;
/// Whatever the number of arcs, ways are followed from so many items.
const SOURCES: std::ops::RangeInclusive<usize> = 16..=1024;
/// What depends on an item is added up in whole parts of this size, so that the sum is the same in
/// whatever order the sources are done. 2^32 items from 2^10 sources stay below 2^64 of them.
const PARTS: f64 = (1_u64 << 20) as f64;
/// A hop at which more ways than this lead to an item has all its numbers of ways divided by it:
/// only how they compare matters, and a number of 64 bits would overflow on a long graph.
const MANY_WAYS: f64 = (1_u128 << 100) as f64;
/// A node that no way has come to.
const UNSEEN: u32 = u32::MAX;

/// From how many of so many items ways are followed.
pub(super) fn source_count(items: usize, arcs: usize) -> usize {
    let affordable = ARCS / arcs.saturating_mul(2).max(1);
    affordable
        .clamp(*SOURCES.start(), *SOURCES.end())
        .min(items)
}

/// The items of the largest component that most ways lead over.
///
/// O(sources · (items + links)). Takes 24 bytes a node for each thread at work, and 8 for the sums.
/// `tick` is told how many sources are done; `None` where it broke off.
pub(super) fn find(
    graph: &GraphArrays<'_>,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Bridging> {
    let mut nodes: Vec<u32> = graph
        .nodes_by_id
        .iter()
        .copied()
        .filter(|&node| graph.item_components[node as usize] == 0)
        .collect();
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
    if nodes.len() > MAX_SHOWN {
        nodes.select_nth_unstable_by(MAX_SHOWN, by_share);
        nodes.truncate(MAX_SHOWN);
    }
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
struct Ways<'a> {
    csr: Csr<'a>,
    hops: Vec<u32>,
    /// How many ways lead to each node, all of one hop divided by the same number.
    counts: Vec<f64>,
    /// What a node adds to those before it, for each way that leads from there to it.
    passed_on: Vec<f64>,
    /// Nodes reached, the nearest first.
    order: Vec<u32>,
    /// Where in `order` each hop ends, and what its counts were divided by.
    levels: Vec<(usize, f64)>,
}

impl<'a> Ways<'a> {
    fn over(csr: Csr<'a>) -> Self {
        let node_count = csr.node_count();
        Self {
            csr,
            hops: vec![UNSEEN; node_count],
            counts: vec![0.0; node_count],
            passed_on: vec![0.0; node_count],
            order: Vec::with_capacity(node_count),
            levels: Vec::new(),
        }
    }

    /// Counts the shortest ways to every node, hop by hop.
    fn follow(&mut self, source: u32) {
        for node in self.order.drain(..) {
            self.hops[node as usize] = UNSEEN;
            self.counts[node as usize] = 0.0;
        }
        self.levels.clear();
        self.hops[source as usize] = 0;
        self.counts[source as usize] = 1.0;
        self.order.push(source);
        let mut start = 0;
        while start < self.order.len() {
            let end = self.order.len();
            let divisor = self.divide_counts(start);
            self.levels.push((end, divisor));
            let next_hop = self.levels.len() as u32;
            for place in start..end {
                let node = self.order[place];
                let count = self.counts[node as usize];
                for &target in self.csr.row(NodeId(node)).0 {
                    let hops = &mut self.hops[target as usize];
                    if *hops == UNSEEN {
                        *hops = next_hop;
                        self.order.push(target);
                    }
                    if *hops == next_hop {
                        self.counts[target as usize] += count;
                    }
                }
            }
            start = end;
        }
    }

    /// Divides the counts from a place in `order` on, should one be large, and says by what.
    fn divide_counts(&mut self, start: usize) -> f64 {
        let counts = &mut self.counts;
        let level = &self.order[start..];
        if !level.iter().any(|&node| counts[node as usize] > MANY_WAYS) {
            return 1.0;
        }
        for &node in level {
            counts[node as usize] /= MANY_WAYS;
        }
        MANY_WAYS
    }

    /// Adds up what depends on each node, from the farthest back to the source.
    fn add_up(&mut self, sums: &[AtomicU64]) {
        for (level, &(end, divisor)) in self.levels.iter().enumerate().rev() {
            let start = level
                .checked_sub(1)
                .map_or(0, |before| self.levels[before].0);
            let next_hop = level as u32 + 1;
            for &node in &self.order[start..end] {
                let count = self.counts[node as usize];
                let mut received = 0.0;
                for &target in self.csr.row(NodeId(node)).0 {
                    if self.hops[target as usize] == next_hop {
                        received += self.passed_on[target as usize];
                    }
                }
                let depends = count * received;
                // Those before it did not see its count divided. One that got lost in dividing
                // is next to nothing beside the others of its hop.
                let undivided = count * divisor;
                self.passed_on[node as usize] = if undivided > 0.0 {
                    (1.0 + depends) / undivided
                } else {
                    0.0
                };
                if level > 0 && received > 0.0 {
                    sums[node as usize].fetch_add((depends * PARTS).round() as u64, Relaxed);
                }
            }
        }
    }
}
