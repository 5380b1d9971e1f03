//! The map before this one, by the numbers of this graph.

use rayon::prelude::*;

use super::arrays::{AtlasArrays, NONE};
use super::bend::unbent;
use super::map::Atlas;
use super::place::Point;
use super::tree::{Former, Tree};
use crate::build::GraphArrays;
use crate::csr::NodeId;

/// Items whose places are looked up before they are added up.
const ITEMS_AT_ONCE: usize = 1 << 16;

/// A graph that was kept, with its map: what [`crate::Snapshot`] is.
pub trait Earlier: std::fmt::Debug + Sync {
    /// Its map, if it has one.
    fn atlas(&self) -> Option<Atlas<'_>>;
    /// The node of an id.
    fn node_of_id(&self, id: &str) -> Option<NodeId>;
    /// Whether it is this graph: the same items with the same texts, and the same links.
    fn is_of(&self, graph: &GraphArrays<'_>) -> bool;
}

/// The map of an earlier generation: where items of this graph were.
#[derive(Debug)]
pub struct Before<'a> {
    earlier: &'a dyn Earlier,
    atlas: Atlas<'a>,
    /// The node that each node of this graph was; [`NONE`] for new items.
    nodes: Vec<u32>,
}

impl<'a> Before<'a> {
    /// What an earlier graph says of the items of a graph; `None` where it has no map, or none of
    /// them. O(items) lookups, over all cores.
    #[must_use]
    pub fn of(earlier: &'a dyn Earlier, graph: &GraphArrays<'_>) -> Option<Self> {
        let atlas = earlier.atlas()?;
        let was = |id: &[u8]| {
            let id = std::str::from_utf8(id).ok()?;
            earlier.node_of_id(id)
        };
        let nodes: Vec<u32> = graph
            .ids()
            .map(|id| was(id).map_or(NONE, |node| node.0))
            .collect();
        let is_known = nodes.iter().any(|&node| node != NONE);
        is_known.then_some(Self {
            earlier,
            atlas,
            nodes,
        })
    }

    /// The map itself, if the graph is what it was: what is drawn of the same is the same.
    pub(super) fn of_the_same(&self, graph: &GraphArrays<'_>) -> Option<AtlasArrays> {
        self.earlier.is_of(graph).then(|| self.atlas.to_arrays())
    }

    /// Where an item lay, before it was bent.
    pub(super) fn place(&self, node: u32) -> Option<Point> {
        let place = self.atlas.place(self.was(node)?)?;
        Some(unbent(place.point()))
    }

    /// Where the items of each region lay, level after level: their mean. A region of new items
    /// begins where the one around it does.
    pub(super) fn sites(&self, tree: &Tree) -> Vec<Vec<Point>> {
        let count = tree.parents.last().map_or(0, Vec::len);
        let mut sums = vec![Sum::default(); count];
        // Some at a time: added up in their order, on any number of threads.
        for (part, regions) in tree.item_regions.chunks(ITEMS_AT_ONCE).enumerate() {
            let start = (part * ITEMS_AT_ONCE) as u32;
            let nodes = (start..start + regions.len() as u32).into_par_iter();
            let places: Vec<Option<Point>> = nodes.map(|node| self.place(node)).collect();
            for (&region, place) in regions.iter().zip(places) {
                if let Some(place) = place {
                    sums[region as usize].add(place.x, place.y, 1.0);
                }
            }
        }
        let mut levels = vec![sums];
        for parents in tree.parents.iter().skip(1).rev() {
            let below = &levels[levels.len() - 1];
            let above = parents.iter().max().map_or(0, |&most| most as usize + 1);
            let mut sums = vec![Sum::default(); above];
            for (&parent, sum) in parents.iter().zip(below) {
                sums[parent as usize].add(sum.x, sum.y, sum.count);
            }
            levels.push(sums);
        }
        levels.reverse();
        let mut above = vec![Point::MIDDLE];
        let means = levels.iter().zip(&tree.parents).map(|(sums, parents)| {
            let mean = |(sum, &parent): (&Sum, &u32)| sum.mean().unwrap_or(above[parent as usize]);
            above = sums.iter().zip(parents).map(mean).collect();
            above.clone()
        });
        means.collect()
    }

    fn was(&self, node: u32) -> Option<NodeId> {
        let was = *self.nodes.get(node as usize)?;
        (was != NONE).then_some(NodeId(was))
    }
}

impl Former for Before<'_> {
    fn level_count(&self) -> usize {
        self.atlas.level_count()
    }

    fn region_count(&self) -> u32 {
        self.atlas.item_counts.len() as u32
    }

    fn region(&self, node: u32, level: usize) -> Option<u32> {
        let regions = self.atlas.regions_of(self.was(node)?);
        regions.get(level).map(|region| region.0)
    }
}

/// Of several points.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    x: f64,
    y: f64,
    count: f64,
}

impl Sum {
    fn add(&mut self, x: f64, y: f64, count: f64) {
        self.x += x;
        self.y += y;
        self.count += count;
    }

    fn mean(&self) -> Option<Point> {
        (self.count > 0.0).then(|| Point {
            x: self.x / self.count,
            y: self.y / self.count,
        })
    }
}
