//! Files that cannot be understood, and what stays when one is refused.

use super::*;

#[test]
fn refused_file_leaves_no_database_behind() {
    let shop = Shop::new();
    shop.refused(&orders(&[]), "orders.csv", "a,b\n1,2\n");
    assert!(!shop.path("shop.db").exists());
}

#[test]
fn refused_file_changes_nothing_and_those_before_it_stay() {
    let shop = Shop::new();
    shop.write("good.csv", "order_id,item_id\n1,a\n");
    shop.write("bad.csv", "order_id,item_id\n2,b\n3,\"c\n");
    let error = shop
        .import_all(&orders(&[]), &["good.csv", "bad.csv"])
        .unwrap_err();
    assert!(error.to_string().contains("bad.csv, line 3"), "{error}");
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        ["1|a"]
    );
}

#[test]
fn missing_column_is_named_with_those_found_and_the_option() {
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "orders.csv", "InvoiceNo,item_id\n1,2\n");
    assert!(error.contains("no column `order_id`"), "{error}");
    assert!(
        error.contains("`InvoiceNo`, `item_id`") && error.contains("--order-column"),
        "{error}"
    );

    let with_title = orders(&["--title-column", "Name"]);
    let error = shop.refused(&with_title, "orders.csv", "order_id,item_id\n1,2\n");
    assert!(
        error.contains("`Name`") && error.contains("--title-column"),
        "{error}"
    );

    let with_skip = orders(&["--skip", "Country=^UK"]);
    let error = shop.refused(&with_skip, "orders.csv", "order_id,item_id\n1,2\n");
    assert!(
        error.contains("`Country`") && error.contains("--skip"),
        "{error}"
    );
}

#[test]
fn delimiter_is_the_one_that_gives_all_columns() {
    for (name, text, delimiter) in [
        ("orders.csv", "order_id;item_id;note\n1;2;a,b\n", ';'),
        (
            "orders.txt",
            "note, long\torder_id\titem_id\nx\t1\t2\n",
            '\t',
        ),
        ("orders.dat", "order_id|item_id\n1|2\n", '|'),
        ("excel.csv", "sep=;\norder_id;item_id\n1;2\n", ';'),
        ("tabs.csv", "sep=\t\r\norder_id\titem_id\r\n1\t2\r\n", '\t'),
    ] {
        let shop = Shop::new();
        shop.write(name, text);
        let report = shop.import(&orders(&[]), name);
        assert_eq!(report.read_as.delimiter, Some(delimiter), "{name}");
        assert_eq!(
            shop.rows("SELECT order_id, item_id FROM order_lines"),
            ["1|2"]
        );
    }
    let shop = Shop::new();
    let comma = orders(&["--delimiter", ","]);
    let error = shop.refused(&comma, "orders.csv", "order_id;item_id\n1;2\n");
    assert!(error.contains("no column `order_id`"), "{error}");
}

#[test]
fn column_that_is_there_twice_is_refused() {
    let shop = Shop::new();
    let error = shop.refused(
        &orders(&[]),
        "orders.csv",
        "order_id,item_id,item_id\n1,2,3\n",
    );
    assert!(error.contains("two columns `item_id`"), "{error}");
}

