//! What can go wrong with files to import. Each message says what is wrong, where, and what to do
//! about it. A single bad row is no error: see [`RejectReason`](super::RejectReason).

use std::io;

use thiserror::Error;

use crate::catalogue::{CatalogueError, quoted};

/// Why files could not be imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The database they go into could not be written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// An import was asked to stop.
    #[error("stopped; nothing of {file} was imported, files before it are in")]
    Stopped {
        /// The file under way.
        file: String,
    },
    /// A file could not be read.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// The file to import.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// A gzip file ends early or is damaged.
    #[error(
        "{file} is a damaged or cut-off gzip file ({reason}): fetch it again; \
         nothing of it was imported"
    )]
    BadGzip {
        /// The file to import.
        file: String,
        /// What the decompressor said.
        reason: io::Error,
    },
    /// The file is something else than UTF-8 text.
    #[error("{file} is {found}, not UTF-8 text: {advice}")]
    NotText {
        /// The file to import.
        file: String,
        /// What it seems to be.
        found: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// The file holds no lines at all.
    #[error("{file} is empty: nothing to import")]
    EmptyFile {
        /// The file to import.
        file: String,
    },
    /// A named column is not in the file.
    #[error(
        "{file} has no column `{column}`; its columns are {}. Name the right \
         one with {option}{hint}",
        quoted(found)
    )]
    MissingFileColumn {
        /// The file to import.
        file: String,
        /// The column looked for.
        column: String,
        /// The option that names it.
        option: String,
        /// Columns found in the header.
        found: Vec<String>,
        /// Further advice, or nothing.
        hint: String,
    },
    /// Two columns have the name that was asked for.
    #[error("{file} has two columns `{column}`: rename one of them")]
    AmbiguousColumn {
        /// The file to import.
        file: String,
        /// The column looked for.
        column: String,
    },
    /// A quote was opened and never closed.
    #[error(
        "{file}, line {line}: a quote opens here and is not closed (before the end, or within \
         16 MiB); close it, or double it (\"\") if it belongs to the text. Nothing was imported"
    )]
    UnterminatedQuote {
        /// The file to import.
        file: String,
        /// The line where it opens.
        line: u64,
    },
    /// One row is larger than any real row.
    #[error(
        "{file}, line {line}: this row has {excess}; is that the right file and \
         format? Nothing was imported"
    )]
    RowTooLong {
        /// The file to import.
        file: String,
        /// Where the row begins.
        line: u64,
        /// What there is too much of.
        excess: String,
    },
    /// Every single row was rejected.
    #[error(
        "{file}: not one of its {rejected} rows could be used (line {line}: {reason}); is that the \
         right format, and are the columns the right ones?{hint} Nothing was imported"
    )]
    NothingTaken {
        /// The file to import.
        file: String,
        /// Rows rejected.
        rejected: u64,
        /// Line of the first one.
        line: u64,
        /// Why that one was.
        reason: String,
        /// Further advice, or nothing.
        hint: String,
    },
    /// An edge list begins with column names.
    #[error(
        "{file} begins with the column names `{source_column}` and `{target_column}`, \
         so it is no edge list: import it with --format csv"
    )]
    HeaderInEdgeList {
        /// The file to import.
        file: String,
        /// The first column name.
        source_column: String,
        /// The second one.
        target_column: String,
    },
    /// The file has no amazon-meta records.
    #[error(
        "{file} holds no record that begins with `Id:` and has an `ASIN:`; this is \
         not SNAP's amazon-meta.txt"
    )]
    NotAmazonMeta {
        /// The file to import.
        file: String,
    },
    /// Two baskets files would number their orders alike.
    #[error(
        "{first} and {second} would give their orders the same ids ({prefix}:1, ...): \
         import one of them with another --order-prefix"
    )]
    SamePrefix {
        /// One file.
        first: String,
        /// The other file.
        second: String,
        /// What both would begin their order ids with.
        prefix: String,
    },
    /// Files that were to replace everything hold nothing.
    #[error(
        "no row of the files could be used, so --replace would leave `{table}` empty; nothing was \
         changed. To take rows out, use `cartway forget`"
    )]
    NothingLeft {
        /// The table.
        table: &'static str,
    },
    /// The list of rejected rows could not be written.
    #[error("{file} cannot be written: {reason}; give another file with --rejects")]
    Rejects {
        /// The file for rejected rows.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// The list of rejected rows would overwrite a file that is to be imported.
    #[error("--rejects {file} is one of the files to import or the database; name another file")]
    RejectsOverInput {
        /// The file for rejected rows.
        file: String,
    },
}
