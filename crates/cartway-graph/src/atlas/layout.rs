//! Where regions and items come to lie.

use std::ops::Range;

use rayon::prelude::*;

use super::before::Before;
use super::forces::Bodies;
use super::ground::{Ground, land_and_coast};
use super::links::{ItemLinks, Links};
use super::place::Point;
use super::tree::{Tick, Tree};

/// How much is moved.
#[derive(Debug, Clone, Copy)]
struct Vigour {
    /// Whether things have a place already.
    is_known: bool,
    /// Rounds of forces.
    rounds: usize,
    /// How far anything moves in the first round, of the width of its ground.
    heat: f64,
    /// How far regions go to the centres of their parts.
    ease: f64,
}

/// Where nothing has a place yet.
const ANEW: Vigour = Vigour {
    is_known: false,
    rounds: 60,
    heat: 0.25,
    ease: 1.0,
};
/// Where nothing has a place, and there is time.
const TRIAL: Vigour = Vigour {
    rounds: 240,
    ..ANEW
};
/// Where all has a place that is to become better.
const BETTER: Vigour = Vigour {
    is_known: true,
    rounds: 40,
    heat: 0.02,
    ease: 0.7,
};
/// Where all has a place that it is to keep.
const STAYING: Vigour = Vigour {
    is_known: true,
    rounds: 8,
    heat: 0.002,
    ease: 0.05,
};

/// Ways in which the largest regions are tried to be laid out.
const TRIALS: usize = 12;
/// How far regions go towards the edge of the one around them, and items towards that of theirs: what
/// lies together lies a little apart from the rest.
const REGION_EDGE: f64 = 0.95;
/// What draws over a border, of what draws within it.
const OVER_BORDERS: f64 = 0.35;
const ITEM_EDGE: f64 = 0.8;

/// The ground and the place of each region, level after level.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) grounds: Vec<Vec<Ground>>,
    pub(super) sites: Vec<Vec<Point>>,
}

impl Layout {
    /// Lays out the regions, from the largest down, each family for itself on the ground of its
    /// parent. `None` where `tick` broke off.
    pub(super) fn of(tree: &Tree, before: Option<&Before<'_>>, tick: Tick<'_>) -> Option<Self> {
        let mut layout = Self::default();
        if let Some(before) = before {
            layout.sites = before.sites(tree);
        }
        let sweeps = match before {
            Some(_) => &[STAYING][..],
            // The second time, those across a border are where they were put the first time.
            None => &[ANEW, BETTER],
        };
        for &vigour in sweeps {
            for level in 0..tree.parents.len() {
                layout.lay(tree, level, vigour, tick)?;
            }
        }
        Some(layout)
    }

    /// Lays out the regions of a level.
    fn lay(&mut self, tree: &Tree, level: usize, vigour: Vigour, tick: Tick<'_>) -> Option<()> {
        let families = families(&tree.parents[level]);
        let laid: Option<Vec<(Vec<Point>, Vec<Ground>)>> = families
            .par_iter()
            .map(|family| {
                if tick(0).is_break() {
                    return None;
                }
                Some(match level {
                    0 => self.lay_first(tree, vigour),
                    _ => self.lay_family(tree, level, family.clone(), vigour),
                })
            })
            .collect();
        let (sites, grounds): (Vec<_>, Vec<_>) = laid?.into_iter().unzip();
        put(&mut self.sites, level, sites.concat());
        put(&mut self.grounds, level, grounds.concat());
        Some(())
    }

