//! Lanes and columns to pixels.

use crate::explorer::{Connections, ItemCard};
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

/// The measures of one orientation. `along` is the way the hops run, `beside` the way lanes lie.
struct Grid {
    orientation: Orientation,
    box_width: i32,
    /// Known once it is known what the boxes have to say.
    box_height: i32,
    gap_along: i32,
    side_margin: i32,
    first_lane: i32,
}

impl Grid {
    fn new(orientation: Orientation, columns: usize, lanes: &[i32]) -> Self {
        let first_lane = lanes.iter().copied().min().unwrap_or(0);
        let last_lane = lanes.iter().copied().max().unwrap_or(0);
        let (box_width, gap_along, side_margin) = match orientation {
            Orientation::Across if columns <= ROOMY_COLUMNS => (BOX_WIDTH, 92, MARGIN),
            Orientation::Across => (BOX_WIDTH, 60, MARGIN),
            Orientation::Down if first_lane == last_lane => (WIDE_BOX_WIDTH, 48, SIDE_MARGIN_DOWN),
            Orientation::Down => (BOX_WIDTH, 52, SIDE_MARGIN_DOWN),
        };
        Self {
            orientation,
            box_width,
            box_height: 0,
            gap_along,
            side_margin,
            first_lane,
        }
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
) -> Layout {
    let mut grid = Grid::new(orientation, drawing.columns.len(), lanes);
    let rows = rows(connections, grid.box_width);
    grid.box_height = rows.height;
    let rects = rects(drawing, lanes, &grid);
    let mut boxes = Vec::new();
    let mut folds = Vec::new();
    for (node, rect) in drawing.nodes.iter().zip(&rects) {
        match node {
            Node::Item(item) => boxes.push(item_box(connections, captions, *item, *rect)),
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
        rows,
        boxes,
        folds,
        links,
    }
}

/// Rows for all that any item has to say: a catalogue without creators leaves no gaps for them.
/// Items not drawn count too, so that both orientations agree.
fn rows(connections: &Connections, box_width: i32) -> Rows {
    let cards = connections.items.iter().filter(|item| item.on_shortest);
    let cards: Vec<&ItemCard> = cards.map(|item| &item.card).collect();
    let room = f64::from(box_width - 2 * PADDING);
    let title = 22;
    let mut foot = title;
    let breaks = |card: &&ItemCard| title_label(card, room).lines.len() > 1;
    if cards.iter().any(breaks) {
        foot += LINE;
    }
    if cards.iter().any(|card| card.creator.is_some()) {
        foot += LINE;
    }
    let has_caption = |card: &&ItemCard| card.category().is_some() || card.year.is_some();
    if cards.iter().any(has_caption) {
        foot += LINE + 1;
    }
    let several = connections.has_several();
    let bar = several.then_some(foot + 9);
    Rows {
        title,
        line: LINE,
        caption: foot,
        bar,
        height: foot + if several { 23 } else { 13 },
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

fn item_box(connections: &Connections, captions: &[String], place: usize, rect: Rect) -> ItemBox {
    let item = &connections.items[place];
    let room = f64::from(rect.width - 2 * PADDING);
    let best = connections.paths.first();
    ItemBox {
        item: place,
        rect,
        title: title_label(&item.card, room),
        creator: fit::label(
            item.card.creator.as_deref().unwrap_or_default(),
            room,
            f64::from(CAPTION_SIZE),
            1,
        ),
        caption: caption(
            captions.get(place),
            &item.card,
            room - f64::from(GLYPH_WIDTH),
        ),
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

fn title_label(card: &ItemCard, room: f64) -> fit::Label {
    fit::label(&card.title, room, f64::from(TITLE_SIZE), 2)
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
