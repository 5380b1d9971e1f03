//! What an answer over HTTP costs: requests a second, and the time that processors spend on one, beside
//! an actix handler that does nothing but send as many bytes, in one run.
//!
//! Eight connections ask one question after another. Each kind of question goes in turn, for a second
//! each, to the bare handler, to the program that is measured, and to another one
//! that `CARTWAY_BENCH_BEFORE` names; the median of the rounds is told. Questions that are fresh
//! are pairs that chance puts together, asked of a server that keeps no answers; those that are
//! repeated are a hundred, asked of one that does. Each row says how many answers were kept ones, as
//! the server counts them.
//!
//! `cargo bench --bench http` takes about seven minutes, `-- --quick` half a minute on a small shop.
//! `CARTWAY_BENCH_PROGRAM` names another `cartway` to measure, `CARTWAY_BENCH_GRAPH` another graph
//! folder, `CARTWAY_BENCH_BEFORE_GRAPH` one of the same catalogue for the other program, and
//! `CARTWAY_BENCH_ONLY` the rows that hold this word.

mod served;
#[allow(dead_code, reason = "nothing is posted here")]
#[path = "../tests/support/wire.rs"]
mod wire;

use std::env;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use served::{Server, Shop, is_quick, pairs};
use wire::Wire;

/// Connections that ask at the same time.
const CONNECTIONS: u64 = 8;
/// Questions that are asked again and again.
const REPEATED: usize = 100;
/// Compressed requests of all kinds, before and after which memory is measured.
const MIXED: usize = 1_000;
/// What this program is called with where it is to be the bare handler.
const BARE: &str = "bare-handler";

fn main() -> std::io::Result<()> {
    if env::args().nth(1).is_some_and(|argument| argument == BARE) {
        return send_bytes();
    }
    let is_quick = is_quick();
    let shop = Shop::open(is_quick);
    let bench = Bench::open(&shop, is_quick);
    println!(
        "{:<34}{:>7}{:>10}{:>7}{:>10}{:>7}{:>10}{:>7}{:>7}{:>7}{:>7}",
        "", "", "bare", "", "before", "", "now", "", "now/", "now/", "kept"
    );
    println!(
        "{:<34}{:>7}{:>10}{:>7}{:>10}{:>7}{:>10}{:>7}{:>7}{:>7}{:>7}",
        "", "bytes", "a second", "µs", "a second", "µs", "a second", "µs", "bare", "before", "%"
    );
    for row in ROWS {
        if env::var("CARTWAY_BENCH_ONLY").map_or(true, |word| row.name().contains(&word)) {
            bench.measure(row);
        }
    }
    if let Some((program, graph)) = &bench.before {
        bench.memory("before", program, graph);
    }
    bench.memory("now", &shop.program, &shop.graph);
    Ok(())
}

/// The bare handler: as many bytes as the path says.
fn send_bytes() -> std::io::Result<()> {
    static BYTES: [u8; 1 << 20] = [b'x'; 1 << 20];
    let send = |length: web::Path<usize>| async move {
        let body = BYTES.get(..*length).unwrap_or_default();
        HttpResponse::Ok().body(Bytes::from_static(body))
    };
    let workers = thread::available_parallelism()?.get();
    let app = move || App::new().route("/{length}", web::get().to(send));
    let server = HttpServer::new(app)
        .workers(workers)
        .bind(("127.0.0.1", 0))?;
    for address in server.addrs() {
        println!("http://{address}/");
    }
    actix_web::rt::System::new().block_on(server.run())
}

/// A kind of question, in one coding.
struct Row {
    question: Question,
    coding: &'static str,
    is_repeated: bool,
}

#[derive(Debug, Clone, Copy)]
enum Question {
    Health,
    Items,
    Paths,
    Page,
}

const fn row(question: Question, coding: &'static str, is_repeated: bool) -> Row {
    Row {
        question,
        coding,
        is_repeated,
    }
}

const ROWS: &[Row] = &[
    row(Question::Health, "identity", false),
    row(Question::Items, "identity", false),
    row(Question::Items, "identity", true),
    row(Question::Paths, "identity", false),
    row(Question::Paths, "gzip", false),
    row(Question::Paths, "br", false),
    row(Question::Paths, "identity", true),
    row(Question::Paths, "gzip", true),
    row(Question::Paths, "br", true),
    row(Question::Page, "identity", false),
    row(Question::Page, "gzip", false),
    row(Question::Page, "br", false),
    row(Question::Page, "identity", true),
    row(Question::Page, "gzip", true),
    row(Question::Page, "br", true),
];

