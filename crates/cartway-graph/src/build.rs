//! Items and links put together into the arrays of a snapshot.

use rayon::prelude::*;

use super::arcs::Arcs;
use super::categories::Categories;
use super::component::{self, Components};
use super::csr::NodeId;
use super::items::{ItemRecord, ItemTable};
use super::links::{LinkKind, Links, Weights};
use super::measure::Measure;
use super::neighbours::Neighbours;
use super::numbering;
use super::record::{id_in, says_more};
use super::strengths::Strengths;

/// Everything `graph.bin` holds, by node number.
#[derive(Debug)]
pub struct GraphArrays<'a> {
    items: &'a ItemTable,
    /// The item of each node, as its place in id order.
    item_of_node: Vec<u32>,
    pub(super) arcs: Arcs,
    /// The place of each arc's target among the neighbours of its source.
    pub(super) arc_ranks: Vec<u16>,
    pub(super) item_orders: Vec<u32>,
    pub(super) item_weights: Vec<f64>,
    pub(super) item_components: Vec<u32>,
    /// The list of categories of each node.
    pub(super) item_categories: Vec<u32>,
    pub(super) item_ranks: Vec<u32>,
    pub(super) nodes_by_rank: Vec<u32>,
    pub(super) item_id_ranks: Vec<u32>,
    pub(super) nodes_by_id: Vec<u32>,
    pub(super) component_sizes: Vec<u32>,
    pub(super) total_weight: f64,
    pub(super) measure: Measure,
    pub(super) link_kind: LinkKind,
}

impl<'a> GraphArrays<'a> {
    /// The graph of these links: components, numbers and all. `links` number `items` as they stand.
    #[must_use]
    pub fn of(items: &'a ItemTable, links: Links, measure: Measure) -> Self {
        let (arcs, weights) = links.into_arcs();
        let components = component::label(arcs.csr());
        let numbers = numbering::number(arcs.csr(), &components);
        Self::build(items, arcs, &weights, &components, numbers, measure)
    }

    /// Puts everything in the order of node numbers.
    ///
    /// `items` stand in id order, and `arcs` are by these places; `item_of_node` is
    /// [`super::numbering::number`]'s. O(items · log items + links · log degree).
    #[must_use]
    pub fn build(
        items: &'a ItemTable,
        arcs: Arcs,
        weights: &Weights,
        components: &Components,
        item_of_node: Vec<u32>,
        measure: Measure,
    ) -> Self {
        debug_assert!(items.ids().is_sorted_by(|a, b| a < b));
        let node_of_item = inverse(&item_of_node);
        let by_item = arcs;
        let arcs = by_item.renumbered(&item_of_node, &node_of_item);
        drop(by_item);
        let nodes_by_rank = nodes_by_popularity(weights, &item_of_node, &arcs);
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
        let mut graph = Self {
            items,
            item_orders: by_node(&weights.item_orders),
            item_weights,
            item_components: by_node(&components.of_item),
            item_categories: item_of_node
                .iter()
                .map(|&item| items.category_list(item))
                .collect(),
            item_ranks: inverse(&nodes_by_rank),
            nodes_by_rank,
            // Items are numbered by their place in id order.
            item_id_ranks: item_of_node.clone(),
            nodes_by_id: node_of_item,
            item_of_node,
            arcs,
            arc_ranks: Vec::new(),
            component_sizes: components.sizes.clone(),
            total_weight: weights.total_weight,
            measure,
            link_kind: weights.kind,
        };
        graph.arc_ranks = graph.neighbours().all_places();
        graph
    }

    fn neighbours(&self) -> Neighbours<'_> {
        Neighbours {
            csr: self.arcs.csr(),
            strengths: self.strengths(),
            id_ranks: &self.item_id_ranks,
            places: &self.arc_ranks,
        }
    }

    /// How strong its links are.
    pub(super) fn strengths(&self) -> Strengths<'_> {
        Strengths {
            measure: self.measure,
            kind: self.link_kind,
            total_weight: self.total_weight,
            numbers: &self.arcs.orders,
            item_orders: &self.item_orders,
            item_weights: &self.item_weights,
        }
    }

    /// Number of items.
    #[must_use]
    #[inline]
    pub fn node_count(&self) -> usize {
        self.item_of_node.len()
    }

    /// Number of items of the largest component.
    #[must_use]
    #[inline]
    pub fn main_component_size(&self) -> usize {
        self.component_sizes
            .first()
            .map_or(0, |&size| size as usize)
    }

    /// The items of the largest component, in the order of their ids.
    #[must_use]
    pub(super) fn main_component_nodes(&self) -> Vec<u32> {
        let nodes = self.nodes_by_id.iter().copied();
        let in_main = |node: &u32| self.item_components.get(*node as usize) == Some(&0);
        nodes.filter(in_main).collect()
    }

    /// Number of links.
    #[must_use]
    #[inline]
    pub fn link_count(&self) -> usize {
        self.arcs.csr().link_count()
    }

    /// The texts of each node as they stand in the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.item_of_node.iter().map(|&item| self.items.texts(item))
    }

    /// The ids of the nodes as they stand in the file.
    pub(super) fn ids(&self) -> impl IndexedParallelIterator<Item = &'a [u8]> + '_ {
        let items = self.item_of_node.par_iter();
        items.map(|&item| id_in(self.items.texts(item)))
    }

    /// What is known of the item of a node.
    pub(super) fn item(&self, node: u32) -> ItemRecord<'a> {
        self.items.item(self.item_of_node[node as usize])
    }

    /// The title of a node.
    pub(super) fn title(&self, node: u32) -> &'a str {
        self.item(node).title
    }

    /// Whether a node has a title that says more than its id.
    pub(super) fn has_title(&self, node: u32) -> bool {
        let item = self.item(node);
        says_more(item.title, item.id)
    }

    /// Of what categories its items are.
    pub(super) fn categories(&self) -> Categories<'_> {
        Categories {
            tree: self.items.category_tree(),
            item_lists: &self.item_categories,
        }
    }

    /// All items.
    pub(super) fn table(&self) -> &'a ItemTable {
        self.items
    }

    /// The items from the most popular to the least.
    pub fn items_by_popularity(&self) -> impl Iterator<Item = ItemRecord<'a>> + '_ {
        self.nodes_by_rank
            .iter()
            .map(|&node| self.items.item(self.item_of_node[node as usize]))
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
    nodes.par_sort_unstable_by(|&x, &y| {
        let weight = |node: u32| weights.item_weights[item_of_node[node as usize] as usize];
        let degree = |node: u32| graph.degree(NodeId(node));
        weight(y)
            .total_cmp(&weight(x))
            .then(degree(y).cmp(&degree(x)))
            .then(item_of_node[x as usize].cmp(&item_of_node[y as usize]))
    });
    nodes
}

fn inverse(permutation: &[u32]) -> Vec<u32> {
    let mut inverse = vec![0; permutation.len()];
    for (place, &value) in permutation.iter().enumerate() {
        inverse[value as usize] = place as u32;
    }
    inverse
}
