//! What real exports look like: each test is a kind of file that lost rows, joined orders or could
//! not be read at all, in several shapes.

use std::io::Cursor;

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const LINES: &str = "SELECT order_id, item_id FROM order_lines ORDER BY rowid";

/// The order lines of one import, and its report.
fn lines(name: &str, bytes: impl AsRef<[u8]>, arguments: &[&str]) -> (Vec<String>, ImportReport) {
    let shop = Shop::new();
    shop.write(name, bytes);
    let report = shop.import(&orders(arguments), name);
    (shop.rows(LINES), report)
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in members {
        archive.start_file(*name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn stray_quotes_in_files_of_tabs_swallow_nothing() {
    let stray = "order_id\titem_id\tname\n3\tc\t\"12 inch single\n3\td\tD\n4\tc\t12 inch\"\n";
    for (name, text) in [
        ("mysql.tsv", stray.to_owned()),
        ("mysql.txt", stray.to_owned()),
        (
            "heroes.tsv",
            "order_id\titem_id\tname\n3\tc\t\"Heroes\" by Bowie\n3\td\t\"Heroes\"\n4\tc\tx\n"
                .to_owned(),
        ),
        ("windows.tsv", stray.replace('\n', "\r\n")),
    ] {
        let (found, report) = lines(name, text, &["--title-column", "name"]);
        assert_eq!(found, ["3|c", "3|d", "4|c"], "{name}");
        assert_eq!(report.rejected_count(), 0);
        assert!(!report.read_as.quoted, "{name}");
    }
}

#[test]
fn files_of_tabs_that_plainly_quote_are_unquoted() {
    for text in [
        "\"order_id\"\t\"item_id\"\n\"1\"\t\"a \"\"b\"\"\"\n",
        "order_id\titem_id\n\"1\"\t\"a \"\"b\"\"\"\n2\tb\n3\tc\n4\td\n",
        // Under a title, and with a text of two lines.
        "Orders of May\n\"order_id\"\t\"item_id\"\t\"note\"\n\"1\"\t\"a \"\"b\"\"\"\t\"x\ny\"\n",
    ] {
        let (found, report) = lines("quoted.tsv", text, &[]);
        assert_eq!(found[0], "1|a \"b\"", "{text}");
        assert!(report.read_as.quoted);
    }
    // What would not fit otherwise, though the last value is missing.
    let text = "order_id\titem_id\tnote\n\"1\t2\"\ta\t\n3\tb\tx\n";
    let (found, _) = lines("needed.tsv", text, &[]);
    assert_eq!(found, ["1\t2|a", "3|b"]);
    let plain = "order_id\titem_id\n1\t\"a\"\n2\t\"b\"\n";
    let (found, _) = lines("option.tsv", plain, &["--quoting", "none"]);
    assert_eq!(found, ["1|\"a\"", "2|\"b\""]);
    let (found, _) = lines("option.tsv", plain, &["--quoting", "csv"]);
    assert_eq!(found, ["1|a", "2|b"]);
}

#[test]
fn quote_that_swallows_rows_is_told_with_its_line() {
    let text = "order_id,item_id,name\n1,a,x\n3,c,\"12 inch single\n3,d,D\n4,c,12 inch\"\n5,e,y\n";
    let (found, report) = lines("orders.csv", text, &["--title-column", "name"]);
    assert_eq!(found, ["1|a", "3|c", "5|e"]);
    let told = &report.notes[&Note::QuotesOverRows];
    assert_eq!((told.count, told.line), (1, 3));
    assert!(
        report.to_string().contains("look: 1 quoted texts"),
        "{report}"
    );
    // A text of several lines is none of this.
    let text = "order_id,item_id,name\n1,a,\"two\nlines, with a comma\"\n";
    let (_, report) = lines("orders.csv", text, &["--title-column", "name"]);
    assert!(report.notes.is_empty());
    // And without quoting nothing is swallowed.
    let stray = "order_id,item_id,name\n3,c,\"12 inch single\n3,d,D\n4,c,12 inch\"\n";
    let (found, _) = lines("orders.csv", stray, &["--quoting", "none"]);
    assert_eq!(found, ["3|c", "3|d", "4|c"]);
}

#[test]
fn order_may_be_what_several_columns_say() {
    let text =
        "member,date,item\n1808,21-07-2015,milk\n1808,22-07-2015,soda\n1808,21-07-2015,rolls\n";
    let columns = [
        "--order-column",
        "member",
        "--order-column",
        "date",
        "--item-column",
        "item",
    ];
    let (found, _) = lines("groceries.csv", text, &columns);
    assert_eq!(
        found,
        [
            "1808|21-07-2015|milk",
            "1808|22-07-2015|soda",
            "1808|21-07-2015|rolls"
        ]
    );
    // Parts that hold the bar are not mixed up.
    let odd = "member,date,item\na|b,c,x\na,b|c,y\n";
    let shop = Shop::new();
    shop.write("odd.csv", odd);
    shop.import(&orders(&columns), "odd.csv");
    assert_eq!(
        shop.rows("SELECT count(DISTINCT order_id) FROM order_lines"),
        ["2"]
    );
    // A row without one of them belongs to no order.
    let (found, report) = lines("odd.csv", "member,date,item\n1,,x\n1,2,y\n", &columns);
    assert_eq!(
        (found.len(), report.rejected[&RejectReason::EmptyOrderId]),
        (1, 1)
    );
}

#[test]
fn branches_that_number_their_orders_alike_are_kept_apart() {
    let shop = Shop::new();
    shop.write("north.csv", "order_id,item_id\n1,a\n");
    shop.write("south.csv", "order_id,item_id\n1,b\n");
    shop.import(&orders(&["--order-prefix", "north"]), "north.csv");
    shop.import(&orders(&["--order-prefix", "south"]), "south.csv");
    assert_eq!(shop.rows(LINES), ["north:1|a", "south:1|b"]);
}

#[test]
fn order_whose_first_row_says_cancelled_is_left_out_whole() {
    let text =
        "Name,Financial Status,sku\n#1,voided,MUG\n#1,,BOWL\n#2,paid,MUG\n#1,,VASE\n#2,,CUP\n";
    let columns = ["--order-column", "Name", "--item-column", "sku"];
    let rule = ["--skip-order", "Financial Status=^(voided|refunded)$"];
    let (found, report) = lines("shopify.csv", text, &[&columns[..], &rule].concat());
    assert_eq!(found, ["#2|MUG", "#2|CUP"]);
    assert_eq!(
        (report.skipped, report.notes[&Note::OrderLeftOut].count),
        (3, 3)
    );
    // The row that says so may come last, and may be left out by another rule.
    let late = "Name,Financial Status,sku\n#1,,MUG\n#2,,CUP\n#1,voided,\n";
    let skip = ["--skip", "sku=^$"];
    let (found, _) = lines("late.csv", late, &[&columns[..], &rule, &skip].concat());
    assert_eq!(found, ["#2|CUP"]);
}

#[test]
fn order_that_a_later_file_cancels_can_be_taken_back() {
    let shop = Shop::new();
    shop.write(
        "monday.csv",
        "order_id,status,item_id\n1,paid,a\n1,,b\n2,paid,a\n",
    );
    shop.write(
        "tuesday.csv",
        "order_id,status,item_id\n1,cancelled,a\n3,paid,c\n",
    );
    let rule = ["--skip-order", "status=^cancelled$", "--replace-orders"];
    shop.import(&orders(&rule), "monday.csv");
    shop.import(&orders(&rule), "tuesday.csv");
    assert_eq!(shop.rows(LINES), ["2|a", "3|c"]);
    // The same where each row of it is left out by itself.
    shop.write("wednesday.csv", "order_id,status,item_id\n3,cancelled,c\n");
    let rule = ["--skip", "status=^cancelled$", "--replace-orders"];
    shop.import(&orders(&rule), "wednesday.csv");
    assert_eq!(shop.rows(LINES), ["2|a"]);
}

#[test]
fn comma_lists_are_not_taken_for_blank_ones() {
    let shop = Shop::new();
    for text in [
        "milk,bread\nbutter,milk,rolls\n",
        "whole milk;rolls\nsoda;beer\n",
        "1|2|3\n4|5\n",
        "[{\"order_id\": 1}]",
    ] {
        let error = shop.refused(&baskets(&[]), "baskets.csv", text);
        assert!(
            error.contains("not by blanks") || error.contains("JSON"),
            "{error}"
        );
    }
    shop.write("decimals.dat", "1,5 2\n3 4\n5 6\n");
    assert_eq!(shop.import(&baskets(&[]), "decimals.dat").taken, 3);
}

#[test]
fn options_that_a_format_knows_nothing_of_are_refused() {
    let shop = Shop::new();
    let json = "[{\"order_id\": 1, \"item_id\": \"a\"}]";
    for (arguments, option) in [
        (&["--delimiter", ";"][..], "--delimiter"),
        (&["--quoting", "none"], "--quoting"),
        (&["--no-header"], "--no-header"),
        (&["--sheet", "Orders"], "--sheet"),
        (&["--member", "a.csv"], "--member"),
    ] {
        let error = shop.refused(&orders(arguments), "orders.json", json);
        assert!(error.contains(option), "{error}");
    }
    let error = shop.refused(
        &orders(&["--sheet", "A"]),
        "orders.csv",
        "order_id,item_id\n1,a\n",
    );
    assert!(error.contains("--sheet"), "{error}");
    let lines = orders(&["--format", "jsonl"]);
    let error = shop.refused(&lines, "orders.json", json);
    assert!(error.contains("--format json"), "{error}");
    let error = shop.refused(&orders(&["--format", "parquet"]), "orders.json", json);
    assert!(error.contains("leave --format out"), "{error}");
}

#[test]
fn file_of_which_most_rows_cannot_be_used_is_refused_unless_forced() {
    let shop = Shop::new();
    shop.write("orders.csv", "order_id,item_id\n1,a\n2,\n3,\n4,b\n5,\n");
    let target = |force| ImportTarget {
        database: shop.path("shop.db"),
        files: vec![shop.path("orders.csv")],
        rejects: None,
        force,
    };
    let error = run(&orders(&[]), &target(false), &mut Silent).unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("3 of 5 rows") && error.contains("--force"),
        "{error}"
    );
    assert!(!shop.path("shop.db").exists());
    let reports = run(&orders(&[]), &target(true), &mut Silent).unwrap();
    assert_eq!(reports[0].taken, 2);
    // What is left out on purpose does not count.
    let skip = orders(&["--skip", "item_id=^$"]);
    assert_eq!(
        run(&skip, &target(false), &mut Silent).unwrap()[0].skipped,
        3
    );
}

#[test]
fn columns_go_by_number_where_there_is_no_header() {
    let (found, _) = lines(
        "plain.csv",
        "1,x,a\n1,y,b\n",
        &["--no-header", "--order-column", "1", "--item-column", "3"],
    );
    assert_eq!(found, ["1|a", "1|b"]);
    let tabs = ["--no-header", "--order-column", "2", "--item-column", "1"];
    let (found, _) = lines("plain.dat", "a\t1\nb\t1\n", &tabs);
    assert_eq!(found, ["1|a", "1|b"]);
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "plain.csv", "1,x,a\n1,y,b\n");
    assert!(error.contains("--no-header"), "{error}");
}

#[test]
fn header_is_found_among_the_first_lines_or_named() {
    for text in [
        "Orders of May 2024\n\norder_id,item_id\n1,a\n",
        "Shop;;\nFrom;1 May;\norder_id;item_id;n\n1;a;2\n",
        "sep=;\n\"order_id\";\"item_id\"\n\"1\";\"a\"\n",
    ] {
        let (found, report) = lines("report.csv", text, &[]);
        assert_eq!(found, ["1|a"], "{text}");
        assert!(
            report.read_as.rows_before_header > 0 && report.to_string().contains("passed over")
        );
    }
    let twice = "order_id,item_id\nno,header\norder_id,item_id\n1,a\n";
    let (found, _) = lines("report.csv", twice, &["--header-line", "3"]);
    assert_eq!(found, ["1|a"]);
    let shop = Shop::new();
    let error = shop.refused(&orders(&["--header-line", "2"]), "report.csv", twice);
    assert!(error.contains("no column `order_id`"), "{error}");
    let error = shop.refused(&orders(&["--header-line", "90"]), "report.csv", twice);
    assert!(error.contains("line 90"), "{error}");
}

#[test]
fn basket_items_may_hold_the_delimiter_in_quotes() {
    for (text, delimiter) in [
        ("fruit,\"margarine, salted\"\nsoda\n", ","),
        ("fruit;\"margarine; salted\"\nsoda\n", ";"),
    ] {
        let shop = Shop::new();
        shop.write("baskets.csv", text);
        let report = shop.import(&baskets(&["--delimiter", delimiter]), "baskets.csv");
        assert_eq!((report.taken, report.order_lines.new), (2, 3), "{text}");
    }
    let shop = Shop::new();
    shop.write("tabs.tsv", "fruit\t\"Heroes\" by Bowie\n");
    shop.import(&baskets(&["--delimiter", "tab"]), "tabs.tsv");
    assert_eq!(
        shop.rows(LINES),
        ["tabs:1|fruit", "tabs:1|\"Heroes\" by Bowie"]
    );
}

#[test]
fn json_is_read_in_every_form_that_shops_write() {
    let nested = r#"[{"id": 1, "line_items": [{"sku": "a", "name": "A"}, {"sku": "b", "name": "B"}]},
        {"id": 2, "line_items": []}, {"id": 3, "line_items": [{"sku": "a", "name": "A"}]}]"#;
    let columns = [
        "--order-column",
        "id",
        "--item-column",
        "line_items[].sku",
        "--title-column",
        "line_items[].name",
    ];
    let (found, report) = lines("orders.json", nested, &columns);
    assert_eq!(found, ["1|a", "1|b", "3|a"]);
    assert_eq!(report.notes[&Note::EmptyList].count, 1);
    let as_lines = nested
        .trim_matches(['[', ']'])
        .replace("},\n        {\"id\"", "}\n{\"id\"")
        .replace("}, {\"id\"", "}\n{\"id\"");
    let (found, _) = lines("orders.jsonl", as_lines, &columns);
    assert_eq!(found, ["1|a", "1|b", "3|a"]);
    let wrapped = format!("{{\"count\": 3, \"orders\": {nested}}}");
    let deep = [
        "--order-column",
        "orders[].id",
        "--item-column",
        "orders[].line_items[].sku",
    ];
    let (found, _) = lines("page.json", wrapped, &deep);
    assert_eq!(found, ["1|a", "1|b", "3|a"]);
    let (found, _) = lines(
        "rows.json",
        "[\n{\"order_id\": 1, \"item_id\": \"x\"}\n]",
        &[],
    );
    assert_eq!(found, ["1|x"]);
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "orders.json", nested);
    assert!(
        error.contains("no column `order_id` and no column `item_id`"),
        "{error}"
    );
    assert!(error.contains("`line_items[].sku`"), "{error}");
    let error = shop.refused(&orders(&columns), "cut.json", &nested[..90]);
    assert!(error.contains("is no JSON"), "{error}");
}

