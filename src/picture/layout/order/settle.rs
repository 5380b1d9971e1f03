//! Boxes that move to where fewest lines cross, until none gains by moving.
//!
//! Sifting, after Matuszewski, Schönfeld and Molitor: for the boxes of one column a table says how
//! many lines of any two cross in either order, so that the gain of every place is a sum.

use super::arrangement::{Arrangement, Frame};
use crate::picture::layout::choose::{Drawing, MAX_ITEMS};

/// Times that all restless columns are looked at, to and fro. Nearly all have settled long before.
const ROUNDS: usize = 12;

// The neighbours of a node are bits of a word; what is folded is one box more.
const _: () = assert!(MAX_ITEMS < u64::BITS as usize);

/// The lines of a drawing, at hand for every node.
pub(super) struct Lines {
    /// The nodes a node has lines to in the column before its own.
    pub(super) before: Vec<Vec<usize>>,
    /// Those in the column after it.
    pub(super) after: Vec<Vec<usize>>,
}

impl Lines {
    pub(super) fn of(drawing: &Drawing) -> Self {
        let mut before = vec![Vec::new(); drawing.nodes.len()];
        let mut after = before.clone();
        for edge in &drawing.edges {
            after[edge.from].push(edge.to);
            before[edge.to].push(edge.from);
        }
        Self { before, after }
    }

    /// Number of pairs of lines that cross.
    pub(super) fn crossings(&self, arrangement: &Arrangement) -> usize {
        let mut count = 0;
        for column in 0..arrangement.len() {
            let order = arrangement.column(column);
            for (place, first) in order.iter().enumerate() {
                let first = reached(&self.after[*first], arrangement);
                let seconds = order[place + 1..].iter();
                let crossed = seconds
                    .map(|second| pairs_turned(first, reached(&self.after[*second], arrangement)));
                count += crossed.sum::<u32>() as usize;
            }
        }
        count
    }

    /// Moves the boxes of restless columns until none gains. A column is restless where one beside
    /// it has changed since it was looked at.
    pub(super) fn settle(
        &self,
        arrangement: &mut Arrangement,
        frame: Frame,
        restless: &mut [bool],
    ) {
        let count = restless.len();
        for _ in 0..ROUNDS {
            for column in (0..count).chain((0..count).rev()) {
                if !std::mem::take(&mut restless[column]) {
                    continue;
                }
                if self.settle_column(arrangement, frame, column) {
                    stir_beside(restless, column);
                }
            }
            if !restless.contains(&true) {
                return;
            }
        }
    }

    /// Whether any box of the column has found a better place.
    fn settle_column(&self, arrangement: &mut Arrangement, frame: Frame, column: usize) -> bool {
        if arrangement.column(column).len() < 2 {
            return false;
        }
        let table = Table::of(self, arrangement, column);
        let mut changed = false;
        let mut again = true;
        while again {
            again = false;
            for node in table.first..table.first + table.size {
                let from = arrangement.place(node);
                if let Some(to) = better_place(&table, arrangement, frame, column, from) {
                    arrangement.shift(column, from, to);
                    again = true;
                }
            }
            changed |= again;
        }
        changed
    }
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

/// Crossings of the lines of any two nodes of a column, the one before the other.
struct Table {
    /// The nodes of a column are numbered one after the other.
    first: usize,
    size: usize,
    crossings: Vec<i32>,
}

impl Table {
    fn of(lines: &Lines, arrangement: &Arrangement, column: usize) -> Self {
        let first = arrangement.best(column);
        let size = arrangement.column(column).len();
        let sides = |node: usize| {
            let sides = [&lines.before[node], &lines.after[node]];
            sides.map(|beside| reached(beside, arrangement))
        };
        let reached: Vec<[u64; 2]> = (first..first + size).map(sides).collect();
        let mut crossings = Vec::with_capacity(size * size);
        for one in &reached {
            let others = reached.iter();
            crossings.extend(others.map(|other| {
                let turned = pairs_turned(one[0], other[0]) + pairs_turned(one[1], other[1]);
                turned as i32
            }));
        }
        Self {
            first,
            size,
            crossings,
        }
    }

    /// Crossings more when two nodes that stand one after the other change places.
    fn exchanged(&self, first: usize, second: usize) -> i32 {
        let crossings =
            |one, other| self.crossings[(one - self.first) * self.size + other - self.first];
        crossings(second, first) - crossings(first, second)
    }
}

/// The place of its column where fewest lines cross a box's own, if that is better than where it
/// is. Among equals, the one that leaves the best connection where it looks best.
fn better_place(
    table: &Table,
    arrangement: &Arrangement,
    frame: Frame,
    column: usize,
    from: usize,
) -> Option<usize> {
    let order = arrangement.column(column);
    let places = Places {
        best: arrangement.place(arrangement.best(column)),
        fold: arrangement.fold(column).map(|fold| arrangement.place(fold)),
        boxes: order.len(),
        frame,
    };
    let mut found = ((0, frame.unease(places.best, places.boxes)), None);
    let mut consider = |to: usize, more: i32| {
        if let Some(best) = places.best_after(from, to) {
            let cost = (more, frame.unease(best, places.boxes));
            if cost < found.0 {
                found = (cost, Some(to));
            }
        }
    };
    let mut more = 0;
    for to in from + 1..order.len() {
        more += table.exchanged(order[from], order[to]);
        consider(to, more);
    }
    more = 0;
    for to in (0..from).rev() {
        more += table.exchanged(order[to], order[from]);
        consider(to, more);
    }
    found.1
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

/// The places of some nodes of one column, as bits.
fn reached(nodes: &[usize], arrangement: &Arrangement) -> u64 {
    let bits = nodes.iter().map(|node| 1 << arrangement.place(*node));
    bits.fold(0, |all, bit: u64| all | bit)
}

/// How many pairs of one place of the first and one of the second stand the other way round.
fn pairs_turned(first: u64, second: u64) -> u32 {
    let mut turned = 0;
    let mut rest = second;
    while rest != 0 {
        turned += (first >> rest.trailing_zeros() >> 1).count_ones();
        rest &= rest - 1;
    }
    turned
}
