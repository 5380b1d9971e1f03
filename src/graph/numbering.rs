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

use super::component::Components;
use super::counting::group_starts;
use super::links::Link;

/// Rounds of label propagation: more settle little and take as long each.
const ROUNDS: usize = 5;
/// Fewest links of the busiest items, of the busy ones, and of those that are ever passed.
const BUSY: [usize; 3] = [32, 8, 2];

/// The items in the order of their node numbers: entry `v` is the item that becomes node `v`.
///
/// O(items · log items + links · log degree), the same for any number of threads.
#[must_use]
pub fn number(links: &[Link], components: &Components) -> Vec<u32> {
    let neighbours = Neighbours::of(links, components.of_item.len());
    let mut order = cuthill_mckee(&neighbours, components);
    let labels = communities(&neighbours, &order);
    // The sort is stable: within a community the order is left as it is.
    order.sort_by_key(|&item| {
        let degree = neighbours.degree(item);
        let quietness = BUSY.iter().filter(|&&links| degree < links).count();
        let component = components.of_item[item as usize];
        (component, quietness, labels[item as usize])
    });
    order
}

/// The label of each item: the place in the order of some item of its community.
fn communities(neighbours: &Neighbours, order: &[u32]) -> Vec<u32> {
    let mut labels = vec![0; order.len()];
    for (place, &item) in (0..).zip(order) {
        labels[item as usize] = place;
    }
    let mut around = Vec::new();
    for _ in 0..ROUNDS {
        for &item in order {
            around.clear();
            around.extend(
                neighbours
                    .of_item(item)
                    .iter()
                    .map(|&other| labels[other as usize]),
            );
            around.sort_unstable();
            // The smallest of those that most have.
            let most = around
                .chunk_by(|x, y| x == y)
                .max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])));
            if let Some(same) = most {
                labels[item as usize] = same[0];
            }
        }
    }
    labels
}

fn cuthill_mckee(neighbours: &Neighbours, components: &Components) -> Vec<u32> {
    let item_count = components.of_item.len();
    let mut seeds: Vec<u32> = (0..item_count as u32).collect();
    seeds.sort_by_key(|&item| (components.of_item[item as usize], neighbours.degree(item)));

    let mut seen = vec![false; item_count];
    let mut order = Vec::with_capacity(item_count);
    let mut queue = VecDeque::new();
    for seed in seeds {
        if std::mem::replace(&mut seen[seed as usize], true) {
            continue;
        }
        let component_start = order.len();
        queue.push_back(seed);
        while let Some(item) = queue.pop_front() {
            order.push(item);
            for &next in neighbours.of_item(item) {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    queue.push_back(next);
                }
            }
        }
        order[component_start..].reverse();
    }
    order
}

/// Each item's neighbours, those with the fewest links first, then by item.
struct Neighbours {
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl Neighbours {
    fn of(links: &[Link], item_count: usize) -> Self {
        let (starts, items) = neighbours_by_degree(links, item_count);
        Self { starts, items }
    }

    fn of_item(&self, item: u32) -> &[u32] {
        &self.items[self.starts[item as usize]..self.starts[item as usize + 1]]
    }

    fn degree(&self, item: u32) -> usize {
        self.of_item(item).len()
    }
}

/// Each item's neighbours, those with the fewest links first, then by item.
fn neighbours_by_degree(links: &[Link], item_count: usize) -> (Vec<usize>, Vec<u32>) {
    let ends: Vec<u32> = links.iter().flat_map(|link| [link.a, link.b]).collect();
    let starts = group_starts(&ends, item_count);
    let mut by_degree: Vec<u32> = (0..item_count as u32).collect();
    by_degree.sort_by_key(|&item| starts[item as usize + 1] - starts[item as usize]);

    let mut others = vec![0; ends.len()];
    let mut next = starts.clone();
    for pair in ends.chunks_exact(2) {
        for (item, other) in [(pair[0], pair[1]), (pair[1], pair[0])] {
            others[next[item as usize]] = other;
            next[item as usize] += 1;
        }
    }
    // Visiting sources by rising degree writes each list already sorted.
    let mut neighbours = vec![0; ends.len()];
    next.copy_from_slice(&starts);
    for source in by_degree {
        for &other in &others[starts[source as usize]..starts[source as usize + 1]] {
            neighbours[next[other as usize]] = source;
            next[other as usize] += 1;
        }
    }
    (starts, neighbours)
}

#[cfg(test)]
mod tests {
    use super::super::component::label;
    use super::super::csr::Listed;
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
        let order = number(&links, &label(&links, 10));
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
        let order = cuthill_mckee(&Neighbours::of(&links, 6), &label(&links, 6));
        assert!(
            order == chain || order.iter().rev().eq(chain.iter()),
            "{order:?}"
        );
    }

    #[test]
    fn every_item_gets_one_number_and_items_without_links_come_last() {
        let links = [link(1, 4), link(4, 6), link(2, 3)];
        let order = number(&links, &label(&links, 8));
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..8).collect::<Vec<_>>());
        assert_eq!(order[5..], [0, 5, 7]);
    }
}
