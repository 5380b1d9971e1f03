//! The bytes of a snapshot: a mapped file, or memory. The only `unsafe` of the house.

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

use super::SnapshotError;

/// Bytes that begin at a multiple of 8.
#[derive(Debug)]
pub(super) enum Bytes {
    Mapped(Mmap),
    Owned { words: Vec<u64>, length: usize },
}

impl Bytes {
    /// Maps a file for reading; O(1), pages are read when they are touched.
    #[allow(unsafe_code)]
    pub(super) fn map(path: &Path) -> Result<Self, SnapshotError> {
        let io_error = |source| SnapshotError::Io {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(io_error)?;
        // SAFETY: a mapping is sound as long as nobody changes or truncates the file under it.
        // Files of a generation are written under another folder's name, synced, and only then
        // published by a rename; nothing ever opens a published file for writing, and cleaning up
        // unlinks files, which leaves a mapping intact. An operator who overwrites a published file
        // in place breaks that contract; the README says so.
        let mapping = unsafe { Mmap::map(&file) }.map_err(io_error)?;
        Ok(Self::Mapped(mapping))
    }

    /// Copies bytes to where they are aligned.
    pub(super) fn copy(bytes: &[u8]) -> Self {
        let mut words = vec![0_u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..bytes.len()].copy_from_slice(bytes);
        Self::Owned {
            words,
            length: bytes.len(),
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Mapped(mapping) => mapping,
            Self::Owned { words, length } => &bytemuck::cast_slice(words)[..*length],
        }
    }
}
