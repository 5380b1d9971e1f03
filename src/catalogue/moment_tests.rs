//! Reading on several connections, while others write to the database, replace it or lose it.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::{any, prop_assert_eq, proptest};

use super::tests::{Lines, Shop, lines_of, pair};
use super::*;

const ONE_LINE: &str = "CREATE TABLE order_lines(order_id, item_id);
                        INSERT INTO order_lines VALUES (1, 1);";

/// Many small chunks, on four connections.
fn in_small_chunks(catalogue: &Catalogue) -> Reader<'_> {
    let mut reader = catalogue.reader_on(4).unwrap();
    reader.rows_a_chunk = 3;
    reader
}

fn message<T>(result: Result<T, CatalogueError>) -> String {
    result
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]

    #[test]
    fn many_connections_read_what_one_reads_in_the_same_order(
        near in proptest::collection::btree_set(-100_i64..100, 0..100),
        far in proptest::collection::btree_set(any::<i64>(), 0..3),
    ) {
        let shop = Shop::new("CREATE TABLE order_lines(order_id, item_id)");
        let writer = shop.writer();
        writer.execute_batch("BEGIN").unwrap();
        for rowid in near.union(&far) {
            // Every seventh order has no id and is skipped.
            let order = (rowid % 7 != 0).then_some(rowid);
            writer
                .execute(
                    "INSERT INTO order_lines(rowid, order_id, item_id) VALUES (?1, ?2, 'x')",
                    rusqlite::params![rowid, order],
                )
                .unwrap();
        }
        writer.execute_batch("COMMIT").unwrap();
        let catalogue = shop.open();
        let by_one = lines_of(&mut catalogue.reader().unwrap()).unwrap();
        let mut reader = in_small_chunks(&catalogue);
        prop_assert_eq!(reader.moment.others.len(), 4);
        prop_assert_eq!(lines_of(&mut reader).unwrap(), by_one);
        // The connections are there for another run.
        prop_assert_eq!(reader.moment.others.len(), 4);
    }
}

#[test]
fn views_and_tables_without_rowid_are_read_by_one_of_many_connections() {
    for sql in [
        "CREATE VIEW order_lines AS SELECT 1 AS order_id, 2 AS item_id UNION ALL SELECT 3, 4",
        "CREATE TABLE order_lines(order_id, item_id, PRIMARY KEY(order_id, item_id)) WITHOUT ROWID;
         INSERT INTO order_lines VALUES (3, 4), (1, 2)",
    ] {
        let shop = Shop::new(sql);
        let catalogue = shop.open();
        let (lines, _) = lines_of(&mut in_small_chunks(&catalogue)).unwrap();
        assert_eq!(lines, [pair("1", "2"), pair("3", "4")]);
    }
}

#[test]
fn chunks_are_cut_from_a_view_too() {
    let shop = Shop::new(
        "CREATE VIEW order_lines AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
         LIMIT 7) SELECT i AS order_id, i AS item_id FROM n",
    );
    let catalogue = shop.open();
    let mut sizes = Vec::new();
    in_small_chunks(&catalogue)
        .order_lines_in_chunks(
            |_| 0,
            |size, _, _| {
                *size += 1;
                Ok::<_, CatalogueError>(())
            },
            |size| {
                sizes.push(size);
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(sizes, [3, 3, 1]);
}

#[test]
fn all_connections_see_one_moment_while_a_writer_commits_all_the_time() {
    // All lines name the same item at any moment.
    let shop = Shop::new(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
         CREATE TABLE order_lines(order_id, item_id);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300)
         INSERT INTO order_lines SELECT i, 1 FROM n",
    );
    let enough = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let writer = shop.writer();
            while !enough.load(Ordering::Relaxed) {
                writer
                    .execute("UPDATE order_lines SET item_id = item_id + 1", [])
                    .unwrap();
            }
        });
        let catalogue = shop.open();
        for _ in 0..100 {
            let (lines, _) = lines_of(&mut in_small_chunks(&catalogue)).unwrap();
            let mixed = lines.iter().filter(|line| line.1 != lines[0].1).count();
            if (lines.len(), mixed) != (300, 0) {
                enough.store(true, Ordering::Relaxed);
            }
            assert_eq!((lines.len(), mixed), (300, 0));
        }
        enough.store(true, Ordering::Relaxed);
    });
}

#[test]
fn lines_that_come_while_reading_are_not_read() {
    let shop = Shop::new(
        "PRAGMA journal_mode = WAL; CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines(rowid, order_id, item_id) VALUES (1, 1, 1), (100, 2, 2)",
    );
    let catalogue = shop.open();
    let mut reader = in_small_chunks(&catalogue);
    assert_eq!(reader.moment.others.len(), 4);
    let path = shop.path();
    let mut orders = Vec::new();
    reader
        .order_lines_in_chunks(
            |_| Vec::new(),
            |chunk, order, _| {
                let writer = Connection::open(&path).unwrap();
                writer.busy_timeout(PATIENCE).unwrap();
                // In the middle, and at the end.
                writer
                    .execute_batch(
                        "INSERT OR IGNORE INTO order_lines(rowid, order_id, item_id)
                         VALUES (50, 3, 3), (99, 4, 4), (101, 5, 5)",
                    )
                    .unwrap();
                chunk.push(order.to_string());
                Ok::<_, CatalogueError>(())
            },
            |chunk| {
                orders.extend(chunk);
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(orders, ["1", "2"]);
    reader.finish().unwrap();
    let (lines, _) = lines_of(&mut in_small_chunks(&catalogue)).unwrap();
    assert_eq!(lines.len(), 5);
}

#[test]
fn error_of_one_thread_ends_the_reading_on_all() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000)
         INSERT INTO order_lines SELECT i, i FROM n",
    );
    let catalogue = shop.open();
    let stopped = in_small_chunks(&catalogue).order_lines_in_chunks(
        |_| (),
        |(), order, _| match order {
            Key::Integer(500) => Err(Box::<dyn std::error::Error + Send + Sync>::from("enough")),
            _ => Ok(()),
        },
        |()| Ok(()),
    );
    assert_eq!(stopped.unwrap_err().to_string(), "enough");
}

