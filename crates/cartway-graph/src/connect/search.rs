//! Two breadth-first searches, one from each end, until they meet.
//!
//! Always the side whose frontier has fewer arcs is expanded, one whole level at a time. Until they
//! meet no node is reached by both, so one array of stamps serves both sides, and one look at it
//! tells whether a node is new, seen, or the other side's.
//!
//! **Why the first meeting level holds every shortest connection.** Let both sides be complete to
//! depths `f` and `b` without having met: no node is reached by both, so the distance exceeds
//! `f + b`. Now the forward side is expanded to `f + 1`. A new node that the backward side reached
//! at depth `d ≤ b` gives a connection of `f + 1 + d > f + b` hops, so `d = b`: every node where
//! they meet lies at depths `f + 1` and `b`, and the distance is `D = f + 1 + b`. Conversely each
//! shortest connection has exactly one node `f + 1` hops from the start; it is `b` hops from the
//! end, so both sides reached it, and it is among the meeting nodes once the level is complete.
//! (The same with the sides exchanged.) So a node met by the expanded side is always one of the
//! other's last level: one comparison tells. And once one was met, nothing new need be noted.
//!
//! **Cost.** O(arcs touched) and nothing else: with degree `g` and distance `D` about `2 g^(D/2)`
//! instead of the `g^D` of one side. An arc costs a look at its target's stamp; whether it is new is
//! computed and not branched on, since no processor can guess it.
//!
//! Sources: Pohl 1971 for searching from both ends; Goldberg, Kaplan, Werneck 2006 for the choice
//! of side.

use crate::{ArcId, NodeId};

use super::graph::Graph;
use super::rules::{Passable, Rules};
use super::workspace::{BACKWARD, FORWARD, Marks, Queue, Workspace};

/// How a search ended.
#[derive(Debug)]
pub(super) enum Met {
    /// The sides met.
    At(Meeting),
    /// Proven: one side can reach nothing more.
    Never,
    /// The work ran out. Proven: no connection has fewer than `at_least_hops` hops.
    Budget { at_least_hops: usize },
}

/// The level where both sides met.
#[derive(Debug)]
pub(super) struct Meeting {
    /// Hops from the start to each node on it.
    pub(super) depth: usize,
    /// Hops from each of them to the end.
    pub(super) rest: usize,
    /// The side that came last; its new level is not marked completely.
    pub(super) side: usize,
    /// The place in its queue of the first node that has a link to the other side.
    first: usize,
}

impl Meeting {
    /// Hops of every shortest connection.
    pub(super) fn hops(&self) -> usize {
        self.depth + self.rest
    }
}

/// Searches from both ends of a leg until they meet, cannot, or have touched `budget` arcs. The ends
/// must differ.
pub(super) fn meet(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    rules: &Rules,
    budget: u64,
) -> Met {
    begin(graph, workspace, rules);
    loop {
        let [forward, backward] = &workspace.queues;
        let hops = forward.depth + backward.depth;
        let side = if forward.frontier_arcs <= backward.frontier_arcs {
            FORWARD
        } else {
            BACKWARD
        };
        let touched = workspace.arcs + workspace.queues[side].frontier_arcs;
        if touched > budget {
            return Met::Budget {
                at_least_hops: hops + 1,
            };
        }
        workspace.arcs = touched;
        let far_stamp = far_stamp(workspace, side);
        let Workspace { marks, queues, .. } = workspace;
        let met = expand(graph, marks, &mut queues[side], (side, far_stamp), rules);
        if let Some(first) = met {
            return Met::At(Meeting {
                depth: workspace.queues[FORWARD].depth,
                rest: workspace.queues[BACKWARD].depth,
                side,
                first,
            });
        }
        if workspace.queues[side].frontier().is_empty() {
            return Met::Never;
        }
    }
}

fn begin(graph: &Graph<'_>, workspace: &mut Workspace, rules: &Rules) {
    workspace.arcs = 0;
    workspace.marks.begin(&rules.barred);
    for (side, start) in [(FORWARD, rules.ends.0), (BACKWARD, rules.ends.1)] {
        workspace.queues[side].begin(start, graph.csr.degree(start));
        let stamp = workspace.marks.open(side, 0);
        workspace.marks.put(start, stamp);
    }
}

/// The stamp of the other side's last level.
fn far_stamp(workspace: &Workspace, side: usize) -> u32 {
    let far = 1 - side;
    workspace.marks.stamp(far, workspace.queues[far].depth)
}

/// The bits an arc needs so that a side may take it.
fn bits_of(rules: &Rules, side: usize) -> u8 {
    if side == FORWARD {
        rules.passable.walk
    } else {
        rules.passable.back
    }
}

/// Expands a side by one level, or up to the first node with a link to the other side: its place.
/// `far_stamp` is what the nodes of the other side's last level carry.
pub(super) fn expand(
    graph: &Graph<'_>,
    marks: &mut Marks,
    queue: &mut Queue,
    (side, far_stamp): (usize, u32),
    rules: &Rules,
) -> Option<usize> {
    let bits = bits_of(rules, side);
    // One loop for each case, so that a plain question looks at nothing but stamps.
    let admit = |node| rules.admit(graph, NodeId(node));
    let passes = |listed| listed & bits != 0;
    let met = match (bits == Passable::EVERY_ARC, rules.judge_nodes()) {
        (true, false) => deepen(graph, marks, queue, (side, far_stamp), |_| true, |_| true),
        (true, true) => deepen(graph, marks, queue, (side, far_stamp), |_| true, admit),
        (false, false) => deepen(graph, marks, queue, (side, far_stamp), passes, |_| true),
        (false, true) => deepen(graph, marks, queue, (side, far_stamp), passes, admit),
    };
    if met.is_none() {
        let degree = |&node: &u32| graph.csr.degree(NodeId(node)) as u64;
        queue.frontier_arcs = queue.frontier().iter().map(degree).sum();
    }
    met
}

