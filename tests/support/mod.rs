//! What the black-box tests share: a shop in a folder of its own, and running `cartway` on it.
//!
//! Tests speak to the program as an operator does, with arguments, files and exit codes; nothing
//! here calls into the library.

// Each test file uses its own part of this.
#![allow(dead_code)]

pub mod rebuilding;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A folder with a database `shop.db` and a graph `shop.graph`, gone at the end of the test.
pub struct Shop {
    folder: TempDir,
}

/// What a finished `cartway` left.
#[derive(Debug)]
pub struct Run {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl Shop {
    /// A shop with nothing in it.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { folder }
    }

    /// A shop whose database was made with these statements.
    pub fn with_sql(sql: &str) -> Self {
        let shop = Self::new();
        shop.sql(sql);
        shop
    }

    /// A shop with orders and titles, and a first generation made of them: `a`-`b`-`c`-`d` in a
    /// row, `e`-`f` on another island, `g` alone.
    pub fn with_graph() -> Self {
        let shop = Self::with_sql(
            "CREATE TABLE items(id, title, creator, category, year);
             INSERT INTO items VALUES
               ('a', 'Lamp', 'Ada', 'Light', 1990), ('b', 'Bulb', NULL, 'Light', NULL),
               ('c', 'Socket', NULL, NULL, NULL), ('d', 'Switch', NULL, NULL, NULL),
               ('e', 'Teapot', NULL, 'Kitchen', NULL), ('f', 'Cup', NULL, 'Kitchen', NULL),
               ('g', 'Globe', NULL, NULL, NULL);
             CREATE TABLE order_lines(order_id, item_id);",
        );
        shop.orders(&["ab", "ab", "ab", "bc", "bc", "cd", "cd", "ef", "ef"]);
        shop.orders(&["g"; 11]);
        shop.rebuild(&[]).succeeded();
        shop
    }

