//! What can go wrong with a search index. Every message names the file and what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Why a search index could not be built, opened or asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The file could not be created or brought to disk.
    #[error(
        "The search index {} cannot be written: {source}. Check the folder and the space left on its disk.",
        path.display()
    )]
    Io {
        /// The index being built.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite could not write the index.
    #[error(
        "The search index {} cannot be written: {source}. Check the space left on its disk.",
        path.display()
    )]
    Write {
        /// The index being built.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// Items were not handed over from the most popular to the least.
    #[error(
        "The item {id:?} has the popularity rank {rank}, but {expected} is next: items go into the search index in the order of their ranks, none left out."
    )]
    RankOrder {
        /// Id of the item out of order.
        id: String,
        /// Its rank.
        rank: u32,
        /// The rank that should have come.
        expected: u32,
    },
    /// The progress callback asked to stop; the unfinished file is gone.
    #[error("Building the search index was stopped.")]
    Stopped,
    /// The file is missing, cut off, damaged or something else altogether.
    #[error(
        "The search index {} cannot be read ({reason}). Make a new one with `cartway rebuild`.",
        path.display()
    )]
    Damaged {
        /// The index asked.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file was written by another version of Cartway.
    #[error(
        "The search index {} has format {found}, this Cartway reads format {expected}. Make a new one with `cartway rebuild`.",
        path.display()
    )]
    Format {
        /// The index asked.
        path: PathBuf,
        /// Format of the file.
        found: i32,
        /// Format this version reads and writes.
        expected: i32,
    },
}

impl SearchError {
    /// For an index that contradicts itself, or that SQLite refuses to read.
    pub(super) fn damaged(path: &Path, reason: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}
