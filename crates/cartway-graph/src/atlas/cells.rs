//! From which zoom an item is drawn, and which items of a frame are.
//!
//! Squares lie over the map, each in four smaller ones: the largest is as wide as the map, those of
//! depth `d` a 2^d-th of it. The best-known items of a square belong to it, [`ITEMS_A_CELL`] of them;
//! the others go into the four below. Whoever looks at a frame from afar is shown what belongs to the
//! large squares on it, and to smaller ones the nearer they come: a bounded number of items, found
//! without a look at any other.
//!
//! A quadtree (Finkel, Bentley 1974) with the best of each square kept in it. Square after square,
//! from the largest, in the order of their numbers, which are [`Cell::key`]s.

use rayon::prelude::*;

use super::place::{Frame, Place, Point, WIDTH};

/// Items that belong to one square.
pub const ITEMS_A_CELL: usize = 8;
/// Squares are divided so often at most. The last ones are 15 thousandths of a unit wide, so that few
/// items share one.
pub(crate) const MAX_DEPTH: u8 = 16;

/// Bits of a key below the depth: those of both numbers of the smallest squares.
const CODE_BITS: u32 = 2 * MAX_DEPTH as u32;

/// A square of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    depth: u8,
    x: u32,
    y: u32,
}

impl Cell {
    /// All of the map.
    const WHOLE: Self = Self {
        depth: 0,
        x: 0,
        y: 0,
    };

    /// The four squares in it. It is none of the smallest.
    fn quarters(self) -> [Self; 4] {
        [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, down)| Self {
            depth: self.depth + 1,
            x: self.x << 1 | right,
            y: self.y << 1 | down,
        })
    }

    /// The square of a depth that a place is in.
    pub(crate) fn at(place: Place, depth: u8) -> Self {
        let number = |units: f64| {
            let side = side(depth);
            ((units / side) as u32).min((1_u32 << depth) - 1)
        };
        let point = place.point();
        Self {
            depth,
            x: number(point.x),
            y: number(point.y),
        }
    }

    /// What squares are ordered by: depth, then place along a curve that fills the map (Morton 1966).
    pub(crate) fn key(self) -> u64 {
        u64::from(self.depth) << CODE_BITS | self.code()
    }

    /// The bits of both its numbers, in turn.
    fn code(self) -> u64 {
        spread(self.x) | spread(self.y) << 1
    }

    pub(crate) fn depth_of(key: u64) -> u8 {
        (key >> CODE_BITS) as u8
    }
}

/// Units from one side of a square of this depth to the other.
fn side(depth: u8) -> f64 {
    f64::from(WIDTH) / f64::from(1_u32 << depth)
}

/// The bits of a number, each followed by a zero.
fn spread(number: u32) -> u64 {
    let mut bits = u64::from(number);
    for (shift, mask) in [
        (16, 0x0000_ffff_0000_ffff),
        (8, 0x00ff_00ff_00ff_00ff),
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

/// Which items belong to which square.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cells {
    /// The key of each square that has items, rising.
    pub(crate) keys: Vec<u64>,
    /// Where the items of each square start, and the end.
    pub(crate) starts: Vec<u32>,
    /// The nodes, square after square, the best known of each first.
    pub(crate) nodes: Vec<u32>,
    /// The depth of the square that each node belongs to.
    pub(crate) depths: Vec<u8>,
}

impl Cells {
    /// Sorts items into squares: `places` and `ranks` by node, from the best known, and the node of
    /// each rank. O(items · depth), over all cores; 16 bytes an item while it works.
    pub(crate) fn sort(places: &[[u32; 2]], ranks: &[u32], nodes_by_rank: &[u32]) -> Self {
        let deepest = |(&[x, y], &rank): (&[u32; 2], &u32)| {
            let code = Cell::at(Place { x, y }, MAX_DEPTH).code();
            code << u32::BITS | u64::from(rank)
        };
        let mut items: Vec<u64> = places.par_iter().zip(ranks).map(deepest).collect();
        items.par_sort_unstable();
        let mut depths = vec![Vec::new(); usize::from(MAX_DEPTH) + 1];
        divide(&mut items, 0, 0, &mut depths);
        drop(items);
        let mut cells = Self {
            depths: vec![0; places.len()],
            nodes: Vec::with_capacity(places.len()),
            ..Self::default()
        };
        for (depth, belongings) in (0..).zip(depths) {
            for (code, rank) in belongings.into_iter().map(parted) {
                let key = u64::from(depth) << CODE_BITS | code;
                if cells.keys.last() != Some(&key) {
                    cells.keys.push(key);
                    cells.starts.push(cells.nodes.len() as u32);
                }
                let node = nodes_by_rank[rank as usize];
                cells.depths[node as usize] = depth;
                cells.nodes.push(node);
            }
        }
        cells.starts.push(cells.nodes.len() as u32);
        cells
    }

    pub(crate) fn view(&self) -> CellsView<'_> {
        CellsView {
            keys: &self.keys,
            starts: &self.starts,
            nodes: &self.nodes,
        }
    }
}

