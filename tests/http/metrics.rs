//! What Prometheus reads.

use std::collections::BTreeMap;

use serde_json::json;

use super::shops::{ODD, paths};
use crate::support::{Served, Shop};

/// Every sample by its name with labels.
fn samples(served: &Served) -> BTreeMap<String, f64> {
    let answer = served.get("/metrics");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4");
    assert_eq!(answer.header("cache-control"), "no-store");
    let text = answer.text();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, value) = line.rsplit_once(' ').unwrap();
            (name.to_owned(), value.parse().unwrap())
        })
        .collect()
}

/// How many requests to a route ended so.
fn requests(samples: &BTreeMap<String, f64>, route: &str, status: &str) -> f64 {
    let name =
        format!("cartway_request_duration_seconds_count{{route=\"{route}\",status=\"{status}\"}}");
    samples.get(&name).copied().unwrap_or(0.0)
}

#[test]
fn requests_are_counted_by_route_and_not_by_address() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    for path in [
        "/items/007",
        "/items/bell",
        "/items/unknown",
        "/items/x/degrees",
    ] {
        served.get(path);
    }
    for number in 0..20 {
        served.get(&format!("/wp-{number}.php"));
    }
    served.ask("POST", "/about", &[]);
    let tag = served.get("/about").header("etag").to_owned();
    served.ask("GET", "/about", &[("if-none-match", &tag)]);
    let samples = samples(&served);
    for (route, status, count) in [
        ("/items/{id}", "2xx", 2.0),
        ("/items/{id}", "4xx", 1.0),
        ("/items/{id}/degrees", "4xx", 1.0),
        ("none", "4xx", 20.0),
        ("/about", "2xx", 1.0),
        ("/about", "3xx", 1.0),
        ("/about", "4xx", 1.0),
    ] {
        assert_eq!(requests(&samples, route, status), count, "{route} {status}");
    }
    assert!(!samples.keys().any(|name| name.contains("wp-")));
}

#[test]
fn searches_are_counted_by_what_came_of_them() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    for (from, to) in [
        ("old-harbour", "script"),
        ("007", "007"),
        ("old-harbour", "lonely"),
        ("007", "unknown"),
    ] {
        served.get(&paths(from, to));
    }
    served.get("/connect?from=old-harbour&to=new-harbour");
    let pairs = json!([
        {"from": "old-harbour", "to": "script"},
        {"from": "lonely", "to": "007"},
        {"from": "unknown", "to": "007"},
    ]);
    served.post_json("/v1/paths/batch", &json!({"pairs": pairs}));
    let samples = samples(&served);
    let outcome = |name: &str| samples[&format!("cartway_searches_total{{outcome=\"{name}\"}}")];
    assert_eq!(outcome("found"), 3.0);
    assert_eq!(outcome("same_item"), 1.0);
    assert_eq!(outcome("no_links"), 2.0);
    assert_eq!(samples["cartway_search_hops_count"], 4.0);
    assert_eq!(samples["cartway_search_hops_sum"], 5.0 + 5.0 + 1.0);
    assert_eq!(samples["cartway_search_hops_bucket{le=\"1\"}"], 2.0);
    assert_eq!(samples["cartway_answers_truncated_total"], 0.0);
}

/// The sample that names the live generation.
fn info(name: &str, version: &str) -> String {
    format!("cartway_generation_info{{generation=\"{version}\",version=\"{name}\"}}")
}

#[test]
fn the_live_generation_is_told_in_numbers() {
    let (shop, served) = &*ODD;
    let (samples, graph) = (samples(served), served.get("/v1/graph").json());
    assert_eq!(samples[&info("000001", &shop.version())], 1.0);
    assert_eq!(
        json!(samples["cartway_generation_items"] as u64),
        graph["items"]
    );
    assert_eq!(
        json!(samples["cartway_generation_links"] as u64),
        graph["links"]
    );
    let built_at: jiff::Timestamp = graph["built_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        samples["cartway_generation_built_timestamp_seconds"],
        built_at.as_second() as f64
    );
    assert!(samples["cartway_generation_age_seconds"] >= 0.0);
    assert_eq!(samples["cartway_generations_open"], 1.0);
    assert!(samples["cartway_permits_in_use"] <= 8.0);
}

#[test]
fn takeovers_and_refusals_are_counted_once_each() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let counted = || {
        let samples = samples(&served);
        (
            samples["cartway_takeovers_total"],
            samples["cartway_takeover_refusals_total"],
        )
    };
    assert_eq!(counted(), (0.0, 0.0));
    super::shops::publish(&shop.graph(), "000009");
    served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    let name = shop.make_noted_generation().version;
    // It answers from the new one before it has counted that.
    served.get_until("/metrics", |answer| {
        answer.text().contains("cartway_takeovers_total 1\n")
    });
    assert_eq!(counted(), (1.0, 1.0));
    let told = samples(&served);
    assert_eq!(told[&info(&name, &shop.version())], 1.0);
    served.get_until("/metrics", |answer| {
        answer.text().contains("cartway_generations_open 1\n")
    });
}

#[test]
fn a_server_without_a_generation_has_metrics() {
    let shop = Shop::empty();
    std::fs::create_dir(shop.graph()).unwrap();
    let served = shop.serve();
    let samples = samples(&served);
    assert_eq!(samples["cartway_generations_open"], 0.0);
    assert!(!samples.keys().any(|name| name.contains("generation_info")));
}
