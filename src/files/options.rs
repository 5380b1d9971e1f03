//! How to read files, as an operator may say it: what every file of text, and every file of rows
//! with named columns, has in common.

use std::str::FromStr;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};
use thiserror::Error;

use super::encoding::Encoding;
use super::error::FileError;
use super::header::HeaderRule;
use super::input::Input;
use super::skip::SkipRule;
use super::source::Source;
use super::unpack::{Content, unpack};

/// How a file of rows is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileFormat {
    /// Values parted by commas or another delimiter, with column names in the first row.
    Csv,
    /// JSON: a list of objects, or a document with one in it.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
    /// A sheet of a workbook: XLSX, XLS or ODS.
    Sheet,
    /// SNAP edge list: a line has a source, a target and perhaps the orders that hold both, parted
    /// by tabs or spaces; lines that begin with # are comments.
    Edges,
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

/// Whether values of delimited text stand in quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Quoting {
    /// They may, except in files of tabs that do not plainly quote.
    #[default]
    Auto,
    /// They may: a quote at the beginning of a value opens it, and is doubled inside.
    Csv,
    /// They do not: a quote is a character like others.
    None,
}

impl Quoting {
    /// Whether they do; `None` where that is to be found out.
    pub(super) fn rule(self) -> Option<bool> {
        match self {
            Self::Auto => None,
            Self::Csv => Some(true),
            Self::None => Some(false),
        }
    }
}

/// How to read files of text.
#[derive(Debug, Clone, Default, Args)]
pub struct TextOptions {
    /// The character between two values: one ASCII character, or the word tab. Without it the one
    /// that fits; baskets are parted by spaces and tabs.
    #[arg(long, env = "CARTWAY_DELIMITER", value_name = "CHAR")]
    pub delimiter: Option<Delimiter>,

    /// Whether values may stand in quotes. Without it they may, but in files of tabs only if these
    /// plainly quote.
    #[arg(long, env = "CARTWAY_QUOTING", value_enum, default_value_t)]
    pub quoting: Quoting,

    /// The encoding of the text, such as windows-1252, shift_jis or utf-16le. Without it UTF-8 or
    /// UTF-16 by its mark; values that are no UTF-8 are read as Windows-1252, which is told.
    #[arg(long, env = "CARTWAY_ENCODING", value_name = "NAME")]
    pub encoding: Option<Encoding>,

    /// The file in a zip archive, if there are several.
    #[arg(long, env = "CARTWAY_MEMBER", value_name = "NAME")]
    pub member: Option<String>,
}

impl TextOptions {
    /// The text of a file; one that is no text is refused.
    pub(super) fn source(&self, input: &mut Input) -> Result<Source, FileError> {
        let unpacked = unpack(input, self.member.as_deref())?;
        let (found, advice) = match unpacked.content {
            Content::Text(reader) => {
                let name = input.name().to_owned();
                let stop = input.stop().clone();
                return Source::new(name, reader, unpacked.packed, self.encoding, stop);
            }
            Content::Workbook(..) => ("a workbook", "save its sheet as CSV (UTF-8)"),
            Content::Parquet(_) => (
                "Parquet",
                "this kind of import reads text; see `cartway inspect`",
            ),
        };
        Err(FileError::NotRows {
            file: input.name().to_owned(),
            found: format!("{found}, not text"),
            advice: advice.to_owned(),
        })
    }
}

/// How to read files of rows.
#[derive(Debug, Clone, Default, Args)]
pub struct TableOptions {
    /// How the files are written; without it that is seen from their beginning.
    #[arg(long, env = "CARTWAY_FORMAT", value_enum)]
    pub format: Option<FileFormat>,

    /// How their text is written.
    #[command(flatten)]
    pub text: TextOptions,

    /// The first row is data already: columns go by their number, from 1.
    #[arg(
        long,
        env = "CARTWAY_NO_HEADER",
        value_parser = BoolishValueParser::new(),
        conflicts_with = "header_line"
    )]
    pub no_header: bool,

    /// The line of the column names; without it they are looked for among the first 30 rows.
    #[arg(long, env = "CARTWAY_HEADER_LINE", value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub header_line: Option<u64>,

    /// The sheet of a workbook; without it the first one.
    #[arg(long, env = "CARTWAY_SHEET", value_name = "NAME")]
    pub sheet: Option<String>,

    /// A cell of COLUMN that is empty has the value of the row above, as where a title stands in
    /// the first of several rows only. May be given several times; in the environment variable,
    /// one a line.
    #[arg(
        long,
        env = "CARTWAY_INHERIT",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub inherit: Vec<String>,

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
    pub(super) fn header_rule(&self) -> HeaderRule {
        match self.header_line {
            _ if self.no_header => HeaderRule::None,
            Some(line) => HeaderRule::OnLine(line),
            None => HeaderRule::Find,
        }
    }

    /// Refuses the first of these options that was given, which this format knows nothing of.
    pub(super) fn refuse(
        &self,
        file: &str,
        format: &'static str,
        unknown: &[Unknown],
    ) -> Result<(), FileError> {
        for unknown in unknown {
            let (given, option) = match unknown {
                Unknown::Delimiter => (self.text.delimiter.is_some(), "--delimiter"),
                Unknown::Quoting => (self.text.quoting != Quoting::Auto, "--quoting"),
                Unknown::Encoding => (self.text.encoding.is_some(), "--encoding"),
                Unknown::Header => (self.header_line.is_some(), "--header-line"),
                Unknown::NoHeader => (self.no_header, "--no-header"),
                Unknown::Sheet => (self.sheet.is_some(), "--sheet"),
                Unknown::Inherit => (!self.inherit.is_empty(), "--inherit"),
                Unknown::Skip => (!self.skip.is_empty(), "--skip"),
            };
            if given {
                return Err(FileError::OptionWithoutUse {
                    file: file.to_owned(),
                    format,
                    option,
                    advice: "; --format says how to read a file",
                });
            }
        }
        Ok(())
    }
}

/// An option that some format knows nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Delimiter,
    Quoting,
    Encoding,
    Header,
    NoHeader,
    Sheet,
    Inherit,
    Skip,
}

/// What a file name ends in, what it is packed in aside, in lower case.
pub(super) fn ending(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let packings = [".gz", ".zst", ".zip"];
    let bare = packings
        .iter()
        .find_map(|packing| name.strip_suffix(packing));
    match bare.unwrap_or(&name).rsplit_once('.') {
        Some((_, ending)) => ending.to_owned(),
        None => String::new(),
    }
}
