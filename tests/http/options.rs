//! Every option of a question about connections, as programs and as people use it.

use cartway::address::href;
use cartway::api;
use cartway::explorer::{Options, PathsQuestion};
use serde_json::{Value, json};

use super::shops::SORTED;

fn with_options() -> PathsQuestion {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    PathsQuestion::new("tea", "lamp").with(|options| {
        options.filters.exclude = texts(&["bolt"]);
        options.via = texts(&["book"]);
        options.filters.only_category = texts(&["Food & Drink", "Kitchen"]);
        options.filters.avoid_category = texts(&["Books"]);
        options.filters.avoid_hubs = "99.5".parse().ok();
        options.max_hops = Some(9);
        options.extra_hops = 1;
        options.k = 3;
    })
}

fn body(query: &str) -> Value {
    let answer = SORTED.1.get(&format!("/v1/paths?{query}"));
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer.json()
}

fn paths(body: &Value) -> Vec<String> {
    let paths = body["paths"].as_array().unwrap().iter();
    let ids = |path: &Value| {
        let ids = path["items"].as_array().unwrap().iter();
        ids.map(|id| id.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    };
    paths.map(ids).collect()
}

#[test]
fn every_option_is_heard_and_told_back() {
    let (shop, served) = &*SORTED;
    let question = with_options();
    let mut body = served.get(&href::api_paths(&question)).json();
    assert_eq!(
        body["request"],
        json!({"from": "tea", "to": "lamp", "direction": "any", "exclude": ["bolt"],
               "via": ["book"], "only_category": ["Food & Drink", "Kitchen"],
               "avoid_category": ["Books"], "avoid_hubs": 99.5, "max_hops": 9, "extra_hops": 1,
               "k": 3})
    );
    assert_eq!(body["links_to"]["html"], href::connect(&question));
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let text = api::to_string(&api::paths(&answer)).unwrap();
    let mut expected: Value = serde_json::from_str(&text).unwrap();
    for body in [&mut body, &mut expected] {
        body.as_object_mut().unwrap().remove("timing_ms").unwrap();
    }
    assert_eq!(body, expected);
}

#[test]
fn longer_connections_are_counted_listed_and_cut_in_the_open() {
    let whole = body("from=tea&to=lamp&via=book&extra_hops=1");
    assert_eq!(
        paths(&whole),
        [
            "tea mug book lamp",
            "tea milk book lamp",
            "tea milk mug book lamp",
            "tea mug milk book lamp"
        ]
    );
    assert_eq!(
        whole["path_counts"],
        json!([{"hops": 3, "count": "2", "count_is": "exact"},
               {"hops": 4, "count": "2", "count_is": "exact"}])
    );
    assert_eq!(whole["shortest_path_count"], "2");
    assert_eq!(whole["stops"], json!(["book"]));
    assert_eq!(
        (&whole["truncated_by"], &whole["longer_complete"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(whole["paths"][3]["hops"], 4);
    let cut = body("from=tea&to=lamp&via=book&extra_hops=1&k=3");
    assert_eq!(paths(&cut), paths(&whole)[..3]);
    assert_eq!(cut["truncated_by"], "k");
}

#[test]
fn a_filter_steers_the_connection() {
    assert_eq!(
        paths(&body("from=tea&to=book&only_category=Food+%26+Drink")),
        ["tea milk book"]
    );
    assert_eq!(
        paths(&body("from=tea&to=book&avoid_category=Food+%26+Drink")),
        ["tea mug book"]
    );
    assert_eq!(
        paths(&body("from=tea&to=book&via=milk&via=mug")),
        ["tea milk mug book"]
    );
}

#[test]
fn each_bar_is_named_and_its_way_on_leads_to_a_connection() {
    for (query, barred_by, rel) in [
        (
            "only_category=Home",
            json!(["only_category"]),
            "any-category",
        ),
        (
            "avoid_category=Kitchen&avoid_category=Food+%26+Drink",
            json!(["avoid_category"]),
            "without-avoided-categories",
        ),
        ("avoid_hubs=10", json!(["avoid_hubs"]), "with-hubs"),
        (
            "only_category=Home&exclude=mug&exclude=milk",
            json!(["exclude", "only_category"]),
            "without-these-options",
        ),
    ] {
        let body = body(&format!("from=tea&to=book&max_hops=9&{query}"));
        assert_eq!(body["status"], "no_path", "{body}");
        assert_eq!(body["barred_by"], barred_by, "{body}");
        assert_eq!(body["leg"], Value::Null);
        let suggestion = &body["suggestions"][0];
        assert_eq!(suggestion["rel"], rel);
        let mended = SORTED.1.get(suggestion["href"].as_str().unwrap()).json();
        assert_eq!(mended["status"], "found", "{suggestion}");
        assert_eq!(mended["request"]["max_hops"], 9, "other options stay");
    }
}

#[test]
fn the_leg_without_a_connection_is_named() {
    let (_, served) = &*SORTED;
    let query = "from=tea&to=lamp&via=book&via=nut";
    let body = body(query);
    assert_eq!(body["reason"], "different_component");
    assert_eq!(body["leg"], json!({"from": "book", "to": "nut"}));
    assert_eq!(body["suggestions"][0]["rel"], "without-stops");
    let html = served.get(&format!("/connect?{query}")).text();
    assert!(
        html.contains("No connection passes through all your stops"),
        "{html}"
    );
    assert!(html.contains("href=\"/connect?from=tea&#38;to=lamp\""));
}

#[test]
fn a_form_leads_to_the_address_that_says_no_more_than_was_asked() {
    let (_, served) = &*SORTED;
    let sent = "/connect?from=tea&to=lamp&via=book&via=&exclude=&extra_hops=1&max_hops=&k=20\
                &avoid_hubs=&only_category=&avoid_category=Home";
    let answer = served.get(sent);
    assert_eq!(answer.status, 303);
    let tidy = "/connect?from=tea&to=lamp&via=book&avoid_category=Home&extra_hops=1";
    assert_eq!(answer.header("location"), tidy);
    assert_eq!(served.get(tidy).status, 200);
}

#[test]
fn titles_typed_as_stops_and_left_out_become_ids() {
    let (_, served) = &*SORTED;
    let answer = served.get("/connect?from=tea&to=lamp&via=the+tea+book&exclude=&k=5");
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.header("location"),
        "/connect?from=tea&to=lamp&via=book&k=5"
    );
    let answer = served.get("/connect?from=tea&to=lamp&via=&exclude=Mug");
    assert_eq!(
        answer.header("location"),
        "/connect?from=tea&to=lamp&exclude=mug"
    );
    let answer = served.get("/connect?from=tea&to=lamp&via=xyzzy");
    assert_eq!(answer.status, 404);
}

#[test]
fn the_page_says_what_is_active_and_each_click_takes_one_option_back() {
    let (_, served) = &*SORTED;
    let question = with_options();
    let html = served.get(&href::connect(&question)).text();
    let undone: [PathsQuestion; 8] = std::array::from_fn(|place| {
        let mut looser = question.clone();
        match place {
            0 => looser.options.filters.exclude.clear(),
            1 => looser.options.via.clear(),
            2 => drop(looser.options.filters.only_category.remove(0)),
            3 => drop(looser.options.filters.only_category.remove(1)),
            4 => looser.options.filters.avoid_category.clear(),
            5 => looser.options.filters.avoid_hubs = None,
            6 => looser.options.max_hops = None,
            _ => looser.options.extra_hops = 0,
        }
        looser
    });
    for looser in &undone {
        let href = href::connect(looser).replace('&', "&#38;");
        assert!(
            html.contains(&format!("class=\"undo\" href=\"{href}\"")),
            "{href}"
        );
    }
    assert!(html.contains("Without the best-linked 0.5 % of items"));
    assert!(html.contains("Connections up to 1 step longer are listed too"));
    assert!(html.contains("<h3>4 steps"), "{html}");
    assert!(html.contains("2 connections of 3 steps, 2 of 4 steps."));
}
