//! Small files that say something, as `CURRENT` and the manifest do: read whole, but never waited
//! for, and never more of them than such a file can have. Knows nothing of what they say.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::GenerationError;

/// What stands at a path, links followed; `None` if nothing does. Whatever else keeps it from being
/// seen is an error, and is told as such.
pub(super) fn standing(path: &Path) -> Result<Option<Metadata>, GenerationError> {
    if_there(fs::metadata(path)).map_err(GenerationError::io(path))
}

/// The content of a small file; `None` if there is none.
///
/// # Errors
/// Something else stands there, it has more than `most` bytes, or the system refuses.
pub(super) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, GenerationError> {
    let Some(found) = standing(path)? else {
        return Ok(None);
    };
    // Opening a pipe would wait for who writes to it.
    if !found.is_file() {
        let path = path.to_owned();
        return Err(GenerationError::NotAFile { path });
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(GenerationError::io(path))?;
    if bytes.len() as u64 > most {
        let path = path.to_owned();
        return Err(GenerationError::TooLarge { path, most });
    }
    Ok(Some(bytes))
}

/// What was found, or `None` where nothing is.
pub(super) fn if_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_file_is_read_whole_and_one_that_is_not_there_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("CURRENT");
        assert_eq!(read(&path, 6).unwrap(), None);
        fs::write(&path, "000001").unwrap();
        assert_eq!(read(&path, 6).unwrap().unwrap(), b"000001");
    }

    #[test]
    fn what_is_no_small_file_is_told_and_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let said = |path: &Path| read(path, 5).unwrap_err().to_string();
        assert!(said(dir.path()).contains("no regular file"));
        let path = dir.path().join("CURRENT");
        // As large as can be, and all of it a hole.
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert!(said(&path).contains("more than 5 bytes"));
        let below = path.join("manifest.json");
        assert!(!said(&below).contains("missing"), "{}", said(&below));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_not_read() {
        let error = read(Path::new("/dev/zero"), 5).unwrap_err();
        assert!(error.to_string().contains("no regular file"), "{error}");
    }
}
