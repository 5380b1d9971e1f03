//! The path of an address: ids in it, and who it is for.

use percent_encoding::percent_decode_str;

use super::error::{MAX_VALUE, ParamError};
use super::href;
use super::param::{BETWEEN, DEGREES, NEIGHBOURS, PATHS, Param, RANDOM_PAIR, SEARCH};
use super::query::{self, is_percent_encoded};
use super::site;

/// Whether an address is for programs, whoever asks: the API's, and those of operation.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == "/v1"
        || is_of_api(path)
        || matches!(path, "/healthz" | "/readyz" | "/metrics" | href::OEMBED)
}

/// Whether an address is one of the API, which any site may read and which no visitor changes.
pub(crate) fn is_of_api(path: &str) -> bool {
    path.starts_with("/v1/") || matches!(path, href::SOAP | href::MCP)
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
    if raw.len() > MAX_VALUE * 3 {
        return Err(ParamError::too_long("id", raw));
    }
    let whole = is_percent_encoded(raw).then(|| percent_decode_str(raw).decode_utf8());
    match whole {
        Some(Ok(id)) if id.len() > MAX_VALUE => Err(ParamError::too_long("id", &id)),
        Some(Ok(id)) => Ok(Some(id.into_owned())),
        Some(Err(_)) | None => Err(ParamError::not_utf8("id", raw)),
    }
}
