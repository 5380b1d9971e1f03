//! How are two items connected?

use std::time::{Duration, Instant};

use cartway_graph::NodeId;
use cartway_graph::connect::{self, Direction, Found, Graph, NoPathReason, Options, Searched};

use super::connections::{Connections, attach};
use super::error::{ExplorerError, Part};
use super::filters::Filters;
use super::item::{GenerationStamp, ItemCard, card};
use super::lookup::{known_category, known_node, node_of, with_suggestions};
use super::session::Session;
use super::thresholds::{Denied, Thresholds};

/// How two items are connected.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathsQuestion {
    /// Id of the item the connections begin at.
    pub from: String,
    /// Id of the item they lead to.
    pub to: String,
    /// What is asked of them.
    pub options: PathsOptions,
}

impl PathsQuestion {
    /// The plain question: either way, nothing excluded, any length, the best twenty.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        PathsOptions::default().between(from, to)
    }

    /// This question with something else asked of the connections.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut PathsOptions)) -> Self {
        let mut question = self.clone();
        change(&mut question.options);
        question
    }

    /// The question asked from the other end.
    #[must_use]
    pub fn swapped(&self) -> Self {
        let mut options = self.options.clone();
        options.via.reverse();
        options.between(&self.to, &self.from)
    }
}

/// What is asked of connections, whichever two items they connect.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathsOptions {
    /// Whether links may be walked either way or only as bought.
    pub direction: Direction,
    /// Ids of items to pass on the way, in this order.
    pub via: Vec<String>,
    /// Which items may be passed.
    pub filters: Filters,
    /// Hops a connection may have beyond the shortest, at most [`PathsOptions::MAX_EXTRA_HOPS`].
    pub extra_hops: u32,
    /// Longest connection to accept, in hops; `None` for any length.
    pub max_hops: Option<u32>,
    /// How many of the best connections to list.
    pub k: usize,
}

impl PathsOptions {
    /// Connections listed when nothing else is asked for.
    pub const DEFAULT_K: usize = 20;
    /// Most connections one answer lists.
    pub const MAX_K: usize = 100;
    /// Largest value of `max_hops`.
    pub const MAX_HOPS: u32 = 64;
    /// Most stops on the way.
    pub const MAX_VIA: usize = 8;
    /// Largest value of `extra_hops`.
    pub const MAX_EXTRA_HOPS: u32 = Options::MAX_EXTRA_HOPS;

    /// These options asked of two items.
    #[must_use]
    pub fn between(self, from: impl Into<String>, to: impl Into<String>) -> PathsQuestion {
        PathsQuestion {
            from: from.into(),
            to: to.into(),
            options: self,
        }
    }
}

impl Default for PathsOptions {
    /// Either way, nothing excluded, any length, the best twenty.
    fn default() -> Self {
        Self::from(Filters::default())
    }
}

impl From<Filters> for PathsOptions {
    /// Only these items passed, and nothing else asked.
    fn from(filters: Filters) -> Self {
        Self {
            direction: Direction::EitherWay,
            via: Vec::new(),
            filters,
            extra_hops: 0,
            max_hops: None,
            k: Self::DEFAULT_K,
        }
    }
}

/// The answer to a [`PathsQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct PathsAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: PathsQuestion,
    /// The item the connections begin at.
    pub from: ItemCard,
    /// The item they lead to.
    pub to: ItemCard,
    /// The excluded items, in the order asked.
    pub excluded: Vec<ItemCard>,
    /// The stops on the way, in order.
    pub via: Vec<ItemCard>,
    /// What was found.
    pub outcome: Outcome,
    /// How long it took.
    pub timing: Timing,
}

impl PathsAnswer {
    /// Where a leg begins and where it ends: leg 0 leads from the first item to the first stop.
    #[must_use]
    pub fn ends_of_leg(&self, leg: usize) -> (&ItemCard, &ItemCard) {
        let begin = leg.checked_sub(1).and_then(|stop| self.via.get(stop));
        (
            begin.unwrap_or(&self.from),
            self.via.get(leg).unwrap_or(&self.to),
        )
    }

    /// Whether an item is a stop on the way.
    #[must_use]
    pub fn is_stop(&self, card: &ItemCard) -> bool {
        self.via.iter().any(|stop| stop.id == card.id)
    }
}

