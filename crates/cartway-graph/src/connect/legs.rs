//! Connections through several stops: a leg from each stop to the next.
//!
//! A leg is every shortest connection between its two stops that passes none of the other stops.
//! The whole is any connection of the first leg, followed by any of the second, and so on, so
//! numbers multiply, costs add up, and the best whole connections are made of the best of each leg.
//! An item that is no stop may be passed in two legs.

use super::counting::{self, PathCount};
use super::found::Paths;
use super::graph::Graph;
use super::layered::Layered;
use super::ranking::{self, BestPath};

/// All connections of one leg.
pub(super) struct Leg {
    pub(super) shortest: Layered,
    /// Those with one hop more, with two hops more, as far as asked for and worked out.
    pub(super) longer: Vec<Layered>,
}

/// Joins legs; there is at least one. `complete` tells whether all longer ones asked for are there.
pub(super) fn join(graph: &Graph<'_>, legs: Vec<Leg>, k: usize, complete: bool) -> Paths {
    let known_extra = legs.iter().map(|leg| leg.longer.len()).min().unwrap_or(0);
    let ranked = rank(graph, &legs, known_extra, k);
    let counts = count(&legs, known_extra);
    let mut legs = legs.into_iter().map(|leg| leg.shortest);
    let mut layered = legs.next().unwrap_or_default();
    let mut shares = counting::shares(&layered);
    let mut stops = Vec::new();
    for leg in legs {
        stops.push(layered.hops());
        shares.extend(counting::shares(&leg).into_iter().skip(1));
        layered.append(&leg);
    }
    Paths {
        layered,
        stops,
        counts,
        shares,
        best: ranked,
        complete,
    }
}

/// How many there are with 0, 1 ... hops more than the shortest.
fn count(legs: &[Leg], known_extra: usize) -> Vec<PathCount> {
    let mut counts = vec![PathCount::NONE; known_extra + 1];
    counts[0] = PathCount::ONE;
    for leg in legs {
        let of_leg: Vec<PathCount> = leg.by_extra(known_extra).map(counting::total).collect();
        counts = convolve(&counts, &of_leg);
    }
    counts
}

fn convolve(before: &[PathCount], leg: &[PathCount]) -> Vec<PathCount> {
    let count_of = |extra: usize| {
        (0..=extra)
            .map(|first| before[first].times(leg[extra - first]))
            .fold(PathCount::NONE, PathCount::plus)
    };
    (0..leg.len()).map(count_of).collect()
}

/// The best of all, fewest hops first.
fn rank(graph: &Graph<'_>, legs: &[Leg], known_extra: usize, k: usize) -> Vec<BestPath> {
    let mut ranked: Option<Vec<Vec<BestPath>>> = None;
    for leg in legs {
        let of_leg: Vec<Vec<BestPath>> = leg
            .by_extra(known_extra)
            .map(|layered| ranking::best(graph, layered, k))
            .collect();
        ranked = Some(match ranked {
            None => of_leg,
            Some(before) => combine(graph, &before, &of_leg, k),
        });
    }
    let mut best: Vec<BestPath> = ranked.unwrap_or_default().into_iter().flatten().collect();
    best.truncate(k);
    best
}

/// The `k` best of each length, from the `k` best of each length of both parts: any other has `k`
/// better ones that differ from it in one part only.
fn combine(
    graph: &Graph<'_>,
    before: &[Vec<BestPath>],
    leg: &[Vec<BestPath>],
    k: usize,
) -> Vec<Vec<BestPath>> {
    let of_extra = |extra: usize| {
        let mut joined: Vec<BestPath> = (0..=extra)
            .flat_map(|first| {
                let seconds = &leg[extra - first];
                let firsts = &before[first];
                firsts
                    .iter()
                    .flat_map(move |first| seconds.iter().map(move |second| first.then(second)))
            })
            .collect();
        joined.sort_by_cached_key(|path| path.order(graph));
        joined.truncate(k);
        joined
    };
    (0..leg.len()).map(of_extra).collect()
}

impl Leg {
    /// A leg without longer ones.
    pub(super) fn of(shortest: Layered) -> Self {
        Self {
            shortest,
            longer: Vec::new(),
        }
    }

    fn by_extra(&self, known_extra: usize) -> impl Iterator<Item = &Layered> {
        std::iter::once(&self.shortest).chain(&self.longer[..known_extra])
    }
}
