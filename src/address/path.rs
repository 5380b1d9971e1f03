//! The path of an address: ids in it, and who it is for.

use percent_encoding::percent_decode_str;

use super::error::{MAX_VALUE, ParamError, Reason};
use super::href;
use super::param::{BETWEEN, DEGREES, FROM, NEIGHBOURS, PATHS, Param, RANDOM_PAIR, SEARCH, TO};
use super::query::{self, is_percent_encoded};
use super::site;
use crate::explorer::LinkQuestion;

/// Whether an address is for programs, whoever asks: the API's, and those of operation.
pub(crate) fn is_for_programs(path: &str) -> bool {
    is_of_api(path)
        || matches!(
            path,
            "/healthz" | "/readyz" | "/metrics" | href::OEMBED | href::OPENAPI | href::API_CATALOG
        )
}

/// Whether an address is one of the API, whose answers no visitor changes.
pub(crate) fn is_of_api(path: &str) -> bool {
    let rest = path.strip_prefix(href::API);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        || matches!(path, href::SOAP | href::MCP)
}

/// Whether scripts of any site may read what an address answers: the API, its description, pictures,
/// and how a page is embedded.
pub(crate) fn is_open(path: &str) -> bool {
    is_of_api(path)
        || matches!(
            path,
            href::OPENAPI
                | href::API_CATALOG
                | href::OEMBED
                | href::CONNECT_SVG
                | href::CONNECT_PNG
        )
        || (path.starts_with(href::ITEMS) && path.ends_with(href::DEGREES_SVG))
}

/// The question about the link between the two items in a path. `None` where the path is none of
/// ours.
///
/// # Errors
/// An id cannot be understood; or a slash in one was sent as it is, so that nobody knows where the
/// one ends and the other begins.
pub(crate) fn link(path: &str) -> Result<Option<LinkQuestion>, ParamError> {
    let ids = path.strip_prefix(href::API_LINKS);
    let Some((from, to)) = ids.and_then(|ids| ids.split_once('/')) else {
        return Ok(None);
    };
    if to.contains('/') {
        return Err(ParamError::bad(TO, to, Reason::BareSlash));
    }
    let question = LinkQuestion::new(id(FROM, from)?, id(TO, to)?);
    Ok(Some(question))
}

/// Path and query of a page as visitors may send them on, in no language and with nothing that the
/// page does not know. Both are given as they were sent, from our own root.
pub(crate) fn tidy(path: &str, raw_query: &str) -> String {
    site::placed(query::tidy(path, raw_query, known_at(path)))
}

/// The names that a page reads in its query.
fn known_at(path: &str) -> &'static [Param] {
    match path {
        href::CONNECT | href::CONNECT_SVG | href::CONNECT_PNG | href::EMBED => PATHS,
        href::BETWEEN => BETWEEN,
        href::SEARCH => SEARCH,
        href::RANDOM => RANDOM_PAIR,
        item if item.starts_with(href::ITEMS) && item.ends_with(href::DEGREES) => DEGREES,
        item if item.starts_with(href::ITEMS) => NEIGHBOURS,
        _ => &[],
    }
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
    id("id", raw).map(Some)
}

/// An id as it stands in a path, by the name it has in errors.
fn id(name: &'static str, raw: &str) -> Result<String, ParamError> {
    if raw.len() > MAX_VALUE * 3 {
        return Err(ParamError::too_long(name, raw));
    }
    let whole = is_percent_encoded(raw).then(|| percent_decode_str(raw).decode_utf8());
    match whole {
        Some(Ok(id)) if id.is_empty() => Err(ParamError::bad(name, "", Reason::Empty)),
        Some(Ok(id)) if id.len() > MAX_VALUE => Err(ParamError::too_long(name, &id)),
        Some(Ok(id)) => Ok(id.into_owned()),
        Some(Err(_)) | None => Err(ParamError::not_utf8(name, raw)),
    }
}
