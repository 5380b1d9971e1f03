//! A query string, read strictly: nothing is guessed, dropped or replaced in silence.

use std::ops::RangeInclusive;

use percent_encoding::percent_decode_str;

use super::error::{Allowed, ParamError, Reason};
use crate::words::texts::Language;

/// Most bytes of a query string. Half of what our HTTP packages take for a whole address, so that
/// whoever passes it is told so by us.
const MAX_QUERY: usize = 32 * 1024;
/// Most bytes of one value.
pub(super) const MAX_VALUE: usize = 4 * 1024;
/// What other sites add to links that people share.
const TRACKERS: [&str; 8] = [
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref",
];

/// Names the language of a page, at any address for people.
pub(crate) const LANGUAGE: &str = "lang";

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A person with a browser. Plain forms send empty fields, which count as absent, and shared
    /// links come back with the trackers of other sites, which are passed over.
    Person,
    /// A program: everything it sends is meant.
    Program,
}

/// The decoded parameters of one request, all of them known.
#[derive(Debug)]
pub(super) struct Query {
    pairs: Vec<(&'static str, String)>,
}

impl Query {
    /// Decodes a query string and checks that there is nothing unknown in it.
    pub(super) fn read(
        raw: &str,
        known: &'static [&'static str],
        asker: Asker,
    ) -> Result<Self, ParamError> {
        if raw.len() > MAX_QUERY {
            return Err(ParamError::QueryTooLong { limit: MAX_QUERY });
        }
        let mut pairs = Vec::new();
        for piece in raw.split('&').filter(|piece| !piece.is_empty()) {
            let (raw_name, raw_value) = piece.split_once('=').unwrap_or((piece, ""));
            let name = decoded(raw_name).ok_or_else(|| ParamError::not_utf8(raw_name, ""))?;
            if asker == Asker::Person && is_tracker(&name) {
                continue;
            }
            if asker == Asker::Person && name == LANGUAGE {
                known_language(raw_value)?;
                continue;
            }
            let Some(&name) = known.iter().find(|&&one| one == name) else {
                return Err(ParamError::unknown(&name, known));
            };
            let value = decoded(raw_value).ok_or_else(|| ParamError::not_utf8(name, raw_value))?;
            if value.len() > MAX_VALUE {
                return Err(ParamError::too_long(name, &value));
            }
            if asker == Asker::Program || !value.trim().is_empty() {
                pairs.push((name, value));
            }
        }
        Ok(Self { pairs })
    }

    /// Whether a parameter is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values(name).next().is_some()
    }

    /// The value of a parameter that may stand once and is not empty.
    pub(super) fn one(&self, name: &'static str) -> Result<Option<String>, ParamError> {
        let value = self.once(name)?;
        match value {
            Some(value) if value.is_empty() => Err(ParamError::bad(name, value, Reason::Empty)),
            value => Ok(value.cloned()),
        }
    }

    /// The same for one that must be there.
    pub(super) fn required(&self, name: &'static str) -> Result<String, ParamError> {
        self.one(name)?.ok_or(ParamError::Missing { param: name })
    }

    /// The same for one whose value may be empty.
    pub(super) fn required_maybe_empty(&self, name: &'static str) -> Result<String, ParamError> {
        let value = self.once(name)?;
        value.cloned().ok_or(ParamError::Missing { param: name })
    }

    /// Every value of a parameter that may be repeated, each once, in the order sent.
    pub(super) fn all(&self, name: &'static str, most: usize) -> Result<Vec<String>, ParamError> {
        let mut all: Vec<String> = Vec::new();
        for value in self.values(name) {
            if !all.contains(value) {
                all.push(value.clone());
            }
        }
        few_enough(name, all, most)
    }

    /// The same where a value that is sent twice is meant twice.
    pub(super) fn each(&self, name: &'static str, most: usize) -> Result<Vec<String>, ParamError> {
        few_enough(name, self.values(name).cloned().collect(), most)
    }

    /// A whole number in a range.
    pub(super) fn number(
        &self,
        name: &'static str,
        range: RangeInclusive<u32>,
    ) -> Result<Option<u32>, ParamError> {
        let Some(text) = self.one(name)? else {
            return Ok(None);
        };
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParamError::bad(name, &text, Reason::NotWhole));
        }
        let in_range = text.parse().ok().filter(|number| range.contains(number));
        let number = in_range
            .ok_or_else(|| ParamError::out_of_range(name, &text, Allowed::Whole(range.clone())))?;
        Ok(Some(number))
    }

    /// One of a few words; the default of its type if it is absent.
    pub(super) fn choice<T: Copy + Default>(
        &self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Result<T, ParamError> {
        let Some(text) = self.one(name)? else {
            return Ok(T::default());
        };
        let chosen = words.iter().find(|(word, _)| *word == text);
        chosen.map(|&(_, value)| value).ok_or_else(|| {
            let words = words.iter().map(|&(word, _)| word).collect();
            ParamError::bad(name, &text, Reason::NotOneOf(words))
        })
    }

    fn once(&self, name: &'static str) -> Result<Option<&String>, ParamError> {
        let mut values = self.values(name);
        match (values.next(), values.next()) {
            (_, Some(second)) => Err(ParamError::bad(name, second, Reason::Repeated)),
            (value, None) => Ok(value),
        }
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &String> {
        self.pairs
            .iter()
            .filter(move |(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

/// Values none of which is empty, if they are not too many.
fn few_enough(
    name: &'static str,
    values: Vec<String>,
    most: usize,
) -> Result<Vec<String>, ParamError> {
    if values.iter().any(String::is_empty) {
        return Err(ParamError::bad(name, "", Reason::Empty));
    }
    if values.len() > most {
        let value = format!("{} values", values.len());
        return Err(ParamError::out_of_range(name, &value, Allowed::Times(most)));
    }
    Ok(values)
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

fn is_tracker(name: &str) -> bool {
    name.starts_with("utm_") || TRACKERS.contains(&name)
}
