//! How are two items connected?

use std::time::Instant;

use super::answer::{NoPath, Outcome, PathsAnswer, Timing};
use super::connections::attach;
use super::evidence::card;
use super::question::PathsQuestion;
use super::{Explorer, ExplorerError};
use crate::connect::{self, Found, Options, Terrain};

impl Explorer {
    /// Finds every shortest connection between two items, lists the best, and says why there is
    /// none.
    ///
    /// # Errors
    /// An id is unknown, an end is excluded, or nothing is being served.
    pub fn connect(&self, question: &PathsQuestion) -> Result<PathsAnswer, ExplorerError> {
        let start = Instant::now();
        let serving = self.live.current()?;
        let snapshot = &serving.generation.snapshot;
        let node = |param, id: &str| self.known_node(&serving, param, id);
        let from = node("from", &question.from)?;
        let to = node("to", &question.to)?;
        let exclude = question
            .exclude
            .iter()
            .map(|id| node("exclude", id))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(end) = exclude.iter().find(|&&node| node == from || node == to) {
            return Err(ExplorerError::ExcludedEnd {
                value: snapshot.texts(*end).id.to_owned(),
            });
        }
        let options = Options {
            direction: question.direction,
            exclude,
            max_hops: question.max_hops,
            k: question.k,
            budget: self.budget,
        };
        let search_start = Instant::now();
        let found = serving.with_workspace(|workspace| {
            connect::connect(&Terrain::from(snapshot), workspace, from, to, &options)
        });
        let search = search_start.elapsed();
        let outcome = match found {
            Found::SameNode => Outcome::SameItem,
            Found::Paths(paths) => Outcome::Found(attach(snapshot, &paths)),
            Found::None { reason, searched } => Outcome::NoPath(NoPath { reason, searched }),
        };
        Ok(PathsAnswer {
            generation: Self::stamp(&serving),
            question: question.clone(),
            from: card(snapshot, from),
            to: card(snapshot, to),
            excluded: options
                .exclude
                .iter()
                .map(|&node| card(snapshot, node))
                .collect(),
            outcome,
            timing: Timing {
                search,
                total: start.elapsed(),
            },
        })
    }
}
