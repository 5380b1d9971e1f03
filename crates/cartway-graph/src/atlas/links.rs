//! What belongs together, and how closely: of items, and of groups of them.
//!
//! Between items it is not the strength of a link that counts, but who is among whose strongest: an
//! item of many strong links would else be torn between them, and one of few weak ones belong
//! nowhere.

use rayon::prelude::*;

use crate::build::GraphArrays;
use crate::csr::{Csr, NodeId};

/// Of how many of its strongest neighbours an item is to lie near.
const NEAR: u16 = 10;
/// Groups whose links are added up before they are put to the others.
const GROUPS_AT_ONCE: usize = 1024;

/// What something is linked to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    /// The other thing.
    pub(super) to: u32,
    /// By how many links.
    pub(super) links: u32,
    /// How closely: for each of these links, which of its ends has the other among its strongest.
    pub(super) weight: u32,
}

/// Things that are linked more or less closely, numbered from 0.
pub(super) trait Links: Sync {
    /// How many things there are.
    fn count(&self) -> usize;
    /// Items in one.
    fn size(&self, thing: u32) -> u32;
    /// What one is linked to, the same from either end. The same thing may come several times, and
    /// the thing itself.
    fn ties(&self, thing: u32) -> impl Iterator<Item = Tie> + '_;

    /// How closely one is linked to all others together.
    fn weight(&self, thing: u32) -> u32 {
        let weights = self.ties(thing).map(|tie| tie.weight);
        weights.fold(0, u32::saturating_add)
    }
}

/// Items, and how closely they are linked.
pub(super) struct ItemLinks<'a> {
    csr: Csr<'a>,
    /// Of each arc: the same as of the arc back.
    weights: Vec<u8>,
}

impl<'a> ItemLinks<'a> {
    /// A byte an arc. O(arcs · log degree), over all cores.
    pub(super) fn of(graph: &'a GraphArrays<'_>) -> Self {
        let csr = graph.arcs.csr();
        let ranks = &graph.arc_ranks;
        let row = |node: u32| {
            let node = NodeId(node);
            csr.arcs(node).map(move |(arc, target)| {
                let back = csr
                    .find_arc(target, node)
                    .map_or(u16::MAX, |arc| ranks[arc.0]);
                u8::from(ranks[arc.0] <= NEAR) + u8::from(back <= NEAR)
            })
        };
        let nodes = (0..csr.node_count() as u32).into_par_iter();
        Self {
            csr,
            weights: nodes.flat_map_iter(row).collect(),
        }
    }
}

impl Links for ItemLinks<'_> {
    fn count(&self) -> usize {
        self.csr.node_count()
    }

    fn size(&self, _: u32) -> u32 {
        1
    }

    fn ties(&self, thing: u32) -> impl Iterator<Item = Tie> + '_ {
        let arcs = self.csr.arcs(NodeId(thing));
        arcs.filter_map(|(arc, target)| {
            let weight = self.weights[arc.0];
            (weight > 0).then_some(Tie {
                to: target.0,
                weight: u32::from(weight),
                links: 1,
            })
        })
    }
}

