//! What the answer must be, worked out by petgraph and by listing.

use petgraph::algo::{all_simple_paths, dijkstra};
use petgraph::graph::{DiGraph, NodeIndex};

use super::super::{Bar, Direction, NoPathReason, Options};
use super::{Asked, CATEGORIES, NAMES, NODES};
use crate::fixture::LinkRow;

/// The place of an item's categories among [`super::CATEGORIES`].
pub(super) fn category(item: u32) -> usize {
    (item % 5) as usize
}

/// Whether an item is in any of these categories, by their names alone.
fn is_in_any(item: u32, wanted: &[u32]) -> bool {
    let own = CATEGORIES[category(item)].unwrap_or_default();
    own.lines().any(|own| {
        let mut wanted = wanted.iter().map(|&place| NAMES[place as usize]);
        wanted.any(|name| own == name || own.starts_with(&format!("{name} > ")))
    })
}

/// A question, and the links it is about.
pub(super) struct Reference<'a> {
    links: &'a [LinkRow],
    asked: Asked,
}

impl<'a> Reference<'a> {
    pub(super) fn of(links: &'a [LinkRow], asked: &Asked) -> Self {
        Self {
            links,
            asked: asked.clone(),
        }
    }

    /// Every connection, in no order; or the leg that has none, and why.
    pub(super) fn paths(&self) -> Result<Vec<Vec<u32>>, (usize, NoPathReason)> {
        let stops = self.asked.stops();
        let ends: Vec<(u32, u32)> = stops.windows(2).map(|pair| (pair[0], pair[1])).collect();
        for (leg, &(from, to)) in ends.iter().enumerate() {
            if let Some(reason) = self.apart(from, to) {
                return Err((leg, reason));
            }
        }
        let mut shortest = 0;
        for (leg, &(from, to)) in ends.iter().enumerate() {
            match hops_between(&self.graph(leg, &[]), from, to) {
                Some(hops) => shortest += hops,
                None => return Err((leg, self.reason(leg, from, to))),
            }
        }
        let max_hops = self.asked.max_hops.map_or(usize::MAX, |max| max as usize);
        if shortest > max_hops {
            let hops = Some(shortest);
            return Err((ends.len() - 1, NoPathReason::BeyondMaxHops { hops }));
        }
        let longest = (shortest + self.asked.extra_hops as usize).min(max_hops);
        let mut paths = vec![vec![self.asked.from]];
        for (leg, &(from, to)) in ends.iter().enumerate() {
            let graph = self.graph(leg, &[]);
            let of_leg = simple_paths(&graph, from, to, longest);
            paths = paths
                .iter()
                .flat_map(|path| of_leg.iter().map(|leg| [path, &leg[1..]].concat()))
                .filter(|path| path.len() - 1 <= longest)
                .collect();
        }
        Ok(paths)
    }

    /// Whether there is a connection of any length between the stops of a leg; the other stops may
    /// be passed if `bars` names them.
    pub(super) fn connects(&self, leg: usize, bars: &[Bar]) -> bool {
        let stops = self.asked.stops();
        hops_between(&self.graph(leg, bars), stops[leg], stops[leg + 1]).is_some()
    }

    /// Hops of the shortest connection of a leg the other way round, under all options.
    pub(super) fn hops_back(&self, leg: usize) -> Option<usize> {
        let stops = self.asked.stops();
        hops_between(&self.graph(leg, &[]), stops[leg + 1], stops[leg])
    }

    fn apart(&self, from: u32, to: u32) -> Option<NoPathReason> {
        let lonely = |item: u32| {
            !self
                .links
                .iter()
                .any(|link| link.0 == item || link.1 == item)
        };
        if lonely(from) || lonely(to) {
            return Some(NoPathReason::NoLinks {
                from: lonely(from),
                to: lonely(to),
            });
        }
        let everything = without(&ALL_BARS, &self.asked);
        let graph = Reference::of(self.links, &everything).graph(0, &ALL_BARS);
        let island = |item: u32| {
            let others = (0..NODES).filter(|&other| hops_between(&graph, item, other).is_some());
            others.count() as u32
        };
        hops_between(&graph, from, to)
            .is_none()
            .then(|| NoPathReason::DifferentComponent {
                from_size: island(from),
                to_size: island(to),
            })
    }

