//! Breadth-first walks from many sources at once: how far each node is from all of them together.
//!
//! Multi-source breadth-first search (Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann,
//! Vo: "The More the Merrier: Efficient Multi-Source Graph Traversal", 2014): 64 walks share a
//! word a node, a bit a walk, so one look at an arc moves all of them. Knows rows of targets and
//! nothing of items; all distances are whole numbers, so their sums come out the same however
//! the walks are shared out among threads.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

/// Walks in a word.
const LANES: usize = u64::BITS as usize;
/// While a wave holds less than one node in so many, its nodes push it on to their neighbours;
/// beyond that every node not yet reached by all walks pulls it from its own.
const PUSH_SHARE: usize = 32;

/// Rows of a graph whose links can be walked from either end, and the nodes to walk on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// One entry a node and one more: where its targets start.
    pub(super) offsets: &'a [u64],
    /// The nodes that arcs lead to; every arc has its twin.
    pub(super) targets: &'a [u32],
    /// The component of each node.
    pub(super) components: &'a [u32],
}

impl Ground<'_> {
    fn row(&self, node: usize) -> &[u32] {
        &self.targets[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }
}

/// What came of the walks.
#[derive(Debug)]
pub(super) struct Reached {
    /// The hops of each node from all sources, added up; 0 outside the component of the sources.
    pub(super) sums: Vec<u64>,
    /// Hops from a source to the node farthest from it, for the source where that is least.
    pub(super) least_eccentricity: u32,
    /// The same for the source where it is most.
    pub(super) most_eccentricity: u32,
}

/// Walks from every source, all of them in component 0, to all nodes of that component.
///
/// O(sources / 64 · (items + links) · hops of the longest walk) at worst and far less where most
/// walks cross the graph in a few hops. Takes 32 bytes a node for each thread at work (three words
/// of walks, two lists), of which there are at most as many as batches of 64 sources, and 8 bytes a
/// node for the sums. `tick` is told how many sources are done, from any thread; `None` where it broke off.
pub(super) fn walk(
    ground: Ground<'_>,
    sources: &[u32],
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Reached> {
    let sums: Vec<AtomicU64> = ground
        .components
        .iter()
        .map(|_| AtomicU64::new(0))
        .collect();
    let batches: Vec<&[u32]> = sources.chunks(LANES).collect();
    let next_batch = AtomicUsize::new(0);
    let spans = rayon::broadcast(|_| {
        let mut waves: Option<Waves<'_>> = None;
        let mut span = Span::default();
        while let Some(batch) = batches.get(next_batch.fetch_add(1, Relaxed)) {
            let waves = waves.get_or_insert_with(|| Waves::over(ground, &sums));
            span = span.and(waves.run(batch));
            if tick(batch.len() as u64).is_break() {
                return None;
            }
        }
        Some(span)
    });
    let span = spans
        .into_iter()
        .try_fold(Span::default(), |all, span| Some(all.and(span?)))?;
    Some(Reached {
        sums: sums.into_iter().map(AtomicU64::into_inner).collect(),
        least_eccentricity: span.least,
        most_eccentricity: span.most,
    })
}

/// Least and most of some eccentricities.
#[derive(Debug, Clone, Copy)]
struct Span {
    least: u32,
    most: u32,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            least: u32::MAX,
            most: 0,
        }
    }
}

impl Span {
    fn and(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }
}

/// The buffers of one thread.
///
/// Between two hops `frontier` is zero but at the nodes of `front`, `next` is zero everywhere, and
/// `reached_nodes` is empty.
struct Waves<'a> {
    ground: Ground<'a>,
    sums: &'a [AtomicU64],
    /// Walks that have been at a node.
    seen: Vec<u64>,
    /// Walks that came to a node with the last hop.
    frontier: Vec<u64>,
    /// Walks that come to it with this one.
    next: Vec<u64>,
    /// Nodes of `frontier`, each once.
    front: Vec<u32>,
    /// Nodes of `next`, each once.
    reached_nodes: Vec<u32>,
}

impl<'a> Waves<'a> {
    fn over(ground: Ground<'a>, sums: &'a [AtomicU64]) -> Self {
        let node_count = sums.len();
        Self {
            ground,
            sums,
            seen: vec![0; node_count],
            frontier: vec![0; node_count],
            next: vec![0; node_count],
            front: Vec::with_capacity(node_count),
            reached_nodes: Vec::with_capacity(node_count),
        }
    }

    /// Walks from up to 64 different sources until nothing new is reached.
    fn run(&mut self, batch: &[u32]) -> Span {
        let all = u64::MAX >> (LANES - batch.len());
        for (seen, &component) in self.seen.iter_mut().zip(self.ground.components) {
            // Nodes that no walk can come to count as reached, so that none of them is looked at.
            *seen = if component == 0 { 0 } else { u64::MAX };
        }
        self.front.clear();
        for (lane, &source) in batch.iter().enumerate() {
            self.seen[source as usize] = 1 << lane;
            self.frontier[source as usize] = 1 << lane;
            self.front.push(source);
        }
        let mut span = Span::default();
        let (mut moving, mut hops) = (all, 0_u32);
        while moving != 0 {
            let arrived = if self.front.len() < self.seen.len() / PUSH_SHARE {
                self.push(hops + 1)
            } else {
                self.pull(all, hops + 1)
            };
            if moving & !arrived != 0 {
                // Walks that end here reached their farthest node with the hop before.
                span = span.and(Span {
                    least: hops,
                    most: hops,
                });
            }
            moving = arrived;
            hops += 1;
            for &node in &self.front {
                self.frontier[node as usize] = 0;
            }
            std::mem::swap(&mut self.frontier, &mut self.next);
            std::mem::swap(&mut self.front, &mut self.reached_nodes);
            self.reached_nodes.clear();
        }
        span
    }

    /// One hop from the nodes of the wave. Answers which walks came to a new node.
    fn push(&mut self, hops: u32) -> u64 {
        for &node in &self.front {
            let wave = self.frontier[node as usize];
            for &target in self.ground.row(node as usize) {
                let new = wave & !self.seen[target as usize];
                if new != 0 {
                    let next = &mut self.next[target as usize];
                    if *next == 0 {
                        self.reached_nodes.push(target);
                    }
                    *next |= new;
                }
            }
        }
        let mut arrived = 0;
        for &node in &self.reached_nodes {
            let new = self.next[node as usize];
            self.seen[node as usize] |= new;
            arrived |= new;
            add(&self.sums[node as usize], new, hops);
        }
        arrived
    }

    /// The same hop, seen from the nodes that some walk has not come to yet.
    fn pull(&mut self, all: u64, hops: u32) -> u64 {
        let mut arrived = 0;
        for node in 0..self.seen.len() {
            let missing = all & !self.seen[node];
            if missing == 0 {
                continue;
            }
            let mut new = 0;
            for &target in self.ground.row(node) {
                new |= self.frontier[target as usize];
            }
            // Stopping early once nothing is missing costs more than it saves.
            new &= missing;
            if new != 0 {
                self.next[node] = new;
                self.seen[node] |= new;
                self.reached_nodes.push(node as u32);
                arrived |= new;
                add(&self.sums[node], new, hops);
            }
        }
        arrived
    }
}

fn add(sum: &AtomicU64, walks: u64, hops: u32) {
    sum.fetch_add(u64::from(walks.count_ones()) * u64::from(hops), Relaxed);
}
