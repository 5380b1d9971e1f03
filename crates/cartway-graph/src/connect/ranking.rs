//! The best connections, best first.
//!
//! A link costs −ln(strength), so the cheapest connection has the largest product of strengths.
//! Equal costs are told apart by the ids of the items on the way, first difference first.
//!
//! The list is made by deviations (Lawler 1972; Eppstein 1998 on such path trees): the best way on
//! from each node is known by dynamic programming; every other connection leaves the best way of an
//! earlier listed one exactly once more, at or after the place where that one left its own.

use std::cmp::{Ordering, Reverse};
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
    if k == 0 || layered.columns[0].is_empty() {
        return Vec::new();
    }
    let ranking = Ranking::of(graph, layered);
    let mut found = vec![ranking.first_from(0)];
    let mut open = BinaryHeap::new();
    ranking.leave(&found, 0, &mut open);
    while found.len() < k {
        let Some(next) = ranking.pop(&found, &mut open) else {
            break;
        };
        found.push(ranking.path(&found, &next));
        ranking.leave(&found, next.column + 1, &mut open);
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
    let through = |&place: &u32| {
        let mut before = back.as_nodes(&back.first_from(place));
        before.nodes.reverse();
        before.then(&onward.as_nodes(&onward.first_from(place)))
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
    parent: usize,
    column: usize,
    /// The step taken, by its place in `steps[column]`.
    step: usize,
}

/// The best way on from a node.
#[derive(Debug, Clone, Copy)]
struct WayOn {
    cost: Cost,
    step: usize,
}

struct Ranking<'a> {
    graph: &'a Graph<'a>,
    layered: &'a Layered,
    costs: Vec<Vec<Cost>>,
    /// For each column but the last, the best way on from each of its nodes.
    ways_on: Vec<Vec<WayOn>>,
}

impl<'a> Ranking<'a> {
    fn of(graph: &'a Graph<'a>, layered: &'a Layered) -> Self {
        let mut ranking = Self {
            graph,
            layered,
            costs: Vec::with_capacity(layered.steps.len()),
            ways_on: vec![Vec::new(); layered.steps.len()],
        };
        for column in 0..layered.steps.len() {
            ranking.costs.push(ranking.step_costs(column));
        }
        for column in (0..layered.steps.len()).rev() {
            ranking.ways_on[column] = (0..layered.columns[column].len() as u32)
                .map(|place| ranking.best_step(column, place))
                .collect();
        }
        ranking
    }

    fn step_costs(&self, column: usize) -> Vec<Cost> {
        let cost_of = |step: &super::Step| {
            let from = self.layered.node(column, step.from);
            let to = self.layered.node(column + 1, step.to);
            Cost::of(self.graph.strengths.of(from, to, step.arc))
        };
        self.layered.steps[column].iter().map(cost_of).collect()
    }

    fn best_step(&self, column: usize, place: u32) -> WayOn {
        let steps = self.layered.steps_from(column, place);
        // Every node of a layered graph but the end has a step on.
        let best = steps
            .min_by_key(|&step| {
                let to = self.layered.steps[column][step].to;
                (
                    self.cost_through(column, step),
                    self.id_rank(column + 1, to),
                )
            })
            .unwrap_or_default();
        WayOn {
            cost: self.cost_through(column, best),
            step: best,
        }
    }

    /// Cost of a step and the best way on behind it.
    fn cost_through(&self, column: usize, step: usize) -> Cost {
        let behind = self
            .ways_on
            .get(column + 1)
            .map_or(Cost::default(), |ways| {
                ways[self.layered.steps[column][step].to as usize].cost
            });
        self.costs[column][step] + behind
    }

    fn id_rank(&self, column: usize, place: u32) -> u32 {
        self.graph.id_rank(self.layered.node(column, place))
    }

    /// The best way on from a place of the first column.
    fn first_from(&self, place: u32) -> PlacedPath {
        let ways_from_start = self.ways_on.first();
        let way = ways_from_start.and_then(|ways| ways.get(place as usize));
        PlacedPath {
            places: self.follow(Vec::new(), place, 0),
            cost: way.map_or(Cost::default(), |way| way.cost),
        }
    }

    fn as_nodes(&self, path: &PlacedPath) -> BestPath {
        let places = path.places.iter().enumerate();
        BestPath {
            nodes: places
                .map(|(column, &place)| self.layered.node(column, place))
                .collect(),
            cost: path.cost,
        }
    }

    /// Completes the places of a path that has come to a place of a column by the best way on.
    fn follow(&self, mut places: Vec<u32>, mut place: u32, column: usize) -> Vec<u32> {
        places.push(place);
        for column in column..self.layered.steps.len() {
            let step = self.ways_on[column][place as usize].step;
            place = self.layered.steps[column][step].to;
            places.push(place);
        }
        places
    }

    fn path(&self, found: &[PlacedPath], deviation: &Deviation) -> PlacedPath {
        let shared = found[deviation.parent].places[..=deviation.column].to_vec();
        let place = self.layered.steps[deviation.column][deviation.step].to;
        PlacedPath {
            places: self.follow(shared, place, deviation.column + 1),
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
        let parent = found.len() - 1;
        let path = &found[parent];
        for column in first_column..self.layered.steps.len() {
            let place = path.places[column];
            let taken = self.ways_on[column][place as usize];
            for step in self.layered.steps_from(column, place) {
                if step != taken.step {
                    // The path goes the best way on from here, so only the difference counts.
                    let more = self.cost_through(column, step).0 - taken.cost.0;
                    open.push(Reverse(Deviation {
                        cost: Cost(path.cost.0.saturating_add(more)),
                        parent,
                        column,
                        step,
                    }));
                }
            }
        }
    }

    /// Takes the best open connection: of those that cost least, the first by ids.
    fn pop(
        &self,
        found: &[PlacedPath],
        open: &mut BinaryHeap<Reverse<Deviation>>,
    ) -> Option<Deviation> {
        let Reverse(mut first) = open.pop()?;
        let mut first_path: Option<PlacedPath> = None;
        let mut later = Vec::new();
        while open
            .peek()
            .is_some_and(|Reverse(other)| other.cost == first.cost)
        {
            let Some(Reverse(other)) = open.pop() else {
                break;
            };
            let standing = first_path.get_or_insert_with(|| self.path(found, &first));
            let challenger = self.path(found, &other);
            if self.by_ids(&challenger.places, &standing.places).is_lt() {
                later.push(Reverse(first));
                first = other;
                first_path = Some(challenger);
            } else {
                later.push(Reverse(other));
            }
        }
        open.extend(later);
        Some(first)
    }

    fn by_ids(&self, x: &[u32], y: &[u32]) -> Ordering {
        let ranks = |places: &[u32]| -> Vec<u32> {
            places
                .iter()
                .enumerate()
                .map(|(column, &place)| self.id_rank(column, place))
                .collect()
        };
        ranks(x).cmp(&ranks(y))
    }
}
