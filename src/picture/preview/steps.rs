//! The best connection on a card: boxes on rows, and on each link how many orders hold both.
//!
//! Knows the answer and where [`rows`] put things; how boxes look belongs to `card`.

use crate::explorer::{Connections, Direction, PathsAnswer};
use crate::letters::short;
use crate::picture::layout::rows::{self, Joint, Rows, Stand};
use crate::picture::layout::{Point, Rect};
use crate::words::texts::Texts;

use super::canvas::{Anchor, Edge, Tone, Type};
use super::card::{AREA, Card, Look, Sizes, title_size};
use super::face::Face;

/// Roundness of a line's corners.
const BEND: i32 = 18;
/// Length of the head of an arrow.
const ARROW: i32 = 16;
/// Least room of a number beside a gap's edges.
const NUMBER_MARGIN: i32 = 8;

/// Sizes for so many rows.
struct Scale {
    ends: &'static [f64],
    middles: &'static [f64],
    caption: f64,
    number: f64,
}

impl Scale {
    fn of(rows: &Rows) -> Self {
        match (rows.count, rows.boxes.len()) {
            (1, ..=2) => Self {
                ends: &[72.0, 64.0, 58.0, 52.0, 48.0, 44.0, 40.0, 36.0],
                middles: &[],
                caption: 28.0,
                number: 34.0,
            },
            (1, _) => Self {
                ends: &[64.0, 56.0, 50.0, 46.0, 42.0, 38.0, 34.0, 30.0],
                middles: &[52.0, 46.0, 42.0, 38.0, 34.0, 32.0, 30.0, 28.0, 26.0],
                caption: 24.0,
                number: 30.0,
            },
            (2, _) => Self {
                ends: &[52.0, 46.0, 42.0, 38.0, 34.0, 30.0, 28.0],
                middles: &[42.0, 38.0, 34.0, 32.0, 30.0, 28.0, 26.0],
                caption: 22.0,
                number: 26.0,
            },
            (_, ..=8) => Self {
                ends: &[36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0],
                middles: &[32.0, 30.0, 28.0, 26.0, 24.0, 22.0],
                caption: 18.0,
                number: 22.0,
            },
            _ => Self {
                ends: &[32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0],
                middles: &[28.0, 26.0, 24.0, 22.0, 20.0],
                caption: 16.0,
                number: 20.0,
            },
        }
    }
}

/// What a line between two boxes stands for.
#[derive(Debug, Clone, Copy)]
enum Link {
    /// One link, and the orders that hold both its ends where they are known.
    Bought { orders: Option<u32> },
    /// Links that are not drawn one by one.
    Folded,
}

/// Draws the best of the connections.
pub(super) fn draw(card: &mut Card, answer: &PathsAnswer, found: &Connections) {
    let best = found.paths.first().map(|path| path.items.as_slice());
    let best = best.unwrap_or_default();
    let rows = rows::wrap(best.len().saturating_sub(1), AREA);
    let scale = Scale::of(&rows);
    for (place, joint) in rows.joints.iter().enumerate() {
        let stand = |place: usize| rows.boxes.get(place).map(|one| one.stand);
        let link = match (stand(place), stand(place + 1)) {
            (Some(Stand::Step(from)), Some(Stand::Step(to))) => Link::Bought {
                orders: orders(found, best, from, to),
            },
            _ => Link::Folded,
        };
        draw_joint(card, joint, link, answer.question.options.direction, &scale);
    }
    draw_boxes(card, answer, found, best, &rows, &scale);
}

fn draw_boxes(
    card: &mut Card,
    answer: &PathsAnswer,
    found: &Connections,
    best: &[usize],
    rows: &Rows,
    scale: &Scale,
) {
    let mut ends = Vec::new();
    let mut middles = Vec::new();
    for one in &rows.boxes {
        match one.stand {
            Stand::Step(step) => {
                let Some(item) = best.get(step).and_then(|&item| found.items.get(item)) else {
                    continue;
                };
                if step == 0 || step + 1 == best.len() {
                    ends.push((&item.card, one.rect));
                } else {
                    middles.push((&item.card, one.rect));
                }
            }
            Stand::Folded { first, last } => fold(card, one.rect, last + 1 - first),
        }
    }
    let sizes = |title| Sizes {
        title,
        caption: scale.caption,
    };
    let middle = title_size(card.texts, scale.middles, &middles, scale.caption);
    for (item, rect) in middles {
        let look = match answer.is_stop(item) {
            true => Look::End,
            false => Look::Middle,
        };
        card.item(item, rect, look, sizes(middle));
    }
    let end = title_size(card.texts, scale.ends, &ends, scale.caption);
    for (item, rect) in ends {
        card.item(item, rect, Look::End, sizes(end));
    }
}

/// Orders that hold two items that follow each other.
fn orders(found: &Connections, best: &[usize], from: usize, to: usize) -> Option<u32> {
    let (from, to) = (best.get(from)?, best.get(to)?);
    found.link(*from, *to)?.evidence.orders
}

