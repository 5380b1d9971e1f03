//! A file that tells the pass how much was written, and takes no more once the pass is to stop.
//! Knows nothing of what is written.

use std::io::{self, Seek, SeekFrom, Write};

use super::passes::Pass;

/// Anything that is written to in the course of a pass.
pub(super) struct Watched<'p, W> {
    inner: W,
    pass: &'p Pass<'p>,
}

impl<'p, W> Watched<'p, W> {
    pub(super) fn new(inner: W, pass: &'p Pass<'p>) -> Self {
        Self { inner, pass }
    }

    pub(super) fn get_ref(&self) -> &W {
        &self.inner
    }
}

impl<W: Write> Write for Watched<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.pass
            .advance(written as u64)
            .map_err(io::Error::other)?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Seek> Seek for Watched<'_, W> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.inner.seek(place)
    }
}