    /// The largest regions: those of the land among each other, and the coast for itself.
    fn lay_first(&self, tree: &Tree, vigour: Vigour) -> (Vec<Point>, Vec<Ground>) {
        let links = &tree.links[0];
        let count = links.count();
        let items = |region: u32| f64::from(links.size(region));
        let all: f64 = (0..count as u32).map(items).sum();
        let on_coast = tree.coast.map_or(0.0, |coast| items(coast) / all);
        let (land, shore) = land_and_coast(on_coast);
        let on_land: Vec<u32> = (0..count as u32)
            .filter(|&region| Some(region) != tree.coast)
            .collect();
        let (mut sites, mut grounds) = (vec![Point::MIDDLE; count], vec![None; count]);
        if let (Some(coast), Some(shore)) = (tree.coast, shore) {
            sites[coast as usize] = shore.centre();
            grounds[coast as usize] = Some(shore);
        }
        if let Some(land) = land.filter(|_| !on_land.is_empty()) {
            let family = Family::of(links, &on_land, &land, |_| None);
            let mut laid = match vigour.is_known {
                true => {
                    let mut known: Vec<Point> = on_land
                        .iter()
                        .map(|&region| self.sites[0][region as usize])
                        .collect();
                    family
                        .on(&land, REGION_EDGE)
                        .settle(&mut known, vigour.rounds, vigour.heat);
                    known
                }
                false => family.try_out(&land),
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
        tree: &Tree,
        level: usize,
        family: Range<u32>,
        vigour: Vigour,
    ) -> (Vec<Point>, Vec<Ground>) {
        let parents = &tree.parents[level];
        let parent = parents[family.start as usize] as usize;
        let ground = &self.grounds[level - 1][parent];
        let members: Vec<u32> = family.collect();
        let mut sites = match vigour.is_known {
            true => members
                .iter()
                .map(|&member| self.sites[level][member as usize])
                .collect(),
            false => spiral(ground, members.len()),
        };
        let over = |other: u32| {
            Some(match vigour.is_known {
                true => self.sites[level][other as usize],
                false => self.sites[level - 1][parents[other as usize] as usize],
            })
        };
        let family = Family::of(&tree.links[level], &members, ground, over);
        if !tree.is_coast(level - 1, parent as u32) {
            family
                .on(ground, REGION_EDGE)
                .settle(&mut sites, vigour.rounds, vigour.heat);
        }
        let grounds = ground.divide(&mut sites, &family.sizes, vigour.ease);
        (sites, grounds)
    }

    /// Where each item lies: those of each smallest region for themselves. `tick` is told of them.
    pub(super) fn items(
        &self,
        links: &ItemLinks<'_>,
        tree: &Tree,
        before: Option<&Before<'_>>,
        tick: Tick<'_>,
    ) -> Option<Vec<Point>> {
        let (Some(grounds), Some(sites)) = (self.grounds.last(), self.sites.last()) else {
            return Some(Vec::new());
        };
        let regions = &tree.item_regions;
        let mut members: Vec<u32> = (0..regions.len() as u32).collect();
        members.sort_by_key(|&node| regions[node as usize]);
        let families: Vec<&[u32]> = members
            .chunk_by(|&a, &b| regions[a as usize] == regions[b as usize])
            .collect();
        let lay = |members: &[u32]| {
            if tick(members.len() as u64).is_break() {
                return None;
            }
            let region = regions[members[0] as usize] as usize;
            let ground = &grounds[region];
            let over = |other: u32| Some(sites[regions[other as usize] as usize]);
            let family = Family::of(links, members, ground, over);
            let mut places = spiral(ground, members.len());
            let mut vigour = ANEW;
            if let Some(before) = before {
                for (place, &node) in places.iter_mut().zip(members) {
                    if let Some(was) = before.place(node) {
                        *place = was;
                        vigour = STAYING;
                    }
                }
            }
            family
                .on(ground, ITEM_EDGE)
                .settle(&mut places, vigour.rounds, vigour.heat);
            Some(places)
        };
        let laid: Option<Vec<Vec<Point>>> =
            families.par_iter().map(|members| lay(members)).collect();
        let laid = laid?.concat();
        let mut points = vec![Point::default(); regions.len()];
        for (&node, point) in members.iter().zip(laid) {
            points[node as usize] = point;
        }
        Some(points)
    }
}

/// Things of one parent, by their places among each other.
struct Family {
    sizes: Vec<f64>,
    links: Vec<(u32, u32, f64)>,
    pulls: Vec<(u32, Point, f64)>,
}

impl Family {
    /// `members` rise. `over` says where something of another parent lies.
    fn of(
        things: &impl Links,
        members: &[u32],
        ground: &Ground,
        over: impl Fn(u32) -> Option<Point>,
    ) -> Self {
        let (mut links, mut pulls) = (Vec::new(), Vec::new());
        let centre = ground.centre();
        // Who is far over the border draws to the border: all that can be done is to go there.
        let mut pull = |own, to: Point, weight| {
            let to = ground.within(centre, to, 1.0);
            pulls.push((own, to, weight * OVER_BORDERS));
        };
        for (own, &member) in (0..).zip(members) {
            for tie in things.ties(member) {
                match members.binary_search(&tie.to) {
                    Ok(other) if other as u32 > own => {
                        links.push((own, other as u32, tie.weight));
                    }
                    Ok(_) => {}
                    Err(_) => {
                        if let Some(to) = over(tie.to) {
                            pull(own, to, tie.weight);
                        }
                    }
                }
            }
        }
        let size = |&member: &u32| f64::from(things.size(member));
        Self {
            sizes: members.iter().map(size).collect(),
            links,
            pulls,
        }
    }

    fn on<'a>(&'a self, ground: &'a Ground, edge: f64) -> Bodies<'a> {
        Bodies {
            ground,
            sizes: &self.sizes,
            links: &self.links,
            pulls: &self.pulls,
            edge,
        }
    }

    /// The best of several layouts: that in which what is linked lies nearest.
    fn try_out(&self, ground: &Ground) -> Vec<Point> {
        let bodies = self.on(ground, REGION_EDGE);
        let layout = |trial: usize| {
            let count = self.sizes.len();
            let mut places = spiral(ground, count);
            // Another one begins at every place in each trial.
            let half = count / 2;
            places.rotate_left(trial * count / TRIALS);
            if trial % 2 == 1 {
                places[half..].reverse();
            }
            bodies.settle(&mut places, TRIAL.rounds, TRIAL.heat);
            let mut seated = places.clone();
            ground.divide(&mut seated, &self.sizes, ANEW.ease);
            (bodies.tension(&seated), places)
        };
        let layouts: Vec<(f64, Vec<Point>)> = (0..TRIALS).into_par_iter().map(layout).collect();
        let best = layouts
            .into_iter()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        best.map_or_else(Vec::new, |(_, places)| places)
    }
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

/// So many points, evenly spread from the centre of a ground outwards: each is a golden section of a
/// turn farther than the one before (Vogel 1979).
fn spiral(ground: &Ground, count: usize) -> Vec<Point> {
    // A turn by the golden angle.
    const TURN: (f64, f64) = (-0.737_368_878_078_32, 0.675_490_294_261_52);
    let centre = ground.centre();
    let radius = (ground.area() / std::f64::consts::PI).sqrt() * 0.8;
    let mut direction = (1.0, 0.0);
    let point = |place: usize| {
        let far = radius * ((place as f64 + 0.5) / count as f64).sqrt();
        let point = Point {
            x: centre.x + direction.0 * far,
            y: centre.y + direction.1 * far,
        };
        direction = (
            direction.0 * TURN.0 - direction.1 * TURN.1,
            direction.0 * TURN.1 + direction.1 * TURN.0,
        );
        ground.within(centre, point, 0.9)
    };
    (0..count).map(point).collect()
}

/// Puts the entry of a level in its place.
fn put<T>(levels: &mut Vec<T>, level: usize, entry: T) {
    match levels.get_mut(level) {
        Some(place) => *place = entry,
        None => levels.push(entry),
    }
}