    fn reason(&self, leg: usize, from: u32, to: u32) -> NoPathReason {
        let hops_without = |bars: &[Bar], from, to| {
            let looser = without(bars, &self.asked);
            hops_between(
                &Reference::of(self.links, &looser).graph(leg, bars),
                from,
                to,
            )
        };
        let filters: Vec<Bar> = ALL_BARS[..5]
            .iter()
            .copied()
            .filter(|&bar| self.is_in_use(bar))
            .collect();
        let mut tries: Vec<Vec<Bar>> = filters.iter().map(|&bar| vec![bar]).collect();
        tries.push(filters.clone());
        let helps = |bars: &Vec<Bar>| hops_without(bars, from, to).is_some();
        if let Some(bars) = tries.into_iter().find(helps) {
            return NoPathReason::ExcludedByOptions { bars };
        }
        if let Some(hops) = hops_without(&[], to, from) {
            return NoPathReason::OnlyReverse { hops };
        }
        let either_way = vec![Bar::Direction];
        let bars = if helps(&either_way) {
            either_way
        } else {
            [&filters[..], &[Bar::Direction]].concat()
        };
        NoPathReason::ExcludedByOptions { bars }
    }

    fn is_in_use(&self, bar: Bar) -> bool {
        match bar {
            Bar::Exclude => !self.asked.exclude.is_empty(),
            Bar::OnlyCategory => !self.asked.only_categories.is_empty(),
            Bar::AvoidCategory => !self.asked.avoid_categories.is_empty(),
            Bar::AvoidHubs => self.asked.max_degree.is_some(),
            Bar::Via => !self.asked.via.is_empty(),
            Bar::Direction => self.asked.direction == Direction::AsBought,
        }
    }

    /// The links of a leg in petgraph's own graph: an edge for each walkable direction.
    fn graph(&self, leg: usize, bars: &[Bar]) -> DiGraph<(), ()> {
        let mut graph = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..NODES).map(|_| graph.add_node(())).collect();
        let either_way = self.asked.direction == Direction::EitherWay;
        for &(a, b, _, listed) in self.links {
            if self.bars(a, leg, bars) || self.bars(b, leg, bars) {
                continue;
            }
            if either_way || listed.forward() {
                graph.add_edge(nodes[a as usize], nodes[b as usize], ());
            }
            if either_way || listed.backward() {
                graph.add_edge(nodes[b as usize], nodes[a as usize], ());
            }
        }
        graph
    }

    fn bars(&self, item: u32, leg: usize, bars: &[Bar]) -> bool {
        let stops = self.asked.stops();
        if stops[leg..=leg + 1].contains(&item) {
            return false;
        }
        let asked = &self.asked;
        let links = self.links.iter();
        let degree = links
            .filter(|link| link.0 == item || link.1 == item)
            .count();
        asked.exclude.contains(&item)
            || (stops.contains(&item) && !bars.contains(&Bar::Via))
            || (!asked.only_categories.is_empty() && !is_in_any(item, &asked.only_categories))
            || is_in_any(item, &asked.avoid_categories)
            || asked.max_degree.is_some_and(|max| degree > max)
    }
}

const ALL_BARS: [Bar; 6] = [
    Bar::Exclude,
    Bar::OnlyCategory,
    Bar::AvoidCategory,
    Bar::AvoidHubs,
    Bar::Via,
    Bar::Direction,
];

/// A copy of a question with some options taken back, but for the stops.
pub(super) fn without(bars: &[Bar], asked: &Asked) -> Asked {
    let mut looser = asked.clone();
    for bar in bars {
        match bar {
            Bar::Exclude => looser.exclude.clear(),
            Bar::OnlyCategory => looser.only_categories.clear(),
            Bar::AvoidCategory => looser.avoid_categories.clear(),
            Bar::AvoidHubs => looser.max_degree = None,
            Bar::Via => {}
            Bar::Direction => looser.direction = Direction::EitherWay,
        }
    }
    looser
}

fn hops_between(graph: &DiGraph<(), ()>, from: u32, to: u32) -> Option<usize> {
    let target = NodeIndex::new(to as usize);
    dijkstra(graph, NodeIndex::new(from as usize), Some(target), |_| 1)
        .get(&target)
        .copied()
}

/// The simple paths up to `Options::MAX_EXTRA_HOPS` hops longer than the shortest, and no longer
/// than `longest`, as items.
fn simple_paths(graph: &DiGraph<(), ()>, from: u32, to: u32, longest: usize) -> Vec<Vec<u32>> {
    let Some(hops) = hops_between(graph, from, to) else {
        return Vec::new();
    };
    let longest = longest.min(hops + Options::MAX_EXTRA_HOPS as usize);
    all_simple_paths::<Vec<_>, _, std::collections::hash_map::RandomState>(
        graph,
        NodeIndex::new(from as usize),
        NodeIndex::new(to as usize),
        hops - 1,
        Some(longest.saturating_sub(1)),
    )
    .map(|path| path.into_iter().map(|node| node.index() as u32).collect())
    .collect()
}
