//! What comes instead of an answer.

use crate::types::Problem;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server says what is wrong, and what to do.
    #[error("{}: {}", .0.title, .0.detail)]
    Problem(Box<Problem>),
    /// Something else than a Cartway answered, or a newer one than this client can read.
    #[error("{url} answered {status}, and not as Cartway does: {cause}")]
    Unreadable {
        /// The address asked.
        url: String,
        /// The status code.
        status: u16,
        /// What could not be read.
        cause: serde_json::Error,
    },
    /// The server was not reached, or the connection broke.
    #[error("{url} cannot be reached: {cause}")]
    Unreached {
        /// The address asked.
        url: String,
        /// Why not.
        cause: ureq::Error,
    },
}

impl Error {
    /// The problem, where the server told one.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            _ => None,
        }
    }
}

impl Problem {
    /// The name of its kind, as `/docs` of the server lists them: `unknown-item`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.type_.rsplit('/').next().unwrap_or_default()
    }
}
