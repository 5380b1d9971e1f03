//! Ten thousand requests by chance: sound ones, nearly sound ones and nonsense. Whatever is sent, the
//! fault is the client's: no answer says that something failed on our side, and none fails to come.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use super::shops::{ODD, odd_items};
use crate::support::connect;

/// In all, shared by the threads that send them.
const REQUESTS: usize = 10_000;
const THREADS: usize = 2;

/// Addresses with a question that is sound; `{}` is an item's id.
const SOUND: [&str; 32] = [
    "/",
    "/search?q={}",
    "/connect?from={}&to={}",
    "/connect?from={}&to={}&extra_hops=1&k=5",
    "/connect.svg?from={}&to={}",
    "/between?from={}&to={}",
    "/embed/connect?from={}&to={}",
    "/oembed?url=https%3A%2F%2Fpaths.example%2Fconnect%3Ffrom%3D007%26to%3Dscript",
    "/items/{}",
    "/items/{}/degrees",
    "/items/{}/degrees.svg",
    "/about",
    "/random",
    "/random?min_hops=2",
    "/cgi-bin/boston?title1={}&title2={}",
    "/v1/items?q={}",
    "/v1/items?q={}&mode=full&limit=3",
    "/v1/items/{}",
    "/v1/items/{}/neighbours",
    "/v1/items/{}/neighbours?direction=in&sort=title&limit=1",
    "/v1/items/{}/degrees",
    "/v1/paths?from={}&to={}",
    "/v1/paths?from={}&to={}&via={}&exclude={}&max_hops=9",
    "/v1/between?a={}&b={}",
    "/v1/graph",
    "/v1/graph/centre?limit=2",
    "/v1/galleries",
    "/v1/random-pair",
    "/readyz",
    "/metrics",
    "/robots.txt",
    "/nothing/here",
];

const NAMES: [&str; 32] = [
    "from",
    "to",
    "a",
    "b",
    "q",
    "category",
    "mode",
    "limit",
    "cursor",
    "direction",
    "sort",
    "examples",
    "min_hops",
    "exclude",
    "via",
    "only_category",
    "avoid_category",
    "avoid_hubs",
    "max_hops",
    "extra_hops",
    "k",
    "url",
    "format",
    "maxwidth",
    "maxheight",
    "title1",
    "title2",
    "lang",
    "utm_source",
    "x",
    "",
    "%66rom",
];

const VALUES: [&str; 48] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "50",
    "64",
    "65",
    "100",
    "101",
    "99.5",
    "0.0001",
    "1e3",
    "NaN",
    "inf",
    "99999999999999999999999",
    "٣",
    "any",
    "out",
    "in",
    "prefix",
    "full",
    "strength",
    "orders",
    "title",
    "json",
    "xml",
    "de",
    "en",
    "xx",
    "%",
    "%zz",
    "%ff%fe",
    "%00",
    "+",
    "%2B",
    "&&&",
    "=",
    "a=b",
    "[]",
    "%F0%9F%9A%B2",
    "..%2F..%2Fetc%2Fpasswd",
    "'%20OR%201=1--",
    "%22*%22",
    "NEAR(a%20b)",
    "</script>",
    "000001-AAAA",
];

const FIELDS: [(&str, &[&str]); 12] = [
    (
        "accept",
        &[
            "*/*",
            "application/json",
            "text/html;q=0",
            "image/png",
            ";;;q=x",
            "",
        ],
    ),
    (
        "accept-language",
        &["de", "en;q=0.1, de", "*", "xx-", "q=1", "de;q=2"],
    ),
    (
        "accept-encoding",
        &["gzip", "br", "identity;q=0", "*;q=0", "zstd", "x, ,"],
    ),
    (
        "if-none-match",
        &["*", "W/\"x\"", "\"", "W/", "\"a\", \"b\"", ","],
    ),
    (
        "if-modified-since",
        &["Sun, 06 Nov 1994 08:49:37 GMT", "yesterday"],
    ),
    ("range", &["bytes=0-0", "bytes=-1", "bytes=9-1", "lines=1"]),
    (
        "cookie",
        &["cartway-language=de", "cartway-language", "=;=;", "a=\"b"],
    ),
    ("x-forwarded-host", &["shop.example", "<b>", "a, b"]),
    (
        "forwarded",
        &["host=shop.example;proto=https", "for=\"", ";;"],
    ),
    (
        "content-type",
        &[
            "application/json",
            "text/plain",
            "/",
            "application/json; charset=utf-16",
        ],
    ),
    ("content-encoding", &["gzip", "identity", "br"]),
    ("origin", &["https://other.example", "null"]),
];

const BODIES: [&str; 16] = [
    "",
    "{}",
    "[]",
    "null",
    "{\"pairs\":[]}",
    "{\"pairs\":[{\"from\":\"007\",\"to\":\"script\"}]}",
    "{\"pairs\":[{\"from\":\"007\",\"to\":\"script\"},{\"from\":7,\"to\":null}]}",
    "{\"pairs\":[{\"from\":\"007\",\"to\":\"🚲\",\"options\":{\"max_hops\":3}}],\"options\":{}}",
    "{\"pairs\":[{\"from\":\"a\",\"to\":\"b\",\"options\":{\"max_hops\":1e99}}]}",
    "{\"pairs\":{\"from\":\"a\"}}",
    "{\"pairs\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\"pairs\":[{\"from\":\"\\ud800\",\"to\":\"b\"}]}",
    "{\"pairs\":[{}],\"options\":{\"direction\":[\"out\"],\"nothing\":1}}",
    "{\"pairs\":[{\"from\":\"a\",\"from\":\"b\",\"to\":\"c\"}]}",
    "\u{feff}{\"pairs\":[]}",
    "from=a&to=b",
];

