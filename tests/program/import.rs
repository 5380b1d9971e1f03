//! `cartway import` as an operator meets it: what goes in, what is rejected, and that a file which
//! cannot be understood leaves the database as it was.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::types::Value;

use crate::support::{Run, Shop};

/// Retail data as shops export it: cancelled orders, several titles of one item.
const RETAIL: &str = "InvoiceNo,StockCode,Description
536365,007,WHITE LAMP
536365,B2,\"MUG, \"\"BIG\"\"\"
536366,007,WHITE LAMP
C536367,007,CANCELLED
536368,007,damaged
536368,B2,\"MUG, \"\"BIG\"\"\"
";
const RETAIL_COLUMNS: [&str; 8] = [
    "--order-column",
    "InvoiceNo",
    "--item-column",
    "StockCode",
    "--title-column",
    "Description",
    "--skip",
    "InvoiceNo=^C",
];

#[test]
fn orders_go_in_with_titles_and_without_skipped_rows() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    let run = shop.import("orders", &[&RETAIL_COLUMNS[..], &["retail.csv"]].concat());
    let report = run.succeeded();
    assert!(report.starts_with("retail.csv: 6 rows, 5 taken, 1 skipped\n"));
    assert_retail(&shop);
}

#[test]
fn gzip_is_told_by_its_content_and_not_by_its_name() {
    let shop = Shop::new();
    shop.write("retail.csv", gzip(RETAIL.as_bytes()));
    let run = shop.import("orders", &[&RETAIL_COLUMNS[..], &["retail.csv"]].concat());
    run.succeeded();
    assert_retail(&shop);
}

#[test]
fn standard_input_is_a_dash_and_may_be_gzip() {
    for content in [RETAIL.as_bytes().to_vec(), gzip(RETAIL.as_bytes())] {
        let shop = Shop::new();
        let (mut child, mut stdin) = import_from_pipe(&shop, &RETAIL_COLUMNS);
        stdin.write_all(&content).unwrap();
        drop(stdin);
        let run = ended(&mut child);
        assert!(run.succeeded().starts_with("standard input: 6 rows"));
        assert_retail(&shop);
    }
}

#[test]
fn same_file_twice_leaves_the_same_database() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    let arguments = [&RETAIL_COLUMNS[..], &["retail.csv"]].concat();
    shop.import("orders", &arguments).succeeded();
    let once = shop.dump();
    let run = shop.import("orders", &arguments);
    assert!(
        run.succeeded().contains("0 new, 5 there already"),
        "{run:?}"
    );
    assert_eq!(shop.dump(), once);
}

#[test]
fn most_frequent_title_wins_over_files() {
    let shop = Shop::new();
    shop.write("march.csv", "order_id,item_id,t\n1,x,Sofa\n2,x,Couch\n");
    shop.write("april.csv", "order_id,item_id,t\n3,x,Couch\n");
    let title = || shop.rows("SELECT title FROM items");
    let arguments = ["--title-column", "t"];
    shop.import("orders", &[&arguments[..], &["march.csv"]].concat())
        .succeeded();
    assert_eq!(title(), [[text("Sofa")]]);
    shop.import("orders", &[&arguments[..], &["april.csv"]].concat())
        .succeeded();
    assert_eq!(title(), [[text("Couch")]]);
}

#[test]
fn every_format_goes_in_by_its_own_command() {
    let shop = Shop::new();
    shop.write(
        "items.jsonl",
        "{\"id\":\"a\",\"title\":\"Lamp\",\"year\":1990}\n",
    );
    shop.write("links.txt", "# also bought\na\tb\nb\tc\n");
    shop.write("baskets.dat", "a b c\nb c\n");
    shop.write(
        "meta.txt",
        "Id:   1\nASIN: X1\n  title: Book\n  group: Book\n  similar: 1  X2\n\n",
    );
    shop.import("items", &["items.jsonl"]).succeeded();
    shop.import("links", &["links.txt"]).succeeded();
    shop.import("baskets", &["baskets.dat"]).succeeded();
    shop.import("amazon-meta", &["meta.txt"]).succeeded();
    let counted = shop.rows(
        "SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM order_lines),
                (SELECT count(*) FROM co_purchases)",
    );
    assert_eq!(counted, [[2, 5, 3].map(Value::Integer)]);
}

