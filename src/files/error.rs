//! Why a file could not be read as rows. Each message says what is wrong, where, and what to do
//! about it. A single bad row is no error: see [`RowProblem`].

use std::fmt;
use std::io;

use thiserror::Error;

use crate::columnar::ColumnarError;

/// Why a file cannot be read.
#[derive(Debug, Error)]
pub enum FileError {
    /// Reading was asked to stop.
    #[error("stopped while {file} was read")]
    Stopped {
        /// The file under way.
        file: String,
    },
    /// The system could not read it.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// What it is packed in, or how it is written, is damaged.
    #[error("{file} is a damaged or cut-off {what} ({reason}): fetch it again")]
    Damaged {
        /// The file.
        file: String,
        /// What it is: "gzip file".
        what: &'static str,
        /// What its reader said.
        reason: String,
    },
    /// It is no text, and nothing else that can be read.
    #[error("{file} is {found}: {advice}")]
    NotRows {
        /// The file.
        file: String,
        /// What it seems to be.
        found: String,
        /// What to do.
        advice: String,
    },
    /// It holds no lines at all.
    #[error("{file} is empty: there is nothing to read")]
    Empty {
        /// The file.
        file: String,
    },
    /// An archive or a workbook has several parts, and none was named, or one that is not there.
    #[error("{file} holds {found}: name one with {option}")]
    WhichPart {
        /// The file.
        file: String,
        /// The parts there are, in words.
        found: String,
        /// The option that names one.
        option: &'static str,
    },
    /// Columns that were asked for are not there.
    #[error("{file} has no {missing}; its columns are {found}. {advice}")]
    MissingColumns {
        /// The file.
        file: String,
        /// The columns with the options that name them, in words.
        missing: String,
        /// The columns there are, the nearest first.
        found: String,
        /// What to do.
        advice: String,
    },
    /// Two columns have the name that was asked for.
    #[error(
        "{file} has two columns `{column}`: rename one of them, or give the columns by number with \
         --no-header"
    )]
    AmbiguousColumn {
        /// The file.
        file: String,
        /// The column looked for.
        column: String,
    },
    /// A quote was opened and never closed.
    #[error(
        "{file}, line {line}: a quote opens here and is not closed (before the end, or within \
         16 MiB); close it, or double it (\"\") if it belongs to the text, or say --quoting none \
         if this file does not quote at all"
    )]
    UnterminatedQuote {
        /// The file.
        file: String,
        /// The line where it opens.
        line: u64,
    },
    /// One row is larger than any real row.
    #[error("{file}, line {line}: this row has {excess}; is that the right file and format?")]
    RowTooLong {
        /// The file.
        file: String,
        /// Where the row begins.
        line: u64,
        /// What there is too much of.
        excess: String,
    },
    /// A Parquet file cannot be read.
    #[error(transparent)]
    Parquet(#[from] ColumnarError),
    /// A JSON document is none.
    #[error("{file}, line {line}: this is no JSON ({reason}): export the file again")]
    NotJson {
        /// The file.
        file: String,
        /// Where it stops to be.
        line: u64,
        /// What was expected.
        reason: String,
    },
    /// An option says something that this file's format knows nothing of.
    #[error("{file} is read as {format}, which knows no {option}: leave it out{advice}")]
    OptionWithoutUse {
        /// The file.
        file: String,
        /// How it is read.
        format: &'static str,
        /// The option.
        option: &'static str,
        /// Further advice, or nothing.
        advice: &'static str,
    },
}

/// Why a single row cannot be read; the rows around it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowProblem {
    /// Fewer values than there are columns.
    TooFewValues,
    /// More values than there are columns.
    TooManyValues,
    /// The line is not a JSON object, or not one that can be read.
    NotJsonObject,
    /// A JSON value is a list, an object, or a number that cannot be kept exactly.
    UnreadableJsonValue,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooFewValues => "fewer values than columns",
            Self::TooManyValues => "more values than columns",
            Self::NotJsonObject => {
                "not a JSON object that can be read (broken, in over 127 levels, or with a number \
                 too large)"
            }
            Self::UnreadableJsonValue => {
                "a value is a list, an object or an inexact number (a path such as list[].name \
                 reads into lists)"
            }
        })
    }
}

impl FileError {
    /// A failure of the system.
    pub(super) fn unreadable(file: &str, reason: io::Error) -> Self {
        Self::Unreadable {
            file: file.to_owned(),
            reason,
        }
    }

    /// A failure of what unpacks or parses.
    pub(super) fn damaged(file: &str, what: &'static str, reason: impl fmt::Display) -> Self {
        Self::Damaged {
            file: file.to_owned(),
            what,
            reason: reason.to_string(),
        }
    }
}
