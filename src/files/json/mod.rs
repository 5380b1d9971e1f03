//! JSON: lists of records, JSON Lines, documents that wrap a list; columns are keys, or paths into
//! objects and lists. A list gives a row for each of its elements, and what stands beside it is
//! said again in each: an order with its lines becomes the lines of an order.

mod path;
mod record;
mod scan;

use std::collections::VecDeque;

use serde_json::Value;

use super::columns::{Selection, Wanted};
use super::encoding::{Read1252, text_of};
use super::error::{FileError, RowProblem};
use super::lines::Lines;
use super::rows::{Found, Rows};
use super::source::Source;
use super::values::{Remarks, Values};
use path::{Path, common_list};
use record::{Column, Expanded, expand};
use scan::Scan;

/// Records of the head that columns are looked for in.
const LOOKED_AT: usize = 200;

/// How the records of a file are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonForm {
    /// A record a line.
    Lines,
    /// Values that may go over lines: a list, a document around one, or several.
    Document,
}

/// Whether this text is JSON, by its beginning, and in which form.
pub(super) fn form_of(source: &Source) -> Option<JsonForm> {
    let head = source.head().trim_ascii_start();
    match head.first()? {
        b'[' => {
            // A list of records, and not a line of a chat that begins with a bracket.
            let inner = head[1..].trim_ascii_start().first();
            matches!(inner, Some(b'{' | b']' | b'[')).then_some(JsonForm::Document)
        }
        b'{' => {
            let line = head.split(|&byte| byte == b'\n').next()?;
            let is_object = |text: &[u8]| {
                serde_json::from_slice::<Value>(text).is_ok_and(|value| value.is_object())
            };
            let inner = head[1..].trim_ascii_start().first();
            match (is_object(line), inner) {
                (true, _) => Some(JsonForm::Lines),
                (false, Some(b'"' | b'}')) => Some(JsonForm::Document),
                (false, _) => None,
            }
        }
        _ => None,
    }
}

/// The columns in the first records, as paths, in the order they come up.
pub(super) fn columns(source: &Source, form: JsonForm) -> Vec<String> {
    let mut records = Records::new(source.copy_of_head(), form, &[]);
    let mut found = Vec::new();
    let mut looked_at = 0;
    // What is wrong further on, or cut at the end of the head, is told when it is come to.
    while looked_at < LOOKED_AT && records.advance().unwrap_or(false) {
        if let Ok(value) = serde_json::from_slice(records.bytes()) {
            record::collect_columns(&value, "", &mut found);
        }
        looked_at += 1;
    }
    if looked_at == 0 {
        // A single document larger than the head.
        record::collect_from_cut(source.head(), &mut found);
    }
    found
}

/// Those of these columns that rows can have together: the plain ones, and those of the list with
/// most of them.
pub(super) fn of_one_list(found: &[String]) -> Vec<String> {
    let list = |name: &String| name.rfind("[].").map(|end| name[..end].to_owned());
    let lists: Vec<String> = found.iter().filter_map(list).collect();
    let often = |list: &String| lists.iter().filter(|other| *other == list).count();
    // Of equal ones the first, which `max_by_key` would not give.
    let largest = lists.iter().rev().max_by_key(|list| often(list)).cloned();
    let with_it = |name: &&String| {
        !name.ends_with("[]")
            && list(name).is_none_or(|own| {
                largest.as_ref().is_some_and(|largest| {
                    format!("{largest}.").starts_with(&format!("{own}[].")) || own == *largest
                })
            })
    };
    found.iter().filter(with_it).cloned().collect()
}

/// The paths of what is wanted; a key that is there as it is written counts before a path.
fn paths(wanted: &[Wanted], found: &[String], places: &[Option<usize>]) -> Vec<Path> {
    let path = |(wanted, place): (&Wanted, &Option<usize>)| match place {
        // Found among the columns, perhaps in another case.
        Some(place) => Path::parse(&found[*place]),
        None if wanted.name.contains("[]") => Path::parse(&wanted.name),
        None => Path::key(&wanted.name),
    };
    wanted.iter().zip(places).map(path).collect()
}

