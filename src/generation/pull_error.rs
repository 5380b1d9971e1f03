//! Why a generation could not be pulled. Each message says what to do.

use std::io;
use std::path::PathBuf;

use super::GenerationError;

/// Why a generation could not be pulled. What was live stays live.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// What stands in the folder of the copy, or the system, is in the way.
    #[error(transparent)]
    Here(#[from] GenerationError),
    /// What is offered cannot be used.
    #[error("nothing can be pulled: {source}")]
    There {
        /// What is wrong there.
        source: GenerationError,
    },
    /// There is nothing there.
    #[error(
        "there is no generation at {}; --from names a graph folder, or the address of one: of another \
         server that is the address it was given with --admin-bind, and /generations behind it", place.display()
    )]
    Nothing {
        /// Where it was looked for.
        place: PathBuf,
    },
    /// What should name a generation does not.
    #[error("{} names no generation; --from names a graph folder or the address of one", place.display())]
    NoName {
        /// Where it was looked for.
        place: PathBuf,
    },
    /// It is no address.
    #[error("{address} is no address to pull from: {reason}")]
    NoAddress {
        /// What was given.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It could not be read, though asked for more than once.
    #[error("{} cannot be read ({reason}); what was live stays live, and the next pull begins anew", place.display())]
    Unreachable {
        /// What was asked for.
        place: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// What came is not what its manifest tells of.
    #[error(
        "{} is not the file its manifest tells of; what was live stays live: pull again, and if it is the \
         same again run `cartway verify` there", place.display()
    )]
    Mismatch {
        /// Which file.
        place: PathBuf,
    },
    /// A folder cannot be pulled into itself.
    #[error("{} cannot be a copy of itself; --from names another folder than --graph", path.display())]
    Itself {
        /// The folder.
        path: PathBuf,
    },
    /// Somebody asked for it to stop.
    #[error("stopped; what was live stays live")]
    Stopped,
}

impl PullError {
    /// Something wrong at the origin.
    pub(super) fn at_origin(source: GenerationError) -> Self {
        Self::There { source }
    }

    /// A file that could not be read to its end.
    pub(super) fn broken(place: PathBuf, error: io::Error) -> Self {
        // What a file behind an address says is our own already.
        match error.downcast::<Self>() {
            Ok(error) => error,
            Err(error) => Self::Unreachable {
                place,
                reason: error.to_string(),
            },
        }
    }

    /// Whether it may be otherwise once another generation is live there.
    pub(super) fn is_of_origin(&self) -> bool {
        match self {
            Self::There { .. }
            | Self::Nothing { .. }
            | Self::NoName { .. }
            | Self::Unreachable { .. }
            | Self::Mismatch { .. } => true,
            Self::Here(_) | Self::NoAddress { .. } | Self::Itself { .. } | Self::Stopped => false,
        }
    }
}
