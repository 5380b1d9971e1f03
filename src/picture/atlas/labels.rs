//! Which names a map has room for, and where they stand.
//!
//! The same picture is shown on a wide window as it is, and on a narrow one much smaller, with fewer
//! and larger letters. So names are placed twice: first those that have room at the large size, which
//! both show; then, around these at their small size, those that only a wide window shows. Neither
//! shows two names over each other, or one over the edge. Names keep off what is drawn, where they can.
//! Knows rectangles only.

use crate::explorer::Point;
use crate::letters::fit;

/// How much larger letters are on a narrow window.
pub(super) const LARGER: f64 = 2.2;
/// Pixels that stay free between names, and between a name and the edge.
const GAP: f64 = 3.0;
/// Names that a narrow window shows.
const FEW: usize = 9;
/// From one line of a name to the next, as a share of its letters.
pub(super) const LINE: f64 = 1.1;
/// How far above and below its base line letters reach, as shares of their size.
const ABOVE: f64 = 0.9;
const BELOW: f64 = 0.3;

/// A name that may be shown.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) lines: Vec<String>,
    /// Pixels of its letters.
    pub(super) size: f64,
    /// Pixels between letters.
    pub(super) spacing: f64,
    /// What it belongs to.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) side: Side,
    /// The corners of the ground it should stand on; none if that is all the same.
    pub(super) ground: Vec<Point>,
    /// Whether narrow windows may show it.
    pub(super) is_for_all: bool,
    /// Whether it may stand over what is drawn, and beside its ground, where there is no other room.
    pub(super) is_urgent: bool,
}

/// Where a name stands to what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// So many pixels beside it, to the right if there is room.
    Beside(f64),
    /// In the middle of it, or so many pixels to the sides or up or down.
    Within(f64, f64),
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Its anchor.
    pub(super) x: f64,
    /// The base line of its first line.
    pub(super) y: f64,
    pub(super) anchor: Anchor,
    /// Whether narrow windows show it.
    pub(super) is_for_all: bool,
}

/// Which point of a name its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Something round that names keep off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

/// Places names in their order, as far as there is room in so many pixels: `None` for those that
/// have none.
pub(super) fn place(
    wanted: &[Wanted],
    spots: &[Spot],
    width: f64,
    height: f64,
) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    let mut large = Room::new(width, height, spots);
    let mut few = 0;
    for (name, place) in wanted.iter().zip(&mut placed) {
        if few < FEW && name.is_for_all {
            *place = large.find(name, LARGER, true);
            few += usize::from(place.is_some());
        }
    }
    let mut small = Room::new(width, height, spots);
    for (name, place) in wanted.iter().zip(&placed) {
        if let Some(place) = place {
            small
                .taken
                .push(name.rect(place.anchor, 1.0, (place.x, place.y)));
        }
    }
    for (name, place) in wanted.iter().zip(&mut placed) {
        if place.is_none() {
            *place = small.find(name, 1.0, false);
        }
    }
    placed
}

/// Left, top, right and bottom.
type Rect = [f64; 4];

impl Wanted {
    /// What it covers, where its anchor stands at a place.
    fn rect(&self, anchor: Anchor, larger: f64, (x, y): (f64, f64)) -> Rect {
        let size = self.size * larger;
        let width = |line: &String| {
            let letters = line.chars().count() as f64;
            (fit::width(line, size) + letters * self.spacing * larger) * (1.0 + fit::SLACK)
        };
        let width = self.lines.iter().map(width).fold(0.0, f64::max);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let bottom = y + self.below(size) + size * BELOW;
        [left, y - size * ABOVE, left + width, bottom]
    }

    /// From its first base line to its last.
    fn below(&self, size: f64) -> f64 {
        self.lines.len().saturating_sub(1) as f64 * LINE * size
    }

