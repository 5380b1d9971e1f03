//! Requests that a proxy and a server may read in two ways: never is a second one answered that was
//! sent as part of the first.

use std::io::Write;
use std::sync::LazyLock;

use crate::support::socket::{connect, get, rest};
use crate::support::{Served, Shop};

static SERVED: LazyLock<(Shop, Served)> = LazyLock::new(|| {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    (shop, served)
});

/// What must not be answered: no other question has this answer.
pub const SMUGGLED: &str = "GET /smuggled HTTP/1.1\r\nHost: paths.example\r\n\r\n";

pub fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /v1/paths/batch HTTP/1.1\r\nHost: paths.example\r\n\
         Content-Type: application/json\r\n{headers}\r\n\r\n{body}"
    )
}

pub fn chunked(body: &str) -> String {
    post("Transfer-Encoding: chunked", body)
}

/// Sends it all and hears the server out; statuses of the answers.
#[track_caller]
fn statuses(text: &str) -> Vec<String> {
    let mut stream = connect(SERVED.1.address());
    // It may be closed while it is written to.
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let answers = rest(&mut stream);
    let heads = answers.split("HTTP/1.1 ").skip(1);
    heads.map(|head| head[..3].to_owned()).collect()
}

/// Heads that are refused before anything is done.
pub fn odd_heads() -> Vec<String> {
    let question = "{\"pairs\":[]}";
    let length = question.len();
    vec![
        post("Content-Length: 5\r\nContent-Length: 12", question),
        post("Content-Length: 12\r\nContent-Length: 12", question),
        post("Content-Length: 12, 12", question),
        post("Content-Length: +12", question),
        post("Content-Length: -1", question),
        post("Content-Length: 0x0c", question),
        post("Content-Length: 1 2", question),
        post("Content-Length: 99999999999999999999", question),
        post(&format!("Content-Length : {length}"), question),
        post(
            &format!("Content-Length: {length}\r\nTransfer-Encoding: chunked"),
            "0\r\n\r\n",
        ),
        post(
            &format!("Transfer-Encoding: chunked\r\nContent-Length: {length}"),
            "0\r\n\r\n",
        ),
        post("Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
        post("Transfer-Encoding: identity, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: xchunked", "0\r\n\r\n"),
        post("Transfer-Encoding: \u{b}chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: identity", "0\r\n\r\n"),
        post("Transfer-Encoding : chunked", "0\r\n\r\n"),
        post(
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "0\r\n\r\n",
        ),
        post(
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
            "0\r\n\r\n",
        ),
        post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n"),
        post("X: a\r\n folded", "0\r\n\r\n"),
        post("X\0: a", ""),
        post("X: a\0b", ""),
        post("X: a\rContent-Length: 5", "abcde"),
        post("X: a\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        post("X: a\n", ""),
        post("Host: other.example", ""),
        "GET /healthz HTTP/1.1\nHost: paths.example\n\n".to_owned(),
        "GET /healthz HTTP/1.1\r\nHost: paths.example\r\n\n".to_owned(),
        "GET /healthz HTTP/1.1\r\n\r\n".to_owned(),
        "GET /healthz HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
    ]
}

/// Bodies in chunks that end in two places.
pub fn odd_chunks() -> Vec<String> {
    let bodies = [
        "0\r\n\n",
        "0\n\r\n",
        "0\n\n",
        "0\r\nX: y\n\n",
        "0\r\nGET /healthz HTTP/1.1\r\nX: y\r\n\r\n",
        "2\n{}\r\n0\r\n\r\n",
        "2\r\n{}\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
        "2\r\n{}}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "+2\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n",
        "2;\n{}\r\n0\r\n\r\n",
        "2;a\nb\r\n{}\r\n0\r\n\r\n",
        "2;a\rb\r\n{}\r\n0\r\n\r\n",
        "2 a\n{}\r\n0\r\n\r\n",
        "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        "\r\n2\r\n{}\r\n0\r\n\r\n",
        "G\r\n{}\r\n0\r\n\r\n",
    ];
    // To some, the first body here ends in the middle of this, and a request is the second's body.
    let length = SMUGGLED.len();
    let second = format!("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
    let slipped = ["0\r\n\n", "0\r\nX: y\n\n"].map(|end| chunked(&format!("{end}{second}")));
    let ends_twice = bodies.map(chunked);
    ends_twice.into_iter().chain(slipped).collect()
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_read() {
    for text in odd_heads().iter().chain(&odd_chunks()) {
        let statuses = statuses(&(text.clone() + SMUGGLED));
        assert_eq!(statuses, ["400"], "{text:?}");
    }
}

#[test]
fn the_answer_is_the_same_however_the_bytes_come() {
    for text in [
        chunked("0\r\n\n"),
        "GET /healthz HTTP/1.1\nHost: a\n\n".to_owned(),
    ] {
        let mut stream = connect(SERVED.1.address());
        for byte in (text.clone() + SMUGGLED).bytes() {
            if stream.write_all(&[byte]).is_err() {
                break;
            }
        }
        let answers = rest(&mut stream);
        assert_eq!(
            answers.matches("HTTP/1.1 ").count(),
            1,
            "{text:?}: {answers}"
        );
        assert!(answers.starts_with("HTTP/1.1 400"), "{text:?}: {answers}");
    }
}

#[test]
fn a_request_in_a_body_is_a_body() {
    for (text, expected) in [
        (
            post(&format!("Content-Length: {}", SMUGGLED.len()), SMUGGLED),
            "400",
        ),
        (
            chunked(&format!("{:x}\r\n{SMUGGLED}\r\n0\r\n\r\n", SMUGGLED.len())),
            "400",
        ),
        (
            get("/healthz").replace(
                "\r\n\r\n",
                &format!("\r\nContent-Length: {}\r\n\r\n{SMUGGLED}", SMUGGLED.len()),
            ),
            "200",
        ),
    ] {
        assert_eq!(statuses(&text), [expected], "{text:?}");
    }
}

#[test]
fn requests_that_are_clear_are_answered_one_by_one() {
    let question = "{\"pairs\":[{\"from\":\"007\",\"to\":\"bell\"}]}";
    let text = [
        get("/healthz"),
        post(&format!("Content-Length: {}", question.len()), question),
        chunked(&format!(
            "{:X};x=y \r\n{question}\r\n0\r\nX-Sum: 1\r\n\r\n",
            question.len()
        )),
        "\r\n".to_owned(),
        get("/healthz"),
    ]
    .concat();
    assert_eq!(statuses(&text), ["200"; 4]);
}
