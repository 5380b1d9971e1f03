//! An open generation: what answers are made from.

use std::path::Path;

use cartway_graph::Snapshot;

use super::{GRAPH_FILE, GenerationError, Manifest, SEARCH_FILE};
use crate::search::Searcher;

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
    /// Opens the generation in a folder. Cheap: headers, bounds and that the files belong together;
    /// [`super::verify_generation`] does the rest.
    ///
    /// # Errors
    /// One of its files cannot be used.
    pub fn open(path: &Path) -> Result<Self, GenerationError> {
        for part in [path, &path.join(GRAPH_FILE), &path.join(SEARCH_FILE)] {
            if !part.exists() {
                let path = part.to_owned();
                return Err(GenerationError::Missing { path });
            }
        }
        let graph_path = path.join(GRAPH_FILE);
        let snapshot = Snapshot::open(&graph_path).map_err(|source| GenerationError::Snapshot {
            path: graph_path,
            source,
        })?;
        let generation = Self {
            manifest: Manifest::read(path)?,
            searcher: Searcher::open(&path.join(SEARCH_FILE))?,
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
