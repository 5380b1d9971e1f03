//! The items that most ways lead over: betweenness.
//!
//! Of every two other items, which share of the shortest connections between them leads over an
//! item; the mean of that over all pairs is its share. Found by following all ways from one item
//! to all others and adding up backwards what depends on each on the way (Brandes: "A Faster
//! Algorithm for Betweenness Centrality", 2001), and estimated from some of the items, chosen by
//! chance, where following the ways of all would be too much work (Brandes and Pich: "Centrality
//! Estimation in Large Networks", 2007).
//!
//! Eight items at a time: what is known of a node for all of them lies in half a line of the cache, so
//! one look at an arc serves eight. All threads work on the same eight.

use std::ops::ControlFlow;

use hashbrown::HashSet;
use rayon::prelude::*;

use super::lists::{Bridging, MAX_SHOWN};
use crate::build::GraphArrays;
use crate::csr::{Csr, NodeId};
use crate::waves::sample;

/// Arcs of a graph, times the sources from which ways are followed: as many as cost little, ...
const ARCS: usize = 1 << 26;
/// ... but whatever the number of arcs, from so many. Where the least is, all of this takes the
/// same share of a rebuild, whatever the size.
const SOURCES: std::ops::RangeInclusive<usize> = 64..=512;
/// Sources whose ways are followed at a time: a bit of a byte each.
const LANES: usize = u8::BITS as usize;
/// A hop at which more ways than this lead to an item has all its numbers of ways divided by it:
/// only how they compare matters, and they would overflow on a long graph.
const MANY_WAYS: f32 = (1_u64 << 60) as f32;
/// While a hop comes to less than one node in so many, these push it on to their neighbours; beyond
/// that every node not yet reached by all ways looks for it among its own.
const PUSH_SHARE: usize = 32;
/// Nodes that one thread looks at at a time.
const NODES_A_PART: usize = 4_096;

/// Items on most ways among which those with a title are shown.
const LOOKED_THROUGH: usize = 1_000;

/// A number for each source.
type Lanes = [f32; LANES];

/// From how many of so many items ways are followed.
pub(super) fn source_count(items: usize, arcs: usize) -> usize {
    let affordable = ARCS / arcs.max(1);
    affordable
        .clamp(*SOURCES.start(), *SOURCES.end())
        .min(items)
}

/// The items of the largest component that most ways lead over: of those with a title, and of the
/// others as far as there is room. Only the first [`LOOKED_THROUGH`] are looked at.
///
/// O(sources · (items + links)) at worst. Takes 110 to 150 bytes a node, on any number of threads.
/// `tick` is told how many sources are done; `None` where it broke off.
pub(super) fn find(
    graph: &GraphArrays<'_>,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Bridging> {
    let sources = source_count(graph.main_component_size(), graph.arcs.targets.len());
    find_from(graph, sources, tick)
}

