//! All shortest connections, gathered from where a search met.
//!
//! From the links between the last levels of both sides outwards: backwards level by level to the
//! start, and onwards to the end. Every node and step gathered lies on some shortest connection, and
//! none is missed: each shortest connection passes one of these links, before it the nodes of the
//! forward side from level to level, after it those of the backward side.

use std::ops::ControlFlow;

use crate::csr::NodeId;

use super::graph::Graph;
use super::layered::{Layered, STEP_COST, Step, place_of, rising, turned};
use super::level::Level;
use super::rows;
use super::rules::Rules;
use super::search::{Meeting, links_to};
use super::workspace::{BACKWARD, FORWARD, Link, Side, Workspace};

/// Why what was found could not be gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is more work than may be done.
    TooMuch,
    /// Links contradict each other: the file is damaged.
    Damaged,
}

/// Gathers every shortest connection. The work is taken from `budget`.
pub(super) fn gather(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    rules: &Rules,
    meeting: &Meeting,
    budget: &mut u64,
) -> Result<Layered, Unfit> {
    let mut gathering = Gathering {
        graph,
        rules,
        left: *budget,
    };
    let layered = gathering.gather(workspace, meeting);
    *budget = gathering.left;
    let layered = layered.ok_or(Unfit::TooMuch)?;
    if layered.is_whole() {
        Ok(layered)
    } else {
        Err(Unfit::Damaged)
    }
}

/// A gathering from where both sides met out to both ends.
struct Gathering<'a> {
    graph: &'a Graph<'a>,
    rules: &'a Rules,
    /// Arcs that may still be touched; a step costs [`STEP_COST`] more.
    left: u64,
}

impl Gathering<'_> {
    fn gather(&mut self, workspace: &mut Workspace, meeting: &Meeting) -> Option<Layered> {
        let Workspace {
            table,
            sides,
            links,
            ..
        } = workspace;
        let hops = meeting.hops();
        let [depth, rest] = meeting.depths;
        let mut columns = vec![Vec::new(); hops + 1];
        let mut steps = vec![Vec::new(); hops];
        self.pay_for(links.len())?;
        let (froms, tos, met) = across(links, meeting.side);
        columns[depth] = froms;
        columns[depth + 1] = tos;
        steps[depth] = met;
        for depth in (0..depth).rev() {
            let side = (FORWARD, &sides[FORWARD]);
            let (level, found) = self.step_to(side, depth, &columns[depth + 1], table)?;
            columns[depth] = level;
            steps[depth] = found;
        }
        for rest in (0..rest).rev() {
            let side = (BACKWARD, &sides[BACKWARD]);
            let column = hops - rest;
            let (level, found) = self.step_to(side, rest, &columns[column - 1], table)?;
            columns[column] = level;
            // They were found against their direction: turn them round.
            steps[column - 1] = turned(&found);
        }
        Some(Layered::of(&columns, &steps))
    }

    /// The nodes at a depth of a side that have links to a column of nodes one deeper, rising, and
    /// the steps from these to the column, rising. Looked for from whichever of both has fewer arcs.
    fn step_to(
        &mut self,
        (side, reached): (usize, &Side),
        depth: usize,
        column: &[u32],
        table: &[u8],
    ) -> Option<(Vec<u32>, Vec<Step>)> {
        let level = reached.level(depth);
        let passable = self.rules.passable;
        let arcs_of_column = self.arcs_of(column);
        // So many nodes have more arcs than the column, nearly always.
        let is_large = level.len() > 2 * column.len() + 8;
        let told = |depth| Level::of((side, reached), depth, passable);
        let mut found = if is_large || self.arcs_of(level) >= arcs_of_column {
            self.pay(arcs_of_column)?;
            let level = told(depth);
            let is_meant = |node| level.holds(table, node);
            let mut found = self.links_between(column, passable.bits(1 - side), is_meant);
            for link in &mut found {
                std::mem::swap(&mut link.0, &mut link.1);
            }
            found
        } else {
            self.pay(self.arcs_of(level))?;
            let next = told(depth + 1);
            let is_meant = |node| next.holds(table, node) && column.binary_search(&node).is_ok();
            self.links_between(level, passable.bits(side), is_meant)
        };
        self.pay_for(found.len())?;
        found.sort_unstable();
        let level = each_once(found.iter().map(|link| link.0));
        let steps = steps_of(&found, &level, column);
        Some((level, steps))
    }

    /// The links that lead from some nodes to those that are meant.
    fn links_between(&self, from: &[u32], bits: u8, is_meant: impl Fn(u32) -> bool) -> Vec<Link> {
        let csr = &self.graph.csr;
        let mut found = Vec::new();
        // It never breaks.
        let _ = rows::walk(csr, from, |node| {
            found.extend(links_to(csr, node, bits, &is_meant));
            ControlFlow::Continue(())
        });
        found
    }

    fn arcs_of(&self, nodes: &[u32]) -> u64 {
        let degree = |&node: &u32| self.graph.csr.degree(NodeId(node)) as u64;
        nodes.iter().map(degree).sum()
    }

    fn pay_for(&mut self, steps: usize) -> Option<()> {
        self.pay(STEP_COST * steps as u64)
    }

    fn pay(&mut self, arcs: u64) -> Option<()> {
        self.left = self.left.checked_sub(arcs)?;
        Some(())
    }
}

/// The columns on both sides of where they met, and the steps between them.
fn across(links: &mut [Link], side: usize) -> (Vec<u32>, Vec<u32>, Vec<Step>) {
    if side == BACKWARD {
        // They were found against their direction: turn them round.
        for link in links.iter_mut() {
            std::mem::swap(&mut link.0, &mut link.1);
        }
    }
    links.sort_unstable();
    let froms = each_once(links.iter().map(|link| link.0));
    let tos = rising(links.iter().map(|link| link.1));
    let steps = steps_of(links, &froms, &tos);
    (froms, tos, steps)
}

/// Nodes that never fall, each once.
fn each_once(nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.dedup();
    nodes
}

/// Rising links as steps between the places of their ends in two columns.
fn steps_of(links: &[Link], froms: &[u32], tos: &[u32]) -> Vec<Step> {
    let mut from = 0;
    let step = |&(node, to, arc): &Link| {
        while froms.get(from as usize).is_some_and(|&other| other < node) {
            from += 1;
        }
        Step {
            from,
            to: place_of(tos, to),
            arc,
        }
    };
    links.iter().map(step).collect()
}
