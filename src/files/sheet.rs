//! Workbooks of spreadsheet programs (XLSX, XLS, ODS): one sheet of one, as rows of texts.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufReader};

use calamine::{Data, Ods, Range, Reader, SheetVisible, Xls, Xlsb, Xlsx, XlsxError};
use zip::ZipArchive;

use super::columns::Selection;
use super::error::{FileError, RowProblem};
use super::header::{HEAD_ROWS, HeadRow, Header, HeaderRule};
use super::rows::{Found, Rows};
use super::unpack::WorkbookKind;
use super::values::{Remarks, Values};

/// Whole numbers up to here are exact in a cell, 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// From here on a spreadsheet program keeps the first 15 digits of a number only.
const KEPT: f64 = 1e15;

/// Cells of a sheet that are held at most, with the blank ones before the last of a row.
const MOST_CELLS: usize = 100_000_000;

/// A part of a workbook that is larger than this, and this many times as large as it is packed, is
/// made to fill a memory: sheets pack to a tenth, alike rows to a hundredth.
const LARGE: u64 = 64 << 20;
const TIMES: u64 = 400;

/// A sheet, read whole: no sheet has more than 1,048,576 rows.
pub(super) struct Sheet {
    file: String,
    name: String,
    cells: Cells,
}

impl Sheet {
    /// Opens the sheet called `name`, or the first one that is not hidden.
    pub(super) fn open(
        file: &str,
        workbook: File,
        kind: WorkbookKind,
        name: Option<&str>,
    ) -> Result<Self, FileError> {
        if kind != WorkbookKind::Xls {
            prove(file, &workbook)?;
        }
        let workbook = BufReader::new(workbook);
        match kind {
            WorkbookKind::Xlsx => Self::of::<Xlsx<_>, _>(file, workbook, name, cells_of_xlsx),
            WorkbookKind::Xlsb => Self::of::<Xlsb<_>, _>(file, workbook, name, cells_of_xlsb),
            WorkbookKind::Xls => Self::of::<Xls<_>, _>(file, workbook, name, cells_of),
            WorkbookKind::Ods => Self::of::<Ods<_>, _>(file, workbook, name, cells_of),
        }
    }

    /// Opens a sheet, whose cells `cells` finds.
    fn of<W, F>(
        file: &str,
        workbook: BufReader<File>,
        name: Option<&str>,
        cells: F,
    ) -> Result<Self, FileError>
    where
        W: Reader<BufReader<File>>,
        W::Error: Display,
        F: FnOnce(&mut W, &str) -> Result<Option<Cells>, W::Error>,
    {
        let damaged = |reason: W::Error| FileError::damaged(file, "workbook", reason);
        let mut workbook = W::new(workbook).map_err(damaged)?;
        let sheets = workbook.sheets_metadata();
        let found = match name {
            Some(name) => sheets.iter().find(|own| own.name == name),
            None => sheets
                .iter()
                .find(|own| own.visible == SheetVisible::Visible)
                .or(sheets.first()),
        };
        let found = found.map(|own| own.name.clone());
        let names: Vec<String> = sheets.iter().map(|own| own.name.clone()).collect();
        let which = |found: String| FileError::WhichPart {
            file: file.to_owned(),
            found,
            option: "--sheet",
        };
        let Some(own) = found else {
            return Err(which(format!("the sheets {}", names.join(", "))));
        };
        let Some(cells) = cells(&mut workbook, &own).map_err(damaged)? else {
            return Err(FileError::NotRows {
                file: file.to_owned(),
                found: format!("a workbook whose sheet {own} reaches over too many cells"),
                advice: "save the columns that are needed as CSV".to_owned(),
            });
        };
        if cells.rows.is_empty() && name.is_none() && names.len() > 1 {
            let all = names.join(", ");
            return Err(which(format!(
                "nothing on its sheet {own}; there are {all}"
            )));
        }
        Ok(Self {
            file: file.to_owned(),
            name: own,
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
        let filled = (0..self.cells.rows.len()).filter(|&row| !self.is_blank(row));
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
        self.cells.rows.get(row).map_or(&[], |(_, cells)| cells)
    }

    fn is_blank(&self, row: usize) -> bool {
        self.row(row).iter().all(|cell| text_of(cell).is_empty())
    }

    /// The number that the spreadsheet program shows beside row `row`.
    fn line(&self, row: usize) -> u64 {
        let row = self.cells.rows.get(row);
        row.map_or(0, |(row, _)| u64::from(*row) + 1)
    }
}

/// The cells of a sheet, by rows that have any: one that was filled by mistake, far from the others,
/// costs no more than its own row.
#[derive(Default)]
struct Cells {
    /// With the number of each row, from 0.
    rows: Vec<(u32, Vec<Data>)>,
    held: usize,
}

impl Cells {
    /// Adds a cell; whether there is room.
    fn add(&mut self, (row, column): (u32, u32), cell: Data) -> bool {
        if cell == Data::Empty {
            return true;
        }
        if self.rows.last().is_none_or(|(last, _)| *last != row) {
            self.rows.push((row, Vec::new()));
        }
        let Some((_, cells)) = self.rows.last_mut() else {
            return false;
        };
        let column = column as usize;
        let missing = (column + 1).saturating_sub(cells.len());
        self.held += missing;
        if self.held > MOST_CELLS {
            return false;
        }
        cells.resize(cells.len() + missing, Data::Empty);
        cells[column] = cell;
        true
    }

    /// All cells in the order of rows, without the columns before the first that says anything.
    fn finish(mut self) -> Self {
        self.rows.sort_by_key(|(row, _)| *row);
        let blank = |cells: &Vec<Data>| {
            cells
                .iter()
                .take_while(|cell| **cell == Data::Empty)
                .count()
        };
        let before = self.rows.iter().map(|(_, cells)| blank(cells)).min();
        for (_, cells) in &mut self.rows {
            cells.drain(..before.unwrap_or_default());
        }
        self
    }
}

/// The cells of an XLSX sheet, `None` if they are too many; of a chart there are none.
fn cells_of_xlsx(
    workbook: &mut Xlsx<BufReader<File>>,
    name: &str,
) -> Result<Option<Cells>, XlsxError> {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Some(Cells::default())),
        reader => reader?,
    };
    let mut cells = Cells::default();
    while let Some(cell) = reader.next_cell()? {
        if !cells.add(cell.get_position(), cell.get_value().clone().into()) {
            return Ok(None);
        }
    }
    Ok(Some(cells.finish()))
}

