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
/// The best links of all that are kept, so that most need no further look at all links.
const KEPT: usize = 8_192;

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
        kept: Vec::new(),
        kept_all: false,
    };
    tick(0).continue_value()?;
    candidates.keep_best();
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
    let none = || vec![0_u64; MOST_ORDERS];
    let nodes = (0..csr.node_count() as u32).into_par_iter();
    let counted = nodes.fold(none, |mut links, node| {
        for (arc, other) in csr.arcs(NodeId(node)) {
            if node < other.0 && categories.are_apart([node, other.0]) {
                links[(csr.orders(arc) as usize).min(MOST_ORDERS - 1)] += 1;
            }
        }
        links
    });
    let links = counted.reduce(none, |mut links, more| {
        links
            .iter_mut()
            .zip(more)
            .for_each(|(links, more)| *links += more);
        links
    });
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

/// The best [`KEPT`] of some links, once they are more than so many.
fn best_of(mut links: Vec<Crossing>, most: usize) -> Vec<Crossing> {
    if links.len() > most {
        links.select_nth_unstable_by(KEPT, Crossing::compare);
        links.truncate(KEPT);
    }
    links
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
    /// The best of all links but those of namesakes, the best first; all are better than any other.
    kept: Vec<Crossing>,
    /// Whether there is no other.
    kept_all: bool,
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

    /// Keeps the best of all links.
    fn keep_best(&mut self) {
        let nodes = (0..self.csr.node_count() as u32).into_par_iter();
        let all = nodes.fold(Vec::new, |mut kept, node| {
            kept.extend(self.crossings_from(node));
            best_of(kept, 2 * KEPT)
        });
        let mut kept = all.reduce(Vec::new, |mut kept, more| {
            kept.extend(more);
            best_of(kept, 2 * KEPT)
        });
        kept = best_of(kept, KEPT);
        self.kept_all = kept.len() < KEPT;
        kept.retain(|crossing| !self.joins_namesakes(crossing));
        kept.sort_unstable_by(Crossing::compare);
        self.kept = kept;
    }

    /// The best link that touches none of these items and lies between no such categories.
    fn best(&self, items: &[[u32; 2]], categories: &[[Option<u32>; 2]]) -> Option<Crossing> {
        let is_one = |crossing: &&Crossing| self.is_fresh(crossing.ends, items, categories);
        let titled = |crossing: &&Crossing| self.are_titled_enough(crossing.ends);
        let kept = self.kept.iter().find(|one| is_one(one) && titled(one));
        match kept {
            Some(kept) => Some(*kept),
            None if self.kept_all => None,
            None => self.best_of_all(items, categories),
        }
    }

    /// The same by a look at every link.
    fn best_of_all(&self, items: &[[u32; 2]], categories: &[[Option<u32>; 2]]) -> Option<Crossing> {
        let nodes = (0..self.csr.node_count() as u32).into_par_iter();
        // The strength of the strongest that was found so far, by whichever thread: what is weaker
        // needs no look at its titles. Positive numbers compare as their bits do.
        let bar = AtomicU64::new(0);
        nodes
            .filter_map(|node| {
                let crossings = self.crossings_from(node);
                let surprising = crossings.filter(|crossing| {
                    let strength = crossing.strength.to_bits();
                    let is_one = self.is_fresh(crossing.ends, items, categories)
                        && strength >= bar.load(Relaxed)
                        && self.are_titled_enough(crossing.ends)
                        && !self.joins_namesakes(crossing);
                    if is_one {
                        bar.fetch_max(strength, Relaxed);
                    }
                    is_one
                });
                surprising.min_by(Crossing::compare)
            })
            .reduce_with(|a, b| if b.compare(&a).is_lt() { b } else { a })
    }

    /// The links of the largest component that lead from a node to a larger one with no category in
    /// common, and are supported.
    fn crossings_from(&self, node: u32) -> impl Iterator<Item = Crossing> + '_ {
        let may_be = self.components[node as usize] == 0 && self.categories.has_any(node);
        let arcs = may_be.then(|| self.csr.arcs(NodeId(node)));
        arcs.into_iter().flatten().filter_map(move |(arc, other)| {
            let ends = [node, other.0];
            let is_one =
                node < other.0 && self.categories.are_apart(ends) && self.is_supported(arc);
            is_one.then(|| self.crossing(ends, arc))
        })
    }

    /// Whether a link touches none of these items and lies between no such categories.
    fn is_fresh(
        &self,
        ends: [u32; 2],
        items: &[[u32; 2]],
        categories: &[[Option<u32>; 2]],
    ) -> bool {
        !ends.iter().any(|end| items.as_flattened().contains(end))
            && !categories.contains(&self.categories.of(ends))
    }

    /// Whether both nodes may be shown now.
    fn are_titled_enough(&self, ends: [u32; 2]) -> bool {
        !self.only_titled || ends.iter().all(|&node| self.graph.has_title(node))
    }

    fn joins_namesakes(&self, crossing: &Crossing) -> bool {
        are_namesakes(crossing.ends.map(|node| self.graph.title(node)))
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
