//! CSV rows as bytes, on csv-core: its grammar, with what the csv crate leaves to others. A row
//! has a largest size, so one broken quote cannot fill the memory; a quote that is never closed is
//! an error and not the last field; and line numbers are those of an editor.

use std::ops::Range;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::error::FileError;
use super::lines::MAX_ROW;
use super::source::Source;

/// The most columns a row may have.
const MAX_COLUMNS: usize = 1 << 16;

const LINE_END: &[u8] = b"\n";

/// Reads a source row by row.
pub(super) struct CsvRows {
    source: Source,
    parser: Reader,
    /// Fields of the current row one after the other, unquoted.
    text: Vec<u8>,
    text_length: usize,
    /// Where each field ends in `text`.
    ends: Vec<usize>,
    field_count: usize,
    line: u64,
}

impl CsvRows {
    /// Rows of values parted by `delimiter`, in quotes or not.
    pub(super) fn new(source: Source, delimiter: u8, quoted: bool) -> Self {
        let mut parser = ReaderBuilder::new();
        parser.delimiter(delimiter).quoting(quoted);
        Self {
            source,
            parser: parser.build(),
            text: vec![0; 4096],
            text_length: 0,
            ends: vec![0; 64],
            field_count: 0,
            line: 0,
        }
    }

    /// Moves to the next row; `false` at the end. Empty lines are no rows.
    pub(super) fn advance(&mut self) -> Result<bool, FileError> {
        self.text_length = 0;
        self.field_count = 0;
        let mut size = 0;
        loop {
            let input = self.source.fill()?;
            let at_end = input.is_empty();
            // A line end after the last line changes nothing, except inside quotes.
            let input = if at_end { LINE_END } else { input };
            let (result, read, written, ended) = self.parser.read_record(
                input,
                &mut self.text[self.text_length..],
                &mut self.ends[self.field_count..],
            );
            let after_line_end = input[..read].last() == Some(&b'\n');
            self.text_length += written;
            self.field_count += ended;
            size += read;
            if !at_end {
                self.source.consume(read);
            } else if written > 0 {
                return Err(self.unterminated_quote(self.first_line()));
            }
            match result {
                ReadRecordResult::Record => {
                    self.line = self.first_line() - u64::from(after_line_end);
                    return Ok(true);
                }
                ReadRecordResult::InputEmpty if at_end => return Ok(false),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
            if self.text_length == 0 && self.field_count == 0 {
                size = 0; // only empty lines so far
            }
            if size > MAX_ROW || self.field_count > MAX_COLUMNS {
                return Err(self.too_long());
            }
        }
    }

    /// The unquoted fields of the current row, one after the other.
    pub(super) fn text(&self) -> &[u8] {
        &self.text[..self.text_length]
    }

    /// Where field `index` lies in [`CsvRows::text`], if the row has that many.
    pub(super) fn field(&self, index: usize) -> Option<Range<usize>> {
        let ends = &self.ends[..self.field_count];
        let end = *ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |previous| ends[previous]);
        Some(start..end)
    }

    /// Fields in the current row.
    pub(super) fn field_count(&self) -> usize {
        self.field_count
    }

    /// The line the current row begins on, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The line the row read so far began on: a line end outside quotes has ended a row, so those
    /// passed since are in its text.
    fn first_line(&self) -> u64 {
        self.parser.line() - newlines(self.text())
    }

    /// The error for a row that began on `first_line` and ended inside quotes.
    fn unterminated_quote(&self, first_line: u64) -> FileError {
        // It is the last field that is open: every line end of the others came before the quote.
        let closed = match self.field_count.checked_sub(1) {
            Some(last) => newlines(&self.text[..self.ends[last]]),
            None => 0,
        };
        FileError::UnterminatedQuote {
            file: self.source.name().to_owned(),
            line: first_line + closed,
        }
    }

    fn too_long(&mut self) -> FileError {
        let first_line = self.first_line();
        // The parser does not tell whether it is inside quotes, and a clone of it does not work
        // (csv-core 0.1.13). As reading ends here, it is asked itself: only there is a line end text.
        let (_, _, written, _) = self.parser.read_record(LINE_END, &mut [0; 2], &mut [0; 2]);
        if written > 0 {
            return self.unterminated_quote(first_line);
        }
        let excess = if self.field_count > MAX_COLUMNS {
            format!("more than {MAX_COLUMNS} columns")
        } else {
            format!("more than {} MiB", MAX_ROW >> 20)
        };
        FileError::RowTooLong {
            file: self.source.name().to_owned(),
            line: first_line,
            excess,
        }
    }
}

