//! Folders of Parquet as warehouses leave them.

use std::fs;

use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use tempfile::TempDir;

use super::*;
use crate::columnar::samples::{self, Sample, Values, integers, required, texts};

const LINES: &str = "optional int64 order_id; optional binary item_id (UTF8);";

struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, Vec<u8>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn open(&self) -> Result<Warehouse, CatalogueError> {
        Warehouse::open(self.0.path())
    }

    fn refused(&self) -> String {
        self.open().unwrap_err().to_string()
    }
}

fn lines(orders: &[Option<i64>], items: &[Option<&str>]) -> Vec<u8> {
    samples::file(LINES, &[vec![integers(orders), texts(items)]])
}

fn read(warehouse: &Warehouse) -> (Vec<(String, String)>, Skipped) {
    let mut all = Vec::new();
    let skipped = warehouse
        .order_lines_in_chunks(
            |_| Vec::new(),
            |chunk, order, item| {
                chunk.push((order.to_string(), item.to_string()));
                Ok::<_, CatalogueError>(())
            },
            |chunk| {
                all.extend(chunk);
                Ok(())
            },
        )
        .unwrap();
    (all, skipped)
}

#[test]
fn files_are_read_by_name_and_marks_of_other_programs_are_none() {
    let folder = Folder::with(&[
        ("order_lines/b.parquet", lines(&[Some(3)], &[Some("c")])),
        (
            "order_lines/a.PARQUET",
            lines(&[Some(1), None], &[Some("a"), Some("b")]),
        ),
        (
            "order_lines/day=2/0.parquet",
            lines(&[Some(4)], &[Some(" ")]),
        ),
        ("order_lines/_SUCCESS", vec![]),
        ("order_lines/.a.parquet.crc", b"crc".to_vec()),
        ("readme.txt", b"of no table".to_vec()),
    ]);
    let warehouse = folder.open().unwrap();
    let (lines, skipped) = read(&warehouse);
    let line = |order: &str, item: &str| (order.to_owned(), item.to_owned());
    assert_eq!(lines, [line("1", "a"), line("3", "c")]);
    assert_eq!(
        (skipped.null_ids, skipped.blank_ids, skipped.rows()),
        (1, 1, 2)
    );
    assert_eq!(warehouse.row_count(Table::OrderLines), 4);
    assert!(!warehouse.has(Table::Items) && warehouse.row_count(Table::Items) == 0);
}

#[test]
fn files_may_be_packed_and_have_columns_of_their_own() {
    let columns = "optional double price; optional binary item_id (UTF8); required int64 order_id;
                   optional group tags (LIST) { repeated group list { optional binary element; } }";
    let group = || {
        vec![
            samples::levelled(Values::Double(vec![1.5]), &[1, 0], &[]),
            texts(&[Some("a"), Some("007")]),
            required(Values::Int64(vec![7, 8])),
            samples::levelled(samples::byte_arrays([]), &[0, 0], &[0, 0]),
        ]
    };
    let packed = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for packing in packed {
        let file = samples::packed(packing, columns, &[group()]);
        let folder = Folder::with(&[("order_lines/0.parquet", file)]);
        let (lines, skipped) = read(&folder.open().unwrap());
        let line = |order: &str, item: &str| (order.to_owned(), item.to_owned());
        assert_eq!(lines, [line("7", "a"), line("8", "007")], "{packing:?}");
        assert_eq!(skipped.rows(), 0);
    }
}

#[test]
fn chunks_of_any_size_on_any_number_of_threads_come_in_order() {
    let group = |first: i64, count: i64| {
        let orders: Vec<_> = (first..first + count).map(Some).collect();
        vec![integers(&orders), texts(&vec![Some("a"); count as usize])]
    };
    let folder = Folder::with(&[
        (
            "order_lines/0.parquet",
            samples::file(LINES, &[group(0, 700), group(700, 1)]),
        ),
        ("order_lines/1.parquet", samples::file(LINES, &[])),
        (
            "order_lines/2.parquet",
            samples::file(LINES, &[group(701, 5_000)]),
        ),
    ]);
    let mut warehouse = folder.open().unwrap();
    for rows_a_chunk in [1, 7, 512, 10_000] {
        warehouse.order_lines.as_mut().unwrap().rows_a_chunk = rows_a_chunk;
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let (lines, _) = pool.install(|| read(&warehouse));
            let orders = lines.iter().map(|(order, _)| order.parse::<i32>().unwrap());
            assert!(
                orders.eq(0..5_701),
                "{rows_a_chunk} rows, {threads} threads"
            );
        }
    }
}

