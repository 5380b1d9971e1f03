//! Clients that hold connections: by heads that do not end, by answers they do not take, by their
//! number.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cartway::explorer::Options;
use cartway::web::ServerSettings;

use super::shops::ODD;
use crate::support::socket::{ask, connect, get, is_end, rest};
use crate::support::{Served, Shop};

/// Short enough for a test, long enough for a slow machine to send a whole request in.
const SHORT: Duration = Duration::from_millis(700);
/// A time that does not come.
const NEVER: Duration = Duration::from_secs(3600);

/// A server over nothing, which still has pages, with settings of its own.
fn served(change: impl FnOnce(&mut ServerSettings)) -> Served {
    let shop = Shop::empty();
    std::fs::create_dir(shop.graph()).unwrap();
    Served::with(shop.explorer(Options::DEFAULT_BUDGET), change)
}

fn short_heads() -> Served {
    served(|settings| {
        settings.limits.times.head = SHORT;
        settings.limits.times.send = NEVER;
    })
}

/// How often connections ended for a reason.
fn wait_for_ended(served: &Served, reason: &str, times: usize) {
    let line = format!("cartway_connections_ended_total{{reason=\"{reason}\"}} {times}\n");
    served.get_until("/metrics", |answer| answer.text().contains(&line));
}

#[test]
fn half_a_head_is_waited_for_no_longer_than_a_head_may_take() {
    let served = short_heads();
    let mut stream = connect(served.address());
    for _ in 0..3 {
        ask(&mut stream, "/healthz");
    }
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: pa")
        .unwrap();
    assert_eq!(rest(&mut stream), "");
    wait_for_ended(&served, "head_timeout", 1);
}

#[test]
fn half_a_head_behind_a_whole_one_is_no_better() {
    let served = short_heads();
    for half in ["GET /healthz HT", "\r\n", "G"] {
        let mut stream = connect(served.address());
        let both = get("/healthz") + half;
        stream.write_all(both.as_bytes()).unwrap();
        let answers = rest(&mut stream);
        assert_eq!(answers.matches("HTTP/1.1 200").count(), 1, "{answers}");
    }
    wait_for_ended(&served, "head_timeout", 3);
}

#[test]
fn a_head_that_comes_byte_by_byte_has_no_more_time_than_another() {
    let served = short_heads();
    let mut stream = connect(served.address());
    ask(&mut stream, "/healthz");
    let endless = b"GET /healthz HTTP/1.1\r\nX: "
        .iter()
        .chain([b'x'; 3].iter().cycle());
    let refused = endless.map(|&byte| {
        std::thread::sleep(Duration::from_millis(10));
        stream.write_all(&[byte])
    });
    let error = refused.take(2000).find_map(Result::err);
    assert!(
        error.is_some_and(|error| is_end(&error)),
        "it was never ended"
    );
}

