//! What is counted while the server runs, for an operator's Prometheus.
//!
//! Counting costs a request a few atomic additions. Knows outcomes by their names; nothing of
//! questions, nor who asks for the numbers.

use std::time::Instant;

use actix_web::http::StatusCode;
use prometheus::core::Collector;
use prometheus::proto::MetricFamily;
use prometheus::{
    Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, Opts, Registry,
};

use super::connections::Counters;
use crate::address::ProblemKind;
use crate::explorer::{BatchAnswer, Outcome, PairOutcome};

/// Seconds; a page of a small catalogue takes a few ten thousandths.
const DURATIONS: [f64; 14] = [
    0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// Hops; nearly all connections of a shop have fewer than ten.
const HOPS: [f64; 14] = [
    0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 16.0, 32.0, 64.0,
];

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
    connections: Counters,
    turned_away: IntCounterVec,
    kept: IntCounter,
    made: IntCounter,
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
        let turned_away = Opts::new(
            "cartway_turned_away_total",
            "Requests that found no place (busy), or of clients that sent too many (rate-limited).",
        );
        let answers = Opts::new(
            "cartway_answers_total",
            "Answers to questions that may be kept: hit (it was kept), miss (it was made).",
        );
        let answers = known(&registry, IntCounterVec::new(answers, &["cache"]));
        let turned_away = known(&registry, IntCounterVec::new(turned_away, &["reason"]));
        for reason in [ProblemKind::Busy, ProblemKind::RateLimited] {
            turned_away.with_label_values(&[reason.name()]);
        }
        let hops = HistogramOpts::new(
            "cartway_search_hops",
            "Hops of the shortest connections found.",
        );
        let refused = Opts::new(
            "cartway_connections_refused_total",
            "Connections not taken: full (there are as many as there may be), client (of one client).",
        );
        let ended = Opts::new(
            "cartway_connections_ended_total",
            "Connections given up: head_timeout, body_timeout, send_timeout, ambiguous (malformed in a dangerous way).",
        );
        let counter = |name: &str, help: &str| known(&registry, IntCounter::new(name, help));
        Self {
            kept: answers.with_label_values(&["hit"]),
            made: answers.with_label_values(&["miss"]),
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
            connections: Counters {
                refused: known(&registry, IntCounterVec::new(refused, &["reason"])),
                ended: known(&registry, IntCounterVec::new(ended, &["reason"])),
            },
            durations: known(&registry, durations),
            searches: known(&registry, IntCounterVec::new(searches, &["outcome"])),
            turned_away,
            hops: known(&registry, Histogram::with_opts(hops.buckets(HOPS.to_vec()))),
            registry,
        }
    }

    /// An answer was looked for among those that are kept.
    pub(super) fn looked_for_kept(&self, is_there: bool) {
        let count = if is_there { &self.kept } else { &self.made };
        count.inc();
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

    /// What is counted of connections.
    pub(super) fn connections(&self) -> Counters {
        self.connections.clone()
    }

    /// A request was turned away for this reason.
    pub(super) fn turned_away(&self, reason: ProblemKind) {
        self.turned_away.with_label_values(&[reason.name()]).inc();
    }

    /// Everything counted so far.
    pub(super) fn gather(&self) -> Vec<MetricFamily> {
        self.registry.gather()
    }

    /// Requests that were answered, whatever the answer.
    pub(super) fn answers(&self) -> u64 {
        let families = self.durations.collect();
        let metrics = families.iter().flat_map(MetricFamily::get_metric);
        metrics
            .map(|metric| metric.get_histogram().get_sample_count())
            .sum()
    }

    /// A request to a route was answered.
    pub(super) fn answered(&self, route: &str, status: StatusCode, start: Instant) {
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