fn draw_joint(card: &mut Card, joint: &Joint, link: Link, direction: Direction, scale: &Scale) {
    let orders = match link {
        Link::Bought { orders } => orders,
        Link::Folded => None,
    };
    let edge = Edge {
        tone: Tone::Best,
        width: line_width(orders),
        is_dashed: matches!(link, Link::Folded),
    };
    let mut points = joint.points.clone();
    if direction == Direction::AsBought {
        arrow(card, &mut points);
    }
    card.canvas.line(&points, BEND, edge);
    match orders {
        Some(orders) if joint.is_turn() => pill(card, joint, orders, scale),
        Some(orders) => beside_line(card, joint, orders, edge.width, scale),
        None => {}
    }
}

/// On a log scale, as in the picture of the page.
fn line_width(orders: Option<u32>) -> f64 {
    let orders = f64::from(orders.unwrap_or(1).max(1));
    (4.0 + 2.2 * orders.log10()).min(12.0).round()
}

/// A head on the end of a line, which it shortens so that the tip stays sharp.
fn arrow(card: &mut Card, points: &mut [Point]) {
    let [.., before, tip] = points else {
        return;
    };
    let along = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
    let neck = Point {
        x: tip.x - along.0 * ARROW,
        y: tip.y - along.1 * ARROW,
    };
    let wing = |side: i32| (neck.x - along.1 * side, neck.y + along.0 * side);
    let (one, other) = (wing(ARROW * 3 / 4), wing(-ARROW * 3 / 4));
    let head = format!(
        "M{} {}L{} {}L{} {}z",
        tip.x, tip.y, one.0, one.1, other.0, other.1
    );
    card.canvas.path(&head, Some(Tone::Best), None);
    *tip = neck;
}

/// The number above a line, its noun below.
fn beside_line(card: &mut Card, joint: &Joint, orders: u32, width: f64, scale: &Scale) {
    let Point { x, y } = joint.label;
    let half = (width / 2.0).ceil() as i32;
    let room = f64::from(joint.room - NUMBER_MARGIN);
    let strong = |size| Type {
        face: Face::Strong,
        size,
        tone: Tone::Best,
    };
    let text = number_in(card.texts, room, orders, scale.number);
    let size = fitting_size(&text, room, scale.number);
    let above = Point {
        x,
        y: y - half - 12,
    };
    card.canvas.text(&text, above, Anchor::Middle, strong(size));
    let noun = card.texts.count("orders-noun", orders);
    let set = Type {
        face: Face::Regular,
        size: (scale.number * 0.8).round(),
        tone: Tone::Muted,
    };
    if set.face.width(&noun, set.size) <= room {
        let below = Point {
            x,
            y: y + half + 8 + set.size as i32,
        };
        card.canvas.text(&noun, below, Anchor::Middle, set);
    }
}

/// The number on a line that leads to the next row.
fn pill(card: &mut Card, joint: &Joint, orders: u32, scale: &Scale) {
    let text = card.texts.count("orders", orders);
    let set = Type {
        face: Face::Strong,
        size: scale.number.min(22.0),
        tone: Tone::Best,
    };
    let width = set.face.width(&text, set.size).ceil() as i32 + 28;
    let height = set.size as i32 + 16;
    let Point { x, y } = joint.label;
    let rect = Rect {
        x: x - width / 2,
        y: y - height / 2,
        width,
        height,
    };
    let edge = Edge {
        tone: Tone::Best,
        width: 2.0,
        is_dashed: false,
    };
    card.canvas.rect(rect, height / 2, Tone::Paper, Some(edge));
    let baseline = Point {
        x,
        y: y + (set.size * 0.36).round() as i32,
    };
    card.canvas.text(&text, baseline, Anchor::Middle, set);
}

/// A number in full where there is room for it, else in thousands or millions.
fn number_in(texts: Texts, room: f64, value: u32, size: f64) -> String {
    let full = texts.number(value);
    if Face::Strong.width(&full, size * 0.8) <= room {
        return full;
    }
    let value = u64::from(value);
    short::unit(value, &["k", "M"])
        .map_or(full, |(unit, letter)| format!("{}{letter}", value / unit))
}

fn fitting_size(text: &str, room: f64, size: f64) -> f64 {
    let width = Face::Strong.width(text, size);
    if width <= room {
        size
    } else {
        (size * room / width).floor()
    }
}

/// A box for the steps that are not drawn one by one.
fn fold(card: &mut Card, rect: Rect, items: usize) {
    let edge = Edge {
        tone: Tone::Edge,
        width: 2.0,
        is_dashed: true,
    };
    card.canvas.rect(rect, 16, Tone::Sunk, Some(edge));
    let text = format!("… {} …", card.texts.count("items", items));
    let set = Type {
        face: Face::Strong,
        size: 22.0,
        tone: Tone::Muted,
    };
    let room = f64::from(rect.width - 24);
    let set = Type {
        size: fitting_size(&text, room, set.size),
        ..set
    };
    let place = Point {
        x: rect.x + rect.width / 2,
        y: rect.y + rect.height / 2 + 8,
    };
    card.canvas.text(&text, place, Anchor::Middle, set);
}