/// The same from so many sources.
pub(super) fn find_from(
    graph: &GraphArrays<'_>,
    source_count: usize,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Bridging> {
    let mut nodes = graph.main_component_nodes();
    let item_count = nodes.len();
    if item_count < 3 {
        // No way leads over anything.
        return Some(Bridging::default());
    }
    let sources = sample(nodes.clone(), source_count);
    let sums = dependencies(graph.arcs.csr(), &sources, tick)?;
    let sampled: HashSet<u32> = sources.iter().copied().collect();
    let share = |node: u32| {
        let others = sources.len() - usize::from(sampled.contains(&node));
        let pairs = others as f64 * (item_count - 2) as f64;
        sums[node as usize] / pairs
    };
    nodes.retain(|&node| sums[node as usize] > 0.0);
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

/// What depends on each node, of the ways from each source, added up.
fn dependencies(
    csr: Csr<'_>,
    sources: &[u32],
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Vec<f64>> {
    let mut sums = vec![0.0; csr.node_count()];
    let mut ways = Ways::over(csr);
    for batch in sources.chunks(LANES) {
        ways.follow(batch, tick)?;
        ways.add_up(&mut sums, tick)?;
        tick(batch.len() as u64).continue_value()?;
    }
    Some(sums)
}

/// All shortest ways from some nodes, each by itself.
///
/// Arcs lead from a hop to itself or to the one before or behind it and no farther. So what a node
/// takes from its neighbours of one hop only is the sum over all its neighbours, as long as the
/// numbers of the other two hops are still 0: no arc needs a look at where it leads. Every number is
/// worked out by one thread, from its neighbours in their order, so it is the same on any number of
/// threads.
struct Ways<'a> {
    csr: Csr<'a>,
    /// Sources whose ways have come to each node.
    seen: Vec<u8>,
    /// Sources of the hop at hand, by node; 0 everywhere between two hops.
    marks: Vec<u8>,
    /// How many ways lead to each node, all of one hop divided by the same number.
    counts: Vec<Lanes>,
    /// What a node adds to those before it, for each way that leads from there to it.
    passed_on: Vec<Lanes>,
    /// Nodes reached, the nearest first; one is there for each hop at which some source has it.
    reached: Vec<Reached>,
    /// The hops, from the sources on.
    hops: Vec<Hop>,
    /// What is worked out for the nodes of one hop, before any of them shows it.
    level: Vec<Lanes>,
}

/// A node that is so many hops away from some sources.
#[derive(Debug, Clone, Copy)]
struct Reached {
    node: u32,
    /// These sources, a bit each.
    sources: u8,
}

/// One hop of all sources.
#[derive(Debug, Clone, Copy)]
struct Hop {
    /// Where its nodes end.
    end: usize,
    /// What its counts were divided by.
    divisors: Lanes,
}

impl Reached {
    fn lanes(self) -> impl Iterator<Item = usize> {
        let mut left = self.sources;
        std::iter::from_fn(move || {
            let lane = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (lane < LANES).then_some(lane)
        })
    }
}

impl<'a> Ways<'a> {
    fn over(csr: Csr<'a>) -> Self {
        let node_count = csr.node_count();
        Self {
            csr,
            seen: vec![0; node_count],
            marks: vec![0; node_count],
            counts: vec![Lanes::default(); node_count],
            passed_on: vec![Lanes::default(); node_count],
            reached: Vec::new(),
            hops: Vec::new(),
            level: Vec::new(),
        }
    }

    /// Counts the shortest ways to every node, hop by hop.
    fn follow(
        &mut self,
        sources: &[u32],
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<()> {
        self.begin(sources);
        let mut start = 0;
        loop {
            tick(0).continue_value()?;
            let end = self.reached.len();
            if end - start < self.seen.len() / PUSH_SHARE {
                self.push(start);
            } else {
                self.pull(start, u8::MAX >> (LANES - sources.len()));
            }
            if self.reached.len() == end {
                return Some(());
            }
            let divisors = self.count(end);
            self.hops.push(Hop {
                end: self.reached.len(),
                divisors,
            });
            start = end;
        }
    }

    fn begin(&mut self, sources: &[u32]) {
        self.seen.fill(0);
        self.counts.fill(Lanes::default());
        self.passed_on.fill(Lanes::default());
        self.reached.clear();
        self.hops.clear();
        for (lane, &node) in sources.iter().enumerate() {
            let sources = 1 << lane;
            self.seen[node as usize] = sources;
            self.counts[node as usize][lane] = 1.0;
            self.reached.push(Reached { node, sources });
        }
        self.hops.push(Hop {
            end: self.reached.len(),
            divisors: [1.0; LANES],
        });
    }

    /// Finds the nodes of the next hop from those of this one.
    fn push(&mut self, start: usize) {
        let end = self.reached.len();
        for place in start..end {
            let Reached { node, sources } = self.reached[place];
            for &target in self.csr.row(NodeId(node)).0 {
                let new = sources & !self.seen[target as usize];
                let mark = &mut self.marks[target as usize];
                if new != 0 && *mark == 0 {
                    self.reached.push(Reached {
                        node: target,
                        sources: 0,
                    });
                }
                *mark |= new;
            }
        }
        for next in &mut self.reached[end..] {
            next.sources = std::mem::take(&mut self.marks[next.node as usize]);
            self.seen[next.node as usize] |= next.sources;
        }
    }

    /// What [`Self::push`] does, seen from the nodes that some of all ways have not come to yet.
    fn pull(&mut self, start: usize, all: u8) {
        for here in &self.reached[start..] {
            self.marks[here.node as usize] = here.sources;
        }
        let (csr, marks) = (self.csr, &self.marks);
        let parts = self.seen.par_chunks_mut(NODES_A_PART).enumerate();
        let next: Vec<Vec<Reached>> = parts
            .map(|(part, seen)| {
                let nodes = (part * NODES_A_PART) as u32..;
                let unseen = nodes.zip(seen).filter(|(_, seen)| **seen != all);
                let next = unseen.filter_map(|(node, seen)| {
                    let around = csr.row(NodeId(node)).0.iter();
                    let come = around.fold(0, |come, &other| come | marks[other as usize]);
                    let sources = come & !*seen;
                    *seen |= sources;
                    (sources != 0).then_some(Reached { node, sources })
                });
                next.collect()
            })
            .collect();
        for here in &self.reached[start..] {
            self.marks[here.node as usize] = 0;
        }
        self.reached.extend(next.into_iter().flatten());
    }

    /// Counts the ways to the nodes from a place in `reached` on, all of one hop, and divides the
    /// counts of a source, should one be large; says by what.
    fn count(&mut self, start: usize) -> Lanes {
        let reached = &self.reached[start..];
        gather(self.csr, reached, &self.counts, &mut self.level);
        let mut divisors = [1.0; LANES];
        for (here, counts) in reached.iter().zip(&self.level) {
            for lane in here.lanes().filter(|&lane| counts[lane] > MANY_WAYS) {
                divisors[lane] = MANY_WAYS;
            }
        }
        for (here, counts) in reached.iter().zip(&self.level) {
            for lane in here.lanes() {
                self.counts[here.node as usize][lane] = counts[lane] / divisors[lane];
            }
        }
        divisors
    }

    /// Adds up what depends on each node, from the farthest back to the sources.
    fn add_up(
        &mut self,
        sums: &mut [f64],
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<()> {
        for hops in self.hops.windows(2).rev() {
            tick(0).continue_value()?;
            let [Hop { end: start, .. }, Hop { end, divisors }] = [hops[0], hops[1]];
            let reached = &self.reached[start..end];
            gather(self.csr, reached, &self.passed_on, &mut self.level);
            for (here, received) in reached.iter().zip(&self.level) {
                let node = here.node as usize;
                let mut depend = 0.0;
                for lane in here.lanes() {
                    let count = self.counts[node][lane];
                    let depends = count * received[lane];
                    // Those before it did not see its count divided. One that got lost in dividing
                    // is next to nothing beside the others of its hop.
                    let undivided = count * divisors[lane];
                    if undivided > 0.0 {
                        self.passed_on[node][lane] = (1.0 + depends) / undivided;
                    }
                    depend += f64::from(depends);
                }
                sums[node] += depend;
            }
        }
        Some(())
    }
}

/// For each of some nodes, the values of its neighbours added up.
fn gather(csr: Csr<'_>, nodes: &[Reached], values: &[Lanes], sums: &mut Vec<Lanes>) {
    let sum = |here: &Reached| {
        let mut sum = Lanes::default();
        for &target in csr.row(NodeId(here.node)).0 {
            add(&mut sum, &values[target as usize]);
        }
        sum
    };
    let parts = nodes.par_iter().with_min_len(NODES_A_PART / 8);
    parts.map(sum).collect_into_vec(sums);
}

/// Two instructions for all lanes: iterators over them are not always made into such.
#[inline]
fn add(sum: &mut Lanes, values: &Lanes) {
    for lane in 0..LANES {
        sum[lane] += values[lane];
    }
}
