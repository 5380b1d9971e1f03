//! Which number each item gets: neighbours in the graph become neighbours in memory.
//!
//! Reverse Cuthill-McKee (George 1971, after Cuthill and McKee 1969) within each component: a
//! breadth-first walk from an item of low degree, neighbours by rising degree, read backwards.
//! Components follow each other, largest first, so items without links come last.

use std::collections::VecDeque;

use super::component::Components;
use super::counting::group_starts;
use super::links::Link;

/// The items in the order of their node numbers: entry `v` is the item that becomes node `v`.
///
/// O(items + links · log degree), the same for any number of threads.
#[must_use]
pub fn number(links: &[Link], components: &Components) -> Vec<u32> {
    let item_count = components.of_item.len();
    let (starts, neighbours) = neighbours_by_degree(links, item_count);
    let degree = |item: u32| starts[item as usize + 1] - starts[item as usize];

    let mut seeds: Vec<u32> = (0..item_count as u32).collect();
    seeds.sort_by_key(|&item| (components.of_item[item as usize], degree(item)));

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
            for &next in &neighbours[starts[item as usize]..starts[item as usize + 1]] {
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
    fn a_shuffled_chain_is_numbered_along_the_chain() {
        let chain = [3, 0, 5, 1, 4, 2];
        let links: Vec<Link> = chain
            .windows(2)
            .map(|pair| link(pair[0], pair[1]))
            .collect();
        let order = number(&links, &label(&links, 6));
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
