//! What can be wrong with a graph folder. Each message says what to do.

use std::path::{Path, PathBuf};

use cartway_graph::SnapshotError;

use crate::search::SearchError;

/// Why a generation cannot be made, opened or trusted.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// The system refused to read or write something.
    #[error("{}: {source}; check that it is there, that you may read and write it, and that its disk has room", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something else stands where the graph folder should.
    #[error("{} is not a folder; --graph names the folder that the generations stand in", path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// Something else stands where a file should.
    #[error("{} is no regular file, but a folder, a pipe or a device; remove it and run `cartway rebuild`", path.display())]
    NotAFile {
        /// What stands there.
        path: PathBuf,
    },
    /// A file that says a little has too much in it.
    #[error("{} has more than {most} bytes, so it is not what `cartway rebuild` wrote; run it to make a new one", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Most it may have.
        most: u64,
    },
    /// A generation was exchanged while it was being opened.
    #[error("{} changed while it was read; nothing is to be done if something was being copied there", path.display())]
    Changing {
        /// The graph folder.
        path: PathBuf,
    },
    /// The file that answers come from became shorter.
    #[error("{} was cut while it was in use; never write over files of a generation: run `cartway rebuild`, or copy a whole generation under a name of its own", path.display())]
    Cut {
        /// The file.
        path: PathBuf,
    },
    /// `CURRENT` names a generation that is gone, or a part of one is.
    #[error("{} is missing; run `cartway rebuild` to make a new generation, or copy it again", path.display())]
    Missing {
        /// The file or folder.
        path: PathBuf,
    },
    /// Nothing was ever published there.
    #[error("{} holds no graph yet; make one with `cartway rebuild --graph {}`", path.display(), path.display())]
    Empty {
        /// The graph folder.
        path: PathBuf,
    },
    /// `CURRENT` is not the name of a generation.
    #[error("{} names {name:?}, which is no generation; run `cartway rebuild` to publish a new one", path.display())]
    BadCurrent {
        /// The file.
        path: PathBuf,
        /// What it says.
        name: String,
    },
    /// Another rebuild or pull is running.
    #[error("another rebuild or pull of {} is running ({holder}); wait for it, or end it and try again", path.display())]
    Locked {
        /// The graph folder.
        path: PathBuf,
        /// Who holds the lock, as far as it is known.
        holder: String,
    },
    /// The manifest cannot be understood.
    #[error("{} cannot be understood ({reason}); run `cartway rebuild` to make a new generation", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The graph cannot be read.
    #[error("{}: {source}", path.display())]
    Snapshot {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: SnapshotError,
    },
    /// The search index cannot be read.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// Files that do not belong together.
    #[error("the files of {} do not belong together: {what}; run `cartway rebuild` to make a new generation, or copy it again", path.display())]
    Mismatch {
        /// The generation.
        path: PathBuf,
        /// What does not match.
        what: String,
    },
}

impl GenerationError {
    /// For `map_err`: an I/O error at a path.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<'_> {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}
