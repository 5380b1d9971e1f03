//! Counting where the orders are: `deploy/warehouse` on the engines it is for, and the graph made of
//! their counts beside that of counting here, byte for byte.
//!
//! `CARTWAY_TEST_WAREHOUSE=PYTHON` switches this on: a Python with pyspark[connect], pysail and duckdb.
//! Spark, whose worker is killed in the middle, needs `java` too. Online Retail is counted as well where
//! `CARTWAY_TEST_DATA` names the folder it is in.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::types::Value;

use crate::support::{Run, Shop, copy_folder, without_settings, write_parquet};

/// How long anything of an engine may take.
const DEADLINE: Duration = Duration::from_secs(240);

/// Options of counting that differ in all that decides which pairs stay.
const OPTIONS: [[&str; 6]; 6] = [
    ["--measure", "cosine", "--top", "3", "--max-basket", "5"],
    ["--measure", "jaccard", "--top", "3", "--max-basket", "0"],
    ["--measure", "lift", "--top", "3", "--max-basket", "5"],
    ["--measure", "orders", "--top", "3", "--max-basket", "0"],
    ["--measure", "cosine", "--top", "50", "--max-basket", "100"],
    ["--measure", "lift", "--top", "0", "--max-basket", "0"],
];

/// Ids that are easily taken for others, and some that are none.
const IDS: [&str; 36] = [
    "7",
    "007",
    "7.0",
    " 7",
    "7 ",
    "\u{a0}7",
    "0",
    "-0",
    "-0.0",
    "1001.0",
    "1001",
    "2002",
    "3003.0",
    "-5.0",
    "9223372036854775807",
    "9223372036854775808",
    "9223372036854775808.0",
    "x.0",
    "1e3",
    "1_0",
    "a",
    "A",
    "é",
    "e\u{301}",
    "ß",
    "\u{1f600}",
    "\u{feff}a",
    "\u{200b}",
    "\u{1c}",
    "a'b",
    "\\",
    "%",
    "null",
    " \t\u{3000}",
    "\u{85}\u{2028}",
    "",
];

/// The Python that is named, if one is.
fn python() -> Option<PathBuf> {
    let python = env::var_os("CARTWAY_TEST_WAREHOUSE").map(PathBuf::from);
    if python.is_none() {
        eprintln!(
            "skipped: CARTWAY_TEST_WAREHOUSE names no Python with pyspark, pysail and duckdb"
        );
    }
    // A path of the folder it was named in is none of a shop's.
    python.map(|python| env::current_dir().unwrap().join(python))
}

fn driver() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/warehouse/co_purchases.py")
}

/// A shop of `IDS`: some are items, all are on orders, a few of which are large or no orders at all.
fn nasty() -> Shop {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut sql = "CREATE TABLE items(id, title, creator, category, year);
        CREATE TABLE order_lines(order_id, item_id);
        INSERT INTO items VALUES ('nobody''s', 'Unbought', NULL, 'Light > Lamps', 'c. 1999');\n"
        .to_owned();
    for id in [
        "7",
        "1001",
        "3003.0",
        "-5",
        "a",
        "é",
        "\\",
        "\u{1f600}",
        "",
        " \t\u{3000}",
    ] {
        let id = quoted(id);
        sql += &format!(
            "INSERT INTO items VALUES ({id}, 'Title\t of ' || {id}, ' Ada ', ' ', '1999');\n"
        );
    }
    for order in 0..200_usize {
        let size = if order == 100 {
            IDS.len()
        } else {
            1 + order * order % 7
        };
        let name = IDS[order % IDS.len()];
        for place in 0..size {
            let item = IDS[(order + place * (1 + order % 11)) * (place + 1) % IDS.len()];
            let (name, item) = (quoted(&format!("{name}{}", order / 72)), quoted(item));
            sql += &format!("INSERT INTO order_lines VALUES ({name}, {item}), ({name}, {item});\n");
        }
    }
    for blank in ["", " ", "\u{2003}\u{205f}"] {
        sql += &format!("INSERT INTO order_lines VALUES ({}, 'a');\n", quoted(blank));
    }
    let shop = Shop::with_sql(&sql);
    export(&shop);
    shop
}

/// A million order lines.
fn made_up() -> Shop {
    let shop = Shop::new();
    let size = ["--items", "20000", "--orders", "100000"];
    shop.run(&[&["generate", "--db", "shop.db"][..], &size].concat())
        .succeeded();
    export(&shop);
    shop
}

