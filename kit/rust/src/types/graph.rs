//! The catalogue as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shared::{Card, Evidence, GraphStamp};

/// What there is under `/v1`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ApiIndex {
    /// Name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The generation that questions are answered from just now.
    pub graph: GraphStamp,
    /// What can be asked.
    pub operations: Vec<IndexEntry>,
    /// Addresses that belong to it.
    pub links_to: IndexLinks,
}

/// One question that can be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndexEntry {
    /// Its name in the description.
    pub id: String,
    /// `GET` or `POST`.
    pub method: String,
    /// Where, with a name in braces where an id stands.
    pub path: String,
}

/// Addresses that belong to the API as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndexLinks {
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: String,
    /// The description for programs, OpenAPI 3.1.
    pub openapi: String,
    /// The description for people.
    pub docs: String,
}

/// What a catalogue is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Graph {
    /// Name of the generation.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: String,
    /// What the operator says of these data.
    pub note: Option<String>,
    /// Items in all.
    pub items: u64,
    /// Links in all.
    pub links: u64,
    /// Whether links were counted from orders.
    pub counted: bool,
    /// What decides strongest.
    pub measure: String,
    /// The largest set of connected items.
    pub main_component: Option<MainComponent>,
    /// Most that one question may ask for.
    pub limits: Limits,
    /// Categories: the top level first, of each level the largest first.
    pub categories: Vec<Category>,
    /// Number of components of each size, largest first.
    pub components: Vec<ComponentSizes>,
    /// Number of items by number of links.
    pub degrees: Vec<DegreeBand>,
    /// What the rebuild counted.
    pub counts: BTreeMap<String, u64>,
    /// What the rebuild was asked for.
    pub options: BTreeMap<String, String>,
    /// What the operator should know.
    pub warnings: Vec<String>,
    /// The most popular items.
    pub popular: Vec<Card>,
    /// How closeness to all others was measured; `null` where nothing was ranked by it.
    pub closeness: Option<Closeness>,
    /// The items nearest to all others, the centre first.
    pub central: Vec<CentralItem>,
    /// How many regions the map has, level after level, the largest first; none without a map.
    pub regions: Vec<u32>,
}

/// The largest set of connected items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MainComponent {
    /// Items in it.
    pub items: u64,
    /// As a share of all.
    pub share: f64,
}

/// Most that one question may ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Limits {
    /// Connections listed.
    pub k: u64,
    /// Longest connection, in hops.
    pub max_hops: u64,
    /// Items left out.
    pub exclude: u64,
    /// Stops on the way.
    pub via: u64,
    /// Categories kept to, and categories left out.
    pub categories: u64,
    /// Hops beyond the shortest.
    pub extra_hops: u64,
    /// Search results on a page.
    pub search: u64,
    /// Neighbours on a page.
    pub neighbours: u64,
    /// Most central items on a page.
    pub centre: u64,
    /// Items in the middle between two.
    pub between: u64,
    /// Pairs in a batch.
    pub batch_pairs: u64,
}

/// A category and its number of items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Category {
    /// Its name.
    pub id: String,
    /// Items in it, and in those below it.
    pub items: u64,
}

/// How many components have one size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComponentSizes {
    /// Items in each.
    pub size: u64,
    /// How many there are.
    pub components: u64,
}

/// How many items have between so and so many links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DegreeBand {
    /// Fewest links.
    pub from: u64,
    /// Most links.
    pub to: u64,
    /// Items.
    pub items: u64,
}

/// How closeness was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Closeness {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items ranked: those of the largest component.
    pub ranked: u64,
    /// Items it was measured from.
    pub samples: u64,
    /// No mean is off by more hops than this ...
    pub error_hops: f64,
    /// ... with at least this probability.
    pub confidence: f64,
    /// No two of the items are further apart than this many hops.
    pub diameter_at_most: u64,
}

/// One of the most central items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CentralItem {
    /// 1 for the centre.
    pub rank: u64,
    /// Its mean hops to the other items of the largest component.
    pub mean_hops: f64,
    /// What it is.
    pub item: Card,
}

/// The most central items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Centre {
    /// Where they come from.
    pub graph: GraphStamp,
    /// How closeness was measured; `null` where nothing was ranked.
    pub closeness: Option<Closeness>,
    /// How many items the whole list has: the first of those ranked.
    pub total: u64,
    /// This page of them, the centre first.
    pub items: Vec<CentralItem>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// What is worth a look, of the largest component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Galleries {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// How far apart items are; `null` where it was not measured.
    pub distances: Option<Distances>,
    /// The longest connection that is known.
    pub longest_known: Option<FarPair>,
    /// Known items far apart, the farthest first.
    pub far_pairs: Vec<FarPair>,
    /// Items that most ways lead over; `null` where no way leads over anything.
    pub bridging: Option<Bridging>,
    /// Linked items of different categories.
    pub surprising: Vec<Surprising>,
}

/// How far apart items are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Distances {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items of the largest component.
    pub items: u64,
    /// Items that the hops to all others were measured from.
    pub samples: u64,
    /// Mean hops between two items.
    pub mean_hops: f64,
    /// Pairs 1, 2, 3 ... hops apart.
    pub pairs: Vec<Distance>,
}

/// Pairs of items so many hops apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Distance {
    /// Hops.
    pub hops: u64,
    /// Pairs of those measured.
    pub pairs: u64,
    /// As a share of all.
    pub share: f64,
}

/// Two items with a long way between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FarPair {
    /// Hops of the shortest connections.
    pub hops: u64,
    /// The more popular one.
    pub from: Card,
    /// The other.
    pub to: Card,
}

/// Items that most ways lead over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Bridging {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items of the largest component.
    pub items: u64,
    /// Items that the ways to all others were followed from.
    pub samples: u64,
    /// That most ways lead over first.
    pub most: Vec<BridgingItem>,
}

/// An item that many ways lead over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BridgingItem {
    /// 1 for the one that most ways lead over.
    pub rank: u64,
    /// Of all pairs of other items, the share whose way leads over it.
    pub share_of_pairs: f64,
    /// What it is.
    pub item: Card,
}

/// Two linked items of different categories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Surprising {
    /// The more popular one.
    pub from: Card,
    /// The other.
    pub to: Card,
    /// How they are linked.
    pub evidence: Evidence,
}

/// How something was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    /// From every item.
    Exact,
    /// From some of them.
    Estimated,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}
