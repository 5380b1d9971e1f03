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
        Some(Layered::of(&columns, &steps))
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
    if layered.is_empty() {
        return Some(layered.clone());
    }
    let (all, last) = (layered.steps(), layered.hops() - 1);
    let node_after = |step: &Step| layered.node(step.to).0;
    let mut columns = vec![vec![layered.node(0).0]];
    let mut steps = Vec::with_capacity(layered.hops());
    for column in 0..layered.hops() {
        let here = layered.steps_of_column(column);
        // All walks end at one place.
        let place = |step: usize| match column {
            _ if column == last => 0,
            _ => (step - here.start) as u32,
        };
        let mut unfolded = Vec::new();
        let mut go_on = |from: usize, step: usize| {
            unfolded.push(Step {
                from: from as u32,
                to: place(step),
                arc: all[step].arc,
            });
        };
        if column == 0 {
            here.clone().for_each(|step| go_on(0, step));
        } else {
            let before = layered.steps_of_column(column - 1);
            for (from, step_before) in all[before].iter().enumerate() {
                let came_from = layered.node(step_before.from).0;
                let ways_on = layered.steps_from(step_before.to);
                *left = left.checked_sub(STEP_COST * ways_on.len() as u64)?;
                let on = ways_on.filter(|&step| node_after(&all[step]) != came_from);
                on.for_each(|step| go_on(from, step));
            }
        }
        columns.push(if column == last {
            vec![layered.node(layered.nodes().len() as u32 - 1).0]
        } else {
            all[here].iter().map(node_after).collect()
        });
        steps.push(unfolded);
    }
    Some(Layered::of(&columns, &steps))
}

/// Leaves out every place that lies on no walk from the first column to the last.
fn trim(layered: &Layered) -> Layered {
    layered.keep(&kept_places(layered))
}

/// The places that walks from the first column reach and that reach the last.
fn kept_places(layered: &Layered) -> Vec<bool> {
    let mut reached = vec![false; layered.nodes().len()];
    reached[layered.column(0)].fill(true);
    for step in layered.steps() {
        reached[step.to as usize] |= reached[step.from as usize];
    }
    let mut leads_on = vec![false; layered.nodes().len()];
    leads_on[layered.column(layered.hops())].fill(true);
    for step in layered.steps().iter().rev() {
        leads_on[step.from as usize] |= leads_on[step.to as usize];
    }
    let both = reached.iter().zip(leads_on);
    both.map(|(&reached, leads_on)| reached && leads_on)
        .collect()
}
