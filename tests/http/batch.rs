//! Many pairs in one call, as programs send and get them.

use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, ODD_ID, odd_items, paths};
use crate::support::{Response, Served, Shop};

const BATCH: &str = "/v1/paths/batch";

fn ask(served: &Served, body: &Value) -> Value {
    let answer = served.post_json(BATCH, body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn pair(from: &str, to: &str) -> Value {
    json!({"from": from, "to": to})
}

fn summary(found: usize, no_path: usize, same_item: usize, error: usize) -> Value {
    json!({"found": found, "no_path": no_path, "same_item": same_item, "error": error})
}

#[test]
fn each_pair_has_its_own_result_and_a_bad_one_fails_alone() {
    let (shop, served) = &*GIVEN;
    let pairs = json!({"pairs": [
        pair("a", "d"), pair("a", "X9"), pair("a", "isle-1"), pair("c", "c"), pair("", "a"),
        pair("off", "a"),
    ]});
    let answer = served.post_json(BATCH, &pairs);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("cartway-generation"), shop.version());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let body = answer.json();
    assert_eq!(body["graph"]["version"], shop.version());
    assert_eq!(body["summary"], summary(2, 1, 1, 2));
    assert!(body["timing_ms"]["total"].is_number());
    let results = body["results"].as_array().unwrap();
    let found = &results[0];
    assert_eq!(
        (&found["status"], &found["hops"], &found["path"]),
        (&json!("found"), &json!(3), &json!(["a", "b", "c", "d"]))
    );
    assert_eq!(
        (&found["shortest_path_count"], &found["count_is"]),
        (&json!("1"), &json!("exact"))
    );
    let single = served.get(&paths("a", "d")).json();
    assert_eq!(found["total_cost"], single["paths"][0]["total_cost"]);
    let unknown = &results[1]["problem"];
    assert_eq!(
        (
            &unknown["type"],
            &unknown["status"],
            &unknown["param"],
            &unknown["value"]
        ),
        (
            &json!("/problems/unknown-item"),
            &json!(404),
            &json!("to"),
            &json!("X9")
        )
    );
    assert_eq!(unknown["instance"], "/v1/paths/batch#/pairs/1");
    assert_eq!(
        (&results[2]["status"], &results[2]["reason"]),
        (&json!("no_path"), &json!("different_component"))
    );
    assert_eq!(
        results[3],
        json!({"index": 3, "status": "same_item", "hops": 0, "path": ["c"]})
    );
    assert_eq!(results[4]["problem"]["type"], "/problems/bad-parameter");
    assert_eq!(results[5]["path"], json!(["off", "d", "c", "b", "a"]));
    for (index, result) in results.iter().enumerate() {
        assert_eq!(result["index"], index);
    }
}

#[test]
fn five_hundred_pairs_come_back_in_their_order_as_single_calls_tell_them() {
    let (_, served) = &*ODD;
    let items = odd_items();
    let id = |number: usize| items[number % items.len()].0.clone();
    let ends: Vec<(String, String)> = (0..500).map(|n| (id(n), id(n * 7 / 5 + 3))).collect();
    let pairs: Vec<Value> = ends.iter().map(|(from, to)| pair(from, to)).collect();
    let body = ask(served, &json!({"pairs": pairs}));
    let results = body["results"].as_array().unwrap();
    assert_eq!(results.len(), 500);
    for (index, (result, (from, to))) in results.iter().zip(&ends).enumerate() {
        assert_eq!(result["index"], index);
        if from == to {
            assert_eq!(result["status"], "same_item");
            continue;
        }
        let path = result["path"].as_array().unwrap();
        assert_eq!(
            (&path[0], &path[path.len() - 1]),
            (&json!(from), &json!(to))
        );
    }
    for (result, (from, to)) in results.iter().zip(&ends).step_by(37) {
        let single = served.get(&paths(from, to)).json();
        for name in ["status", "hops", "shortest_path_count", "count_is"] {
            assert_eq!(result.get(name), single.get(name), "{name}: {from} {to}");
        }
        if result["status"] == "found" {
            assert_eq!(result["path"], single["paths"][0]["items"]);
        }
    }
}

#[test]
fn the_number_of_pairs_has_its_limits() {
    let (_, served) = &*ODD;
    let many = json!({"pairs": vec![pair("007", "bell"); 501]});
    let answer = served.post_json(BATCH, &many);
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (422, "too-many-pairs")
    );
    let body = answer.json();
    assert_eq!(
        (&body["limit"], &body["param"]),
        (&json!(500), &json!("pairs"))
    );
    assert!(body["detail"].as_str().unwrap().contains("501"));
    let answer = served.post_json(BATCH, &json!({"pairs": []}));
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (422, "parameter-out-of-range")
    );
    assert_eq!(served.get("/v1/graph").json()["limits"]["batch_pairs"], 500);
}

#[test]
fn options_hold_for_all_pairs_but_those_that_have_their_own() {
    let (_, served) = &*GIVEN;
    let body = json!({
        "options": {"direction": "out", "max_hops": 2},
        "pairs": [
            pair("a", "c"),
            pair("c", "a"),
            pair("a", "d"),
            {"from": "c", "to": "a", "options": {}},
            {"from": "a", "to": "d", "options": {"max_hops": 3}},
            {"from": "a", "to": "c", "options": {"exclude": ["b"]}},
            {"from": "a", "to": "c", "options": {"exclude": ["a"]}},
            {"from": "a", "to": "c", "options": {"via": ["off"]}},
            {"from": "a", "to": "off", "options": {"via": ["b", "c"]}},
            {"from": "a", "to": "c", "options": {"only_category": ["toy"]}},
            {"from": "a", "to": "c", "options": {"avoid_category": ["book"]}},
            {"from": "a", "to": "c", "options": {"avoid_hubs": 1}},
            {"from": "a", "to": "c", "options": {"max_hops": 65}},
        ],
    });
    let body = ask(served, &body);
    let told: Vec<&str> = body["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let words = [
                &result["reason"],
                &result["problem"]["param"],
                &result["status"],
            ];
            words.into_iter().find_map(Value::as_str).unwrap()
        })
        .collect();
    assert_eq!(
        told,
        [
            "found",
            "only_reverse",
            "beyond_max_hops",
            "found",
            "found",
            "excluded_by_options",
            "exclude",
            "excluded_by_options",
            "found",
            "only_category",
            "excluded_by_options",
            "excluded_by_options",
            "max_hops",
        ]
    );
}

