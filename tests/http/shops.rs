//! Small shops with something to try in each, and servers over them that all tests share.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cartway::address::href;
use cartway::explorer::Options;
use cartway::generation::Manifest;
use cartway::rebuild::{Settings, rebuild};
use rusqlite::params;

use crate::support::{Served, Shop};

/// An id with everything that means something in an address.
pub const ODD_ID: &str = "a/b?c=d&e#f 100%25+";
/// A title that would run in a page that forgot to escape it.
pub const SCRIPT: &str = "<script>alert(1)</script>";

/// Items that try every part of the way from a database to a page: id, title.
pub fn odd_items() -> Vec<(String, String)> {
    let named = [
        ("old-harbour", "The Old Harbour"),
        ("new-harbour", "The New Harbour"),
        (ODD_ID, "Slash & Sons"),
        ("..a", "Half \"price\" 'deal' & more"),
        ("🚲", "Bicycle 🚲 repair"),
        ("script", SCRIPT),
        ("שלום", "שלום עולם"),
        ("bell", "bell\u{7}, escape\u{1b}[31m,\r\nreturn"),
        ("</svg>", "]]> <!-- &amp; --> %41"),
        ("x/neighbours", "Neighbours of x"),
        ("007", "Seven"),
    ];
    let mut items: Vec<(String, String)> = named
        .iter()
        .map(|(id, title)| ((*id).to_owned(), (*title).to_owned()))
        .collect();
    items.push(("long".to_owned(), "y".repeat(10_000)));
    items
}

impl Shop {
    /// A shop without anything, which may be told links as well.
    pub fn empty() -> Self {
        let shop = Self::with_tables();
        shop.sql("CREATE TABLE co_purchases(source, target, orders);");
        shop
    }

    /// A shop where each odd item is bought with the next one, in a ring with two ways round, and
    /// one item is never bought.
    pub fn of_odd_items() -> Self {
        let shop = Self::empty();
        let items = odd_items();
        for (id, title) in &items {
            shop.add_item(id, title);
        }
        for (place, (id, _)) in items.iter().enumerate() {
            let (next, _) = &items[(place + 1) % items.len()];
            shop.add_order(&[id, next]);
            shop.add_order(&[id, next]);
        }
        shop.add_item("lonely", "Never bought");
        shop
    }

    /// A shop that gives its links: a street one way, a house off it, an island.
    pub fn of_given_links() -> Self {
        let shop = Self::empty();
        for id in ["a", "b", "c", "d", "off", "isle-1", "isle-2", "lonely"] {
            shop.add_item(id, &format!("Title of {id}"));
        }
        for (source, target) in [
            ("a", "b"),
            ("b", "c"),
            ("c", "d"),
            ("off", "d"),
            ("isle-1", "isle-2"),
        ] {
            let sql = "INSERT INTO co_purchases VALUES (?, ?, 5)";
            let added = shop.database().execute(sql, params![source, target]);
            added.unwrap();
        }
        shop
    }

    /// A shop where tea and book are two hops apart over mug or milk, which are linked too, and a
    /// lamp beyond the book; a pair of its own.
    pub fn of_categories() -> Self {
        let shop = Self::empty();
        shop.items(&[
            ("tea", "Green tea", "Food & Drink"),
            ("mug", "Mug", "Kitchen"),
            ("milk", "Milk", "Food & Drink"),
            ("book", "The Tea Book", "Books"),
            ("lamp", "Lamp", "Home"),
            ("nut", "Nuts", "Food & Drink"),
            ("bolt", "Bolts", "Home"),
        ]);
        for (from, to, times) in [
            ("tea", "mug", 5),
            ("mug", "book", 5),
            ("tea", "milk", 3),
            ("milk", "book", 3),
            ("mug", "milk", 2),
            ("book", "lamp", 2),
            ("nut", "bolt", 2),
        ] {
            for _ in 0..times {
                shop.add_order(&[from, to]);
            }
        }
        shop
    }

    pub fn add_item(&self, id: &str, title: &str) {
        let sql = "INSERT INTO items(id, title, creator, category, year, url) \
                   VALUES (?, ?, 'A. Maker', 'book', 1999, 'https://shop.example/item')";
        self.database().execute(sql, params![id, title]).unwrap();
    }

    pub fn retitle(&self, id: &str, title: &str) {
        let sql = "UPDATE items SET title = ? WHERE id = ?";
        self.database().execute(sql, params![title, id]).unwrap();
    }

    /// Puts an item on the also-bought list of another, without a number of orders.
    pub fn add_list(&self, of: &str, id: &str) {
        let sql = "INSERT INTO co_purchases(source, target) VALUES (?, ?)";
        self.database().execute(sql, params![of, id]).unwrap();
    }

    /// Publishes a generation in which one order is enough for a link, with a note.
    pub fn make_noted_generation(&self) -> Manifest {
        let settings = Settings {
            min_orders: Some(1),
            threads: Some(1),
            note: Some("Invented for a test.".to_owned()),
            ..self.settings()
        };
        rebuild(&settings, &()).unwrap()
    }
}

/// The shop of odd items, served for all tests that change nothing.
pub static ODD: LazyLock<(Shop, Served)> = LazyLock::new(|| served(Shop::of_odd_items()));
/// The shop of given links, likewise.
pub static GIVEN: LazyLock<(Shop, Served)> = LazyLock::new(|| served(Shop::of_given_links()));

fn served(shop: Shop) -> (Shop, Served) {
    shop.make_noted_generation();
    let served = shop.serve();
    (shop, served)
}

/// The shop of categories, likewise.
pub static SORTED: LazyLock<(Shop, Served)> = LazyLock::new(|| served(Shop::of_categories()));

/// The address of the API for a question about connections.
pub fn paths(from: &str, to: &str) -> String {
    href::api_paths(&cartway::explorer::PathsQuestion::new(from, to))
}

/// Names a generation as the live one, the way a rebuild does: in one step.
pub fn publish(graph: &Path, name: &str) {
    let next = graph.join("CURRENT.partial");
    std::fs::write(&next, format!("{name}\n")).unwrap();
    std::fs::rename(next, graph.join("CURRENT")).unwrap();
}

/// Whether a page holds a script that is neither loaded from its own server nor only data.
pub fn holds_foreign_script(html: &str) -> bool {
    let ours = [
        "<script defer src=\"/static/",
        "<script type=\"application/ld+json\">",
    ];
    let all = html.matches("<script").count();
    let known = ours.iter().map(|script| html.matches(script).count());
    all > known.sum::<usize>()
}

/// The shop of odd items, served by a server that nobody told where it is.
pub fn here() -> (Shop, Served) {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let served = Served::with(explorer, |settings| settings.origin.clear());
    (shop, served)
}

/// A script that asks a server with a client of another language.
pub fn script_of_client(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/clients");
    folder.join(name)
}

/// Runs such a client, which must be content.
#[track_caller]
pub fn run_client(command: &mut Command) {
    let output = command.output().expect("the client is installed");
    let told = [&output.stdout, &output.stderr].map(|told| String::from_utf8_lossy(told));
    assert!(output.status.success(), "{}", told.concat());
}
