//! What stands between two items, as people are shown it.

use cartway::address::href;
use cartway::explorer::{BetweenQuestion, Filters, PathsQuestion};

use super::shops::{GIVEN, ODD, SORTED, holds_foreign_script, odd_items};
use crate::support::{Served, Shop};

fn page(served: &Served, from: &str, to: &str) -> String {
    let page = served.get(&href::between(&BetweenQuestion::new(from, to)));
    assert_eq!(page.status, 200, "{from} {to}");
    page.text()
}

/// The addresses a page leads to.
fn hrefs(html: &str) -> Vec<String> {
    let links = html.split("<a ").skip(1);
    let hrefs = links.filter_map(|link| link.split_once("href=\"")?.1.split('"').next());
    hrefs.map(|href| href.replace("&#38;", "&")).collect()
}

#[test]
fn each_item_in_the_middle_comes_with_its_reasons_and_ways_on() {
    let (_, served) = &*SORTED;
    let html = page(served, "tea", "book");
    assert!(
        html.contains("<h1>2 items stand between these two</h1>"),
        "{html}"
    );
    assert!(html.contains("is bought with both"));
    // Of the orders with the end, whichever end it is: 5 of 8 hold the mug, and 5 of 10.
    for words in [
        "5 orders hold it and <bdi>Green tea</bdi>: 62 % of the orders with <bdi>Green tea</bdi>, \
         1.1 times what chance would give.",
        "5 orders hold it and <bdi>The Tea Book</bdi>: 50 % of the orders with <bdi>The Tea \
         Book</bdi>, 0.9 times what chance would give.",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let hrefs = hrefs(&html);
    for href in [
        "/items/mug",
        "/connect?from=tea&to=mug",
        "/connect?from=mug&to=book",
        "/connect?from=tea&to=book&via=mug",
        "/between?from=tea&to=book&exclude=mug",
        "/between?from=book&to=tea",
        "/connect?from=tea&to=book",
        "/v1/between?from=tea&to=book",
    ] {
        assert!(hrefs.iter().any(|other| other == href), "{href}: {hrefs:?}");
    }
    for href in hrefs.iter().filter(|href| href.starts_with('/')) {
        let status = served.get(href).status;
        assert!(matches!(status, 200 | 303), "{href}: {status}");
    }
    let canonical = "href=\"https://paths.example/between?from=tea&#38;to=book\"";
    assert!(html.contains(canonical), "{html}");
}

#[test]
fn farther_apart_the_way_to_the_middle_is_told() {
    let (_, served) = &*ODD;
    let html = page(served, "old-harbour", "שלום");
    assert!(
        html.contains("The shortest connections have 6 steps"),
        "{html}"
    );
    assert!(html.contains("3 steps from <bdi>The Old Harbour</bdi>, by way of <bdi>"));
    assert!(html.contains("3 steps from <bdi>שלום עולם</bdi>, by way of <bdi>"));
    assert!(html.contains("Weakest link: 2 orders hold both."));
    assert!(html.contains("50 % of the connections pass through it"));
    let html = page(served, "old-harbour", "script");
    assert!(
        html.contains("<h1>2 items stand between these two</h1>"),
        "{html}"
    );
    assert!(!holds_foreign_script(&html));
}

#[test]
fn any_two_items_have_such_a_page() {
    let (_, served) = &*ODD;
    let items = odd_items();
    for pair in items.windows(2) {
        let html = page(served, &pair[0].0, &pair[1].0);
        // Neighbours in a ring have nothing in common.
        assert!(
            html.contains("<h1>Nothing stands between these two</h1>"),
            "{html}"
        );
        assert!(!holds_foreign_script(&html), "{pair:?}");
    }
    for (place, (id, _)) in items.iter().enumerate() {
        let (over, _) = &items[(place + 2) % items.len()];
        let html = page(served, id, over);
        assert!(
            html.contains("<h1>One item stands between these two</h1>"),
            "{html}"
        );
        assert!(html.contains("class=\"evidence\""), "{html}");
    }
}

#[test]
fn links_the_shop_gave_say_whose_list_they_are_on() {
    let shop = Shop::empty();
    for id in ["a", "b", "c"] {
        shop.add_item(id, &format!("Title of {id}"));
    }
    shop.add_list("a", "b");
    shop.add_list("b", "c");
    shop.add_list("c", "b");
    shop.make_noted_generation();
    let html = page(&shop.serve(), "a", "c");
    assert!(
        html.contains("It is on the also-bought list of <bdi>Title of a</bdi>."),
        "{html}"
    );
    assert!(
        html.contains("It and <bdi>Title of c</bdi> are on each other’s also-bought list."),
        "{html}"
    );
}

#[test]
fn options_are_said_kept_and_undone_one_by_one() {
    let (_, served) = &*SORTED;
    let question = BetweenQuestion {
        filters: Filters {
            exclude: vec!["mug".to_owned()],
            avoid_category: vec!["Home".to_owned()],
            avoid_hubs: "99.5".parse().ok(),
            ..Filters::default()
        },
        limit: 5,
        ..BetweenQuestion::new("tea", "book")
    };
    let html = served.get(&href::between(&question)).text();
    assert!(
        html.contains("<h1>One item stands between these two</h1>"),
        "{html}"
    );
    assert!(
        html.contains("Without <bdi>Mug</bdi>") && html.contains("Without the best-linked 0.5 %")
    );
    let hrefs = hrefs(&html);
    let rest = "avoid_hubs=99.5&limit=5";
    for href in [
        format!("/between?from=tea&to=book&avoid_category=Home&{rest}"),
        format!("/between?from=tea&to=book&exclude=mug&{rest}"),
        "/between?from=tea&to=book&exclude=mug&avoid_category=Home&limit=5".to_owned(),
        format!("/between?from=book&to=tea&exclude=mug&avoid_category=Home&{rest}"),
        "/between?from=tea&to=book".to_owned(),
    ] {
        assert!(hrefs.contains(&href), "{href}: {hrefs:?}");
    }
    assert_eq!(html.matches("name=\"exclude\" value=\"mug\"").count(), 2);
}

#[test]
fn a_list_that_is_cut_says_so_and_leads_to_more() {
    let (_, served) = &*SORTED;
    let html = served.get("/between?from=tea&to=book&limit=1").text();
    assert!(html.contains("The best 1 of 2 are shown."), "{html}");
    assert!(hrefs(&html).contains(&"/between?from=tea&to=book&limit=50".to_owned()));
}

#[test]
fn where_nothing_is_in_the_middle_the_reason_and_a_way_on_are_given() {
    let (_, served) = &*GIVEN;
    for (query, heading) in [
        ("from=a&to=b", "Nothing stands between these two"),
        ("from=a&to=lonely", "These two are not connected"),
        ("from=a&to=isle-1", "These two are not connected"),
        ("from=a&to=c&exclude=b", "Your options bar every connection"),
    ] {
        let page = served.get(&format!("/between?{query}"));
        assert_eq!(page.status, 200, "{query}");
        let html = page.text();
        assert!(
            html.contains(&format!("<h1>{heading}</h1>")),
            "{query}: {html}"
        );
        assert!(html.contains("class=\"button\""), "{query}");
        assert!(html.contains("class=\"lead\">") && !html.contains("class=\"middles\""));
    }
    let html = page(served, "a", "a");
    assert!(html.contains("one and the same item"), "{html}");
}

#[test]
fn what_is_typed_is_looked_up_as_for_connections() {
    let (_, served) = &*ODD;
    for (query, location) in [
        ("from=seven&to=script", "/between?from=007&to=script"),
        (
            "from=Seven&to=the+old+harbour&limit=3",
            "/between?from=007&to=old-harbour&limit=3",
        ),
        (
            "from=007&to=script&limit=&utm_source=x",
            "/between?from=007&to=script",
        ),
        (
            "from=007&to=script&exclude=The+Old+Harbour",
            "/between?from=007&to=script&exclude=old-harbour",
        ),
        ("from=&to=", "/"),
    ] {
        let answer = served.get(&format!("/between?{query}"));
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, location),
            "{query}"
        );
    }
    let html = served.get("/between?from=Seven&to=harbour&limit=3").text();
    assert!(html.contains("Which one do you mean?"), "{html}");
    assert!(
        html.contains("; the other one is “<bdi>Seven</bdi>”"),
        "{html}"
    );
    assert!(hrefs(&html).contains(&"/between?from=007&to=new-harbour&limit=3".to_owned()));
    assert!(html.contains("action=\"/between\""));
    let nothing = served.get("/between?from=qqqzzzqqq&to=Seven");
    assert_eq!(nothing.status, 404);
    assert_eq!(nothing.header("cache-control"), "no-store");
}

