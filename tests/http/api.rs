//! What programs get.

use cartway::address::href;
use cartway::api;
use cartway::explorer::{Direction, Options, PathsQuestion, SearchQuestion};
use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, odd_items, paths};

/// What two answers to one question agree on.
fn timeless(mut body: Value) -> Value {
    let timing = body.as_object_mut().unwrap().remove("timing_ms");
    assert!(timing.is_some());
    body
}

#[test]
fn the_body_of_paths_is_what_the_view_makes_of_the_same_answer() {
    let (shop, served) = &*ODD;
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let mut question = PathsQuestion::new("old-harbour", "שלום");
    question.options.k = 1;
    question.options.max_hops = Some(9);
    question.options.filters.exclude = vec!["007".to_owned()];
    for question in [
        PathsQuestion::new("old-harbour", "script"),
        PathsQuestion::new("007", "007"),
        PathsQuestion::new("007", "lonely"),
        question,
    ] {
        let answer = served.get(&href::api_paths(&question));
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cartway-generation"), shop.version());
        let asked = explorer.now().unwrap().connect(&question).unwrap();
        let body = api::paths(&asked);
        assert_eq!(
            timeless(answer.json()),
            timeless(serde_json::to_value(body).unwrap())
        );
    }
}

#[test]
fn every_option_is_heard() {
    let (_, served) = &*GIVEN;
    let body = served
        .get("/v1/paths?from=a&to=d&direction=out&exclude=off&exclude=isle-1&max_hops=3&k=7")
        .json();
    assert_eq!(body["status"], "found");
    assert_eq!(
        body["request"],
        json!({"from": "a", "to": "d", "direction": "out", "exclude": ["off", "isle-1"],
               "via": [], "only_category": [], "avoid_category": [], "avoid_hubs": null,
               "max_hops": 3, "extra_hops": 0, "k": 7})
    );
    let question =
        PathsQuestion::new("a", "d").with(|options| options.direction = Direction::AsBought);
    assert_eq!(served.get(&href::api_paths(&question)).json()["hops"], 3);
}

#[test]
fn items_once_links_once_and_paths_as_ids() {
    let (_, served) = &*ODD;
    let body = served.get(&paths("old-harbour", "script")).json();
    assert_eq!(body["status"], "found");
    assert_eq!(body["hops"], 5);
    assert_eq!(body["shortest_path_count"], "1");
    let path = body["paths"][0]["items"].as_array().unwrap();
    assert_eq!(
        (path.first().unwrap(), path.last().unwrap()),
        (&json!("old-harbour"), &json!("script"))
    );
    assert_eq!(body["items"]["script"]["title"], super::shops::SCRIPT);
}

#[test]
fn every_item_is_found_under_its_own_address() {
    let (_, served) = &*ODD;
    for (id, title) in odd_items() {
        let body = served.get(&href::api_item(&id)).json();
        assert!(body.to_string().contains(&json!(id).to_string()), "{body}");
        let words: Vec<&str> = title.split(char::is_whitespace).collect();
        let title = words.join(" ").replace(char::is_control, " ");
        let title = title.split("  ").collect::<Vec<_>>().join(" ");
        assert_eq!(body["title"], title, "{id}");
        let question = cartway::explorer::NeighboursQuestion::new(&id);
        let body = served.get(&href::api_neighbours(&question)).json();
        assert_eq!(body["total"], 2, "{id}");
    }
}

#[test]
fn a_search_finds_an_item_by_title_and_by_id() {
    let (_, served) = &*ODD;
    let body = served.get("/v1/items?q=harb").json();
    assert_eq!(body["items"].as_array().unwrap().len(), 2);
    let body = served.get("/v1/items?q=harb&mode=full").json();
    assert_ne!(body["items"].as_array().unwrap().len(), 2);
    let body = served.get("/v1/items?q=007").json();
    assert_eq!(body["items"][0]["id"], "007");
    let body = served.get("/v1/items?q=harbour&category=toy").json();
    assert_eq!(body["items"], json!([]));
}

