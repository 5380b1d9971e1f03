use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;
use crate::items::ItemTable;
use crate::links::{Link, Weights};
use crate::{Arcs, Listed, Measure, component, fixture, numbering};

/// Items with their links, each once, the lower item first.
#[derive(Debug, Clone)]
struct Shape {
    item_count: usize,
    links: Vec<(u32, u32)>,
}

impl Shape {
    fn new(item_count: usize, links: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let links = fixture::each_once(links).into_iter().collect();
        Self { item_count, links }
    }

    fn chain(item_count: usize) -> Self {
        Self::new(item_count, (1..item_count as u32).map(|b| (b - 1, b)))
    }

    fn ring(item_count: usize) -> Self {
        let count = item_count as u32;
        Self::new(item_count, (0..count).map(|a| (a, (a + 1) % count)))
    }

    fn star(item_count: usize) -> Self {
        Self::new(item_count, (1..item_count as u32).map(|b| (0, b)))
    }

    /// A random tree, and some links across it.
    fn random(item_count: usize, across: usize, seed: u64) -> Self {
        Self::new(item_count, fixture::random_links(item_count, across, seed))
    }

    /// Ranked, numbered as a rebuild does or in the order told.
    fn measured(&self, samples: usize, numbers: Option<Vec<u32>>) -> Ranked {
        let items = ItemTable::untitled((0..self.item_count).map(|item| format!("i{item:06}")));
        let link = |&(a, b): &(u32, u32)| Link {
            a,
            b,
            number: 1,
            listed: Listed::BOTH,
        };
        let arcs = Arcs::of(
            &self.links.iter().map(link).collect::<Vec<_>>(),
            self.item_count,
        );
        let weights = Weights::counted(vec![1; self.item_count], 1);
        let components = component::label(arcs.csr());
        let numbers = numbers.unwrap_or_else(|| numbering::number(arcs.csr(), &components));
        let measure = Measure::Cosine;
        let graph = GraphArrays::build(&items, arcs, &weights, &components, numbers, measure);
        let go_on = |_| ControlFlow::Continue(());
        let centre = Centre::measure(&graph, samples, &go_on).unwrap();
        let basis = (centre.samples > 0).then(|| CentreBasis {
            items: components.sizes[0],
            samples: centre.samples,
            diameter_bound: centre.diameter_bound,
        });
        let item_of = |node: &u32| graph.item_id_ranks[*node as usize] as usize;
        let rank_of = |node: &u32| centre.ranks.get(*node as usize).copied();
        Ranked {
            basis,
            items: centre.nodes.iter().map(item_of).collect(),
            ranks: graph.nodes_by_id.iter().filter_map(rank_of).collect(),
            means: centre.means,
        }
    }

    /// Hops from an item to each other, `None` where no way leads: one plain walk.
    fn hops_from(&self, start: usize) -> Vec<Option<u64>> {
        let mut hops = vec![None; self.item_count];
        hops[start] = Some(0);
        let mut queue = VecDeque::from([start]);
        while let Some(item) = queue.pop_front() {
            for &(a, b) in &self.links {
                for (from, to) in [(a as usize, b as usize), (b as usize, a as usize)] {
                    if from == item && hops[to].is_none() {
                        hops[to] = hops[item].map(|hops| hops + 1);
                        queue.push_back(to);
                    }
                }
            }
        }
        hops
    }

    /// The largest component's items with the hops to all its others added up, and the most hops
    /// there are; the first of the largest where there are several.
    fn closeness(&self) -> (Vec<(u64, usize)>, u64) {
        let walks: Vec<_> = (0..self.item_count)
            .map(|item| self.hops_from(item))
            .collect();
        let size = |item: &usize| walks[*item].iter().flatten().count();
        let Some(largest) = (0..self.item_count).rev().max_by_key(size) else {
            return (Vec::new(), 0);
        };
        let members = (0..self.item_count).filter(|&item| walks[largest][item].is_some());
        let sums = members.map(|item| (walks[item].iter().flatten().sum(), item));
        let most = walks[largest].iter().zip(&walks);
        let most = most.filter(|(hops, _)| hops.is_some());
        let most = most.flat_map(|(_, walk)| walk.iter().flatten()).max();
        (sums.collect(), most.copied().unwrap_or(0))
    }
}

/// What was ranked, told by items instead of nodes.
#[derive(Debug, PartialEq)]
struct Ranked {
    basis: Option<CentreBasis>,
    /// Items from the centre outwards.
    items: Vec<usize>,
    /// Their means.
    means: Vec<f64>,
    /// The rank of each item.
    ranks: Vec<u32>,
}

fn is_exact(shape: &Shape, ranked: &Ranked) {
    let (mut sums, most) = shape.closeness();
    sums.sort_unstable();
    if sums.len() < 2 {
        assert_eq!(
            (ranked.basis, ranked.items.len(), ranked.ranks.len()),
            (None, 0, 0)
        );
        return;
    }
    let basis = ranked.basis.expect("there is something to rank");
    assert!(basis.is_exact());
    assert_eq!(
        (basis.error_hops(), u64::from(basis.diameter_bound)),
        (0.0, most)
    );
    let others = (sums.len() - 1) as f64;
    let means: Vec<f64> = sums.iter().map(|&(sum, _)| sum as f64 / others).collect();
    assert_eq!(ranked.means, means);
    let items: Vec<usize> = sums.into_iter().map(|(_, item)| item).collect();
    assert_eq!(ranked.items, items);
    let mut ranks = vec![NO_RANK; shape.item_count];
    for (rank, item) in items.into_iter().enumerate() {
        ranks[item] = rank as u32;
    }
    assert_eq!(ranked.ranks, ranks);
}

