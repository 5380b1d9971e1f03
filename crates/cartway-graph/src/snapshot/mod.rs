//! `graph.bin`: the graph and everything pages print, mapped and read in place.
//!
//! ```text
//!   header    128 bytes   magic, version, byte order, counts, how links were made, checksum
//!   sections  27 entries  kind, element size, offset, length, checksum      (see `format`)
//!   ...       data        each section at a multiple of 8, zeros between
//! ```
//!
//! Little-endian throughout. The writer and the reader are different types: [`write()`] streams a
//! [`super::build::GraphArrays`] out, [`Snapshot`] reads. [`Snapshot::open`] is cheap: header,
//! table and bounds, no allocation and no copy. [`verify`] pays for the checksums and proves every
//! invariant. Reading is total: on a damaged file an answer may be wrong or short, but no read
//! panics. Files are never written again once they are published, so a mapping never changes
//! under its reader.

mod format;
mod galleries;
mod map;
mod read;
mod verify;
mod write;

pub(super) use format::id_prefix;
pub use read::{ItemTexts, Snapshot};
pub(super) use read::{decode_texts, encode_texts, id_in};
pub use verify::verify;
pub use write::write;

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
    fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

#[cfg(test)]
mod tests;
