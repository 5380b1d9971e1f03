//! Is the process up, and can it answer? For load balancers and operators.

use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use serde::Serialize;

use super::{Desk, WebError};
use crate::api;

/// What became of the last look for a new generation.
#[derive(Debug, Default)]
pub struct Readiness {
    refused: Mutex<Option<Refusal>>,
}

/// A generation that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Name of the one that stayed live instead, if there was one. Once another is live, the
    /// refusal is history, even before anybody clears it.
    pub(super) live: Option<String>,
    /// Why it was refused.
    pub(super) message: String,
}

impl Readiness {
    /// A newer generation cannot be used. Whether this was not yet known.
    pub(super) fn refuse(&self, refusal: Refusal) -> bool {
        let refusal = Some(refusal);
        let mut refused = self.lock();
        let is_new = *refused != refusal;
        *refused = refusal;
        is_new
    }

    /// What is live is what was published last.
    pub(super) fn clear(&self) {
        *self.lock() = None;
    }

    /// Why a newer generation than the live one was refused.
    fn refused_while(&self, live: Option<&str>) -> Option<String> {
        let refused = self.lock();
        let refusal = refused.as_ref()?;
        (refusal.live.as_deref() == live).then(|| refusal.message.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Refusal>> {
        // Whatever is in there is whole, even if its last holder panicked.
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
    let (response, body) = match desk.explorer.generation() {
        Ok(stamp) => {
            let refused = readiness.refused_while(Some(&stamp.version));
            let status = if refused.is_some() { "warn" } else { "pass" };
            let body = HealthBody {
                version: Some(stamp.version),
                output: refused,
                ..HealthBody::new(status)
            };
            (HttpResponse::Ok(), body)
        }
        Err(error) => {
            let refused = readiness.refused_while(None);
            let body = HealthBody {
                output: Some(refused.unwrap_or_else(|| error.to_string())),
                ..HealthBody::new("fail")
            };
            (HttpResponse::ServiceUnavailable(), body)
        }
    };
    reply(response, &body)
}

fn reply(
    mut response: actix_web::HttpResponseBuilder,
    body: &HealthBody,
) -> Result<HttpResponse, WebError> {
    let body = api::to_string(body)?;
    Ok(response
        .content_type("application/health+json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}
