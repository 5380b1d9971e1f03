//! How far is everything else from an item?

use std::collections::BTreeSet;

use cartway_graph::connect::{self, Walk};
use cartway_graph::{NodeId, Snapshot};

use super::error::{ExplorerError, Part};
use super::item::{Component, GenerationStamp, ItemCard, card, component};
use super::lookup::known_node;
use super::neighbours::{NeighbourDirection, denied};
use super::session::Session;
use super::thresholds::Thresholds;

/// How many items are how far from one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DegreesQuestion {
    /// Id of the item.
    pub id: String,
    /// Which way links are walked: away from the item, to it, or either way.
    pub direction: NeighbourDirection,
    /// How many of the farthest items to name, at most [`DegreesQuestion::MAX_EXAMPLES`].
    pub examples: usize,
}

impl DegreesQuestion {
    /// Farthest items named when nothing else is asked for.
    pub const DEFAULT_EXAMPLES: usize = 5;
    /// Most farthest items one answer names.
    pub const MAX_EXAMPLES: usize = 10;

    /// Either way, with some of the farthest items.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            direction: NeighbourDirection::Any,
            examples: Self::DEFAULT_EXAMPLES,
        }
    }
}

/// The answer to a [`DegreesQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct DegreesAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: DegreesQuestion,
    /// The item itself.
    pub item: ItemCard,
    /// Items in the catalogue.
    pub items: u32,
    /// The island of connected items it stands on.
    pub component: Component,
    /// Items at 0, 1, 2 ... hops; the first is the item itself, and none is 0.
    pub levels: Vec<u32>,
    /// The item's rank by closeness to all others, 1 for the centre, if it has one.
    pub centre_rank: Option<u32>,
    /// Items of the last level, those with a title first, of them the most popular; none where that is
    /// the item itself.
    pub farthest: Vec<ItemCard>,
    /// The rules of the rebuild that may hide shorter ways, or ways to others.
    pub hidden_by: Thresholds,
}

impl DegreesAnswer {
    /// Items at any distance, the item itself included.
    #[must_use]
    pub fn reached(&self) -> u32 {
        self.levels.iter().sum()
    }

    /// Items at none.
    #[must_use]
    pub fn unreachable(&self) -> u32 {
        self.items.saturating_sub(self.reached())
    }

    /// Hops to the farthest items.
    #[must_use]
    pub fn max_hops(&self) -> u32 {
        self.levels.len().saturating_sub(1) as u32
    }

    /// Mean number of hops of the items reached, without the item itself; `None` where there is no
    /// other.
    #[must_use]
    pub fn mean_hops(&self) -> Option<f64> {
        let others = self.reached().saturating_sub(1);
        let hops = |(hops, items): (u64, &u32)| hops * u64::from(*items);
        let sum: u64 = (0..).zip(&self.levels).map(hops).sum();
        (others > 0).then(|| sum as f64 / f64::from(others))
    }

    /// Fewest hops within which there are at least so many items, the item itself included.
    #[must_use]
    pub fn hops_to_reach(&self, items: u32) -> Option<u32> {
        let mut within = 0_u32;
        let mut levels = (0..).zip(&self.levels);
        levels.find_map(|(hops, level)| {
            within = within.saturating_add(*level);
            (within >= items).then_some(hops)
        })
    }
}

impl Session {
    /// How many items are 1, 2, 3 ... hops from an item, and which are the farthest: of those at
    /// the largest distance those with a title, of them the most popular, equally popular ones by id.
    ///
    /// Walks everything the item can reach: O(items + links), whatever the budget of a search.
    ///
    /// # Errors
    /// The id is unknown.
    pub fn degrees(&self, question: &DegreesQuestion) -> Result<DegreesAnswer, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let node = known_node(serving, Part::Id, &question.id)?;
        let walk = match question.direction {
            NeighbourDirection::Any => Walk::EitherWay,
            NeighbourDirection::Out => Walk::Out,
            NeighbourDirection::In => Walk::In,
        };
        let examples = question.examples.min(DegreesQuestion::MAX_EXAMPLES);
        let (levels, farthest) = serving.with_degrees_workspace(|workspace| {
            let found = connect::degrees(snapshot.csr(), workspace, node, walk);
            let others = found.farthest().filter(|&other| other != node);
            let farthest = most_popular(snapshot, others, examples);
            (found.levels, farthest)
        });
        Ok(DegreesAnswer {
            generation: self.generation(),
            question: question.clone(),
            item: card(snapshot, node),
            items: snapshot.node_count() as u32,
            component: component(snapshot, node),
            levels,
            centre_rank: snapshot.centre_rank(node).map(|rank| rank + 1),
            farthest: farthest
                .into_iter()
                .map(|node| card(snapshot, node))
                .collect(),
            hidden_by: self.hidden_by(denied(snapshot, node, question.direction)),
        })
    }
}

/// The first so many by popularity rank, which no two items share, those with a title first: O(nodes ·
/// log count).
fn most_popular(
    snapshot: &Snapshot,
    nodes: impl Iterator<Item = NodeId>,
    count: usize,
) -> Vec<NodeId> {
    let mut best: BTreeSet<(bool, u32, NodeId)> = BTreeSet::new();
    for node in nodes {
        let is_in = |place, best: &BTreeSet<_>| {
            best.len() < count || best.last().is_some_and(|last| place < *last)
        };
        // The text of an item is far from its rank: it is read only where it decides.
        let rank = snapshot.rank(node);
        if !is_in((false, rank, node), &best) {
            continue;
        }
        let place = (!snapshot.texts(node).has_title(), rank, node);
        if is_in(place, &best) {
            best.insert(place);
            if best.len() > count {
                best.pop_last();
            }
        }
    }
    best.into_iter().map(|(_, _, node)| node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_popular_are_named_whatever_their_order() {
        // An item's orders rise with those of its links, so i5 is the most popular leaf.
        let star = (1..6).map(|i| ("i0".to_owned(), format!("i{i}"), 2 * i));
        let snapshot = Snapshot::from_edges(star);
        let leaves: Vec<NodeId> = (1..6)
            .map(|i| snapshot.node_of_id(&format!("i{i}")).unwrap())
            .collect();
        for turned in 0..5 {
            let mut leaves = leaves.clone();
            leaves.rotate_left(turned);
            let named = most_popular(&snapshot, leaves.into_iter(), 2);
            let ids: Vec<&str> = named.iter().map(|&node| snapshot.texts(node).id).collect();
            assert_eq!(ids, ["i5", "i4"]);
        }
        assert!(most_popular(&snapshot, leaves.into_iter(), 0).is_empty());
    }
}
