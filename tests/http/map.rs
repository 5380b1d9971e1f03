//! The map: its page, its pictures, and the same for programs.

use cartway::rebuild::{Settings, rebuild};
use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, ODD_ID, odd_items};
use crate::support::{Served, Shop};

/// A shop whose graph was made without a map.
fn without_map() -> (Shop, Served) {
    let shop = Shop::of_given_links();
    let settings = Settings {
        no_atlas: true,
        min_orders: Some(1),
        ..shop.settings()
    };
    rebuild(&settings, &()).unwrap();
    let served = shop.serve();
    (shop, served)
}

fn ids(items: &Value) -> Vec<&str> {
    let items = items.as_array().unwrap().iter();
    items
        .map(|item| item["item"]["id"].as_str().unwrap())
        .collect()
}

#[test]
fn every_item_of_a_small_shop_is_on_the_map_where_it_says_it_is() {
    let (_, served) = &*GIVEN;
    let map = served.get("/v1/map").json();
    let mut found = ids(&map["items"]);
    found.sort_unstable();
    assert_eq!(
        found,
        ["a", "b", "c", "d", "isle-1", "isle-2", "lonely", "off"]
    );
    assert_eq!(
        (&map["x"], &map["y"], &map["z"], &map["total"]),
        (&json!(500.0), &json!(320.0), &json!(1), &json!(8))
    );
    for item in map["items"].as_array().unwrap() {
        let id = item["item"]["id"].as_str().unwrap();
        let own = served.get(&format!("/v1/items/{id}")).json();
        for name in ["x", "y", "z"] {
            assert_eq!(own[name], item[name], "{id}");
        }
        assert_eq!(own["regions"][0]["number"], item["region"], "{id}");
        // The view around its place has it.
        let around = format!("/v1/map?x={}&y={}&z=3", own["x"], own["y"]);
        assert!(
            ids(&served.get(&around).json()["items"]).contains(&id),
            "{around}"
        );
    }
}

#[test]
fn islands_and_items_without_links_are_the_coast() {
    let (_, served) = &*GIVEN;
    let region_of = |id: &str| served.get(&format!("/v1/items/{id}")).json()["regions"][0].clone();
    let coast = region_of("lonely");
    assert_eq!(coast["name"], "the islands");
    assert_eq!(
        (&region_of("isle-1"), &region_of("isle-2")),
        (&coast, &coast)
    );
    assert_ne!(region_of("a"), coast);
    let regions = served.get("/v1/regions").json();
    let all = regions["regions"].as_array().unwrap();
    let coasts: Vec<&Value> = all
        .iter()
        .filter(|region| region["coast"] == true)
        .collect();
    assert_eq!(coasts.len(), 1);
    assert_eq!(coasts[0]["items"], 3);
    let items: u64 = all
        .iter()
        .map(|region| region["items"].as_u64().unwrap())
        .sum();
    assert_eq!(items, 8);
}

#[test]
fn a_way_is_drawn_with_the_items_of_the_best_connection() {
    let (_, served) = &*GIVEN;
    let map = served.get("/v1/map?from=a&to=d").json();
    assert_eq!(map["way"]["hops"], 3);
    assert_eq!(ids(&map["way"]["items"]), ["a", "b", "c", "d"]);
    assert_eq!(map["way"]["paths"], "/v1/paths?from=a&to=d");
    let none = served.get("/v1/map?from=a&to=lonely").json();
    assert_eq!(
        (&none["way"]["hops"], ids(&none["way"]["items"])),
        (&Value::Null, vec!["a", "lonely"])
    );
    let page = served.get("/map?from=a&to=d");
    assert_eq!(page.status, 200);
    let page = page.text();
    assert!(
        page.contains("class=\"m-way\"") && page.contains("href=\"/connect?from=a&#38;to=d\""),
        "{page}"
    );
}

#[test]
fn a_view_is_the_same_bytes_under_a_tag_that_saves_sending_it_again() {
    let (_, served) = &*ODD;
    for path in [
        "/map",
        "/map.svg",
        "/map.png",
        "/v1/map",
        "/v1/regions",
        "/map?x=500&y=300&z=2",
    ] {
        let first = served.get(path);
        assert_eq!(first.status, 200, "{path}");
        let again = served.get(path);
        assert_eq!(first.body, again.body, "{path}");
        let tag = first.header("etag").to_owned();
        let kept = served.ask("GET", path, &[("if-none-match", &tag)]);
        assert_eq!((kept.status, kept.body.len()), (304, 0), "{path}");
    }
    assert!(served.get("/map.png").body.starts_with(b"\x89PNG"));
}

#[test]
fn odd_titles_do_no_harm_and_every_item_in_view_is_a_link() {
    let (_, served) = &*ODD;
    let page = served.get("/map").text();
    assert!(!page.contains("<script>alert"), "{page}");
    let svg = served.get("/map.svg").text();
    roxmltree::Document::parse(&svg).expect("it is XML");
    for (id, _) in odd_items() {
        let href = cartway::address::href::item(&id);
        assert!(svg.contains(&format!("href=\"{href}\"")), "{id}");
    }
    let found = served.get(&format!(
        "/map?item={}",
        cartway::address::href::encoded(ODD_ID)
    ));
    assert_eq!(found.status, 200);
    assert!(found.text().contains("class=\"m-pin\""));
}

#[test]
fn a_title_in_the_box_leads_to_its_item_and_an_open_one_to_the_search() {
    let (_, served) = &*ODD;
    let found = served.get("/map?item=Seven");
    assert_eq!(
        (found.status, found.header("location")),
        (303, "/map?item=007")
    );
    let open = served.get("/map?item=harbour");
    assert_eq!(
        (open.status, open.header("location")),
        (303, "/search?q=harbour")
    );
}