#[test]
fn items_have_what_their_files_have_whatever_its_type() {
    let columns = "required int32 ID; optional binary title (UTF8); required double year;
                   required boolean in_stock; required int64 category (DECIMAL(9,2));";
    let samples = vec![
        required(Values::Int32(vec![7, 8])),
        texts(&[Some("  Mug "), None]),
        required(Values::Double(vec![1999.0, f64::NAN])),
        required(Values::Bool(vec![true, false])),
        required(Values::Int64(vec![150, 25])),
    ];
    let folder = Folder::with(&[
        ("items/0.parquet", samples::file(columns, &[samples])),
        ("order_lines/0.parquet", lines(&[], &[])),
    ]);
    let mut items = Vec::new();
    let take = |item: ItemRow<'_>| {
        let (title, category) = (
            item.title.map(str::to_owned),
            item.category.map(str::to_owned),
        );
        items.push((item.id.to_string(), title, category, item.year));
        Ok::<_, CatalogueError>(())
    };
    let skipped = folder.open().unwrap().for_each_item(take).unwrap();
    assert_eq!(skipped, Skipped::default());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        items,
        [
            ("7".to_owned(), text("Mug"), text("1.50"), Some(1999)),
            ("8".to_owned(), None, text("0.25"), None)
        ]
    );
}

#[test]
fn a_column_that_is_missing_or_of_another_type_is_named_with_its_file() {
    let refused = |columns: &str, samples: Vec<Sample>| {
        let file = samples::file(columns, &[samples]);
        Folder::with(&[("order_lines/part-0.parquet", file)]).refused()
    };
    let error = refused(
        "required int64 id; required int64 sku;",
        vec![
            required(Values::Int64(vec![1])),
            required(Values::Int64(vec![1])),
        ],
    );
    assert!(
        error.contains(
            "part-0.parquet has no column `order_id`, `item_id`; its columns are `id`, `sku`"
        ),
        "{error}"
    );
    let error = refused(
        "required int64 order_id; required double item_id;",
        vec![
            required(Values::Int64(vec![1])),
            required(Values::Double(vec![7.0])),
        ],
    );
    assert!(
        error.contains("has floating-point numbers in the column `item_id`; write ids as whole numbers or texts"),
        "{error}"
    );
    let error = refused(
        "required int64 order_id; required int32 item_id (DATE);",
        vec![
            required(Values::Int64(vec![1])),
            required(Values::Int32(vec![1])),
        ],
    );
    assert!(
        error.contains("has dates in the column `item_id`"),
        "{error}"
    );
}

#[test]
fn a_folder_that_is_something_else_is_refused_with_what_to_do() {
    let good = || lines(&[Some(1)], &[Some("a")]);
    for (files, says) in [
        (
            &[("items.parquet", good())][..],
            "without Parquet files in `order_lines` or `co_purchases`",
        ),
        (
            &[
                ("order_lines/0.parquet", good()),
                ("order_lines/_delta_log/0.json", vec![]),
            ],
            "is a Delta table",
        ),
        (
            &[("order_lines/_SUCCESS", vec![])],
            "without Parquet files in `order_lines` or `co_purchases`",
        ),
        (&[("_delta_log/0.json", vec![])], "is a Delta table"),
        (
            &[
                ("order_lines/metadata/v1.metadata.json", vec![]),
                ("order_lines/data/0.parquet", good()),
            ],
            "is an Iceberg table",
        ),
        (
            &[
                ("order_lines/0.parquet", good()),
                ("order_lines/1.csv", vec![]),
            ],
            "1.csv is not called .parquet",
        ),
        (
            &[("order_lines/0.parquet", b"order_id,item_id".to_vec())],
            "0.parquet is no Parquet file",
        ),
    ] {
        let error = Folder::with(files).refused();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_file_damaged_within_ends_the_reading_with_its_name() {
    let mut bytes = lines(&[Some(1); 300], &[Some("item"); 300]);
    for byte in &mut bytes[4..60] {
        *byte = 0xff;
    }
    let folder = Folder::with(&[("order_lines/0.parquet", bytes)]);
    let error = folder.open().unwrap().order_lines_in_chunks(
        |_| (),
        |(), _, _| Ok::<_, CatalogueError>(()),
        |()| Ok(()),
    );
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("0.parquet is a damaged or cut-off Parquet file"),
        "{error}"
    );
}
