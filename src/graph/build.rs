//! Items and links put together into the arrays of a snapshot.

use super::arcs::Arcs;
use super::centre::Centre;
use super::component::{self, Components};
use super::csr::NodeId;
use super::links::{LinkKind, Links, Weights};
use super::measure::Measure;
use super::numbering;
use super::snapshot::ItemTexts;

/// No category.
pub(in crate::graph) const NO_CATEGORY: u32 = u32::MAX;

/// An item as it is read from the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemRecord {
    /// The shop's own id: unique.
    pub id: String,
    /// Title; the id where the shop gave none.
    pub title: String,
    /// Author, maker, artist.
    pub creator: Option<String>,
    /// Category name.
    pub category: Option<String>,
    /// Year of the work.
    pub year: Option<i32>,
    /// The shop's own page of it.
    pub url: Option<String>,
    /// A picture of it.
    pub image_url: Option<String>,
}

impl ItemRecord {
    /// An item of which only the id is known.
    #[must_use]
    pub fn untitled(id: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            title: id.clone(),
            id,
            ..Self::default()
        }
    }

    pub(super) fn texts(&self) -> ItemTexts<'_> {
        ItemTexts {
            id: &self.id,
            title: &self.title,
            creator: self.creator.as_deref(),
            year: self.year,
            url: self.url.as_deref(),
            image_url: self.image_url.as_deref(),
        }
    }
}

/// Everything `graph.bin` holds, by node number.
#[derive(Debug)]
pub struct GraphArrays<'a> {
    records: &'a [ItemRecord],
    /// The record of each node.
    item_of_node: Vec<u32>,
    pub(super) arcs: Arcs,
    pub(super) item_orders: Vec<u32>,
    pub(super) item_weights: Vec<f64>,
    pub(super) item_components: Vec<u32>,
    pub(super) item_categories: Vec<u32>,
    pub(super) item_ranks: Vec<u32>,
    pub(super) nodes_by_rank: Vec<u32>,
    pub(super) item_id_ranks: Vec<u32>,
    pub(super) nodes_by_id: Vec<u32>,
    pub(super) component_sizes: Vec<u32>,
    pub(super) category_names: Vec<String>,
    pub(super) total_weight: f64,
    pub(super) measure: Measure,
    pub(super) link_kind: LinkKind,
    pub(super) centre: Centre,
}

impl<'a> GraphArrays<'a> {
    /// The graph of these links: components, numbers and all. `records` stand in id order, as
    /// `links` number them.
    #[must_use]
    pub fn of(records: &'a [ItemRecord], links: Links, measure: Measure) -> Self {
        let (arcs, weights) = links.into_arcs();
        let components = component::label(arcs.csr());
        let numbers = numbering::number(arcs.csr(), &components);
        Self::build(records, arcs, &weights, &components, numbers, measure)
    }

    /// Puts everything in the order of node numbers.
    ///
    /// `records` stand in id order, and `arcs` are by these places; `item_of_node` is
    /// [`super::numbering::number`]'s. O(items · log items + links · log degree).
    #[must_use]
    pub fn build(
        records: &'a [ItemRecord],
        arcs: Arcs,
        weights: &Weights,
        components: &Components,
        item_of_node: Vec<u32>,
        measure: Measure,
    ) -> Self {
        debug_assert!(records.is_sorted_by(|a, b| a.id < b.id));
        let node_of_item = inverse(&item_of_node);
        let arcs = arcs.renumbered(&item_of_node, &node_of_item);
        let nodes_by_rank = nodes_by_popularity(weights, &item_of_node, &arcs);
        let (category_names, category_of_item) = categories(records);
        let by_node = |values: &[u32]| -> Vec<u32> {
            item_of_node
                .iter()
                .map(|&item| values[item as usize])
                .collect()
        };
        let item_weights = match weights.kind {
            LinkKind::Counted => Vec::new(),
            _ => item_of_node
                .iter()
                .map(|&item| weights.item_weights[item as usize])
                .collect(),
        };
        Self {
            records,
            item_orders: by_node(&weights.item_orders),
            item_weights,
            item_components: by_node(&components.of_item),
            item_categories: by_node(&category_of_item),
            item_ranks: inverse(&nodes_by_rank),
            nodes_by_rank,
            // Records stand in id order, so an item's place among them is its place in id order.
            item_id_ranks: item_of_node.clone(),
            nodes_by_id: node_of_item,
            item_of_node,
            arcs,
            component_sizes: components.sizes.clone(),
            category_names,
            total_weight: weights.total_weight,
            measure,
            link_kind: weights.kind,
            centre: Centre::default(),
        }
    }

