//! What polite clients see while others press the server: the real program, over real connections, in
//! every state we could think of that a public server gets into.
//!
//! Eight polite clients, each from an address of its own, ask an easy question every thirtieth of a
//! second or so: an item's page, a suggestion, an item for a program. A request is lost that has no
//! answer or another status than 200. The clients that press are threads that write, wait and read,
//! and take next to nothing of a core themselves; but on two cores they and the server are never
//! quite apart, and every figure holds both.
//!
//! `cargo bench --bench serving` takes about three minutes, `cargo bench --bench serving -- --quick` half a
//! minute on a small shop. `CARTWAY_BENCH_PROGRAM` names another `cartway` to measure, and
//! `CARTWAY_BENCH_GRAPH` another graph folder; `CARTWAY_BENCH_ONLY` the scenarios that hold this word.

mod served;
#[path = "../tests/support/wire.rs"]
mod wire;

use std::env;
use std::fs::File;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use served::{Server, Shop, is_quick, pairs};
use wire::{Wire, connect};

/// Clients whose requests may not be lost.
const POLITE: u8 = 8;
/// Milliseconds a polite client waits between two questions.
const PAUSE: std::ops::Range<u64> = 20..50;
/// Clients of the crowd, each of which asks about once a second.
const CROWD: u8 = 200;
/// Connections of the greedy client.
const GREEDY: usize = 64;
/// Connections of the client that begins requests and never ends them.
const HALF_OPEN: usize = 1_000;
/// Pairs of the greedy client's batches.
const BATCH: usize = 500;

fn main() {
    let is_quick = is_quick();
    let shop = Shop::open(is_quick);
    let mut report = Report::default();
    for scenario in SCENARIOS {
        if is_meant(scenario.name) {
            report.add(scenario, &run(scenario, &shop, is_quick));
        }
    }
}

/// What is done to a server while polite clients ask it.
struct Scenario {
    name: &'static str,
    seconds: u64,
    /// Where the server's log goes.
    log: fn() -> Stdio,
    /// Who presses it.
    others: fn(&Stage),
}

const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "quiet",
        seconds: 15,
        log: Stdio::null,
        others: |_| {},
    },
    Scenario {
        name: "200 clients, all kinds of questions",
        seconds: 60,
        log: Stdio::null,
        others: crowd,
    },
    Scenario {
        name: "log to /dev/full",
        seconds: 15,
        log: full_disk,
        others: |_| {},
    },
    Scenario {
        name: "reader of the log has stopped",
        seconds: 15,
        log: Stdio::piped,
        others: crowd,
    },
    Scenario {
        name: "1,000 half-open connections",
        seconds: 15,
        log: Stdio::null,
        others: half_open,
    },
    Scenario {
        name: "a greedy client, pictures",
        seconds: 20,
        log: Stdio::null,
        others: |stage| greedy(stage, Greed::Pictures),
    },
    Scenario {
        name: "a greedy client, batches",
        seconds: 20,
        log: Stdio::null,
        others: |stage| greedy(stage, Greed::Batches),
    },
    Scenario {
        name: "a greedy client, searches",
        seconds: 20,
        log: Stdio::null,
        others: |stage| greedy(stage, Greed::Searches),
    },
    Scenario {
        name: "a greedy client, texts with typos",
        seconds: 20,
        log: Stdio::null,
        others: |stage| greedy(stage, Greed::Texts),
    },
];

fn is_meant(name: &str) -> bool {
    env::var("CARTWAY_BENCH_ONLY").map_or(true, |word| name == "quiet" || name.contains(&word))
}

fn full_disk() -> Stdio {
    File::create("/dev/full").map_or_else(|_| Stdio::null(), Stdio::from)
}

/// What goes on in a scenario.
struct Stage {
    server: SocketAddr,
    is_over: AtomicBool,
    /// Pairs of ids, with the title of the first: what is asked about.
    pairs: Vec<(String, String, String)>,
    polite: Mutex<Vec<Duration>>,
    lost: AtomicUsize,
    others: Others,
}

/// What became of the requests of those who press.
#[derive(Default)]
struct Others {
    answered: AtomicUsize,
    turned_away: AtomicUsize,
    lost: AtomicUsize,
}

/// What was measured.
struct Measured {
    times: Vec<Duration>,
    lost: usize,
    others: Others,
    /// Memory when a third of the time was over, and at the end, in MB.
    memory: (f64, f64),
}

