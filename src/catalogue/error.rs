//! What can go wrong with the shop's database. Each message says what is wrong, where, and what to do
//! about it.

use std::io;

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use super::counts_problem::CountsProblem;
use crate::columnar::ColumnarError;

/// Why the catalogue could not be read or written.
#[derive(Debug, Error)]
pub enum CatalogueError {
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
    /// A file of a folder of Parquet cannot be used.
    #[error(transparent)]
    Columnar(#[from] ColumnarError),
    /// A folder, or a file in it, is not what is read here.
    #[error("{path} {problem}")]
    Warehouse {
        /// The folder or the file.
        path: String,
        /// What it is, and what to do.
        problem: WarehouseProblem,
    },
    /// Counts made elsewhere cannot be right.
    #[error("{path}{}: {problem}", row.map_or(String::new(), |row| format!(", row {row}")))]
    Counts {
        /// The folder or the file.
        path: String,
        /// The row of the file, from 1.
        row: Option<u64>,
        /// What is wrong, and what to do.
        problem: Box<CountsProblem>,
    },
    /// What a rebuild is to read lacks columns.
    #[error(
        "{path}: `{table}` has no column {}; its columns are {}. {advice}",
        quoted(missing),
        quoted(found)
    )]
    UnfitColumns {
        /// The database file.
        path: String,
        /// The table or view, or the SELECT.
        table: Box<str>,
        /// Columns it should have.
        missing: Box<[String]>,
        /// Columns it has.
        found: Vec<String>,
        /// What to write.
        advice: Box<str>,
    },
    /// The operator named a table that is not there.
    #[error(
        "{path}: there is no table or view `{table}`, which {option} names; there are {}{}",
        quoted(found),
        nearest.as_ref().map_or(String::new(), |name| format!(". Do you mean `{name}`?"))
    )]
    NoSuchTable {
        /// The database file.
        path: String,
        /// What was named.
        table: Box<str>,
        /// The option that names it.
        option: &'static str,
        /// What there is.
        found: Vec<String>,
        /// What is most like it.
        nearest: Option<Box<str>>,
    },
    /// The operator gave something else than a SELECT.
    #[error(
        "{option} takes a table, a view or one SELECT, and nothing that could change a database: \
         {reason}"
    )]
    NoSelect {
        /// The option.
        option: &'static str,
        /// What is wrong with it.
        reason: String,
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
    /// Writing failed, and this is not why: the error of the thread that writes is.
    #[error("writing to the database has ended")]
    WritingEnded,
    /// A database was to be made where there is a file.
    #[error("{path} is there already: name another file with --db, or remove it")]
    AlreadyThere {
        /// What is there.
        path: String,
    },
}

/// Why a folder or a file in it is not read.
#[derive(Debug, Error)]
pub enum WarehouseProblem {
    /// The system does not list it.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// The system does not let it be written.
    #[error("cannot be written: {0}; make room, or name another folder with --write-counts")]
    Unwritable(io::Error),
    /// Counts would have to replace something else.
    #[error(
        "{0}, so it is not replaced by counts: name another folder with --write-counts, or remove that"
    )]
    InTheWay(String),
    /// It has no folder with purchases.
    #[error(
        "is a folder without Parquet files in `order_lines` or `co_purchases`: put them into \
         order_lines/ (order_id, item_id) and items/ (id, title), or name an SQLite database"
    )]
    NoPurchases,
    /// What was counted is in it, and not what was bought.
    #[error("is a folder of counts and not of order lines: name it with --counts")]
    Counts,
    /// Which of its files count stands in a log.
    #[error(
        "is a Delta table, of which not every file counts: write what it holds now to plain \
         Parquet, as with `COPY (SELECT ...) TO 'order_lines/0.parquet'`"
    )]
    Delta,
    /// Which of its files count stands in its metadata.
    #[error(
        "is an Iceberg table, of which not every file counts: write what it holds now to plain \
         Parquet, as with `COPY (SELECT ...) TO 'order_lines/0.parquet'`"
    )]
    Iceberg,
    /// A file of another kind.
    #[error("is not called .parquet: take it out of the folder, or call it so if it is Parquet")]
    OtherFile,
    /// A file lacks columns.
    #[error("has no column {}; its columns are {}", quoted(missing), quoted(found))]
    MissingColumns {
        /// Columns it should have.
        missing: Vec<String>,
        /// Columns it has.
        found: Vec<String>,
    },
    /// A column holds what cannot be used.
    #[error("has {found} in the column `{column}`; write {wanted} there")]
    Mistyped {
        /// The column.
        column: String,
        /// What its values are.
        found: String,
        /// What they should be.
        wanted: &'static str,
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
    /// The system does not let it be opened, and says why.
    #[error(
        "the database cannot be opened ({0}): check --db, and the permissions of the file and of the \
         folders above it"
    )]
    Unreadable(io::Error),
    /// It is in WAL mode, and its folder may not be written to.
    #[error(
        "the database is in WAL mode, and reading it takes files beside it (-wal and -shm) that \
         cannot be made in its folder: run this as a user that may write to the folder, read a copy \
         made with `VACUUM INTO`, or have its owner run `PRAGMA journal_mode = DELETE` on it"
    )]
    WalUnwritable,
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
    /// A view or a SELECT calls what this SQLite does not have.
    #[error(
        "a view or a SELECT uses the function `{0}`, which the program that made it gave to its own \
         SQLite and this one lacks: write what the view gives into a table, or leave the function \
         out with --items-from or --lines-from and a SELECT that does without"
    )]
    NoSuchFunction(String),
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
        let said = error.to_string();
        if let Some((_, function)) = said.split_once("no such function: ") {
            let name = function.split_whitespace().next().unwrap_or_default();
            return Self::NoSuchFunction(name.to_owned());
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
pub(crate) fn quoted(names: &[String]) -> String {
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
