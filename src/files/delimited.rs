//! Delimited text: which delimiter, quoted or not, where the header is, and its rows.
//!
//! A delimiter that is not named is the first of comma, semicolon, tab and bar with which all
//! columns wanted are found. Files of tabs are mostly written without quotes (as `mysql -B` and
//! Amazon do), where a quote is a character like others; they are read with quotes only where they
//! plainly are quoted.

use super::columns::Selection;
use super::csv_rows::CsvRows;
use super::encoding::text_of;
use super::error::{FileError, RowProblem};
use super::header::{HEAD_ROWS, HeadRow, Header, HeaderRule, width};
use super::rows::{Found, Rows};
use super::source::Source;
use super::values::{Remarks, Values};

/// What may stand between two values, most likely first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What an operator said about a delimited file.
#[derive(Debug, Clone, Copy)]
pub(super) struct DelimitedRules {
    pub(super) delimiter: Option<u8>,
    /// Whether values may stand in quotes; looked for without.
    pub(super) quoted: Option<bool>,
    pub(super) header: HeaderRule,
    /// Whether the name of the file says that it is one of tabs.
    pub(super) tabs_by_name: bool,
}

/// How a delimited file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    pub(super) quoted: bool,
}

/// A dialect with the first rows as it parts them.
struct Candidate {
    dialect: Dialect,
    rows: Vec<HeadRow>,
}

impl Candidate {
    /// How well it parts the rows: the share of rows as wide as most, and how wide that is.
    fn fit(&self) -> (usize, usize) {
        let width = width(&self.rows);
        let as_wide = self.rows.iter().filter(|row| row.cells.len() == width);
        if width < 2 {
            return (0, width);
        }
        (100 * as_wide.count() / self.rows.len().max(1), width)
    }
}

/// Finds out how the text of `source` is written and where its header is: with all columns of
/// `selection` if there is one, else as is most likely.
pub(super) fn look(
    source: &Source,
    rules: DelimitedRules,
    selection: Option<&Selection>,
) -> Result<(Dialect, Header), FileError> {
    let candidates = candidates(source, rules);
    if let Some(selection) = selection {
        for candidate in &candidates {
            if let Some(header) = Header::with(&candidate.rows, rules.header, selection) {
                return Ok((candidate.dialect, header));
            }
        }
    }
    // Of equal fit the more likely delimiter, which comes first.
    let best = candidates
        .iter()
        .rev()
        .max_by_key(|candidate| candidate.fit());
    let Some(best) = best else {
        return Err(FileError::Empty {
            file: source.name().to_owned(),
        });
    };
    let header = Header::guess(source.name(), &best.rows, rules.header)?;
    Ok((best.dialect, header))
}

fn candidates(source: &Source, rules: DelimitedRules) -> Vec<Candidate> {
    let head = source.head();
    let delimiters: Vec<u8> = match rules.delimiter.or_else(|| declared(head)) {
        Some(delimiter) => vec![delimiter],
        None if rules.tabs_by_name => b"\t,;|".to_vec(),
        None => DELIMITERS.to_vec(),
    };
    let of = |delimiter| {
        let quoted = rules
            .quoted
            .unwrap_or_else(|| delimiter != b'\t' || is_plainly_quoted(head, delimiter));
        let dialect = Dialect { delimiter, quoted };
        Candidate {
            dialect,
            rows: head_rows(source, dialect),
        }
    };
    delimiters.into_iter().map(of).collect()
}

