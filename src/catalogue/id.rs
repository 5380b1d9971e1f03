//! Ids to be written: borrowed, with the type they were given in, and held in a buffer until they are
//! written.

use std::ops::Range;

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::key::Key;

/// The id of an item or of an order, as it is to stand in the database: a number stays a number, and
/// "7" a text. Both are the same [`Key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Id<'a> {
    /// Written as INTEGER.
    Number(i64),
    /// Written as TEXT.
    Text(&'a str),
}

impl<'a> Id<'a> {
    /// What it is compared by.
    #[must_use]
    pub fn key(self) -> Key<'a> {
        match self {
            Self::Number(number) => Key::from(number),
            Self::Text(text) => Key::from(text),
        }
    }
}

impl From<i64> for Id<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Id<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<'a> From<&'a str> for Id<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Id<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl ToSql for Id<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// A key as a value: as a number where it is one, so that 7 and "7" are found by each other.
impl ToSql for Key<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// An id whose text lies in a buffer with others.
#[derive(Debug, Clone)]
pub(super) enum Held {
    Number(i64),
    Text(Range<usize>),
}

impl Held {
    /// Copies an id into `buffer`.
    pub(super) fn hold(id: Id<'_>, buffer: &mut String) -> Self {
        match id {
            Id::Number(number) => Self::Number(number),
            Id::Text(text) => Self::Text(hold_text(text, buffer)),
        }
    }

    /// The id, out of the buffer it was copied into.
    pub(super) fn id<'b>(&self, buffer: &'b str) -> Id<'b> {
        match self {
            Self::Number(number) => Id::Number(*number),
            Self::Text(range) => Id::Text(&buffer[range.clone()]),
        }
    }
}

/// Copies a text into `buffer`, and says where it lies there.
pub(super) fn hold_text(text: &str, buffer: &mut String) -> Range<usize> {
    let start = buffer.len();
    buffer.push_str(text);
    start..buffer.len()
}