    /// Where it may stand, the best place first.
    fn places(&self, larger: f64) -> Vec<(Anchor, f64, f64)> {
        let (x, y) = (self.x, self.y);
        let size = self.size * larger;
        let half = size * 0.35;
        match self.side {
            Side::Within(right, down) => {
                let y = y + half - self.below(size) / 2.0;
                let shares = [0.0, -0.34, 0.34, -0.67, 0.67, -1.0, 1.0];
                let at = |across: f64, along: f64| {
                    (Anchor::Middle, x + across * right, y + along * down)
                };
                let rows = [0.0, -1.0, 1.0].into_iter();
                rows.flat_map(|across| shares.map(|along| at(across, along)))
                    .collect()
            }
            Side::Beside(gap) => {
                let aside = gap * 0.75;
                vec![
                    (Anchor::Start, x + gap, y + half),
                    (Anchor::End, x - gap, y + half),
                    (Anchor::Middle, x, y - gap - self.below(size)),
                    (Anchor::Middle, x, y + gap + 2.2 * half),
                    (Anchor::Start, x + aside, y - aside),
                    (Anchor::Start, x + aside, y + aside + 2.0 * half),
                    (Anchor::End, x - aside, y - aside),
                    (Anchor::End, x - aside, y + aside + 2.0 * half),
                ]
            }
        }
    }
}

/// What of a picture is taken.
struct Room<'a> {
    width: f64,
    height: f64,
    taken: Vec<Rect>,
    spots: &'a [Spot],
}

impl<'a> Room<'a> {
    fn new(width: f64, height: f64, spots: &'a [Spot]) -> Self {
        Self {
            width,
            height,
            taken: Vec::new(),
            spots,
        }
    }

    /// The first place that is free, and where as a wide window shows it no spot is under the name, and
    /// its own ground is; what is urgent takes the place where least is wrong.
    fn find(&mut self, name: &Wanted, larger: f64, is_for_all: bool) -> Option<Placed> {
        let mut best: Option<(usize, Anchor, f64, f64, Rect)> = None;
        for (anchor, x, y) in name.places(larger) {
            let rect = name.rect(anchor, larger, (x, y));
            if !self.is_free(rect) {
                continue;
            }
            let small = name.rect(anchor, 1.0, (x, y));
            let (spots, off) = (self.spots_under(small), off_ground(small, &name.ground));
            let wrong = spots + off;
            if !name.is_urgent && (spots > 0 || off > OFF_GROUND) {
                continue;
            }
            if best.is_none_or(|(least, ..)| wrong < least) {
                best = Some((wrong, anchor, x, y, rect));
            }
            if wrong == 0 {
                break;
            }
        }
        let (_, anchor, x, y, rect) = best?;
        self.taken.push(rect);
        Some(Placed {
            x,
            y,
            anchor,
            is_for_all,
        })
    }

    fn spots_under(&self, [left, top, right, bottom]: Rect) -> usize {
        let is_under = |spot: &&Spot| {
            let (x, y) = (spot.x.clamp(left, right), spot.y.clamp(top, bottom));
            (spot.x - x).hypot(spot.y - y) < spot.radius
        };
        self.spots.iter().filter(is_under).count()
    }

    fn is_free(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let inside =
            left >= GAP && top >= GAP && right <= self.width - GAP && bottom <= self.height - GAP;
        inside
            && self.taken.iter().all(|other| {
                right + GAP <= other[0]
                    || other[2] + GAP <= left
                    || bottom + GAP <= other[1]
                    || other[3] + GAP <= top
            })
    }
}

/// Points of a name that are looked at, along its upper and its lower edge.
const LOOKED_AT: u32 = 5;
/// So many of them may lie off the ground of a name that is not urgent.
const OFF_GROUND: usize = 1;

/// How many points of the edge of a name do not lie on its ground.
fn off_ground([left, top, right, bottom]: Rect, ground: &[Point]) -> usize {
    if ground.is_empty() {
        return 0;
    }
    let along = (0..LOOKED_AT).map(|at| f64::from(at) / f64::from(LOOKED_AT - 1));
    let points = along.flat_map(|share| {
        let x = left + (right - left) * share;
        [Point { x, y: top }, Point { x, y: bottom }]
    });
    points.filter(|&point| !holds(ground, point)).count()
}

