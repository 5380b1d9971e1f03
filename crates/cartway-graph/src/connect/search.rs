//! Two breadth-first searches, one from each end, until they meet.
//!
//! Always the side whose frontier has fewer arcs is expanded, one whole level at a time: first its
//! links to the other side are looked for, and only if there is none its nodes are marked, so that
//! the last level, the largest by far, is looked at once and marked never. Until they meet no node is
//! reached by both, so one table serves both sides, and one look at it tells whether a node is new,
//! seen, or the other side's.
//!
//! **Why the first links between both sides make every shortest connection.** Let both sides be
//! complete to depths `f` and `b` without a link between them but from these last levels. A shorter
//! connection than `f + 1 + b` hops would have such a link, from a node at most `f` hops from the
//! start to one at most `b` hops from the end, and not both of the last level; but then an earlier
//! expansion had found it. So the distance is `f + 1 + b` where there is a link, and every shortest
//! connection has exactly one from the one last level to the other.
//!
//! **Cost.** O(arcs touched) and nothing else: with degree `g` and distance `D` about `2 g^(D/2)`
//! instead of the `g^D` of one side. An arc costs a look at its target's mark; whether it is new is
//! computed and not branched on, since no processor can guess it. Most of the time is the wait for
//! memory, so rows are fetched in batches before they are walked.
//!
//! Sources: Pohl 1971 for searching from both ends; Goldberg, Kaplan, Werneck 2006 for the choice
//! of side.

use std::ops::ControlFlow;

use crate::csr::{ArcId, Csr, NodeId};

use super::graph::Graph;
use super::level::Level;
use super::rows;
use super::rules::{Passable, Rules};
use super::workspace::{BACKWARD, FORWARD, Link, SIDES, Side, Workspace, mark_of, seen};

/// How a search ended.
#[derive(Debug)]
pub(super) enum Met {
    /// The sides met: the links between them are in the workspace.
    At(Meeting),
    /// Proven: one side can reach nothing more.
    Never,
    /// The work ran out. Proven: no connection has fewer than `at_least_hops` hops.
    Budget { at_least_hops: usize },
}

/// Where both sides met: between their last levels.
#[derive(Debug)]
pub(super) struct Meeting {
    /// Depths of the last levels: hops from the start, hops to the end.
    pub(super) depths: [usize; 2],
    /// The side from which the links were found.
    pub(super) side: usize,
}

impl Meeting {
    /// Hops of every shortest connection.
    pub(super) fn hops(&self) -> usize {
        self.depths[FORWARD] + 1 + self.depths[BACKWARD]
    }
}

/// Which links between both sides are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// One: whether they meet, and how far away, is all that matters.
    One,
    /// All of them.
    All,
}

/// Searches from both ends of a leg until they meet, cannot, or have touched `budget` arcs. The ends
/// must differ.
pub(super) fn meet(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    rules: &Rules,
    budget: u64,
    wanted: Wanted,
) -> Met {
    workspace.begin(&graph.csr, rules.ends, &rules.barred);
    loop {
        let [forward, backward] = &workspace.sides;
        let depths = [forward.depth(), backward.depth()];
        let side = if forward.frontier_arcs <= backward.frontier_arcs {
            FORWARD
        } else {
            BACKWARD
        };
        let touched = workspace.arcs + workspace.sides[side].frontier_arcs;
        if touched > budget {
            return Met::Budget {
                at_least_hops: depths[FORWARD] + depths[BACKWARD] + 1,
            };
        }
        workspace.arcs = touched;
        find_links(graph, workspace, rules, side, wanted);
        if !workspace.links.is_empty() {
            return Met::At(Meeting { depths, side });
        }
        let Workspace { table, sides, .. } = workspace;
        let mark = mark_of(side, depths[side] + 1);
        expand(graph, rules, (side, &mut sides[side]), table, mark);
        if workspace.sides[side].frontier().is_empty() {
            return Met::Never;
        }
    }
}

