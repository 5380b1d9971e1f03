//! Order lines and the titles they carry.

use super::*;

const RETAIL: &str = "\u{feff}InvoiceNo,StockCode,Description\r\n\
    1, A ,LAMP\r\n\
    1,B,\"MUG, \"\"RED\"\"\"\r\n\
    1,A,LAMP again\r\n\
    C2,A,LAMP\r\n\
    3,A,\r\n\
    3,,nothing\r\n\
    ,A,LAMP\r\n\
    4,A,DAMAGED\r\n\
    5,A,DAMAGED\r\n\
    6,A,LAMP\r\n";

fn retail(more: &[&str]) -> ImportFormat {
    let columns = ["--order-column", "InvoiceNo", "--item-column", "StockCode"];
    orders(&[columns.as_slice(), more].concat())
}

fn titled() -> ImportFormat {
    retail(&["--title-column", "Description"])
}

#[test]
fn lines_go_in_and_bad_ones_are_reported() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    let report = shop.import(&retail(&["--skip", "InvoiceNo=^C"]), "retail.csv");
    assert_eq!((report.rows, report.taken, report.skipped), (10, 7, 1));
    assert_eq!(
        report.order_lines,
        Written {
            new: 6,
            repeated: 1,
            ..Written::default()
        }
    );
    let lines = ["1|A", "1|B", "3|A", "4|A", "5|A", "6|A"];
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        lines
    );
    let file = shop.path("retail.csv").display().to_string();
    let rejects = [
        "file,line,reason,row".to_owned(),
        format!("{file},7,empty item id,\"3,,nothing\""),
        format!("{file},8,empty order id,\",A,LAMP\""),
    ];
    assert_eq!(shop.rejects(), rejects);
    assert_eq!(report.first_rejected[0].line, 7);
}

#[test]
fn blank_values_can_be_skipped() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    let rules = ["--skip", r"Description=^\s*$", "--skip", "InvoiceNo=^C"];
    let report = shop.import(&retail(&rules), "retail.csv");
    assert_eq!((report.skipped, report.rejected_count()), (2, 2));
}

#[test]
fn importing_twice_leaves_the_same_database() {
    for format in [retail(&[]), titled()] {
        let shop = Shop::new();
        shop.write("retail.csv", RETAIL);
        shop.import(&format, "retail.csv");
        let once = shop.dump();
        let report = shop.import(&format, "retail.csv");
        assert_eq!(shop.dump(), once);
        assert_eq!(
            (report.order_lines.new, report.items),
            (0, Written::default())
        );
    }
}

#[test]
fn most_frequent_title_wins_and_the_first_seen_between_equals() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    shop.import(&titled(), "retail.csv");
    assert_eq!(
        shop.rows("SELECT id, title FROM items"),
        ["A|LAMP", "B|MUG, \"RED\""]
    );
    shop.write(
        "equal.csv",
        "InvoiceNo,StockCode,Description\n1,X,second\n2,X,first\n3,X,first\n4,X,second\n",
    );
    shop.import(&titled(), "equal.csv");
    assert_eq!(
        shop.rows("SELECT title FROM items WHERE id = 'X'"),
        ["second"]
    );
}

#[test]
fn later_files_can_change_titles_that_came_from_order_lines() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    shop.import(&titled(), "retail.csv");
    let rows: String = (10..20)
        .map(|order| format!("{order},A,LANTERN\n"))
        .collect();
    shop.write(
        "later.csv",
        format!("InvoiceNo,StockCode,Description\n{rows}"),
    );
    let report = shop.import(&titled(), "later.csv");
    assert_eq!(
        report.items,
        Written {
            changed: 1,
            ..Written::default()
        }
    );
    let before = shop.dump();
    assert_eq!(
        shop.rows("SELECT title FROM items WHERE id = 'A'"),
        ["LANTERN"]
    );
    shop.import_all(&titled(), &["retail.csv", "later.csv"])
        .unwrap();
    assert_eq!(shop.dump(), before);
}

#[test]
fn title_from_items_is_never_replaced() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    shop.write("items.csv", "id,title\nA,Lamp of brass\nB,\n");
    shop.import(&items(&[]), "items.csv");
    shop.import(&titled(), "retail.csv");
    let titles = ["A|Lamp of brass", "B|MUG, \"RED\""];
    assert_eq!(shop.rows("SELECT id, title FROM items"), titles);

    // Even one that agrees with the order lines now is kept when they change.
    shop.write("items.csv", "id,title\nB,\"MUG, \"\"RED\"\"\"\n");
    shop.import(&items(&[]), "items.csv");
    let rows: String = (10..20).map(|order| format!("{order},B,CUP\n")).collect();
    shop.write(
        "later.csv",
        format!("InvoiceNo,StockCode,Description\n{rows}"),
    );
    shop.import(&titled(), "later.csv");
    assert_eq!(shop.rows("SELECT id, title FROM items"), titles);
}

#[test]
fn titles_can_be_imported_after_the_lines() {
    let shop = Shop::new();
    shop.write("retail.csv", RETAIL);
    shop.import(&retail(&[]), "retail.csv");
    let report = shop.import(&titled(), "retail.csv");
    assert_eq!((report.order_lines.new, report.items.new), (0, 2));
    assert_eq!(
        shop.rows("SELECT title FROM items"),
        ["LAMP", "MUG, \"RED\""]
    );
}

