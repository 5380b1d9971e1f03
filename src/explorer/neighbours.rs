//! What is known of one item, and what is bought with it?

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use cartway_graph::categories::path;
use cartway_graph::{NodeId, RankedArc, Snapshot};

use super::category::depth;
use super::error::{ExplorerError, Part};
use super::evidence::{Evidence, LinkFacts};
use super::item::{Cards, GenerationStamp, Item, ItemCard, is_in_category, item};
use super::lookup::{Cursor, category_asked, cursor, known_node, position};
use super::map::{Whereabouts, whereabouts};
use super::session::Session;
use super::thresholds::{Denied, Thresholds};

/// What is bought together with one item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NeighboursQuestion {
    /// Id of the item.
    pub id: String,
    /// Which links to list.
    pub direction: NeighbourDirection,
    /// Only neighbours in this category.
    pub category: Option<String>,
    /// What comes first.
    pub sort: NeighbourSort,
    /// Most neighbours to answer with, at most [`NeighboursQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended.
    pub cursor: Option<Cursor>,
}

impl NeighboursQuestion {
    /// Neighbours on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most neighbours on one page.
    pub const MAX_LIMIT: usize = 100;

    /// The first page of all neighbours, strongest first.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            direction: NeighbourDirection::Any,
            category: None,
            sort: NeighbourSort::Strength,
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }
}

/// Which of an item's links are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum NeighbourDirection {
    /// Those on the item's own list.
    Out,
    /// Those on whose list the item is.
    In,
    /// Both.
    #[default]
    Any,
}

/// The order of neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum NeighbourSort {
    /// Strongest link first.
    #[default]
    Strength,
    /// Most orders first.
    Orders,
    /// By title, case folded.
    Title,
}

/// One item and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// The item.
    pub item: Item,
    /// Where it lies on the map, where there is one.
    pub whereabouts: Option<Whereabouts>,
    /// The rules of the rebuild that may hide links of it.
    pub hidden_by: Thresholds,
}

/// The answer to a [`NeighboursQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct NeighboursAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: NeighboursQuestion,
    /// The item itself.
    pub item: Item,
    /// How many there are under the direction and category asked.
    pub total: usize,
    /// The categories of all under the direction asked, whichever category was asked for, with
    /// their number of neighbours, each counted in all categories it is in: the top level first, of
    /// each level most first, then by name.
    pub categories: Vec<(String, u32)>,
    /// This page of them.
    pub neighbours: Vec<Neighbour>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// The rules of the rebuild that may hide others.
    pub hidden_by: Thresholds,
}

impl NeighboursAnswer {
    /// The question for the page after this one, if there is one.
    #[must_use]
    pub fn next_page(&self) -> Option<NeighboursQuestion> {
        self.next.clone().map(|cursor| NeighboursQuestion {
            cursor: Some(cursor),
            ..self.question.clone()
        })
    }
}

/// An item bought together with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbour {
    /// What it is.
    pub card: ItemCard,
    /// Why it is here; `rank` is its place among all neighbours.
    pub evidence: Evidence,
}

impl Session {
    /// All that is known of one item.
    ///
    /// # Errors
    /// The id is unknown.
    pub fn item(&self, id: &str) -> Result<ItemAnswer, ExplorerError> {
        let serving = &self.serving;
        let node = known_node(serving, Part::Id, id)?;
        let item = item(&serving.generation.snapshot, node);
        Ok(ItemAnswer {
            whereabouts: whereabouts(&serving.generation.snapshot, node),
            generation: self.generation(),
            hidden_by: self.hidden_by(Denied::of_links(item.links as usize)),
            item,
        })
    }

    /// What is bought together with an item, a page at a time.
    ///
    /// # Errors
    /// The id is unknown, the cursor is of another generation.
    pub fn neighbours(
        &self,
        question: &NeighboursQuestion,
    ) -> Result<NeighboursAnswer, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let node = known_node(serving, Part::Id, &question.id)?;
        let start = position(serving, question.cursor.as_ref())?.unwrap_or(0) as usize;
        let facts = LinkFacts::from(snapshot);
        let mut ranked = snapshot.neighbours().of(node);
        ranked.retain(|arc| is_of_direction(snapshot, arc, question.direction));
        let categories = categories(snapshot, ranked.iter().map(|arc| arc.to));
        let wanted = category_asked(serving, question.category.as_deref());
        ranked.retain(|arc| is_in_category(snapshot, arc.to, wanted));
        sort(snapshot, &mut ranked, question.sort);
        let limit = question.limit.clamp(1, NeighboursQuestion::MAX_LIMIT);
        let page = ranked.iter().skip(start).take(limit);
        snapshot.fetch_items(page.clone().map(|arc| arc.to));
        let cards = Cards::from(snapshot);
        let page = page.map(|arc| Neighbour {
            card: cards.of(arc.to),
            evidence: facts.evidence(node, arc.to, arc.arc),
        });
        let end = start.saturating_add(limit);
        Ok(NeighboursAnswer {
            generation: self.generation(),
            question: question.clone(),
            item: item(snapshot, node),
            total: ranked.len(),
            categories,
            neighbours: page.collect(),
            next: (end < ranked.len()).then(|| cursor(serving, end as u32)),
            hidden_by: self.hidden_by(denied(snapshot, node, question.direction)),
        })
    }
}

/// What is denied of the items that are not linked with one, or not by its list or theirs.
pub(super) fn denied(snapshot: &Snapshot, node: NodeId, direction: NeighbourDirection) -> Denied {
    match (Denied::of_links(snapshot.csr().degree(node)), direction) {
        (Denied::Ways, NeighbourDirection::Out | NeighbourDirection::In) => Denied::Listings,
        (denied, _) => denied,
    }
}

fn is_of_direction(snapshot: &Snapshot, arc: &RankedArc, direction: NeighbourDirection) -> bool {
    let listed = snapshot.csr().listed(arc.arc);
    match direction {
        NeighbourDirection::Out => listed.forward(),
        NeighbourDirection::In => listed.backward(),
        NeighbourDirection::Any => true,
    }
}

/// The categories of some items: the top level first, of each level most items first, then by name.
fn categories(snapshot: &Snapshot, nodes: impl Iterator<Item = NodeId>) -> Vec<(String, u32)> {
    let categories = snapshot.categories();
    let mut of_lists: BTreeMap<u32, u32> = BTreeMap::new();
    for list in nodes.filter_map(|node| categories.list_of(node)) {
        *of_lists.entry(list).or_default() += 1;
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (list, count) in of_lists {
        let own = categories.of_list(list).map(|own| categories.name(own));
        let all: BTreeSet<&str> = own.flat_map(path).collect();
        for name in all {
            *counts.entry(name).or_default() += count;
        }
    }
    let named = counts.into_iter();
    let mut named: Vec<(String, u32)> = named
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    // Sorted by name already.
    named.sort_by_key(|(name, count)| (depth(name), Reverse(*count)));
    named
}

/// `ranked` comes strongest first, which is also what settles ties.
fn sort(snapshot: &Snapshot, ranked: &mut [RankedArc], by: NeighbourSort) {
    let csr = snapshot.csr();
    match by {
        NeighbourSort::Strength => {}
        NeighbourSort::Orders => {
            let kind = snapshot.link_kind();
            let weight = |arc: &RankedArc| kind.weight(csr.orders(arc.arc));
            ranked.sort_by(|x, y| weight(y).total_cmp(&weight(x)));
        }
        NeighbourSort::Title => {
            ranked.sort_by_cached_key(|arc| snapshot.texts(arc.to).title.to_lowercase());
        }
    }
}
