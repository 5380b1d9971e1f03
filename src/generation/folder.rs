//! Which generations a folder holds, and which is live.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::names::{CURRENT_FILE, NEXT_CURRENT_FILE, PARTIAL, number_of};
use super::ours::{self, Kind, Named};
use super::{GenerationError, small};

/// Most bytes of `CURRENT`, which are a name and blanks.
const MOST: u64 = 4096;
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
    /// Something else stands there, or a folder where `CURRENT` should be, or the system refuses.
    pub fn create(&self) -> Result<(), GenerationError> {
        self.is_no_other_thing()?;
        // Before the work, not after it: nothing can be published there.
        let path = self.root.join(CURRENT_FILE);
        if small::standing(&path)?.is_some_and(|found| found.is_dir()) {
            return Err(GenerationError::NotAFile { path });
        }
        fs::create_dir_all(&self.root).map_err(GenerationError::io(&self.root))
    }

    fn is_no_other_thing(&self) -> Result<(), GenerationError> {
        match small::standing(&self.root)? {
            Some(found) if !found.is_dir() => {
                let path = self.root.clone();
                Err(GenerationError::NotAFolder { path })
            }
            _ => Ok(()),
        }
    }

    /// Name of the live generation; `None` if nothing was ever published.
    ///
    /// # Errors
    /// `CURRENT` cannot be read or names no generation.
    pub fn current(&self) -> Result<Option<String>, GenerationError> {
        self.is_no_other_thing()?;
        let path = self.root.join(CURRENT_FILE);
        let Some(bytes) = small::read(&path, MOST)? else {
            return Ok(None);
        };
        let name = String::from_utf8_lossy(&bytes).trim().to_owned();
        if number_of(&name).is_some() {
            Ok(Some(name))
        } else {
            let name = name.chars().take(SHOWN).collect();
            Err(GenerationError::BadCurrent { path, name })
        }
    }

    /// The name after the highest in use: names rise and are never used twice. What is not ours is
    /// not counted, and only stepped around.
    ///
    /// A wish is granted if it is above the highest in use.
    pub(super) fn next_name(&self, wish: Option<&str>) -> Result<String, GenerationError> {
        let named = ours::named(&self.root)?;
        // The live one counts even where a link stands in its place.
        let live = self.current().ok().flatten();
        let counts = |named: &&Named| {
            let is_live = live.as_ref() == Some(&named.name);
            is_live || (named.kind != Kind::Foreign && !named.is_partial)
        };
        let highest = named.iter().filter(counts).map(|named| named.number).max();
        let highest = highest.unwrap_or(0);
        let is_taken = |number: &u64| named.iter().any(|named| named.number == *number);
        let wished = wish.and_then(|name| Some((name, number_of(name)?)));
        if let Some((name, _)) = wished.filter(|(_, number)| *number > highest && !is_taken(number))
        {
            return Ok(name.to_owned());
        }
        let free = (highest + 1..).find(|number| !is_taken(number));
        Ok(format!("{:06}", free.unwrap_or(highest)))
    }

    /// The number of the live generation, if `CURRENT` names one.
    fn live_number(&self) -> Option<u64> {
        self.current()
            .ok()
            .flatten()
            .and_then(|name| number_of(&name))
    }

    /// Makes a finished generation the live one: from here on it is what servers open.
    pub(super) fn publish(&self, name: &str) -> Result<(), GenerationError> {
        let next = self.root.join(NEXT_CURRENT_FILE);
        let write = || -> std::io::Result<()> {
            // Never through a link that stands there under the name.
            small::if_there(fs::remove_file(&next))?;
            let mut file = File::create_new(&next)?;
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
        let newer = |named: &Named| named.kind == Kind::Newer && !named.is_partial;
        Ok(self.names_of(newer)?.collect())
    }

    /// What is named like a generation and is none of ours: neither counted nor removed. The live
    /// one is none of these, whatever it is.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn foreign(&self) -> Result<Vec<String>, GenerationError> {
        let live = self.current().ok().flatten();
        let foreign = self.names_of(|named| named.kind == Kind::Foreign)?;
        Ok(foreign.filter(|name| Some(name) != live.as_ref()).collect())
    }

    fn names_of(
        &self,
        wanted: impl Fn(&Named) -> bool,
    ) -> Result<impl Iterator<Item = String>, GenerationError> {
        let named = ours::named(&self.root)?.into_iter();
        Ok(named
            .filter(move |named| wanted(named))
            .map(|named| named.name))
    }

    /// Removes what a killed rebuild left: unfinished generations, and finished ones newer than
    /// the live one. Only for whoever holds the lock.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn remove_leftovers(&self) -> Result<Cleared, GenerationError> {
        let live = self.live_number();
        let is_newer = |number: u64| live.is_some_and(|live| number > live);
        let leftovers = self.names_of(|named| {
            named.kind == Kind::Ours && (named.is_partial || is_newer(named.number))
        })?;
        Ok(self.remove_all(leftovers))
    }

    /// Keeps the newest `keep` generations up to the live one, which always stays, and removes the
    /// older ones; none where `CURRENT` names no generation. Servers that still answer from one keep
    /// what they have mapped.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn remove_old(&self, keep: usize) -> Result<Cleared, GenerationError> {
        let Some(live) = self.live_number() else {
            return Ok(Cleared::default());
        };
        let mut old: Vec<String> = self
            .names_of(|named| named.kind == Kind::Ours && !named.is_partial && named.number < live)?
            .collect();
        old.truncate(old.len().saturating_sub(keep.saturating_sub(1)));
        Ok(self.remove_all(old))
    }

    fn remove_all(&self, names: impl IntoIterator<Item = String>) -> Cleared {
        let mut cleared = Cleared::default();
        for name in names {
            match self.remove(&name) {
                Ok(()) => cleared.removed.push(name),
                Err(error) => cleared.not_removed.push(error.to_string()),
            }
        }
        cleared
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
}

