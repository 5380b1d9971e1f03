//! Why a snapshot cannot be read, or is not to be trusted.

use std::path::PathBuf;

/// Why a `graph.bin` cannot be read. Each message says how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file could not be opened, read or written.
    #[error(
        "{path}: {source}; check that the folder is there and readable, or run `cartway rebuild`"
    )]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is something else.
    #[error(
        "this is not a graph.bin (it does not begin with the right letters); run `cartway rebuild` to make one"
    )]
    NotAGraph,
    /// Written by another version of this program.
    #[error(
        "graph.bin has format version {found}, this program reads version {expected}; run `cartway rebuild` with this program, or use the program that wrote it"
    )]
    Version {
        /// Version in the file.
        found: u32,
        /// Version this program reads.
        expected: u32,
    },
    /// Something in it cannot be.
    #[error(
        "graph.bin is damaged: {what}; run `cartway rebuild` to make a new one, or copy the generation again"
    )]
    Damaged {
        /// What is wrong, and where.
        what: String,
    },
}

impl SnapshotError {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

/// Fails with what is wrong where something does not hold.
pub(super) fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), SnapshotError> {
    if holds {
        Ok(())
    } else {
        Err(SnapshotError::damaged(what()))
    }
}
