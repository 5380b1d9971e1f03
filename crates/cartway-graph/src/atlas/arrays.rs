//! The map as it is made, before it lies in a file.

use super::cells::Cells;

/// Number that stands for no region, no item, no category.
pub(crate) const NONE: u32 = u32::MAX;
/// Best-known items of a region that are kept.
pub const BEST_KEPT: usize = 5;
/// Neighbours of a region that are kept.
pub const BORDERS_KEPT: usize = 5;
/// Levels of regions there are at most.
pub const MAX_LEVELS: usize = 4;

/// A map of a whole catalogue: what [`crate::snapshot::write()`] puts into the file. The default is no
/// map at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AtlasArrays {
    /// Of each node: thousandths of a unit from the left, and from the top.
    pub(crate) places: Vec<[u32; 2]>,
    /// Of each node: the smallest region it lies in.
    pub(crate) item_regions: Vec<u32>,
    pub(crate) cells: Cells,
    pub(crate) regions: RegionArrays,
}

/// The regions, the large ones first: level after level, and in each in the order of their parents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RegionArrays {
    /// Where each level starts, and the end.
    pub(crate) levels: Vec<u32>,
    /// Of each region: the one of the level above that it lies in; [`NONE`] on the first level.
    pub(crate) parents: Vec<u32>,
    /// Where the regions within each start, and the end.
    pub(crate) children: Vec<u32>,
    /// Items in each.
    pub(crate) item_counts: Vec<u32>,
    /// Where its name stands: in thousandths of a unit.
    pub(crate) centres: Vec<[u32; 2]>,
    /// [`BEST_KEPT`] of each: its best-known items, then [`NONE`].
    pub(crate) best: Vec<u32>,
    /// Where the outline of each starts, and the end.
    pub(crate) outline_starts: Vec<u32>,
    /// Corners, in thousandths of a unit, of outlines before they are bent: see [`super::bent`].
    pub(crate) outlines: Vec<[u32; 2]>,
    /// The category that tells each from the rest, or [`NONE`].
    pub(crate) categories: Vec<u32>,
    /// Where the words of each start, and the end.
    pub(crate) word_starts: Vec<u32>,
    /// What else tells them from the rest, as [`super::naming`] writes it.
    pub(crate) words: Vec<u8>,
    /// [`BORDERS_KEPT`] of each: a region of its level and the links that lead over the border, most
    /// first; then [`NONE`] and 0.
    pub(crate) borders: Vec<[u32; 2]>,
}
