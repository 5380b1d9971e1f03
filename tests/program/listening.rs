//! Where a server listens, and what it says of itself: addresses, names, sockets in the file
//! system, its first and last line, and settings that nobody knows.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Run, Shop};

/// How long a test waits for what must happen.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A server whose log is kept; killed when it is dropped.
pub struct Logged {
    program: Child,
    /// What it printed: where it serves, a line each.
    pub places: Vec<String>,
    log: PathBuf,
}

impl Logged {
    /// Starts to serve a shop at this many places.
    fn start(shop: &Shop, places: usize, arguments: &[&str]) -> Self {
        let mut command = shop.command(&["serve", "--graph", "shop.graph"]);
        Self::start_command(command.args(arguments), places, shop.folder().join("log"))
    }

    /// Starts a command that serves at this many places.
    pub fn start_command(command: &mut Command, places: usize, log: PathBuf) -> Self {
        let mut program = command
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let places = lines.take(places).map(Result::unwrap).collect();
        Self {
            program,
            places,
            log,
        }
    }

    /// Ends it as systems do; what it logged.
    pub fn end(mut self) -> String {
        let pid = self.program.id().to_string();
        Command::new("kill").arg(pid).status().unwrap();
        let start = Instant::now();
        while self.program.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < DEADLINE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
        fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Asks by a socket for a client that it names.
pub fn ask(socket: &Path, path: &str, client: &str) -> String {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn is_socket(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket())
}

/// A shop, and a socket in its folder: its path, and how it is named.
fn shop_with_socket() -> (Shop, PathBuf, String) {
    let shop = Shop::with_graph();
    let socket = shop.folder().join("http.sock");
    let named = format!("unix:{}", socket.display());
    (shop, socket, named)
}

#[test]
fn a_socket_is_served_and_its_file_is_removed_at_the_end() {
    let (shop, socket, named) = shop_with_socket();
    let server = Logged::start(&shop, 1, &["--bind", &named]);
    assert_eq!(server.places, [named]);
    let answer = ask(&socket, "/v1/paths?from=a&to=d", "192.0.2.7");
    assert!(answer.contains("\"hops\":3"), "{answer}");
    let log = server.end();
    assert!(log.contains("client=\"192.0.2.7\""), "{log}");
    assert!(!socket.exists());
}

#[test]
fn by_a_socket_each_client_that_is_named_has_an_allowance_of_its_own() {
    let (shop, socket, named) = shop_with_socket();
    let limits = ["--rate-limit", "1", "--rate-burst", "1"];
    let _server = Logged::start(&shop, 1, &[&["--bind", &named], &limits[..]].concat());
    let status = |client: &str| {
        let answer = ask(&socket, "/v1/graph", client);
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(status("192.0.2.1"), "200");
    assert_eq!(status("192.0.2.2"), "200");
    // The next one may take as long as an allowance needs to fill up; not all of so many do.
    let statuses: Vec<String> = (0..50).map(|_| status("192.0.2.1")).collect();
    assert!(
        statuses.iter().any(|status| status == "429"),
        "{statuses:?}"
    );
}

#[test]
fn a_socket_that_was_left_is_replaced_and_one_in_use_is_not() {
    let (shop, socket, named) = shop_with_socket();
    drop(UnixListener::bind(&socket).unwrap());
    let server = Logged::start(&shop, 1, &["--bind", &named]);
    let second = shop.run(&["serve", "--graph", "shop.graph", "--bind", &named]);
    second.failed_saying(&["http.sock", "another program answers there", "--bind"]);
    assert!(is_socket(&socket), "the first one has it still");
    assert!(ask(&socket, "/healthz", "192.0.2.1").contains("pass"));
    // Killed, it leaves its socket to the next.
    drop(server);
    assert!(is_socket(&socket));
    let next = Logged::start(&shop, 1, &["--bind", &named]);
    assert!(ask(&socket, "/healthz", "192.0.2.1").contains("pass"));
    next.end();
    assert!(!socket.exists());
}

#[test]
fn a_file_that_is_no_socket_is_kept() {
    let (shop, socket, named) = shop_with_socket();
    fs::write(&socket, "kept").unwrap();
    let run = shop.run(&["serve", "--graph", "shop.graph", "--bind", &named]);
    run.failed_saying(&["no socket", "--bind"]);
    assert_eq!(fs::read_to_string(&socket).unwrap(), "kept");
}

#[test]
fn addresses_names_and_sockets_are_served_side_by_side() {
    let (shop, socket, named) = shop_with_socket();
    let admin = shop.folder().join("admin.sock");
    let bind = format!("127.0.0.1:0,{named}");
    let admin_bind = format!("unix:{}", admin.display());
    let server = Logged::start(&shop, 2, &["--bind", &bind, "--admin-bind", &admin_bind]);
    assert!(server.places[0].starts_with("http://127.0.0.1:"));
    assert_eq!(server.places[1], named);
    let metrics = ask(&admin, "/metrics", "192.0.2.1");
    assert!(metrics.contains("cartway_connections_open"), "{metrics}");
    assert!(ask(&socket, "/metrics", "192.0.2.1").contains(" 404 "));
    server.end();
    assert!(!admin.exists() && !socket.exists());
    let server = Logged::start(&shop, 1, &["--bind", "localhost:0"]);
    assert!(
        server.places[0].starts_with("http://"),
        "{:?}",
        server.places
    );
}

#[test]
fn the_first_line_says_what_is_served_and_the_last_one_how_much_was() {
    let shop = Shop::with_graph();
    let options = [
        "--bind",
        "127.0.0.1:0",
        "--rate-limit",
        "5",
        "--workers",
        "2",
    ];
    let server = Logged::start(&shop, 1, &options);
    let place = server.places[0].clone();
    let agent = crate::support::agent();
    agent.get(format!("{place}healthz")).call().unwrap();
    let log = server.end();
    let line = |end: &str| {
        let found: Vec<&str> = log.lines().filter(|line| line.contains(end)).collect();
        assert_eq!(found.len(), 1, "{end}: {log}");
        found[0].to_owned()
    };
    let first = line(" serving ");
    for part in [
        &*place,
        "graph=shop.graph",
        "generation=\"000001\"",
        "items=7",
        "workers=2",
        "rate=\"5 a second, 50 at once\"",
    ] {
        assert!(first.contains(part), "no {part}: {first}");
    }
    assert!(line(" stopped ").contains("requests=1 "), "{log}");
}

#[test]
fn what_is_no_place_to_listen_at_is_wrong_usage() {
    let shop = Shop::with_graph();
    for wrong in ["8080", "localhost", "unix:here.sock", "::1:80"] {
        let run = shop.run(&["serve", "--graph", "shop.graph", "--bind", wrong]);
        assert!(run.refused().contains("--bind"), "{wrong}");
    }
}

#[test]
fn settings_that_nobody_knows_are_told_by_name_alone() {
    let shop = Shop::with_graph();
    let mut command = shop.command(&["stats", "--graph", "shop.graph"]);
    command
        .env("CARTWAY_MAX_BASKT", "secret")
        .env("CARTWAY_DB", "x");
    let run = Run::of(&mut command);
    run.succeeded();
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    assert!(
        run.err.contains("CARTWAY_MAX_BASKT") && run.err.contains("is CARTWAY_MAX_BASKET meant?"),
        "{run:?}"
    );
    assert!(!run.err.contains("secret"), "{run:?}");
}