#[test]
fn a_fault_is_named_and_mended_with_a_click() {
    let (_, served) = &*ODD;
    for (query, status, words) in [
        ("from=007", 400, "The parameter &#34;to&#34; is missing."),
        ("from=007&to=bell&limit=51", 422, "must be from 1 to 50"),
        (
            "from=007&b=bell",
            400,
            "The parameter &#34;to&#34; is missing.",
        ),
    ] {
        let page = served.get(&format!("/between?{query}"));
        assert_eq!(page.status, status, "{query}");
        assert!(page.text().contains(words), "{query}: {}", page.text());
    }
    for (query, status, mended) in [
        (
            "from=007&to=bell&exclude=harbour",
            404,
            "/between?from=007&to=bell&exclude=old-harbour",
        ),
        (
            "from=007&to=bell&exclude=007&limit=3",
            422,
            "/between?from=007&to=bell&limit=3",
        ),
        (
            "from=007&to=bell&only_category=none",
            422,
            "/between?from=007&to=bell",
        ),
    ] {
        let page = served.get(&format!("/between?{query}"));
        assert_eq!(page.status, status, "{query}");
        let hrefs = hrefs(&page.text());
        assert!(hrefs.contains(&mended.to_owned()), "{query}: {hrefs:?}");
    }
}

