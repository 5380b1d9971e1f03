//! A lane for every box, so that few lines cross.
//!
//! The best connection has lane 0 in every column, and so is straight; the other boxes lie around
//! it, evenly or not, as a [`Frame`] allows. Beginning from three orders, and then from the best
//! arrangement so far with two boxes of a column displaced, all boxes move until none gains
//! ([`settle`]); the arrangement with the fewest crossings wins, among equals the lowest, then the
//! most even one. What is displaced is drawn by lot from a fixed seed: the same drawing always gets
//! the same lanes.

mod arrangement;
mod lines;
mod settle;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use self::arrangement::{Arrangement, Frame};
use self::lines::{Beside, Lines};
use self::settle::{settle, stir_beside};
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

/// An arrangement and what speaks against it.
struct Found<'a> {
    cost: Cost,
    arrangement: Arrangement<'a>,
}

/// What speaks against an arrangement: crossings, then lanes, then how uneasily the best connection
/// lies.
type Cost = (usize, (usize, usize));

/// Keeps the better of two; of equals, the one known.
fn better<'a>(found: &mut Option<Found<'a>>, other: Found<'a>) {
    if found.as_ref().is_none_or(|found| other.cost < found.cost) {
        *found = Some(other);
    }
}

/// Where displacements are tried, one after the other in the same place.
struct Trial<'a> {
    arrangement: Arrangement<'a>,
    /// The order of the column whose boxes are displaced.
    order: Vec<usize>,
    /// The columns that are to be looked at.
    restless: Vec<bool>,
    /// What was tried from the same arrangement: columns with the order they were given.
    tried: Vec<(usize, Vec<usize>)>,
}

impl<'a> Trial<'a> {
    fn of(arrangement: &Arrangement<'a>) -> Self {
        Self {
            arrangement: arrangement.clone(),
            order: Vec::new(),
            restless: vec![false; arrangement.len()],
            tried: Vec::new(),
        }
    }

    /// Whether the column has not been in this order yet; from now on it has.
    fn is_new(&mut self, column: usize) -> bool {
        let order = (column, self.order.clone());
        let is_new = !self.tried.contains(&order);
        if is_new {
            self.tried.push(order);
        }
        is_new
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
        let mut trial = Trial::of(&found.arrangement);
        for _ in 0..self.displacements {
            // With nothing to gain, or nothing to try, the picture is as good as it gets.
            if found.cost.0 == 0 || movable.is_empty() {
                break;
            }
            let column = movable[lot(&mut lots, movable.len())];
            self.displace(&found, column, &mut lots, &mut trial);
            if !trial.is_new(column) {
                // It would lead where it led before: nowhere.
                continue;
            }
            let cost = self.give_way(&found, column, &mut trial);
            // Equals too: what lies beside a plain is reached by crossing it.
            if cost <= found.cost {
                if trial.arrangement != found.arrangement {
                    trial.tried.clear();
                }
                found.cost = cost;
                std::mem::swap(&mut found.arrangement, &mut trial.arrangement);
            }
        }
        found
    }

    fn settled<'d>(&self, mut arrangement: Arrangement<'d>) -> Found<'d> {
        let mut restless = vec![true; arrangement.len()];
        settle(self.lines, &mut arrangement, self.frame, &mut restless);
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

    fn sweep(&self, arrangement: &mut Arrangement, column: usize, beside: &Beside) {
        let order = arrangement.column(column);
        if order.len() < 2 {
            return;
        }
        let wish = |node: usize| {
            let places = beside.of_node(node).iter();
            let places = places.map(|there| arrangement.place(*there));
            match places.len() {
                0 => arrangement.place(node) as f64,
                count => places.sum::<usize>() as f64 / count as f64,
            }
        };
        let mut wishes: Vec<(f64, usize)> = order.iter().map(|&node| (wish(node), node)).collect();
        // Equals stay as they stand.
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut order = wishes.into_iter().map(|(_, node)| node).collect();
        arrangement.set(column, &mut order, self.frame);
    }

    /// Tries what was found with two boxes of one column displaced.
    fn displace<'d>(
        &self,
        found: &Found<'d>,
        column: usize,
        lots: &mut ChaCha8Rng,
        trial: &mut Trial<'d>,
    ) {
        let order = &mut trial.order;
        trial.arrangement.take_orders_of(&found.arrangement);
        order.clear();
        order.extend(trial.arrangement.column(column));
        for _ in 0..2 {
            let node = order.remove(lot(lots, order.len()));
            order.insert(lot(lots, order.len() + 1), node);
        }
        trial.arrangement.set(column, order, self.frame);
    }

    /// Lets the columns beside a displaced one give way before it may move back, and returns what
    /// speaks against that.
    fn give_way(&self, found: &Found, column: usize, trial: &mut Trial) -> Cost {
        let arrangement = &mut trial.arrangement;
        trial.restless.fill(false);
        stir_beside(&mut trial.restless, column);
        // What is not beside the column crosses as before.
        let crossed = found.cost.0 + self.lines.crossings_beside(arrangement, column)
            - self.lines.crossings_beside(&found.arrangement, column);
        let gained = settle(self.lines, arrangement, self.frame, &mut trial.restless);
        let crossings = crossed.saturating_sub(gained);
        debug_assert_eq!(crossings, self.lines.crossings(arrangement));
        (crossings, arrangement.size(self.frame))
    }
}

/// A number below another.
fn lot(lots: &mut ChaCha8Rng, below: usize) -> usize {
    lots.next_u32() as usize % below
}

#[cfg(test)]
mod tests;