#[test]
fn cell_may_hold_several_items() {
    let text =
        "order_id,items,names\n1,Mug|Bowl| ,The mug|The bowl\n2,Mug,The mug\n3,Bowl|Mug,odd\n";
    let options = [
        "--item-column",
        "items",
        "--item-separator",
        "|",
        "--title-column",
        "names",
    ];
    let shop = Shop::new();
    shop.write("orders.csv", text);
    shop.import(&orders(&options), "orders.csv");
    assert_eq!(
        shop.rows(LINES),
        ["1|Mug", "1|Bowl", "2|Mug", "3|Bowl", "3|Mug"]
    );
    let titles = shop.rows("SELECT id, title FROM items ORDER BY id");
    assert_eq!(titles, ["Bowl|The bowl", "Mug|The mug"]);
}

#[test]
fn packed_files_are_read_as_what_is_in_them() {
    let text = "order_id,item_id\n1,a\n";
    let zstd = zstd::encode_all(text.as_bytes(), 0).unwrap();
    let one = zip(&[
        ("__MACOSX/._a.csv", "x"),
        ("in/orders.tsv", &text.replace(',', "\t")),
    ]);
    let mut padded = GzEncoder::new(Vec::new(), Compression::fast());
    padded.write_all(text.as_bytes()).unwrap();
    let mut padded = padded.finish().unwrap();
    padded.extend([0; 1000]);
    for (name, bytes) in [("a.csv.zst", zstd), ("a.zip", one), ("a.csv.gz", padded)] {
        let (found, _) = lines(name, bytes, &[]);
        assert_eq!(found, ["1|a"], "{name}");
    }
    let two = zip(&[("items.csv", "id,title\na,A\n"), ("orders.csv", text)]);
    let (found, report) = lines("two.zip", &two, &["--member", "orders.csv"]);
    assert_eq!(found, ["1|a"]);
    assert_eq!(report.read_as.member.as_deref(), Some("orders.csv"));
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "two.zip", &two);
    assert!(
        error.contains("items.csv, orders.csv") && error.contains("--member"),
        "{error}"
    );
    let error = shop.refused(&orders(&[]), "cut.zip", &two[..two.len() / 2]);
    assert!(error.contains("damaged or cut-off zip"), "{error}");
    let mut cut = zstd::encode_all(text.repeat(1000).as_bytes(), 0).unwrap();
    cut.truncate(cut.len() - 5);
    let error = shop.refused(&orders(&[]), "cut.zst", cut);
    assert!(error.contains("zstd"), "{error}");
}

