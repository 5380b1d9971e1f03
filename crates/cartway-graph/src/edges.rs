//! Edges in, a graph to search out: for a graph that is there already and fits into memory.
//!
//! Composes the steps of this crate and adds none.

use std::collections::BTreeSet;

use super::atlas::AtlasArrays;
use super::build::GraphArrays;
use super::centre::Centre;
use super::galleries::Galleries;
use super::items::ItemTable;
use super::links::{GivenLink, Links};
use super::measure::Measure;
use super::{Snapshot, snapshot};

impl Snapshot {
    /// The graph of edges between items named by their ids, in memory, nothing pruned.
    ///
    /// The number on an edge is how many orders hold both items: the more, the stronger, measured
    /// by [`Measure::Cosine`] against all edges of either end. An edge puts the second item on the
    /// first one's list; given both ways it is one link with the larger number. An edge of an item
    /// with itself is no link, and makes an item known that has no other.
    ///
    /// O(edges · log edges). What it leaves out, as titles, categories, pruning, the centre, and the
    /// galleries, is there on the long road: see [`GraphArrays::of`] and [`snapshot::write()`].
    #[must_use]
    pub fn from_edges<Id: AsRef<str>>(edges: impl IntoIterator<Item = (Id, Id, u32)>) -> Self {
        let edges: Vec<(Id, Id, u32)> = edges.into_iter().collect();
        let ends = edges.iter().flat_map(|(a, b, _)| [a.as_ref(), b.as_ref()]);
        let ids: Vec<&str> = ends.collect::<BTreeSet<_>>().into_iter().collect();
        let place = |id: &Id| ids.partition_point(|&other| other < id.as_ref()) as u32;
        let rows = edges
            .iter()
            .map(|(a, b, orders)| GivenLink::new(place(a), place(b), Some(*orders), None))
            .collect();
        let (links, _) = Links::given(rows, ids.len(), 0);
        let items = ItemTable::untitled(&ids);
        let arrays = GraphArrays::of(&items, links, Measure::Cosine);
        let bytes = snapshot::to_bytes(
            &arrays,
            &Centre::default(),
            &Galleries::default(),
            &AtlasArrays::default(),
        );
        Self::from_slice(&bytes).expect("what was just written can be read")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LinkKind, Listed};

    #[test]
    fn edges_are_links_between_all_items_they_name() {
        let edges = [("b", "a", 3), ("a", "b", 5), ("b", "c", 0), ("d", "d", 9)];
        let graph = Snapshot::from_edges(edges);
        snapshot::verify(&graph).unwrap();
        assert_eq!((graph.node_count(), graph.csr().link_count()), (4, 2));
        assert_eq!(graph.link_kind(), LinkKind::GivenOrders);
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|id| graph.node_of_id(id).unwrap());
        let csr = graph.csr();
        let link = |from, to| {
            let arc = csr.find_arc(from, to)?;
            Some((csr.orders(arc), csr.listed(arc)))
        };
        assert_eq!(link(a, b), Some((5, Listed::BOTH)));
        assert_eq!(link(b, c), Some((0, Listed::FORWARD)));
        assert_eq!(csr.degree(d), 0);
        assert_eq!(Snapshot::from_edges::<&str>([]).node_count(), 0);
    }
}
