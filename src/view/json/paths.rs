//! The body of `GET /v1/paths`: items once, links once, connections as lists of ids, so that a
//! body grows with the picture and not with the number of connections.

use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::explorer::{
    Column, Connections, ItemCard, NoPath, Outcome, PathCount, PathItem, PathLink, PathsAnswer,
    RankedPath, Searched, Timing,
};
use crate::view::{href, words};

use super::{CardBody, EvidenceBody, GraphStamp};

/// The body for one answer.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PathsBody {
    /// There are connections.
    Found(Box<FoundBody>),
    /// Both ends are the same item.
    SameItem(Box<SameItemBody>),
    /// There is none, for a reason.
    NoPath(Box<NoPathBody>),
}

/// What every answer carries.
#[derive(Debug, Clone, Serialize)]
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
    /// The same answer elsewhere, and the question from the other end.
    pub links_to: LinksToBody,
}

/// The question with its defaults filled in.
#[derive(Debug, Clone, Serialize)]
pub struct RequestBody {
    /// Id of the start.
    pub from: String,
    /// Id of the end.
    pub to: String,
    /// `any` or `out`.
    pub direction: &'static str,
    /// Ids left out.
    pub exclude: Vec<String>,
    /// Longest connection accepted.
    pub max_hops: Option<u32>,
    /// Connections listed at most.
    pub k: usize,
}

/// Milliseconds inside the process.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TimingBody {
    /// The search alone.
    pub search: f64,
    /// The whole answer.
    pub total: f64,
}

/// Addresses that belong to an answer.
#[derive(Debug, Clone, Serialize)]
pub struct LinksToBody {
    /// The page.
    pub html: String,
    /// The picture.
    pub svg: String,
    /// The question from the other end.
    pub reverse: String,
}

/// Connections.
#[derive(Debug, Clone, Serialize)]
pub struct FoundBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// Hops of every connection here.
    pub hops: usize,
    /// How many there are: a string, since it may pass what a number holds.
    pub shortest_path_count: String,
    /// `exact` or `at_least`.
    pub count_is: &'static str,
    /// Connections listed.
    pub paths_returned: usize,
    /// Whether there are more than are listed.
    pub truncated: bool,
    /// What cut the list: `k`, or nothing.
    pub truncated_by: Option<&'static str>,
    /// What decides the order of the list, first things first.
    pub ranking: [&'static str; 3],
    /// How many items stand at each hop, and how many of them are in `items`.
    pub columns: Vec<ColumnBody>,
    /// Items by id.
    #[serde(serialize_with = "as_map")]
    pub items: Vec<(String, PathItemBody)>,
    /// Links between items of consecutive hops.
    pub links: Vec<PathLinkBody>,
    /// The best connections, best first.
    pub paths: Vec<PathBody>,
    /// Ids of the items between the ends that every shortest connection passes through.
    pub on_every_path: Vec<String>,
}

/// The items at one hop.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ColumnBody {
    /// Hops from the start.
    pub hop: usize,
    /// Items on any shortest connection here.
    pub total: usize,
    /// How many of them `items` holds.
    pub shown: usize,
}

/// One item on the way.
#[derive(Debug, Clone, Serialize)]
pub struct PathItemBody {
    /// Title.
    pub title: String,
    /// Author, maker, artist.
    pub creator: Option<String>,
    /// Category name.
    pub category: Option<String>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Hops from the start.
    pub column: usize,
    /// Share of all shortest connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
}

/// One link on the way.
#[derive(Debug, Clone, Serialize)]
pub struct PathLinkBody {
    /// Id of the earlier item.
    pub from: String,
    /// Id of the later item.
    pub to: String,
    /// Why they are linked.
    #[serde(flatten)]
    pub evidence: EvidenceBody,
}

/// One connection.
#[derive(Debug, Clone, Serialize)]
pub struct PathBody {
    /// Ids, first to last.
    pub items: Vec<String>,
    /// Steps.
    pub hops: usize,
    /// Sum of −ln(strength): smaller is better.
    pub total_cost: f64,
}

/// Both ends are one item.
#[derive(Debug, Clone, Serialize)]
pub struct SameItemBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// 0.
    pub hops: usize,
    /// Empty.
    pub paths: [PathBody; 0],
    /// A sentence.
    pub detail: String,
}

/// No connection.
#[derive(Debug, Clone, Serialize)]
pub struct NoPathBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// Why, as a name.
    pub reason: &'static str,
    /// Always null.
    pub hops: Option<usize>,
    /// Empty.
    pub paths: [PathBody; 0],
    /// Why, as a sentence.
    pub detail: String,
    /// How far the search looked.
    pub searched: SearchedBody,
    /// What can be asked instead.
    pub suggestions: Vec<SuggestionBody>,
}

/// How far a search looked.
#[derive(Debug, Clone, Copy, Serialize)]
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

/// One way on.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestionBody {
    /// What it is, as a name.
    pub rel: &'static str,
    /// Where it is.
    pub href: String,
}

