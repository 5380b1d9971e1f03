//! What several answers have in common, and what is told instead of one.

use serde::{Deserialize, Serialize};

/// Which generation a body comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GraphStamp {
    /// Name of the generation.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: String,
}

/// What lets a reader recognise an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Card {
    /// The shop's own id.
    pub id: String,
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
}

/// What an item is, where its id stands before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NamedItem {
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
}

/// Why two items are linked; the source is the earlier item, or the one asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
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
}

/// Whose list a link stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Listed {
    /// The link stands on the earlier item's list.
    Forward,
    /// It stands on the later item's.
    Backward,
    /// It stands on both.
    Both,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// The rules of the rebuild that may hide what an answer does not hold, by the names of its
/// options; `null` where a rule kept nothing out of the graph, or nothing that matters here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HiddenBy {
    /// A link needs so many orders.
    pub min_orders: Option<u64>,
    /// Orders of more different items were not counted.
    pub max_basket: Option<u64>,
    /// How many orders that were.
    pub orders_over_limit: Option<u64>,
    /// Each item keeps so many of its strongest links.
    pub top: Option<u64>,
    /// So many items were left out.
    pub items_left_out: Option<u64>,
}

/// Milliseconds inside the process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timing {
    /// The search alone.
    pub search: f64,
    /// The whole answer.
    pub total: f64,
}

/// Whether a count is the number itself or a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CountIs {
    /// It is the number.
    Exact,
    /// There may be more.
    AtLeast,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// Which way links are walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Direction {
    /// Either way.
    Any,
    /// Only from an item to those on its own list.
    Out,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// Whose lists count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ListDirection {
    /// Both.
    Any,
    /// The item's own list.
    Out,
    /// The lists it stands on.
    In,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// The body of a problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Problem {
    /// The status code again.
    pub status: u64,
    /// `/problems/` and the name of its kind.
    #[serde(rename = "type")]
    pub type_: String,
    /// The same for every occurrence.
    pub title: String,
    /// What is wrong this time, and what to do.
    pub detail: String,
    /// The address asked for.
    pub instance: String,
    /// The parameter at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The most there may be, where there was more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Items that may have been meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Card>,
}
