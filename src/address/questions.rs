//! Query strings become questions. Whatever leaves here is in range; whatever is not becomes an
//! error that names the parameter and says what is allowed.

use super::error::{ParamError, Reason};
use super::given::Given;
use super::param::{
    AVOID_CATEGORY, BETWEEN, BETWEEN_LIMIT, CATEGORY, CENTRE, CENTRE_LIMIT, DEGREES, DIRECTION,
    EXAMPLES, EXCLUDE, EXTRA_HOPS, FROM, HEIGHT, ITEM, K, LEVEL, MAP, MAX_HOPS, MIN_HOPS, MODE,
    NEIGHBOURS, NEIGHBOURS_LIMIT, ONLY_CATEGORY, PATHS, Q, RANDOM_PAIR, REGION, REGIONS,
    REGIONS_LIMIT, SEARCH, SEARCH_LIMIT, SORT, TO, VIA, WIDTH, Whole, X, Y, Z,
};
use super::query::{Asker, decoded_query};
use crate::explorer::{
    BetweenQuestion, CentreQuestion, DegreesQuestion, Filters, MAP_HEIGHT, MAP_WIDTH, MapMark,
    MapQuestion, NeighboursQuestion, PathsOptions, PathsQuestion, Place, RandomPairQuestion,
    RegionsQuestion, SearchQuestion,
};

/// Sees to it that an address without parameters gets none that are meant.
pub(crate) fn none(raw: &str, asker: Asker) -> Result<(), ParamError> {
    decoded_query(raw, &[], asker).map(|_| ())
}

/// The question about connections; both ends must be there.
pub(crate) fn paths(raw: &str, asker: Asker) -> Result<PathsQuestion, ParamError> {
    let given = decoded_query(raw, PATHS, asker)?;
    let (from, to) = (given.required(FROM)?, given.required(TO)?);
    Ok(options(&given, &K)?.between(from, to))
}

/// What is asked of connections; `k` is the range of how many are listed.
pub(super) fn options(given: &Given, k: &Whole) -> Result<PathsOptions, ParamError> {
    // Of several faults the first in this order is told.
    Ok(PathsOptions {
        extra_hops: given.count(&EXTRA_HOPS)? as u32,
        k: given.count(k)?,
        direction: given.choice(DIRECTION)?,
        via: given.each(&VIA)?,
        max_hops: given.whole(&MAX_HOPS)?,
        filters: filters(given)?,
    })
}

/// Which items may be passed.
fn filters(given: &Given) -> Result<Filters, ParamError> {
    Ok(Filters {
        exclude: given.all(&EXCLUDE)?,
        only_category: given.all(&ONLY_CATEGORY)?,
        avoid_category: given.all(&AVOID_CATEGORY)?,
        avoid_hubs: given.percentile()?,
    })
}

/// The question about the middle; both ends must be there.
pub(crate) fn between(raw: &str, asker: Asker) -> Result<BetweenQuestion, ParamError> {
    let given = decoded_query(raw, BETWEEN, asker)?;
    Ok(BetweenQuestion {
        a: given.required(FROM)?,
        b: given.required(TO)?,
        filters: filters(&given)?,
        limit: given.count(&BETWEEN_LIMIT)?,
    })
}

/// The two texts of a form in which neither box was filled in are no question.
pub(crate) fn is_blank_form(raw: &str) -> bool {
    decoded_query(raw, PATHS, Asker::Person).is_ok_and(|given| !given.has(FROM) && !given.has(TO))
}

/// Whether a form sent fields that were not filled in.
pub(crate) fn has_empty_fields(raw: &str) -> bool {
    form_urlencoded::parse(raw.as_bytes()).any(|(_, value)| value.trim().is_empty())
}

/// The search for items; of all there are, where no text is given.
pub(crate) fn search(raw: &str, asker: Asker) -> Result<SearchQuestion, ParamError> {
    let given = decoded_query(raw, SEARCH, asker)?;
    Ok(SearchQuestion {
        text: given.or_empty(Q)?,
        category: given.one(CATEGORY)?,
        mode: given.choice(MODE)?,
        limit: given.count(&SEARCH_LIMIT)?,
        cursor: given.cursor()?,
    })
}

