//! Is the process up, and can it answer? For load balancers and operators.

use std::sync::{Mutex, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use serde::Serialize;

use super::{Desk, WebError};
use crate::view::json;

/// What became of the last look for a new generation.
#[derive(Debug, Default)]
pub struct Readiness {
    refused: Mutex<Option<String>>,
}

impl Readiness {
    /// A newer generation cannot be used. Whether this was not yet known.
    pub(super) fn refuse(&self, message: String) -> bool {
        let message = Some(message);
        let mut refused = self.lock();
        let is_new = *refused != message;
        *refused = message;
        is_new
    }

    /// What is live is what was published last.
    pub(super) fn clear(&self) {
        *self.lock() = None;
    }

    fn refused(&self) -> Option<String> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The body of both addresses, after `application/health+json`.
#[derive(Debug, Serialize)]
struct HealthBody {
    status: &'static str,
    /// The generation answers come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// The program.
    #[serde(rename = "releaseId")]
    release_id: &'static str,
    /// What the operator should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
}

impl HealthBody {
    fn new(status: &'static str) -> Self {
        Self {
            status,
            version: None,
            release_id: env!("CARGO_PKG_VERSION"),
            output: None,
        }
    }
}

/// The process is up.
pub(super) async fn alive() -> Result<HttpResponse, WebError> {
    reply(HttpResponse::Ok(), &HealthBody::new("pass"))
}

/// `pass`: questions are answered; `warn`: they are, but from an older generation than the one
/// published last; `fail`: there is nothing to answer from.
pub(super) async fn ready(
    desk: Data<Desk>,
    readiness: Data<Readiness>,
) -> Result<HttpResponse, WebError> {
    let refused = readiness.refused();
    let (response, body) = match desk.explorer.generation() {
        Ok(stamp) => (
            HttpResponse::Ok(),
            HealthBody {
                version: Some(stamp.version),
                output: refused.clone(),
                ..HealthBody::new(if refused.is_some() { "warn" } else { "pass" })
            },
        ),
        Err(error) => (
            HttpResponse::ServiceUnavailable(),
            HealthBody {
                output: Some(refused.unwrap_or_else(|| error.to_string())),
                ..HealthBody::new("fail")
            },
        ),
    };
    reply(response, &body)
}

fn reply(
    mut response: actix_web::HttpResponseBuilder,
    body: &HealthBody,
) -> Result<HttpResponse, WebError> {
    let body = json::to_string(body)?;
    Ok(response
        .content_type("application/health+json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}
