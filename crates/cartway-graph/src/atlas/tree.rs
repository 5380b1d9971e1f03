//! The regions, as a tree: groups of items, groups of these, and so on up to the largest.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use super::arrays::{MAX_LEVELS, NONE};
use super::communities::{Limits, gather, number};
use super::links::{GroupLinks, ItemLinks, Links};
use crate::build::GraphArrays;

/// Items of a smallest region at most: with those around it, they are each other's fifty nearest.
const SMALLEST: u32 = 48;
/// Items of a smallest region of a small map.
const SMALLEST_OF_FEW: u32 = 8;
/// Regions within a region, about; and items within a smallest one.
const BRANCHES: f64 = 24.0;
/// How much larger than the mean a region may be.
const UNEVEN: f64 = 2.5;
/// Of all items, the share that a region of the first level has at least, if it is linked to others.
const LEAST_FIRST: f64 = 0.008;
/// So few items are divided once.
const FEW: usize = 120;
/// Rounds in which smallest regions are joined where there is room.
const JOININGS: usize = 2;

/// Hears of progress, and may break off.
pub(super) type Tick<'t> = &'t (dyn Fn(u64) -> ControlFlow<()> + Sync);

/// All regions, the largest level first. In each level they stand in the order of their parents.
pub(super) struct Tree {
    /// Of each level: of each region, its place in the level above; 0 in the first.
    pub(super) parents: Vec<Vec<u32>>,
    /// Of each level: how closely its regions are linked.
    pub(super) links: Vec<GroupLinks>,
    /// Of each item: its region in the last level.
    pub(super) item_regions: Vec<u32>,
    /// The region of the first level that is the coast.
    pub(super) coast: Option<u32>,
}

/// In which regions items lay on a map before.
pub(super) trait Former: Sync {
    /// How many levels it had.
    fn level_count(&self) -> usize;
    /// How many regions it had.
    fn region_count(&self) -> u32;
    /// The region of a level, 0 for the first, that an item lay in.
    fn region(&self, node: u32, level: usize) -> Option<u32>;
}

impl Tree {
    /// Sorts all items into regions, beginning with those that were there before. O(links) a level.
    pub(super) fn grow(
        graph: &GraphArrays<'_>,
        links: &ItemLinks<'_>,
        before: Option<&dyn Former>,
        tick: Tick<'_>,
    ) -> Option<Self> {
        let caps = caps(links.count());
        let last = caps.len() - 1;
        let old = before.filter(|before| before.level_count() == caps.len());
        let shore = Shore::of(graph, caps[last]);
        let mut of_items = start(old, last, &(0..links.count() as u32).collect::<Vec<_>>());
        gather_items(links, &mut of_items, caps[last], old.is_none(), tick)?;
        let mut things = Things::of_items(graph, old);
        let mut count = things.join(&mut of_items, &shore, 0, last == 0);
        let mut levels = Vec::new();
        let mut linked = vec![GroupLinks::between(links, &of_items, count)];
        for level in (0..last).rev() {
            let below = &linked[linked.len() - 1];
            let mut groups = start(old, level, &things.known);
            let limits = Limits {
                most: caps[level],
                resolution: 1.0,
            };
            gather(below, &mut groups, limits, tick)?;
            if level == 0 {
                join_small(below, &mut groups, links.count());
            }
            count = things.join(&mut groups, &shore, last - level, level == 0);
            linked.push(GroupLinks::between(below, &groups, count));
            levels.push(groups);
        }
        let coast = things
            .known
            .iter()
            .position(|&node| shore.at(node).is_some());
        levels.reverse();
        linked.reverse();
        Some(Self::in_order(levels, linked, of_items, coast))
    }

    /// Whether a region of a level is of the coast.
    pub(super) fn is_coast(&self, level: usize, region: u32) -> bool {
        let up = self.parents[1..=level].iter().rev();
        let top = up.fold(region, |region, parents| parents[region as usize]);
        Some(top) == self.coast
    }

