//! Items and links put together into the arrays of a snapshot.

use super::centre::Centre;
use super::component::Components;
use super::items::{ItemRecord, ItemTable};
use super::links::{LinkKind, Links};
use super::measure::Measure;

/// Everything `graph.bin` holds, by node number.
#[derive(Debug)]
pub struct GraphArrays<'a> {
    items: &'a ItemTable,
    /// The item of each node, as its place in id order.
    item_of_node: Vec<u32>,
    pub(super) offsets: Vec<u64>,
    pub(super) targets: Vec<u32>,
    pub(super) orders: Vec<u32>,
    pub(super) listed: Vec<u8>,
    pub(super) item_orders: Vec<u32>,
    pub(super) item_weights: Vec<f64>,
    pub(super) item_components: Vec<u32>,
    pub(super) item_categories: Vec<u32>,
    pub(super) item_ranks: Vec<u32>,
    pub(super) nodes_by_rank: Vec<u32>,
    pub(super) item_id_ranks: Vec<u32>,
    pub(super) nodes_by_id: Vec<u32>,
    pub(super) component_sizes: Vec<u32>,
    pub(super) total_weight: f64,
    pub(super) measure: Measure,
    pub(super) link_kind: LinkKind,
    pub(super) centre: Centre,
}

impl<'a> GraphArrays<'a> {
    /// Puts everything in the order of node numbers.
    ///
    /// `items` are numbered by `links` as they stand in id order; `item_of_node` is
    /// [`super::numbering::number`]'s. O(items · log items + links · log degree).
    #[must_use]
    pub fn build(
        items: &'a ItemTable,
        links: &Links,
        components: &Components,
        item_of_node: Vec<u32>,
        measure: Measure,
    ) -> Self {
        debug_assert!(items.ids().is_sorted_by(|a, b| a < b));
        let node_of_item = inverse(&item_of_node);
        let arcs = Arcs::of(links, &node_of_item);
        let nodes_by_rank = nodes_by_popularity(links, &item_of_node, &arcs.offsets);
        let by_node = |values: &[u32]| -> Vec<u32> {
            item_of_node
                .iter()
                .map(|&item| values[item as usize])
                .collect()
        };
        let item_weights = match links.kind {
            LinkKind::Counted => Vec::new(),
            _ => item_of_node
                .iter()
                .map(|&item| links.item_weights[item as usize])
                .collect(),
        };
        Self {
            items,
            item_orders: by_node(&links.item_orders),
            item_weights,
            item_components: by_node(&components.of_item),
            item_categories: item_of_node
                .iter()
                .map(|&item| items.category(item))
                .collect(),
            item_ranks: inverse(&nodes_by_rank),
            nodes_by_rank,
            // Items are numbered by their place in id order.
            item_id_ranks: item_of_node.clone(),
            nodes_by_id: node_of_item,
            item_of_node,
            offsets: arcs.offsets,
            targets: arcs.targets,
            orders: arcs.orders,
            listed: arcs.listed,
            component_sizes: components.sizes.clone(),
            total_weight: links.total_weight,
            measure,
            link_kind: links.kind,
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
        self.targets.len() / 2
    }

    /// The texts of each node as they stand in the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.item_of_node.iter().map(|&item| self.items.texts(item))
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
        self.offsets
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .count()
    }
}

/// Both directions of every link, by source, targets rising.
struct Arcs {
    offsets: Vec<u64>,
    targets: Vec<u32>,
    orders: Vec<u32>,
    listed: Vec<u8>,
}

impl Arcs {
    fn of(links: &Links, node_of_item: &[u32]) -> Self {
        let mut all: Vec<(u32, u32, u32, u8)> = Vec::with_capacity(links.links.len() * 2);
        for link in &links.links {
            let (a, b) = (node_of_item[link.a as usize], node_of_item[link.b as usize]);
            all.push((a, b, link.number, link.listed.bits()));
            all.push((b, a, link.number, link.listed.reversed().bits()));
        }
        rayon::slice::ParallelSliceMut::par_sort_unstable_by_key(all.as_mut_slice(), |arc| {
            (arc.0, arc.1)
        });
        let mut offsets = vec![0_u64; node_of_item.len() + 1];
        for arc in &all {
            offsets[arc.0 as usize + 1] += 1;
        }
        for i in 1..offsets.len() {
            offsets[i] += offsets[i - 1];
        }
        Self {
            offsets,
            targets: all.iter().map(|arc| arc.1).collect(),
            orders: all.iter().map(|arc| arc.2).collect(),
            listed: all.iter().map(|arc| arc.3).collect(),
        }
    }
}

/// Nodes from the most popular: most orders (or most weight), then most links, then by id.
fn nodes_by_popularity(links: &Links, item_of_node: &[u32], offsets: &[u64]) -> Vec<u32> {
    let mut nodes: Vec<u32> = (0..item_of_node.len() as u32).collect();
    nodes.sort_unstable_by(|&x, &y| {
        let weight = |node: u32| links.item_weights[item_of_node[node as usize] as usize];
        let degree = |node: u32| offsets[node as usize + 1] - offsets[node as usize];
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
