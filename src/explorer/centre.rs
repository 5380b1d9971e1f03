//! Which items are nearest to all others.

use std::ops::Range;

use super::answer::{CentralItem, CentreAnswer};
use super::evidence::card;
use super::items::{cursor, position};
use super::question::CentreQuestion;
use super::{Explorer, ExplorerError};
use cartway_graph::Snapshot;

impl Explorer {
    /// The items with the fewest mean hops to all others of the largest component, a page at a
    /// time. Empty where the rebuild ranked none.
    ///
    /// # Errors
    /// The cursor is of another generation, or nothing is being served.
    pub fn centre(&self, question: &CentreQuestion) -> Result<CentreAnswer, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let start = position(&serving, question.cursor.as_ref())?.unwrap_or(0);
        let limit = question.limit.clamp(1, CentreQuestion::MAX_LIMIT);
        let end = start.saturating_add(limit as u32);
        let total = snapshot.central_count();
        Ok(CentreAnswer {
            generation: Self::stamp(&serving),
            question: question.clone(),
            basis: snapshot.centre_basis(),
            total,
            items: central(snapshot, start..end).collect(),
            next: ((end as usize) < total).then(|| cursor(&serving, end)),
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
