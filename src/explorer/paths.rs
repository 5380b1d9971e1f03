//! How are two items connected?

use std::time::Instant;

use super::answer::{NoPath, Outcome, PathsAnswer, Timing};
use super::connections::attach;
use super::evidence::card;
use super::items::{node_of, with_suggestions};
use super::live::Serving;
use super::question::PathsQuestion;
use super::{Explorer, ExplorerError};
use cartway_graph::NodeId;
use cartway_graph::connect::{self, Found, Graph, Options};

/// Most categories an error names.
const NAMED_CATEGORIES: usize = 12;

impl Explorer {
    /// Finds every shortest connection between two items, lists the best, and says why there is
    /// none.
    ///
    /// # Errors
    /// An id or a category is unknown, a stop is excluded or named twice, or nothing is being
    /// served.
    pub fn connect(&self, question: &PathsQuestion) -> Result<PathsAnswer, ExplorerError> {
        let start = Instant::now();
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let from = self.known_node(&serving, "from", &question.from)?;
        let to = self.known_node(&serving, "to", &question.to)?;
        let options = self
            .options(&serving, question, (from, to))
            .map_err(|error| with_suggestions(&serving, error))?;
        let search_start = Instant::now();
        let found = serving.with_workspace(|workspace| {
            connect::connect(&Graph::from(snapshot), workspace, from, to, &options)
        });
        let search = search_start.elapsed();
        let outcome = match found {
            Found::SameNode => Outcome::SameItem,
            Found::Paths(paths) => Outcome::Found(attach(snapshot, &paths)),
            Found::Damaged => return Err(ExplorerError::Damaged),
            Found::None {
                reason,
                leg,
                searched,
            } => Outcome::NoPath(NoPath {
                reason,
                leg,
                searched,
            }),
        };
        let cards = |nodes: &[NodeId]| nodes.iter().map(|&node| card(snapshot, node)).collect();
        Ok(PathsAnswer {
            generation: Self::stamp(&serving),
            question: question.clone(),
            from: card(snapshot, from),
            to: card(snapshot, to),
            excluded: cards(&options.exclude),
            via: cards(&options.via),
            outcome,
            timing: Timing {
                search,
                total: start.elapsed(),
            },
        })
    }

    /// What a question means to a search: ids become nodes, names categories, a percentile a number
    /// of links. An unknown id comes without suggestions.
    pub(super) fn options(
        &self,
        serving: &Serving,
        question: &PathsQuestion,
        ends: (NodeId, NodeId),
    ) -> Result<Options, ExplorerError> {
        let nodes = |param, ids: &[String]| -> Result<Vec<NodeId>, ExplorerError> {
            let nodes = ids.iter().map(|id| node_of(serving, param, id));
            nodes.collect()
        };
        let categories = |param, names: &[String]| -> Result<Vec<u32>, ExplorerError> {
            let numbers = names
                .iter()
                .map(|name| known_category(serving, param, name));
            numbers.collect()
        };
        let hub_degree = |percentile| serving.facts().degree_at(percentile);
        let options = Options {
            direction: question.direction,
            exclude: nodes("exclude", &question.exclude)?,
            via: nodes("via", &question.via)?,
            only_categories: categories("only_category", &question.only_category)?,
            avoid_categories: categories("avoid_category", &question.avoid_category)?,
            max_degree: question.avoid_hubs.map(hub_degree),
            max_hops: question.max_hops,
            extra_hops: question.extra_hops,
            k: question.k,
            budget: self.budget,
        };
        let id_of = |node| serving.generation.snapshot.texts(node).id.to_owned();
        let mut stops = vec![ends.0, ends.1];
        for &stop in &options.via {
            if stops.contains(&stop) {
                return Err(ExplorerError::RepeatedStop { value: id_of(stop) });
            }
            stops.push(stop);
        }
        match options.exclude.iter().find(|node| stops.contains(node)) {
            Some(&stop) => Err(ExplorerError::ExcludedStop { value: id_of(stop) }),
            None => Ok(options),
        }
    }
}

/// The number of a category.
///
/// # Errors
/// No item is of it.
pub(super) fn known_category(
    serving: &Serving,
    param: &'static str,
    name: &str,
) -> Result<u32, ExplorerError> {
    let snapshot = &serving.generation.snapshot;
    snapshot
        .category_of_name(name)
        .ok_or_else(|| ExplorerError::UnknownCategory {
            param,
            value: name.to_owned(),
            largest: largest_categories(serving),
        })
}

fn largest_categories(serving: &Serving) -> Vec<String> {
    let categories = serving.facts().categories.iter().take(NAMED_CATEGORIES);
    categories.map(|(name, _)| name.clone()).collect()
}