/// What became of generations that were to go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleared {
    /// The names of those that went.
    pub removed: Vec<String>,
    /// Of each that could not be removed, why; it is in nobody's way.
    pub not_removed: Vec<String>,
}

/// Brings the names in a folder to disk, so that a rename survives a crash.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with generations of these names, and folders of other names.
    fn folder_with(names: &[&str]) -> (tempfile::TempDir, GraphFolder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = GraphFolder::at(dir.path());
        for name in names {
            fs::create_dir(folder.path_of(name)).unwrap();
            if number_of(name).is_some() {
                manifest(
                    &folder,
                    name,
                    &format!(r#"{{"format": 1, "version": "{name}"}}"#),
                );
            }
        }
        (dir, folder)
    }

    fn manifest(folder: &GraphFolder, name: &str, manifest: &str) {
        fs::write(folder.path_of(name).join("manifest.json"), manifest).unwrap();
    }

    fn names(folder: &GraphFolder) -> Vec<String> {
        let entries = fs::read_dir(folder.root()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn names_rise_from_the_highest_in_use() {
        let (_dir, folder) = folder_with(&[]);
        assert_eq!(folder.current().unwrap(), None);
        assert_eq!(folder.next_name(None).unwrap(), "000001");
        let (_dir, folder) = folder_with(&["000009", "other", "12"]);
        assert_eq!(folder.next_name(None).unwrap(), "000010");
        let (_dir, folder) = folder_with(&["999999"]);
        assert_eq!(folder.next_name(None).unwrap(), "1000000");
        let (_dir, folder) = folder_with(&["000041"]);
        manifest(&folder, "000041", "mine");
        assert_eq!(folder.next_name(None).unwrap(), "000001");
        folder.publish("000041").unwrap();
        assert_eq!(folder.next_name(None).unwrap(), "000042");
    }

    #[test]
    fn a_name_that_is_wished_for_is_given_where_it_rises_and_is_free() {
        let (_dir, folder) = folder_with(&["000009", "000020.partial"]);
        fs::create_dir(folder.path_of("000012")).unwrap();
        for (wish, name) in [
            ("000011", "000011"),
            ("1000000", "1000000"),
            ("000009", "000010"),
            ("000003", "000010"),
            ("000012", "000010"),
            ("../12", "000010"),
        ] {
            assert_eq!(folder.next_name(Some(wish)).unwrap(), name, "{wish}");
        }
    }

    #[test]
    fn leftovers_go_by_name_and_everything_else_stays() {
        let (_dir, folder) =
            folder_with(&["000001", "000002", "000003", "000004.partial", "notes"]);
        folder.publish("000002").unwrap();
        let cleared = folder.remove_leftovers().unwrap();
        assert_eq!(cleared.removed, ["000003", "000004.partial"]);
        assert!(cleared.not_removed.is_empty());
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
    fn what_is_only_named_like_a_generation_is_neither_counted_nor_removed() {
        let (_dir, folder) = folder_with(&["000001", "000002", "000003"]);
        let foreign = ["000004", "20251101", "20261101", "20261127.partial"];
        for name in foreign {
            let _ = fs::create_dir(folder.path_of(name));
            fs::write(folder.path_of(name).join("orders.csv"), "a,b").unwrap();
        }
        fs::write(folder.path_of("000000"), "a file").unwrap();
        folder.publish("000003").unwrap();
        assert_eq!(folder.next_name(None).unwrap(), "000005");
        assert!(folder.remove_leftovers().unwrap().removed.is_empty());
        assert_eq!(folder.remove_old(2).unwrap().removed, ["000001"]);
        let expected = [&["000000"], &foreign[..]].concat();
        assert_eq!(folder.foreign().unwrap(), expected);
        for name in foreign {
            assert!(folder.path_of(name).join("orders.csv").exists(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_out_of_the_folder() {
        use std::os::unix::fs::symlink;
        let (dir, folder) = folder_with(&["000002", "elsewhere"]);
        let mine = dir.path().join("elsewhere/mine");
        fs::write(&mine, "mine").unwrap();
        manifest(
            &folder,
            "elsewhere",
            r#"{"format": 1, "version": "000001"}"#,
        );
        symlink(dir.path().join("elsewhere"), folder.path_of("000001")).unwrap();
        symlink(&mine, dir.path().join(NEXT_CURRENT_FILE)).unwrap();
        folder.publish("000002").unwrap();
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        assert!(folder.remove_old(1).unwrap().removed.is_empty());
        assert!(mine.exists());
    }

    #[test]
    fn what_a_newer_program_made_is_named_and_never_removed() {
        let (_dir, folder) = folder_with(&["000001", "000002", "000003", "000004"]);
        for name in ["000001", "000004"] {
            manifest(&folder, name, r#"{"format": 99, "all": "else is new"}"#);
        }
        folder.publish("000003").unwrap();
        let newer = folder.made_by_newer_programs().unwrap();
        assert_eq!(newer, ["000001", "000004"]);
        assert_eq!(folder.remove_leftovers().unwrap(), Cleared::default());
        assert_eq!(folder.remove_old(1).unwrap().removed, ["000002"]);
        assert_eq!(names(&folder), ["000001", "000003", "000004", "CURRENT"]);
        assert_eq!(folder.next_name(None).unwrap(), "000005");
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
