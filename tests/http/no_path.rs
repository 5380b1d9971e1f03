//! Each reason why there is no connection, as JSON and on the page.

use super::shops::{GIVEN, ODD};
use crate::support::Served;

fn reason(served: &Served, query: &str) -> String {
    let answer = served.get(&format!("/v1/paths?{query}"));
    assert_eq!(answer.status, 200, "{query}");
    let body = answer.json();
    assert_eq!(body["status"], "no_path", "{body}");
    assert_eq!(body["paths"], serde_json::json!([]), "{body}");
    let ways_on = body["suggestions"].as_array().unwrap();
    assert!(!ways_on.is_empty(), "{body}");
    for way_on in ways_on {
        let href = way_on["href"].as_str().unwrap();
        assert_eq!(served.get(href).status, 200, "{href}");
    }
    let page = served.get(&format!("/connect?{query}"));
    assert_eq!(page.status, 200, "{query}");
    assert!(page.text().contains("What you can do"), "{query}");
    assert_eq!(served.get(&format!("/connect.svg?{query}")).status, 404);
    body["reason"].as_str().unwrap().to_owned()
}

#[test]
fn an_item_never_bought_with_another_has_no_links() {
    assert_eq!(reason(&GIVEN.1, "from=a&to=lonely"), "no_links");
    assert_eq!(reason(&ODD.1, "from=lonely&to=007"), "no_links");
}

#[test]
fn an_island_is_a_different_component() {
    assert_eq!(reason(&GIVEN.1, "from=a&to=isle-2"), "different_component");
}

#[test]
fn a_one_way_street_is_only_reverse() {
    assert_eq!(
        reason(&GIVEN.1, "from=d&to=a&direction=out"),
        "only_reverse"
    );
}

#[test]
fn a_bridge_left_out_is_excluded_by_options() {
    assert_eq!(
        reason(&GIVEN.1, "from=a&to=c&exclude=b"),
        "excluded_by_options"
    );
    assert_eq!(
        reason(&GIVEN.1, "from=a&to=off&direction=out"),
        "excluded_by_options"
    );
}

#[test]
fn too_short_a_leash_is_beyond_max_hops() {
    assert_eq!(
        reason(&GIVEN.1, "from=a&to=d&max_hops=2"),
        "beyond_max_hops"
    );
}

#[test]
fn a_search_cut_short_claims_nothing() {
    let (shop, _) = &*ODD;
    let served = Served::over(shop.explorer(1));
    assert_eq!(
        reason(&served, "from=old-harbour&to=script"),
        "budget_exhausted"
    );
}
