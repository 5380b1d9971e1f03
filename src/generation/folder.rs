//! Which generations a folder holds, and which is live.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use cartway_graph::{Snapshot, SnapshotError};

use super::{GRAPH_FILE, GenerationError, Manifest};

pub(super) const CURRENT_FILE: &str = "CURRENT";
/// What the next `CURRENT` is called until it is renamed.
const NEXT_CURRENT_FILE: &str = "CURRENT.partial";
/// Ending of a generation that is not finished.
const PARTIAL: &str = ".partial";

/// Letters shown of a `CURRENT` that is none.
const SHOWN: usize = 60;

/// A folder of generations. Making one touches nothing.
#[derive(Debug, Clone)]
pub struct GraphFolder {
    root: PathBuf,
}

impl GraphFolder {
    /// The folder at a path, which need not be there yet.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a generation of that name stands.
    #[must_use]
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Where a generation stands while it is being made.
    pub(super) fn partial_path_of(&self, name: &str) -> PathBuf {
        self.root.join(format!("{name}{PARTIAL}"))
    }

    /// Makes the folder if it is not there.
    ///
    /// # Errors
    /// Something else stands there, or the system refuses.
    pub fn create(&self) -> Result<(), GenerationError> {
        self.is_no_other_thing()?;
        fs::create_dir_all(&self.root).map_err(GenerationError::io(&self.root))
    }

    fn is_no_other_thing(&self) -> Result<(), GenerationError> {
        if self.root.exists() && !self.root.is_dir() {
            let path = self.root.clone();
            return Err(GenerationError::NotAFolder { path });
        }
        Ok(())
    }

    /// Name of the live generation; `None` if nothing was ever published.
    ///
    /// # Errors
    /// `CURRENT` cannot be read or names no generation.
    pub fn current(&self) -> Result<Option<String>, GenerationError> {
        self.is_no_other_thing()?;
        let path = self.root.join(CURRENT_FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(GenerationError::Io { path, source }),
        };
        let name = String::from_utf8_lossy(&bytes).trim().to_owned();
        if number_of(&name).is_some() {
            Ok(Some(name))
        } else {
            let name = name.chars().take(SHOWN).collect();
            Err(GenerationError::BadCurrent { path, name })
        }
    }

    /// The name after the highest in use: names rise and are never used twice.
    pub(super) fn next_name(&self) -> Result<String, GenerationError> {
        let entries = self.entries()?;
        let highest = entries.iter().filter_map(|name| number_of(name)).max();
        Ok(format!("{:06}", highest.map_or(1, |number| number + 1)))
    }

    /// Makes a finished generation the live one: from here on it is what servers open.
    pub(super) fn publish(&self, name: &str) -> Result<(), GenerationError> {
        let next = self.root.join(NEXT_CURRENT_FILE);
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&next)?;
            writeln!(file, "{name}")?;
            file.sync_all()?;
            fs::rename(&next, self.root.join(CURRENT_FILE))?;
            sync_folder(&self.root)
        };
        write().map_err(|source| {
            // It is written anew next time; what cannot be removed is in nobody's way.
            let _ = fs::remove_file(&next);
            GenerationError::Io { path: next, source }
        })
    }

    /// The finished generations that this program does not understand, as a newer one made them.
    /// They are never removed.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn made_by_newer_programs(&self) -> Result<Vec<String>, GenerationError> {
        let mut names = self.entries()?;
        names.retain(|name| number_of(name).is_some() && self.is_of_newer_program(name));
        names.sort_unstable_by_key(|name| number_of(name));
        Ok(names)
    }

    fn is_of_newer_program(&self, name: &str) -> bool {
        let path = self.path_of(name);
        let graph = Snapshot::open(&path.join(GRAPH_FILE));
        let newer_graph = matches!(
            graph,
            Err(SnapshotError::Version { found, expected }) if found > expected
        );
        newer_graph || Manifest::is_of_newer_program(&path)
    }

    /// Removes what a killed rebuild left: unfinished generations, and finished ones newer than
    /// the live one. Only for whoever holds the lock. Returns how many were removed.
    ///
    /// # Errors
    /// The system refuses.
    pub fn remove_leftovers(&self) -> Result<usize, GenerationError> {
        let live = self
            .current()
            .unwrap_or(None)
            .and_then(|name| number_of(&name));
        let is_leftover = |name: &String| match name.strip_suffix(PARTIAL) {
            Some(stem) => number_of(stem).is_some(),
            None => live.is_some_and(|live| number_of(name).is_some_and(|number| number > live)),
        };
        let mut leftovers: Vec<String> = self.entries()?.into_iter().filter(is_leftover).collect();
        leftovers.retain(|name| !self.is_of_newer_program(name));
        for name in &leftovers {
            self.remove(name)?;
        }
        Ok(leftovers.len())
    }

    /// Keeps the newest `keep` generations up to the live one, which always stays, and removes the
    /// older ones; none where `CURRENT` names no generation. Servers that still answer from one keep what they have mapped.
    ///
    /// # Errors
    /// The system refuses.
    pub fn remove_old(&self, keep: usize) -> Result<usize, GenerationError> {
        let live = self.current().unwrap_or(None);
        let Some(live) = live.and_then(|name| number_of(&name)) else {
            return Ok(0);
        };
        let mut old: Vec<String> = self.entries()?;
        old.retain(|name| number_of(name).is_some_and(|number| number < live));
        old.retain(|name| !self.is_of_newer_program(name));
        old.sort_unstable_by_key(|name| std::cmp::Reverse(number_of(name)));
        let removed: Vec<String> = old.split_off(keep.saturating_sub(1).min(old.len()));
        for name in &removed {
            self.remove(name)?;
        }
        Ok(removed.len())
    }

    fn remove(&self, name: &str) -> Result<(), GenerationError> {
        let mut path = self.path_of(name);
        if number_of(name).is_some() {
            // Killed half-way, what is left must not go by the name of a whole generation.
            let partial = self.partial_path_of(name);
            fs::rename(&path, &partial).map_err(GenerationError::io(&path))?;
            path = partial;
        }
        fs::remove_dir_all(&path).map_err(GenerationError::io(&path))
    }

    fn entries(&self) -> Result<Vec<String>, GenerationError> {
        let list = || -> std::io::Result<Vec<String>> {
            fs::read_dir(&self.root)?
                .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
                .collect()
        };
        list().map_err(GenerationError::io(&self.root))
    }
}