/// The question about what is bought with an item.
pub(crate) fn neighbours(
    id: String,
    raw: &str,
    asker: Asker,
) -> Result<NeighboursQuestion, ParamError> {
    let given = decoded_query(raw, NEIGHBOURS, asker)?;
    Ok(NeighboursQuestion {
        id,
        direction: given.choice(DIRECTION)?,
        category: given.one(CATEGORY)?,
        sort: given.choice(SORT)?,
        limit: given.count(&NEIGHBOURS_LIMIT)?,
        cursor: given.cursor()?,
    })
}

/// The question about the centre of the catalogue.
pub(crate) fn centre(raw: &str, asker: Asker) -> Result<CentreQuestion, ParamError> {
    let given = decoded_query(raw, CENTRE, asker)?;
    Ok(CentreQuestion {
        limit: given.count(&CENTRE_LIMIT)?,
        cursor: given.cursor()?,
    })
}

/// The question about how far everything else is from an item.
pub(crate) fn degrees(id: String, raw: &str, asker: Asker) -> Result<DegreesQuestion, ParamError> {
    let given = decoded_query(raw, DEGREES, asker)?;
    Ok(DegreesQuestion {
        id,
        direction: given.choice(DIRECTION)?,
        examples: given.count(&EXAMPLES)?,
    })
}

/// The question for a view of the map.
pub(crate) fn map(raw: &str, asker: Asker) -> Result<MapQuestion, ParamError> {
    let given = decoded_query(raw, MAP, asker)?;
    let zoom = given.whole(&Z)?;
    Ok(MapQuestion {
        middle: middle(&given)?,
        // It is in range.
        zoom: zoom.and_then(|zoom| zoom.try_into().ok()),
        width: given.count(&WIDTH)? as u32,
        height: given.count(&HEIGHT)? as u32,
        mark: mark(&given, asker)?,
    })
}

/// What stands in the middle of a view: both numbers, or none.
fn middle(given: &Given) -> Result<Option<Place>, ParamError> {
    let (x, y) = (given.units(X, MAP_WIDTH)?, given.units(Y, MAP_HEIGHT)?);
    match (x, y) {
        (Some(x), Some(y)) => Ok(Some(Place { x, y })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(ParamError::bad(X, "", Reason::Without(Y))),
        (None, Some(_)) => Err(ParamError::bad(Y, "", Reason::Without(X))),
    }
}

/// What is marked on a view: one item, or connections. People get the connections where both are
/// there, as pages pass over what they cannot use.
fn mark(given: &Given, asker: Asker) -> Result<Option<MapMark>, ParamError> {
    let (from, to) = (given.one(FROM)?, given.one(TO)?);
    let options = options(given, &K)?;
    match (given.one(ITEM)?, from, to) {
        (Some(item), _, _) if asker == Asker::Program && given.has(FROM) => {
            Err(ParamError::bad(ITEM, &item, Reason::Beside(FROM)))
        }
        (Some(item), None, _) | (Some(item), _, None) => Ok(Some(MapMark::Item(item))),
        (_, Some(from), Some(to)) => Ok(Some(MapMark::Way(options.between(from, to)))),
        (None, Some(_), None) => Err(ParamError::Missing { param: TO }),
        (None, None, Some(_)) => Err(ParamError::Missing { param: FROM }),
        (None, None, None) => Ok(None),
    }
}

/// The question about the regions of the map.
pub(crate) fn regions(raw: &str, asker: Asker) -> Result<RegionsQuestion, ParamError> {
    let given = decoded_query(raw, REGIONS, asker)?;
    Ok(RegionsQuestion {
        level: given.whole(&LEVEL)?,
        parent: given.whole(&REGION)?,
        limit: given.count(&REGIONS_LIMIT)?,
    })
}

/// The question for two items worth connecting.
pub(crate) fn random_pair(raw: &str, asker: Asker) -> Result<RandomPairQuestion, ParamError> {
    let given = decoded_query(raw, RANDOM_PAIR, asker)?;
    Ok(RandomPairQuestion {
        category: given.one(CATEGORY)?,
        min_hops: given.whole(&MIN_HOPS)?,
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
