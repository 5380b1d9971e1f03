//! Things of one parent, which are laid out among each other on its ground.

use rayon::prelude::*;

use super::forces::{Bodies, Vigour};
use super::ground::Ground;
use super::links::Links;
use super::place::Point;

/// What draws over a border, of what draws within it.
const OVER_BORDERS: f64 = 0.35;
/// Ways in which the largest regions are tried to be laid out.
const TRIALS: usize = 12;

/// Things of one parent, by their places among each other.
pub(super) struct Family {
    /// Items in each.
    pub(super) sizes: Vec<f64>,
    links: Vec<(u32, u32, f64)>,
    pulls: Vec<(Point, f64)>,
}

impl Family {
    /// `members` rise. `over` says where something of another parent lies, if it draws at all.
    pub(super) fn of(
        things: &impl Links,
        members: &[u32],
        ground: &Ground,
        over: impl Fn(u32) -> Option<Point>,
    ) -> Self {
        let size = |&member: &u32| f64::from(things.size(member));
        let mut family = Self {
            sizes: members.iter().map(size).collect(),
            links: Vec::new(),
            pulls: vec![(Point::default(), 0.0); members.len()],
        };
        let centre = ground.centre();
        for (own, &member) in members.iter().enumerate() {
            let first = family.links.len();
            for tie in things.ties(member) {
                let weight = f64::from(tie.weight);
                match members.binary_search(&tie.to) {
                    Ok(other) if other > own => {
                        family.links.push((own as u32, other as u32, weight));
                    }
                    Ok(_) => {}
                    Err(_) => {
                        if let Some(to) = over(tie.to) {
                            // Who is far over the border draws to the border: a thing can go no
                            // farther.
                            let to = ground.within(centre, to, 1.0);
                            family.pull(own, to, weight * OVER_BORDERS);
                        }
                    }
                }
            }
            add_up(&mut family.links, first);
        }
        family
    }

    /// All that draws a thing out of the ground draws as one would at their mean.
    fn pull(&mut self, own: usize, to: Point, weight: f64) {
        let (mean, all) = &mut self.pulls[own];
        *all += weight;
        let share = weight / *all;
        mean.x += (to.x - mean.x) * share;
        mean.y += (to.y - mean.y) * share;
    }

    /// Moves things that have a place, as far towards the edge as `edge` says.
    pub(super) fn settle(&self, ground: &Ground, edge: f64, places: &mut [Point], vigour: Vigour) {
        let bodies = Bodies {
            ground,
            sizes: &self.sizes,
            links: &self.links,
            pulls: &self.pulls,
            edge,
        };
        bodies.settle(places, vigour);
    }

    /// How far apart what is linked lies, weighed by how closely.
    fn tension(&self, places: &[Point]) -> f64 {
        let links = self.links.iter();
        let length = |a: u32, b: u32| places[a as usize].distance(places[b as usize]);
        links.map(|&(a, b, weight)| length(a, b) * weight).sum()
    }

    /// The best of several layouts: that in which what is linked lies nearest.
    pub(super) fn try_out(&self, ground: &Ground, edge: f64, vigour: Vigour) -> Vec<Point> {
        let layout = |trial: usize| {
            let count = self.sizes.len();
            let mut places = ground.spread(count);
            // Another one begins at every place in each trial.
            let half = count / 2;
            places.rotate_left(trial * count / TRIALS);
            if trial % 2 == 1 {
                places[half..].reverse();
            }
            self.settle(ground, edge, &mut places, vigour);
            let mut seated = places.clone();
            ground.divide(&mut seated, &self.sizes, 1.0);
            (self.tension(&seated), places)
        };
        let layouts: Vec<(f64, Vec<Point>)> = (0..TRIALS).into_par_iter().map(layout).collect();
        let best = layouts
            .into_iter()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        best.map_or_else(Vec::new, |(_, places)| places)
    }
}

/// Makes one of links of the same two, from a place on; all are of one thing.
fn add_up(links: &mut Vec<(u32, u32, f64)>, first: usize) {
    links[first..].sort_by_key(|&(_, other, _)| other);
    let mut last = first;
    for place in first..links.len() {
        let (own, other, weight) = links[place];
        match links[first..last].last_mut() {
            Some(kept) if kept.1 == other => kept.2 += weight,
            _ => {
                links[last] = (own, other, weight);
                last += 1;
            }
        }
    }
    links.truncate(last);
}
