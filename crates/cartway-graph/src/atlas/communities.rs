//! Which things belong together: groups that are linked more closely within than chance would have
//! it.
//!
//! Modularity, climbed by moving one thing at a time to the group of a neighbour where it gains most
//! (Blondel, Guillaume, Lambiotte, Lefebvre 2008), with a limit to the size of a group. One after
//! another in the order of their numbers: neighbours are numbered near each other, so that this walks
//! over memory in order, and no number of threads makes a difference.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::links::Links;

/// How often all things are looked at, at most.
const ROUNDS: usize = 10;
/// It ends when less than this share of all things moved in a round.
const STILL: f64 = 0.01;

/// What limits groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Items of a group at most.
    pub(super) most: u32,
    /// How closely linked a group must be: 1 is what chance would have; more gives smaller groups.
    pub(super) resolution: f64,
}

/// Sorts things into groups, starting from `groups` as they are; numbers them anew from 0, in the
/// order of their first things. `tick` is told of the things looked at, and may break it off.
pub(super) fn gather(
    things: &impl Links,
    groups: &mut [u32],
    limits: Limits,
    tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
) -> Option<usize> {
    let count = things.count();
    let numbers = (0..count as u32).into_par_iter();
    let weights: Vec<u32> = numbers.map(|thing| things.weight(thing)).collect();
    let all: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    let slots = groups
        .iter()
        .max()
        .map_or(0, |&most| most as usize + 1)
        .max(count);
    let mut totals = vec![0_u64; slots];
    let mut sizes = vec![0_u32; slots];
    for (thing, &group) in (0..).zip(groups.iter()) {
        totals[group as usize] += u64::from(weights[thing as usize]);
        sizes[group as usize] += things.size(thing);
    }
    let mut near = vec![0_u32; slots];
    let mut touched: Vec<u32> = Vec::new();
    let mut restless = vec![true; count];
    for _ in 0..ROUNDS {
        let mut moved = 0_usize;
        for thing in 0..count as u32 {
            if thing % 8192 == 0 && tick(0).is_break() {
                return None;
            }
            if !std::mem::replace(&mut restless[thing as usize], false) {
                continue;
            }
            let own = groups[thing as usize];
            let (weight, size) = (u64::from(weights[thing as usize]), things.size(thing));
            for tie in things.ties(thing) {
                if tie.to == thing {
                    continue;
                }
                let group = groups[tie.to as usize];
                let near = &mut near[group as usize];
                if *near == 0 {
                    touched.push(group);
                }
                *near = near.saturating_add(tie.weight);
            }
            totals[own as usize] -= weight;
            let chance = limits.resolution * weight as f64 / all as f64;
            let gain = |group: u32| {
                f64::from(near[group as usize]) - chance * totals[group as usize] as f64
            };
            let (mut best, mut most) = (own, gain(own));
            for &group in &touched {
                let gained = gain(group);
                let better =
                    gained > most + 1e-9 || (gained > most - 1e-9 && group < best && best != own);
                let fits = sizes[group as usize] + size <= limits.most;
                if group != own && better && fits {
                    (best, most) = (group, gained);
                }
            }
            totals[best as usize] += weight;
            for group in touched.drain(..) {
                near[group as usize] = 0;
            }
            if best != own {
                groups[thing as usize] = best;
                sizes[own as usize] -= size;
                sizes[best as usize] += size;
                moved += 1;
                for tie in things.ties(thing) {
                    if groups[tie.to as usize] != best {
                        restless[tie.to as usize] = true;
                    }
                }
            }
        }
        if (moved as f64) < STILL * count as f64 || moved == 0 {
            break;
        }
    }
    Some(number(groups))
}

/// Numbers groups from 0, in the order of their first things; how many there are.
pub(super) fn number(groups: &mut [u32]) -> usize {
    let slots = groups.iter().max().map_or(0, |&most| most as usize + 1);
    let mut numbers = vec![u32::MAX; slots];
    let mut count = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *group = *number;
    }
    count as usize
}
