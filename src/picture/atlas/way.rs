//! A way over the map: the best connection as a road through its towns, with the orders of each step
//! on a shield, and the other connections thinner.
//!
//! Each step is bent a little to its left, so that a way there and one back lie side by side.

use std::fmt::Write;

use super::labels::Spot;
use super::path::{pixel, short};
use crate::explorer::{MapAnswer, MapItem, Marked, Outcome, Point};
use crate::words::texts::Texts;

/// Pixels that a shield is high, and wide for each digit and around them.
const SHIELD: (f64, f64, f64) = (18.0, 7.0, 12.0);
/// How far a step is bent, as a share of its length.
const BEND: f64 = 0.11;
/// The radius of a stop.
const STOP: f64 = 8.5;
/// Half the width of the road.
const ROAD: f64 = 4.0;
/// Points of a step that names keep off.
const ROAD_POINTS: u32 = 24;

/// What is drawn of a way.
pub(super) struct Way {
    /// The best connection, as a path; empty where there is none.
    pub(super) best: String,
    /// The links of the others.
    pub(super) others: String,
    /// The items of the best connection in their order; without one, both ends.
    pub(super) stops: Vec<Stop>,
    /// The orders of each step.
    pub(super) orders: Vec<Shield>,
    /// Points along the best connection.
    road: Vec<Point>,
}

/// An item on the way.
pub(super) struct Stop {
    pub(super) item: MapItem,
    pub(super) x: String,
    pub(super) y: String,
    /// Where its number stands.
    pub(super) base: String,
    pub(super) number: String,
    pub(super) is_end: bool,
    at: Point,
}

/// A number on the road.
pub(super) struct Shield {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) left: String,
    pub(super) top: String,
    pub(super) width: String,
    pub(super) number: String,
    middle: Point,
    half: f64,
}

impl Way {
    pub(super) fn of(texts: Texts, answer: &MapAnswer) -> Option<Self> {
        let Found {
            outcome,
            best,
            ends,
        } = Found::of(answer.marked.as_ref())?;
        let shown = if best.is_empty() { &ends } else { &best };
        let last = shown.len().saturating_sub(1);
        let stop = |(place, item): (usize, &&MapItem)| {
            let at = pixel(answer, item.place);
            Stop {
                item: (*item).clone(),
                x: short(at.x),
                y: short(at.y),
                base: short(at.y + 3.8),
                number: texts.number(place + 1),
                is_end: place == 0 || place == last,
                at,
            }
        };
        let points: Vec<Point> = best.iter().map(|item| pixel(answer, item.place)).collect();
        let mut road = String::new();
        for ends in points.windows(2) {
            step(&mut road, [ends[0], ends[1]]);
        }
        Some(Self {
            best: road,
            others: others(answer, outcome),
            stops: shown.iter().enumerate().map(stop).collect(),
            orders: shields(texts, outcome, &points),
            road: points.windows(2).flat_map(along).collect(),
        })
    }

    /// What names keep off: shields, stops, and the road.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let spot = |at: Point, radius| Spot {
            x: at.x,
            y: at.y,
            radius,
        };
        let shields = self.orders.iter();
        let stops = self.stops.iter().map(|stop| spot(stop.at, STOP));
        let road = self.road.iter().map(|&at| spot(at, ROAD));
        shields
            .map(|shield| spot(shield.middle, shield.half))
            .chain(stops)
            .chain(road)
            .collect()
    }
}

/// Pixels that the name of a stop keeps from it.
pub(super) const STOP_GAP: f64 = STOP + 3.5;

/// Adds a step to a road.
fn step(path: &mut String, [from, to]: [Point; 2]) {
    let over = beside([from, to], 2.0 * BEND);
    let [x, y, over_x, over_y, to_x, to_y] =
        [from.x, from.y, over.x, over.y, to.x, to.y].map(short);
    // A text takes what is written to it.
    let _ = write!(path, "M{x} {y}Q{over_x} {over_y} {to_x} {to_y}");
}

/// Points along a step, without its ends.
fn along(ends: &[Point]) -> impl Iterator<Item = Point> + use<> {
    let (from, to) = (ends[0], ends[1]);
    let over = beside([from, to], 2.0 * BEND);
    (1..ROAD_POINTS).map(move |at| {
        let share = f64::from(at) / f64::from(ROAD_POINTS);
        let rest = 1.0 - share;
        let mixed =
            |from, over, to| rest * rest * from + 2.0 * rest * share * over + share * share * to;
        Point {
            x: mixed(from.x, over.x, to.x),
            y: mixed(from.y, over.y, to.y),
        }
    })
}

/// The point beside the middle of a step, to its left, at this share of its length.
fn beside([from, to]: [Point; 2], share: f64) -> Point {
    Point {
        x: f64::midpoint(from.x, to.x) + (to.y - from.y) * share,
        y: f64::midpoint(from.y, to.y) - (to.x - from.x) * share,
    }
}

fn others(answer: &MapAnswer, outcome: &Outcome) -> String {
    let (Outcome::Found(found), Some(Marked::Way { places, .. })) = (outcome, &answer.marked)
    else {
        return String::new();
    };
    let mut path = String::new();
    for link in &found.links {
        let ends = [link.from, link.to].map(|end| {
            let item = found.items.get(end)?;
            Some(pixel(answer, places.get(&item.card.id)?.place))
        });
        if let [Some(from), Some(to)] = ends {
            step(&mut path, [from, to]);
        }
    }
    path
}

/// The orders of each step, in the middle of it, where the step is long enough.
fn shields(texts: Texts, outcome: &Outcome, points: &[Point]) -> Vec<Shield> {
    let Outcome::Found(found) = outcome else {
        return Vec::new();
    };
    let Some(path) = found.paths.first() else {
        return Vec::new();
    };
    let steps = path.items.windows(2).zip(points.windows(2));
    let shield = |(items, ends): (&[usize], &[Point])| {
        let orders = found.link(items[0], items[1])?.evidence.orders?;
        let number = texts.number(orders as usize);
        let width = SHIELD.1 * number.chars().count() as f64 + SHIELD.2;
        if ends[0].distance(ends[1]) < width + 2.0 * STOP + 6.0 {
            return None;
        }
        let middle = beside([ends[0], ends[1]], BEND);
        Some(Shield {
            x: short(middle.x),
            y: short(middle.y + 4.0),
            left: short(middle.x - width / 2.0),
            top: short(middle.y - SHIELD.0 / 2.0),
            width: short(width),
            number,
            middle,
            half: width / 2.0,
        })
    };
    steps.filter_map(shield).collect()
}

/// What is marked, as far as it is drawn.
struct Found<'a> {
    outcome: &'a Outcome,
    /// The items of the best connection in their order; none where there is none.
    best: Vec<&'a MapItem>,
    ends: Vec<&'a MapItem>,
}

impl<'a> Found<'a> {
    fn of(marked: Option<&'a Marked>) -> Option<Self> {
        let Some(Marked::Way { answer, places }) = marked else {
            return None;
        };
        let best = match &answer.outcome {
            Outcome::Found(found) => {
                let items = found.paths.first().map_or(&[][..], |path| &path.items[..]);
                let items = items.iter().filter_map(|&item| found.items.get(item));
                items.filter_map(|item| places.get(&item.card.id)).collect()
            }
            Outcome::SameItem | Outcome::NoPath(_) => Vec::new(),
        };
        let ends = [&answer.from.id, &answer.to.id];
        Some(Self {
            outcome: &answer.outcome,
            best,
            ends: ends.into_iter().filter_map(|id| places.get(id)).collect(),
        })
    }
}
