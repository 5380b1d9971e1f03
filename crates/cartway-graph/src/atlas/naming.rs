//! What tells a region from those around it: a category, creators, words of titles.
//!
//! What most of a region is or says, and the others of its parent hardly ever, is what it is called
//! by. Only the best-known items of a region are read: by these people know it, and this bounds the
//! work. Stop words need no list: they are common everywhere.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::arrays::{NONE, RegionArrays};
use super::words::{self, RegionWords};
use crate::build::GraphArrays;
use crate::categories::{LEVEL_MARK, levels};
use crate::csr::NodeId;

/// Items of a region that are read, the best known first.
const READ: usize = 2000;
/// Fewest items of a region that has words of its own.
const LEAST_ITEMS: usize = 6;
/// Of a region's items, those of a category that it is called by.
const MOST: f64 = 0.5;
/// Of a region's items, those that must have a creator, and those that must have a word.
const SOME: f64 = 0.06;
const SOME_WORD: f64 = 0.15;
/// How many items that must be at least.
const LEAST: f64 = 3.0;
/// How many times more common than in the regions beside it that must be.
const MORE: f64 = 3.0;
/// Creators and words of a name, each.
const SHOWN: usize = 2;

/// What [`RegionArrays`] says of names.
pub(super) struct Names {
    pub(super) categories: Vec<u32>,
    pub(super) word_starts: Vec<u32>,
    pub(super) words: Vec<u8>,
}

/// Names all regions; `coast` is the region of the first level that has no name of its own. The
/// regions of a parent are told from each other. O(items) a level, over all cores.
pub(super) fn name(
    graph: &GraphArrays<'_>,
    item_regions: &[u32],
    regions: &RegionArrays,
    coast: Option<u32>,
) -> Names {
    let labels = category_words(graph);
    let mut names = Names {
        categories: Vec::with_capacity(regions.parents.len()),
        word_starts: vec![0],
        words: Vec::new(),
    };
    for (level, bounds) in regions.levels.windows(2).enumerate() {
        let range = bounds[0]..bounds[1];
        let members = best_known(graph, item_regions, regions, level, range.clone());
        let own = &regions.parents[range.start as usize..range.end as usize];
        let mut start = 0;
        let families: Vec<Range<usize>> = own
            .chunk_by(|a, b| a == b)
            .map(|family| {
                let range = start..start + family.len();
                start = range.end;
                range
            })
            .collect();
        let named = families
            .par_iter()
            .map(|family| Family::of(graph, &labels, &members[family.clone()]).names());
        for (region, (category, lines)) in
            range.zip(named.collect::<Vec<_>>().into_iter().flatten())
        {
            let is_coast = coast.is_some() && coast == Some(top(regions, region));
            names
                .categories
                .push(if is_coast { NONE } else { category });
            names
                .words
                .extend(if is_coast { words::of_coast() } else { lines });
            names.word_starts.push(names.words.len() as u32);
        }
    }
    names
}

/// What categories are called, folded: a title that says of what kind an item is tells nothing else.
fn category_words(graph: &GraphArrays<'_>) -> HashSet<String> {
    let categories = graph.categories();
    let names = (0..categories.count() as u32).map(|category| categories.name(category));
    let levels = names.flat_map(|name| name.rsplit(LEVEL_MARK).next());
    levels.map(str::to_lowercase).collect()
}

/// The region of the first level that a region lies in.
fn top(regions: &RegionArrays, region: u32) -> u32 {
    let mut top = region;
    while regions.parents[top as usize] != NONE {
        top = regions.parents[top as usize];
    }
    top
}

/// The best-known items of each region of a level.
fn best_known(
    graph: &GraphArrays<'_>,
    item_regions: &[u32],
    regions: &RegionArrays,
    level: usize,
    range: Range<u32>,
) -> Vec<Vec<u32>> {
    let climbs = regions.levels.len() - 2 - level;
    let mut members = vec![Vec::new(); range.len()];
    for &node in &graph.nodes_by_rank {
        let mut region = item_regions[node as usize];
        for _ in 0..climbs {
            region = regions.parents[region as usize];
        }
        let own: &mut Vec<u32> = &mut members[(region - range.start) as usize];
        if own.len() < READ {
            own.push(node);
        }
    }
    members
}

/// Something an item has in common with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Trait<'a> {
    Category(u32),
    Creator(&'a str),
    /// By its folded form, which stands in [`Family::spellings`].
    Word(u32),
}

/// The regions of a parent, and how many of the items of each have what.
struct Family<'a> {
    graph: &'a GraphArrays<'a>,
    /// Words that are no names.
    labels: &'a HashSet<String>,
    counts: HashMap<Trait<'a>, Vec<(u32, u32)>>,
    sizes: Vec<usize>,
    /// Each word as it was first written.
    spellings: Vec<&'a str>,
}

