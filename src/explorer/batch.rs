//! Many questions about connections at once, spread over the cores.
//!
//! All are answered from one generation, and an error in one is the answer to that one only. For
//! each the best shortest connections are told by their ids and how many there are: no evidence, no
//! longer ones; items only of ids that are asked for.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use cartway_graph::connect::{self, Found, Graph, Options, PathCount, Paths, Workspace};
use cartway_graph::{NodeId, Snapshot};
use rayon::prelude::*;

use super::error::{ExplorerError, Part};
use super::item::GenerationStamp;
use super::lookup::{node_of, with_suggestions};
use super::paths::{NoPath, PathsOptions, PathsQuestion, Timing};
use super::serving::Serving;
use super::session::Session;

/// One pair of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairQuestion {
    /// Id of the item the connections begin at.
    pub from: String,
    /// Id of the item they lead to.
    pub to: String,
    /// What is asked of the connections, shared by all pairs that ask the same. At most
    /// [`MAX_K`](Self::MAX_K) are listed; `extra_hops` is not regarded.
    pub options: Arc<PathsOptions>,
}

impl PairQuestion {
    /// Most connections listed of a pair.
    pub const MAX_K: usize = 20;

    /// A pair without options, of which the best connection is listed.
    #[must_use]
    pub fn plain(from: impl Into<String>, to: impl Into<String>) -> Self {
        let question = PathsQuestion::new(from, to);
        Self::from(question.with(|options| options.k = 1))
    }
}

impl From<PathsQuestion> for PairQuestion {
    fn from(question: PathsQuestion) -> Self {
        Self {
            from: question.from,
            to: question.to,
            options: Arc::new(question.options),
        }
    }
}

/// The answer to many questions about connections.
#[derive(Debug)]
pub struct BatchAnswer {
    /// Where all of it comes from.
    pub generation: GenerationStamp,
    /// An answer or an error for each question, in the order asked.
    pub results: Vec<Result<PairOutcome, ExplorerError>>,
    /// How long it took; the search is that of all pairs on all cores.
    pub timing: Timing,
}

impl BatchAnswer {
    /// Most questions one batch should hold.
    pub const MAX_PAIRS: usize = 500;
    /// A batch may do as much work as so many single questions; where it holds more, each may do
    /// less.
    pub const MAX_BUDGETS: u64 = 50;
    /// Unknown ids for which near matches are looked up: the first ones. Each takes a search, and a
    /// list of wrong ids is rather a wrong list than many typos.
    pub const MAX_SUGGESTED: usize = 5;
}

/// What came of one pair.
#[derive(Debug, Clone, PartialEq)]
pub enum PairOutcome {
    /// Both ends are the same item: 0 hops.
    SameItem,
    /// They are connected.
    Found(BestConnections),
    /// They are not, for this reason.
    NoPath(NoPath),
}

/// The best of the shortest connections between two items.
#[derive(Debug, Clone, PartialEq)]
pub struct BestConnections {
    /// Hops of every shortest connection.
    pub hops: usize,
    /// How many of the shortest there are.
    pub path_count: PathCount,
    /// The best of them, best first: at least one.
    pub best: Vec<BestConnection>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct BestConnection {
    /// Ids of its items, first to last.
    pub items: Vec<String>,
    /// Sum of −ln(strength) over its links.
    pub cost: f64,
}

impl BatchAnswer {
    /// Ids of the items that the connections pass, each once, in the order they are first met.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let found = self.results.iter().flatten().filter_map(|pair| match pair {
            PairOutcome::Found(found) => Some(&found.best),
            PairOutcome::SameItem | PairOutcome::NoPath(_) => None,
        });
        let mut met = HashSet::new();
        found
            .flatten()
            .flat_map(|path| &path.items)
            .map(String::as_str)
            .filter(move |id| met.insert(*id))
    }
}

impl Session {
    /// The best shortest connection of each pair, under its own options. What is wrong with a pair
    /// stands in its place in the answer.
    #[must_use]
    pub fn connect_all(&self, pairs: &[PairQuestion]) -> BatchAnswer {
        let start = Instant::now();
        let serving = &self.serving;
        let budget = self.budget_of_each(pairs.len());
        // A chunk borrows one workspace. Pairs differ in work, so there are more chunks than cores.
        let chunk_count = 8 * rayon::current_num_threads();
        let chunk_len = pairs.len().div_ceil(chunk_count).max(1);
        let by_chunk: Vec<Vec<_>> = pairs
            .par_chunks(chunk_len)
            .map(|chunk| {
                serving.with_workspace(|workspace| {
                    let pairs = chunk.iter();
                    pairs
                        .map(|pair| self.connect_pair(workspace, pair, budget))
                        .collect()
                })
            })
            .collect();
        let search = start.elapsed();
        BatchAnswer {
            generation: self.generation(),
            results: with_first_suggestions(serving, by_chunk.into_iter().flatten()),
            timing: Timing {
                search,
                total: start.elapsed(),
            },
        }
    }

    fn budget_of_each(&self, pairs: usize) -> u64 {
        let of_all = self.budget.saturating_mul(BatchAnswer::MAX_BUDGETS);
        self.budget.min(of_all / (pairs as u64).max(1))
    }

    fn connect_pair(
        &self,
        workspace: &mut Workspace,
        pair: &PairQuestion,
        budget: u64,
    ) -> Result<PairOutcome, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let from = node_of(serving, Part::From, &pair.from)?;
        let to = node_of(serving, Part::To, &pair.to)?;
        let options = Options {
            k: pair.options.k.clamp(1, PairQuestion::MAX_K),
            extra_hops: 0,
            budget,
            ..self.search_options(&pair.options, (from, to))?
        };
        let graph = Graph::from(snapshot);
        let outcome = match connect::connect(&graph, workspace, from, to, &options) {
            Found::SameNode => PairOutcome::SameItem,
            Found::Paths(paths) => PairOutcome::Found(best_of(snapshot, &paths)),
            Found::Damaged => return Err(ExplorerError::Damaged),
            Found::None {
                reason,
                leg,
                searched,
            } => PairOutcome::NoPath(self.no_path(reason, leg, searched, options.direction)),
        };
        Ok(outcome)
    }
}

fn best_of(snapshot: &Snapshot, paths: &Paths) -> BestConnections {
    let id = |&node: &NodeId| snapshot.texts(node).id.to_owned();
    let best = paths.best.iter().map(|path| BestConnection {
        items: path.nodes.iter().map(id).collect(),
        cost: path.cost.value(),
    });
    BestConnections {
        hops: paths.hops(),
        path_count: paths.counts.first().copied().unwrap_or_default(),
        best: best.collect(),
    }
}

fn with_first_suggestions(
    serving: &Serving,
    results: impl Iterator<Item = Result<PairOutcome, ExplorerError>>,
) -> Vec<Result<PairOutcome, ExplorerError>> {
    let mut left = BatchAnswer::MAX_SUGGESTED;
    let mut suggest = |error| {
        if left > 0 && matches!(error, ExplorerError::UnknownItem { .. }) {
            left -= 1;
            return with_suggestions(serving, error);
        }
        error
    };
    results.map(|result| result.map_err(&mut suggest)).collect()
}
