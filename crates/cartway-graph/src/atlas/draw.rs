//! Draws the map.

use std::ops::ControlFlow;

use super::arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, NONE, RegionArrays};
use super::bend::bent;
use super::cells::Cells;
use super::place::{Place, Point};
use crate::build::GraphArrays;

impl AtlasArrays {
    /// Draws it; a stand-in.
    #[must_use]
    pub fn draw(
        graph: &GraphArrays<'_>,
        _before: Option<&()>,
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<Self> {
        let count = graph.node_count();
        if count == 0 {
            return Some(Self::default());
        }
        if tick(count as u64).is_break() {
            return None;
        }
        let mut atlas = Self {
            places: vec![[0; 2]; count],
            item_regions: vec![0; count],
            ..Self::default()
        };
        let levels = [(count.div_ceil(12)).max(1), count.div_ceil(12 * 12).max(1)];
        let mut regions = RegionArrays::default();
        let mut all = vec![(0..count, NONE, [60.0, 40.0, 940.0, 600.0])];
        for (level, size) in levels.into_iter().enumerate() {
            regions.levels.push(regions.parents.len() as u32);
            let mut here = Vec::new();
            for (range, parent, rect) in all {
                let mut parts = Vec::new();
                split(range, size, rect, &mut parts);
                for (range, rect) in parts {
                    let number = regions.parents.len() as u32;
                    regions.parents.push(parent);
                    regions.item_counts.push(range.len() as u32);
                    let [l, t, r, b] = rect;
                    regions.centres.push(kept(bent(Point {
                        x: (l + r) / 2.0,
                        y: (t + b) / 2.0,
                    })));
                    let mut nodes: Vec<u32> = range.clone().map(|n| n as u32).collect();
                    nodes.sort_by_key(|&n| graph.item_ranks[n as usize]);
                    nodes.resize(BEST_KEPT.max(nodes.len()), NONE);
                    regions.best.extend(&nodes[..BEST_KEPT]);
                    regions.outline_starts.push(regions.outlines.len() as u32);
                    for (x, y) in [(l, t), (r, t), (r, b), (l, b)] {
                        regions.outlines.push(kept(Point { x, y }));
                    }
                    let lists = graph.categories();
                    let category = lists
                        .list_of(crate::NodeId(nodes[0]))
                        .and_then(|list| lists.of_list(list).next());
                    regions.categories.push(category.unwrap_or(NONE));
                    regions.word_starts.push(regions.words.len() as u32);
                    regions
                        .words
                        .extend(format!("b{}", graph.title(nodes[0])).bytes());
                    regions.borders.extend([[NONE, 0]; BORDERS_KEPT]);
                    if level == 1 {
                        let mut places = Vec::new();
                        split(range.clone(), 1, rect, &mut places);
                        for (range, [l, t, r, b]) in places {
                            atlas.places[range.start] = kept(bent(Point {
                                x: (l + r) / 2.0,
                                y: (t + b) / 2.0,
                            }));
                            atlas.item_regions[range.start] = number;
                        }
                    }
                    here.push(((range), number, rect));
                }
            }
            all = here
                .into_iter()
                .map(|(range, number, rect)| (range, number, rect))
                .collect();
        }
        let total = regions.parents.len() as u32;
        regions.levels.push(total);
        let first = regions.levels[1];
        for region in 0..=total {
            let start = regions
                .parents
                .iter()
                .position(|&parent| parent != NONE && parent >= region);
            regions
                .children
                .push(start.map_or(total, |s| s as u32).max(first));
        }
        regions.outline_starts.push(regions.outlines.len() as u32);
        regions.word_starts.push(regions.words.len() as u32);
        atlas.regions = regions;
        atlas.cells = Cells::sort(&atlas.places, &graph.item_ranks);
        Some(atlas)
    }
}

fn kept(point: Point) -> [u32; 2] {
    let Place { x, y } = Place::of(point);
    [x, y]
}

fn split(
    range: std::ops::Range<usize>,
    size: usize,
    rect: [f64; 4],
    into: &mut Vec<(std::ops::Range<usize>, [f64; 4])>,
) {
    if range.len() <= size {
        into.push((range, rect));
        return;
    }
    let half = range.len() / 2;
    let share = half as f64 / range.len() as f64;
    let [l, t, r, b] = rect;
    let (one, other) = if r - l > b - t {
        let x = l + (r - l) * share;
        ([l, t, x, b], [x, t, r, b])
    } else {
        let y = t + (b - t) * share;
        ([l, t, r, y], [l, y, r, b])
    };
    split(range.start..range.start + half, size, one, into);
    split(range.start + half..range.end, size, other, into);
}
