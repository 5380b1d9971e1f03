//! Draws the map: sorts items into regions, lays these out from the largest down, and then the items
//! in the smallest.

use rayon::prelude::*;

use super::arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, NONE, RegionArrays};
use super::before::Before;
use super::bend::bent;
use super::cells::Cells;
use super::layout::Layout;
use super::links::{GroupLinks, ItemLinks, Links};
use super::place::{Place, Point};
use super::tree::{Former, Tick, Tree};
use crate::build::GraphArrays;

impl AtlasArrays {
    /// Draws the map of a graph, beginning with `before`, the map of the graph before it, where there
    /// is one: what is still there stays about where it was.
    ///
    /// O(links + items · log items), over all cores; memory: 48 bytes an item, and a byte an arc.
    /// `tick` is told of the items that are placed, from any thread; `None` where it broke off.
    #[must_use]
    pub fn draw(
        graph: &GraphArrays<'_>,
        before: Option<&Before<'_>>,
        tick: Tick<'_>,
    ) -> Option<Self> {
        if graph.node_count() == 0 {
            return Some(Self::default());
        }
        if let Some(same) = before.and_then(|before| before.of_the_same(graph)) {
            return Some(same);
        }
        let links = ItemLinks::of(graph);
        let former = before.map(|before| before as &dyn Former);
        let tree = Tree::grow(graph, &links, former, tick)?;
        let layout = Layout::of(&tree, before, tick)?;
        let points = layout.items(&links, &tree, before, tick)?;
        drop(links);
        let places = points.into_par_iter().map(|point| kept(bent(point)));
        Some(Self::put_together(graph, &tree, &layout, places.collect()))
    }

    fn put_together(
        graph: &GraphArrays<'_>,
        tree: &Tree,
        layout: &Layout,
        places: Vec<[u32; 2]>,
    ) -> Self {
        let mut regions = RegionArrays::of(tree, layout);
        let last = regions.levels[regions.levels.len() - 2];
        let item_regions = tree.item_regions.iter().map(|&region| last + region);
        let item_regions: Vec<u32> = item_regions.collect();
        regions.count_items(&item_regions);
        regions.best = best(graph, &item_regions, &regions);
        Self {
            cells: Cells::sort(&places, &graph.item_ranks),
            places,
            item_regions,
            regions,
        }
    }
}

impl RegionArrays {
    /// The regions of a tree, as they are laid out; nothing is said of their items.
    fn of(tree: &Tree, layout: &Layout) -> Self {
        let mut regions = Self {
            outline_starts: vec![0],
            ..Self::default()
        };
        let mut above = NONE;
        for (level, parents) in tree.parents.iter().enumerate() {
            let start = regions.parents.len() as u32;
            regions.levels.push(start);
            let parent = |&parent: &u32| if level == 0 { NONE } else { above + parent };
            regions.parents.extend(parents.iter().map(parent));
            for ground in &layout.grounds[level] {
                regions.centres.push(kept(bent(ground.centre())));
                regions
                    .outlines
                    .extend(ground.corners.iter().map(|&corner| kept(corner)));
                regions.outline_starts.push(regions.outlines.len() as u32);
            }
            let borders =
                (0..parents.len() as u32).map(|region| borders(&tree.links[level], region, start));
            regions.borders.extend(borders.flatten());
            above = start;
        }
        let count = regions.parents.len();
        regions.levels.push(count as u32);
        regions.children = children(&regions.parents, regions.levels[1]);
        regions.item_counts = vec![0; count];
        regions.categories = vec![NONE; count];
        regions.word_starts = vec![0; count + 1];
        regions
    }

    fn count_items(&mut self, item_regions: &[u32]) {
        for &region in item_regions {
            self.item_counts[region as usize] += 1;
        }
        for region in (0..self.parents.len()).rev() {
            let parent = self.parents[region];
            if parent != NONE {
                self.item_counts[parent as usize] += self.item_counts[region];
            }
        }
    }
}

/// Where the regions within each start, and the end: those of one parent stand together, in the order
/// of their parents, from `first` on.
fn children(parents: &[u32], first: u32) -> Vec<u32> {
    let mut starts = vec![0_u32; parents.len() + 1];
    starts[0] = first;
    for &parent in parents.iter().filter(|&&parent| parent != NONE) {
        starts[parent as usize + 1] += 1;
    }
    for region in 0..parents.len() {
        starts[region + 1] += starts[region];
    }
    starts
}

/// The regions that most links lead to.
fn borders(links: &GroupLinks, region: u32, start: u32) -> [[u32; 2]; BORDERS_KEPT] {
    let ties = links.ties(region).map(|tie| [start + tie.to, tie.links]);
    let mut ties: Vec<[u32; 2]> = ties.collect();
    ties.sort_by(|one, other| other[1].cmp(&one[1]).then(one[0].cmp(&other[0])));
    let mut kept = [[NONE, 0]; BORDERS_KEPT];
    for (place, tie) in kept.iter_mut().zip(ties) {
        *place = tie;
    }
    kept
}

/// The best-known items of each region.
fn best(graph: &GraphArrays<'_>, item_regions: &[u32], regions: &RegionArrays) -> Vec<u32> {
    let mut best = vec![NONE; regions.parents.len() * BEST_KEPT];
    for &node in &graph.nodes_by_rank {
        let smallest = item_regions[node as usize];
        let around = std::iter::successors(Some(smallest), |&region| {
            Some(regions.parents[region as usize]).filter(|&parent| parent != NONE)
        });
        for region in around {
            let start = region as usize * BEST_KEPT;
            let own = &mut best[start..start + BEST_KEPT];
            if let Some(free) = own.iter_mut().find(|place| **place == NONE) {
                *free = node;
            }
        }
    }
    best
}

fn kept(point: Point) -> [u32; 2] {
    let Place { x, y } = Place::of(point);
    [x, y]
}
