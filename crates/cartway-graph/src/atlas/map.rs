//! What can be asked of a map, wherever its arrays lie. They may lie in a damaged file: every read
//! is total.

use std::ops::Range;

use super::arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, MAX_LEVELS, NONE, RegionArrays};
use super::bend::Piece;
use super::cells::{Cells, CellsView, MAX_DEPTH};
use super::ground::Ground;
use super::place::{Frame, Place, Point};
use super::words::RegionWords;
use super::{bend, words};
use crate::csr::NodeId;

/// Colours of regions.
pub const TINTS: u8 = 7;
/// Corners of a region that are looked at: more than any has that was drawn.
const MOST_CORNERS: usize = 512;
/// Steps along an outline for each side of a frame.
const MOST_STEPS: f64 = 2000.0;
/// Units that corners of neighbours are apart at most.
const TOUCHING: f64 = 0.01;

/// A region of the map. Numbers are those of one generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(pub u32);

/// A map of a whole catalogue: where each item lies, and in which regions.
///
/// Regions come in one to [`MAX_LEVELS`] levels. Those of the first are the largest; each region of
/// a later level lies in one of the level above, and each item in one of the last. Regions without a
/// link to the rest (small islands, and items that nothing is linked to) are the
/// [coast](Self::is_coast).
#[derive(Debug, Clone, Copy)]
pub struct Atlas<'a> {
    pub(crate) places: &'a [[u32; 2]],
    pub(crate) item_regions: &'a [u32],
    pub(crate) depths: &'a [u8],
    pub(crate) cells: CellsView<'a>,
    pub(crate) levels: &'a [u32],
    pub(crate) parents: &'a [u32],
    pub(crate) children: &'a [u32],
    pub(crate) item_counts: &'a [u32],
    pub(crate) centres: &'a [[u32; 2]],
    pub(crate) best: &'a [u32],
    pub(crate) outline_starts: &'a [u32],
    pub(crate) outlines: &'a [[u32; 2]],
    pub(crate) categories: &'a [u32],
    pub(crate) word_starts: &'a [u32],
    pub(crate) words: &'a [u8],
    pub(crate) borders: &'a [[u32; 2]],
}

impl<'a> Atlas<'a> {
    /// Where an item lies.
    #[must_use]
    pub fn place(&self, node: NodeId) -> Option<Place> {
        let &[x, y] = self.places.get(node.index())?;
        Some(Place { x, y })
    }

    /// The smallest region an item lies in.
    #[must_use]
    pub fn region_of(&self, node: NodeId) -> Option<RegionId> {
        self.known(*self.item_regions.get(node.index())?)
    }

    /// All regions an item lies in, the largest first.
    #[must_use]
    pub fn regions_of(&self, node: NodeId) -> Vec<RegionId> {
        let mut regions: Vec<RegionId> =
            std::iter::successors(self.region_of(node), |&region| self.parent(region))
                .take(MAX_LEVELS)
                .collect();
        regions.reverse();
        regions
    }

    /// From how many halvings of what is in view an item is drawn: 0 for those that are always.
    #[must_use]
    pub fn depth_of(&self, node: NodeId) -> u8 {
        let depth = self.depths.get(node.index()).copied();
        depth.unwrap_or(MAX_DEPTH).min(MAX_DEPTH)
    }

    /// The largest of [`Self::depth_of`]: there, all items are drawn.
    #[must_use]
    pub fn depth(&self) -> u8 {
        self.cells.depth()
    }

