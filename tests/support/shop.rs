//! A shop in a folder of its own: its database, written by SQL, and its graph folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cartway::generation::Manifest;
use cartway::rebuild::{Settings, rebuild};
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params};
use tempfile::TempDir;

/// A folder with a database `shop.db` and a graph `shop.graph`, gone at the end of the test.
pub struct Shop {
    folder: TempDir,
}

impl Shop {
    /// A shop with nothing in it.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { folder }
    }

    /// A shop with nothing in it, in memory where there are files in memory: for tests of very many
    /// shops, none of which needs a disk.
    pub fn in_memory() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let folder = folder.expect("a folder for the test");
        Self { folder }
    }

    /// A shop whose database was made with these statements.
    pub fn with_sql(sql: &str) -> Self {
        let shop = Self::new();
        shop.sql(sql);
        shop
    }

    /// A shop with tables of items and of orders, and nothing in them.
    pub fn with_tables() -> Self {
        Self::with_sql(
            "CREATE TABLE items(id, title, creator, category, year, url, image_url);
             CREATE TABLE order_lines(order_id, item_id);",
        )
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The path of something in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// The path of the database.
    pub fn db(&self) -> PathBuf {
        self.path("shop.db")
    }

    /// The path of the graph folder.
    pub fn graph(&self) -> PathBuf {
        self.path("shop.graph")
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).expect("a file of the test can be written");
        path
    }

    /// Opens the database.
    pub fn database(&self) -> Connection {
        Connection::open(self.db()).expect("shop.db opens")
    }

    /// Runs statements on the database.
    pub fn sql(&self, sql: &str) {
        self.database().execute_batch(sql).expect("sound SQL");
    }

    /// Adds items, each an id, a title and a category, which is empty where there is none.
    pub fn items(&self, items: &[(&str, &str, &str)]) {
        self.in_one_batch(|rows| {
            let sql = "INSERT INTO items(id, title, category) VALUES (?, ?, nullif(?, ''))";
            for (id, title, category) in items {
                rows.execute(sql, params![id, title, category]).unwrap();
            }
        });
    }

    /// Adds an order of these items, as often as told.
    pub fn orders(&self, orders: &[(&str, &[&str], u32)]) {
        self.in_one_batch(|rows| {
            for (name, items, times) in orders {
                for time in 0..*times {
                    add_order(rows, format!("{name}-{time}"), items.iter().copied());
                }
            }
        });
    }

    /// Adds orders, each a string of one-letter items.
    pub fn baskets(&self, baskets: &[&str]) {
        self.in_one_batch(|rows| {
            for (order, basket) in (order_count(rows) + 1..).zip(baskets) {
                add_order(rows, order, basket.chars().map(String::from));
            }
        });
    }

    /// Adds an order.
    pub fn add_order(&self, items: &[&str]) {
        self.in_one_batch(|rows| add_order(rows, order_count(rows) + 1, items.iter().copied()));
    }

    fn in_one_batch(&self, write: impl FnOnce(&Connection)) {
        let mut database = self.database();
        let batch = database.transaction().unwrap();
        write(&batch);
        batch.commit().unwrap();
    }

    /// Every row of every table, in the order of the rows: equal dumps are equal databases.
    pub fn dump(&self) -> BTreeMap<String, Vec<Vec<Value>>> {
        let database = self.database();
        let tables = "SELECT name, iif(wr, '*', 'rowid, *') FROM pragma_table_list
                      WHERE schema = 'main' AND name NOT LIKE 'sqlite%'";
        let mut statement = database.prepare(tables).unwrap();
        let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let tables = tables.unwrap().map(Result::unwrap);
        tables
            .map(|(table, columns): (String, String)| {
                let rows = rows_of(&database, &format!("SELECT {columns} FROM {table}"));
                (table, rows)
            })
            .collect()
    }

    /// The rows a query gives.
    pub fn rows(&self, sql: &str) -> Vec<Vec<Value>> {
        rows_of(&self.database(), sql)
    }

    /// What a rebuild by the library is asked for where a test asks for nothing else.
    pub fn settings(&self) -> Settings {
        Settings::new(self.db(), self.graph())
    }

    /// Publishes a generation of what the shop holds now, by calling the library.
    pub fn make_generation(&self) -> Manifest {
        rebuild(&self.settings(), &()).unwrap()
    }

    /// Name of the live generation.
    pub fn current(&self) -> String {
        let current = fs::read_to_string(self.graph().join("CURRENT"));
        current.expect("there is a CURRENT").trim().to_owned()
    }

    /// What the live generation goes by in answers.
    pub fn version(&self) -> String {
        let manifest = Manifest::read(&self.graph().join(self.current()));
        manifest.expect("a manifest").identity().name()
    }

    /// A file of the live generation.
    pub fn live_file(&self, name: &str) -> PathBuf {
        self.graph().join(self.current()).join(name)
    }

    /// What the graph folder holds, in order.
    pub fn graph_folder(&self) -> Vec<String> {
        names_in(&self.graph())
    }
}

fn order_count(rows: &Connection) -> i64 {
    let sql = "SELECT count(DISTINCT order_id) FROM order_lines";
    rows.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn add_order(rows: &Connection, order: impl ToSql, items: impl Iterator<Item: ToSql>) {
    let sql = "INSERT INTO order_lines VALUES (?, ?)";
    for item in items {
        rows.execute(sql, params![order, item]).unwrap();
    }
}

fn rows_of(database: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = database.prepare(sql).expect("sound SQL");
    let width = statement.column_count();
    let rows = statement
        .query_map([], |row| (0..width).map(|column| row.get(column)).collect())
        .expect("the query runs");
    rows.map(|row| row.expect("a row reads")).collect()
}

/// Puts a file in the place of one, which may be read-only as those of a generation are. Who has the
/// old one open keeps it.
pub fn overwrite(path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
    let _ = fs::remove_file(&path);
    fs::write(path, content).expect("a file of the test can be written");
}

/// Puts a copy of a file in the place of another one.
pub fn copy_over(from: impl AsRef<Path>, to: impl AsRef<Path>) {
    overwrite(to, fs::read(from).expect("a file of the test can be read"));
}

/// The names in a folder, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).expect("the copy can be made");
    for name in names_in(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).expect("a file can be copied");
        }
    }
}
