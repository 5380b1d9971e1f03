//! The kinds of problem, each of which has a name in the address of its type (RFC 9457).

use crate::explorer::ExplorerError;

/// The kinds of problem the API knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// No item has the id asked for.
    UnknownItem,
    /// No such page or endpoint.
    NotFound,
    /// A parameter that must be there is not.
    MissingParameter,
    /// A parameter cannot be understood.
    BadParameter,
    /// A parameter is understood but too small or too large.
    ParameterOutOfRange,
    /// There is no parameter of this name.
    UnknownParameter,
    /// The body of a request cannot be understood.
    BadBody,
    /// The body of a request is larger than it may be.
    BodyTooLarge,
    /// The body of a request did not come in time.
    BodyTooSlow,
    /// The body of a request is of a media type that is not read here.
    UnsupportedMediaType,
    /// A batch holds more pairs than it may.
    TooManyPairs,
    /// The method is not one this address answers.
    MethodNotAllowed,
    /// None of the media types asked for can be made.
    NotAcceptable,
    /// Too many questions are being answered at this moment.
    Busy,
    /// The client has sent more requests than it may.
    RateLimited,
    /// There is nothing to answer from yet.
    GraphNotReady,
    /// A list cannot be continued, since its generation is gone.
    CursorExpired,
    /// This catalogue has no pair to offer.
    NoGoodPair,
    /// The map has no such region.
    UnknownRegion,
    /// This catalogue has no map.
    NoMap,
    /// Something failed that should not.
    Internal,
}

impl ProblemKind {
    /// All kinds, by rising status.
    pub const ALL: [Self; 21] = [
        Self::BadParameter,
        Self::MissingParameter,
        Self::UnknownParameter,
        Self::BadBody,
        Self::UnknownItem,
        Self::NotFound,
        Self::NoGoodPair,
        Self::UnknownRegion,
        Self::NoMap,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::BodyTooSlow,
        Self::CursorExpired,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::ParameterOutOfRange,
        Self::TooManyPairs,
        Self::RateLimited,
        Self::Internal,
        Self::Busy,
        Self::GraphNotReady,
    ];

    /// The kind of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name, the last part of its type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownItem => "unknown-item",
            Self::NotFound => "not-found",
            Self::MissingParameter => "missing-parameter",
            Self::BadParameter => "bad-parameter",
            Self::ParameterOutOfRange => "parameter-out-of-range",
            Self::UnknownParameter => "unknown-parameter",
            Self::BadBody => "bad-body",
            Self::BodyTooLarge => "body-too-large",
            Self::BodyTooSlow => "body-too-slow",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::TooManyPairs => "too-many-pairs",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::Busy => "busy",
            Self::RateLimited => "rate-limited",
            Self::GraphNotReady => "graph-not-ready",
            Self::CursorExpired => "cursor-expired",
            Self::NoGoodPair => "no-good-pair",
            Self::UnknownRegion => "unknown-region",
            Self::NoMap => "no-map",
            Self::Internal => "internal",
        }
    }

    /// Its title, the same for every occurrence.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::UnknownItem => "Unknown item",
            Self::NotFound => "Nothing here",
            Self::MissingParameter => "A parameter is missing",
            Self::BadParameter => "A parameter cannot be understood",
            Self::ParameterOutOfRange => "A parameter is out of range",
            Self::UnknownParameter => "There is no such parameter",
            Self::BadBody => "The body cannot be understood",
            Self::BodyTooLarge => "The body is too large",
            Self::BodyTooSlow => "The body did not come in time",
            Self::UnsupportedMediaType => "This media type is not read here",
            Self::TooManyPairs => "Too many pairs at once",
            Self::MethodNotAllowed => "This method is not allowed here",
            Self::NotAcceptable => "No such representation",
            Self::Busy => "Too busy just now",
            Self::RateLimited => "Too many requests",
            Self::GraphNotReady => "There is no graph yet",
            Self::CursorExpired => "This list is out of date",
            Self::NoGoodPair => "No pair to offer",
            Self::UnknownRegion => "Unknown region",
            Self::NoMap => "There is no map",
            Self::Internal => "Something went wrong on our side",
        }
    }

    /// The status code the body repeats.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::UnknownItem
            | Self::NotFound
            | Self::NoGoodPair
            | Self::UnknownRegion
            | Self::NoMap => 404,
            Self::MissingParameter
            | Self::BadParameter
            | Self::UnknownParameter
            | Self::BadBody => 400,
            Self::ParameterOutOfRange | Self::TooManyPairs => 422,
            Self::BodyTooSlow => 408,
            Self::BodyTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::MethodNotAllowed => 405,
            Self::NotAcceptable => 406,
            Self::RateLimited => 429,
            Self::GraphNotReady | Self::Busy => 503,
            Self::CursorExpired => 410,
            Self::Internal => 500,
        }
    }
}

impl From<&ExplorerError> for ProblemKind {
    fn from(error: &ExplorerError) -> Self {
        match error {
            ExplorerError::UnknownItem { .. } => Self::UnknownItem,
            ExplorerError::ExcludedStop { .. }
            | ExplorerError::RepeatedStop { .. }
            | ExplorerError::UnknownCategory { .. } => Self::ParameterOutOfRange,
            ExplorerError::CursorExpired => Self::CursorExpired,
            ExplorerError::NoGoodPair => Self::NoGoodPair,
            ExplorerError::UnknownRegion { .. } => Self::UnknownRegion,
            ExplorerError::NoMap => Self::NoMap,
            ExplorerError::NotReady => Self::GraphNotReady,
            ExplorerError::Damaged | ExplorerError::Search(_) => Self::Internal,
        }
    }
}