    /// Numbers the regions of each level in the order of their parents. `ups` says of each level but
    /// the first which region of the level above each lies in.
    fn in_order(
        ups: Vec<Vec<u32>>,
        linked: Vec<GroupLinks>,
        mut item_regions: Vec<u32>,
        coast: Option<usize>,
    ) -> Self {
        let first = linked[0].count();
        let mut numbers: Vec<u32> = (0..first as u32).collect();
        let mut parents = vec![vec![0; first]];
        let mut links = Vec::with_capacity(linked.len());
        for (level, linked) in linked.into_iter().enumerate() {
            if level > 0 {
                let up = &ups[level - 1];
                let mut order: Vec<u32> = (0..up.len() as u32).collect();
                order.sort_by_key(|&region| (numbers[up[region as usize] as usize], region));
                let above = |&region: &u32| numbers[up[region as usize] as usize];
                parents.push(order.iter().map(above).collect());
                let mut places = vec![0; order.len()];
                for (place, &region) in (0..).zip(&order) {
                    places[region as usize] = place;
                }
                numbers = places;
            }
            links.push(linked.numbered(&numbers));
        }
        for region in &mut item_regions {
            *region = numbers[*region as usize];
        }
        Self {
            parents,
            links,
            item_regions,
            coast: coast.map(|region| region as u32),
        }
    }
}

/// Most items of a region of each level, the first level first.
fn caps(items: usize) -> Vec<u32> {
    if items <= FEW {
        return vec![u32::MAX];
    }
    let items = items as f64;
    let holds = |levels: usize| BRANCHES.powi(levels as i32 + 1) * 1.25 >= items;
    let levels = (2..MAX_LEVELS)
        .find(|&levels| holds(levels))
        .unwrap_or(MAX_LEVELS);
    let smallest = (items / BRANCHES).clamp(f64::from(SMALLEST_OF_FEW), f64::from(SMALLEST));
    // How many times larger the regions of a level are than those below.
    let step = (items / BRANCHES / smallest)
        .powf(1.0 / (levels as f64 - 1.0))
        .max(2.0);
    let cap = |level: usize| match levels - 1 - level {
        _ if level == 0 => u32::MAX,
        0 => smallest as u32,
        above => (smallest * step.powi(above as i32) * UNEVEN) as u32,
    };
    (0..levels).map(cap).collect()
}

/// Sorts items into the smallest regions.
fn gather_items(
    links: &ItemLinks<'_>,
    groups: &mut [u32],
    most: u32,
    is_anew: bool,
    tick: Tick<'_>,
) -> Option<()> {
    let limits = Limits {
        most,
        resolution: 1.0,
    };
    let mut count = gather(links, groups, limits, tick)?;
    if is_anew {
        // Many stay small because those around them are full; some of these fit together.
        for _ in 0..JOININGS {
            let linked = GroupLinks::between(links, groups, count);
            let mut joined: Vec<u32> = (0..count as u32).collect();
            count = gather(&linked, &mut joined, limits, tick)?;
            for group in groups.iter_mut() {
                *group = joined[*group as usize];
            }
        }
        gather(links, groups, limits, tick)?;
    }
    Some(())
}

/// Puts groups that are small for a first level into the one that each is linked to most closely.
fn join_small(things: &GroupLinks, groups: &mut [u32], items: usize) {
    let least = (items as f64 * LEAST_FIRST) as u32;
    loop {
        let count = number(groups);
        let linked = GroupLinks::between(things, groups, count);
        let joins =
            |group: &u32| linked.size(*group) < least && linked.ties(*group).next().is_some();
        let Some(small) = (0..count as u32)
            .filter(joins)
            .min_by_key(|&group| linked.size(group))
        else {
            return;
        };
        let nearest = linked
            .ties(small)
            .max_by(|one, other| one.weight.total_cmp(&other.weight));
        let to = nearest.map_or(small, |tie| tie.to);
        for group in groups.iter_mut().filter(|group| **group == small) {
            *group = to;
        }
    }
}

