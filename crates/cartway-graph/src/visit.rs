//! petgraph's visit traits on our arrays, so that petgraph's algorithms run on our graph.
//!
//! [`Csr`] is the undirected graph of links; [`AsBought`] the directed one, in which an item leads
//! only to the items on its own list. They serve offline work and the tests, where petgraph's
//! searches are the referee; requests use the searches of `connect`.

use fixedbitset::FixedBitSet;
use petgraph::visit::{
    Data, EdgeCount, EdgeRef, GraphBase, GraphProp, GraphRef, IntoEdgeReferences, IntoEdges,
    IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap, Visitable,
};
use petgraph::{Directed, Direction, Undirected};

use super::csr::{ArcId, Csr, NodeId};

/// The graph in which an item leads only to the items on its own list.
#[derive(Debug, Clone, Copy)]
pub struct AsBought<'a>(pub Csr<'a>);

impl<'a> AsBought<'a> {
    fn links(
        self,
        node: NodeId,
        direction: Direction,
    ) -> impl Iterator<Item = LinkRef> + Clone + use<'a> {
        let csr = self.0;
        csr.arcs(node)
            .filter(move |&(arc, _)| match direction {
                Direction::Outgoing => csr.listed(arc).forward(),
                Direction::Incoming => csr.listed(arc).backward(),
            })
            .map(move |(arc, other)| match direction {
                Direction::Outgoing => LinkRef::new(csr, arc, node, other),
                Direction::Incoming => LinkRef::new(csr, arc, other, node),
            })
    }
}

/// One link of a node, as petgraph sees it: its weight is the stored number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkRef {
    arc: ArcId,
    source: NodeId,
    target: NodeId,
    number: u32,
}

impl LinkRef {
    fn new(csr: Csr<'_>, arc: ArcId, source: NodeId, target: NodeId) -> Self {
        Self {
            arc,
            source,
            target,
            number: csr.orders(arc),
        }
    }
}

impl EdgeRef for LinkRef {
    type NodeId = NodeId;
    type EdgeId = ArcId;
    type Weight = u32;

    fn source(&self) -> NodeId {
        self.source
    }

    fn target(&self) -> NodeId {
        self.target
    }

    fn weight(&self) -> &u32 {
        &self.number
    }

    fn id(&self) -> ArcId {
        self.arc
    }
}

/// Which nodes were visited: a bit each.
#[derive(Debug, Clone, Default)]
pub struct VisitedNodes(FixedBitSet);

impl VisitMap<NodeId> for VisitedNodes {
    /// True on the first visit, as the trait demands.
    fn visit(&mut self, node: NodeId) -> bool {
        !self.0.put(node.index())
    }

    fn is_visited(&self, node: &NodeId) -> bool {
        self.0.contains(node.index())
    }

    fn unvisit(&mut self, node: NodeId) -> bool {
        let was_visited = self.0.contains(node.index());
        self.0.set(node.index(), false);
        was_visited
    }
}

/// What both graphs have in common: nodes are `0 .. node_count`.
macro_rules! shared_visit_traits {
    ($graph:ident, $edge_type:ty, |$this:ident| $csr:expr) => {
        impl GraphBase for $graph<'_> {
            type NodeId = NodeId;
            type EdgeId = ArcId;
        }

        impl GraphRef for $graph<'_> {}

        impl Data for $graph<'_> {
            type NodeWeight = ();
            type EdgeWeight = u32;
        }

        impl GraphProp for $graph<'_> {
            type EdgeType = $edge_type;
        }

        impl NodeCount for $graph<'_> {
            fn node_count(&self) -> usize {
                let $this = self;
                $csr.nodes().len()
            }
        }

        impl NodeIndexable for $graph<'_> {
            fn node_bound(&self) -> usize {
                NodeCount::node_count(self)
            }

            fn to_index(&self, node: NodeId) -> usize {
                node.index()
            }

            fn from_index(&self, index: usize) -> NodeId {
                NodeId(index as u32)
            }
        }

        impl NodeCompactIndexable for $graph<'_> {}

        impl Visitable for $graph<'_> {
            type Map = VisitedNodes;

            fn visit_map(&self) -> VisitedNodes {
                VisitedNodes(FixedBitSet::with_capacity(NodeCount::node_count(self)))
            }

            fn reset_map(&self, map: &mut VisitedNodes) {
                map.0.clear();
                map.0.grow(NodeCount::node_count(self));
            }
        }

        impl<'a> IntoNodeIdentifiers for $graph<'a> {
            type NodeIdentifiers = Box<dyn Iterator<Item = NodeId> + 'a>;

            fn node_identifiers(self) -> Self::NodeIdentifiers {
                let $this = self;
                Box::new($csr.nodes())
            }
        }
    };
}

