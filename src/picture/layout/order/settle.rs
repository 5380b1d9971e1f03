//! Boxes that move to where fewest lines cross, until none gains by moving.
//!
//! Sifting, after Matuszewski, Schönfeld and Molitor: for the boxes of one column a table says how
//! many lines more cross where any two change places, so that the gain of every place is a sum.

use super::arrangement::{Arrangement, Frame, WIDTH};
use super::lines::{Beside, Lines};

/// Times that all restless columns are looked at, to and fro. Nearly all have settled long before.
const ROUNDS: usize = 12;

/// Moves the boxes of restless columns until none gains, and returns how many crossings are gone. A
/// column is restless where one beside it has changed since it was looked at.
pub(super) fn settle(
    lines: &Lines,
    arrangement: &mut Arrangement,
    frame: Frame,
    restless: &mut [bool],
) -> usize {
    let count = restless.len();
    let mut gone = 0;
    for _ in 0..ROUNDS {
        for column in (0..count).chain((0..count).rev()) {
            if !std::mem::take(&mut restless[column]) {
                continue;
            }
            if let Some(gained) = settle_column(lines, arrangement, frame, column) {
                gone += gained;
                stir_beside(restless, column);
            }
        }
        if !restless.contains(&true) {
            break;
        }
    }
    gone
}

/// Tells the columns beside one that it has changed.
pub(super) fn stir_beside(restless: &mut [bool], column: usize) {
    let beside = [column.checked_sub(1), Some(column + 1)];
    for column in beside.into_iter().flatten() {
        if let Some(restless) = restless.get_mut(column) {
            *restless = true;
        }
    }
}

/// How many crossings are gone now that boxes of the column have found better places; `None` where
/// none has.
fn settle_column(
    lines: &Lines,
    arrangement: &mut Arrangement,
    frame: Frame,
    column: usize,
) -> Option<usize> {
    let boxes = arrangement.nodes(column).len();
    if boxes < 2 {
        return None;
    }
    let table = Table::of(lines, arrangement, column);
    let mut gained = None;
    // How many stay where they are, one after the other.
    let mut still = 0;
    for node in arrangement.nodes(column).cycle() {
        let from = arrangement.place(node);
        if let Some((to, gone)) = better_place(&table, arrangement, frame, column, from) {
            arrangement.shift(column, from, to);
            *gained.get_or_insert(0) += gone;
            still = 0;
        } else {
            still += 1;
        }
        if still == boxes {
            break;
        }
    }
    gained
}

/// How many lines more cross where two boxes of a column change places.
struct Table {
    /// The nodes of a column are numbered one after the other.
    first: usize,
    /// By the one that stands later, then by the one that stands earlier.
    more: [[i16; WIDTH]; WIDTH],
}

impl Table {
    fn of(lines: &Lines, arrangement: &Arrangement, column: usize) -> Self {
        let mut table = Self {
            first: arrangement.best(column),
            more: [[0; WIDTH]; WIDTH],
        };
        let nodes = arrangement.nodes(column);
        if let Some(before) = column.checked_sub(1) {
            let ends = nodes.clone().map(|node| lines.before.of_node(node).len());
            table.add(ends, &lines.after, arrangement.column(before));
        }
        if column + 1 < arrangement.len() {
            let ends = nodes.map(|node| lines.after.of_node(node).len());
            table.add(ends, &lines.before, arrangement.column(column + 1));
        }
        table
    }

    /// Adds the lines of one side: so many of each box, and what the column there has lines to.
    fn add(&mut self, ends: impl Iterator<Item = usize>, back: &Beside, there: &[usize]) {
        // How many lines of each box end before the place that is looked at, less those after it.
        let mut lead = [0_i16; WIDTH];
        for (lead, ends) in lead.iter_mut().zip(ends) {
            *lead = -(ends as i16);
        }
        for &node in there {
            let here = back.of_node(node).iter().map(|node| node - self.first);
            here.clone().for_each(|slot| lead[slot] += 1);
            for slot in here.clone() {
                // A line of the later box that ends here crosses one less for each line of the
                // earlier box that ends after it, and one more for each that ends before it.
                let more = &mut self.more[slot];
                for earlier in 0..WIDTH {
                    more[earlier] += lead[earlier];
                }
            }
            here.for_each(|slot| lead[slot] += 1);
        }
    }

    /// Lines more that cross when a node changes places with another before it. With one after it,
    /// it is as many less.
    fn exchanged(&self, node: usize) -> impl Fn(&usize) -> i32 {
        let more = &self.more[node - self.first];
        |other| more[other - self.first].into()
    }
}

/// The place of its column where fewest lines cross a box's own, and how many crossings that saves,
/// if it is better than where the box is. Among equals, the one that leaves the best connection where it looks
/// best.
fn better_place(
    table: &Table,
    arrangement: &Arrangement,
    frame: Frame,
    column: usize,
    from: usize,
) -> Option<(usize, usize)> {
    let order = arrangement.column(column);
    let places = Places {
        best: arrangement.place(arrangement.best(column)),
        fold: arrangement.fold(column).map(|fold| arrangement.place(fold)),
        boxes: order.len(),
        frame,
    };
    let mut least = (0, frame.unease(places.best, places.boxes));
    let mut found = None;
    let mut consider = |to: usize, more: i32| {
        // Most places are worse than what is known, whatever else may be said of them.
        if more > least.0 {
            return;
        }
        if let Some(best) = places.best_after(from, to) {
            let cost = (more, frame.unease(best, places.boxes));
            if cost < least {
                least = cost;
                found = Some(to);
            }
        }
    };
    let exchanged = table.exchanged(order[from]);
    let mut more = 0;
    for (to, other) in order.iter().enumerate().skip(from + 1) {
        more -= exchanged(other);
        consider(to, more);
    }
    more = 0;
    for (to, other) in order[..from].iter().enumerate().rev() {
        more += exchanged(other);
        consider(to, more);
    }
    found.map(|to| (to, least.0.unsigned_abs() as usize))
}

/// Where what may not go anywhere stands in a column.
struct Places {
    best: usize,
    fold: Option<usize>,
    boxes: usize,
    frame: Frame,
}

impl Places {
    /// The place of the best connection after a move, if the move is allowed: what is folded stays
    /// at an edge, and the best connection in its frame.
    fn best_after(&self, from: usize, to: usize) -> Option<usize> {
        let is_edge = |place: usize| place == 0 || place + 1 == self.boxes;
        let stays_at_edge = match self.fold {
            Some(fold) if fold == from => self.frame.folds_first() && is_edge(to),
            Some(fold) => fold != to,
            None => true,
        };
        let best = match self.best {
            best if best == from => to,
            best if from < best && best <= to => best - 1,
            best if to <= best && best < from => best + 1,
            best => best,
        };
        (stays_at_edge && self.frame.allows(best, self.boxes)).then_some(best)
    }
}
