//! The best connection alone, wrapped onto rows like a line of text: what a link preview shows.
//!
//! Every row is as wide as the page, so that boxes are as large as there is room for; both ends get
//! more of it than what lies between. Knows numbers of hops and pixels; knows neither items nor
//! letters.

use super::geometry::{Point, Rect};

/// Most hops drawn one by one; the middle of a longer connection is folded into one box.
pub const MAX_ROW_HOPS: usize = 12;
/// Steps kept on either side of the fold.
const BESIDE_FOLD: usize = MAX_ROW_HOPS / 2;
/// Room between two boxes of a row, by the number of boxes in it.
const GAPS: [i32; 6] = [0, 0, 132, 96, 56, 46];
/// Room between two rows, where the line to the next row and its number lie, by the number of rows.
const GUTTERS: [i32; 4] = [0, 0, 58, 48];
/// A single row is no higher than this: what it says would be lost in the boxes.
const SINGLE_HEIGHT: i32 = 300;

/// What a box of a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The item so many hops from the start.
    Step(usize),
    /// The items from one hop to another, both included.
    Folded {
        /// First hop folded.
        first: usize,
        /// Last hop folded.
        last: usize,
    },
}

/// A box of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowBox {
    /// Where it stands.
    pub rect: Rect,
    /// What it stands for.
    pub stand: Stand,
}

/// The line between a box and the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// Its corners: two within a row, four where it leads on to the next.
    pub points: Vec<Point>,
    /// Where its number stands.
    pub label: Point,
    /// Room beside the number, in pixels.
    pub room: i32,
}

impl Joint {
    /// Whether it leads from one row to the next.
    #[must_use]
    pub fn is_turn(&self) -> bool {
        self.points.len() > 2
    }
}

/// A connection on rows: a joint fewer than boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// First to last.
    pub boxes: Vec<RowBox>,
    /// The joint at a place leads from the box at that place to the next.
    pub joints: Vec<Joint>,
    /// How many rows there are.
    pub count: usize,
}

/// Lays a connection of so many hops out in an area.
#[must_use]
pub fn wrap(hops: usize, area: Rect) -> Rows {
    let stands = stands(hops);
    let lengths = row_lengths(stands.len());
    let rows = i32::try_from(lengths.len()).unwrap_or(1);
    let gutter = GUTTERS.get(lengths.len()).copied().unwrap_or(GUTTERS[3]);
    let height = ((area.height - gutter * (rows - 1)) / rows).min(SINGLE_HEIGHT);
    let mut top = match rows {
        1 => area.y + (area.height - height) / 2,
        _ => area.y,
    };
    let mut boxes = Vec::with_capacity(stands.len());
    let mut rest = stands.as_slice();
    for length in &lengths {
        let (row, after) = rest.split_at((*length).min(rest.len()));
        let strip = Rect {
            y: top,
            height,
            ..area
        };
        boxes.extend(row_boxes(row, hops, strip, lengths.len()));
        top += height + gutter;
        rest = after;
    }
    let joints = boxes.windows(2).map(|pair| joint(&pair[0], &pair[1]));
    Rows {
        joints: joints.collect(),
        boxes,
        count: lengths.len(),
    }
}

fn stands(hops: usize) -> Vec<Stand> {
    if hops <= MAX_ROW_HOPS {
        return (0..=hops).map(Stand::Step).collect();
    }
    let (first, last) = (BESIDE_FOLD, hops - BESIDE_FOLD);
    (0..first)
        .map(Stand::Step)
        .chain([Stand::Folded { first, last }])
        .chain((last + 1..=hops).map(Stand::Step))
        .collect()
}

/// How much of a row a box takes, in tenths of what lies in the middle.
fn weight(is_end: bool, rows: usize) -> i32 {
    match (is_end, rows) {
        (false, _) => 10,
        (true, 1) => 13,
        (true, _) => 15,
    }
}

/// How many boxes each row gets: as even as the wider ends allow.
fn row_lengths(count: usize) -> Vec<usize> {
    let rows = match count {
        0..=3 => return vec![count],
        4..=6 => 2,
        _ => 3,
    };
    let width = |from: usize, to: usize| -> i32 {
        let ends = i32::from(from == 0) + i32::from(to == count);
        let middles = i32::try_from(to - from).unwrap_or(i32::MAX) - ends;
        ends * weight(true, rows) + middles * weight(false, rows)
    };
    let mut best = (i32::MAX, vec![count]);
    for first in 1..count {
        let seconds = if rows == 2 {
            count..count + 1
        } else {
            first + 1..count
        };
        for second in seconds {
            let cuts = [0, first, second, count];
            let parts = cuts.windows(2).filter(|cut| cut[0] < cut[1]);
            let widths = parts.map(|cut| width(cut[0], cut[1]));
            // The sum of squares is smallest where all are alike.
            let cost = widths
                .map(|width| width.saturating_pow(2))
                .fold(0, i32::saturating_add);
            if cost < best.0 {
                let lengths = cuts.windows(2).map(|cut| cut[1] - cut[0]);
                best = (cost, lengths.filter(|&length| length > 0).collect());
            }
        }
    }
    best.1
}