#[test]
fn near_matches_are_looked_up_for_the_first_unknown_ids_only() {
    let (_, served) = &*ODD;
    let pairs = json!({"pairs": vec![pair("harbour", "007"); 8]});
    let body = ask(served, &pairs);
    let suggested: Vec<usize> = body["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            assert_eq!(result["problem"]["value"], "harbour");
            let cards = result["problem"]["suggestions"].as_array();
            cards.map_or(0, Vec::len)
        })
        .collect();
    assert_eq!(suggested, [2, 2, 2, 2, 2, 0, 0, 0]);
}

#[test]
fn a_body_of_the_wrong_shape_is_refused_whole() {
    let (_, served) = &*ODD;
    let json = [("content-type", "application/json; charset=utf-8")];
    let refused = |body: &str| {
        let answer = served.post(BATCH, &json, body.as_bytes());
        assert_eq!(answer.status, 400, "{body}");
        (answer.problem(), answer.json())
    };
    let (kind, body) = refused("{\"pairs\": [\n{\"from\": \"a\", \"tö\": \"b\", \"to\": \"c\"}]}");
    assert_eq!(
        (&*kind, &body["param"]),
        ("unknown-parameter", &json!("pairs[0].tö"))
    );
    let (kind, body) = refused("{\"pairs\": [],\n\"options\": {\"extra_hops\": 1}}");
    assert_eq!(
        (&*kind, &body["param"]),
        ("unknown-parameter", &json!("options.extra_hops"))
    );
    for (text, place) in [
        (
            "{\"pairs\": [\n{\"from\": 7, \"to\": \"b\"}]}",
            "line 2, column 10",
        ),
        ("{\"pairs\":\n\n  ]", "line 3, column 3"),
        ("", "line 1, column 0"),
        ("pairs=a", "line 1, column 1"),
    ] {
        let (kind, body) = refused(text);
        assert_eq!(kind, "bad-body", "{text}");
        let detail = body["detail"].as_str().unwrap();
        assert!(detail.contains(place), "{detail}");
    }
    let (kind, _) = {
        let query = format!("{BATCH}?k=1");
        let answer = served.post(&query, &json, b"{}");
        (answer.problem(), answer.status)
    };
    assert_eq!(kind, "unknown-parameter");
}

#[test]
fn only_plain_json_is_read_and_only_so_much_of_it() {
    let (_, served) = &*ODD;
    let body = json!({"pairs": [pair("007", "bell")]}).to_string();
    for headers in [
        &[][..],
        &[("content-type", "text/plain")],
        &[("content-type", "application/x-www-form-urlencoded")],
        &[
            ("content-type", "application/json"),
            ("content-encoding", "gzip"),
        ],
    ] {
        let answer = served.post(BATCH, headers, body.as_bytes());
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (415, "unsupported-media-type"),
            "{headers:?}"
        );
    }
    let json = [("content-type", "application/json")];
    let mut large = body.clone();
    large.extend(std::iter::repeat_n(' ', (1 << 20) - body.len()));
    assert_eq!(served.post(BATCH, &json, large.as_bytes()).status, 200);
    large.push(' ');
    let answer = served.post(BATCH, &json, large.as_bytes());
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (413, "body-too-large")
    );
    assert_eq!(answer.json()["limit"], 1 << 20);
}

#[test]
fn it_is_asked_with_post_and_browsers_are_told_so() {
    let (_, served) = &*ODD;
    for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH"] {
        let answer = served.ask(method, BATCH, &[]);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), "POST, OPTIONS", "{method}");
    }
    let answer = served.ask("GET", BATCH, &[]);
    assert_eq!(answer.problem(), "method-not-allowed");
    assert!(answer.json()["detail"].as_str().unwrap().contains("POST"));
    let preflight = served.ask(
        "OPTIONS",
        BATCH,
        &[
            ("origin", "https://shop.example"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type"),
        ],
    );
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(
        preflight.header("access-control-allow-methods"),
        "POST, OPTIONS"
    );
    let headers = preflight
        .header("access-control-allow-headers")
        .to_lowercase();
    assert!(headers.contains("content-type"), "{headers}");
    assert!(headers.contains("cartway-generation"), "{headers}");
}

#[test]
fn ids_of_any_kind_go_in_and_come_out() {
    let (_, served) = &*ODD;
    let items = odd_items();
    let pairs: Vec<Value> = items.iter().map(|(id, _)| pair(ODD_ID, id)).collect();
    let body = ask(served, &json!({"pairs": pairs}));
    assert_eq!(body["summary"], summary(items.len() - 1, 0, 1, 0));
    for (result, (id, _)) in body["results"].as_array().unwrap().iter().zip(&items) {
        let path = result["path"].as_array().unwrap();
        assert_eq!(path.last(), Some(&json!(id)));
    }
}

#[test]
fn without_a_graph_a_batch_is_told_to_come_back() {
    let served = Shop::empty().serve();
    let answer: Response = served.post_json(BATCH, &json!({"pairs": [pair("a", "b")]}));
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (503, "graph-not-ready")
    );
}
