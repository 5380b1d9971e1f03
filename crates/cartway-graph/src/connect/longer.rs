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

use crate::csr::{ArcId, NodeId};

use super::graph::Graph;
use super::layered::{Layered, STEP_COST, Step, place_of, rising, turned};
use super::rules::Rules;
use super::search::expand;
use super::workspace::{BACKWARD, BARRED_DEPTH, FORWARD, Side, Workspace};

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
        workspace.begin_apart(&graph.csr, rules.ends, &rules.barred);
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
        let Workspace { depths, sides, .. } = &mut *self.workspace;
        while sides[FORWARD].depth() + sides[BACKWARD].depth() < hops {
            // Of equals the one that came less far, so that neither outgrows its marks before the other.
            let work = |side: &Side| (side.frontier_arcs, side.depth());
            let side = usize::from(work(&sides[FORWARD]) > work(&sides[BACKWARD]));
            let reached = &mut sides[side];
            self.left = self.left.checked_sub(reached.frontier_arcs)?;
            // Beyond what a mark can hold it is as if the work had run out.
            let mark = mark_of(reached.depth() + 1)?;
            expand(
                self.graph,
                self.rules,
                (side, reached),
                &mut depths[side],
                mark,
            );
        }
        Some(())
    }

    /// A layered graph that holds every walk of so many hops, and dead ends.
    fn walks(&mut self, hops: usize) -> Option<Layered> {
        let Workspace { depths, sides, .. } = &*self.workspace;
        let [forward, backward] = depths;
        let depth = sides[FORWARD].depth();
        let rest = hops - depth;
        let smaller = usize::from(sides[FORWARD].len > sides[BACKWARD].len);
        let mut middle: Vec<u32> = sides[smaller].reached().to_vec();
        middle.retain(|&node| is_within(forward, node, depth) && is_within(backward, node, rest));
        middle.sort_unstable();
        let mut gathering = Gathering {
            graph: self.graph,
            rules: self.rules,
            left: self.left,
        };
        let layered = gathering.gather((depth, middle), hops, |node, column| {
            if column < depth {
                is_within(forward, node, column)
            } else {
                is_within(backward, node, hops - column)
            }
        });
        self.left = gathering.left;
        layered
    }
}

/// What stands for a depth, if it fits: one more, as nothing stands for no depth.
fn mark_of(depth: usize) -> Option<u16> {
    u16::try_from(depth + 1)
        .ok()
        .filter(|&mark| mark < BARRED_DEPTH)
}

/// Whether a node was reached at most `depth` hops from where a side began.
#[inline]
fn is_within(depths: &[u16], node: u32, depth: usize) -> bool {
    let mark = depths.get(node as usize).copied().unwrap_or(0);
    mark != 0 && mark != BARRED_DEPTH && usize::from(mark) <= depth + 1
}

/// The nodes of a column, and the steps to it, which lead from the column they were found from.
type Found = (Vec<u32>, Vec<Step>);

/// A gathering from a column in the middle out to both ends.
struct Gathering<'a> {
    graph: &'a Graph<'a>,
    rules: &'a Rules,
    /// Arcs that may still be touched; a step costs [`STEP_COST`] more.
    left: u64,
}

impl Gathering<'_> {
    /// All columns, from the one in the middle. `belongs` tells whether a node belongs to a column.
    fn gather(
        &mut self,
        (middle, nodes): (usize, Vec<u32>),
        hops: usize,
        belongs: impl Fn(u32, usize) -> bool,
    ) -> Option<Layered> {
        let mut columns = vec![Vec::new(); hops + 1];
        let mut steps = vec![Vec::new(); hops];
        columns[middle] = nodes;
        for column in (0..middle).rev() {
            let (nodes, found) = if column == 0 {
                self.step_to_end(self.rules.ends.0, self.rules.passable.walk, &columns[1])?
            } else {
                let back = self.rules.passable.back;
                self.step(&columns[column + 1], back, |node| belongs(node, column))?
            };
            columns[column] = nodes;
            // They were walked against their direction: turn them round.
            steps[column] = turned(&found);
        }
        for column in middle..hops {
            let (nodes, found) = if column + 1 == hops {
                self.step_to_end(
                    self.rules.ends.1,
                    self.rules.passable.back,
                    &columns[column],
                )?
            } else {
                let walk = self.rules.passable.walk;
                self.step(&columns[column], walk, |node| belongs(node, column + 1))?
            };
            columns[column + 1] = nodes;
            steps[column] = found;
        }
        let as_nodes = |column: Vec<u32>| column.into_iter().map(NodeId).collect();
        Some(Layered {
            columns: columns.into_iter().map(as_nodes).collect(),
            steps,
        })
    }

    fn pay_for(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(STEP_COST * steps as u64)?;
        Some(())
    }

    /// The steps between a column and the end next to it: found from the end, whose links alone are
    /// looked at. Shaped as those of [`Self::step`].
    fn step_to_end(&mut self, end: NodeId, bits: u8, column: &[u32]) -> Option<Found> {
        let arcs = self.graph.csr.arc_range(end);
        self.left = self.left.checked_sub(arcs.len() as u64)?;
        let (targets, listed) = self.graph.csr.row(end);
        let mut steps = Vec::with_capacity(column.len());
        // Both rise: go along them together.
        let mut places = column.iter().enumerate().peekable();
        for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
            while places.next_if(|&(_, &node)| node < target).is_some() {}
            if listed & bits != 0
                && let Some((place, _)) = places.next_if(|&(_, &node)| node == target)
            {
                steps.push(Step {
                    from: place as u32,
                    to: 0,
                    arc: ArcId(arc),
                });
            }
        }
        self.pay_for(steps.len())?;
        let nodes = if steps.is_empty() {
            Vec::new()
        } else {
            vec![end.0]
        };
        Some((nodes, steps))
    }

    /// The nodes next to a column that belong to the next one, rising, and the steps to them,
    /// rising.
    fn step(&mut self, column: &[u32], bits: u8, belongs: impl Fn(u32) -> bool) -> Option<Found> {
        let mut found: Vec<(u32, u32, ArcId)> = Vec::new();
        for (place, &node) in column.iter().enumerate() {
            let found_before = found.len();
            let arcs = self.graph.csr.arc_range(NodeId(node));
            self.left = self.left.checked_sub(arcs.len() as u64)?;
            let (targets, listed) = self.graph.csr.row(NodeId(node));
            for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
                if belongs(target) && listed & bits != 0 {
                    found.push((place as u32, target, ArcId(arc)));
                }
            }
            self.pay_for(found.len() - found_before)?;
        }
        let nodes = rising(found.iter().map(|&(_, target, _)| target));
        let steps = found
            .into_iter()
            .map(|(from, target, arc)| Step {
                from,
                // Rising targets keep steps rising.
                to: place_of(&nodes, target),
                arc,
            })
            .collect();
        Some((nodes, steps))
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
