//! The clients under `kit`, against the program.
//!
//! `CARTWAY_TEST_KIT=1` switches on those of TypeScript and Python, after `kit/install`.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cartway_client::{
    BetweenOptions, Cartway, CentreOptions, DegreesOptions, Direction, Error, NeighboursOptions,
    NoPathReason, PairOptions, PairQuestion, PairResult, Paths, PathsOptions, RandomPairOptions,
    SearchOptions,
};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::support::{Run, Server, Shop, agent};

#[allow(dead_code, reason = "its own beginning is not called")]
#[path = "../../kit/rust/examples/farthest_books.rs"]
mod farthest_books;
#[allow(dead_code, reason = "its own beginning is not called")]
#[path = "../../kit/rust/examples/tour.rs"]
mod tour;

fn kit() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kit")
}

fn client(server: &Server) -> Cartway {
    Cartway::at(&server.address)
}

/// A shop of seven items, served.
fn small(options: &[&str]) -> (Shop, Server) {
    let shop = Shop::with_graph();
    let server = Server::with(&shop.graph(), options);
    (shop, server)
}

#[track_caller]
fn kind_of<T>(answer: Result<T, Error>) -> String {
    let error = answer.err().expect("a problem");
    error.problem().expect("a problem").kind().to_owned()
}

#[test]
fn the_client_of_rust_reads_every_answer() {
    let (_shop, server) = small(&[]);
    let cartway = client(&server);
    let options = PathsOptions {
        direction: Some(Direction::Any),
        exclude: vec!["e".to_owned(), "f".to_owned()],
        ..PathsOptions::default()
    };
    let Paths::Found(found) = cartway.connect("a", "d", &options).unwrap() else {
        panic!("they are connected");
    };
    assert_eq!((found.hops, found.paths[0].items.len()), (3, 4));
    assert_eq!(found.request.exclude, ["e", "f"]);
    assert_eq!(found.items["b"].title, "Bulb");
    assert_eq!(cartway.generation(), Some(found.graph.version.clone()));

    let plain = PathsOptions::default();
    let Paths::NoPath(none) = cartway.connect("a", "e", &plain).unwrap() else {
        panic!("they stand on two islands");
    };
    assert_eq!(none.reason, NoPathReason::DifferentComponent);
    let same = cartway.connect("a", "a", &plain).unwrap();
    assert!(matches!(same, Paths::SameItem(_)));

    assert!(
        cartway
            .between("a", "c", &BetweenOptions::default())
            .is_ok()
    );
    assert!(cartway.link("a", "b").unwrap().linked);
    assert_eq!(cartway.item("a").unwrap().title, "Lamp");
    let degrees = cartway.degrees("a", &DegreesOptions::default()).unwrap();
    assert_eq!(degrees.reached, 4);
    assert_eq!(cartway.graph().unwrap().items, 7);
    assert!(cartway.galleries().is_ok());
    assert_eq!(cartway.index().unwrap().name, "cartway");
    let pair = cartway.random_pair(&RandomPairOptions::default()).unwrap();
    assert_ne!(pair.from.id, pair.to.id);
}

#[test]
fn the_client_of_rust_walks_lists_to_their_ends() {
    let (_shop, server) = small(&[]);
    let cartway = client(&server);
    let two = SearchOptions {
        limit: Some(2),
        ..SearchOptions::default()
    };
    assert_eq!(cartway.items(&two).pages().count(), 4);
    let ids: Result<Vec<String>, Error> = cartway.items(&two).map(|item| Ok(item?.id)).collect();
    let mut ids = ids.unwrap();
    ids.sort();
    assert_eq!(ids, ["a", "b", "c", "d", "e", "f", "g"]);

    let one = NeighboursOptions {
        limit: Some(1),
        ..NeighboursOptions::default()
    };
    assert_eq!(
        cartway.neighbours("b", &one).filter_map(Result::ok).count(),
        2
    );
    let one = CentreOptions { limit: Some(1) };
    assert!(cartway.centre(&one).all(|item| item.is_ok()));

    let mut of_nothing = cartway.neighbours("nothing", &NeighboursOptions::default());
    assert_eq!(kind_of(of_nothing.next().unwrap()), "unknown-item");
    assert!(of_nothing.next().is_none(), "after an error it ends");
}

#[test]
fn the_client_of_rust_counts_through_more_pairs_than_a_batch_takes() {
    let (_shop, server) = small(&[]);
    let cartway = client(&server);
    let out = PairOptions {
        max_hops: Some(1),
        ..PairOptions::default()
    };
    let pairs = (0..1001).map(|place| match place {
        700 => PairQuestion::from(("a", "nothing")),
        701 => PairQuestion {
            options: Some(out.clone()),
            ..("a", "d").into()
        },
        _ => ("a", "d").into(),
    });
    let batches = cartway.connect_many(pairs, &PairOptions::default());
    let batches: Result<Vec<_>, Error> = batches.with_titles().collect();
    let batches = batches.unwrap();
    let sizes: Vec<usize> = batches.iter().map(|batch| batch.results.len()).collect();
    assert_eq!(sizes, [500, 500, 1]);
    let results: Vec<&PairResult> = batches.iter().flat_map(|batch| &batch.results).collect();
    let places: Vec<u64> = results.iter().map(|result| result.index()).collect();
    assert!(places.into_iter().eq(0..1001));
    assert!(
        matches!(results[700], PairResult::Error(error) if error.problem.kind() == "unknown-item")
    );
    assert!(matches!(results[701], PairResult::NoPath(_)));
    assert_eq!(batches[2].items.as_ref().unwrap()["a"].title, "Lamp");
}

