//! The server as a part of another site, under a base path: the program itself, since a program has
//! one base path for all its life.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;

use crate::support::{Response, Server, Shop, agent};

const BASE: &str = "/shop/paths";

/// A server under the base path, over a shop of its own. Both end with the test that began them.
struct Under {
    server: Server,
    _shop: Shop,
}

impl Under {
    fn start() -> Self {
        let shop = Shop::of_odd_items();
        shop.make_noted_generation();
        let origin = format!("https://site.example{BASE}/");
        let server = Server::with(&shop.graph(), &["--origin", &origin]);
        Self {
            server,
            _shop: shop,
        }
    }

    /// What an address answers, as visitors write it.
    fn get(&self, address: &str) -> Response {
        let root = self.server.address.strip_suffix(&format!("{BASE}/"));
        let root = root.expect("the program prints where its pages are");
        let answer = agent().get(format!("{root}{address}")).call();
        Response::from(answer.expect("an answer"))
    }
}

/// What a document links to, sends its forms to or is made of.
fn addresses(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in [" href=\"", " action=\"", " src=\"", " data-pair=\""] {
        let pieces = text.split(name).skip(1);
        let values = pieces.filter_map(|rest| rest.split('"').next());
        found.extend(values.map(|value| value.replace("&#38;", "&").replace("&amp;", "&")));
    }
    // Previews are named by their whole address.
    let pieces = text.split(" content=\"https://").skip(1);
    let values = pieces.filter_map(|rest| rest.split('"').next());
    found.extend(values.map(|rest| format!("https://{}", rest.replace("&#38;", "&"))));
    found
}

/// The address from the root of the site; nothing where it stays in the document or leads to the
/// shop.
fn on_site(address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default();
    let address = address
        .strip_prefix("https://site.example")
        .unwrap_or(address);
    (!address.is_empty() && !address.contains("://")).then(|| address.to_owned())
}

#[test]
fn every_link_of_every_page_stays_under_the_base_path_and_answers() {
    let under = Under::start();
    let start = [
        "/",
        "/about",
        "/search?q=harbour",
        "/random",
        "/robots.txt",
        "/favicon.ico",
    ];
    let start = start.map(|path| format!("{BASE}{path}"));
    let mut waiting = VecDeque::from(start.to_vec());
    waiting.push_back(format!("{BASE}/between?from=007&to=script"));
    waiting.push_back(format!("{BASE}/embed/connect?from=007&to=script"));
    waiting.push_back(format!("{BASE}/connect.svg?from=007&to=script"));
    waiting.push_back(format!("{BASE}/connect?from=007&to=lonely"));
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut kinds = BTreeSet::new();
    while let Some(address) = waiting.pop_front() {
        assert!(
            address.starts_with(&format!("{BASE}/")),
            "{address} leads outside"
        );
        let answer = under.get(&address);
        assert!(
            matches!(answer.status, 200 | 302 | 303),
            "{address}: {}",
            answer.status
        );
        kinds.insert(
            address[BASE.len()..]
                .split(['?', '%'])
                .next()
                .unwrap_or_default()
                .to_owned(),
        );
        let mut leads_to = BTreeSet::new();
        leads_to.extend(Some(answer.header("location").to_owned()));
        let media = answer.header("content-type");
        if media.contains("html") || media.contains("svg") {
            leads_to.extend(addresses(&answer.text()));
        }
        for next in leads_to.iter().filter_map(|next| on_site(next)) {
            // Forms lead to addresses that need their fields.
            let is_form = next == format!("{BASE}/connect") || next == format!("{BASE}/between");
            if seen.len() < 400 && !is_form && seen.insert(next.clone()) {
                waiting.push_back(next);
            } else {
                assert!(next.starts_with(&format!("{BASE}/")), "{address}: {next}");
            }
        }
    }
    for kind in [
        "/",
        "/about",
        "/connect",
        "/connect.png",
        "/between",
        "/items/",
        "/oembed",
        "/v1/paths",
    ] {
        assert!(
            kinds.iter().any(|seen| seen.starts_with(kind)),
            "{kind} was not seen: {kinds:?}"
        );
    }
    assert!(kinds.iter().any(|kind| kind.ends_with("/degrees")));
    assert!(
        kinds
            .iter()
            .any(|kind| kind.starts_with("/static/cartway-"))
    );
}

