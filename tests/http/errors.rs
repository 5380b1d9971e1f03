//! Questions that get no answer, as programs and as people are told.

use serde_json::json;

use super::shops::{ODD, holds_foreign_script};
use crate::support::Shop;

#[test]
fn every_fault_of_a_parameter_has_its_status_type_and_name() {
    let (_, served) = &*ODD;
    for (path, status, kind, param) in [
        ("/v1/paths?from=007", 400, "missing-parameter", "to"),
        ("/v1/paths", 400, "missing-parameter", "from"),
        ("/v1/paths?from=007&to=", 400, "bad-parameter", "to"),
        (
            "/v1/paths?from=007&from=bell&to=script",
            400,
            "bad-parameter",
            "from",
        ),
        (
            "/v1/paths?from=007&to=bell&k=many",
            400,
            "bad-parameter",
            "k",
        ),
        (
            "/v1/paths?from=007&to=bell&direction=up",
            400,
            "bad-parameter",
            "direction",
        ),
        (
            "/v1/paths?from=007&to=bell&k=101",
            422,
            "parameter-out-of-range",
            "k",
        ),
        (
            "/v1/paths?from=007&to=bell&max_hops=0",
            422,
            "parameter-out-of-range",
            "max_hops",
        ),
        (
            "/v1/paths?from=007&to=bell&extra_hops=3",
            422,
            "parameter-out-of-range",
            "extra_hops",
        ),
        (
            "/v1/paths?from=007&to=bell&avoid_hubs=100",
            422,
            "parameter-out-of-range",
            "avoid_hubs",
        ),
        (
            "/v1/paths?from=007&to=bell&avoid_hubs=most",
            400,
            "bad-parameter",
            "avoid_hubs",
        ),
        (
            "/v1/paths?from=007&to=bell&via=",
            400,
            "bad-parameter",
            "via",
        ),
        (
            "/v1/paths?from=007&to=bell&via=1&via=2&via=3&via=4&via=5&via=6&via=7&via=8&via=9",
            422,
            "parameter-out-of-range",
            "via",
        ),
        (
            "/v1/paths?from=007&to=bell&exclude_category=book",
            400,
            "unknown-parameter",
            "exclude_category",
        ),
        (
            "/v1/paths?from=007&to=bell&max_depth=3",
            400,
            "unknown-parameter",
            "max_depth",
        ),
        (
            "/v1/paths?from=%FF%FE&to=bell",
            400,
            "bad-parameter",
            "from",
        ),
        ("/v1/paths?from=%C3&to=bell", 400, "bad-parameter", "from"),
        (
            "/v1/items?q=x&limit=51",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        ("/v1/items?q=x&mode=loose", 400, "bad-parameter", "mode"),
        ("/v1/items?q=x&cursor=x", 400, "bad-parameter", "cursor"),
        ("/v1/items/007?q=x", 400, "unknown-parameter", "q"),
        ("/v1/items/%FF", 400, "bad-parameter", "id"),
        (
            "/v1/items/007/neighbours?sort=price",
            400,
            "bad-parameter",
            "sort",
        ),
        (
            "/v1/items/007/neighbours?limit=101",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        ("/v1/graph?verbose=1", 400, "unknown-parameter", "verbose"),
        ("/v1/graph/centre?q=x", 400, "unknown-parameter", "q"),
        ("/v1/galleries?q=x", 400, "unknown-parameter", "q"),
        ("/v1/graph/centre?limit=x", 400, "bad-parameter", "limit"),
        (
            "/v1/graph/centre?limit=101",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        (
            "/v1/graph/centre?limit=0",
            422,
            "parameter-out-of-range",
            "limit",
        ),
        ("/v1/graph/centre?cursor=3", 400, "bad-parameter", "cursor"),
        (
            "/v1/random-pair?max_hops=2",
            400,
            "unknown-parameter",
            "max_hops",
        ),
        (
            "/v1/random-pair?min_hops=far",
            400,
            "bad-parameter",
            "min_hops",
        ),
        (
            "/v1/random-pair?min_hops=1",
            422,
            "parameter-out-of-range",
            "min_hops",
        ),
        (
            "/v1/random-pair?min_hops=7",
            422,
            "parameter-out-of-range",
            "min_hops",
        ),
        (
            "/v1/random-pair?category=",
            400,
            "bad-parameter",
            "category",
        ),
        (
            "/v1/items/007/degrees?direction=up",
            400,
            "bad-parameter",
            "direction",
        ),
        (
            "/v1/items/007/degrees?examples=11",
            422,
            "parameter-out-of-range",
            "examples",
        ),
        (
            "/v1/items/007/degrees?limit=3",
            400,
            "unknown-parameter",
            "limit",
        ),
        ("/v1/items/%FF/degrees", 400, "bad-parameter", "id"),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.problem(), kind, "{path}");
        let body = answer.json();
        assert_eq!(body["param"], param, "{path}");
        assert_eq!(body["instance"], path);
        assert!(body["detail"].as_str().unwrap().contains(param), "{body}");
    }
}

#[test]
fn people_get_a_page_for_the_same_faults() {
    let (_, served) = &*ODD;
    for (path, status) in [
        ("/connect?from=007", 400),
        ("/connect?from=007&to=bell&k=many", 400),
        ("/connect?from=007&to=bell&max_hops=99", 422),
        ("/connect?from=007&to=bell&max_hops=2&max_hops=3", 400),
        ("/connect?from=007&from=bell&to=script", 400),
        ("/connect?from=%FF&to=bell", 400),
        ("/connect?from=007&to=bell&exclude=none-such", 404),
        ("/connect?from=007&to=bell&exclude=bell", 422),
        ("/connect.svg?from=007&to=none-such", 404),
        ("/connect.png?from=007&to=none-such", 404),
        ("/connect.png?from=007&to=bell&exclude=none-such", 404),
        ("/connect.png?from=007", 400),
        ("/between?from=007", 400),
        ("/between?from=007&to=bell&exclude=bell", 422),
        ("/search?q=x&limit=0", 422),
        ("/items/none-such", 404),
        ("/items/%FF", 400),
        ("/items/007?sort=price", 400),
        ("/items/none-such/degrees", 404),
        ("/items/007/degrees?examples=11", 422),
        ("/random?min_hops=9", 422),
        ("/about?lang=xx", 400),
        ("/nothing/here", 404),
        ("/items/", 404),
        ("/static/style.css", 404),
    ] {
        let page = served.get(path);
        assert_eq!(page.status, status, "{path}");
        assert_eq!(
            page.header("content-type"),
            "text/html; charset=utf-8",
            "{path}"
        );
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        let html = page.text();
        assert!(
            html.contains("action=\"/search\"") && html.contains("href=\"/\""),
            "{path}"
        );
    }
}

#[test]
fn an_unknown_item_is_named_and_near_ones_are_offered() {
    let (_, served) = &*ODD;
    for (path, param) in [
        ("/v1/paths?from=harbour&to=007", "from"),
        ("/v1/paths?from=007&to=harbour", "to"),
        ("/v1/paths?from=007&to=bell&exclude=harbour", "exclude"),
        ("/v1/paths?from=007&to=bell&via=harbour", "via"),
        ("/v1/items/harbour", "id"),
        ("/v1/items/harbour/neighbours", "id"),
        ("/v1/items/harbour/degrees", "id"),
    ] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (404, "unknown-item"),
            "{path}"
        );
        let body = answer.json();
        assert_eq!(
            (&body["param"], &body["value"]),
            (&json!(param), &json!("harbour"))
        );
        let suggestions = body["suggestions"].as_array().unwrap();
        assert_eq!(suggestions.len(), 2, "{body}");
        assert!(suggestions.iter().any(|card| card["id"] == "old-harbour"));
    }
    for param in ["exclude", "via"] {
        let html = served
            .get(&format!("/connect?from=007&to=bell&{param}=harbour"))
            .text();
        let href = format!("/connect?from=007&#38;to=bell&#38;{param}=old-harbour");
        assert!(html.contains(&href), "{html}");
    }
}