#[test]
fn options_may_come_from_the_environment() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    let mut command = shop.command(&["import", "orders", "retail.csv"]);
    command.envs([
        ("CARTWAY_DB", "shop.db"),
        ("CARTWAY_ORDER_COLUMN", "InvoiceNo"),
        ("CARTWAY_ITEM_COLUMN", "StockCode"),
        ("CARTWAY_TITLE_COLUMN", "Description"),
        ("CARTWAY_SKIP", "InvoiceNo=^C\nDescription=^damaged$"),
        ("CARTWAY_REJECTS", "rejects.csv"),
    ]);
    let run = Run::of(&mut command);
    assert!(run.succeeded().contains("4 taken, 2 skipped"), "{run:?}");
    assert!(shop.path("rejects.csv").exists());
}

#[test]
fn rejected_rows_are_listed_with_file_line_and_reason() {
    let shop = Shop::new();
    shop.write("good.csv", "order_id,item_id\n1,a\n");
    shop.write("bad.csv", orders_with_bad_rows(45));
    let run = shop.import(
        "orders",
        &["--force", "--rejects", "rejects.csv", "good.csv", "bad.csv"],
    );
    assert!(run.succeeded().contains("rejected: 45 empty item id"));
    let screen: Vec<&str> = run.err.lines().collect();
    assert_eq!(screen.len(), 20, "{screen:?}");
    assert!(screen[0].starts_with("bad.csv, line 3: empty item id"));
    let listed = csv::Reader::from_path(shop.path("rejects.csv"));
    let mut listed = listed.expect("the list of rejected rows is there");
    assert_eq!(
        listed.headers().unwrap().iter().collect::<Vec<_>>(),
        ["file", "line", "reason", "row"]
    );
    let rows: Vec<csv::StringRecord> = listed.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 45);
    for (line, row) in (3..).zip(&rows) {
        assert_eq!(&row[0], "bad.csv");
        assert_eq!(row[1], line.to_string());
        assert_eq!(&row[2], "empty item id");
    }
}

#[test]
fn without_a_list_the_screen_says_how_many_more_were_rejected() {
    let shop = Shop::new();
    shop.write("bad.csv", orders_with_bad_rows(45));
    shop.import("orders", &["bad.csv"])
        .failed_saying(&["45 of 46 rows", "--force"]);
    let run = shop.import("orders", &["--force", "bad.csv"]);
    run.succeeded();
    let last = run.err.lines().nth(20);
    assert_eq!(
        last,
        Some("and 25 more rejected rows: --rejects FILE lists them all")
    );
}

#[test]
fn values_that_are_no_utf8_go_in_and_are_told() {
    let shop = Shop::new();
    shop.write("latin.csv", b"order_id,item_id\n1,caf\xe9\n2,tea\n");
    let run = shop.import("orders", &["latin.csv"]);
    assert!(
        run.succeeded().contains("1 values that are no UTF-8"),
        "{run:?}"
    );
    assert_eq!(
        shop.rows("SELECT item_id FROM order_lines"),
        [[text("caf\u{e9}")], [text("tea")]]
    );
}

#[test]
fn rejected_rows_cannot_repaint_the_screen() {
    let shop = Shop::new();
    shop.write("esc.csv", "order_id,item_id\n1,a\n\x1b[2J\x07,\n");
    let run = shop.import("orders", &["esc.csv"]);
    run.succeeded();
    assert!(run.err.contains("line 3"), "{run:?}");
    assert!(!run.err.contains('\x1b') && !run.err.contains('\x07'));
}

#[test]
fn utf16_file_is_read_as_what_it_says() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "order_id\titem_id\n1\tcaf\u{e9}\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let shop = Shop::new();
    shop.write("utf16.txt", &utf16);
    let run = shop.import("orders", &["utf16.txt"]);
    assert!(
        run.succeeded().contains("(tabs, no quotes, UTF-16LE"),
        "{run:?}"
    );
    assert_eq!(
        shop.rows("SELECT item_id FROM order_lines"),
        [[text("caf\u{e9}")]]
    );
}

#[cfg(unix)]
#[test]
fn pipe_that_nobody_writes_to_does_not_keep_it_from_stopping() {
    let shop = Shop::new();
    let stopped = "mkfifo pipe && { \"$0\" import orders --db shop.db \"$@\" & } && sleep 1 && kill -TERM $! && wait $!";
    let run = shop.shell(stopped, &["pipe"]);
    run.failed_saying(&["stopped", "pipe"]);
    assert!(!shop.path("shop.db").exists());
}

#[test]
fn missing_column_is_told_with_the_columns_there_are() {
    let parts = [
        "named.csv has no column `item_id`",
        "`order_id`, `product`",
        "--item-column",
    ];
    changes_nothing("named.csv", b"order_id,product\n1,a\n", &parts);
}

