//! Which number each item gets: neighbours in the graph become neighbours in memory.
//!
//! Three orders, one within the other. First the component, largest first, so that items without
//! links come last. Then how busy an item is: searches pass items with many links again and again
//! and those with a single one never, so the former stand together. Then communities, found by
//! label propagation (Raghavan, Albert, Kumara 2007): each item takes the label most of its
//! neighbours have, a few times over. Labels begin as, and ties are settled by, the reverse
//! Cuthill-McKee order (George 1971, after Cuthill and McKee 1969): a breadth-first walk from an
//! item of low degree, neighbours by rising degree, read backwards.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::component::Components;
use super::csr::{Csr, NodeId};

/// Rounds of label propagation: more settle little and take as long each.
const ROUNDS: usize = 5;
/// Blocks of items that take their labels at a time.
const BLOCKS: usize = 64;
/// Items of a block that one thread looks at, at least.
const ITEMS_A_PART: usize = 256;
/// Fewest links of the busiest items, of the busy ones, and of those that are ever passed.
const BUSY: [usize; 3] = [32, 8, 2];

/// The items in the order of their node numbers: entry `v` is the item that becomes node `v`.
///
/// `graph` is by the places of items. O(items · log items + links · log degree), the same for any number of threads.
#[must_use]
pub fn number(graph: Csr<'_>, components: &Components) -> Vec<u32> {
    let mut order = cuthill_mckee(graph, components);
    let labels = communities(graph, &order);
    // The sort is stable: within a community the order is left as it is.
    order.par_sort_by_key(|&item| {
        let degree = graph.degree(NodeId(item));
        let quietness = BUSY.iter().filter(|&&links| degree < links).count();
        let component = components.of_item[item as usize];
        (component, quietness, labels[item as usize])
    });
    order
}

/// The label of each item: the place in the order of some item of its community.
///
/// Items take their labels a block at a time, all of a block by what stood before it. So it comes
/// to the same on any number of threads, and nearly to what one item after another comes to.
fn communities(graph: Csr<'_>, order: &[u32]) -> Vec<u32> {
    let mut labels = vec![0; order.len()];
    for (place, &item) in (0..).zip(order) {
        labels[item as usize] = place;
    }
    let mut taken = Vec::new();
    for _ in 0..ROUNDS {
        for block in order.chunks(order.len().div_ceil(BLOCKS).max(1)) {
            let items = block.par_iter().with_min_len(ITEMS_A_PART);
            items
                .map_init(Vec::new, |around, &item| {
                    label_around(graph, &labels, item, around)
                })
                .collect_into_vec(&mut taken);
            for (&item, &label) in block.iter().zip(&taken) {
                labels[item as usize] = label;
            }
        }
    }
    labels
}

/// The smallest of the labels that most neighbours of an item have; its own if it has none.
fn label_around(graph: Csr<'_>, labels: &[u32], item: u32, around: &mut Vec<u32>) -> u32 {
    around.clear();
    let (others, _) = graph.row(NodeId(item));
    around.extend(others.iter().map(|&other| labels[other as usize]));
    around.sort_unstable();
    let most = around
        .chunk_by(|x, y| x == y)
        .max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])));
    most.map_or(labels[item as usize], |same| same[0])
}

fn cuthill_mckee(graph: Csr<'_>, components: &Components) -> Vec<u32> {
    let item_count = graph.node_count();
    let degree = |item: u32| graph.degree(NodeId(item));
    let mut seeds: Vec<u32> = (0..item_count as u32).collect();
    seeds.par_sort_by_key(|&item| (components.of_item[item as usize], degree(item)));

    let mut seen = vec![false; item_count];
    let mut order = Vec::with_capacity(item_count);
    let mut queue = VecDeque::new();
    let mut unseen: Vec<u32> = Vec::new();
    for seed in seeds {
        if std::mem::replace(&mut seen[seed as usize], true) {
            continue;
        }
        let component_start = order.len();
        queue.push_back(seed);
        while let Some(item) = queue.pop_front() {
            order.push(item);
            let (others, _) = graph.row(NodeId(item));
            unseen.extend(others.iter().filter(|&&other| !seen[other as usize]));
            unseen.sort_unstable_by_key(|&other| (degree(other), other));
            for next in unseen.drain(..) {
                seen[next as usize] = true;
                queue.push_back(next);
            }
        }
        order[component_start..].reverse();
    }
    order
}

#[cfg(test)]
mod tests {
    use super::super::arcs::Arcs;
    use super::super::component::label;
    use super::super::csr::Listed;
    use super::super::links::Link;
    use super::*;

    fn link(a: u32, b: u32) -> Link {
        Link {
            a: a.min(b),
            b: a.max(b),
            number: 2,
            listed: Listed::BOTH,
        }
    }

    #[test]
    fn items_of_a_community_stand_together_and_those_with_one_link_behind() {
        // Two groups of four that are all linked with each other, a bridge, and a leaf on each.
        let groups = [[0, 2, 4, 6], [1, 3, 5, 7]];
        let mut links = vec![link(6, 7), link(0, 8), link(1, 9)];
        for group in groups {
            for (place, &a) in group.iter().enumerate() {
                links.extend(group[place + 1..].iter().map(|&b| link(a, b)));
            }
        }
        let arcs = Arcs::of(&links, 10);
        let order = number(arcs.csr(), &label(arcs.csr()));
        let evens = |items: &[u32]| items.iter().filter(|&&item| item % 2 == 0).count();
        assert!([0, 4].contains(&evens(&order[..4])), "{order:?}");
        let mut leaves = order[8..].to_vec();
        leaves.sort_unstable();
        assert_eq!(leaves, [8, 9]);
    }

    #[test]
    fn a_chain_is_walked_along_before_it_is_cut_into_communities() {
        let chain = [3, 0, 5, 1, 4, 2];
        let links: Vec<Link> = chain
            .windows(2)
            .map(|pair| link(pair[0], pair[1]))
            .collect();
        let arcs = Arcs::of(&links, 6);
        let order = cuthill_mckee(arcs.csr(), &label(arcs.csr()));
        assert!(
            order == chain || order.iter().rev().eq(chain.iter()),
            "{order:?}"
        );
    }

    #[test]
    fn every_item_gets_one_number_and_items_without_links_come_last() {
        let arcs = Arcs::of(&[link(1, 4), link(4, 6), link(2, 3)], 8);
        let order = number(arcs.csr(), &label(arcs.csr()));
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..8).collect::<Vec<_>>());
        assert_eq!(order[5..], [0, 5, 7]);
    }
}
