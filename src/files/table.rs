//! Rows with named columns, whatever the file is. Formats of import ask for columns and get texts.

use super::columns::{ColumnRequest, Selection};
use super::delimited::{self, DelimitedRows, DelimitedRules};
use super::edges::EdgeRows;
use super::error::{FileError, RowProblem};
use super::facts::{EDGES, FileFacts};
use super::input::Input;
use super::json::{self, JsonForm, JsonRows};
use super::options::{FileFormat, TableOptions, Unknown, ending};
use super::parquet_rows::ParquetRows;
use super::rows::{Found, Rows};
use super::sheet::{Sheet, SheetRows};
use super::skip::SkipRule;
use super::source::Source;
use super::unpack::{Content, Unpacked, unpack};
use super::values::{Remarks, Values};
use crate::columnar::ParquetFile;

/// What a file of text is read as, if neither an option nor its beginning says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usually {
    /// Delimited text with a header.
    Delimited,
    /// An edge list, unless the columns wanted stand in its first rows.
    Edges,
}

/// What a reader came upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A row: [`RowReader::row`] has its texts.
    Row,
    /// A row that is left out because an option says so.
    Skipped,
    /// Nothing that is a row; a remark tells of it.
    Nothing,
    /// A row that cannot be read.
    Broken(RowProblem),
}

/// One row: the texts of what was asked for.
#[derive(Clone, Copy)]
pub(crate) struct Row<'r> {
    values: &'r Values,
    slots: &'r [Vec<usize>],
}

impl<'r> Row<'r> {
    /// The text of the request in place `index`, without blanks around it: that of the first of its
    /// columns that has any; empty where the row or the file has none.
    pub(crate) fn value(&self, index: usize) -> &'r str {
        let columns = self.slots.get(index).map_or(&[][..], Vec::as_slice);
        let mut texts = columns.iter().map(|&column| self.values.get(column));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// [`Self::value`], `None` where it is empty.
    pub(crate) fn some(&self, index: usize) -> Option<&'r str> {
        Some(self.value(index)).filter(|value| !value.is_empty())
    }
}

/// Reads rows.
pub(crate) struct RowReader {
    rows: Box<dyn Rows>,
    facts: FileFacts,
    selection: Selection,
    values: Values,
    /// Where the slots of the skip rules begin.
    first_skip: usize,
    skips: Vec<SkipRule>,
    /// Columns whose empty cells have the value of the row above, with that value.
    above: Vec<(usize, String)>,
    remarks: Remarks,
}

impl RowReader {
    /// Opens a file for rows with the columns of `requests`.
    ///
    /// # Errors
    /// If it cannot be read or understood, or a column that is needed is not there.
    pub(crate) fn open(
        input: &mut Input,
        options: &TableOptions,
        usually: Usually,
        requests: &[ColumnRequest],
    ) -> Result<Self, FileError> {
        let mut all = requests.to_vec();
        let skips = options.skip.iter();
        all.extend(skips.map(|rule| ColumnRequest::needed(&[rule.column().to_owned()], "--skip")));
        let inherits = options.inherit.iter();
        all.extend(
            inherits.map(|name| ColumnRequest::needed(std::slice::from_ref(name), "--inherit")),
        );
        let mut reader = Self::of(input, options, usually, Some(Selection::of(&all)))?;
        reader.first_skip = requests.len();
        reader.skips = options.skip.clone();
        let inherits = reader
            .selection
            .slots
            .iter()
            .skip(requests.len() + options.skip.len());
        reader.above = inherits
            .flatten()
            .map(|&column| (column, String::new()))
            .collect();
        Ok(reader)
    }

    /// Opens a file for rows with all its columns, each in the place that it has among
    /// [`FileFacts::columns`].
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub(crate) fn open_whole(input: &mut Input, options: &TableOptions) -> Result<Self, FileError> {
        Self::of(input, options, Usually::Delimited, None)
    }

    fn of(
        input: &mut Input,
        options: &TableOptions,
        usually: Usually,
        selection: Option<Selection>,
    ) -> Result<Self, FileError> {
        let Unpacked {
            content,
            packed,
            member,
        } = unpack(input, options.text.member.as_deref())?;
        let opening = Opening {
            name: input.name(),
            options,
            selection,
            facts: FileFacts {
                packed,
                member,
                ..FileFacts::default()
            },
        };
        match content {
            Content::Workbook(file, kind) => {
                let sheet = Sheet::open(input.name(), file, kind, options.sheet.as_deref())?;
                opening.sheet(sheet)
            }
            Content::Parquet(file) => opening.parquet(ParquetFile::from_file(input.name(), file)?),
            Content::Text(reader) => {
                let name = input.name().to_owned();
                let stop = input.stop().clone();
                let source = Source::new(name, reader, packed, options.text.encoding, stop)?;
                opening.text(source, usually)
            }
        }
    }