fn newlines(text: &[u8]) -> u64 {
    text.iter().filter(|&&byte| byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};

    use super::*;
    use crate::files::source;

    fn rows(text: impl Read + Send + 'static) -> CsvRows {
        CsvRows::new(source::tests::of("items.csv", text), b',', true)
    }

    fn all(mut rows: CsvRows) -> Result<Vec<(u64, Vec<String>)>, FileError> {
        let mut found = Vec::new();
        while rows.advance()? {
            let fields = (0..rows.field_count())
                .map(|index| {
                    String::from_utf8_lossy(&rows.text()[rows.field(index).unwrap()]).into()
                })
                .collect();
            found.push((rows.line(), fields));
        }
        Ok(found)
    }

    fn lines(text: &'static str) -> Vec<u64> {
        let rows = all(rows(text.as_bytes())).unwrap();
        rows.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn rows_are_numbered_as_in_an_editor() {
        assert_eq!(lines("a,b\nc,d\ne,f"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\nc,d\r\ne,f\r\n"), [1, 2, 3]);
        assert_eq!(lines("\n\na,b\n\n\r\nc,d\n"), [3, 6]);
        assert_eq!(
            lines("a,\"x\ny\r\nz\"\nc,d\r\n\"1\n2\",\"3\n4\"\ne\n"),
            [1, 4, 5, 8]
        );
    }

    #[test]
    fn unclosed_quote_is_an_error_that_names_its_line() {
        for (text, line) in [
            ("id,title\n1,\"Atlas\n2,Bible\n3,Comic\n", 2),
            ("id,title\n1,\"a\nb\",\"c\nd", 3),
            ("\"", 1),
            ("id\n1\n\"x\"\"", 3),
            ("id\r\n1\r\n\"x\r\n", 3),
        ] {
            let error = all(rows(text.as_bytes())).unwrap_err();
            let FileError::UnterminatedQuote { line: found, .. } = error else {
                panic!("{text:?}: {error}")
            };
            assert_eq!(found, line, "{text:?}");
        }
    }

    #[test]
    fn closed_quotes_at_the_end_of_the_file_are_fine() {
        for text in [
            "a,\"b\"",
            "a,\"b\"\"\"",
            "a,\"\"",
            "a\"",
            "a,b\"c\n",
            "\"a\"b",
        ] {
            assert!(all(rows(text.as_bytes())).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn row_of_fifty_megabytes_is_refused_with_its_line() {
        let text = b"id\n1\n".chain(io::repeat(b'x').take(50 << 20));
        let mut rows = rows(text);
        while rows.line() < 2 {
            rows.advance().unwrap();
        }
        let error = rows.advance().unwrap_err().to_string();
        assert!(
            error.contains("items.csv, line 3") && error.contains("16 MiB"),
            "{error}"
        );
        assert!(rows.text.capacity() <= 2 * MAX_ROW);
    }

    #[test]
    fn row_of_very_many_columns_is_refused() {
        let error = all(rows(io::repeat(b',').take(50 << 20)))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 1") && error.contains("columns"),
            "{error}"
        );
    }

    #[test]
    fn quote_that_swallows_a_large_file_is_named() {
        let text = b"id,title\n1,\"oops\n".chain(io::repeat(b'\n').take(50 << 20));
        let error = all(rows(text)).unwrap_err();
        assert!(
            matches!(error, FileError::UnterminatedQuote { line: 2, .. }),
            "{error}"
        );
    }

    #[test]
    fn very_many_empty_lines_are_no_row() {
        let text = b"id\n"
            .chain(io::repeat(b'\n').take(20 << 20))
            .chain(&b"1"[..]);
        let found = all(rows(text)).unwrap();
        assert_eq!(found.last().unwrap().0, (20 << 20) + 2);
    }

    fn records() -> impl Strategy<Value = Vec<Vec<String>>> {
        let field = "[a\",\n\r é]{0,6}";
        prop::collection::vec(prop::collection::vec(field, 2..5), 1..20)
    }

    proptest! {
        #[test]
        fn whatever_the_csv_crate_writes_is_read_back(records in records()) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for record in &records {
                writer.write_record(record).unwrap();
            }
            let text = io::Cursor::new(writer.into_inner().unwrap());
            let found: Vec<_> = all(rows(text)).unwrap().into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(found, records);
        }

        #[test]
        fn parsing_does_not_depend_on_how_the_bytes_come(text in "[a\",\n]{1,40}") {
            struct Drip(io::Cursor<Vec<u8>>);
            impl Read for Drip {
                fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                    let one = buffer.len().min(1);
                    self.0.read(&mut buffer[..one])
                }
            }
            let whole = all(rows(io::Cursor::new(text.clone().into_bytes())));
            let dripped = all(rows(Drip(io::Cursor::new(text.into_bytes()))));
            prop_assert_eq!(format!("{whole:?}"), format!("{dripped:?}"));
        }
    }
}
