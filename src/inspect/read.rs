//! The first rows of a file, read as an import would read them.

use std::path::Path;

use clap::ValueEnum;

use super::sample::{Column, Sample};
use super::shape::shape_of;
use super::values::{Looks, looks_of};
use crate::files::{
    FileError, FileFacts, Input, Lines, Quoting, Reading, RowReader, Stop, TableOptions,
};

/// Rows that are looked at, at most.
const ROWS: usize = 100_000;
/// Bytes of values that are kept, at most.
const BYTES: usize = 64 << 20;
/// Lines of text that are looked at for their shape.
const LINES: usize = 100;

impl Sample {
    /// Reads the beginning of a file, or of standard input for `-`; `stop` ends it early.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn read(file: &Path, options: &TableOptions, stop: &Stop) -> Result<Self, FileError> {
        let mut input = Input::open(file, Stop::clone(stop))?;
        input.keep()?;
        let head = head(&mut input, options).unwrap_or_default();
        let mut options = options.clone();
        let mut rows = RowReader::open_whole(&mut input, &options);
        if let Ok(reader) = &mut rows
            && !options.no_header
            && options.header_line.is_none()
            && begins_with_data(reader)?
        {
            options.no_header = true;
            rows = RowReader::open_whole(&mut input, &options);
        } else if rows.is_ok() {
            rows = RowReader::open_whole(&mut input, &options);
        }
        let mut sample = match rows {
            Ok(mut reader) => Self::of_rows(&mut reader)?,
            // Lists and records are no table, and need not be read as one.
            Err(_) if shape_of(&head).is_some() => Self::default(),
            Err(error) => return Err(error),
        };
        sample.file = file.display().to_string();
        sample.reading = words(&options, &sample.facts);
        sample.is_headless = options.no_header;
        sample.head = head;
        Ok(sample)
    }

    fn of_rows(reader: &mut RowReader) -> Result<Self, FileError> {
        let facts = reader.facts().clone();
        let mut sample = Self {
            columns: facts
                .columns
                .iter()
                .map(|name| Column::named(name))
                .collect(),
            written: written(&facts),
            is_whole: true,
            facts,
            ..Self::default()
        };
        let mut bytes = 0;
        while let Some(reading) = reader.next()? {
            if sample.rows == ROWS || bytes > BYTES {
                sample.is_whole = false;
                break;
            }
            match reading {
                Reading::Row => {
                    let row = reader.row();
                    for (place, column) in sample.columns.iter_mut().enumerate() {
                        let value = row.value(place);
                        bytes += value.len();
                        column.values.push(value.to_owned());
                    }
                    sample.rows += 1;
                }
                Reading::Broken(_) => sample.broken += 1,
                Reading::Skipped | Reading::Nothing => {}
            }
        }
        sample.remarks = reader.remarks().clone();
        Ok(sample)
    }
}

/// The first lines of a file of text.
fn head(input: &mut Input, options: &TableOptions) -> Result<Vec<String>, FileError> {
    let mut lines = Lines::open(input, &options.text)?;
    let mut head = Vec::new();
    while head.len() < LINES && lines.advance()? {
        head.push(String::from_utf8_lossy(lines.line()).into_owned());
    }
    Ok(head)
}

/// Whether what stands in the place of the header is a row like those below it: a name that is a
/// number, a date or an address, over more of them.
fn begins_with_data(reader: &mut RowReader) -> Result<bool, FileError> {
    let names = reader.facts().columns.clone();
    if reader.facts().header_line.is_none() {
        return Ok(false);
    }
    while let Some(reading) = reader.next()? {
        if reading != Reading::Row {
            continue;
        }
        let row = reader.row();
        let is_data = |(place, name): (usize, &String)| {
            let looks = looks_of(name);
            let is_plain = matches!(looks, Looks::Text | Looks::Code);
            !name.is_empty() && !is_plain && looks_of(row.value(place)) == looks
        };
        return Ok(names.iter().enumerate().any(is_data));
    }
    Ok(false)
}

