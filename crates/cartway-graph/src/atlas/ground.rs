//! Ground: convex outlines, and how they are divided between several, to each as much as it needs.

use super::place::{Frame, HEIGHT, Point, WIDTH};

/// Rounds in which borders are moved until all have what they need.
const ROUNDS: usize = 30;
/// Of what each part needs, what is enough to stop.
const ENOUGH: f64 = 0.85;
/// Of what each part needs, the least it must have; else the ground is divided by straight cuts.
const LEAST_SHARE: f64 = 0.35;
/// Units between the ground and the edge of the map: coasts are bent, and names stand there.
const MARGIN: f64 = 46.0;
/// Units of sea between the land and a long coast.
const STRAIT: f64 = 34.0;
/// Of all the height, the most that the coast takes.
const MOST_COAST: f64 = 0.3;
/// A coast of so small a share of all items is an island in the corner that the rounded land leaves
/// free: where its middle is, seen from the corner of the map, and half its width and height.
const SMALL_COAST: f64 = 0.015;
const ISLAND: (Point, Point) = (Point { x: 100.0, y: 66.0 }, Point { x: 58.0, y: 30.0 });
/// Corners of a rounded ground.
const CORNERS: usize = 48;

/// Convex ground, by its corners one after another; clockwise as it is seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ground {
    pub(super) corners: Vec<Point>,
}

/// The land, and the coast of its own for `coast` of all items (0 to 1), where there is one.
pub(super) fn land_and_coast(coast: f64) -> (Option<Ground>, Option<Ground>) {
    let (width, height) = (f64::from(WIDTH), f64::from(HEIGHT));
    let (left, right) = (MARGIN, width - MARGIN);
    let (top, bottom) = (MARGIN, height - MARGIN);
    if coast <= 0.0 {
        return (Some(Ground::rounded(left, top, right, bottom)), None);
    }
    if coast >= 1.0 {
        return (None, Some(Ground::rounded(left, top, right, bottom)));
    }
    if coast <= SMALL_COAST {
        let (middle, half) = ISLAND;
        let (x, y) = (width - middle.x, height - middle.y);
        let island = Ground::rounded(x - half.x, y - half.y, x + half.x, y + half.y);
        return (
            Some(Ground::rounded(left, top, right, bottom)),
            Some(island),
        );
    }
    let high = coast.sqrt().min(MOST_COAST) * (bottom - top);
    let inset = (right - left) * 0.16;
    let land = Ground::rounded(left, top, right, bottom - high - STRAIT);
    let shore = Ground::rounded(left + inset, bottom - high, right - inset, bottom);
    (Some(land), Some(shore))
}

impl Ground {
    /// A rounded rectangle: a superellipse (Lamé 1818).
    fn rounded(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let middle = Point {
            x: f64::midpoint(left, right),
            y: f64::midpoint(top, bottom),
        };
        let (wide, high) = ((right - left) / 2.0, (bottom - top) / 2.0);
        // A circle by tangents of half angles: no sine, so the same on every machine.
        let corner = |step: usize| {
            let quarter = CORNERS / 4;
            let (side, part) = (step / quarter, step % quarter);
            // The tangent of half the angle: 1 at a quarter of a turn.
            let half = part as f64 / quarter as f64;
            let (cosine, sine) = (
                (1.0 - half * half) / (1.0 + half * half),
                2.0 * half / (1.0 + half * half),
            );
            let (x, y) = match side {
                0 => (cosine, sine),
                1 => (-sine, cosine),
                2 => (-cosine, -sine),
                _ => (sine, -cosine),
            };
            // The square root of a square root, and itself: an exponent of 3/4.
            let round =
                |value: f64| value.signum() * (value.abs().sqrt() * value.abs().sqrt().sqrt());
            Point {
                x: middle.x + wide * round(x),
                y: middle.y + high * round(y),
            }
        };
        Self {
            corners: (0..CORNERS).map(corner).collect(),
        }
    }

    pub(super) fn area(&self) -> f64 {
        self.moments().0
    }

    /// Its centre of gravity.
    pub(super) fn centre(&self) -> Point {
        self.moments().1
    }

    fn moments(&self) -> (f64, Point) {
        let Some(&first) = self.corners.first() else {
            return (0.0, Point::default());
        };
        // Around a corner of it, so that little is lost to rounding.
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        for pair in self.corners.windows(2) {
            let (a, b) = (minus(pair[0], first), minus(pair[1], first));
            let cross = a.x * b.y - b.x * a.y;
            area += cross;
            x += (a.x + b.x) * cross;
            y += (a.y + b.y) * cross;
        }
        if area.abs() < 1e-12 {
            return (0.0, first);
        }
        let middle = Point {
            x: first.x + x / (3.0 * area),
            y: first.y + y / (3.0 * area),
        };
        (area.abs() / 2.0, middle)
    }

