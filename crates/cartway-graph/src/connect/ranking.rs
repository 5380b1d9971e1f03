//! The best connections, best first.
//!
//! A link costs −ln(strength), so the cheapest connection has the largest product of strengths.
//! Equal costs are told apart by the ids of the items on the way, first difference first.
//!
//! The list is made by deviations (Lawler 1972; Eppstein 1998 on such path trees): the best way on
//! from each node is known by dynamic programming; every other connection leaves the best way of an
//! earlier listed one exactly once more, at or after the place where that one left its own.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::graph::Graph;
use super::layered::Layered;
use crate::NodeId;

/// The cost of a link or a connection: −ln(strength) in units of 2⁻³⁰.
///
/// Whole numbers, so that sums do not depend on the order of addition and equal connections are
/// equal to the last bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost(i64);

impl Cost {
    const UNIT: f64 = (1_i64 << 30) as f64;

    /// The cost of a link of this strength, which must be positive.
    #[must_use]
    pub fn of(strength: f64) -> Self {
        Self((-strength.ln() * Self::UNIT).round() as i64)
    }

    /// The cost as −ln(strength).
    #[must_use]
    #[inline]
    pub fn value(self) -> f64 {
        self.0 as f64 / Self::UNIT
    }
}

impl std::ops::Add for Cost {
    type Output = Self;

    /// A strength is no less than `f64::MIN_POSITIVE`, so ten million hops fit.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), std::ops::Add::add)
    }
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestPath {
    /// Its nodes, first to last.
    pub nodes: Vec<NodeId>,
    /// Cost of all its links.
    pub cost: Cost,
}

impl BestPath {
    /// How many links it has.
    #[must_use]
    #[inline]
    pub fn hops(&self) -> usize {
        self.nodes.len() - 1
    }

    /// This one and then another that begins where it ends.
    pub(super) fn then(&self, other: &Self) -> Self {
        Self {
            nodes: [&self.nodes, &other.nodes[1..]].concat(),
            cost: self.cost + other.cost,
        }
    }

    /// What decides between connections of as many hops: cost, then ids.
    pub(super) fn order(&self, graph: &Graph<'_>) -> (Cost, Vec<u32>) {
        let ids = self.nodes.iter().map(|&node| graph.id_rank(node));
        (self.cost, ids.collect())
    }
}

/// The `k` best connections through a layered graph: lowest cost first, then by ids.
///
/// O(steps) for the first; each further one O(steps that leave it), plus O(hops) for each tie.
pub(super) fn best(graph: &Graph<'_>, layered: &Layered, k: usize) -> Vec<BestPath> {
    if k == 0 || layered.is_empty() {
        return Vec::new();
    }
    let ranking = Ranking::of(graph, layered);
    let mut found = vec![ranking.first_from(0)];
    let mut open = BinaryHeap::new();
    let mut column = 0;
    while found.len() < k {
        ranking.leave(&found, column, &mut open);
        let Some((next, path)) = ranking.pop(&found, &mut open) else {
            break;
        };
        found.push(path);
        column = next.column as usize + 1;
    }
    found.iter().map(|path| ranking.as_nodes(path)).collect()
}

/// The cheapest connection through each of these places of a column. Equal costs are told apart by
/// the ids of the items on the way, read from the place outwards to either end, so that it is the
/// same from both. O(steps), and O(hops) for each place.
pub(super) fn best_through(
    graph: &Graph<'_>,
    layered: &Layered,
    column: usize,
    places: &[u32],
) -> Vec<BestPath> {
    let (back, onward) = (layered.back_from(column), layered.onward_from(column));
    let (back, onward) = (Ranking::of(graph, &back), Ranking::of(graph, &onward));
    let first = layered.column(column).start as u32;
    let through = |&place: &u32| {
        let mut before = back.as_nodes(&back.first_from(place - first));
        before.nodes.reverse();
        before.then(&onward.as_nodes(&onward.first_from(place - first)))
    };
    places.iter().map(through).collect()
}

/// A connection as places in a layered graph.
struct PlacedPath {
    /// The place in each column.
    places: Vec<u32>,
    cost: Cost,
}

/// A connection that follows an earlier one up to a column, takes another step there, and goes the
/// best way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Deviation {
    cost: Cost,
    parent: u32,
    column: u32,
    /// The step taken, by its number.
    step: u32,
}

/// The best way on from a place.
#[derive(Debug, Clone, Copy, Default)]
struct WayOn {
    cost: Cost,
    step: u32,
}

struct Ranking<'a> {
    layered: &'a Layered,
    /// What ties between places are broken by.
    id_ranks: Vec<u32>,
    /// Of each step.
    costs: Vec<Cost>,
    /// Of each place; the last has none, which costs nothing.
    ways_on: Vec<WayOn>,
}

