//! The open connections of one index.
//!
//! All are opened at once and none later: an index in use may lose its name when old generations
//! are cleared away, and stays readable through what is open.

use std::path::Path;
use std::thread;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::{Connection, OpenFlags};

use super::error::SearchError;
use super::schema::{APPLICATION_ID, FORMAT};
use crate::lending::Pool;

/// Opens one connection a core, and checks that the file is a search index of this format.
pub(super) fn open_all(path: &Path) -> Result<Pool<Connection>, SearchError> {
    let size = thread::available_parallelism()
        .map_or(4, usize::from)
        .clamp(2, 16);
    let connections: Result<_, _> = (0..size).map(|_| open_connection(path)).collect();
    Ok(Pool::filled(connections?))
}

/// Opens an index for reading and checks that it is one, of this format.
pub(super) fn open_connection(path: &Path) -> Result<Connection, SearchError> {
    let damaged = |error: rusqlite::Error| SearchError::damaged(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let index = Connection::open_with_flags(address(path), flags).map_err(damaged)?;
    index
        .execute_batch(
            "PRAGMA query_only = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA cell_size_check = ON;
             PRAGMA cache_size = -4096;",
        )
        .map_err(damaged)?;
    check_format(path, &index)?;
    Ok(index)
}

fn check_format(path: &Path, index: &Connection) -> Result<(), SearchError> {
    let number = |pragma: &str| -> Result<i32, SearchError> {
        index
            .pragma_query_value(None, pragma, |row| row.get(0))
            .map_err(|error| SearchError::damaged(path, error))
    };
    if number("application_id")? != APPLICATION_ID {
        return Err(SearchError::damaged(path, "it is not a search index"));
    }
    match number("user_version")? {
        FORMAT => Ok(()),
        found => Err(SearchError::Format {
            path: path.to_owned(),
            found,
            expected: FORMAT,
        }),
    }
}

/// The path as an SQLite URI; `immutable` spares every lock and every look for a journal.
fn address(path: &Path) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'.')
        .remove(b'-')
        .remove(b'_');
    let path = percent_encode(path.as_os_str().as_encoded_bytes(), KEPT);
    format!("file:{path}?mode=ro&immutable=1")
}