fn id(chance: &mut StdRng) -> String {
    let items = odd_items();
    let (id, title) = items.choose(chance).unwrap();
    let text = match chance.random_range(0..10) {
        0..7 => id.as_str(),
        7 => title.as_str(),
        8 => "unknown",
        _ => "lonely",
    };
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn value(chance: &mut StdRng) -> String {
    match chance.random_range(0..10) {
        0..3 => id(chance),
        3 if chance.random_bool(0.1) => "x".repeat(40_000),
        3 => "%C3%A4".repeat(chance.random_range(1..300)),
        4 => {
            let bytes: Vec<u8> = (0..6).map(|_| chance.random()).collect();
            form_urlencoded::byte_serialize(&bytes).collect()
        }
        _ => (*VALUES.choose(chance).unwrap()).to_owned(),
    }
}

fn target(chance: &mut StdRng) -> String {
    let sound = SOUND.choose(chance).unwrap();
    let mut parts = sound.split("{}");
    let mut target = parts.next().unwrap().to_owned();
    for part in parts {
        target += &id(chance).replace('+', "%20");
        target += part;
    }
    // One picture in a few hundred requests: each takes as long as a hundred of the others.
    if chance.random_bool(0.003) {
        target = target.replace("/connect?", "/connect.png?");
    }
    for _ in 0..chance.random_range(0..4) {
        if chance.random_bool(0.5) {
            break;
        }
        let mark = if target.contains('?') { '&' } else { '?' };
        target.push(mark);
        target += NAMES.choose(chance).unwrap();
        target.push('=');
        target += &value(chance);
    }
    target
}

fn method(chance: &mut StdRng) -> &'static str {
    let rare = [
        "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get",
    ];
    if chance.random_bool(0.8) {
        "GET"
    } else {
        rare.choose(chance).unwrap()
    }
}

fn request(chance: &mut StdRng) -> Vec<u8> {
    let is_batch = chance.random_bool(0.1);
    let (method, target) = if is_batch {
        ("POST", "/v1/paths/batch".to_owned())
    } else {
        (method(chance), target(chance))
    };
    let mut request = format!("{method} ").into_bytes();
    request.extend(target.as_bytes());
    if chance.random_bool(0.02) {
        // No address may hold these as they stand.
        request.extend(b"\xff\xc3 \x7f");
    }
    request.extend(b" HTTP/1.1\r\nhost: x\r\nconnection: close\r\n");
    for _ in 0..chance.random_range(0..4) {
        let (name, values) = FIELDS.choose(chance).unwrap();
        let value = values.choose(chance).unwrap();
        request.extend(format!("{name}: {value}\r\n").as_bytes());
    }
    if chance.random_bool(0.02) {
        request.extend(b"x-odd: \xfe\xff\r\n");
    }
    if is_batch && chance.random_bool(0.8) {
        request.extend(b"content-type: application/json\r\n");
    }
    if is_batch || method == "POST" {
        let body = body(chance);
        request.extend(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
        request.extend(body);
    } else {
        request.extend(b"\r\n");
    }
    request
}

fn body(chance: &mut StdRng) -> Vec<u8> {
    let mut body = BODIES.choose(chance).unwrap().as_bytes().to_vec();
    if chance.random_bool(0.1) {
        body = body.repeat(chance.random_range(1..50));
    }
    if !body.is_empty() && chance.random_bool(0.2) {
        let place = chance.random_range(0..body.len());
        body[place] = chance.random();
    }
    body
}

/// Sends bytes; the status that came back, or why none did.
fn status_of(request: &[u8], server: SocketAddr) -> Result<u16, String> {
    let mut stream = connect(Ipv4Addr::LOCALHOST, server).map_err(|error| error.to_string())?;
    let sent = stream.write_all(request);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let head = String::from_utf8_lossy(&answer);
    let status = head
        .strip_prefix("HTTP/1.1 ")
        .and_then(|head| head.get(..3));
    let status = status.and_then(|status| status.parse().ok());
    status.ok_or_else(|| format!("sent {sent:?}, read {read:?}: {head}"))
}

#[test]
fn ten_thousand_random_requests_are_answered_without_a_fault_of_ours() {
    let (_, served) = &*ODD;
    let server: SocketAddr = served.address().parse().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || {
                let mut chance = StdRng::seed_from_u64(thread as u64);
                let mut sound = 0;
                for _ in 0..REQUESTS / THREADS {
                    let request = request(&mut chance);
                    let status = status_of(&request, server);
                    let shown = String::from_utf8_lossy(&request[..request.len().min(2_000)]);
                    // What oEmbed wants to be told of a form that there is not.
                    let is_said_so = status == Ok(501) && shown.contains(" /oembed?");
                    let is_fine = status.as_ref().is_ok_and(|status| *status < 500) || is_said_so;
                    assert!(is_fine, "{status:?} to {shown}");
                    sound += usize::from(status.is_ok_and(|status| status < 400));
                }
                let share = sound * THREADS * 100 / REQUESTS;
                assert!((30..90).contains(&share), "{share} % of them were sound");
            });
        }
    });
    assert_eq!(served.get("/healthz").status, 200);
}
