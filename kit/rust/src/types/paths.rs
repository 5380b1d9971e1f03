//! Connections between two items, and what stands between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shared::{Card, CountIs, Direction, GraphStamp, HiddenBy, Listed, NamedItem, Timing};

/// How two items are connected, by its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Paths {
    /// There are connections.
    Found(Box<PathsFound>),
    /// Both ends are the same item.
    SameItem(Box<PathsSameItem>),
    /// There is none, for a reason.
    NoPath(Box<PathsNoPath>),
}

/// There are connections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathsFound {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: Request,
    /// The item the connections begin at.
    pub from: Card,
    /// The item they lead to.
    pub to: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Where this answer is elsewhere, and the question from the other end.
    pub links_to: LinksTo,
    /// Hops of the shortest connections.
    pub hops: u64,
    /// How many of these there are: a string, since it may pass what a number holds.
    pub shortest_path_count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
    /// How many there are of each length that was asked for and worked out, the shortest first.
    pub path_counts: Vec<PathCount>,
    /// Whether all lengths that were asked for were worked out: if not, the work allowed for one
    /// question ran out.
    pub longer_complete: bool,
    /// Connections listed.
    pub paths_returned: u64,
    /// Whether there are, or may be, more than are listed.
    pub truncated: bool,
    /// What cut the list: `k`, or `budget` where all that were counted are listed, or nothing.
    pub truncated_by: Option<TruncatedBy>,
    /// What decides the order of the list, first things first.
    pub ranking: Vec<String>,
    /// Ids of the stops on the way, in order.
    pub stops: Vec<String>,
    /// How many items stand at each hop, and how many of them are in `items`.
    pub columns: Vec<Column>,
    /// Items by id. With stops a connection may pass an item twice; it stands here as in the first
    /// of its columns.
    pub items: BTreeMap<String, PathItem>,
    /// Links of the shortest connections, and of the longer ones that are listed.
    pub links: Vec<PathLink>,
    /// The best connections, best first.
    pub paths: Vec<Path>,
    /// Ids of the items between the ends that every shortest connection passes through.
    pub on_every_path: Vec<String>,
    /// What may hide others.
    pub hidden_by: HiddenBy,
}

/// Both ends are the same item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathsSameItem {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: Request,
    /// The item the connections begin at.
    pub from: Card,
    /// The item they lead to.
    pub to: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Where this answer is elsewhere, and the question from the other end.
    pub links_to: LinksTo,
    /// 0.
    pub hops: u64,
    /// Empty.
    pub paths: Vec<Path>,
    /// A sentence.
    pub detail: String,
}

/// There is none, for a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathsNoPath {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: Request,
    /// The item the connections begin at.
    pub from: Card,
    /// The item they lead to.
    pub to: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Where this answer is elsewhere, and the question from the other end.
    pub links_to: LinksTo,
    /// Why, as a name.
    pub reason: NoPathReason,
    /// The options that bar every connection, by their names: taken back together, there is one.
    pub barred_by: Vec<String>,
    /// With stops on the way, the part of it that has no connection; `null` without stops, and
    /// where the whole is too long.
    pub leg: Option<Leg>,
    /// Always null.
    pub hops: Option<u64>,
    /// Empty.
    pub paths: Vec<Path>,
    /// Why, as a sentence.
    pub detail: String,
    /// How far the search looked.
    pub searched: Searched,
    /// What may hide a connection.
    pub hidden_by: HiddenBy,
    /// What can be asked instead.
    pub suggestions: Vec<Suggestion>,
}

/// The question with its defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// Id of the start.
    pub from: String,
    /// Id of the end.
    pub to: String,
    /// `any` or `out`.
    pub direction: Direction,
    /// Ids left out.
    pub exclude: Vec<String>,
    /// Ids of the stops on the way, in order.
    pub via: Vec<String>,
    /// The categories kept to; empty for any.
    pub only_category: Vec<String>,
    /// The categories left out.
    pub avoid_category: Vec<String>,
    /// Items with more links than this percentile has are left out.
    pub avoid_hubs: Option<f64>,
    /// Longest connection accepted.
    pub max_hops: Option<u64>,
    /// Hops beyond the shortest that are asked for too.
    pub extra_hops: u64,
    /// Connections listed at most.
    pub k: u64,
}

/// How many connections have one length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathCount {
    /// Their hops.
    pub hops: u64,
    /// How many there are: a string.
    pub count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
}

/// What cut a list of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TruncatedBy {
    /// As many as were asked for.
    K,
    /// The work allowed for one question.
    Budget,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// The items at one hop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Column {
    /// Hops from the start.
    pub hop: u64,
    /// Items on any shortest connection here.
    pub total: u64,
    /// How many of them `items` holds.
    pub shown: u64,
}

/// One item on the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathItem {
    /// Title.
    pub title: String,
    /// Author, maker, artist.
    pub creator: Option<String>,
    /// Its main category: the names of its levels, parted by ` > `.
    pub category: Option<String>,
    /// All its own categories, the main one first.
    pub categories: Vec<String>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Hops from the start; for one of longer connections only, in the first that is listed.
    pub column: u64,
    /// Whether a shortest connection passes through it.
    pub on_shortest: bool,
    /// Share of all shortest connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
}

