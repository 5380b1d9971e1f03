//! What is true of a graph as a whole.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use cartway_graph::categories::{Categories, levels};
use cartway_graph::galleries::known_count;
use cartway_graph::{NodeId, Snapshot};

use super::category::depth;
use super::filters::Percentile;

/// Most known items of one category: their memory is bounded so.
const KNOWN_OF_CATEGORY: u32 = 10_000;

/// How many components have one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComponentSizes {
    /// Items in each.
    pub size: u32,
    /// How many there are of that size.
    pub components: u32,
}

/// How many items have between `from` and `to` links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DegreeBand {
    /// Fewest links.
    pub from: u32,
    /// Most links.
    pub to: u32,
    /// Items in the band.
    pub items: u64,
}

/// Counts over all items, made once a generation.
#[derive(Debug)]
pub(super) struct Facts {
    /// Categories with their number of items, those in the ones below them included: the top
    /// level first, of each level the largest first.
    pub(super) categories: Vec<(String, u64)>,
    /// The categories that lie below others by their last level, in the order of `categories`.
    by_label: HashMap<String, Vec<u32>>,
    /// Number of components of each size, largest size first.
    pub(super) components: Vec<ComponentSizes>,
    /// Items by number of links.
    pub(super) degrees: Vec<DegreeBand>,
    /// Each number of links that items have, rising, and how many items have at most so many
    /// without having none.
    linked_up_to: Vec<(usize, u64)>,
}

impl Facts {
    /// Two walks over all items.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let items_of_degree = items_of_degree(snapshot);
        let categories = categories(snapshot);
        Self {
            by_label: by_label(&snapshot.categories(), &categories),
            categories,
            components: components(snapshot.component_sizes()),
            degrees: degrees(&items_of_degree),
            linked_up_to: linked_up_to(&items_of_degree),
        }
    }

    /// The categories below others whose last level is this one, the largest first.
    pub(super) fn categories_labelled(&self, label: &str) -> &[u32] {
        self.by_label.get(label).map_or(&[], Vec::as_slice)
    }

    /// The number of links that so large a share of all linked items does not exceed.
    pub(super) fn degree_at(&self, percentile: Percentile) -> usize {
        let all = self.linked_up_to.last().map_or(0, |&(_, items)| items);
        let share = (percentile.fraction() * all as f64).ceil() as u64;
        let place = self
            .linked_up_to
            .partition_point(|&(_, items)| items < share);
        self.linked_up_to
            .get(place)
            .map_or(0, |&(degree, _)| degree)
    }
}

/// How many items have each number of links.
fn items_of_degree(snapshot: &Snapshot) -> BTreeMap<usize, u64> {
    let csr = snapshot.csr();
    let mut items_of_degree = BTreeMap::new();
    for degree in csr.nodes().map(|node| csr.degree(node)) {
        *items_of_degree.entry(degree).or_default() += 1;
    }
    items_of_degree
}

fn linked_up_to(items_of_degree: &BTreeMap<usize, u64>) -> Vec<(usize, u64)> {
    let mut up_to = 0;
    let running = items_of_degree.range(1..).map(|(&degree, items)| {
        up_to += items;
        (degree, up_to)
    });
    running.collect()
}

fn categories(snapshot: &Snapshot) -> Vec<(String, u64)> {
    let categories = snapshot.categories();
    let mut of_lists = vec![0_u64; categories.list_count()];
    let lists = snapshot.csr().nodes();
    for list in lists.filter_map(|node| categories.list_of(node)) {
        of_lists[list as usize] += 1;
    }
    let items = items_of(&categories, &all_of_lists(&categories), &of_lists);
    let names = (0..).map(|category| categories.name(category).to_owned());
    let mut named: Vec<(String, u64)> = names.zip(items).collect();
    named.sort_by_cached_key(|(name, items)| (depth(name), Reverse(*items), name.clone()));
    named
}

/// Every category the items of each list are in, those above their own included.
fn all_of_lists(categories: &Categories<'_>) -> Vec<Vec<u32>> {
    let parents = categories.parents();
    let all = |list| categories.all_of_list(list, &parents).into_iter().collect();
    (0..categories.list_count() as u32).map(all).collect()
}