#[test]
fn sheets_are_read_with_numbers_and_dates_as_people_write_them() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .write(0, 0, "hello")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("Orders").unwrap();
    sheet.write(0, 0, "Export of May").unwrap();
    for (column, name) in ["order_id", "item_id", "name"].into_iter().enumerate() {
        sheet.write(2, column as u16, name).unwrap();
    }
    sheet.write(3, 0, 536_365).unwrap();
    sheet.write(3, 1, "00123").unwrap();
    sheet.write(3, 2, "Tea & mug").unwrap();
    sheet.write(4, 0, 536_365.0).unwrap();
    sheet.write(4, 1, 22_423).unwrap();
    sheet.write(6, 0, true).unwrap();
    sheet.write(6, 1, 1.5).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let (found, report) = lines(
        "shop.xlsx",
        &bytes,
        &["--sheet", "Orders", "--title-column", "name"],
    );
    assert_eq!(found, ["536365|00123", "536365|22423", "true|1.5"]);
    assert_eq!(
        (report.read_as.header_line, report.read_as.sheet.as_deref()),
        (Some(3), Some("Orders"))
    );
    let shop = Shop::new();
    let error = shop.refused(&orders(&["--sheet", "x"]), "shop.xlsx", &bytes);
    assert!(
        error.contains("Notes, Orders") && error.contains("--sheet"),
        "{error}"
    );
    let error = shop.refused(&orders(&["--delimiter", ";"]), "shop.xlsx", &bytes);
    assert!(error.contains("--delimiter"), "{error}");
    let error = shop.refused(&orders(&[]), "cut.xlsx", &bytes[..bytes.len() / 2]);
    assert!(error.contains("damaged"), "{error}");
}

