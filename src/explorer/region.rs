//! The regions of the map: which there are, what they are called, what borders on what.

use cartway_graph::atlas::{Atlas, Place, RegionId};
use cartway_graph::{NodeId, Snapshot};

use super::category::Category;
use super::error::ExplorerError;
use super::item::{Cards, GenerationStamp, ItemCard};
use super::session::Session;

/// Items that a region is named after.
const NAMED_AFTER: usize = 2;

/// What tells a region from the rest of the map; texts make a name of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionName {
    /// The category that most of its items are of, and that is far more common there than elsewhere.
    pub category: Option<Category>,
    /// Creators that are far more common there than elsewhere, the most telling first.
    pub creators: Vec<String>,
    /// Words of titles that are far more common there than elsewhere, the most telling first.
    pub words: Vec<String>,
    /// Its best-known items, those of its category before others: at most two, with
    /// different titles.
    pub best: Vec<ItemCard>,
    /// Whether no region beside it is of this category, nor the one around it.
    pub is_only_one: bool,
    /// Whether it is the coast: small islands, and items without links.
    pub is_coast: bool,
}

/// A region where it is only named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionCard {
    /// Its number in this generation.
    pub number: u32,
    /// Its level, from 1 for the largest.
    pub level: u32,
    /// What it is called.
    pub name: RegionName,
    /// Items that lie in it.
    pub item_count: u32,
}

/// All that is known of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Number, level, name, size.
    pub card: RegionCard,
    /// Where its name stands on the map.
    pub place: Place,
    /// The region of the level above that it lies in.
    pub parent: Option<RegionCard>,
    /// Its best-known items, best first.
    pub best: Vec<ItemCard>,
    /// The regions of its level that most links lead to, and how many links.
    pub borders: Vec<(RegionCard, u32)>,
}

/// Which regions there are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RegionsQuestion {
    /// The level, from 1 for the largest; by itself the first, or that right below `parent`.
    pub level: Option<u32>,
    /// Only those in this one.
    pub parent: Option<u32>,
    /// Most regions to answer with.
    pub limit: usize,
}

impl RegionsQuestion {
    /// Regions in an answer when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 50;
    /// Most regions in an answer.
    pub const MAX_LIMIT: usize = 200;
}

impl Default for RegionsQuestion {
    /// The largest.
    fn default() -> Self {
        Self {
            level: None,
            parent: None,
            limit: Self::DEFAULT_LIMIT,
        }
    }
}

/// The answer to a [`RegionsQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct RegionsAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: RegionsQuestion,
    /// Their level, from 1 for the largest.
    pub level: u32,
    /// How many levels there are.
    pub levels: u32,
    /// How many such regions there are.
    pub total: usize,
    /// The first of them, those with most items first.
    pub regions: Vec<Region>,
}

impl Session {
    /// The regions of a level, those with most items first.
    ///
    /// # Errors
    /// The generation has no map, or there is no such region to look in.
    pub fn regions(&self, question: &RegionsQuestion) -> Result<RegionsAnswer, ExplorerError> {
        let snapshot = &self.serving.generation.snapshot;
        let atlas = snapshot.atlas().ok_or(ExplorerError::NoMap)?;
        let named = Regions { snapshot, atlas };
        let parent = question
            .parent
            .map(|parent| named.known(parent))
            .transpose()?;
        let below = parent.map_or(0, |parent| atlas.level_of(parent) + 1);
        let level = question
            .level
            .map_or(below, |level| level.saturating_sub(1) as usize);
        let mut regions: Vec<RegionId> = match parent {
            None => atlas.regions_of_level(level).collect(),
            Some(parent) => {
                // Nothing of its own level, or of one above it, lies in it.
                let first = if level >= below {
                    vec![parent]
                } else {
                    Vec::new()
                };
                (below..=level).fold(first, |regions, _| {
                    let inside = regions.iter().flat_map(|&region| atlas.children(region));
                    inside.collect()
                })
            }
        };
        let total = regions.len();
        regions.sort_by_key(|&region| (std::cmp::Reverse(atlas.item_count(region)), region));
        regions.truncate(question.limit.min(RegionsQuestion::MAX_LIMIT));
        Ok(RegionsAnswer {
            generation: self.generation(),
            question: question.clone(),
            level: level as u32 + 1,
            levels: atlas.level_count() as u32,
            total,
            regions: regions
                .into_iter()
                .map(|region| named.region(region))
                .collect(),
        })
    }
}

/// Puts names to regions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Regions<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) atlas: Atlas<'a>,
}

impl Regions<'_> {
    pub(super) fn known(&self, number: u32) -> Result<RegionId, ExplorerError> {
        let region = RegionId(number);
        match self.atlas.item_count(region) {
            0 => Err(ExplorerError::UnknownRegion { value: number }),
            _ => Ok(region),
        }
    }

    /// All that is known of a region.
    pub(super) fn region(&self, region: RegionId) -> Region {
        let cards = Cards::from(self.snapshot);
        let borders = self.atlas.borders(region);
        Region {
            card: self.card(region),
            place: self.atlas.centre(region),
            parent: self.atlas.parent(region).map(|parent| self.card(parent)),
            best: self.atlas.best(region).map(|node| cards.of(node)).collect(),
            borders: borders
                .map(|(other, links)| (self.card(other), links))
                .collect(),
        }
    }

    /// The regions of the same parent, itself among them.
    fn beside(&self, region: RegionId) -> Box<dyn Iterator<Item = RegionId>> {
        match self.atlas.parent(region) {
            Some(parent) => Box::new(self.atlas.children(parent)),
            None => Box::new(self.atlas.regions_of_level(0)),
        }
    }

    /// The items that a region is named after: a film does not speak for a region of books.
    fn named_after(&self, region: RegionId) -> Vec<ItemCard> {
        let categories = self.snapshot.categories();
        let category = self.atlas.category(region);
        let is_of_it =
            |node: &NodeId| category.is_none_or(|category| categories.is_in(*node, category));
        let best = self.atlas.best(region);
        let (of_it, others): (Vec<NodeId>, Vec<NodeId>) = best.partition(is_of_it);
        let cards = Cards::from(self.snapshot);
        let mut named: Vec<ItemCard> = Vec::new();
        for card in of_it.into_iter().chain(others).map(|node| cards.of(node)) {
            if named.iter().all(|other| other.title != card.title) {
                named.push(card);
            }
        }
        named.truncate(NAMED_AFTER);
        named
    }

    /// A region by its name.
    pub(super) fn card(&self, region: RegionId) -> RegionCard {
        let atlas = &self.atlas;
        let categories = self.snapshot.categories();
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        let words = atlas.words(region);
        let category = atlas.category(region);
        let beside = self.beside(region);
        let around = atlas
            .parent(region)
            .and_then(|parent| atlas.category(parent));
        let is_only_one = category.is_some()
            && category != around
            && beside
                .filter(|&other| atlas.category(other) == category)
                .nth(1)
                .is_none();
        RegionCard {
            number: region.0,
            level: atlas.level_of(region) as u32 + 1,
            name: RegionName {
                category: category.map(|category| Category::new(categories.name(category))),
                is_only_one,
                creators: owned(words.creators),
                words: owned(words.words),
                best: self.named_after(region),
                is_coast: atlas.is_coast(region),
            },
            item_count: atlas.item_count(region),
        }
    }
}
