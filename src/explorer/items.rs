//! Which items are meant, what is known of one, what is bought with it.

use std::collections::BTreeMap;

use super::answer::{ItemAnswer, Neighbour, NeighboursAnswer, SearchAnswer};
use super::evidence::{RankedArc, Witness, card, item};
use super::live::Serving;
use super::question::{
    Cursor, NeighbourDirection, NeighbourSort, NeighboursQuestion, SearchMode, SearchQuestion,
};
use super::{Explorer, ExplorerError, Resolved};
use crate::search::{self, LastWord, Query};
use cartway_graph::{NodeId, Snapshot};

impl Explorer {
    /// Items that a text means: an exact id first, then those whose words match, popular first.
    ///
    /// # Errors
    /// The cursor is of another generation, the index is damaged, or nothing is being served.
    pub fn search(&self, question: &SearchQuestion) -> Result<SearchAnswer, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        // Words are looked up from this rank on; items found by their code stand before all ranks.
        let start = position(&serving, question.cursor.as_ref())?;
        let by_code = nodes_by_code(snapshot, question);
        let first_page = if start.is_none() { &by_code[..] } else { &[] };
        let limit = question.limit.clamp(1, SearchQuestion::MAX_LIMIT);
        let text: String = question
            .text
            .chars()
            .take(SearchQuestion::MAX_TEXT)
            .collect();
        let found = serving.generation.searcher.find(&Query {
            text: &text,
            last_word: match question.mode {
                SearchMode::Prefix => LastWord::Prefix,
                SearchMode::Full => LastWord::Whole,
            },
            category: question.category.as_deref(),
            after: start.and_then(|rank| rank.checked_sub(1)),
            // One that was found by its code may be among them.
            limit: limit + by_code.len(),
        })?;
        let mut by_words: Vec<(u32, NodeId)> = found
            .ranks
            .iter()
            .filter_map(|&rank| Some((rank, snapshot.node_of_rank(rank)?)))
            .filter(|(_, node)| !by_code.contains(node))
            .collect();
        let room = limit.saturating_sub(first_page.len());
        let more = found.more || by_words.len() > room;
        by_words.truncate(room);
        let next = by_words
            .last()
            .map_or(start.unwrap_or(0), |&(rank, _)| rank + 1);
        let nodes = first_page
            .iter()
            .copied()
            .chain(by_words.iter().map(|&(_, node)| node));
        Ok(SearchAnswer {
            generation: Self::stamp(&serving),
            question: question.clone(),
            // A typo in a text that is an id is none.
            corrected: found.corrected.filter(|_| by_code.is_empty()),
            items: nodes.take(limit).map(|node| item(snapshot, node)).collect(),
            next: more.then(|| cursor(&serving, next)),
        })
    }

    /// The one item a text means, or the choice there is: an exact id, an id in another spelling, a
    /// title that only one item has, or the only hit.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn resolve(&self, text: &str) -> Result<Resolved, ExplorerError> {
        let held = self.held();
        let serving = held.serving()?;
        let answer = held.search(&SearchQuestion::new(text))?;
        let snapshot = &serving.generation.snapshot;
        let by_code = || nodes_by_code(snapshot, &answer.question).first().copied();
        if let Some(node) = snapshot.node_of_id(text).or_else(by_code) {
            return Ok(Resolved::Item(card(snapshot, node)));
        }
        let wanted = text.trim().to_lowercase();
        let mut named = answer
            .items
            .iter()
            .filter(|item| item.card.title.to_lowercase() == wanted);
        match (named.next(), named.next(), &answer.items[..]) {
            (Some(only), None, _) => Ok(Resolved::Item(only.card.clone())),
            (None, _, [only]) if answer.corrected.is_none() => {
                Ok(Resolved::Item(only.card.clone()))
            }
            _ => Ok(Resolved::Choice(answer)),
        }
    }

    /// All that is known of one item.
    ///
    /// # Errors
    /// The id is unknown, or nothing is being served.
    pub fn item(&self, id: &str) -> Result<ItemAnswer, ExplorerError> {
        let serving = self.serving()?;
        let node = self.known_node(&serving, "id", id)?;
        Ok(ItemAnswer {
            generation: Self::stamp(&serving),
            item: item(&serving.generation.snapshot, node),
        })
    }

    /// What is bought together with an item, a page at a time.
    ///
    /// # Errors
    /// The id is unknown, the cursor is of another generation, or nothing is being served.
    pub fn neighbours(
        &self,
        question: &NeighboursQuestion,
    ) -> Result<NeighboursAnswer, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let node = self.known_node(&serving, "id", &question.id)?;
        let start = position(&serving, question.cursor.as_ref())?.unwrap_or(0) as usize;
        let witness = Witness::from(snapshot);
        let mut ranked: Vec<(u32, RankedArc)> = (1..).zip(witness.ranked_arcs(node)).collect();
        ranked.retain(|(_, arc)| is_of_direction(snapshot, arc, question.direction));
        let categories = categories(snapshot, ranked.iter().map(|(_, arc)| arc.to));
        let wanted = question.category.as_deref();
        ranked.retain(|(_, arc)| is_of_category(snapshot, arc.to, wanted));
        sort(snapshot, &mut ranked, question.sort);
        let limit = question.limit.clamp(1, NeighboursQuestion::MAX_LIMIT);
        let page = ranked
            .iter()
            .skip(start)
            .take(limit)
            .map(|(rank, arc)| Neighbour {
                card: card(snapshot, arc.to),
                evidence: witness.evidence_of_rank(node, arc, *rank),
            });
        let end = start.saturating_add(limit);
        Ok(NeighboursAnswer {
            generation: Self::stamp(&serving),
            question: question.clone(),
            item: item(snapshot, node),
            total: ranked.len(),
            categories,
            neighbours: page.collect(),
            next: (end < ranked.len()).then(|| cursor(&serving, end as u32)),
        })
    }

    /// The node of an id; for an unknown one, items that may have been meant.
    pub(super) fn known_node(
        &self,
        serving: &Serving,
        param: &'static str,
        id: &str,
    ) -> Result<NodeId, ExplorerError> {
        node_of(serving, param, id).map_err(|error| with_suggestions(serving, error))
    }
}

