//! A shop served by the real program, for benches that ask it over real connections.
//!
//! `CARTWAY_BENCH_PROGRAM` names another `cartway` to measure, and `CARTWAY_BENCH_GRAPH` another
//! graph folder.
#![allow(dead_code, reason = "each bench uses the part it needs")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::wire::Wire;

/// Whether all is to be short: under `cargo test` a bench only proves that it runs.
pub fn is_quick() -> bool {
    env::args().any(|argument| argument == "--quick")
        || !env::args().any(|argument| argument == "--bench")
}

/// A graph to serve, and the program that serves it.
pub struct Shop {
    pub program: PathBuf,
    pub graph: PathBuf,
    _folder: TempDir,
}

impl Shop {
    /// The folder that was named, else a made-up shop.
    pub fn open(is_quick: bool) -> Self {
        let program = env::var_os("CARTWAY_BENCH_PROGRAM");
        let program = program.map_or_else(|| env!("CARGO_BIN_EXE_cartway").into(), PathBuf::from);
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        if let Some(graph) = env::var_os("CARTWAY_BENCH_GRAPH") {
            let graph = graph.into();
            return Self {
                program,
                graph,
                _folder: folder,
            };
        }
        let (items, orders) = if is_quick {
            ("2000", "12000")
        } else {
            ("50000", "300000")
        };
        let shop = Self {
            graph: folder.path().join("shop.graph"),
            program,
            _folder: folder,
        };
        let db = shop.graph.with_file_name("shop.db");
        let database = ["generate", "--items", items, "--orders", orders, "--db"];
        shop.run(&database, &[&db]);
        shop.run(
            &["rebuild", "--quiet", "--db"],
            &[&db, Path::new("--graph"), &shop.graph],
        );
        shop
    }

    fn run(&self, words: &[&str], paths: &[&Path]) {
        let mut command = Command::new(&self.program);
        let status = command
            .args(words)
            .args(paths)
            .stderr(Stdio::null())
            .status();
        assert!(status.expect("the program starts").success(), "{words:?}");
    }
}

/// A running server; ended when this is dropped.
pub struct Server {
    program: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Serves a graph by a program, with these environment variables, its log going there.
    pub fn start(program: &Path, graph: &Path, settings: &[(&str, &str)], log: Stdio) -> Self {
        let mut command = Command::new(program);
        command.args(["serve", "--bind", "127.0.0.1:0", "--graph"]);
        command.arg(graph).envs(settings.iter().copied());
        Self::of(command.stderr(log))
    }

    /// Starts a command that prints the address at which it serves.
    pub fn of(command: &mut Command) -> Self {
        let mut program = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let said = program.stdout.take().expect("its output is piped");
        BufReader::new(said)
            .read_line(&mut line)
            .expect("it prints its address");
        let address = line.trim().trim_start_matches("http://");
        let address = address.trim_end_matches('/').parse();
        Self {
            program,
            address: address.expect("an address"),
        }
    }

    /// Memory that is its own or mapped and in use, in MB.
    pub fn memory(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// Memory that is its own, beside what is mapped, in MB.
    pub fn own_memory(&self) -> f64 {
        self.status("RssAnon:")
    }

    fn status(&self, name: &str) -> f64 {
        let path = format!("/proc/{}/status", self.program.id());
        let status = fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }

    /// Seconds that processors have spent on it, its own and the system's work for it. Linux counts
    /// them in hundredths.
    pub fn processor_seconds(&self) -> f64 {
        let path = format!("/proc/{}/stat", self.program.id());
        let stat = fs::read_to_string(path).unwrap_or_default();
        // Behind the name of the program, which may hold anything: state, then numbers.
        let numbers = stat.rsplit(')').next().unwrap_or_default();
        let ticks = numbers.split_whitespace().skip(11).take(2);
        let ticks = ticks.filter_map(|ticks| ticks.parse::<f64>().ok());
        ticks.sum::<f64>() / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Pairs of items worth connecting, as the server has them: two ids, and the title of the first.
pub fn pairs(server: SocketAddr, count: usize) -> Vec<(String, String, String)> {
    let mut wire = Wire::new(Ipv4Addr::LOCALHOST, server);
    let pair = |_| {
        let body = wire.get("/v1/random-pair").ok()?.body;
        let pair: serde_json::Value = serde_json::from_slice(&body).ok()?;
        let text = |end: &str, member: &str| Some(pair[end][member].as_str()?.to_owned());
        Some((
            text("from", "id")?,
            text("to", "id")?,
            text("from", "title")?,
        ))
    };
    let pairs: Vec<_> = (0..count).filter_map(pair).collect();
    // A server that answers nothing is pressed all the same.
    if pairs.is_empty() {
        vec![("1".to_owned(), "2".to_owned(), "A".to_owned())]
    } else {
        pairs
    }
}
