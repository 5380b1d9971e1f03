//! The map: a view of it, and its regions.

use serde::{Deserialize, Serialize};

use super::shared::{Card, GraphStamp};

/// A view of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Map {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What stands in the middle: units from the left, 0 to 1000.
    pub x: f64,
    /// What stands in the middle: units from the top, 0 to 640.
    pub y: f64,
    /// How near it is.
    pub z: u64,
    /// The nearest there is.
    pub max_z: u64,
    /// Pixels it is wide.
    pub width: u64,
    /// Pixels it is high.
    pub height: u64,
    /// Items of the whole map.
    pub total: u64,
    /// The items that are seen from so far away, the best known first.
    pub items: Vec<MapItem>,
    /// The strongest links between these that are short enough to be seen.
    pub roads: Vec<Road>,
    /// The regions in view that are large enough to be seen, the largest level first.
    pub regions: Vec<MapRegion>,
    /// The best connection, where one was asked for: both ends where there is none.
    pub way: Option<Way>,
    /// The item that was asked for.
    pub marked: Option<MapItem>,
    /// Addresses that belong to it.
    pub links_to: MapLinks,
}

/// An item on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MapItem {
    /// What it is.
    pub item: Card,
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
    /// How near one must be to see it.
    pub z: u64,
    /// Orders that hold it; `null` where links were given.
    pub orders: Option<u64>,
    /// Links in all.
    pub links: u64,
    /// The number of the largest region it lies in.
    pub region: u64,
}

/// A link between two items in view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Road {
    /// Id of the one.
    pub from: String,
    /// Id of the other.
    pub to: String,
    /// Orders that hold both; `null` where links were given.
    pub orders: Option<u64>,
}

/// A region in view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MapRegion {
    /// Its number in this generation.
    pub number: u64,
    /// Its level, from 1 for the largest.
    pub level: u64,
    /// What it is called.
    pub name: String,
    /// Items in it.
    pub items: u64,
    /// Where its name stands: units from the left.
    pub x: f64,
    /// Where its name stands: units from the top.
    pub y: f64,
}

/// A connection on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Way {
    /// Hops of the best connection; `null` where there is none.
    pub hops: Option<u64>,
    /// The items on it, from the first to the last.
    pub items: Vec<MapItem>,
    /// The whole answer in the API.
    pub paths: String,
}

/// Addresses that belong to a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MapLinks {
    /// The page.
    pub html: String,
    /// The picture.
    pub svg: String,
    /// The picture as pixels.
    pub png: String,
}

/// Regions of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Regions {
    /// Where they come from.
    pub graph: GraphStamp,
    /// The level asked for, from 1 for the largest.
    pub level: u64,
    /// How many levels there are.
    pub levels: u64,
    /// How many such regions there are.
    pub total: u64,
    /// The first of them, those with most items first.
    pub regions: Vec<Region>,
}

/// All that is known of a region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Region {
    /// Its number in this generation.
    pub number: u64,
    /// Its level, from 1 for the largest.
    pub level: u64,
    /// What it is called.
    pub name: String,
    /// Items in it.
    pub items: u64,
    /// Where its name stands: units from the left.
    pub x: f64,
    /// Where its name stands: units from the top.
    pub y: f64,
    /// The category that tells it from the rest.
    pub category: Option<String>,
    /// Creators that tell it from the rest, the most telling first.
    pub creators: Vec<String>,
    /// Words of titles that tell it from the rest, the most telling first.
    pub words: Vec<String>,
    /// Whether it is the coast: small islands, and items without links.
    pub coast: bool,
    /// The number of the region it lies in; `null` on the first level.
    pub parent: Option<u64>,
    /// Its best-known items, best first.
    pub best: Vec<Card>,
    /// The regions of its level that most links lead to.
    pub borders: Vec<Border>,
    /// Addresses that belong to it.
    pub links_to: RegionLinks,
}

/// A region where it is only named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RegionCard {
    /// Its number in this generation.
    pub number: u64,
    /// Its level, from 1 for the largest.
    pub level: u64,
    /// What it is called.
    pub name: String,
    /// Items in it.
    pub items: u64,
}

/// A border between two regions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Border {
    /// Its number in this generation.
    pub number: u64,
    /// Its level, from 1 for the largest.
    pub level: u64,
    /// What it is called.
    pub name: String,
    /// Items in it.
    pub items: u64,
    /// Links that lead over it.
    pub links: u64,
}

/// Addresses that belong to a region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RegionLinks {
    /// A view of it on the map.
    pub map: String,
    /// The regions in it; `null` on the last level.
    pub regions: Option<String>,
}
