//! The lines of a picture: curves bundled by their width, and the pills on the best connection.
//!
//! Knows no items; a line says how many orders hold both its ends, and the ends are seen.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::explorer::Connections;
use crate::letters::{fit, short};
use crate::picture::layout::{Layout, LinkCurve, Orientation, Point};
use crate::words::texts::Texts;

/// Height of the letters that say how many orders a line stands for.
const COUNT_SIZE: f64 = 11.0;
/// Room between those letters and the two ends of their pill.
const PILL_PADDING: i32 = 14;
/// How much of a line stays to be seen beside its pill.
const LINE_SEEN: i32 = 12;
/// How much of a line that ends in an arrow stays to be seen beside its pill.
const ARROW_SEEN: i32 = 36;

/// How the lines of a picture end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    /// A link holds either way.
    Plain,
    /// Towards the item that is on the other's list.
    Arrows,
}

/// Lines of one look and width.
pub(super) struct Bundle {
    pub(super) class: &'static str,
    pub(super) stroke_width: String,
    pub(super) lines: Vec<Line>,
}

/// One `<path>`.
pub(super) struct Line {
    pub(super) path: String,
    /// What a hovering pointer is told; empty where nothing is.
    pub(super) words: String,
}

/// The pill in the middle of a line, with the orders that hold both ends.
#[derive(Debug)]
pub(super) struct Pill {
    pub(super) middle: Point,
    pub(super) text: String,
    pub(super) width: i32,
    /// The number stands without its noun.
    pub(super) bare: bool,
}

impl Pill {
    /// The number with its noun where the gap has room for both, and the bare number elsewhere.
    pub(super) fn new(texts: Texts, middle: Point, orders: u32, room: i32) -> Self {
        let width = |text: &str| fit::width(text, COUNT_SIZE).ceil() as i32 + PILL_PADDING;
        let whole = texts.count("orders", orders);
        let bare = width(&whole) > room;
        let text = if bare {
            short_number(texts, orders)
        } else {
            whole
        };
        Self {
            middle,
            width: width(&text),
            text,
            bare,
        }
    }
}

/// A number short enough for a narrow gap: `9,999`, `12k`, `3.4M`, `1B`.
pub(super) fn short_number(texts: Texts, value: u32) -> String {
    let value = u64::from(value);
    match short::unit(value, &["k", "M", "B"]) {
        Some((unit, letter)) if value >= 10_000 => {
            let tenths = value / (unit / 10);
            if tenths < 100 && !tenths.is_multiple_of(10) {
                format!("{}.{}{letter}", tenths / 10, tenths % 10)
            } else {
                format!("{}{letter}", tenths / 10)
            }
        }
        _ => texts.number(value),
    }
}

/// The pills of a picture.
pub(super) fn pills(texts: Texts, found: &Connections, layout: &Layout, heads: Heads) -> Vec<Pill> {
    let seen = match heads {
        Heads::Plain => LINE_SEEN,
        Heads::Arrows => ARROW_SEEN,
    };
    let pill = |curve: &LinkCurve| {
        let [begin, .., end] = curve.points;
        let room = match layout.orientation {
            Orientation::Across => end.x - begin.x - seen,
            Orientation::Down => i32::MAX,
        };
        Some(Pill::new(texts, curve.label?, orders(found, curve)?, room))
    };
    layout.links.iter().filter_map(pill).collect()
}

/// The lines of a picture, the thinnest first and the best connection last. Lines of a bundle that
/// tell the same share one path, unless each has an arrow of its own.
pub(super) fn bundles(
    texts: Texts,
    found: &Connections,
    layout: &Layout,
    told: bool,
    heads: Heads,
) -> Vec<Bundle> {
    let mut by_look: BTreeMap<(bool, bool, i32), Vec<&LinkCurve>> = BTreeMap::new();
    for curve in &layout.links {
        let look = (curve.best, curve.link.is_none(), curve.width_tenths);
        by_look.entry(look).or_default().push(curve);
    }
    by_look
        .into_iter()
        .map(|((best, folded, tenths), curves)| Bundle {
            class: match (best, folded) {
                (true, false) => "cw-best",
                (true, true) => "cw-folded cw-best",
                (false, true) => "cw-folded",
                (false, false) => "",
            },
            stroke_width: (f64::from(tenths) / 10.0).to_string(),
            lines: lines(texts, found, &curves, told, heads),
        })
        .collect()
}

fn lines(
    texts: Texts,
    found: &Connections,
    curves: &[&LinkCurve],
    told: bool,
    heads: Heads,
) -> Vec<Line> {
    let orders = |curve: &LinkCurve| orders(found, curve).filter(|_| told);
    let mut curves = curves.to_vec();
    curves.sort_by_key(|curve| orders(curve));
    curves
        .chunk_by(|x, y| heads == Heads::Plain && orders(x) == orders(y))
        .map(|alike| Line {
            path: path(alike),
            words: orders(alike[0])
                .map_or_else(String::new, |orders| texts.count("orders", orders)),
        })
        .collect()
}

fn orders(found: &Connections, curve: &LinkCurve) -> Option<u32> {
    found.links.get(curve.link?)?.evidence.orders
}

/// Curves one after the other, each with its begin as origin, and as a straight line where it is one.
fn path(curves: &[&LinkCurve]) -> String {
    // A curve takes some 25 letters.
    let mut path = String::with_capacity(32 * curves.len());
    for curve in curves {
        let [begin, first, second, end] = curve.points;
        let from_begin = |point: Point| [point.x - begin.x, point.y - begin.y];
        put(&mut path, 'M', &[begin.x, begin.y]);
        match from_begin(end) {
            [right, 0] => put(&mut path, 'h', &[right]),
            [0, down] => put(&mut path, 'v', &[down]),
            [x, y] => {
                let ([x1, y1], [x2, y2]) = (from_begin(first), from_begin(second));
                put(&mut path, 'c', &[x1, y1, x2, y2, x, y]);
            }
        }
    }
    path
}

/// A command of a path and its numbers.
fn put(path: &mut String, command: char, numbers: &[i32]) {
    path.push(command);
    for (place, number) in numbers.iter().enumerate() {
        // A minus parts two numbers as well as a space.
        if place > 0 && *number >= 0 {
            path.push(' ');
        }
        write!(path, "{number}").expect("a String takes every text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_gap_holds_the_bare_number() {
        let middle = Point { x: 0, y: 0 };
        assert_eq!(
            Pill::new(Texts::default(), middle, 12, 80).text,
            "12 orders"
        );
        assert_eq!(Pill::new(Texts::default(), middle, 12, 48).text, "12");
        assert_eq!(Pill::new(Texts::default(), middle, 12_345, 48).text, "12k");
    }

    #[test]
    fn a_bare_number_fits_the_narrowest_gap() {
        let middle = Point { x: 0, y: 0 };
        for orders in [9_999, 10_000, 999_999, 1_234_567, 999_999_999, u32::MAX] {
            let pill = Pill::new(Texts::default(), middle, orders, 48);
            assert!(pill.width <= 48, "{pill:?}");
        }
    }
}
