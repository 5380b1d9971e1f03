//! Many pairs in one call: what came of each of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::paths::NoPathReason;
use super::shared::{CountIs, GraphStamp, HiddenBy, NamedItem, Problem, Timing};

/// The body for one batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Batch {
    /// Where all of it comes from.
    pub graph: GraphStamp,
    /// One for each pair, in the order asked.
    pub results: Vec<PairResult>,
    /// The items of all connections by id, where titles were asked for.
    pub items: Option<BTreeMap<String, NamedItem>>,
    /// How many there are of each status.
    pub summary: Summary,
    /// How long it took.
    pub timing_ms: Timing,
}

/// What came of one pair, by its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
#[non_exhaustive]
pub enum PairResult {
    /// They are connected.
    Found(Box<PairFound>),
    /// They are not connected.
    NoPath(Box<PairNoPath>),
    /// Both ends are the same item.
    SameItem(Box<PairSameItem>),
    /// The pair cannot be asked.
    Error(Box<PairError>),
}

/// They are connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairFound {
    /// Place of the pair in the question, from 0.
    pub index: u64,
    /// Hops of every shortest connection.
    pub hops: u64,
    /// How many there are: a string, since it may pass what a number holds.
    pub shortest_path_count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
    /// Ids of the best one, first to last.
    pub path: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
    /// The next best, best first, where more than one was asked for.
    pub more_paths: Vec<PairPath>,
}

/// One connection more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairPath {
    /// Ids, first to last.
    pub items: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
}

/// They are not connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairNoPath {
    /// Place of the pair in the question, from 0.
    pub index: u64,
    /// Why, as a name.
    pub reason: NoPathReason,
    /// Why, as a sentence.
    pub detail: String,
    /// What may hide a connection.
    pub hidden_by: HiddenBy,
}

/// Both ends are the same item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairSameItem {
    /// Place of the pair in the question, from 0.
    pub index: u64,
    /// 0.
    pub hops: u64,
    /// Its id.
    pub path: Vec<String>,
}

/// The pair cannot be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairError {
    /// Place of the pair in the question, from 0.
    pub index: u64,
    /// Why.
    pub problem: Problem,
}

/// How many pairs came to what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Connected.
    pub found: u64,
    /// Not connected.
    pub no_path: u64,
    /// Both ends are one item.
    pub same_item: u64,
    /// Not to be asked.
    pub error: u64,
}
