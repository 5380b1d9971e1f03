//! The layered picture as pure geometry: a column a hop, the best connection on one straight line.
//!
//! Knows boxes, lanes and curves; knows no markup, no colours and no URLs. The same connections
//! always give the same picture, in whole pixels, so that it can be cached and compared.
//!
//! ```text
//! choose   which items are drawn, and what is folded into "+23 more at this hop"
//! order    a lane for each of them: the best connection on lane 0, few crossings
//! place    lanes and hops to pixels, links to curves, titles to lines
//! ```

mod choose;
mod order;
mod place;
pub mod rows;

use crate::explorer::Connections;

use crate::letters::fit::Label;
use crate::words::texts::Texts;

pub(super) use place::{GLYPH_WIDTH, PADDING, width_tenths};

/// Most items one picture draws.
pub const MAX_ITEMS: usize = 60;
/// Most items one hop of a wide picture draws.
pub const MAX_COLUMN: usize = 12;
/// The same for a tall picture: a phone shows two side by side and scrolls to the others, and
/// nobody scrolls far in two directions at once. One more is drawn where that is the last one.
pub const MAX_COLUMN_DOWN: usize = 4;
/// Most columns; the middle of a longer connection is folded into one box.
pub const MAX_COLUMNS: usize = 14;

/// Which way the hops run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Left to right, the best connection in the middle.
    Across,
    /// Top to bottom, the best connection at the left edge, where a phone begins to look.
    Down,
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Rect {
    /// Whether two rectangles share any area.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// A finished picture, still without markup.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Which way the hops run.
    pub orientation: Orientation,
    /// Number of columns, a box of folded steps counted as one.
    pub columns: usize,
    /// Width of the canvas.
    pub width: i32,
    /// Height of the canvas.
    pub height: i32,
    /// Where the lines of text stand in every box.
    pub rows: Rows,
    /// One box an item drawn, in the order of [`Connections::items`].
    pub boxes: Vec<ItemBox>,
    /// What is not drawn, counted.
    pub folds: Vec<FoldBox>,
    /// The links, the best connection's last so that they lie on top.
    pub links: Vec<LinkCurve>,
}

/// Heights inside a box, the same in every box of a picture, measured from its upper edge. A row
/// that would be empty everywhere takes no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// Foot of the first line of the title; the second stands [`Rows::line`] further down.
    pub title: i32,
    /// From one line to the next. A creator stands right under its title.
    pub line: i32,
    /// Foot of the category and year.
    pub caption: i32,
    /// Upper edge of the bar that shows the share of paths; none where there is one path only.
    pub bar: Option<i32>,
    /// The whole box.
    pub height: i32,
}

/// The place an item takes in the connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The connections begin here.
    Start,
    /// The connections pass through here.
    Middle,
    /// The connections pass through here because that was asked for.
    Stop,
    /// The connections end here.
    End,
}

/// The box of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemBox {
    /// Its place in [`Connections::items`].
    pub item: usize,
    /// Where it stands.
    pub rect: Rect,
    /// Its title, in at most two lines that fit.
    pub title: Label,
    /// Its creator, in one line that fits; may be empty.
    pub creator: Label,
    /// Its category and year, in one line that fits; may be empty.
    pub caption: Label,
    /// Which part it plays.
    pub role: Role,
    /// It is on the best connection.
    pub best: bool,
    /// Length of the bar that shows its share of paths.
    pub share_width: i32,
}

/// What a fold box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// More items at one hop.
    AtHop {
        /// The hop.
        hop: usize,
        /// How many items.
        items: usize,
    },
    /// Whole columns in the middle of a long connection.
    Steps {
        /// First hop folded.
        first: usize,
        /// Last hop folded.
        last: usize,
        /// Items at these hops.
        items: usize,
    },
}

/// A box that stands for items not drawn one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldBox {
    /// Where it stands.
    pub rect: Rect,
    /// What it stands for.
    pub folded: Folded,
}

/// A point in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// One link as a cubic curve.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkCurve {
    /// Its place in [`Connections::links`]; `None` where it leads to or from a fold box.
    pub link: Option<usize>,
    /// Begin, two control points, end.
    pub points: [Point; 4],
    /// Width of the stroke in tenths of a pixel.
    pub width_tenths: i32,
    /// It is on the best connection.
    pub best: bool,
    /// Where the number of orders stands; on the best connection only.
    pub label: Option<Point>,
}

/// Lays connections out; what stands in boxes is written in the language of `texts`.
#[must_use]
pub fn lay_out(texts: Texts, connections: &Connections, orientation: Orientation) -> Layout {
    let drawing = choose::choose(connections, orientation);
    let lanes = order::lanes(&drawing, orientation);
    place::place(texts, connections, &drawing, &lanes, orientation)
}

#[cfg(test)]
mod tests;
