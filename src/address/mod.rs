//! Query strings and paths become questions. Whatever leaves here is in range; whatever is not
//! becomes an error that names the parameter and says what is allowed.

mod batch;
mod between;
mod body;
mod error;
pub mod href;
mod problem;
mod query;

pub(crate) use batch::batch;
pub(crate) use between::between;
pub use body::BodyError;
pub(crate) use error::shortened;
pub use error::{Allowed, ParamError, Reason};
pub use problem::ProblemKind;
pub(crate) use query::{Asker, LANGUAGE};

use percent_encoding::percent_decode_str;

use crate::explorer::{
    CentreQuestion, Cursor, DegreesQuestion, Direction, NeighbourDirection, NeighbourSort,
    NeighboursQuestion, PathsQuestion, Percentile, RandomPairQuestion, SearchMode, SearchQuestion,
};
use query::{MAX_VALUE, Query};

const PATHS: &[&str] = &[
    "from",
    "to",
    "direction",
    "exclude",
    "via",
    "only_category",
    "avoid_category",
    "avoid_hubs",
    "max_hops",
    "extra_hops",
    "k",
];
const SEARCH: &[&str] = &["q", "category", "mode", "limit", "cursor"];
const NEIGHBOURS: &[&str] = &["direction", "category", "sort", "limit", "cursor"];
const CENTRE: &[&str] = &["limit", "cursor"];
const DEGREES: &[&str] = &["direction", "examples"];
const RANDOM_PAIR: &[&str] = &["category", "min_hops"];

/// Sees to it that an address without parameters gets none.
pub(crate) fn none(raw: &str, asker: Asker) -> Result<(), ParamError> {
    Query::read(raw, &[], asker).map(|_| ())
}

/// The question about connections; both ends must be there.
pub(crate) fn paths(raw: &str, asker: Asker) -> Result<PathsQuestion, ParamError> {
    let query = Query::read(raw, PATHS, asker)?;
    let question = PathsQuestion::new(query.required("from")?, query.required("to")?);
    paths_options(&query, question)
}

/// A question about connections with the options of a query: all parameters but the two ends.
fn paths_options(query: &Query, ends: PathsQuestion) -> Result<PathsQuestion, ParamError> {
    let extra_hops = query.number("extra_hops", 0..=PathsQuestion::MAX_EXTRA_HOPS)?;
    let k = query.number("k", 0..=PathsQuestion::MAX_K as u32)?;
    Ok(PathsQuestion {
        direction: query.choice(
            "direction",
            &[("any", Direction::EitherWay), ("out", Direction::AsBought)],
        )?,
        via: query.each("via", PathsQuestion::MAX_VIA)?,
        extra_hops: extra_hops.unwrap_or(ends.extra_hops),
        max_hops: query.number("max_hops", 1..=PathsQuestion::MAX_HOPS)?,
        k: k.map_or(ends.k, |k| k as usize),
        ..filters(query, ends)?
    })
}

/// What says which items may be passed.
fn filters(query: &Query, ends: PathsQuestion) -> Result<PathsQuestion, ParamError> {
    Ok(PathsQuestion {
        exclude: query.all("exclude", PathsQuestion::MAX_EXCLUDED)?,
        only_category: query.all("only_category", PathsQuestion::MAX_CATEGORIES)?,
        avoid_category: query.all("avoid_category", PathsQuestion::MAX_CATEGORIES)?,
        avoid_hubs: percentile(query, "avoid_hubs")?,
        ..ends
    })
}

/// The two texts of a form in which neither box was filled in are no question.
pub(crate) fn is_blank_form(raw: &str) -> bool {
    Query::read(raw, PATHS, Asker::Person).is_ok_and(|query| !query.has("from") && !query.has("to"))
}

/// Whether a form sent fields that were not filled in.
pub(crate) fn has_empty_fields(raw: &str) -> bool {
    form_urlencoded::parse(raw.as_bytes()).any(|(_, value)| value.trim().is_empty())
}

/// The search for items. A program must say what it looks for; a person may open the bare form.
pub(crate) fn search(raw: &str, asker: Asker) -> Result<SearchQuestion, ParamError> {
    let query = Query::read(raw, SEARCH, asker)?;
    let text = match asker {
        Asker::Person => query.one("q")?.unwrap_or_default(),
        Asker::Program => query.required_maybe_empty("q")?,
    };
    let mut question = SearchQuestion::new(text);
    question.category = query.one("category")?;
    question.mode = query.choice(
        "mode",
        &[("prefix", SearchMode::Prefix), ("full", SearchMode::Full)],
    )?;
    let limit = query.number("limit", 1..=SearchQuestion::MAX_LIMIT as u32)?;
    question.limit = limit.map_or(question.limit, |limit| limit as usize);
    question.cursor = cursor(&query)?;
    Ok(question)
}

