//! Single values as shops' databases hold them, of whatever type: ids, texts, years and counts.
//! What cannot be used is counted, never a failure.

use std::ops::AddAssign;

use rusqlite::types::ValueRef;

use super::key::Key;
use super::year;

/// The longest id, in bytes: the address of an item with a longer one would not be accepted.
pub const MAX_ID: usize = 4096;

/// What a table had that could not be used: rows left out, and values dropped from rows kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Rows left out: an id is NULL.
    pub null_ids: u64,
    /// Rows left out: an id is empty or blank.
    pub blank_ids: u64,
    /// Rows left out: an id is a BLOB, a fraction, text that is not UTF-8, or one of more than
    /// [`MAX_ID`] bytes.
    pub unreadable_ids: u64,
    /// Items kept without a year, as theirs is none.
    pub unreadable_years: u64,
    /// Texts kept with their bytes that are not UTF-8 replaced.
    pub repaired_texts: u64,
    /// Texts dropped: BLOBs.
    pub unreadable_texts: u64,
    /// Links kept without `orders` or `position`, as theirs is no whole number from 0 up.
    pub unreadable_counts: u64,
}

impl Skipped {
    /// Rows left out altogether.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.null_ids + self.blank_ids + self.unreadable_ids
    }
}

impl AddAssign for Skipped {
    fn add_assign(&mut self, other: Self) {
        self.null_ids += other.null_ids;
        self.blank_ids += other.blank_ids;
        self.unreadable_ids += other.unreadable_ids;
        self.unreadable_years += other.unreadable_years;
        self.repaired_texts += other.repaired_texts;
        self.unreadable_texts += other.unreadable_texts;
        self.unreadable_counts += other.unreadable_counts;
    }
}

/// The id in `value`, or `None` with the reason counted.
pub(super) fn key<'r>(value: ValueRef<'r>, skipped: &mut Skipped) -> Option<Key<'r>> {
    match value {
        ValueRef::Integer(number) => return Some(Key::from(number)),
        ValueRef::Real(number) => {
            if let Some(whole) = whole(number) {
                return Some(Key::from(whole));
            }
            skipped.unreadable_ids += 1;
        }
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => skipped.blank_ids += 1,
            Ok(text) if text.len() > MAX_ID => skipped.unreadable_ids += 1,
            Ok(text) => return Some(Key::from(text)),
            Err(_) => skipped.unreadable_ids += 1,
        },
        ValueRef::Null => skipped.null_ids += 1,
        ValueRef::Blob(_) => skipped.unreadable_ids += 1,
    }
    None
}

/// The integer that `number` is exactly. Some programs write every number as REAL.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: beyond it REAL has lost digits
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A text, in `repaired` where the database holds something that is not exactly text.
pub(super) fn text<'r>(
    value: ValueRef<'r>,
    repaired: &'r mut String,
    skipped: &mut Skipped,
) -> Option<&'r str> {
    repaired.clear();
    let text = match value {
        ValueRef::Null => return None,
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => {
                skipped.repaired_texts += 1;
                repaired.push_str(&String::from_utf8_lossy(bytes));
                repaired
            }
        },
        ValueRef::Integer(number) => {
            repaired.push_str(&number.to_string());
            repaired
        }
        ValueRef::Real(number) => {
            repaired.push_str(&whole(number).map_or_else(|| number.to_string(), |n| n.to_string()));
            repaired
        }
        ValueRef::Blob(_) => {
            skipped.unreadable_texts += 1;
            return None;
        }
    };
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

/// The year in `value`; one that is none is counted.
pub(super) fn year(value: ValueRef<'_>, skipped: &mut Skipped) -> Option<i32> {
    let found = match value {
        ValueRef::Null => return None,
        ValueRef::Integer(number) => year::from_integer(number),
        ValueRef::Real(number) => whole(number).and_then(year::from_integer),
        ValueRef::Text(bytes) if bytes.trim_ascii().is_empty() => return None,
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().and_then(year::from_text),
        ValueRef::Blob(_) => None,
    };
    skipped.unreadable_years += u64::from(found.is_none());
    found
}

/// The whole number in `value`; one that is none, or negative, is counted.
pub(super) fn count(value: ValueRef<'_>, skipped: &mut Skipped) -> Option<u32> {
    let found = match value {
        ValueRef::Null => return None,
        ValueRef::Integer(number) => u32::try_from(number).ok(),
        ValueRef::Real(number) => whole(number).and_then(|number| u32::try_from(number).ok()),
        ValueRef::Text(bytes) if bytes.trim_ascii().is_empty() => return None,
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| text.trim().parse().ok()),
        ValueRef::Blob(_) => None,
    };
    skipped.unreadable_counts += u64::from(found.is_none());
    found
}
