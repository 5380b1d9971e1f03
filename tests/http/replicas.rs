//! Three replicas behind each proxy of `deploy/replicas`, under visitors without a pause: while a rebuild
//! is published and pulled, one replica is killed and comes back, and one is stopped. Nothing may fail, no
//! walk may break, and nobody may step back.
//!
//! `CARTWAY_TEST_PROXIES=1` switches this on; `nginx`, `haproxy` and `caddy` must be installed then.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use socket2::{Domain, Socket, Type};

use super::proxies::{KINDS, Proxy, are_wanted};
use crate::support::{Run, Server, Shop, cartway};

/// How long a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long visitors go on with nothing happening, between what happens.
const PAUSE: Duration = Duration::from_secs(2);
/// Visitors, and as many who walk; each comes from an address of its own, as proxies go by that.
const VISITORS: u8 = 6;

/// What visitors ask for.
const ASKED: [&str; 6] = [
    "/",
    "/connect?from=old-harbour&to=script",
    "/items/007",
    "/v1/paths?from=007&to=script",
    "/v1/items?q=harbour",
    "/v1/graph",
];

#[test]
fn files_for_replicas_say_all_that_those_for_one_server_say_but_who_is_asked() {
    // Who is asked, and how long an answer is waited for.
    let others = ["unix", "timeout"];
    for kind in KINDS {
        let written = kind.rules("replicas");
        let written: BTreeSet<&str> = written.lines().map(str::trim).collect();
        for rule in kind.rules("proxy").lines().map(str::trim) {
            let is_other = others.iter().any(|other| rule.contains(other));
            assert!(is_other || written.contains(rule), "{}: {rule}", kind.name);
        }
    }
}

/// What came back.
struct Answer {
    status: u16,
    generation: String,
    body: String,
}

/// Asks the proxy from this address of this machine. What is no whole answer has no status.
fn ask(proxy: &str, from: u8, path: &str) -> Answer {
    let text = exchange(proxy, from, path).unwrap_or_default();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    let head = head.to_ascii_lowercase();
    let header = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::trim).unwrap_or_default()
    };
    // Caddy tells 1.0 no length of a long answer: all of ours end so.
    let is_whole = match header("content-length:") {
        "" => body.trim_end().ends_with(['}', '>']),
        length => length.parse() == Ok(body.len()),
    };
    let status = head.get(9..12).and_then(|status| status.parse().ok());
    Answer {
        status: status.filter(|_| is_whole).unwrap_or_default(),
        generation: header("cartway-generation:").to_owned(),
        body: if is_whole { body.to_owned() } else { text },
    }
}