    /// Adds how items rank by closeness; without, none has a rank. `centre` is
    /// [`Centre::measure`]'s of these same arrays.
    #[must_use]
    pub fn with_centre(self, centre: Centre) -> Self {
        Self { centre, ..self }
    }

    /// Number of items.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.item_of_node.len()
    }

    /// Number of items of the largest component.
    #[must_use]
    pub fn main_component_size(&self) -> usize {
        self.component_sizes
            .first()
            .map_or(0, |&size| size as usize)
    }

    /// Number of links.
    #[must_use]
    pub fn link_count(&self) -> usize {
        self.arcs.csr().link_count()
    }

    /// The records in the order of node numbers.
    pub fn items(&self) -> impl Iterator<Item = &'a ItemRecord> + '_ {
        self.item_of_node
            .iter()
            .map(|&item| &self.records[item as usize])
    }

    /// The records in the order of their ids.
    pub(super) fn items_by_id(&self) -> impl Iterator<Item = &'a ItemRecord> + use<'a> {
        self.records.iter()
    }

    /// The records from the most popular to the least.
    pub fn items_by_popularity(&self) -> impl Iterator<Item = &'a ItemRecord> + '_ {
        self.nodes_by_rank
            .iter()
            .map(|&node| &self.records[self.item_of_node[node as usize] as usize])
    }

    /// Items that no link touches.
    #[must_use]
    pub fn unlinked_count(&self) -> usize {
        let graph = self.arcs.csr();
        graph
            .nodes()
            .filter(|&node| graph.degree(node) == 0)
            .count()
    }
}

/// Nodes from the most popular: most orders (or most weight), then most links, then by id.
fn nodes_by_popularity(weights: &Weights, item_of_node: &[u32], arcs: &Arcs) -> Vec<u32> {
    let graph = arcs.csr();
    let mut nodes: Vec<u32> = (0..item_of_node.len() as u32).collect();
    nodes.sort_unstable_by(|&x, &y| {
        let weight = |node: u32| weights.item_weights[item_of_node[node as usize] as usize];
        let degree = |node: u32| graph.degree(NodeId(node));
        weight(y)
            .total_cmp(&weight(x))
            .then(degree(y).cmp(&degree(x)))
            .then(item_of_node[x as usize].cmp(&item_of_node[y as usize]))
    });
    nodes
}

/// Category names in order, and each item's place among them.
fn categories(records: &[ItemRecord]) -> (Vec<String>, Vec<u32>) {
    let mut names: Vec<String> = records
        .iter()
        .filter_map(|record| record.category.clone())
        .collect();
    names.sort_unstable();
    names.dedup();
    let of_item = records
        .iter()
        .map(|record| {
            let place = record
                .category
                .as_ref()
                .map(|name| names.binary_search(name));
            // Every name was put in above, so a search for one finds it.
            place
                .and_then(Result::ok)
                .map_or(NO_CATEGORY, |place| place as u32)
        })
        .collect();
    (names, of_item)
}

fn inverse(permutation: &[u32]) -> Vec<u32> {
    let mut inverse = vec![0; permutation.len()];
    for (place, &value) in permutation.iter().enumerate() {
        inverse[value as usize] = place as u32;
    }
    inverse
}