    /// The path of something in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).expect("a file of the test can be written");
        path
    }

    /// Runs statements on `shop.db`.
    pub fn sql(&self, sql: &str) {
        self.database().execute_batch(sql).expect("sound SQL");
    }

    /// Opens `shop.db`.
    pub fn database(&self) -> Connection {
        Connection::open(self.path("shop.db")).expect("shop.db opens")
    }

    /// Adds orders, each a string of one-letter items.
    pub fn orders(&self, baskets: &[&str]) {
        let mut database = self.database();
        let batch = database.transaction().unwrap();
        let count = "SELECT count(DISTINCT order_id) FROM order_lines";
        let before: i64 = batch.query_row(count, [], |row| row.get(0)).unwrap();
        for (order, basket) in (before + 1..).zip(baskets) {
            for item in basket.chars() {
                let row = (order, item.to_string());
                batch
                    .execute("INSERT INTO order_lines VALUES (?1, ?2)", row)
                    .unwrap();
            }
        }
        batch.commit().unwrap();
    }

    /// Every row of every table, in the order of the rows: equal dumps are equal databases.
    pub fn dump(&self) -> BTreeMap<String, Vec<Vec<Value>>> {
        let database = self.database();
        let names = "SELECT name FROM sqlite_master WHERE type = 'table'";
        let mut statement = database.prepare(names).unwrap();
        let tables = statement.query_map([], |row| row.get::<_, String>(0));
        let tables = tables.unwrap().map(Result::unwrap);
        tables
            .map(|table| {
                let rows = rows_of(&database, &format!("SELECT rowid, * FROM {table}"));
                (table, rows)
            })
            .collect()
    }

    /// The rows a query gives.
    pub fn rows(&self, sql: &str) -> Vec<Vec<Value>> {
        rows_of(&self.database(), sql)
    }

    /// A command on this shop, which stands in its folder: names of files need no path.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = cartway();
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs a shell script in the shop's folder; its `$0` is the program, `"$@"` the arguments.
    #[cfg(unix)]
    pub fn shell(&self, script: &str, arguments: &[&str]) -> Run {
        let mut shell = Command::new("sh");
        shell.args(["-c", script, env!("CARGO_BIN_EXE_cartway")]);
        shell.args(arguments).current_dir(self.folder.path());
        without_settings(&mut shell);
        Run::of(&mut shell)
    }

    /// Runs `cartway import FORMAT --db shop.db ...`.
    pub fn import(&self, format: &str, arguments: &[&str]) -> Run {
        self.run(&[&["import", format, "--db", "shop.db"], arguments].concat())
    }

    /// Runs `cartway rebuild --db shop.db --graph shop.graph ...`.
    pub fn rebuild(&self, arguments: &[&str]) -> Run {
        let fixed = ["rebuild", "--db", "shop.db", "--graph", "shop.graph"];
        self.run(&[&fixed, arguments].concat())
    }

    /// Runs `cartway COMMAND --graph shop.graph ...`.
    pub fn ask(&self, command: &str, arguments: &[&str]) -> Run {
        self.run(&[&[command, "--graph", "shop.graph"], arguments].concat())
    }

    /// What `connect --json` answers, but for the time it took.
    pub fn connect(&self, arguments: &[&str]) -> serde_json::Value {
        let run = self.ask("connect", &[&["--json"], arguments].concat());
        let mut answer: serde_json::Value =
            serde_json::from_str(run.succeeded()).expect("--json prints JSON");
        let body = answer.as_object_mut().expect("the body is an object");
        body.remove("timing_ms").expect("an answer tells its time");
        answer
    }

    /// Name of the live generation.
    pub fn current(&self) -> String {
        let current = fs::read_to_string(self.path("shop.graph/CURRENT"));
        current.expect("there is a CURRENT").trim().to_owned()
    }

    /// A file of the live generation.
    pub fn live_file(&self, name: &str) -> PathBuf {
        self.path("shop.graph").join(self.current()).join(name)
    }

    /// What the graph folder holds, in order.
    pub fn graph_folder(&self) -> Vec<String> {
        names_in(&self.path("shop.graph"))
    }
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::null());
        Self::from(command.output().expect("the program starts"))
    }

    /// Its output, where it succeeded.
    #[track_caller]
    pub fn succeeded(&self) -> &str {
        assert_eq!(self.status.code(), Some(0), "{self:#?}");
        &self.out
    }

    /// The one line that says why it failed with exit code 1; passes that began may stand before.
    #[track_caller]
    pub fn failed(&self) -> &str {
        assert_eq!(self.status.code(), Some(1), "{self:#?}");
        let mut lines = self.err.lines().filter(|line| !is_progress(line));
        let line = lines.next().and_then(|line| line.strip_prefix("error: "));
        assert_eq!(lines.next(), None, "more than one line: {self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        let line = line.unwrap_or_else(|| panic!("no line says why: {self:#?}"));
        assert!(!repeats_itself(line), "says it twice: {line}");
        line
    }

    /// Fails with exit code 1 and a line that says all of these.
    #[track_caller]
    pub fn failed_saying(&self, parts: &[&str]) -> &str {
        let line = self.failed();
        for part in parts {
            assert!(line.contains(part), "no {part:?} in: {line}");
        }
        line
    }

    /// Fails with exit code 2 and says how to use it.
    #[track_caller]
    pub fn refused(&self) -> &str {
        assert_eq!(self.status.code(), Some(2), "{self:#?}");
        assert_eq!(self.out, "", "data on standard output: {self:#?}");
        &self.err
    }

    /// Ended by itself, well or badly, but never by a signal or a panic.
    #[track_caller]
    pub fn did_not_crash(&self) {
        let ended = matches!(self.status.code(), Some(0 | 1));
        assert!(ended && !self.err.contains("panicked"), "{self:#?}");
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status,
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

/// The program, without what the environment of the tests may hold for it.
pub fn cartway() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cartway"));
    without_settings(&mut command);
    command
}

fn without_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARTWAY_") {
            command.env_remove(name);
        }
    }
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

fn rows_of(database: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = database.prepare(sql).expect("sound SQL");
    let width = statement.column_count();
    let rows = statement
        .query_map([], |row| (0..width).map(|column| row.get(column)).collect())
        .expect("the query runs");
    rows.map(|row| row.expect("a row reads")).collect()
}

/// Whether a line only says that a pass begins, or ended well.
fn is_progress(line: &str) -> bool {
    let ended = line.contains(" in ") && (line.ends_with(" s") || line.ends_with("/s)"));
    line.starts_with("pass ") || ended
}

/// Whether a message ends with what it said just before, as careless chains of causes do.
fn repeats_itself(line: &str) -> bool {
    line.match_indices(": ").any(|(place, mark)| {
        let (before, after) = (&line[..place], &line[place + mark.len()..]);
        before.ends_with(after)
    })
}
