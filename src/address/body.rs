//! What can be wrong with the body of a request.

use std::time::Duration;

use super::error::shortened;
use super::{ParamError, ProblemKind};

/// Why the body of a request is no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It is not sent as what is read here.
    #[error("The body is sent as \"{sent}\"; send it as \"{}\", not compressed.", wanted.join("\" or \""))]
    MediaType {
        /// What it is said to be, shortened; may be empty.
        sent: String,
        /// What it may be.
        wanted: &'static [&'static str],
    },
    /// It is too large.
    #[error("The body is larger than {limit} bytes; send it in several parts.")]
    TooLarge {
        /// Most bytes a body may have.
        limit: usize,
    },
    /// It did not come in time.
    #[error("The body did not arrive within {} s; send it again in one go.", .within.as_secs())]
    TooSlow {
        /// How long it was waited for.
        within: Duration,
    },
    /// It ended before its end.
    #[error("The body did not arrive whole.")]
    Broken,
    /// It is no JSON, or not of the shape that is asked for.
    #[error("The body cannot be understood at line {line}, column {column}: {reason}.")]
    Bad {
        /// Where, from 1.
        line: usize,
        /// Where in the line, in bytes from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It holds no pair.
    #[error("There is no pair in \"pairs\"; send from 1 to {limit}.")]
    NoPairs {
        /// Most pairs a body may hold.
        limit: usize,
    },
    /// It holds too many pairs.
    #[error("There are {count} pairs in \"pairs\"; send at most {limit} at once.")]
    TooManyPairs {
        /// How many it holds.
        count: usize,
        /// Most pairs a body may hold.
        limit: usize,
    },
    /// A member is unknown, or an option for all pairs is out of range.
    #[error(transparent)]
    Param(#[from] ParamError),
}

impl From<serde_json::Error> for BodyError {
    fn from(error: serde_json::Error) -> Self {
        let words = error.to_string();
        // The place stands in fields of its own.
        let reason = words
            .rsplit_once(" at line ")
            .map_or(&*words, |(what, _)| what);
        Self::Bad {
            line: error.line(),
            column: error.column(),
            reason: shortened(reason),
        }
    }
}

impl BodyError {
    /// Its kind, for programs.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::MediaType { .. } => ProblemKind::UnsupportedMediaType,
            Self::TooLarge { .. } => ProblemKind::BodyTooLarge,
            Self::TooSlow { .. } => ProblemKind::BodyTooSlow,
            Self::Broken | Self::Bad { .. } => ProblemKind::BadBody,
            Self::NoPairs { .. } => ProblemKind::ParameterOutOfRange,
            Self::TooManyPairs { .. } => ProblemKind::TooManyPairs,
            Self::Param(error) => error.kind(),
        }
    }

    /// The name and the value at fault, where there is one.
    #[must_use]
    pub fn at_fault(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::NoPairs { .. } | Self::TooManyPairs { .. } => Some(("pairs", None)),
            Self::Param(error) => error.at_fault(),
            Self::MediaType { .. }
            | Self::TooLarge { .. }
            | Self::TooSlow { .. }
            | Self::Broken
            | Self::Bad { .. } => None,
        }
    }

    /// The most there may be, where there was more.
    #[must_use]
    pub fn limit(&self) -> Option<usize> {
        match self {
            Self::TooLarge { limit }
            | Self::NoPairs { limit }
            | Self::TooManyPairs { limit, .. } => Some(*limit),
            Self::MediaType { .. }
            | Self::TooSlow { .. }
            | Self::Broken
            | Self::Bad { .. }
            | Self::Param(_) => None,
        }
    }
}