/// A workbook of sheets with rows of texts; the hidden ones begin with `~`.
fn sheets(sheets: &[(&str, &[[&str; 2]])]) -> Workbook {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_start_matches('~')).unwrap();
        match name.starts_with('~') {
            true => sheet.set_hidden(true),
            false => sheet.set_active(true),
        };
        for (row, cells) in (0..).zip(*rows) {
            sheet.write(row, 0, cells[0]).unwrap();
            sheet.write(row, 1, cells[1]).unwrap();
        }
    }
    workbook
}

const FEW: &[[&str; 2]] = &[["order_id", "item_id"], ["1", "a"], ["1", "b"]];

#[test]
fn a_cell_far_from_the_others_costs_no_memory() {
    let mut workbook = sheets(&[("Orders", FEW)]);
    let sheet = workbook.worksheet_from_index(0).unwrap();
    sheet.write(1_048_575, 16_383, "by mistake").unwrap();
    let (found, report) = lines("far.xlsx", workbook.save_to_buffer().unwrap(), &[]);
    assert_eq!(found, ["1|a", "1|b"]);
    assert_eq!(report.rejected_count(), 1);
}

#[test]
fn the_first_sheet_that_is_shown_is_read_unless_there_is_nothing_on_it() {
    let mut workbook = sheets(&[("~Settings", &[["a", "b"]]), ("Orders", FEW)]);
    let (found, _) = lines("hidden.xlsx", workbook.save_to_buffer().unwrap(), &[]);
    assert_eq!(found, ["1|a", "1|b"]);
    let mut workbook = sheets(&[("Notes", &[]), ("Orders", FEW)]);
    let bytes = workbook.save_to_buffer().unwrap();
    let error = Shop::new().refused(&orders(&[]), "empty.xlsx", &bytes);
    assert!(
        error.contains("sheet Notes") && error.contains("--sheet"),
        "{error}"
    );
}

