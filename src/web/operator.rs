//! What an operator asks: is the process up, can it answer, and what did it do so far?

use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::middleware::Next;
use actix_web::web::Data;
use jiff::Timestamp;
use prometheus::{Gauge, GaugeVec, IntCounter, Opts, Registry, TextEncoder};
use serde::Serialize;

use super::error::WebError;
use super::state::Desk;
use crate::api;
use crate::explorer::GenerationStamp;

/// What stands in the metrics for every address that is none.
const NO_ROUTE: &str = "none";

/// What a pattern says of an id that is the rest of an address; it is no part of a name.
const ANY_REST: &str = ":.+";

/// What became of the last look for a new generation.
#[derive(Debug, Default)]
pub struct Readiness {
    refused: Mutex<Option<Refusal>>,
}

/// A generation that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The one that stayed live instead, if there was one. Once another is live, the refusal is
    /// history, even before anybody clears it.
    pub(super) live: Option<GenerationStamp>,
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
    fn refused_while(&self, live: Option<&GenerationStamp>) -> Option<String> {
        let refused = self.lock();
        let refusal = refused.as_ref()?;
        (refusal.live.as_ref() == live).then(|| refusal.message.clone())
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
    /// The generation answers come from, by the name of its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// What it goes by in answers: equal on replicas that answer alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<String>,
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
            generation: None,
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
/// published last, or from one that is damaged; `fail`: there is nothing to answer from.
pub(super) async fn ready(
    desk: Data<Desk>,
    readiness: Data<Readiness>,
) -> Result<HttpResponse, WebError> {
    let (response, body) = match desk.explorer.now() {
        Ok(session) => {
            let stamp = session.generation();
            let doubt = desk.explorer.doubt();
            let doubt = doubt.map(|what| format!("The live generation is damaged: {what}"));
            let wrong: Vec<String> = doubt
                .into_iter()
                .chain(readiness.refused_while(Some(&stamp)))
                .collect();
            let status = if wrong.is_empty() { "pass" } else { "warn" };
            let body = HealthBody {
                version: Some(stamp.name),
                generation: Some(stamp.version),
                output: (!wrong.is_empty()).then(|| wrong.join(" ")),
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

/// Times every request. An address that leads nowhere has no name of its own: a flood of those
/// would be a flood of names.
pub(super) async fn time(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let start = Instant::now();
    let response = next.call(request).await?;
    let pattern = response.request().match_pattern();
    let route = pattern.as_deref().filter(|pattern| !pattern.is_empty());
    let route = match route.unwrap_or(NO_ROUTE) {
        of_item if of_item.contains(ANY_REST) => &of_item.replace(ANY_REST, ""),
        route => route,
    };
    if let Some(desk) = response.request().app_data::<Data<Desk>>() {
        desk.metrics.answered(route, response.status(), start);
    }
    Ok(response)
}

/// `GET /metrics`: everything counted, and what is true now (text format 0.0.4).
pub(super) async fn metrics(desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let mut families = desk.metrics.gather();
    families.extend(present(&desk)?.gather());
    let body = TextEncoder::new().encode_to_string(&families)?;
    Ok(HttpResponse::Ok()
        .content_type(prometheus::TEXT_FORMAT)
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}

/// What is looked up at the moment it is asked for.
fn present(desk: &Desk) -> prometheus::Result<Registry> {
    let registry = Registry::new();
    let gauge = |name: &str, help: &str, value: f64| -> prometheus::Result<()> {
        let gauge = Gauge::new(name, help)?;
        gauge.set(value);
        registry.register(Box::new(gauge))
    };
    gauge(
        "cartway_generations_open",
        "Generations that are open: two while one takes the other's place, and while the one before is kept.",
        desk.explorer.open_generations() as f64,
    )?;
    gauge(
        "cartway_connections_open",
        "Connections of visitors.",
        desk.connections.open() as f64,
    )?;
    let lost = IntCounter::new(
        "cartway_log_lines_lost_total",
        "Lines of the log that could not be written, or not in time.",
    )?;
    lost.inc_by(desk.lines_lost.load(Ordering::Relaxed));
    registry.register(Box::new(lost))?;
    gauge(
        "cartway_permits_in_use",
        "Questions being answered.",
        desk.permits_in_use() as f64,
    )?;
    gauge(
        "cartway_answers_kept_bytes",
        "Room that is taken by answers kept for whoever asks the same next.",
        desk.answers.bytes() as f64,
    )?;
    let Ok(session) = desk.explorer.now() else {
        return Ok(registry);
    };
    let stamp = session.generation();
    let info = Opts::new(
        "cartway_generation_info",
        "The live generation, by the name of its folder, and by what it goes by in answers.",
    );
    let info = GaugeVec::new(info, &["version", "generation"])?;
    info.with_label_values(&[&stamp.name, &stamp.version])
        .set(1.0);
    registry.register(Box::new(info))?;
    let truth = |holds: bool| if holds { 1.0 } else { 0.0 };
    gauge(
        "cartway_generation_proven",
        "1 once every byte of the live generation was proven whole.",
        truth(desk.explorer.is_proven()),
    )?;
    gauge(
        "cartway_generation_damaged",
        "1 if the live generation turned out to be damaged.",
        truth(desk.explorer.doubt().is_some()),
    )?;
    let built_at = stamp.built_at;
    gauge(
        "cartway_generation_built_timestamp_seconds",
        "When the live generation was built, in seconds since 1970.",
        built_at.as_second() as f64,
    )?;
    gauge(
        "cartway_generation_age_seconds",
        "How long ago that was.",
        Timestamp::now().duration_since(built_at).as_secs_f64(),
    )?;
    gauge(
        "cartway_generation_items",
        "Items in the live generation.",
        session.item_count() as f64,
    )?;
    gauge(
        "cartway_generation_links",
        "Links in the live generation.",
        session.link_count() as f64,
    )?;
    Ok(registry)
}
