//! The complete check of a search index; opening one only looks at its header.

use std::path::Path;

use rusqlite::Connection;

use super::connections::open_connection;
use super::error::SearchError;
use super::schema::EVERY_ITEM;

/// Reads the whole index at `path` and gives the number of items in it.
///
/// Checks the pages and tables, the structure of the full-text index, and that each item from the
/// first rank to the last stands in it once. A flipped letter inside a word passes: that is what the
/// checksum of the file is for.
///
/// # Errors
///
/// [`SearchError::Damaged`] with what was found first, or [`SearchError::Format`].
pub fn verify(path: &Path) -> Result<u32, SearchError> {
    let index = open_connection(path)?;
    let damaged = |error: rusqlite::Error| SearchError::damaged(path, error);
    let complaint: String = index
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(damaged)?;
    if complaint != "ok" {
        return Err(SearchError::damaged(path, complaint));
    }
    let expected = item_count(&index).map_err(damaged)?;
    let held = held_in_order(&index).map_err(damaged)?;
    if held != Some(expected) {
        let reason = format!("it does not hold each of its {expected} items once");
        return Err(SearchError::damaged(path, reason));
    }
    Ok(expected)
}

/// The number of items the index says it holds.
pub(super) fn item_count(index: &Connection) -> rusqlite::Result<u32> {
    index.query_row("SELECT items FROM counts", [], |row| row.get(0))
}

/// How many rows there are, if they are 1, 2, 3, …
fn held_in_order(index: &Connection) -> rusqlite::Result<Option<u32>> {
    let mut select =
        index.prepare("SELECT rowid FROM items WHERE items MATCH ?1 ORDER BY rowid")?;
    let mut rows = select.query([format!("\"{EVERY_ITEM}\"")])?;
    let mut held = 0_u32;
    while let Some(row) = rows.next()? {
        let rowid: i64 = row.get(0)?;
        held = held.saturating_add(1);
        if rowid != i64::from(held) {
            return Ok(None);
        }
    }
    Ok(Some(held))
}