    /// The items in a frame that are drawn at a depth, those drawn from farther away first. What a
    /// square of the map has of these is bounded, and so is what this costs, however many items
    /// there are: [`super::ITEMS_A_CELL`] for each square of a 2^depth-th of the width of the map,
    /// and for each larger one.
    pub fn items_in(&self, frame: Frame, depth: u8) -> impl Iterator<Item = NodeId> + 'a {
        let places = self.places;
        let nodes = self.cells.nodes_in(frame, depth).map(NodeId);
        nodes.filter(move |node| {
            let place = places.get(node.index());
            place.is_some_and(|&[x, y]| frame.holds(Place { x, y }.point()))
        })
    }

    /// Number of levels of regions.
    #[must_use]
    pub fn level_count(&self) -> usize {
        self.levels.len().saturating_sub(1).min(MAX_LEVELS)
    }

    /// The regions of a level, from 0 for the largest.
    pub fn regions_of_level(&self, level: usize) -> impl Iterator<Item = RegionId> + use<> {
        let range = match self.levels.get(level..level.saturating_add(2)) {
            Some(&[start, end]) => start..self.bounded(end),
            _ => 0..0,
        };
        range.map(RegionId)
    }

    /// The level of a region, from 0 for the largest.
    #[must_use]
    pub fn level_of(&self, region: RegionId) -> usize {
        let after = self.levels.iter().take_while(|&&start| start <= region.0);
        after.count().saturating_sub(1)
    }

    /// The region of the level above that a region lies in; `None` on the first level.
    #[must_use]
    pub fn parent(&self, region: RegionId) -> Option<RegionId> {
        let parent = self.known(*self.parents.get(region.0 as usize)?)?;
        // In a damaged file, a region could lie in itself.
        (parent < region).then_some(parent)
    }

    /// The region of the first level that a region lies in, or it itself.
    #[must_use]
    pub fn top(&self, region: RegionId) -> RegionId {
        let above = std::iter::successors(Some(region), |&region| self.parent(region));
        above.take(MAX_LEVELS).last().unwrap_or(region)
    }

    /// The regions of the level below that lie in a region.
    pub fn children(&self, region: RegionId) -> impl Iterator<Item = RegionId> + use<> {
        let Range { start, end } = self.range(self.children, region, self.item_counts.len());
        (start as u32..end as u32).map(RegionId)
    }

    /// Items that lie in a region.
    #[must_use]
    pub fn item_count(&self, region: RegionId) -> u32 {
        self.item_counts
            .get(region.0 as usize)
            .copied()
            .unwrap_or(0)
    }

    /// Where the name of a region stands.
    #[must_use]
    pub fn centre(&self, region: RegionId) -> Place {
        let [x, y] = self
            .centres
            .get(region.0 as usize)
            .copied()
            .unwrap_or_default();
        Place { x, y }
    }

    /// The best-known items of a region, best first: at most [`BEST_KEPT`].
    pub fn best(&self, region: RegionId) -> impl Iterator<Item = NodeId> + 'a {
        let count = self.places.len();
        let nodes = of(self.best, region, BEST_KEPT).iter().copied();
        nodes.map(NodeId).filter(move |node| node.index() < count)
    }

    /// The category that tells a region from the rest of the map: most of its items are of it.
    #[must_use]
    pub fn category(&self, region: RegionId) -> Option<u32> {
        let category = self.categories.get(region.0 as usize).copied();
        category.filter(|&category| category != NONE)
    }

    /// Creators and words that tell a region from the rest of the map, the most telling first.
    #[must_use]
    pub fn words(&self, region: RegionId) -> RegionWords<'a> {
        let range = self.range(self.word_starts, region, self.words.len());
        words::read(&self.words[range])
    }

    /// The regions of its level that most links lead to from a region, and how many: at most
    /// [`BORDERS_KEPT`], most first.
    pub fn borders(&self, region: RegionId) -> impl Iterator<Item = (RegionId, u32)> + use<'a> {
        let count = self.item_counts.len();
        let rows = of(self.borders, region, BORDERS_KEPT).iter();
        rows.map(|&[region, links]| (RegionId(region), links))
            .filter(move |(region, _)| (region.0 as usize) < count)
    }

    /// Whether a region is of the coast: small islands, and items without links.
    #[must_use]
    pub fn is_coast(&self, region: RegionId) -> bool {
        let top = self.top(region);
        words::is_coast(&self.words[self.range(self.word_starts, top, self.words.len())])
    }

    /// The regions of a level that reach into a piece, in their order, or come near it. Goes down from
    /// the largest ones, and only into those that do.
    #[must_use]
    pub fn regions_in(&self, piece: &Piece, level: usize) -> Vec<RegionId> {
        let reaches = |region: &RegionId| {
            let reach = Frame::of(self.corners(*region));
            reach.is_some_and(|reach| reach.meets(&piece.straight))
        };
        let mut regions: Vec<RegionId> = self.regions_of_level(0).filter(reaches).collect();
        for _ in 0..level.min(self.level_count().saturating_sub(1)) {
            let below = regions.iter().flat_map(|&region| self.children(region));
            regions = below.filter(reaches).collect();
        }
        regions
    }

    /// What of the outline of a region is needed to draw it in a piece, closed, with a point about
    /// every `step` units. Neighbours have their common border at the same place. Empty where it does
    /// not reach into the piece.
    #[must_use]
    pub fn outline(&self, region: RegionId, piece: &Piece, step: f64) -> Vec<Point> {
        let ground = Ground {
            corners: self.corners(region).take(MOST_CORNERS).collect(),
        };
        let seen = ground.within_frame(&piece.straight);
        // So that a piece has a bounded number of points, whatever is asked.
        let least = (piece.frame.width() + piece.frame.height()) / MOST_STEPS;
        bend::outline(&seen.corners, step.max(least))
    }

    /// A colour for each region of the first level, as a number: neighbours have different ones. 0 is
    /// the coast's.
    #[must_use]
    pub fn tints(&self) -> Vec<u8> {
        let regions: Vec<RegionId> = self.regions_of_level(0).collect();
        let corners: Vec<Vec<Point>> = regions
            .iter()
            .map(|&region| self.corners(region).take(MOST_CORNERS).collect())
            .collect();
        let touch = |one: &[Point], other: &[Point]| {
            one.iter()
                .any(|a| other.iter().any(|b| a.distance(*b) < TOUCHING))
        };
        let mut tints: Vec<u8> = Vec::with_capacity(regions.len());
        for (place, &region) in regions.iter().enumerate() {
            if self.is_coast(region) {
                tints.push(0);
                continue;
            }
            let beside = |&other: &usize| touch(&corners[place], &corners[other]);
            let taken: Vec<u8> = (0..place)
                .filter(beside)
                .map(|other| tints[other])
                .collect();
            let free = (1..=TINTS).filter(|tint| !taken.contains(tint));
            let used = |tint: &u8| tints.iter().filter(|other| *other == tint).count();
            tints.push(free.min_by_key(used).unwrap_or(1 + place as u8 % TINTS));
        }
        tints
    }

    /// A copy of all of it.
    pub(super) fn to_arrays(self) -> AtlasArrays {
        AtlasArrays {
            places: self.places.to_vec(),
            item_regions: self.item_regions.to_vec(),
            cells: Cells {
                keys: self.cells.keys.to_vec(),
                starts: self.cells.starts.to_vec(),
                nodes: self.cells.nodes.to_vec(),
                depths: self.depths.to_vec(),
            },
            regions: RegionArrays {
                levels: self.levels.to_vec(),
                parents: self.parents.to_vec(),
                children: self.children.to_vec(),
                item_counts: self.item_counts.to_vec(),
                centres: self.centres.to_vec(),
                best: self.best.to_vec(),
                outline_starts: self.outline_starts.to_vec(),
                outlines: self.outlines.to_vec(),
                categories: self.categories.to_vec(),
                word_starts: self.word_starts.to_vec(),
                words: self.words.to_vec(),
                borders: self.borders.to_vec(),
            },
        }
    }

    fn corners(&self, region: RegionId) -> impl Iterator<Item = Point> + 'a {
        let range = self.range(self.outline_starts, region, self.outlines.len());
        let corners = self.outlines[range].iter();
        corners.map(|&[x, y]| Place { x, y }.point())
    }

    fn known(&self, region: u32) -> Option<RegionId> {
        ((region as usize) < self.item_counts.len()).then_some(RegionId(region))
    }

    fn bounded(&self, end: u32) -> u32 {
        end.min(self.item_counts.len() as u32)
    }

    /// What of a list of so many belongs to a region.
    fn range(&self, starts: &[u32], region: RegionId, count: usize) -> Range<usize> {
        let place = region.0 as usize;
        match starts.get(place..place.saturating_add(2)) {
            Some(&[start, end]) if start <= end && end as usize <= count => {
                start as usize..end as usize
            }
            _ => 0..0,
        }
    }
}

/// The entries of a region, of a list with so many for each.
fn of<T>(entries: &[T], region: RegionId, each: usize) -> &[T] {
    let start = region.0 as usize * each;
    entries.get(start..start + each).unwrap_or_default()
}

impl AtlasArrays {
    /// What can be asked of it.
    #[must_use]
    pub fn view(&self) -> Atlas<'_> {
        let regions = &self.regions;
        Atlas {
            places: &self.places,
            item_regions: &self.item_regions,
            depths: &self.cells.depths,
            cells: self.cells.view(),
            levels: &regions.levels,
            parents: &regions.parents,
            children: &regions.children,
            item_counts: &regions.item_counts,
            centres: &regions.centres,
            best: &regions.best,
            outline_starts: &regions.outline_starts,
            outlines: &regions.outlines,
            categories: &regions.categories,
            word_starts: &regions.word_starts,
            words: &regions.words,
            borders: &regions.borders,
        }
    }
}
