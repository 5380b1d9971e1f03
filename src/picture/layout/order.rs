//! A lane for every box, so that few lines cross.
//!
//! The best connection has lane 0 in every column, and so is straight; the other boxes lie around
//! it, evenly or not, as a [`Frame`] allows. Beginning from three orders, and then from the best
//! arrangement so far with two boxes of a column displaced, all boxes move until none gains
//! ([`settle`]); the arrangement with the fewest crossings wins, among equals the lowest, then the
//! most even one. What is displaced is drawn by lot from a fixed seed: the same drawing always gets
//! the same lanes.

mod arrangement;
mod settle;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use self::arrangement::{Arrangement, Frame};
use self::settle::{Lines, stir_beside};
use super::choose::Drawing;
use super::plan::Orientation;

/// Sweeps to and fro before boxes move on their own.
const SWEEPS: usize = 2;
/// How often boxes are displaced, in all frames together. With twice as many, one crossing of
/// twenty more goes away (`cargo bench --bench crossings`).
const DISPLACEMENTS: usize = 48;
/// Where the lots begin.
const SEED: u64 = 1;

/// The lane of each node of the drawing: 0 on the best connection, negative before it.
pub(super) fn lanes(drawing: &Drawing, orientation: Orientation) -> Vec<i32> {
    let lines = Lines::of(drawing);
    let mut found: Option<Found> = None;
    let frames = Frame::all(drawing, orientation);
    for &frame in &frames {
        if found.as_ref().is_none_or(|found| found.cost.0 > 0) {
            let search = Search {
                lines: &lines,
                frame,
                displacements: DISPLACEMENTS / frames.len(),
            };
            better(&mut found, search.run(drawing));
        }
    }
    found.map_or_else(Vec::new, |found| found.arrangement.lanes())
}

/// An arrangement and what speaks against it: crossings, then lanes, then how uneasily the best
/// connection lies.
struct Found<'a> {
    cost: (usize, (usize, usize)),
    arrangement: Arrangement<'a>,
}

/// Keeps the better of two; of equals, the one known.
fn better<'a>(found: &mut Option<Found<'a>>, other: Found<'a>) {
    if found.as_ref().is_none_or(|found| other.cost < found.cost) {
        *found = Some(other);
    }
}

/// The search for the best arrangement in one frame.
struct Search<'a> {
    lines: &'a Lines,
    frame: Frame,
    /// How often boxes are displaced.
    displacements: usize,
}

impl Search<'_> {
    fn run<'d>(&self, drawing: &'d Drawing) -> Found<'d> {
        let arrived = || Arrangement::arrived(drawing, self.frame);
        let mut found = self.settled(self.swept(arrived()));
        for start in [arrived(), self.swept(arrived().turned(self.frame))] {
            let other = self.settled(start);
            if other.cost < found.cost {
                found = other;
            }
        }
        let columns = 0..drawing.columns.len();
        let movable: Vec<usize> = columns
            .filter(|at| drawing.columns[*at].len() > 2)
            .collect();
        let mut lots = ChaCha8Rng::seed_from_u64(SEED);
        for _ in 0..self.displacements {
            // With nothing to gain, or nothing to try, the picture is as good as it gets.
            if found.cost.0 == 0 || movable.is_empty() {
                break;
            }
            let column = movable[lot(&mut lots, movable.len())];
            let other = self.displaced(&found.arrangement, column, &mut lots);
            // Equals too: what lies beside a plain is reached by crossing it.
            if other.cost <= found.cost {
                found = other;
            }
        }
        found
    }

    fn settled<'d>(&self, mut arrangement: Arrangement<'d>) -> Found<'d> {
        let mut restless = vec![true; arrangement.len()];
        self.lines
            .settle(&mut arrangement, self.frame, &mut restless);
        self.found(arrangement)
    }

    fn found<'d>(&self, arrangement: Arrangement<'d>) -> Found<'d> {
        Found {
            cost: (
                self.lines.crossings(&arrangement),
                arrangement.size(self.frame),
            ),
            arrangement,
        }
    }

    /// Orders every column by the mean place of its neighbours in the column before it, then after
    /// it (barycentre).
    fn swept<'d>(&self, mut arrangement: Arrangement<'d>) -> Arrangement<'d> {
        let count = arrangement.len();
        for _ in 0..SWEEPS {
            for column in 1..count {
                self.sweep(&mut arrangement, column, &self.lines.before);
            }
            for column in (0..count).rev().skip(1) {
                self.sweep(&mut arrangement, column, &self.lines.after);
            }
        }
        arrangement
    }

    fn sweep(&self, arrangement: &mut Arrangement, column: usize, beside: &[Vec<usize>]) {
        let mut wishes: Vec<(f64, usize)> = arrangement
            .column(column)
            .iter()
            .map(|&node| {
                let places = beside[node].iter().map(|there| arrangement.place(*there));
                let wish = match beside[node].len() {
                    0 => arrangement.place(node) as f64,
                    count => places.sum::<usize>() as f64 / count as f64,
                };
                (wish, node)
            })
            .collect();
        // Equals stay as they stand.
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let order = wishes.into_iter().map(|(_, node)| node).collect();
        arrangement.set(column, order, self.frame);
    }

    /// The arrangement with two boxes of one column elsewhere, to which the columns beside it give
    /// way before it may move back.
    fn displaced<'d>(
        &self,
        arrangement: &Arrangement<'d>,
        column: usize,
        lots: &mut ChaCha8Rng,
    ) -> Found<'d> {
        let mut arrangement = arrangement.clone();
        let mut order = arrangement.column(column).to_vec();
        for _ in 0..2 {
            let node = order.remove(lot(lots, order.len()));
            order.insert(lot(lots, order.len() + 1), node);
        }
        arrangement.set(column, order, self.frame);
        let mut restless = vec![false; arrangement.len()];
        stir_beside(&mut restless, column);
        self.lines
            .settle(&mut arrangement, self.frame, &mut restless);
        self.found(arrangement)
    }
}

/// A number below another.
fn lot(lots: &mut ChaCha8Rng, below: usize) -> usize {
    lots.next_u32() as usize % below
}

#[cfg(test)]
mod tests;
