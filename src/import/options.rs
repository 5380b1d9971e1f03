//! The options that every format of named columns shares.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use thiserror::Error;

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::skip::SkipRule;
use super::source::Source;
use super::table::RowReader;

/// How a file of rows is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// Comma-separated values with column names in the first row.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// The character between two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(pub(super) u8);

/// Why a text is no delimiter.
#[derive(Debug, Error)]
#[error("give one ASCII character such as ; or the word tab")]
pub struct DelimiterError;

impl FromStr for Delimiter {
    type Err = DelimiterError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            b"tab" | b"\\t" => Ok(Self(b'\t')),
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => {
                Ok(Self(*byte))
            }
            _ => Err(DelimiterError),
        }
    }
}

/// How to read files of rows.
#[derive(Debug, Clone, Default, Args)]
pub struct TableOptions {
    /// How the files are written; without it, files ending in .jsonl or .ndjson (or those and
    /// .gz) are JSON Lines and all others CSV.
    #[arg(long, env = "CARTWAY_FORMAT", value_enum)]
    pub format: Option<TextFormat>,

    /// The character between two columns of a CSV file: one ASCII character, or the word tab;
    /// without it a comma, or a tab in files ending in .tsv.
    #[arg(long, env = "CARTWAY_DELIMITER", value_name = "CHAR")]
    pub delimiter: Option<Delimiter>,

    /// Leave out the rows whose COLUMN matches REGEX, for example 'InvoiceNo=^C' for cancelled
    /// orders or 'Description=^\s*$' for rows without a description. May be given several times;
    /// in the environment variable, one rule a line.
    #[arg(
        long,
        env = "CARTWAY_SKIP",
        value_name = "COLUMN=REGEX",
        value_delimiter = '\n'
    )]
    pub skip: Vec<SkipRule>,
}

impl TableOptions {
    /// Opens `source` for rows with the columns of `requests`.
    pub(super) fn open(
        &self,
        source: Source,
        requests: Vec<ColumnRequest>,
    ) -> Result<RowReader, ImportError> {
        let ending = ending(source.name());
        let jsonl = match self.format {
            Some(format) => format == TextFormat::Jsonl,
            None => matches!(ending.as_str(), "jsonl" | "ndjson"),
        };
        if jsonl {
            return Ok(RowReader::jsonl(source, requests, &self.skip));
        }
        let by_ending = if ending == "tsv" { b'\t' } else { b',' };
        let delimiter = self.delimiter.map_or(by_ending, |Delimiter(byte)| byte);
        RowReader::csv(source, delimiter, requests, &self.skip)
    }
}

/// What a file name ends in, `.gz` aside, in lower case.
pub(super) fn ending(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.') {
        Some((_, ending)) => ending.to_owned(),
        None => String::new(),
    }
}