#[test]
fn a_workbook_made_to_fill_a_memory_or_with_a_flipped_bit_is_refused() {
    let alike = " ".repeat(65 << 20);
    let bomb = zip(&[("xl/workbook.xml", alike.as_str())]);
    let error = Shop::new().refused(&orders(&[]), "bomb.xlsx", &bomb);
    assert!(error.contains("unpacks to"), "{error}");
    let text = "<workbook/>";
    let mut flipped = zip(&[("xl/workbook.xml", text)]);
    let place = flipped
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    // The checksum in the directory.
    flipped[place + 16] ^= 1;
    let error = Shop::new().refused(&orders(&[]), "flipped.xlsx", &flipped);
    assert!(error.contains("damaged"), "{error}");
}

#[test]
fn columns_stand_in_for_each_other_and_empty_cells_inherit() {
    let text = "Name,Lineitem sku,Lineitem name\n#1,MUG,Mug\n#1,,Gift bag\n";
    let columns = [
        "--order-column",
        "Name",
        "--item-column",
        "Lineitem sku",
        "--item-column",
        "Lineitem name",
        "--title-column",
        "Lineitem name",
    ];
    let (found, _) = lines("shopify.csv", text, &columns);
    assert_eq!(found, ["#1|MUG", "#1|Gift bag"]);
    let shop = Shop::new();
    shop.write(
        "products.csv",
        "Handle,Title,SKU,Vendor\nmug,The mug,M-RED,Us\nmug,,M-BLUE,\nbowl,Bowl,B1,\n",
    );
    let format = items(&[
        "--id-column",
        "SKU",
        "--title-column",
        "Title",
        "--inherit",
        "Title",
        "--creator-column",
        "Vendor",
    ]);
    shop.import(&format, "products.csv");
    let found = shop.rows("SELECT id, title, creator FROM items");
    assert_eq!(
        found,
        ["M-RED|The mug|Us", "M-BLUE|The mug|NULL", "B1|Bowl|NULL"]
    );
}

