//! The body of `GET /v1/between`: the items in the middle, the best connection through each as a
//! list of ids, items once, links once.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{BetweenAnswer, BetweenOutcome, MiddleItem, MiddleItems, NoPath, Percentile};
use crate::words;
use crate::words::texts::Texts;

use super::answered::{HiddenByBody, NamedItemBody, PathLinkBody, SearchedBody, TimingBody, by_id};
use super::located::Href;
use super::terms::{NoMiddleName, NoPathName};
use super::{CardBody, EvidenceBody, GraphStamp, as_map};

/// What stands between two items, by its status.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum BetweenBody {
    /// They are connected.
    Found(Box<BetweenFoundBody>),
    /// Both ends are the same item.
    SameItem(Box<BetweenSameItemBody>),
    /// They are not connected, for a reason.
    NoPath(Box<BetweenNoPathBody>),
}

/// What every answer carries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommonBetweenBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What was asked, in full.
    pub request: BetweenRequestBody,
    /// The one item.
    pub a: CardBody,
    /// The other item.
    pub b: CardBody,
    /// How long it took.
    pub timing_ms: TimingBody,
    /// Addresses that belong to it.
    pub links_to: BetweenLinksToBody,
}

/// The question with its defaults filled in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BetweenRequestBody {
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
    pub limit: usize,
}

/// Addresses that belong to an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BetweenLinksToBody {
    /// The page of the connections between the two.
    pub html: Href,
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: Href,
    /// The connections between the two, for programs.
    pub paths: Href,
    /// The question from the other end.
    pub reverse: Href,
}

/// Items in the middle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BetweenFoundBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBetweenBody,
    /// Hops of the shortest connections.
    pub hops: usize,
    /// Hops of the connections whose middle this is: as many, or one more.
    pub connection_hops: usize,
    /// How many items stand in the middle.
    pub total: usize,
    /// Why there are none, as a name; null if there are.
    pub reason: Option<NoMiddleName>,
    /// Why, as a sentence.
    pub detail: Option<String>,
    /// What decides the order of the list, first things first.
    pub ranking: [&'static str; 3],
    /// The best of them.
    pub middles: Vec<MiddleBody>,
    /// The items of their connections, by id.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = BTreeMap<String, NamedItemBody>)]
    pub items: Vec<(String, NamedItemBody)>,
    /// The links of their connections.
    pub links: Vec<PathLinkBody<'static>>,
    /// What may hide others.
    pub hidden_by: HiddenByBody,
}

/// One item in the middle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MiddleBody {
    /// What it is.
    pub item: CardBody,
    /// Hops from `a`, along the connections whose middle this is.
    pub hops_from_a: usize,
    /// Hops from `b`, along the same.
    pub hops_from_b: usize,
    /// Share of these connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
    /// Share of them that pass through it, where a connection counts as much as the product of the strengths of its links.
    pub strength_share: f64,
    /// Ids of the best connection through it, from `a` to `b`.
    pub path: Vec<String>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub total_cost: f64,
}

/// Both ends are one item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BetweenSameItemBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBetweenBody,
    /// 0.
    pub hops: usize,
    /// Empty.
    pub middles: [MiddleBody; 0],
    /// A sentence.
    pub detail: &'static str,
}

/// No connection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BetweenNoPathBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBetweenBody,
    /// Why, as a name: those of connections.
    pub reason: NoPathName,
    /// Always null.
    pub hops: Option<usize>,
    /// Empty.
    pub middles: [MiddleBody; 0],
    /// Why, as a sentence.
    pub detail: String,
    /// How far the search looked.
    pub searched: SearchedBody,
    /// What may hide a connection.
    pub hidden_by: HiddenByBody,
}

/// The body of an answer on the middle between two items.
#[must_use]
pub fn between(answer: &BetweenAnswer) -> BetweenBody {
    let common = common(answer);
    match &answer.outcome {
        BetweenOutcome::Found(found) => BetweenBody::Found(Box::new(found_body(common, found))),
        BetweenOutcome::SameItem => BetweenBody::SameItem(Box::new(BetweenSameItemBody {
            common,
            hops: 0,
            middles: [],
            detail: "These are one and the same item, so nothing stands between them.",
        })),
        BetweenOutcome::NoPath(none) => {
            BetweenBody::NoPath(Box::new(no_path(common, answer, none)))
        }
    }
}

