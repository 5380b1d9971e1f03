//! What a layout is: boxes, folds and curves in their places, with the texts that stand in them.

use super::geometry::{Point, Rect};
use crate::letters::fit::Label;

/// Which way the hops run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Left to right, the best connection in the middle.
    Across,
    /// Top to bottom, the best connection at the left edge, where a phone begins to look.
    Down,
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
    /// Room for a cover at the left of every box, before its text; none where there are no covers.
    pub cover_room: i32,
    /// Where the lines of text stand in every box.
    pub rows: Rows,
    /// One box an item drawn, in the order of [`Connections::items`](crate::explorer::Connections::items).
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
    /// Its place in [`Connections::items`](crate::explorer::Connections::items).
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

/// One link as a cubic curve.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkCurve {
    /// Its place in [`Connections::links`](crate::explorer::Connections::links); `None` where it leads to or from a fold box.
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
