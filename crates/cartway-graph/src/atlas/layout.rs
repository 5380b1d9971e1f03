//! Where regions and items come to lie.

use std::ops::Range;

use rayon::prelude::*;

use super::before::Before;
use super::bend::bent;
use super::family::Family;
use super::forces::Vigour;
use super::ground::{Ground, land_and_coast};
use super::links::{GroupLinks, Grouped, ItemLinks, Links, Tie};
use super::place::{Place, Point};
use super::tree::{Tick, Tree};

/// Where nothing has a place yet.
const ANEW: Vigour = Vigour {
    rounds: 50,
    heat: 0.25,
    ease: 1.0,
};
/// Where items have no place yet: there are many.
const ITEMS_ANEW: Vigour = Vigour { rounds: 40, ..ANEW };
/// Where items have a place that is to become better.
const ITEMS_BETTER: Vigour = Vigour {
    rounds: 20,
    heat: 0.1,
    ease: 1.0,
};
/// Where nothing has a place, and there is time.
const TRIAL: Vigour = Vigour {
    rounds: 240,
    ..ANEW
};
/// Where all has a place that is to become better.
const BETTER: Vigour = Vigour {
    rounds: 30,
    heat: 0.02,
    ease: 0.7,
};
/// Where all has a place that it is to keep.
const STAYING: Vigour = Vigour {
    rounds: 8,
    heat: 0.002,
    ease: 0.05,
};

/// How far regions go towards the edge of the one around them, and items towards that of theirs: what
/// lies together lies a little apart from the rest.
const REGION_EDGE: f64 = 0.95;
const ITEM_EDGE: f64 = 0.9;
/// Smallest regions whose items are placed before they are put to the others.
const REGIONS_AT_ONCE: usize = 4096;

/// The ground and the place of each region, level after level.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) grounds: Vec<Vec<Ground>>,
    sites: Vec<Vec<Point>>,
}

/// What is laid out, and how all is linked.
pub(super) struct Plan<'a> {
    pub(super) tree: &'a Tree,
    items: &'a ItemLinks<'a>,
    smallest: Grouped<'a, ItemLinks<'a>>,
    before: Option<&'a Before<'a>>,
    tick: Tick<'a>,
}

impl<'a> Plan<'a> {
    /// A plan of these regions, beginning with a map before it. `tick` is told of items placed, and
    /// may break off.
    pub(super) fn new(
        tree: &'a Tree,
        items: &'a ItemLinks<'a>,
        before: Option<&'a Before<'a>>,
        tick: Tick<'a>,
    ) -> Self {
        let count = tree.parents.last().map_or(0, Vec::len);
        Self {
            tree,
            items,
            smallest: Grouped::of(items, &tree.item_regions, count),
            before,
            tick,
        }
    }

    /// Lays out the regions, from the largest down, each family for itself on the ground of its
    /// parent. `None` where `tick` broke off.
    pub(super) fn regions(&self) -> Option<Layout> {
        let mut layout = Layout::default();
        let passes = match self.before {
            Some(before) => {
                layout.sites = before.sites(self.tree);
                &[(true, STAYING)][..]
            }
            // The second time, those across a border are where they were put the first time.
            None => &[(false, ANEW), (true, BETTER)],
        };
        for &(is_known, vigour) in passes {
            for level in 0..self.tree.parents.len() {
                self.lay(&mut layout, level, is_known, vigour)?;
            }
        }
        Some(layout)
    }

    /// Lays out the regions of a level. `is_known`: they have a place already.
    fn lay(&self, layout: &mut Layout, level: usize, is_known: bool, vigour: Vigour) -> Option<()> {
        let families = families(&self.tree.parents[level]);
        let laid: Option<Vec<(Vec<Point>, Vec<Ground>)>> = families
            .par_iter()
            .map(|family| {
                if (self.tick)(0).is_break() {
                    return None;
                }
                let known = is_known.then(|| {
                    let sites = &layout.sites[level];
                    sites[family.start as usize..family.end as usize].to_vec()
                });
                Some(match level {
                    0 => self.lay_first(known, vigour),
                    _ => self.lay_family(layout, level, family.clone(), known, vigour),
                })
            })
            .collect();
        let (sites, grounds): (Vec<_>, Vec<_>) = laid?.into_iter().unzip();
        put(&mut layout.sites, level, sites.concat());
        put(&mut layout.grounds, level, grounds.concat());
        Some(())
    }

