//! The same rows make the same graph, wherever they are read from.

use std::fs;

use proptest::prelude::*;
use rusqlite::Connection;

use crate::columnar::samples::{self, integers, texts};
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{Settings, rebuild};

/// An id as a column of texts holds it, if at all.
fn id() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(" ".to_owned())),
        1 => "0[0-9]".prop_map(Some),
        8 => "[1-9a-c]".prop_map(Some),
    ]
}

/// Rows of order and item; whole numbers, where all are to be such.
fn rows(
    ids: impl Strategy<Value = Option<String>> + Clone,
) -> impl Strategy<Value = Vec<[Option<String>; 2]>> {
    proptest::collection::vec([ids.clone(), ids], 0..60)
}

fn whole() -> impl Strategy<Value = Option<String>> + Clone {
    proptest::option::weighted(0.9, (1_i64..12).prop_map(|id| id.to_string()))
}

fn graph_of(settings: &Settings) -> (Vec<u8>, Manifest) {
    let manifest = rebuild(settings, &()).unwrap();
    let folder = GraphFolder::at(&settings.graph);
    let name = folder.current().unwrap().unwrap();
    (
        fs::read(settings.graph.join(name).join("graph.bin")).unwrap(),
        manifest,
    )
}

fn check(
    lines: &[[Option<String>; 2]],
    items: &[[Option<String>; 2]],
    numbers: bool,
    files: usize,
) {
    let folder = tempfile::tempdir().unwrap();
    let warehouse = folder.path().join("warehouse");
    let shop = Connection::open(folder.path().join("shop.db")).unwrap();
    shop.execute_batch(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id)",
    )
    .unwrap();
    for (table, columns, rows) in [
        ("order_lines", ["order_id", "item_id"], lines),
        ("items", ["id", "title"], items),
    ] {
        let texts_only = !numbers || table == "items";
        let insert = format!("INSERT INTO {table} VALUES (?1, ?2)");
        for [first, second] in rows {
            if texts_only {
                shop.execute(&insert, [first, second]).unwrap();
            } else {
                let number = |id: &Option<String>| id.as_ref().map(|id| id.parse::<i64>().unwrap());
                shop.execute(&insert, [number(first), number(second)])
                    .unwrap();
            }
        }
        fs::create_dir_all(warehouse.join(table)).unwrap();
        let each = rows.len().div_ceil(files).max(1);
        // A file without rows where there are none: a folder without files is no table.
        let none = rows.is_empty().then_some(rows);
        for (place, rows) in rows.chunks(each).chain(none).enumerate() {
            let sample = |column: usize| {
                let ids: Vec<Option<&String>> =
                    rows.iter().map(|row| row[column].as_ref()).collect();
                if texts_only {
                    texts(&ids)
                } else {
                    let ids = ids.iter().map(|id| id.map(|id| id.parse().unwrap()));
                    integers(&ids.collect::<Vec<_>>())
                }
            };
            let kind = if texts_only { "binary" } else { "int64" };
            let label = if texts_only { "(UTF8)" } else { "" };
            let [a, b] = columns;
            let definition = format!("optional {kind} {a} {label}; optional {kind} {b} {label};");
            let bytes = samples::file(&definition, &[vec![sample(0), sample(1)]]);
            fs::write(
                warehouse.join(table).join(format!("{place}.parquet")),
                bytes,
            )
            .unwrap();
        }
    }
    let settings = |db: &str| {
        let mut settings = Settings::new(
            folder.path().join(db),
            folder.path().join(format!("{db}.graph")),
        );
        settings.min_orders = Some(1);
        settings
    };
    let (of_database, told) = graph_of(&settings("shop.db"));
    let (of_warehouse, also) = graph_of(&settings("warehouse"));
    assert!(of_database == of_warehouse, "the graphs differ");
    assert_eq!(told.counts, also.counts);
    assert_eq!(told.warnings, also.warnings);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn a_folder_of_parquet_makes_the_graph_of_a_database_of_the_same_rows(
        texts in rows(id().boxed()),
        numbers in rows(whole()),
        items in rows(id().boxed()),
        files in 1_usize..4,
    ) {
        check(&texts, &items, false, files);
        check(&numbers, &items, true, files);
    }
}
