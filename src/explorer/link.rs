//! One link: why two items are linked, or that they are not.

use super::error::{ExplorerError, Part};
use super::evidence::{Evidence, evidence};
use super::item::{GenerationStamp, ItemCard, card};
use super::lookup::known_node;
use super::session::Session;
use super::thresholds::{Denied, Thresholds};

/// Whether two items are linked, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LinkQuestion {
    /// Id of the item from which the link is seen.
    pub from: String,
    /// Id of the other.
    pub to: String,
}

impl LinkQuestion {
    /// The question about two ids.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
        }
    }

    /// The same link seen from the other item.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self::new(&self.to, &self.from)
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// The item from which the link is seen.
    pub from: ItemCard,
    /// The other.
    pub to: ItemCard,
    /// Why they are linked; `None` where they are not.
    pub evidence: Option<Evidence>,
    /// What may hide a link, where there is none.
    pub hidden_by: Thresholds,
}

impl Session {
    /// Why two items are linked.
    ///
    /// # Errors
    /// An id is unknown.
    pub fn link(&self, question: &LinkQuestion) -> Result<LinkAnswer, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let from = known_node(serving, Part::From, &question.from)?;
        let to = known_node(serving, Part::To, &question.to)?;
        let evidence = evidence(snapshot, from, to);
        let degree = |node| snapshot.csr().degree(node);
        let denied = Denied::of_links(degree(from).min(degree(to)));
        let hidden_by = self.hidden_by(denied);
        Ok(LinkAnswer {
            generation: self.generation(),
            from: card(snapshot, from),
            to: card(snapshot, to),
            hidden_by: match evidence {
                Some(_) => hidden_by.of_nothing(),
                None => hidden_by,
            },
            evidence,
        })
    }

    /// The cards of items by their ids; one that is unknown is left out.
    pub fn cards<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<ItemCard> {
        let snapshot = &self.serving.generation.snapshot;
        let known = ids.into_iter().filter_map(|id| snapshot.node_of_id(id));
        known.map(|node| card(snapshot, node)).collect()
    }
}
