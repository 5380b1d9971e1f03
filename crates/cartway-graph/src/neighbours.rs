//! The neighbours of an item in order: who is first on its list, and who is at which place.
//!
//! Every link takes a place at either end. The places are counted once, when a graph is made, and
//! stand in the file: to tell one, a reader would have to weigh all neighbours of an item. Knows no
//! files.

use rayon::prelude::*;

use super::csr::{ArcId, Csr, NodeId};
use super::strengths::Strengths;

/// Stands for a place that two bytes do not hold: it is counted when it is asked for.
const UNCOUNTED: u16 = u16::MAX;
/// Rows that one thread counts at a time.
const ROWS_A_PART: usize = 4096;

/// A neighbour and what decides its place among all.
#[derive(Debug, Clone, Copy)]
pub struct RankedArc {
    /// The arc that leads to it.
    pub arc: ArcId,
    /// Who it is.
    pub to: NodeId,
    order: Order,
}

/// What decides a place among the neighbours of an item, the smallest first, no two of them equal:
/// the strongest, then most orders (or the better place on the list), then by id. One number of 64,
/// 32 and 32 bits.
type Order = u128;

/// No order: it is larger than that of any neighbour.
const NOBODY: Order = Order::MAX;

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
        let arcs = self.csr.arcs(node);
        let ranked = |(arc, to)| RankedArc {
            arc,
            to,
            order: self.order(node, to, arc),
        };
        let mut all: Vec<RankedArc> = arcs.map(ranked).collect();
        all.sort_unstable_by_key(|ranked| ranked.order);
        all
    }

    /// The place of an arc's target among all neighbours of its source, from 1 for the strongest:
    /// O(1), but O(degree) from the 65,535th neighbour on.
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
        let this = self.order(from, to, arc);
        let all = self.csr.arcs(from);
        let before = all.filter(|&(arc, to)| self.order(from, to, arc) < this);
        before.count() as u32 + 1
    }

    /// The places of all arcs, as they stand in the file, over all cores.
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
        let end = (first + ROWS_A_PART).min(self.csr.node_count());
        let nodes = || (first as u32..end as u32).map(NodeId);
        let mut places = Vec::with_capacity(nodes().map(|node| self.csr.degree(node)).sum());
        let (mut row, mut sorted) = (Vec::new(), Vec::new());
        for node in nodes() {
            row.clear();
            let arcs = self.csr.arcs(node);
            row.extend(arcs.map(|(arc, to)| self.order(node, to, arc)));
            let of_row = places.len();
            places.resize(of_row + row.len(), UNCOUNTED);
            put_places(&row, &mut sorted, &mut places[of_row..]);
        }
        places
    }

    /// Whether the places in the file are those that would be counted: O(arcs) over all cores.
    pub(super) fn are_placed(&self) -> bool {
        let nodes = (0..self.csr.node_count() as u32).into_par_iter();
        self.places.len() == self.csr.arc_count()
            && nodes
                .map_init(Vec::new, |by_place, node| {
                    self.is_placed(NodeId(node), by_place)
                })
                .all(|is_placed| is_placed)
    }

    /// Whether the neighbours of an item rise if each is put at its place, each place taken once.
    fn is_placed(&self, node: NodeId, by_place: &mut Vec<Order>) -> bool {
        by_place.clear();
        by_place.resize(self.csr.degree(node), NOBODY);
        // Behind those whose place is told come the others, in any order.
        let told = by_place.len().min(usize::from(UNCOUNTED) - 1);
        let mut untold = told..by_place.len();
        for (arc, to) in self.csr.arcs(node) {
            let index = match self.places.get(arc.0) {
                Some(&UNCOUNTED) => untold.next(),
                Some(&place) => usize::from(place).checked_sub(1),
                None => None,
            };
            match index.and_then(|index| by_place.get_mut(index)) {
                Some(taken) => *taken = self.order(node, to, arc),
                None => return false,
            }
        }
        let (told, untold) = by_place.split_at(told);
        let last = told.last();
        told.is_sorted_by(|a, b| a < b)
            && last != Some(&NOBODY)
            && untold
                .iter()
                .all(|other| Some(other) > last && *other != NOBODY)
    }

    fn order(&self, from: NodeId, to: NodeId, arc: ArcId) -> Order {
        // Strengths are never negative, and such numbers are ordered as their bits are.
        let weakness = !self.strengths.of(from, to, arc).to_bits();
        let number = self.csr.orders(arc);
        let number = match self.strengths.kind.orders(number) {
            Some(orders) => u32::MAX - orders,
            None => number,
        };
        let id_rank = self.id_ranks.get(to.index()).copied().unwrap_or(0);
        u128::from(weakness) << 64 | u128::from(number) << 32 | u128::from(id_rank)
    }
}

/// The place of each arc of a row, all being [`UNCOUNTED`] before; `sorted` is scratch.
///
/// Most strengths differ in their first bits. Beside these an arc is told by the last ones, so that
/// plain numbers are sorted; only where the first bits are equal the whole order is looked at.
fn put_places(row: &[Order], sorted: &mut Vec<u64>, places: &mut [u16]) {
    let index_bits = row.len().next_power_of_two() as u64 - 1;
    let entry = |(order, index): (&Order, u64)| (order >> 64) as u64 & !index_bits | index;
    let index = |entry: u64| (entry & index_bits) as usize;
    sorted.clear();
    sorted.extend(row.iter().zip(0..).map(entry));
    sorted.sort_unstable();
    for alike in sorted.chunk_by_mut(|a, b| a & !index_bits == b & !index_bits) {
        if alike.len() > 1 {
            alike.sort_unstable_by_key(|&entry| row[index(entry)]);
        }
    }
    for (place, &entry) in (1..UNCOUNTED).zip(&*sorted) {
        places[index(entry)] = place;
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
    fn places_that_are_not_those_of_the_order_are_seen() {
        let snapshot = some_graph();
        let told = snapshot.neighbours();
        assert!(told.are_placed());
        for arc in 0..told.places.len() {
            let mut places = told.places.to_vec();
            for other in [0, places[arc] - 1, places[arc] + 1, 81, UNCOUNTED] {
                places[arc] = other;
                let places = &places[..];
                assert!(!Neighbours { places, ..told }.are_placed());
            }
        }
        let places = &told.places[1..];
        assert!(!Neighbours { places, ..told }.are_placed());
    }

    #[test]
    fn an_item_with_more_neighbours_than_two_bytes_count_has_the_last_ones_counted() {
        let others = u32::from(UNCOUNTED) + 3;
        let links: Vec<_> = (1..=others).map(|b| (0, b, 2, Listed::BOTH)).collect();
        let snapshot = snapshot_of(others + 1, &links);
        let neighbours = snapshot.neighbours();
        let hub = snapshot.node_of_rank(0).unwrap();
        let all = neighbours.of(hub);
        assert!(neighbours.are_placed());
        let mut swapped = neighbours.places.to_vec();
        swapped.swap(all[65_533].arc.0, all[65_537].arc.0);
        let places = &swapped[..];
        assert!(
            !Neighbours {
                places,
                ..neighbours
            }
            .are_placed()
        );
        let stored = |place: usize| neighbours.places[all[place].arc.0];
        assert_eq!((stored(65_533), stored(65_534)), (65_534, UNCOUNTED));
        for place in [0, 65_533, 65_534, 65_537] {
            let other = all[place];
            let told = neighbours.place(hub, other.to, other.arc);
            assert_eq!(told as usize, place + 1);
        }
    }
}