fn row_boxes(row: &[Stand], hops: usize, strip: Rect, rows: usize) -> Vec<RowBox> {
    let gap = GAPS.get(row.len()).copied().unwrap_or(GAPS[5]);
    let is_end = |stand: &Stand| matches!(stand, Stand::Step(step) if *step == 0 || *step == hops);
    let weights: Vec<i32> = row
        .iter()
        .map(|stand| weight(is_end(stand), rows))
        .collect();
    let all: i32 = weights.iter().sum();
    let gaps = gap * (i32::try_from(row.len()).unwrap_or(1) - 1);
    let free = strip.width - gaps;
    let mut before = 0;
    let mut place = 0;
    let boxes = row.iter().zip(weights).map(|(stand, weight)| {
        let begin = free * before / all.max(1);
        before += weight;
        let end = free * before / all.max(1);
        let x = strip.x + begin + gap * place;
        place += 1;
        RowBox {
            rect: Rect {
                x,
                width: end - begin,
                ..strip
            },
            stand: *stand,
        }
    });
    boxes.collect()
}

fn joint(from: &RowBox, to: &RowBox) -> Joint {
    let (from, to) = (from.rect, to.rect);
    if from.y == to.y {
        let y = from.y + from.height / 2;
        let (begin, end) = (from.x + from.width, to.x);
        return Joint {
            points: vec![Point { x: begin, y }, Point { x: end, y }],
            label: Point {
                x: (begin + end) / 2,
                y,
            },
            room: end - begin,
        };
    }
    let (begin, end) = (from.x + from.width / 2, to.x + to.width / 2);
    let (bottom, top) = (from.y + from.height, to.y);
    let y = (bottom + top) / 2;
    let points = [(begin, bottom), (begin, y), (end, y), (end, top)];
    Joint {
        points: points.map(|(x, y)| Point { x, y }).to_vec(),
        label: Point {
            x: (begin + end) / 2,
            y,
        },
        room: (begin - end).abs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x: 56,
        y: 118,
        width: 1088,
        height: 418,
    };

    #[test]
    fn rows_are_as_even_as_the_wider_ends_allow() {
        assert_eq!(row_lengths(2), [2]);
        assert_eq!(row_lengths(3), [3]);
        assert_eq!(row_lengths(4), [2, 2]);
        assert_eq!(row_lengths(6), [3, 3]);
        assert_eq!(row_lengths(7), [2, 3, 2]);
        assert_eq!(row_lengths(13), [4, 5, 4]);
    }

    #[test]
    fn every_step_has_a_box_or_is_folded() {
        for hops in 1..=40 {
            let rows = wrap(hops, AREA);
            let mut next = 0;
            for row_box in &rows.boxes {
                match row_box.stand {
                    Stand::Step(step) => {
                        assert_eq!(step, next);
                        next += 1;
                    }
                    Stand::Folded { first, last } => {
                        assert_eq!(first, next);
                        next = last + 1;
                    }
                }
            }
            assert_eq!(next, hops + 1);
            assert_eq!(rows.joints.len() + 1, rows.boxes.len());
            assert!(rows.boxes.len() <= MAX_ROW_HOPS + 1);
        }
    }

    #[test]
    fn boxes_stay_in_the_area_and_apart() {
        for hops in 1..=40 {
            let rows = wrap(hops, AREA);
            for (place, one) in rows.boxes.iter().enumerate() {
                let rect = one.rect;
                assert!(rect.x >= AREA.x && rect.x + rect.width <= AREA.x + AREA.width);
                assert!(rect.y >= AREA.y && rect.y + rect.height <= AREA.y + AREA.height);
                assert!(rect.width >= 160 && rect.height >= 100, "{hops}: {rect:?}");
                for other in &rows.boxes[..place] {
                    assert!(!rect.overlaps(&other.rect), "{hops}");
                }
            }
        }
    }

    #[test]
    fn a_joint_runs_from_edge_to_edge() {
        for hops in 1..=20 {
            let rows = wrap(hops, AREA);
            for (joint, pair) in rows.joints.iter().zip(rows.boxes.windows(2)) {
                let (from, to) = (pair[0].rect, pair[1].rect);
                let (begin, end) = (joint.points[0], joint.points[joint.points.len() - 1]);
                if joint.is_turn() {
                    assert_eq!((begin.y, end.y), (from.y + from.height, to.y));
                } else {
                    assert_eq!((begin.x, end.x), (from.x + from.width, to.x));
                }
            }
        }
    }
}
