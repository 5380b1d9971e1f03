//! Each item keeps its strongest links; a link stays if either end keeps it.
//!
//! For links that a shop gives: those that are counted are cut while they are counted.

use rayon::prelude::*;

use super::links::Links;
use super::measure::Measure;
use super::strongest::Strongest;

/// Leaves only links that stand among the `top` strongest of either end, and writes into each which
/// ends keep it. `top` 0 keeps all.
///
/// Only links on an item's own list compete for its places. O(links) over all cores.
#[must_use]
pub fn prune(links: Links, measure: Measure, top: usize) -> Links {
    if top == 0 || longest_list(&links) <= top {
        return links;
    }
    let Links { links, weights } = links;
    let strongest = Strongest::new(top, measure, &weights);
    links.into_par_iter().for_each(|link| strongest.offer(link));
    let kept = strongest.into_links();
    Links::of_ends(kept, weights)
}

fn longest_list(links: &Links) -> usize {
    let mut lengths = vec![0; links.weights.item_count()];
    for link in &links.links {
        lengths[link.a as usize] += usize::from(link.listed.forward());
        lengths[link.b as usize] += usize::from(link.listed.backward());
    }
    lengths.into_iter().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::csr::Listed;
    use super::super::links::{Link, Weights};
    use super::*;

    fn links_of(pairs: &[(u32, u32, u32)], item_orders: &[u32]) -> Links {
        let links = pairs
            .iter()
            .map(|&(a, b, number)| Link {
                a,
                b,
                number,
                listed: Listed::BOTH,
            })
            .collect();
        let weights = Weights::counted(item_orders.to_vec(), 100);
        Links { links, weights }
    }

    fn pairs_of(links: &Links) -> Vec<(u32, u32)> {
        links.links.iter().map(|link| (link.a, link.b)).collect()
    }

    #[test]
    fn a_link_stays_if_either_end_keeps_it_and_remembers_which() {
        // 0 is a hub: its strongest is 1. 2 and 3 have no other link, so they keep theirs.
        let links = links_of(&[(0, 1, 9), (0, 2, 2), (0, 3, 2)], &[20, 10, 10, 10]);
        let links = prune(links, Measure::Cosine, 1);
        let listed: Vec<_> = links.links.iter().map(|link| link.listed).collect();
        assert_eq!(listed, [Listed::BOTH, Listed::BACKWARD, Listed::BACKWARD]);
    }

    #[test]
    fn a_link_that_neither_end_keeps_is_pruned() {
        let links = links_of(&[(0, 1, 9), (1, 2, 2), (2, 3, 9)], &[10, 10, 10, 10]);
        let links = prune(links, Measure::Cosine, 1);
        assert_eq!(pairs_of(&links), [(0, 1), (2, 3)]);
    }

    #[test]
    fn top_zero_keeps_every_link() {
        let links = links_of(&[(0, 1, 9), (1, 2, 2)], &[10, 10, 10]);
        let links = prune(links, Measure::Orders, 0);
        assert_eq!(links.links.len(), 2);
    }

    /// The rule, word for word, with a full sort an item.
    fn prune_slowly(links: &Links, measure: Measure, top: usize) -> Vec<(u32, u32)> {
        let strength = |link: &Link| links.weights.strength(measure, link.a, link.b, link.number);
        let mut kept = std::collections::BTreeSet::new();
        for item in 0..links.weights.item_count() as u32 {
            let mut mine: Vec<&Link> = links
                .links
                .iter()
                .filter(|link| link.a == item || link.b == item)
                .collect();
            mine.sort_by(|x, y| {
                strength(y)
                    .total_cmp(&strength(x))
                    .then(y.number.cmp(&x.number))
                    .then((x.a + x.b).cmp(&(y.a + y.b)))
            });
            kept.extend(mine.iter().take(top).map(|link| (link.a, link.b)));
        }
        kept.into_iter().collect()
    }

    proptest! {
        #[test]
        fn pruning_equals_sorting_each_items_links(
            numbers in prop::collection::btree_map((0_u32..8, 0_u32..8), 1_u32..5, 0..28),
            top in 1_usize..4,
        ) {
            let pairs: Vec<_> = numbers
                .into_iter()
                .filter(|((a, b), _)| a < b)
                .map(|((a, b), number)| (a, b, number))
                .collect();
            let links = links_of(&pairs, &[9, 8, 7, 9, 6, 9, 5, 9]);
            let expected = prune_slowly(&links, Measure::Cosine, top);
            let pruned = prune(links, Measure::Cosine, top);
            prop_assert_eq!(pairs_of(&pruned), expected);
        }
    }
}
