//! The bodies, for the HTTP API and for `cartway connect --json` alike: as JSON, and as XML with the
//! same members.
//!
//! Ids are strings, names are snake case, and fields are only ever added. Each function turns one
//! answer into one body that serde can write; nothing here knows how it travels.

mod answered;
mod batch;
mod between;
mod centre;
mod degrees;
mod galleries;
mod graph;
mod items;
mod link;
mod located;
mod map;
mod no_path;
mod paths;
mod problem;
mod terms;
mod xml;

pub use batch::{AskedPair, BatchBody, PairResultBody, SummaryBody, batch};
pub use between::{BetweenBody, between};
pub use centre::{CentralItemBody, CentreBody, ClosenessBody, centre};
pub use degrees::{DegreesBody, degrees};
pub use galleries::{GalleriesBody, galleries};
pub use graph::{GraphBody, graph};
pub use items::{
    ItemAnswerBody, ItemBody, NeighboursBody, PairBody, SearchBody, item, neighbours, pair, search,
};
pub use link::{LinkBody, link};
pub use located::{Href, located_at};
pub use map::{MapBody, RegionCardBody, RegionsBody, map, name_of_region, regions};
pub use paths::{PathsBody, paths};
pub use problem::{ProblemBody, problem};
pub use terms::{CountIs, Listed, Method, NoMiddleName, NoPathName, TruncatedBy};
pub use xml::{problem_to_xml, to_xml};

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::explorer::{Category, Evidence, GenerationStamp, ItemCard};

/// Which generation a body comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GraphStamp {
    /// What the generation goes by: made of its contents, so the same on every server that has it.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: Timestamp,
}

impl From<&GenerationStamp> for GraphStamp {
    fn from(stamp: &GenerationStamp) -> Self {
        Self {
            version: stamp.version.clone(),
            built_at: stamp.built_at,
        }
    }
}

/// What lets a reader recognise an item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardBody {
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

impl From<&ItemCard> for CardBody {
    fn from(card: &ItemCard) -> Self {
        Self {
            id: card.id.clone(),
            title: card.title.clone(),
            creator: card.creator.clone(),
            category: main_category(card).map(str::to_owned),
            categories: categories(card).map(str::to_owned).collect(),
            year: card.year,
        }
    }
}

/// The name of an item's main category.
fn main_category(card: &ItemCard) -> Option<&str> {
    card.category().map(Category::name)
}

/// The names of all its own categories.
fn categories(card: &ItemCard) -> impl Iterator<Item = &str> {
    card.categories.iter().map(Category::name)
}

/// Why two items are linked; the source is the earlier item, or the one asked about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EvidenceBody {
    /// Orders that hold both, where that is known.
    pub orders: Option<u32>,
    /// Those as a share of the orders with the source, where orders were counted.
    pub share_of_source_buyers: Option<f64>,
    /// Those orders as a share of the orders with the other item.
    pub share_of_target_buyers: Option<f64>,
    /// How many times more often than by chance.
    pub times_chance: Option<f64>,
    /// The measure the graph was made with.
    pub strength: f64,
    /// The other item's place among the source's neighbours, strongest first.
    pub rank: u32,
    /// Whose list the link stands on.
    pub direction: Listed,
}

impl From<&Evidence> for EvidenceBody {
    fn from(evidence: &Evidence) -> Self {
        Self {
            orders: evidence.orders,
            share_of_source_buyers: evidence.share_of_from_orders,
            share_of_target_buyers: evidence.share_of_to_orders,
            times_chance: evidence.times_chance,
            strength: evidence.strength,
            rank: evidence.rank,
            direction: Listed::from(evidence),
        }
    }
}

/// Writes a body the way the command line and the server do: on one line.
///
/// # Errors
/// Only if a body cannot be written as JSON; those of this module can.
pub fn to_string(body: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(body)
}

/// Writes a body for people to read: with a line for each member.
///
/// # Errors
/// As [`to_string`].
pub fn to_pretty(body: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(body)
}

/// The same where there are any, else null.
fn as_map_if_any<K: Serialize, V: Serialize, S: Serializer>(
    entries: &Option<Vec<(K, V)>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match entries {
        Some(entries) => as_map(entries, serializer),
        None => serializer.serialize_none(),
    }
}

/// Names and values as an object, in their order.
fn as_map<K: Serialize, V: Serialize, S: Serializer>(
    entries: &[(K, V)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(name, value)| (name, value)))
}
