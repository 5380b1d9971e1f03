//! What bodies of answers on connections have in common.

use std::borrow::Cow;
use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

use crate::explorer::{ItemCard, PathsQuestion, Percentile, Searched, Thresholds, Timing};

use super::located::Href;
use super::terms::{DirectionWord, Word};
use super::{CardBody, EvidenceBody, GraphStamp, categories, main_category};

/// What every answer carries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommonBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: RequestBody,
    /// The item the connections begin at.
    pub from: CardBody,
    /// The item they lead to.
    pub to: CardBody,
    /// How long it took.
    pub timing_ms: TimingBody,
    /// Where this answer is elsewhere, and the question from the other end.
    pub links_to: LinksToBody,
}

/// The question with its defaults filled in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RequestBody {
    /// Id of the start.
    pub from: String,
    /// Id of the end.
    pub to: String,
    /// `any` or `out`.
    pub direction: DirectionWord,
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
    pub max_hops: Option<u32>,
    /// Hops beyond the shortest that are asked for too.
    pub extra_hops: u32,
    /// Connections listed at most.
    pub k: usize,
}

impl From<&PathsQuestion> for RequestBody {
    fn from(question: &PathsQuestion) -> Self {
        let PathsQuestion { from, to, options } = question.clone();
        Self {
            from,
            to,
            direction: Word(options.direction),
            exclude: options.filters.exclude,
            via: options.via,
            only_category: options.filters.only_category,
            avoid_category: options.filters.avoid_category,
            avoid_hubs: options.filters.avoid_hubs.map(Percentile::percent),
            max_hops: options.max_hops,
            extra_hops: options.extra_hops,
            k: options.k,
        }
    }
}

/// What an item is, where its id stands before it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NamedItemBody {
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

/// An item by its id.
pub(super) fn by_id(card: &ItemCard) -> (String, NamedItemBody) {
    let body = NamedItemBody {
        title: card.title.clone(),
        creator: card.creator.clone(),
        category: main_category(card).map(str::to_owned),
        categories: categories(card).map(str::to_owned).collect(),
        year: card.year,
    };
    (card.id.clone(), body)
}

/// Milliseconds inside the process.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct TimingBody {
    /// The search alone.
    pub search: f64,
    /// The whole answer.
    pub total: f64,
}

impl From<&Timing> for TimingBody {
    fn from(timing: &Timing) -> Self {
        Self {
            search: milliseconds(timing.search),
            total: milliseconds(timing.total),
        }
    }
}

/// Milliseconds, to the microsecond.
fn milliseconds(duration: Duration) -> f64 {
    duration.as_micros() as f64 / 1000.0
}

/// Addresses that belong to an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinksToBody {
    /// The page.
    pub html: Href,
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: Href,
    /// The picture.
    pub svg: Href,
    /// The picture as other sites show it beside a link.
    pub png: Href,
    /// The question from the other end.
    pub reverse: Href,
}

/// One connection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathBody<'a> {
    /// Ids, first to last.
    pub items: Vec<&'a str>,
    /// Steps.
    pub hops: usize,
    /// Sum of −ln(strength): smaller is better.
    pub total_cost: f64,
}

/// One link on the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathLinkBody<'a> {
    /// Id of the earlier item.
    pub from: Cow<'a, str>,
    /// Id of the later item.
    pub to: Cow<'a, str>,
    /// Why they are linked.
    #[serde(flatten)]
    pub evidence: EvidenceBody,
}

/// How far a search looked.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct SearchedBody {
    /// Items reached from both ends together.
    pub items: usize,
    /// Items reached from the start.
    pub forward: usize,
    /// Items reached from the end.
    pub backward: usize,
    /// Arcs touched.
    pub arcs: u64,
}

impl From<&Searched> for SearchedBody {
    fn from(searched: &Searched) -> Self {
        Self {
            items: searched.forward.saturating_add(searched.backward),
            forward: searched.forward,
            backward: searched.backward,
            arcs: searched.arcs,
        }
    }
}

/// The rules of the rebuild that may hide what an answer does not hold, by the names of its options;
/// `null` where a rule kept nothing out of the graph, or nothing that matters here.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct HiddenByBody {
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

impl From<&Thresholds> for HiddenByBody {
    fn from(thresholds: &Thresholds) -> Self {
        Self {
            min_orders: thresholds.min_orders,
            max_basket: thresholds.large_orders.map(|large| large.most),
            orders_over_limit: thresholds.large_orders.map(|large| large.orders),
            top: thresholds.top,
            items_left_out: thresholds.items_left_out,
        }
    }
}
