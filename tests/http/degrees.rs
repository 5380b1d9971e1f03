//! How far everything else is from an item, as programs and as people are told.

use cartway::address::href;
use cartway::explorer::{DegreesQuestion, NeighbourDirection};
use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, holds_foreign_script, odd_items};
use crate::support::Shop;

fn counts(body: &Value) -> Vec<(u64, u64)> {
    let levels = body["histogram"].as_array().unwrap();
    let count = |level: &Value| {
        (
            level["hops"].as_u64().unwrap(),
            level["items"].as_u64().unwrap(),
        )
    };
    levels.iter().map(count).collect()
}

#[test]
fn a_ring_is_counted_both_ways_round() {
    let (shop, served) = &*ODD;
    let answer = served.get("/v1/items/007/degrees");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cartway-generation"), shop.version());
    let body = answer.json();
    assert_eq!(
        (&body["item"], &body["direction"]),
        (&json!("007"), &json!("any"))
    );
    // Twelve in a ring: two at each distance but the item itself and the one opposite.
    assert_eq!(
        counts(&body),
        [(0, 1), (1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (6, 1)]
    );
    assert_eq!(
        (&body["reached"], &body["unreachable"]),
        (&12.into(), &1.into())
    );
    assert_eq!(body["max_hops"], 6);
    assert_eq!(body["mean_hops"], 36.0 / 11.0);
    let farthest = body["farthest"].as_array().unwrap();
    assert_eq!(farthest.len(), 1);
    assert_eq!(farthest[0]["hops"], 6);
    let question =
        cartway::explorer::PathsQuestion::new("007", farthest[0]["id"].as_str().unwrap());
    assert_eq!(served.get(&href::api_paths(&question)).json()["hops"], 6);
    assert_eq!(body["graph"]["version"], shop.version());
}

#[test]
fn a_street_one_way_leads_on_from_its_beginning_and_back_from_its_end() {
    let (_, served) = &*GIVEN;
    let levels = |id: &str, direction: &str| {
        let path = format!("/v1/items/{id}/degrees?direction={direction}");
        counts(&served.get(&path).json())
    };
    assert_eq!(levels("a", "out"), [(0, 1), (1, 1), (2, 1), (3, 1)]);
    assert_eq!(levels("a", "in"), [(0, 1)]);
    assert_eq!(levels("d", "out"), [(0, 1)]);
    assert_eq!(levels("d", "in"), [(0, 1), (1, 2), (2, 1), (3, 1)]);
    assert_eq!(levels("a", "any"), [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]);
    let body = served.get("/v1/items/isle-1/degrees").json();
    assert_eq!(
        (&body["reached"], &body["unreachable"]),
        (&2.into(), &6.into())
    );
}

#[test]
fn an_item_alone_reaches_itself_only() {
    let (_, served) = &*ODD;
    let body = served.get("/v1/items/lonely/degrees").json();
    assert_eq!(counts(&body), [(0, 1)]);
    assert_eq!(
        (&body["mean_hops"], &body["max_hops"]),
        (&Value::Null, &0.into())
    );
    assert_eq!(body["farthest"], json!([]));
    assert_eq!(body["unreachable"], odd_items().len());
    let page = served.get("/items/lonely/degrees");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("nothing leads on"));
}

#[test]
fn as_many_of_the_farthest_are_named_as_asked_for_the_most_popular_first() {
    let shop = Shop::empty();
    for item in 0..15 {
        shop.add_item(&format!("leaf-{item:02}"), "A leaf");
        for _ in 0..=item / 5 {
            shop.add_order(&["hub", &format!("leaf-{item:02}")]);
        }
    }
    shop.make_noted_generation();
    let served = shop.serve();
    let farthest = |query: &str| -> Vec<String> {
        let body = served.get(&format!("/v1/items/hub/degrees{query}")).json();
        let farthest = body["farthest"].as_array().unwrap();
        let id = |card: &Value| card["id"].as_str().unwrap().to_owned();
        farthest.iter().map(id).collect()
    };
    let best = ["leaf-10", "leaf-11", "leaf-12", "leaf-13", "leaf-14"];
    assert_eq!(farthest(""), best, "most orders first, then by id");
    assert_eq!(farthest("?examples=2"), best[..2]);
    assert_eq!(farthest("?examples=10").len(), 10);
    assert_eq!(farthest("?examples=0"), Vec::<String>::new());
}

#[test]
fn every_item_has_a_page_of_distances_whatever_its_id() {
    let (_, served) = &*ODD;
    for (id, _) in odd_items() {
        let question = DegreesQuestion::new(&id);
        let page = served.get(&href::degrees(&question));
        assert_eq!(page.status, 200, "{id}");
        let html = page.text();
        assert!(html.contains("<h1") && !holds_foreign_script(&html), "{id}");
        assert!(html.contains("of the catalogue is within 3 steps"), "{id}");
        let body = served.get(&href::api_degrees(&question)).json();
        assert_eq!(body["item"], id);
    }
    assert_eq!(served.get("/items/x%2Fdegrees").status, 404);
}

#[test]
fn the_page_shows_the_levels_leads_to_the_farthest_and_lets_the_direction_be_changed() {
    let (_, served) = &*GIVEN;
    let html = served.get("/items/a/degrees").text();
    assert!(html.contains("<th scope=\"row\">4 steps</th>"), "{html}");
    assert!(html.contains("out of reach"));
    assert!(html.contains("href=\"/connect?from=a&#38;to=off\""));
    assert!(html.contains("href=\"/items/a/degrees?direction=out\""));
    assert!(html.contains("href=\"/v1/items/a/degrees\""));
    let backwards = DegreesQuestion {
        direction: NeighbourDirection::In,
        ..DegreesQuestion::new("d")
    };
    let html = served.get(&href::degrees(&backwards)).text();
    assert!(html.contains("href=\"/connect?from=a&#38;to=d&#38;direction=out\""));
}

#[test]
fn an_item_says_where_its_distances_are_told() {
    let (_, served) = &*ODD;
    let body = served.get("/v1/items/007").json();
    let degrees = body["links_to"]["degrees"].as_str().unwrap();
    assert_eq!(degrees, "/v1/items/007/degrees");
    assert_eq!(served.get(degrees).status, 200);
    let html = served.get("/items/007").text();
    assert!(html.contains("href=\"/items/007/degrees\""));
}
