//! The body of `GET /v1/paths`: items once, links once, connections as lists of ids, so that a
//! body grows with the picture and not with the number of connections.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{
    Column, Connections, Outcome, PathCount, PathItem, PathLink, PathsAnswer, RankedPath,
};
use crate::words;
use crate::words::texts::Texts;

use super::answered::{
    CommonBody, HiddenByBody, LinksToBody, PathBody, PathLinkBody, RequestBody, TimingBody,
};
use super::no_path::{PathsNoPathBody, no_path};
use super::terms::{CountIs, TruncatedBy};
use super::{CardBody, EvidenceBody, GraphStamp, as_map, categories, main_category};

/// How two items are connected, by its status.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PathsBody<'a> {
    /// There are connections.
    Found(Box<PathsFoundBody<'a>>),
    /// Both ends are the same item.
    SameItem(Box<PathsSameItemBody>),
    /// There is none, for a reason.
    NoPath(Box<PathsNoPathBody>),
}

/// Connections. What the answer says at length is lent by it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathsFoundBody<'a> {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// Hops of the shortest connections.
    pub hops: usize,
    /// How many of these there are: a string, since it may pass what a number holds.
    pub shortest_path_count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
    /// How many there are of each length that was asked for and worked out, the shortest first.
    pub path_counts: Vec<PathCountBody>,
    /// Whether all lengths that were asked for were worked out: if not, the work allowed for one
    /// question ran out.
    pub longer_complete: bool,
    /// Connections listed.
    pub paths_returned: usize,
    /// Whether there are, or may be, more than are listed.
    pub truncated: bool,
    /// What cut the list: `k`, or `budget` where all that were counted are listed, or nothing.
    pub truncated_by: Option<TruncatedBy>,
    /// What decides the order of the list, first things first.
    pub ranking: [&'static str; 3],
    /// Ids of the stops on the way, in order.
    pub stops: Vec<&'a str>,
    /// How many items stand at each hop, and how many of them are in `items`.
    pub columns: Vec<ColumnBody>,
    /// Items by id. With stops a connection may pass an item twice; it stands here as in the first
    /// of its columns.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = BTreeMap<String, PathItemBody>)]
    pub items: Vec<(&'a str, PathItemBody<'a>)>,
    /// Links of the shortest connections, and of the longer ones that are listed.
    pub links: Vec<PathLinkBody<'a>>,
    /// The best connections, best first.
    pub paths: Vec<PathBody<'a>>,
    /// Ids of the items between the ends that every shortest connection passes through.
    pub on_every_path: Vec<&'a str>,
    /// What may hide others.
    pub hidden_by: HiddenByBody,
}

/// How many connections have one length.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathCountBody {
    /// Their hops.
    pub hops: usize,
    /// How many there are: a string.
    pub count: String,
    /// `exact` or `at_least`.
    pub count_is: CountIs,
}

/// The items at one hop.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ColumnBody {
    /// Hops from the start.
    pub hop: usize,
    /// Items on any shortest connection here.
    pub total: usize,
    /// How many of them `items` holds.
    pub shown: usize,
}

/// One item on the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathItemBody<'a> {
    /// Title.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Its main category: the names of its levels, parted by ` > `.
    pub category: Option<&'a str>,
    /// All its own categories, the main one first.
    pub categories: Vec<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Hops from the start; for one of longer connections only, in the first that is listed.
    pub column: usize,
    /// Whether a shortest connection passes through it.
    pub on_shortest: bool,
    /// Share of all shortest connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
}

/// Both ends are one item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathsSameItemBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// 0.
    pub hops: usize,
    /// Empty.
    pub paths: [PathBody<'static>; 0],
    /// A sentence.
    pub detail: String,
}

/// The body of an answer on connections.
#[must_use]
pub fn paths(answer: &PathsAnswer) -> PathsBody<'_> {
    let common = common(answer);
    match &answer.outcome {
        Outcome::Found(connections) => {
            PathsBody::Found(Box::new(found(common, answer, connections)))
        }
        Outcome::SameItem => PathsBody::SameItem(Box::new(PathsSameItemBody {
            common,
            hops: 0,
            paths: [],
            detail: format!("{}.", words::headline(Texts::default(), answer)),
        })),
        Outcome::NoPath(none) => PathsBody::NoPath(Box::new(no_path(common, answer, none))),
    }
}

