//! The texts of one row, in buffers that are used again; and what was noticed while they were read.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::encoding::{Read1252, text_of};

/// Whether this is a whole number that a program wrote as a fraction: `1001.0`.
pub(crate) fn is_whole_as_fraction(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, zeros)| {
        let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        is_whole && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0')
    })
}

/// The texts of one row, in the order of the columns wanted, without blanks around them.
#[derive(Debug, Default)]
pub(super) struct Values {
    text: String,
    spans: Vec<Range<usize>>,
}

impl Values {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    pub(super) fn push(&mut self, value: &str) {
        let span = self.append(value);
        self.spans.push(span);
    }

    /// A whole number.
    pub(super) fn push_number(&mut self, number: i64) {
        let start = self.text.len();
        // A string takes all that is written to it.
        let _ = write!(self.text, "{number}");
        self.spans.push(start..self.text.len());
    }

    /// A value whose encoding is not proven.
    pub(super) fn push_bytes(&mut self, value: &[u8], line: u64, remarks: &mut Remarks) {
        let (text, read) = text_of(value);
        remarks.read(read, line, &text);
        self.push(&text);
    }

    /// Another value for column `index`.
    pub(super) fn replace(&mut self, index: usize, value: &str) {
        let span = self.append(value);
        if let Some(own) = self.spans.get_mut(index) {
            *own = span;
        }
    }

    /// The value of column `index`; empty where the row does not have it.
    pub(super) fn get(&self, index: usize) -> &str {
        let span = self.spans.get(index).cloned().unwrap_or_default();
        self.text.get(span).unwrap_or_default()
    }

    fn append(&mut self, value: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(value.trim());
        start..self.text.len()
    }
}

/// Something that happened a number of times, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// How often.
    pub count: u64,
    /// The line of the first one, 0 if there is none.
    pub line: u64,
    /// What the first one looked like.
    pub example: String,
}

impl Sighting {
    pub(crate) fn add(&mut self, line: u64, example: &str) {
        /// Characters of an example.
        const SHOWN: usize = 60;
        if self.count == 0 {
            self.line = line;
            self.example = example.chars().take(SHOWN).collect();
        }
        self.count += 1;
    }
}

/// What was noticed while a file was read, and is no fault of a single row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Values that are no UTF-8 and were read as Windows-1252.
    pub windows_1252: Sighting,
    /// Values that are damaged UTF-8.
    pub damaged_utf8: Sighting,
    /// Quoted texts over several lines that look like rows.
    pub quotes_over_rows: Sighting,
    /// Rows that repeat the header.
    pub repeated_headers: Sighting,
    /// Numbers of more digits than a spreadsheet keeps.
    pub inexact_numbers: Sighting,
    /// Records whose list of rows is missing or empty.
    pub empty_lists: Sighting,
}

impl Remarks {
    /// Tells of a text on `line` that is no UTF-8 as it stands.
    pub(crate) fn read(&mut self, read: Read1252, line: u64, text: &str) {
        match read {
            Read1252::No => {}
            Read1252::Yes => self.windows_1252.add(line, text),
            Read1252::Damaged => self.damaged_utf8.add(line, text),
        }
    }
}
