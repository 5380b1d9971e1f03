//! The middle between two items, as programs are told it.

use cartway::address::href;
use cartway::api;
use cartway::explorer::{BetweenQuestion, Options};
use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, ODD_ID};
use crate::support::{Response, Served};

fn ask(served: &Served, a: &str, b: &str) -> Response {
    served.get(&href::api_between(&BetweenQuestion::new(a, b)))
}

/// Id, hops from either end, and path of each item in the middle.
fn middles(body: &Value) -> Vec<(String, u64, u64, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let middles = body["middles"].as_array().unwrap().iter();
    middles
        .map(|middle| {
            let path = middle["path"].as_array().unwrap().iter().map(text);
            (
                text(&middle["item"]["id"]),
                middle["hops_from_a"].as_u64().unwrap(),
                middle["hops_from_b"].as_u64().unwrap(),
                path.collect(),
            )
        })
        .collect()
}

#[test]
fn the_item_in_the_middle_comes_with_its_connection_and_the_evidence() {
    let (shop, served) = &*GIVEN;
    let answer = ask(served, "a", "c");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cartway-generation"), shop.version());
    let body = answer.json();
    assert_eq!(body["status"], "found");
    assert_eq!(
        (&body["hops"], &body["connection_hops"], &body["total"]),
        (&json!(2), &json!(2), &json!(1))
    );
    let path = ["a", "b", "c"].map(String::from).to_vec();
    assert_eq!(middles(&body), [("b".to_owned(), 1, 1, path)]);
    let middle = &body["middles"][0];
    assert_eq!(
        (&middle["share_of_paths"], &middle["strength_share"]),
        (&json!(1.0), &json!(1.0))
    );
    let items = body["items"].as_object().unwrap();
    assert_eq!(items.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(items["b"]["title"], "Title of b");
    let links = body["links"].as_array().unwrap();
    let ends: Vec<_> = links
        .iter()
        .map(|link| (&link["from"], &link["to"]))
        .collect();
    assert_eq!(
        ends,
        [(&json!("a"), &json!("b")), (&json!("b"), &json!("c"))]
    );
    assert_eq!(
        (&links[0]["orders"], &links[0]["rank"]),
        (&json!(5), &json!(1))
    );
    assert_eq!(
        body["request"],
        json!({"a": "a", "b": "c", "exclude": [], "only_category": [], "avoid_category": [],
            "avoid_hubs": null, "limit": 10})
    );
    for name in ["html", "paths", "reverse"] {
        let href = body["links_to"][name].as_str().unwrap();
        assert_eq!(served.get(href).status, 200, "{href}");
    }
}

#[test]
fn the_body_is_what_the_view_makes_of_the_same_answer() {
    let (shop, served) = &*ODD;
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let mut question = BetweenQuestion::new(ODD_ID, "bell");
    question.limit = 1;
    question.filters.exclude = vec!["007".to_owned()];
    for question in [
        BetweenQuestion::new("old-harbour", "שלום"),
        BetweenQuestion::new("007", "007"),
        BetweenQuestion::new("007", "lonely"),
        question,
    ] {
        let mut found = served.get(&href::api_between(&question)).json();
        let body = api::between(&explorer.now().unwrap().between(&question).unwrap());
        let mut body = serde_json::to_value(body).unwrap();
        for body in [&mut found, &mut body] {
            assert!(body.as_object_mut().unwrap().remove("timing_ms").is_some());
        }
        assert_eq!(found, body);
    }
}

#[test]
fn half_way_round_a_ring_there_is_one_on_either_side() {
    let (_, served) = &*ODD;
    let body = ask(served, "old-harbour", "שלום").json();
    let found = middles(&body);
    let ids: Vec<&str> = found.iter().map(|middle| &*middle.0).collect();
    assert_eq!(ids, ["..a", "x/neighbours"]);
    assert_eq!(body["middles"][0]["share_of_paths"], 0.5);
    // One less, and the way round is two hops longer: the middle lies between two items.
    let body = ask(served, "old-harbour", "script").json();
    let found = middles(&body);
    let hops: Vec<(u64, u64)> = found.iter().map(|middle| (middle.1, middle.2)).collect();
    assert_eq!(
        (&body["hops"], &body["connection_hops"]),
        (&json!(5), &json!(5))
    );
    assert!(
        hops == [(2, 3), (3, 2)] || hops == [(3, 2), (2, 3)],
        "{hops:?}"
    );
}

#[test]
fn from_the_other_end_it_is_the_same() {
    let (_, served) = &*ODD;
    for (a, b) in [("old-harbour", "שלום"), ("007", "script"), ("bell", "007")] {
        let there = ask(served, a, b).json();
        let back = ask(served, b, a).json();
        assert_eq!(there["total"], back["total"]);
        let turned: Vec<_> = middles(&back)
            .into_iter()
            .map(|(id, from_a, from_b, path)| {
                (id, from_b, from_a, path.into_iter().rev().collect())
            })
            .collect();
        assert_eq!(middles(&there), turned);
        assert_eq!(
            there["links_to"]["reverse"],
            href::api_between(&BetweenQuestion::new(b, a))
        );
    }
}

#[test]
fn two_items_with_nothing_in_common_are_told_so() {
    let (_, served) = &*GIVEN;
    let body = ask(served, "a", "b").json();
    assert_eq!(
        (&body["status"], &body["reason"], &body["middles"]),
        (&json!("found"), &json!("nothing_in_common"), &json!([]))
    );
    assert!(body["detail"].as_str().unwrap().ends_with('.'));
    let body = ask(served, "a", "a").json();
    assert_eq!(
        (&body["status"], &body["hops"]),
        (&json!("same_item"), &json!(0))
    );
}

#[test]
fn without_a_connection_the_reason_is_that_of_connections() {
    let (_, served) = &*GIVEN;
    for (query, reason) in [
        ("a=a&b=lonely", "no_links"),
        ("a=a&b=isle-2", "different_component"),
        ("a=a&b=c&exclude=b", "excluded_by_options"),
    ] {
        let body = served.get(&format!("/v1/between?{query}")).json();
        assert_eq!(
            (&body["status"], &body["reason"]),
            (&json!("no_path"), &json!(reason))
        );
        assert_eq!(body["middles"], json!([]));
        let paths = body["links_to"]["paths"].as_str().unwrap();
        let paths = served.get(paths).json();
        assert_eq!(
            (&paths["reason"], &paths["detail"]),
            (&body["reason"], &body["detail"])
        );
    }
}

#[test]
fn faults_name_their_parameter() {
    let (_, served) = &*ODD;
    for (query, status, kind, param) in [
        ("from=007", 400, "missing-parameter", "to"),
        ("from=007&to=", 400, "bad-parameter", "to"),
        (
            "from=007&to=bell&limit=0",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        (
            "from=007&to=bell&limit=51",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        (
            "from=007&to=bell&direction=out",
            400,
            "unknown-parameter",
            "direction",
        ),
        (
            "from=007&to=bell&exclude=007",
            422,
            "parameter-out-of-range",
            "exclude",
        ),
        ("from=harbour&to=bell", 404, "unknown-item", "from"),
        ("from=bell&to=harbour", 404, "unknown-item", "to"),
        (
            "from=007&to=bell&exclude=harbour",
            404,
            "unknown-item",
            "exclude",
        ),
    ] {
        let answer = served.get(&format!("/v1/between?{query}"));
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (status, kind),
            "{query}"
        );
        let body = answer.json();
        assert_eq!(body["param"], param, "{query}");
        let suggested = body["suggestions"]
            .as_array()
            .is_some_and(|cards| cards.len() == 2);
        assert_eq!(suggested, kind == "unknown-item", "{body}");
    }
}
