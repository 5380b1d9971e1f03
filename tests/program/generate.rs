//! `cartway generate` as an operator meets it: made-up shops that a rebuild can use, the same ones
//! every time, and nothing left behind where it fails.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::process::{Command, Stdio};

use crate::support::{Run, Shop, names_in};
use cartway_graph::Snapshot;
use rusqlite::types::Value;

fn generate(shop: &Shop, arguments: &[&str]) -> Run {
    shop.run(&[&["generate", "--db", "shop.db"], arguments].concat())
}

fn number(shop: &Shop, sql: &str) -> i64 {
    match shop.rows(sql)[0][0] {
        Value::Integer(number) => number,
        ref other => panic!("{other:?} is no number"),
    }
}

#[test]
fn orders_are_as_many_and_as_large_as_said() {
    let shop = Shop::new();
    let run = generate(&shop, &["--items", "2000", "--orders", "20000"]);
    let report = run.succeeded();
    let count = |sql: &str| number(&shop, sql);
    assert_eq!(count("SELECT count(*) FROM items"), 2_000);
    assert_eq!(
        count("SELECT count(DISTINCT order_id) FROM order_lines"),
        20_000
    );
    let lines = count("SELECT count(*) FROM order_lines");
    assert!((195_000..205_000).contains(&lines), "{lines}");
    let distinct = "SELECT count(*) FROM (SELECT DISTINCT order_id, item_id FROM order_lines)";
    assert_eq!(count(distinct), lines);
    let pairs = count(
        "SELECT sum(size * (size - 1) / 2)
         FROM (SELECT count(*) AS size FROM order_lines GROUP BY order_id)",
    );
    assert!((1_300_000..1_430_000).contains(&pairs), "{pairs}");
    let known = "SELECT count(*) FROM order_lines WHERE item_id IN (SELECT id FROM items)";
    assert_eq!(count(known), lines);
    let most = count("SELECT max(n) FROM (SELECT count(*) AS n FROM order_lines GROUP BY item_id)");
    assert!((1_600..4_000).contains(&most), "{most}");
    let plain = |number: i64| {
        let digits = number.to_string();
        let groups = digits.as_bytes().rchunks(3).rev();
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join(",")
    };
    for told in [lines, pairs, 20_000, 2_000] {
        assert!(report.contains(&plain(told)), "{told} not in {report}");
    }
}

#[test]
fn the_same_options_make_the_same_shop_on_any_threads_and_another_seed_another_one() {
    let options = ["--items", "1000", "--orders", "30000"];
    let dump = |more: &[&str]| {
        let shop = Shop::new();
        generate(&shop, &[&options, more].concat()).succeeded();
        shop.dump()
    };
    let first = dump(&["--threads", "1"]);
    assert!(
        dump(&["--threads", "5"]) == first,
        "other rows on 5 threads"
    );
    assert!(dump(&["--seed", "2"]) != first, "the seed does not matter");
}

#[test]
fn a_rebuild_finds_communities_in_it() {
    let shop = Shop::new();
    generate(&shop, &["--items", "3000", "--orders", "100000"]).succeeded();
    shop.rebuild(&["--top", "8"]).succeeded();
    let snapshot = Snapshot::open(&shop.live_file("graph.bin")).unwrap();
    let graph = snapshot.csr();
    assert_eq!(graph.node_count(), 3_000);
    let links_of = |node| {
        graph
            .neighbours(node)
            .map(move |other| (node.0.into(), other.0.into()))
    };
    let links: Vec<(i64, i64)> = graph.nodes().flat_map(links_of).collect();
    let clustering = clustering(&links);
    assert!((0.25..0.6).contains(&clustering), "{clustering}");
}

#[test]
fn links_are_lists_of_at_most_ten() {
    let shop = Shop::new();
    let options = ["--items", "5000", "--links", "40000", "--link-orders"];
    generate(&shop, &options).succeeded();
    let count = |sql: &str| number(&shop, sql);
    assert_eq!(count("SELECT count(*) FROM co_purchases"), 40_000);
    let distinct = "SELECT count(*) FROM (SELECT DISTINCT source, target FROM co_purchases)";
    assert_eq!(count(distinct), 40_000);
    assert!(count("SELECT max(position) FROM co_purchases") == 10);
    assert!(count("SELECT min(orders) FROM co_purchases") >= 1);
    let rows = shop.rows("SELECT source, target FROM co_purchases");
    let links: Vec<(i64, i64)> = rows
        .iter()
        .map(|row| match row[..] {
            [Value::Integer(source), Value::Integer(target)] => (source, target),
            _ => panic!("{row:?}"),
        })
        .collect();
    let clustering = clustering(&links);
    assert!((0.3..0.55).contains(&clustering), "{clustering}");
    shop.rebuild(&[]).succeeded();
}

#[test]
fn an_existing_file_is_left_alone() {
    let shop = Shop::new();
    shop.write("shop.db", "mine");
    generate(&shop, &[]).failed_saying(&["shop.db", "already", "--db"]);
    assert_eq!(fs::read_to_string(shop.path("shop.db")).unwrap(), "mine");
    assert_eq!(names_in(&shop.path("")), ["shop.db"]);
}

#[test]
fn too_many_links_are_refused_with_what_would_do() {
    let shop = Shop::new();
    let run = generate(&shop, &["--items", "100", "--links", "1001"]);
    run.failed_saying(&["--links", "1000", "--items"]);
    generate(&shop, &["--links", "5", "--orders", "5"]).refused();
    assert_eq!(names_in(&shop.path("")), [""; 0]);
}

#[cfg(unix)]
#[test]
fn interrupted_it_leaves_nothing() {
    let shop = Shop::new();
    let mut command = shop.command(&["generate", "--db", "shop.db", "--orders", "400000000"]);
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let child = child.expect("the program starts");
    while names_in(&shop.path("")).is_empty() {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill is there").success());
    let run = Run::from(child.wait_with_output().expect("it ends"));
    run.failed_saying(&["stopped", "shop.db was not made"]);
    assert_eq!(names_in(&shop.path("")), [""; 0]);
}

/// The mean over all items of the share of pairs of neighbours that are linked themselves.
fn clustering(links: &[(i64, i64)]) -> f64 {
    let mut neighbours: HashMap<i64, HashSet<i64>> = HashMap::new();
    for &(a, b) in links.iter().filter(|(a, b)| a != b) {
        neighbours.entry(a).or_default().insert(b);
        neighbours.entry(b).or_default().insert(a);
    }
    let of_item = |own: &HashSet<i64>| {
        let linked: usize = own
            .iter()
            .map(|other| neighbours[other].intersection(own).count())
            .sum();
        linked as f64 / (own.len() * (own.len() - 1)).max(1) as f64
    };
    neighbours.values().map(of_item).sum::<f64>() / neighbours.len() as f64
}
