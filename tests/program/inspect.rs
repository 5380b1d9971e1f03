//! `cartway inspect` as an operator meets it: the small files of known exports in
//! `tests/data/exports` are understood, the commands shown import them, and what was bought together
//! is connected.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Run, Shop};

/// Files that are imported together.
struct Case {
    files: &'static [&'static str],
    /// Orders and order lines that come of them.
    lines: (i64, i64),
    /// Links that are given by them.
    links: i64,
    /// Items with a title.
    titles: i64,
    /// Two items that are bought together.
    pair: Option<(&'static str, &'static str)>,
}

const fn orders(
    files: &'static [&'static str],
    lines: (i64, i64),
    titles: i64,
    pair: (&'static str, &'static str),
) -> Case {
    Case {
        files,
        lines,
        links: 0,
        titles,
        pair: Some(pair),
    }
}

const fn items(files: &'static [&'static str], titles: i64) -> Case {
    Case {
        files,
        lines: (0, 0),
        links: 0,
        titles,
        pair: None,
    }
}

const fn links(
    files: &'static [&'static str],
    links: i64,
    titles: i64,
    pair: (&'static str, &'static str),
) -> Case {
    Case {
        files,
        lines: (0, 0),
        links,
        titles,
        pair: Some(pair),
    }
}

/// What comes of each small file: cancelled orders, goods that came back, vouchers and rows that
/// are none are left out.
const CASES: [Case; 33] = [
    orders(
        &["shopify-orders.csv", "shopify-products.csv"],
        (4, 9),
        7,
        ("TEA-SEN", "POT-KYU"),
    ),
    orders(&["shopify-orders.jsonl"], (3, 6), 4, ("TEA-SEN", "CUP-YUN")),
    orders(
        &["woocommerce-orders.csv", "woocommerce-products.csv"],
        (3, 7),
        5,
        ("ACE-1", "SAL-1"),
    ),
    orders(
        &["woocommerce-order-items.csv"],
        (3, 6),
        3,
        ("SAL-1", "VIN-1"),
    ),
    orders(&["woocommerce-orders.json"], (3, 6), 3, ("ACE-1", "32")),
    orders(
        &["magento-order-items.csv", "magento-products.csv"],
        (4, 8),
        3,
        ("MB01", "UG07"),
    ),
    orders(
        &["prestashop-order-detail.csv", "prestashop-products.csv"],
        (4, 8),
        3,
        ("6", "8"),
    ),
    orders(
        &["square-items.csv", "square-library.csv"],
        (4, 8),
        3,
        ("FW-1", "Croissant"),
    ),
    orders(&["etsy-order-items.csv"], (4, 9), 4, ("1502", "1503")),
    orders(
        &["amazon-orders.txt", "amazon-listings.txt"],
        (3, 6),
        3,
        ("B000TEST02", "B000TEST03"),
    ),
    orders(&["ebay-orders.csv"], (4, 8), 3, ("318508625050", "SHADE-1")),
    orders(
        &["shopware-order-details.csv"],
        (4, 8),
        3,
        ("SW10178", "SW10002.1"),
    ),
    orders(
        &["oxid-order-articles.csv", "oxid-articles.csv"],
        (4, 7),
        3,
        (
            "058de8224773a1d5fd54d523f0c823e0",
            "0584e8b766a4de2177f9ed11d1587f55",
        ),
    ),
    orders(&["opencart-order-product.csv"], (4, 8), 3, ("42", "43")),
    orders(
        &["ga4-events.jsonl"],
        (4, 8),
        3,
        ("GGOEGXXX0001", "GGOEGXXX0002"),
    ),
    orders(
        &[
            "olist_order_items_dataset.csv",
            "olist_products_dataset.csv",
        ],
        (4, 8),
        3,
        (
            "4244733e06e7ecb4970a6e2683c13e61",
            "c777355d18b72b67abbeef9df44fd0fd",
        ),
    ),
    orders(
        &["instacart-order-products.csv", "instacart-products.csv"],
        (4, 9),
        3,
        ("33120", "9327"),
    ),
    orders(&["online-retail.csv"], (6, 12), 5, ("71053", "22633")),
    orders(&["online-retail-ii.csv"], (6, 12), 5, ("71053", "22633")),
    orders(&["groceries.csv"], (6, 11), 5, ("whole milk", "soda")),
    orders(
        &["journey-transactions.csv", "journey-products.csv"],
        (4, 8),
        3,
        ("1033142", "826249"),
    ),
    orders(
        &["movielens-ratings.csv", "movielens-movies.csv"],
        (4, 9),
        3,
        ("1", "6"),
    ),
    orders(
        &["lastfm-user-artists.dat", "lastfm-artists.dat"],
        (4, 9),
        3,
        ("51", "53"),
    ),
    orders(
        &["bx-ratings.csv", "bx-books.csv"],
        (4, 8),
        3,
        ("0155061224", "0446520802"),
    ),
    orders(&["baskets.dat"], (10, 57), 0, ("38", "39")),
    items(&["etsy-listings.csv"], 2),
    items(&["wix-products.csv"], 3),
    items(&["amazon-meta-2023.jsonl"], 2),
    links(
        &["amazon-meta-2018.jsonl"],
        3,
        3,
        ("0000031852", "B00JHONN1S"),
    ),
    links(
        &["amazon-meta-2014.jsonl"],
        3,
        2,
        ("0000031852", "B00JHONN1S"),
    ),
    links(&["snap-edges.txt"], 5, 0, ("0", "1")),
    links(&["amazon-meta.txt"], 3, 2, ("0827229534", "0738700797")),
    items(
        &[
            "etsy-orders.csv",
            "olist_orders_dataset.csv",
            "instacart-orders.csv",
        ],
        0,
    ),
];