fn common(answer: &PathsAnswer) -> CommonBody {
    let question = &answer.question;
    CommonBody {
        graph: GraphStamp::from(&answer.generation),
        request: RequestBody::from(question),
        from: CardBody::from(&answer.from),
        to: CardBody::from(&answer.to),
        timing_ms: TimingBody::from(&answer.timing),
        links_to: LinksToBody {
            html: href::connect(question).into(),
            self_href: href::api_paths(question).into(),
            svg: href::connect_svg(question).into(),
            png: href::connect_png(question).into(),
            reverse: href::api_paths(&question.swapped()).into(),
        },
    }
}

fn found<'a>(
    common: CommonBody,
    answer: &'a PathsAnswer,
    found: &'a Connections,
) -> PathsFoundBody<'a> {
    let paths = found.paths.iter();
    PathsFoundBody {
        common,
        hops: found.hops,
        shortest_path_count: found.path_count.value.to_string(),
        count_is: found.path_count.into(),
        path_counts: found.counts().map(path_count).collect(),
        longer_complete: found.complete,
        paths_returned: found.paths.len(),
        truncated: found.truncated(),
        truncated_by: match (found.cut(), found.complete) {
            (true, _) => Some(TruncatedBy::K),
            (false, false) => Some(TruncatedBy::Budget),
            (false, true) => None,
        },
        ranking: ["hops", "total_cost", "id"],
        stops: answer.via.iter().map(|card| card.id.as_str()).collect(),
        columns: found.columns.iter().enumerate().map(column).collect(),
        items: items(found),
        links: links(found),
        paths: paths.map(|path| path_body(found, path)).collect(),
        on_every_path: on_every_path(found),
        hidden_by: HiddenByBody::from(&found.hidden_by),
    }
}

fn path_count((hops, count): (usize, PathCount)) -> PathCountBody {
    PathCountBody {
        hops,
        count: count.value.to_string(),
        count_is: count.into(),
    }
}

/// Each id once: an item that stands in two columns is told of the first.
fn items(found: &Connections) -> Vec<(&str, PathItemBody<'_>)> {
    let mut known = BTreeSet::new();
    let items = found.items.iter();
    items
        .filter(|item| known.insert(item.card.id.as_str()))
        .map(path_item)
        .collect()
}

/// Each pair of ids once.
fn links(found: &Connections) -> Vec<PathLinkBody<'_>> {
    let mut known = BTreeSet::new();
    let links = found.links.iter();
    links
        .filter(|link| known.insert((id_at(found, link.from), id_at(found, link.to))))
        .map(|link| path_link(found, link))
        .collect()
}

fn on_every_path(found: &Connections) -> Vec<&str> {
    let middle = |item: &&PathItem| item.column > 0 && item.column < found.hops;
    let mut known = BTreeSet::new();
    let items = found.items.iter().filter(|item| item.on_every_path);
    items
        .filter(middle)
        .map(|item| item.card.id.as_str())
        .filter(|id| known.insert(*id))
        .collect()
}

fn column((hop, column): (usize, &Column)) -> ColumnBody {
    ColumnBody {
        hop,
        total: column.total,
        shown: column.shown,
    }
}

fn path_item(item: &PathItem) -> (&str, PathItemBody<'_>) {
    let card = &item.card;
    let body = PathItemBody {
        title: &card.title,
        creator: card.creator.as_deref(),
        category: main_category(card),
        categories: categories(card).collect(),
        year: card.year,
        column: item.column,
        on_shortest: item.on_shortest,
        share_of_paths: item.share_of_paths,
    };
    (&card.id, body)
}

fn path_link<'a>(found: &'a Connections, link: &PathLink) -> PathLinkBody<'a> {
    PathLinkBody {
        from: id_at(found, link.from).into(),
        to: id_at(found, link.to).into(),
        evidence: EvidenceBody::from(&link.evidence),
    }
}