/// Looks for links from the frontier of a side to nodes of the other.
fn find_links(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    rules: &Rules,
    side: usize,
    wanted: Wanted,
) {
    let Workspace {
        table,
        sides,
        links,
        ..
    } = workspace;
    let bits = rules.passable.bits(side);
    let theirs = SIDES[1 - side];
    // Stopping early is all that comes of it.
    let _ = rows::walk(&graph.csr, sides[side].frontier(), |node| {
        let row = graph.csr.row(node);
        if !touches(table, row.0, theirs) {
            return ControlFlow::Continue(());
        }
        let is_theirs = |target| seen(table, target) & theirs != 0;
        let found = links_to(&graph.csr, node, bits, is_theirs);
        match wanted {
            Wanted::All => links.extend(found),
            Wanted::One => links.extend(found.take(1)),
        }
        if wanted == Wanted::One && !links.is_empty() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
}

/// Whether a side reached any of these nodes.
#[inline]
fn touches(table: &[u8], targets: &[u32], theirs: u8) -> bool {
    let look = |target: u32| seen(table, target);
    // Four at a time: most rows have several, and the loop costs as much as a look.
    let (fours, rest) = targets.as_chunks();
    let mut all = 0;
    for &[a, b, c, d] in fours {
        all |= look(a) | look(b) | look(c) | look(d);
    }
    for &target in rest {
        all |= look(target);
    }
    all & theirs != 0
}

/// The links of a node that may be walked and lead to nodes that are meant.
#[inline]
pub(super) fn links_to<'a>(
    csr: &Csr<'a>,
    node: NodeId,
    bits: u8,
    is_meant: impl Fn(u32) -> bool,
) -> impl Iterator<Item = Link> {
    let (targets, listed) = csr.row(node);
    let row = csr.arc_range(node).zip(targets).zip(listed);
    row.filter(move |&((_, &target), &listed)| is_meant(target) && listed & bits != 0)
        .map(move |((arc, &target), _)| (node.0, target, ArcId(arc)))
}

/// Expands a side by one level: nodes that carry no mark get this one.
pub(super) fn expand<T: Copy + Default + PartialEq>(
    graph: &Graph<'_>,
    rules: &Rules,
    (side, reached): (usize, &mut Side),
    marks: &mut [T],
    mark: T,
) {
    let bits = rules.passable.bits(side);
    // One loop for each case, so that a plain question looks at nothing but marks.
    let csr = &graph.csr;
    let admit = |node| rules.admit(graph, NodeId(node));
    let passes = |listed| listed & bits != 0;
    match (bits == Passable::EVERY_ARC, rules.judge_nodes()) {
        (true, false) => deepen(csr, reached, marks, mark, |_| true, |_| true),
        (true, true) => deepen(csr, reached, marks, mark, |_| true, admit),
        (false, false) => deepen(csr, reached, marks, mark, passes, |_| true),
        (false, true) => deepen(csr, reached, marks, mark, passes, admit),
    }
}

#[inline]
fn deepen<T: Copy + Default + PartialEq>(
    csr: &Csr<'_>,
    reached: &mut Side,
    marks: &mut [T],
    mark: T,
    passes: impl Fn(u8) -> bool,
    admits: impl Fn(u32) -> bool,
) {
    let (frontier, room) = reached.open();
    let mut found = 0;
    // It never breaks.
    let _ = rows::walk(csr, frontier, |node| {
        let (targets, listed) = csr.row(node);
        for (&target, &listed) in targets.iter().zip(listed) {
            // A damaged file may name a node that is not there.
            let Some(place) = marks.get_mut(target as usize) else {
                continue;
            };
            let seen = *place;
            let new = seen == T::default() && passes(listed) && admits(target);
            *place = if new { mark } else { seen };
            // There is room: each node is new once, and there is one place more.
            room[found] = target;
            found += usize::from(new);
        }
        ControlFlow::Continue(())
    });
    reached.close(csr, found);
}

/// One shortest connection: from the link where the sides met back to both ends, one neighbour after
/// another that is a hop nearer.
pub(super) fn trace(
    graph: &Graph<'_>,
    workspace: &Workspace,
    rules: &Rules,
    meeting: &Meeting,
) -> Vec<NodeId> {
    let Some(&(near, far, _)) = workspace.links.first() else {
        return Vec::new();
    };
    let mut path = walk_back(graph, workspace, rules, meeting.side, near);
    path.reverse();
    path.extend(walk_back(graph, workspace, rules, 1 - meeting.side, far));
    if meeting.side == BACKWARD {
        path.reverse();
    }
    path
}

/// From a node of the last level of a side back to where the side began.
fn walk_back(
    graph: &Graph<'_>,
    workspace: &Workspace,
    rules: &Rules,
    side: usize,
    from: u32,
) -> Vec<NodeId> {
    let Workspace { table, sides, .. } = workspace;
    let bits = rules.passable.bits(1 - side);
    let mut path = vec![NodeId(from)];
    let mut here = NodeId(from);
    for depth in (0..sides[side].depth()).rev() {
        let level = Level::of((side, &sides[side]), depth, rules.passable);
        let next = links_to(&graph.csr, here, bits, |node| level.holds(table, node)).next();
        // In a sound graph each node but the first was reached from one a hop nearer.
        let Some((_, next, _)) = next else { break };
        here = NodeId(next);
        path.push(here);
    }
    path
}
