//! How straight lines become the coasts and borders of a map.
//!
//! Regions are divided by straight lines. Every point of the map, lines and items alike, is then
//! moved a little, by a field that rises and falls smoothly and has folds of several sizes (gradient
//! of value noise: Perlin 1985, as a sum of octaves). Neighbours keep a common border, and items stay
//! in their regions, because the field moves no point past another: it nowhere changes by as much as
//! the points are apart.

use super::place::{Frame, HEIGHT, Point, WIDTH};

/// Folds from the largest to the smallest: units from one to the next, and how far a point is moved.
const FOLDS: [(f64, f64); 6] = [
    (290.0, 34.0),
    (131.0, 13.0),
    (59.0, 5.0),
    (27.0, 2.1),
    (12.3, 0.9),
    (5.3, 0.36),
];

/// Points of a side of a frame that are looked at, and how much larger than these is taken.
const SIDE_STEPS: u32 = 16;
const EDGE_MARGIN: f64 = 0.15;

/// Where a point comes to lie.
#[must_use]
pub fn bent(point: Point) -> Point {
    let to = moved(point);
    Point {
        x: to.x.clamp(0.0, f64::from(WIDTH)),
        y: to.y.clamp(0.0, f64::from(HEIGHT)),
    }
}

fn moved(point: Point) -> Point {
    let mut to = point;
    for (seed, (length, far)) in (0..).zip(FOLDS) {
        let at = Point {
            x: point.x / length,
            y: point.y / length,
        };
        to.x += far * noise(at, 2 * seed);
        to.y += far * noise(at, 2 * seed + 1);
    }
    to
}

/// What point comes to lie here: [`bent`] turned around, to a thousandth of a unit or so.
pub(crate) fn unbent(point: Point) -> Point {
    // Each step makes what is missing smaller, as the field changes by less than the points.
    (0..12).fold(point, |from, _| {
        let to = bent(from);
        Point {
            x: from.x + point.x - to.x,
            y: from.y + point.y - to.y,
        }
    })
}

/// A piece of the map that is looked at. Made once for all that is asked of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Its edge.
    pub frame: Frame,
    /// A frame of the straight map that holds all that comes to lie in it.
    pub(super) straight: Frame,
}

impl Piece {
    /// All that lies in a frame.
    #[must_use]
    pub fn of(frame: Frame) -> Self {
        Self {
            frame,
            straight: straightened(&frame),
        }
    }
}

/// A frame of the straight map that holds all that comes to lie in a frame.
fn straightened(frame: &Frame) -> Frame {
    let Frame { least, most } = *frame;
    let along = (0..=SIDE_STEPS).map(|step| f64::from(step) / f64::from(SIDE_STEPS));
    let edge = along.flat_map(|share| {
        let x = least.x + (most.x - least.x) * share;
        let y = least.y + (most.y - least.y) * share;
        [
            Point { x, y: least.y },
            Point { x, y: most.y },
            Point { x: least.x, y },
            Point { x: most.x, y },
        ]
    });
    // No point is moved past another: what lies inside of an edge stays inside of it.
    let inside = Frame::of(edge.map(unbent)).unwrap_or(*frame);
    let margin = 1.0 + EDGE_MARGIN;
    Frame::around(
        inside.middle(),
        inside.width() * margin,
        inside.height() * margin,
    )
}

/// A closed outline with these corners, with a point about every `step` units.
pub(crate) fn outline(corners: &[Point], step: f64) -> Vec<Point> {
    let step = step.max(0.01);
    let ends = corners.iter().cycle().skip(1);
    let mut points = Vec::new();
    for (&from, &to) in corners.iter().zip(ends) {
        let parts = (from.distance(to) / step).ceil().max(1.0);
        for part in 0..parts as u32 {
            let share = f64::from(part) / parts;
            points.push(bent(Point {
                x: from.x + (to.x - from.x) * share,
                y: from.y + (to.y - from.y) * share,
            }));
        }
    }
    points
}

/// A smooth field between -1 and 1: random at whole numbers, and between them in between.
fn noise(at: Point, seed: u64) -> f64 {
    let (x, y) = (whole(at.x), whole(at.y));
    let (across, down) = (smooth(at.x - x as f64), smooth(at.y - y as f64));
    let [left, right] = [random(x, y, seed), random(x + 1, y, seed)];
    let above = left + (right - left) * across;
    let [left, right] = [random(x, y + 1, seed), random(x + 1, y + 1, seed)];
    let below = left + (right - left) * across;
    above + (below - above) * down
}

/// The whole number below: as `floor`, which is a call where the processor is any.
fn whole(number: f64) -> i64 {
    let near = number as i64;
    near - i64::from(number < near as f64)
}

/// From 0 to 1, level at both ends.
fn smooth(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}

/// A number between -1 and 1 that looks like chance (SplitMix64: Steele, Lea, Flood 2014).
fn random(x: i64, y: i64, seed: u64) -> f64 {
    let mut bits = (x as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((y as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
        .wrapping_add(seed.wrapping_mul(0x1656_67b1_9e37_79f9));
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    // 53 bits are what a number holds.
    (bits >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn no_point_of_the_map_is_moved_past_another() {
        // The field is what it is, whatever is drawn: so all of it is looked at.
        let step = 0.7;
        let rows = (0..(f64::from(HEIGHT) / step) as u32).into_par_iter();
        let least = rows.map(|row| {
            let places = (0..(f64::from(WIDTH) / step) as u32).map(|column| {
                let (x, y) = (f64::from(column) * step, f64::from(row) * step);
                let [here, right, below] =
                    [(x, y), (x + 0.01, y), (x, y + 0.01)].map(|(x, y)| moved(Point { x, y }));
                let (right, below) = (
                    ((right.x - here.x) / 0.01, (right.y - here.y) / 0.01),
                    ((below.x - here.x) / 0.01, (below.y - here.y) / 0.01),
                );
                // How large a small square becomes; below 0 it would be turned over.
                right.0 * below.1 - right.1 * below.0
            });
            places.fold(f64::MAX, f64::min)
        });
        let least = least.reduce(|| f64::MAX, f64::min);
        assert!(least > 0.05, "{least}");
    }

    #[test]
    fn what_was_bent_is_found_again() {
        for (x, y) in [(60.0, 50.0), (500.0, 320.0), (903.25, 77.5), (333.3, 590.0)] {
            let from = Point { x, y };
            assert!(unbent(bent(from)).distance(from) < 0.01, "{from:?}");
        }
    }
}
