//! What is left out was never there.

use std::fs;

use proptest::prelude::*;
use rusqlite::Connection;

use super::*;
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{Settings, rebuild};

fn rule(text: &str) -> LeaveOut {
    text.parse().unwrap()
}

/// The graph of a shop whose items are called by their letter, and what was told of it.
fn graph_of(
    lines: &[(u8, char)],
    leave_out: &[LeaveOut],
    measure: cartway_graph::Measure,
) -> (Vec<u8>, Manifest) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let shop = Connection::open(&path).unwrap();
    shop.execute_batch(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id)",
    )
    .unwrap();
    for (order, item) in lines {
        shop.execute(
            "INSERT INTO order_lines VALUES (?1, ?2)",
            (order, item.to_string()),
        )
        .unwrap();
    }
    shop.execute_batch("INSERT INTO items SELECT DISTINCT item_id, 'Item ' || item_id FROM order_lines WHERE item_id < 'd'").unwrap();
    drop(shop);
    let mut settings = Settings::new(path, folder.path().join("graph"));
    settings.min_orders = Some(1);
    settings.max_basket = Some(3);
    settings.measure = Some(measure);
    settings.leave_out = leave_out.to_vec();
    let manifest = rebuild(&settings, &()).unwrap();
    let graph = GraphFolder::at(&settings.graph);
    let name = graph.current().unwrap().unwrap();
    (
        fs::read(settings.graph.join(name).join("graph.bin")).unwrap(),
        manifest,
    )
}

#[test]
fn slashes_make_a_pattern_for_titles_and_everything_else_is_an_id() {
    for (given, id, title, holds) in [
        ("POST", "POST", "x", true),
        ("POST", "post", "POST", false),
        ("/post/", "1", "a post", true),
        ("/post/", "post", "x", false),
        ("/(?i)^post/", "1", "POSTAGE", true),
        ("/", "/", "x", true),
        ("//", "//", "x", true),
        ("/a", "/a", "x", true),
    ] {
        assert_eq!(rule(given).holds(id, title), holds, "{given}");
    }
    assert!("/(/".parse::<LeaveOut>().is_err());
}

#[test]
fn what_is_left_out_is_counted_and_what_is_not_there_is_told() {
    let lines = [(1, 'a'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'a')];
    let rules = [rule("/Item a/"), rule("e"), rule("ghost id")];
    let (_, manifest) = graph_of(&lines, &rules, cartway_graph::Measure::default());
    let counts = manifest.counts;
    assert_eq!((counts.items_left_out, counts.lines_left_out), (2, 4));
    assert_eq!((counts.items, counts.orders, counts.order_lines), (1, 1, 1));
    assert_eq!(manifest.options["leave_out"], "/Item a/\ne\nghost id");
    let told = manifest
        .warnings
        .iter()
        .any(|said| said.starts_with("--leave-out 'ghost id' leaves nothing out"));
    assert!(told, "{:?}", manifest.warnings);
}

#[test]
fn items_that_look_like_no_goods_are_named_with_the_options_to_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let shop = Connection::open(&path).unwrap();
    shop.execute_batch(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO items VALUES ('POST', 'POSTAGE'), ('BANK CHARGES', 'Bank Charges'), (1, 'Mug'), ('g', 'Gift card');
         INSERT INTO order_lines VALUES (1, 'POST'), (1, 1), (2, 'POST'), (2, 1), (3, 'POST'),
             (2, 'BANK CHARGES'), (3, 'BANK CHARGES'), (3, 'g');",
    )
    .unwrap();
    drop(shop);
    let manifest = rebuild(&Settings::new(path, folder.path().join("graph")), &()).unwrap();
    let said = manifest.warnings.join("\n");
    assert!(
        said.contains("these look like no goods: `POST` POSTAGE (3 orders), `BANK CHARGES` Bank Charges (2 orders); \
                       if so, rebuild with --leave-out POST --leave-out 'BANK CHARGES'"),
        "{said}"
    );
    assert_eq!(for_a_shell("it's"), r"'it'\''s'");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn the_graph_is_that_of_a_shop_without_what_is_left_out(
        lines in proptest::collection::vec((0_u8..8, prop::char::range('a', 'g')), 0..50),
        out in proptest::collection::btree_set(prop::char::range('a', 'g'), 1..4),
        lift in any::<bool>(),
    ) {
        let measure = if lift { cartway_graph::Measure::Lift } else { cartway_graph::Measure::default() };
        let rules: Vec<_> = out.iter().map(|id| rule(&id.to_string())).collect();
        let kept: Vec<_> = lines.iter().copied().filter(|(_, item)| !out.contains(item)).collect();
        let (without, told) = graph_of(&lines, &rules, measure);
        let (never, also) = graph_of(&kept, &[], measure);
        prop_assert!(without == never, "the graphs differ");
        prop_assert_eq!(told.counts.orders, also.counts.orders);
    }
}
