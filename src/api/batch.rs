//! The body of `POST /v1/paths/batch`: an answer or a problem for each pair, in the order asked.

use serde::Serialize;

use crate::explorer::{
    BatchAnswer, BestConnection, ExplorerError, NoPath, PairOutcome, PairQuestion,
};
use crate::words;
use crate::words::texts::Texts;

use super::GraphStamp;
use super::answered::{HiddenByBody, TimingBody, count_is};
use super::problem::{ProblemBody, problem};

/// A pair as it was understood, or the problem that keeps it from being asked.
pub type AskedPair = Result<PairQuestion, Box<ProblemBody>>;

/// The body for one batch.
#[derive(Debug, Clone, Serialize)]
pub struct BatchBody {
    /// Where all of it comes from.
    pub graph: GraphStamp,
    /// One for each pair, in the order asked.
    pub results: Vec<ResultBody>,
    /// How many there are of each status.
    pub summary: SummaryBody,
    /// How long it took.
    pub timing_ms: TimingBody,
}

/// What came of one pair.
#[derive(Debug, Clone, Serialize)]
pub struct ResultBody {
    /// Place of the pair in the question, from 0.
    pub index: usize,
    /// The rest.
    #[serde(flatten)]
    pub outcome: PairResultBody,
}

/// What came of one pair, by its status.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PairResultBody {
    /// They are connected.
    Found {
        /// Hops of every shortest connection.
        hops: usize,
        /// How many there are: a string, since it may pass what a number holds.
        shortest_path_count: String,
        /// `exact` or `at_least`.
        count_is: &'static str,
        /// Ids of the best one, first to last.
        path: Vec<String>,
        /// Sum of −ln(strength) over its links: smaller is better.
        total_cost: f64,
    },
    /// They are not connected.
    NoPath {
        /// Why, as a name.
        reason: &'static str,
        /// Why, as a sentence.
        detail: String,
        /// What may hide a connection.
        hidden_by: HiddenByBody,
    },
    /// Both ends are the same item.
    SameItem {
        /// 0.
        hops: usize,
        /// Its id.
        path: [String; 1],
    },
    /// The pair cannot be asked.
    Error {
        /// Why.
        problem: Box<ProblemBody>,
    },
}

/// How many pairs came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SummaryBody {
    /// Connected.
    pub found: usize,
    /// Not connected.
    pub no_path: usize,
    /// Both ends are one item.
    pub same_item: usize,
    /// Not to be asked.
    pub error: usize,
}

/// The body of a batch. `answer` holds the results of the pairs that could be asked, in their
/// order; `instance` is the address asked for.
#[must_use]
pub fn batch(asked: &[AskedPair], answer: &BatchAnswer, instance: &str) -> BatchBody {
    let mut answers = answer.results.iter();
    let pairs = asked.iter().enumerate().filter_map(|(index, pair)| {
        let outcome = match pair {
            Ok(question) => pair_body(question, answers.next()?),
            Err(problem) => refused(problem.clone()),
        };
        Some(ResultBody {
            index,
            outcome: at(outcome, index, instance),
        })
    });
    let results: Vec<ResultBody> = pairs.collect();
    BatchBody {
        graph: GraphStamp::from(&answer.generation),
        summary: SummaryBody::of(&results),
        timing_ms: TimingBody::from(&answer.timing),
        results,
    }
}

fn pair_body(
    question: &PairQuestion,
    result: &Result<PairOutcome, ExplorerError>,
) -> PairResultBody {
    match result {
        Ok(PairOutcome::Found(best)) => found(best),
        Ok(PairOutcome::NoPath(none)) => no_path(question, none),
        Ok(PairOutcome::SameItem) => PairResultBody::SameItem {
            hops: 0,
            path: [question.from.clone()],
        },
        Err(error) => refused(Box::new(problem(error, ""))),
    }
}

fn found(best: &BestConnection) -> PairResultBody {
    PairResultBody::Found {
        hops: best.hops,
        shortest_path_count: best.path_count.value.to_string(),
        count_is: count_is(best.path_count),
        path: best.items.clone(),
        total_cost: best.cost,
    }
}

/// Items are named by their ids: a batch attaches no titles.
fn no_path(question: &PairQuestion, none: &NoPath) -> PairResultBody {
    PairResultBody::NoPath {
        hidden_by: HiddenByBody::from(&none.hidden_by),
        reason: none.reason.name(),
        detail: words::no_path_reason(Texts::default(), none, &question.from, &question.to),
    }
}

fn refused(problem: Box<ProblemBody>) -> PairResultBody {
    PairResultBody::Error { problem }
}

/// Adds the place of the pair in the body that was sent, where there is a problem.
fn at(outcome: PairResultBody, index: usize, instance: &str) -> PairResultBody {
    match outcome {
        PairResultBody::Error { mut problem } => {
            problem.instance = format!("{instance}#/pairs/{index}");
            PairResultBody::Error { problem }
        }
        outcome => outcome,
    }
}

impl SummaryBody {
    fn of(results: &[ResultBody]) -> Self {
        let mut summary = Self::default();
        for result in results {
            let count = match result.outcome {
                PairResultBody::Found { .. } => &mut summary.found,
                PairResultBody::NoPath { .. } => &mut summary.no_path,
                PairResultBody::SameItem { .. } => &mut summary.same_item,
                PairResultBody::Error { .. } => &mut summary.error,
            };
            *count += 1;
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::ProblemKind;
    use crate::explorer::{NoPathReason, PathCount, Searched, samples};

    #[test]
    fn body_of_a_batch() {
        let best = BestConnection {
            hops: 3,
            path_count: PathCount {
                value: 4,
                exact: true,
            },
            items: ["A", "C", "D", "F"].map(String::from).to_vec(),
            cost: 2.5,
        };
        let islands = NoPath {
            reason: NoPathReason::DifferentComponent {
                from_size: 900,
                to_size: 2,
            },
            leg: 0,
            searched: Searched::default(),
            hidden_by: samples::thresholds(),
        };
        let unknown = ExplorerError::UnknownItem {
            part: crate::explorer::Part::To,
            value: "X9".into(),
            suggestions: vec![samples::card(1)],
            items_left_out: 0,
        };
        let empty = ProblemBody::new(ProblemKind::BadParameter, "It is empty.", "");
        let asked = [
            Ok(PairQuestion::plain("A", "F")),
            Err(Box::new(empty.with_param("from", ""))),
            Ok(PairQuestion::plain("A", "X9")),
            Ok(PairQuestion::plain("A", "Z")),
            Ok(PairQuestion::plain("A", "A")),
        ];
        let answer = BatchAnswer {
            generation: samples::stamp(),
            results: vec![
                Ok(PairOutcome::Found(best)),
                Err(unknown),
                Ok(PairOutcome::NoPath(islands)),
                Ok(PairOutcome::SameItem),
            ],
            timing: samples::timing(),
        };
        insta::assert_json_snapshot!(batch(&asked, &answer, "/v1/paths/batch"));
    }
}
