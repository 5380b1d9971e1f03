//! A copy of the generation that is live elsewhere: fetched aside, proven, and made the live one last of
//! all.
//!
//! What is here already is not fetched again. Whatever goes wrong, the generation that was live stays
//! live; killed at any moment too. Knows files; nothing of where they come from.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::folder::Cleared;
use super::{
    Draft, FileSum, GRAPH_FILE, Generation, GenerationError, GraphFolder, MANIFEST_FILE, Manifest,
    Origin, PullError, RebuildLock, SEARCH_FILE, verify_generation,
};

/// Bytes written at a time.
const STEP: usize = 256 << 10;
/// Times a pull begins anew because what was live there is no more.
const TRIES: usize = 3;

/// Who wants to know how a pull gets on, and may stop it. Each file is told by its name.
pub trait Watch {
    /// A file of so many bytes begins to be fetched.
    fn begin(&self, _file: &'static str, _bytes: u64) {}
    /// So many more bytes came.
    fn came(&self, _file: &'static str, _bytes: u64) {}
    /// A file is here, all of it.
    fn end(&self, _file: &'static str) {}
    /// Whether to go on.
    fn goes_on(&self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Watch for () {}

/// What came of a pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pulled {
    /// What is live there is live here.
    NothingNew {
        /// Name of the generation here.
        name: String,
    },
    /// A new generation is live here.
    New(NewCopy),
}

/// A generation that was pulled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCopy {
    /// Its name here.
    pub name: String,
    /// Its name there, which is another one where that is taken here.
    pub name_there: String,
    /// Items in it.
    pub items: usize,
    /// Links in it.
    pub links: usize,
    /// Bytes fetched.
    pub fetched: u64,
    /// Bytes of files that were here already.
    pub here_already: u64,
    /// Generations that were removed, and what a killed pull or rebuild had left.
    pub removed: Vec<String>,
    /// Of each that could not be removed, why.
    pub not_removed: Vec<String>,
}

/// Makes the live generation of `origin` the live one of `folder`, and keeps so many there.
///
/// # Errors
/// Somebody else changes the folder, there is nothing to be had, what came is not what its manifest
/// tells of, the system refuses, or it was stopped. The generation that was live stays live.
pub fn pull(
    origin: &dyn Origin,
    folder: &GraphFolder,
    keep: usize,
    watch: &dyn Watch,
) -> Result<Pulled, PullError> {
    folder.create()?;
    is_another(origin, folder)?;
    let lock = RebuildLock::take(folder)?;
    let mut tries = 1;
    loop {
        let name = origin.current()?;
        match pull_named(origin, &name, folder, &lock, keep, watch) {
            // It may have been removed there while it was fetched, after another one took its place.
            Err(error)
                if tries < TRIES
                    && error.is_of_origin()
                    && origin.current().is_ok_and(|now| now != name) =>
            {
                tries += 1;
            }
            pulled => return pulled,
        }
    }
}

/// A folder cannot be a copy of itself.
fn is_another(origin: &dyn Origin, folder: &GraphFolder) -> Result<(), PullError> {
    let there = origin.folder().and_then(|path| fs::canonicalize(path).ok());
    let here = fs::canonicalize(folder.root()).ok();
    match there.is_some() && there == here {
        true => Err(PullError::Itself {
            path: folder.root().to_owned(),
        }),
        false => Ok(()),
    }
}

fn pull_named(
    origin: &dyn Origin,
    name: &str,
    folder: &GraphFolder,
    lock: &RebuildLock,
    keep: usize,
    watch: &dyn Watch,
) -> Result<Pulled, PullError> {
    let mut manifest = manifest_of(origin, name)?;
    let live = Live::of(folder);
    if let Some(live) = live.as_ref().filter(|live| live.is(&manifest)) {
        let name = live.manifest.version.clone();
        return Ok(Pulled::NothingNew { name });
    }
    let mut cleared = folder.remove_leftovers()?;
    // One that was killed after publishing did not come to this.
    join(&mut cleared, folder.remove_old(keep)?);
    let mut draft = Draft::begin_as(folder, lock, Some(name))?;
    let (mut fetched, mut here_already) = (0, 0);
    for (file, to) in [
        (GRAPH_FILE, draft.graph_path()),
        (SEARCH_FILE, draft.search_path()),
    ] {
        let sum = sum_of(&manifest, origin, name, file)?;
        let here = live.as_ref().and_then(|live| live.file(file, &sum));
        match here {
            Some(here) if is_same_again(&here, &to, &sum) => here_already += sum.bytes,
            _ => {
                fetch(origin, name, file, &to, &sum, watch)?;
                fetched += sum.bytes;
            }
        }
    }
    name_here(&mut manifest, draft.name());
    draft.settle()?;
    draft.finish(&manifest)?;
    let generation = Generation::open(draft.path())?;
    let verified = verify_generation(&generation, draft.path())?;
    // Nothing of it is open any more should it have to go again.
    drop(generation);
    if watch.goes_on().is_break() {
        return Err(PullError::Stopped);
    }
    draft.go_live()?;
    // It is live: nothing that fails from here on makes this a failure.
    match folder.remove_old(keep) {
        Ok(old) => join(&mut cleared, old),
        Err(error) => cleared.not_removed.push(error.to_string()),
    }
    Ok(Pulled::New(NewCopy {
        name: manifest.version,
        name_there: name.to_owned(),
        items: verified.items,
        links: verified.links,
        fetched,
        here_already,
        removed: cleared.removed,
        not_removed: cleared.not_removed,
    }))
}

fn join(cleared: &mut Cleared, more: Cleared) {
    cleared.removed.extend(more.removed);
    cleared.not_removed.extend(more.not_removed);
}

fn manifest_of(origin: &dyn Origin, name: &str) -> Result<Manifest, PullError> {
    let place = origin.place_of(name, MANIFEST_FILE);
    let bytes = origin.manifest(name, Manifest::MOST_BYTES)?;
    Manifest::parse(&bytes, &place).map_err(PullError::at_origin)
}

/// What a file must be, by the manifest.
fn sum_of(
    manifest: &Manifest,
    origin: &dyn Origin,
    name: &str,
    file: &str,
) -> Result<FileSum, PullError> {
    let sum = manifest.files.get(file).cloned();
    sum.ok_or_else(|| {
        PullError::at_origin(GenerationError::Manifest {
            path: origin.place_of(name, MANIFEST_FILE),
            reason: format!("it says nothing of {file}"),
        })
    })
}

/// Gives the manifest the name of its folder here. What went there when it was made is not known here.
fn name_here(manifest: &mut Manifest, name: &str) {
    name.clone_into(&mut manifest.version);
    manifest.removed.clear();
}

/// What is live here already.
struct Live {
    path: PathBuf,
    manifest: Manifest,
}

impl Live {
    /// What can be read of it; a damaged one counts for nothing.
    fn of(folder: &GraphFolder) -> Option<Self> {
        let path = folder.path_of(&folder.current().ok()??);
        let manifest = Manifest::read(&path).ok()?;
        let generation = Generation::open(&path).ok()?;
        (generation.manifest == manifest).then_some(Self { path, manifest })
    }

    /// Whether it is what this manifest tells of, made at the same time, and its files are as long as
    /// they should be.
    fn is(&self, manifest: &Manifest) -> bool {
        let files = &manifest.files;
        self.manifest.identity() == manifest.identity()
            && self.manifest.built_at == manifest.built_at
            && files
                .iter()
                .all(|(file, sum)| self.file(file, sum).is_some())
    }

    /// Its file, if that is what is wanted as far as a look at it tells.
    fn file(&self, file: &str, sum: &FileSum) -> Option<PathBuf> {
        let path = self.path.join(file);
        let is_it = self.manifest.files.get(file) == Some(sum)
            && fs::metadata(&path).is_ok_and(|found| found.len() == sum.bytes);
        is_it.then_some(path)
    }
}

/// Gives a file that is here a second name, where that can be done and it is what it should be.
fn is_same_again(here: &Path, to: &Path, sum: &FileSum) -> bool {
    let is_it = fs::hard_link(here, to).is_ok() && FileSum::of(to).is_ok_and(|found| found == *sum);
    if !is_it {
        // There may be nothing to remove.
        let _ = fs::remove_file(to);
    }
    is_it
}

/// Fetches a file and proves it to be what it should be.
fn fetch(
    origin: &dyn Origin,
    name: &str,
    file: &'static str,
    to: &Path,
    sum: &FileSum,
    watch: &dyn Watch,
) -> Result<(), PullError> {
    watch.begin(file, sum.bytes);
    let mut from = origin.open(name, file, sum.bytes)?;
    let mut written = File::create_new(to).map_err(GenerationError::io(to))?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; STEP];
    let mut bytes = 0;
    let mismatch = || PullError::Mismatch {
        place: origin.place_of(name, file),
    };
    loop {
        if watch.goes_on().is_break() {
            return Err(PullError::Stopped);
        }
        let count = from
            .read(&mut buffer)
            .map_err(|error| PullError::broken(origin.place_of(name, file), error))?;
        let came = buffer.get(..count).unwrap_or_default();
        if came.is_empty() {
            break;
        }
        bytes += count as u64;
        // A disk is not filled with what it should not be.
        if bytes > sum.bytes {
            return Err(mismatch());
        }
        hasher.update(came);
        written.write_all(came).map_err(GenerationError::io(to))?;
        watch.came(file, count as u64);
    }
    let blake3 = hasher.finalize().to_hex().to_string();
    if (FileSum { bytes, blake3 }) != *sum {
        return Err(mismatch());
    }
    watch.end(file);
    Ok(())
}
