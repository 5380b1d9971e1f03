//! What an answer is known by, and that nobody is sent what they have.

use super::shops::{ODD, paths};
use crate::support::{Response, Served, Shop};

/// An address of every kind whose answer may be kept.
pub(super) fn kept() -> Vec<String> {
    let mut addresses: Vec<String> = [
        "/",
        "/about",
        "/search?q=harbour",
        "/items/007",
        "/items/007/degrees",
        "/map",
        "/map.svg",
        "/map?item=007",
        "/connect?from=old-harbour&to=script",
        "/connect.svg?from=old-harbour&to=script",
        "/connect.png?from=old-harbour&to=script",
        "/between?from=old-harbour&to=script",
        "/v1/items?q=harbour",
        "/v1/items/007",
        "/v1/items/007/neighbours",
        "/v1/items/007/degrees",
        "/v1/map",
        "/v1/regions",
        "/v1/between?a=old-harbour&b=script",
        "/v1/graph",
        "/v1/graph/centre",
        "/v1/galleries",
    ]
    .map(str::to_owned)
    .into();
    addresses.push(paths("old-harbour", "script"));
    addresses
}

fn again(served: &Served, method: &str, path: &str, tag: &str) -> Response {
    served.ask(method, path, &[("if-none-match", tag)])
}

#[test]
fn who_has_an_answer_is_told_so_until_the_next_generation() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let old = shop.version();
    let begins = format!("W/\"{old}-");
    let tags: Vec<(String, String)> = kept()
        .into_iter()
        .map(|path| {
            let tag = served.get(&path).header("etag").to_owned();
            assert!(tag.starts_with(&begins), "{path}: {tag}");
            (path, tag)
        })
        .collect();
    for (path, tag) in &tags {
        for method in ["GET", "HEAD"] {
            let answer = again(&served, method, path, tag);
            assert_eq!(answer.status, 304, "{method} {path}");
            assert!(answer.body.is_empty(), "{path}");
            assert_eq!(answer.header("etag"), tag, "{path}");
            assert_eq!(answer.header("cartway-generation"), old, "{path}");
            assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
            assert!(answer.header("vary").contains("accept-encoding"), "{path}");
            assert_eq!(answer.header("content-type"), "", "{path}");
        }
    }
    shop.add_item("late", "Came later");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    let begins = format!("W/\"{}-", shop.version());
    assert!(!begins.contains(&old));
    for (path, tag) in &tags {
        let answer = again(&served, "GET", path, tag);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("etag").starts_with(&begins), "{path}");
    }
}

#[test]
fn every_question_has_a_tag_of_its_own_however_it_is_spelled() {
    let (_, served) = &*ODD;
    let tag_of = |path: &str| served.get(path).header("etag").to_owned();
    let mut tags: Vec<String> = kept().iter().map(|path| tag_of(path)).collect();
    let count = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count);
    let plain = tag_of("/v1/paths?from=old-harbour&to=script");
    assert_eq!(plain, tag_of("/v1/paths?to=script&from=old%2Dharbour"));
    assert_eq!(plain, tag_of("/v1/paths?from=old-harbour&to=script&k=20"));
    for other in ["k=2", "max_hops=9", "direction=as_bought", "extra_hops=1"] {
        let path = format!("/v1/paths?from=old-harbour&to=script&{other}");
        assert_ne!(plain, tag_of(&path), "{other}");
    }
}

#[test]
fn a_tag_stands_for_an_answer_in_any_coding() {
    let (_, served) = &*ODD;
    let path = "/v1/graph";
    let packed = served.ask("GET", path, &[("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("etag"), served.get(path).header("etag"));
    let both = [
        ("accept-encoding", "gzip"),
        ("if-none-match", packed.header("etag")),
    ];
    assert_eq!(served.ask("GET", path, &both).status, 304);
}

#[test]
fn an_answer_says_when_its_generation_was_built() {
    let shop = Shop::of_odd_items();
    let built_at = shop.make_noted_generation().built_at;
    let served = shop.serve();
    let expected = built_at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for path in kept() {
        assert_eq!(
            served.get(&path).header("last-modified"),
            expected,
            "{path}"
        );
    }
}

#[test]
fn what_is_different_each_time_or_wrong_is_known_by_nothing() {
    let (_, served) = &*ODD;
    for path in [
        "/random",
        "/v1/random-pair",
        "/items/unknown",
        "/v1/items/unknown",
        "/v1/paths?from=old-harbour",
        "/v1/paths?from=old-harbour&to=unknown",
        "/connect?from=no+such+thing&to=script",
        "/connect?from=Seven&to=script",
        "/connect.svg?from=old-harbour&to=lonely",
        "/nothing",
        "/healthz",
        "/readyz",
        "/metrics",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.header("etag"), "", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_ne!(again(served, "GET", path, "*").status, 304, "{path}");
    }
    let batch = serde_json::json!({"pairs": [{"from": "007", "to": "script"}]});
    let answer = served.post_json("/v1/paths/batch", &batch);
    assert_eq!((answer.status, answer.header("etag")), (200, ""));
}

#[test]
fn what_could_not_be_answered_carries_its_generation_too() {
    let (shop, served) = &*ODD;
    for path in [
        "/items/unknown",
        "/v1/items/unknown",
        "/v1/paths?from=old-harbour&to=unknown",
        "/connect.svg?from=old-harbour&to=lonely",
    ] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.header("cartway-generation")),
            (404, &*shop.version()),
            "{path}"
        );
    }
}
