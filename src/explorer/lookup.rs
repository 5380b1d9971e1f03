//! From what a question names to what the graph knows: ids to nodes, names to categories, cursors to
//! places. What is not there is an error that says what may have been meant.

use std::collections::BTreeSet;

use cartway_graph::NodeId;

use super::error::{ExplorerError, Part};
use super::item::{ItemCard, card};
use super::serving::Serving;
use crate::search::{self, LastWord, Query};

/// Most categories an error names.
const NAMED_CATEGORIES: usize = 12;

/// A place in a list of one generation: where the next page begins.
///
/// Spelled `GENERATION.POSITION`. It is bound to its generation because positions mean nothing in
/// another one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// What the generation that the list belongs to goes by.
    pub generation: String,
    /// Position of the next entry.
    pub position: u32,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.generation, self.position)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (generation, position) = text.rsplit_once('.').ok_or(())?;
        Ok(Self {
            generation: generation.to_owned(),
            position: position.parse().map_err(|_| ())?,
        })
    }
}

/// The node of an id; for an unknown one, items that may have been meant.
pub(super) fn known_node(serving: &Serving, part: Part, id: &str) -> Result<NodeId, ExplorerError> {
    node_of(serving, part, id).map_err(|error| with_suggestions(serving, error))
}

/// The node of an id; an unknown one is named without a search for what may have been meant.
pub(super) fn node_of(serving: &Serving, part: Part, id: &str) -> Result<NodeId, ExplorerError> {
    let node = serving.generation.snapshot.node_of_id(id);
    node.ok_or_else(|| ExplorerError::UnknownItem {
        part,
        value: id.to_owned(),
        suggestions: Vec::new(),
        items_left_out: serving.generation.manifest.counts.items_left_out,
    })
}

/// This error, with items that may have been meant where an id is unknown: one search.
pub(super) fn with_suggestions(serving: &Serving, error: ExplorerError) -> ExplorerError {
    match error {
        ExplorerError::UnknownItem {
            part,
            value,
            items_left_out,
            ..
        } => ExplorerError::UnknownItem {
            part,
            suggestions: suggestions(serving, &value),
            value,
            items_left_out,
        },
        error => error,
    }
}

/// Near matches of an unknown id. That there is none to offer is no failure of its own.
fn suggestions(serving: &Serving, id: &str) -> Vec<ItemCard> {
    let snapshot = &serving.generation.snapshot;
    let by_code = search::code_candidates(id)
        .into_iter()
        .filter_map(|code| snapshot.node_of_id(&code));
    if id.trim().is_empty() {
        return Vec::new();
    }
    let query = Query {
        text: id,
        last_word: LastWord::Prefix,
        category: None,
        first: &[],
        from: 0,
        limit: 5,
    };
    let found = serving.generation.searcher.find(&query).unwrap_or_default();
    let by_words = found
        .ranks
        .into_iter()
        .filter_map(|rank| snapshot.node_of_rank(rank));
    let mut nodes: Vec<NodeId> = by_code.collect();
    nodes.extend(by_words);
    let mut seen = BTreeSet::new();
    nodes.retain(|&node| seen.insert(node));
    nodes
        .into_iter()
        .take(5)
        .map(|node| card(snapshot, node))
        .collect()
}

/// The number of a category: of one with this name in full, or the only one whose last level this
/// is.
///
/// # Errors
/// No item is in it, or several have this last level: these are named.
pub(super) fn known_category(
    serving: &Serving,
    part: Part,
    name: &str,
) -> Result<u32, ExplorerError> {
    let categories = serving.generation.snapshot.categories();
    if let Some(category) = categories.of_name(name) {
        return Ok(category);
    }
    let labelled = serving.facts().categories_labelled(name);
    if let &[only] = labelled {
        return Ok(only);
    }
    let alike = labelled.iter().take(NAMED_CATEGORIES);
    let alike: Vec<String> = alike
        .map(|&category| categories.name(category).to_owned())
        .collect();
    Err(ExplorerError::UnknownCategory {
        part,
        value: name.to_owned(),
        largest: match alike.is_empty() {
            true => largest_categories(serving),
            false => alike,
        },
    })
}

/// The category that is looked in, if any; an unknown one is a number that no category has, so that
/// nothing is found in it.
pub(super) fn category_asked(serving: &Serving, name: Option<&str>) -> Option<u32> {
    let category = known_category(serving, Part::Category, name?);
    Some(category.unwrap_or(u32::MAX))
}

fn largest_categories(serving: &Serving) -> Vec<String> {
    let categories = serving.facts().categories.iter().take(NAMED_CATEGORIES);
    categories.map(|(name, _)| name.clone()).collect()
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
        Some(cursor) if cursor.generation != serving.version() => Err(ExplorerError::CursorExpired),
        cursor => Ok(cursor.map(|cursor| cursor.position)),
    }
}

/// The place a next page begins at.
pub(super) fn cursor(serving: &Serving, position: u32) -> Cursor {
    Cursor {
        generation: serving.version().to_owned(),
        position,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_what_it_prints() {
        let cursor = Cursor {
            generation: "000012".into(),
            position: 40,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!("no position".parse::<Cursor>().is_err());
        assert!("000012.-1".parse::<Cursor>().is_err());
    }
}
