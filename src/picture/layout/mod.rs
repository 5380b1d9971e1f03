//! The layered picture as pure geometry: a column a hop, the best connection on one straight line.
//!
//! Knows boxes, lanes and curves; knows no languages, no markup, no colours and no URLs. The same
//! connections always give the same picture, in whole pixels, so that it can be cached and compared.
//!
//! ```text
//! choose   which items are drawn, and what is folded into "+23 more at this hop"
//! order    a lane for each of them: the best connection on lane 0, few crossings
//! place    lanes and hops to pixels, links to curves, titles to lines
//! plan     what comes of it, made of the points and rectangles of geometry
//! ```

mod choose;
mod geometry;
mod order;
mod place;
mod plan;
pub mod rows;

use crate::explorer::Connections;

pub use choose::{MAX_COLUMN, MAX_COLUMN_DOWN, MAX_COLUMNS, MAX_ITEMS};
pub use geometry::{Point, Rect};
pub(super) use place::{COVER_HEIGHT, COVER_WIDTH, GLYPH_WIDTH, PADDING, width_tenths};
pub use plan::{FoldBox, Folded, ItemBox, Layout, LinkCurve, Orientation, Role, Rows};

/// Lays connections out. `captions` are the last lines of the boxes, one for each item; where one
/// is too long, the category of the item stands alone. With `covers`, every box has room for one.
#[must_use]
pub fn lay_out(
    connections: &Connections,
    captions: &[String],
    orientation: Orientation,
    covers: bool,
) -> Layout {
    let drawing = choose::choose(connections, orientation);
    let lanes = order::lanes(&drawing, orientation);
    place::place(connections, captions, &drawing, &lanes, orientation, covers)
}

#[cfg(test)]
mod tests;
