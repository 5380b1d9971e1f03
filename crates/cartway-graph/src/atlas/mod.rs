//! A map of the whole catalogue: a place for each item, near those it is bought with, in regions
//! with borders and names.
//!
//! | file | what it does |
//! |---|---|
//! | `place` | units, points, frames |
//! | `bend` | straight lines become coasts and borders |
//! | `cells` | which items are drawn from how near |
//! | `words` | what tells a region from the rest, as it is kept |
//! | `map` | what can be asked of a map |
//! | `arrays` | a map before it lies in a file |

mod arrays;
mod bend;
mod cells;
mod draw;
mod map;
mod place;
mod words;

pub use arrays::{AtlasArrays, BEST_KEPT, BORDERS_KEPT, MAX_LEVELS};
pub use bend::bent;
pub use cells::ITEMS_A_CELL;
pub use map::{Atlas, RegionId};
pub use place::{Frame, HEIGHT, PARTS, Place, Point, WIDTH};
pub use words::RegionWords;

pub(crate) use arrays::NONE;
pub(crate) use cells::{Cells, CellsView};
pub(crate) use words::are_sound;
