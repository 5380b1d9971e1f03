//! How far is everything else from an item?

use std::collections::BTreeSet;

use super::answer::DegreesAnswer;
use super::evidence::{card, component};
use super::question::{DegreesQuestion, NeighbourDirection};
use super::{Explorer, ExplorerError};
use cartway_graph::connect::{self, Walk};
use cartway_graph::{NodeId, Snapshot};

impl Explorer {
    /// How many items are 1, 2, 3 ... hops from an item, and which are the farthest: of those at
    /// the largest distance the most popular, equally popular ones by id.
    ///
    /// Walks everything the item can reach: O(items + links), whatever the budget of a search.
    ///
    /// # Errors
    /// The id is unknown, or nothing is being served.
    pub fn degrees(&self, question: &DegreesQuestion) -> Result<DegreesAnswer, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let node = self.known_node(&serving, "id", &question.id)?;
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
            generation: Self::stamp(&serving),
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
        })
    }
}

/// The first so many by popularity rank, which no two items share: O(nodes · log count).
fn most_popular(
    snapshot: &Snapshot,
    nodes: impl Iterator<Item = NodeId>,
    count: usize,
) -> Vec<NodeId> {
    let mut best: BTreeSet<(u32, NodeId)> = BTreeSet::new();
    for node in nodes {
        let place = (snapshot.rank(node), node);
        if best.len() < count || best.last().is_some_and(|last| place < *last) {
            best.insert(place);
            if best.len() > count {
                best.pop_last();
            }
        }
    }
    best.into_iter().map(|(_, node)| node).collect()
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
