//! How strong each link of a snapshot is: the measure applied to arrays as they lie in the file.

use super::csr::{ArcId, NodeId};
use super::links::LinkKind;
use super::measure::Measure;

/// Everything a link's strength is made of. Reads are total, as those of [`super::Csr`].
#[derive(Debug, Clone, Copy)]
pub struct Strengths<'a> {
    /// The measure the graph was pruned with.
    pub measure: Measure,
    /// What the number on a link means.
    pub kind: LinkKind,
    /// What chance is measured against: orders counted, or the weights of all items together.
    pub total_weight: f64,
    pub(super) numbers: &'a [u32],
    pub(super) item_orders: &'a [u32],
    pub(super) item_weights: &'a [f64],
}

impl Strengths<'_> {
    /// What an item's links are measured against: its orders if counted, else the weight of all its
    /// links before pruning.
    #[must_use]
    #[inline]
    pub fn item_weight(&self, node: NodeId) -> f64 {
        match self.kind {
            LinkKind::Counted => self
                .item_orders
                .get(node.index())
                .map_or(0.0, |&n| f64::from(n)),
            _ => self.item_weights.get(node.index()).copied().unwrap_or(0.0),
        }
    }

    /// Strength of the link an arc belongs to: the same from either end.
    #[must_use]
    #[inline]
    pub fn of(&self, from: NodeId, to: NodeId, arc: ArcId) -> f64 {
        self.by(self.measure, from, to, arc)
    }

    /// How many times more often the two are bought together than chance would give.
    #[must_use]
    #[inline]
    pub fn times_chance(&self, from: NodeId, to: NodeId, arc: ArcId) -> f64 {
        self.by(Measure::Lift, from, to, arc)
    }

    /// [`Self::of`] where the weights of both items are known.
    #[must_use]
    #[inline]
    pub fn of_weights(&self, from: f64, to: f64, arc: ArcId) -> f64 {
        self.measure
            .strength(self.weight(arc), from, to, self.total_weight)
    }

    #[inline]
    fn by(&self, measure: Measure, from: NodeId, to: NodeId, arc: ArcId) -> f64 {
        let (from, to) = (self.item_weight(from), self.item_weight(to));
        measure.strength(self.weight(arc), from, to, self.total_weight)
    }

    /// What the number on a link weighs.
    #[inline]
    fn weight(&self, arc: ArcId) -> f64 {
        let number = self.numbers.get(arc.0).copied().unwrap_or(0);
        self.kind.weight(number)
    }
}
