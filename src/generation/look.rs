//! What a graph folder looks like from outside, at the price of a few file names looked up: enough
//! to tell whether it is worthwhile to open again what could not be used.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::names::CURRENT_FILE;
use super::{GRAPH_FILE, GraphFolder, MANIFEST_FILE, SEARCH_FILE};

/// A graph folder as a look at the files of its live generation shows it: equal as long as nothing
/// was published, copied, exchanged or mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderState {
    /// The name in `CURRENT`, or why there is none to be had.
    live: Result<Option<String>, String>,
    files: [Option<Seen>; 4],
}

/// A file as it looks from outside: which one, how long, and when it was last written to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    file: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl GraphFolder {
    /// What the folder looks like now. Of files that cannot be seen, that is all that is known.
    #[must_use]
    pub fn look(&self) -> FolderState {
        let live = self.current().map_err(|error| error.to_string());
        let name = live.as_ref().ok().and_then(Option::as_deref);
        let generation = self.path_of(name.unwrap_or_default());
        FolderState {
            files: [
                seen(&self.root().join(CURRENT_FILE)),
                seen(&generation.join(GRAPH_FILE)),
                seen(&generation.join(SEARCH_FILE)),
                seen(&generation.join(MANIFEST_FILE)),
            ],
            live,
        }
    }
}

fn seen(path: &Path) -> Option<Seen> {
    let found = fs::metadata(path).ok()?;
    Some(Seen {
        file: number_of(&found),
        length: found.len(),
        modified: found.modified().ok(),
    })
}

/// Which file it is, where the system numbers them.
#[cfg(unix)]
fn number_of(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn number_of(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_looks_the_same_until_something_in_it_changes() {
        let dir = tempfile::tempdir().unwrap();
        let folder = GraphFolder::at(dir.path());
        let empty = folder.look();
        folder.publish("000001").unwrap();
        let published = folder.look();
        assert_ne!(published, empty);
        assert_eq!(published, folder.look());
        fs::create_dir(folder.path_of("000001")).unwrap();
        fs::write(folder.path_of("000001").join(GRAPH_FILE), "a graph").unwrap();
        assert_ne!(published, folder.look());
    }

    #[cfg(unix)]
    #[test]
    fn an_exchanged_folder_looks_different_though_all_its_names_and_times_are_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let time = SystemTime::UNIX_EPOCH;
        for name in ["one", "other"] {
            let folder = GraphFolder::at(dir.path().join(name));
            fs::create_dir_all(folder.path_of("000001")).unwrap();
            folder.publish("000001").unwrap();
            let file = fs::File::create(folder.path_of("000001").join(GRAPH_FILE)).unwrap();
            file.set_modified(time).unwrap();
        }
        let link = dir.path().join("live");
        std::os::unix::fs::symlink("one", &link).unwrap();
        let folder = GraphFolder::at(&link);
        let before = folder.look();
        fs::remove_file(&link).unwrap();
        std::os::unix::fs::symlink("other", &link).unwrap();
        assert_ne!(before, folder.look());
    }
}
