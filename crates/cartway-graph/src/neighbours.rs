//! The neighbours of an item in order: who is first on its list, and who is at which place.
//!
//! Every link takes a place at either end. The places are counted once, when a graph is made, and
//! stand in the file: to tell one, a reader would have to weigh all neighbours of an item. Knows no
//! files.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::csr::{ArcId, Csr, NodeId};
use super::strengths::Strengths;

/// Stands for a place that two bytes do not hold: it is counted when it is asked for.
const UNCOUNTED: u16 = u16::MAX;
/// Rows that one thread counts at a time.
const ROWS_A_PART: usize = 4096;

/// A neighbour and what decides its place among all: strongest first, then most orders (or the
/// better place on the list), then by id.
#[derive(Debug, Clone, Copy)]
pub struct RankedArc {
    /// The arc that leads to it.
    pub arc: ArcId,
    /// Who it is.
    pub to: NodeId,
    /// Strength of the link.
    pub strength: f64,
    /// Smaller is better.
    number: u32,
    id_rank: u32,
}

impl RankedArc {
    fn compare(&self, other: &Self) -> Ordering {
        other
            .strength
            .total_cmp(&self.strength)
            .then(self.number.cmp(&other.number))
            .then(self.id_rank.cmp(&other.id_rank))
    }
}

/// What the order of neighbours follows from: [`crate::Snapshot::neighbours`]. Reads are total, as
/// those of [`Csr`].
#[derive(Debug, Clone, Copy)]
pub struct Neighbours<'a> {
    pub(super) csr: Csr<'a>,
    pub(super) strengths: Strengths<'a>,
    pub(super) id_ranks: &'a [u32],
    /// An arc: the place of its target, [`UNCOUNTED`] or none where it must be counted.
    pub(super) places: &'a [u16],
}

impl Neighbours<'_> {
    /// The neighbours of an item, strongest first: O(degree · log degree).
    #[must_use]
    pub fn of(&self, node: NodeId) -> Vec<RankedArc> {
        let mut all = Vec::new();
        self.gather(node, &mut all);
        all
    }

    /// An arc with what decides the place of its target.
    #[must_use]
    #[inline]
    pub fn ranked(&self, from: NodeId, to: NodeId, arc: ArcId) -> RankedArc {
        let number = self.csr.orders(arc);
        RankedArc {
            arc,
            to,
            strength: self.strengths.of(from, to, arc),
            number: match self.strengths.kind.orders(number) {
                Some(orders) => u32::MAX - orders,
                None => number,
            },
            id_rank: self.id_ranks.get(to.index()).copied().unwrap_or(0),
        }
    }

    /// The place of an arc's target among all neighbours of its source, from 1 for the strongest:
    /// O(1), but O(degree) of the sources that have 65,535 neighbours or more.
    #[must_use]
    #[inline]
    pub fn place(&self, from: NodeId, to: NodeId, arc: ArcId) -> u32 {
        match self.places.get(arc.0) {
            Some(&place) if place != UNCOUNTED => u32::from(place),
            _ => self.counted_place(from, to, arc),
        }
    }

    /// How many neighbours stand before one, and one more.
    fn counted_place(&self, from: NodeId, to: NodeId, arc: ArcId) -> u32 {
        let this = self.ranked(from, to, arc);
        let all = self.csr.arcs(from);
        let before = all.filter(|&(arc, to)| self.ranked(from, to, arc).compare(&this).is_lt());
        before.count() as u32 + 1
    }

    /// The places of all arcs, as they stand in the file: O(arcs · log degree) over all cores.
    pub(super) fn all_places(&self) -> Vec<u16> {
        let parts = self.csr.node_count().div_ceil(ROWS_A_PART);
        let parts: Vec<Vec<u16>> = (0..parts)
            .into_par_iter()
            .map(|part| self.places_of_rows(part * ROWS_A_PART))
            .collect();
        parts.concat()
    }

    /// The places of the arcs of some rows.
    fn places_of_rows(&self, first: usize) -> Vec<u16> {
        let mut row = Vec::new();
        let mut places = Vec::new();
        let end = (first + ROWS_A_PART).min(self.csr.node_count());
        for node in (first as u32..end as u32).map(NodeId) {
            self.gather(node, &mut row);
            let arcs = self.csr.arc_range(node);
            let of_row = places.len();
            places.resize(of_row + arcs.len(), UNCOUNTED);
            for (place, ranked) in (1..UNCOUNTED).zip(&row) {
                places[of_row + ranked.arc.0 - arcs.start] = place;
            }
        }
        places
    }

    fn gather(&self, node: NodeId, all: &mut Vec<RankedArc>) {
        all.clear();
        let arcs = self.csr.arcs(node);
        all.extend(arcs.map(|(arc, to)| self.ranked(node, to, arc)));
        all.sort_unstable_by(RankedArc::compare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{each_once, random_links, snapshot_of};
    use crate::{Listed, Snapshot};

    /// A snapshot in which many links are equally strong.
    fn some_graph() -> Snapshot {
        let links: Vec<_> = each_once(random_links(80, 300, 7))
            .into_iter()
            .map(|(a, b)| (a, b, 2 + (a + b) % 3, Listed::BOTH))
            .collect();
        snapshot_of(80, &links)
    }

    #[test]
    fn a_place_from_the_file_is_the_one_that_is_counted_and_that_of_the_order() {
        let snapshot = some_graph();
        let neighbours = snapshot.neighbours();
        for node in snapshot.csr().nodes() {
            for (place, other) in (1..).zip(neighbours.of(node)) {
                assert_eq!(neighbours.place(node, other.to, other.arc), place);
                assert_eq!(neighbours.counted_place(node, other.to, other.arc), place);
            }
        }
    }

    #[test]
    fn a_place_that_the_file_does_not_tell_is_counted() {
        let snapshot = some_graph();
        let told = snapshot.neighbours();
        let none = vec![UNCOUNTED; snapshot.csr().arc_count()];
        for places in [&none[..], &[]] {
            let untold = Neighbours { places, ..told };
            for node in snapshot.csr().nodes() {
                for (arc, to) in snapshot.csr().arcs(node) {
                    let place = told.place(node, to, arc);
                    assert_eq!(untold.place(node, to, arc), place);
                }
            }
        }
    }

    #[test]
    fn an_item_with_more_neighbours_than_two_bytes_count_has_the_last_ones_counted() {
        let others = u32::from(UNCOUNTED) + 3;
        let links: Vec<_> = (1..=others).map(|b| (0, b, 2, Listed::BOTH)).collect();
        let snapshot = snapshot_of(others + 1, &links);
        let neighbours = snapshot.neighbours();
        let hub = snapshot.node_of_rank(0).unwrap();
        let all = neighbours.of(hub);
        let stored = |place: usize| neighbours.places[all[place].arc.0];
        assert_eq!((stored(65_533), stored(65_534)), (65_534, UNCOUNTED));
        for place in [0, 65_533, 65_534, 65_537] {
            let other = all[place];
            let told = neighbours.place(hub, other.to, other.arc);
            assert_eq!(told as usize, place + 1);
        }
    }
}