fn run(scenario: &Scenario, shop: &Shop, is_quick: bool) -> Measured {
    let seconds = if is_quick { 2 } else { scenario.seconds };
    let server = Server::start(&shop.program, &shop.graph, &[], (scenario.log)());
    let stage = Stage {
        server: server.address,
        is_over: AtomicBool::new(false),
        pairs: pairs(server.address, 50),
        polite: Mutex::default(),
        lost: AtomicUsize::new(0),
        others: Others::default(),
    };
    let third = Duration::from_secs(seconds) / 3;
    let memory = thread::scope(|scope| {
        scope.spawn(|| (scenario.others)(&stage));
        for number in 0..POLITE {
            let stage = &stage;
            scope.spawn(move || polite(stage, number));
        }
        thread::sleep(third);
        let early = server.memory();
        thread::sleep(2 * third);
        let memory = (early, server.memory());
        stage.is_over.store(true, Ordering::Relaxed);
        // Who still waits for an answer is hung up on.
        drop(server);
        memory
    });
    Measured {
        times: stage.polite.into_inner().expect("nobody panicked"),
        lost: stage.lost.into_inner(),
        others: stage.others,
        memory,
    }
}

impl Stage {
    fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }

    fn pair(&self, chance: &mut StdRng) -> &(String, String, String) {
        self.pairs.choose(chance).expect("there are pairs")
    }

    /// A client that presses was answered so.
    fn note(&self, answer: &std::io::Result<wire::Answer>) {
        let count = match answer {
            Ok(answer) if [429, 503].contains(&answer.status) => &self.others.turned_away,
            Ok(_) => &self.others.answered,
            Err(_) if self.goes_on() => &self.others.lost,
            Err(_) => return,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Asks an easy question now and then, and notes how long the answer took.
fn polite(stage: &Stage, number: u8) {
    let mut wire = Wire::new([127, 0, 1, 1 + number].into(), stage.server);
    let mut chance = StdRng::seed_from_u64(number.into());
    let mut times = Vec::new();
    while stage.goes_on() {
        thread::sleep(Duration::from_millis(chance.random_range(PAUSE)));
        let (id, _, title) = stage.pair(&mut chance);
        let path = match chance.random_range(0..3) {
            0 => format!("/items/{id}"),
            1 => format!("/v1/items?q={}&limit=8", beginning(title)),
            _ => format!("/v1/items/{id}"),
        };
        let start = Instant::now();
        match wire.get(&path) {
            Ok(answer) if answer.status == 200 => times.push(start.elapsed()),
            // What the end of the scenario cut off says nothing.
            _ if stage.goes_on() => drop(stage.lost.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
    stage.polite.lock().expect("nobody panicked").extend(times);
}

/// What somebody has typed of a title.
fn beginning(title: &str) -> String {
    let typed: String = title.chars().take(5).collect();
    form_urlencoded::byte_serialize(typed.as_bytes()).collect()
}

/// Many clients that ask everything there is, wrong things too.
fn crowd(stage: &Stage) {
    thread::scope(|scope| {
        for number in 0..CROWD {
            let ask = move || {
                let mut wire = Wire::new([127, 0, 2, 1 + number].into(), stage.server);
                let mut chance = StdRng::seed_from_u64(1_000 + u64::from(number));
                while stage.goes_on() {
                    thread::sleep(Duration::from_millis(chance.random_range(500..1500)));
                    stage.note(&ask_anything(stage, &mut wire, &mut chance));
                }
            };
            // Many threads with little to do need little room.
            let thread = thread::Builder::new().stack_size(128 * 1024);
            thread.spawn_scoped(scope, ask).expect("there is room");
        }
    });
}

fn ask_anything(
    stage: &Stage,
    wire: &mut Wire,
    chance: &mut StdRng,
) -> std::io::Result<wire::Answer> {
    let (from, to, title) = stage.pair(chance);
    let text = beginning(title);
    let path = match chance.random_range(0..20) {
        0 => "/".to_owned(),
        1 | 2 => format!("/items/{from}"),
        3 | 4 => format!("/connect?from={from}&to={to}"),
        5 => format!("/connect.svg?from={from}&to={to}"),
        6 => format!("/connect.png?from={from}&to={to}"),
        7 => format!("/search?q={text}"),
        8 | 9 => format!("/v1/items?q={text}&limit=8"),
        10 => format!("/v1/paths?from={from}&to={to}&k=5"),
        11 => format!("/v1/items/{from}/neighbours"),
        12 => format!("/v1/items/{from}/degrees"),
        13 => format!("/between?from={from}&to={to}"),
        14 => "/about".to_owned(),
        15 => "/v1/paths?from=x".to_owned(),
        16 => format!("/connect?from={from}&to=nothing+of+the+kind"),
        17 => "/wp-login.php".to_owned(),
        18 => "/random".to_owned(),
        _ => return wire.post("/v1/paths/batch", &batch(stage, 20)),
    };
    wire.get(&path)
}

fn batch(stage: &Stage, size: usize) -> String {
    let pairs = stage.pairs.iter().cycle().take(size);
    let pairs: Vec<String> = pairs
        .map(|(from, to, _)| format!("{{\"from\":{from:?},\"to\":{to:?}}}"))
        .collect();
    format!("{{\"pairs\":[{}]}}", pairs.join(","))
}

/// What a greedy client wants.
#[derive(Clone, Copy)]
enum Greed {
    Pictures,
    Batches,
    Searches,
    Texts,
}

/// One client with many connections that asks the dearest questions without a pause.
fn greedy(stage: &Stage, greed: Greed) {
    let body = batch(stage, BATCH);
    thread::scope(|scope| {
        for number in 0..GREEDY {
            let body = &body;
            scope.spawn(move || {
                let mut wire = Wire::new([127, 0, 3, 1].into(), stage.server);
                let mut chance = StdRng::seed_from_u64(2_000 + number as u64);
                while stage.goes_on() {
                    let (from, to, title) = stage.pair(&mut chance);
                    let dear = format!("from={from}&to={to}&extra_hops=2&k=100&avoid_hubs=90");
                    stage.note(&match greed {
                        Greed::Pictures => wire.get(&format!("/connect.png?from={from}&to={to}")),
                        Greed::Batches => wire.post("/v1/paths/batch", body),
                        Greed::Searches => wire.get(&format!("/v1/paths?{dear}")),
                        Greed::Texts => wire.get(&format!("/search?q={}zx", beginning(title))),
                    });
                }
            });
        }
    });
}

/// One client that begins very many requests and ends none; it begins anew what is closed.
fn half_open(stage: &Stage) {
    allow_connections();
    let mut open = Vec::new();
    while stage.goes_on() {
        if open.len() >= HALF_OPEN {
            thread::sleep(Duration::from_millis(100));
            open.retain_mut(is_open);
            continue;
        }
        let begun = connect([127, 0, 4, 1].into(), stage.server).and_then(|mut stream| {
            stream.write_all(b"GET / HTTP/1.1\r\nhost: ")?;
            stream.set_nonblocking(true)?;
            Ok(stream)
        });
        match begun {
            Ok(stream) => open.push(stream),
            Err(_) => thread::sleep(Duration::from_millis(10)),
        }
    }
}

fn is_open(stream: &mut std::net::TcpStream) -> bool {
    let read = stream.read(&mut [0; 512]);
    read.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
}

/// Raises the limit of connections of this process, as far as it may.
fn allow_connections() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let most = getrlimit(Resource::Nofile).maximum;
        let limit = Rlimit {
            current: most,
            maximum: most,
        };
        // Where it may not there are fewer of them.
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

/// A table of what was measured; the first row is what the others are held against.
#[derive(Default)]
struct Report {
    quiet: Option<Duration>,
}

impl Report {
    fn add(&mut self, scenario: &Scenario, measured: &Measured) {
        let mut times = measured.times.clone();
        times.sort_unstable();
        let of = |share: usize| {
            let place = (times.len() * share / 1000).min(times.len().saturating_sub(1));
            times.get(place).copied().unwrap_or_default()
        };
        if self.quiet.is_none() {
            self.quiet = Some(of(990));
            println!(
                "{:<38}{:>8}{:>6}{:>9}{:>9}{:>9}{:>8}{:>20}{:>14}",
                "",
                "polite",
                "lost",
                "p50 ms",
                "p99 ms",
                "max ms",
                "times",
                "others ok/away/lost",
                "memory MB"
            );
        }
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let quiet = self.quiet.map_or(1.0, ms).max(f64::MIN_POSITIVE);
        let others = &measured.others;
        let of_others = [&others.answered, &others.turned_away, &others.lost]
            .map(|count| count.load(Ordering::Relaxed).to_string());
        let (early, late) = measured.memory;
        println!(
            "{:<38}{:>8}{:>6}{:>9.2}{:>9.2}{:>9.1}{:>8.1}{:>20}{:>14}",
            scenario.name,
            times.len(),
            measured.lost,
            ms(of(500)),
            ms(of(990)),
            ms(of(1000)),
            ms(of(990)) / quiet,
            of_others.join("/"),
            format!("{early:.0} to {late:.0}"),
        );
    }
}