/// What came of a search for connections.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Both ends are the same item: 0 hops.
    SameItem,
    /// There are connections.
    Found(Connections),
    /// There is none under these options, for this reason.
    NoPath(NoPath),
}

/// A proven (or, for [`NoPathReason::BudgetExhausted`], an unproven) absence of connections.
#[derive(Debug, Clone, PartialEq)]
pub struct NoPath {
    /// Why.
    pub reason: NoPathReason,
    /// The leg without a connection: 0 leads from the first item to the first stop on the way.
    pub leg: usize,
    /// How far the search looked.
    pub searched: Searched,
    /// The rules of the rebuild that may hide a connection.
    pub hidden_by: Thresholds,
}

/// How long an answer took inside the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The search alone.
    pub search: Duration,
    /// The whole answer, items and evidence attached.
    pub total: Duration,
}

impl Session {
    /// Finds every shortest connection between two items, lists the best, and says why there is
    /// none.
    ///
    /// # Errors
    /// An id or a category is unknown, or a stop is excluded or named twice.
    pub fn connect(&self, question: &PathsQuestion) -> Result<PathsAnswer, ExplorerError> {
        let start = Instant::now();
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let from = known_node(serving, Part::From, &question.from)?;
        let to = known_node(serving, Part::To, &question.to)?;
        let options = self
            .search_options(&question.options, (from, to))
            .map_err(|error| with_suggestions(serving, error))?;
        let search_start = Instant::now();
        let found = serving.with_workspace(|workspace| {
            connect::connect(&Graph::from(snapshot), workspace, from, to, &options)
        });
        let search = search_start.elapsed();
        let outcome = match found {
            Found::SameNode => Outcome::SameItem,
            Found::Paths(paths) => {
                let hidden_by = self.hidden_by(Denied::of_ways(options.direction));
                // Beside a single step nothing was left out: no way is shorter, and no other as short.
                let is_all = paths.hops() == 1 && options.extra_hops == 0;
                let hidden_by = if is_all {
                    hidden_by.of_nothing()
                } else {
                    hidden_by
                };
                Outcome::Found(attach(snapshot, &paths, hidden_by))
            }
            Found::Damaged => return Err(ExplorerError::Damaged),
            Found::None {
                reason,
                leg,
                searched,
            } => Outcome::NoPath(self.no_path(reason, leg, searched, options.direction)),
        };
        let cards = |nodes: &[NodeId]| nodes.iter().map(|&node| card(snapshot, node)).collect();
        Ok(PathsAnswer {
            generation: self.generation(),
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

    /// A reason with the rules of the rebuild that may hide what it denies.
    pub(super) fn no_path(
        &self,
        reason: NoPathReason,
        leg: usize,
        searched: Searched,
        direction: Direction,
    ) -> NoPath {
        NoPath {
            hidden_by: self.hidden_by(Denied::by(&reason, direction)),
            reason,
            leg,
            searched,
        }
    }

    /// What the options of a question mean to a search: ids become nodes, names categories, a percentile a number
    /// of links. An unknown id comes without suggestions.
    pub(super) fn search_options(
        &self,
        asked: &PathsOptions,
        ends: (NodeId, NodeId),
    ) -> Result<Options, ExplorerError> {
        let serving = &self.serving;
        let filters = &asked.filters;
        let nodes = |part, ids: &[String]| -> Result<Vec<NodeId>, ExplorerError> {
            let nodes = ids.iter().map(|id| node_of(serving, part, id));
            nodes.collect()
        };
        let categories = |part, names: &[String]| -> Result<Vec<u32>, ExplorerError> {
            let numbers = names.iter().map(|name| known_category(serving, part, name));
            numbers.collect()
        };
        let hub_degree = |percentile| serving.facts().degree_at(percentile);
        let options = Options {
            direction: asked.direction,
            exclude: nodes(Part::Exclude, &filters.exclude)?,
            via: nodes(Part::Via, &asked.via)?,
            only_categories: categories(Part::OnlyCategory, &filters.only_category)?,
            avoid_categories: categories(Part::AvoidCategory, &filters.avoid_category)?,
            max_degree: filters.avoid_hubs.map(hub_degree),
            max_hops: asked.max_hops,
            extra_hops: asked.extra_hops,
            k: asked.k,
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
