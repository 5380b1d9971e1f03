//! The centre of the catalogue, as programs and as people are told it.

use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, odd_items};
use crate::support::Response;

/// The address in a `Link` header.
fn next_of(answer: &Response) -> Option<String> {
    let link = answer.header("link").strip_prefix('<')?;
    Some(link.strip_suffix(">; rel=\"next\"")?.to_owned())
}

fn ids(body: &Value) -> Vec<String> {
    let items = body["items"].as_array().unwrap();
    let id = |item: &Value| item["item"]["id"].as_str().unwrap().to_owned();
    items.iter().map(id).collect()
}

#[test]
fn the_middle_of_a_street_comes_first_with_its_mean() {
    let (shop, served) = &*GIVEN;
    let answer = served.get("/v1/graph/centre");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cartway-generation"), shop.version());
    let body = answer.json();
    assert_eq!(ids(&body), ["c", "b", "d", "a", "off"]);
    let means = body["items"].as_array().unwrap().iter();
    let means: Vec<f64> = means
        .map(|item| item["mean_hops"].as_f64().unwrap())
        .collect();
    assert_eq!(means, [1.5, 1.75, 1.75, 2.5, 2.5]);
    assert_eq!(
        body["closeness"],
        json!({"method": "exact", "ranked": 5, "samples": 5, "error_hops": 0.0,
               "confidence": 1.0, "diameter_at_most": 4})
    );
    assert_eq!((&body["total"], &body["next"]), (&json!(5), &Value::Null));
    let graph = served.get("/v1/graph").json();
    assert_eq!(
        (&graph["central"], &graph["closeness"]),
        (&body["items"], &body["closeness"])
    );
}

#[test]
fn pages_follow_each_other_and_equals_stand_in_the_order_of_ids() {
    let (shop, served) = &*ODD;
    let mut expected: Vec<String> = odd_items().into_iter().map(|(id, _)| id).collect();
    expected.sort_unstable();
    let mut found = Vec::new();
    let mut path = Some("/v1/graph/centre?limit=5".to_owned());
    while let Some(next) = path {
        let answer = served.get(&next);
        let body = answer.json();
        assert_eq!(body["items"][0]["rank"], found.len() + 1);
        found.extend(ids(&body));
        path = next_of(&answer);
        assert_eq!(body["next"].as_str(), path.as_deref());
    }
    assert_eq!(found, expected);
    let last = format!("{}.{}", shop.version(), u32::MAX);
    let beyond = served.get(&format!("/v1/graph/centre?cursor={last}"));
    assert_eq!(
        (beyond.status, beyond.json()["items"].clone()),
        (200, json!([]))
    );
}

#[test]
fn an_item_tells_its_place_and_one_elsewhere_has_none() {
    let (_, served) = &*GIVEN;
    for (id, rank) in [("c", json!(1)), ("off", json!(5)), ("isle-1", Value::Null)] {
        let body = served.get(&format!("/v1/items/{id}")).json();
        assert_eq!(body["centre_rank"], rank, "{id}");
    }
    let words = "by closeness to all others";
    let page = served.get("/items/b").text();
    assert!(page.contains(&format!("No. 2 of 5 {words}")), "{page}");
    assert!(!served.get("/items/isle-1").text().contains(words));
}

#[test]
fn the_page_on_the_data_names_the_centre() {
    let (_, served) = &*GIVEN;
    let page = served.get("/about").text();
    let (_, centre) = page.split_once("<h2>The centre</h2>").unwrap();
    assert!(
        centre.contains("Measured from each of the 5 items"),
        "{page}"
    );
    let place = |href: &str| centre.find(&format!("href=\"/items/{href}\"")).unwrap();
    assert!(place("c") < place("b") && place("b") < place("d"));
    assert!(centre.contains("1.50 steps on average"));
}