/// The question about what is bought with an item.
pub(crate) fn neighbours(
    id: String,
    raw: &str,
    asker: Asker,
) -> Result<NeighboursQuestion, ParamError> {
    let query = Query::read(raw, NEIGHBOURS, asker)?;
    let mut question = NeighboursQuestion::new(id);
    question.direction = neighbour_direction(&query)?;
    question.category = query.one("category")?;
    question.sort = query.choice(
        "sort",
        &[
            ("strength", NeighbourSort::Strength),
            ("orders", NeighbourSort::Orders),
            ("title", NeighbourSort::Title),
        ],
    )?;
    let limit = query.number("limit", 1..=NeighboursQuestion::MAX_LIMIT as u32)?;
    question.limit = limit.map_or(question.limit, |limit| limit as usize);
    question.cursor = cursor(&query)?;
    Ok(question)
}

/// The question about the centre of the catalogue.
pub(crate) fn centre(raw: &str, asker: Asker) -> Result<CentreQuestion, ParamError> {
    let query = Query::read(raw, CENTRE, asker)?;
    let mut question = CentreQuestion::default();
    let limit = query.number("limit", 1..=CentreQuestion::MAX_LIMIT as u32)?;
    question.limit = limit.map_or(question.limit, |limit| limit as usize);
    question.cursor = cursor(&query)?;
    Ok(question)
}

/// The question about how far everything else is from an item.
pub(crate) fn degrees(id: String, raw: &str, asker: Asker) -> Result<DegreesQuestion, ParamError> {
    let query = Query::read(raw, DEGREES, asker)?;
    let mut question = DegreesQuestion::new(id);
    question.direction = neighbour_direction(&query)?;
    let examples = query.number("examples", 0..=DegreesQuestion::MAX_EXAMPLES as u32)?;
    question.examples = examples.map_or(question.examples, |examples| examples as usize);
    Ok(question)
}

/// The question for two items worth connecting.
pub(crate) fn random_pair(raw: &str, asker: Asker) -> Result<RandomPairQuestion, ParamError> {
    let query = Query::read(raw, RANDOM_PAIR, asker)?;
    Ok(RandomPairQuestion {
        category: query.one("category")?,
        min_hops: query.number("min_hops", RandomPairQuestion::MIN_HOPS)?,
    })
}

/// The two titles the ancestor's address carried; it was not strict, so this is not.
pub(crate) fn boston(raw: &str) -> Option<PathsQuestion> {
    let title = |name: &str| {
        form_urlencoded::parse(raw.as_bytes())
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.into_owned())
    };
    Some(PathsQuestion::new(title("title1")?, title("title2")?))
}

/// The id in a path, between what stands before and after it. `None` where the path is none of
/// ours; it is decoded once, from the path as it was sent, since an id may hold `/` and `%`.
pub(crate) fn id_in_path(
    path: &str,
    before: &str,
    after: &str,
) -> Result<Option<String>, ParamError> {
    let Some(raw) = path
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
    else {
        return Ok(None);
    };
    if raw.len() > MAX_VALUE * 3 {
        return Err(ParamError::too_long("id", raw));
    }
    let whole = query::is_percent_encoded(raw).then(|| percent_decode_str(raw).decode_utf8());
    match whole {
        Some(Ok(id)) if id.len() > MAX_VALUE => Err(ParamError::too_long("id", &id)),
        Some(Ok(id)) => Ok(Some(id.into_owned())),
        Some(Err(_)) | None => Err(ParamError::not_utf8("id", raw)),
    }
}

fn neighbour_direction(query: &Query) -> Result<NeighbourDirection, ParamError> {
    query.choice(
        "direction",
        &[
            ("any", NeighbourDirection::Any),
            ("out", NeighbourDirection::Out),
            ("in", NeighbourDirection::In),
        ],
    )
}

fn percentile(query: &Query, name: &'static str) -> Result<Option<Percentile>, ParamError> {
    let Some(text) = query.one(name)? else {
        return Ok(None);
    };
    let is_number = text.bytes().all(|byte| b"-.0123456789".contains(&byte));
    match text.parse() {
        Ok(percentile) => Ok(Some(percentile)),
        Err(()) if is_number && text.parse::<f64>().is_ok() => {
            Err(ParamError::out_of_range(name, &text, Allowed::Percentile))
        }
        Err(()) => Err(ParamError::bad(name, &text, Reason::NotPercent)),
    }
}

fn cursor(query: &Query) -> Result<Option<Cursor>, ParamError> {
    let Some(text) = query.one("cursor")? else {
        return Ok(None);
    };
    match text.parse() {
        Ok(cursor) => Ok(Some(cursor)),
        Err(()) => Err(ParamError::bad("cursor", &text, Reason::NotOurCursor)),
    }
}

#[cfg(test)]
mod tests;
