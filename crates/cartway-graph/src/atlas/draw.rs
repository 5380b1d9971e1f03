//! Draws the map: sorts items into regions, lays these out from the largest down, and then the items
//! in the smallest.

use rayon::prelude::*;

use super::arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, NONE, RegionArrays};
use super::before::Before;
use super::bend::bent;
use super::cells::Cells;
use super::layout::{Layout, Plan, kept};
use super::links::{ItemLinks, Tie};
use super::naming;
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
        let plan = Plan::new(&tree, &links, before, tick);
        let layout = plan.regions()?;
        let places = plan.items(&layout)?;
        let mut regions = RegionArrays::of(&plan, &layout);
        let last = regions.levels[regions.levels.len() - 2];
        let item_regions = tree.item_regions.iter().map(|&region| last + region);
        let item_regions: Vec<u32> = item_regions.collect();
        drop((plan, layout));
        drop(links);
        regions.count_items(&item_regions);
        regions.best = best(graph, &item_regions, &regions);
        let names = naming::name(graph, &item_regions, &regions, tree.coast);
        regions.categories = names.categories;
        regions.word_starts = names.word_starts;
        regions.words = names.words;
        Some(Self {
            cells: Cells::sort(&places, &graph.item_ranks, &graph.nodes_by_rank),
            places,
            item_regions,
            regions,
        })
    }
}

impl RegionArrays {
    /// The regions of a plan, as they are laid out; nothing is said of their items.
    fn of(plan: &Plan<'_>, layout: &Layout) -> Self {
        let mut regions = Self {
            outline_starts: vec![0],
            ..Self::default()
        };
        let mut above = NONE;
        for (level, parents) in plan.tree.parents.iter().enumerate() {
            let start = regions.parents.len() as u32;
            regions.levels.push(start);
            let parent = |&parent: &u32| if level == 0 { NONE } else { above + parent };
            regions.parents.extend(parents.iter().map(parent));
            for ground in &layout.grounds[level] {
                regions.centres.push(kept(bent(ground.centre())));
                let corners = ground.corners.iter().map(|&corner| kept(corner));
                regions.outlines.extend(corners);
                regions.outline_starts.push(regions.outlines.len() as u32);
            }
            let numbers = (0..parents.len() as u32).into_par_iter();
            let borders = numbers.map(|region| borders(&plan.ties(level, region), start));
            let borders: Vec<[[u32; 2]; BORDERS_KEPT]> = borders.collect();
            regions.borders.extend(borders.into_iter().flatten());
            above = start;
        }
        let count = regions.parents.len();
        regions.levels.push(count as u32);
        regions.children = children(&regions.parents, regions.levels[1]);
        regions.item_counts = vec![0; count];
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

/// The regions that most links lead to, of a level whose first region has this number.
fn borders(ties: &[Tie], start: u32) -> [[u32; 2]; BORDERS_KEPT] {
    let ties = ties.iter().map(|tie| [start + tie.to, tie.links]);
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
