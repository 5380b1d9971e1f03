//! The bytes of a snapshot: a mapped file, or memory. The `unsafe` of this crate stands here and in `prefetch`.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

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
    Mapped { mapping: Mmap, file: File },
    Owned { words: Vec<u64>, length: usize },
}

/// What tells that a file was written to: how long it is, and when that was the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileMark {
    /// Bytes in it now.
    pub length: u64,
    /// Where the system tells.
    pub modified: Option<SystemTime>,
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
        // in place breaks that contract; the files are read-only, and operators are told so
        // (`docs/operating.md`).
        let mapping = unsafe { Mmap::map(&file) }.map_err(io_error)?;
        Ok(Self::Mapped { mapping, file })
    }

    /// Reads a file into memory, as a whole.
    pub(super) fn read(path: &Path) -> Result<Self, SnapshotError> {
        read_whole(path).map_err(|source| SnapshotError::Io {
            path: path.to_owned(),
            source,
        })
    }

    /// What the mapped file looks like now, whatever its name is; `None` of memory, and where the
    /// system does not tell.
    pub(super) fn mark(&self) -> Option<FileMark> {
        let Self::Mapped { file, .. } = self else {
            return None;
        };
        let found = file.metadata().ok()?;
        Some(FileMark {
            length: found.len(),
            modified: found.modified().ok(),
        })
    }

    /// Reads a mapped file into memory and enters its pages in the page table, so that no reader
    /// waits for them. A piece at a time, the system's locks being free in between.
    pub(super) fn fetch(&self) {
        let Self::Mapped { mapping, .. } = self else {
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
            Self::Mapped { mapping, .. } => mapping,
            Self::Owned { words, length } => &bytemuck::cast_slice(words)[..*length],
        }
    }
}

/// A file as words, so that its bytes are aligned; an error, and no end of the program, where there
/// is no memory for it.
fn read_whole(path: &Path) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    let mut words: Vec<u64> = Vec::new();
    words
        .try_reserve_exact(length.div_ceil(8))
        .map_err(|_| io::Error::new(ErrorKind::OutOfMemory, "there is no memory for all of it"))?;
    words.resize(length.div_ceil(8), 0);
    file.read_exact(&mut bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..length])?;
    Ok(Bytes::Owned { words, length })
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