#[test]
fn entities_are_decoded_once_in_every_text() {
    let shop = Shop::new();
    shop.write("items.csv", "id,title,creator\n1,Salt &amp; Pepper,Ben &amp; Jerry\n2,Valentine&#39;s,\n3,&amp;amp; explained,\n");
    let report = shop.import(&items(&[]), "items.csv");
    let found = shop.rows("SELECT title, creator FROM items");
    assert_eq!(
        found,
        [
            "Salt & Pepper|Ben & Jerry",
            "Valentine's|NULL",
            "&amp; explained|NULL"
        ]
    );
    assert_eq!(report.notes[&Note::Entities].count, 4);
}

#[test]
fn categories_are_levels_or_several() {
    let shop = Shop::new();
    shop.write(
        "items.csv",
        "id,title,category\n1,a,Crime|Drama\n2,b,Home/Bath\n3,c,Crime\n",
    );
    shop.import(
        &items(&["--category-separator", "|", "--category-separator", "/"]),
        "items.csv",
    );
    let found = shop.rows("SELECT category FROM items");
    assert_eq!(found, ["Crime\nDrama", "Home > Bath", "Crime"]);
    let shop = Shop::new();
    shop.write(
        "items.jsonl",
        "{\"id\": 1, \"title\": \"a\", \"categories\": [[\"Home\", \"Bath\"], [\"Sale\"]]}\n",
    );
    shop.import(&items(&["--category-column", "categories"]), "items.jsonl");
    assert_eq!(
        shop.rows("SELECT category FROM items"),
        ["Home > Bath\nSale"]
    );
}