#[test]
fn without_a_text_all_items_come_most_popular_first_page_by_page() {
    let (_, served) = &*GIVEN;
    let everything = served.get("/v1/items").json();
    let all = everything["items"].as_array().unwrap();
    let ranks: Vec<u64> = all
        .iter()
        .filter_map(|item| item["popularity_rank"].as_u64())
        .collect();
    assert_eq!(ranks, (1..=all.len() as u64).collect::<Vec<_>>());
    assert_eq!(
        (&everything["next"], &everything["count_is"]),
        (&Value::Null, &json!("exact"))
    );
    let mut paged = Vec::new();
    let mut path = "/v1/items?q=&limit=3".to_owned();
    loop {
        let page = served.get(&path);
        let link = page.header("link").to_owned();
        let body = page.json();
        paged.extend(body["items"].as_array().unwrap().clone());
        let Some(next) = body["next"].as_str() else {
            assert_eq!(link, "");
            break;
        };
        assert_eq!(link, format!("<{next}>; rel=\"next\""));
        path = next.to_owned();
    }
    assert_eq!(&paged, all);
}

#[test]
fn a_list_of_all_items_goes_on_in_the_next_generation() {
    let (_, served) = &*GIVEN;
    let other = served.get("/v1/items?limit=50&cursor=some-other.2").json();
    let all = served.get("/v1/items?limit=50").json();
    assert_eq!(
        other["items"].as_array().unwrap(),
        &all["items"].as_array().unwrap()[2..]
    );
    let searched = served.get("/v1/items?q=title&cursor=some-other.2");
    assert_eq!(searched.status, 410);
}

#[test]
fn the_next_page_of_a_list_is_in_its_link_header() {
    let (_, served) = &*GIVEN;
    let question = SearchQuestion {
        limit: 5,
        ..SearchQuestion::new("title")
    };
    let first = served.get(&href::api_items(&question));
    let link = first.header("link");
    let next = link
        .strip_prefix('<')
        .and_then(|link| link.strip_suffix(">; rel=\"next\""));
    let second = served.get(next.unwrap());
    assert_eq!(second.status, 200);
    assert_eq!(second.header("link"), "");
    let count = |body: Value| body["items"].as_array().unwrap().len();
    assert_eq!((count(first.json()), count(second.json())), (5, 3));
}

#[test]
fn the_graph_tells_its_counts_and_limits() {
    let (shop, served) = &*ODD;
    let body = served.get("/v1/graph").json();
    assert_eq!(body["version"], shop.version());
    assert_eq!(body["items"], odd_items().len() + 1);
    assert_eq!(body["links"], odd_items().len());
    assert_eq!(body["limits"]["k"], 100);
}

#[test]
fn a_random_pair_is_never_kept() {
    let (_, served) = &*ODD;
    let answer = served.get("/v1/random-pair");
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (200, "no-store")
    );
    let body = answer.json();
    let id = |end: &str| body[end]["id"].as_str().unwrap().to_owned();
    let answer = served.get(&paths(&id("from"), &id("to"))).json();
    assert_eq!(answer["status"], "found");
}

#[test]
fn any_site_may_ask_the_api_but_not_the_pages() {
    let (_, served) = &*ODD;
    for path in ["/v1/graph", "/v1/items/none", "/v1/nothing"] {
        let answer = served.get(path);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    }
    let answer = served.ask(
        "OPTIONS",
        "/v1/graph",
        &[("origin", "https://other.example")],
    );
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(served.get("/").header("access-control-allow-origin"), "");
}

#[test]
fn health_and_readiness_tell_what_is_served() {
    let (_, served) = &*ODD;
    let alive = served.get("/healthz");
    assert_eq!(
        (alive.status, alive.json()["status"].clone()),
        (200, json!("pass"))
    );
    assert_eq!(alive.header("content-type"), "application/health+json");
    let ready = served.get("/readyz").json();
    assert_eq!(
        (&ready["status"], &ready["version"]),
        (&json!("pass"), &json!("000001"))
    );
}