/// One link on the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathLink {
    /// Orders that hold both, where that is known.
    pub orders: Option<u64>,
    /// Those as a share of the orders with the source, where orders were counted.
    pub share_of_source_buyers: Option<f64>,
    /// Those orders as a share of the orders with the other item.
    pub share_of_target_buyers: Option<f64>,
    /// How many times more often than by chance.
    pub times_chance: Option<f64>,
    /// The measure the graph was made with.
    pub strength: f64,
    /// The other item's place among the source's neighbours, strongest first.
    pub rank: u64,
    /// Whose list the link stands on.
    pub direction: Listed,
    /// Id of the earlier item.
    pub from: String,
    /// Id of the later item.
    pub to: String,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Path {
    /// Ids, first to last.
    pub items: Vec<String>,
    /// Steps.
    pub hops: u64,
    /// Sum of −ln(strength): smaller is better.
    pub total_cost: f64,
}

/// Addresses that belong to an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinksTo {
    /// The page.
    pub html: String,
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: String,
    /// The picture.
    pub svg: String,
    /// The picture as other sites show it beside a link.
    pub png: String,
    /// The question from the other end.
    pub reverse: String,
}

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoPathReason {
    /// An end has no link.
    NoLinks,
    /// The ends stand on different islands.
    DifferentComponent,
    /// Links lead the other way round only.
    OnlyReverse,
    /// There is one, but the options bar it.
    ExcludedByOptions,
    /// Every one is longer than `max_hops`.
    BeyondMaxHops,
    /// The work allowed for one question ran out before anything was proven.
    BudgetExhausted,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// The way from one stop to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Leg {
    /// Id of the item it begins at.
    pub from: String,
    /// Id of the item it leads to.
    pub to: String,
}

/// How far a search looked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Searched {
    /// Items reached from both ends together.
    pub items: u64,
    /// Items reached from the start.
    pub forward: u64,
    /// Items reached from the end.
    pub backward: u64,
    /// Arcs touched.
    pub arcs: u64,
}

/// One way on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// What it is, as a name.
    pub rel: String,
    /// Where it is.
    pub href: String,
}

/// What stands between two items, by its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Between {
    /// They are connected.
    Found(Box<BetweenFound>),
    /// Both ends are the same item.
    SameItem(Box<BetweenSameItem>),
    /// They are not connected, for a reason.
    NoPath(Box<BetweenNoPath>),
}

/// They are connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BetweenFound {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: BetweenRequest,
    /// The one item.
    pub a: Card,
    /// The other item.
    pub b: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Addresses that belong to it.
    pub links_to: BetweenLinksTo,
    /// Hops of the shortest connections.
    pub hops: u64,
    /// Hops of the connections whose middle this is: as many, or one more.
    pub connection_hops: u64,
    /// How many items stand in the middle.
    pub total: u64,
    /// Why there are none, as a name; null if there are.
    pub reason: Option<NoMiddleReason>,
    /// Why, as a sentence.
    pub detail: Option<String>,
    /// What decides the order of the list, first things first.
    pub ranking: Vec<String>,
    /// The best of them.
    pub middles: Vec<Middle>,
    /// The items of their connections, by id.
    pub items: BTreeMap<String, NamedItem>,
    /// The links of their connections.
    pub links: Vec<PathLink>,
    /// What may hide others.
    pub hidden_by: HiddenBy,
}

/// Both ends are the same item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BetweenSameItem {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: BetweenRequest,
    /// The one item.
    pub a: Card,
    /// The other item.
    pub b: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Addresses that belong to it.
    pub links_to: BetweenLinksTo,
    /// 0.
    pub hops: u64,
    /// Empty.
    pub middles: Vec<Middle>,
    /// A sentence.
    pub detail: String,
}

/// They are not connected, for a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BetweenNoPath {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: BetweenRequest,
    /// The one item.
    pub a: Card,
    /// The other item.
    pub b: Card,
    /// How long it took.
    pub timing_ms: Timing,
    /// Addresses that belong to it.
    pub links_to: BetweenLinksTo,
    /// Why, as a name: those of connections.
    pub reason: NoPathReason,
    /// Always null.
    pub hops: Option<u64>,
    /// Empty.
    pub middles: Vec<Middle>,
    /// Why, as a sentence.
    pub detail: String,
    /// How far the search looked.
    pub searched: Searched,
    /// What may hide a connection.
    pub hidden_by: HiddenBy,
}

/// The question with its defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BetweenRequest {
    /// Id of the one item.
    pub a: String,
    /// Id of the other item.
    pub b: String,
    /// Ids left out.
    pub exclude: Vec<String>,
    /// Categories that may be passed; empty for any.
    pub only_category: Vec<String>,
    /// Categories that may not be passed.
    pub avoid_category: Vec<String>,
    /// Items with more links than this percentile has may not be passed.
    pub avoid_hubs: Option<f64>,
    /// Items listed at most.
    pub limit: u64,
}

/// Addresses that belong to an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BetweenLinksTo {
    /// The page of the connections between the two.
    pub html: String,
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: String,
    /// The connections between the two, for programs.
    pub paths: String,
    /// The question from the other end.
    pub reverse: String,
}

/// One item in the middle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Middle {
    /// What it is.
    pub item: Card,
    /// Hops from `a`, along the connections whose middle this is.
    pub hops_from_a: u64,
    /// Hops from `b`, along the same.
    pub hops_from_b: u64,
    /// Share of these connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
    /// Share of them that pass through it, where a connection counts as much as the product of the
    /// strengths of its links.
    pub strength_share: f64,
    /// Ids of the best connection through it, from `a` to `b`.
    pub path: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
}

/// Why there is nothing between two items that are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoMiddleReason {
    /// No shortest connection has anything between the ends.
    NothingInCommon,
    /// The work allowed for one question ran out.
    BudgetExhausted,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}
