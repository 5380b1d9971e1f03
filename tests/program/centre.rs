//! The centre of the catalogue as an operator meets it: what a rebuild is asked for and what it tells.

use std::fs;

use crate::support::{Run, Shop};
use serde_json::{Value, json};

fn stats(shop: &Shop) -> Value {
    let run = shop.ask("stats", &["--json"]);
    serde_json::from_str(run.succeeded()).unwrap()
}

/// Forty items, each bought with the next: a street.
fn street() -> Shop {
    Shop::with_sql(
        "CREATE TABLE items(id, title); CREATE TABLE co_purchases(source, target);
         WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 39)
         INSERT INTO items SELECT printf('h%02d', n), printf('House %d', n) FROM number;
         INSERT INTO co_purchases
           SELECT printf('h%02d', rowid - 1), printf('h%02d', rowid) FROM items WHERE rowid < 40;",
    )
}

#[test]
fn stats_tell_the_five_most_central_items_and_how_they_were_found() {
    let shop = street();
    shop.rebuild(&[]).succeeded();
    let run = shop.ask("stats", &[]);
    let (_, told) = run.succeeded().split_once("The centre").unwrap();
    // 19 and 20 stand in the middle: (1 + ... + 19) + (1 + ... + 20) hops to 39 others.
    assert!(told.contains("10.26 steps  House 19 (h19)"), "{told}");
    assert!(
        told.contains("Measured from each of the 40 items"),
        "{told}"
    );
    let (_, longest) = told.split_once("Longest known connection").unwrap();
    assert_eq!(longest, ": 39 steps\n  House 0 (h00) → House 39 (h39)\n");
    let stats = stats(&shop);
    let central = stats["central"].as_array().unwrap();
    let ids: Vec<&Value> = central.iter().map(|item| &item["item"]["id"]).collect();
    assert_eq!(ids, ["h19", "h20", "h18", "h21", "h17"]);
    assert_eq!(stats["options"]["centre_samples"], "512");
    assert_eq!(stats["closeness"]["method"], "exact");
}

#[test]
fn fewer_samples_than_items_estimate_and_say_so() {
    let shop = street();
    shop.rebuild(&["--centre-samples", "10"]).succeeded();
    shop.ask("verify", &[]).succeeded();
    let stats = stats(&shop);
    let closeness = &stats["closeness"];
    assert_eq!(closeness["method"], "estimated");
    assert_eq!(
        (&closeness["ranked"], &closeness["samples"]),
        (&json!(40), &json!(10))
    );
    assert_eq!(closeness["confidence"], 0.95);
    let bound = closeness["diameter_at_most"].as_f64().unwrap();
    assert!((39.0..=78.0).contains(&bound), "{closeness}");
    // 40/39 · √(ln 40 / 10) of the longest way there may be.
    let error = closeness["error_hops"].as_f64().unwrap();
    assert!((error - 0.622_94 * bound).abs() < 0.01, "{closeness}");
    let run = shop.ask("stats", &[]);
    assert!(
        run.succeeded()
            .contains("Estimated from 10 of the 40 items")
    );
}

#[test]
fn without_samples_nothing_is_ranked() {
    let shop = street();
    let mut command = shop.command(&["rebuild", "--db", "shop.db", "--graph", "shop.graph"]);
    let run = Run::of(command.env("CARTWAY_CENTRE_SAMPLES", "0"));
    run.succeeded();
    assert!(run.err.contains("pass centre"), "{}", run.err);
    shop.ask("verify", &[]).succeeded();
    let stats = stats(&shop);
    assert_eq!(
        (&stats["closeness"], &stats["central"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(stats["options"]["centre_samples"], "0");
    let run = shop.ask("stats", &[]);
    assert!(!run.succeeded().contains("The centre"), "{}", run.out);
    shop.rebuild(&["--centre-samples", "-1"]).refused();
}

#[test]
fn a_graph_of_the_version_before_ranks_is_told_by_its_version() {
    let shop = street();
    shop.rebuild(&[]).succeeded();
    let path = shop.live_file("graph.bin");
    let mut bytes = fs::read(&path).unwrap();
    bytes[8..12].copy_from_slice(&1_u32.to_le_bytes());
    crate::support::overwrite(&path, bytes);
    for command in ["verify", "stats"] {
        shop.ask(command, &[]).failed_saying(&[
            "format version 1",
            "reads version 6",
            "cartway rebuild",
        ]);
    }
}