/// As [`cells_of_xlsx`].
fn cells_of_xlsb(
    workbook: &mut Xlsb<BufReader<File>>,
    name: &str,
) -> Result<Option<Cells>, calamine::XlsbError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut cells = Cells::default();
    while let Some(cell) = reader.next_cell()? {
        if !cells.add(cell.get_position(), cell.get_value().clone().into()) {
            return Ok(None);
        }
    }
    Ok(Some(cells.finish()))
}

/// The cells of a sheet of another workbook, whose reader sees to it that they are not too many.
fn cells_of<W: Reader<BufReader<File>>>(
    workbook: &mut W,
    name: &str,
) -> Result<Option<Cells>, W::Error> {
    let range: Range<Data> = workbook.worksheet_range(name)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Cells::default();
    for (row, column, cell) in range.used_cells() {
        let place = (first_row + row as u32, first_column + column as u32);
        if !cells.add(place, cell.clone()) {
            return Ok(None);
        }
    }
    Ok(Some(cells.finish()))
}

/// Proves that the texts in a packed workbook are whole and of a size that can be meant: readers of
/// sheets stop before the end, where their checksums stand.
fn prove(file: &str, workbook: &File) -> Result<(), FileError> {
    let damaged = |reason: &dyn Display| FileError::damaged(file, "workbook", reason);
    let mut archive = ZipArchive::new(workbook).map_err(|reason| damaged(&reason))?;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|reason| damaged(&reason))?;
        let is_text = part
            .name()
            .is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".bin"));
        if !is_text {
            continue;
        }
        if part.size() > LARGE && part.size() / TIMES > part.compressed_size() {
            return Err(FileError::NotRows {
                file: file.to_owned(),
                found: format!("a workbook that unpacks to {} bytes", part.size()),
                advice: "save the sheet that is needed as CSV".to_owned(),
            });
        }
        io::copy(&mut part, &mut io::sink()).map_err(|reason| damaged(&reason))?;
    }
    Ok(())
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
            Some(line) => (0..sheet.cells.rows.len())
                .find(|&row| sheet.line(row) > line)
                .unwrap_or(sheet.cells.rows.len()),
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
        while self.next < self.sheet.cells.rows.len() {
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
            let text = cell.map(text_of).unwrap_or_default();
            if let Some(Data::Float(number)) = cell
                && number.abs() >= KEPT
            {
                remarks.inexact_numbers.add(self.line(), &text);
            }
            values.push(&text);
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
