//! Which items are connected at all: connected components of the kept links.

use petgraph::unionfind::UnionFind;

use super::csr::Csr;

/// The component of each item, largest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// Component of each item.
    pub of_item: Vec<u32>,
    /// Items in each component, never rising.
    pub sizes: Vec<u32>,
}

/// Labels components by union-find (Tarjan 1975): O(items + links · α).
///
/// Components are numbered by size, largest first, and by their first item where sizes are equal.
#[must_use]
pub fn label(graph: Csr<'_>) -> Components {
    let item_count = graph.node_count();
    let mut sets = UnionFind::<u32>::new(item_count);
    for item in graph.nodes() {
        // Each link is seen from both its ends.
        for other in graph.neighbours(item).filter(|&other| other > item) {
            sets.union(item.0, other.0);
        }
    }
    let roots = sets.into_labeling();
    let mut size_of_root = vec![0_u32; item_count];
    let mut by_first_item: Vec<u32> = Vec::new();
    for &root in &roots {
        if size_of_root[root as usize] == 0 {
            by_first_item.push(root);
        }
        size_of_root[root as usize] += 1;
    }
    // A stable sort keeps equal sizes in the order of their first items.
    by_first_item.sort_by_key(|&root| std::cmp::Reverse(size_of_root[root as usize]));
    let sizes = by_first_item
        .iter()
        .map(|&root| size_of_root[root as usize])
        .collect();
    let mut number_of_root = size_of_root;
    for (number, &root) in by_first_item.iter().enumerate() {
        number_of_root[root as usize] = number as u32;
    }
    Components {
        of_item: roots
            .into_iter()
            .map(|root| number_of_root[root as usize])
            .collect(),
        sizes,
    }
}

#[cfg(test)]
mod tests {
    use super::super::arcs::Arcs;
    use super::super::csr::Listed;
    use super::super::links::Link;
    use super::*;

    #[test]
    fn components_are_numbered_from_the_largest() {
        let link = |a, b| Link {
            a,
            b,
            number: 2,
            listed: Listed::BOTH,
        };
        let arcs = Arcs::of(&[link(0, 4), link(1, 2), link(2, 5)], 6);
        let components = label(arcs.csr());
        assert_eq!(components.of_item, [1, 0, 0, 2, 1, 0]);
        assert_eq!(components.sizes, [3, 2, 1]);
        assert!(label(Arcs::of(&[], 0).csr()).sizes.is_empty());
    }
}
