//! Where rows may come from: tables, views, a SELECT, other databases, a folder of Parquet; what is
//! left out of them; and files of which nobody said what they are.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Shop, write_parquet};

/// Three orders of a lamp and a bulb, one of a lamp and postage, one that was cancelled, under names
/// of the shop's own: `items` is its stock.
const OWN_NAMES: &str = "
    CREATE TABLE items(shelf, quantity);
    INSERT INTO items VALUES ('a7', 12);
    CREATE TABLE product(sku, name, price);
    INSERT INTO product VALUES
      ('a', 'Lamp', 19.9), ('b', 'Bulb', 2.5), ('POST', 'Postage', 4.0), ('x1', 'Test item', 0.0);
    CREATE TABLE sale(receipt, sku, state);
    INSERT INTO sale VALUES
      (1, 'a', 'paid'), (1, 'b', 'paid'), (2, 'a', 'paid'), (2, 'b', 'paid'), (3, 'a', 'paid'),
      (3, 'b', 'paid'), (4, 'a', 'paid'), (4, 'POST', 'paid'), (5, 'a', 'paid'),
      (5, 'POST', 'paid'), (6, 'a', 'void'), (6, 'x1', 'void'), (7, 'a', 'paid'),
      (7, 'x1', 'paid'), (8, 'a', 'paid'), (8, 'x1', 'paid');
    CREATE VIEW goods AS SELECT sku AS id, name AS title FROM product;
    CREATE VIEW paid AS SELECT receipt AS order_id, sku AS item_id FROM sale WHERE state = 'paid';";

/// Rebuilds, and gives how many orders hold both a lamp and a bulb.
#[track_caller]
fn orders_of_both(shop: &Shop, options: &[&str]) -> Value {
    shop.rebuild(options).succeeded();
    shop.connect(&["Lamp", "Bulb"])["links"][0]["orders"].clone()
}

#[test]
fn rows_are_read_from_views_tables_and_selects() {
    let shop = Shop::with_sql(OWN_NAMES);
    shop.sql(
        "CREATE TABLE copies AS SELECT * FROM goods;
         CREATE TABLE lines AS SELECT * FROM paid;",
    );
    for (items, lines) in [
        ("goods", "paid"),
        ("copies", "lines"),
        ("SELECT sku AS id, name AS title FROM product", "paid"),
        (
            "goods",
            "SELECT receipt AS order_id, sku AS item_id FROM sale WHERE state = 'paid'",
        ),
        (
            "WITH all_of AS (SELECT * FROM product) SELECT sku AS id, name AS title FROM all_of",
            "SELECT receipt order_id, s.sku item_id FROM sale s JOIN product USING (sku)
             WHERE state = 'paid';",
        ),
    ] {
        let orders = orders_of_both(&shop, &["--items-from", items, "--lines-from", lines]);
        assert_eq!(orders, 3, "{items}, {lines}");
    }
}

#[test]
fn rows_may_be_in_attached_databases_and_none_is_written_to() {
    let shop = Shop::with_sql("CREATE TABLE note(text)");
    rusqlite::Connection::open(shop.path("crm.db"))
        .unwrap()
        .execute_batch(OWN_NAMES)
        .unwrap();
    let before = [fs::read(shop.db()), fs::read(shop.path("crm.db"))].map(Result::unwrap);
    let select = "SELECT receipt AS order_id, sku AS item_id FROM till.sale WHERE state = 'paid'";
    let orders = orders_of_both(
        &shop,
        &[
            "--attach=crm=crm.db",
            "--attach=till=crm.db",
            "--items-from=crm.goods",
            "--lines-from",
            select,
        ],
    );
    assert_eq!(orders, 3);
    let after = [fs::read(shop.db()), fs::read(shop.path("crm.db"))].map(Result::unwrap);
    assert!(before == after, "a database was written to");
    let run = shop.rebuild(&["--attach", "crm=none.db", "--lines-from", "crm.paid"]);
    run.failed_saying(&["none.db"]);
    let run = shop.rebuild(&["--attach", "main=crm.db"]);
    assert!(run.refused().contains("NAME=FILE"), "{run:#?}");
}

