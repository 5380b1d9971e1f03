//! Items, and what is known of them.

use serde::{Deserialize, Serialize};

use super::map::RegionCard;
use super::shared::{Card, CountIs, Evidence, GraphStamp, HiddenBy, ListDirection, Listed};

/// One item, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Item {
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
    /// The shop's own page of it.
    pub url: Option<String>,
    /// The whole address of a picture of it, where there is one that a page may show.
    pub image_url: Option<String>,
    /// Orders that hold it, of those that hold few enough items to be counted; `null` where links
    /// were given.
    pub orders: Option<u64>,
    /// 1 for the most popular.
    pub popularity_rank: u64,
    /// 1 for the item nearest to all others of the largest component; `null` outside it.
    pub centre_rank: Option<u64>,
    /// Links on its own list.
    pub out_links: u64,
    /// Links on whose list it is.
    pub in_links: u64,
    /// Links in all.
    pub links: u64,
    /// Whether anything leads to or from it.
    pub reachable: bool,
    /// The island it stands on.
    pub component: Component,
    /// Its own address in the API.
    #[serde(rename = "self")]
    pub self_href: String,
    /// Addresses that belong to it.
    pub links_to: ItemLinks,
}

/// A largest set of connected items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Component {
    /// 0 for the largest.
    pub id: u64,
    /// Items in it.
    pub size: u64,
    /// Whether it is the largest one.
    pub is_main: bool,
}

/// Addresses that belong to an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ItemLinks {
    /// Its page.
    pub html: String,
    /// What is bought with it.
    pub neighbours: String,
    /// How far everything else is from it.
    pub degrees: String,
}

/// The answer on one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ItemAnswer {
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
    /// The shop's own page of it.
    pub url: Option<String>,
    /// The whole address of a picture of it, where there is one that a page may show.
    pub image_url: Option<String>,
    /// Orders that hold it, of those that hold few enough items to be counted; `null` where links
    /// were given.
    pub orders: Option<u64>,
    /// 1 for the most popular.
    pub popularity_rank: u64,
    /// 1 for the item nearest to all others of the largest component; `null` outside it.
    pub centre_rank: Option<u64>,
    /// Links on its own list.
    pub out_links: u64,
    /// Links on whose list it is.
    pub in_links: u64,
    /// Links in all.
    pub links: u64,
    /// Whether anything leads to or from it.
    pub reachable: bool,
    /// The island it stands on.
    pub component: Component,
    /// Its own address in the API.
    #[serde(rename = "self")]
    pub self_href: String,
    /// Addresses that belong to it.
    pub links_to: ItemLinks,
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Where it lies on the map: units from the left; `null` where there is no map, as the next two.
    pub x: Option<f64>,
    /// Units from the top.
    pub y: Option<f64>,
    /// How near one must be to see it.
    pub z: Option<u64>,
    /// The regions of the map that it lies in, the largest first.
    pub regions: Vec<RegionCard>,
    /// What may hide links of it.
    pub hidden_by: HiddenBy,
}

/// Search results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Search {
    /// Where they come from.
    pub graph: GraphStamp,
    /// What was typed.
    pub query: String,
    /// What was looked up instead, for a typo.
    pub corrected: Option<String>,
    /// Items on this page.
    pub count: u64,
    /// `exact` where this page is the whole list, else `at_least`.
    pub count_is: CountIs,
    /// The items.
    pub items: Vec<Item>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// What is bought with one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Neighbours {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Id of the item.
    pub item: String,
    /// `out`, `in` or `any`.
    pub direction: ListDirection,
    /// The category asked for.
    pub category: Option<String>,
    /// `strength`, `orders` or `title`.
    pub sort: NeighbourSort,
    /// How many there are in all.
    pub total: u64,
    /// This page of them.
    pub neighbours: Vec<Neighbour>,
    /// Address of the next page.
    pub next: Option<String>,
    /// What may hide others.
    pub hidden_by: HiddenBy,
}

/// One neighbour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Neighbour {
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
    /// What it is.
    pub item: Card,
    /// Whether each is on the other's list.
    pub reciprocal: bool,
}

/// The order of a list of neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NeighbourSort {
    /// The strongest first.
    Strength,
    /// Those in most orders first.
    Orders,
    /// By title.
    Title,
    /// A word that is newer than this client.
    #[serde(other)]
    Other,
}

/// How far everything else is from an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Degrees {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Id of the item.
    pub item: String,
    /// `any`, or as bought away from the item (`out`) or to it (`in`).
    pub direction: ListDirection,
    /// Items at each distance, from the item itself at 0 hops to the farthest.
    pub histogram: Vec<Level>,
    /// Items at any distance, the item itself included.
    pub reached: u64,
    /// Items at none.
    pub unreachable: u64,
    /// Mean number of hops of the other items reached, if there is any.
    pub mean_hops: Option<f64>,
    /// Hops to the farthest items.
    pub max_hops: u64,
    /// Its rank by closeness to all others, 1 for the centre; none outside the largest component.
    pub centre_rank: Option<u64>,
    /// Some of the farthest, the most popular first.
    pub farthest: Vec<Far>,
    /// What may hide shorter ways, or ways to others.
    pub hidden_by: HiddenBy,
}

/// The items at one distance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Level {
    /// The distance.
    pub hops: u64,
    /// How many they are.
    pub items: u64,
}

/// An item at the largest distance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Far {
    /// The shop's own id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The distance.
    pub hops: u64,
}

/// Whether two items are linked, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Whether they are.
    pub linked: bool,
    /// The one item.
    pub from: Card,
    /// The other.
    pub to: Card,
    /// Why they are linked, seen from the one; `null` where they are not.
    pub evidence: Option<Evidence>,
    /// What may hide a link.
    pub hidden_by: HiddenBy,
    /// Addresses that belong to it.
    pub links_to: LinkLinks,
}

/// Addresses that belong to a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinkLinks {
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: String,
    /// The page of the connections between the two.
    pub html: String,
    /// The connections between the two.
    pub paths: String,
    /// The link seen from the other item.
    pub reverse: String,
}

/// Two items worth connecting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Pair {
    /// The one.
    pub from: Card,
    /// The other.
    pub to: Card,
    /// Where they are connected.
    pub links_to: PairLinks,
}

/// Addresses that belong to a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairLinks {
    /// The page.
    pub html: String,
    /// The API.
    pub paths: String,
}
