//! How a file was read, told to whoever wants to know.

use std::fmt;

use serde::Serialize;

/// What [`FileFacts::format`] calls an edge list.
pub(crate) const EDGES: &str = "an edge list";

/// How a file was read: what was found out about it, or told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileFacts {
    /// Its format, in words such as "delimited text".
    pub format: &'static str,
    /// What it is compressed with.
    pub packed: Option<&'static str>,
    /// The file in a zip archive.
    pub member: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its encoding, where that is known from its beginning or was named; else UTF-8.
    pub encoding: Option<&'static str>,
    /// The character between two values.
    pub delimiter: Option<char>,
    /// Whether values may stand in quotes.
    pub quoted: bool,
    /// The line of the header; `None` where there is none.
    pub header_line: Option<u64>,
    /// Rows before the header, which were passed over.
    pub rows_before_header: u64,
    /// The names of its columns.
    pub columns: Vec<String>,
}

impl fmt::Display for FileFacts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = Vec::new();
        if let Some(delimiter) = self.delimiter {
            details.push(plural(delimiter));
            details.push(if self.quoted { "quotes" } else { "no quotes" }.to_owned());
            details.push(self.encoding.unwrap_or("UTF-8").to_owned());
        } else if let Some(encoding) = self.encoding {
            details.push(encoding.to_owned());
        }
        if let Some(sheet) = &self.sheet {
            details.push(format!("sheet {}", sheet.escape_debug()));
        }
        match self.header_line {
            Some(line) => details.push(format!("header on line {line}")),
            None if self.delimiter.is_some() || self.sheet.is_some() => {
                details.push("no header".to_owned());
            }
            None => {}
        }
        if let Some(packed) = self.packed {
            details.push(packed.to_owned());
        }
        if let Some(member) = &self.member {
            details.push(format!("{} of a zip archive", member.escape_debug()));
        }
        formatter.write_str(self.format)?;
        match details.is_empty() {
            true => Ok(()),
            false => write!(formatter, " ({})", details.join(", ")),
        }
    }
}

/// What values are parted by.
fn plural(delimiter: char) -> String {
    match delimiter {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        '|' => "bars".to_owned(),
        other => format!("parted by {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_file_was_read_is_one_line() {
        let mut facts = FileFacts {
            format: "delimited text",
            delimiter: Some(';'),
            quoted: true,
            header_line: Some(3),
            packed: Some("gzip"),
            ..FileFacts::default()
        };
        assert_eq!(
            facts.to_string(),
            "delimited text (semicolons, quotes, UTF-8, header on line 3, gzip)"
        );
        facts.header_line = None;
        facts.member = Some("a.csv".to_owned());
        assert!(
            facts
                .to_string()
                .ends_with("no header, gzip, a.csv of a zip archive)")
        );
        facts = FileFacts {
            format: "Parquet",
            ..FileFacts::default()
        };
        assert_eq!(facts.to_string(), "Parquet");
    }
}