/// Groups of things, linked as closely as all their members together. Nothing is added up: whoever
/// asks walks over the links of the members, so that this takes four bytes a thing and a group.
#[derive(Debug)]
pub(super) struct Grouped<'a, L> {
    things: &'a L,
    groups: &'a [u32],
    /// Where the members of each group start, and the end.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl<'a, L: Links> Grouped<'a, L> {
    /// `groups` says which of `count` groups each thing is in.
    pub(super) fn of(things: &'a L, groups: &'a [u32], count: usize) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for &group in groups {
            starts[group as usize + 1] += 1;
        }
        for group in 0..count {
            starts[group + 1] += starts[group];
        }
        let mut members = vec![0_u32; groups.len()];
        // From the last, so that each group's end comes to be its start.
        let mut ends = starts[1..].to_vec();
        for (thing, &group) in (0..groups.len() as u32).zip(groups).rev() {
            let end = &mut ends[group as usize];
            *end -= 1;
            members[*end as usize] = thing;
        }
        Self {
            things,
            groups,
            starts,
            members,
        }
    }

    /// The things of a group, in their order.
    pub(super) fn members(&self, group: u32) -> &[u32] {
        let group = group as usize;
        &self.members[self.starts[group] as usize..self.starts[group + 1] as usize]
    }

    /// What a group is linked to, each other group once, in their order.
    pub(super) fn added_up(&self, group: u32) -> Vec<Tie> {
        let mut ties: Vec<Tie> = self.ties(group).filter(|tie| tie.to != group).collect();
        ties.sort_unstable_by_key(|tie| tie.to);
        ties.dedup_by(|tie, kept| {
            let is_same = tie.to == kept.to;
            if is_same {
                kept.weight = kept.weight.saturating_add(tie.weight);
                kept.links += tie.links;
            }
            is_same
        });
        ties
    }
}

impl<L: Links> Links for Grouped<'_, L> {
    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    fn size(&self, thing: u32) -> u32 {
        let members = self.members(thing).iter();
        members.map(|&member| self.things.size(member)).sum()
    }

    fn ties(&self, thing: u32) -> impl Iterator<Item = Tie> + '_ {
        let ties = self.members(thing).iter();
        let ties = ties.flat_map(|&member| self.things.ties(member));
        ties.map(|tie| Tie {
            to: self.groups[tie.to as usize],
            ..tie
        })
    }
}

/// Groups of things with their links added up.
#[derive(Debug, Clone, Default)]
pub(super) struct GroupLinks {
    sizes: Vec<u32>,
    starts: Vec<u32>,
    ties: Vec<Tie>,
}

impl GroupLinks {
    /// Adds up the links of groups. O(links · log links of a group), over all cores.
    pub(super) fn of<L: Links>(groups: &Grouped<'_, L>) -> Self {
        let numbers = 0..groups.count() as u32;
        let mut linked = Self {
            sizes: numbers.clone().map(|group| groups.size(group)).collect(),
            starts: vec![0],
            ties: Vec::new(),
        };
        let numbers: Vec<u32> = numbers.collect();
        // Some at a time, so that they do not stand in memory twice.
        for part in numbers.chunks(GROUPS_AT_ONCE) {
            let rows = part.par_iter().map(|&group| groups.added_up(group));
            let rows: Vec<Vec<Tie>> = rows.collect();
            // No more than that: most of the memory of this is in the ties of the smallest groups.
            linked.ties.reserve_exact(rows.iter().map(Vec::len).sum());
            for row in rows {
                linked.ties.extend(row);
                linked.starts.push(linked.ties.len() as u32);
            }
        }
        linked
    }

    /// The same groups by other numbers: `numbers` says the new one of each.
    pub(super) fn numbered(self, numbers: &[u32]) -> Self {
        let mut olds = vec![0_u32; numbers.len()];
        for (old, &new) in (0..).zip(numbers) {
            olds[new as usize] = old;
        }
        let mut linked = Self {
            sizes: olds.iter().map(|&old| self.sizes[old as usize]).collect(),
            starts: vec![0],
            ties: Vec::with_capacity(self.ties.len()),
        };
        for &old in &olds {
            let ties = self.ties(old).map(|tie| Tie {
                to: numbers[tie.to as usize],
                ..tie
            });
            linked.ties.extend(ties);
            linked.starts.push(linked.ties.len() as u32);
        }
        linked
    }
}

impl Links for GroupLinks {
    fn count(&self) -> usize {
        self.sizes.len()
    }

    fn size(&self, thing: u32) -> u32 {
        self.sizes[thing as usize]
    }

    fn ties(&self, thing: u32) -> impl Iterator<Item = Tie> + '_ {
        let thing = thing as usize;
        self.ties[self.starts[thing] as usize..self.starts[thing + 1] as usize]
            .iter()
            .copied()
    }
}