/// The groups things begin in: that in which the item they are known by lay before, and each new one
/// in one of its own.
fn start(old: Option<&dyn Former>, level: usize, known: &[u32]) -> Vec<u32> {
    let Some(old) = old else {
        return (0..known.len() as u32).collect();
    };
    let group = |(thing, &node): (u32, &u32)| {
        old.region(node, level)
            .unwrap_or_else(|| old.region_count() + thing)
    };
    let mut groups: Vec<u32> = (0..).zip(known).map(group).collect();
    number(&mut groups);
    groups
}

/// Things that are sorted into groups, which are the next things.
struct Things<'a> {
    graph: &'a GraphArrays<'a>,
    old: Option<&'a dyn Former>,
    /// Of each, the item it is known by: the best known that was there before, or of all.
    known: Vec<u32>,
}

impl<'a> Things<'a> {
    fn of_items(graph: &'a GraphArrays<'a>, old: Option<&'a dyn Former>) -> Self {
        Self {
            graph,
            old,
            known: (0..graph.node_count() as u32).collect(),
        }
    }

    /// Puts what lies on the coast into groups by its place there, numbers all groups, and goes on
    /// with these; how many there are.
    fn join(&mut self, groups: &mut [u32], shore: &Shore, above: usize, is_first: bool) -> usize {
        let free = groups.iter().max().map_or(0, |&most| most + 1);
        for (group, &node) in groups.iter_mut().zip(&self.known) {
            if let Some(at) = shore.at(node) {
                *group = free + if is_first { 0 } else { shore.part(at, above) };
            }
        }
        let count = number(groups);
        let mut known = vec![NONE; count];
        for (&group, &node) in groups.iter().zip(&self.known) {
            let best = &mut known[group as usize];
            if *best == NONE || self.key(node) < self.key(*best) {
                *best = node;
            }
        }
        self.known = known;
        count
    }

    fn key(&self, node: u32) -> (bool, u32) {
        let is_new = self.old.is_some_and(|old| old.region(node, 0).is_none());
        (is_new, self.graph.item_ranks[node as usize])
    }
}

/// The coast: which items lie on it, one after another. Those of the larger islands first.
struct Shore {
    /// The place of each item; [`NONE`] for those on land.
    places: Vec<u32>,
    smallest: u32,
}

impl Shore {
    fn of(graph: &GraphArrays<'_>, smallest: u32) -> Self {
        let sizes = &graph.component_sizes;
        let is_land = |component: u32| {
            let size = sizes[component as usize];
            size > 1 && (component == 0 || (size >= LAND && (component as usize) < MOST_LANDS))
        };
        let mut nodes: Vec<u32> = (0..graph.node_count() as u32)
            .filter(|&node| !is_land(graph.item_components[node as usize]))
            .collect();
        let key = |&node: &u32| {
            let component = graph.item_components[node as usize];
            (
                Reverse(sizes[component as usize]),
                component,
                graph.item_id_ranks[node as usize],
            )
        };
        nodes.sort_unstable_by_key(key);
        let mut places = vec![NONE; graph.node_count()];
        for (place, &node) in (0..).zip(&nodes) {
            places[node as usize] = place;
        }
        Self {
            places,
            smallest: smallest.min(SMALLEST),
        }
    }

    fn at(&self, node: u32) -> Option<u32> {
        Some(self.places[node as usize]).filter(|&place| place != NONE)
    }

    /// Which part of the coast a place is in, so many levels above the smallest.
    fn part(&self, place: u32, above: usize) -> u32 {
        let size = f64::from(self.smallest) * BRANCHES.powi(above as i32);
        (f64::from(place) / size) as u32
    }
}

/// An island of so many items is land, and what is smaller lies on the coast.
const LAND: u32 = 48;
/// Islands that are land at most.
const MOST_LANDS: usize = 12;
