//! The path of an address: ids in it, and who it is for.

use percent_encoding::percent_decode_str;

use super::error::{MAX_VALUE, ParamError};
use super::href;
use super::query::is_percent_encoded;

/// Whether an address is for programs, whoever asks: the API's, and those of operation.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == "/v1"
        || is_of_api(path)
        || matches!(path, "/healthz" | "/readyz" | "/metrics" | href::OEMBED)
}

/// Whether an address is one of the API, which any site may read and which no visitor changes.
pub(crate) fn is_of_api(path: &str) -> bool {
    path.starts_with("/v1/")
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