#[test]
fn the_client_of_rust_has_nothing_sent_again() {
    let (_shop, server) = small(&[]);
    let cartway = client(&server);
    let options = PathsOptions::default();
    let first = cartway.connect("a", "d", &options).unwrap();
    assert_eq!(cartway.connect("a", "d", &options).unwrap(), first);
    let metrics = agent().get(format!("{}metrics", server.address)).call();
    let metrics = metrics.unwrap().body_mut().read_to_string().unwrap();
    let not_modified =
        "cartway_request_duration_seconds_count{route=\"/v1/paths\",status=\"3xx\"} 1";
    assert!(metrics.contains(not_modified), "{metrics}");
}

#[test]
fn the_client_of_rust_comes_back_when_it_is_told_to() {
    let (_shop, server) = small(&["--rate-limit", "1", "--rate-burst", "1"]);
    let cartway = client(&server);
    for id in ["a", "b"] {
        assert_eq!(cartway.item(id).unwrap().id, id);
    }
    let hasty = client(&server).with_patience(Duration::ZERO);
    let refused = ["c", "d"].map(|id| hasty.item(id));
    assert!(
        refused
            .into_iter()
            .any(|answer| answer.is_err() && kind_of(answer) == "rate-limited")
    );
}

#[test]
fn the_client_of_rust_tells_what_is_wrong() {
    let (_shop, server) = small(&[]);
    let error = client(&server).item("no such/item").unwrap_err();
    assert!(error.to_string().contains("no such/item"), "{error}");
    assert_eq!(error.problem().unwrap().status, 404);
    let elsewhere = Cartway::at(&of_no_cartway()).graph().unwrap_err();
    assert!(
        matches!(elsewhere, Error::Unreadable { status: 502, .. }),
        "{elsewhere}"
    );
    let nowhere = Cartway::at("http://127.0.0.1:1").graph().unwrap_err();
    assert!(
        nowhere.to_string().contains("cannot be reached"),
        "{nowhere}"
    );
}

/// The address of something else than a Cartway, which answers once.
fn of_no_cartway() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let head = "HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";
        let _ = stream.read(&mut [0; 4096]);
        let _ = write!(stream, "{head}bad");
    });
    format!("http://{address}")
}

#[test]
fn the_examples_of_rust_run_and_the_readme_shows_one_of_them() {
    let server = Server::demo();
    let lines = farthest_books::farthest_books(&server.address).unwrap();
    assert_eq!(lines.len(), 10);
    tour::connected(&server.address).unwrap();
    tour::refused(&server.address);
    tour::listed(&server.address).unwrap();
    tour::many(&server.address).unwrap();

    let tour = bare(&fs::read_to_string(kit().join("rust/examples/tour.rs")).unwrap());
    for snippet in snippets(&fs::read_to_string(kit().join("rust/README.md")).unwrap()) {
        assert!(tour.contains(&bare(&snippet)), "not in tour.rs: {snippet}");
    }
}

/// The blocks of Rust of a paper, from where they speak to a server until they end.
fn snippets(paper: &str) -> Vec<String> {
    let mut snippets = Vec::new();
    let mut is_rust = false;
    for event in Parser::new(paper) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_rust = info.starts_with("rust");
            }
            Event::End(TagEnd::CodeBlock) => is_rust = false,
            Event::Text(text) if is_rust => {
                let shown = text.lines().filter(|line| !line.starts_with("# "));
                let from_client = shown.skip_while(|line| !line.contains("Cartway::at"));
                snippets.push(from_client.collect::<Vec<_>>().join("\n"));
            }
            _ => {}
        }
    }
    assert!(snippets.len() > 3 && snippets.iter().all(|snippet| !snippet.is_empty()));
    snippets
}

/// Code without what formatting changes, asking where the example does.
pub fn bare(code: &str) -> String {
    let code = code.replace("\"http://127.0.0.1:8080\"", "server");
    code.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != ',')
        .collect()
}

#[test]
fn all_clients_have_the_version_of_the_program() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, says) in [
        (
            "typescript/package.json",
            format!("\"version\": \"{version}\""),
        ),
        ("python/pyproject.toml", format!("version = \"{version}\"")),
        ("rust/Cargo.toml", "version.workspace = true".to_owned()),
    ] {
        let text = fs::read_to_string(kit().join(file)).unwrap();
        assert!(text.contains(&says), "{file} is not of version {version}");
    }
}

/// Whether the clients of other languages are there to be tested.
pub fn are_wanted() -> bool {
    let wanted = std::env::var_os("CARTWAY_TEST_KIT").is_some_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: CARTWAY_TEST_KIT=1 tests the clients of TypeScript and Python");
    }
    wanted
}

/// Runs a command of a kit against the demo.
fn passes(server: &Server, folder: &str, command: &[&str]) {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/kit/bin");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut program = Command::new(command[0]);
    program
        .args(&command[1..])
        .current_dir(kit().join(folder))
        .env("PATH", format!("{}:{path}", tools.display()))
        .env("CARTWAY_URL", &server.address);
    Run::of(&mut program).succeeded();
}

#[test]
fn the_client_of_typescript_passes_its_tests() {
    if are_wanted() {
        passes(&Server::demo(), "typescript", &["npm", "test"]);
    }
}

#[test]
fn the_client_of_python_passes_its_tests() {
    if are_wanted() {
        let server = Server::demo();
        passes(&server, "python", &["ruff", "check"]);
        passes(&server, "python", &["ruff", "format", "--check"]);
        passes(&server, "python", &["mypy"]);
        passes(&server, "python", &["pytest"]);
    }
}