    /// What of it lies where `x · across.x + y · across.y` is at most `limit`.
    fn cut(&self, across: Point, limit: f64) -> Self {
        let mut corners = Vec::with_capacity(self.corners.len() + 1);
        let beyond = |point: Point| point.x * across.x + point.y * across.y - limit;
        let Some(&last) = self.corners.last() else {
            return self.clone();
        };
        let (mut from, mut from_beyond) = (last, beyond(last));
        for &to in &self.corners {
            let to_beyond = beyond(to);
            if (from_beyond <= 0.0) != (to_beyond <= 0.0) {
                let share = from_beyond / (from_beyond - to_beyond);
                corners.push(Point {
                    x: from.x + (to.x - from.x) * share,
                    y: from.y + (to.y - from.y) * share,
                });
            }
            if to_beyond <= 0.0 {
                corners.push(to);
            }
            (from, from_beyond) = (to, to_beyond);
        }
        Self { corners }
    }

    /// What of it lies in a frame.
    pub(super) fn within_frame(&self, frame: &Frame) -> Self {
        let right = Point { x: 1.0, y: 0.0 };
        let left = Point { x: -1.0, y: 0.0 };
        let down = Point { x: 0.0, y: 1.0 };
        let up = Point { x: 0.0, y: -1.0 };
        self.cut(right, frame.most.x)
            .cut(left, -frame.least.x)
            .cut(down, frame.most.y)
            .cut(up, -frame.least.y)
    }

    /// How far from a centre towards the edge a point is: 0 is the centre, 1 the edge.
    pub(super) fn reach(&self, centre: Point, point: Point) -> f64 {
        let ends = self.corners.iter().cycle().skip(1);
        let edges = self.corners.iter().zip(ends);
        let by = minus(point, centre);
        edges
            .map(|(&from, &to)| {
                let outward = Point {
                    x: to.y - from.y,
                    y: from.x - to.x,
                };
                let room = outward.x * (from.x - centre.x) + outward.y * (from.y - centre.y);
                let used = outward.x * by.x + outward.y * by.y;
                if room > 1e-12 { used / room } else { 0.0 }
            })
            .fold(0.0, f64::max)
    }

    /// The point itself, or where the way to it from the centre has come `most` of the way to the
    /// edge.
    pub(super) fn within(&self, centre: Point, point: Point, most: f64) -> Point {
        let reach = self.reach(centre, point);
        if reach <= most {
            return point;
        }
        let share = most / reach;
        Point {
            x: centre.x + (point.x - centre.x) * share,
            y: centre.y + (point.y - centre.y) * share,
        }
    }

    /// So many points, evenly spread from the centre outwards: each is a golden section of a
    /// turn farther than the one before (Vogel 1979).
    pub(super) fn spread(&self, count: usize) -> Vec<Point> {
        // A turn by the golden angle.
        const TURN: (f64, f64) = (-0.737_368_878_078_32, 0.675_490_294_261_52);
        let centre = self.centre();
        let radius = (self.area() / std::f64::consts::PI).sqrt() * 0.8;
        let mut direction = (1.0, 0.0);
        let point = |place: usize| {
            let far = radius * ((place as f64 + 0.5) / count as f64).sqrt();
            let point = Point {
                x: centre.x + direction.0 * far,
                y: centre.y + direction.1 * far,
            };
            direction = (
                direction.0 * TURN.0 - direction.1 * TURN.1,
                direction.0 * TURN.1 + direction.1 * TURN.0,
            );
            self.within(centre, point, 0.9)
        };
        (0..count).map(point).collect()
    }

    /// Divides it between sites, to each as much as its share of all shares. Cells of a power
    /// diagram (Aurenhammer 1987), moved and weighed until they are as large as they should be
    /// (Nocaj, Brandes 2012). `ease` is how far sites may move at a time, of the way to the centres of
    /// their parts: 1 gives rounder parts, little leaves everything about where it is. O(sites²).
    pub(super) fn divide(&self, sites: &mut [Point], shares: &[f64], ease: f64) -> Vec<Self> {
        if let [site] = sites {
            *site = self.centre();
            return vec![self.clone()];
        }
        let all: f64 = shares.iter().sum();
        let area = self.area();
        let needs: Vec<f64> = shares.iter().map(|share| area * share / all).collect();
        if let Some(cells) = self.balance(sites, &needs, ease) {
            return cells;
        }
        // From where they are sure to have room.
        let by_cuts = self.halve(sites, &needs);
        for (site, part) in sites.iter_mut().zip(&by_cuts) {
            *site = part.centre();
        }
        if let Some(cells) = self.balance(sites, &needs, 1.0) {
            return cells;
        }
        by_cuts
    }

