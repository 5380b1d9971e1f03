//! The bytes of a snapshot: a mapped file, or memory. The only `unsafe` of this crate.

use std::fs::File;
use std::path::Path;

#[cfg(target_os = "linux")]
use memmap2::Advice;
use memmap2::Mmap;

use super::error::SnapshotError;

/// How much of a file is fetched at a time.
const PIECE: usize = 16 << 20;
/// The smallest page there is.
const PAGE: usize = 4096;

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
        // in place breaks that contract; operators are told so (`docs/operating.md`).
        let mapping = unsafe { Mmap::map(&file) }.map_err(io_error)?;
        Ok(Self::Mapped(mapping))
    }

    /// Reads a mapped file into memory and enters its pages in the page table, so that no reader
    /// waits for them. A piece at a time, the system's locks being free in between.
    pub(super) fn fetch(&self) {
        let Self::Mapped(mapping) = self else {
            return;
        };
        for start in (0..mapping.len()).step_by(PIECE) {
            let length = PIECE.min(mapping.len() - start);
            if !populate(mapping, start, length) {
                touch(&mapping[start..start + length]);
            }
        }
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

/// Asks the system for a piece in one call; whether it knows how to (Linux from 5.14 on).
#[cfg(target_os = "linux")]
fn populate(mapping: &Mmap, start: usize, length: usize) -> bool {
    let populated = mapping.advise_range(Advice::PopulateRead, start, length);
    populated.is_ok()
}

#[cfg(not(target_os = "linux"))]
fn populate(_: &Mmap, _: usize, _: usize) -> bool {
    false
}

/// Reads a byte of each page of a piece, so that the system fetches it.
fn touch(piece: &[u8]) {
    for byte in piece.iter().step_by(PAGE) {
        std::hint::black_box(*byte);
    }
}
