//! Items far apart: the longest connection that is known, and known items with a long way between.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::lists::{MAX_SHOWN, known_count};
use crate::build::GraphArrays;
use crate::centre::Centre;
use crate::csr::NodeId;
use crate::waves::{LANES, MainComponent, Visitor, Waves};

/// Most walks on the way to the longest connection.
const MAX_SWEEPS: usize = 8;
/// Known items that pairs are made of: the outermost, no two of them neighbours.
const CANDIDATES: usize = 2 * LANES;
/// Fewest hops of a pair that is far apart.
const FAR: u32 = 3;
/// No distance: the two are not connected.
pub(crate) const APART: u32 = u32::MAX;

type Tick<'a> = &'a (dyn Fn(u64) -> ControlFlow<()> + Sync);

/// The longest connection that is known, at least as long as any of these pairs: from the sampled
/// item that another is farthest from, to that other, on to the one farthest from that, and so on
/// as long as it grows (Magnien, Latapy, Habib: "Fast Computation of Empirically Tight Bounds for
/// the Diameter of Massive Graphs", 2009). Exact if closeness was measured from every item.
pub(super) fn longest(
    graph: &GraphArrays<'_>,
    centre: &Centre,
    main: MainComponent<'_>,
    pairs: &[[u32; 3]],
    tick: Tick<'_>,
) -> Option<Option<[u32; 3]>> {
    let mut best = pairs.first().copied();
    let start = centre.outermost.or_else(|| {
        let mut linked = graph.nodes_by_rank.iter().copied();
        linked.find(|&node| graph.item_components[node as usize] == 0)
    });
    let Some(mut from) = start else {
        return Some(best);
    };
    let mut waves = Waves::over(main);
    for _ in 0..MAX_SWEEPS {
        let mut farthest = Farthest {
            ranks: &graph.item_ranks,
            node: from,
            hops: 0,
        };
        waves.run(&[from], &mut farthest);
        if tick(0).is_break() {
            return None;
        }
        if best.is_some_and(|[_, _, hops]| hops >= farthest.hops) {
            break;
        }
        best = Some(ordered(graph, from, farthest.node, farthest.hops));
        from = farthest.node;
    }
    Some(best)
}

/// The node that one walk comes to last, the most popular of several.
struct Farthest<'a> {
    ranks: &'a [u32],
    node: u32,
    hops: u32,
}

impl Visitor for Farthest<'_> {
    fn arrived(&mut self, node: u32, _walks: u64, hops: u32) {
        let rank = |node: u32| self.ranks[node as usize];
        if hops > self.hops || rank(node) < rank(self.node) {
            (self.node, self.hops) = (node, hops);
        }
    }
}

/// Known items far apart, the farthest first, of equally far ones the most popular; no item twice.
/// Pairs of titled items go before others, as far as there is room.
pub(super) fn pairs(
    graph: &GraphArrays<'_>,
    centre: &Centre,
    main: MainComponent<'_>,
    tick: Tick<'_>,
) -> Option<Vec<[u32; 3]>> {
    let candidates = outermost_known(graph, centre);
    let rows: Option<Vec<Vec<u32>>> = candidates
        .par_chunks(LANES)
        .map(|batch| {
            let hops = distances(main, batch, &candidates);
            tick(0).is_continue().then_some(hops)
        })
        .collect();
    let hops = rows?.concat();
    let mut pairs: Vec<[u32; 3]> = Vec::new();
    for (row, &from) in hops.chunks(candidates.len().max(1)).zip(&candidates) {
        let others = candidates
            .iter()
            .zip(row)
            .take_while(|&(&to, _)| to != from);
        let far = others.filter(|&(_, &hops)| hops >= FAR && hops != APART);
        pairs.extend(far.map(|(&to, &hops)| ordered(graph, from, to, hops)));
    }
    pairs.sort_by_cached_key(|&[from, to, hops]| {
        let rank = |node: u32| u64::from(graph.item_ranks[node as usize]);
        let is_untitled = !(graph.has_title(from) && graph.has_title(to));
        (
            is_untitled,
            u32::MAX - hops,
            rank(from) + rank(to),
            rank(from),
        )
    });
    let mut taken: Vec<u32> = Vec::new();
    pairs.retain(|&[from, to, _]| {
        let fresh = taken.len() < 2 * MAX_SHOWN && !taken.contains(&from) && !taken.contains(&to);
        if fresh {
            taken.extend([from, to]);
        }
        fresh
    });
    // Stable: of equally far ones the titled stay first.
    pairs.sort_by_key(|&[_, _, hops]| Reverse(hops));
    Some(pairs)
}

/// The known items farthest from all others, as far as closeness was measured; else the best known.
/// Those with a title come before all others.
fn outermost_known(graph: &GraphArrays<'_>, centre: &Centre) -> Vec<u32> {
    let known = known_count(graph.node_count() as u32) as usize;
    let mut known: Vec<u32> = graph.nodes_by_rank[..known]
        .iter()
        .copied()
        .filter(|&node| graph.item_components[node as usize] == 0)
        .collect();
    // Stable: of equal ones the more popular comes first.
    known.sort_by_key(|&node| {
        let rank = centre.ranks.get(node as usize).copied();
        Reverse(rank.unwrap_or(0))
    });
    let csr = graph.arcs.csr();
    let mut near = FixedBitSet::with_capacity(graph.node_count());
    let mut chosen = Vec::with_capacity(CANDIDATES);
    for with_title in [true, false] {
        for &node in &known {
            if chosen.len() == CANDIDATES {
                return chosen;
            }
            if !near.contains(node as usize) && graph.has_title(node) == with_title {
                near.extend(csr.row(NodeId(node)).0.iter().map(|&other| other as usize));
                chosen.push(node);
            }
        }
    }
    chosen
}

/// How far each of up to 64 different nodes of component 0 is from each of up to 255 different
/// others: a row for each source, [`APART`] where no way leads. One walk from all of them at once.
pub(crate) fn distances(main: MainComponent<'_>, sources: &[u32], targets: &[u32]) -> Vec<u32> {
    let mut watch = Watch {
        places: vec![NOT_WATCHED; main.node_count()],
        width: targets.len(),
        hops: vec![APART; sources.len() * targets.len()],
    };
    for (place, &target) in targets.iter().enumerate() {
        watch.places[target as usize] = place as u8;
    }
    for (lane, source) in sources.iter().enumerate() {
        if let Some(place) = targets.iter().position(|target| target == source) {
            watch.hops[lane * targets.len() + place] = 0;
        }
    }
    if !sources.is_empty() {
        Waves::over(main).run(sources, &mut watch);
    }
    watch.hops
}

const NOT_WATCHED: u8 = u8::MAX;

/// Notes when each walk comes to each of some nodes.
struct Watch {
    /// The place of each node among those watched.
    places: Vec<u8>,
    width: usize,
    hops: Vec<u32>,
}

impl Visitor for Watch {
    fn arrived(&mut self, node: u32, mut walks: u64, hops: u32) {
        let place = self.places[node as usize];
        if place == NOT_WATCHED {
            return;
        }
        while walks != 0 {
            let lane = walks.trailing_zeros() as usize;
            self.hops[lane * self.width + usize::from(place)] = hops;
            walks &= walks - 1;
        }
    }
}

/// The more popular one first.
fn ordered(graph: &GraphArrays<'_>, a: u32, b: u32, hops: u32) -> [u32; 3] {
    if graph.item_ranks[b as usize] < graph.item_ranks[a as usize] {
        [b, a, hops]
    } else {
        [a, b, hops]
    }
}
