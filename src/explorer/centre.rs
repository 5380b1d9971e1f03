//! Which items are nearest to all others?

use std::ops::Range;

use cartway_graph::{CentreBasis, Snapshot};

use super::error::ExplorerError;
use super::item::{GenerationStamp, ItemCard, card};
use super::lookup::{Cursor, cursor, position};
use super::session::Session;

/// Which items are nearest to all others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CentreQuestion {
    /// Most items to answer with, at most [`CentreQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended.
    pub cursor: Option<Cursor>,
}

impl CentreQuestion {
    /// Items on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most items on one page.
    pub const MAX_LIMIT: usize = 100;
}

impl Default for CentreQuestion {
    /// The first page.
    fn default() -> Self {
        Self {
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }
}

/// The answer to a [`CentreQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct CentreAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: CentreQuestion,
    /// What the ranks rest on; `None` where nothing was ranked.
    pub basis: Option<CentreBasis>,
    /// How many items the whole list has: the first of those ranked.
    pub total: usize,
    /// This page of them, the centre first.
    pub items: Vec<CentralItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl CentreAnswer {
    /// The question for the page after this one, if there is one.
    #[must_use]
    pub fn next_page(&self) -> Option<CentreQuestion> {
        self.next.clone().map(|cursor| CentreQuestion {
            cursor: Some(cursor),
            ..self.question.clone()
        })
    }
}

/// One of the items nearest to all others.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralItem {
    /// 1 for the centre.
    pub rank: u32,
    /// What it is.
    pub card: ItemCard,
    /// Its mean hops to the other items of the largest component, exact or estimated.
    pub mean_hops: f64,
}

impl Session {
    /// The items with the fewest mean hops to all others of the largest component, a page at a
    /// time. Empty where the rebuild ranked none.
    ///
    /// # Errors
    /// The cursor is of another generation.
    pub fn centre(&self, question: &CentreQuestion) -> Result<CentreAnswer, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let start = position(serving, question.cursor.as_ref())?.unwrap_or(0);
        let limit = question.limit.clamp(1, CentreQuestion::MAX_LIMIT);
        let end = start.saturating_add(limit as u32);
        let total = snapshot.central_count();
        Ok(CentreAnswer {
            generation: self.generation(),
            question: question.clone(),
            basis: snapshot.centre_basis(),
            total,
            items: central(snapshot, start..end).collect(),
            next: ((end as usize) < total).then(|| cursor(serving, end)),
        })
    }
}

/// The items of these ranks, from 0, as far as they are listed.
pub(super) fn central(
    snapshot: &Snapshot,
    ranks: Range<u32>,
) -> impl Iterator<Item = CentralItem> + '_ {
    ranks.map_while(|rank| {
        let (node, mean_hops) = snapshot.central(rank)?;
        Some(CentralItem {
            rank: rank + 1,
            card: card(snapshot, node),
            mean_hops,
        })
    })
}
