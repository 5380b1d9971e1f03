//! Lanes and columns to pixels.

use crate::explorer::{Connections, ItemCard, PathItem};
use crate::letters::fit;

use super::choose::{Drawing, Edge, Node};
use super::geometry::{Point, Rect};
use super::plan::{FoldBox, ItemBox, Layout, LinkCurve, Orientation, Role, Rows};

/// Room around the picture, for rings and shadows.
const MARGIN: i32 = 12;
/// Room at the sides of a tall picture: two boxes are as wide as the text of a phone.
const SIDE_MARGIN_DOWN: i32 = 5;
/// Width of a box.
const BOX_WIDTH: i32 = 158;
/// Width of a box where a tall picture is a single file: two boxes and the gap between them.
const WIDE_BOX_WIDTH: i32 = 2 * BOX_WIDTH + GAP_BESIDE;
/// Room between boxes of one hop.
const GAP_BESIDE: i32 = 12;
/// Room between the edge of a box and its text.
pub(crate) const PADDING: i32 = 10;
/// Height of title letters.
pub(crate) const TITLE_SIZE: i32 = 13;
/// Height of caption letters.
pub(crate) const CAPTION_SIZE: i32 = 11;
/// From the foot of one line to the foot of the next.
pub(crate) const LINE: i32 = 16;
/// How much wider the best connection is than its orders ask for, in tenths of a pixel.
const BEST_TENTHS: i32 = 20;
/// Most columns that leave wide gaps; with more, the gaps narrow so that a window holds them all.
const ROOMY_COLUMNS: usize = 5;
/// Room the shape of a category takes before the caption.
pub(crate) const GLYPH_WIDTH: i32 = 15;

/// A cover, and the gap between it and the text.
pub(crate) const COVER_WIDTH: i32 = 40;
pub(crate) const COVER_HEIGHT: i32 = 52;
const COVER_ROOM: i32 = COVER_WIDTH + 8;
/// Text narrower than this gets a third line for its title.
const NARROW: i32 = 120;

/// The measures of one orientation. `along` is the way the hops run, `beside` the way lanes lie.
struct Grid {
    orientation: Orientation,
    box_width: i32,
    /// Room for a cover in every box.
    cover_room: i32,
    /// Known once it is known what the boxes have to say.
    box_height: i32,
    gap_along: i32,
    side_margin: i32,
    first_lane: i32,
}

impl Grid {
    fn new(orientation: Orientation, columns: usize, lanes: &[i32], covers: bool) -> Self {
        let first_lane = lanes.iter().copied().min().unwrap_or(0);
        let last_lane = lanes.iter().copied().max().unwrap_or(0);
        let (box_width, gap_along, side_margin) = match orientation {
            Orientation::Across if columns <= ROOMY_COLUMNS => (BOX_WIDTH, 92, MARGIN),
            Orientation::Across => (BOX_WIDTH, 60, MARGIN),
            Orientation::Down if first_lane == last_lane => (WIDE_BOX_WIDTH, 48, SIDE_MARGIN_DOWN),
            Orientation::Down => (BOX_WIDTH, 52, SIDE_MARGIN_DOWN),
        };
        let cover_room = if covers { COVER_ROOM } else { 0 };
        // A phone has no room for wider boxes: there the text is narrower instead.
        let wider = match orientation {
            Orientation::Across => cover_room,
            Orientation::Down => 0,
        };
        Self {
            orientation,
            box_width: box_width + wider,
            cover_room,
            box_height: 0,
            gap_along,
            side_margin,
            first_lane,
        }
    }

    /// Width of the text in a box.
    fn room(&self) -> i32 {
        self.box_width - 2 * PADDING - self.cover_room
    }

    /// Most lines of a title.
    fn title_lines(&self) -> usize {
        if self.room() < NARROW { 3 } else { 2 }
    }

