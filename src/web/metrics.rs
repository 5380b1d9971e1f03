//! `GET /metrics`: what an operator's Prometheus reads (text format 0.0.4).
//!
//! Counting costs a request a few atomic additions. What can be looked up is looked up when it is
//! asked for. Knows outcomes by their names; nothing of questions.

use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::middleware::Next;
use actix_web::web::Data;
use jiff::Timestamp;
use prometheus::core::Collector;
use prometheus::{
    Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, Opts,
    Registry, TextEncoder,
};

use super::{Desk, WebError};
use crate::explorer::{BatchAnswer, Outcome, PairOutcome};

/// Seconds; a page of a small catalogue takes a few ten thousandths.
const DURATIONS: [f64; 14] = [
    0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// Hops; nearly all connections of a shop have fewer than ten.
const HOPS: [f64; 14] = [
    0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 16.0, 32.0, 64.0,
];
/// What stands for every address that is none.
const NO_ROUTE: &str = "none";

/// What is counted while the server runs.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    durations: HistogramVec,
    searches: IntCounterVec,
    hops: Histogram,
    truncated: IntCounter,
    takeovers: IntCounter,
    refusals: IntCounter,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let registry = Registry::new();
        let durations = HistogramOpts::new(
            "cartway_request_duration_seconds",
            "Time from a request's head to its answer's, by route and class of status.",
        );
        let durations =
            HistogramVec::new(durations.buckets(DURATIONS.to_vec()), &["route", "status"]);
        let searches = Opts::new(
            "cartway_searches_total",
            "Searches for connections by outcome: found, same_item, or why there is none.",
        );
        let hops = HistogramOpts::new(
            "cartway_search_hops",
            "Hops of the shortest connections found.",
        );
        let counter = |name: &str, help: &str| known(&registry, IntCounter::new(name, help));
        Self {
            truncated: counter(
                "cartway_answers_truncated_total",
                "Answers that list fewer connections or items than there are.",
            ),
            takeovers: counter(
                "cartway_takeovers_total",
                "Generations taken over since the start.",
            ),
            refusals: counter(
                "cartway_takeover_refusals_total",
                "Published generations that could not be used, each counted once.",
            ),
            durations: known(&registry, durations),
            searches: known(&registry, IntCounterVec::new(searches, &["outcome"])),
            hops: known(&registry, Histogram::with_opts(hops.buckets(HOPS.to_vec()))),
            registry,
        }
    }

    /// A search for connections ended so.
    pub(super) fn searched(&self, outcome: &Outcome) {
        match outcome {
            Outcome::SameItem => self.ended("same_item", Some(0)),
            Outcome::Found(found) => {
                self.ended("found", Some(found.hops));
                if found.truncated() {
                    self.truncated.inc();
                }
            }
            Outcome::NoPath(none) => self.ended(none.reason.name(), None),
        }
    }

    /// All searches of a batch; pairs that are no question are not counted.
    pub(super) fn searched_all(&self, batch: &BatchAnswer) {
        for outcome in batch.results.iter().flatten() {
            match outcome {
                PairOutcome::SameItem => self.ended("same_item", Some(0)),
                PairOutcome::Found(best) => self.ended("found", Some(best.hops)),
                PairOutcome::NoPath(none) => self.ended(none.reason.name(), None),
            }
        }
    }

    fn ended(&self, outcome: &str, hops: Option<usize>) {
        self.searches.with_label_values(&[outcome]).inc();
        if let Some(hops) = hops {
            self.hops.observe(hops as f64);
        }
    }

    pub(super) fn took_over(&self) {
        self.takeovers.inc();
    }

    pub(super) fn refused(&self) {
        self.refusals.inc();
    }

    fn answered(&self, route: &str, status: StatusCode, start: Instant) {
        // One class for all of 2xx, and so on.
        let class = match status.as_u16() / 100 {
            1 => "1xx",
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        self.durations
            .with_label_values(&[route, class])
            .observe(start.elapsed().as_secs_f64());
    }
}

/// Enters a metric that was made without an error.
fn known<M: Collector + Clone + 'static>(registry: &Registry, made: prometheus::Result<M>) -> M {
    let metric = made.expect("names, labels and buckets above are well formed");
    registry
        .register(Box::new(metric.clone()))
        .expect("the names above are all different");
    metric
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
    let route = pattern.map_or_else(|| NO_ROUTE.to_owned(), |pattern| pattern.replace(":.+", ""));
    let route = if route.is_empty() { NO_ROUTE } else { &route };
    if let Some(desk) = response.request().app_data::<Data<Desk>>() {
        desk.metrics.answered(route, response.status(), start);
    }
    Ok(response)
}

/// Everything counted, and what is true now.
pub(super) async fn metrics(desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let mut families = desk.metrics.registry.gather();
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
        "Generations that are open: two while one takes the other's place.",
        desk.explorer.open_generations() as f64,
    )?;
    gauge(
        "cartway_permits_in_use",
        "Questions being answered.",
        desk.permits_in_use() as f64,
    )?;
    let Ok(live) = desk.explorer.live() else {
        return Ok(registry);
    };
    let info = Opts::new("cartway_generation_info", "The live generation, by name.");
    let info = GaugeVec::new(info, &["version"])?;
    info.with_label_values(&[live.stamp.version.as_str()])
        .set(1.0);
    registry.register(Box::new(info))?;
    let built_at = live.stamp.built_at;
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
        live.items as f64,
    )?;
    gauge(
        "cartway_generation_links",
        "Links in the live generation.",
        live.links as f64,
    )?;
    Ok(registry)
}
