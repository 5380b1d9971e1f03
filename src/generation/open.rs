//! An open generation: what answers are made from.

use std::fs::File;
use std::path::Path;

use cartway_graph::Snapshot;

use super::{GRAPH_FILE, GenerationError, Manifest, SEARCH_FILE, small};
use crate::search::Searcher;

/// How the graph of a generation is held while it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Holding {
    /// Mapped: open at once, in memory as far as it is needed. Its file must not be written to.
    #[default]
    Mapped,
    /// Read into memory as a whole: whatever happens to the file then is nothing to it.
    InMemory,
}

/// The files of one generation, open and never changing.
#[derive(Debug)]
pub struct Generation {
    /// How it was made.
    pub manifest: Manifest,
    /// The graph.
    pub snapshot: Snapshot,
    /// The index of its items.
    pub searcher: Searcher,
}

impl Generation {
    /// Opens the generation in a folder, its graph mapped. Cheap: headers, bounds and that the files
    /// belong together; [`super::verify_generation`] does the rest.
    ///
    /// # Errors
    /// One of its files cannot be used.
    pub fn open(path: &Path) -> Result<Self, GenerationError> {
        Self::open_holding(path, Holding::Mapped)
    }

    /// Opens the generation in a folder, its graph held so.
    ///
    /// # Errors
    /// One of its files cannot be used, or the graph has no room in memory.
    pub fn open_holding(path: &Path, holding: Holding) -> Result<Self, GenerationError> {
        if small::standing(path)?.is_none() {
            let path = path.to_owned();
            return Err(GenerationError::Missing { path });
        }
        let graph_path = path.join(GRAPH_FILE);
        let search_path = path.join(SEARCH_FILE);
        for file in [&graph_path, &search_path] {
            is_file(file)?;
        }
        let snapshot = match holding {
            Holding::Mapped => Snapshot::open(&graph_path),
            Holding::InMemory => Snapshot::read(&graph_path),
        };
        let snapshot = snapshot.map_err(|source| GenerationError::Snapshot {
            path: graph_path,
            source,
        })?;
        let generation = Self {
            manifest: Manifest::read(path)?,
            searcher: Searcher::open(&search_path)?,
            snapshot,
        };
        let mismatch = |what: String| GenerationError::Mismatch {
            path: path.to_owned(),
            what,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if generation.name() != name {
            return Err(mismatch(format!(
                "manifest.json calls it {}",
                generation.name()
            )));
        }
        let (nodes, entries) = (
            generation.snapshot.node_count(),
            generation.searcher.item_count(),
        );
        if nodes != entries as usize {
            return Err(mismatch(format!(
                "graph.bin has {nodes} items, search.db {entries}"
            )));
        }
        Ok(generation)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.manifest.version
    }
}

/// Whether it is a file, and can be opened without waiting for anybody.
fn is_file(path: &Path) -> Result<(), GenerationError> {
    let path = match small::standing(path)? {
        // That it may not be read is told better here than by who reads it.
        Some(found) if found.is_file() => {
            return File::open(path)
                .map(drop)
                .map_err(GenerationError::io(path));
        }
        Some(_) => return Err(GenerationError::NotAFile { path: path.into() }),
        None => path.to_owned(),
    };
    Err(GenerationError::Missing { path })
}
