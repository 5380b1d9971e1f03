//! Why two items are linked, as answers show it.

use cartway_graph::{ArcId, Csr, LinkKind, Neighbours, NodeId, Snapshot, Strengths};

/// Why two linked items are linked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Orders that hold both; `None` where the shop gave the link without a number.
    pub orders: Option<u32>,
    /// Those orders as a share of the orders with the first item, in 0 to 1.
    pub share_of_from_orders: Option<f64>,
    /// Those orders as a share of the orders with the second item, in 0 to 1.
    pub share_of_to_orders: Option<f64>,
    /// How many times more often they are bought together than chance would give (lift).
    pub times_chance: Option<f64>,
    /// The measure the rebuild was made with; larger is stronger.
    pub strength: f64,
    /// The second item's place among all neighbours of the first, strongest first, from 1.
    pub rank: u32,
    /// The second item is on the first one's own list.
    pub listed_forward: bool,
    /// The first item is on the second one's own list.
    pub listed_backward: bool,
}

/// One link of an answer, walked from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathLink {
    /// Place among the items of the answer.
    pub from: usize,
    /// Place among the items of the answer.
    pub to: usize,
    /// Why the two are linked.
    pub evidence: Evidence,
}

/// Finds a link among links sorted by their two ends.
pub(super) fn link_between(links: &[PathLink], from: usize, to: usize) -> Option<&PathLink> {
    let place = links.binary_search_by_key(&(from, to), |link| (link.from, link.to));
    place.ok().and_then(|place| links.get(place))
}

/// A link of an answer before its evidence is known: the places of both ends among the items of the
/// answer, and an arc of the link in whichever direction, where one is known.
pub(super) type Walked = (usize, usize, Option<ArcId>);

/// Links between the items of an answer with their evidence, from sorted walks of it; `nodes` are the
/// items. A pair that is not linked is left out.
pub(super) fn links(snapshot: &Snapshot, nodes: &[NodeId], walked: &[Walked]) -> Vec<PathLink> {
    let facts = LinkFacts::from(snapshot);
    let arc_of = |&(from, to, known): &Walked| {
        let arc = facts.arc(nodes[from], nodes[to], known)?;
        Some((from, to, arc))
    };
    let arcs: Vec<(usize, usize, ArcId)> = walked.iter().filter_map(arc_of).collect();
    snapshot.fetch_arcs(arcs.iter().map(|&(_, _, arc)| arc));
    let link = |(from, to, arc)| PathLink {
        from,
        to,
        evidence: facts.evidence(nodes[from], nodes[to], arc),
    };
    arcs.into_iter().map(link).collect()
}

/// Why two items are linked; `None` where they are not.
pub(super) fn evidence(snapshot: &Snapshot, from: NodeId, to: NodeId) -> Option<Evidence> {
    let facts = LinkFacts::from(snapshot);
    let arc = facts.arc(from, to, None)?;
    Some(facts.evidence(from, to, arc))
}

/// The links of a snapshot, its arrays taken out once for many looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkFacts<'a> {
    snapshot: &'a Snapshot,
    csr: Csr<'a>,
    strengths: Strengths<'a>,
    neighbours: Neighbours<'a>,
}

impl<'a> From<&'a Snapshot> for LinkFacts<'a> {
    fn from(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            csr: snapshot.csr(),
            strengths: snapshot.strengths(),
            neighbours: snapshot.neighbours(),
        }
    }
}

impl LinkFacts<'_> {
    /// The arc from one node to another: the one that is known, unless that is its twin.
    fn arc(&self, from: NodeId, to: NodeId, known: Option<ArcId>) -> Option<ArcId> {
        known
            .filter(|&arc| self.csr.leads(arc, from, to))
            .or_else(|| self.csr.find_arc(from, to))
    }

    /// Why the two ends of an arc are linked.
    pub(super) fn evidence(&self, from: NodeId, to: NodeId, arc: ArcId) -> Evidence {
        let orders = self.strengths.kind.orders(self.csr.orders(arc));
        let share_of = |node| {
            let all = self.snapshot.item_orders(node).filter(|&all| all > 0)?;
            Some(f64::from(orders?) / f64::from(all))
        };
        let listed = self.csr.listed(arc);
        // Chance can only be told where the orders of each item were counted.
        let counted = self.strengths.kind == LinkKind::Counted;
        let times_chance = || self.strengths.times_chance(from, to, arc);
        Evidence {
            orders,
            share_of_from_orders: share_of(from),
            share_of_to_orders: share_of(to),
            times_chance: counted.then(times_chance),
            strength: self.strengths.of(from, to, arc),
            rank: self.neighbours.place(from, to, arc),
            listed_forward: listed.forward(),
            listed_backward: listed.backward(),
        }
    }
}
