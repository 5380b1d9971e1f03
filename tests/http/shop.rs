//! Small shops, their generations, servers over them, and a client.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use cartway::address::href;
use cartway::explorer::{Explorer, GraphFolder, Options};
use cartway::generation::Manifest;
use cartway::rebuild::{self, Settings};
use cartway::web::{Server, ServerSettings};
use rusqlite::{Connection, params};
use tempfile::TempDir;

/// How long a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(30);

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

/// A database with its graph folder, gone when dropped.
pub struct Shop {
    dir: TempDir,
}

impl Shop {
    /// A shop without anything.
    pub fn empty() -> Self {
        let shop = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        shop.database()
            .execute_batch(
                "CREATE TABLE items(id, title, creator, category, year, url, image_url);
                 CREATE TABLE order_lines(order_id, item_id);
                 CREATE TABLE co_purchases(source, target, orders);",
            )
            .unwrap();
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
        for (id, title, category) in [
            ("tea", "Green tea", "Food & Drink"),
            ("mug", "Mug", "Kitchen"),
            ("milk", "Milk", "Food & Drink"),
            ("book", "The Tea Book", "Books"),
            ("lamp", "Lamp", "Home"),
            ("nut", "Nuts", "Food & Drink"),
            ("bolt", "Bolts", "Home"),
        ] {
            shop.add_item_of(id, title, category);
        }
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

    /// An item of another category.
    pub fn add_item_of(&self, id: &str, title: &str, category: &str) {
        let sql = "INSERT INTO items(id, title, category) VALUES (?, ?, ?)";
        let added = self.database().execute(sql, params![id, title, category]);
        added.unwrap();
    }

    /// Puts an item on the also-bought list of another, without a number of orders.
    pub fn add_list(&self, of: &str, id: &str) {
        let sql = "INSERT INTO co_purchases(source, target) VALUES (?, ?)";
        self.database().execute(sql, params![of, id]).unwrap();
    }

    pub fn add_order(&self, ids: &[&str]) {
        let database = self.database();
        let sql = "SELECT count(DISTINCT order_id) FROM order_lines";
        let order: i64 = database.query_row(sql, [], |row| row.get(0)).unwrap();
        for id in ids {
            let sql = "INSERT INTO order_lines VALUES (?, ?)";
            database.execute(sql, params![order, id]).unwrap();
        }
    }

    fn database(&self) -> Connection {
        Connection::open(self.dir.path().join("shop.db")).unwrap()
    }

    pub fn graph(&self) -> PathBuf {
        self.dir.path().join("shop.graph")
    }

    /// Publishes a generation of what the shop holds now.
    pub fn rebuild(&self) -> Manifest {
        let settings = Settings {
            min_orders: 1,
            threads: Some(1),
            note: Some("Invented for a test.".to_owned()),
            ..Settings::new(self.dir.path().join("shop.db"), self.graph())
        };
        rebuild::rebuild(&settings, &()).unwrap()
    }

    pub fn explorer(&self, budget: u64) -> Arc<Explorer> {
        Arc::new(Explorer::open(GraphFolder::at(self.graph()), budget).unwrap())
    }

    pub fn serve(&self) -> Served {
        Served::over(self.explorer(Options::DEFAULT_BUDGET))
    }
}

/// A running server; stopped when dropped.
pub struct Served {
    base: String,
    agent: ureq::Agent,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// What came back.
pub struct Response {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Served {
    pub fn over(explorer: Arc<Explorer>) -> Self {
        let settings = ServerSettings {
            bind: vec!["127.0.0.1:0".parse().unwrap()],
            workers: Some(2),
            shutdown_timeout: Duration::from_secs(5),
            max_searches: 8,
            catalogue_name: "Harbour & Sons".to_owned(),
            origin: "https://paths.example".to_owned(),
            featured: Vec::new(),
            poll: Duration::from_millis(5),
        };
        let server = Server::bind(&settings, explorer).unwrap();
        let base = format!("http://{}", server.addresses()[0]);
        let handle = server.handle();
        let thread = std::thread::spawn(|| server.run().unwrap());
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(DEADLINE))
            .build();
        Self {
            base,
            agent: config.new_agent(),
            handle,
            thread: Some(thread),
        }
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::from(self.agent.run(request.body(()).unwrap()).unwrap())
    }

    /// Sends a body under these headers.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::from(request.send(body).unwrap())
    }

    /// Sends a body of JSON.
    pub fn post_json(&self, path: &str, body: &serde_json::Value) -> Response {
        let headers = [("content-type", "application/json")];
        self.post(path, &headers, body.to_string().as_bytes())
    }

    /// Asks until an answer is as it must be in the end.
    pub fn get_until(&self, path: &str, is_it: impl Fn(&Response) -> bool) -> Response {
        let start = Instant::now();
        loop {
            let response = self.get(path);
            if is_it(&response) {
                return response;
            }
            let waited = start.elapsed();
            assert!(waited < DEADLINE, "{path} still says {}", response.text());
            std::thread::yield_now();
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.handle.stop(true));
        let stopped = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(matches!(stopped, Some(Ok(()))), "the server ends in peace");
        }
    }
}

impl From<ureq::http::Response<ureq::Body>> for Response {
    fn from(mut response: ureq::http::Response<ureq::Body>) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }
}

impl Response {
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Everything a cache is told that an answer depends on.
    pub fn vary(&self) -> Vec<String> {
        let all = self.headers.get_all("vary").iter();
        let names = all.flat_map(|value| value.to_str().unwrap().split(','));
        names.map(|name| name.trim().to_ascii_lowercase()).collect()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The last part of a problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let body = self.json();
        assert_eq!(body["status"], self.status, "{body}");
        let kind = body["type"].as_str().unwrap();
        kind.strip_prefix("/problems/").unwrap().to_owned()
    }
}

/// The shop of odd items, served for all tests that change nothing.
pub static ODD: LazyLock<(Shop, Served)> = LazyLock::new(|| served(Shop::of_odd_items()));
/// The shop of given links, likewise.
pub static GIVEN: LazyLock<(Shop, Served)> = LazyLock::new(|| served(Shop::of_given_links()));

fn served(shop: Shop) -> (Shop, Served) {
    shop.rebuild();
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
