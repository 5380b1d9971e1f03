//! How straight lines become the coasts and borders of a map.
//!
//! Regions are divided by straight lines. Every point of the map, lines and items alike, is then
//! moved a little, by a field that rises and falls smoothly and has folds of several sizes (gradient
//! of value noise: Perlin 1985, as a sum of octaves). Neighbours keep a common border, and items stay
//! in their regions, because the field moves no point past another: it nowhere changes by as much as
//! the points are apart.

use super::place::{HEIGHT, Point, WIDTH};

/// Folds from the largest to the smallest: units from one to the next, and how far a point is moved.
const FOLDS: [(f64, f64); 6] = [
    (190.0, 15.0),
    (83.0, 6.0),
    (37.0, 2.6),
    (17.0, 1.15),
    (7.3, 0.45),
    (3.1, 0.17),
];
/// Units that a point is moved at most, in x and in y.
pub(crate) const MOST: f64 = 25.4;

/// Where a point comes to lie.
#[must_use]
pub fn bent(point: Point) -> Point {
    let mut to = point;
    for (seed, (length, far)) in (0..).zip(FOLDS) {
        let at = Point {
            x: point.x / length,
            y: point.y / length,
        };
        to.x += far * noise(at, 2 * seed);
        to.y += far * noise(at, 2 * seed + 1);
    }
    Point {
        x: to.x.clamp(0.0, f64::from(WIDTH)),
        y: to.y.clamp(0.0, f64::from(HEIGHT)),
    }
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
    let (x, y) = (at.x.floor(), at.y.floor());
    let (across, down) = (smooth(at.x - x), smooth(at.y - y));
    let value = |right: i64, below: i64| random(x as i64 + right, y as i64 + below, seed);
    let above = value(0, 0) + (value(1, 0) - value(0, 0)) * across;
    let below = value(0, 1) + (value(1, 1) - value(0, 1)) * across;
    above + (below - above) * down
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
    use proptest::prelude::{prop_assert, proptest};

    use super::*;

    #[test]
    fn no_point_is_moved_farther_than_is_said() {
        let all: f64 = FOLDS.iter().map(|(_, far)| far).sum();
        assert!(all <= MOST);
    }

    proptest! {
        #[test]
        fn points_are_moved_without_passing_each_other(
            x in 50.0..950.0, y in 50.0..590.0, by_x in -0.5..0.5, by_y in -0.5..0.5,
        ) {
            let (one, other) = (Point { x, y }, Point { x: x + by_x, y: y + by_y });
            let moved = (bent(one), bent(other));
            // They are still apart in the same direction.
            let ahead = (moved.1.x - moved.0.x) * by_x + (moved.1.y - moved.0.y) * by_y;
            prop_assert!(ahead >= 0.0, "{one:?} {other:?} {moved:?}");
        }
    }
}