impl Row {
    fn name(&self) -> String {
        let coding = match self.coding {
            "identity" => "",
            coding => coding,
        };
        let (question, how) = match self.question {
            Question::Health => return "/healthz".to_owned(),
            Question::Items => ("/v1/items?q=", "texts"),
            Question::Paths => ("/v1/paths", "pairs"),
            Question::Page => ("/connect", "pairs"),
        };
        let how = match (how, self.is_repeated) {
            ("texts", false) => "fresh",
            (_, false) => "random pairs",
            (_, true) => "repeated",
        };
        format!("{question} {how} {coding}")
    }
}

/// What is asked about.
struct Catalogue {
    ids: Vec<String>,
    titles: Vec<String>,
}

impl Catalogue {
    fn path(&self, question: Question, chance: &mut StdRng) -> String {
        let mut id = || self.ids.choose(chance).expect("there are items");
        match question {
            Question::Health => "/healthz".to_owned(),
            Question::Paths => format!("/v1/paths?from={}&to={}", id(), id()),
            Question::Page => format!("/connect?from={}&to={}", id(), id()),
            Question::Items => {
                let title = self.titles.choose(chance).expect("there are items");
                let length = chance.random_range(3..8);
                let typed: String = title.chars().take(length).collect();
                let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
                format!("/v1/items?q={typed}&limit=8")
            }
        }
    }

    /// A request, as it is sent.
    fn request(&self, row: &Row, chance: &mut StdRng) -> Vec<u8> {
        request(&self.path(row.question, chance), row.coding)
    }
}

fn request(path: &str, coding: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: cartway\r\naccept-encoding: {coding}\r\n\r\n").into()
}

/// Everything that is running, and what to ask it.
struct Bench {
    bare: Server,
    /// Servers of the program before and of the one measured, each without and with a cache.
    servers: Vec<[Server; 2]>,
    /// The program before, and the graph it reads.
    before: Option<(PathBuf, PathBuf)>,
    catalogue: Catalogue,
    rounds: usize,
    time: Duration,
}

/// What a server did in a round: requests a second, and microseconds of processors a request.
#[derive(Clone, Copy)]
struct Speed {
    a_second: f64,
    cost: f64,
}

impl Bench {
    fn open(shop: &Shop, is_quick: bool) -> Self {
        let named = |name| env::var_os(name).map(PathBuf::from);
        let before = named("CARTWAY_BENCH_BEFORE").map(|program| {
            // What another program reads may be of another format.
            let graph = named("CARTWAY_BENCH_BEFORE_GRAPH");
            (program, graph.unwrap_or_else(|| shop.graph.clone()))
        });
        let before_here = before.iter().map(|(program, graph)| (program, graph));
        let programs = before_here.chain([(&shop.program, &shop.graph)]);
        let start = |(program, graph): (&PathBuf, &PathBuf)| {
            ["0", "64"].map(|megabytes| {
                let settings = [("CARTWAY_ANSWER_CACHE", megabytes)];
                Server::start(program, graph, &settings, Stdio::null())
            })
        };
        let servers: Vec<[Server; 2]> = programs.map(start).collect();
        let me = env::current_exe().expect("this program is a file");
        let address = servers[0][0].address;
        let pairs = pairs(address, if is_quick { 50 } else { 1_000 });
        let (mut ids, mut titles) = (Vec::new(), Vec::new());
        for (from, to, title) in pairs {
            ids.extend([from, to]);
            titles.push(title);
        }
        Self {
            bare: Server::of(Command::new(me).arg(BARE)),
            servers,
            before,
            catalogue: Catalogue { ids, titles },
            rounds: if is_quick { 1 } else { 5 },
            time: Duration::from_millis(if is_quick { 200 } else { 1_000 }),
        }
    }

    /// Measures a kind of question and prints its row.
    fn measure(&self, row: &Row) {
        let mut chance = StdRng::seed_from_u64(1);
        let again: Vec<Vec<u8>> = (0..REPEATED)
            .map(|_| self.catalogue.request(row, &mut chance))
            .collect();
        let sides: Vec<&Server> = self
            .servers
            .iter()
            .map(|servers| &servers[usize::from(row.is_repeated)])
            .collect();
        let now = sides[sides.len() - 1];
        let bytes = mean_length(sides[0], &again);
        mean_length(now, &again);
        let kept_before = kept(now);
        let one_size = [request(&format!("/{bytes}"), row.coding)];
        let mut bare = Vec::new();
        let mut ours: Vec<Vec<Speed>> = vec![Vec::new(); sides.len()];
        for round in 0..self.rounds as u64 {
            bare.push(self.press(&self.bare, |chance| one_size.choose(chance).cloned(), round));
            for (server, speeds) in sides.iter().zip(&mut ours) {
                let ask = |chance: &mut StdRng| match row.is_repeated {
                    true => again.choose(chance).cloned(),
                    false => Some(self.catalogue.request(row, chance)),
                };
                speeds.push(self.press(server, ask, round));
            }
        }
        let kept_after = kept(now);
        let bare = median(bare);
        let ours: Vec<Speed> = ours.into_iter().map(median).collect();
        let now = ours[ours.len() - 1];
        let before = (ours.len() > 1).then(|| ours[0]);
        let told = |speed: Option<Speed>| match speed {
            Some(Speed { a_second, cost }) => format!("{a_second:>10.0}{cost:>7.1}"),
            None => format!("{:>10}{:>7}", "-", "-"),
        };
        let hits = kept_after.0 - kept_before.0;
        let looks = hits + kept_after.1 - kept_before.1;
        println!(
            "{:<34}{bytes:>7}{}{}{}{:>7.2}{:>7}{:>7.0}",
            row.name(),
            told(Some(bare)),
            told(before),
            told(Some(now)),
            now.a_second / bare.a_second,
            before.map_or("-".to_owned(), |before| format!(
                "{:.2}",
                now.cost / before.cost
            )),
            100.0 * hits / looks.max(1.0),
        );
    }

