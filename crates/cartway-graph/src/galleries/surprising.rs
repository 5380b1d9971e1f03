//! Surprising neighbours: items that have no category in common, at any level, and are bought
//! together all the same.
//!
//! A film and the book it was made from surprise nobody: items whose titles have a word in common
//! are passed over.

use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use rayon::prelude::*;

use super::lists::MAX_SHOWN;
use crate::build::GraphArrays;
use crate::categories::Tops;
use crate::csr::{ArcId, Csr, NodeId};
use crate::strengths::Strengths;

/// Of the links between categories, this share is supported by enough orders: those with most.
const SUPPORTED_SHARE: u64 = 4;
/// And no link by fewer orders than this.
const LEAST_ORDERS: u32 = 3;
/// Words of so many letters, as `the` and `and`, make no namesakes.
const SHORT_WORD: usize = 3;
/// Larger numbers of orders are not told apart when the share is counted.
const MOST_ORDERS: usize = 4096;

/// The strongest links of the largest component between items without a category in common, of
/// those that enough orders support (or, where no orders are known, that stand on the lists of
/// both); no item twice, and the same two categories, the main ones at their top level, not again
/// before all others that there are had their turn. Titled items first, then any as far as there is
/// room.
///
/// O(links · entries) over all threads, with no memory but for the entries. `None` where `tick`,
/// told of nothing done, broke off.
pub(super) fn find(
    graph: &GraphArrays<'_>,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<Vec<[u32; 2]>> {
    let categories = Shelves {
        lists: &graph.item_categories,
        tops: graph.categories().tops(),
    };
    let mut candidates = Candidates {
        only_titled: true,
        graph,
        csr: graph.arcs.csr(),
        strengths: graph.strengths(),
        components: &graph.item_components,
        id_ranks: &graph.item_id_ranks,
        least_orders: least_orders(graph, &categories),
        categories,
    };
    let mut found: Vec<[u32; 2]> = Vec::new();
    candidates.fill(&mut found, tick)?;
    candidates.only_titled = false;
    candidates.fill(&mut found, tick)?;
    let rank = |node: &u32| graph.item_ranks[*node as usize];
    for ends in &mut found {
        ends.sort_by_key(rank);
    }
    Some(found)
}

/// The orders that a link between categories needs to be among those with most; 0 where no orders
/// are known.
fn least_orders(graph: &GraphArrays<'_>, categories: &Shelves<'_>) -> u32 {
    if graph.link_kind.orders(0).is_none() {
        return 0;
    }
    let csr = graph.arcs.csr();
    let mut links = vec![0_u64; MOST_ORDERS];
    for node in csr.nodes() {
        for (arc, other) in csr.arcs(node) {
            if node < other && categories.are_apart([node.0, other.0]) {
                links[(csr.orders(arc) as usize).min(MOST_ORDERS - 1)] += 1;
            }
        }
    }
    let wanted = links.iter().sum::<u64>() / SUPPORTED_SHARE;
    let mut so_far = 0;
    let least = links.iter().rposition(|&links| {
        so_far += links;
        so_far > wanted
    });
    least.map_or(LEAST_ORDERS, |orders| (orders as u32).max(LEAST_ORDERS))
}

/// A link between two categories.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    strength: f64,
    weight: f64,
    ends: [u32; 2],
    id_ranks: [u32; 2],
}

impl Crossing {
    /// The stronger first, then the heavier, then by ids.
    fn compare(&self, other: &Self) -> Ordering {
        other
            .strength
            .total_cmp(&self.strength)
            .then(other.weight.total_cmp(&self.weight))
            .then(self.id_ranks.cmp(&other.id_ranks))
    }
}

/// Whether two titles are the same, or have a word in common.
fn are_namesakes(titles: [&str; 2]) -> bool {
    let [one, other] = titles.map(str::to_lowercase);
    one == other || words(&one).any(|word| words(&other).any(|also| also == word))
}

/// The words of a title that say something: not the shortest.
fn words(title: &str) -> impl Iterator<Item = &str> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().nth(SHORT_WORD).is_some())
}

/// In which categories the items stand, seen from far: the top levels.
struct Shelves<'a> {
    lists: &'a [u32],
    tops: Tops,
}

impl Shelves<'_> {
    fn has_any(&self, node: u32) -> bool {
        !self.tops.of_list(self.lists[node as usize]).is_empty()
    }

    /// Whether both have categories, and none in common.
    fn are_apart(&self, ends: [u32; 2]) -> bool {
        let [one, other] = ends.map(|node| self.lists[node as usize]);
        one != other && self.tops.are_apart(one, other)
    }

    /// The main one of each, the smaller first.
    fn of(&self, ends: [u32; 2]) -> [Option<u32>; 2] {
        let main = |node| {
            self.tops
                .of_list(self.lists[node as usize])
                .first()
                .copied()
        };
        let mut categories = ends.map(main);
        categories.sort_unstable();
        categories
    }
}

