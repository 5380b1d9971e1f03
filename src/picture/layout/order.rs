//! A lane for every box, so that few lines cross.
//!
//! The best connection keeps lane 0 in every column. The others move by sweeps to and fro: each box
//! goes near the mean lane of its neighbours (barycentre), then once more near the middle one
//! (median). In the best arrangements of both every box then looks for the lane of its column where
//! fewest lines cross; the one with the fewest crossings wins.

use super::choose::{Drawing, Node};
use super::plan::Orientation;

/// Sweeps to and fro. More change next to nothing in pictures of this size.
const SWEEPS: usize = 4;
/// Rounds in which every box looks for a better lane.
const SIFT_ROUNDS: usize = 2;

/// The lane of each node of the drawing: 0 on the best connection, negative above it.
pub(super) fn lanes(drawing: &Drawing, orientation: Orientation) -> Vec<i32> {
    let order = Order::new(drawing, orientation);
    let arrival = order.arrival();
    let swept = [mean, median].map(|centre| order.swept(centre, &arrival));
    let candidates = swept.into_iter().chain([arrival.clone()]);
    candidates
        .map(|mut lanes| {
            order.sift(&mut lanes);
            (order.crossings(&lanes), lanes)
        })
        // The first of equals.
        .min_by_key(|(count, _)| *count)
        .map_or(arrival, |(_, lanes)| lanes)
}

