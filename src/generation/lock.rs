//! One rebuild or pull at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::{GenerationError, GraphFolder, small};

const LOCK_FILE: &str = "rebuild.lock";

/// Most bytes shown of who holds a lock.
const SHOWN: u64 = 200;

/// The right to make a generation in a folder, given back when dropped; the system gives it back for a process
/// that was killed, so a lock never outlives its holder.
#[derive(Debug)]
pub struct RebuildLock {
    _file: File,
}

impl RebuildLock {
    /// Takes the lock of a folder, which must be there, and writes down who holds it.
    ///
    /// # Errors
    /// Another process holds it, or the system refuses.
    pub fn take(folder: &GraphFolder) -> Result<Self, GenerationError> {
        let path = folder.root().join(LOCK_FILE);
        is_file_or_nothing(&path)?;
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(GenerationError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Who holds it is a courtesy: that it is held is known.
                let _ = (&file).take(SHOWN).read_to_string(&mut holder);
                return Err(GenerationError::Locked {
                    path: folder.root().to_owned(),
                    holder: holder.trim().to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(GenerationError::Io { path, source }),
        }
        let mut sign = || -> std::io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            let since = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
            writeln!(file, "process {}, since {since}", std::process::id())
        };
        sign().map_err(GenerationError::io(&path))?;
        Ok(Self { _file: file })
    }
}

/// It is written to, so not through a link: that may lead to any file of the operator's.
fn is_file_or_nothing(path: &Path) -> Result<(), GenerationError> {
    let found = small::if_there(fs::symlink_metadata(path)).map_err(GenerationError::io(path))?;
    match found {
        Some(found) if !found.is_file() => {
            let path = path.to_owned();
            Err(GenerationError::NotAFile { path })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_lock_is_not_written_through() {
        let dir = tempfile::tempdir().unwrap();
        let mine = dir.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        std::os::unix::fs::symlink(&mine, dir.path().join(LOCK_FILE)).unwrap();
        let error = RebuildLock::take(&GraphFolder::at(dir.path())).unwrap_err();
        assert!(error.to_string().contains("no regular file"), "{error}");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    }

    #[test]
    fn a_second_rebuild_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let folder = GraphFolder::at(dir.path());
        let lock = RebuildLock::take(&folder).unwrap();
        let error = RebuildLock::take(&folder).unwrap_err().to_string();
        assert!(
            error.contains(&format!("process {}", std::process::id())),
            "{error}"
        );
        drop(lock);
        RebuildLock::take(&folder).unwrap();
    }
}