/// How a file is written, for people.
fn written(facts: &FileFacts) -> String {
    let delimiter = facts.delimiter.map(|delimiter| match delimiter {
        ',' => "parted by commas".to_owned(),
        ';' => "parted by semicolons".to_owned(),
        '\t' => "parted by tabs".to_owned(),
        other => format!("parted by {other}"),
    });
    let header = match (facts.header_line, facts.delimiter) {
        (Some(line), _) if line > 1 => Some(format!("its header on line {line}")),
        (None, Some(_)) => Some("without a header".to_owned()),
        _ => None,
    };
    let encoding = facts.encoding.map(str::to_owned);
    let parts = [
        Some(facts.format.to_owned()),
        facts.packed.map(|packed| format!("packed with {packed}")),
        facts
            .member
            .as_ref()
            .map(|member| format!("the file {member} in it")),
        facts
            .sheet
            .as_ref()
            .map(|sheet| format!("the sheet {sheet}")),
        encoding,
        delimiter,
        header,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The words by which an import reads a file as it was read here; what it sees by itself needs
/// none.
fn words(options: &TableOptions, facts: &FileFacts) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |option: &str, value: Option<String>| {
        if let Some(value) = value {
            words.extend([option.to_owned(), value]);
        }
    };
    let named = |value: Option<clap::builder::PossibleValue>| {
        value.map(|value| value.get_name().to_owned())
    };
    let text = &options.text;
    say(
        "--format",
        named(options.format.and_then(|format| format.to_possible_value())),
    );
    say("--member", text.member.clone());
    say("--sheet", options.sheet.clone());
    say(
        "--encoding",
        text.encoding.map(|encoding| encoding.name().to_owned()),
    );
    let delimiter = text.delimiter.and(facts.delimiter);
    say(
        "--delimiter",
        delimiter.map(|delimiter| match delimiter {
            '\t' => "tab".to_owned(),
            other => other.to_string(),
        }),
    );
    if text.quoting != Quoting::Auto {
        say("--quoting", named(text.quoting.to_possible_value()));
    }
    say(
        "--header-line",
        options.header_line.map(|line| line.to_string()),
    );
    if options.no_header {
        words.push("--no-header".to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(name: &str, bytes: &[u8]) -> Sample {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Sample::read(&path, &TableOptions::default(), &Stop::default()).unwrap()
    }

    fn names(sample: &Sample) -> Vec<&str> {
        sample
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect()
    }

    #[test]
    fn columns_have_a_value_for_each_row() {
        let sample = read("a.csv", b"id;name\n1;Tea\n2;\n");
        assert_eq!(names(&sample), ["id", "name"]);
        assert_eq!(sample.columns[1].values, ["Tea", ""]);
        assert_eq!((sample.rows, sample.is_whole), (2, true));
        assert_eq!(sample.written, "delimited text, parted by semicolons");
        assert_eq!(sample.head.len(), 3);
        assert!(sample.reading.is_empty());
    }

    #[test]
    fn a_first_row_like_the_others_is_no_header() {
        let sample = read("a.csv", b"1,a,Tea\n1,b,Pot\n2,a,Tea\n");
        assert_eq!(names(&sample), ["1", "2", "3"]);
        assert_eq!((sample.rows, sample.is_headless), (3, true));
        assert_eq!(sample.reading, ["--no-header"]);
        let sample = read("b.csv", b"item,2024\nTea,many\n");
        assert!(!sample.is_headless);
    }

    #[test]
    fn paths_of_json_are_columns_whether_or_not_their_list_is_read() {
        let lines =
            br#"{"name":"1","items":[{"sku":"A","n":1},{"sku":"B","n":2}],"tags":["x","y"]}"#;
        let sample = read("a.jsonl", lines);
        assert_eq!(
            names(&sample),
            ["name", "items[].sku", "items[].n", "tags", "tags[]"]
        );
        assert_eq!(sample.columns[0].values, ["1", "1"]);
        assert_eq!(sample.columns[1].values, ["A", "B"]);
        assert_eq!(sample.columns[4].values, ["", ""]);
    }

    #[test]
    fn lists_need_not_be_a_table() {
        let sample = read("a.dat", b"1 2 3\n4 5\n6\n");
        assert!(shape_of(&sample.head).is_some());
    }
}