#[test]
fn what_spreadsheets_and_databases_did_to_ids_is_undone_or_told() {
    let text =
        "order_id,item_id\n1,\"=\"\"00123\"\"\"\n1,NULL\n1,\\N\n2,#N/A\n2,9.78E+12\n3,1001.0\n";
    let (found, report) = lines("orders.csv", text, &[]);
    assert_eq!(found, ["1|00123", "2|9.78E+12", "3|1001.0"]);
    assert_eq!(report.rejected[&RejectReason::EmptyItemId], 3);
    for note in [
        Note::Formula,
        Note::NullText,
        Note::DamagedId,
        Note::FractionId,
    ] {
        assert!(report.notes.contains_key(&note), "{note:?}");
    }
    let words = report.to_string();
    assert!(words.contains("(the first in line 6: 9.78E+12)"), "{words}");
}

#[test]
fn names_of_columns_are_found_in_other_case_and_all_missing_ones_are_named() {
    let (found, _) = lines("orders.csv", "Order_ID,ITEM ID\n1,a\n", &[]);
    assert_eq!(found, ["1|a"]);
    let shop = Shop::new();
    let many: Vec<String> = (0..40).map(|number| format!("extra{number}")).collect();
    let header = format!("{},InvoiceNum,StockCode\n", many.join(","));
    let columns = orders(&["--order-column", "InvoiceNo", "--item-column", "Stock"]);
    let error = shop.refused(&columns, "orders.csv", header);
    assert!(
        error.contains("`InvoiceNo` and no column `Stock`"),
        "{error}"
    );
    assert!(
        error.contains("columns are `InvoiceNum`") || error.contains("columns are `StockCode`"),
        "{error}"
    );
}

#[test]
fn repeats_within_a_file_are_told_apart_from_what_was_there() {
    let shop = Shop::new();
    shop.write(
        "orders.csv",
        "order_id,item_id\n1,a\n1,a\n1,b\norder_id,item_id\n2,a\n",
    );
    let report = shop.import(&orders(&[]), "orders.csv");
    let written = report.order_lines;
    assert_eq!((written.new, written.repeated, written.same), (3, 1, 0));
    assert_eq!(report.notes[&Note::RepeatedHeader].count, 1);
    let written = shop.import(&orders(&[]), "orders.csv").order_lines;
    assert_eq!((written.new, written.repeated, written.same), (0, 0, 4));
}

#[test]
fn report_is_the_same_in_words_and_as_json() {
    let (_, report) = lines(
        "orders.csv",
        "order_id,item_id\n1,caf\u{e9}\n1,\n2,x\n",
        &[],
    );
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["rejected"][0]["reason"], "empty item id");
    assert_eq!(json["first_rejected"][0]["line"], 3);
    assert_eq!(json["read_as"]["delimiter"], ",");
    assert_eq!(json["order_lines"]["new"], 2);
    assert!(
        report
            .to_string()
            .contains("read as delimited text (commas, quotes, UTF-8, header on line 1)")
    );
}