/// Which neighbours a sweep looks at.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// A drawing with the neighbours of every node at hand.
struct Order<'a> {
    drawing: &'a Drawing,
    orientation: Orientation,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl<'a> Order<'a> {
    fn new(drawing: &'a Drawing, orientation: Orientation) -> Self {
        let mut before = vec![Vec::new(); drawing.nodes.len()];
        let mut after = vec![Vec::new(); drawing.nodes.len()];
        for edge in &drawing.edges {
            after[edge.from].push(edge.to);
            before[edge.to].push(edge.from);
        }
        Self {
            drawing,
            orientation,
            before,
            after,
        }
    }

    fn beside(&self, node: usize, side: Side) -> &[usize] {
        match side {
            Side::Before => &self.before[node],
            Side::After => &self.after[node],
        }
    }

    /// The lanes in the order the items came in.
    fn arrival(&self) -> Vec<i32> {
        let mut lanes = vec![0; self.drawing.nodes.len()];
        for column in &self.drawing.columns {
            let wishes: Vec<f64> = (0..column.len()).map(|place| place as f64).collect();
            self.assign(column, &wishes, &mut lanes);
        }
        lanes
    }

    /// The best of some sweeps to and fro.
    fn swept(&self, centre: fn(&mut [i32]) -> f64, arrival: &[i32]) -> Vec<i32> {
        let mut lanes = arrival.to_vec();
        let mut best = (self.crossings(&lanes), lanes.clone());
        for _ in 0..SWEEPS {
            for side in [Side::Before, Side::After] {
                self.sweep(side, centre, &mut lanes);
                let count = self.crossings(&lanes);
                if count < best.0 {
                    best = (count, lanes.clone());
                }
            }
        }
        best.1
    }

    /// Orders every column by where its neighbours in the column before it, or after it, stand.
    fn sweep(&self, side: Side, centre: fn(&mut [i32]) -> f64, lanes: &mut [i32]) {
        let columns = &self.drawing.columns;
        let count = columns.len();
        for step in 1..count {
            let column = match side {
                Side::Before => &columns[step],
                Side::After => &columns[count - 1 - step],
            };
            let wishes: Vec<f64> = column
                .iter()
                .map(|&node| {
                    let beside = self.beside(node, side).iter();
                    let mut beside: Vec<i32> = beside.map(|&there| lanes[there]).collect();
                    if beside.is_empty() {
                        f64::from(lanes[node])
                    } else {
                        centre(&mut beside)
                    }
                })
                .collect();
            self.assign(column, &wishes, lanes);
        }
    }

    /// Gives the boxes of one column their lanes, in the order of their wishes: the first box of
    /// the column keeps lane 0, a fold box goes last, the others go above and below in equal
    /// numbers, or all after lane 0 in a tall picture.
    fn assign(&self, column: &[usize], wishes: &[f64], lanes: &mut [i32]) {
        let mut others: Vec<(f64, i32, usize)> = column
            .iter()
            .zip(wishes)
            .skip(1)
            .filter(|(node, _)| self.may_move(**node))
            .map(|(node, wish)| (*wish, lanes[*node], *node))
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let above = match self.orientation {
            Orientation::Down => 0,
            Orientation::Across => {
                let half = others.len() / 2;
                let wishing = others.iter().filter(|(wish, ..)| *wish < 0.0).count();
                wishing.clamp(half, others.len() - half)
            }
        };
        let mut lane = -(above as i32);
        for (_, _, node) in others {
            if lane == 0 {
                lane = 1;
            }
            lanes[node] = lane;
            lane += 1;
        }
        let fold = column.iter().skip(1).find(|node| !self.may_move(**node));
        if let Some(fold) = fold {
            lanes[*fold] = lane.max(1);
        }
    }

    /// Fold boxes stay at the end of their column.
    fn may_move(&self, node: usize) -> bool {
        matches!(self.drawing.nodes[node], Node::Item(_))
    }

    /// Moves every box to the lane of its column where fewest lines cross, until none gains.
    fn sift(&self, lanes: &mut [i32]) {
        for _ in 0..SIFT_ROUNDS {
            let mut changed = false;
            for column in &self.drawing.columns {
                for &node in column.iter().skip(1) {
                    changed |= self.may_move(node) && self.sift_one(column, node, lanes);
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Whether the box has found a better lane. On its way it changes places with one box after
    /// the other, and the best connection between two lanes stays where it is.
    fn sift_one(&self, column: &[usize], node: usize, lanes: &mut [i32]) -> bool {
        let others = column.iter().skip(1).copied();
        let mut order: Vec<usize> = others.filter(|other| self.may_move(*other)).collect();
        order.sort_by_key(|other| lanes[*other]);
        let free: Vec<i32> = order.iter().map(|other| lanes[*other]).collect();
        let Some(from) = order.iter().position(|other| *other == node) else {
            return false;
        };
        let between = |place: usize| {
            let around_best = free[place - 1] < 0 && free[place] > 0;
            column.first().copied().filter(|_| around_best)
        };
        let mut best = (0, from);
        let mut gain = 0;
        for (place, &other) in order.iter().enumerate().skip(from + 1) {
            gain += self.gain(node, other, between(place), lanes);
            if gain > best.0 {
                best = (gain, place);
            }
        }
        gain = 0;
        for place in (1..=from).rev() {
            gain += self.gain(order[place - 1], node, between(place), lanes);
            if gain > best.0 {
                best = (gain, place - 1);
            }
        }
        if best.0 <= 0 {
            return false;
        }
        order.remove(from);
        order.insert(best.1, node);
        for (other, lane) in order.into_iter().zip(free) {
            lanes[other] = lane;
        }
        true
    }

    /// Crossings fewer when `a` and the box `b` after it change places, around the box between
    /// them if there is one.
    fn gain(&self, a: usize, b: usize, between: Option<usize>, lanes: &[i32]) -> i64 {
        let less = |first, second| {
            self.crossings_of(first, second, lanes) - self.crossings_of(second, first, lanes)
        };
        less(a, b) + between.map_or(0, |middle| less(a, middle) + less(middle, b))
    }

    /// Crossings between the lines of two boxes of one column, the first before the second.
    fn crossings_of(&self, first: usize, second: usize, lanes: &[i32]) -> i64 {
        let crossing = |side| {
            let ends = self.beside(first, side).iter();
            ends.map(|&a| {
                let others = self.beside(second, side).iter();
                others.filter(|&&b| lanes[a] > lanes[b]).count() as i64
            })
            .sum::<i64>()
        };
        crossing(Side::Before) + crossing(Side::After)
    }

    /// Number of pairs of lines that cross.
    fn crossings(&self, lanes: &[i32]) -> usize {
        let mut count = 0;
        for column in &self.drawing.columns {
            for (place, &a) in column.iter().enumerate() {
                for &b in &column[place + 1..] {
                    let (first, second) = if lanes[a] < lanes[b] { (a, b) } else { (b, a) };
                    for &x in &self.after[first] {
                        let others = self.after[second].iter();
                        count += others.filter(|&&y| lanes[x] > lanes[y]).count();
                    }
                }
            }
        }
        count
    }
}

fn mean(lanes: &mut [i32]) -> f64 {
    f64::from(lanes.iter().sum::<i32>()) / lanes.len() as f64
}

/// The middle lane, or the mean of the two middle ones.
fn median(lanes: &mut [i32]) -> f64 {
    lanes.sort_unstable();
    let (low, high) = ((lanes.len() - 1) / 2, lanes.len() / 2);
    f64::from(lanes[low] + lanes[high]) / 2.0
}

#[cfg(test)]
mod tests;
