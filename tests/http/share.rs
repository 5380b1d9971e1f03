//! What other sites get to see of a page somebody sent on.

use cartway::address::href;

use super::shops::ODD;
use crate::support::ORIGIN;

/// What the test servers are known by.
const PAIR: &str = "/connect?from=old-harbour&to=script";

/// The content of a meta element.
fn meta<'a>(html: &'a str, name: &str) -> &'a str {
    let begin = html.find(&format!("\"{name}\" content=\""));
    let rest = &html[begin.unwrap_or_else(|| panic!("no {name}: {html}"))..];
    rest.split('"').nth(3).unwrap()
}

fn oembed(more: &str) -> String {
    let page = format!("{ORIGIN}{PAIR}");
    format!("{}{more}", href::oembed(&page))
}

#[test]
fn a_preview_names_whole_addresses_that_answer() {
    let (_, served) = &*ODD;
    let html = served.get(PAIR).text();
    let origin = ORIGIN;
    assert_eq!(
        meta(&html, "og:url").replace("&#38;", "&"),
        format!("{origin}{PAIR}")
    );
    let image = meta(&html, "og:image").replace("&#38;", "&");
    let image = served.get(image.strip_prefix(origin).unwrap());
    assert_eq!(image.header("content-type"), "image/png");
    assert!(meta(&html, "og:description").starts_with("Connected in "));
    assert_eq!(meta(&html, "twitter:card"), "summary_large_image");
    assert!(html.contains("\"@type\":\"ItemList\""));
}

#[test]
fn only_the_embedded_page_may_stand_in_a_frame() {
    let (_, served) = &*ODD;
    let embedded = served.get(&PAIR.replace("/connect", href::EMBED));
    let policy = embedded.header("content-security-policy");
    assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"));
    assert!(embedded.text().contains("<svg") && !embedded.text().contains("<script"));
    let page = served.get(PAIR);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"));
}

#[test]
fn an_oembed_consumer_gets_a_frame_that_fits() {
    let (_, served) = &*ODD;
    let body = served
        .get(&oembed("&maxwidth=500&maxheight=300&dnt=1"))
        .whole_json();
    assert_eq!(body["version"], "1.0");
    assert_eq!(
        (&body["type"], &body["width"]),
        (&"rich".into(), &500.into())
    );
    assert!(body["height"].as_u64().unwrap() <= 300);
    assert!(
        body["html"]
            .as_str()
            .unwrap()
            .contains("/embed/connect?from=old-harbour")
    );
    assert_eq!(body["thumbnail_width"], 1200);
}

#[test]
fn an_oembed_consumer_is_told_what_cannot_be_embedded() {
    let (_, served) = &*ODD;
    let status = |address: &str| served.get(address).status;
    assert_eq!(status(&oembed("&format=xml")), 501);
    assert_eq!(status("/oembed"), 400);
    assert_eq!(
        status(&href::oembed(
            "http://elsewhere.example/connect?from=007&to=bell"
        )),
        404
    );
    let about = format!("{ORIGIN}/about");
    assert_eq!(status(&href::oembed(&about)), 404);
    let unknown = format!("http://{}/connect?from=007&to=none-such", served.address());
    assert_eq!(status(&href::oembed(&unknown)), 404);
}

#[test]
fn a_plain_pair_may_be_found_by_others_and_a_question_with_options_not() {
    let (_, served) = &*ODD;
    assert!(!served.get(PAIR).text().contains("noindex"));
    let with_options = served.get(&format!("{PAIR}&max_hops=9"));
    assert!(
        with_options
            .text()
            .contains("<meta name=\"robots\" content=\"noindex\">")
    );
}

#[test]
fn crawlers_are_led_to_no_pair_but_those_of_the_start_page() {
    let (_, served) = &*ODD;
    for path in [
        "/items/007",
        "/items/007/degrees",
        PAIR,
        "/search?q=harbour",
    ] {
        let html = served.get(path).text();
        for link in html.split("<a ").skip(1) {
            let link = link.split('>').next().unwrap();
            // Questions with options are named in robots.txt.
            let is_pair = link.contains("href=\"/connect?") && link.matches("&#38;").count() < 2;
            let is_refused = link.contains("nofollow");
            assert!(!is_pair || is_refused, "{path}: {link}");
        }
    }
}