/// The loop that everything waits for.
#[inline]
fn deepen(
    graph: &Graph<'_>,
    marks: &mut Marks,
    queue: &mut Queue,
    (side, far_stamp): (usize, u32),
    passes: impl Fn(u8) -> bool,
    admits: impl Fn(u32) -> bool,
) -> Option<usize> {
    let free = marks.free();
    let here = marks.open(side, queue.depth + 1);
    let frontier = queue.level_start..queue.len;
    queue.depth += 1;
    queue.level_start = frontier.end;
    let mut len = queue.len;
    let are_far = marks.stamps.len() > NEAR_NODES;
    for place in frontier.clone() {
        if are_far && (place - frontier.start).is_multiple_of(AHEAD) {
            let ahead = place..frontier.end.min(place + AHEAD);
            fetch(graph, &marks.stamps, &queue.nodes[ahead]);
        }
        let (targets, listed) = graph.csr.row(NodeId(queue.nodes[place]));
        let mut met = false;
        for (&target, &listed) in targets.iter().zip(listed) {
            // A damaged file may name a node that is not there.
            let Some(stamp) = marks.stamps.get_mut(target as usize) else {
                continue;
            };
            let seen = *stamp;
            met |= seen == far_stamp && passes(listed);
            let new = seen <= free && passes(listed) && admits(target);
            *stamp = if new { here } else { seen };
            // There is a place: each node is new once, and the queue has one place more.
            queue.nodes[len] = target;
            len += usize::from(new);
        }
        if met {
            queue.len = len;
            return Some(place);
        }
    }
    queue.len = len;
    None
}

/// Graphs of up to so many nodes have their stamps near enough to the processor.
const NEAR_NODES: usize = 500_000;
/// Nodes whose rows are fetched together.
const AHEAD: usize = 16;

/// Reads what the rows of some nodes need, so that it is near when they are walked. Reads that wait
/// for nothing are under way together, where the walk itself waits for one after the other: with ten
/// million items that halves its time.
fn fetch(graph: &Graph<'_>, stamps: &[u32], nodes: &[u32]) {
    let row = |&node: &u32| graph.csr.row(NodeId(node)).0;
    let mut sum = 0_u32;
    for targets in nodes.iter().map(row) {
        sum ^= targets.first().copied().unwrap_or(0);
    }
    for &target in nodes.iter().flat_map(row) {
        sum ^= stamps.get(target as usize).copied().unwrap_or(0);
    }
    // Nobody wants the sum, but without it nothing would be read.
    std::hint::black_box(sum);
}

/// Every link between the last two levels of a search that met: from a node of the side that came
/// last, to one of the other side's last level. No node before the first that met has one.
pub(super) fn meeting_links(
    graph: &Graph<'_>,
    workspace: &Workspace,
    rules: &Rules,
    meeting: &Meeting,
) -> Vec<(u32, u32, ArcId)> {
    let bits = bits_of(rules, meeting.side);
    let far_stamp = far_stamp(workspace, meeting.side);
    let queue = &workspace.queues[meeting.side];
    let mut links = Vec::new();
    for &node in &queue.nodes[meeting.first..queue.level_start] {
        let arcs = graph.csr.arc_range(NodeId(node));
        let (targets, listed) = graph.csr.row(NodeId(node));
        for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
            if workspace.marks.is_at(target, far_stamp) && listed & bits != 0 {
                links.push((node, target, ArcId(arc)));
            }
        }
    }
    links
}

/// One shortest connection: back from where the sides met first, one neighbour after another that
/// is a hop nearer to its end.
pub(super) fn trace(
    graph: &Graph<'_>,
    workspace: &Workspace,
    rules: &Rules,
    meeting: &Meeting,
) -> Vec<NodeId> {
    let near = workspace.queues[meeting.side].nodes[meeting.first];
    let near_depth = workspace.queues[meeting.side].depth - 1;
    let far = 1 - meeting.side;
    let far_depth = workspace.queues[far].depth;
    let step = |node, side, depth| {
        let bits = bits_of(rules, 1 - side);
        let stamp = workspace.marks.stamp(side, depth);
        let (targets, listed) = graph.csr.row(NodeId(node));
        let mut row = targets.iter().zip(listed);
        row.find(|&(&next, &listed)| listed & bits != 0 && workspace.marks.is_at(next, stamp))
            .map(|(&next, _)| next)
    };
    let walk = |start: Option<u32>, side, depth| {
        let mut depths = (0..depth).rev();
        std::iter::successors(start, move |&node| step(node, side, depths.next()?))
    };
    // The other side is walked back to: its arcs are those this side would take.
    let across = step(near, far, far_depth);
    let mut path: Vec<NodeId> = walk(Some(near), meeting.side, near_depth)
        .map(NodeId)
        .collect();
    path.reverse();
    path.extend(walk(across, far, far_depth).map(NodeId));
    if meeting.side == BACKWARD {
        path.reverse();
    }
    path
}
