//! `graph.bin`: the graph and the texts of its items, mapped and read in place.
//!
//! ```text
//!   header    128 bytes   magic, version, byte order, counts, how links were made, checksum
//!   sections  50 entries  kind, element size, offset, length, checksum      (see `format`)
//!   ...       data        each section at a multiple of 8, zeros between
//! ```
//!
//! Little-endian throughout. The writer and the reader are different types: [`write()`] streams a
//! [`super::build::GraphArrays`] out, [`Snapshot`] reads. [`Snapshot::open`] is cheap: header,
//! table and bounds, no allocation and no copy. [`verify`] pays for the checksums and proves every
//! invariant. Reading is total: on a damaged file an answer may be wrong or short, but no read
//! panics. Files are never written again once they are published, so a mapping never changes
//! under its reader.

mod atlas;
mod error;
mod format;
mod galleries;
mod map;
mod offsets;
mod read;
mod verify;
mod write;

pub use error::SnapshotError;
pub use map::FileMark;
pub use read::Snapshot;
pub use verify::verify;
pub use write::{to_bytes, write};

#[cfg(test)]
mod tests;
