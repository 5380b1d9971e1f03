//! What is worth a look in the catalogue, as programs are told it.

use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, SORTED};
use crate::support::Shop;

#[test]
fn a_street_has_its_ends_far_apart_and_its_middle_on_most_ways() {
    let (shop, served) = &*GIVEN;
    let answer = served.get("/v1/galleries");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cartway-generation"), shop.version());
    let body = answer.json();
    let distances = &body["distances"];
    assert_eq!(
        (&distances["method"], &distances["samples"]),
        (&json!("exact"), &json!(5))
    );
    assert_eq!(
        distances["pairs"],
        json!([
            {"hops": 1, "pairs": 4, "share": 0.4},
            {"hops": 2, "pairs": 3, "share": 0.3},
            {"hops": 3, "pairs": 2, "share": 0.2},
            {"hops": 4, "pairs": 1, "share": 0.1},
        ])
    );
    let mean = distances["mean_hops"].as_f64().unwrap();
    assert!((mean - 2.0).abs() < 1e-9, "{mean}");
    let longest = &body["longest_known"];
    assert_eq!(longest["hops"], 4);
    assert_eq!(
        (&longest["from"]["id"], &longest["to"]["id"]),
        (&json!("a"), &json!("off"))
    );
    assert_eq!(body["far_pairs"], json!([longest]));
    let most = body["bridging"]["most"].as_array().unwrap();
    let most: Vec<(&Value, f64)> = most
        .iter()
        .map(|item| {
            (
                &item["item"]["id"],
                item["share_of_pairs"].as_f64().unwrap(),
            )
        })
        .collect();
    let ids = ["c", "b", "d"].map(Value::from);
    assert_eq!(most, [(&ids[0], 4.0 / 6.0), (&ids[1], 0.5), (&ids[2], 0.5)]);
    assert_eq!(body["bridging"]["method"], "exact");
    assert_eq!(body["surprising"], json!([]), "all are of one category");
}

#[test]
fn surprising_neighbours_are_of_different_categories_and_come_with_their_evidence() {
    let (_, served) = &*SORTED;
    let body = served.get("/v1/galleries").json();
    let surprising = body["surprising"].as_array().unwrap();
    // Mug and book are bought together as often, but the mug stands here already.
    assert_eq!(surprising.len(), 1, "{body}");
    let pair = &surprising[0];
    assert_eq!(
        (&pair["from"]["id"], &pair["to"]["id"]),
        (&json!("mug"), &json!("tea"))
    );
    assert_eq!(pair["evidence"]["orders"], 5);
    let neighbours = served.get("/v1/items/mug/neighbours").json();
    let neighbours = neighbours["neighbours"].as_array().unwrap();
    let tea = neighbours.iter().find(|other| other["item"]["id"] == "tea");
    // There it stands among the members of the neighbour.
    for (name, value) in pair["evidence"].as_object().unwrap() {
        assert_eq!(*value, tea.unwrap()[name], "{name}");
    }
}

#[test]
fn every_pair_far_apart_is_as_far_as_its_connection_says() {
    let (_, served) = &*ODD;
    let body = served.get("/v1/galleries").json();
    for pair in body["far_pairs"].as_array().unwrap() {
        let id = |end: &str| pair[end]["id"].as_str().unwrap().to_owned();
        let found = served.get(&super::shops::paths(&id("from"), &id("to")));
        assert_eq!(found.json()["hops"], pair["hops"], "{pair}");
    }
}

#[test]
fn a_shop_without_orders_has_empty_galleries() {
    let shop = Shop::empty();
    for items in 0..2 {
        if items > 0 {
            shop.add_item("one", "The only one");
        }
        shop.make_noted_generation();
        let body = shop.serve().get("/v1/galleries").json();
        for (name, nothing) in [
            ("distances", Value::Null),
            ("longest_known", Value::Null),
            ("far_pairs", json!([])),
            ("bridging", Value::Null),
            ("surprising", json!([])),
        ] {
            assert_eq!(body[name], nothing, "{name} of {items}");
        }
    }
}
