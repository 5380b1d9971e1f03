//! What can go wrong with the shop's database and with files to import. Each message says what is
//! wrong, where, and what to do about it. A single bad row is no error: see `import::RejectReason`.

use std::io;

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

/// Why the catalogue could not be read or written.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// An import was asked to stop.
    #[error("stopped; nothing of {file} was imported, files before it are in")]
    Stopped {
        /// The file under way.
        file: String,
    },
    /// SQLite could not do what was asked.
    #[error("{path}: {problem}")]
    Database {
        /// The database file.
        path: String,
        /// What is wrong with it.
        problem: DatabaseProblem,
    },
    /// A table or view lacks columns that are needed.
    #[error(
        "{path}: `{table}` has no column {}; its columns are {}. Give it that column, or put a \
         view of that name over it",
        quoted(missing),
        quoted(found)
    )]
    MissingTableColumns {
        /// The database file.
        path: String,
        /// The table or view.
        table: &'static str,
        /// Columns it should have.
        missing: Vec<String>,
        /// Columns it has.
        found: Vec<String>,
    },
    /// There is nothing to make links from.
    #[error(
        "{path} has neither `order_lines` nor `co_purchases`: import orders with `cartway import \
         orders`, or create a view order_lines(order_id, item_id) over your own tables"
    )]
    NoPurchases {
        /// The database file.
        path: String,
    },
    /// `import` would have to write to a view.
    #[error(
        "{path}: `{table}` is a view, and `import` can only write to a table; \
         import into another database"
    )]
    ViewInTheWay {
        /// The database file.
        path: String,
        /// The view.
        table: &'static str,
    },
    /// Without a unique key, importing a file twice would double its rows.
    #[error(
        "{path}: `{table}` has no unique key on ({key}), so a second import would double its rows; \
         run `CREATE UNIQUE INDEX {table}_key ON {table}({key})`, or import into another database"
    )]
    NoUniqueKey {
        /// The database file.
        path: String,
        /// The table.
        table: &'static str,
        /// The columns that must be unique together.
        key: String,
    },
    /// A database was to be made where there is a file.
    #[error("{path} is there already: name another file with --db, or remove it")]
    AlreadyThere {
        /// What is there.
        path: String,
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

/// What SQLite reported, sorted by what the operator can do about it.
#[derive(Debug, Error)]
pub enum DatabaseProblem {
    /// There is no such file.
    #[error("there is no such database: check --db, or make one with `cartway import`")]
    Missing,
    /// The file is something else.
    #[error("this is not an SQLite database: check --db")]
    NotSqlite,
    /// Another program is writing.
    #[error(
        "the database is locked by another program that writes to it: try again when that is done"
    )]
    Locked,
    /// The file or its folder cannot be opened.
    #[error(
        "the database cannot be opened: check that its folder is there, that it is a file, that \
         you may read it, and, if it is in WAL mode, that you may write to its folder"
    )]
    CannotOpen,
    /// The file or its folder cannot be written to.
    #[error("the database cannot be written to: check the permissions of the file and its folder")]
    ReadOnly,
    /// A program was killed while it wrote, and only one that may write can undo its half.
    #[error(
        "another program was interrupted while it wrote to the database: let it write again, or \
         open the file once with sqlite3, which restores the last good state"
    )]
    Interrupted,
    /// There is no space left.
    #[error("the disk is full: make room and try again; nothing was changed")]
    DiskFull,
    /// The file is damaged.
    #[error(
        "the database is damaged: run `PRAGMA integrity_check` in sqlite3 and restore it from \
         a copy"
    )]
    Corrupt,
    /// The system could not read or write what SQLite asked for.
    #[error(
        "the system failed to read or write the database ({0}): look for errors of the disk in the \
         system's log, and try again with a copy of the database on another disk"
    )]
    Disk(rusqlite::Error),
    /// Its bytes were exchanged under the reader's hands, by no means SQLite knows of.
    #[error(
        "another program wrote over the database while it was read, without SQLite: try again when \
         it is done, and put a new database in place by renaming, not by copying over the old one"
    )]
    Overwritten,
    /// Anything else.
    #[error("{0}")]
    Other(rusqlite::Error),
}

impl From<rusqlite::Error> for DatabaseProblem {
    fn from(error: rusqlite::Error) -> Self {
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if matches!(
            extended,
            Some(ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY)
        ) {
            return Self::Interrupted;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotSqlite,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::CannotOpen,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(error),
            _ => Self::Other(error),
        }
    }
}

impl CatalogueError {
    /// Adds to a failure of SQLite which database it happened in.
    pub(super) fn database(path: &str, problem: impl Into<DatabaseProblem>) -> Self {
        Self::Database {
            path: path.to_owned(),
            problem: problem.into(),
        }
    }
}

/// `a`, `b`, `c`; at most twenty, for files that are not what they should be.
fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 20;
    if names.is_empty() {
        return "none".to_owned();
    }
    let mut listed = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", name.chars().take(60).collect::<String>()))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        listed.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    listed
}
