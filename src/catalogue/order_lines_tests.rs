use std::collections::BTreeMap;

use proptest::prelude::{any, prop_assert_eq, proptest};
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::catalogue::CatalogueWriter;

/// A table as older versions made it.
const WITH_KEY: &str = "CREATE TABLE order_lines(order_id NOT NULL, item_id NOT NULL, \
                        UNIQUE(order_id, item_id))";
/// A shop's own table, whose lines have no numbers.
const WITHOUT_NUMBERS: &str = "CREATE TABLE order_lines(order_id TEXT, item_id TEXT, note, \
                               PRIMARY KEY(order_id, item_id)) WITHOUT ROWID";

struct Shop(TempDir);

impl Shop {
    fn new(sql: &str) -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.connection().execute_batch(sql).unwrap();
        shop
    }

    fn connection(&self) -> Connection {
        Connection::open(self.0.path().join("shop.db")).unwrap()
    }

    fn writer(&self) -> CatalogueWriter {
        CatalogueWriter::open(&self.0.path().join("shop.db")).unwrap()
    }

    /// Puts lines in, in one batch.
    fn put<'a>(&self, lines: impl IntoIterator<Item = (&'a str, &'a str)>) -> Written {
        let mut catalogue = self.writer();
        let mut batch = catalogue.begin().unwrap();
        let put = batch.put_order_lines(OrderLineOptions::default(), |feed| {
            let mut lines = lines.into_iter();
            lines.try_for_each(|(order, item)| feed.put(order, item, None))
        });
        batch.commit().unwrap();
        put.unwrap().order_lines
    }

    fn count(&self, sql: &str) -> i64 {
        self.connection()
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }

    fn lines(&self) -> Vec<(String, String)> {
        let connection = self.connection();
        let sql = "SELECT order_id, item_id FROM order_lines ORDER BY 1, 2";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }
}

fn new(new: u64) -> Written {
    Written {
        new,
        ..Written::default()
    }
}

#[test]
fn lines_are_new_once_then_there_already_and_repeated_within_a_file() {
    for table in ["", WITH_KEY] {
        let shop = Shop::new(table);
        let file = [("1", "a"), ("1", "b"), ("1", "a"), ("2", "a"), ("1", "b")];
        let first = Written {
            repeated: 2,
            ..new(3)
        };
        assert_eq!(shop.put(file), first);
        let again = Written {
            same: 5,
            ..Written::default()
        };
        assert_eq!(shop.put(file), again);
        let overlapping = Written {
            same: 1,
            repeated: 1,
            ..new(1)
        };
        assert_eq!(shop.put([("1", "c"), ("2", "a"), ("1", "c")]), overlapping);
        assert_eq!(shop.count("SELECT count(*) FROM order_lines"), 4);
    }
}

#[test]
fn table_whose_lines_have_no_numbers_is_written_to() {
    let shop = Shop::new(WITHOUT_NUMBERS);
    assert_eq!(shop.put([("1", "a"), ("2", "a")]), new(2));
    let again = Written { same: 1, ..new(1) };
    assert_eq!(shop.put([("1", "a"), ("1", "b")]), again);
}

#[test]
fn order_of_more_lines_than_a_run_is_one_order() {
    let shop = Shop::new("");
    let items: Vec<String> = (0..25_000).map(|item| format!("i{item}")).collect();
    let lines = || items.iter().map(|item| ("1", item.as_str()));
    let twice = Written {
        repeated: 25_000,
        ..new(25_000)
    };
    assert_eq!(shop.put(lines().chain(lines())), twice);
    let again = Written {
        same: 25_000,
        ..Written::default()
    };
    assert_eq!(shop.put(lines()), again);
}

#[test]
fn orders_scattered_all_over_a_file_get_an_index() {
    let shop = Shop::new("");
    let items: Vec<String> = (0..1_500).map(|item| format!("i{item}")).collect();
    let lines = || {
        let both = |item| [("1", item), ("2", item)];
        items.iter().flat_map(move |item| both(item.as_str()))
    };
    assert_eq!(shop.put(lines()), new(3_000));
    let indexes = "SELECT count(*) FROM sqlite_master WHERE name = 'order_lines_key'";
    assert_eq!(shop.count(indexes), 1);
    let again = Written {
        same: 3_000,
        ..new(1)
    };
    assert_eq!(shop.put(lines().chain([("3", "x")])), again);
    assert_eq!(shop.count("SELECT count(*) FROM order_lines"), 3_001);
}

#[test]
fn number_and_its_text_are_one_line_and_keep_the_type_they_came_with() {
    let shop = Shop::new("");
    let mut catalogue = shop.writer();
    let mut batch = catalogue.begin().unwrap();
    let put = batch.put_order_lines(OrderLineOptions::default(), |feed| {
        feed.put(1_u32, 7_u32, None)?;
        feed.put("1", "7", None)?;
        feed.put("007", "7", None)
    });
    let written = put.unwrap().order_lines;
    assert_eq!((written.new, written.repeated), (2, 1));
    batch.commit().unwrap();
    let numbers = "SELECT count(*) FROM order_lines
                   WHERE typeof(order_id) = 'integer' AND typeof(item_id) = 'integer'";
    assert_eq!(shop.count(numbers), 1);
    assert_eq!(shop.count("SELECT count(*) FROM order_lines"), 2);
}

