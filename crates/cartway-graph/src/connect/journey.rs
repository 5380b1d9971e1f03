//! A whole question: from stop to stop, shortest connections first, then the longer ones.

use crate::NodeId;

use super::found::Found;
use super::gather::{self, Unfit};
use super::graph::Graph;
use super::layered::Layered;
use super::legs::{self, Leg};
use super::longer::Longer;
use super::options::{Direction, Options};
use super::reason::{self, NoPathReason};
use super::rules::Rules;
use super::search::{self, Met, Wanted};
use super::workspace::{Searched, Workspace};

/// Finds every shortest connection from one node to another, through all stops, and as asked for
/// those that are a little longer.
///
/// What it may cost says [`Options::budget`]; beyond that O(k · hops · degree) for listing the best,
/// and with stops O(k²) for each.
#[must_use]
pub fn connect(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> Found {
    if from == to {
        return Found::SameNode;
    }
    let stops = [&[from], &options.via[..], &[to]].concat();
    Journey::new(graph, options, stops).go(workspace)
}

/// A question with all its stops, and the work it may still do.
pub(super) struct Journey<'a> {
    graph: &'a Graph<'a>,
    options: &'a Options,
    /// Start, stops on the way, end.
    stops: Vec<NodeId>,
    search_budget: u64,
    gather_budget: u64,
}

/// Why a leg has no connection to show.
pub(super) enum Refused {
    /// There is none, or none was found: why, and how far was searched.
    Searched(NoPathReason, Searched),
    /// The links contradict each other.
    Damaged,
}