#[test]
fn parquet_is_read_as_warehouses_write_it() {
    use crate::columnar::samples::{
        Values, byte_arrays, file, integers, levelled, required, texts,
    };
    let group = |first: i64| {
        vec![
            integers(&[Some(first), None, Some(first + 1)]),
            texts(&[Some("007"), Some("b"), None::<&str>]),
        ]
    };
    let columns = "optional int64 order_id; optional binary item_id (UTF8);";
    let bytes = file(columns, &[group(1), group(5)]);
    let (found, report) = lines("orders.parquet", &bytes, &[]);
    assert_eq!(found, ["1|007", "5|007"]);
    let places: Vec<u64> = report.first_rejected.iter().map(|row| row.line).collect();
    assert_eq!(places, [2, 3, 5, 6]);

    // A list makes a row of each of its elements.
    let columns = "required int64 id; repeated binary skus (UTF8);";
    let skus = levelled(
        byte_arrays([&b"a"[..], b"b", b"c"]),
        &[1, 1, 0, 1],
        &[0, 1, 0, 0],
    );
    let bytes = file(
        columns,
        &[vec![required(Values::Int64(vec![1, 2, 3])), skus]],
    );
    let paths = ["--order-column", "id", "--item-column", "skus[]"];
    let (found, report) = lines("lists.parquet", &bytes, &paths);
    assert_eq!(found, ["1|a", "1|b", "3|c"]);
    assert_eq!(report.notes[&Note::EmptyList].count, 1);

    // Whole numbers that a program wrote as fractions, and ids that are bytes.
    let columns = "required double order_id; required binary item_id;";
    let ids = byte_arrays([&b"\xff\x00\x01"[..], b"\xff\x00\x02"]);
    let order_ids = required(Values::Double(vec![1001.0, 1001.0]));
    let bytes = file(columns, &[vec![order_ids, required(ids)]]);
    let (found, _) = lines("pandas.parquet", &bytes, &[]);
    assert_eq!(found, ["1001|ff0001", "1001|ff0002"]);

    let shop = Shop::new();
    let error = shop.refused(&orders_of("x"), "orders.parquet", &bytes);
    assert!(
        error.contains("no column `x`") && error.contains("`order_id`"),
        "{error}"
    );
    let error = shop.refused(&orders(&[]), "cut.parquet", &bytes[..bytes.len() - 9]);
    assert!(error.contains("cut.parquet"), "{error}");
}

fn orders_of(column: &str) -> ImportFormat {
    orders(&["--order-column", column])
}

#[test]
fn whole_parquet_file_has_each_value_in_the_place_of_its_column() {
    use crate::columnar::samples::{byte_arrays, file, levelled};
    use crate::files::{Input, RowReader, Stop};
    let list = |value: &'static [u8]| levelled(byte_arrays([value]), &[1], &[0]);
    let columns =
        "repeated binary tags (UTF8); repeated group lines { required binary sku (UTF8); }";
    let shop = Shop::new();
    shop.write(
        "two.parquet",
        file(columns, &[vec![list(b"red"), list(b"a")]]),
    );
    let mut input = Input::open(&shop.path("two.parquet"), Stop::default()).unwrap();
    let mut rows = RowReader::open_whole(&mut input, &options(&[])).unwrap();
    assert_eq!(rows.facts().columns, ["tags[]", "lines[].sku"]);
    rows.next().unwrap();
    assert_eq!((rows.row().value(0), rows.row().value(1)), ("", "a"));
}

#[test]
fn numbers_that_a_spreadsheet_does_not_keep_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "order_id").unwrap();
    sheet.write(0, 1, "item_id").unwrap();
    for row in 1..4 {
        sheet
            .write(row, 0, 302_000_000_000_000_000_u64 + u64::from(row))
            .unwrap();
        sheet.write(row, 1, "a").unwrap();
    }
    let (_, report) = lines("long.xlsx", workbook.save_to_buffer().unwrap(), &[]);
    assert_eq!(report.notes[&Note::InexactNumber].count, 3);
}

#[test]
fn archive_in_an_archive_is_refused() {
    let inner = zip(&[("orders.csv", "order_id,item_id\n1,a\n")]);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("inner.zip", SimpleFileOptions::default())
        .unwrap();
    archive.write_all(&inner).unwrap();
    let outer = archive.finish().unwrap().into_inner();
    let shop = Shop::new();
    let error = shop.refused(&orders(&[]), "outer.zip", outer);
    assert!(error.contains("a zip archive in a zip archive"), "{error}");
}
