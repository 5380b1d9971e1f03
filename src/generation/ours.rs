//! What in a graph folder is ours: a folder that is named like a generation need not be one.
//!
//! A finished generation holds a manifest that calls it by its name or, where that cannot be read,
//! a graph. An unfinished one holds nothing but files that a rebuild writes. Everything else is
//! somebody else's, whatever its name: it is neither counted nor removed, and no link is followed.

use std::fs;
use std::io;
use std::path::Path;

use cartway_graph::{Snapshot, SnapshotError};

use super::manifest::Called;
use super::names::{COPY_FOLDER, PARTIAL, number_of};
use super::{GRAPH_FILE, GenerationError, MANIFEST_FILE, Manifest, SEARCH_FILE, small};

/// Something in a graph folder that is named like a generation.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    /// The number the name stands for.
    pub(super) number: u64,
    /// Whether it is named like an unfinished one.
    pub(super) is_partial: bool,
    pub(super) kind: Kind,
}

/// Whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A generation of this program.
    Ours,
    /// A generation of a newer program, which this one does not understand.
    Newer,
    /// Something else, or what cannot be looked at.
    Foreign,
}

/// Everything in a graph folder that is named like a generation, by number.
///
/// # Errors
/// The folder cannot be listed.
pub(super) fn named(root: &Path) -> Result<Vec<Named>, GenerationError> {
    let names = names_in(root).map_err(GenerationError::io(root))?;
    let mut named: Vec<Named> = names
        .into_iter()
        .filter_map(|name| {
            let finished = name.strip_suffix(PARTIAL);
            Some(Named {
                number: number_of(finished.unwrap_or(&name))?,
                is_partial: finished.is_some(),
                kind: kind_of(&root.join(&name), finished.is_some()),
                name,
            })
        })
        .collect();
    named.sort_unstable_by(|a, b| (a.number, &a.name).cmp(&(b.number, &b.name)));
    Ok(named)
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn kind_of(path: &Path, is_partial: bool) -> Kind {
    // Not through a link: what it leads to may be anybody's.
    let is_folder = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    if !is_folder {
        return Kind::Foreign;
    }
    let graph = Graph::in_folder(path);
    let called = Manifest::called(path);
    let name = path.file_name().unwrap_or_default();
    match (&graph, &called) {
        (Graph::Newer, _) | (_, Called::OfNewerProgram) => Kind::Newer,
        _ if is_partial && holds_only_our_files(path) => Kind::Ours,
        _ if is_partial => Kind::Foreign,
        // As it was called before it was copied: it is no generation of that name.
        (_, Called::By(known)) if name != known.as_str() => Kind::Foreign,
        (Graph::None, Called::Nothing) => Kind::Foreign,
        _ => Kind::Ours,
    }
}

/// What stands where a generation has its graph.
enum Graph {
    /// A graph, whole or not.
    Some,
    /// One of a newer program.
    Newer,
    /// Something else, or nothing.
    None,
}

impl Graph {
    fn in_folder(path: &Path) -> Self {
        let path = path.join(GRAPH_FILE);
        if !small::standing(&path).is_ok_and(|found| found.is_some_and(|found| found.is_file())) {
            return Self::None;
        }
        match Snapshot::open(&path) {
            Ok(_) | Err(SnapshotError::Damaged { .. }) => Self::Some,
            Err(SnapshotError::Version { found, expected }) if found > expected => Self::Newer,
            Err(SnapshotError::Version { .. }) => Self::Some,
            Err(SnapshotError::Io { .. } | SnapshotError::NotAGraph) => Self::None,
        }
    }
}

fn holds_only_our_files(path: &Path) -> bool {
    let is_ours = |name: &str| {
        // SQLite puts files beside its own while it writes.
        name.starts_with(SEARCH_FILE) || [GRAPH_FILE, MANIFEST_FILE, COPY_FOLDER].contains(&name)
    };
    names_in(path).is_ok_and(|names| names.iter().all(|name| is_ours(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(make: impl FnOnce(&Path)) -> Vec<(String, Kind)> {
        let dir = tempfile::tempdir().unwrap();
        make(dir.path());
        let named = named(dir.path()).unwrap();
        named
            .into_iter()
            .map(|named| (named.name, named.kind))
            .collect()
    }

    fn one(name: &str, files: &[(&str, &str)]) -> Kind {
        let kinds = kinds(|folder| {
            fs::create_dir(folder.join(name)).unwrap();
            for (file, content) in files {
                fs::write(folder.join(name).join(file), content).unwrap();
            }
        });
        kinds[0].1
    }

    #[test]
    fn a_folder_is_ours_for_what_it_holds_and_not_for_its_name() {
        let manifest = r#"{"format": 1, "version": "20261101"}"#;
        let ours = [
            one("20261101", &[("manifest.json", manifest)]),
            one("20261101", &[("manifest.json", r#"{"format": 0}"#)]),
            one(
                "20261101",
                &[("graph.bin", "CARTWAY\0\u{1}\0\0\0 and no more")],
            ),
            one("000007.partial", &[]),
            one("000007.partial", &[("search.db-journal", "")]),
        ];
        assert_eq!(ours, [Kind::Ours; 5]);
        let foreign = [
            one("20261101", &[]),
            one("20261101", &[("orders.csv", "a,b")]),
            one("20261101", &[("manifest.json", r#"{"name": "an app"}"#)]),
            one("20261101", &[("manifest.json", "no JSON")]),
            one("20261101", &[("graph.bin", "a picture")]),
            one("20261102", &[("manifest.json", manifest)]),
            one("000007.partial", &[("thesis.doc", "")]),
        ];
        assert_eq!(foreign, [Kind::Foreign; 7]);
        let newer = one("000007", &[("manifest.json", r#"{"format": 99}"#)]);
        assert_eq!(newer, Kind::Newer);
    }

    #[test]
    fn files_and_other_names_are_nobodys_generation() {
        let kinds = kinds(|folder| {
            fs::write(folder.join("20261101"), "a file").unwrap();
            fs::create_dir(folder.join("notes")).unwrap();
            fs::create_dir(folder.join("12")).unwrap();
        });
        assert_eq!(kinds, [("20261101".to_owned(), Kind::Foreign)]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_ours_even_to_a_generation() {
        let kinds = kinds(|folder| {
            let elsewhere = folder.join("elsewhere");
            fs::create_dir(&elsewhere).unwrap();
            fs::write(elsewhere.join("manifest.json"), r#"{"format": 1}"#).unwrap();
            std::os::unix::fs::symlink(&elsewhere, folder.join("000007")).unwrap();
        });
        assert_eq!(kinds[0].1, Kind::Foreign);
    }
}