impl<'a> Journey<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, options: &'a Options, stops: Vec<NodeId>) -> Self {
        Self {
            graph,
            options,
            stops,
            search_budget: options.budget,
            gather_budget: options.budget,
        }
    }

    /// Goes all legs.
    pub(super) fn go(mut self, workspace: &mut Workspace) -> Found {
        match self.shortest_legs(workspace) {
            Ok((mut legs, hops)) => {
                let complete = self.lengthen(workspace, &mut legs, hops);
                Found::Paths(legs::join(self.graph, legs, self.options.k, complete))
            }
            Err((leg, Refused::Searched(reason, searched))) => Found::None {
                reason,
                leg,
                searched,
            },
            Err((_, Refused::Damaged)) => Found::Damaged,
        }
    }

    /// The shortest connections of all legs, and their hops together; else the leg that has none,
    /// and why.
    pub(super) fn shortest_legs(
        &mut self,
        workspace: &mut Workspace,
    ) -> Result<(Vec<Leg>, usize), (usize, Refused)> {
        // What is known before searching comes first, whichever leg it is about.
        for leg in 0..self.leg_count() {
            if let Some(reason) = reason::apart(self.graph, self.stops[leg], self.stops[leg + 1]) {
                return Err((leg, Refused::Searched(reason, Searched::default())));
            }
        }
        let mut legs = Vec::new();
        let mut hops = 0;
        for leg in 0..self.leg_count() {
            let shortest = self.shortest(workspace, leg, hops);
            let (leg_hops, layered) = shortest.map_err(|refused| (leg, refused))?;
            hops += leg_hops;
            legs.extend(layered.map(Leg::of));
        }
        if self.is_too_long(hops) {
            let reason = NoPathReason::BeyondMaxHops { hops: Some(hops) };
            let refused = Refused::Searched(reason, workspace.searched());
            return Err((self.leg_count() - 1, refused));
        }
        Ok((legs, hops))
    }

    fn leg_count(&self) -> usize {
        self.stops.len() - 1
    }

    fn is_too_long(&self, hops: usize) -> bool {
        self.options
            .max_hops
            .is_some_and(|max_hops| hops > max_hops as usize)
    }

    /// The rules of a leg.
    fn rules(&self, leg: usize) -> Rules {
        let ends = (self.stops[leg], self.stops[leg + 1]);
        Rules::of(self.graph, self.options, ends, &self.stops_beside(ends))
    }

    fn stops_beside(&self, ends: (NodeId, NodeId)) -> Vec<NodeId> {
        let mut others = self.stops.clone();
        others.retain(|&stop| stop != ends.0 && stop != ends.1);
        others
    }

    /// The shortest connections of a leg, and their hops, after `hops_before`; they are not gathered
    /// where that is more than asked for already.
    fn shortest(
        &mut self,
        workspace: &mut Workspace,
        leg: usize,
        hops_before: usize,
    ) -> Result<(usize, Option<Layered>), Refused> {
        let rules = self.rules(leg);
        let budget = self.search_budget;
        let met = search::meet(self.graph, workspace, &rules, budget, Wanted::All);
        let searched = workspace.searched();
        self.search_budget -= searched.arcs;
        let refused = match met {
            Met::At(meeting) => {
                let hops = hops_before + meeting.hops();
                if self.is_too_long(hops) {
                    return Ok((meeting.hops(), None));
                }
                let budget = &mut self.gather_budget;
                match gather::gather(self.graph, workspace, &rules, &meeting, budget) {
                    Ok(layered) => return Ok((meeting.hops(), Some(layered))),
                    Err(Unfit::TooMuch) => self.too_much_to_gather(leg, hops),
                    Err(Unfit::Damaged) => return Err(Refused::Damaged),
                }
            }
            Met::Never => self.explain(workspace, &rules),
            Met::Budget { at_least_hops } => self.too_far(leg, hops_before + at_least_hops),
        };
        Err(Refused::Searched(refused, searched))
    }

    /// Legs that come after this one; each takes a hop at least.
    fn legs_after(&self, leg: usize) -> usize {
        self.leg_count() - 1 - leg
    }

    fn too_much_to_gather(&self, leg: usize, hops: usize) -> NoPathReason {
        NoPathReason::BudgetExhausted {
            at_least_hops: hops + self.legs_after(leg),
            connected_in: Some(hops).filter(|_| self.legs_after(leg) == 0),
        }
    }

    fn too_far(&self, leg: usize, at_least_hops: usize) -> NoPathReason {
        let at_least_hops = at_least_hops + self.legs_after(leg);
        let only_length_bars = self.leg_count() == 1
            && self.options.direction == Direction::EitherWay
            && reason::filters(self.options, &[]).is_empty();
        if only_length_bars && self.is_too_long(at_least_hops) {
            // They are on one island, so there is a connection.
            return NoPathReason::BeyondMaxHops { hops: None };
        }
        NoPathReason::BudgetExhausted {
            at_least_hops,
            connected_in: None,
        }
    }

    fn explain(&self, workspace: &mut Workspace, rules: &Rules) -> NoPathReason {
        let other_stops = self.stops_beside(rules.ends);
        reason::explain(
            self.graph,
            workspace,
            rules.ends,
            self.options,
            &other_stops,
        )
    }

    /// Adds the longer connections that are asked for to each leg; whether the work sufficed.
    pub(super) fn lengthen(
        &self,
        workspace: &mut Workspace,
        legs: &mut [Leg],
        hops: usize,
    ) -> bool {
        let allowed = self
            .options
            .max_hops
            .map_or(usize::MAX, |max_hops| max_hops as usize - hops);
        let extra_hops = allowed.min(self.options.extra_hops.min(Options::MAX_EXTRA_HOPS) as usize);
        let mut budget = self.options.budget / COST_OF_LONGER;
        for (number, leg) in legs.iter_mut().enumerate().filter(|_| extra_hops > 0) {
            let rules = self.rules(number);
            let mut longer = Longer::begin(self.graph, workspace, &rules, budget);
            for extra in 1..=extra_hops {
                match longer.gather(leg.shortest.hops() + extra, extra) {
                    Some(layered) => leg.longer.push(layered),
                    None => return false,
                }
            }
            budget = longer.left();
        }
        true
    }
}

/// How many times as long an arc takes where longer connections are gathered: nodes are reached by
/// both sides, and most arcs become steps, which are trimmed and unfolded.
const COST_OF_LONGER: u64 = 4;