#[test]
fn a_proxy_may_take_the_base_path_off() {
    let under = Under::start();
    for path in [
        "/",
        "/about",
        "/items/007",
        "/connect?from=007&to=script",
        "/healthz",
        "/v1/graph",
    ] {
        let (with, without) = (under.get(&format!("{BASE}{path}")), under.get(path));
        assert_eq!((with.status, without.status), (200, 200), "{path}");
        assert_eq!(with.header("etag"), without.header("etag"), "{path}");
        let media = with.header("content-type");
        assert!(
            !media.contains("html") || with.body == without.body,
            "{path}"
        );
    }
    assert_eq!(under.get(BASE).status, 200);
    assert_eq!(under.get(&format!("{BASE}about")).status, 404);
    assert_eq!(under.get(&format!("{BASE}{BASE}/about")).status, 404);
}

#[test]
fn redirects_and_cookies_keep_to_the_base_path() {
    let under = Under::start();
    for path in [
        "/connect?from=Seven&to=script",
        "/between?from=Seven&to=script",
        "/connect?from=&to=",
        "/cgi-bin/boston?title1=a&title2=b",
        "/cgi-bin/boston",
        "/random",
        "/favicon.ico",
    ] {
        for asked in [path.to_owned(), format!("{BASE}{path}")] {
            let answer = under.get(&asked);
            let location = answer.header("location");
            assert!(
                location.starts_with(&format!("{BASE}/")),
                "{asked}: {location}"
            );
        }
    }
    let answer = under.get(&format!("{BASE}/about?lang=de"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains(&format!("Path={BASE}")), "{cookie}");
    let robots = under.get(&format!("{BASE}/robots.txt")).text();
    assert!(
        robots.contains(&format!("Disallow: {BASE}/v1/")) && !robots.contains("Disallow: /v1/")
    );
}

#[test]
fn every_address_in_a_body_is_under_the_base_path() {
    let under = Under::start();
    for path in [
        "/v1/items?q=harbour&limit=1",
        "/v1/items/007",
        "/v1/items/007/neighbours?limit=1",
        "/v1/items/007/degrees",
        "/v1/paths?from=007&to=script",
        "/v1/paths?from=007&to=lonely",
        "/v1/between?a=007&b=script",
        "/v1/graph/centre?limit=1",
        "/v1/random-pair",
        "/v1/paths?from=007&to=none-such",
    ] {
        let answer = under.get(&format!("{BASE}{path}"));
        let mut wrong = Vec::new();
        outside(&answer.json(), &mut wrong);
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
        let link = answer.header("link");
        assert!(
            link.is_empty() || link.starts_with(&format!("<{BASE}/v1/")),
            "{link}"
        );
    }
    let page = format!("https://site.example{BASE}/connect?from=007&to=script");
    let asked = cartway::address::href::oembed(&page);
    let body = under.get(&format!("{BASE}{asked}")).json();
    let html = body["html"].as_str().expect("a frame");
    assert!(
        html.contains(&format!("\"https://site.example{BASE}/embed/connect?")),
        "{html}"
    );
    let thumbnail = body["thumbnail_url"].as_str().expect("a picture");
    assert!(thumbnail.starts_with(&format!("https://site.example{BASE}/connect.png?")));
}

/// Texts that look like addresses of ours and do not begin with the base path; kinds of problems
/// are names, the same everywhere.
fn outside(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with('/') && !text.starts_with(BASE) => {
            found.push(text.clone());
        }
        Value::Array(all) => all.iter().for_each(|one| outside(one, found)),
        Value::Object(all) => {
            let all = all.iter().filter(|(name, _)| *name != "type");
            all.for_each(|(_, one)| outside(one, found));
        }
        _ => {}
    }
}
