//! Two breadth-first searches, one from each end, until they meet.
//!
//! Always the side whose frontier has fewer arcs is expanded, one whole level at a time.
//!
//! **Why the first meeting level holds every shortest connection.** Let both sides be complete to
//! depths `f` and `b` without having met: no node is reached by both, so the distance exceeds
//! `f + b`. Now the forward side is expanded to `f + 1`. A new node that the backward side reached
//! at depth `d ≤ b` gives a connection of `f + 1 + d > f + b` hops, so `d = b`: every node where
//! they meet lies at depths `f + 1` and `b`, and the distance is `D = f + 1 + b`. Conversely each
//! shortest connection has exactly one node `f + 1` hops from the start; it is `b` hops from the
//! end, so both sides reached it, and it is among the meeting nodes once the level is complete.
//! (The same with the sides exchanged.)
//!
//! Sources: Pohl 1971 for searching from both ends; Goldberg, Kaplan, Werneck 2006 for the choice
//! of side.

use crate::graph::NodeId;

use super::terrain::Terrain;
use super::workspace::{Side, Workspace};
use super::{Direction, Options};

/// How a search ended.
#[derive(Debug)]
pub(super) enum Met {
    /// The sides met.
    At(Meeting),
    /// Proven: one side can reach nothing more.
    Never,
    /// Proven: there is no connection of `max_hops` hops or fewer.
    MaxHops,
    /// The work ran out. Proven: no connection has fewer than `at_least_hops` hops.
    Budget { at_least_hops: usize },
}

/// The level where both sides met.
#[derive(Debug)]
pub(super) struct Meeting {
    /// The nodes on it, in no order.
    pub(super) nodes: Vec<u32>,
    /// Hops from the start to each of them.
    pub(super) depth: usize,
    /// Hops from each of them to the end.
    pub(super) rest: usize,
}

impl Meeting {
    /// Hops of every shortest connection.
    pub(super) fn hops(&self) -> usize {
        self.depth + self.rest
    }
}

/// Bits of [`crate::graph::Listed`] that let an arc be walked. The one place where direction is
/// decided: a side that walks away from the start needs `walk`, one that walks back needs `back`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passable {
    pub(super) walk: u8,
    pub(super) back: u8,
}

impl From<Direction> for Passable {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::EitherWay => Self { walk: 3, back: 3 },
            Direction::AsBought => Self { walk: 1, back: 2 },
        }
    }
}

/// Searches from both ends until they meet, cannot, or may not go on.
pub(super) fn meet(
    terrain: &Terrain<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> Met {
    let passable = Passable::from(options.direction);
    let Workspace {
        forward,
        backward,
        arcs,
    } = workspace;
    *arcs = 0;
    for (side, start) in [(&mut *forward, from), (&mut *backward, to)] {
        side.begin(start, &options.exclude);
        side.frontier_arcs = terrain.csr.degree(start) as u64;
    }
    loop {
        let hops = forward.depth() + backward.depth();
        if options.max_hops.is_some_and(|max| hops >= max as usize) {
            return Met::MaxHops;
        }
        let go_forward = forward.frontier_arcs <= backward.frontier_arcs;
        let (near, far, bits) = if go_forward {
            (&mut *forward, &*backward, passable.walk)
        } else {
            (&mut *backward, &*forward, passable.back)
        };
        if *arcs + near.frontier_arcs > options.budget {
            return Met::Budget {
                at_least_hops: hops + 1,
            };
        }
        *arcs += near.frontier_arcs;
        let met = expand(terrain, near, far, bits);
        if met {
            return Met::At(meeting(forward, backward, go_forward));
        }
        if one_is_done(forward, backward) {
            return Met::Never;
        }
    }
}

/// Expands a side by one level; whether it met the other.
fn expand(terrain: &Terrain<'_>, near: &mut Side, far: &Side, bits: u8) -> bool {
    let mut met = false;
    for place in near.deepen() {
        let (targets, listed) = terrain.csr.row(NodeId(near.reached[place]));
        for (&target, &listed) in targets.iter().zip(listed) {
            if listed & bits != 0 && near.reach(target) {
                near.frontier_arcs += terrain.csr.degree(NodeId(target)) as u64;
                met |= far.depth_of(target).is_some();
            }
        }
    }
    met
}

/// Whether a side has nothing left to expand.
fn one_is_done(forward: &Side, backward: &Side) -> bool {
    forward.frontier().is_empty() || backward.frontier().is_empty()
}

/// The nodes of the level just completed that the other side reached too.
fn meeting(forward: &Side, backward: &Side, went_forward: bool) -> Meeting {
    let (near, far) = if went_forward {
        (forward, backward)
    } else {
        (backward, forward)
    };
    let nodes = near
        .frontier()
        .iter()
        .copied()
        .filter(|&node| far.depth_of(node).is_some());
    Meeting {
        nodes: nodes.collect(),
        depth: forward.depth(),
        rest: backward.depth(),
    }
}
