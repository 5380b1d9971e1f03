//! Rows with named columns, whatever the file is: CSV with a header, JSON Lines, or the edge lists
//! of SNAP, whose columns have names by custom. The formats above ask for columns and get texts.

use std::ops::Range;

use serde_json::{Map, Value};

use super::columns::{ColumnRequest, find_column, read_header};
use super::csv_rows::CsvRows;
use super::error::ImportError;
use super::lines::Lines;
use super::reject::{self, RejectReason};
use super::skip::SkipRule;
use super::source::Source;
use super::tally::Tally;

/// One row: the texts of the columns asked for.
pub(super) struct Row<'r> {
    text: &'r str,
    spans: &'r [Range<usize>],
}

impl<'r> Row<'r> {
    /// The text of the column asked for in place `index`, without spaces around it; empty where
    /// the row or the file does not have it.
    pub(super) fn value(&self, index: usize) -> &'r str {
        let span = self.spans.get(index).cloned().unwrap_or_default();
        self.text.get(span).unwrap_or_default().trim()
    }

    /// [`Self::value`], `None` where it is empty.
    pub(super) fn some(&self, index: usize) -> Option<&'r str> {
        Some(self.value(index)).filter(|value| !value.is_empty())
    }
}

/// What a format did with a row.
pub(super) enum Verdict {
    Taken,
    Rejected(RejectReason),
}

impl From<RejectReason> for Verdict {
    fn from(reason: RejectReason) -> Self {
        Self::Rejected(reason)
    }
}

enum Rows {
    Csv {
        rows: Box<CsvRows>,
        /// The column of each request; `None` if the file does not have it.
        places: Vec<Option<usize>>,
        width: usize,
    },
    Jsonl {
        lines: Lines,
        names: Vec<String>,
        /// The texts of the row asked for, one after the other.
        text: String,
    },
    Edges(Lines),
}

/// Reads rows.
pub(super) struct RowReader {
    rows: Rows,
    spans: Vec<Range<usize>>,
    /// Where the requests of the skip rules begin.
    first_skip: usize,
    skips: Vec<SkipRule>,
}

impl RowReader {
    fn new(rows: Rows, first_skip: usize, skips: &[SkipRule]) -> Self {
        Self {
            rows,
            spans: Vec::new(),
            first_skip,
            skips: skips.to_vec(),
        }
    }

    pub(super) fn csv(
        source: Source,
        delimiter: u8,
        mut requests: Vec<ColumnRequest>,
        skips: &[SkipRule],
    ) -> Result<Self, ImportError> {
        let first_skip = requests.len();
        requests.extend(
            skips
                .iter()
                .map(|rule| ColumnRequest::needed(rule.column(), "--skip")),
        );
        let mut rows = Box::new(CsvRows::new(source, delimiter));
        let header = read_header(&mut rows)?;
        let places = requests
            .iter()
            .map(|request| find_column(rows.name(), &header, request))
            .collect::<Result<_, _>>()?;
        let width = header.len();
        let rows = Rows::Csv {
            rows,
            places,
            width,
        };
        Ok(Self::new(rows, first_skip, skips))
    }

    pub(super) fn jsonl(source: Source, requests: Vec<ColumnRequest>, skips: &[SkipRule]) -> Self {
        let first_skip = requests.len();
        let mut names: Vec<String> = requests.into_iter().map(|request| request.name).collect();
        names.extend(skips.iter().map(|rule| rule.column().to_owned()));
        let rows = Rows::Jsonl {
            lines: Lines::new(source),
            names,
            text: String::new(),
        };
        Self::new(rows, first_skip, skips)
    }

    /// An edge list: its columns, in this order, are the source, the target and the orders of a
    /// link, parted by tabs or, in a line without tabs, by spaces; lines with `#` are comments.
    pub(super) fn edges(source: Source) -> Self {
        Self::new(Rows::Edges(Lines::new(source)), 0, &[])
    }

    /// Gives every row that is not skipped to `take`, and counts what becomes of it.
    pub(super) fn for_each(
        &mut self,
        tally: &mut Tally<'_>,
        mut take: impl FnMut(&Row<'_>, &mut Tally<'_>) -> Result<Verdict, ImportError>,
    ) -> Result<(), ImportError> {
        while self.advance()? {
            let verdict = match find_row(&mut self.rows, &mut self.spans) {
                Err(reason) => Verdict::Rejected(reason),
                Ok(row) if is_skipped(&row, &self.skips, self.first_skip) => {
                    tally.skipped();
                    continue;
                }
                Ok(row) => take(&row, tally)?,
            };
            match verdict {
                Verdict::Taken => tally.taken(),
                Verdict::Rejected(reason) => {
                    tally.rejected(self.line(), reason, self.excerpt())?;
                }
            }
        }
        Ok(())
    }

