//! What a question may be asked with. What is left at its default is not [said](said), and the
//! server's own default holds.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::types::{Direction, ListDirection, NeighbourSort};

/// How two items may be connected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PathsOptions {
    /// Which way links are walked.
    pub direction: Option<Direction>,
    /// Ids of items that are not to be passed, up to 100.
    pub exclude: Vec<String>,
    /// Ids of stops on the way, in this order, up to 8.
    pub via: Vec<String>,
    /// Only over items in any of these categories.
    pub only_category: Vec<String>,
    /// Not over items in these categories.
    pub avoid_category: Vec<String>,
    /// Not over items with more links than this percentile has, as in 99.5.
    pub avoid_hubs: Option<f64>,
    /// No longer than this.
    pub max_hops: Option<u32>,
    /// Also connections that are so many hops longer.
    pub extra_hops: Option<u32>,
    /// How many of the best to list.
    pub k: Option<u32>,
}

/// What of the map is seen, and what is marked on it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapOptions {
    /// What stands in the middle: units from the left, with `y`.
    pub x: Option<f64>,
    /// Units from the top, with `x`.
    pub y: Option<f64>,
    /// How near the view is.
    pub z: Option<u32>,
    /// Pixels it is wide.
    pub width: Option<u32>,
    /// Pixels it is high.
    pub height: Option<u32>,
    /// Id of an item to mark.
    pub item: Option<String>,
    /// Id of the item a way begins at, with `to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Id of the item it leads to, with `from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Which way links are walked.
    pub direction: Option<Direction>,
    /// Ids of items that are not to be passed, up to 100.
    pub exclude: Vec<String>,
    /// Ids of stops on the way, in this order, up to 8.
    pub via: Vec<String>,
    /// Only over items in any of these categories.
    pub only_category: Vec<String>,
    /// Not over items in these categories.
    pub avoid_category: Vec<String>,
    /// Not over items with more links than this percentile has, as in 99.5.
    pub avoid_hubs: Option<f64>,
    /// No longer than this.
    pub max_hops: Option<u32>,
    /// Also connections that are so many hops longer.
    pub extra_hops: Option<u32>,
    /// How many of the best to list.
    pub k: Option<u32>,
}

/// Which regions of the map to list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegionsOptions {
    /// Their level, from 1 for the largest.
    pub level: Option<u32>,
    /// Only those in the region of this number.
    pub region: Option<u32>,
    /// How many to list.
    pub limit: Option<u32>,
}

/// How the items of a pair among many may be connected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PairOptions {
    /// Which way links are walked.
    pub direction: Option<Direction>,
    /// Ids of items that are not to be passed, up to 100.
    pub exclude: Vec<String>,
    /// Ids of stops on the way, in this order, up to 8.
    pub via: Vec<String>,
    /// Only over items in any of these categories.
    pub only_category: Vec<String>,
    /// Not over items in these categories.
    pub avoid_category: Vec<String>,
    /// Not over items with more links than this percentile has, as in 99.5.
    pub avoid_hubs: Option<f64>,
    /// No longer than this.
    pub max_hops: Option<u32>,
    /// How many of the best to list.
    pub k: Option<u32>,
}

/// A pair among many; made of two ids, `("A", "B").into()`, where it has no options of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PairQuestion {
    /// Id of the item to begin at.
    pub from: String,
    /// Id of the item to lead to.
    pub to: String,
    /// Options of its own, in the place of those of all.
    pub options: Option<PairOptions>,
}

impl<F: Into<String>, T: Into<String>> From<(F, T)> for PairQuestion {
    fn from((from, to): (F, T)) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            options: None,
        }
    }
}

/// What may stand between two items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BetweenOptions {
    /// Ids of items that are not to be passed, up to 100.
    pub exclude: Vec<String>,
    /// Only over items in any of these categories.
    pub only_category: Vec<String>,
    /// Not over items in these categories.
    pub avoid_category: Vec<String>,
    /// Not over items with more links than this percentile has, as in 99.5.
    pub avoid_hubs: Option<f64>,
    /// How many to list.
    pub limit: Option<u32>,
}

/// Which items to find.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchOptions {
    /// What to look for; without it all items, the most popular first.
    pub q: Option<String>,
    /// Only items of this category.
    pub category: Option<String>,
    /// Whether the last word may be the beginning of a word.
    pub mode: Option<SearchMode>,
    /// How many to fetch at a time; the list goes on to its end all the same.
    pub limit: Option<u32>,
}

/// What the last word of a search may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchMode {
    /// The beginning of a word.
    Prefix,
    /// A whole word.
    Full,
}

/// Which neighbours to list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NeighboursOptions {
    /// Whose lists count.
    pub direction: Option<ListDirection>,
    /// Only items of this category.
    pub category: Option<String>,
    /// The order.
    pub sort: Option<NeighbourSort>,
    /// How many to fetch at a time; the list goes on to its end all the same.
    pub limit: Option<u32>,
}

/// How far everything else is counted from an item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DegreesOptions {
    /// Whose lists count.
    pub direction: Option<ListDirection>,
    /// How many of the farthest items to name.
    pub examples: Option<u32>,
}

/// How the most central items are listed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CentreOptions {
    /// How many to fetch at a time; the list goes on to its end all the same.
    pub limit: Option<u32>,
}

/// Which pair to draw.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RandomPairOptions {
    /// Both of this category.
    pub category: Option<String>,
    /// No nearer than so many hops.
    pub min_hops: Option<u32>,
}

/// A question as it is sent: without what was left open.
pub(crate) fn said(question: &impl Serialize) -> Value {
    let mut said = serde_json::to_value(question).unwrap_or_default();
    forget_open(&mut said);
    said
}

fn forget_open(value: &mut Value) {
    let is_open = |value: &Value| match value {
        Value::Array(entries) => entries.is_empty(),
        value => value.is_null(),
    };
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !is_open(member));
            members.values_mut().for_each(forget_open);
        }
        Value::Array(entries) => entries.iter_mut().for_each(forget_open),
        _ => {}
    }
}
