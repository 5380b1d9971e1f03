//! A generation while it is being made: written aside, brought to disk, then published.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::folder::sync_folder;
use super::manifest::make_read_only;
use super::names::COPY_FOLDER;
use super::{
    FileSum, GRAPH_FILE, GenerationError, GraphFolder, Manifest, RebuildLock, SEARCH_FILE,
};

/// A generation nobody sees yet. Dropping it removes it, unless it is the live one by then.
#[derive(Debug)]
pub struct Draft<'a> {
    folder: &'a GraphFolder,
    name: String,
    path: PathBuf,
}

impl<'a> Draft<'a> {
    /// Begins a new generation. The lock is the proof that nobody else does.
    ///
    /// # Errors
    /// The system refuses.
    pub fn begin(folder: &'a GraphFolder, lock: &RebuildLock) -> Result<Self, GenerationError> {
        Self::begin_as(folder, lock, None)
    }

    /// Begins a new generation, under the name that is wished for if no later one is in use.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn begin_as(
        folder: &'a GraphFolder,
        _lock: &RebuildLock,
        wish: Option<&str>,
    ) -> Result<Self, GenerationError> {
        let name = folder.next_name(wish)?;
        let path = folder.partial_path_of(&name);
        fs::create_dir(&path).map_err(GenerationError::io(&path))?;
        Ok(Self { folder, name, path })
    }

    /// The name it will have.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its graph belongs.
    #[must_use]
    pub fn graph_path(&self) -> PathBuf {
        self.path.join(GRAPH_FILE)
    }

    /// Where its search index belongs.
    #[must_use]
    pub fn search_path(&self) -> PathBuf {
        self.path.join(SEARCH_FILE)
    }

    /// Its folder as it is now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a folder in it for a copy of what is read; gone when what is given is dropped.
    ///
    /// # Errors
    /// The system refuses.
    pub fn copy_folder(&self) -> Result<CopyFolder, GenerationError> {
        let path = self.path.join(COPY_FOLDER);
        fs::create_dir(&path).map_err(GenerationError::io(&path))?;
        Ok(CopyFolder { path })
    }

    /// Brings the files to disk, never to be written again, and sums them up for the manifest. Returns their bytes.
    ///
    /// # Errors
    /// The system refuses.
    pub fn seal(&self, manifest: &mut Manifest) -> Result<u64, GenerationError> {
        self.settle()?;
        let mut bytes = 0;
        for file in [GRAPH_FILE, SEARCH_FILE] {
            let sum = FileSum::of(&self.path.join(file))?;
            bytes += sum.bytes;
            manifest.files.insert(file.to_owned(), sum);
        }
        Ok(bytes)
    }

    /// Brings the files to disk, never to be written again.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn settle(&self) -> Result<(), GenerationError> {
        let settle = |file: File| {
            make_read_only(&file)?;
            file.sync_all()
        };
        for path in [self.graph_path(), self.search_path()] {
            let opened = File::open(&path);
            opened
                .and_then(settle)
                .map_err(GenerationError::io(&path))?;
        }
        Ok(())
    }

    /// Writes the manifest and makes it the live generation, once its files are [sealed](Self::seal).
    ///
    /// Everything is on disk before `CURRENT` changes, and `CURRENT` is on disk before this
    /// returns: killed at any moment, either the old or the new generation is live, and whole.
    ///
    /// # Errors
    /// The system refuses; then the old generation stays live, unless `CURRENT` was replaced
    /// already and only cannot be brought to disk.
    pub fn publish(mut self, manifest: &mut Manifest) -> Result<(), GenerationError> {
        manifest.finished_now();
        self.finish(manifest)?;
        self.go_live()
    }

    /// Brings this manifest to disk, and all of it under its name, once its files are
    /// [settled](Self::settle). Nobody opens it before [`Self::go_live`], and dropping it removes it.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn finish(&mut self, manifest: &Manifest) -> Result<(), GenerationError> {
        manifest.write(&self.path)?;
        sync_folder(&self.path).map_err(GenerationError::io(&self.path))?;
        let finished = self.folder.path_of(&self.name);
        fs::rename(&self.path, &finished).map_err(GenerationError::io(&finished))?;
        self.path = finished;
        sync_folder(self.folder.root()).map_err(GenerationError::io(self.folder.root()))
    }

    /// Makes it the live generation, once it is finished.
    ///
    /// # Errors
    /// The system refuses; then the old generation stays live, unless `CURRENT` was replaced
    /// already and only cannot be brought to disk.
    pub(super) fn go_live(self) -> Result<(), GenerationError> {
        self.folder.publish(&self.name)
    }

    /// Whether `CURRENT` names it, or may: where that cannot be told nothing is to be removed.
    fn may_be_live(&self) -> bool {
        let live = self.folder.current();
        live.is_err() || live.is_ok_and(|live| live.as_deref() == Some(self.name.as_str()))
    }
}

/// A folder for a copy of what a rebuild reads; gone with all that is in it when it is dropped.
#[derive(Debug)]
pub struct CopyFolder {
    path: PathBuf,
}

impl CopyFolder {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for CopyFolder {
    fn drop(&mut self) {
        // What cannot be removed now goes with the unfinished generation.
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        let renamed = self.path == self.folder.path_of(&self.name);
        if !(renamed && self.may_be_live()) {
            // What cannot be removed now is removed by the next rebuild.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
