//! The body of `POST /v1/paths/batch`: an answer or a problem for each pair, in the order asked.

use serde::Serialize;
use utoipa::ToSchema;

use crate::explorer::{BatchAnswer, BestConnections, ItemCard, NoPath, PairOutcome, PairQuestion};
use crate::words;
use crate::words::texts::Texts;

use super::answered::{HiddenByBody, NamedItemBody, TimingBody, by_id};
use super::problem::{ProblemBody, problem};
use super::terms::{CountIs, NoPathName};
use super::{GraphStamp, as_map_if_any};

/// A pair as it was understood, or the problem that keeps it from being asked.
pub type AskedPair = Result<PairQuestion, Box<ProblemBody>>;

/// The body for one batch.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BatchBody {
    /// Where all of it comes from.
    pub graph: GraphStamp,
    /// One for each pair, in the order asked.
    pub results: Vec<PairResultBody>,
    /// The items of all connections by id, where titles were asked for.
    #[serde(serialize_with = "as_map_if_any")]
    #[schema(value_type = Option<BTreeMap<String, NamedItemBody>>)]
    pub items: Option<Vec<(String, NamedItemBody)>>,
    /// How many there are of each status.
    pub summary: SummaryBody,
    /// How long it took.
    pub timing_ms: TimingBody,
}

/// What came of one pair, by its status.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PairResultBody {
    /// They are connected.
    Found(PairFoundBody),
    /// They are not connected.
    NoPath(PairNoPathBody),
    /// Both ends are the same item.
    SameItem(PairSameItemBody),
    /// The pair cannot be asked.
    Error(PairErrorBody),
}

/// They are connected.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairFoundBody {
    /// Place of the pair in the question, from 0.
    pub index: usize,
    /// Hops of every shortest connection.
    pub hops: usize,
    /// How many there are: a string, since it may pass what a number holds.
    pub shortest_path_count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
    /// Ids of the best one, first to last.
    pub path: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
    /// The next best, best first, where more than one was asked for.
    pub more_paths: Vec<PairPathBody>,
}

/// One connection more.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairPathBody {
    /// Ids, first to last.
    pub items: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
}

/// They are not connected.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairNoPathBody {
    /// Place of the pair in the question, from 0.
    pub index: usize,
    /// Why, as a name.
    pub reason: NoPathName,
    /// Why, as a sentence.
    pub detail: String,
    /// What may hide a connection.
    pub hidden_by: HiddenByBody,
}

/// Both ends are the same item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairSameItemBody {
    /// Place of the pair in the question, from 0.
    pub index: usize,
    /// 0.
    pub hops: usize,
    /// Its id.
    pub path: [String; 1],
}

/// The pair cannot be asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairErrorBody {
    /// Place of the pair in the question, from 0.
    pub index: usize,
    /// Why.
    pub problem: Box<ProblemBody>,
}

/// How many pairs came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
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
/// order; `cards` are the items of its connections, where titles were asked for; `instance` is the
/// address asked for.
#[must_use]
pub fn batch(
    asked: &[AskedPair],
    answer: &BatchAnswer,
    cards: Option<&[ItemCard]>,
    instance: &str,
) -> BatchBody {
    let mut answers = answer.results.iter();
    let pairs = asked.iter().enumerate().filter_map(|(index, pair)| {
        Some(match pair {
            Ok(question) => match answers.next()? {
                Ok(outcome) => answered(index, question, outcome),
                Err(error) => refused(index, problem(error, ""), instance),
            },
            Err(problem) => refused(index, ProblemBody::clone(problem), instance),
        })
    });
    let results: Vec<PairResultBody> = pairs.collect();
    BatchBody {
        graph: GraphStamp::from(&answer.generation),
        summary: SummaryBody::of(&results),
        timing_ms: TimingBody::from(&answer.timing),
        results,
        items: cards.map(|cards| cards.iter().map(by_id).collect()),
    }
}

fn answered(index: usize, question: &PairQuestion, outcome: &PairOutcome) -> PairResultBody {
    match outcome {
        PairOutcome::Found(found) => PairResultBody::Found(self::found(index, found)),
        PairOutcome::NoPath(none) => PairResultBody::NoPath(no_path(index, question, none)),
        PairOutcome::SameItem => PairResultBody::SameItem(PairSameItemBody {
            index,
            hops: 0,
            path: [question.from.clone()],
        }),
    }
}

fn found(index: usize, found: &BestConnections) -> PairFoundBody {
    let mut best = found.best.iter().map(|path| PairPathBody {
        items: path.items.clone(),
        total_cost: path.cost,
    });
    let first = best.next();
    PairFoundBody {
        index,
        hops: found.hops,
        shortest_path_count: found.path_count.value.to_string(),
        count_is: found.path_count.into(),
        total_cost: first.as_ref().map_or(0.0, |first| first.total_cost),
        path: first.map_or_else(Vec::new, |first| first.items),
        more_paths: best.collect(),
    }
}

/// Items are named by their ids: titles stand beside, where they were asked for.
fn no_path(index: usize, question: &PairQuestion, none: &NoPath) -> PairNoPathBody {
    PairNoPathBody {
        index,
        hidden_by: HiddenByBody::from(&none.hidden_by),
        reason: (&none.reason).into(),
        detail: words::no_path_reason(Texts::default(), none, &question.from, &question.to),
    }
}

/// A problem, with the place of its pair in the body that was sent.
fn refused(index: usize, mut problem: ProblemBody, instance: &str) -> PairResultBody {
    problem.instance = format!("{instance}#/pairs/{index}");
    PairResultBody::Error(PairErrorBody {
        index,
        problem: Box::new(problem),
    })
}

impl SummaryBody {
    fn of(results: &[PairResultBody]) -> Self {
        let mut summary = Self::default();
        for result in results {
            let count = match result {
                PairResultBody::Found(_) => &mut summary.found,
                PairResultBody::NoPath(_) => &mut summary.no_path,
                PairResultBody::SameItem(_) => &mut summary.same_item,
                PairResultBody::Error(_) => &mut summary.error,
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
    use crate::explorer::{
        BestConnection, ExplorerError, NoPathReason, PathCount, Searched, samples,
    };

    #[test]
    fn body_of_a_batch() {
        let path = |ids: [&str; 4], cost| BestConnection {
            items: ids.map(String::from).to_vec(),
            cost,
        };
        let best = BestConnections {
            hops: 3,
            path_count: PathCount {
                value: 4,
                exact: true,
            },
            best: vec![
                path(["A", "C", "D", "F"], 2.5),
                path(["A", "B", "D", "F"], 3.0),
            ],
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
        insta::assert_json_snapshot!(batch(
            &asked,
            &answer,
            Some(&[samples::card(1)]),
            "/v1/paths/batch"
        ));
    }
}
