//! An id that is the title of another item: what was typed is a choice, and what Cartway printed is the
//! item of that id.

use std::sync::LazyLock;

use crate::support::{Served, Shop};

/// `300` is the id of a hose and the title of a film; two items are called `Jaws 2`.
static SHOP: LazyLock<(Shop, Served)> = LazyLock::new(|| {
    let shop = Shop::with_tables();
    shop.items(&[
        ("300", "Garden hose", ""),
        ("301", "300", ""),
        ("302", "Jaws", ""),
        ("303", "Jaws 2", ""),
        ("304", "Jaws 2", ""),
        ("305", "305", ""),
    ]);
    let chain = ["300", "302", "301", "303", "304", "305"];
    for pair in chain.windows(2) {
        shop.add_order(pair);
        shop.add_order(pair);
    }
    shop.make_generation();
    let served = shop.serve();
    (shop, served)
});

/// The page that an address leads to in the end, by its redirects, and its address.
fn followed(address: &str) -> (String, String) {
    let mut address = address.to_owned();
    for _ in 0..5 {
        let answer = SHOP.1.get(&address);
        if answer.status != 303 {
            assert_eq!(answer.status, 200, "{address}");
            return (address, answer.text());
        }
        address = answer.header("location").to_owned();
    }
    panic!("{address} leads on and on");
}

/// The addresses of a page that begin so, as a browser reads them; not those of the page itself in
/// other languages.
fn links_to(html: &str, path: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split_once('"').map(|(link, _)| link));
    let links = links.filter(|link| link.starts_with(path) && !link.contains("lang="));
    links.map(|link| link.replace("&#38;", "&")).collect()
}

fn is_choice(html: &str) -> bool {
    html.contains("Which one do you mean?")
}

/// Where the items of a list to pick from lead to.
fn picks(html: &str, path: &str) -> Vec<String> {
    assert!(is_choice(html), "{html}");
    links_to(html, &format!("{path}?"))
}

#[test]
fn a_typed_id_that_is_a_title_too_is_a_choice_from_either_end() {
    for (path, query, hose, film) in [
        (
            "/connect",
            "from=300&to=Jaws",
            "from=300&to=302",
            "from=301&to=302",
        ),
        (
            "/connect",
            "from=jaws&to=300",
            "from=302&to=300",
            "from=302&to=301",
        ),
        (
            "/between",
            "from=300&to=Jaws",
            "from=300&to=302",
            "from=301&to=302",
        ),
    ] {
        let (_, html) = followed(&format!("{path}?{query}"));
        let picks = picks(&html, path);
        for way in [hose, film] {
            let way = format!("{path}?{way}");
            assert!(picks.contains(&way), "{way}: {picks:?}");
            let (address, html) = followed(&way);
            assert!(address == way && !is_choice(&html), "{way}");
        }
    }
}

#[test]
fn two_choices_are_made_one_after_the_other_and_come_to_an_end() {
    let (_, html) = followed("/connect?from=300&to=Jaws%202&k=3");
    let first = picks(&html, "/connect");
    assert!(first.len() >= 2, "{first:?}");
    for way in first {
        let (_, html) = followed(&way);
        for way in picks(&html, "/connect") {
            let (address, html) = followed(&way);
            assert!(!is_choice(&html) && address.ends_with("&k=3"), "{address}");
        }
    }
}

#[test]
fn what_cartway_printed_is_the_item_of_that_id() {
    let (address, html) = followed("/connect?from=300&to=301");
    assert_eq!(address, "/connect?from=300&to=301");
    assert!(html.contains("Garden hose"));
    let pages = ["/items/300", "/items/301", "/connect?from=300&to=305", "/"];
    for page in pages {
        let (_, html) = followed(page);
        for link in links_to(&html, "/connect?")
            .iter()
            .chain(&links_to(&html, "/between?"))
        {
            assert!(!is_choice(&followed(link).1), "{page}: {link}");
        }
    }
}

#[test]
fn an_id_that_a_form_carries_beside_its_box_is_one() {
    let forms = [
        "/items/300",
        "/connect?from=300&to=305",
        "/between?from=300&to=305",
    ];
    for page in forms {
        let (_, html) = followed(page);
        assert!(
            html.contains("name=\"from\" value=\"id:300\""),
            "{page}: {html}"
        );
    }
    for path in ["/connect", "/between"] {
        let (address, html) = followed(&format!("{path}?from=id%3A300&to=Jaws"));
        assert_eq!(address, format!("{path}?from=300&to=302"));
        assert!(!is_choice(&html));
    }
    let (address, _) = followed("/connect?from=300&to=302&exclude=id%3A301");
    assert_eq!(address, "/connect?from=300&to=302&exclude=301");
}

#[test]
fn an_item_that_is_called_by_its_own_id_is_no_choice() {
    let (address, _) = followed("/connect?from=305&to=Jaws");
    assert_eq!(address, "/connect?from=305&to=302");
}

#[test]
fn programs_name_items_by_their_ids_only() {
    let answer = SHOP.1.get("/v1/paths?from=300&to=302").json();
    assert_eq!(answer["from"]["title"], "Garden hose");
    assert_eq!(SHOP.1.get("/v1/paths?from=id%3A300&to=302").status, 404);
    assert_eq!(SHOP.1.get("/v1/between?a=300&b=Jaws").status, 404);
}
