//! The complete check of a generation.

use std::path::Path;

use cartway_graph::snapshot;

use super::{FileSum, GRAPH_FILE, Generation, GenerationError, GraphFolder, Manifest, SEARCH_FILE};
use crate::search;

/// What was proven whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Name of its folder.
    pub version: String,
    /// Items in it.
    pub items: usize,
    /// Links in it.
    pub links: usize,
    /// Bytes read.
    pub bytes: u64,
}

/// Proves that the live generation of a folder is whole and its files belong together.
///
/// # Errors
/// The first thing found wrong.
pub fn verify(folder: &GraphFolder) -> Result<Verified, GenerationError> {
    let name = folder.current()?.ok_or_else(|| GenerationError::Empty {
        path: folder.root().to_owned(),
    })?;
    let path = folder.path_of(&name);
    verify_generation(&Generation::open(&path)?, &path)
}

/// Checks a generation that is open already, from the folder it stands in.
///
/// # Errors
/// The first thing found wrong.
pub fn verify_generation(
    generation: &Generation,
    path: &Path,
) -> Result<Verified, GenerationError> {
    let mismatch = |what: String| GenerationError::Mismatch {
        path: path.to_owned(),
        what,
    };
    let graph_path = path.join(GRAPH_FILE);
    snapshot::verify(&generation.snapshot).map_err(|source| GenerationError::Snapshot {
        path: graph_path,
        source,
    })?;
    search::verify(&path.join(SEARCH_FILE))?;
    let mut bytes = 0;
    // The graph as it is held: another file may have its name by now.
    let graph = FileSum::of_bytes(generation.snapshot.bytes());
    let search = FileSum::of(&path.join(SEARCH_FILE))?;
    for (file, found) in [(GRAPH_FILE, graph), (SEARCH_FILE, search)] {
        is_file_of(&generation.manifest, path, file, &found)?;
        bytes += found.bytes;
    }
    let items = generation.snapshot.node_count();
    let links = generation.snapshot.csr().link_count();
    let counts = generation.manifest.counts;
    if (counts.items, counts.links) != (items as u64, links as u64) {
        return Err(mismatch(
            "manifest.json counts other items or links than graph.bin holds".into(),
        ));
    }
    Ok(Verified {
        version: generation.name().to_owned(),
        items,
        links,
        bytes,
    })
}

/// Proves that the files of a generation are those its manifest was written for. Reads every byte,
/// and understands none.
///
/// # Errors
/// The first that is not, or cannot be read.
pub fn verify_files(manifest: &Manifest, path: &Path) -> Result<(), GenerationError> {
    [GRAPH_FILE, SEARCH_FILE].into_iter().try_for_each(|file| {
        let found = FileSum::of(&path.join(file))?;
        is_file_of(manifest, path, file, &found)
    })
}

fn is_file_of(
    manifest: &Manifest,
    path: &Path,
    file: &str,
    found: &FileSum,
) -> Result<(), GenerationError> {
    if manifest.files.get(file) == Some(found) {
        return Ok(());
    }
    Err(GenerationError::Mismatch {
        path: path.to_owned(),
        what: format!("{file} is not the file manifest.json was written for"),
    })
}
