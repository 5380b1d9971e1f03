//! The rules and the dashboard of `deploy/monitoring` ask for nothing that a server does not tell.
//!
//! `CARTWAY_TEST_PROMTOOL=FILE` has Prometheus's own tool check the rules and run their tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::shops::paths;
use crate::support::{Run, Shop};

/// What a histogram has behind its name.
const OF_HISTOGRAMS: [&str; 3] = ["_bucket", "_sum", "_count"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/monitoring")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap()
}

/// The metrics of ours that a text names, histograms by their own name.
fn named(text: &str) -> BTreeSet<String> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words = text.split(|letter| !is_of_name(letter));
    let ours = words.filter(|word| word.starts_with("cartway_"));
    ours.map(|word| {
        let ends = OF_HISTOGRAMS.iter();
        let whole = ends.filter_map(|end| word.strip_suffix(end)).next();
        whole.unwrap_or(word).to_owned()
    })
    .collect()
}

/// The metrics that a server with a generation tells after one search.
fn told() -> BTreeSet<String> {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    served.get(&paths("old-harbour", "script"));
    let metrics = served.get("/metrics").text();
    let types = metrics
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "));
    types
        .filter_map(|line| Some(line.split(' ').next()?.to_owned()))
        .collect()
}

#[test]
fn every_metric_of_the_rules_and_the_dashboard_is_told_by_a_server() {
    let told = told();
    for file in ["alerts.yml", "alerts_test.yml", "dashboard.json"] {
        let named = named(&read(file));
        assert!(named.len() > 3, "{file}: {named:?}");
        let unknown: Vec<&String> = named.difference(&told).collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
    let shown = named(&read("dashboard.json"));
    let hidden: Vec<&String> = told.difference(&shown).collect();
    let by_other_means = [
        "cartway_generation_built_timestamp_seconds",
        "cartway_generation_info",
    ];
    assert_eq!(hidden, by_other_means, "the dashboard shows the others");
}

#[test]
fn the_dashboard_is_json_whose_panels_have_names_and_questions_and_do_not_overlap() {
    let dashboard: Value = serde_json::from_str(&read("dashboard.json")).unwrap();
    let mut fields = BTreeSet::new();
    for panel in dashboard["panels"].as_array().unwrap() {
        assert!(
            panel["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty())
        );
        let questions = panel["targets"].as_array().unwrap();
        assert!(
            questions.iter().all(|target| target["expr"].is_string()),
            "{panel}"
        );
        let at = |name: &str| panel["gridPos"][name].as_u64().unwrap();
        assert!(at("x") + at("w") <= 24, "{panel}");
        for x in at("x")..at("x") + at("w") {
            for y in at("y")..at("y") + at("h") {
                assert!(fields.insert((x, y)), "{panel}");
            }
        }
    }
}

#[test]
fn prometheus_reads_the_rules_and_they_fire_when_they_should() {
    let Some(tool) = std::env::var_os("CARTWAY_TEST_PROMTOOL") else {
        return eprintln!("skipped: CARTWAY_TEST_PROMTOOL=FILE checks the rules with promtool");
    };
    for what in [
        ["check", "rules", "alerts.yml"],
        ["test", "rules", "alerts_test.yml"],
    ] {
        let mut command = Command::new(&tool);
        let run = Run::of(command.args(what).current_dir(folder()));
        run.succeeded();
    }
}
