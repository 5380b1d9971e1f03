//! A query string, decoded: every name known, every value in UTF-8.

use percent_encoding::percent_decode_str;

use super::error::{MAX_QUERY, ParamError, Reason};
use super::given::{Given, Source};
use super::param::{CURSOR, LANGUAGE, Param};
use crate::explorer::Cursor;
use crate::words::texts::Language;

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A person with a browser. Plain forms send empty fields, which count as absent, and shared
    /// links come back with the marks of other sites, so that unknown names are passed over.
    Person,
    /// A program: everything it sends is meant.
    Program,
}

/// Decodes a query string. A program may send nothing unknown in it.
pub(super) fn decoded_query(
    raw: &str,
    known: &'static [Param],
    asker: Asker,
) -> Result<Given, ParamError> {
    if raw.len() > MAX_QUERY {
        return Err(ParamError::QueryTooLong { limit: MAX_QUERY });
    }
    let mut given = Given::from(Source::Query);
    for piece in raw.split('&').filter(|piece| !piece.is_empty()) {
        let (raw_name, raw_value) = piece.split_once('=').unwrap_or((piece, ""));
        if asker == Asker::Person && is_language(raw_name) {
            known_language(raw_value)?;
            continue;
        }
        let name = match (known_name(raw_name, known, asker), asker) {
            (Some(name), _) => name,
            (None, Asker::Person) => continue,
            (None, Asker::Program) => return Err(unknown(raw_name, known)),
        };
        let value = decoded(raw_value).ok_or_else(|| ParamError::not_utf8(name, raw_value))?;
        if asker == Asker::Program || !value.trim().is_empty() {
            given.put(name, value)?;
        }
    }
    Ok(given)
}

/// The place in a list that a query string names, if it names one: which generation the list is of is
/// to be known before the question is read.
pub(crate) fn cursor_in(raw: &str) -> Option<Cursor> {
    let mut pieces = raw.split('&').filter_map(|piece| piece.split_once('='));
    let (_, value) = pieces.find(|(name, _)| *name == CURSOR)?;
    decoded(value)?.parse().ok()
}

/// The address of a page as it may be sent on: without the language, and without names that mean
/// nothing there. `raw` is its query, and `known` are the names that the page reads.
pub(super) fn tidy(path: &str, raw: &str, known: &'static [Param]) -> String {
    let pieces = raw.split('&');
    let kept: Vec<&str> = pieces
        .filter(|piece| {
            let raw_name = piece.split('=').next().unwrap_or_default();
            known_name(raw_name, known, Asker::Person).is_some()
        })
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// The name of the parameter that is meant. Names of long ago are known to programs only.
fn known_name(raw_name: &str, known: &'static [Param], asker: Asker) -> Option<&'static str> {
    let name = decoded(raw_name)?;
    let is_meant = |param: &&Param| match asker {
        Asker::Person => param.name == name,
        Asker::Program => param.goes_by(&name),
    };
    let param = known.iter().find(is_meant)?;
    Some(param.name)
}

fn is_language(raw_name: &str) -> bool {
    decoded(raw_name).is_some_and(|name| name == LANGUAGE)
}

fn unknown(raw_name: &str, known: &'static [Param]) -> ParamError {
    match decoded(raw_name) {
        Some(name) => ParamError::unknown(&name, known.iter().map(|param| param.name)),
        None => ParamError::not_utf8(raw_name, ""),
    }
}

/// Whether every `%` is followed by two hexadecimal digits.
pub(super) fn is_percent_encoded(raw: &str) -> bool {
    raw.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// A name or value as a form encodes it; `None` where it is not UTF-8 or not encoded at all.
fn decoded(raw: &str) -> Option<String> {
    if !is_percent_encoded(raw) {
        return None;
    }
    let spaced = raw.replace('+', " ");
    let text = percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// A language is chosen before the question is read; here one we do not speak is refused.
fn known_language(code: &str) -> Result<(), ParamError> {
    if Language::from_code(code).is_some() {
        return Ok(());
    }
    let codes = Language::ALL.map(Language::code).to_vec();
    Err(ParamError::bad(LANGUAGE, code, Reason::NotOneOf(codes)))
}
