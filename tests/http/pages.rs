//! What people get.

use cartway::address::href;
use cartway::explorer::{NeighboursQuestion, PathsQuestion, SearchQuestion};

use super::shops::{GIVEN, ODD, ODD_ID, SCRIPT, holds_foreign_script, odd_items};
use super::well_formed;
use crate::support::{Served, Shop};

/// As askama escapes it.
const ESCAPED: &str = "&#60;script&#62;alert(1)&#60;/script&#62;";

#[test]
fn every_page_is_html_that_names_the_catalogue_and_the_generation() {
    let (shop, served) = &*ODD;
    for path in [
        "/",
        "/search",
        "/search?q=harbour",
        "/connect?from=old-harbour&to=script",
        "/items/old-harbour",
        "/items/old-harbour/degrees",
        "/map",
        "/map?from=old-harbour&to=script",
        "/between?from=old-harbour&to=script",
        "/about",
    ] {
        let page = served.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cartway-generation"), shop.version(), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
        let html = page.text();
        assert!(html.starts_with("<!doctype html>"), "{path}");
        assert!(html.contains("Harbour &#38; Sons"), "{path}");
        assert!(html.contains("Invented for a test."), "{path}");
    }
}

#[test]
fn the_start_page_offers_boxes_pairs_and_what_is_bought_most() {
    let (_, served) = &*ODD;
    let html = served.get("/").text();
    assert!(html.contains("name=\"from\"") && html.contains("name=\"to\""));
    assert!(html.contains("href=\"/connect?from="), "{html}");
    assert!(html.contains("href=\"/items/"));
    assert!(html.contains("https://paths.example/"));
}

#[test]
fn every_item_has_a_page_whatever_its_id_and_title_hold() {
    let (_, served) = &*ODD;
    for (id, title) in odd_items() {
        let page = served.get(&href::item(&id));
        assert_eq!(page.status, 200, "{id}");
        let html = page.text();
        assert!(!holds_foreign_script(&html), "{id}");
        assert!(
            html.contains("bought with") || html.contains("Bought with"),
            "{id}"
        );
        if title.chars().all(char::is_alphanumeric) {
            assert!(html.contains(&title), "{id}");
        }
    }
    let html = served.get("/items/script").text();
    assert!(html.contains(ESCAPED));
}

#[test]
fn an_id_with_a_slash_is_found_however_a_proxy_spells_it() {
    let (_, served) = &*ODD;
    for path in [
        "/items/x%2Fneighbours",
        "/items/x/neighbours",
        "/items/%78%2fneighbours",
    ] {
        let page = served.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("Neighbours of x"), "{path}");
    }
}

#[test]
fn any_two_items_have_a_page_of_connections_and_a_picture() {
    let (_, served) = &*ODD;
    let items = odd_items();
    for (from, to) in items
        .iter()
        .zip(items.iter().skip(1))
        .chain([(&items[0], &items[6])])
    {
        let question = PathsQuestion::new(&from.0, &to.0);
        let page = served.get(&href::connect(&question));
        assert_eq!(page.status, 200, "{from:?} {to:?}");
        assert!(!holds_foreign_script(&page.text()), "{from:?} {to:?}");
        let picture = served.get(&href::connect_svg(&question));
        assert_eq!(picture.status, 200);
        assert_eq!(picture.header("content-type"), "image/svg+xml");
        let svg = picture.text();
        assert!(svg.starts_with("<svg") && !svg.contains("<script"));
        well_formed::check(&svg);
    }
}

#[test]
fn a_connection_is_told_step_by_step_with_its_evidence() {
    let (_, served) = &*ODD;
    let page = served.get("/connect?from=old-harbour&to=script&max_hops=9&k=20");
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains("Connected in 5 steps"), "{html}");
    assert!(html.contains("hold both"));
    assert!(html.contains(ESCAPED) && !html.contains(SCRIPT));
    let canonical = "https://paths.example/connect?from=old-harbour&#38;to=script&#38;max_hops=9\"";
    assert!(html.contains(canonical));
}

#[test]
fn the_same_item_twice_is_answered_kindly() {
    let (_, served) = &*ODD;
    let page = served.get("/connect?from=007&to=007");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("one and the same item"));
    let picture = served.get("/connect.svg?from=007&to=007");
    assert_eq!(picture.status, 404);
    assert!(picture.text().contains("one and the same item"));
}

#[test]
fn titles_in_the_boxes_lead_to_the_address_with_ids() {
    let (_, served) = &*ODD;
    for (from, to, location) in [
        (
            "the+old+harbour",
            "script",
            "/connect?from=old-harbour&to=script",
        ),
        ("+old-harbour+", "Seven", "/connect?from=old-harbour&to=007"),
        (
            "Slash+%26+Sons",
            "OLD-HARBOUR",
            "/connect?from=a%2Fb%3Fc%3Dd%26e%23f%20100%2525%2B&to=old-harbour",
        ),
    ] {
        let answer = served.get(&format!(
            "/connect?from={from}&to={to}&max_hops=&utm_source=x"
        ));
        assert_eq!(answer.status, 303, "{from}");
        assert_eq!(answer.header("location"), location);
        assert_eq!(served.get(answer.header("location")).status, 200);
    }
    let answer = served.get("/connect?from=Seven&to=script&direction=out&k=5");
    assert_eq!(
        answer.header("location"),
        "/connect?from=007&to=script&direction=out&k=5"
    );
}

