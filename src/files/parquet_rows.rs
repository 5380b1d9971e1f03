//! Rows of a Parquet file, one after the other.

use super::error::{FileError, RowProblem};
use super::rows::{Found, Rows};
use super::values::{Remarks, Values};
use crate::columnar::{self, Kind, ParquetFile, Value};

/// The rows of a file; a list makes a row of each of its elements.
pub(super) struct ParquetRows {
    file: ParquetFile,
    /// The columns read, by their place in the file.
    columns: Vec<usize>,
    /// For each column wanted, its place among those read.
    places: Vec<Option<usize>>,
    /// Columns read that are in a list.
    listed: Vec<usize>,
    group: usize,
    rows: Option<columnar::Rows>,
    /// Rows of the file before the row group at hand.
    before: u64,
    /// The row of the batch at hand, from 0; the batch has this many.
    row: usize,
    count: usize,
}

impl ParquetRows {
    /// Reads the columns at these places of the file.
    pub(super) fn begin(file: ParquetFile, wanted: Vec<Option<usize>>) -> Result<Self, FileError> {
        let mut columns: Vec<usize> = wanted.iter().flatten().copied().collect();
        columns.sort_unstable();
        columns.dedup();
        let places = wanted.iter().map(|place| {
            place.and_then(|place| columns.iter().position(|column| *column == place))
        });
        let places = places.collect();
        let in_list = |&place: &usize| {
            file.columns()
                .get(columns[place])
                .is_some_and(|column| column.repeats())
        };
        let listed = (0..columns.len()).filter(in_list).collect();
        // Columns of two lists are refused here, and not after rows have been read.
        file.rows(0, &columns)?;
        Ok(Self {
            columns,
            places,
            listed,
            group: 0,
            rows: None,
            before: 0,
            row: 0,
            count: 0,
            file,
        })
    }

    /// Goes to the next batch with rows; `false` after the last one.
    fn next_batch(&mut self) -> Result<bool, FileError> {
        loop {
            if let Some(rows) = &mut self.rows {
                if let Some(batch) = rows.next_batch()? {
                    (self.row, self.count) = (0, batch.len());
                    return Ok(true);
                }
                self.before += self.file.row_groups()[self.group];
                self.group += 1;
            }
            if self.group >= self.file.row_groups().len() {
                self.rows = None;
                return Ok(false);
            }
            self.rows = Some(self.file.rows(self.group, &self.columns)?);
        }
    }

    /// What the values of a column read are.
    fn kind(&self, column: usize) -> Kind {
        let place = self.columns.get(column);
        let column = place.and_then(|&place| self.file.columns().get(place));
        column.map_or(Kind::Text, |column| column.kind)
    }

    fn value(&self, column: usize) -> Value<'_> {
        match &self.rows {
            Some(rows) => rows.batch().value(self.row, column),
            None => Value::None,
        }
    }
}

impl Rows for ParquetRows {
    fn advance(&mut self) -> Result<bool, FileError> {
        self.row += 1;
        if self.row < self.count {
            return Ok(true);
        }
        self.count = 0;
        self.next_batch()
    }

    fn line(&self) -> u64 {
        let origin = self
            .rows
            .as_ref()
            .map_or(0, |rows| rows.batch().origin(self.row));
        self.before + origin + 1
    }

    fn excerpt(&self) -> Vec<u8> {
        let mut shown = Vec::new();
        for column in 0..self.columns.len() {
            if column > 0 {
                shown.push(b',');
            }
            match self.value(column) {
                Value::None => {}
                Value::Integer(number) => shown.extend(number.to_string().into_bytes()),
                Value::Text(text) => shown.extend(text.bytes()),
                Value::Bytes(bytes) => shown.extend(bytes),
            }
        }
        shown
    }

    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem> {
        let is_none = |&column: &usize| self.value(column) == Value::None;
        if !self.listed.is_empty() && self.listed.iter().all(is_none) {
            remarks.empty_lists.add(self.line(), "");
            return Ok(Found::Nothing);
        }
        for place in &self.places {
            let Some(column) = *place else {
                values.push("");
                continue;
            };
            match self.value(column) {
                Value::None => values.push(""),
                Value::Integer(number) => values.push_number(number),
                // Programs that know no missing whole number write all of them as fractions.
                Value::Text(text) if self.kind(column) == Kind::Float => {
                    values.push(text.strip_suffix(".0").unwrap_or(text));
                }
                Value::Text(text) => values.push(text),
                // Of ids that are bytes, each stays one of its own.
                Value::Bytes(bytes) if self.kind(column) == Kind::Bytes => values.push(&hex(bytes)),
                Value::Bytes(bytes) => values.push_bytes(bytes, self.line(), remarks),
            }
        }
        Ok(Found::Row)
    }
}

/// Bytes in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