fn path_body<'a>(found: &'a Connections, path: &RankedPath) -> PathBody<'a> {
    PathBody {
        items: path
            .items
            .iter()
            .map(|place| id_at(found, *place))
            .collect(),
        hops: path.hops(),
        total_cost: path.cost,
    }
}

fn id_at(found: &Connections, place: usize) -> &str {
    found.items.get(place).map_or("", |item| &item.card.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    use crate::explorer::{Bar, NoPathReason, PathCount, samples};

    #[test]
    fn body_of_a_found_answer() {
        insta::assert_json_snapshot!(paths(&samples::found(&[1, 2, 1])));
    }

    #[test]
    fn body_of_an_answer_with_a_stop_and_longer_connections() {
        insta::assert_json_snapshot!(paths(&samples::longer()));
    }

    #[test]
    fn body_of_no_path_from_a_stop_on() {
        let bars = vec![Bar::Exclude, Bar::AvoidHubs];
        let mut answer = samples::no_path(NoPathReason::ExcludedByOptions { bars });
        answer.question.options.filters.exclude = vec!["B005".into()];
        answer.question.options.filters.avoid_hubs = "99.5".parse().ok();
        answer.question.options.via = vec!["B003".into()];
        answer.via = vec![samples::card(3)];
        if let Outcome::NoPath(none) = &mut answer.outcome {
            none.leg = 1;
        }
        insta::assert_json_snapshot!(paths(&answer));
    }

    #[test]
    fn what_was_not_worked_out_is_said() {
        let mut answer = samples::longer();
        let mut body = |k: usize, complete: bool| {
            let Outcome::Found(found) = &mut answer.outcome else {
                panic!("found")
            };
            found.paths.truncate(k);
            found.complete = complete;
            serde_json::to_value(paths(&answer)).expect("serialises")
        };
        let mut said = |k: usize, complete: bool| {
            let body = body(k, complete);
            let said = ["truncated", "truncated_by", "longer_complete"];
            json!(said.map(|name| body[name].clone()))
        };
        assert_eq!(said(4, true), json!([false, null, true]));
        assert_eq!(said(4, false), json!([true, "budget", false]));
        assert_eq!(said(3, true), json!([true, "k", true]));
        assert_eq!(said(3, false), json!([true, "k", false]));
    }

    #[test]
    fn an_item_passed_twice_stands_there_once() {
        let mut answer = samples::found(&[1, 2, 1, 2, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.items[4].card = found.items[1].card.clone();
        let body = paths(&answer);
        let PathsBody::Found(body) = body else {
            panic!("found")
        };
        let twice: Vec<_> = body.items.iter().filter(|(id, _)| *id == "B001").collect();
        assert_eq!((twice.len(), twice[0].1.column), (1, 1));
        let mut links: Vec<_> = body
            .links
            .iter()
            .map(|link| (&link.from, &link.to))
            .collect();
        let count = links.len();
        links.sort_unstable();
        links.dedup();
        assert_eq!(links.len(), count);
    }

    #[test]
    fn body_of_one_and_the_same_item() {
        insta::assert_json_snapshot!(paths(&samples::same_item()));
    }

    #[test]
    fn body_of_no_path() {
        let reason = NoPathReason::OnlyReverse { hops: 4 };
        insta::assert_json_snapshot!(paths(&samples::no_path(reason)));
    }

    #[test]
    fn a_count_beyond_128_bits_says_at_least() {
        let mut answer = samples::found(&[1, 2, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.path_count = PathCount {
            value: u128::MAX,
            exact: false,
        };
        let body = serde_json::to_value(paths(&answer)).expect("serialises");
        assert_eq!(body["count_is"], "at_least");
        assert_eq!(body["shortest_path_count"], u128::MAX.to_string());
        assert_eq!(body["truncated"], true);
    }

    #[test]
    fn items_keep_the_order_of_the_answer() {
        let text = super::super::to_string(&paths(&samples::found(&[1, 3, 1]))).expect("writes");
        let places: Vec<_> = [
            "\"B000\":",
            "\"B001\":",
            "\"B002\":",
            "\"B003\":",
            "\"B004\":",
        ]
        .iter()
        .map(|id| text.find(id).expect("each item is there"))
        .collect();
        assert!(places.is_sorted());
    }
}