#[test]
fn a_first_head_that_does_not_end_is_answered_so() {
    let served = short_heads();
    let mut stream = connect(served.address());
    stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let mut silent = connect(served.address());
    for stream in [&mut stream, &mut silent] {
        let answer = rest(stream);
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    wait_for_ended(&served, "head_timeout", 2);
}

#[test]
fn a_body_that_stalls_is_given_up() {
    let served = served(|settings| settings.limits.times.body = SHORT);
    for length in ["Content-Length: 100", "Transfer-Encoding: chunked"] {
        let mut stream = connect(served.address());
        let half = format!(
            "POST /v1/paths/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{length}\r\n\r\n5"
        );
        stream.write_all(half.as_bytes()).unwrap();
        let answer = rest(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 408"), "{length}: {answer}");
    }
    wait_for_ended(&served, "body_timeout", 2);
}

#[test]
fn a_connection_between_requests_is_not_hurried() {
    let served = short_heads();
    let mut stream = connect(served.address());
    for _ in 0..2 {
        assert!(ask(&mut stream, "/healthz").contains("200 ok"));
        std::thread::sleep(2 * SHORT);
    }
    assert!(ask(&mut stream, "/healthz").contains("200 ok"));
}

/// The address of the largest answer that needs no catalogue: the stylesheet.
fn large(served: &Served) -> String {
    let page = served.get("/nowhere").text();
    let (_, from) = page.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    from.split('"').next().unwrap().to_owned()
}

/// Asks for large answers and reads none, until the system takes no more questions.
fn stuff(stream: &mut TcpStream, large: &str) {
    let question = get(large).repeat(50);
    stream.set_nonblocking(true).unwrap();
    let mut blocked = 0;
    while blocked < 20 {
        match stream.write(question.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                blocked += 1;
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(_) => return,
            Ok(_) => blocked = 0,
        }
    }
}

#[test]
fn a_client_that_reads_nothing_is_given_up() {
    let served = served(|settings| {
        settings.limits.times.head = NEVER;
        settings.limits.times.send = SHORT;
    });
    let mut stream = connect(served.address());
    stuff(&mut stream, &large(&served));
    wait_for_ended(&served, "send_timeout", 1);
}

#[test]
fn a_client_that_reads_slowly_gets_everything() {
    let served = served(|settings| settings.limits.times.send = SHORT);
    let mut stream = connect(served.address());
    let asked = 200;
    let questions = get(&large(&served)).repeat(asked);
    let mut writer = stream.try_clone().unwrap();
    let write = std::thread::spawn(move || writer.write_all(questions.as_bytes()).unwrap());
    for _ in 0..asked {
        std::thread::sleep(Duration::from_millis(10));
        assert!(crate::support::socket::answer(&mut stream).contains("200 ok"));
    }
    write.join().unwrap();
}

/// Asks an operator's question until the numbers are as they must be in the end.
fn wait_for(operator: &mut TcpStream, line: &str) {
    let start = Instant::now();
    while !ask(operator, "/metrics").contains(line) {
        assert!(start.elapsed() < Duration::from_secs(30), "never {line}");
    }
}

#[test]
fn a_full_house_refuses_and_still_answers_its_operator() {
    let served = served(|settings| {
        settings.limits.connections = Some(4);
        settings.admin_bind = Some("127.0.0.1:0".parse().unwrap());
    });
    let mut guests: Vec<TcpStream> = (0..3).map(|_| connect(served.address())).collect();
    for guest in &mut guests {
        let answer = ask(guest, "/healthz");
        assert!(!answer.contains("connection: close"), "{answer}");
    }
    // With the last place taken nobody may rest; this guest has not asked yet.
    let mut last = connect(served.address());
    last.write_all(b"G").unwrap();
    let admin = served.admin.as_ref().unwrap().to_string();
    let mut operator = connect(&admin);
    wait_for(&mut operator, "cartway_connections_open 4\n");
    let refused = rest(&mut connect(served.address()));
    assert_eq!(refused, "", "there is no place");
    assert!(ask(&mut operator, "/healthz").contains("\"status\":\"pass\""));
    let metrics = ask(&mut operator, "/metrics");
    for line in [
        "cartway_connections_open 4\n",
        "cartway_connections_refused_total{reason=\"full\"} 1\n",
        "cartway_log_lines_lost_total 0\n",
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
    let answer = ask(&mut guests[0], "/healthz");
    assert!(answer.contains("connection: close"), "{answer}");
    wait_for(&mut operator, "cartway_connections_open 3\n");
    assert_eq!(served.get("/healthz").status, 200);
}

#[test]
fn what_operators_ask_is_asked_at_their_address_only() {
    let served = served(|settings| settings.admin_bind = Some("127.0.0.1:0".parse().unwrap()));
    assert_eq!(served.get("/metrics").status, 404);
    assert_eq!(served.get("/healthz").status, 200);
    let admin = served.admin.as_ref().unwrap().to_string();
    for (path, status) in [
        ("/metrics", "200"),
        ("/healthz", "200"),
        ("/readyz", "503"),
        ("/", "404"),
        ("/v1/graph", "404"),
    ] {
        let answer = ask(&mut connect(&admin), path);
        assert!(
            answer.starts_with(&format!("http/1.1 {status}")),
            "{path}: {answer}"
        );
    }
}

#[test]
fn every_answer_tells_what_its_request_is_called() {
    let (_, served) = &*ODD;
    let given = served.ask("GET", "/about", &[("x-request-id", "7f3c-11")]);
    assert_eq!(given.header("x-request-id"), "7f3c-11");
    let made = served.get("/nowhere");
    assert_eq!(made.header("x-request-id").len(), 16);
    let odd = served.ask("GET", "/v1/graph", &[("x-request-id", "a b\"")]);
    assert_eq!(odd.header("x-request-id").len(), 16);
    assert_ne!(odd.header("x-request-id"), made.header("x-request-id"));
}