/// The items in each category, from those of each list.
fn items_of(categories: &Categories<'_>, all: &[Vec<u32>], of_lists: &[u64]) -> Vec<u64> {
    let mut items = vec![0; categories.count()];
    for (all, of_list) in all.iter().zip(of_lists) {
        for &category in all {
            items[category as usize] += of_list;
        }
    }
    items
}

fn by_label(categories: &Categories<'_>, named: &[(String, u64)]) -> HashMap<String, Vec<u32>> {
    let mut by_label: HashMap<String, Vec<u32>> = HashMap::new();
    for (name, _) in named.iter().filter(|(name, _)| depth(name) > 1) {
        if let (Some(label), Some(category)) = (levels(name).last(), categories.of_name(name)) {
            by_label.entry(label.to_owned()).or_default().push(category);
        }
    }
    by_label
}

fn components(sizes: &[u32]) -> Vec<ComponentSizes> {
    sizes
        .chunk_by(|x, y| x == y)
        .map(|same| ComponentSizes {
            size: same[0],
            components: same.len() as u32,
        })
        .collect()
}

/// Bands 0, 1, 2-3, 4-7, 8-15 ...: each as wide as all before it.
fn degrees(items_of_degree: &BTreeMap<usize, u64>) -> Vec<DegreeBand> {
    let mut bands: Vec<DegreeBand> = Vec::new();
    for (&degree, items) in items_of_degree {
        let degree = degree as u32;
        let band = (u32::BITS - degree.leading_zeros()) as usize;
        while bands.len() <= band {
            let from = if bands.is_empty() {
                0
            } else {
                1 << (bands.len() - 1)
            };
            bands.push(DegreeBand {
                from,
                to: (from * 2).saturating_sub(1).max(from),
                items: 0,
            });
        }
        bands[band].items += items;
    }
    bands
}

/// The known items in each category in the largest component, the most popular first.
#[derive(Debug)]
pub(super) struct KnownByCategory(Vec<Vec<NodeId>>);

impl KnownByCategory {
    /// Two walks over all items; at most four bytes are kept for an item in each of its categories.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let categories = snapshot.categories();
        let all = all_of_lists(&categories);
        let list_of = |node: NodeId| {
            let list = categories.list_of(node).map(|list| list as usize);
            list.filter(|_| snapshot.component(node) == 0)
        };
        let mut of_lists = vec![0_u64; all.len()];
        for list in snapshot.csr().nodes().filter_map(list_of) {
            of_lists[list] += 1;
        }
        let most: Vec<u32> = items_of(&categories, &all, &of_lists)
            .into_iter()
            .map(|items| known_count(items as u32).min(KNOWN_OF_CATEGORY))
            .collect();
        let mut known: Vec<Vec<NodeId>> = vec![Vec::new(); most.len()];
        let by_rank =
            (0..snapshot.node_count() as u32).filter_map(|rank| snapshot.node_of_rank(rank));
        for node in by_rank {
            for &category in list_of(node).map_or(&[][..], |list| &all[list]) {
                let known = &mut known[category as usize];
                if known.len() < most[category as usize] as usize {
                    known.push(node);
                }
            }
        }
        Self(known)
    }

    /// Those of one category.
    pub(super) fn of_category(&self, category: u32) -> &[NodeId] {
        self.0.get(category as usize).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_fall_into_bands_by_their_number_of_links() {
        let star = (1..6).map(|i| ("i0".to_owned(), format!("i{i}"), 2));
        // An item that is linked with itself alone is linked with none.
        let alone = (6..8).map(|i| (format!("i{i}"), format!("i{i}"), 0));
        let facts = Facts::of(&Snapshot::from_edges(star.chain(alone)));
        let bands: Vec<_> = facts
            .degrees
            .iter()
            .map(|band| (band.from, band.to, band.items))
            .collect();
        assert_eq!(bands, [(0, 0, 2), (1, 1, 5), (2, 3, 0), (4, 7, 1)]);
        let at = |percentile: &str| facts.degree_at(percentile.parse().unwrap());
        assert_eq!((at("50"), at("83.33"), at("83.34"), at("99")), (1, 1, 5, 5));
        let sizes: Vec<_> = facts
            .components
            .iter()
            .map(|sizes| (sizes.size, sizes.components))
            .collect();
        assert_eq!(sizes, [(6, 1), (1, 2)]);
    }
}