/// The code of a square and the rank of an item, which stand in one number.
fn parted(item: u64) -> (u64, u32) {
    (item >> u32::BITS, item as u32)
}

/// Gives a square its items and hands the others down. `items` lie in it, each with the code of its
/// smallest square and its rank, in their order; `depths` takes, for each depth, what belongs to a
/// square of it, with the code of that one: square after square, the best known first.
fn divide(items: &mut [u64], depth: u8, code: u64, depths: &mut [Vec<u64>]) {
    let keeps = match depth {
        MAX_DEPTH => items.len(),
        _ => items.len().min(ITEMS_A_CELL),
    };
    let mut best: Vec<(u32, usize)> = Vec::with_capacity(keeps + 1);
    for (place, &item) in items.iter().enumerate() {
        let (_, rank) = parted(item);
        if best.len() < keeps || best.last().is_some_and(|&(last, _)| rank < last) {
            let at = best.partition_point(|&(other, _)| other < rank);
            best.insert(at, (rank, place));
            best.truncate(keeps);
        }
    }
    let belonging = best
        .iter()
        .map(|&(rank, _)| code << u32::BITS | u64::from(rank));
    depths[usize::from(depth)].extend(belonging);
    if items.len() == keeps {
        return;
    }
    let mut taken: Vec<usize> = best.into_iter().map(|(_, place)| place).collect();
    taken.sort_unstable();
    let mut rest = close_gaps(items, &taken);
    let below = 2 * u32::from(MAX_DEPTH - depth - 1);
    for quarter in 0..4 {
        let code = code << 2 | quarter;
        let end = rest.partition_point(|&item| parted(item).0 >> below <= code);
        let (here, after) = rest.split_at_mut(end);
        if !here.is_empty() {
            divide(here, depth + 1, code, depths);
        }
        rest = after;
    }
}

/// Items without those at some places, which rise; the others keep their order.
fn close_gaps<'i>(items: &'i mut [u64], taken: &[usize]) -> &'i mut [u64] {
    let (mut next, mut to) = (taken.iter().peekable(), 0);
    for from in 0..items.len() {
        if next.next_if_eq(&&from).is_none() {
            items[to] = items[from];
            to += 1;
        }
    }
    &mut items[..to]
}

/// Squares with their items, borrowed from wherever they lie. Reads are total.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CellsView<'a> {
    pub(crate) keys: &'a [u64],
    pub(crate) starts: &'a [u32],
    pub(crate) nodes: &'a [u32],
}

impl<'a> CellsView<'a> {
    /// The depth of the smallest squares.
    pub(crate) fn depth(self) -> u8 {
        let last = self.keys.last().copied();
        last.map_or(0, Cell::depth_of).min(MAX_DEPTH)
    }