/// The delimiter that a first line `sep=;` names, as Excel writes and reads it.
fn declared(head: &[u8]) -> Option<u8> {
    let line = head.split(|&byte| byte == b'\n').next()?.trim_ascii_end();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let line = line.strip_suffix(b"\"").unwrap_or(line);
    // The end of such a line may be the delimiter itself, trimmed above if it is a tab.
    match line {
        b"sep=" => Some(b'\t'),
        [b's', b'e', b'p', b'=', delimiter] if delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

/// Whether values of a file stand in quotes because its writer quotes, and not because a title has
/// some: quotes hold what would not fit otherwise, or all values of a row, such as the names of the
/// columns, or one in most rows.
fn is_plainly_quoted(head: &[u8], delimiter: u8) -> bool {
    let is_quoted =
        |value: &&[u8]| value.len() > 1 && value.starts_with(b"\"") && value.ends_with(b"\"");
    // Closed, with quotes doubled inside: nobody writes a title so.
    let is_doubled = |value: &&[u8]| is_quoted(value) && holds(&value[1..value.len() - 1], b"\"\"");
    let (mut quoted_lines, mut all_lines) = (0, 0);
    let mut widest = 0;
    for (index, line) in head.split(|&byte| byte == b'\n').enumerate() {
        let width = line.split(|&byte| byte == delimiter).count();
        let line = line.trim_ascii_end();
        let values: Vec<&[u8]> = line.split(|&byte| byte == delimiter).collect();
        let is_all_quoted = values.len() > 1 && values.iter().all(is_quoted);
        let is_one_in_two = index > 0 && width > widest && holds_delimiter(&values);
        if is_all_quoted || is_one_in_two || values.iter().any(is_doubled) {
            return true;
        }
        widest = widest.max(width);
        let is_below_header = index > 0 && !line.is_empty();
        all_lines += usize::from(is_below_header);
        quoted_lines += usize::from(is_below_header && values.iter().any(is_quoted));
    }
    quoted_lines * 2 > all_lines
}

/// Whether a quote opens in one value and closes in a later one: what is between them is one value.
fn holds_delimiter(values: &[&[u8]]) -> bool {
    let is_half = |value: &&[u8]| value.iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
    let mut halves = values.iter().filter(|value| is_half(value));
    let opens = halves.next().is_some_and(|value| value.starts_with(b"\""));
    opens && halves.next().is_some_and(|value| value.ends_with(b"\""))
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// The first rows; without the last one where the head may have cut it.
fn head_rows(source: &Source, dialect: Dialect) -> Vec<HeadRow> {
    let mut rows = CsvRows::new(source.copy_of_head(), dialect.delimiter, dialect.quoted);
    let mut found = Vec::new();
    // What is wrong further on is told when it is come to.
    while found.len() < HEAD_ROWS && rows.advance().unwrap_or(false) {
        let cells = (0..rows.field_count()).filter_map(|index| rows.field(index));
        let cells = cells.map(|field| text_of(&rows.text()[field]).0.trim().to_owned());
        found.push(HeadRow {
            line: rows.line(),
            cells: cells.collect(),
        });
    }
    if found.len() < HEAD_ROWS && found.len() > 1 && !source.is_all_in_head() {
        found.pop();
    }
    found
}

/// The rows after the header.
pub(super) struct DelimitedRows {
    rows: CsvRows,
    delimiter: u8,
    /// The column of each one wanted; `None` if the file does not have it.
    places: Vec<Option<usize>>,
    header: Vec<String>,
    is_named: bool,
}

impl DelimitedRows {
    /// Passes over everything up to the header.
    pub(super) fn begin(
        source: Source,
        dialect: Dialect,
        header: Header,
        places: Vec<Option<usize>>,
    ) -> Result<Self, FileError> {
        let mut rows = CsvRows::new(source, dialect.delimiter, dialect.quoted);
        if header.line.is_some() {
            for _ in 0..=header.rows_before {
                rows.advance()?;
            }
        }
        Ok(Self {
            rows,
            delimiter: dialect.delimiter,
            places,
            is_named: header.line.is_some(),
            header: header.names,
        })
    }

    fn field(&self, index: usize) -> &[u8] {
        let span = self.rows.field(index).unwrap_or_default();
        self.rows.text().get(span).unwrap_or_default()
    }

    /// Whether this row is the header once more, as in files that were put one behind the other.
    fn is_header(&self) -> bool {
        let same = |index: usize| self.field(index).trim_ascii() == self.header[index].as_bytes();
        self.is_named
            && self.rows.field_count() == self.header.len()
            && (0..self.header.len()).all(same)
    }

    /// Whether a value of this row goes over lines that look like rows themselves: most likely a
    /// quote that belongs to a text swallowed them.
    fn swallows_rows(&self) -> bool {
        let width = self.header.len();
        let looks_like_row = |line: &[u8]| {
            let delimiters = line.iter().filter(|&&byte| byte == self.delimiter);
            width > 1 && delimiters.count() + 1 >= width
        };
        self.rows.text().contains(&b'\n')
            && (0..self.rows.field_count()).any(|index| {
                let mut lines = self.field(index).split(|&byte| byte == b'\n').skip(1);
                lines.any(looks_like_row)
            })
    }
}

impl Rows for DelimitedRows {
    fn advance(&mut self) -> Result<bool, FileError> {
        self.rows.advance()
    }

    fn line(&self) -> u64 {
        self.rows.line()
    }

    fn excerpt(&self) -> Vec<u8> {
        csv_line(&self.rows)
    }

    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem> {
        if self.is_header() {
            remarks.repeated_headers.add(self.rows.line(), "");
            return Ok(Found::Nothing);
        }
        let (width, count) = (self.header.len(), self.rows.field_count());
        if count < width && self.is_named {
            return Err(RowProblem::TooFewValues);
        }
        // A separator at the end of each line is a habit of some programs.
        let is_beyond = |index: usize| !self.field(index).trim_ascii().is_empty();
        if self.is_named && (width..count).any(is_beyond) {
            return Err(RowProblem::TooManyValues);
        }
        if self.swallows_rows() {
            let text = String::from_utf8_lossy(self.rows.text());
            remarks.quotes_over_rows.add(self.rows.line(), &text);
        }
        for place in &self.places {
            let value = place.map_or(&b""[..], |place| self.field(place));
            values.push_bytes(value, self.rows.line(), remarks);
        }
        Ok(Found::Row)
    }
}

/// The current row as CSV again, for people to recognise.
fn csv_line(rows: &CsvRows) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    let fields = (0..rows.field_count()).filter_map(|index| rows.field(index));
    let written = writer.write_record(fields.map(|field| &rows.text()[field]));
    let mut line = match (written, writer.into_inner()) {
        (Ok(()), Ok(line)) => line,
        // Writing to memory does not fail; the bare text would do if it did.
        _ => rows.text().to_vec(),
    };
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    line
}
