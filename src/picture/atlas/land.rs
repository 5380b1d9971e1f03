//! Sea and land of a view: the grid of the sea, the regions of the first level as areas, the borders
//! of the others, and roads.
//!
//! All of it stands in halves of a pixel ([`Grain::Halves`]).

use std::collections::HashMap;

use super::path::{Grain, aside, closed, line, simplified};
use crate::explorer::{MapAnswer, MapRegion, Point, View};

/// Classes of roads by how much they are used: their widths, in halves of a pixel.
const ROADS: [f64; 3] = [1.8, 3.0, 4.8];
/// A line may run beside where it should by so many pixels.
const WITHIN: f64 = 0.35;
/// Borders as near to each other as this are one.
const SAME: f64 = 1.2;
/// Pixels of a square that borders are looked for in: more than a piece of one is long.
const SQUARE: f64 = 48.0;
/// What is farther outside of a view than this is not seen, with what is drawn around it.
const OUTSIDE: f64 = 40.0;
/// Lines of the grid are at least so many pixels apart.
const GRID_PIXELS: f64 = 110.0;
/// Units between two of its lines, from far to near.
const GRID_UNITS: [f64; 6] = [200.0, 100.0, 50.0, 20.0, 10.0, 5.0];

/// A region of the first level.
pub(super) struct Area {
    pub(super) tint: u8,
    pub(super) path: String,
}

pub(super) fn areas(answer: &MapAnswer) -> Vec<Area> {
    let first = answer.levels.first().into_iter().flatten();
    first
        .map(|region| Area {
            tint: region.tint,
            path: closed(
                &simplified(&seen(&answer.view, &region.outline), WITHIN),
                Grain::Halves,
            ),
        })
        .filter(|area| !area.path.is_empty())
        .collect()
}

/// An outline in pixels, without what runs along outside of the view.
fn seen(view: &View, outline: &[Point]) -> Vec<Point> {
    let points: Vec<Point> = outline.iter().map(|&point| view.pixel(point)).collect();
    let mut kept: Vec<Point> = Vec::new();
    // The sides beyond which all lies since what was kept last, itself among it.
    let mut common = 0;
    for (place, &point) in points.iter().enumerate() {
        let here = sides(view, point);
        let next = points.get(place + 1).map_or(0, |&next| sides(view, next));
        if common & here & next != 0 {
            common &= here;
        } else {
            kept.push(point);
            common = here;
        }
    }
    kept
}

/// The sides of the view that a point lies beyond, as bits.
fn sides(view: &View, point: Point) -> u8 {
    let (width, height) = (f64::from(view.width), f64::from(view.height));
    u8::from(point.x < -OUTSIDE)
        | u8::from(point.x > width + OUTSIDE) << 1
        | u8::from(point.y < -OUTSIDE) << 2
        | u8::from(point.y > height + OUTSIDE) << 3
}

/// The borders of each level below the first, each piece once: what two regions share, and what the
/// level above has there already, is not drawn again.
pub(super) fn borders(answer: &MapAnswer) -> Vec<String> {
    let mut drawn = Drawn::default();
    let mut levels = answer.levels.iter();
    for region in levels.next().into_iter().flatten() {
        drawn.take(&looped(&answer.view, &region.outline));
    }
    let of_level = |level: &Vec<MapRegion>| {
        let mut path = String::new();
        for region in level {
            let outline = looped(&answer.view, &region.outline);
            for run in drawn.missing(&answer.view, &outline) {
                line(&mut path, &simplified(&run, WITHIN), Grain::Halves);
            }
            drawn.take(&outline);
        }
        path
    };
    levels
        .map(of_level)
        .filter(|path| !path.is_empty())
        .collect()
}

/// An outline in pixels, with its first point once more at its end.
fn looped(view: &View, outline: &[Point]) -> Vec<Point> {
    let points = outline.iter().chain(outline.first());
    points.map(|&point| view.pixel(point)).collect()
}

/// Pieces of lines, by the square that their middle is in.
#[derive(Default)]
struct Drawn(HashMap<(i32, i32), Vec<[Point; 2]>>);

impl Drawn {
    fn take(&mut self, points: &[Point]) {
        for ends in points.windows(2) {
            let ends = [ends[0], ends[1]];
            self.0.entry(square(middle(ends))).or_default().push(ends);
        }
    }

