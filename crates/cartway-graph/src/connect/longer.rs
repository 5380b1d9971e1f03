//! Connections that are one or two hops longer than the shortest, simple ones only: no item twice.
//!
//! A walk of `D + x` hops is gathered as shortest connections are, as a layered graph with a column
//! a hop; a node may stand in several columns. Of the walks through it, those that pass a node twice
//! must go.
//!
//! **For `x ≤ 2` a walk passes a node twice only by turning back.** Let it pass `u` at hops `i < j`.
//! Without the round between, `D + x - (j - i)` hops lead from start to end, and no fewer than `D`
//! do, so `j - i ≤ x`. No node is linked with itself, so `j - i = 2`: the walk goes `u`, `v`, `u`.
//! So for `x = 1` every walk is simple, and for `x = 2` those are that never turn back, which can be
//! told from two steps that follow each other. Turning the steps into the places of a new layered
//! graph makes that a matter of leaving out steps; it is counted and ranked like any other.

use super::graph::Graph;
use super::layered::{Gathering, Layered, Middle, STEP_COST, Step};
use super::rules::Rules;
use super::search::expand;
use super::workspace::{BACKWARD, FORWARD, NO_STAMP, Workspace};

/// A search for longer connections between two nodes.
pub(super) struct Longer<'a> {
    graph: &'a Graph<'a>,
    workspace: &'a mut Workspace,
    rules: &'a Rules,
    /// Arcs that may still be touched; a step costs [`STEP_COST`] more.
    left: u64,
}

impl<'a> Longer<'a> {
    /// Begins at both ends of a leg, which must differ.
    pub(super) fn begin(
        graph: &'a Graph<'a>,
        workspace: &'a mut Workspace,
        rules: &'a Rules,
        budget: u64,
    ) -> Self {
        workspace.make_second_marks();
        let Workspace {
            marks,
            second_marks,
            queues,
            ..
        } = workspace;
        let (from, to) = rules.ends;
        for (side, start, marks) in [(FORWARD, from, marks), (BACKWARD, to, second_marks)] {
            marks.begin(&rules.barred);
            queues[side].begin(start, graph.csr.degree(start));
            let stamp = marks.open(side, 0);
            marks.put(start, stamp);
        }
        Self {
            graph,
            workspace,
            rules,
            left: budget,
        }
    }

    /// Arcs that may still be touched.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// All simple connections of exactly `hops` hops, `extra` (1 or 2) more than the shortest have.
    /// `None` when the work ran out. To be asked for rising numbers of hops.
    pub(super) fn gather(&mut self, hops: usize, extra: usize) -> Option<Layered> {
        self.reach(hops)?;
        let walks = trim(&self.walks(hops)?);
        if extra < 2 {
            return Some(walks);
        }
        without_turning_back(&walks, &mut self.left).map(|walks| trim(&walks))
    }

    /// Expands the cheaper side until both together span so many hops.
    fn reach(&mut self, hops: usize) -> Option<()> {
        let Workspace {
            marks,
            second_marks,
            queues: [forward, backward],
            ..
        } = &mut *self.workspace;
        while forward.depth + backward.depth < hops {
            let (side, marks, queue) = if forward.frontier_arcs <= backward.frontier_arcs {
                (FORWARD, &mut *marks, &mut *forward)
            } else {
                (BACKWARD, &mut *second_marks, &mut *backward)
            };
            self.left = self.left.checked_sub(queue.frontier_arcs)?;
            expand(self.graph, marks, queue, (side, NO_STAMP), self.rules);
        }
        Some(())
    }

    /// A layered graph that holds every walk of so many hops, and dead ends.
    fn walks(&mut self, hops: usize) -> Option<Layered> {
        let Workspace {
            marks: forward,
            second_marks: backward,
            queues,
            ..
        } = &*self.workspace;
        let depth = queues[FORWARD].depth;
        let rest = hops - depth;
        let smaller = usize::from(queues[FORWARD].len > queues[BACKWARD].len);
        let mut middle: Vec<u32> = queues[smaller].nodes[..queues[smaller].len].to_vec();
        middle.retain(|&node| forward.is_within(node, depth) && backward.is_within(node, rest));
        middle.sort_unstable();
        let mut gathering = Gathering {
            graph: self.graph,
            rules: self.rules,
            left: self.left,
        };
        let middle = Middle {
            first: depth,
            columns: vec![middle],
            steps: Vec::new(),
        };
        let layered = gathering.gather(middle, hops, |node, column| {
            if column < depth {
                forward.is_within(node, column)
            } else {
                backward.is_within(node, hops - column)
            }
        });
        self.left = gathering.left;
        layered
    }
}