#[test]
fn unterminated_quote_is_told_with_the_line_where_it_opens() {
    let mut content = "order_id,item_id\n1,a\n2,b\n3,\"open\n".to_owned();
    content.extend((4..2000).map(|order| format!("{order},c\n")));
    let parts = ["quote.csv, line 4", "quote"];
    changes_nothing("quote.csv", content.as_bytes(), &parts);
}

#[test]
fn line_of_50_mb_changes_nothing() {
    let mut content = b"order_id,item_id\n1,a\n2,".to_vec();
    content.resize(50 << 20, b'x');
    changes_nothing("long.csv", &content, &["long.csv, line 3", "16 MiB"]);
}

/// A gzip file of 2 MB may hold a line of 500 MB: memory must not follow it.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_line() {
    let shop = Shop::new();
    let member = gzip(&vec![b'x'; 20 << 20]);
    let header = gzip(b"order_id,item_id\n1,a\n2,");
    shop.write("bomb.gz", [header, member.repeat(25)].concat());
    for format in ["csv", "jsonl"] {
        let limited = "ulimit -v 250000 && exec \"$0\" import orders --db shop.db \"$@\"";
        let run = shop.shell(limited, &["--format", format, "bomb.gz"]);
        run.failed_saying(&["bomb.gz, line 3", "16 MiB"]);
    }
}

#[test]
fn empty_file_changes_nothing() {
    changes_nothing("empty.csv", b"", &["empty.csv is empty"]);
}

#[test]
fn file_of_blank_lines_changes_nothing() {
    changes_nothing("blank.csv", b"\n\r\n\n", &["blank.csv", "empty"]);
}

#[test]
fn file_without_rows_is_no_error_and_says_so() {
    let shop = Shop::new();
    shop.write("header.csv", "order_id,item_id\n");
    let run = shop.import("orders", &["header.csv"]);
    assert!(run.succeeded().starts_with("header.csv: 0 rows, 0 taken\n"));
}

#[test]
fn truncated_gzip_changes_nothing() {
    let mut content = "order_id,item_id\n".to_owned();
    content.extend((0..20_000).map(|order| format!("{order},item{}\n", order * 7919 % 1000)));
    let whole = gzip(content.as_bytes());
    changes_nothing(
        "cut.csv.gz",
        &whole[..whole.len() / 2],
        &["cut.csv.gz", "gzip"],
    );
}

#[test]
fn directory_changes_nothing() {
    let shop = shop_with_an_order();
    fs::create_dir(shop.path("folder")).unwrap();
    unchanged_by(
        &shop,
        "folder",
        &["folder is a folder", "name the files in it"],
    );
}

#[test]
fn missing_file_changes_nothing() {
    let shop = shop_with_an_order();
    unchanged_by(
        &shop,
        "none.csv",
        &["none.csv cannot be read", "No such file"],
    );
}

#[test]
fn files_before_the_bad_one_stay_in() {
    let shop = Shop::new();
    shop.write("good.csv", "order_id,item_id\n1,a\n");
    shop.write("bad.csv", "nothing,known\n1,a\n");
    shop.write("after.csv", "order_id,item_id\n2,b\n");
    let run = shop.import("orders", &["good.csv", "bad.csv", "after.csv"]);
    run.failed_saying(&["bad.csv"]);
    assert!(run.out.starts_with("good.csv: 1 rows, 1 taken\n") && !run.out.contains("after"));
    assert_eq!(shop.rows("SELECT item_id FROM order_lines"), [[text("a")]]);
}

#[test]
fn failed_import_leaves_no_new_database_behind() {
    let shop = Shop::new();
    shop.write("bad.csv", "nothing,known\n1,a\n");
    shop.import("orders", &["bad.csv"]).failed();
    assert!(!shop.path("shop.db").exists());
}

#[test]
fn file_that_is_no_database_is_not_written_to() {
    let shop = Shop::new();
    shop.write(
        "shop.db",
        "This is a letter, not a database. Nobody may overwrite it.",
    );
    shop.write("good.csv", "order_id,item_id\n1,a\n");
    let run = shop.import("orders", &["good.csv"]);
    run.failed_saying(&["shop.db", "not an SQLite database", "--db"]);
    assert!(
        fs::read(shop.path("shop.db"))
            .unwrap()
            .starts_with(b"This is")
    );
}

#[test]
fn import_killed_half_way_changes_nothing() {
    let shop = shop_with_an_order();
    let before = shop.dump();
    let (mut child, mut stdin) = import_from_pipe(&shop, &[]);
    stdin.write_all(b"order_id,item_id\n").unwrap();
    for order in 0..50_000 {
        writeln!(stdin, "{order},i{}", order % 1000).unwrap();
    }
    // All but what a pipe and the reader hold is in the open transaction now.
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(shop.dump(), before);
    shop.write("good.csv", "order_id,item_id\n2,b\n");
    shop.import("orders", &["good.csv"]).succeeded();
}

