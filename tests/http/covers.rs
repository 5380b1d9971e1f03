//! Pictures of items: on which pages they stand, and which addresses are shown.

use std::sync::LazyLock;

use cartway::generation::Manifest;

use crate::support::{Response, Served, Server, Shop, agent};

/// Ids with the addresses of their pictures, as shops write them.
const PICTURES: [(&str, Option<&str>); 6] = [
    ("tea", Some("https://shop.example/tea.jpg?w=1&h=2")),
    ("cup", Some("//cdn.example/cup.jpg")),
    ("pot", Some("/img/pot \"1\".jpg")),
    ("tray", Some("http://shop.example/tray.jpg")),
    ("spoon", Some("javascript:alert(1)")),
    ("sugar", None),
];

fn shop() -> (Shop, Manifest) {
    let shop = Shop::with_tables();
    for (id, image_url) in PICTURES {
        let sql = "INSERT INTO items(id, title, category, image_url) VALUES (?1, 'The ' || ?1, 'Table', ?2)";
        shop.database().execute(sql, (id, image_url)).unwrap();
    }
    let ids = PICTURES.map(|(id, _)| id);
    for pair in ids.windows(2) {
        shop.add_order(pair);
        shop.add_order(pair);
    }
    let manifest = shop.make_generation();
    (shop, manifest)
}

static PICTURED: LazyLock<(Shop, Manifest, Served)> = LazyLock::new(|| {
    let (shop, manifest) = shop();
    let served = shop.serve();
    (shop, manifest, served)
});

/// The addresses of all pictures of items in a page, each once.
fn covers(html: &str) -> Vec<&str> {
    let tags = html.split("<img src=\"").skip(1);
    let addresses = tags.filter_map(|rest| rest.split('"').next());
    let mut addresses: Vec<&str> = addresses
        .filter(|address| address.contains("://"))
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

const TEA: &str = "https://shop.example/tea.jpg?w=1&#38;h=2";
const CUP: &str = "https://cdn.example/cup.jpg";

#[test]
fn covers_stand_on_every_list_and_only_those_that_may() {
    let (_, _, served) = &*PICTURED;
    for page in [
        "/",
        "/about",
        "/search?q=the",
        "/items/cup",
        "/connect?from=tea&to=sugar",
        "/between?from=tea&to=pot",
        "/connect?from=the&to=sugar",
    ] {
        let html = served.get(page).text();
        let seen = covers(&html);
        assert!(!seen.is_empty(), "{page}: {html}");
        assert!(
            seen.iter().all(|seen| [TEA, CUP].contains(seen)),
            "{page}: {seen:?}"
        );
        for tag in html.split("<img src=\"https").skip(1) {
            let tag = tag.split('>').next().unwrap();
            for promise in [
                "alt=\"\"",
                "loading=\"lazy\"",
                "referrerpolicy=\"no-referrer\"",
            ] {
                assert!(tag.contains(promise), "{page}: {tag}");
            }
        }
        assert!(html.contains("class=\"tile\""));
    }
    assert_eq!(
        covers(&served.get("/items/pot").text()).len(),
        1,
        "its neighbour's"
    );
    assert_eq!(
        covers(&served.get("/embed/connect?from=tea&to=pot").text()),
        [CUP, TEA]
    );
}

#[test]
fn pictures_of_their_own_load_nothing() {
    let (_, _, served) = &*PICTURED;
    let svg = served.get("/connect.svg?from=tea&to=pot").text();
    assert!(!svg.contains("<img") && !svg.contains("example/"));
}

#[test]
fn a_policy_lets_pictures_of_the_shop_in_and_nothing_else() {
    let (_, _, served) = &*PICTURED;
    for page in ["/about", "/embed/connect?from=tea&to=pot"] {
        let answer = served.get(page);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("img-src 'self' https:;"), "{policy}");
    }
}

#[test]
fn a_rebuild_tells_of_pictures_that_no_page_shows() {
    let (_, manifest, _) = &*PICTURED;
    let told = manifest.warnings.join("\n");
    assert!(
        told.contains("1 pictures in `image_url` are over http:"),
        "{told}"
    );
    assert!(told.contains("(http://shop.example/tray.jpg)"), "{told}");
    assert!(told.contains("(javascript:alert(1))"), "{told}");
}

#[test]
fn programs_are_given_whole_addresses() {
    let (_, _, served) = &*PICTURED;
    let of = |id: &str| served.get(&format!("/v1/items/{id}")).json()["image_url"].clone();
    assert_eq!(of("tea"), "https://shop.example/tea.jpg?w=1&h=2");
    assert_eq!(of("cup"), CUP);
    for id in ["pot", "tray", "spoon", "sugar"] {
        assert!(of(id).is_null(), "{id}");
    }
}

#[test]
fn where_the_shop_is_known_its_own_pictures_are_shown() {
    let (shop, _) = shop();
    let server = Server::with(&shop.graph(), &["--shop-url", "http://127.0.0.1:9/de/"]);
    let answer = agent().get(format!("{}items/pot", server.address)).call();
    let answer = Response::from(answer.unwrap());
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("img-src 'self' https: http://127.0.0.1:9;"),
        "{policy}"
    );
    assert!(
        answer
            .text()
            .contains("<img src=\"http://127.0.0.1:9/img/pot%20%221%22.jpg\"")
    );
}