#[test]
fn other_encodings_are_read_and_told() {
    let utf16: Vec<u8> = "\u{feff}order_id,item_id\n1,caf\u{e9}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let sjis = b"order_id,item_id,\x96\xbc\n1,\x83n\x83\x8a\x81[,x\n";
    for (name, bytes, arguments, item, told) in [
        (
            "latin.csv",
            &b"order_id,item_id,pr\xe9nom\n1,caf\xe9,3\n"[..],
            &[][..],
            "caf\u{e9}",
            None,
        ),
        ("wide.csv", &utf16, &[], "caf\u{e9}", Some("UTF-16LE")),
        (
            "nomark.csv",
            &utf16[2..],
            &[],
            "caf\u{e9}",
            Some("UTF-16LE"),
        ),
        (
            "named.csv",
            sjis,
            &["--encoding", "shift_jis"],
            "ハリー",
            Some("Shift_JIS"),
        ),
    ] {
        let shop = Shop::new();
        shop.write(name, bytes);
        let report = shop.import(&orders(arguments), name);
        assert_eq!(
            shop.rows("SELECT item_id FROM order_lines"),
            [item],
            "{name}"
        );
        assert_eq!(report.read_as.encoding, told, "{name}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let shop = Shop::new();
    for (name, bytes, said) in [
        ("data.csv", &b"ab\0\x01cdefghijkl"[..], "binary data"),
        ("data.bz2", b"BZh91AY", "bzip2"),
        ("shop.sqlite", b"SQLite format 3\0", "SQLite database"),
    ] {
        let error = shop.refused(&orders(&[]), name, bytes);
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn files_without_rows_are_told_apart() {
    let shop = Shop::new();
    assert!(
        shop.refused(&orders(&[]), "empty.csv", "")
            .contains("is empty")
    );
    assert!(
        shop.refused(&orders(&[]), "blank.csv", "\n\n\r\n")
            .contains("is empty")
    );
    shop.write("header.csv", "order_id,item_id\n");
    assert_eq!(shop.import(&orders(&[]), "header.csv").rows, 0);
}

#[test]
fn truncated_gzip_is_refused() {
    let shop = Shop::new();
    let rows: String = (0..50_000)
        .map(|n| format!("{n},{}\n", n * 7919 % 1000))
        .collect();
    shop.write_gzip("whole.csv.gz", format!("order_id,item_id\n{rows}"));
    let bytes = fs::read(shop.path("whole.csv.gz")).unwrap();
    let error = shop.refused(&orders(&[]), "cut.csv.gz", &bytes[..bytes.len() / 2]);
    assert!(error.contains("cut-off gzip"), "{error}");
    assert_eq!(
        shop.import(&orders(&[]), "whole.csv.gz").order_lines.new,
        50_000
    );
}

#[test]
fn file_with_no_usable_row_is_refused() {
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "orders.csv", "order_id,item_id\n1,\n2,\n");
    assert!(
        error.contains("not one of its 2 rows") && error.contains("line 2: empty item id"),
        "{error}"
    );
    let error = shop.refused(&items(&[]), "items.jsonl", "7\n[8]\n");
    assert!(error.contains("line 1: not a JSON object"), "{error}");
    let error = shop.refused(&links(&[]), "pairs.txt", "a,b\nc,d\n");
    assert!(error.contains("--format csv"), "{error}");
}

#[test]
fn huge_row_is_refused_with_its_line() {
    let shop = Shop::new();
    let mut text = b"order_id,item_id\n1,a\n2,".to_vec();
    text.resize(50 << 20, b'x');
    for (format, name, line) in [
        (orders(&[]), "orders.csv", "line 3"),
        (orders(&[]), "orders.jsonl", "line 3"),
        (baskets(&["--delimiter", " "]), "baskets.dat", "line 3"),
        (links(&[]), "edges.tsv", "line 3"),
        (ImportFormat::AmazonMeta, "meta.txt", "line 3"),
    ] {
        let error = shop.refused(&format, name, &text);
        assert!(error.contains(line) && error.contains("16 MiB"), "{error}");
    }
}

#[test]
fn missing_file_and_missing_folder_are_named() {
    let shop = Shop::new();
    let error = shop
        .import_all(&orders(&[]), &["none.csv"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("none.csv cannot be read"), "{error}");
    shop.write("orders.csv", "order_id,item_id\n1,a\n");
    let target = ImportTarget {
        database: shop.path("nowhere/shop.db"),
        files: vec![shop.path("orders.csv")],
        rejects: None,
        force: false,
    };
    let error = run(&orders(&[]), &target, &mut Silent)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("nowhere/shop.db") && error.contains("cannot be opened"),
        "{error}"
    );
}

#[test]
fn other_file_is_not_written_to_as_a_database() {
    let shop = Shop::new();
    let text = "not a database\n".repeat(100);
    shop.write("shop.db", &text);
    shop.write("orders.csv", "order_id,item_id\n1,a\n");
    let error = shop
        .import_all(&orders(&[]), &["orders.csv"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("not an SQLite database"), "{error}");
    assert_eq!(fs::read_to_string(shop.path("shop.db")).unwrap(), text);
}

#[test]
fn rejected_rows_never_overwrite_what_is_imported() {
    let shop = Shop::new();
    shop.write("rejects.csv", "order_id,item_id\n1,a\n");
    let error = shop.import_all(&orders(&[]), &["rejects.csv"]).unwrap_err();
    assert!(matches!(error, ImportError::RejectsOverInput { .. }));
    assert_eq!(shop.rejects(), ["order_id,item_id", "1,a"]);
}

#[test]
fn views_and_tables_without_key_are_left_alone() {
    let shop = Shop::new();
    Connection::open(shop.path("shop.db"))
        .unwrap()
        .execute_batch(
            "CREATE TABLE order_lines(order_id, item_id);
             CREATE VIEW items AS SELECT 1 AS id, 'x' AS title",
        )
        .unwrap();
    shop.write("orders.csv", "order_id,item_id\n1,a\n");
    shop.write("items.csv", "id,title\n1,a\n");
    let error = shop
        .import_all(&orders(&[]), &["orders.csv"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("CREATE UNIQUE INDEX"), "{error}");
    let error = shop
        .import_all(&items(&[]), &["items.csv"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("`items` is a view"), "{error}");
}

#[test]
fn progress_is_told_of_rows_and_of_files() {
    #[derive(Default)]
    struct Heard {
        rows: Vec<u64>,
        files: u64,
    }
    impl ImportProgress for Heard {
        fn rows(&mut self, _: &str, rows: u64) {
            self.rows.push(rows);
        }
        fn imported(&mut self, report: &ImportReport) {
            self.files += report.taken;
        }
    }
    let shop = Shop::new();
    shop.write("baskets.dat", "1 2\n".repeat(25_000));
    let target = ImportTarget {
        database: shop.path("shop.db"),
        files: vec![shop.path("baskets.dat")],
        rejects: None,
        force: false,
    };
    let mut heard = Heard::default();
    run(&baskets(&[]), &target, &mut heard).unwrap();
    assert_eq!((heard.rows, heard.files), (vec![10_000, 20_000], 25_000));
}