    /// Presses a server for a while by all connections.
    fn press(
        &self,
        server: &Server,
        ask: impl Fn(&mut StdRng) -> Option<Vec<u8>> + Sync,
        round: u64,
    ) -> Speed {
        let asked = AtomicUsize::new(0);
        let spent = server.processor_seconds();
        let start = Instant::now();
        thread::scope(|scope| {
            for connection in 0..CONNECTIONS {
                let (ask, asked) = (&ask, &asked);
                scope.spawn(move || {
                    let mut wire = Wire::new(client(connection), server.address);
                    let mut chance = StdRng::seed_from_u64(round * CONNECTIONS + connection);
                    while start.elapsed() < self.time {
                        let request = ask(&mut chance).expect("there is a question");
                        let answer = wire.ask(&request).expect("there is an answer");
                        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&request));
                        asked.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        let asked = asked.into_inner() as f64;
        Speed {
            a_second: asked / start.elapsed().as_secs_f64(),
            cost: (server.processor_seconds() - spent) * 1e6 / asked,
        }
    }

    /// Prints what a server of a program has of its own before and after compressed requests of all kinds.
    fn memory(&self, name: &str, program: &Path, graph: &Path) {
        let server = Server::start(program, graph, &[], Stdio::null());
        let wire = |number| Wire::new(client(number), server.address);
        // Until then it still does what first questions would wait for.
        while sample(&server, "cartway_generation_proven") < 1.0 {
            thread::sleep(Duration::from_millis(100));
        }
        let start = server.own_memory();
        thread::scope(|scope| {
            for number in 0..CONNECTIONS {
                scope.spawn(move || {
                    let mut wire = wire(number);
                    let mut chance = StdRng::seed_from_u64(number);
                    for _ in 0..MIXED / CONNECTIONS as usize {
                        let questions = [Question::Items, Question::Paths, Question::Page];
                        let question = *questions.choose(&mut chance).expect("there are three");
                        let coding = *["br", "gzip"].choose(&mut chance).expect("there are two");
                        let path = self.catalogue.path(question, &mut chance);
                        wire.ask(&request(&path, coding)).expect("it answers");
                    }
                });
            }
        });
        let after = server.own_memory();
        println!(
            "own memory {name}: {start:.1} MB after the start, {after:.1} MB after {MIXED} mixed \
             compressed requests ({:.2})",
            after / start
        );
    }
}

/// An address for each connection: servers tell clients apart by it.
fn client(number: u64) -> Ipv4Addr {
    let [.., number] = number.to_be_bytes();
    [127, 0, 1, 1 + number].into()
}

/// How long answers to these are on average, in bytes.
fn mean_length(server: &Server, requests: &[Vec<u8>]) -> usize {
    let mut wire = Wire::new(client(0), server.address);
    let lengths = requests.iter().map(|request| {
        let answer = wire.ask(request).expect("it answers");
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(request));
        answer.body.len()
    });
    lengths.sum::<usize>() / requests.len()
}

/// How many answers were kept ones, and how many were made.
fn kept(server: &Server) -> (f64, f64) {
    let count = |cache| {
        sample(
            server,
            &format!("cartway_answers_total{{cache=\"{cache}\"}}"),
        )
    };
    (count("hit"), count("miss"))
}

/// What stands in the metrics under a name; 0 if nothing does.
fn sample(server: &Server, name: &str) -> f64 {
    let mut wire = Wire::new(client(0), server.address);
    let metrics = wire.ask(&request("/metrics", "identity"));
    let text = String::from_utf8(metrics.expect("it answers").body).expect("it is text");
    let mut samples = text.lines().filter_map(|line| line.split_once(' '));
    let value = samples.find(|(other, _)| *other == name);
    value
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0.0)
}

/// The median of rounds, of each figure by itself.
fn median(rounds: Vec<Speed>) -> Speed {
    let middle = |figure: fn(&Speed) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    Speed {
        a_second: middle(|speed| speed.a_second),
        cost: middle(|speed| speed.cost),
    }
}
