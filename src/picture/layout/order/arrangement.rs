//! The order of the boxes in every column, and where the best connection may pass.
//!
//! Knows places in columns; knows neither lines nor what makes one order better than another.

use std::ops::Range;

use crate::picture::layout::choose::{Drawing, MAX_COLUMN, Node};
use crate::picture::layout::plan::Orientation;

/// Room for the boxes of a column: what is drawn and one for what is folded. A table as wide as this
/// is added up a row at a time.
pub(super) const WIDTH: usize = 16;
const _: () = assert!(MAX_COLUMN < WIDTH);

/// How many boxes of a column may lie on either side of the best connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    over: usize,
    under: usize,
    orientation: Orientation,
}

impl Frame {
    /// The frames a picture may have, the one it has rather first.
    ///
    /// A wide picture has room on both sides for three quarters of what its tallest column has
    /// beside the best connection: it grows by half at most. A tall one keeps its width, and the
    /// best connection in sight of a phone, which shows two lanes: on the first or the second.
    pub(super) fn all(drawing: &Drawing, orientation: Orientation) -> Vec<Self> {
        let beside = drawing.columns.iter().map(Vec::len).max().unwrap_or(1) - 1;
        let frame = |over, under| Self {
            over,
            under,
            orientation,
        };
        match orientation {
            Orientation::Across => {
                let side = (beside * 3).div_ceil(4);
                vec![frame(side, side)]
            }
            Orientation::Down if beside < 2 => vec![frame(0, beside)],
            Orientation::Down => vec![frame(0, beside), frame(1, beside - 1)],
        }
    }

    /// Whether the best connection may have this place in a column of so many boxes.
    pub(super) fn allows(self, place: usize, boxes: usize) -> bool {
        place <= self.over && boxes - 1 - place <= self.under
    }

    /// How far from where the best connection looks best: in the middle, or in a tall picture at
    /// the left edge.
    pub(super) fn unease(self, place: usize, boxes: usize) -> usize {
        match self.orientation {
            Orientation::Across => place.abs_diff(boxes - 1 - place),
            Orientation::Down => place,
        }
    }

    /// Whether what is folded may stand first in its column: a phone has it last, where it scrolls.
    pub(super) fn folds_first(self) -> bool {
        self.orientation == Orientation::Across
    }
}

/// An order for every column of a drawing.
///
/// The nodes of a column are numbered one after the other, so its order has the places of its own
/// nodes in one list of all.
#[derive(Debug, Clone)]
pub(super) struct Arrangement<'a> {
    drawing: &'a Drawing,
    /// The nodes of all columns, each column in its order.
    order: Vec<usize>,
    /// The place of every node in its column.
    places: Vec<usize>,
}

/// Of the same drawing.
impl PartialEq for Arrangement<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl<'a> Arrangement<'a> {
    /// The boxes in the order they came in, as far as the frame allows it.
    pub(super) fn arrived(drawing: &'a Drawing, frame: Frame) -> Self {
        let mut arrangement = Self {
            drawing,
            order: (0..drawing.nodes.len()).collect(),
            places: vec![0; drawing.nodes.len()],
        };
        for column in 0..arrangement.len() {
            let mut order = arrangement.column(column).to_vec();
            arrangement.set(column, &mut order, frame);
        }
        arrangement
    }

    /// Every column the other way round.
    pub(super) fn turned(mut self, frame: Frame) -> Self {
        for column in 0..self.len() {
            let mut order: Vec<usize> = self.column(column).iter().rev().copied().collect();
            self.set(column, &mut order, frame);
        }
        self
    }

    /// Takes the orders of another arrangement of the same drawing.
    pub(super) fn take_orders_of(&mut self, other: &Self) {
        self.order.clone_from(&other.order);
        self.places.clone_from(&other.places);
    }

    /// The nodes of a column by their numbers.
    pub(super) fn nodes(&self, column: usize) -> Range<usize> {
        let nodes = &self.drawing.columns[column];
        nodes[0]..nodes[0] + nodes.len()
    }

    /// The nodes of a column in their order.
    pub(super) fn column(&self, column: usize) -> &[usize] {
        &self.order[self.nodes(column)]
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.drawing.columns.len()
    }

    /// The place of a node in its column.
    pub(super) fn place(&self, node: usize) -> usize {
        self.places[node]
    }

    /// The node of the best connection in a column.
    pub(super) fn best(&self, column: usize) -> usize {
        self.drawing.columns[column][0]
    }

    /// The box of what a column does not draw.
    pub(super) fn fold(&self, column: usize) -> Option<usize> {
        let [_, .., last] = self.drawing.columns[column].as_slice() else {
            return None;
        };
        matches!(self.drawing.nodes[*last], Node::Fold(_)).then_some(*last)
    }

    /// Orders a column as wished, with what is folded last and the best connection in the frame; the
    /// wish becomes what was made of it.
    pub(super) fn set(&mut self, column: usize, order: &mut Vec<usize>, frame: Frame) {
        let (best, fold) = (self.best(column), self.fold(column));
        let boxes = order.len();
        let wish = order.iter().position(|node| *node == best).unwrap_or(0);
        order.retain(|node| *node != best && Some(*node) != fold);
        let places = (0..=order.len()).filter(|place| frame.allows(*place, boxes));
        let place = places.min_by_key(|place| place.abs_diff(wish)).unwrap_or(0);
        order.insert(place, best);
        order.extend(fold);
        let nodes = self.nodes(column);
        self.order[nodes].copy_from_slice(order);
        self.count_places(column);
    }

    /// Moves the node at one place of a column to another.
    pub(super) fn shift(&mut self, column: usize, from: usize, to: usize) {
        let nodes = self.nodes(column);
        let order = &mut self.order[nodes];
        if from < to {
            order[from..=to].rotate_left(1);
        } else {
            order[to..=from].rotate_right(1);
        }
        self.count_places(column);
    }

    fn count_places(&mut self, column: usize) {
        for (place, at) in self.nodes(column).enumerate() {
            self.places[self.order[at]] = place;
        }
    }

    /// How many lanes it takes, and how far the best connection is from where it looks best.
    pub(super) fn size(&self, frame: Frame) -> (usize, usize) {
        let (mut over, mut under, mut unease) = (0, 0, 0);
        for nodes in &self.drawing.columns {
            let (place, boxes) = (self.places[nodes[0]], nodes.len());
            over = over.max(place);
            under = under.max(boxes - 1 - place);
            unease += frame.unease(place, boxes);
        }
        (over + under + 1, unease)
    }

    /// The lane of each node: 0 on the best connection, negative before it.
    pub(super) fn lanes(&self) -> Vec<i32> {
        let mut lanes = vec![0; self.places.len()];
        for nodes in &self.drawing.columns {
            let best = self.places[nodes[0]] as i32;
            for node in nodes {
                lanes[*node] = self.places[*node] as i32 - best;
            }
        }
        lanes
    }
}
