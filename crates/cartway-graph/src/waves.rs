//! Breadth-first walks from many sources at once, for whoever wants to know how far things are.
//!
//! Multi-source breadth-first search (Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann,
//! Vo: "The More the Merrier: Efficient Multi-Source Graph Traversal", 2014): 64 walks share a
//! word a node, a bit a walk, so one look at an arc moves all of them. Knows rows of targets and
//! nothing of items; what becomes of an arrival is for a [`Visitor`] to say.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::build::GraphArrays;
use super::csr::{Csr, NodeId};

/// Walks in a word.
pub(super) const LANES: usize = u64::BITS as usize;
/// While a wave holds less than one node in so many, its nodes push it on to their neighbours;
/// beyond that every node not yet reached by all walks pulls it from its own.
const PUSH_SHARE: usize = 32;
/// The sample follows from this alone, so that the same catalogue always gives the same ranks.
const SEED: [u8; 32] = *b"the centre of a cartway: seed 01";

/// The largest component of a graph, number 0, whose links can be walked from either end. Every offset and target is where it should be.
#[derive(Debug, Clone, Copy)]
pub(super) struct MainComponent<'a> {
    csr: Csr<'a>,
    components: &'a [u32],
}

impl<'a> MainComponent<'a> {
    pub(super) fn new(csr: Csr<'a>, components: &'a [u32]) -> Self {
        Self { csr, components }
    }

    fn row(&self, node: usize) -> &'a [u32] {
        self.csr.row(NodeId(node as u32)).0
    }

    pub(super) fn node_count(&self) -> usize {
        self.components.len()
    }
}

impl<'a> From<&'a GraphArrays<'_>> for MainComponent<'a> {
    fn from(graph: &'a GraphArrays<'_>) -> Self {
        Self::new(graph.arcs.csr(), &graph.item_components)
    }
}

/// Is told of every node that a walk comes to.
pub(super) trait Visitor {
    /// These walks, a bit each and at least one, come to a node for the first time, so many hops
    /// after they began. Hops never fall from call to call.
    fn arrived(&mut self, node: u32, walks: u64, hops: u32);
}

/// The eccentricities of some sources: the hops from each to the node farthest from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eccentricities {
    /// The least of them.
    pub(super) least: u32,
    /// The largest.
    pub(super) most: u32,
    /// The source it is of, as its place among all; the first of several.
    pub(super) place_of_most: usize,
}

impl Eccentricities {
    /// Of no source.
    pub(super) const NONE: Self = Self {
        least: u32::MAX,
        most: 0,
        place_of_most: usize::MAX,
    };

    pub(super) fn and(self, other: Self) -> Self {
        let farther = (other.most, self.place_of_most) > (self.most, other.place_of_most);
        let farthest = if farther { other } else { self };
        Self {
            least: self.least.min(other.least),
            ..farthest
        }
    }

    /// Their sources stand behind so many others.
    pub(super) fn behind(self, others: usize) -> Self {
        Self {
            place_of_most: self.place_of_most.saturating_add(others),
            ..self
        }
    }
}

/// The buffers of one thread: 32 bytes a node, three words of walks and two lists.
///
/// Between two hops `frontier` is zero but at the nodes of `front`, `next` is zero everywhere, and
/// `reached_nodes` is empty.
pub(super) struct Waves<'a> {
    main: MainComponent<'a>,
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
    pub(super) fn over(main: MainComponent<'a>) -> Self {
        let node_count = main.node_count();
        Self {
            main,
            seen: vec![0; node_count],
            frontier: vec![0; node_count],
            next: vec![0; node_count],
            front: Vec::with_capacity(node_count),
            reached_nodes: Vec::with_capacity(node_count),
        }
    }

    /// Walks from 1 to 64 different sources, all of them in component 0, until nothing new is
    /// reached: O((items + links) · hops of the longest walk) at worst, and far less where most
    /// walks cross the graph in a few hops.
    pub(super) fn run(&mut self, batch: &[u32], visitor: &mut impl Visitor) -> Eccentricities {
        let all = u64::MAX >> (LANES - batch.len());
        for (seen, &component) in self.seen.iter_mut().zip(self.main.components) {
            // Nodes that no walk can come to count as reached, so that none of them is looked at.
            *seen = if component == 0 { 0 } else { u64::MAX };
        }
        self.front.clear();
        for (lane, &source) in batch.iter().enumerate() {
            self.seen[source as usize] = 1 << lane;
            self.frontier[source as usize] = 1 << lane;
            self.front.push(source);
        }
        let mut eccentricities = Eccentricities::NONE;
        let (mut moving, mut hops) = (all, 0_u32);
        while moving != 0 {
            let arrived = if self.front.len() < self.seen.len() / PUSH_SHARE {
                self.push(hops + 1, visitor)
            } else {
                self.pull(all, hops + 1, visitor)
            };
            let ended = moving & !arrived;
            if ended != 0 {
                // They reached their farthest node with the hop before.
                eccentricities = eccentricities.and(Eccentricities {
                    least: hops,
                    most: hops,
                    place_of_most: ended.trailing_zeros() as usize,
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
        eccentricities
    }

    /// One hop from the nodes of the wave. Answers which walks came to a new node.
    fn push(&mut self, hops: u32, visitor: &mut impl Visitor) -> u64 {
        for &node in &self.front {
            let wave = self.frontier[node as usize];
            for &target in self.main.row(node as usize) {
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
            visitor.arrived(node, new, hops);
        }
        arrived
    }

    /// What [`Self::push`] does, seen from the nodes that some walk has not come to yet.
    fn pull(&mut self, all: u64, hops: u32, visitor: &mut impl Visitor) -> u64 {
        let mut arrived = 0;
        for node in 0..self.seen.len() {
            let missing = all & !self.seen[node];
            if missing == 0 {
                continue;
            }
            let mut new = 0;
            for &target in self.main.row(node) {
                new |= self.frontier[target as usize];
            }
            // Stopping early once nothing is missing costs more than it saves.
            new &= missing;
            if new != 0 {
                self.next[node] = new;
                self.seen[node] |= new;
                self.reached_nodes.push(node as u32);
                arrived |= new;
                visitor.arrived(node as u32, new, hops);
            }
        }
        arrived
    }
}

/// `count` of the nodes, every choice as likely as any other: the first places of a shuffle
/// (Fisher and Yates; Durstenfeld 1964). Follows from the order of the nodes and nothing else.
pub(super) fn sample(mut nodes: Vec<u32>, count: usize) -> Vec<u32> {
    if count >= nodes.len() {
        return nodes;
    }
    let mut chance = ChaCha8Rng::from_seed(SEED);
    for place in 0..count {
        let left = (nodes.len() - place) as u64;
        // Multiply and shift: of 2^64 numbers each choice gets the same share but for one.
        let choice = (u128::from(chance.next_u64()) * u128::from(left)) >> u64::BITS;
        nodes.swap(place, place + choice as usize);
    }
    nodes.truncate(count);
    nodes
}