/// The links to choose from.
struct Candidates<'a> {
    graph: &'a GraphArrays<'a>,
    csr: Csr<'a>,
    strengths: Strengths<'a>,
    categories: Shelves<'a>,
    components: &'a [u32],
    id_ranks: &'a [u32],
    least_orders: u32,
    /// Whether both ends must have a title.
    only_titled: bool,
}

impl Candidates<'_> {
    /// Adds the best links to those found already, as long as there are any and room for them.
    /// `None` where `tick` broke off.
    fn fill(
        &self,
        found: &mut Vec<[u32; 2]>,
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<()> {
        let mut taken: Vec<[Option<u32>; 2]> = Vec::new();
        while found.len() < MAX_SHOWN {
            tick(0).continue_value()?;
            match self.best(found, &taken) {
                Some(link) => {
                    taken.push(self.categories.of(link.ends));
                    found.push(link.ends);
                }
                None if taken.is_empty() => break,
                None => taken.clear(),
            }
        }
        Some(())
    }

    /// Whether a node may be shown now.
    fn is_titled_enough(&self, node: u32) -> bool {
        !self.only_titled || self.graph.has_title(node)
    }

    /// The best link that touches none of these items and lies between no such categories.
    fn best(&self, items: &[[u32; 2]], categories: &[[Option<u32>; 2]]) -> Option<Crossing> {
        let nodes = (0..self.csr.node_count() as u32).into_par_iter();
        // The strength of the strongest that was found so far, by whichever thread: what is weaker
        // needs no look at its titles. Positive numbers compare as their bits do.
        let bar = AtomicU64::new(0);
        let best_of = |node: u32| {
            let may_be = self.components[node as usize] == 0
                && self.categories.has_any(node)
                && !items.as_flattened().contains(&node);
            may_be.then(|| self.best_from(node, items, categories, &bar))?
        };
        nodes
            .filter_map(best_of)
            .reduce_with(|a, b| if b.compare(&a).is_lt() { b } else { a })
    }

    fn best_from(
        &self,
        node: u32,
        items: &[[u32; 2]],
        categories: &[[Option<u32>; 2]],
        bar: &AtomicU64,
    ) -> Option<Crossing> {
        let crossings = self.csr.arcs(NodeId(node)).filter_map(|(arc, other)| {
            let ends = [node, other.0];
            let is_new = node < other.0
                && self.categories.are_apart(ends)
                && self.is_supported(arc)
                && !categories.contains(&self.categories.of(ends))
                && !items.as_flattened().contains(&other.0);
            is_new.then(|| self.crossing(ends, arc))
        });
        let surprising = crossings.filter(|crossing| {
            let strength = crossing.strength.to_bits();
            let is_one = strength >= bar.load(Relaxed)
                && crossing
                    .ends
                    .iter()
                    .all(|&node| self.is_titled_enough(node))
                && !are_namesakes(crossing.ends.map(|node| self.graph.title(node)));
            if is_one {
                bar.fetch_max(strength, Relaxed);
            }
            is_one
        });
        surprising.min_by(Crossing::compare)
    }

    fn is_supported(&self, arc: ArcId) -> bool {
        match self.strengths.kind.orders(self.csr.orders(arc)) {
            Some(orders) => orders >= self.least_orders,
            None => {
                let listed = self.csr.listed(arc);
                listed.forward() && listed.backward()
            }
        }
    }

    fn crossing(&self, ends: [u32; 2], arc: ArcId) -> Crossing {
        let [from, to] = ends.map(NodeId);
        let number = self.csr.orders(arc);
        let mut id_ranks = ends.map(|node| self.id_ranks[node as usize]);
        id_ranks.sort_unstable();
        Crossing {
            strength: self.strengths.of(from, to, arc),
            weight: self.strengths.kind.weight(number),
            ends,
            id_ranks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_with_a_word_in_common_are_namesakes() {
        for titles in [
            ["Zorba the Greek", "ZORBA THE GREEK"],
            ["Game of Thrones", "A Game of Thrones: Book One"],
            ["Лолита", "Лолита (роман)"],
            ["It", "it"],
            ["", ""],
        ] {
            assert!(are_namesakes(titles), "{titles:?}");
        }
        for titles in [
            ["The Whale", "The Ant"],
            ["Dune", "Dunes"],
            ["It", "It Follows"],
            ["", "Emma"],
        ] {
            assert!(!are_namesakes(titles), "{titles:?}");
        }
    }
}