    /// The largest regions: those of the land among each other, and the coast for itself.
    fn lay_first(&self, known: Option<Vec<Point>>, vigour: Vigour) -> (Vec<Point>, Vec<Ground>) {
        let count = self.tree.parents[0].len();
        let coast = self.tree.coast;
        let items = |region| f64::from(self.item_count(0, region));
        let on_coast = coast.map_or(0.0, |coast| items(coast) / self.items.count() as f64);
        let (land, shore) = land_and_coast(on_coast);
        let on_land = (0..count as u32).filter(|&region| Some(region) != coast);
        let on_land: Vec<u32> = on_land.collect();
        let (mut sites, mut grounds) = (vec![Point::MIDDLE; count], vec![None; count]);
        if let (Some(coast), Some(shore)) = (coast, shore) {
            sites[coast as usize] = shore.centre();
            grounds[coast as usize] = Some(shore);
        }
        if let Some(land) = land.filter(|_| !on_land.is_empty()) {
            let family = self.family(0, &on_land, &land, |_| None);
            let mut laid = match known {
                None => family.try_out(&land, REGION_EDGE, TRIAL),
                Some(known) => {
                    let known = on_land.iter().map(|&region| known[region as usize]);
                    let mut places: Vec<Point> = known.collect();
                    family.settle(&land, REGION_EDGE, &mut places, vigour);
                    places
                }
            };
            let parts = land.divide(&mut laid, &family.sizes, vigour.ease);
            for ((region, site), part) in on_land.into_iter().zip(laid).zip(parts) {
                sites[region as usize] = site;
                grounds[region as usize] = Some(part);
            }
        }
        (sites, grounds.into_iter().flatten().collect())
    }

    /// The regions of one parent.
    fn lay_family(
        &self,
        layout: &Layout,
        level: usize,
        family: Range<u32>,
        known: Option<Vec<Point>>,
        vigour: Vigour,
    ) -> (Vec<Point>, Vec<Ground>) {
        let parents = &self.tree.parents[level];
        let parent = parents[family.start as usize];
        let ground = &layout.grounds[level - 1][parent as usize];
        let members: Vec<u32> = family.collect();
        let is_known = known.is_some();
        let over = |other: u32| {
            Some(match is_known {
                true => layout.sites[level][other as usize],
                false => layout.sites[level - 1][parents[other as usize] as usize],
            })
        };
        let family = self.family(level, &members, ground, over);
        let mut sites = known.unwrap_or_else(|| ground.spread(members.len()));
        // On the coast, islands stay one after another.
        if !self.tree.is_coast(level - 1, parent) {
            family.settle(ground, REGION_EDGE, &mut sites, vigour);
        }
        let grounds = ground.divide(&mut sites, &family.sizes, vigour.ease);
        (sites, grounds)
    }

    /// Where each item lies, bent: those of each smallest region for themselves.
    pub(super) fn items(&self, layout: &Layout) -> Option<Vec<[u32; 2]>> {
        let (Some(grounds), Some(sites)) = (layout.grounds.last(), layout.sites.last()) else {
            return Some(Vec::new());
        };
        let site = |node: u32| sites[self.tree.item_regions[node as usize] as usize];
        let mut places = match self.before {
            Some(before) => self.lay_items(grounds, STAYING, true, |node| before.place(node), site),
            None => {
                let placed = self.lay_items(grounds, ITEMS_ANEW, false, |_| None, site)?;
                // The second time, those across a border are where they were put the first time.
                let at = |node: u32| point(placed[node as usize]);
                self.lay_items(grounds, ITEMS_BETTER, true, |node| Some(at(node)), at)
            }
        }?;
        for place in &mut places {
            *place = kept(bent(point(*place)));
        }
        Some(places)
    }

