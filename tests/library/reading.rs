//! Rebuilding from databases large enough to be read by several threads, and from broken ones.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use crate::support::Shop;
use cartway::rebuild::{LinkSource, Settings, rebuild};
use rusqlite::Connection;

/// More rows than a thread takes at a time, most orders in one place and some all over, with ids of
/// both kinds; one item in three has a row of its own.
const LARGE: &str = "
    CREATE TABLE order_lines(order_id, item_id);
    CREATE TABLE items(id, title, category);
    INSERT INTO items
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 3 FROM n LIMIT 200)
      SELECT i, 'Title ' || i, 'Category ' || (i % 7) FROM n ORDER BY i * 71 % 199;
    INSERT INTO order_lines
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 300000)
      SELECT CASE i % 50 WHEN 0 THEN 'late-' || (i * 7919 % 30011) ELSE i / 5 END,
             CASE i % 11 WHEN 0 THEN 'x' || (i % 97) ELSE i * 31 % 601 END
      FROM n;";

fn graph_bin(settings: &Settings) -> Vec<u8> {
    let live = fs::read_to_string(settings.graph.join("CURRENT")).unwrap();
    fs::read(settings.graph.join(live.trim()).join("graph.bin")).unwrap()
}

fn fill(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn large_table_makes_the_same_graph_on_any_threads_and_as_a_view() {
    let shop = Shop::new();
    fill(&shop.db(), LARGE);
    let made_on = |threads| {
        let mut settings = shop.settings();
        settings.threads = Some(threads);
        let manifest = rebuild(&settings, &()).unwrap();
        (manifest.counts, graph_bin(&settings))
    };
    let by_one = made_on(1);
    assert_eq!(by_one.0.order_lines + repeated(&shop), 300_000);
    assert!(by_one.0.links > 100);
    assert!(made_on(3) == by_one);
    fill(
        &shop.db(),
        "ALTER TABLE order_lines RENAME TO lines;
         CREATE VIEW order_lines AS SELECT * FROM lines ORDER BY item_id",
    );
    assert!(made_on(3) == by_one);
}

/// Lines that stand twice in the table, by SQLite's own count.
fn repeated(shop: &Shop) -> u64 {
    let database = Connection::open(shop.db()).unwrap();
    let sql = "SELECT (SELECT count(*) FROM order_lines)
                    - (SELECT count(*) FROM (SELECT DISTINCT order_id, item_id FROM order_lines))";
    let count = database.query_row(sql, [], |row| row.get::<_, i64>(0));
    count.unwrap().unsigned_abs()
}

#[test]
fn lines_of_items_without_a_row_are_counted() {
    let shop = Shop::new();
    fill(
        &shop.db(),
        "CREATE TABLE items(id, title); INSERT INTO items VALUES (1, 'One'), ('b', 'Bee');
         CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (1, 1), (1, 'b'), (1, 'c'), (2, 'c'), (2, 'c'), (2, 4),
           (2, NULL);
         CREATE TABLE co_purchases(source, target);
         INSERT INTO co_purchases VALUES (1, 'b'), (1, 'c'), ('c', 'd'), ('d', 'd'), ('d', 1)",
    );
    let counts = shop.make_generation().counts;
    assert_eq!((counts.items, counts.items_without_entry), (4, 2));
    assert_eq!((counts.lines_of_unknown_items, counts.rows_skipped), (4, 1));
    let mut settings = shop.settings();
    settings.from = Some(LinkSource::Links);
    let counts = rebuild(&settings, &()).unwrap().counts;
    assert_eq!((counts.items, counts.items_without_entry), (4, 2));
    assert_eq!(counts.lines_of_unknown_items, 4);
}

#[test]
fn given_links_are_the_same_read_by_one_thread_or_more() {
    let shop = Shop::new();
    fill(
        &shop.db(),
        "CREATE TABLE co_purchases(source, target, orders, position);
         INSERT INTO co_purchases
           WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 300000)
           SELECT 'i' || (i % 5003), i * 31 % 5003, 1 + i % 9, NULL FROM n",
    );
    let [one, three] = [1, 3].map(|threads| {
        let mut settings = shop.settings();
        settings.threads = Some(threads);
        let manifest = rebuild(&settings, &()).unwrap();
        (manifest.counts, graph_bin(&settings))
    });
    assert!(one == three);
    assert!(one.0.links > 1000);
}

#[test]
fn damage_in_the_middle_of_the_lines_leaves_the_old_generation_live() {
    let shop = Shop::new();
    fill(&shop.db(), LARGE);
    let before = shop.make_generation().version;
    let mut file = fs::OpenOptions::new().write(true).open(shop.db()).unwrap();
    let middle = file.metadata().unwrap().len() / 8192 * 4096;
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[0xff; 4096]).unwrap();
    let error = rebuild(&shop.settings(), &()).unwrap_err().to_string();
    assert!(
        error.contains("shop.db") && error.contains("is damaged"),
        "{error}"
    );
    let live = fs::read_to_string(shop.graph().join("CURRENT")).unwrap();
    assert_eq!(live.trim(), before);
    assert_eq!(
        fs::read_dir(shop.graph())
            .unwrap()
            .flatten()
            .filter(|entry| { entry.file_name().to_string_lossy().starts_with("0000") })
            .count(),
        1
    );
}
