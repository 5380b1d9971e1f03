//! A way over the map: the best connection as a road through its towns, with the orders of each step
//! on a shield, and the other connections thinner.

use super::path::{line, pixel, short};
use crate::explorer::{MapAnswer, MapItem, Marked, Outcome, Point};
use crate::words::texts::Texts;

/// Pixels that a shield is high, and wide for each digit and around them.
const SHIELD: (f64, f64, f64) = (18.0, 7.0, 12.0);

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
}

/// An item on the way.
pub(super) struct Stop {
    pub(super) item: MapItem,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) is_end: bool,
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
        let (best, outcome, ends) = way_of(answer.marked.as_ref())?;
        let shown: Vec<&MapItem> = match best.is_empty() {
            true => ends.into_iter().flatten().collect(),
            false => best.clone(),
        };
        let last = shown.len().saturating_sub(1);
        let stop = |(place, item): (usize, &&MapItem)| {
            let point = pixel(answer, item.place);
            Stop {
                item: (*item).clone(),
                x: short(point.x),
                y: short(point.y),
                is_end: place == 0 || place == last,
            }
        };
        let points: Vec<Point> = best.iter().map(|item| pixel(answer, item.place)).collect();
        let mut road = String::new();
        line(&mut road, &points);
        Some(Self {
            best: road,
            others: others(answer, outcome),
            stops: shown.iter().enumerate().map(stop).collect(),
            orders: shields(texts, outcome, &points),
        })
    }

    /// Where numbers stand, as circles that no name stands on.
    pub(super) fn shields(&self) -> Vec<(f64, f64, f64)> {
        let shields = self.orders.iter();
        shields
            .map(|shield| (shield.middle.x, shield.middle.y, shield.half))
            .collect()
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
            line(&mut path, &[from, to]);
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
        if ends[0].distance(ends[1]) < width + 24.0 {
            return None;
        }
        let middle = Point {
            x: f64::midpoint(ends[0].x, ends[1].x),
            y: f64::midpoint(ends[0].y, ends[1].y),
        };
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

/// The places of a connection, best first; empty where none was found.
fn way_of(marked: Option<&Marked>) -> Option<(Vec<&MapItem>, &Outcome, [Option<&MapItem>; 2])> {
    let Some(Marked::Way { answer, places }) = marked else {
        return None;
    };
    let ends = [&answer.from.id, &answer.to.id].map(|id| places.get(id));
    let best = match &answer.outcome {
        Outcome::Found(found) => {
            let items = found.paths.first().map_or(&[][..], |path| &path.items[..]);
            let ids = items.iter().filter_map(|&item| found.items.get(item));
            ids.filter_map(|item| places.get(&item.card.id)).collect()
        }
        Outcome::SameItem | Outcome::NoPath(_) => Vec::new(),
    };
    Some((best, &answer.outcome, ends))
}
