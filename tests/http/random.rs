//! Good pairs by chance: as far apart and of the category asked for.

use serde_json::Value;

use super::shops::{GIVEN, ODD, paths};
use crate::support::Shop;

fn ends(body: &Value) -> [String; 2] {
    ["from", "to"].map(|end| body[end]["id"].as_str().unwrap().to_owned())
}

#[test]
fn a_pair_is_as_far_apart_as_asked_for() {
    let (_, served) = &*ODD;
    for least in 2..=6 {
        for _ in 0..5 {
            let answer = served.get(&format!("/v1/random-pair?min_hops={least}"));
            assert_eq!(answer.status, 200, "{least}");
            let [from, to] = ends(&answer.json());
            let hops = served.get(&paths(&from, &to)).json()["hops"].as_u64();
            assert!(hops >= Some(least), "{from} to {to}: {hops:?}");
        }
    }
    let answer = served.get("/random?min_hops=6&category=book&utm_source=mail");
    assert_eq!(answer.status, 303);
    let page = served.get(answer.header("location"));
    assert!(page.text().contains("Connected in 6 steps"));
}

#[test]
fn a_pair_is_of_the_category_asked_for() {
    let (_, served) = &*ODD;
    let body = served.get("/v1/random-pair?category=book").json();
    assert_eq!(body["from"]["category"], "book");
    assert_eq!(body["to"]["category"], "book");
    for path in [
        "/v1/random-pair?category=toy",
        "/v1/random-pair?category=Book",
    ] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (422, "parameter-out-of-range")
        );
        assert_eq!(answer.json()["param"], "category");
    }
    assert_eq!(served.get("/random?category=toy").status, 422);
}

#[test]
fn nothing_nearer_is_given_than_was_asked_for() {
    let (_, served) = &*GIVEN;
    // The longest way there is has four hops.
    let body = served.get("/v1/random-pair?min_hops=4").json();
    let mut ends = ends(&body);
    ends.sort();
    assert_eq!(ends, ["a", "off"]);
    let answer = served.get("/v1/random-pair?min_hops=5");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (404, "no-good-pair")
    );

    let shop = Shop::empty();
    for items in [["a", "b"], ["b", "c"]] {
        shop.add_order(&items);
    }
    shop.make_noted_generation();
    let served = shop.serve();
    assert_eq!(
        served.get("/v1/random-pair").status,
        200,
        "two hops have to do"
    );
    assert_eq!(served.get("/v1/random-pair?min_hops=2").status, 200);
    assert_eq!(served.get("/v1/random-pair?min_hops=3").status, 404);
}