    fn rect(&self, column: usize, lane: i32) -> Rect {
        let column = i32::try_from(column).unwrap_or(i32::MAX);
        let lane = lane - self.first_lane;
        let (right, down) = match self.orientation {
            Orientation::Across => (column, lane),
            Orientation::Down => (lane, column),
        };
        let (gap_right, gap_down) = match self.orientation {
            Orientation::Across => (self.gap_along, GAP_BESIDE),
            Orientation::Down => (GAP_BESIDE, self.gap_along),
        };
        Rect {
            x: self.side_margin + right * (self.box_width + gap_right),
            y: MARGIN + down * (self.box_height + gap_down),
            width: self.box_width,
            height: self.box_height,
        }
    }

    /// A curve that leaves and arrives along the way the hops run, and so stays in the gap.
    fn curve(&self, from: Rect, to: Rect) -> [Point; 4] {
        let half = self.gap_along / 2;
        match self.orientation {
            Orientation::Across => {
                let begin = Point {
                    x: from.x + from.width,
                    y: from.y + from.height / 2,
                };
                let end = Point {
                    x: to.x,
                    y: to.y + to.height / 2,
                };
                let control = |point: Point, shift| Point {
                    x: point.x + shift,
                    ..point
                };
                [begin, control(begin, half), control(end, -half), end]
            }
            Orientation::Down => {
                let begin = Point {
                    x: from.x + from.width / 2,
                    y: from.y + from.height,
                };
                let end = Point {
                    x: to.x + to.width / 2,
                    y: to.y,
                };
                let control = |point: Point, shift| Point {
                    y: point.y + shift,
                    ..point
                };
                [begin, control(begin, half), control(end, -half), end]
            }
        }
    }
}

/// Puts everything in its place.
pub(super) fn place(
    connections: &Connections,
    captions: &[String],
    drawing: &Drawing,
    lanes: &[i32],
    orientation: Orientation,
    covers: bool,
) -> Layout {
    let mut grid = Grid::new(orientation, drawing.columns.len(), lanes, covers);
    let mut titles = titles(connections, &grid);
    let rows = rows(connections, &titles, &grid);
    grid.box_height = rows.height;
    let rects = rects(drawing, lanes, &grid);
    let mut boxes = Vec::new();
    let mut folds = Vec::new();
    for (node, rect) in drawing.nodes.iter().zip(&rects) {
        match node {
            Node::Item(item) => {
                let title = std::mem::take(&mut titles[*item]);
                boxes.push(item_box(connections, captions, *item, title, *rect, &grid));
            }
            Node::Fold(folded) => folds.push(FoldBox {
                rect: *rect,
                folded: *folded,
            }),
        }
    }
    boxes.sort_by_key(|item_box| item_box.item);
    let edges = drawing.edges.iter();
    let links = edges
        .map(|edge| link_curve(connections, edge, &rects, &grid))
        .collect();
    let right = rects
        .iter()
        .map(|rect| rect.x + rect.width)
        .max()
        .unwrap_or(0);
    let bottom = rects
        .iter()
        .map(|rect| rect.y + rect.height)
        .max()
        .unwrap_or(0);
    Layout {
        orientation,
        columns: drawing.columns.len(),
        width: right + grid.side_margin,
        height: bottom + MARGIN,
        cover_room: grid.cover_room,
        rows,
        boxes,
        folds,
        links,
    }
}

/// The titles of all items that may be drawn, in the lines of a box; the others' are empty.
fn titles(connections: &Connections, grid: &Grid) -> Vec<fit::Label> {
    let room = f64::from(grid.room());
    let title = |item: &PathItem| match item.on_shortest {
        true => fit::label(
            &item.card.title,
            room,
            f64::from(TITLE_SIZE),
            grid.title_lines(),
        ),
        false => fit::Label::default(),
    };
    connections.items.iter().map(title).collect()
}

