//! Lines of a map as paths of short numbers.

use std::fmt::Write;

use crate::explorer::{MapAnswer, Place, Point};

/// How fine the numbers of a path are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// Tenths of a pixel, told in pixels.
    Tenths,
    /// Halves of a pixel, told as whole numbers: what is drawn with them is made half as large. Land
    /// has thousands of points, and most of a view are their numbers.
    Halves,
}

impl Grain {
    fn of_pixels(self, pixels: f64) -> i64 {
        let parts = match self {
            Self::Tenths => 10.0,
            Self::Halves => 2.0,
        };
        (pixels * parts).round() as i64
    }

    /// A number as short as can be; what stands before it is parted from it.
    fn write(self, path: &mut String, parts: i64, is_first: bool) {
        if !is_first && parts >= 0 {
            path.push(' ');
        }
        let sign = if parts < 0 { "-" } else { "" };
        // A text takes what is written to it.
        let _ = match (self, parts.abs() / 10, parts.abs() % 10) {
            (Self::Halves, ..) => write!(path, "{parts}"),
            (Self::Tenths, whole, 0) => write!(path, "{sign}{whole}"),
            (Self::Tenths, 0, part) => write!(path, "{sign}.{part}"),
            (Self::Tenths, whole, part) => write!(path, "{sign}{whole}.{part}"),
        };
    }
}

/// A closed outline as a path, each point told from the one before.
pub(super) fn closed(outline: &[Point], grain: Grain) -> String {
    let mut path = String::new();
    line(&mut path, outline, grain);
    if !path.is_empty() {
        path.push('z');
    }
    path
}

/// Adds a line to a path. What is rounded away does not add up.
pub(super) fn line(path: &mut String, points: &[Point], grain: Grain) {
    let parts = |point: &Point| (grain.of_pixels(point.x), grain.of_pixels(point.y));
    let mut points = points.iter().map(parts);
    let Some(mut last) = points.next() else {
        return;
    };
    path.push('M');
    grain.write(path, last.0, true);
    grain.write(path, last.1, false);
    let mut is_first = true;
    for point in points {
        let by = (point.0 - last.0, point.1 - last.1);
        if by == (0, 0) {
            continue;
        }
        if is_first {
            path.push('l');
        }
        grain.write(path, by.0, is_first);
        grain.write(path, by.1, false);
        (last, is_first) = (point, false);
    }
}

/// Leaves out the points without which a line runs within so many pixels of where it did (Ramer 1972;
/// Douglas, Peucker 1973). Both ends stay.
pub(super) fn simplified(points: &[Point], within: f64) -> Vec<Point> {
    let mut kept = vec![false; points.len()];
    let mut open = vec![(0, points.len().saturating_sub(1))];
    while let Some((from, to)) = open.pop() {
        for end in [from, to] {
            if let Some(kept) = kept.get_mut(end) {
                *kept = true;
            }
        }
        let far = |&at: &usize| aside(points[at], points[from], points[to]);
        let farthest = (from + 1..to).max_by(|one, other| far(one).total_cmp(&far(other)));
        if let Some(at) = farthest.filter(|at| far(at) > within) {
            open.extend([(from, at), (at, to)]);
        }
    }
    let points = points.iter().zip(kept);
    points
        .filter_map(|(point, kept)| kept.then_some(*point))
        .collect()
}

/// How far a point is from a piece of a line.
pub(super) fn aside(point: Point, from: Point, to: Point) -> f64 {
    let along = (to.x - from.x, to.y - from.y);
    let length = along.0 * along.0 + along.1 * along.1;
    let share = match length > 0.0 {
        true => ((point.x - from.x) * along.0 + (point.y - from.y) * along.1) / length,
        false => 0.0,
    };
    let share = share.clamp(0.0, 1.0);
    point.distance(Point {
        x: from.x + share * along.0,
        y: from.y + share * along.1,
    })
}

/// A number with one decimal at most.
pub(super) fn short(value: f64) -> String {
    let mut text = String::new();
    let grain = Grain::Tenths;
    grain.write(&mut text, grain.of_pixels(value), true);
    text
}

/// Where something is in a view.
pub(super) fn pixel(answer: &MapAnswer, place: Place) -> Point {
    answer.view.pixel(place.point())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn a_line_is_told_from_point_to_point_in_few_signs() {
        let points = points(&[(1.25, -0.5), (1.74, 10.0), (1.74, 10.0), (0.0, 9.9)]);
        let told = |grain| {
            let mut path = String::new();
            line(&mut path, &points, grain);
            path
        };
        assert_eq!(told(Grain::Tenths), "M1.3-.5l.4 10.5-1.7-.1");
        assert_eq!(told(Grain::Halves), "M3-1l0 21-3 0");
    }

    #[test]
    fn points_that_a_line_does_not_need_are_left_out_and_ends_stay() {
        let bent = points(&[
            (0.0, 0.0),
            (5.0, 0.2),
            (10.0, 0.0),
            (10.1, 8.0),
            (10.0, 20.0),
        ]);
        let kept = points(&[(0.0, 0.0), (10.0, 0.0), (10.0, 20.0)]);
        assert_eq!(simplified(&bent, 0.4), kept);
        assert_eq!(simplified(&[], 0.4), []);
        assert_eq!(simplified(&bent[..1], 0.4), bent[..1]);
    }
}
