//! Workbooks of spreadsheet programs (XLSX, XLS, ODS): one sheet of one, as rows of texts.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, Ods, Range, Reader, Xls, Xlsb, Xlsx};

use super::columns::Selection;
use super::error::{FileError, RowProblem};
use super::header::{HEAD_ROWS, HeadRow, Header, HeaderRule};
use super::rows::{Found, Rows};
use super::unpack::WorkbookKind;
use super::values::{Remarks, Values};

/// Whole numbers up to here are exact in a cell, 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A sheet, read whole: no sheet has more than 1,048,576 rows.
pub(super) struct Sheet {
    file: String,
    name: String,
    cells: Range<Data>,
}

impl Sheet {
    /// Opens the sheet called `name`, or the first one.
    pub(super) fn open(
        file: &str,
        workbook: File,
        kind: WorkbookKind,
        name: Option<&str>,
    ) -> Result<Self, FileError> {
        let workbook = BufReader::new(workbook);
        match kind {
            WorkbookKind::Xlsx => Self::of::<Xlsx<_>>(file, workbook, name),
            WorkbookKind::Xlsb => Self::of::<Xlsb<_>>(file, workbook, name),
            WorkbookKind::Xls => Self::of::<Xls<_>>(file, workbook, name),
            WorkbookKind::Ods => Self::of::<Ods<_>>(file, workbook, name),
        }
    }

    fn of<W>(file: &str, workbook: BufReader<File>, name: Option<&str>) -> Result<Self, FileError>
    where
        W: Reader<BufReader<File>>,
        W::Error: std::fmt::Display,
    {
        let damaged = |reason: W::Error| FileError::damaged(file, "workbook", reason);
        let mut workbook = W::new(workbook).map_err(damaged)?;
        let names = workbook.sheet_names();
        let found = match name {
            Some(name) => names.iter().find(|own| own.as_str() == name),
            None => names.first(),
        };
        let Some(name) = found.cloned() else {
            return Err(FileError::WhichPart {
                file: file.to_owned(),
                found: format!("the sheets {}", names.join(", ")),
                option: "--sheet",
            });
        };
        let cells = workbook.worksheet_range(&name).map_err(damaged)?;
        Ok(Self {
            file: file.to_owned(),
            name,
            cells,
        })
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its header, with all columns of `selection` if there is one.
    pub(super) fn header(
        &self,
        rule: HeaderRule,
        selection: Option<&Selection>,
    ) -> Result<Header, FileError> {
        let rows: Vec<HeadRow> = self.head_rows();
        let found = selection.and_then(|selection| Header::with(&rows, rule, selection));
        match found {
            Some(header) => Ok(header),
            None => Header::guess(&self.file, &rows, rule),
        }
    }

    fn head_rows(&self) -> Vec<HeadRow> {
        let filled = (0..self.cells.height()).filter(|&row| !self.is_blank(row));
        let of = |row: usize| {
            let mut cells: Vec<String> = self.row(row).iter().map(text_of).collect();
            // A sheet is as wide as its widest row; the end of the others is no part of them.
            let last = cells.iter().rposition(|cell| !cell.is_empty());
            cells.truncate(last.map_or(0, |last| last + 1));
            HeadRow {
                line: self.line(row),
                cells,
            }
        };
        filled.take(HEAD_ROWS).map(of).collect()
    }

    fn row(&self, row: usize) -> &[Data] {
        if row < self.cells.height() {
            &self.cells[row]
        } else {
            &[]
        }
    }

    fn is_blank(&self, row: usize) -> bool {
        self.row(row).iter().all(|cell| text_of(cell).is_empty())
    }

    /// The number that the spreadsheet program shows beside row `row`.
    fn line(&self, row: usize) -> u64 {
        let first = self.cells.start().map_or(0, |(row, _)| u64::from(row));
        first + row as u64 + 1
    }
}

/// The rows of a sheet after its header.
pub(super) struct SheetRows {
    sheet: Sheet,
    places: Vec<Option<usize>>,
    header: Vec<String>,
    is_named: bool,
    next: usize,
}

impl SheetRows {
    pub(super) fn begin(sheet: Sheet, header: Header, places: Vec<Option<usize>>) -> Self {
        let next = match header.line {
            Some(line) => (0..sheet.cells.height())
                .find(|&row| sheet.line(row) > line)
                .unwrap_or(sheet.cells.height()),
            None => 0,
        };
        Self {
            sheet,
            places,
            is_named: header.line.is_some(),
            header: header.names,
            next,
        }
    }

    fn current(&self) -> &[Data] {
        self.sheet.row(self.next.saturating_sub(1))
    }

    fn is_header(&self) -> bool {
        let cells = self.current();
        let mut names = self.header.iter().enumerate();
        self.is_named
            && names.all(|(index, name)| {
                cells
                    .get(index)
                    .map(text_of)
                    .is_some_and(|cell| cell == *name)
            })
    }
}

impl Rows for SheetRows {
    fn advance(&mut self) -> Result<bool, FileError> {
        while self.next < self.sheet.cells.height() {
            self.next += 1;
            if !self.sheet.is_blank(self.next - 1) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&self) -> u64 {
        self.sheet.line(self.next.saturating_sub(1))
    }

    fn excerpt(&self) -> Vec<u8> {
        let cells: Vec<String> = self.current().iter().map(text_of).collect();
        cells.join(",").into_bytes()
    }

    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem> {
        if self.is_header() {
            remarks.repeated_headers.add(self.line(), "");
            return Ok(Found::Nothing);
        }
        let cells = self.sheet.row(self.next.saturating_sub(1));
        for place in &self.places {
            let cell = place.and_then(|place| cells.get(place));
            values.push(&cell.map(text_of).unwrap_or_default());
        }
        Ok(Found::Row)
    }
}

/// A cell as a person would write it: whole numbers without a point, dates as in ISO 8601.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            format!("{number:.0}")
        }
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
