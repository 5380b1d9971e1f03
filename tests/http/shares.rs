//! Polite clients lose nothing, whatever others do to the server.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;

use crate::support::{Served, Shop, Wire, connect};

/// Requests of each polite client.
const REQUESTS: usize = 15;
/// Connections of the greedy client.
const GREEDY: usize = 24;

/// What a polite client asks: looks, and a search too.
const POLITE: [&str; 6] = [
    "/items/007",
    "/v1/items?q=harb&limit=8",
    "/v1/items/old-harbour",
    "/",
    "/v1/graph",
    "/v1/paths?from=old-harbour&to=script",
];

/// A server with fewer places than the greedy client has connections; of this file alone, as it is
/// not quiet.
static PRESSED: LazyLock<(Shop, Served)> = LazyLock::new(|| {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = Served::with(shop.explorer(1_000_000), |settings| {
        settings.max_searches = 4
    });
    (shop, served)
});

fn server() -> SocketAddr {
    PRESSED.1.address().parse().unwrap()
}

/// How far it has come.
#[derive(Default)]
struct Stage {
    /// Whether the others press the server.
    has_begun: AtomicBool,
    /// Whether the polite are done.
    is_over: AtomicBool,
}

impl Stage {
    fn begin(&self) {
        self.has_begun.store(true, Ordering::SeqCst);
    }

    fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::SeqCst)
    }
}

/// Has polite clients ask while others do what they do until they are told to end, and wants every
/// request of the polite ones answered.
fn polite_are_answered_beside(group: u8, others: impl Fn(&Stage) + Sync) {
    let (stage, polite_left) = (Stage::default(), AtomicUsize::new(3));
    std::thread::scope(|scope| {
        scope.spawn(|| others(&stage));
        for number in 0..3 {
            let (stage, polite_left) = (&stage, &polite_left);
            scope.spawn(move || {
                while !stage.has_begun.load(Ordering::SeqCst) {
                    std::thread::yield_now();
                }
                let asked = ask_politely(Ipv4Addr::new(127, 1, group, 1 + number));
                // The others end also where this one was not answered.
                if polite_left.fetch_sub(1, Ordering::SeqCst) == 1 {
                    stage.is_over.store(true, Ordering::SeqCst);
                }
                assert_eq!(asked, Ok(()));
            });
        }
    });
}

fn ask_politely(from: Ipv4Addr) -> Result<(), String> {
    let mut wire = Wire::new(from, server());
    for path in POLITE.iter().cycle().take(REQUESTS) {
        let answer = wire.get(path).map_err(|error| format!("{path}: {error}"))?;
        if answer.status != 200 {
            return Err(format!("{path}: {}", answer.head));
        }
    }
    Ok(())
}

/// One client with very many connections, each of which does this again and again.
fn greedily(group: u8, stage: &Stage, ask: impl Fn(&mut Wire) + Sync) {
    std::thread::scope(|scope| {
        for _ in 0..GREEDY {
            scope.spawn(|| {
                let mut wire = Wire::new(Ipv4Addr::new(127, 2, group, 1), server());
                while stage.goes_on() {
                    ask(&mut wire);
                    stage.begin();
                }
            });
        }
    });
}

#[test]
fn a_greedy_client_that_wants_pictures_costs_others_no_answer() {
    polite_are_answered_beside(1, |stage| {
        greedily(1, stage, |wire| {
            let answer = wire.get("/connect.png?from=old-harbour&to=script").unwrap();
            assert!([200, 503].contains(&answer.status), "{}", answer.head);
            if answer.status == 503 {
                assert_eq!(answer.field("retry-after"), Some("1"));
            }
        });
    });
}

#[test]
fn a_greedy_client_that_sends_batches_costs_others_no_answer() {
    let pair = json!({"from": "old-harbour", "to": "script"});
    let body = json!({ "pairs": vec![pair; 500] }).to_string();
    polite_are_answered_beside(2, |stage| {
        greedily(2, stage, |wire| {
            let answer = wire.post("/v1/paths/batch", &body).unwrap();
            assert!([200, 503].contains(&answer.status), "{}", answer.head);
        });
    });
}

#[test]
fn a_greedy_client_that_searches_costs_others_no_answer() {
    polite_are_answered_beside(3, |stage| {
        greedily(3, stage, |wire| {
            let path = "/v1/paths?from=old-harbour&to=script&extra_hops=2&k=100";
            let answer = wire.get(path).unwrap();
            assert!([200, 503].contains(&answer.status), "{}", answer.head);
        });
    });
}

#[test]
fn connections_that_never_end_their_request_cost_others_no_answer() {
    polite_are_answered_beside(4, |stage| {
        let mut open = Vec::new();
        for _ in 0..200 {
            let mut stream = connect(Ipv4Addr::new(127, 2, 4, 1), server()).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
            open.push(stream);
        }
        stage.begin();
        while stage.goes_on() {
            std::thread::yield_now();
        }
    });
}

#[test]
fn whoever_has_the_answer_or_asks_nothing_needs_no_place() {
    let (_, served) = &*PRESSED;
    let path = "/connect.png?from=old-harbour&to=007";
    let tag = served.get_until(path, |answer| answer.status == 200);
    let tag = tag.header("etag").to_owned();
    polite_are_answered_beside(5, |stage| {
        greedily(5, stage, |wire| {
            let known = format!("GET {path} HTTP/1.1\r\nhost: x\r\nif-none-match: {tag}\r\n\r\n");
            for (request, status) in [
                (known.as_str(), 304),
                ("GET /connect.png?from=1 HTTP/1.1\r\nhost: x\r\n\r\n", 400),
                ("GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n", 404),
                ("GET /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n", 200),
                ("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", 200),
                ("GET /cgi-bin/boston HTTP/1.1\r\nhost: x\r\n\r\n", 301),
            ] {
                let answer = wire.ask(request.as_bytes()).unwrap();
                assert_eq!(answer.status, status, "{request}: {}", answer.head);
            }
        });
    });
}
