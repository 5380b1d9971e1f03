//! The open connections of one index, lent to one thread each.
//!
//! All are opened at once and none later: an index in use may lose its name when old generations
//! are cleared away, and stays readable through what is open.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::{Connection, OpenFlags};

use super::error::SearchError;
use super::schema::{APPLICATION_ID, FORMAT};

/// Connections to one index.
#[derive(Debug)]
pub(super) struct Pool {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

/// A connection that goes back to its pool when dropped.
pub(super) struct Lent<'p> {
    pool: &'p Pool,
    /// `None` only while it is being handed back.
    connection: Option<Connection>,
}

impl Pool {
    /// Opens one connection a core, and checks that the file is a search index of this format.
    pub(super) fn open(path: &Path) -> Result<Self, SearchError> {
        let size = thread::available_parallelism()
            .map_or(4, usize::from)
            .clamp(2, 16);
        let idle = (0..size)
            .map(|_| open_connection(path))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            idle: Mutex::new(idle),
            returned: Condvar::new(),
        })
    }

    /// Has every connection nobody uses do something.
    pub(super) fn each_idle(&self, mut work: impl FnMut(&Connection)) {
        // Borrowed all at once, as the one handed back last is the next one lent.
        let mut borrowed = Vec::new();
        while let Some(connection) = self.take() {
            borrowed.push(Lent {
                pool: self,
                connection: Some(connection),
            });
        }
        for connection in &borrowed {
            work(connection);
        }
    }

    fn take(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop()
    }

    /// Waits for a connection nobody uses.
    pub(super) fn lend(&self) -> Lent<'_> {
        // A thread that panicked holding the lock cannot have left the list half changed.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = idle.pop() {
                return Lent {
                    pool: self,
                    connection: Some(connection),
                };
            }
            idle = self
                .returned
                .wait(idle)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Deref for Lent<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("taken out in drop only")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut idle = self
            .pool
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.connection.take());
        self.pool.returned.notify_one();
    }
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