/// The real one, if it is there.
fn online_retail() -> Option<Shop> {
    let file = Path::new(&env::var_os("CARTWAY_TEST_DATA")?).join("online-retail.csv.gz");
    let shop = Shop::new();
    let columns = ["--order-column", "InvoiceNo", "--item-column", "StockCode"];
    let title = ["--title-column", "Description"];
    let file = [file.to_str()?];
    shop.import("orders", &[&columns[..], &title, &file].concat())
        .succeeded();
    export(&shop);
    Some(shop)
}

/// Writes what the database holds as a warehouse has it: as texts, in several files.
fn export(shop: &Shop) {
    let text = |value: Value| match value {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    for (table, columns, rows_a_file) in [
        (
            "items",
            &["id", "title", "creator", "category", "year"][..],
            usize::MAX,
        ),
        ("order_lines", &["order_id", "item_id"], 300_000),
    ] {
        let folder = shop.path("warehouse").join(table);
        fs::create_dir_all(&folder).unwrap();
        let rows = shop.rows(&format!("SELECT {} FROM {table}", columns.join(", ")));
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().map(text).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        for (file, rows) in rows.chunks(rows_a_file).enumerate() {
            write_parquet(&folder.join(format!("{file}.parquet")), columns, rows);
        }
    }
}

/// Runs the driver on an engine that needs nothing beside this process.
fn count(python: &Path, shop: &Shop, engine: &str, options: &[&str]) -> Run {
    let mut command = Command::new(python);
    without_settings(&mut command);
    // What Sail tells of itself is no line of the driver.
    command.env("RUST_LOG", "off");
    command
        .arg("-Wignore")
        .arg(driver())
        .current_dir(shop.folder());
    command.args([
        "--db",
        "warehouse",
        "--counts",
        "counts",
        "--engine",
        engine,
    ]);
    Run::of(command.args(options))
}

/// That a rebuild makes the same of the database and of counts.
#[track_caller]
fn assert_same_graph(shop: &Shop, options: &[&str], what: &str) {
    // All but the map follows from the links; in a program that is not optimised it takes its time.
    let quick = ["--no-atlas", "--centre-samples", "16"];
    shop.rebuild(&[options, &quick].concat()).succeeded();
    let here = fs::read(shop.live_file("graph.bin")).unwrap();
    let from = ["rebuild", "--counts", "counts", "--graph", "shop.graph"];
    shop.run(&[&from[..], &quick].concat()).succeeded();
    let there = fs::read(shop.live_file("graph.bin")).unwrap();
    assert!(here == there, "another graph: {what}, {options:?}");
}

#[test]
fn duckdb_counts_as_the_program_does() {
    let Some(python) = python() else { return };
    let shop = nasty();
    for options in OPTIONS {
        count(&python, &shop, "duckdb", &options).succeeded();
        assert_same_graph(&shop, &options, "DuckDB, odd ids");
    }
    for shop in [Some(made_up()), online_retail()].into_iter().flatten() {
        count(&python, &shop, "duckdb", &[]).succeeded();
        assert_same_graph(&shop, &[], "DuckDB");
    }
}

#[test]
fn sail_counts_as_the_program_does() {
    let Some(python) = python() else { return };
    let shop = nasty();
    for options in OPTIONS {
        count(&python, &shop, "sail", &options).succeeded();
        assert_same_graph(&shop, &options, "Sail, odd ids");
    }
    for shop in [Some(made_up()), online_retail()].into_iter().flatten() {
        count(&python, &shop, "sail", &[]).succeeded();
        assert_same_graph(&shop, &[], "Sail");
    }
}

#[test]
fn what_is_left_in_the_folder_of_counts_is_never_counted() {
    let Some(python) = python() else { return };
    let shop = nasty();
    for engine in ["duckdb", "sail"] {
        count(&python, &shop, engine, &["--top", "0"]).succeeded();
        let left = shop.path(&format!("left-by-{engine}"));
        copy_folder(&shop.path("counts"), &left);
        let files = fs::read_dir(left.join("pairs")).unwrap();
        let is_parquet = |path: &PathBuf| path.extension().is_some_and(|end| end == "parquet");
        let file = files.map(|file| file.unwrap().path()).find(is_parquet);
        fs::copy(file.unwrap(), shop.path("counts/pairs/left.parquet")).unwrap();
        count(&python, &shop, engine, &[]).succeeded();
        assert_same_graph(&shop, &[], engine);

        fs::remove_dir_all(shop.path("counts/meta")).unwrap();
        let run = count(&python, &shop, engine, &[]);
        assert_eq!(run.status.code(), Some(1), "{run:#?}");
        assert!(run.err.contains("name an empty folder"), "{run:#?}");
        fs::remove_dir_all(shop.path("counts")).unwrap();
    }
    let run = count(&python, &shop, "duckdb", &["--counts", "warehouse"]);
    assert_eq!(run.status.code(), Some(2), "{run:#?}");
    assert!(shop.path("warehouse/items/0.parquet").is_file());
}

#[test]
fn only_lines_since_a_date_count_where_one_is_named() {
    let Some(python) = python() else { return };
    let shop = Shop::with_tables();
    let dated =
        |date: &str, order: &str, item: &str| [order, item, date].map(str::to_owned).to_vec();
    let lines: Vec<Vec<String>> = [
        ("2025-12-31T23:59:59Z", "old"),
        ("2026-01-01 00:00:00", "first"),
        ("2026-02-03", "later"),
        ("yesterday", "unknown"),
    ]
    .into_iter()
    .flat_map(|(date, order)| [dated(date, order, "a"), dated(date, order, "b")])
    .collect();
    fs::create_dir_all(shop.path("warehouse/order_lines")).unwrap();
    let file = shop.path("warehouse/order_lines/0.parquet");
    write_parquet(&file, &["order_id", "item_id", "ordered_at"], &lines);
    shop.sql("INSERT INTO order_lines VALUES (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b');");
    for engine in ["duckdb", "sail"] {
        count(&python, &shop, engine, &["--since", "2026-01-01"]).succeeded();
        assert_same_graph(&shop, &[], engine);
        let run = count(&python, &shop, engine, &["--since", "last year"]);
        assert_eq!(run.status.code(), Some(2), "{run:#?}");
    }
}

#[test]
fn ids_that_are_no_whole_numbers_or_texts_are_refused() {
    let Some(python) = python() else { return };
    let shop = nasty();
    for engine in ["duckdb", "sail"] {
        let lines = "SELECT CAST(1.5 AS DOUBLE) AS order_id, 'a' AS item_id";
        let run = count(&python, &shop, engine, &["--lines-from", lines]);
        run.failed_saying(&["order_id", "double", "SELECT"]);
        let run = count(
            &python,
            &shop,
            engine,
            &["--lines-from", "SELECT 1 AS order_id"],
        );
        run.failed_saying(&["no column item_id"]);
    }
}

#[test]
fn spark_counts_as_the_program_does_though_a_worker_is_killed() {
    let Some(python) = python() else { return };
    if Command::new("java").arg("-version").output().is_err() {
        eprintln!("skipped: Spark needs java, and there is none");
        return;
    }
    let mut cluster = Cluster::start(&python);
    let odd = nasty();
    let mut counting = cluster.count(&odd, &OPTIONS[2]);
    assert!(counting.wait().success(), "{}", counting.said());
    assert_same_graph(&odd, &OPTIONS[2], "Spark, odd ids");
    if let Some(shop) = online_retail() {
        let mut counting = cluster.count(&shop, &[]);
        assert!(counting.wait().success(), "{}", counting.said());
        assert_same_graph(&shop, &[], "Spark, Online Retail");
    }

    let shop = made_up();
    let mut counting = cluster.count(&shop, &[]);
    counting.wait_until(|said| {
        let (_, since) = said.split_once("\ncounts in ")?;
        since.lines().find(|line| is_stage_finished(line))
    });
    cluster.kill_a_worker();
    assert!(counting.wait().success(), "{}", counting.said());
    let said = counting.said();
    assert!(said.contains("Lost executor"), "nothing was lost: {said}");
    assert!(ran_again(&said), "no stage ran again: {said}");
    assert_same_graph(&shop, &[], "Spark, a worker killed");
}

/// Whether a line of Spark says that the pairs of some orders are added up.
fn is_stage_finished(line: &str) -> bool {
    line.contains("DAGScheduler: ShuffleMapStage ") && line.contains(" finished in ")
}

/// Whether Spark made the same rows a second time.
fn ran_again(said: &str) -> bool {
    let mut submitted = std::collections::BTreeSet::new();
    let stages = said.lines().filter_map(|line| {
        let (_, stage) = line.split_once("Submitting ShuffleMapStage ")?;
        // `12 (MapPartitionsRDD[34] at ...`: the number of the stage may be another one.
        stage
            .split_once('(')?
            .1
            .split_once(' ')
            .map(|(rows, _)| rows)
    });
    let mut again = stages.filter(|rows| !submitted.insert(*rows));
    again.next().is_some()
}

/// A process and what it says; killed when it is dropped.
struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    fn start(command: &mut Command, log: PathBuf) -> Self {
        let file = File::create(&log).unwrap();
        command
            .stdin(Stdio::null())
            .stderr(file.try_clone().unwrap());
        let child = command.stdout(file).spawn().expect("Spark starts");
        Self { child, log }
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Waits until it has said something, and gives what was found.
    fn wait_until(&mut self, find: impl Fn(&str) -> Option<&str>) -> String {
        let end = Instant::now() + DEADLINE;
        loop {
            let said = self.said();
            if let Some(found) = find(&said) {
                return found.to_owned();
            }
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < end, "{ended:?}: {said}");
            sleep(Duration::from_millis(50));
        }
    }

    fn wait(&mut self) -> ExitStatus {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "it does not end: {}", self.said());
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A master and two workers of Spark, on 127.0.0.1.
struct Cluster {
    python: PathBuf,
    folder: tempfile::TempDir,
    home: PathBuf,
    address: String,
    workers: Vec<Process>,
    _master: Process,
}

impl Cluster {
    fn start(python: &Path) -> Self {
        let home = "import pyspark; print(pyspark.__path__[0])";
        let home = Run::of(Command::new(python).args(["-c", home]));
        let home = PathBuf::from(home.succeeded().trim());
        let folder = tempfile::tempdir().unwrap();
        let at = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"];
        let start = |class: &str, log: &str, arguments: &[&str]| {
            let mut command = spark(&home, "spark-class", python);
            command.arg(format!("org.apache.spark.deploy.{class}"));
            Process::start(command.args(at).args(arguments), folder.path().join(log))
        };
        let mut master = start("master.Master", "master.log", &[]);
        let address = master.wait_until(|said| {
            let (_, address) = said.split_once("Starting Spark master at ")?;
            address.split_once('\n').map(|(address, _)| address)
        });
        let workers = ["one", "two"].map(|name| {
            let work = folder.path().join(name);
            let size = ["--cores", "1", "--memory", "1g", "--work-dir"];
            let size = [&size[..], &[work.to_str().unwrap(), &address]].concat();
            let mut worker = start("worker.Worker", &format!("{name}.log"), &size);
            let registered = "Successfully registered with master";
            worker.wait_until(|said| said.contains(registered).then_some(registered));
            worker
        });
        Self {
            python: python.to_owned(),
            home,
            address,
            workers: workers.into(),
            _master: master,
            folder,
        }
    }

    /// Begins to count.
    fn count(&self, shop: &Shop, options: &[&str]) -> Process {
        let mut command = spark(&self.home, "spark-submit", &self.python);
        command.args(["--master", &self.address]);
        for setting in [
            "spark.driver.memory=1g",
            "spark.executor.memory=1g",
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.ui.enabled=false",
            "spark.sql.shuffle.partitions=8",
            "spark.sql.files.maxPartitionBytes=4m",
        ] {
            command.args(["--conf", setting]);
        }
        command.arg(driver()).args(options);
        for (option, name) in [("--db", "warehouse"), ("--counts", "counts")] {
            command.arg(option).arg(shop.path(name));
        }
        Process::start(&mut command, self.folder.path().join("driver.log"))
    }

    fn kill_a_worker(&mut self) {
        drop(self.workers.pop());
    }
}

/// A program of Spark, which takes no more of the machine than it is told to.
fn spark(home: &Path, program: &str, python: &Path) -> Command {
    let mut command = Command::new(home.join("bin").join(program));
    without_settings(&mut command);
    command
        .env("SPARK_HOME", home)
        .env("PYSPARK_PYTHON", python);
    command.env("SPARK_DAEMON_MEMORY", "256m");
    for name in ["SPARK_LOCAL_IP", "SPARK_LOCAL_HOSTNAME"] {
        command.env(name, "127.0.0.1");
    }
    command.env_remove("SPARK_REMOTE");
    command
}
