//! What can be wrong with a parameter.

use crate::view::json::ProblemKind;

/// Most characters of a value that a message repeats.
const SHOWN: usize = 80;

/// Why a query string or path is no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParamError {
    /// It must be there.
    #[error("The parameter \"{param}\" is missing.")]
    Missing {
        /// Its name.
        param: &'static str,
    },
    /// It cannot be understood.
    #[error("The parameter \"{param}\" {reason}.")]
    Bad {
        /// Its name.
        param: String,
        /// What was sent, shortened.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is understood but too small or too large.
    #[error("The parameter \"{param}\" must be {allowed}.")]
    OutOfRange {
        /// Its name.
        param: &'static str,
        /// What was sent, shortened.
        value: String,
        /// The range in words: `from 1 to 64`.
        allowed: String,
    },
    /// There is no parameter of this name.
    #[error("There is no parameter \"{param}\" here{}{}", did_you_mean(.nearest), known_here(.known))]
    Unknown {
        /// The name that was sent, shortened.
        param: String,
        /// The names there are.
        known: &'static [&'static str],
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The whole query is too long.
    #[error("The query is longer than {limit} bytes.")]
    QueryTooLong {
        /// Most bytes a query may have.
        limit: usize,
    },
}

impl ParamError {
    pub(super) fn bad(param: &str, value: &str, reason: impl Into<String>) -> Self {
        Self::Bad {
            param: shortened(param),
            value: shortened(value),
            reason: reason.into(),
        }
    }

    pub(super) fn out_of_range(
        param: &'static str,
        value: &str,
        allowed: impl Into<String>,
    ) -> Self {
        Self::OutOfRange {
            param,
            value: shortened(value),
            allowed: allowed.into(),
        }
    }

    pub(super) fn too_long(param: &str, value: &str) -> Self {
        let limit = super::MAX_VALUE;
        Self::bad(param, value, format!("is longer than {limit} bytes"))
    }

    pub(super) fn not_utf8(param: &str, value: &str) -> Self {
        Self::bad(
            param,
            value,
            "is not percent-encoded UTF-8; encode it anew, `%` itself as `%25`",
        )
    }

    pub(super) fn unknown(param: &str, known: &'static [&'static str]) -> Self {
        let distance = |name: &&'static str| strsim::osa_distance(name, param);
        let nearest = known
            .iter()
            .copied()
            .map(|name| (distance(&name), name))
            .min()
            .filter(|&(distance, name)| distance <= 1 + name.len() / 3);
        Self::Unknown {
            param: shortened(param),
            known,
            nearest: nearest.map(|(_, name)| name),
        }
    }

    /// The same fault, where a name that nobody knows was sent inside of something.
    pub(super) fn within(self, place: &str) -> Self {
        match self {
            Self::Unknown {
                param,
                known,
                nearest,
            } => Self::Unknown {
                param: format!("{place}.{param}"),
                known,
                nearest,
            },
            other => other,
        }
    }

    /// Its kind, for programs.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::Missing { .. } => ProblemKind::MissingParameter,
            Self::Bad { .. } | Self::QueryTooLong { .. } => ProblemKind::BadParameter,
            Self::OutOfRange { .. } => ProblemKind::ParameterOutOfRange,
            Self::Unknown { .. } => ProblemKind::UnknownParameter,
        }
    }

    /// The name and the value at fault, where there is one.
    #[must_use]
    pub fn at_fault(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::Missing { param } => Some((param, None)),
            Self::Bad { param, value, .. } => Some((param, Some(value))),
            Self::OutOfRange { param, value, .. } => Some((param, Some(value))),
            Self::Unknown { param, .. } => Some((param, None)),
            Self::QueryTooLong { .. } => None,
        }
    }
}

/// As much of a value as a message repeats.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn did_you_mean(nearest: &Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

fn known_here(known: &[&str]) -> String {
    match known {
        [] => "; this address takes none.".to_owned(),
        names => format!(" (there are: {}).", names.join(", ")),
    }
}