#[test]
fn what_cannot_be_a_view_is_told() {
    let (_, served) = &*GIVEN;
    for (query, problem) in [
        ("x=5", "bad-parameter"),
        ("x=1&y=a", "bad-parameter"),
        ("x=1.2345&y=1", "bad-parameter"),
        ("x=1001&y=1", "parameter-out-of-range"),
        ("x=-1&y=1", "parameter-out-of-range"),
        ("z=21", "parameter-out-of-range"),
        ("width=199", "parameter-out-of-range"),
        ("item=a&from=a&to=b", "bad-parameter"),
        ("from=a", "missing-parameter"),
        ("item=nobody", "unknown-item"),
        ("here=1", "unknown-parameter"),
    ] {
        assert_eq!(
            served.get(&format!("/v1/map?{query}")).problem(),
            problem,
            "{query}"
        );
    }
    assert_eq!(
        served.get("/v1/regions?region=999").problem(),
        "unknown-region"
    );
    assert_eq!(
        served.get("/v1/regions?level=9").problem(),
        "parameter-out-of-range"
    );
}

#[test]
fn without_a_map_everything_else_works() {
    let (_shop, served) = without_map();
    for path in ["/v1/map", "/v1/regions"] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.problem()),
            (404, "no-map".to_owned()),
            "{path}"
        );
    }
    for path in ["/map", "/map.svg", "/map.png"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    let item = served.get("/v1/items/a").json();
    assert_eq!((&item["x"], &item["regions"]), (&Value::Null, &json!([])));
    for path in ["/", "/items/a", "/connect?from=a&to=d"] {
        let page = served.get(path);
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("href=\"/map"), "{path}");
    }
}

#[test]
fn with_a_map_the_pages_lead_to_it() {
    let (_, served) = &*GIVEN;
    for (path, link) in [
        ("/", "/map"),
        ("/items/a", "/map?item=a"),
        ("/connect?from=a&to=d", "/map?from=a&#38;to=d"),
        ("/search", "/map?item=a"),
    ] {
        let page = served.get(path).text();
        assert!(page.contains(&format!("href=\"{link}\"")), "{path}: {page}");
    }
}

#[test]
fn items_in_view_are_a_table_too() {
    let (_, served) = &*GIVEN;
    let answer = served.get("/v1/map.csv");
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    let head = text.lines().next().unwrap();
    assert!(
        head.starts_with("id,title") && head.ends_with(",x,y,region"),
        "{head}"
    );
    assert_eq!(text.lines().count(), 9);
}

#[test]
fn regions_are_a_table_too() {
    let (_, served) = &*GIVEN;
    let answer = served.get("/v1/regions.csv");
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    let mut lines = text.lines();
    let head = "number,level,name,items,x,y,category,parent,best";
    assert_eq!(lines.next(), Some(head));
    let regions = served.get("/v1/regions").json();
    assert_eq!(lines.count() as u64, regions["total"].as_u64().unwrap());
    assert!(text.contains(",the islands,3,"), "{text}");
}

#[test]
fn the_catalogue_tells_how_many_regions_its_map_has() {
    let (_, served) = &*GIVEN;
    let regions = served.get("/v1/regions").json();
    let told = served.get("/v1/graph").json()["regions"].clone();
    assert_eq!(told, json!([regions["total"]]));
    let (_shop, bare) = without_map();
    assert_eq!(bare.get("/v1/graph").json()["regions"], json!([]));
}

#[test]
fn a_head_of_a_view_is_that_of_the_whole_answer() {
    let (_, served) = &*GIVEN;
    for path in ["/map", "/map.svg", "/map.png", "/v1/map", "/v1/regions"] {
        let (whole, head) = (served.get(path), served.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["content-type", "etag", "content-length"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn an_empty_shop_and_one_of_one_item_have_a_map_or_say_that_there_is_none() {
    let empty = Shop::empty();
    empty.make_generation();
    let served = empty.serve();
    for path in ["/map", "/map.svg", "/v1/map", "/v1/regions"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    let one = Shop::empty();
    one.add_item("only", "The only one");
    one.make_generation();
    let served = one.serve();
    assert_eq!(served.get("/map").status, 200);
    assert_eq!(ids(&served.get("/v1/map").json()["items"]), ["only"]);
}

#[test]
fn the_map_is_listed_and_its_other_views_are_not() {
    let (_, served) = &*GIVEN;
    for (path, is_listed) in [
        ("/map", true),
        ("/map?item=a", true),
        ("/map?from=a&to=d", true),
        ("/map?x=500&y=300&z=2", false),
        ("/map?width=800", false),
    ] {
        let page = served.get(path).text();
        let asked = page.contains("<meta name=\"robots\" content=\"noindex\">");
        assert_eq!(asked, !is_listed, "{path}");
        assert!(page.contains("og:title"), "{path}");
    }
}

#[test]
fn the_steps_of_a_way_are_told_and_why_there_is_none() {
    let (_, served) = &*GIVEN;
    let page = served.get("/map?from=a&to=d").text();
    assert!(page.contains("5 orders hold both"), "{page}");
    let none = served.get("/map?from=a&to=lonely").text();
    let told = served.get("/connect?from=a&to=lonely").text();
    let reason = told.split("<p class=\"lead\">").nth(1).unwrap();
    let reason = reason.split("</p>").next().unwrap();
    assert!(none.contains(reason), "{reason}: {none}");
}