    /// What was found out about the file.
    pub(crate) fn facts(&self) -> &FileFacts {
        &self.facts
    }

    /// What was noticed so far.
    pub(crate) fn remarks(&self) -> &Remarks {
        &self.remarks
    }

    /// Moves to what comes next; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Reading>, FileError> {
        if !self.rows.advance()? {
            return Ok(None);
        }
        self.values.clear();
        Ok(Some(
            match self.rows.read(&mut self.values, &mut self.remarks) {
                Err(problem) => Reading::Broken(problem),
                Ok(Found::Nothing) => Reading::Nothing,
                Ok(Found::Row) => {
                    self.inherit();
                    if self.is_skipped() {
                        Reading::Skipped
                    } else {
                        Reading::Row
                    }
                }
            },
        ))
    }

    /// The row moved to last.
    pub(crate) fn row(&self) -> Row<'_> {
        Row {
            values: &self.values,
            slots: &self.selection.slots,
        }
    }

    /// The line it begins on, or its number where there are no lines.
    pub(crate) fn line(&self) -> u64 {
        self.rows.line()
    }

    /// How it looks, for people to recognise.
    pub(crate) fn excerpt(&self) -> Vec<u8> {
        self.rows.excerpt()
    }

    fn inherit(&mut self) {
        for (column, above) in &mut self.above {
            let own = self.values.get(*column);
            if own.is_empty() {
                self.values.replace(*column, above);
            } else {
                above.clear();
                above.push_str(own);
            }
        }
    }

    fn is_skipped(&self) -> bool {
        let row = self.row();
        let mut rules = self.skips.iter().zip(self.first_skip..);
        rules.any(|(rule, index)| rule.matches(row.value(index)))
    }
}

/// A file on its way to become a reader.
struct Opening<'o> {
    name: &'o str,
    options: &'o TableOptions,
    /// Without one all columns are read.
    selection: Option<Selection>,
    facts: FileFacts,
}