#[test]
fn an_item_leads_to_what_stands_between_it_and_another() {
    let (_, served) = &*SORTED;
    let html = served.get("/items/tea").text();
    for action in ["/connect", "/between"] {
        let (_, form) = html.split_once(&format!("action=\"{action}\"")).unwrap();
        let (form, _) = form.split_once("</form>").unwrap();
        assert!(form.contains("name=\"from\" value=\"id:tea\""), "{form}");
        assert!(form.contains("name=\"to\""), "{form}");
    }
    let question = PathsQuestion::new("tea", "book");
    assert_eq!(served.get(&href::connect(&question)).status, 200);
}

#[test]
fn the_categories_of_an_item_page_are_those_of_all_its_neighbours() {
    let (_, served) = &*SORTED;
    for path in [
        "/items/mug",
        "/items/mug?limit=1",
        "/items/mug?sort=title&limit=1",
    ] {
        let html = served.get(path).text();
        for (name, items) in [("Food &#38; Drink", 2), ("Books", 1)] {
            let choice = format!("<bdi>{name}</bdi></a> <span class=\"facts\">{items}</span>");
            assert!(html.contains(&choice), "{path} {name}: {html}");
        }
    }
    let html = served.get("/items/mug?category=Books&limit=1").text();
    assert!(
        html.contains("<strong class=\"chosen\"><bdi>Books</bdi></strong>"),
        "{html}"
    );
    let other = "/items/mug?category=Food%20%26%20Drink&limit=1".to_owned();
    let hrefs = hrefs(&html);
    assert!(hrefs.contains(&other) && hrefs.contains(&"/items/mug?limit=1".to_owned()));
    assert!(
        html.contains("The Tea Book") && !html.contains("Green tea"),
        "{html}"
    );
    // One category is no choice, and an own list has its own ones.
    assert!(!served.get("/items/nut").text().contains(">Only "));
}