#[test]
fn an_end_cannot_be_excluded() {
    let (_, served) = &*ODD;
    let answer = served.get("/v1/paths?from=007&to=bell&exclude=007");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (422, "parameter-out-of-range")
    );
    assert_eq!(answer.json()["param"], "exclude");
}

#[test]
fn what_can_be_no_stop_and_no_category_is_named() {
    let (_, served) = &*ODD;
    for (query, param, value, words) in [
        ("via=007", "via", "007", "name each stop once"),
        (
            "via=script&via=script",
            "via",
            "script",
            "name each stop once",
        ),
        ("via=script&exclude=script", "exclude", "script", "a stop"),
        (
            "only_category=toy",
            "only_category",
            "toy",
            "there are, largest first: book.",
        ),
        ("avoid_category=Book", "avoid_category", "Book", "there are"),
    ] {
        let path = format!("/v1/paths?from=007&to=bell&{query}");
        let answer = served.get(&path);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (422, "parameter-out-of-range"),
            "{query}"
        );
        let body = answer.json();
        assert_eq!(
            (&body["param"], &body["value"]),
            (&json!(param), &json!(value))
        );
        assert!(body["detail"].as_str().unwrap().contains(words), "{body}");
        let page = served.get(&format!("/connect?from=007&to=bell&{query}"));
        assert_eq!(page.status, 422, "{query}");
        let text = page.text().replace("<bdi>", "").replace("</bdi>", "");
        assert!(text.contains(words), "{query}");
    }
}