    /// What to say when no row could be used.
    pub(super) fn hint(&self) -> &'static str {
        match &self.rows {
            Rows::Csv { .. } => "",
            Rows::Jsonl { .. } => {
                " JSON Lines has one object a line (`jq -c '.[]'` makes it from a list), and its \
                 keys are the columns."
            }
            Rows::Edges(_) => {
                " An edge list has two ids a line, parted by a tab or spaces; a file with column \
                 names needs --format csv."
            }
        }
    }

    fn advance(&mut self) -> Result<bool, ImportError> {
        let (lines, comment): (_, &[u8]) = match &mut self.rows {
            Rows::Csv { rows, .. } => return rows.advance(),
            Rows::Jsonl { lines, .. } => (lines, b""),
            Rows::Edges(lines) => (lines, b"#"),
        };
        while lines.advance()? {
            let line = lines.line().trim_ascii_start();
            if !line.is_empty() && (comment.is_empty() || !line.starts_with(comment)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&self) -> u64 {
        match &self.rows {
            Rows::Csv { rows, .. } => rows.line(),
            Rows::Jsonl { lines, .. } | Rows::Edges(lines) => lines.number(),
        }
    }

    fn excerpt(&self) -> String {
        match &self.rows {
            Rows::Csv { rows, .. } => reject::excerpt(&csv_line(rows)),
            Rows::Jsonl { lines, .. } | Rows::Edges(lines) => reject::excerpt(lines.line()),
        }
    }
}

/// Finds the columns asked for in the row advanced to.
fn find_row<'r>(
    rows: &'r mut Rows,
    spans: &'r mut Vec<Range<usize>>,
) -> Result<Row<'r>, RejectReason> {
    spans.clear();
    let text = match rows {
        Rows::Csv {
            rows,
            places,
            width,
        } => csv_row(rows, places, *width, spans)?,
        Rows::Jsonl { lines, names, text } => {
            json_row(as_text(lines.line())?, names, text, spans)?;
            text
        }
        Rows::Edges(lines) => {
            let line = as_text(lines.line())?;
            edge_row(line, spans);
            line
        }
    };
    Ok(Row { text, spans })
}

fn is_skipped(row: &Row<'_>, skips: &[SkipRule], first_skip: usize) -> bool {
    skips
        .iter()
        .zip(first_skip..)
        .any(|(rule, index)| rule.matches(row.value(index)))
}

fn as_text(bytes: &[u8]) -> Result<&str, RejectReason> {
    std::str::from_utf8(bytes).map_err(|_| RejectReason::NotUtf8)
}

fn csv_row<'r>(
    rows: &'r CsvRows,
    places: &[Option<usize>],
    width: usize,
    spans: &mut Vec<Range<usize>>,
) -> Result<&'r str, RejectReason> {
    let text = as_text(rows.text())?;
    if rows.field_count() < width {
        return Err(RejectReason::TooFewValues);
    }
    // A separator at the end of each line is a habit of some programs.
    let beyond = (width..rows.field_count()).filter_map(|index| rows.field(index));
    for field in beyond {
        if !text.get(field).is_some_and(|value| value.trim().is_empty()) {
            return Err(RejectReason::TooManyValues);
        }
    }
    for place in places {
        let span = place
            .and_then(|place| rows.field(place))
            .unwrap_or_default();
        // Two broken halves of a character in neighbouring fields would make a whole one.
        text.get(span.clone()).ok_or(RejectReason::NotUtf8)?;
        spans.push(span);
    }
    Ok(text)
}

fn json_row(
    line: &str,
    names: &[String],
    text: &mut String,
    spans: &mut Vec<Range<usize>>,
) -> Result<(), RejectReason> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|_| RejectReason::NotJsonObject)?;
    text.clear();
    for name in names {
        let start = text.len();
        match object.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(value)) => text.push_str(value),
            Some(Value::Bool(value)) => text.push_str(&value.to_string()),
            Some(Value::Number(number)) => match number.as_f64() {
                Some(real) if number.is_f64() && real.abs() >= EXACT => {
                    return Err(RejectReason::UnreadableJsonValue);
                }
                // Some programs write every number with a point: 7.0 is the id 7.
                Some(real) if number.is_f64() => text.push_str(&real.to_string()),
                _ => text.push_str(&number.to_string()),
            },
            Some(Value::Array(_) | Value::Object(_)) => {
                return Err(RejectReason::UnreadableJsonValue);
            }
        }
        spans.push(start..text.len());
    }
    Ok(())
}

fn edge_row(line: &str, spans: &mut Vec<Range<usize>>) {
    let by_tabs = line.contains('\t');
    let parts_at = |character: char| {
        if by_tabs {
            character == '\t'
        } else {
            character.is_ascii_whitespace()
        }
    };
    let mut start = 0;
    for part in line.split(parts_at) {
        let end = start + part.len();
        if !part.trim().is_empty() {
            spans.push(start..end);
        }
        start = end + 1;
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