    /// Lays out the items of each smallest region. `start` says where one begins, if anywhere, and
    /// `over` where one of another region lies. `is_last`: they are placed then.
    fn lay_items(
        &self,
        grounds: &[Ground],
        vigour: Vigour,
        is_last: bool,
        start: impl Fn(u32) -> Option<Point> + Sync,
        over: impl Fn(u32) -> Point + Sync,
    ) -> Option<Vec<[u32; 2]>> {
        let lay = |region: usize| {
            let members = self.smallest.members(region as u32);
            let done = if is_last { members.len() as u64 } else { 0 };
            if (self.tick)(done).is_break() {
                return None;
            }
            let ground = &grounds[region];
            let family = Family::of(self.items, members, ground, |other| Some(over(other)));
            let (mut places, vigour) = begin(members, ground, vigour, &start);
            family.settle(ground, ITEM_EDGE, &mut places, vigour);
            Some(places.into_iter().map(kept).collect())
        };
        let mut places = vec![[0; 2]; self.tree.item_regions.len()];
        let all: Vec<usize> = (0..grounds.len()).collect();
        // Some at a time, so that they do not stand in memory twice.
        for part in all.chunks(REGIONS_AT_ONCE) {
            let laid: Option<Vec<Vec<[u32; 2]>>> =
                part.par_iter().map(|&region| lay(region)).collect();
            for (&region, laid) in part.iter().zip(laid?) {
                for (&node, place) in self.smallest.members(region as u32).iter().zip(laid) {
                    places[node as usize] = place;
                }
            }
        }
        Some(places)
    }

    fn family(
        &self,
        level: usize,
        members: &[u32],
        ground: &Ground,
        over: impl Fn(u32) -> Option<Point>,
    ) -> Family {
        match self.links(level) {
            Some(links) => Family::of(links, members, ground, over),
            None => Family::of(&self.smallest, members, ground, over),
        }
    }

    fn item_count(&self, level: usize, region: u32) -> u32 {
        match self.links(level) {
            Some(links) => links.size(region),
            None => self.smallest.size(region),
        }
    }

    /// How the regions of a level are linked; nothing for the last.
    fn links(&self, level: usize) -> Option<&GroupLinks> {
        self.tree.links.get(level)
    }

    /// What a region is linked to, each other region of its level once.
    pub(super) fn ties(&self, level: usize, region: u32) -> Vec<Tie> {
        match self.links(level) {
            Some(links) => links.ties(region).collect(),
            None => self.smallest.added_up(region),
        }
    }
}

/// Where the items of a region begin, and how much they are moved: as `vigour` says from where they
/// are, or anew spread over the ground where none is anywhere.
fn begin(
    members: &[u32],
    ground: &Ground,
    vigour: Vigour,
    start: impl Fn(u32) -> Option<Point>,
) -> (Vec<Point>, Vigour) {
    let mut places = ground.spread(members.len());
    let mut is_known = false;
    for (place, &node) in places.iter_mut().zip(members) {
        if let Some(was) = start(node) {
            *place = was;
            is_known = true;
        }
    }
    (places, if is_known { vigour } else { ITEMS_ANEW })
}

/// A point as it is kept.
pub(super) fn kept(point: Point) -> [u32; 2] {
    let Place { x, y } = Place::of(point);
    [x, y]
}

/// What was kept, as a point.
fn point([x, y]: [u32; 2]) -> Point {
    Place { x, y }.point()
}

/// Members of one parent stand together: which.
fn families(parents: &[u32]) -> Vec<Range<u32>> {
    let mut start = 0;
    let families = parents.chunk_by(|a, b| a == b).map(|family| {
        let range = start..start + family.len() as u32;
        start = range.end;
        range
    });
    families.collect()
}

/// Puts the entry of a level in its place.
fn put<T>(levels: &mut Vec<T>, level: usize, entry: T) {
    match levels.get_mut(level) {
        Some(place) => *place = entry,
        None => levels.push(entry),
    }
}
