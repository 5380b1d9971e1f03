//! Methods, headers, static files: what holds for every address.

use std::io::{Read, Write};
use std::net::TcpStream;

use cartway::pages::assets;

use super::shops::ODD;

const EVERYWHERE: [&str; 30] = [
    "/",
    "/search?q=harbour",
    "/connect?from=old-harbour&to=script",
    "/connect?from=Seven&to=script",
    "/connect.svg?from=old-harbour&to=script",
    "/connect.png?from=old-harbour&to=script",
    "/items/007",
    "/about",
    "/cgi-bin/boston",
    "/docs",
    "/problems/busy",
    "/openapi.json",
    "/.well-known/api-catalog",
    "/v1",
    "/v1/links/007/lonely",
    "/v1/paths.gexf?from=old-harbour&to=script",
    "/v1/items.csv?q=harbour",
    "/v1/graph.xml",
    "/v1/items?q=harbour",
    "/v1/items/007",
    "/v1/items/007/neighbours",
    "/v1/paths?from=old-harbour&to=script",
    "/v1/between?a=old-harbour&b=script",
    "/v1/graph",
    "/v1/graph/centre",
    "/v1/galleries",
    "/readyz",
    "/metrics",
    "/robots.txt",
    "/nothing",
];

#[test]
fn head_is_get_without_the_body() {
    let (_, served) = &*ODD;
    for path in EVERYWHERE {
        let (get, head) = (served.get(path), served.ask("HEAD", path, &[]));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in [
            "content-type",
            "cache-control",
            "location",
            "cartway-generation",
            "etag",
            "last-modified",
        ] {
            assert_eq!(head.header(name), get.header(name), "{path}");
        }
    }
}

#[test]
fn every_response_carries_the_strict_headers() {
    let (_, served) = &*ODD;
    for path in EVERYWHERE {
        let answer = served.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        let scripts = policy.split("script-src ").nth(1);
        let ours_only = scripts.is_none_or(|rest| rest.starts_with("'self';"));
        assert!(ours_only, "{path}: {policy}");
        let is_picture = path.starts_with("/connect.svg");
        assert_eq!(policy.contains("unsafe-inline"), is_picture, "{path}");
        assert_eq!(policy.contains("sandbox"), is_picture, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        assert!(
            !answer.header("cache-control").is_empty() || answer.status == 301,
            "{path}"
        );
    }
}

#[test]
fn only_pages_may_load_anything_and_what_is_kept_keeps_its_policy() {
    let (_, served) = &*ODD;
    for path in EVERYWHERE
        .into_iter()
        .chain(["/embed/connect?from=007&to=script"])
    {
        let answer = served.get(path);
        let policy = answer.header("content-security-policy");
        let is_page = answer.header("content-type").starts_with("text/html");
        assert_eq!(policy.contains("img-src"), is_page, "{path}: {policy}");
        let tag = answer.header("etag");
        if tag.is_empty() {
            continue;
        }
        let known = served.ask("GET", path, &[("if-none-match", tag)]);
        assert_eq!(known.status, 304, "{path}");
        assert_eq!(known.header("content-security-policy"), "", "{path}");
    }
}

#[test]
fn a_body_in_chunks_that_nobody_reads_ends_the_connection() {
    let (_, served) = &*ODD;
    for (head, chunk, connection) in [
        ("GET /robots.txt HTTP/1.1", "8\r\n{\"pairs\"", "close"),
        ("POST /v1/paths/batch HTTP/1.1", "8\r\n{\"pairs\"", "close"),
        // Read to its end, and no question.
        (
            "POST /v1/paths/batch HTTP/1.1\r\ncontent-type: application/json",
            "2\r\n{}\r\n0\r\n\r\n",
            "",
        ),
    ] {
        let mut stream = TcpStream::connect(served.address()).unwrap();
        let request = format!("{head}\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{chunk}");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            answer.push(byte[0]);
        }
        let answer = String::from_utf8(answer).unwrap().to_lowercase();
        let said = answer
            .lines()
            .find_map(|line| line.strip_prefix("connection: "));
        assert_eq!(said.unwrap_or_default(), connection, "{answer}");
    }
}

#[test]
fn what_only_reads_cannot_be_written() {
    let (_, served) = &*ODD;
    for path in EVERYWHERE.into_iter().filter(|path| *path != "/nothing") {
        for method in ["POST", "DELETE", "PUT", "PATCH"] {
            let answer = served.ask(method, path, &[]);
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(
                answer.header("allow"),
                "GET, HEAD, OPTIONS",
                "{method} {path}"
            );
        }
    }
    let answer = served.ask("POST", "/v1/paths", &[]);
    assert_eq!(answer.problem(), "method-not-allowed");
}

#[test]
fn static_files_may_be_kept_for_ever() {
    let (_, served) = &*ODD;
    for asset in [assets::style(), assets::favicon(), assets::wordmark()] {
        let answer = served.get(&asset.href());
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), asset.mime);
        assert!(answer.header("cache-control").contains("immutable"));
        assert_eq!(answer.body, asset.bytes);
    }
    let icon = served.get("/favicon.ico");
    assert_eq!(
        (icon.status, icon.header("location")),
        (302, assets::favicon().href().as_str())
    );
}

#[test]
fn crawlers_are_kept_from_what_has_no_end() {
    let (_, served) = &*ODD;
    let text = served.get("/robots.txt").text();
    for path in [
        "/connect?*&*&",
        "/between",
        "/search",
        "/random",
        "/items/*/degrees",
        "/v1/",
    ] {
        assert!(text.contains(&format!("Disallow: {path}\n")), "{path}");
    }
    assert!(!text.contains("Disallow: /\n") && !text.contains("Disallow: /items\n"));
    // Who shows a link that somebody sent may fetch it, and its picture.
    let preview = text.split("\n\n").next().unwrap();
    assert!(preview.contains("Twitterbot") && !preview.contains("/connect"));
}

#[test]
fn answers_are_compressed_for_whoever_can_read_it() {
    let (_, served) = &*ODD;
    for encoding in ["gzip", "br"] {
        let answer = served.ask("GET", "/about", &[("accept-encoding", encoding)]);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.vary().contains(&"accept-encoding".to_owned()));
    }
    let plain = served.ask("GET", "/about", &[("accept-encoding", "identity")]);
    assert_eq!(plain.header("content-encoding"), "");
}

#[test]
fn what_is_no_request_harms_nobody() {
    let (_, served) = &*ODD;
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(200_000));
    for bytes in [
        b"GET /search?q=\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n".as_slice(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"GARBAGE\r\n\r\n",
        long.as_bytes(),
    ] {
        let mut stream = TcpStream::connect(served.address()).unwrap();
        // The server may hang up on us at any moment.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let head = String::from_utf8_lossy(&answer);
        assert!(head.is_empty() || head.starts_with("HTTP/1.1 4"), "{head}");
    }
    assert_eq!(served.get("/healthz").status, 200);
}