#[test]
fn bytes_that_are_no_utf8_are_windows_1252_and_of_no_matter_where_nobody_asks() {
    let shop = Shop::new();
    shop.write(
        "orders.csv",
        b"order_id,item_id,note\n1,a,x\n2,b,caf\xe9\n3,c,\xc3\n4,\xa9,y\n5,d,z\n",
    );
    let report = shop.import(&orders(&[]), "orders.csv");
    assert_eq!((report.taken, report.rejected.len()), (5, 0));
    let told = &report.notes[&Note::Windows1252];
    assert_eq!(
        (told.count, told.line, told.example.as_str()),
        (1, 5, "\u{a9}")
    );
    let items = shop.rows("SELECT item_id FROM order_lines");
    assert_eq!(items, ["a", "b", "c", "\u{a9}", "d"]);
}

#[test]
fn json_that_is_no_utf8_is_told_where_somebody_asks() {
    let shop = Shop::new();
    shop.write(
        "orders.jsonl",
        b"{\"order_id\": 1, \"item_id\": \"a\", \"note\": \"caf\xe9\"}\n\
          {\"order_id\": 2, \"item_id\": \"caf\xe9\"}\n\
          {\"order_id\": 3, \"item_id\": \"\xc3\xa9 \xe9\"}\n",
    );
    let report = shop.import(&orders(&[]), "orders.jsonl");
    for (note, line, example) in [
        (Note::Windows1252, 2, "caf\u{e9}"),
        (Note::DamagedText, 3, "\u{e9} \u{fffd}"),
    ] {
        let told = &report.notes[&note];
        assert_eq!(
            (told.count, told.line, &told.example[..]),
            (1, line, example)
        );
    }
    let items = shop.rows("SELECT item_id FROM order_lines");
    assert_eq!(items, ["a", "caf\u{e9}", "\u{e9} \u{fffd}"]);
}

#[test]
fn halves_of_a_character_in_neighbouring_fields_do_not_make_one() {
    let shop = Shop::new();
    shop.write("orders.csv", b"order_id,item_id\n1,a\n2\xc3,\xa9b\n");
    shop.import(&orders(&[]), "orders.csv");
    let lines = shop.rows("SELECT order_id, item_id FROM order_lines");
    assert_eq!(lines, ["1|a", "2\u{c3}|\u{a9}b"]);
}

#[test]
fn rows_of_another_width_are_rejected_but_for_trailing_separators() {
    let shop = Shop::new();
    shop.write(
        "orders.csv",
        "order_id,item_id,note\n1,a,x,,\n2,b\n3,c,x,y\n4,d,\n",
    );
    let report = shop.import(&orders(&[]), "orders.csv");
    assert_eq!(
        report.rejected[&RejectReason::Unreadable(RowProblem::TooFewValues)],
        1
    );
    assert_eq!(
        report.rejected[&RejectReason::Unreadable(RowProblem::TooManyValues)],
        1
    );
    assert_eq!(shop.rows("SELECT item_id FROM order_lines"), ["a", "d"]);
}

#[test]
fn delimiter_is_an_option_or_follows_the_ending() {
    let shop = Shop::new();
    shop.write("semicolons.csv", "order_id;item_id\n1;a,b\n");
    shop.import(&orders(&["--delimiter", ";"]), "semicolons.csv");
    shop.write_gzip("tabs.tsv.gz", "order_id\titem_id\n2\tc d\n");
    shop.import(&orders(&[]), "tabs.tsv.gz");
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        ["1|a,b", "2|c d"]
    );
}

#[test]
fn json_lines_say_the_same_as_csv() {
    let shop = Shop::new();
    shop.write_gzip(
        "orders.jsonl.gz",
        "{\"order_id\": 1, \"item_id\": \"007\", \"name\": \"A \\\"b\\\"\"}\n\n\
         {\"item_id\": 7.0, \"order_id\": \" 2 \", \"x\": [1]}\r\n\
         {\"order_id\": 3}\n\
         {\"order_id\": 3, \"item_id\": [1]}\n\
         {\"order_id\": 12345678901234567890123, \"item_id\": 1}\n\
         [1, 2]\n\
         {\"order_id\": 4, \"item_id\": \"left out\"}\n",
    );
    let format = orders(&["--title-column", "name", "--skip", "item_id=^left"]);
    let report = shop.import(&format, "orders.jsonl.gz");
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        ["1|007", "2|7"]
    );
    assert_eq!(shop.rows("SELECT id, title FROM items"), ["007|A \"b\""]);
    assert_eq!(report.skipped, 1);
    let reasons: Vec<_> = report
        .first_rejected
        .iter()
        .map(|row| (row.line, row.reason))
        .collect();
    let expected = [
        (4, RejectReason::EmptyItemId),
        (5, RejectReason::Unreadable(RowProblem::UnreadableJsonValue)),
        (6, RejectReason::Unreadable(RowProblem::UnreadableJsonValue)),
        (7, RejectReason::Unreadable(RowProblem::NotJsonObject)),
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn ids_are_written_as_text_whatever_they_look_like() {
    let shop = Shop::new();
    shop.write("orders.csv", "order_id,item_id\n1,007\n1,7\n");
    shop.import(&orders(&[]), "orders.csv");
    let types = "SELECT typeof(order_id), typeof(item_id), item_id FROM order_lines";
    assert_eq!(shop.rows(types), ["text|text|007", "text|text|7"]);
}