fn common(answer: &BetweenAnswer) -> CommonBetweenBody {
    let question = &answer.question;
    let extra_hops = match &answer.outcome {
        BetweenOutcome::Found(found) => found.connection_hops.saturating_sub(found.hops),
        BetweenOutcome::SameItem | BetweenOutcome::NoPath(_) => 0,
    };
    // Those whose middle this is, which may be a hop longer than the shortest.
    let connections = question
        .as_paths()
        .with(|options| options.extra_hops = extra_hops as u32);
    CommonBetweenBody {
        graph: GraphStamp::from(&answer.generation),
        request: BetweenRequestBody {
            a: question.a.clone(),
            b: question.b.clone(),
            exclude: question.filters.exclude.clone(),
            only_category: question.filters.only_category.clone(),
            avoid_category: question.filters.avoid_category.clone(),
            avoid_hubs: question.filters.avoid_hubs.map(Percentile::percent),
            limit: question.limit,
        },
        a: CardBody::from(&answer.a),
        b: CardBody::from(&answer.b),
        timing_ms: TimingBody::from(&answer.timing),
        links_to: BetweenLinksToBody {
            html: href::connect(&connections).into(),
            self_href: href::api_between(question).into(),
            paths: href::api_paths(&connections).into(),
            reverse: href::api_between(&question.swapped()).into(),
        },
    }
}

fn found_body(common: CommonBetweenBody, found: &MiddleItems) -> BetweenFoundBody {
    let link = |link: &crate::explorer::PathLink| PathLinkBody {
        from: id_at(found, link.from).into(),
        to: id_at(found, link.to).into(),
        evidence: EvidenceBody::from(&link.evidence),
    };
    BetweenFoundBody {
        common,
        hops: found.hops,
        connection_hops: found.connection_hops,
        total: found.total,
        reason: found.reason.map(NoMiddleName::from),
        detail: found
            .reason
            .map(|reason| words::no_middle(Texts::default(), reason, &found.hidden_by)),
        ranking: ["strength_share", "share_of_paths", "id"],
        middles: found
            .middles
            .iter()
            .filter_map(|middle| middle_body(found, middle))
            .collect(),
        items: found.items.iter().map(by_id).collect(),
        links: found.links.iter().map(link).collect(),
        hidden_by: HiddenByBody::from(&found.hidden_by),
    }
}

fn middle_body(found: &MiddleItems, middle: &MiddleItem) -> Option<MiddleBody> {
    Some(MiddleBody {
        item: CardBody::from(found.items.get(middle.item)?),
        hops_from_a: middle.hops_from_a,
        hops_from_b: middle.hops_from_b,
        share_of_paths: middle.share_of_paths,
        strength_share: middle.strength_share,
        path: middle.path.iter().map(|&item| id_at(found, item)).collect(),
        total_cost: middle.cost,
    })
}

fn id_at(found: &MiddleItems, place: usize) -> String {
    let card = found.items.get(place);
    card.map_or_else(String::new, |card| card.id.clone())
}

fn no_path(common: CommonBetweenBody, answer: &BetweenAnswer, none: &NoPath) -> BetweenNoPathBody {
    BetweenNoPathBody {
        common,
        reason: (&none.reason).into(),
        hops: None,
        middles: [],
        detail: words::no_path_reason(Texts::default(), none, &answer.a.title, &answer.b.title),
        searched: SearchedBody::from(&none.searched),
        hidden_by: HiddenByBody::from(&none.hidden_by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{NoMiddle, NoPathReason, samples};

    #[test]
    fn body_of_the_middle() {
        insta::assert_json_snapshot!(between(&samples::between()));
    }

    #[test]
    fn nothing_in_the_middle_is_said_in_words() {
        let mut answer = samples::between();
        answer.outcome = BetweenOutcome::Found(MiddleItems {
            hops: 1,
            connection_hops: 1,
            total: 0,
            reason: Some(NoMiddle::NothingInCommon),
            middles: Vec::new(),
            items: Vec::new(),
            links: Vec::new(),
            hidden_by: samples::thresholds(),
        });
        let body = serde_json::to_value(between(&answer)).expect("a body can be written");
        assert_eq!(body["status"], "found");
        assert_eq!(body["reason"], "nothing_in_common");
        assert_eq!(body["middles"], serde_json::json!([]));
        let detail = body["detail"].as_str().expect("a sentence");
        assert!(detail.contains("bought together"), "{detail}");
    }

    #[test]
    fn body_of_two_items_on_different_islands() {
        let mut answer = samples::between();
        answer.outcome = BetweenOutcome::NoPath(NoPath {
            reason: NoPathReason::DifferentComponent {
                from_size: 900,
                to_size: 2,
            },
            leg: 0,
            searched: crate::explorer::Searched::default(),
            hidden_by: samples::thresholds(),
        });
        insta::assert_json_snapshot!(between(&answer));
    }
}
