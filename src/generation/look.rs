//! What a graph folder looks like from outside, at the price of a few file names looked up: enough
//! to tell whether it is worthwhile to open again what could not be used.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::folder::CURRENT_FILE;
use super::{GRAPH_FILE, GraphFolder, MANIFEST_FILE, SEARCH_FILE};

/// A graph folder as a look at the files of its live generation shows it: equal as long as nothing
/// was published, copied or mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderState {
    name: Option<String>,
    files: [Option<(u64, SystemTime)>; 4],
}

impl GraphFolder {
    /// What the folder looks like now. What cannot be seen looks like nothing.
    #[must_use]
    pub fn look(&self) -> FolderState {
        let name = self.current().ok().flatten();
        let generation = self.path_of(name.as_deref().unwrap_or_default());
        FolderState {
            files: [
                seen(&self.root().join(CURRENT_FILE)),
                seen(&generation.join(GRAPH_FILE)),
                seen(&generation.join(SEARCH_FILE)),
                seen(&generation.join(MANIFEST_FILE)),
            ],
            name,
        }
    }
}

fn seen(path: &Path) -> Option<(u64, SystemTime)> {
    let file = fs::metadata(path).ok()?;
    Some((file.len(), file.modified().ok()?))
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
}
