//! A file as bytes: a regular one, or what comes through a pipe. Knows nothing of what the bytes
//! mean.
//!
//! Whoever waits for a pipe can be told to stop: a named pipe without a writer would otherwise hold
//! the program for ever, deaf to signals.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::error::FileError;

/// Bytes of one piece of a pipe.
const PIECE: usize = 1 << 16;

/// Pieces that wait for their reader.
const PIECES: usize = 4;

/// Between two looks whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Raised when nothing more shall be read.
pub(crate) type Stop = Arc<AtomicBool>;

/// A file to read.
pub(crate) struct Input {
    name: String,
    bytes: Bytes,
    stop: Stop,
}

enum Bytes {
    /// On disk: read as often as wanted.
    Regular(PathBuf),
    /// Put aside on disk by us.
    Kept(NamedTempFile),
    /// Comes once; its first bytes may have been looked at.
    Piped { head: Vec<u8>, rest: Option<Pipe> },
}

impl Input {
    /// Opens the file at `path`, or standard input for `-`.
    ///
    /// # Errors
    /// If there is none, or it may not be read.
    pub(crate) fn open(path: &Path, stop: Stop) -> Result<Self, FileError> {
        let name = display_name(path);
        let piped = |pipe| Bytes::Piped {
            head: Vec::new(),
            rest: Some(pipe),
        };
        let bytes = if path.as_os_str() == "-" {
            piped(Pipe::of(|| Ok(io::stdin()), &stop))
        } else {
            let found =
                fs::metadata(path).map_err(|reason| FileError::unreadable(&name, reason))?;
            if found.is_dir() {
                return Err(FileError::NotRows {
                    file: name,
                    found: "a folder".to_owned(),
                    advice: "name the files in it".to_owned(),
                });
            }
            if found.is_file() {
                File::open(path).map_err(|reason| FileError::unreadable(&name, reason))?;
                Bytes::Regular(path.to_owned())
            } else {
                let path = path.to_owned();
                piped(Pipe::of(move || File::open(path), &stop))
            }
        };
        Ok(Self { name, bytes, stop })
    }

    /// What it is called in errors and reports.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Its first bytes, at most `count` and fewer only where there are no more.
    pub(super) fn head(&mut self, count: u64) -> Result<Vec<u8>, FileError> {
        if let Bytes::Piped { head, rest } = &mut self.bytes {
            if let Some(pipe) = rest {
                let missing = count.saturating_sub(head.len() as u64);
                let read = pipe.take(missing).read_to_end(head);
                read.map_err(|reason| read_error(&self.name, reason))?;
            }
            return Ok(head.clone());
        }
        let mut head = Vec::new();
        let read = self.seekable()?.take(count).read_to_end(&mut head);
        read.map_err(|reason| FileError::unreadable(&self.name, reason))?;
        Ok(head)
    }

    /// All its bytes from the first. What comes through a pipe comes once, unless it is kept.
    pub(super) fn bytes(&mut self) -> Result<Box<dyn Read + Send>, FileError> {
        match &mut self.bytes {
            Bytes::Piped { head, rest } => {
                let head = Cursor::new(std::mem::take(head));
                Ok(match rest.take() {
                    Some(pipe) => Box::new(head.chain(pipe)),
                    None => Box::new(head),
                })
            }
            Bytes::Regular(_) | Bytes::Kept(_) => Ok(Box::new(self.seekable()?)),
        }
    }

    /// Makes it one that can be read several times: what comes through a pipe is put aside in a
    /// temporary file.
    ///
    /// # Errors
    /// If it cannot be read, or there is no room for it.
    pub(crate) fn keep(&mut self) -> Result<(), FileError> {
        if let Bytes::Piped { .. } = self.bytes {
            let from = self.bytes()?;
            self.bytes = Bytes::Kept(put_aside(from, &self.name)?);
        }
        Ok(())
    }

    /// It as a file to move about in, at its beginning; what comes through a pipe is kept first.
    pub(super) fn seekable(&mut self) -> Result<File, FileError> {
        self.keep()?;
        let opened = match &self.bytes {
            Bytes::Regular(path) => File::open(path),
            Bytes::Kept(kept) => kept.reopen(),
            Bytes::Piped { .. } => Err(io::ErrorKind::Unsupported.into()),
        };
        opened.map_err(|reason| FileError::unreadable(&self.name, reason))
    }

    /// Another file in place of this one, under the same name: what was in its wrapping.
    pub(super) fn unwrapped(&self, kept: NamedTempFile) -> Self {
        Self {
            name: self.name.clone(),
            bytes: Bytes::Kept(kept),
            stop: Arc::clone(&self.stop),
        }
    }
}

/// Copies all of `from` into a temporary file, which goes when it is let go.
pub(super) fn put_aside(from: impl Read, name: &str) -> Result<NamedTempFile, FileError> {
    let copy = || -> io::Result<NamedTempFile> {
        let mut kept = NamedTempFile::new()?;
        let mut from = from;
        io::copy(&mut from, &mut kept)?;
        kept.flush()?;
        kept.rewind()?;
        Ok(kept)
    };
    copy().map_err(|reason| read_error(name, reason))
}

/// A failure of reading bytes as they lie; being told to stop comes as one.
pub(super) fn read_error(name: &str, reason: io::Error) -> FileError {
    if is_stop(&reason) {
        let file = name.to_owned();
        return FileError::Stopped { file };
    }
    FileError::unreadable(name, reason)
}

/// What a file is called in errors and reports.
pub(crate) fn display_name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Why a pipe gave no more though there may be more.
#[derive(Debug, thiserror::Error)]
#[error("told to stop")]
struct ToldToStop;

fn is_stop(reason: &io::Error) -> bool {
    reason
        .get_ref()
        .is_some_and(|inner| inner.is::<ToldToStop>())
}

/// Bytes that come when they come, read by a thread of their own: opening and reading may wait for
/// ever, and this thread with them, but not who asks.
struct Pipe {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Cursor<Vec<u8>>,
    stop: Stop,
}

impl Pipe {
    fn of<R: Read>(open: impl FnOnce() -> io::Result<R> + Send + 'static, stop: &Stop) -> Self {
        let (sender, pieces) = sync_channel(PIECES);
        // It ends with its pipe or, where that never ends, with the program.
        thread::spawn(move || match open() {
            Ok(reader) => send_pieces(reader, &sender),
            Err(reason) => drop(sender.send(Err(reason))),
        });
        Self {
            pieces,
            piece: Cursor::default(),
            stop: Arc::clone(stop),
        }
    }
}

fn send_pieces(mut reader: impl Read, to: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut piece = vec![0; PIECE];
        let read = match reader.read(&mut piece) {
            Ok(0) => return,
            Ok(count) => {
                piece.truncate(count);
                Ok(piece)
            }
            Err(reason) if reason.kind() == io::ErrorKind::Interrupted => continue,
            Err(reason) => Err(reason),
        };
        let failed = read.is_err();
        if to.send(read).is_err() || failed {
            return;
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.position() == self.piece.get_ref().len() as u64 {
            match self.pieces.recv_timeout(LOOK) {
                Ok(piece) => self.piece = Cursor::new(piece?),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
                Err(RecvTimeoutError::Timeout) if self.stop.load(Relaxed) => {
                    return Err(io::Error::other(ToldToStop));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self.piece.read(buffer)
    }
}