/// The node of an id; an unknown one is named without a search for what may have been meant.
pub(super) fn node_of(
    serving: &Serving,
    param: &'static str,
    id: &str,
) -> Result<NodeId, ExplorerError> {
    let node = serving.generation.snapshot.node_of_id(id);
    node.ok_or_else(|| ExplorerError::UnknownItem {
        param,
        value: id.to_owned(),
        suggestions: Vec::new(),
    })
}

/// The same error, with items that may have been meant where an id is unknown: one search.
pub(super) fn with_suggestions(serving: &Serving, error: ExplorerError) -> ExplorerError {
    match error {
        ExplorerError::UnknownItem { param, value, .. } => ExplorerError::UnknownItem {
            param,
            suggestions: suggestions(serving, &value),
            value,
        },
        error => error,
    }
}

/// Near matches of an unknown id. That there is none to offer is no failure of its own.
fn suggestions(serving: &Serving, id: &str) -> Vec<super::ItemCard> {
    let snapshot = &serving.generation.snapshot;
    let by_code = search::code_candidates(id)
        .into_iter()
        .filter_map(|code| snapshot.node_of_id(&code));
    let query = Query {
        text: id,
        last_word: LastWord::Prefix,
        category: None,
        after: None,
        limit: 5,
    };
    let found = serving.generation.searcher.find(&query).unwrap_or_default();
    let by_words = found
        .ranks
        .into_iter()
        .filter_map(|rank| snapshot.node_of_rank(rank));
    let mut nodes: Vec<NodeId> = by_code.collect();
    nodes.extend(by_words);
    let mut seen = std::collections::BTreeSet::new();
    nodes.retain(|&node| seen.insert(node));
    nodes
        .into_iter()
        .take(5)
        .map(|node| card(snapshot, node))
        .collect()
}

/// Items whose id the text is, in any of the ways a code is typed.
fn nodes_by_code(snapshot: &Snapshot, question: &SearchQuestion) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = search::code_candidates(&question.text)
        .into_iter()
        .filter_map(|code| snapshot.node_of_id(&code))
        .filter(|&node| is_of_category(snapshot, node, question.category.as_deref()))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    nodes.retain(|&node| seen.insert(node));
    nodes
}

fn is_of_category(snapshot: &Snapshot, node: NodeId, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| {
        snapshot
            .category(node)
            .is_some_and(|category| snapshot.category_name(category) == wanted)
    })
}

fn is_of_direction(snapshot: &Snapshot, arc: &RankedArc, direction: NeighbourDirection) -> bool {
    let listed = snapshot.csr().listed(arc.arc);
    match direction {
        NeighbourDirection::Out => listed.forward(),
        NeighbourDirection::In => listed.backward(),
        NeighbourDirection::Any => true,
    }
}

/// The categories of some items, most items first, then by name.
fn categories(snapshot: &Snapshot, nodes: impl Iterator<Item = NodeId>) -> Vec<(String, u32)> {
    let mut counts = BTreeMap::new();
    for category in nodes.filter_map(|node| snapshot.category(node)) {
        *counts.entry(category).or_insert(0) += 1;
    }
    let named = counts
        .into_iter()
        .map(|(category, count)| (snapshot.category_name(category).to_owned(), count));
    let mut named: Vec<(String, u32)> = named.collect();
    named.sort_by(|(x, x_count), (y, y_count)| y_count.cmp(x_count).then_with(|| x.cmp(y)));
    named
}

/// `ranked` comes strongest first, which is also what settles ties.
fn sort(snapshot: &Snapshot, ranked: &mut [(u32, RankedArc)], by: NeighbourSort) {
    let csr = snapshot.csr();
    match by {
        NeighbourSort::Strength => {}
        NeighbourSort::Orders => {
            let kind = snapshot.link_kind();
            let weight = |arc: &RankedArc| kind.weight(csr.orders(arc.arc));
            ranked.sort_by(|(_, x), (_, y)| weight(y).total_cmp(&weight(x)));
        }
        NeighbourSort::Title => {
            ranked.sort_by_cached_key(|(_, arc)| snapshot.texts(arc.to).title.to_lowercase());
        }
    }
}

/// Where a page begins: nowhere yet without a cursor.
///
/// # Errors
/// The cursor is of another generation.
pub(super) fn position(
    serving: &Serving,
    cursor: Option<&Cursor>,
) -> Result<Option<u32>, ExplorerError> {
    match cursor {
        Some(cursor) if cursor.generation != serving.generation.name() => {
            Err(ExplorerError::CursorExpired)
        }
        cursor => Ok(cursor.map(|cursor| cursor.position)),
    }
}

/// The place a next page begins at.
pub(super) fn cursor(serving: &Serving, position: u32) -> Cursor {
    Cursor {
        generation: serving.generation.name().to_owned(),
        position,
    }
}