#[test]
fn wrong_usage_exits_with_2_and_says_how_to() {
    let shop = Shop::new();
    for (arguments, part) in [
        (&["import"][..], "<FILE>"),
        (&["import", "orders", "--db", "shop.db"], "<FILE>"),
        (
            &[
                "import", "orders", "--db", "shop.db", "--skip", "x", "a.csv",
            ],
            "COLUMN=REGEX",
        ),
        (
            &[
                "import", "orders", "--db", "shop.db", "--skip", "x=(", "a.csv",
            ],
            "unclosed group",
        ),
        (
            &["import", "orders", "--db", "shop.db", "--what", "a.csv"],
            "--what",
        ),
        (&["reimport"], "reimport"),
        (&[], "Usage"),
    ] {
        let run = shop.run(arguments);
        assert!(run.refused().contains(part), "{run:#?}");
    }
    assert!(!shop.path("shop.db").exists());
}

#[test]
fn word_that_is_neither_a_kind_nor_a_file_is_told_with_the_kinds() {
    let shop = Shop::new();
    shop.write("a.csv", "order_id,item_id\n1,a\n");
    let run = shop.run(&["import", "recipes", "--db", "shop.db", "a.csv"]);
    run.failed_saying(&["recipes", "orders, items, links, baskets, amazon-meta"]);
    assert!(!shop.path("shop.db").exists());
}

#[test]
fn help_and_version_are_data_and_succeed() {
    let shop = Shop::new();
    assert!(shop.run(&["--help"]).succeeded().contains("rebuild"));
    assert!(
        shop.run(&["import", "orders", "--help"])
            .succeeded()
            .contains("--skip")
    );
    assert!(shop.run(&["--version"]).succeeded().starts_with("cartway "));
}

/// Imports a bad file into a database that holds something, and finds it as it was.
#[track_caller]
fn changes_nothing(name: &str, content: &[u8], parts: &[&str]) {
    let shop = shop_with_an_order();
    shop.write(name, content);
    unchanged_by(&shop, name, parts);
}

#[track_caller]
fn unchanged_by(shop: &Shop, name: &str, parts: &[&str]) {
    let before = fs::read(shop.path("shop.db")).unwrap();
    let run = shop.import("orders", &[name]);
    run.failed_saying(parts);
    assert_eq!(run.out, "");
    let after = fs::read(shop.path("shop.db")).unwrap();
    assert!(before == after, "the database changed");
    assert!(!Path::new(&shop.path("shop.db-journal")).exists());
}

fn shop_with_an_order() -> Shop {
    let shop = Shop::new();
    shop.write("good.csv", "order_id,item_id\n1,a\n1,b\n");
    shop.import("orders", &["good.csv"]).succeeded();
    shop
}

fn orders_with_bad_rows(bad: usize) -> String {
    let mut content = "order_id,item_id\n1,a\n".to_owned();
    content.extend((0..bad).map(|row| format!("o{row},\n")));
    content
}

fn import_from_pipe(shop: &Shop, options: &[&str]) -> (Child, std::process::ChildStdin) {
    let fixed = ["import", "orders", "--db", "shop.db", "-"];
    let mut command = shop.command(&[&fixed, options].concat());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let stdin = child.stdin.take().expect("it has a pipe");
    (child, stdin)
}

/// Waits for a child whose output fits into a pipe.
fn ended(child: &mut Child) -> Run {
    let status = child.wait().unwrap();
    let read = |pipe: &mut dyn std::io::Read| {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        bytes
    };
    Run::from(std::process::Output {
        status,
        stdout: read(child.stdout.as_mut().unwrap()),
        stderr: read(child.stderr.as_mut().unwrap()),
    })
}

#[track_caller]
fn assert_retail(shop: &Shop) {
    let titles = shop.rows("SELECT id, title FROM items ORDER BY id");
    let expected = [["007", "WHITE LAMP"], ["B2", "MUG, \"BIG\""]];
    assert_eq!(titles, expected.map(|row| row.map(text)));
    let lines = shop.rows("SELECT order_id, item_id FROM order_lines ORDER BY rowid");
    let expected = [
        ["536365", "007"],
        ["536365", "B2"],
        ["536366", "007"],
        ["536368", "007"],
        ["536368", "B2"],
    ];
    assert_eq!(lines, expected.map(|row| row.map(text)));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
