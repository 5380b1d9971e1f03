//! Connections as one small layered graph, a column a hop.

use std::ops::Range;

use crate::{ArcId, NodeId};

use super::graph::Graph;

/// Every node and link on any shortest connection: a few flat arrays, however many columns there are.
///
/// A **place** is a node in a column, numbered through all columns: the first column holds the start
/// alone, the last the end alone; with stops on the way, theirs hold them alone. A node may stand in
/// several columns only where connections are longer than the shortest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layered {
    /// The node of each place; of the shortest connections rising in each column.
    nodes: Vec<NodeId>,
    /// The first place of each column, and one more: how many places there are.
    column_starts: Vec<u32>,
    /// All steps, rising by `(from, to)`, so those of the first column first.
    steps: Vec<Step>,
    /// The first step on from each place, and one more: how many steps there are.
    step_starts: Vec<u32>,
}

/// One link between consecutive columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The place it leads on from.
    pub from: u32,
    /// The place in the next column that it leads to.
    pub to: u32,
    /// An arc of the link, in whichever direction it was met.
    pub arc: ArcId,
}

impl Layered {
    /// Puts columns together. Steps `i` lead from column `i` to column `i + 1`, rising, their places
    /// numbered in each column from 0.
    pub(super) fn of(columns: &[Vec<u32>], steps: &[Vec<Step>]) -> Self {
        let mut layered = Self::default();
        layered.column_starts.push(0);
        for column in columns {
            layered
                .nodes
                .extend(column.iter().map(|&node| NodeId(node)));
            layered.column_starts.push(layered.nodes.len() as u32);
        }
        for (column, steps) in steps.iter().enumerate() {
            let (from, to) = (
                layered.column_starts[column],
                layered.column_starts[column + 1],
            );
            layered.steps.extend(steps.iter().map(|step| Step {
                from: from + step.from,
                to: to + step.to,
                arc: step.arc,
            }));
        }
        layered.with_step_starts()
    }

    fn with_step_starts(mut self) -> Self {
        self.step_starts.clear();
        self.step_starts.reserve_exact(self.nodes.len() + 1);
        let mut step = 0;
        for place in 0..=self.nodes.len() as u32 {
            while self.steps.get(step).is_some_and(|step| step.from < place) {
                step += 1;
            }
            self.step_starts.push(step as u32);
        }
        self
    }

    /// Hops of each of its connections.
    #[must_use]
    #[inline]
    pub fn hops(&self) -> usize {
        self.column_starts.len().saturating_sub(2)
    }

    /// Whether there is no connection.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of each place.
    #[must_use]
    #[inline]
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The node of a place.
    #[must_use]
    #[inline]
    pub fn node(&self, place: u32) -> NodeId {
        self.nodes[place as usize]
    }

    /// The places of each column, first to last.
    pub fn columns(&self) -> impl DoubleEndedIterator<Item = Range<usize>> + ExactSizeIterator {
        let starts = self.column_starts.windows(2);
        starts.map(|pair| pair[0] as usize..pair[1] as usize)
    }

    /// The places of a column, which must be one of the `hops() + 1`.
    #[must_use]
    #[inline]
    pub fn column(&self, column: usize) -> Range<usize> {
        self.column_starts[column] as usize..self.column_starts[column + 1] as usize
    }

    /// The place of a node in a column of a shortest connection; `None` where it does not stand
    /// there. O(log places).
    #[must_use]
    pub fn place_in(&self, column: usize, node: NodeId) -> Option<u32> {
        let places = self.column(column);
        let place = self.nodes[places.clone()].binary_search(&node).ok()?;
        Some((places.start + place) as u32)
    }

    /// All steps, rising by `(from, to)`.
    #[must_use]
    #[inline]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The steps that lead on from a place, as a range of [`Self::steps`].
    #[must_use]
    #[inline]
    pub fn steps_from(&self, place: u32) -> Range<usize> {
        let place = place as usize;
        self.step_starts[place] as usize..self.step_starts[place + 1] as usize
    }

    /// The steps that lead on from the places of a column, as a range of [`Self::steps`].
    pub(super) fn steps_of_column(&self, column: usize) -> Range<usize> {
        let places = self.column(column);
        self.step_starts[places.start] as usize..self.step_starts[places.end] as usize
    }