#[test]
fn database_locked_for_longer_than_our_patience_says_so() {
    let shop = Shop::new(ONE_LINE);
    let catalogue =
        Catalogue::open_with_patience(&shop.path(), Places::default(), Duration::ZERO).unwrap();
    let writer = shop.writer();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    for connections in [1, 4] {
        let said = message(catalogue.reader_on(connections));
        assert!(said.contains("locked by another program"), "{said}");
    }
    writer.execute_batch("COMMIT").unwrap();
    assert!(catalogue.reader_on(4).is_ok());
}

#[test]
fn writer_that_waits_for_its_turn_keeps_others_from_beginning() {
    let shop = Shop::new(ONE_LINE);
    let catalogue = shop.open();
    let reader = catalogue.reader().unwrap();
    let writer = shop.writer();
    writer.busy_timeout(Duration::ZERO).unwrap();
    writer
        .execute_batch("BEGIN; INSERT INTO order_lines VALUES (2, 2)")
        .unwrap();
    writer.execute_batch("COMMIT").unwrap_err();
    let late = Catalogue::open_with_patience(&shop.path(), Places::default(), Duration::ZERO);
    assert!(message(late).contains("locked by another program"));
    drop(reader);
    writer.execute_batch("COMMIT").unwrap();
    let mut reader = in_small_chunks(&catalogue);
    assert_eq!(lines_of(&mut reader).unwrap().0.len(), 2);
}

#[test]
fn damage_in_the_middle_is_found_on_any_number_of_connections() {
    let shop = Shop::new(
        "PRAGMA page_size = 4096; CREATE TABLE order_lines(order_id, item_id);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
         INSERT INTO order_lines SELECT i, i FROM n",
    );
    let catalogue = shop.open();
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(shop.path())
        .unwrap();
    let middle = file.metadata().unwrap().len() / 8192 * 4096;
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[0xff; 4096]).unwrap();
    for connections in [1, 4] {
        let mut reader = catalogue.reader_on(connections).unwrap();
        let said = message(lines_of(&mut reader));
        assert!(
            said.contains("is damaged") && said.contains("integrity_check"),
            "{said}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn failing_disk_is_told_from_a_damaged_file() {
    // A file that exists and cannot be read: nothing is mapped at its beginning.
    let error = Catalogue::open_read_only(Path::new("/proc/self/mem"));
    let said = message(error);
    assert!(
        said.contains("failed to read or write") && said.contains("another disk"),
        "{said}"
    );
}

#[test]
fn database_replaced_by_another_is_read_as_it_was() {
    for others_too_late in [false, true] {
        let shop = Shop::new(ONE_LINE);
        let next = Shop::new("CREATE TABLE order_lines(order_id, item_id)");
        let catalogue = shop.open();
        let begun = (!others_too_late).then(|| in_small_chunks(&catalogue));
        fs::rename(next.path(), shop.path()).unwrap();
        let mut reader = begun.unwrap_or_else(|| in_small_chunks(&catalogue));
        // What would be opened now is another file.
        assert_eq!(reader.moment.others.is_empty(), others_too_late);
        assert_eq!(lines_of(&mut reader).unwrap().0, [pair("1", "1")]);
        reader.finish().unwrap();
    }
}

#[test]
fn database_that_vanishes_is_read_as_it_was() {
    let shop = Shop::new(ONE_LINE);
    let catalogue = shop.open();
    fs::remove_file(shop.path()).unwrap();
    let mut reader = in_small_chunks(&catalogue);
    assert_eq!(lines_of(&mut reader).unwrap().0, [pair("1", "1")]);
    reader.finish().unwrap();
    let said = message(Catalogue::open_read_only(&shop.path()));
    assert!(said.contains("no such database"), "{said}");
}

#[test]
fn database_copied_over_while_it_is_read_is_told() {
    let shop = Shop::new(ONE_LINE);
    let next = Shop::new("CREATE TABLE order_lines(order_id, item_id, price, note)");
    next.writer()
        .execute_batch("CREATE TABLE items(id, title)")
        .unwrap();
    let catalogue = shop.open();
    let reader = in_small_chunks(&catalogue);
    fs::write(shop.path(), fs::read(next.path()).unwrap()).unwrap();
    let said = message(reader.finish());
    assert!(
        said.contains("wrote over the database") && said.contains("by renaming"),
        "{said}"
    );
}

#[test]
fn empty_table_has_no_chunk() {
    let shop = Shop::new("CREATE TABLE order_lines(order_id, item_id)");
    let catalogue = shop.open();
    let read = lines_of(&mut in_small_chunks(&catalogue)).unwrap();
    assert_eq!(read, (Lines::new(), Skipped::default()));
}