shared_visit_traits!(Csr, Undirected, |this| this);
shared_visit_traits!(AsBought, Directed, |this| this.0);

impl EdgeCount for Csr<'_> {
    fn edge_count(&self) -> usize {
        self.link_count()
    }
}

impl<'a> IntoNeighbors for Csr<'a> {
    type Neighbors = Box<dyn Iterator<Item = NodeId> + 'a>;

    fn neighbors(self, node: NodeId) -> Self::Neighbors {
        Box::new(self.neighbours(node))
    }
}

impl<'a> IntoEdges for Csr<'a> {
    type Edges = Box<dyn Iterator<Item = LinkRef> + 'a>;

    fn edges(self, node: NodeId) -> Self::Edges {
        Box::new(
            self.arcs(node)
                .map(move |(arc, other)| LinkRef::new(self, arc, node, other)),
        )
    }
}

impl<'a> IntoEdgeReferences for Csr<'a> {
    type EdgeRef = LinkRef;
    type EdgeReferences = Box<dyn Iterator<Item = LinkRef> + 'a>;

    /// Each link once, from its smaller node.
    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(
            self.nodes()
                .flat_map(move |node| self.edges(node))
                .filter(|link| link.source < link.target),
        )
    }
}

impl<'a> IntoNeighbors for AsBought<'a> {
    type Neighbors = Box<dyn Iterator<Item = NodeId> + 'a>;

    fn neighbors(self, node: NodeId) -> Self::Neighbors {
        self.neighbors_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoNeighborsDirected for AsBought<'a> {
    type NeighborsDirected = Box<dyn Iterator<Item = NodeId> + 'a>;

    fn neighbors_directed(self, node: NodeId, direction: Direction) -> Self::NeighborsDirected {
        let other = move |link: LinkRef| match direction {
            Direction::Outgoing => link.target,
            Direction::Incoming => link.source,
        };
        Box::new(self.links(node, direction).map(other))
    }
}

impl<'a> IntoEdges for AsBought<'a> {
    type Edges = Box<dyn Iterator<Item = LinkRef> + 'a>;

    fn edges(self, node: NodeId) -> Self::Edges {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for AsBought<'a> {
    type EdgesDirected = Box<dyn Iterator<Item = LinkRef> + 'a>;

    fn edges_directed(self, node: NodeId, direction: Direction) -> Self::EdgesDirected {
        Box::new(self.links(node, direction))
    }
}

impl<'a> IntoEdgeReferences for AsBought<'a> {
    type EdgeRef = LinkRef;
    type EdgeReferences = Box<dyn Iterator<Item = LinkRef> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.0.nodes().flat_map(move |node| self.edges(node)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::csr::Listed;
    use super::*;

    /// 0 lists 1; 1 and 2 list each other.
    fn with_sample(check: impl FnOnce(Csr<'_>)) {
        let listed = [
            Listed::FORWARD,
            Listed::BACKWARD,
            Listed::BOTH,
            Listed::BOTH,
        ]
        .map(Listed::bits);
        check(Csr::new(
            &[0_u64, 1, 3, 4][..],
            &[1, 0, 2, 1],
            &[7, 7, 3, 3],
            &listed,
        ));
    }

    #[test]
    fn visiting_is_true_the_first_time_only() {
        with_sample(|csr| {
            let mut map = csr.visit_map();
            assert!(map.visit(NodeId(2)));
            assert!(!map.visit(NodeId(2)));
            assert!(map.unvisit(NodeId(2)) && !map.is_visited(&NodeId(2)));
        });
    }

    #[test]
    fn petgraph_walks_links_either_way_and_as_bought() {
        with_sample(|csr| {
            let ways = petgraph::algo::dijkstra(csr, NodeId(2), None, |_| 1_u32);
            assert_eq!(ways[&NodeId(0)], 2);
            let ways = petgraph::algo::dijkstra(AsBought(csr), NodeId(2), None, |_| 1_u32);
            assert_eq!(ways.get(&NodeId(0)), None, "0 is on nobody's list");
            let ways =
                petgraph::algo::dijkstra(AsBought(csr), NodeId(0), None, |link| *link.weight());
            assert_eq!(ways[&NodeId(2)], 10);
            let lists_1: Vec<_> = AsBought(csr)
                .neighbors_directed(NodeId(1), Direction::Incoming)
                .collect();
            assert_eq!(lists_1, [NodeId(0), NodeId(2)]);
        });
    }

    #[test]
    fn each_link_is_an_edge_once() {
        with_sample(|csr| {
            assert_eq!(csr.edge_references().count(), 2);
            assert_eq!(EdgeCount::edge_count(&csr), 2);
            assert_eq!(AsBought(csr).edge_references().count(), 3);
            assert_eq!(petgraph::algo::connected_components(csr), 1);
        });
    }
}