/// The walks of a layered graph unfolded: a node has a place for each step that leads to it, so that
/// what may follow can depend on where a walk comes from. `None` when that is more work than is `left`.
fn without_turning_back(layered: &Layered, left: &mut u64) -> Option<Layered> {
    let last = layered.steps.len() - 1;
    let mut columns = vec![layered.columns[0].clone()];
    let mut steps = vec![Vec::new(); layered.steps.len()];
    for (column, first_steps) in layered.steps.iter().enumerate() {
        let node_after = |step: &Step| layered.node(column + 1, step.to);
        // All walks end at one place.
        let place = |index: usize| if column == last { 0 } else { index as u32 };
        if column == 0 {
            let to_each = first_steps.iter().enumerate();
            steps[0] = to_each
                .map(|(index, step)| Step {
                    to: place(index),
                    ..*step
                })
                .collect();
        } else {
            for (before, step_before) in layered.steps[column - 1].iter().enumerate() {
                let came_from = layered.node(column - 1, step_before.from);
                let ways_on = layered.steps_from(column, step_before.to);
                *left = left.checked_sub(STEP_COST * ways_on.len() as u64)?;
                let on = ways_on.filter(|&index| node_after(&first_steps[index]) != came_from);
                steps[column].extend(on.map(|index| Step {
                    from: before as u32,
                    to: place(index),
                    arc: first_steps[index].arc,
                }));
            }
        }
        columns.push(if column == last {
            layered.columns[last + 1].clone()
        } else {
            first_steps.iter().map(node_after).collect()
        });
    }
    Some(Layered { columns, steps })
}

/// Leaves out every place that lies on no walk from the first column to the last.
fn trim(layered: &Layered) -> Layered {
    let kept = kept_places(layered);
    let new_places: Vec<Vec<u32>> = kept
        .iter()
        .map(|column| {
            let mut next = 0;
            let place = |&kept: &bool| {
                next += u32::from(kept);
                next.saturating_sub(1)
            };
            column.iter().map(place).collect()
        })
        .collect();
    let columns = layered.columns.iter().zip(&kept).map(|(nodes, kept)| {
        let kept_nodes = nodes.iter().zip(kept).filter(|&(_, &kept)| kept);
        kept_nodes.map(|(&node, _)| node).collect()
    });
    let steps = layered.steps.iter().enumerate().map(|(column, steps)| {
        let is_kept =
            |step: &&Step| kept[column][step.from as usize] && kept[column + 1][step.to as usize];
        let moved = |step: &Step| Step {
            from: new_places[column][step.from as usize],
            to: new_places[column + 1][step.to as usize],
            arc: step.arc,
        };
        steps.iter().filter(is_kept).map(moved).collect()
    });
    Layered {
        columns: columns.collect(),
        steps: steps.collect(),
    }
}

/// The places that walks from the first column reach and that reach the last.
fn kept_places(layered: &Layered) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> = layered
        .columns
        .iter()
        .map(|nodes| vec![false; nodes.len()])
        .collect();
    let last = layered.steps.len();
    kept[0].fill(true);
    for (column, steps) in layered.steps.iter().enumerate() {
        for step in steps {
            kept[column + 1][step.to as usize] |= kept[column][step.from as usize];
        }
    }
    let mut leads_on: Vec<bool> = vec![true; layered.columns[last].len()];
    for (column, steps) in layered.steps.iter().enumerate().rev() {
        let mut before = vec![false; layered.columns[column].len()];
        for step in steps {
            before[step.from as usize] |= leads_on[step.to as usize];
        }
        leads_on = before;
        for (kept, leads_on) in kept[column].iter_mut().zip(&leads_on) {
            *kept &= leads_on;
        }
    }
    kept
}