#[test]
fn a_shop_whose_own_table_is_called_items_is_told_what_to_write_and_that_works() {
    let shop = Shop::with_sql(
        "CREATE TABLE items(sku, name, price);
         INSERT INTO items VALUES ('a', 'Lamp', 2), ('b', 'Bulb', 1);
         CREATE TABLE order_lines(invoice, sku);
         INSERT INTO order_lines VALUES (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b');",
    );
    let advised = |run: &Run| {
        let said = run.failed();
        let (_, advice) = said.split_once("--").expect("an option is advised");
        let words = shell_words::split(&format!("--{advice}")).unwrap();
        [words[0].clone(), words[1].clone()]
    };
    let items = advised(&shop.rebuild(&[]));
    assert_eq!(items[0], "--items-from");
    let lines = advised(&shop.rebuild(&[&items[0], &items[1]]));
    assert_eq!(lines[0], "--lines-from");
    let options = [&items[0][..], &items[1], &lines[0], &lines[1]];
    assert_eq!(orders_of_both(&shop, &options), 2);
}

#[test]
fn views_may_use_functions_of_mathematics_and_regular_expressions() {
    let shop = Shop::with_sql(
        "CREATE TABLE product(sku, name); CREATE TABLE sale(receipt, sku);
         INSERT INTO product VALUES (7.5, 'Lamp'), (8.25, 'Bulb');
         INSERT INTO sale VALUES ('R1', 7.5), ('R1', 8.1), ('R2', 7.2), ('R2', 8.9), ('X3', 7);
         CREATE VIEW items AS SELECT floor(sku) AS id, name AS title FROM product;
         CREATE VIEW order_lines AS SELECT receipt AS order_id, floor(sku) AS item_id FROM sale
           WHERE receipt REGEXP '^R[0-9]$';",
    );
    assert_eq!(orders_of_both(&shop, &[]), 2);
    assert_eq!(shop.connect(&["7", "8"])["links"][0]["orders"], 2);
}

#[test]
fn what_could_change_a_database_is_refused() {
    let shop = Shop::with_sql(OWN_NAMES);
    let before = fs::read(shop.db()).unwrap();
    for text in [
        "DELETE FROM sale",
        "DELETE FROM sale RETURNING receipt AS order_id, sku AS item_id",
        "SELECT * FROM paid; DELETE FROM sale",
        "WITH gone AS (SELECT 1) INSERT INTO sale SELECT 9, 'a', 'paid' FROM gone",
        "UPDATE sale SET state = 'paid'",
        "ATTACH 'new.db' AS new",
        "PRAGMA user_version = 7",
        "DROP VIEW paid",
        "VACUUM INTO 'copy.db'",
    ] {
        for (option, other) in [
            ("--lines-from", "--items-from=goods"),
            ("--items-from", "--lines-from=paid"),
        ] {
            shop.rebuild(&[other, option, text])
                .failed_saying(&[option, "SELECT"]);
        }
    }
    assert!(
        fs::read(shop.db()).unwrap() == before,
        "the database was written to"
    );
    assert!(!shop.path("new.db").exists() && !shop.path("copy.db").exists());
    let run = shop.rebuild(&["--items-from", "godos", "--lines-from", "paid"]);
    run.failed_saying(&["`godos`", "Do you mean `goods`?"]);
}

#[test]
fn items_are_left_out_by_their_id_or_by_their_title() {
    let shop = Shop::with_sql(OWN_NAMES);
    let from = ["--items-from=goods", "--lines-from=paid"];
    let linked = |id: &str| {
        let answer = shop.ask("connect", &["--json", "a", id]);
        answer.status.success() && answer.out.contains("\"found\"")
    };
    shop.rebuild(&from).succeeded();
    assert!(linked("b") && linked("POST") && linked("x1"));
    let options = ["--leave-out", "POST", "--leave-out", "/(?i)^TEST/"];
    let run = shop.rebuild(&[&from[..], &options].concat());
    run.succeeded();
    assert!(linked("b") && !linked("POST") && !linked("x1"));
    let run = shop.rebuild(&[&from[..], &["--leave-out", "no-such-item"]].concat());
    let told = format!("{}{}", run.succeeded(), run.err);
    assert!(told.contains("no-such-item"), "{told}");
    let run = shop.rebuild(&[&from[..], &["--leave-out", "/(/"]].concat());
    assert!(run.refused().contains("--leave-out"), "{run:#?}");
    let mut command = shop.command(&["rebuild", "--db", "shop.db", "--graph", "shop.graph"]);
    command.args(from).env("CARTWAY_LEAVE_OUT", "POST\n/Test/");
    Run::of(&mut command).succeeded();
    assert!(linked("b") && !linked("POST") && !linked("x1"));
}

fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
    let row = |row: &&[&str]| row.iter().map(|&value| value.to_owned()).collect();
    rows.iter().map(row).collect()
}

