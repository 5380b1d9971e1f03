//! search

/// Why the search index could not be built or asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// SQLite said no.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
}