impl<'a> Family<'a> {
    fn of(graph: &'a GraphArrays<'a>, labels: &'a HashSet<String>, members: &[Vec<u32>]) -> Self {
        let mut family = Self {
            graph,
            labels,
            counts: HashMap::new(),
            sizes: members.iter().map(Vec::len).collect(),
            spellings: Vec::new(),
        };
        let mut folded: HashMap<String, u32> = HashMap::new();
        for (region, nodes) in (0..).zip(members) {
            for &node in nodes {
                for found in family.traits(node, &mut folded) {
                    let counts = family.counts.entry(found).or_default();
                    match counts.last_mut().filter(|(last, _)| *last == region) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((region, 1)),
                    }
                }
            }
        }
        family
    }

    /// What an item has, each once.
    fn traits(&mut self, node: u32, folded: &mut HashMap<String, u32>) -> HashSet<Trait<'a>> {
        let categories = self.graph.categories();
        let mut found = HashSet::new();
        for category in categories.of(NodeId(node)) {
            // A category and all that it lies below: they stand before it, and reach over it.
            let name = categories.name(category);
            for above in crate::categories::path(name) {
                found.extend(categories.of_name(above).map(Trait::Category));
            }
        }
        let item = self.graph.item(node);
        found.extend(item.creator.map(Trait::Creator));
        if self.graph.has_title(node) {
            for word in item
                .title
                .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
            {
                if is_word(word) {
                    let next = self.spellings.len() as u32;
                    let number = *folded.entry(word.to_lowercase()).or_insert(next);
                    if number == next {
                        self.spellings.push(word);
                    }
                    found.insert(Trait::Word(number));
                }
            }
        }
        found
    }

    /// The category and the lines of words of each region.
    fn names(self) -> Vec<(u32, Vec<u8>)> {
        let all: usize = self.sizes.iter().sum();
        let mut telling: Vec<Vec<(f64, Trait<'_>)>> = vec![Vec::new(); self.sizes.len()];
        for (&found, counts) in &self.counts {
            let everywhere: u32 = counts.iter().map(|&(_, count)| count).sum();
            for &(region, count) in counts {
                let size = self.sizes[region as usize];
                if size < LEAST_ITEMS {
                    continue;
                }
                let here = f64::from(count) / size as f64;
                let others = (all - size) as f64;
                // As if half an item more had it elsewhere: nothing is never.
                let elsewhere = (f64::from(everywhere - count) + 0.5) / (others + 1.0);
                let more = here / elsewhere;
                let is_more = f64::from(count) >= LEAST && (more >= MORE || others == 0.0);
                let is_telling = match found {
                    Trait::Category(_) => here >= MOST,
                    Trait::Creator(_) => here >= SOME && is_more,
                    Trait::Word(_) => here >= SOME_WORD && is_more,
                };
                if is_telling {
                    telling[region as usize].push((here * more.max(1.0).ln(), found));
                }
            }
        }
        telling.into_iter().map(|found| self.name(found)).collect()
    }

    fn name(&self, mut telling: Vec<(f64, Trait<'_>)>) -> (u32, Vec<u8>) {
        telling.sort_by(|(one, found), (other, also)| {
            other
                .total_cmp(one)
                .then_with(|| self.key(*found).cmp(&self.key(*also)))
        });
        let mut category = NONE;
        let mut name = RegionWords::default();
        for &(_, found) in &telling {
            match found {
                Trait::Category(number) if category == NONE => category = number,
                Trait::Creator(creator) if name.creators.len() < SHOWN => {
                    name.creators.push(creator)
                }
                Trait::Category(_) | Trait::Creator(_) | Trait::Word(_) => {}
            }
        }
        let said = self.graph.categories().name(category).to_lowercase();
        let label = levels(&said).last().unwrap_or_default();
        for &(_, found) in &telling {
            let Trait::Word(number) = found else { continue };
            let word = self.spellings[number as usize];
            let folded = word.to_lowercase();
            let is_said = self.labels.contains(&folded)
                || label.contains(&folded)
                || name
                    .creators
                    .iter()
                    .any(|creator| creator.to_lowercase().contains(&folded));
            if !is_said && name.words.len() < SHOWN {
                name.words.push(word);
            }
        }
        (category, words::write(&name))
    }

    /// What decides between two that tell as much: the wider category, then letters.
    fn key<'k>(&'k self, found: Trait<'k>) -> (u32, &'k str) {
        match found {
            Trait::Category(number) => (number, ""),
            Trait::Creator(creator) => (u32::MAX - 1, creator),
            Trait::Word(number) => (u32::MAX, self.spellings[number as usize]),
        }
    }
}

/// Whether something of a title is worth saying: no number, and of Latin letters no short word, which
/// mostly joins others.
fn is_word(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 4 || (letters >= 2 && !text.is_ascii())
}