/// The body of an answer on connections.
#[must_use]
pub fn paths(answer: &PathsAnswer) -> PathsBody {
    let common = common(answer);
    match &answer.outcome {
        Outcome::Found(connections) => PathsBody::Found(Box::new(found(common, connections))),
        Outcome::SameItem => PathsBody::SameItem(Box::new(SameItemBody {
            common,
            hops: 0,
            paths: [],
            detail: format!("{}.", words::headline(&answer.outcome)),
        })),
        Outcome::NoPath(none) => PathsBody::NoPath(Box::new(no_path(common, answer, none))),
    }
}

fn common(answer: &PathsAnswer) -> CommonBody {
    let question = &answer.question;
    CommonBody {
        graph: GraphStamp::from(&answer.generation),
        request: RequestBody {
            from: question.from.clone(),
            to: question.to.clone(),
            direction: href::direction(question.direction),
            exclude: question.exclude.clone(),
            max_hops: question.max_hops,
            k: question.k,
        },
        from: CardBody::from(&answer.from),
        to: CardBody::from(&answer.to),
        timing_ms: TimingBody::from(&answer.timing),
        links_to: LinksToBody {
            html: href::connect(question),
            svg: href::connect_svg(question),
            reverse: href::api_paths(&question.swapped()),
        },
    }
}

fn found(common: CommonBody, found: &Connections) -> FoundBody {
    FoundBody {
        common,
        hops: found.hops,
        shortest_path_count: found.path_count.value.to_string(),
        count_is: count_is(found.path_count),
        paths_returned: found.paths.len(),
        truncated: found.truncated(),
        truncated_by: found.truncated().then_some("k"),
        ranking: ["hops", "total_cost", "id"],
        columns: found.columns.iter().enumerate().map(column).collect(),
        items: found.items.iter().map(path_item).collect(),
        links: found
            .links
            .iter()
            .map(|link| path_link(found, link))
            .collect(),
        paths: found
            .paths
            .iter()
            .map(|path| path_body(found, path))
            .collect(),
        on_every_path: found
            .items
            .iter()
            .filter(|item| item.on_every_path && item.column > 0 && item.column < found.hops)
            .map(|item| item.card.id.clone())
            .collect(),
    }
}

fn column((hop, column): (usize, &Column)) -> ColumnBody {
    ColumnBody {
        hop,
        total: column.total,
        shown: column.shown,
    }
}

fn path_item(item: &PathItem) -> (String, PathItemBody) {
    let card = item.card.clone();
    let body = PathItemBody {
        title: card.title,
        creator: card.creator,
        category: card.category,
        year: card.year,
        column: item.column,
        share_of_paths: item.share_of_paths,
    };
    (card.id, body)
}

fn path_link(found: &Connections, link: &PathLink) -> PathLinkBody {
    PathLinkBody {
        from: id_at(found, link.from),
        to: id_at(found, link.to),
        evidence: EvidenceBody::from(&link.evidence),
    }
}

fn path_body(found: &Connections, path: &RankedPath) -> PathBody {
    PathBody {
        items: path
            .items
            .iter()
            .map(|place| id_at(found, *place))
            .collect(),
        hops: path.items.len().saturating_sub(1),
        total_cost: path.cost,
    }
}

fn id_at(found: &Connections, place: usize) -> String {
    found
        .items
        .get(place)
        .map_or_else(String::new, |item| item.card.id.clone())
}

fn no_path(common: CommonBody, answer: &PathsAnswer, none: &NoPath) -> NoPathBody {
    let name = |card: &ItemCard| card.title.clone();
    NoPathBody {
        common,
        reason: none.reason.name(),
        hops: None,
        paths: [],
        detail: words::no_path_reason(&none.reason, &name(&answer.from), &name(&answer.to)),
        searched: SearchedBody::from(&none.searched),
        suggestions: words::mends(answer, &none.reason)
            .iter()
            .map(|mend| SuggestionBody {
                rel: mend.rel,
                href: href::api_of(&mend.target),
            })
            .collect(),
    }
}

/// Whether a count is the number itself or a bound.
pub(super) fn count_is(count: PathCount) -> &'static str {
    if count.exact { "exact" } else { "at_least" }
}

impl From<&Timing> for TimingBody {
    fn from(timing: &Timing) -> Self {
        Self {
            search: milliseconds(timing.search),
            total: milliseconds(timing.total),
        }
    }
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

/// Milliseconds, to the microsecond.
fn milliseconds(duration: Duration) -> f64 {
    duration.as_micros() as f64 / 1000.0
}

fn as_map<S: Serializer>(
    items: &[(String, PathItemBody)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(items.iter().map(|(id, item)| (id, item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::NoPathReason;
    use crate::view::samples;

    #[test]
    fn body_of_a_found_answer() {
        insta::assert_json_snapshot!(paths(&samples::found(&[1, 2, 1])));
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
