//! Why two items are linked, as answers show it.

use std::cmp::Ordering;

use cartway_graph::{ArcId, Csr, LinkKind, NodeId, Snapshot, Strengths};

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

/// A neighbour and what decides its place among all: strongest first, then most orders (or the
/// better place on the list), then by id.
#[derive(Debug, Clone, Copy)]
pub(super) struct RankedArc {
    pub(super) arc: ArcId,
    pub(super) to: NodeId,
    strength: f64,
    /// Smaller is better.
    number: u32,
    id_rank: u32,
}

impl RankedArc {
    fn compare(&self, other: &Self) -> Ordering {
        other
            .strength
            .total_cmp(&self.strength)
            .then(self.number.cmp(&other.number))
            .then(self.id_rank.cmp(&other.id_rank))
    }
}

/// The links of a snapshot, its arrays taken out once for many looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkFacts<'a> {
    snapshot: &'a Snapshot,
    csr: Csr<'a>,
    strengths: Strengths<'a>,
    id_ranks: &'a [u32],
}

impl<'a> From<&'a Snapshot> for LinkFacts<'a> {
    fn from(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            csr: snapshot.csr(),
            strengths: snapshot.strengths(),
            id_ranks: snapshot.id_ranks(),
        }
    }
}

impl LinkFacts<'_> {
    /// A node's arcs, strongest first: O(degree · log degree).
    pub(super) fn ranked_arcs(&self, node: NodeId) -> Vec<RankedArc> {
        let arcs = self.csr.arcs(node);
        let mut ranked: Vec<RankedArc> = arcs.map(|(arc, to)| self.ranked(node, arc, to)).collect();
        ranked.sort_unstable_by(RankedArc::compare);
        ranked
    }

    /// Why an item is linked with each of some others, the rank counted among all its neighbours;
    /// `None` where it is not. O(degree · others).
    pub(super) fn evidence_of_all(&self, from: NodeId, others: &[NodeId]) -> Vec<Option<Evidence>> {
        let strengths = self.strengths.of_row(&self.csr, from);
        let arcs = self.csr.arc_range(from).zip(self.csr.row(from).0);
        let row = || strengths.iter().zip(arcs.clone());
        let evidence_of = |&other: &NodeId| {
            let arc = self.csr.find_arc(from, other)?;
            let this = self.ranked(from, arc, other);
            // Only where strengths are equal does the rest of the order matter.
            let is_before = |arc, to| {
                self.ranked(from, ArcId(arc), NodeId(to))
                    .compare(&this)
                    .is_lt()
            };
            let is_stronger = |&(&strength, (arc, &to)): &(&f64, (usize, &u32))| {
                strength > this.strength || (strength == this.strength && is_before(arc, to))
            };
            let rank = row().filter(is_stronger).count() as u32 + 1;
            Some(self.evidence_of_rank(from, &this, rank))
        };
        others.iter().map(evidence_of).collect()
    }

    /// Links between items of an answer with their evidence, from sorted pairs of places in it.
    /// A pair that is not linked is left out.
    pub(super) fn links(
        &self,
        pairs: &[(usize, usize)],
        node: impl Fn(usize) -> NodeId,
    ) -> Vec<PathLink> {
        let mut links = Vec::with_capacity(pairs.len());
        for same_from in pairs.chunk_by(|x, y| x.0 == y.0) {
            let from = same_from[0].0;
            let targets: Vec<NodeId> = same_from.iter().map(|&(_, to)| node(to)).collect();
            let evidence = self.evidence_of_all(node(from), &targets);
            let pairs = same_from.iter().zip(evidence);
            links.extend(pairs.filter_map(|(&(from, to), evidence)| {
                evidence.map(|evidence| PathLink { from, to, evidence })
            }));
        }
        links
    }

    /// Why two items are linked, where the rank is known.
    pub(super) fn evidence_of_rank(&self, from: NodeId, ranked: &RankedArc, rank: u32) -> Evidence {
        let orders = self.strengths.kind.orders(self.csr.orders(ranked.arc));
        let share_of = |node| {
            let all = self.snapshot.item_orders(node).filter(|&all| all > 0)?;
            Some(f64::from(orders?) / f64::from(all))
        };
        let listed = self.csr.listed(ranked.arc);
        // Chance can only be told where the orders of each item were counted.
        let counted = self.strengths.kind == LinkKind::Counted;
        let times_chance = || self.strengths.times_chance(from, ranked.to, ranked.arc);
        Evidence {
            orders,
            share_of_from_orders: share_of(from),
            share_of_to_orders: share_of(ranked.to),
            times_chance: counted.then(times_chance),
            strength: ranked.strength,
            rank,
            listed_forward: listed.forward(),
            listed_backward: listed.backward(),
        }
    }

    fn ranked(&self, from: NodeId, arc: ArcId, to: NodeId) -> RankedArc {
        let number = self.csr.orders(arc);
        RankedArc {
            arc,
            to,
            strength: self.strengths.of(from, to, arc),
            number: match self.strengths.kind.orders(number) {
                Some(orders) => u32::MAX - orders,
                None => number,
            },
            id_rank: self.id_ranks.get(to.index()).copied().unwrap_or(0),
        }
    }
}
