//! The graph as a search sees it: the arrays of a snapshot that searching needs, and no more.

use crate::categories::Categories;
use crate::csr::{Csr, NodeId};
use crate::snapshot::Snapshot;
use crate::strengths::Strengths;

/// A graph to search in: `Graph::from(&snapshot)`. Borrows the arrays it needs and copies none.
#[derive(Debug, Clone, Copy)]
pub struct Graph<'a> {
    /// Who is linked with whom.
    pub csr: Csr<'a>,
    /// How strongly.
    pub strengths: Strengths<'a>,
    /// Of what categories they are.
    pub categories: Categories<'a>,
    components: &'a [u32],
    component_sizes: &'a [u32],
    id_ranks: &'a [u32],
}

impl<'a> From<&'a Snapshot> for Graph<'a> {
    fn from(snapshot: &'a Snapshot) -> Self {
        Self {
            csr: snapshot.csr(),
            strengths: snapshot.strengths(),
            categories: snapshot.categories(),
            components: snapshot.components(),
            component_sizes: snapshot.component_sizes(),
            id_ranks: snapshot.id_ranks(),
        }
    }
}

impl Graph<'_> {
    /// The component of a node; 0 is the largest.
    #[must_use]
    #[inline]
    pub fn component(&self, node: NodeId) -> u32 {
        self.components
            .get(node.index())
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Nodes in the component of a node.
    #[must_use]
    #[inline]
    pub fn component_size(&self, node: NodeId) -> u32 {
        let component = self.component(node) as usize;
        self.component_sizes.get(component).copied().unwrap_or(0)
    }

    /// A node's place in id order: what ties are broken by, so that answers do not depend on the
    /// numbering.
    #[must_use]
    #[inline]
    pub fn id_rank(&self, node: NodeId) -> u32 {
        self.id_ranks.get(node.index()).copied().unwrap_or(0)
    }
}
