//! Lines of a map as paths of short numbers.

use std::fmt::Write;

use crate::explorer::{MapAnswer, Place, Point, View};

/// A closed outline as a path of short numbers, each point from the one before.
pub(super) fn closed(view: &View, outline: &[Point]) -> String {
    let mut path = String::new();
    let points: Vec<Point> = outline.iter().map(|&point| view.pixel(point)).collect();
    line(&mut path, &points);
    if !path.is_empty() {
        path.push('z');
    }
    path
}

/// Adds a line to a path, in tenths of a pixel. What is rounded away does not add up.
pub(super) fn line(path: &mut String, points: &[Point]) {
    let tenths = |point: &Point| {
        (
            (point.x * 10.0).round() as i64,
            (point.y * 10.0).round() as i64,
        )
    };
    let mut points = points.iter().map(tenths);
    let Some(mut last) = points.next() else {
        return;
    };
    path.push('M');
    number(path, last.0, true);
    number(path, last.1, false);
    let mut is_first = true;
    for point in points {
        let by = (point.0 - last.0, point.1 - last.1);
        if by == (0, 0) {
            continue;
        }
        if is_first {
            path.push('l');
        }
        number(path, by.0, is_first);
        number(path, by.1, false);
        (last, is_first) = (point, false);
    }
}

/// A number of tenths as short as can be; what stands before it is parted from it.
fn number(path: &mut String, tenths: i64, is_first: bool) {
    if !is_first && tenths >= 0 {
        path.push(' ');
    }
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    // A text takes what is written to it.
    let _ = match (whole, part) {
        (whole, 0) => write!(path, "{sign}{whole}"),
        (0, part) => write!(path, "{sign}.{part}"),
        (whole, part) => write!(path, "{sign}{whole}.{part}"),
    };
}

/// A number with one decimal at most.
pub(super) fn short(value: f64) -> String {
    let mut text = String::new();
    number(&mut text, (value * 10.0).round() as i64, true);
    text
}

/// Where something is in a view.
pub(super) fn pixel(answer: &MapAnswer, place: Place) -> Point {
    answer.view.pixel(place.point())
}
