//! `cartway forget`, and imports that replace what was there, as an operator meets them.

use rusqlite::types::Value;

use crate::support::Shop;

fn shop_with_orders() -> Shop {
    let shop = Shop::new();
    shop.write(
        "orders.csv",
        "order_id,item_id,t\n1,a,Lamp\n1,b,Bulb\n2,a,Lamp\n2,c,Cup\n3,a,Lantern\n",
    );
    let arguments = ["--title-column", "t", "orders.csv"];
    shop.import("orders", &arguments).succeeded();
    shop
}

fn texts(shop: &Shop, sql: &str) -> Vec<String> {
    let text = |value: Value| match value {
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    let rows = shop.rows(sql).into_iter();
    rows.map(|row| row.into_iter().map(text).collect::<Vec<_>>().join("|"))
        .collect()
}

const LINES: &str = "SELECT order_id, item_id FROM order_lines ORDER BY 1, 2";
const TITLES: &str = "SELECT id, title FROM items ORDER BY 1";

#[test]
fn forgotten_orders_go_with_their_lines_and_votes() {
    let shop = shop_with_orders();
    shop.write("gone.csv", "order_id\n1\n2\n1\n9\n");
    let run = shop.run(&["forget", "orders", "--db", "shop.db", "gone.csv"]);
    assert_eq!(
        run.succeeded(),
        "forgot 2 orders with 4 order lines\nnot there: 1 ids (9)\n"
    );
    assert_eq!(texts(&shop, LINES), ["3|a"]);
    assert_eq!(texts(&shop, TITLES), ["a|Lantern"]);
}

#[test]
fn forgotten_items_are_nowhere_any_more() {
    let shop = shop_with_orders();
    shop.write("links.csv", "source,target\na,b\nb,c\n");
    shop.import("links", &["links.csv"]).succeeded();
    shop.write("gone.tsv", "sku\tname\nb\tBulb\nx\t\n");
    let columns = ["--id-column", "sku", "--json", "gone.tsv"];
    let run = shop.run(&[&["forget", "items", "--db", "shop.db"], &columns[..]].concat());
    let body: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    let expected = serde_json::json!({
        "asked": 2, "items": 1, "order_lines": 1, "co_purchases": 2,
        "missing": 1, "first_missing": ["x"],
    });
    assert_eq!(body, expected);
    assert_eq!(texts(&shop, LINES), ["1|a", "2|a", "2|c", "3|a"]);
    assert_eq!(texts(&shop, TITLES), ["a|Lamp", "c|Cup"]);
    assert!(shop.rows("SELECT * FROM co_purchases").is_empty());
}

#[test]
fn ids_may_be_named_without_a_file() {
    let shop = shop_with_orders();
    let named = ["--id", "1", "--id", "3"];
    let run = shop.run(&[&["forget", "orders", "--db", "shop.db"], &named[..]].concat());
    assert_eq!(run.succeeded(), "forgot 2 orders with 3 order lines\n");
    let run = shop.run(&["forget", "orders", "--db", "shop.db"]);
    assert!(run.refused().contains("<FILE>"), "{run:?}");
}

#[test]
fn forgetting_changes_nothing_where_a_file_cannot_be_understood() {
    let shop = shop_with_orders();
    let before = shop.dump();
    shop.write("good.csv", "order_id\n1\n");
    shop.write("bad.csv", "id\n1\n");
    let run = shop.run(&["forget", "orders", "--db", "shop.db", "good.csv", "bad.csv"]);
    run.failed_saying(&["bad.csv has no column `order_id`", "--order-column"]);
    assert_eq!(shop.dump(), before);
    let run = shop.run(&["forget", "orders", "--db", "none.db", "--id", "1"]);
    run.failed_saying(&["none.db", "no such database"]);
    assert!(!shop.path("none.db").exists());
}

#[test]
fn replaced_lines_are_those_of_the_files_and_of_no_others() {
    let shop = shop_with_orders();
    shop.write("one.csv", "order_id,item_id\n1,a\n");
    shop.write("two.csv", "order_id,item_id\n4,d\n");
    let run = shop.import("orders", &["--replace", "one.csv", "two.csv"]);
    assert!(
        run.succeeded().contains("two.csv: 1 rows, 1 taken"),
        "{run:?}"
    );
    assert_eq!(texts(&shop, LINES), ["1|a", "4|d"]);
    assert_eq!(texts(&shop, TITLES), [""; 0]);
}

#[test]
fn files_that_replace_go_in_together_or_not_at_all() {
    let shop = shop_with_orders();
    let before = shop.dump();
    shop.write("one.csv", "order_id,item_id\n1,a\n");
    shop.write("two.csv", "nothing,known\n4,d\n");
    let run = shop.import("orders", &["--replace", "one.csv", "two.csv"]);
    run.failed_saying(&["two.csv"]);
    shop.write("empty.csv", "order_id,item_id\n");
    let run = shop.import("orders", &["--replace", "empty.csv"]);
    run.failed_saying(&["`order_lines` empty", "cartway forget"]);
    assert_eq!(shop.dump(), before);
}

#[test]
fn replaced_items_lose_what_the_file_no_longer_says() {
    let shop = Shop::new();
    shop.write(
        "items.csv",
        "id,title,creator,year\na,Lamp,Ada,1990\nb,Bulb,Bob,1991\nc,Cup,,\n",
    );
    shop.import("items", &["items.csv"]).succeeded();
    shop.write("now.csv", "id,title,creator\na,Lamp,\nb,Big bulb,Bea\n");
    shop.import("items", &["--replace", "now.csv"]).succeeded();
    let items = "SELECT id, title, coalesce(creator, '-'), CAST(year AS TEXT) FROM items";
    assert_eq!(
        texts(&shop, items),
        ["a|Lamp|-|1990", "b|Big bulb|Bea|1991"]
    );
}

#[test]
fn replaced_orders_are_what_the_later_file_says() {
    let shop = shop_with_orders();
    shop.write("later.csv", "order_id,item_id\n2,c\n4,d\n2,e\n");
    let run = shop.import("orders", &["--replace-orders", "later.csv"]);
    assert!(run.succeeded().contains("3 new"), "{run:?}");
    assert_eq!(
        texts(&shop, LINES),
        ["1|a", "1|b", "2|c", "2|e", "3|a", "4|d"]
    );
    // Of two equals the one that came first.
    assert_eq!(texts(&shop, TITLES), ["a|Lamp", "b|Bulb"]);
}

#[test]
fn replaced_baskets_and_links_are_those_of_the_file() {
    let shop = Shop::new();
    shop.write("week.dat", "a b\nc d\n");
    shop.write("links.csv", "source,target\na,b\n");
    shop.import("baskets", &["week.dat"]).succeeded();
    shop.import("links", &["links.csv"]).succeeded();
    shop.write("week.dat", "a\n");
    shop.import("baskets", &["--replace-orders", "week.dat"])
        .succeeded();
    assert_eq!(texts(&shop, LINES), ["week:1|a", "week:2|c", "week:2|d"]);
    shop.import("baskets", &["--replace", "week.dat"])
        .succeeded();
    assert_eq!(texts(&shop, LINES), ["week:1|a"]);
    shop.write("links.csv", "source,target\nb,c\n");
    shop.import("links", &["--replace", "links.csv"])
        .succeeded();
    assert_eq!(
        texts(&shop, "SELECT source, target FROM co_purchases"),
        ["b|c"]
    );
}

#[test]
fn replacing_all_and_replacing_orders_exclude_each_other() {
    let shop = shop_with_orders();
    let run = shop.import("orders", &["--replace", "--replace-orders", "orders.csv"]);
    assert!(run.refused().contains("--replace-orders"), "{run:?}");
}

#[test]
fn repeated_lines_are_told_from_those_that_were_there() {
    let shop = Shop::new();
    shop.write("orders.csv", "order_id,item_id\n1,a\n1,b\n1,a\n");
    let run = shop.import("orders", &["orders.csv"]);
    assert!(
        run.succeeded().contains("2 new, 1 repeated in the file\n"),
        "{run:?}"
    );
    let run = shop.import("orders", &["orders.csv"]);
    assert!(
        run.succeeded().contains("0 new, 3 there already\n"),
        "{run:?}"
    );
}
