//! A map of the whole catalogue: a place for each item, near those it is bought with, in regions
//! with borders and names.
//!
//! Drawn in four steps, each near-linear and the same on any number of threads:
//!
//! 1. Items become groups of at most 72, these become groups, up to the largest regions (`tree`, by
//!    `communities`).
//! 2. From the largest down, the regions within each are placed by forces among themselves and towards
//!    what they are linked to across its border (`forces`), and get their share of its ground
//!    (`ground`, `layout`).
//! 3. In each smallest region, the items are placed likewise.
//! 4. Regions are named by what tells them from those around them (`naming`).
//! 5. All is bent, so that straight lines become coasts and borders (`bend`), and items are sorted
//!    by how near one must come to see them (`cells`).
//!
//! Where there was a map before, 1 to 3 begin from it (`before`).
//!
//! | file | what it does |
//! |---|---|
//! | `place` | units, points, frames |
//! | `bend` | straight lines become coasts and borders |
//! | `cells` | which items are drawn from how near |
//! | `words` | what tells a region from the rest, as it is kept |
//! | `map` | what can be asked of a map |
//! | `arrays` | a map before it lies in a file |
//! | `links` | how closely items, and groups of them, are linked |
//! | `communities` | things become groups |
//! | `tree` | items become regions, level by level |
//! | `before` | where all was on the map before |
//! | `ground` | ground is divided between those who need it |
//! | `forces` | what is linked is drawn together |
//! | `family` | those of one region, laid out on its ground |
//! | `layout` | regions and items get their places |
//! | `naming` | what tells a region from those around it |
//! | `draw` | all of it, one after another |

mod arrays;
mod before;
mod bend;
mod cells;
mod communities;
mod draw;
mod family;
mod forces;
mod ground;
mod layout;
mod links;
mod map;
mod naming;
mod place;
mod tree;
mod words;

pub use arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, MAX_LEVELS};
pub use before::{Before, Earlier};
pub use bend::{Piece, bent};
pub use cells::ITEMS_A_CELL;
pub use map::{Atlas, RegionId, TINTS};
pub use place::{Frame, HEIGHT, PARTS, Place, Point, WIDTH};
pub use words::RegionWords;

pub(crate) use arrays::NONE;
pub(crate) use cells::{Cells, CellsView};
pub(crate) use words::are_sound;

#[cfg(test)]
mod tests;