/// A folder of Parquet with three orders of a lamp and a bulb, in two files.
fn warehouse() -> Shop {
    let shop = Shop::new();
    for folder in ["order_lines/year=2024", "items"] {
        fs::create_dir_all(shop.path("warehouse").join(folder)).unwrap();
    }
    let columns = ["order_id", "store", "item_id"];
    let lines = table(&[
        &["1", "x", "a"],
        &["1", "x", "b"],
        &["2", "x", "a"],
        &["", "x", "b"],
    ]);
    let path = |name: &str| shop.path("warehouse").join(name);
    write_parquet(&path("order_lines/0.parquet"), &columns, &lines);
    let lines = table(&[&["2", "y", "b"], &["3", "y", "b"], &["3", "y", "a"]]);
    write_parquet(&path("order_lines/year=2024/0.parquet"), &columns, &lines);
    let items = table(&[&["a", "Lamp"], &["b", "Bulb"]]);
    write_parquet(&path("items/all.parquet"), &["id", "title"], &items);
    fs::write(path("order_lines/_SUCCESS"), "").unwrap();
    shop
}

fn rebuild_warehouse(shop: &Shop) -> Run {
    shop.run(&["rebuild", "--db", "warehouse", "--graph", "shop.graph"])
}

#[test]
fn a_folder_of_parquet_is_read_as_a_database() {
    let shop = warehouse();
    rebuild_warehouse(&shop).succeeded();
    assert_eq!(shop.connect(&["Lamp", "Bulb"])["links"][0]["orders"], 3);
}

#[test]
fn a_folder_that_cannot_be_read_as_one_says_what_is_wrong_with_it() {
    let shop = warehouse();
    rebuild_warehouse(&shop).succeeded();
    let live = shop.current();
    let path = |name: &str| shop.path("warehouse").join(name);
    fs::write(path("order_lines/notes.txt"), "mine").unwrap();
    rebuild_warehouse(&shop).failed_saying(&["notes.txt", ".parquet"]);
    fs::remove_file(path("order_lines/notes.txt")).unwrap();

    let whole = fs::read(path("items/all.parquet")).unwrap();
    fs::write(path("items/all.parquet"), &whole[..whole.len() / 2]).unwrap();
    rebuild_warehouse(&shop).failed_saying(&["all.parquet"]);
    write_parquet(&path("items/all.parquet"), &["sku", "title"], &[]);
    rebuild_warehouse(&shop).failed_saying(&["all.parquet", "`id`", "`sku`"]);
    fs::write(path("items/all.parquet"), whole).unwrap();

    fs::create_dir(path("order_lines/_delta_log")).unwrap();
    rebuild_warehouse(&shop).failed_saying(&["Delta"]);
    fs::remove_dir(path("order_lines/_delta_log")).unwrap();
    assert_eq!(shop.current(), live);
    rebuild_warehouse(&shop).succeeded();
}

/// Files that leave nothing to ask.
const ORDERS: &str = "Order ID;SKU;Product Name\n\
    1001;A-1;Lamp\n1001;B-2;Bulb\n1002;A-1;Lamp\n1002;B-2;Bulb\n1003;A-1;Lamp\n1003;C-3;Shade\n";
const ITEMS: &str = "sku,title,brand\nA-1,Desk lamp,Ada\nB-2,Warm bulb,Bo\nC-3,Shade,Ada\n";

#[test]
fn files_of_which_nobody_said_what_they_are_are_imported_where_that_is_sure() {
    let shop = Shop::new();
    shop.write("orders.csv", ORDERS);
    shop.write("products.csv", ITEMS);
    let run = shop.run(&["import", "--db", "shop.db", "orders.csv", "products.csv"]);
    run.succeeded();
    let commands: Vec<&str> = run
        .err
        .lines()
        .filter(|line| line.starts_with("cartway "))
        .collect();
    assert_eq!(commands.len(), 2, "{run:#?}");
    shop.rebuild(&[]).succeeded();
    assert_eq!(
        shop.connect(&["Desk lamp", "Warm bulb"])["links"][0]["orders"],
        2
    );

    // What was run can be copied: it leaves the same database.
    let again = Shop::new();
    again.write("orders.csv", ORDERS);
    again.write("products.csv", ITEMS);
    for command in commands {
        let words = shell_words::split(command).unwrap();
        let words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        again.run(&words).succeeded();
    }
    assert_eq!(again.dump(), shop.dump());
}

