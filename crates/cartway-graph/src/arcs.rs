//! Both directions of every link in flat arrays: the graph while it is being made, first by the
//! places of items, then by node numbers.

use rayon::prelude::*;

use super::csr::{Csr, Listed, NodeId};
use super::links::{Link, Links, Weights};

/// Rows that one thread renumbers at a time.
const ROWS_A_PART: usize = 4096;

/// The arcs of each item, or of each node. The arcs of row `i` stand at
/// `offsets[i] .. offsets[i + 1]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arcs {
    pub(super) offsets: Vec<u64>,
    pub(super) targets: Vec<u32>,
    pub(super) orders: Vec<u32>,
    pub(super) listed: Vec<u8>,
}

impl Arcs {
    /// Both directions of links, each of which stands there once: a counting sort, O(items + links).
    #[must_use]
    pub fn of(links: &[Link], item_count: usize) -> Self {
        let mut offsets = vec![0; item_count + 1];
        for link in links {
            offsets[link.a as usize + 1] += 1;
            offsets[link.b as usize + 1] += 1;
        }
        add_up(&mut offsets);
        let mut next = offsets[..item_count].to_vec();
        let mut arcs = Self::with_rows(offsets);
        for link in links {
            arcs.put(&mut next, link.a, link.b, link.number, link.listed);
            arcs.put(
                &mut next,
                link.b,
                link.a,
                link.number,
                link.listed.reversed(),
            );
        }
        arcs
    }

    fn with_rows(offsets: Vec<u64>) -> Self {
        let arc_count = offsets.last().map_or(0, |&end| end as usize);
        Self {
            offsets,
            targets: vec![0; arc_count],
            orders: vec![0; arc_count],
            listed: vec![0; arc_count],
        }
    }

    fn put(&mut self, next: &mut [u64], from: u32, to: u32, orders: u32, listed: Listed) {
        let place = next[from as usize] as usize;
        next[from as usize] += 1;
        self.targets[place] = to;
        self.orders[place] = orders;
        self.listed[place] = listed.bits();
    }

    /// The arcs by node numbers instead of the places of items, each row by rising target.
    ///
    /// `item_of_node` is [`super::numbering::number`]'s and `node_of_item` its inverse.
    /// O(arcs · log degree) over all cores.
    #[must_use]
    pub(super) fn renumbered(&self, item_of_node: &[u32], node_of_item: &[u32]) -> Self {
        let csr = self.csr();
        let mut offsets = vec![0; item_of_node.len() + 1];
        for (end, &item) in offsets[1..].iter_mut().zip(item_of_node) {
            *end = csr.degree(NodeId(item)) as u64;
        }
        add_up(&mut offsets);
        let mut arcs = Self::with_rows(offsets);
        arcs.parts(item_of_node).into_par_iter().for_each(|part| {
            let mut row: Vec<(u32, u32, u8)> = Vec::new();
            let mut place = 0;
            for &item in part.items {
                row.clear();
                row.extend(csr.arc_range(NodeId(item)).map(|arc| {
                    let target = node_of_item[self.targets[arc] as usize];
                    (target, self.orders[arc], self.listed[arc])
                }));
                row.sort_unstable();
                for &(target, orders, listed) in &row {
                    part.targets[place] = target;
                    part.orders[place] = orders;
                    part.listed[place] = listed;
                    place += 1;
                }
            }
        });
        arcs
    }

    /// The arrays in stretches of whole rows, each with the items its rows are of.
    fn parts<'a>(&'a mut self, items: &'a [u32]) -> Vec<Part<'a>> {
        let (mut targets, mut orders) = (self.targets.as_mut_slice(), self.orders.as_mut_slice());
        let mut listed = self.listed.as_mut_slice();
        let ends = self.offsets[1..].chunks(ROWS_A_PART);
        let mut start = 0;
        let mut parts = Vec::new();
        for (items, ends) in items.chunks(ROWS_A_PART).zip(ends) {
            let end = ends.last().map_or(start, |&end| end as usize);
            let length = end - start;
            start = end;
            let part = Part {
                items,
                targets: targets.split_off_mut(..length).unwrap_or_default(),
                orders: orders.split_off_mut(..length).unwrap_or_default(),
                listed: listed.split_off_mut(..length).unwrap_or_default(),
            };
            parts.push(part);
        }
        parts
    }

    /// The arcs as the graph algorithms walk on them.
    #[must_use]
    pub fn csr(&self) -> Csr<'_> {
        Csr::new(
            self.offsets.as_slice(),
            &self.targets,
            &self.orders,
            &self.listed,
        )
    }
}

impl Links {
    /// Both directions of all links; the list of them is dropped.
    #[must_use]
    pub fn into_arcs(self) -> (Arcs, Weights) {
        let arcs = Arcs::of(&self.links, self.weights.item_count());
        (arcs, self.weights)
    }
}

/// Some rows, to be written by one thread.
struct Part<'a> {
    items: &'a [u32],
    targets: &'a mut [u32],
    orders: &'a mut [u32],
    listed: &'a mut [u8],
}

/// Sizes to places: each entry becomes the sum of all up to it.
fn add_up(offsets: &mut [u64]) {
    let mut sum = 0;
    for offset in offsets {
        sum += *offset;
        *offset = sum;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link(a: u32, b: u32, number: u32, listed: Listed) -> Link {
        Link {
            a,
            b,
            number,
            listed,
        }
    }

    #[test]
    fn each_link_is_an_arc_from_either_end_with_who_lists_whom() {
        let arcs = Arcs::of(
            &[link(0, 2, 7, Listed::FORWARD), link(1, 2, 5, Listed::BOTH)],
            4,
        );
        assert_eq!(arcs.offsets, [0, 1, 2, 4, 4]);
        assert_eq!(arcs.targets, [2, 2, 0, 1]);
        assert_eq!(arcs.orders, [7, 5, 7, 5]);
        assert_eq!(arcs.listed, [1, 3, 2, 3]);
        assert_eq!(Arcs::of(&[], 0).csr().node_count(), 0);
    }

    proptest! {
        #[test]
        fn renumbered_arcs_are_those_of_links_with_the_new_numbers(
            pairs in prop::collection::btree_map((0_u32..60, 0_u32..60), 1_u32..9, 0..200),
            shuffled in Just((0_u32..60).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let links: Vec<Link> = pairs
                .into_iter()
                .filter(|((a, b), _)| a < b)
                .map(|((a, b), number)| link(a, b, number, Listed::FORWARD))
                .collect();
            let mut node_of_item = vec![0; shuffled.len()];
            for (node, &item) in (0..).zip(&shuffled) {
                node_of_item[item as usize] = node;
            }
            let renumbered = Arcs::of(&links, 60).renumbered(&shuffled, &node_of_item);
            let mut expected: Vec<_> = links
                .iter()
                .flat_map(|link| {
                    let (a, b) = (node_of_item[link.a as usize], node_of_item[link.b as usize]);
                    [(a, b, link.number, 1), (b, a, link.number, 2)]
                })
                .collect();
            expected.sort_unstable();
            let csr = renumbered.csr();
            let found: Vec<_> = csr
                .nodes()
                .flat_map(|node| csr.arcs(node).map(move |(arc, to)| {
                    (node.0, to.0, csr.orders(arc), csr.listed(arc).bits())
                }))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