    /// Moves and weighs sites until their cells are about as large as they should be; `None` where
    /// that does not come about.
    fn balance(&self, sites: &mut [Point], needs: &[f64], ease: f64) -> Option<Vec<Self>> {
        let mut places = sites.to_vec();
        let mut weights: Vec<f64> = needs.iter().map(|need| need * 0.1).collect();
        for _ in 0..ROUNDS {
            limit(&places, &mut weights);
            let cells = self.cells(&places, &weights);
            let mut least = f64::MAX;
            for (((cell, place), weight), need) in
                cells.iter().zip(&mut places).zip(&mut weights).zip(needs)
            {
                let (area, centre) = cell.moments();
                if area > 0.0 {
                    *place = between(*place, centre, ease);
                }
                least = least.min(area / need);
                let right = (need / area.max(need * 0.2)).clamp(0.6, 1.6);
                *weight = (*weight * right).max(need * 0.002);
            }
            if least >= ENOUGH {
                sites.copy_from_slice(&places);
                return Some(cells);
            }
        }
        limit(&places, &mut weights);
        let cells = self.cells(&places, &weights);
        let mut shares = cells
            .iter()
            .zip(needs)
            .map(|(cell, need)| cell.area() / need);
        if !shares.all(|share| share >= LEAST_SHARE) {
            return None;
        }
        for (site, cell) in sites.iter_mut().zip(&cells) {
            *site = cell.centre();
        }
        Some(cells)
    }

    /// For each site, what is nearer to it than to any other, by its weight.
    fn cells(&self, sites: &[Point], weights: &[f64]) -> Vec<Self> {
        let cell = |own: usize| {
            let site = sites[own];
            let mut cell = self.clone();
            for (other, &to) in sites.iter().enumerate() {
                if other == own || cell.corners.is_empty() {
                    continue;
                }
                let across = minus(to, site);
                let square = |point: Point| point.x * point.x + point.y * point.y;
                let limit = (square(to) - square(site) + weights[own] - weights[other]) / 2.0;
                let beyond = |corner: &Point| corner.x * across.x + corner.y * across.y > limit;
                if cell.corners.iter().any(beyond) {
                    cell = cell.cut(across, limit);
                }
            }
            cell
        };
        (0..sites.len()).map(cell).collect()
    }

    /// From one corner to the one farthest from it, of the two that are farthest apart.
    fn longest_way(&self) -> Point {
        let ways = self.corners.iter().flat_map(|&from| {
            let to = self.corners.iter();
            to.map(move |&to| minus(to, from))
        });
        let square = |by: &Point| by.x * by.x + by.y * by.y;
        ways.max_by(|one, other| square(one).total_cmp(&square(other)))
            .unwrap_or_default()
    }

    /// Divides it by straight cuts, each across the longest way through what is left.
    fn halve(&self, sites: &[Point], needs: &[f64]) -> Vec<Self> {
        let mut parts = vec![self.clone(); sites.len()];
        let mut order: Vec<usize> = (0..sites.len()).collect();
        self.halve_between(sites, needs, &mut order, &mut parts);
        parts
    }

    fn halve_between(
        &self,
        sites: &[Point],
        needs: &[f64],
        order: &mut [usize],
        parts: &mut [Self],
    ) {
        if let [only] = order {
            parts[*only] = self.clone();
            return;
        }
        let across = self.longest_way();
        let along = |point: Point| point.x * across.x + point.y * across.y;
        order.sort_by(|&a, &b| along(sites[a]).total_cmp(&along(sites[b])).then(a.cmp(&b)));
        let all: f64 = order.iter().map(|&site| needs[site]).sum();
        let mut before = 0.0;
        let half = order.iter().position(|&site| {
            before += needs[site];
            before >= all / 2.0
        });
        let half = half.map_or(1, |place| place + 1).clamp(1, order.len() - 1);
        let first: f64 = order[..half].iter().map(|&site| needs[site]).sum();
        let wanted = self.area() * first / all;
        let sides = self.corners.iter().map(|&corner| along(corner));
        let (mut least, mut most) = sides.fold((f64::MAX, f64::MIN), |(least, most), side| {
            (least.min(side), most.max(side))
        });
        for _ in 0..40 {
            let limit = f64::midpoint(least, most);
            match self.cut(across, limit).area() < wanted {
                true => least = limit,
                false => most = limit,
            }
        }
        let limit = f64::midpoint(least, most);
        let (one, other) = order.split_at_mut(half);
        let back = Point {
            x: -across.x,
            y: -across.y,
        };
        self.cut(across, limit)
            .halve_between(sites, needs, one, parts);
        self.cut(back, -limit)
            .halve_between(sites, needs, other, parts);
    }
}

/// No weight is so large that it takes a site from its own part.
fn limit(sites: &[Point], weights: &mut [f64]) {
    for own in 0..sites.len() {
        let others = sites.iter().enumerate().filter(|&(other, _)| other != own);
        let nearest = others
            .map(|(_, other)| {
                let by = minus(*other, sites[own]);
                by.x * by.x + by.y * by.y
            })
            .fold(f64::MAX, f64::min);
        weights[own] = weights[own].min(nearest * 0.9);
    }
}

/// The point a share of the way from one to another.
fn between(from: Point, to: Point, share: f64) -> Point {
    Point {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
    }
}

fn minus(to: Point, from: Point) -> Point {
    Point {
        x: to.x - from.x,
        y: to.y - from.y,
    }
}