fn exchange(proxy: &str, from: u8, path: &str) -> std::io::Result<String> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::new(127, 0, 1, from), 0)).into())?;
    let proxy: SocketAddr = proxy.parse().expect("an address");
    socket.connect(&proxy.into())?;
    let mut stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(DEADLINE))?;
    // HTTP 1.0 has no chunks.
    let request = format!("GET {path} HTTP/1.0\r\nHost: paths.example\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut text = Vec::new();
    stream.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// A replica: a folder of its own, and a server over it at an address that stays.
struct Replica {
    shop: Shop,
    address: String,
    server: Option<Server>,
}

impl Replica {
    /// Pulls, and begins to serve.
    fn begin(origin: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut replica = Self {
            shop: Shop::new(),
            address: free.local_addr().unwrap().to_string(),
            server: None,
        };
        drop(free);
        replica.pull(origin);
        replica.serve();
        replica
    }

    fn pull(&self, origin: &str) {
        let graph = self.shop.graph();
        let mut command = cartway();
        command.args(["pull", "--from", origin, "--graph"]);
        Run::of(command.arg(graph)).succeeded();
    }

    fn serve(&mut self) {
        let options = ["--bind", &self.address, "--trust-proxy", "127.0.0.1"];
        self.server = Some(Server::with(&self.shop.graph(), &options));
    }

    /// Waits until it answers from this generation.
    fn answers_from(&self, version: &str) {
        let start = Instant::now();
        while ask(&self.address, 250, "/v1/graph").generation != version {
            assert!(start.elapsed() < DEADLINE, "{version} is not taken over");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends it as a machine that fails.
    fn kill(&mut self) {
        let mut server = self.server.take().expect("it runs");
        server.program.kill().unwrap();
        server.program.wait().unwrap();
    }

    /// Ends it as an operator does.
    fn stop(&mut self) {
        drop(self.server.take());
    }
}

/// What visitors saw, each in the order it was seen.
#[derive(Default)]
struct Seen {
    /// Generations, of each visitor.
    visits: Vec<Vec<String>>,
    walks: usize,
    /// What went wrong.
    failures: Vec<String>,
}

/// Asks one thing after another until it is over.
fn visit(proxy: &str, from: u8, over: &AtomicBool, asked: &AtomicUsize) -> Seen {
    let mut seen = Seen::default();
    let mut generations: Vec<String> = Vec::new();
    for path in ASKED.iter().cycle().skip(from.into()) {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let answer = ask(proxy, from, path);
        asked.fetch_add(1, Ordering::Relaxed);
        if answer.status != 200 {
            seen.failures
                .push(format!("{path}: {} {}", answer.status, answer.body));
        }
        if generations.last() != Some(&answer.generation) {
            generations.push(answer.generation);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    seen.visits.push(generations);
    seen
}

/// Walks through a list whose places mean nothing in another generation, page by page, again and again until it is over.
fn walk(proxy: &str, from: u8, over: &AtomicBool, asked: &AtomicUsize) -> Seen {
    let mut seen = Seen::default();
    let mut begun = Vec::new();
    while !over.load(Ordering::Relaxed) {
        let mut path = Some("/v1/graph/centre?limit=1".to_owned());
        let (mut of, mut ids) = (BTreeSet::new(), Vec::new());
        while let Some(next) = path {
            let answer = ask(proxy, from, &next);
            asked.fetch_add(1, Ordering::Relaxed);
            let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
            if answer.status != 200 {
                seen.failures
                    .push(format!("{next}: {} {}", answer.status, answer.body));
                break;
            }
            of.insert(answer.generation);
            let items = body["items"].as_array().unwrap();
            ids.extend(
                items
                    .iter()
                    .map(|item| item["item"]["id"].as_str().unwrap().to_owned()),
            );
            path = body["next"].as_str().map(str::to_owned);
            std::thread::sleep(Duration::from_millis(40));
        }
        if of.len() > 1 {
            seen.failures.push(format!("one walk through {of:?}"));
        }
        let count = ids.len();
        if ids.into_iter().collect::<BTreeSet<_>>().len() != count {
            seen.failures.push("an item twice in a walk".to_owned());
        }
        seen.walks += 1;
        if let Some(of) = of.pop_first()
            && begun.last() != Some(&of)
        {
            begun.push(of);
        }
    }
    seen.visits.push(begun);
    seen
}

/// Has many visit and walk while `change` goes on; what they saw, and how many answers there were.
fn while_visited(proxy: &Proxy, change: impl FnOnce()) -> (Seen, usize) {
    let (over, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (over, asked, proxy) = (&over, &asked, &*proxy.address);
    let mut all = Seen::default();
    std::thread::scope(|scope| {
        let visitors: Vec<_> = (1..=VISITORS)
            .flat_map(|number| {
                [
                    scope.spawn(move || visit(proxy, number, over, asked)),
                    scope.spawn(move || walk(proxy, 100 + number, over, asked)),
                ]
            })
            .collect();
        // Whatever happens, nobody asks for ever.
        let changed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(change));
        over.store(true, Ordering::Relaxed);
        for visitor in visitors {
            let seen = visitor.join().unwrap();
            all.visits.extend(seen.visits);
            all.walks += seen.walks;
            all.failures.extend(seen.failures);
        }
        if let Err(panic) = changed {
            std::panic::resume_unwind(panic);
        }
    });
    (all, asked.load(Ordering::Relaxed))
}

#[test]
fn nothing_fails_no_walk_breaks_and_nobody_steps_back_behind_any_proxy() {
    if !are_wanted() {
        return;
    }
    for kind in KINDS {
        let name = kind.name;
        let builder = Shop::of_odd_items();
        builder.make_noted_generation();
        let served = crate::support::Served::with(builder.explorer(5_000_000), |settings| {
            settings.admin_bind = Some("127.0.0.1:0".parse().unwrap());
        });
        let origin = format!("http://{}/generations", served.admin.as_ref().unwrap());
        // In the order they were published.
        let mut published = BTreeMap::from([(builder.version(), 0)]);
        let mut replicas = [(); 3].map(|()| Replica::begin(&origin));
        let addresses = [0, 1, 2].map(|number: usize| replicas[number].address.clone());
        let proxy = kind.before_replicas(&addresses);
        let mut publish = |replicas: &[Replica]| {
            builder.add_item(&format!("after-{}", builder.current()), "Came later");
            let made = builder.make_noted_generation().version;
            let version = builder.version();
            served.get_until("/readyz", |answer| answer.json()["version"] == *made);
            published.insert(version.clone(), published.len());
            for replica in replicas {
                replica.pull(&origin);
                replica.answers_from(&version);
            }
            version
        };
        let (seen, asked) = while_visited(&proxy, || {
            std::thread::sleep(PAUSE);
            publish(&replicas);
            std::thread::sleep(PAUSE);
            replicas[0].kill();
            std::thread::sleep(PAUSE);
            let version = publish(&replicas[1..]);
            std::thread::sleep(PAUSE);
            // Back again, with what is live now.
            replicas[0].pull(&origin);
            replicas[0].serve();
            replicas[0].answers_from(&version);
            std::thread::sleep(PAUSE);
            replicas[1].stop();
            std::thread::sleep(PAUSE);
        });
        assert_eq!(seen.failures, Vec::<String>::new(), "{name}");
        for visit in &seen.visits {
            let order: Vec<usize> = visit.iter().map(|version| published[version]).collect();
            assert!(
                order.is_sorted(),
                "{name}: somebody stepped back: {order:?}"
            );
            assert_eq!(order.last(), Some(&2), "{name}: {order:?}");
        }
        let walks = seen.walks;
        assert!(walks > usize::from(VISITORS), "{name}: {walks} walks");
        println!("{name}: {asked} answers, {walks} walks, none failed");
    }
}