    fn holds(&self, point: Point) -> bool {
        let (x, y) = square(point);
        let around = (-1..=1).flat_map(|right| (-1..=1).map(move |down| (x + right, y + down)));
        let mut pieces = around.filter_map(|square| self.0.get(&square)).flatten();
        pieces.any(|&[from, to]| aside(point, from, to) < SAME)
    }

    /// The parts of a line that can be seen and are not drawn yet.
    fn missing(&self, view: &View, points: &[Point]) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut is_open = false;
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let is_there = [from, middle([from, to]), to]
                .into_iter()
                .all(|point| self.holds(point));
            if is_there || sides(view, from) & sides(view, to) != 0 {
                is_open = false;
                continue;
            }
            match runs.last_mut().filter(|_| is_open) {
                Some(run) => run.push(to),
                None => runs.push(vec![from, to]),
            }
            is_open = true;
        }
        runs
    }
}

fn square(point: Point) -> (i32, i32) {
    let of = |pixels: f64| (pixels / SQUARE).floor() as i32;
    (of(point.x), of(point.y))
}

fn middle([from, to]: [Point; 2]) -> Point {
    Point {
        x: f64::midpoint(from.x, to.x),
        y: f64::midpoint(from.y, to.y),
    }
}

/// The grid of the sea: straight lines, at the same places of the map in each view of a zoom.
pub(super) fn grid(view: &View) -> String {
    let frame = view.frame();
    let units = GRID_UNITS.into_iter().rev();
    let mut units = units.filter(|units| units * view.scale() >= GRID_PIXELS);
    let units = units.next().unwrap_or(GRID_UNITS[0]);
    let lines = |least: f64, most: f64| {
        let first = (least / units).ceil() as i64;
        let last = (most / units).floor() as i64;
        (first..=last).map(move |at| at as f64 * units)
    };
    let mut path = String::new();
    for x in lines(frame.least.x, frame.most.x) {
        let ends = [frame.least.y, frame.most.y].map(|y| view.pixel(Point { x, y }));
        line(&mut path, &ends, Grain::Halves);
    }
    for y in lines(frame.least.y, frame.most.y) {
        let ends = [frame.least.x, frame.most.x].map(|x| view.pixel(Point { x, y }));
        line(&mut path, &ends, Grain::Halves);
    }
    path
}

/// The roads of each class, with their width.
pub(super) fn roads(answer: &MapAnswer) -> Vec<(f64, String)> {
    let orders = answer.roads.iter().filter_map(|road| road.orders);
    let most = orders.max().unwrap_or(1).max(1);
    let mut classes: Vec<(f64, String)> = ROADS.map(|width| (width, String::new())).to_vec();
    for road in &answer.roads {
        let ends = [road.from, road.to].map(|end| answer.items.get(end));
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        let share = f64::from(road.orders.unwrap_or(1)) / f64::from(most);
        let class = ((share.sqrt() * ROADS.len() as f64) as usize).min(ROADS.len() - 1);
        let ends = [from, to].map(|item| answer.view.pixel(item.place.point()));
        if let Some((_, path)) = classes.get_mut(class) {
            line(path, &ends, Grain::Halves);
        }
    }
    classes.retain(|(_, path)| !path.is_empty());
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::Place;

    #[test]
    fn an_outline_around_all_of_a_view_stays_around_it() {
        let view = View {
            middle: Place::of(Point::MIDDLE),
            zoom: 1,
            width: 200,
            height: 200,
        };
        let side = |from: (f64, f64), by: (f64, f64)| {
            (0..60).map(move |at| Point {
                x: 500.0 + from.0 + f64::from(at) * by.0,
                y: 320.0 + from.1 + f64::from(at) * by.1,
            })
        };
        let outline: Vec<Point> = side((-300.0, -300.0), (10.0, 0.0))
            .chain(side((300.0, -300.0), (0.0, 10.0)))
            .chain(side((300.0, 300.0), (-10.0, 0.0)))
            .chain(side((-300.0, 300.0), (0.0, -10.0)))
            .collect();
        let kept = seen(&view, &outline);
        assert!(kept.len() < 12, "{kept:?}");
        for (x, y) in [
            (0.0, 0.0),
            (200.0, 0.0),
            (200.0, 200.0),
            (0.0, 200.0),
            (100.0, 100.0),
        ] {
            assert!(
                super::super::labels::holds(&kept, Point { x, y }),
                "{x} {y}: {kept:?}"
            );
        }
    }
}