    /// The strength of each step. Weights are looked up once a node.
    pub(super) fn strengths<'a>(&'a self, graph: &'a Graph<'_>) -> impl Iterator<Item = f64> + 'a {
        let strengths = &graph.strengths;
        let weight = |&node: &NodeId| strengths.item_weight(node);
        let weights: Vec<f64> = self.nodes.iter().map(weight).collect();
        self.steps.iter().map(move |step| {
            let ends = (weights[step.from as usize], weights[step.to as usize]);
            strengths.of_weights(ends.0, ends.1, step.arc)
        })
    }

    /// Whether every place has a step to it and one on, but for those at the ends, which are there.
    /// In a sound graph each link can be seen from both its ends, so they have.
    pub(super) fn is_whole(&self) -> bool {
        let (begin, end) = (self.column(0), self.column(self.hops()));
        let mut has_step_to = vec![false; self.nodes.len()];
        has_step_to[begin.clone()].fill(true);
        for step in &self.steps {
            has_step_to[step.to as usize] = true;
        }
        let starts = &self.step_starts[..=end.start];
        let all_lead_on = starts.windows(2).all(|pair| pair[0] < pair[1]);
        let ends_are_there = begin.len() == 1 && end.len() == 1;
        ends_are_there && all_lead_on && has_step_to.iter().all(|&has| has)
    }

    /// Continues with connections that begin where these end.
    pub(super) fn append(&mut self, next: &Self) {
        let Some(shared) = self.nodes.len().checked_sub(1) else {
            return self.clone_from(next);
        };
        let shared = shared as u32;
        let first_step = self.steps.len() as u32;
        self.nodes.extend(next.nodes.iter().skip(1));
        // The last column holds the shared place alone, and so does their first.
        self.column_starts.pop();
        let starts = next.column_starts.iter().skip(1);
        self.column_starts
            .extend(starts.map(|start| shared + start));
        self.steps.extend(next.steps.iter().map(|step| Step {
            from: shared + step.from,
            to: shared + step.to,
            arc: step.arc,
        }));
        self.step_starts.truncate(shared as usize);
        let starts = next.step_starts.iter();
        self.step_starts
            .extend(starts.map(|start| first_step + start));
    }

    /// Its connections over these places only, which must hold all of each that is to stay.
    pub(super) fn keep(&self, kept: &[bool]) -> Self {
        let mut nodes = Vec::with_capacity(self.nodes.len());
        let mut place_of = Vec::with_capacity(self.nodes.len() + 1);
        for (&node, &is_kept) in self.nodes.iter().zip(kept) {
            place_of.push(nodes.len() as u32);
            nodes.extend(is_kept.then_some(node));
        }
        place_of.push(nodes.len() as u32);
        let is_kept = |step: &&Step| kept[step.from as usize] && kept[step.to as usize];
        let moved = |step: &Step| Step {
            from: place_of[step.from as usize],
            to: place_of[step.to as usize],
            arc: step.arc,
        };
        let starts = self.column_starts.iter();
        Self {
            nodes,
            column_starts: starts.map(|&start| place_of[start as usize]).collect(),
            steps: self.steps.iter().filter(is_kept).map(moved).collect(),
            step_starts: Vec::new(),
        }
        .with_step_starts()
    }

    /// What lies from a column on to the end.
    pub(super) fn onward_from(&self, column: usize) -> Self {
        let first = self.column(column).start;
        let steps = self.step_starts[first] as usize..self.steps.len();
        self.part(first..self.nodes.len(), column..self.hops() + 1, steps)
    }

    /// What lies from a column back to the start: as [`Self::onward_from`], were it asked for from
    /// the other end.
    pub(super) fn back_from(&self, column: usize) -> Self {
        let places = self.column(column);
        let steps = 0..self.step_starts[places.start] as usize;
        self.part(0..places.end, 0..column + 1, steps).turned()
    }

    fn part(&self, places: Range<usize>, columns: Range<usize>, steps: Range<usize>) -> Self {
        let first = places.start as u32;
        let starts = &self.column_starts[columns.start..=columns.end];
        let moved = |step: &Step| Step {
            from: step.from - first,
            to: step.to - first,
            arc: step.arc,
        };
        Self {
            nodes: self.nodes[places].to_vec(),
            column_starts: starts.iter().map(|start| start - first).collect(),
            steps: self.steps[steps].iter().map(moved).collect(),
            step_starts: Vec::new(),
        }
        .with_step_starts()
    }

    /// The same connections from the end to the start.
    fn turned(&self) -> Self {
        let mut turned = Self::default();
        let mut place_of = vec![0; self.nodes.len()];
        turned.column_starts.push(0);
        for column in self.columns().rev() {
            for place in column {
                place_of[place] = turned.nodes.len() as u32;
                turned.nodes.push(self.nodes[place]);
            }
            turned.column_starts.push(turned.nodes.len() as u32);
        }
        let turn = |step: &Step| Step {
            from: place_of[step.to as usize],
            to: place_of[step.from as usize],
            arc: step.arc,
        };
        turned.steps = self.steps.iter().map(turn).collect();
        turned.steps.sort_unstable();
        turned.with_step_starts()
    }
}

/// Steps as seen from the other end, rising again.
pub(super) fn turned(steps: &[Step]) -> Vec<Step> {
    let turn = |step: &Step| Step {
        from: step.to,
        to: step.from,
        arc: step.arc,
    };
    let mut turned: Vec<Step> = steps.iter().map(turn).collect();
    turned.sort_unstable();
    turned
}

/// Arcs that a step costs beside the arc it is: it is sorted, counted, ranked and perhaps unfolded.
pub(super) const STEP_COST: u64 = 4;

/// Some nodes in rising order, each once.
pub(super) fn rising(nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The place of a node that is there.
pub(super) fn place_of(column: &[u32], node: u32) -> u32 {
    column.partition_point(|&other| other < node) as u32
}