/// Rows for all that any item has to say: a catalogue without creators leaves no gaps for them.
/// Items not drawn count too, so that both orientations agree.
fn rows(connections: &Connections, titles: &[fit::Label], grid: &Grid) -> Rows {
    let items = connections.items.iter().filter(|item| item.on_shortest);
    let mut cards = items.map(|item| &item.card);
    let title = 22;
    let most_lines = titles.iter().map(|title| title.lines.len()).max();
    let most_lines = most_lines.unwrap_or(1).max(1);
    let mut foot = title + LINE * (most_lines as i32 - 1);
    if cards.clone().any(|card| card.creator.is_some()) {
        foot += LINE;
    }
    let has_caption = |card: &ItemCard| card.category().is_some() || card.year.is_some();
    if cards.any(has_caption) {
        foot += LINE + 1;
    }
    let several = connections.has_several();
    let bar = several.then_some(foot + 9);
    let height = foot + if several { 23 } else { 13 };
    Rows {
        title,
        line: LINE,
        caption: foot,
        bar,
        height: if grid.cover_room > 0 {
            height.max(COVER_HEIGHT + 2 * PADDING)
        } else {
            height
        },
    }
}

fn rects(drawing: &Drawing, lanes: &[i32], grid: &Grid) -> Vec<Rect> {
    let mut rects = vec![grid.rect(0, 0); drawing.nodes.len()];
    for (place, column) in drawing.columns.iter().enumerate() {
        for node in column {
            rects[*node] = grid.rect(place, lanes[*node]);
        }
    }
    rects
}

fn item_box(
    connections: &Connections,
    captions: &[String],
    place: usize,
    title: fit::Label,
    rect: Rect,
    grid: &Grid,
) -> ItemBox {
    let item = &connections.items[place];
    let room = f64::from(grid.room());
    // The shape of the category stands in its line, or under the cover.
    let glyph = if grid.cover_room > 0 { 0 } else { GLYPH_WIDTH };
    let best = connections.paths.first();
    ItemBox {
        item: place,
        rect,
        title,
        creator: fit::label(
            item.card.creator.as_deref().unwrap_or_default(),
            room,
            f64::from(CAPTION_SIZE),
            1,
        ),
        caption: caption(captions.get(place), &item.card, room - f64::from(glyph)),
        role: match item.column {
            0 => Role::Start,
            column if column == connections.hops => Role::End,
            column if connections.stops.contains(&column) => Role::Stop,
            _ => Role::Middle,
        },
        best: best.is_some_and(|path| path.items.contains(&place)),
        share_width: (item.share_of_paths.clamp(0.0, 1.0) * room).round() as i32,
    }
}

fn link_curve(connections: &Connections, edge: &Edge, rects: &[Rect], grid: &Grid) -> LinkCurve {
    let points = grid.curve(rects[edge.from], rects[edge.to]);
    let orders = edge
        .link
        .and_then(|link| connections.links.get(link))
        .and_then(|link| link.evidence.orders);
    let middle = Point {
        x: (points[0].x + points[3].x) / 2,
        y: (points[0].y + points[3].y) / 2,
    };
    LinkCurve {
        link: edge.link,
        points,
        width_tenths: width_tenths(orders) + if edge.best { BEST_TENTHS } else { 0 },
        best: edge.best,
        label: orders.filter(|_| edge.best).map(|_| middle),
    }
}

/// Stroke width on a log scale, in tenths of a pixel: 1 px for one order, 0.9 px more for every
/// tenfold, 6 px at most, in steps of half a pixel, so that lines of one width can be printed
/// together.
pub(crate) fn width_tenths(orders: Option<u32>) -> i32 {
    let orders = f64::from(orders.unwrap_or(1).max(1));
    5 * (2.0 + 1.8 * orders.log10()).min(12.0).round() as i32
}

/// The last line of a box; where there is no room for all it says, the category alone.
fn caption(whole: Option<&String>, card: &ItemCard, room: f64) -> fit::Label {
    let size = f64::from(CAPTION_SIZE);
    let whole = whole.map_or("", String::as_str);
    match card.category() {
        Some(category) if fit::width(whole, size) > room => {
            fit::label(category.label(), room, size, 1)
        }
        _ => fit::label(whole, room, size, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_widen_by_the_logarithm_of_their_orders() {
        assert_eq!(width_tenths(None), 10);
        assert_eq!(width_tenths(Some(1)), 10);
        assert_eq!(width_tenths(Some(100)), 30);
        assert_eq!(width_tenths(Some(u32::MAX)), 60);
    }
}
