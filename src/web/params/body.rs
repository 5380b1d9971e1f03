//! The body of a request: taken in up to a limit, and what can be wrong with it.

use std::time::Duration;

use actix_web::body::{BodyLimitExceeded, BodyStream, to_bytes_limited};
use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::{Bytes, Payload};
use actix_web::{HttpMessage, HttpRequest};

use super::ParamError;
use super::error::shortened;
use crate::view::json::ProblemKind;
use crate::web::unread;

/// Most bytes of a body: room for 500 pairs of the longest ids in use, not for 500 of the longest
/// that are taken.
const MAX_BODY: usize = 1024 * 1024;
/// A body that is not whole by then is waited for no longer. The server's own time for a request
/// ends with its head, and whoever stalls after it would hold the connection for ever; a body of
/// the largest size comes in time over 300 kbit/s.
const BODY_TIME: Duration = Duration::from_secs(30);

/// Why the body of a request is no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It is not sent as JSON.
    #[error("The body is sent as \"{sent}\"; send it as \"application/json\", not compressed.")]
    MediaType {
        /// What it is said to be, shortened; may be empty.
        sent: String,
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

/// Takes in a body that is said to be JSON.
pub(in crate::web) async fn json_body(
    request: &HttpRequest,
    payload: Payload,
) -> Result<Bytes, BodyError> {
    let sent = request.content_type();
    if !sent.eq_ignore_ascii_case("application/json") {
        return Err(BodyError::MediaType {
            sent: shortened(sent),
        });
    }
    let encoding = request.headers().get(CONTENT_ENCODING);
    if let Some(encoding) = encoding.filter(|encoding| *encoding != "identity") {
        return Err(BodyError::MediaType {
            sent: shortened(&String::from_utf8_lossy(encoding.as_bytes())),
        });
    }
    let mut payload = unread::taken(request).unwrap_or_else(|| payload.into_inner());
    let stream = BodyStream::new(&mut payload);
    let body = whole(to_bytes_limited(stream, MAX_BODY), BODY_TIME).await;
    if body.is_err() {
        unread::put_back(request, payload);
    }
    body
}

/// All that is sent, unless it is too much or takes too long.
async fn whole<E>(
    body: impl Future<Output = Result<Result<Bytes, E>, BodyLimitExceeded>>,
    within: Duration,
) -> Result<Bytes, BodyError> {
    match tokio::time::timeout(within, body).await {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => Err(BodyError::Broken),
        Ok(Err(_)) => Err(BodyError::TooLarge { limit: MAX_BODY }),
        Err(_) => Err(BodyError::TooSlow { within }),
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[actix_web::test]
    async fn a_body_that_stalls_is_given_up() {
        let body = pending::<Result<Result<Bytes, ()>, _>>();
        let error = whole(body, Duration::ZERO).await.unwrap_err();
        assert_eq!(error.kind().status(), 408);
        let after = BodyError::TooSlow { within: BODY_TIME };
        assert!(after.to_string().contains("within 30 s"), "{after}");
        let body = ready(Ok(Ok::<_, ()>(Bytes::from_static(b"{}"))));
        let body = whole(body, Duration::ZERO).await;
        assert_eq!(
            body,
            Ok(Bytes::from_static(b"{}")),
            "what is there takes no time"
        );
    }
}