/// The rows of a JSON file.
pub(super) struct JsonRows {
    records: Records,
    columns: Vec<Column>,
    /// Rows of the record at hand that are still to come.
    pending: VecDeque<Vec<String>>,
    current: Result<Vec<String>, RowProblem>,
    /// How the record at hand was read.
    read_1252: Read1252,
    /// The record at hand gave no row, and that is to be told.
    is_empty: bool,
}

impl JsonRows {
    /// Reads `source` for the columns of `selection`, of which those there were `found`.
    pub(super) fn begin(
        source: Source,
        form: JsonForm,
        selection: &Selection,
        found: &[String],
    ) -> Result<Self, FileError> {
        // Without a record to look at, nothing can be said of what is missing.
        let places = match found {
            [] => vec![None; selection.wanted.len()],
            found => selection.places(source.name(), found)?,
        };
        let paths = paths(&selection.wanted, found, &places);
        let steps = match form {
            JsonForm::Document => common_list(&paths),
            JsonForm::Lines => Vec::new(),
        };
        let paths: Vec<Path> = paths.iter().map(|path| path.after(steps.len())).collect();
        record::check_lists(source.name(), &paths)?;
        let columns = paths.into_iter().zip(&selection.wanted);
        let columns = columns.map(|(path, wanted)| Column {
            path,
            joins: wanted.joins,
        });
        let columns = columns.collect();
        Ok(Self {
            records: Records::new(source, form, &steps),
            columns,
            pending: VecDeque::new(),
            current: Ok(Vec::new()),
            read_1252: Read1252::No,
            is_empty: false,
        })
    }

    fn expand(&mut self) {
        let (text, read_1252) = text_of(self.records.bytes());
        self.read_1252 = read_1252;
        let Expanded { rows, problem } = expand(&text, &self.columns);
        self.is_empty = rows.is_empty() && problem.is_none();
        self.pending = rows.into();
        self.current = match problem {
            Some(problem) => Err(problem),
            None => Ok(self.pending.pop_front().unwrap_or_default()),
        };
    }
}

impl Rows for JsonRows {
    fn advance(&mut self) -> Result<bool, FileError> {
        if let Some(next) = self.pending.pop_front() {
            self.current = Ok(next);
            return Ok(true);
        }
        if !self.records.advance()? {
            return Ok(false);
        }
        self.expand();
        Ok(true)
    }

    fn line(&self) -> u64 {
        self.records.line()
    }

    fn excerpt(&self) -> Vec<u8> {
        self.records.bytes().to_vec()
    }

    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem> {
        if std::mem::take(&mut self.is_empty) {
            remarks.empty_lists.add(self.records.line(), "");
            return Ok(Found::Nothing);
        }
        match &self.current {
            Ok(row) => {
                for value in row {
                    // Only what is wanted matters, and ASCII is the same in either.
                    if !value.is_ascii() {
                        remarks.read(self.read_1252, self.records.line(), value);
                    }
                    values.push(value);
                }
            }
            Err(problem) => return Err(*problem),
        }
        Ok(Found::Row)
    }
}

/// Records as bytes, however they are parted.
enum Records {
    Lines(Lines),
    Document(Scan),
}

impl Records {
    fn new(source: Source, form: JsonForm, steps: &[path::Step]) -> Self {
        match form {
            JsonForm::Lines => Self::Lines(Lines::new(source)),
            JsonForm::Document => Self::Document(Scan::new(source, steps.to_vec())),
        }
    }

    fn advance(&mut self) -> Result<bool, FileError> {
        match self {
            Self::Lines(lines) => {
                while lines.advance()? {
                    if !lines.line().trim_ascii().is_empty() {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Document(scan) => scan.advance(),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Lines(lines) => lines.line(),
            Self::Document(scan) => scan.value(),
        }
    }

    fn line(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.number(),
            Self::Document(scan) => scan.line(),
        }
    }
}