#[test]
fn a_text_with_several_meanings_leads_to_a_list_to_pick_from() {
    let (_, served) = &*ODD;
    let page = served.get("/connect?from=harbour&to=Seven&max_hops=9");
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains("Which one do you mean?"));
    assert!(
        html.contains("/connect?from=new-harbour&#38;to=007&#38;max_hops=9"),
        "{html}"
    );
    assert!(html.contains("/connect?from=old-harbour&#38;to=007&#38;max_hops=9"));
    let html = served.get("/connect?from=Seven&to=harbour").text();
    assert!(
        html.contains("/connect?from=007&#38;to=new-harbour"),
        "{html}"
    );
}

#[test]
fn a_text_without_meaning_is_a_404_that_lets_one_try_again() {
    let (_, served) = &*ODD;
    let page = served.get("/connect?from=qqqzzzqqq&to=Seven");
    assert_eq!(page.status, 404);
    let html = page.text();
    assert!(html.contains("No item matches"));
    assert!(html.contains("value=\"qqqzzzqqq\""), "{html}");
}

#[test]
fn a_form_sent_empty_leads_home() {
    let (_, served) = &*ODD;
    let answer = served.get("/connect?from=&to=");
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    assert_eq!(served.get("/connect").status, 303);
}

#[test]
fn a_random_pair_is_connected_and_never_kept() {
    let (_, served) = &*ODD;
    let answer = served.get("/random");
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (303, "no-store")
    );
    let page = served.get(answer.header("location"));
    assert!(page.text().contains("<h1>Connected in "));
}

#[test]
fn a_catalogue_without_good_pairs_says_so() {
    let shop = Shop::empty();
    shop.add_item("1", "Only one");
    shop.make_noted_generation();
    let served = shop.serve();
    assert_eq!(served.get("/random").status, 404);
    assert_eq!(served.get("/").status, 200);
    assert_eq!(served.get("/v1/random-pair").problem(), "no-good-pair");
}

#[test]
fn the_ancestors_address_still_leads_to_the_connection() {
    let (_, served) = &*ODD;
    let answer = served.get("/cgi-bin/boston?title1=Seven&title2=The+Old+Harbour&x=1");
    assert_eq!(answer.status, 301);
    assert_eq!(
        answer.header("location"),
        "/connect?from=Seven&to=The%20Old%20Harbour"
    );
    assert_eq!(served.get(answer.header("location")).status, 303);
    assert_eq!(served.get("/cgi-bin/boston").header("location"), "/");
}

#[test]
fn lists_are_walked_page_by_page_without_gap_or_repeat() {
    let (_, served) = &*GIVEN;
    for text in ["title", ""] {
        let question = SearchQuestion {
            limit: 3,
            ..SearchQuestion::new(text)
        };
        assert_eq!(
            walked(served, href::search(&question)),
            ["a", "b", "c", "d", "isle-1", "isle-2", "lonely", "off"]
        );
    }
}

/// The ids on all pages of a search, sorted.
fn walked(served: &Served, mut path: String) -> Vec<String> {
    let first = path.clone();
    let mut seen = Vec::new();
    loop {
        let html = served.get(&path).text();
        // Every later page leads back to the first one.
        let back = format!("<a href=\"{}\">", first.replace('&', "&#38;"));
        assert!(path == first || html.contains(&back), "{path}");
        let ids = html.split("href=\"/items/").skip(1);
        seen.extend(ids.map(|rest| rest.split('"').next().unwrap().to_owned()));
        let Some((_, rest)) = html.split_once("rel=\"next\" href=\"") else {
            break;
        };
        path = rest.split('"').next().unwrap().replace("&#38;", "&");
    }
    seen.sort();
    seen
}

#[test]
fn a_category_without_a_text_is_listed_and_named() {
    let (_, served) = &*GIVEN;
    let html = served.get("/search?q=&category=nothing+such").text();
    assert!(
        html.contains("Nothing found") && html.contains("nothing such"),
        "{html}"
    );
    let html = served.get("/search").text();
    assert!(html.contains("All items, most popular first"), "{html}");
}

#[test]
fn neighbours_on_the_item_page_follow_the_options() {
    let (_, served) = &*GIVEN;
    let question = NeighboursQuestion {
        direction: cartway::explorer::NeighbourDirection::Out,
        ..NeighboursQuestion::new("b")
    };
    let html = served.get(&href::neighbours(&question)).text();
    assert!(html.contains("Title of c") && !html.contains("Title of a"));
    let (_, served) = &*ODD;
    let html = served.get(&href::item(ODD_ID)).text();
    assert!(html.contains("The New Harbour"));
}
