//! What can be wrong with a parameter, and the sentence that says so.

use std::fmt;
use std::ops::RangeInclusive;

use super::problem::ProblemKind;
use crate::words::texts::{Texts, args};

/// Most bytes of a query string. Half of what our HTTP packages take for a whole address, so that
/// whoever passes it is told so by us.
pub(super) const MAX_QUERY: usize = 32 * 1024;
/// Most bytes of one value.
pub(super) const MAX_VALUE: usize = 4 * 1024;
/// Most characters of a value that a message repeats.
const SHOWN: usize = 80;

/// Why a query string or path is no question. Its sentence stands in the texts of the interface:
/// English for programs, in the language of the visitor on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamError {
    /// It must be there.
    Missing {
        /// Its name.
        param: &'static str,
    },
    /// It cannot be understood.
    Bad {
        /// Its name.
        param: String,
        /// What was sent, shortened.
        value: String,
        /// What is wrong with it.
        reason: Reason,
    },
    /// It is understood but too small or too large.
    OutOfRange {
        /// Its name.
        param: &'static str,
        /// What was sent, shortened.
        value: String,
        /// What it may be.
        allowed: Allowed,
    },
    /// There is no parameter of this name.
    Unknown {
        /// The name that was sent, shortened.
        param: String,
        /// The names there are.
        known: Vec<&'static str>,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The whole query is too long.
    QueryTooLong {
        /// Most bytes a query may have.
        limit: usize,
    },
}

/// What keeps a value from being understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing in it.
    Empty,
    /// It has more than so many bytes.
    LongerThan(usize),
    /// It is not UTF-8, or not percent-encoded.
    NotUtf8,
    /// It may stand once, and stands there again.
    Repeated,
    /// It is none of these words.
    NotOneOf(Vec<&'static str>),
    /// It is no whole number.
    NotWhole,
    /// It is no number of percent.
    NotPercent,
    /// It is no number of pixels.
    NotPixels,
    /// It is no number of units of the map with three decimals at most.
    NotUnits,
    /// It goes with another parameter, which is not there.
    Without(&'static str),
    /// It does not go with another parameter, which is there.
    Beside(&'static str),
    /// It is no cursor that we gave.
    NotOurCursor,
    /// It is an id in a path, with a slash as it is.
    BareSlash,
}

/// What a value may be that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// A whole number in a range.
    Whole(RangeInclusive<u32>),
    /// A share of all items that leaves some and takes some, in percent.
    Percentile,
    /// Units of the map, from 0 to so many.
    Units(u32),
    /// A parameter that is repeated so often at most.
    Times(usize),
    /// A list of so many values at most.
    Values(usize),
}

impl fmt::Display for ParamError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence(Texts::default()))
    }
}

impl std::error::Error for ParamError {}

impl ParamError {
    pub(crate) fn bad(param: &str, value: &str, reason: Reason) -> Self {
        Self::Bad {
            param: shortened(param),
            value: shortened(value),
            reason,
        }
    }

    pub(crate) fn out_of_range(param: &'static str, value: &str, allowed: Allowed) -> Self {
        Self::OutOfRange {
            param,
            value: shortened(value),
            allowed,
        }
    }

    pub(crate) fn too_long(param: &str, value: &str) -> Self {
        Self::bad(param, value, Reason::LongerThan(MAX_VALUE))
    }

    pub(crate) fn not_utf8(param: &str, value: &str) -> Self {
        Self::bad(param, value, Reason::NotUtf8)
    }

    pub(crate) fn unknown(param: &str, known: impl IntoIterator<Item = &'static str>) -> Self {
        let known: Vec<_> = known.into_iter().collect();
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

    /// This fault, where a name that nobody knows was sent inside of something.
    pub(crate) fn within(self, place: &str) -> Self {
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

    /// What is wrong and what would be right. Names and numbers stand as they are to be sent.
    #[must_use]
    pub fn sentence(&self, texts: Texts) -> String {
        match self {
            Self::Missing { param } => texts.tell("param-missing", &args!["param" => *param]),
            Self::Bad { param, reason, .. } => reason.sentence(texts, param),
            Self::OutOfRange { param, allowed, .. } => allowed.sentence(texts, param),
            Self::Unknown {
                param,
                known,
                nearest,
            } => unknown_here(texts, param, known, *nearest),
            Self::QueryTooLong { limit } => {
                texts.tell("query-too-long", &args!["limit" => limit.to_string()])
            }
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
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Reason {
    fn sentence(&self, texts: Texts, param: &str) -> String {
        let mut about = args!["param" => param];
        let name = match self {
            Self::Empty => "param-empty",
            Self::LongerThan(limit) => {
                about.set("limit", limit.to_string());
                "param-too-long"
            }
            Self::NotUtf8 => "param-not-utf8",
            Self::Repeated => "param-repeated",
            Self::NotOneOf(words) => {
                about.set("words", words.join(", "));
                "param-not-one-of"
            }
            Self::NotWhole => "param-not-whole",
            Self::NotPercent => "param-not-percent",
            Self::NotPixels => "param-not-pixels",
            Self::NotUnits => "param-not-units",
            Self::Without(other) => {
                about.set("other", *other);
                "param-without"
            }
            Self::Beside(other) => {
                about.set("other", *other);
                "param-beside"
            }
            Self::NotOurCursor => "param-not-our-cursor",
            Self::BareSlash => "param-bare-slash",
        };
        texts.tell(name, &about)
    }
}

impl Allowed {
    fn sentence(&self, texts: Texts, param: &str) -> String {
        let mut about = args!["param" => param];
        let name = match self {
            Self::Whole(range) => {
                about.set("least", range.start().to_string());
                about.set("most", range.end().to_string());
                "param-out-of-range"
            }
            Self::Percentile => "param-no-percentile",
            Self::Units(most) => {
                about.set("least", "0");
                about.set("most", most.to_string());
                "param-out-of-range"
            }
            Self::Times(most) => {
                about.set("most", most.to_string());
                "param-too-often"
            }
            Self::Values(most) => {
                about.set("most", most.to_string());
                "param-too-many"
            }
        };
        texts.tell(name, &about)
    }
}

fn unknown_here(
    texts: Texts,
    param: &str,
    known: &[&str],
    nearest: Option<&'static str>,
) -> String {
    let mut about = args!["param" => param];
    if known.is_empty() {
        return texts.tell("param-unknown-as-all", &about);
    }
    about.set("known", known.join(", "));
    match nearest {
        Some(nearest) => {
            about.set("nearest", nearest);
            texts.tell("param-unknown-nearest", &about)
        }
        None => texts.tell("param-unknown", &about),
    }
}
