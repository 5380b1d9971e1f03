//! Which names a map has room for, and where they stand.
//!
//! The same picture is shown on a wide window as it is, and on a narrow one much smaller, with fewer
//! and larger letters. So names are placed twice: first those that have room at the large size, which
//! both show; then, around these at their small size, those that only a wide window shows. Neither
//! shows two names over each other, or one over the edge. Knows rectangles only.

use crate::letters::fit;

/// How much larger letters are on a narrow window.
pub(super) const LARGER: f64 = 2.2;
/// Pixels that stay free between names, and between a name and the edge.
const GAP: f64 = 3.0;
/// Names that a narrow window shows.
const FEW: usize = 9;

/// A name that may be shown.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) text: String,
    /// Pixels of its letters.
    pub(super) size: f64,
    /// Pixels between letters.
    pub(super) spacing: f64,
    /// What it belongs to.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Pixels that it keeps from that; a name of an area stands in its middle.
    pub(super) beside: Option<f64>,
    /// Whether narrow windows may show it.
    pub(super) is_for_all: bool,
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Its anchor.
    pub(super) x: f64,
    /// Its base line.
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

/// Places names in their order, as far as there is room in so many pixels: `None` for those that
/// have none. `taken` are points, with a radius, that no name stands on.
pub(super) fn place(
    wanted: &[Wanted],
    taken: &[(f64, f64, f64)],
    width: f64,
    height: f64,
) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    let mut large = Room::new(width, height);
    let mut few = 0;
    for (name, place) in wanted.iter().zip(&mut placed) {
        if few < FEW && name.is_for_all {
            *place = large.find(name, LARGER, true);
            few += usize::from(place.is_some());
        }
    }
    let mut small = Room::new(width, height);
    for (name, place) in wanted.iter().zip(&placed) {
        if let Some(place) = place {
            small.take(name.rect(place.anchor, 1.0, (place.x, place.y)));
        }
    }
    for &(x, y, radius) in taken {
        small.take([x - radius, y - radius, x + radius, y + radius]);
    }
    for (name, place) in wanted.iter().zip(&mut placed) {
        if place.is_none() {
            *place = small.find(name, 1.0, false);
        }
    }
    placed
}

impl Wanted {
    /// Left, top, right and bottom, where its anchor stands at a place.
    fn rect(&self, anchor: Anchor, larger: f64, (x, y): (f64, f64)) -> [f64; 4] {
        let size = self.size * larger;
        let letters = self.text.chars().count() as f64;
        let width =
            (fit::width(&self.text, size) + letters * self.spacing * larger) * (1.0 + fit::SLACK);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        [left, y - size * 0.9, left + width, y + size * 0.3]
    }

    /// Where it may stand, the best place first.
    fn places(&self, larger: f64) -> Vec<(Anchor, f64, f64)> {
        let (x, y) = (self.x, self.y);
        let half = self.size * larger * 0.35;
        match self.beside {
            None => vec![(Anchor::Middle, x, y + half)],
            Some(gap) => vec![
                (Anchor::Start, x + gap, y + half),
                (Anchor::End, x - gap, y + half),
                (Anchor::Middle, x, y - gap),
                (Anchor::Middle, x, y + gap + 2.2 * half),
            ],
        }
    }
}

/// What of a picture is taken.
struct Room {
    width: f64,
    height: f64,
    taken: Vec<[f64; 4]>,
}

impl Room {
    fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            taken: Vec::new(),
        }
    }

    fn take(&mut self, rect: [f64; 4]) {
        self.taken.push(rect);
    }

    fn find(&mut self, name: &Wanted, larger: f64, is_for_all: bool) -> Option<Placed> {
        let places = name.places(larger);
        let free = places.into_iter().find_map(|(anchor, x, y)| {
            let rect = name.rect(anchor, larger, (x, y));
            self.is_free(rect).then_some((anchor, x, y, rect))
        });
        let (anchor, x, y, rect) = free?;
        self.take(rect);
        Some(Placed {
            x,
            y,
            anchor,
            is_for_all,
        })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert, proptest};

    use super::*;

    fn wanted() -> impl Strategy<Value = Wanted> {
        let text = "\\PC{1,20}";
        (
            text,
            10.0..18.0,
            0.0..3.0,
            -50.0..450.0,
            -50.0..350.0,
            any::<bool>(),
        )
            .prop_map(|(text, size, spacing, x, y, beside)| Wanted {
                text,
                size,
                spacing,
                x,
                y,
                beside: beside.then_some(7.0),
                is_for_all: true,
            })
    }

    fn apart(one: &[f64; 4], other: &[f64; 4]) -> bool {
        one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1]
    }

    proptest! {
        #[test]
        fn no_two_names_stand_over_each_other_on_either_window(
            wanted in proptest::collection::vec(wanted(), 0..40),
        ) {
            let placed = place(&wanted, &[(200.0, 150.0, 6.0)], 400.0, 300.0);
            for larger in [1.0, LARGER] {
                let shown = wanted.iter().zip(&placed).filter_map(|(name, place)| {
                    let place = place.filter(|place| place.is_for_all || larger == 1.0)?;
                    Some(name.rect(place.anchor, larger, (place.x, place.y)))
                });
                let shown: Vec<[f64; 4]> = shown.collect();
                for (at, one) in shown.iter().enumerate() {
                    prop_assert!(one[0] >= 0.0 && one[2] <= 400.0 && one[1] >= 0.0 && one[3] <= 300.0);
                    prop_assert!(shown[at + 1..].iter().all(|other| apart(one, other)));
                }
            }
        }
    }
}