/// Whether a point lies in an outline: a line from it to the right crosses it an odd number of times.
pub(super) fn holds(outline: &[Point], point: Point) -> bool {
    let ends = outline.iter().cycle().skip(1);
    let crossed = outline.iter().zip(ends).filter(|(from, to)| {
        (from.y > point.y) != (to.y > point.y)
            && point.x < from.x + (to.x - from.x) * (point.y - from.y) / (to.y - from.y)
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert, proptest};

    use super::*;

    fn wanted() -> impl Strategy<Value = Wanted> {
        let lines = proptest::collection::vec("\\PC{1,20}", 1..3);
        let place = (-50.0..450.0, -50.0..350.0);
        let kind = (any::<bool>(), any::<bool>());
        (lines, 10.0..18.0, 0.0..3.0, place, kind).prop_map(
            |(lines, size, spacing, (x, y), (is_beside, is_urgent))| Wanted {
                lines,
                size,
                spacing,
                x,
                y,
                side: match is_beside {
                    true => Side::Beside(7.0),
                    false => Side::Within(20.0, 40.0),
                },
                ground: Vec::new(),
                is_for_all: true,
                is_urgent,
            },
        )
    }

    fn apart(one: &Rect, other: &Rect) -> bool {
        one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1]
    }

    const SPOT: Spot = Spot {
        x: 200.0,
        y: 150.0,
        radius: 6.0,
    };

    #[test]
    fn a_name_stands_on_its_ground_where_there_is_room() {
        let corners = [(0.0, 100.0), (300.0, 100.0), (300.0, 140.0), (0.0, 140.0)];
        let name = Wanted {
            lines: vec!["jazz".to_owned()],
            size: 14.0,
            spacing: 0.0,
            x: 150.0,
            y: 100.0,
            side: Side::Within(40.0, 40.0),
            ground: corners.map(|(x, y)| Point { x, y }).to_vec(),
            is_for_all: false,
            is_urgent: false,
        };
        let placed = place(std::slice::from_ref(&name), &[], 300.0, 300.0);
        assert!(placed[0].is_some_and(|placed| placed.y > 113.0));
        let tight = Wanted {
            y: 10.0,
            side: Side::Within(40.0, 4.0),
            ..name
        };
        assert_eq!(place(&[tight], &[], 300.0, 300.0), [None]);
    }

    proptest! {
        #[test]
        fn no_two_names_stand_over_each_other_on_either_window(
            wanted in proptest::collection::vec(wanted(), 0..40),
        ) {
            let placed = place(&wanted, &[SPOT], 400.0, 300.0);
            for larger in [1.0, LARGER] {
                let shown = wanted.iter().zip(&placed).filter_map(|(name, place)| {
                    let place = place.filter(|place| place.is_for_all || larger == 1.0)?;
                    Some(name.rect(place.anchor, larger, (place.x, place.y)))
                });
                let shown: Vec<Rect> = shown.collect();
                for (at, one) in shown.iter().enumerate() {
                    prop_assert!(one[0] >= 0.0 && one[2] <= 400.0 && one[1] >= 0.0 && one[3] <= 300.0);
                    prop_assert!(shown[at + 1..].iter().all(|other| apart(one, other)));
                }
            }
        }

        #[test]
        fn only_urgent_names_stand_over_a_town(
            wanted in proptest::collection::vec(wanted(), 0..40),
        ) {
            let placed = place(&wanted, &[SPOT], 400.0, 300.0);
            for (name, place) in wanted.iter().zip(&placed) {
                let Some(place) = place.filter(|_| !name.is_urgent) else {
                    continue;
                };
                let rect = name.rect(place.anchor, 1.0, (place.x, place.y));
                let room = Room::new(400.0, 300.0, &[SPOT]);
                prop_assert!(room.spots_under(rect) == 0);
            }
        }
    }
}
