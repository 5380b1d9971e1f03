//! Items of several categories, and categories in levels: in questions, answers and pages.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::{Served, Shop};

/// `a` and `z` are two steps apart over a novel and over a film, which are of several categories.
static LEVELS: LazyLock<(Shop, Served)> = LazyLock::new(|| {
    let shop = Shop::empty();
    shop.items(&[
        ("a", "Trench coat", ""),
        ("sleep", "The Big Sleep", "Books > Crime > Noir\nDrama"),
        ("heat", "Heat", "Film > Crime\nDrama\nAction"),
        ("z", "Fedora", "Clothes"),
        ("heidi", "Heidi", "Books > Children"),
        ("pan", "Peter Pan", "Books > Children"),
    ]);
    for pair in [["a", "sleep"], ["sleep", "z"], ["a", "heat"], ["heat", "z"]] {
        shop.add_order(&pair);
    }
    for _ in 0..5 {
        shop.add_order(&["heidi", "sleep"]);
        shop.add_order(&["heidi", "heat"]);
        shop.add_order(&["sleep", "heat"]);
    }
    for _ in 0..2 {
        shop.add_order(&["z", "pan"]);
    }
    shop.make_noted_generation();
    let served = shop.serve();
    (shop, served)
});

fn get(address: &str) -> Value {
    let answer = LEVELS.1.get(address);
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    answer.json()
}

/// The items in the middle of the connections of two steps from a to z.
fn ways(query: &str) -> Vec<String> {
    let body = get(&format!("/v1/paths?from=a&to=z&max_hops=2&{query}"));
    let paths = body["paths"].as_array().cloned().unwrap_or_default();
    let mut ways: Vec<String> = paths
        .iter()
        .map(|path| path["items"][1].as_str().unwrap().to_owned())
        .collect();
    ways.sort();
    ways
}

#[test]
fn a_filter_knows_all_categories_of_an_item_and_those_above_them() {
    for (query, expected) in [
        ("only_category=Books", &["sleep"][..]),
        ("only_category=Books+%3E+Crime", &["sleep"]),
        ("only_category=Books+%3E+Crime+%3E+Noir", &["sleep"]),
        ("only_category=Noir", &["sleep"]),
        ("only_category=Drama", &["heat", "sleep"]),
        ("only_category=Action", &["heat"]),
        (
            "only_category=Action&only_category=Noir",
            &["heat", "sleep"],
        ),
        ("only_category=Books+%3E+Children", &[]),
        ("avoid_category=Film", &["sleep"]),
        ("avoid_category=Books", &["heat"]),
        ("avoid_category=Drama", &[]),
        ("only_category=Drama&avoid_category=Noir", &["heat"]),
    ] {
        assert_eq!(ways(query), expected, "{query}");
    }
}

#[test]
fn a_last_level_that_two_categories_have_is_refused_and_both_are_named() {
    let answer = LEVELS.1.get("/v1/paths?from=a&to=z&only_category=Crime");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (422, "parameter-out-of-range")
    );
    let detail = answer.json()["detail"].to_string();
    assert!(detail.contains("Books > Crime, Film > Crime"), "{detail}");
}

#[test]
fn an_item_tells_its_main_category_and_all_of_them() {
    let item = get("/v1/items/sleep");
    assert_eq!(item["category"], "Books > Crime > Noir");
    assert_eq!(item["categories"], json!(["Books > Crime > Noir", "Drama"]));
    let none = get("/v1/items/a");
    assert_eq!(
        (&none["category"], &none["categories"]),
        (&Value::Null, &json!([]))
    );
    let path = get("/v1/paths?from=a&to=z&only_category=Noir");
    let on_the_way = &path["items"]["sleep"];
    assert_eq!(on_the_way["categories"], item["categories"]);
    let middle = get("/v1/between?a=a&b=z&only_category=Film");
    assert_eq!(middle["items"]["heat"]["category"], "Film > Crime");
}

