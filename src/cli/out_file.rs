//! A file that is there whole or not at all: written aside, under a name of its own, and renamed at
//! the end. Knows nothing of what is in it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::{Builder, NamedTempFile};

/// Bytes that are written together.
const BUFFER: usize = 256 * 1024;

/// A file on its way. Dropped before it is published, it leaves nothing behind.
pub(super) struct OutFile {
    aside: NamedTempFile,
    path: PathBuf,
}

impl OutFile {
    /// Begins a file that is to stand at `path`, in the place of what may be there.
    ///
    /// # Errors
    /// Something else than a file is there, or nothing can be written beside it.
    pub(super) fn begin(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let path = match fs::metadata(path) {
            Ok(found) if found.is_file() => fs::canonicalize(path)?,
            Ok(_) => bail!(
                "{shown} is no regular file, but a folder, a pipe or a device; name a file with \
                 --output, or leave it out to write to standard output"
            ),
            Err(_) => path.to_owned(),
        };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = Builder::new();
        builder.prefix(".cartway-").suffix(".partial");
        readable_to_others(&mut builder);
        let aside = builder.tempfile_in(folder.unwrap_or(Path::new(".")));
        let aside = aside.with_context(|| {
            format!(
                "{shown} cannot be written; check that its folder is there, and its permissions"
            )
        })?;
        Ok(Self { aside, path })
    }

    /// Where to write.
    pub(super) fn file(&self) -> &File {
        self.aside.as_file()
    }

    /// Brings it to disk and gives it its name; its size in bytes.
    ///
    /// # Errors
    /// The system refuses; then what was there before is there still.
    pub(super) fn publish(self) -> anyhow::Result<u64> {
        let Self { aside, path } = self;
        let publish = || -> io::Result<u64> {
            aside.as_file().sync_all()?;
            Ok(aside.persist(&path)?.metadata()?.len())
        };
        publish().with_context(|| unwritable(&path.display().to_string()))
    }
}

/// What to say of a file that the system does not take.
pub(super) fn unwritable(shown: &str) -> String {
    format!("{shown} cannot be written; make room on its disk, or name another place")
}

/// As files are otherwise, under the mask of the process.
fn readable_to_others(builder: &mut Builder<'_, '_>) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = builder;
}

/// Has something written through a buffer, packed by gzip if so wished, until `stop` is raised.
///
/// # Errors
/// `out` takes no more, or it was stopped.
pub(super) fn write_through<W: Write + Send>(
    out: W,
    gzip: bool,
    stop: Arc<AtomicBool>,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    let out = Stoppable { out, stop };
    if !gzip {
        let mut out = BufWriter::with_capacity(BUFFER, out);
        write(&mut out)?;
        return out.flush();
    }
    let packed = GzEncoder::new(out, Compression::fast());
    let mut out = BufWriter::with_capacity(BUFFER, packed);
    write(&mut out)?;
    let packed = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    packed.finish()?.flush()
}

/// Takes nothing any more once it is stopped.
struct Stoppable<W> {
    out: W,
    stop: Arc<AtomicBool>,
}

impl<W: Write> Write for Stoppable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.dot");
        let stop = Arc::new(AtomicBool::new(false));
        let write = |stop: &Arc<AtomicBool>, text: &'static [u8]| {
            let file = OutFile::begin(&path).unwrap();
            write_through(file.file(), false, Arc::clone(stop), |out| {
                out.write_all(text)
            })?;
            io::Result::Ok(file.publish().unwrap())
        };
        assert_eq!(write(&stop, b"graph {}").unwrap(), 8);
        stop.store(true, Ordering::Relaxed);
        assert!(write(&stop, b"another").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"graph {}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
