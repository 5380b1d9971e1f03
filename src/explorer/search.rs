//! Which items does a text mean?

use std::collections::BTreeSet;

use cartway_graph::{NodeId, Snapshot};

use super::error::ExplorerError;
use super::item::{GenerationStamp, Item, ItemCard, card, is_in_category, item};
use super::lookup::{Cursor, category_asked, cursor, position};
use super::session::Session;
use super::thresholds::{Denied, Thresholds};
use crate::search::{self, LastWord, Query};

/// Which items a text means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SearchQuestion {
    /// What was typed. A blank text asks for all items, most popular first.
    pub text: String,
    /// Only items in this category.
    pub category: Option<String>,
    /// Whether the last word may be the beginning of a word (typeahead) or is whole.
    pub mode: SearchMode,
    /// Most items to answer with, at most [`SearchQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended, from [`SearchAnswer::next`].
    pub cursor: Option<Cursor>,
}

impl SearchQuestion {
    /// Items on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most items on one page.
    pub const MAX_LIMIT: usize = 50;
    /// What stands before an id that a text means, where it could be taken for a title: `id:300`.
    pub const ID_MARK: &str = "id:";
    /// Longest text that is looked at, in characters; the rest is ignored.
    pub const MAX_TEXT: usize = 200;

    /// A plain first page for `text`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            category: None,
            mode: SearchMode::Prefix,
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }

    /// Whether all items are asked for, as no text is given.
    #[must_use]
    pub fn is_for_all(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How the last word of a search is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum SearchMode {
    /// The last word may be unfinished.
    #[default]
    Prefix,
    /// Every word is whole.
    Full,
}

/// The answer to a [`SearchQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: SearchQuestion,
    /// The text that was looked up instead, where the typed one found nothing but for a typo.
    pub corrected: Option<String>,
    /// Exact id first, then what is called just as the text, then the most popular.
    pub items: Vec<Item>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// The rules of the rebuild that may hide all links of those that have none.
    pub hidden_by: Thresholds,
}

impl SearchAnswer {
    /// The question for the page after this one, if there is one.
    #[must_use]
    pub fn next_page(&self) -> Option<SearchQuestion> {
        self.next.clone().map(|cursor| SearchQuestion {
            cursor: Some(cursor),
            ..self.question.clone()
        })
    }
}

/// What a text typed by a person means.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved {
    /// This item.
    Item(ItemCard),
    /// One of these, or none.
    Choice(Box<SearchAnswer>),
}

impl Session {
    /// Items that a text means: an exact id first, then those that are just what was typed, then
    /// those whose words match, popular first. Of a blank text all items, popular first; there a
    /// cursor of an earlier generation goes on at the same place of this one.
    ///
    /// # Errors
    /// The cursor is of another generation, the index is damaged.
    pub fn search(&self, question: &SearchQuestion) -> Result<SearchAnswer, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let start = match &question.cursor {
            Some(cursor) if question.is_for_all() => cursor.position,
            cursor => position(serving, cursor.as_ref())?.unwrap_or(0),
        };
        let category = category_asked(serving, question.category.as_deref());
        let by_code = nodes_by_code(snapshot, &question.text, category);
        let by_code: Vec<u32> = by_code
            .into_iter()
            .map(|node| snapshot.rank(node))
            .collect();
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
            category: category.map(|category| snapshot.categories().name(category)),
            first: &by_code,
            from: start,
            limit,
        })?;
        let nodes = found
            .ranks
            .iter()
            .filter_map(|&rank| snapshot.node_of_rank(rank));
        Ok(SearchAnswer {
            generation: self.generation(),
            question: question.clone(),
            corrected: found.corrected,
            items: nodes.map(|node| item(snapshot, node)).collect(),
            next: found.next.map(|position| cursor(serving, position)),
            hidden_by: self.hidden_by(Denied::Links),
        })
    }

    /// The one item a text means, or the choice there is: an id behind [`SearchQuestion::ID_MARK`], an
    /// exact id, an id in another spelling, a title that only one item has, or the only hit. An id that
    /// is the title of another item too is a choice.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn resolve(&self, text: &str) -> Result<Resolved, ExplorerError> {
        let snapshot = &self.serving.generation.snapshot;
        let by_id = snapshot.node_of_id(text);
        let marked = || snapshot.node_of_id(text.strip_prefix(SearchQuestion::ID_MARK)?);
        if let (None, Some(node)) = (by_id, marked()) {
            return Ok(Resolved::Item(card(snapshot, node)));
        }
        let mut answer = self.search(&SearchQuestion::new(text))?;
        if answer.question.is_for_all() {
            // Nothing typed means nothing, and not the only item of all.
            answer.items.clear();
            answer.next = None;
            return Ok(Resolved::Choice(Box::new(answer)));
        }
        let by_code = || nodes_by_code(snapshot, text, None).first().copied();
        let wanted = text.trim().to_lowercase();
        if let Some(node) = by_id.or_else(by_code) {
            let card = card(snapshot, node);
            let mut items = answer.items.iter();
            let has_namesake = items
                .any(|item| item.card.id != card.id && item.card.title.to_lowercase() == wanted);
            return Ok(match has_namesake {
                true => Resolved::Choice(Box::new(answer)),
                false => Resolved::Item(card),
            });
        }
        let mut named = answer
            .items
            .iter()
            .filter(|item| item.card.title.to_lowercase() == wanted);
        match (named.next(), named.next(), &answer.items[..]) {
            (Some(only), None, _) => Ok(Resolved::Item(only.card.clone())),
            (None, _, [only]) if answer.corrected.is_none() => {
                Ok(Resolved::Item(only.card.clone()))
            }
            _ => Ok(Resolved::Choice(Box::new(answer))),
        }
    }
}

/// Items whose id the text is, in any of the ways a code is typed.
fn nodes_by_code(snapshot: &Snapshot, text: &str, category: Option<u32>) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = search::code_candidates(text)
        .into_iter()
        .filter_map(|code| snapshot.node_of_id(&code))
        .filter(|&node| is_in_category(snapshot, node, category))
        .collect();
    let mut seen = BTreeSet::new();
    nodes.retain(|&node| seen.insert(node));
    nodes
}
