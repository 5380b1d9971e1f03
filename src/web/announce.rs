//! What a server says of itself in the log: a line when it begins, and one when it has ended.
//!
//! Knows what an operator asks first: what is served, where, and with which limits.

use std::time::Instant;

use actix_web::web::Data;

use super::bind::Bind;
use super::options::RateLimit;
use super::state::Desk;
use crate::address::site;

/// What is said at the beginning and at the end of a server.
pub(super) struct Announcement {
    desk: Data<Desk>,
    workers: usize,
    connections: usize,
    since: Instant,
}

impl Announcement {
    /// Of a server with so many workers, and so many connections at most.
    pub(super) fn of(desk: Data<Desk>, workers: usize, connections: usize) -> Self {
        Self {
            desk,
            workers,
            connections,
            since: Instant::now(),
        }
    }

    /// Says what is served, where, and how much at a time.
    pub(super) fn begin(&self, places: &[Bind], operators: &[Bind]) {
        let desk = &self.desk;
        let live = desk.explorer.now().ok();
        tracing::info!(
            at = addresses(places),
            operators = (!operators.is_empty()).then(|| addresses(operators)),
            graph = %desk.explorer.folder().root().display(),
            generation = live.as_ref().map(|live| live.generation().name),
            items = live.as_ref().map(|live| live.item_count()),
            links = live.as_ref().map(|live| live.link_count()),
            workers = self.workers,
            searches = desk.searches.places,
            connections = self.connections,
            rate = desk.rate.as_ref().map(|rate| said(rate.limit())),
            proxies = desk.proxies.trusted.len(),
            version = env!("CARGO_PKG_VERSION"),
            "{}",
            if live.is_some() { "serving" } else { "serving, but nothing is published yet" }
        );
    }

    /// Says that nothing is served any more, and how much was.
    pub(super) fn end(&self) {
        tracing::info!(
            requests = self.desk.metrics.answers(),
            seconds = self.since.elapsed().as_secs(),
            "stopped"
        );
    }
}

/// Places as one may open them, where a browser can.
fn addresses(places: &[Bind]) -> String {
    let places = places.iter().map(|place| place.url(site::base_path()));
    places.collect::<Vec<_>>().join(" ")
}

fn said(limit: RateLimit) -> String {
    format!("{} a second, {} at once", limit.a_second, limit.burst)
}