proptest! {
    #[test]
    fn walked_from_every_item_means_and_ranks_are_those_of_plain_walks(
        item_count in 1..60_usize,
        ends in prop::collection::vec((0..60_u32, 0..60_u32), 0..90),
        beyond in 0..3_usize,
    ) {
        let count = item_count as u32;
        let links = ends.into_iter().map(|(a, b)| (a % count, b % count));
        let shape = Shape::new(item_count, links);
        is_exact(&shape, &shape.measured(item_count + beyond, None));
    }
}

#[test]
fn many_batches_of_walks_are_as_exact_as_one() {
    for shape in [
        Shape::chain(130),
        Shape::ring(129),
        Shape::star(200),
        Shape::random(300, 40, 5),
    ] {
        is_exact(&shape, &shape.measured(shape.item_count, None));
    }
}

#[test]
fn estimated_means_are_within_the_error_that_is_stated() {
    for (seed, across) in [(1, 0), (2, 10), (3, 100), (4, 800)] {
        for item_count in [200, 400] {
            let shape = Shape::random(item_count, across, seed);
            let (sums, most) = shape.closeness();
            for samples in [1, 30, 64, 100, item_count - 1] {
                let ranked = shape.measured(samples, None);
                let basis = ranked.basis.unwrap();
                assert_eq!(
                    (basis.items as usize, basis.samples as usize),
                    (item_count, samples)
                );
                assert!(!basis.is_exact());
                let bound = u64::from(basis.diameter_bound);
                assert!((most..=2 * most).contains(&bound), "{bound} for {most}");
                // What is stated holds with the diameter itself, which is less than its bound.
                let error = basis.error_hops() * most as f64 / bound as f64;
                for (&item, mean) in ranked.items.iter().zip(&ranked.means) {
                    let exact = sums[item].0 as f64 / (item_count - 1) as f64;
                    let off = (mean - exact).abs();
                    assert!(
                        off <= error,
                        "{mean} for {exact}: item {item}, {samples} samples"
                    );
                }
                assert!(ranked.means.is_sorted());
            }
        }
    }
}

#[test]
fn a_larger_sample_states_a_smaller_error() {
    let basis = |samples| CentreBasis {
        items: 413_236,
        samples,
        diameter_bound: 20,
    };
    // 413,236/413,235 · √(ln 413,236 / 512) · 20
    assert!((basis(512).error_hops() - 3.178_5).abs() < 1e-3);
    assert!((basis(512).error_hops() - 2.0 * basis(2048).error_hops()).abs() < 1e-9);
    assert_eq!(basis(413_236).error_hops(), 0.0);
}

#[test]
fn ranks_are_the_same_on_any_number_of_threads() {
    let shape = Shape::random(3_000, 4_000, 7);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| shape.measured(300, None))
    };
    let first = on(1);
    assert_eq!(first.items.len(), MAX_LISTED);
    assert_eq!(on(2), first);
    assert_eq!(on(7), first);
}

#[test]
fn ranks_do_not_follow_from_the_numbering() {
    let shape = Shape::random(500, 300, 8);
    let as_rebuilt = shape.measured(70, None);
    assert_eq!(shape.measured(70, Some((0..500).collect())), as_rebuilt);
    assert_eq!(
        shape.measured(70, Some((0..500).rev().collect())),
        as_rebuilt
    );
}

#[test]
fn a_sample_holds_nothing_twice_and_all_sorts() {
    let drawn = sample((0..1000).collect(), 100);
    let mut sorted = drawn.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), 100);
    assert!(drawn.iter().any(|&node| node < 200) && drawn.iter().any(|&node| node >= 800));
    assert_eq!(sample((0..5).collect(), 9), [0, 1, 2, 3, 4]);
}

#[test]
fn the_middle_of_a_chain_is_its_centre_and_equals_go_by_id() {
    let ranked = Shape::chain(5).measured(512, None);
    assert_eq!(ranked.items, [2, 1, 3, 0, 4]);
    assert_eq!(ranked.means, [1.5, 1.75, 1.75, 2.5, 2.5]);
    assert_eq!(Shape::ring(6).measured(512, None).items, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn only_the_largest_component_is_ranked() {
    let shape = Shape::new(7, [(0, 1), (2, 3), (3, 4), (4, 5)]);
    for samples in [2, 7] {
        let ranked = shape.measured(samples, None);
        assert_eq!(ranked.basis.unwrap().items, 4);
        assert_eq!(ranked.items.len(), 4);
        for item in [0, 1, 6] {
            assert_eq!(ranked.ranks[item], NO_RANK);
        }
    }
}

#[test]
fn where_nothing_is_linked_or_asked_for_nothing_is_ranked() {
    for ranked in [
        Shape::new(0, []).measured(512, None),
        Shape::new(1, []).measured(512, None),
        Shape::new(3, []).measured(512, None),
        Shape::chain(9).measured(0, None),
    ] {
        assert_eq!((ranked.basis, ranked.ranks.len()), (None, 0));
        assert!(ranked.items.is_empty() && ranked.means.is_empty());
    }
}