impl<'a> Ranking<'a> {
    fn of(graph: &Graph<'_>, layered: &'a Layered) -> Self {
        let nodes = layered.nodes().iter();
        let mut ranking = Self {
            layered,
            id_ranks: nodes.map(|&node| graph.id_rank(node)).collect(),
            costs: layered.strengths(graph).map(Cost::of).collect(),
            ways_on: vec![WayOn::default(); layered.nodes().len()],
        };
        for place in (0..layered.column(layered.hops()).start).rev() {
            ranking.ways_on[place] = ranking.best_step(place as u32);
        }
        ranking
    }

    fn best_step(&self, place: u32) -> WayOn {
        let ways = self.layered.steps_from(place).map(|step| WayOn {
            cost: self.cost_through(step),
            step: step as u32,
        });
        let order = |way: &WayOn| (way.cost, self.id_ranks[self.end_of(way.step) as usize]);
        // Every place but the end has a step on.
        ways.min_by_key(order).unwrap_or_default()
    }

    /// The place a step leads to.
    fn end_of(&self, step: u32) -> u32 {
        self.layered.steps()[step as usize].to
    }

    /// Cost of a step and the best way on behind it.
    fn cost_through(&self, step: usize) -> Cost {
        self.costs[step] + self.ways_on[self.layered.steps()[step].to as usize].cost
    }

    /// The best way on from a place of the first column.
    fn first_from(&self, place: u32) -> PlacedPath {
        PlacedPath {
            places: self.follow(&[], place),
            cost: self.ways_on[place as usize].cost,
        }
    }

    fn as_nodes(&self, path: &PlacedPath) -> BestPath {
        let places = path.places.iter();
        BestPath {
            nodes: places.map(|&place| self.layered.node(place)).collect(),
            cost: path.cost,
        }
    }

    /// The places of a path that comes over some to another, and goes the best way on from there.
    fn follow(&self, before: &[u32], mut place: u32) -> Vec<u32> {
        let hops = self.layered.hops();
        let mut places = Vec::with_capacity(hops + 1);
        places.extend_from_slice(before);
        places.push(place);
        while places.len() <= hops {
            place = self.end_of(self.ways_on[place as usize].step);
            places.push(place);
        }
        places
    }

    fn path(&self, found: &[PlacedPath], deviation: &Deviation) -> PlacedPath {
        let parent = &found[deviation.parent as usize];
        let shared = &parent.places[..=deviation.column as usize];
        PlacedPath {
            places: self.follow(shared, self.end_of(deviation.step)),
            cost: deviation.cost,
        }
    }

    /// Opens every connection that leaves the last found one at or after a column.
    fn leave(
        &self,
        found: &[PlacedPath],
        first_column: usize,
        open: &mut BinaryHeap<Reverse<Deviation>>,
    ) {
        let Some((path, before)) = found.split_last() else {
            return;
        };
        for column in first_column..self.layered.hops() {
            let place = path.places[column];
            let taken = self.ways_on[place as usize];
            for step in self.layered.steps_from(place) {
                if step as u32 == taken.step {
                    continue;
                }
                // The path goes the best way on from here, so only the difference counts.
                let more = self.cost_through(step).0 - taken.cost.0;
                open.push(Reverse(Deviation {
                    cost: Cost(path.cost.0.saturating_add(more)),
                    parent: before.len() as u32,
                    column: column as u32,
                    step: step as u32,
                }));
            }
        }
    }

    /// Takes the best open connection: of those that cost least, the first by ids.
    fn pop(
        &self,
        found: &[PlacedPath],
        open: &mut BinaryHeap<Reverse<Deviation>>,
    ) -> Option<(Deviation, PlacedPath)> {
        let Reverse(mut first) = open.pop()?;
        let mut path = self.path(found, &first);
        let mut later = Vec::new();
        while open
            .peek()
            .is_some_and(|Reverse(other)| other.cost == first.cost)
        {
            let Some(Reverse(other)) = open.pop() else {
                break;
            };
            let challenger = self.path(found, &other);
            if self.is_before(&challenger, &path) {
                later.push(Reverse(first));
                (first, path) = (other, challenger);
            } else {
                later.push(Reverse(other));
            }
        }
        open.extend(later);
        Some((first, path))
    }

    /// Whether a connection comes before another of the same cost: by ids.
    fn is_before(&self, path: &PlacedPath, other: &PlacedPath) -> bool {
        let rank = |&place: &u32| self.id_ranks[place as usize];
        path.places
            .iter()
            .map(rank)
            .lt(other.places.iter().map(rank))
    }
}