#[test]
fn lines_that_other_programs_took_out_or_numbered_anew_do_no_harm() {
    let shop = Shop::new("");
    shop.put([("1", "a"), ("1", "b"), ("2", "a"), ("2", "c")]);
    shop.connection()
        .execute_batch(
            "DELETE FROM order_lines WHERE order_id = '1';
             UPDATE order_lines SET line = line - 2",
        )
        .unwrap();
    assert_eq!(shop.put([("1", "a")]), new(1));
    shop.connection()
        .execute_batch("DELETE FROM order_lines")
        .unwrap();
    assert_eq!(shop.put([("2", "a"), ("1", "a"), ("2", "a")]).new, 2);
}

#[test]
fn table_made_anew_by_hand_does_not_inherit_the_runs_of_the_old_one() {
    let shop = Shop::new("");
    shop.put([("1", "a"), ("1", "b")]);
    shop.connection()
        .execute_batch("DROP TABLE order_lines")
        .unwrap();
    assert_eq!(shop.put([("1", "b"), ("1", "a")]), new(2));
}

#[test]
fn replaced_order_keeps_what_this_command_says_wherever_it_stands() {
    for table in ["", WITH_KEY, WITHOUT_NUMBERS] {
        let shop = Shop::new(table);
        shop.put([("1", "a"), ("1", "b"), ("2", "a"), ("3", "a")]);
        let mut catalogue = shop.writer();
        for file in [[("1", "c"), ("2", "b")], [("1", "d"), ("4", "a")]] {
            let mut batch = catalogue.begin().unwrap();
            let options = OrderLineOptions {
                replace_orders: true,
                ..OrderLineOptions::default()
            };
            let put = batch.put_order_lines(options, |feed| {
                for (order, item) in file {
                    feed.put(order, item, None)?;
                }
                feed.meet("3")?;
                feed.meet("4")
            });
            put.unwrap();
            batch.commit().unwrap();
        }
        let lines = [("1", "c"), ("1", "d"), ("2", "b"), ("4", "a")];
        let lines = lines.map(|(order, item)| (order.to_owned(), item.to_owned()));
        assert_eq!(shop.lines(), lines, "{table}");
    }
}

#[test]
fn failure_of_the_thread_that_writes_is_told_and_not_what_follows_from_it() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id CHECK(item_id <> 'x'), UNIQUE(order_id, item_id))",
    );
    let mut catalogue = shop.writer();
    let mut batch = catalogue.begin().unwrap();
    let mut fed = 0;
    let put = batch.put_order_lines(OrderLineOptions::default(), |feed| {
        feed.put("1", "x", None)?;
        loop {
            feed.put("1", &fed.to_string(), None)?;
            fed += 1;
        }
    });
    let error = put.map_err(|error: CatalogueError| error.to_string());
    assert!(error.unwrap_err().contains("CHECK constraint"));
    assert!(fed < 1_000_000);
}

#[test]
fn feed_that_fails_is_told_and_changes_nothing() {
    let shop = Shop::new("");
    let mut catalogue = shop.writer();
    let mut batch = catalogue.begin().unwrap();
    let put = batch.put_order_lines(OrderLineOptions::default(), |feed| {
        feed.put("1", "a", None)?;
        Err(CatalogueError::WritingEnded)
    });
    assert!(matches!(put, Err(CatalogueError::WritingEnded)));
    drop(batch);
    assert_eq!(shop.put([("1", "a")]), new(1));
}

proptest! {
    /// Files of lines in any order, beside a map that knows when each line came first.
    #[test]
    fn counts_and_rows_are_those_of_a_map(
        files in proptest::collection::vec(
            proptest::collection::vec((0..5_u8, 0..6_u8), 0..40), 1..5),
        with_key in any::<bool>(),
    ) {
        let shop = Shop::new(if with_key { WITH_KEY } else { "" });
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (number, file) in files.iter().enumerate() {
            let lines: Vec<(String, String)> = file
                .iter()
                .map(|(order, item)| (format!("o{order}"), item.to_string()))
                .collect();
            let mut expected = Written::default();
            for line in &lines {
                expected.add(match seen.get(line) {
                    None => Change::New,
                    Some(first) if *first == number => Change::Repeated,
                    Some(_) => Change::Same,
                });
                seen.entry(line.clone()).or_insert(number);
            }
            let written = shop.put(lines.iter().map(|(order, item)| (order.as_str(), item.as_str())));
            prop_assert_eq!(written, expected);
        }
        prop_assert_eq!(shop.lines(), seen.into_keys().collect::<Vec<_>>());
    }
}
