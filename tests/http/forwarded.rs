//! What a request says of itself, from a stranger and from a proxy that is trusted.

use cartway::explorer::Options;
use cartway::web::{ProxyHeaders, ServerSettings};

use crate::support::{Served, Shop};

const CLAIMS: [(&str, &str); 4] = [
    (
        "forwarded",
        "for=192.0.2.7;host=forwarded.example;proto=https",
    ),
    ("x-forwarded-host", "lists.example"),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-for", "192.0.2.7"),
];

/// The page of a connection as this server prints it for a request with all of these claims.
fn page(change: impl FnOnce(&mut ServerSettings)) -> String {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = Served::with(shop.explorer(Options::DEFAULT_BUDGET), |settings| {
        settings.origin.clear();
        change(settings);
    });
    let answer = served.ask("GET", "/connect?from=old-harbour&to=script", &CLAIMS);
    assert_eq!(answer.status, 200);
    assert!(
        answer.text().contains("og:url"),
        "there is something to look at"
    );
    answer.text()
}

#[test]
fn what_a_stranger_claims_stands_in_no_page() {
    let page = page(|settings| {
        settings.proxies.trusted = vec!["10.0.0.0/8".parse().unwrap()];
    });
    assert!(!page.contains("forwarded.example") && !page.contains("lists.example"));
    assert!(page.contains("content=\"http://127.0.0.1:"), "{page}");
}

#[test]
fn what_a_trusted_proxy_writes_stands_in_the_page_and_nothing_else() {
    for (headers, host, other) in [
        (
            ProxyHeaders::XForwarded,
            "lists.example",
            "forwarded.example",
        ),
        (
            ProxyHeaders::Forwarded,
            "forwarded.example",
            "lists.example",
        ),
    ] {
        let page = page(|settings| {
            settings.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
            settings.proxies.headers = headers;
        });
        assert!(
            page.contains(&format!("content=\"https://{host}/")),
            "{page}"
        );
        assert!(!page.contains(other), "{page}");
    }
}

#[test]
fn an_operator_who_names_the_origin_is_believed_before_anybody() {
    let page = page(|settings| {
        settings.origin = "https://own.example".to_owned();
        settings.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    });
    assert!(page.contains("https://own.example/"));
    assert!(!page.contains("lists.example") && !page.contains("forwarded.example"));
}
