//! Each item keeps its strongest links; a link stays if either end keeps it.

use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use super::counting::group_starts;
use super::csr::Listed;
use super::links::{Link, Links};
use super::measure::Measure;

/// Leaves only links that stand among the `top` strongest of either end, and writes into each which
/// ends keep it. `top` 0 keeps all. Returns how many were pruned.
///
/// Of two equally strong links the one with more orders comes first, then the one whose other end
/// is earlier in id order. Only links on an item's own list compete for its places.
/// O(links · log top) over all cores.
pub fn prune(links: &mut Links, measure: Measure, top: usize) -> usize {
    let before = links.links.len();
    if top > 0 {
        let kept: Vec<AtomicU8> = links.links.iter().map(|_| AtomicU8::new(0)).collect();
        let (starts, incident) = incident_links(links);
        (0..links.item_count()).into_par_iter().for_each(|item| {
            for (place, listed) in strongest(
                links,
                measure,
                top,
                item as u32,
                &incident[starts[item]..starts[item + 1]],
            ) {
                // Bits are only ever added, so the order of threads does not matter.
                kept[place as usize].fetch_or(listed.bits(), Ordering::Relaxed);
            }
        });
        for (link, bits) in links.links.iter_mut().zip(kept) {
            link.listed = Listed::from_bits(bits.into_inner());
        }
        links.links.retain(|link| link.listed != Listed::default());
    }
    before - links.links.len()
}

/// For each item the places of its links in the list.
fn incident_links(links: &Links) -> (Vec<usize>, Vec<u32>) {
    let ends: Vec<u32> = links
        .links
        .iter()
        .flat_map(|link| [link.a, link.b])
        .collect();
    let starts = group_starts(&ends, links.item_count());
    let mut next = starts.clone();
    let mut incident = vec![0; ends.len()];
    for (i, &item) in ends.iter().enumerate() {
        let slot = &mut next[item as usize];
        incident[*slot] = (i / 2) as u32;
        *slot += 1;
    }
    (starts, incident)
}

fn strongest(
    links: &Links,
    measure: Measure,
    top: usize,
    item: u32,
    incident: &[u32],
) -> Vec<(u32, Listed)> {
    let mut candidates: Vec<(f64, u32, u32, u32)> = incident
        .iter()
        .map(|&place| (place, links.links[place as usize]))
        .filter(|(_, link)| lists(link, item))
        .map(|(place, link)| {
            let other = if link.a == item { link.b } else { link.a };
            (
                strength(links, measure, &link),
                weight_order(links, &link),
                other,
                place,
            )
        })
        .collect();
    if candidates.len() > top {
        candidates.select_nth_unstable_by(top - 1, |x, y| {
            y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2))
        });
        candidates.truncate(top);
    }
    candidates
        .into_iter()
        .map(|(.., place)| {
            let seen_from_a = if links.links[place as usize].a == item {
                Listed::FORWARD
            } else {
                Listed::BACKWARD
            };
            (place, seen_from_a)
        })
        .collect()
}

fn lists(link: &Link, item: u32) -> bool {
    if link.a == item {
        link.listed.forward()
    } else {
        link.listed.backward()
    }
}

fn strength(links: &Links, measure: Measure, link: &Link) -> f64 {
    measure.strength(
        links.kind.weight(link.number),
        links.item_weights[link.a as usize],
        links.item_weights[link.b as usize],
        links.total_weight,
    )
}

/// Smaller for the link with more orders or the better place.
fn weight_order(links: &Links, link: &Link) -> u32 {
    match links.kind.orders(link.number) {
        Some(orders) => u32::MAX - orders,
        None => link.number,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        Links::counted(links, item_orders.to_vec(), 100)
    }

    fn pairs_of(links: &Links) -> Vec<(u32, u32)> {
        links.links.iter().map(|link| (link.a, link.b)).collect()
    }

    #[test]
    fn a_link_stays_if_either_end_keeps_it_and_remembers_which() {
        // 0 is a hub: its strongest is 1. 2 and 3 have no other link, so they keep theirs.
        let mut links = links_of(&[(0, 1, 9), (0, 2, 2), (0, 3, 2)], &[20, 10, 10, 10]);
        assert_eq!(prune(&mut links, Measure::Cosine, 1), 0);
        let listed: Vec<_> = links.links.iter().map(|link| link.listed).collect();
        assert_eq!(listed, [Listed::BOTH, Listed::BACKWARD, Listed::BACKWARD]);
    }

    #[test]
    fn a_link_that_neither_end_keeps_is_pruned() {
        let mut links = links_of(&[(0, 1, 9), (1, 2, 2), (2, 3, 9)], &[10, 10, 10, 10]);
        assert_eq!(prune(&mut links, Measure::Cosine, 1), 1);
        assert_eq!(pairs_of(&links), [(0, 1), (2, 3)]);
    }

    #[test]
    fn top_zero_keeps_every_link() {
        let mut links = links_of(&[(0, 1, 9), (1, 2, 2)], &[10, 10, 10]);
        assert_eq!(prune(&mut links, Measure::Orders, 0), 0);
        assert_eq!(links.links.len(), 2);
    }

    /// The rule, word for word, with a full sort an item.
    fn prune_slowly(links: &Links, measure: Measure, top: usize) -> Vec<(u32, u32)> {
        let mut kept = std::collections::BTreeSet::new();
        for item in 0..links.item_count() as u32 {
            let mut mine: Vec<&Link> = links
                .links
                .iter()
                .filter(|link| link.a == item || link.b == item)
                .collect();
            mine.sort_by(|x, y| {
                strength(links, measure, y)
                    .total_cmp(&strength(links, measure, x))
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
            let mut links = links_of(&pairs, &[9, 8, 7, 9, 6, 9, 5, 9]);
            let expected = prune_slowly(&links, Measure::Cosine, top);
            prune(&mut links, Measure::Cosine, top);
            prop_assert_eq!(pairs_of(&links), expected);
        }
    }
}