#[test]
fn files_that_leave_something_to_ask_are_not_imported() {
    let shop = Shop::new();
    shop.write(
        "towns.csv",
        "first,last,town\nAda,Byron,London\nMay,Lee,York\n",
    );
    let run = shop.run(&["import", "--db", "shop.db", "towns.csv"]);
    assert_eq!(run.status.code(), Some(1), "{run:#?}");
    assert_eq!(run.out, "");
    assert!(
        run.err.contains("towns.csv") && run.err.contains('?'),
        "{run:#?}"
    );
    assert!(run.err.contains("nothing was imported"), "{run:#?}");
    assert!(!shop.db().exists(), "a database was made");

    // Nor are the others that came with it, as the answer may be about them.
    shop.write("orders.csv", ORDERS);
    let run = shop.run(&["import", "--db", "shop.db", "orders.csv", "towns.csv"]);
    assert_eq!(run.status.code(), Some(1), "{run:#?}");
    assert!(!shop.db().exists(), "a part was imported");
    let run = shop.run(&["import", "--db", "shop.db", "-"]);
    run.failed_saying(&["standard input", "cartway import orders -"]);
}

#[test]
fn what_is_found_of_files_is_told_to_programs() {
    let shop = Shop::new();
    shop.write("orders.csv", ORDERS);
    shop.write(
        "towns.csv",
        "first,last,town\nAda,Byron,London\nMay,Lee,York\n",
    );
    let run = shop.run(&["inspect", "--json", "orders.csv", "towns.csv"]);
    let looks: Value = serde_json::from_str(run.succeeded()).unwrap();
    let [orders, towns] = [&looks["files"][0], &looks["files"][1]];
    assert_eq!(
        (&orders["kind"], &orders["certainty"]),
        (&"orders".into(), &"sure".into())
    );
    assert_eq!(
        (&orders["rows"], &orders["is_whole"]),
        (&6.into(), &true.into())
    );
    let roles: Vec<_> = orders["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| &column["role"])
        .collect();
    assert_eq!(roles, ["order", "item", "title"]);
    assert_eq!(orders["questions"], Value::Array(Vec::new()));
    let questions = towns["questions"].as_array().unwrap();
    assert!(!questions.is_empty(), "{towns:#}");
    for question in questions {
        assert_eq!(question["file"], "towns.csv");
        for text in ["asks", "option"] {
            assert!(!question[text].as_str().unwrap().is_empty(), "{question:#}");
        }
    }
    assert!(!shop.db().exists());
}

#[test]
fn what_became_of_files_is_told_to_programs() {
    let shop = Shop::new();
    shop.write("one.csv", "order_id,item_id\n1,a\n1,\n2,b\nC3,c\n");
    shop.write("two.csv", "order_id;item_id\n4;\"=\"\"007\"\"\"\n");
    let files = ["one.csv", "two.csv"];
    let run = shop.import(
        "orders",
        &[&["--json", "--skip", "order_id=^C"], &files[..]].concat(),
    );
    let reports: Value = serde_json::from_str(run.succeeded()).unwrap();
    let [one, two] = [&reports[0], &reports[1]];
    assert_eq!(
        (&one["file"], &two["file"]),
        (&"one.csv".into(), &"two.csv".into())
    );
    for (name, count) in [("rows", 4), ("taken", 2), ("skipped", 1)] {
        assert_eq!(one[name], count, "{name}");
    }
    let rejected = serde_json::json!([{"reason": "empty item id", "rows": 1}]);
    assert_eq!(one["rejected"], rejected);
    assert_eq!(one["first_rejected"][0]["line"], 3, "{one:#}");
    assert_eq!(
        (&one["read_as"]["delimiter"], &two["read_as"]["delimiter"]),
        (&",".into(), &";".into())
    );
    assert_eq!(two["order_lines"]["new"], 1, "{two:#}");
    let note = &two["notes"][0];
    assert_eq!(
        (&note["note"], &note["line"]),
        (&"formula".into(), &2.into()),
        "{two:#}"
    );

    // Also where nobody said what the file is: the command stands apart, on standard error.
    shop.write("orders.csv", ORDERS);
    let run = shop.run(&["import", "--json", "--db", "shop.db", "orders.csv"]);
    let reports: Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(reports[0]["taken"], 6);
    assert!(
        run.err.starts_with("cartway import orders --db shop.db "),
        "{run:#?}"
    );
}