impl Opening<'_> {
    fn sheet(mut self, sheet: Sheet) -> Result<RowReader, FileError> {
        const FORMAT: &str = "a workbook";
        self.expect(FORMAT, &[FileFormat::Sheet])?;
        let unknown = [Unknown::Delimiter, Unknown::Quoting, Unknown::Encoding];
        self.options.refuse(self.name, FORMAT, &unknown)?;
        let header = sheet.header(self.options.header_rule(), self.selection.as_ref())?;
        self.facts.sheet = Some(sheet.name().to_owned());
        self.facts.header_line = header.line;
        self.facts.rows_before_header = header.rows_before;
        let places = self.places(&header.names)?;
        let rows = SheetRows::begin(sheet, header, places);
        Ok(self.reader(FORMAT, Box::new(rows)))
    }

    fn parquet(mut self, file: ParquetFile) -> Result<RowReader, FileError> {
        const FORMAT: &str = "Parquet";
        self.expect(FORMAT, &[FileFormat::Parquet])?;
        let unknown = [
            Unknown::Delimiter,
            Unknown::Quoting,
            Unknown::Encoding,
            Unknown::Header,
            Unknown::NoHeader,
            Unknown::Sheet,
        ];
        self.options.refuse(self.name, FORMAT, &unknown)?;
        let names: Vec<String> = file
            .columns()
            .iter()
            .map(|column| column.path.clone())
            .collect();
        if self.selection.is_none() {
            self.selection = Some(Selection::some(&json::of_one_list(&names), &names));
        }
        let places = self.places(&names)?;
        let rows = ParquetRows::begin(file, places)?;
        Ok(self.reader(FORMAT, Box::new(rows)))
    }

    fn text(self, source: Source, usually: Usually) -> Result<RowReader, FileError> {
        match self.text_format(&source, usually)? {
            FileFormat::Json => self.json(source, JsonForm::Document),
            FileFormat::Jsonl => self.json(source, JsonForm::Lines),
            FileFormat::Edges => self.edges(source),
            FileFormat::Csv | FileFormat::Parquet | FileFormat::Sheet => self.delimited(source),
        }
    }

    fn text_format(&self, source: &Source, usually: Usually) -> Result<FileFormat, FileError> {
        let form = json::form_of(source);
        let is_list = source.head().trim_ascii_start().starts_with(b"[");
        if let Some(format) = self.options.format {
            if format == FileFormat::Jsonl && is_list {
                return Err(FileError::NotRows {
                    file: self.name.to_owned(),
                    found: "a JSON list, not an object a line".to_owned(),
                    advice: "read it with --format json".to_owned(),
                });
            }
            self.expect(
                "text",
                &[
                    FileFormat::Csv,
                    FileFormat::Json,
                    FileFormat::Jsonl,
                    FileFormat::Edges,
                ],
            )?;
            return Ok(format);
        }
        let ending = ending(self.name);
        Ok(match form {
            Some(JsonForm::Document) => FileFormat::Json,
            Some(JsonForm::Lines) => FileFormat::Jsonl,
            None if matches!(ending.as_str(), "jsonl" | "ndjson") => FileFormat::Jsonl,
            None if ending == "json" => FileFormat::Json,
            None if usually == Usually::Edges && !self.has_columns(source) && ending != "csv" => {
                FileFormat::Edges
            }
            None => FileFormat::Csv,
        })
    }

    /// Whether delimited text has all columns wanted in one of its first rows.
    fn has_columns(&self, source: &Source) -> bool {
        let looked = delimited::look(source, self.rules(), self.selection.as_ref());
        let selection = self.selection.as_ref();
        looked.is_ok_and(|(_, header)| selection.is_some_and(|all| all.is_in(&header.names)))
    }

    fn rules(&self) -> DelimitedRules {
        DelimitedRules {
            delimiter: self.options.text.delimiter.map(|delimiter| delimiter.0),
            quoted: self.options.text.quoting.rule(),
            header: self.options.header_rule(),
            tabs_by_name: matches!(ending(self.name).as_str(), "tsv" | "tab"),
        }
    }

    fn delimited(mut self, source: Source) -> Result<RowReader, FileError> {
        const FORMAT: &str = "delimited text";
        self.options.refuse(self.name, FORMAT, &[Unknown::Sheet])?;
        let (dialect, header) = delimited::look(&source, self.rules(), self.selection.as_ref())?;
        self.facts.delimiter = Some(char::from(dialect.delimiter));
        self.facts.quoted = dialect.quoted;
        self.facts.encoding = source.encoding().map(|encoding| encoding.name());
        self.facts.header_line = header.line;
        self.facts.rows_before_header = header.rows_before;
        let places = self.places(&header.names)?;
        let rows = DelimitedRows::begin(source, dialect, header, places)?;
        Ok(self.reader(FORMAT, Box::new(rows)))
    }

    fn json(mut self, source: Source, form: JsonForm) -> Result<RowReader, FileError> {
        let format = match form {
            JsonForm::Lines => "JSON Lines",
            JsonForm::Document => "JSON",
        };
        let unknown = [
            Unknown::Delimiter,
            Unknown::Quoting,
            Unknown::Header,
            Unknown::NoHeader,
            Unknown::Sheet,
        ];
        self.options.refuse(self.name, format, &unknown)?;
        self.facts.encoding = source.encoding().map(|encoding| encoding.name());
        let found = json::columns(&source, form);
        self.facts.columns = found.clone();
        let selection = self.selection.take();
        let selection =
            selection.unwrap_or_else(|| Selection::some(&json::of_one_list(&found), &found));
        let rows = JsonRows::begin(source, form, &selection, &found)?;
        self.selection = Some(selection);
        Ok(self.reader(format, Box::new(rows)))
    }

    fn edges(mut self, source: Source) -> Result<RowReader, FileError> {
        let unknown = [
            Unknown::Delimiter,
            Unknown::Quoting,
            Unknown::Header,
            Unknown::NoHeader,
            Unknown::Sheet,
            Unknown::Skip,
            Unknown::Inherit,
        ];
        self.options.refuse(self.name, EDGES, &unknown)?;
        let names = ["source", "target", "orders"].map(str::to_owned);
        self.facts.columns = names.to_vec();
        self.selection = Some(Selection::all(&names));
        let rows = EdgeRows::begin(source, names.len());
        Ok(self.reader(EDGES, Box::new(rows)))
    }

    /// Refuses a format that was named and is none of these.
    fn expect(&self, found: &str, formats: &[FileFormat]) -> Result<(), FileError> {
        match self.options.format {
            Some(format) if !formats.contains(&format) => Err(FileError::NotRows {
                file: self.name.to_owned(),
                found: format!("{found}, and not what --format says"),
                advice: "leave --format out: it is seen from the file".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// Where the columns wanted stand among those there are.
    fn places(&mut self, names: &[String]) -> Result<Vec<Option<usize>>, FileError> {
        self.facts.columns = names.to_vec();
        match &self.selection {
            Some(selection) => selection.places(self.name, names),
            None => {
                self.selection = Some(Selection::all(names));
                Ok((0..names.len()).map(Some).collect())
            }
        }
    }

    fn reader(mut self, format: &'static str, rows: Box<dyn Rows>) -> RowReader {
        self.facts.format = format;
        RowReader {
            rows,
            facts: self.facts,
            selection: self.selection.unwrap_or_default(),
            values: Values::default(),
            first_skip: 0,
            skips: Vec::new(),
            above: Vec::new(),
            remarks: Remarks::default(),
        }
    }
}