#[test]
fn categories_are_counted_with_those_below_them_the_top_level_first() {
    let graph = get("/v1/graph");
    let counted: Vec<(&str, u64)> = graph["categories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["items"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("Books", 3),
        ("Drama", 2),
        ("Action", 1),
        ("Clothes", 1),
        ("Film", 1),
        ("Books > Children", 2),
        ("Books > Crime", 1),
        ("Film > Crime", 1),
        ("Books > Crime > Noir", 1),
    ];
    assert_eq!(counted, expected);
}

#[test]
fn searches_and_lists_find_every_level_of_every_category() {
    let ids = |address: &str, list: &str| -> Vec<String> {
        let body = get(address);
        let items = body[list].as_array().unwrap().iter();
        let id = |item: &Value| {
            item["id"]
                .as_str()
                .or(item["item"]["id"].as_str())
                .map(str::to_owned)
        };
        let mut ids: Vec<String> = items.filter_map(id).collect();
        ids.sort();
        ids
    };
    for (query, expected) in [
        ("q=noir", &["sleep"][..]),
        ("q=books", &["heidi", "pan", "sleep"]),
        ("q=drama+crime", &["heat", "sleep"]),
        ("q=he&category=Books", &["heidi"]),
        ("q=he&category=Film+%3E+Crime", &["heat"]),
        ("q=the&category=Noir", &["sleep"]),
        ("q=heat&category=Drama", &["heat"]),
        ("q=heat&category=Crime", &[]),
        ("q=heat&category=none", &[]),
    ] {
        assert_eq!(
            ids(&format!("/v1/items?{query}"), "items"),
            expected,
            "{query}"
        );
    }
    let near = |category: &str| {
        get(&format!("/v1/items/a/neighbours?category={category}"))["total"].clone()
    };
    assert_eq!(
        (near("Books"), near("Drama"), near("Children")),
        (json!(1), json!(2), json!(0))
    );
    let pair = get("/v1/random-pair?category=Books&min_hops=2");
    for end in ["from", "to"] {
        let category = pair[end]["category"].as_str().unwrap();
        assert!(category.starts_with("Books > "), "{pair}");
    }
}

#[test]
fn items_that_share_a_category_at_any_level_surprise_nobody() {
    let surprising = get("/v1/galleries")["surprising"].clone();
    let pairs: Vec<[&str; 2]> = surprising
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| ["from", "to"].map(|end| pair[end]["id"].as_str().unwrap()))
        .collect();
    // Sleep and Heidi are books, Sleep and Heat dramas.
    assert!(
        pairs
            .iter()
            .all(|pair| pair.contains(&"heidi") && pair.contains(&"heat")),
        "{pairs:?}"
    );
    assert_eq!(pairs.len(), 1);
}

#[test]
fn an_item_page_leads_to_each_level_of_each_category_and_is_brief_elsewhere() {
    let html = LEVELS.1.get("/items/sleep").text();
    for link in [
        "<a href=\"/items/sleep?category=Books\" rel=\"nofollow\"><bdi>Books</bdi></a>",
        "<a href=\"/items/sleep?category=Books%20%3E%20Crime\" rel=\"nofollow\"><bdi>Crime</bdi></a>",
        "<bdi>Noir</bdi></a></li><li><a href=\"/items/sleep?category=Drama\"",
    ] {
        assert!(html.contains(link), "{link}\n{html}");
    }
    let plain = LEVELS.1.get("/items/z").text();
    assert!(plain.contains("<dd><bdi>Clothes</bdi></dd>"));
    let html = LEVELS.1.get("/items/heidi").text();
    assert!(html.contains("Noir") && !html.contains("Books &#62; Crime &#62; Noir · "));
    for language in ["en", "de"] {
        let page = LEVELS.1.get(&format!(
            "/connect?from=a&to=z&only_category=Noir&lang={language}"
        ));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("<option>Books &#62; Crime</option>"));
    }
}
