//! The regions, as a tree: groups of items, groups of these, and so on up to the largest.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use super::arrays::{MAX_LEVELS, NONE};
use super::communities::{Limits, gather, number};
use super::links::{GroupLinks, Grouped, ItemLinks, Links};
use crate::build::GraphArrays;

/// Items of a smallest region at most: most of them are among each other's fifty nearest.
const SMALLEST: u32 = 72;
/// How closely linked a smallest region must be, and one of those above.
const CLOSE: f64 = 1.5;
const LOOSE: f64 = 1.0;
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
    /// Of each level but the last: how closely its regions are linked.
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
        let mut growing = Growing {
            graph,
            old,
            shore: Shore::of(graph, caps[last]),
            known: (0..graph.node_count() as u32).collect(),
            caps,
            tick,
        };
        let (item_regions, mut count) = growing.gather_items(links)?;
        let smallest = Grouped::of(links, &item_regions, count);
        let (mut ups, mut linked): (_, Vec<GroupLinks>) = (Vec::new(), Vec::new());
        for level in (0..last).rev() {
            let (up, above) = match linked.last() {
                None => growing.gather_regions(&smallest, level)?,
                Some(below) => growing.gather_regions(below, level)?,
            };
            count = above.count();
            ups.push(up);
            linked.push(above);
        }
        let coast = growing.coast();
        drop(smallest);
        ups.reverse();
        linked.reverse();
        Some(Self::in_order(count, &ups, linked, item_regions, coast))
    }

    /// Whether a region of a level is of the coast.
    pub(super) fn is_coast(&self, level: usize, region: u32) -> bool {
        let up = self.parents[1..=level].iter().rev();
        let top = up.fold(region, |region, parents| parents[region as usize]);
        Some(top) == self.coast
    }

    /// Numbers the regions of each level in the order of their parents. `first` is how many there are
    /// in the first; `ups` says of each level but that one which region of the level above each lies
    /// in.
    fn in_order(
        first: usize,
        ups: &[Vec<u32>],
        linked: Vec<GroupLinks>,
        mut item_regions: Vec<u32>,
        coast: Option<u32>,
    ) -> Self {
        let mut numbers = vec![(0..first as u32).collect::<Vec<u32>>()];
        let mut parents = vec![vec![0; first]];
        for up in ups {
            let above = &numbers[numbers.len() - 1];
            let parent = |&region: &u32| above[up[region as usize] as usize];
            let mut order: Vec<u32> = (0..up.len() as u32).collect();
            order.sort_by_key(|region| (parent(region), *region));
            parents.push(order.iter().map(parent).collect());
            numbers.push(inverse(&order));
        }
        let own = &numbers[numbers.len() - 1];
        for region in &mut item_regions {
            *region = own[*region as usize];
        }
        let levels = linked.into_iter().zip(&numbers);
        Self {
            parents,
            links: levels
                .map(|(links, numbers)| links.numbered(numbers))
                .collect(),
            item_regions,
            coast,
        }
    }
}

/// The place of each number.
fn inverse(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &number) in (0..).zip(order) {
        places[number as usize] = place;
    }
    places
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

/// A tree while it grows, from the items up: things are sorted into groups, which are the next
/// things.
struct Growing<'a> {
    graph: &'a GraphArrays<'a>,
    old: Option<&'a dyn Former>,
    shore: Shore,
    /// Most items of a region of each level.
    caps: Vec<u32>,
    tick: Tick<'a>,
    /// Of each thing, the item it is known by: the best known that was there before, or of all.
    known: Vec<u32>,
}

impl Growing<'_> {
    /// Sorts items into the smallest regions: which each is in, and how many there are.
    fn gather_items(&mut self, links: &ItemLinks<'_>) -> Option<(Vec<u32>, usize)> {
        let last = self.caps.len() - 1;
        let limits = self.limits(last);
        let mut groups = self.start(last);
        let mut count = gather(links, &mut groups, limits, self.tick)?;
        if self.old.is_none() {
            // Many stay small because those around them are full; some of these fit together.
            for _ in 0..JOININGS {
                let grouped = Grouped::of(links, &groups, count);
                let mut joined: Vec<u32> = (0..count as u32).collect();
                count = gather(&grouped, &mut joined, limits, self.tick)?;
                drop(grouped);
                for group in &mut groups {
                    *group = joined[*group as usize];
                }
            }
            gather(links, &mut groups, limits, self.tick)?;
        }
        let count = self.join(&mut groups, last);
        Some((groups, count))
    }

    /// Sorts things into the regions of a level: which each is in, and how these are linked.
    fn gather_regions(
        &mut self,
        things: &impl Links,
        level: usize,
    ) -> Option<(Vec<u32>, GroupLinks)> {
        let mut groups = self.start(level);
        gather(things, &mut groups, self.limits(level), self.tick)?;
        if level == 0 {
            join_small(things, &mut groups, self.graph.node_count());
        }
        let count = self.join(&mut groups, level);
        let linked = GroupLinks::of(&Grouped::of(things, &groups, count));
        Some((groups, linked))
    }

    fn limits(&self, level: usize) -> Limits {
        Limits {
            most: self.caps[level],
            resolution: match level + 1 == self.caps.len() {
                true => CLOSE,
                false => LOOSE,
            },
        }
    }

    /// The groups of a level that things begin in: that in which the item they are known by lay
    /// before, and each new one in one of its own.
    fn start(&self, level: usize) -> Vec<u32> {
        let Some(old) = self.old else {
            return (0..self.known.len() as u32).collect();
        };
        let new = |thing| old.region_count() + thing;
        let group = |(thing, &node)| old.region(node, level).unwrap_or_else(|| new(thing));
        let mut groups: Vec<u32> = (0..).zip(&self.known).map(group).collect();
        number(&mut groups);
        groups
    }

    /// Puts what lies on the coast into groups by its place there, numbers all groups of a level, and
    /// goes on with these; how many there are.
    fn join(&mut self, groups: &mut [u32], level: usize) -> usize {
        let free = groups.iter().max().map_or(0, |&most| most + 1);
        let last = self.caps.len() - 1;
        for (group, &node) in groups.iter_mut().zip(&self.known) {
            if let Some(place) = self.shore.place(node) {
                let part = self.shore.part(place, last - level);
                *group = free + if level == 0 { 0 } else { part };
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

    /// Which thing is the coast, when all have come to the first level.
    fn coast(&self) -> Option<u32> {
        let mut things = (0..).zip(&self.known);
        things.find_map(|(thing, &node)| self.shore.place(node).map(|_| thing))
    }
}

/// Puts groups that are small for a first level into the one that each is linked to most closely.
fn join_small(things: &impl Links, groups: &mut [u32], items: usize) {
    let least = (items as f64 * LEAST_FIRST) as u32;
    loop {
        let count = number(groups);
        let grouped = Grouped::of(things, groups, count);
        let small = (0..count as u32).map(|group| (grouped.size(group), group));
        let mut small: Vec<(u32, u32)> = small.filter(|&(size, _)| size < least).collect();
        small.sort_unstable();
        let nearest = |&(_, group): &(u32, u32)| {
            let ties = grouped.added_up(group).into_iter();
            let nearest = ties.max_by(|one, other| one.weight.cmp(&other.weight))?;
            Some((group, nearest.to))
        };
        let Some((small, to)) = small.iter().find_map(nearest) else {
            return;
        };
        drop(grouped);
        for group in groups.iter_mut().filter(|group| **group == small) {
            *group = to;
        }
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

    fn place(&self, node: u32) -> Option<u32> {
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