    /// The nodes of all squares that meet a frame, down to a depth: those of large squares first.
    /// Some of them lie a little outside. Goes down only where there are items: O(squares that are
    /// found · log squares).
    pub(crate) fn nodes_in(self, frame: Frame, depth: u8) -> impl Iterator<Item = u32> + 'a {
        let meets = move |cell: &Cell| {
            let corner = |point: Point| Cell::at(Place::of(point), cell.depth);
            let (least, most) = (corner(frame.least), corner(frame.most));
            (least.x..=most.x).contains(&cell.x) && (least.y..=most.y).contains(&cell.y)
        };
        let found = move |cell: Cell| Some((cell, self.place_of(cell)?));
        let deepest = depth.min(self.depth());
        let below = move |cells: &Vec<(Cell, usize)>| {
            let (first, _) = cells.first()?;
            let quarters = cells.iter().flat_map(|(cell, _)| cell.quarters());
            let all = || quarters.filter(meets).filter_map(found).collect();
            (first.depth < deepest).then(all)
        };
        std::iter::successors(Some(Vec::from_iter(found(Cell::WHOLE))), below)
            .flatten()
            .flat_map(move |(_, place)| self.nodes_at(place))
    }

    /// The place of a square that has items.
    fn place_of(self, cell: Cell) -> Option<usize> {
        self.keys.binary_search(&cell.key()).ok()
    }

    fn nodes_at(self, place: usize) -> impl Iterator<Item = u32> + 'a {
        let range = match self.starts.get(place..place + 2) {
            Some(&[start, end]) => self.nodes.get(start as usize..end as usize),
            _ => None,
        };
        range.unwrap_or_default().iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

    use super::*;
    use crate::atlas::place::{HEIGHT, PARTS};

    fn places() -> impl Strategy<Value = Vec<[u32; 2]>> {
        let place = (0..=WIDTH * PARTS, 0..=HEIGHT * PARTS);
        let crowded = (500_000..500_010_u32, 300_000..300_010_u32);
        let either = (place, crowded, any::<bool>());
        let either = either.prop_map(|(wide, near, is_near)| if is_near { near } else { wide });
        proptest::collection::vec(either.prop_map(|(x, y)| [x, y]), 0..400)
    }

    proptest! {
        #[test]
        fn every_item_belongs_to_one_square_and_the_better_known_to_the_larger(places in places()) {
            // Turned around, so that each is the node of its own rank.
            let ranks: Vec<u32> = (0..places.len() as u32).rev().collect();
            let cells = Cells::sort(&places, &ranks, &ranks);
            let nodes: BTreeSet<u32> = cells.nodes.iter().copied().collect();
            prop_assert_eq!(nodes.len(), places.len());
            prop_assert!(cells.keys.is_sorted_by(|a, b| a < b));
            for (square, &key) in cells.keys.iter().enumerate() {
                let own = &cells.nodes[cells.starts[square] as usize..cells.starts[square + 1] as usize];
                let depth = Cell::depth_of(key);
                let cell_of = |node: u32, depth| {
                    let [x, y] = places[node as usize];
                    Cell::at(Place { x, y }, depth).key()
                };
                prop_assert!(own.len() <= ITEMS_A_CELL || depth == MAX_DEPTH);
                prop_assert!(own.iter().all(|&node| cell_of(node, depth) == key));
                // Whoever lies in it and belongs further down is less known than all of its own.
                let least = own.iter().map(|&node| ranks[node as usize]).max();
                let mut below = (0..places.len() as u32).filter(|&node| {
                    cell_of(node, depth) == key && cells.depths[node as usize] > depth
                });
                prop_assert!(below.all(|node| Some(ranks[node as usize]) > least));
            }
        }

        #[test]
        fn a_frame_is_answered_with_all_that_lies_in_it(
            places in places(),
            x in 0.0..1000.0, y in 0.0..640.0, width in 0.0..1200.0, height in 0.0..900.0, depth in 0..6_u8,
        ) {
            let ranks: Vec<u32> = (0..places.len() as u32).collect();
            let cells = Cells::sort(&places, &ranks, &ranks);
            let frame = Frame::around(Point { x, y }, width, height);
            let found: BTreeSet<u32> = cells.view().nodes_in(frame, depth).collect();
            for (node, &[x, y]) in places.iter().enumerate() {
                let is_there = frame.holds(Place { x, y }.point()) && cells.depths[node] <= depth;
                prop_assert!(!is_there || found.contains(&(node as u32)));
                prop_assert!(cells.depths[node] <= depth || !found.contains(&(node as u32)));
            }
        }
    }
}
