//! Where a copy of a generation comes from: another graph folder, on a disk or behind an address.
//!
//! A folder behind an address has the same names: `CURRENT`, and in the folder that it names the three
//! files of a generation. That is what a server offers on its address for operators, and what any web
//! server makes of a graph folder. Knows nothing of what is done with the files.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::names::number_of;
use super::{GenerationError, GraphFolder, MANIFEST_FILE, PullError, small};

/// Offers the generations of a graph folder.
pub trait Origin {
    /// The name of the live generation.
    ///
    /// # Errors
    /// There is none, or it cannot be asked.
    fn current(&self) -> Result<String, PullError>;

    /// Where a file of a generation is, for people.
    fn place_of(&self, name: &str, file: &str) -> PathBuf;

    /// The manifest of a generation, of which no more than `most` bytes are read.
    ///
    /// # Errors
    /// It is not there, is larger, or cannot be read.
    fn manifest(&self, name: &str, most: u64) -> Result<Vec<u8>, PullError>;

    /// A file of a generation, which should have so many bytes, from its beginning.
    ///
    /// # Errors
    /// It is not there or cannot be read.
    fn open(&self, name: &str, file: &str, bytes: u64) -> Result<Box<dyn Read + '_>, PullError>;

    /// The folder it is, if it is one of this machine.
    fn folder(&self) -> Option<&Path> {
        None
    }
}

/// What names a generation, and nothing else.
pub(super) fn checked_name(text: &[u8], place: PathBuf) -> Result<String, PullError> {
    let name = String::from_utf8_lossy(text).trim().to_owned();
    match number_of(&name) {
        Some(_) => Ok(name),
        None => Err(PullError::NoName { place }),
    }
}

impl Origin for GraphFolder {
    fn current(&self) -> Result<String, PullError> {
        let name = GraphFolder::current(self).map_err(PullError::at_origin)?;
        name.ok_or_else(|| PullError::Nothing {
            place: self.root().to_owned(),
        })
    }

    fn place_of(&self, name: &str, file: &str) -> PathBuf {
        self.path_of(name).join(file)
    }

    fn manifest(&self, name: &str, most: u64) -> Result<Vec<u8>, PullError> {
        let path = self.place_of(name, MANIFEST_FILE);
        let bytes = small::read(&path, most).map_err(PullError::at_origin)?;
        bytes.ok_or_else(|| PullError::at_origin(GenerationError::Missing { path }))
    }

    fn open(&self, name: &str, file: &str, _bytes: u64) -> Result<Box<dyn Read + '_>, PullError> {
        let path = self.place_of(name, file);
        let found = small::standing(&path).map_err(PullError::at_origin)?;
        // Opening a pipe would wait for who writes to it.
        if found.is_some_and(|found| !found.is_file()) {
            return Err(PullError::at_origin(GenerationError::NotAFile { path }));
        }
        let opened = File::open(&path).map_err(GenerationError::io(&path));
        Ok(Box::new(opened.map_err(PullError::at_origin)?))
    }

    fn folder(&self) -> Option<&Path> {
        Some(self.root())
    }
}