fn small_file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports");
    fs::read(folder.join(name)).unwrap()
}

fn shop_with(files: &[&str]) -> Shop {
    let shop = Shop::new();
    for file in files {
        shop.write(file, small_file(file));
    }
    shop
}

/// What is found of files, as programs get it.
fn looks(shop: &Shop, files: &[&str]) -> Value {
    let run = shop.run(&[&["inspect", "--json"], files].concat());
    serde_json::from_str(run.succeeded()).unwrap()
}

/// The commands that are proposed, each with the database among its words.
fn commands(looks: &Value) -> Vec<Vec<String>> {
    let proposals = looks["proposals"].as_array().unwrap();
    let words = proposals.iter().map(|proposal| {
        let words = proposal["words"].as_array().unwrap();
        let mut words: Vec<String> = words
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect();
        words.splice(1..1, ["--db".to_owned(), "shop.db".to_owned()]);
        words
    });
    words.collect()
}

fn count(shop: &Shop, query: &str) -> i64 {
    if !shop.folder().join("shop.db").exists() {
        return 0;
    }
    let database = shop.database();
    database
        .query_row(query, [], |row| row.get(0))
        .unwrap_or_default()
}

#[test]
fn small_files_of_known_exports_are_imported_as_proposed_and_connect() {
    for case in &CASES {
        let files = case.files;
        let shop = shop_with(files);
        let looks = looks(&shop, files);
        for look in looks["files"].as_array().unwrap() {
            assert_eq!(look["questions"], Value::Array(Vec::new()), "{files:?}");
        }
        for words in commands(&looks) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let run = shop.run(&[&["import"], &words[..]].concat());
            assert!(run.status.success(), "{words:?}: {run:#?}");
        }
        let orders = count(&shop, "SELECT count(DISTINCT order_id) FROM order_lines");
        let lines = count(&shop, "SELECT count(*) FROM order_lines");
        assert_eq!((orders, lines), case.lines, "{files:?}");
        assert_eq!(
            count(&shop, "SELECT count(*) FROM co_purchases"),
            case.links,
            "{files:?}"
        );
        let titles = count(&shop, "SELECT count(*) FROM items WHERE title IS NOT NULL");
        assert_eq!(titles, case.titles, "{files:?}");
        if let Some((from, to)) = case.pair {
            shop.rebuild(&["--min-orders", "1", "--quiet"]).succeeded();
            let answer = shop.connect(&[from, to]);
            assert_eq!(answer["status"], "found", "{files:?}: {answer:#}");
        }
    }
}

#[test]
fn the_papers_show_the_commands_that_are_proposed() {
    let paper = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/importing.md");
    let paper = fs::read_to_string(paper).unwrap().replace("\\\n", " ");
    let shown: Vec<Vec<String>> = paper
        .lines()
        .filter_map(|line| line.strip_prefix("cartway import "))
        .filter_map(|line| shell_words::split(line).ok())
        .collect();
    for file in CASES.iter().flat_map(|case| case.files) {
        let shop = shop_with(&[file]);
        for words in commands(&looks(&shop, &[file])) {
            assert!(shown.contains(&words), "docs/importing.md lacks {words:?}");
        }
    }
}

#[test]
fn the_screen_ends_in_the_command_to_copy() {
    let shop = shop_with(&["shopify-orders.csv"]);
    let run = shop.run(&["inspect", "--db", "my shop.db", "shopify-orders.csv"]);
    let screen = run.succeeded();
    assert!(
        screen.starts_with("shopify-orders.csv: Shopify orders (order lines)\n"),
        "{screen}"
    );
    let (_, command) = screen.split_once("Import it with\n\n").unwrap();
    let words = shell_words::split(command).unwrap();
    assert_eq!(
        words[..5],
        ["cartway", "import", "orders", "--db", "my shop.db"]
    );
    assert_eq!(words.last().unwrap(), "shopify-orders.csv");
    assert!(
        screen.lines().all(|line| line.chars().count() <= 80),
        "{screen}"
    );
}

#[test]
fn what_is_not_understood_is_no_failure_but_what_cannot_be_read_is() {
    let shop = Shop::new();
    shop.write(
        "towns.csv",
        "first,last,town\nAda,Byron,London\nMay,Lee,York\n",
    );
    let run = shop.run(&["inspect", "towns.csv"]);
    assert!(run.succeeded().contains("To be settled first:"), "{run:#?}");
    let run: Run = shop.run(&["inspect", "no-such.csv"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(run.err.contains("no-such.csv"), "{run:#?}");
    let run = shop.run(&["inspect"]);
    assert_eq!(run.status.code(), Some(2));
}