#[test]
fn what_a_visitor_typed_comes_back_escaped() {
    let (_, served) = &*ODD;
    let nasty = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg+src%3Dx%3E";
    for path in [
        format!("/search?q={nasty}"),
        format!("/connect?from={nasty}&to={nasty}"),
        format!("/connect?from=007&to=bell&exclude={nasty}"),
        format!("/connect?from=007&to=bell&k={nasty}"),
        format!("/connect?from=007&to=bell&{nasty}=1"),
        format!("/items/{}", nasty.replace('+', "%20")),
        format!("/nothing/{nasty}"),
    ] {
        let html = served.get(&path).text();
        assert!(
            !holds_foreign_script(&html) && !html.contains("<img src=x"),
            "{path}"
        );
    }
}

#[test]
fn an_outdated_cursor_is_gone() {
    let (_, served) = &*ODD;
    let answer = served.get("/v1/items?q=harbour&cursor=000000.1");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (410, "cursor-expired")
    );
    let answer = served.get("/v1/graph/centre?cursor=000000.1");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (410, "cursor-expired")
    );
    assert_eq!(served.get("/items/007?cursor=000000.1").status, 410);
}

#[test]
fn an_endless_query_is_refused() {
    let (_, served) = &*ODD;
    let long = "x".repeat(5_000);
    assert_eq!(
        served.get(&format!("/v1/items?q={long}")).problem(),
        "bad-parameter"
    );
    assert_eq!(
        served.get(&format!("/v1/items/{long}")).problem(),
        "bad-parameter"
    );
    let endless = format!("/v1/items?q={}", "x".repeat(40_000));
    assert_eq!(served.get(&endless).status, 414);
    assert_eq!(served.get("/healthz").status, 200);
}

#[test]
fn programs_are_told_in_json_wherever_they_ask() {
    let (_, served) = &*ODD;
    let accept = [("accept", "application/json")];
    for path in ["/nothing", "/items/none-such", "/connect?from=007"] {
        let answer = served.ask("GET", path, &accept);
        assert!(!answer.problem().is_empty(), "{path}");
    }
    for path in ["/v1/nothing", "/v1/paths/nothing"] {
        let answer = served.ask("GET", path, &[("accept", "text/html")]);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (404, "not-found"),
            "{path}"
        );
    }
}

#[test]
fn without_a_graph_every_question_is_told_to_come_back() {
    let shop = Shop::empty();
    let served = shop.serve();
    let ready = served.get("/readyz");
    assert_eq!(
        (ready.status, ready.json()["status"].clone()),
        (503, json!("fail"))
    );
    assert_eq!(served.get("/healthz").status, 200);
    for path in [
        "/v1/paths?from=a&to=b",
        "/v1/items?q=x",
        "/v1/items/x",
        "/v1/items/x/degrees",
        "/v1/graph",
        "/v1/graph/centre",
        "/v1/galleries",
        "/v1/random-pair",
    ] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (503, "graph-not-ready"),
            "{path}"
        );
        assert_eq!(answer.header("retry-after"), "10");
    }
    for path in [
        "/",
        "/search?q=x",
        "/connect?from=a&to=b",
        "/items/x",
        "/items/x/degrees",
        "/about",
        "/random",
    ] {
        let page = served.get(path);
        assert_eq!(page.status, 503, "{path}");
        assert!(page.text().contains("There is no graph yet"), "{path}");
    }
    shop.add_item("x", "The first");
    shop.make_noted_generation();
    served.get_until("/readyz", |answer| answer.status == 200);
    assert!(served.get("/items/x").text().contains("The first"));
}
