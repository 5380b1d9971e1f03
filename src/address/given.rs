//! What was given for each parameter, and the rules for reading it: nothing is guessed, dropped or
//! replaced in silence. Query strings and JSON bodies are both read from here.

use super::error::{Allowed, MAX_VALUE, ParamError, Reason};
use super::param::{AVOID_HUBS, CURSOR, Many, Spelled, Whole, words_of};
use crate::explorer::{Cursor, MAP_PARTS, Percentile};

/// Decimals of a unit of the map.
const MAP_DECIMALS: usize = MAP_PARTS.ilog10() as usize;

/// Where parameters were given, which decides how a list of too many is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// In a query string: a list is a parameter that is repeated.
    Query,
    /// In a JSON body.
    Body,
}

/// The parameters given, all of them known, in the order sent.
#[derive(Debug)]
pub(super) struct Given {
    source: Source,
    pairs: Vec<(&'static str, String)>,
}

impl Given {
    /// None yet.
    pub(super) fn from(source: Source) -> Self {
        Self {
            source,
            pairs: Vec::new(),
        }
    }

    /// One more.
    ///
    /// # Errors
    /// The value is too long.
    pub(super) fn put(&mut self, name: &'static str, value: String) -> Result<(), ParamError> {
        if value.len() > MAX_VALUE {
            return Err(ParamError::too_long(name, &value));
        }
        self.pairs.push((name, value));
        Ok(())
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

    /// The value of a parameter that must be there and is not empty.
    pub(super) fn required(&self, name: &'static str) -> Result<String, ParamError> {
        self.one(name)?.ok_or(ParamError::Missing { param: name })
    }
    /// The value of a parameter that may be empty, as it is where it was not sent.
    pub(super) fn or_empty(&self, name: &'static str) -> Result<String, ParamError> {
        Ok(self.once(name)?.cloned().unwrap_or_default())
    }

    /// Every value of a parameter that may be repeated, each once, in the order sent.
    pub(super) fn all(&self, many: &Many) -> Result<Vec<String>, ParamError> {
        let mut all: Vec<String> = Vec::new();
        for value in self.values(many.name) {
            if !all.contains(value) {
                all.push(value.clone());
            }
            // A body may hold a hundred thousand, each of which would be compared with all others.
            if self.source == Source::Body && all.len() > many.most {
                break;
            }
        }
        self.few_enough(many, all)
    }

    /// Every value of a parameter that may be repeated: what is sent twice is meant twice.
    pub(super) fn each(&self, many: &Many) -> Result<Vec<String>, ParamError> {
        self.few_enough(many, self.values(many.name).cloned().collect())
    }

    /// A whole number in its range.
    pub(super) fn whole(&self, whole: &Whole) -> Result<Option<u32>, ParamError> {
        let Some(text) = self.one(whole.name)? else {
            return Ok(None);
        };
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParamError::bad(whole.name, &text, Reason::NotWhole));
        }
        let range = whole.range();
        let in_range = text.parse().ok().filter(|number| range.contains(number));
        let number = in_range.ok_or_else(|| {
            ParamError::out_of_range(whole.name, &text, Allowed::Whole(range.clone()))
        })?;
        Ok(Some(number))
    }

    /// A whole number in its range, else the usual one.
    pub(super) fn count(&self, whole: &Whole) -> Result<usize, ParamError> {
        let number = self.whole(whole)?.or(whole.usual);
        Ok(number.unwrap_or_default() as usize)
    }

    /// One of a few words; the default of its type if it is absent.
    pub(super) fn choice<T: Spelled>(&self, name: &'static str) -> Result<T, ParamError> {
        let Some(text) = self.one(name)? else {
            return Ok(T::default());
        };
        T::from_word(&text)
            .ok_or_else(|| ParamError::bad(name, &text, Reason::NotOneOf(words_of::<T>())))
    }

    /// The percentile beyond which hubs are avoided.
    pub(super) fn percentile(&self) -> Result<Option<Percentile>, ParamError> {
        let Some(text) = self.one(AVOID_HUBS)? else {
            return Ok(None);
        };
        let is_number = text.bytes().all(|byte| b"-.0123456789".contains(&byte));
        match text.parse() {
            Ok(percentile) => Ok(Some(percentile)),
            Err(()) if is_number && text.parse::<f64>().is_ok() => Err(ParamError::out_of_range(
                AVOID_HUBS,
                &text,
                Allowed::Percentile,
            )),
            Err(()) => Err(ParamError::bad(AVOID_HUBS, &text, Reason::NotPercent)),
        }
    }

    /// Units of the map from 0 to so many, in thousandths.
    pub(super) fn units(&self, name: &'static str, most: u32) -> Result<Option<u32>, ParamError> {
        let Some(text) = self.one(name)? else {
            return Ok(None);
        };
        let (whole, parts) = text.split_once('.').unwrap_or((&text, "0"));
        let are_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        if !are_digits(unsigned) || !are_digits(parts) || parts.len() > MAP_DECIMALS {
            return Err(ParamError::bad(name, &text, Reason::NotUnits));
        }
        let thousandths = format!("{whole}{parts:0<MAP_DECIMALS$}").parse().ok();
        let in_range = thousandths.filter(|&number: &u32| number <= most * MAP_PARTS);
        let number =
            in_range.ok_or_else(|| ParamError::out_of_range(name, &text, Allowed::Units(most)))?;
        Ok(Some(number))
    }

    /// Where a page begins.
    pub(super) fn cursor(&self) -> Result<Option<Cursor>, ParamError> {
        let Some(text) = self.one(CURSOR)? else {
            return Ok(None);
        };
        match text.parse() {
            Ok(cursor) => Ok(Some(cursor)),
            Err(()) => Err(ParamError::bad(CURSOR, &text, Reason::NotOurCursor)),
        }
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

    /// Values none of which is empty, if they are not too many.
    fn few_enough(&self, many: &Many, values: Vec<String>) -> Result<Vec<String>, ParamError> {
        let are_many = values.len() > many.most;
        if self.source == Source::Body && are_many {
            let value = format!("more than {} values", many.most);
            let allowed = Allowed::Values(many.most);
            return Err(ParamError::out_of_range(many.name, &value, allowed));
        }
        if values.iter().any(String::is_empty) {
            return Err(ParamError::bad(many.name, "", Reason::Empty));
        }
        if are_many {
            let value = format!("{} values", values.len());
            let allowed = Allowed::Times(many.most);
            return Err(ParamError::out_of_range(many.name, &value, allowed));
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::param::EXCLUDE;

    #[test]
    fn a_body_with_too_many_values_is_refused_before_all_are_compared() {
        let mut given = Given::from(Source::Body);
        for number in 0..150_000 {
            given.put(EXCLUDE.name, number.to_string()).unwrap();
        }
        let error = given.all(&EXCLUDE).unwrap_err();
        let value = Some("more than 100 values");
        assert_eq!(error.at_fault(), Some((EXCLUDE.name, value)));
    }
}
