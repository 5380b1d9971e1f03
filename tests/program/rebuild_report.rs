//! What a rebuild says of itself: progress, the report in words, `--json`, `--quiet`.

use crate::support::{Run, Shop};
use serde_json::Value;

/// A shop that loses something in every way there is.
fn lossy_shop() -> Shop {
    let shop = Shop::with_graph();
    shop.baskets(&["abcdefg", "aab", "xy"]);
    shop.sql("INSERT INTO order_lines VALUES (NULL, 'a')");
    shop
}

const LOSSY: [&str; 4] = ["--max-basket", "6", "--top", "1"];

#[test]
fn report_says_what_was_left_out_and_why() {
    let run = lossy_shop().rebuild(&LOSSY);
    let out = run.succeeded();
    for line in [
        "  9 items and 3 links",
        "  1 row: no id that can be used",
        "  1 line: the item is on the order already",
        "  1 order with 7 lines: more than 6 different items; raise --max-basket to count them",
        "  1 pair: fewer than 2 orders hold both; --min-orders says how many must",
        "  1 link: among the 1 strongest of neither end; --top says how many an item keeps",
        "  2 items: no row in `items`; they go by their id",
        "  3 items: linked to nothing; they can be found, but not connected",
    ] {
        assert!(out.lines().any(|said| said == line), "no {line:?} in {out}");
    }
    let words = out.split_once("\npasses").unwrap().0;
    assert!(!words.contains(" 0 "), "what did not happen is told: {out}");
}

#[test]
fn report_ends_with_a_table_of_passes() {
    let run = Shop::with_graph().rebuild(&[]);
    let out = run.succeeded();
    let table = out.split_once("\npasses").unwrap().1;
    let read = table.lines().find(|line| line.starts_with("  read "));
    assert!(read.unwrap().contains("36 rows"), "{out}");
    assert!(table.contains("\n  in all "), "{out}");
}

#[test]
fn each_pass_is_told_as_it_begins_and_as_it_ends() {
    let run = Shop::with_graph().rebuild(&[]);
    let lines: Vec<&str> = run.err.lines().collect();
    // Some run side by side, so what begins first may end last.
    let (begins, ends): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with("pass "));
    assert_eq!(begins.len(), ends.len(), "{lines:?}");
    for begin in begins {
        let pass = begin.strip_prefix("pass ").unwrap();
        let begun = lines.iter().position(|line| *line == begin).unwrap();
        let ended = lines[begun..].iter().any(|line| {
            let done = line.strip_prefix(pass);
            done.is_some_and(|done| done.starts_with(' ') && done.contains(" s"))
        });
        assert!(ended, "{pass} in {lines:?}");
    }
}

#[test]
fn json_is_the_manifest() {
    let shop = lossy_shop();
    let run = shop.rebuild(&[&LOSSY[..], &["--json"]].concat());
    let printed: Value = serde_json::from_str(run.succeeded()).unwrap();
    let written = std::fs::read(shop.live_file("manifest.json")).unwrap();
    assert_eq!(printed, serde_json::from_slice::<Value>(&written).unwrap());
    let timings = printed["timings"].as_array().unwrap();
    let count = timings.iter().find(|time| time["pass"] == "count").unwrap();
    assert_eq!(count["unit"], "pairs");
    assert_eq!(count["done"], printed["counts"]["pair_instances"]);
    let seconds = |value: &Value| value["seconds"].as_f64().unwrap();
    let longest = timings.iter().map(seconds).fold(0.0, f64::max);
    assert!(
        printed["total_seconds"].as_f64().unwrap() >= longest,
        "{printed}"
    );
    if cfg!(target_os = "linux") {
        assert!(printed["peak_memory_bytes"].as_u64() > Some(1_000_000));
    }
}

#[test]
fn quiet_says_nothing_unless_something_is_wrong() {
    let shop = Shop::with_graph();
    let run = shop.rebuild(&["--quiet"]);
    assert_eq!((run.succeeded(), run.err.as_str()), ("", ""));
    let mut command = shop.command(&["rebuild", "--db", "shop.db", "--graph", "shop.graph"]);
    let run = Run::of(command.env("CARTWAY_QUIET", "yes"));
    assert_eq!((run.succeeded(), run.err.as_str()), ("", ""));
    let run = shop.rebuild(&["-q", "--json"]);
    assert!(run.succeeded().starts_with('{') && run.err.is_empty());

    shop.sql("INSERT INTO items VALUES ('a', 'Twice', NULL, NULL, NULL)");
    let run = shop.rebuild(&["-q"]);
    assert_eq!(run.succeeded(), "");
    assert!(
        run.err.starts_with("warning: 1 rows of `items` have an id"),
        "{run:?}"
    );
    assert_eq!(run.err.lines().count(), 1);
    shop.sql("DROP TABLE order_lines");
    let run = shop.rebuild(&["-q"]);
    assert_eq!(run.err.lines().count(), 1);
    run.failed_saying(&["order_lines"]);
}
