//! How bodies travel: packed for whoever can read it, and the same whatever they are packed by.

use std::io::Read;

use cartway::pages::assets;

use super::shops::ODD;
use crate::support::{Response, Served};

/// An answer of every kind that is worth packing, a wrong question too.
const PACKED: [&str; 11] = [
    "/",
    "/about",
    "/search?q=harbour",
    "/items/007",
    "/connect?from=old-harbour&to=script",
    "/connect.svg?from=old-harbour&to=script",
    "/embed/connect?from=old-harbour&to=script",
    "/between?from=old-harbour&to=script",
    "/v1/graph",
    "/metrics",
    "/items/unknown",
];

fn asked(served: &Served, method: &str, path: &str, accepted: &str) -> Response {
    served.ask(method, path, &[("accept-encoding", accepted)])
}

/// The body as it was before it was packed.
pub(super) fn unpacked(answer: &Response) -> Vec<u8> {
    let packed = answer.body.as_slice();
    let mut body = Vec::new();
    match answer.header("content-encoding") {
        "gzip" => flate2::read::GzDecoder::new(packed).read_to_end(&mut body),
        "br" => brotli::Decompressor::new(packed, 4096).read_to_end(&mut body),
        none => {
            assert_eq!(none, "");
            return answer.body.clone();
        }
    }
    .unwrap();
    body
}

#[test]
fn an_answer_says_the_same_in_every_coding() {
    let (_, served) = &*ODD;
    // What is counted between two looks is no other answer.
    for path in PACKED.into_iter().filter(|path| *path != "/metrics") {
        let plain = asked(served, "GET", path, "identity");
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        for coding in ["br", "gzip"] {
            let packed = asked(served, "GET", path, coding);
            assert_eq!(packed.header("content-encoding"), coding, "{path}");
            assert!(packed.body.len() < plain.body.len(), "{path}");
            assert_eq!(packed.status, plain.status, "{path}");
            assert_eq!(unpacked(&packed), plain.body, "{path} {coding}");
            for name in ["content-type", "etag", "cache-control", "vary"] {
                assert_eq!(packed.header(name), plain.header(name), "{path} {name}");
            }
        }
    }
}

#[test]
fn what_might_be_packed_says_so_to_caches_once() {
    let (_, served) = &*ODD;
    for path in PACKED {
        for accepted in ["br", "identity", "gzip;q=0"] {
            let vary = asked(served, "GET", path, accepted).vary();
            let named = vary.iter().filter(|name| *name == "accept-encoding");
            assert_eq!(named.count(), 1, "{path} {accepted}: {vary:?}");
        }
    }
}

#[test]
fn head_says_how_long_a_packed_body_is() {
    let (_, served) = &*ODD;
    for path in ["/about", "/v1/graph", "/items/unknown"] {
        for coding in ["br", "gzip", "identity"] {
            let get = asked(served, "GET", path, coding);
            let head = asked(served, "HEAD", path, coding);
            assert!(head.body.is_empty());
            let length = get.body.len().to_string();
            assert_eq!(head.header("content-length"), length, "{path} {coding}");
            assert_eq!(
                head.header("content-encoding"),
                get.header("content-encoding")
            );
        }
    }
}

#[test]
fn a_client_gets_what_it_would_rather_have() {
    let (_, served) = &*ODD;
    for (accepted, coding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", ""),
        ("*", ""),
        ("identity;q=0, *", "gzip"),
        ("deflate", ""),
        ("", ""),
    ] {
        for path in ["/about", "/v1/graph", &assets::style().href()] {
            let answer = asked(served, "GET", path, accepted);
            assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        }
    }
    for accepted in ["identity;q=0", "*;q=0", "identity;q=0, zstd"] {
        let answer = asked(served, "GET", "/about", accepted);
        assert_eq!((answer.status, answer.text()), (406, "br, gzip".to_owned()));
        assert_eq!(answer.vary(), ["accept-encoding"]);
    }
}

#[test]
fn static_files_are_packed_too() {
    let (_, served) = &*ODD;
    for asset in assets::all() {
        for coding in ["br", "gzip"] {
            let answer = asked(served, "GET", &asset.href(), coding);
            assert_eq!(unpacked(&answer), asset.bytes, "{}", asset.name);
            let is_packed = answer.header("content-encoding") == coding;
            assert_eq!(is_packed, asset.bytes.len() >= 800, "{}", asset.name);
            assert_eq!(answer.vary(), ["accept-encoding"]);
        }
    }
}

#[test]
fn short_answers_and_pictures_of_points_travel_as_they_are() {
    let (_, served) = &*ODD;
    for path in [
        "/healthz",
        "/readyz",
        "/connect.png?from=old-harbour&to=script",
    ] {
        let answer = asked(served, "GET", path, "br, gzip");
        assert_eq!(
            (answer.status, answer.header("content-encoding")),
            (200, "")
        );
    }
}

#[test]
fn a_batch_is_packed_too() {
    let (_, served) = &*ODD;
    let pairs = vec![serde_json::json!({"from": "old-harbour", "to": "script"}); 20];
    let body = serde_json::json!({ "pairs": pairs }).to_string();
    let headers = [
        ("content-type", "application/json"),
        ("accept-encoding", "br"),
    ];
    let answer = served.post("/v1/paths/batch", &headers, body.as_bytes());
    assert_eq!(answer.header("content-encoding"), "br");
    let body: serde_json::Value = serde_json::from_slice(&unpacked(&answer)).unwrap();
    assert_eq!(body["results"].as_array().unwrap().len(), 20);
}
