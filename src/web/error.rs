//! Everything that can come of a request instead of an answer, and the status it becomes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::address::{BodyError, ParamError, ProblemKind};
use crate::api::{ProblemBody, problem};
use crate::explorer::ExplorerError;
use crate::pages::Asked;
use crate::picture::preview::PreviewError;
use crate::soap::EnvelopeError;
use crate::words::texts::{Texts, args};

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The query or the path is no question.
    #[error(transparent)]
    Param(#[from] ParamError),
    /// The body of the request is no question.
    #[error(transparent)]
    Unreadable(#[from] BodyError),
    /// The body is no envelope with a question.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The explorer has no answer to the question.
    #[error("{error}")]
    Unanswered {
        /// What it said.
        error: ExplorerError,
        /// The question about two items it was about, so that near matches can lead back to it.
        asked: Option<Box<Asked>>,
    },
    /// There is no connection, so there is nothing to draw.
    #[error(
        "There is no picture: {headline}. The page at the same address without \".svg\" says more."
    )]
    NoPicture {
        /// What there is instead, for programs.
        headline: String,
        /// What there is instead, in the language of whoever asks.
        said: String,
    },
    /// No such address.
    #[error("There is nothing at this address.")]
    NotFound,
    /// The answer cannot be written in any form that was asked for.
    #[error("This answer cannot be written as was asked for. There are: {available}.")]
    NotAcceptable {
        /// The forms there are.
        available: String,
    },
    /// The address answers other methods only.
    #[error("{}", answered_here(Texts::default(), allowed))]
    MethodNotAllowed {
        /// Which.
        allowed: &'static str,
    },
    /// Too many questions are being answered.
    #[error("Too many questions are being answered just now; please try again in a moment.")]
    Busy,
    /// The client has sent more requests than it may.
    #[error("There were too many requests from your address; please try again in {seconds} s.")]
    TooOften {
        /// When the next one is allowed.
        seconds: u64,
    },
    /// Answering ended in a panic; the log has it.
    #[error("the answer ended in a panic")]
    Panicked,
    /// A page could not be printed.
    #[error("a page could not be printed: {0}")]
    Page(#[from] askama::Error),
    /// A link preview could not be drawn.
    #[error(transparent)]
    Preview(#[from] PreviewError),
    /// The metrics could not be printed.
    #[error("the metrics could not be printed: {0}")]
    Metrics(#[from] prometheus::Error),
    /// A file could not be written.
    #[error("a file could not be written: {0}")]
    File(#[source] std::io::Error),
    /// A body could not be written.
    #[error("a body could not be written: {0}")]
    Body(#[from] serde_json::Error),
}

impl From<ExplorerError> for WebError {
    fn from(error: ExplorerError) -> Self {
        Self::Unanswered { error, asked: None }
    }
}

impl WebError {
    /// An error of the explorer on a question about two items.
    pub(super) fn on(error: ExplorerError, asked: Asked) -> Self {
        Self::Unanswered {
            error,
            asked: Some(Box::new(asked)),
        }
    }

    pub(super) fn kind(&self) -> ProblemKind {
        match self {
            Self::Param(error) => error.kind(),
            Self::Unreadable(error) => error.kind(),
            Self::Envelope(_) => ProblemKind::BadBody,
            Self::Unanswered { error, .. } => ProblemKind::from(error),
            Self::NoPicture { .. } | Self::NotFound => ProblemKind::NotFound,
            Self::MethodNotAllowed { .. } => ProblemKind::MethodNotAllowed,
            Self::NotAcceptable { .. } => ProblemKind::NotAcceptable,
            Self::Busy => ProblemKind::Busy,
            Self::TooOften { .. } => ProblemKind::RateLimited,
            Self::Panicked
            | Self::Page(_)
            | Self::Preview(_)
            | Self::Body(_)
            | Self::File(_)
            | Self::Metrics(_) => ProblemKind::Internal,
        }
    }

    /// What a program is told.
    pub(super) fn sentence(&self) -> String {
        match self.kind() {
            ProblemKind::Internal => "Something failed on our side; please try again.".to_owned(),
            _ => self.to_string(),
        }
    }

    /// Seconds after which trying again may help.
    pub(super) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Busy => Some(1),
            Self::TooOften { seconds } => Some(*seconds),
            Self::Unanswered {
                error: ExplorerError::NotReady,
                ..
            } => Some(10),
            _ => None,
        }
    }

    /// The body programs get.
    pub(super) fn problem(&self, instance: &str) -> ProblemBody {
        let mut body = match self {
            Self::Unanswered { error, .. } => problem(error, instance),
            _ => ProblemBody::new(self.kind(), self.sentence(), instance),
        };
        let at_fault = match self {
            Self::Param(error) => error.at_fault(),
            Self::Unreadable(error) => error.at_fault(),
            _ => None,
        };
        if let Some((param, value)) = at_fault {
            body.param = Some(param.to_owned());
            body.value = value.map(str::to_owned);
        }
        if let Self::Unreadable(error) = self {
            body.limit = error.limit();
        }
        body.status = self.status_code().as_u16();
        body
    }
}

/// The methods that an address answers, in a sentence.
pub(super) fn answered_here(texts: Texts, allowed: &str) -> String {
    texts.tell("method-not-here", &args!["allowed" => allowed])
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Param(ParamError::QueryTooLong { .. }) => StatusCode::URI_TOO_LONG,
            _ => StatusCode::from_u16(self.kind().status())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Bare: `wording` gives it its body, once it is known who asks.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_inside_is_told() {
        let inside = std::io::Error::other("/srv/secret/search.db");
        let error = WebError::Body(serde_json::Error::io(inside));
        assert!(error.to_string().contains("secret"));
        let body = error.problem("/v1/paths");
        assert_eq!(body.status, 500);
        assert!(!body.detail.contains("secret"));
    }

    #[test]
    fn a_busy_server_says_when_to_come_back() {
        let body = WebError::Busy.problem("/v1/paths");
        assert_eq!((body.status, body.kind.as_str()), (503, "/problems/busy"));
        assert_eq!(WebError::Busy.retry_after(), Some(1));
    }
}