/// The number a generation's name stands for: six digits or more, nothing else.
fn number_of(name: &str) -> Option<u64> {
    let digits = name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}

/// Brings the names in a folder to disk, so that a rename survives a crash.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(names: &[&str]) -> (tempfile::TempDir, GraphFolder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = GraphFolder::at(dir.path());
        for name in names {
            fs::create_dir(folder.path_of(name)).unwrap();
        }
        (dir, folder)
    }

    fn names(folder: &GraphFolder) -> Vec<String> {
        let mut names = folder.entries().unwrap();
        names.sort();
        names
    }

    #[test]
    fn names_rise_from_the_highest_in_use() {
        let (_dir, folder) = folder_with(&[]);
        assert_eq!(folder.current().unwrap(), None);
        assert_eq!(folder.next_name().unwrap(), "000001");
        let (_dir, folder) = folder_with(&["000009", "other", "12", "000010.partial"]);
        assert_eq!(folder.next_name().unwrap(), "000010");
        let (_dir, folder) = folder_with(&["999999"]);
        assert_eq!(folder.next_name().unwrap(), "1000000");
    }

    #[test]
    fn leftovers_go_and_everything_else_stays() {
        let (_dir, folder) =
            folder_with(&["000001", "000002", "000003", "000004.partial", "notes"]);
        folder.publish("000002").unwrap();
        assert_eq!(folder.remove_leftovers().unwrap(), 2);
        assert_eq!(names(&folder), ["000001", "000002", "CURRENT", "notes"]);
    }

    #[test]
    fn old_generations_go_but_never_the_live_one() {
        for (keep, left) in [
            (2, &["000002", "000003", "CURRENT"][..]),
            (0, &["000003", "CURRENT"]),
        ] {
            let (_dir, folder) = folder_with(&["000001", "000002", "000003"]);
            folder.publish("000003").unwrap();
            folder.remove_old(keep).unwrap();
            assert_eq!(names(&folder), left);
        }
    }

    #[test]
    fn what_a_newer_program_made_is_named_and_never_removed() {
        let (_dir, folder) = folder_with(&["000001", "000002", "000003", "000004"]);
        for name in ["000001", "000004"] {
            let manifest = r#"{"format": 99, "all": "else is new"}"#;
            fs::write(folder.path_of(name).join("manifest.json"), manifest).unwrap();
        }
        folder.publish("000003").unwrap();
        let newer = folder.made_by_newer_programs().unwrap();
        assert_eq!(newer, ["000001", "000004"]);
        assert_eq!(folder.remove_leftovers().unwrap(), 0);
        assert_eq!(folder.remove_old(1).unwrap(), 1);
        assert_eq!(names(&folder), ["000001", "000003", "000004", "CURRENT"]);
        assert_eq!(folder.next_name().unwrap(), "000005");
    }

    #[test]
    fn a_current_that_names_no_generation_is_an_error_that_says_what_to_do() {
        let (_dir, folder) = folder_with(&[]);
        fs::write(folder.root().join("CURRENT"), "../../etc").unwrap();
        let error = folder.current().unwrap_err().to_string();
        assert!(
            error.contains("../../etc") && error.contains("cartway rebuild"),
            "{error}"
        );
    }
}
