//! What other sites add to links that people share: pages pass over names they do not know, and the
//! API does not.

use cartway::address::href;

use super::shops::ODD;

/// Marks of other sites, odd ones among them: none of these names is known to a page.
const MARKS: [&str; 8] = [
    "srsltid=1",
    "_gl=1*a*b&_ga=2&gbraid=3&wbraid=4&gad_source=5&igsh=6&ttclid=7&twclid=8",
    "mtm_campaign=x&pk_source=y&epik=z&mkt_tok=&_hsenc",
    "fbclid=1&fbclid=2&fbclid=3",
    "=&=x&&&",
    "From=A&FROM=B&from%20=c",
    "bad=%FF&%FF=bad&%=1&half=%4",
    "x[]=1&x[]=2&javascript:alert(1)=%3Cscript%3E",
];

/// Every kind of page, with a query that it knows.
fn pages() -> Vec<String> {
    let pair = "from=old-harbour&to=script";
    let plain = [
        "/?",
        "/about?",
        "/items/007?sort=title&",
        "/items/007/degrees?direction=out&",
        "/items/007/degrees.svg?",
        "/search?q=harbour&",
        "/search?",
    ];
    let of_pairs = [
        "/connect",
        "/connect.svg",
        "/connect.png",
        "/between",
        "/embed/connect",
    ];
    let plain = plain.map(str::to_owned).into_iter();
    let of_pairs = of_pairs.map(|path| format!("{path}?{pair}&"));
    plain.chain(of_pairs).collect()
}

#[test]
fn a_page_is_the_same_with_the_marks_of_other_sites() {
    let (_, served) = &*ODD;
    let long = format!("padding={}", "x".repeat(4_000));
    for page in pages() {
        let plain = served.get(page.trim_end_matches(['?', '&']));
        assert_eq!(plain.status, 200, "{page}");
        for marks in MARKS.into_iter().chain([long.as_str()]) {
            let path = format!("{page}{marks}");
            let mut marked = served.get(&path.replace(' ', "%20"));
            if marked.status == 303 {
                // A field that was not filled in leads to the tidy address, which has no marks.
                let tidy = marked.header("location").to_owned();
                assert!(
                    !tidy.contains("mkt_tok") && tidy.contains("from="),
                    "{tidy}"
                );
                marked = served.get(&tidy);
            }
            assert_eq!(marked.status, 200, "{path}: {}", marked.text());
            assert_eq!(marked.header("etag"), plain.header("etag"), "{path}");
            assert!(marked.body == plain.body, "{path}");
        }
    }
}

#[test]
fn the_canonical_address_and_the_languages_are_without_marks() {
    let (_, served) = &*ODD;
    for page in pages() {
        let path = format!("{page}srsltid=secret&utm_source=secret");
        let answer = served.get(&path);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let html = answer.text();
        assert!(
            html.contains("<link rel=\"canonical\" href=\"https://paths.example/"),
            "{page}"
        );
        assert!(
            !html.contains("secret") && !html.contains("srsltid"),
            "{html}"
        );
    }
}

#[test]
fn what_a_page_knows_is_still_read() {
    let (_, served) = &*ODD;
    for path in [
        "/connect?from=007&to=script&k=many&srsltid=1",
        "/search?q=harbour&mode=odd&srsltid=1",
        "/items/007?sort=colour",
        "/about?lang=xx",
        "/between?from=007&to=script&limit=x",
    ] {
        assert_eq!(served.get(path).status, 400, "{path}");
    }
    let long = format!("/about?padding={}", "x".repeat(60_000));
    assert!([414, 431].contains(&served.get(&long).status));
}

#[test]
fn the_api_refuses_what_it_does_not_know() {
    let (_, served) = &*ODD;
    for path in [
        "/v1/items?q=harbour&",
        "/v1/items/007?",
        "/v1/paths?from=007&to=script&",
        "/v1/between?a=007&b=script&",
        "/v1/graph?",
        "/v1/random-pair?",
    ] {
        assert_eq!(
            served.get(&format!("{path}srsltid=1")).problem(),
            "unknown-parameter",
            "{path}"
        );
    }
}

#[test]
fn redirects_and_embedding_leave_marks_behind() {
    let (_, served) = &*ODD;
    let boston = served.get("/cgi-bin/boston?title1=Seven&title2=script&gclid=secret");
    let random = served.get("/random?gclid=secret&_gl=1");
    let looked_up = served.get("/connect?from=Seven&to=script&gclid=secret");
    for answer in [boston, random, looked_up] {
        let location = answer.header("location");
        assert!(location.starts_with("/connect?from=") && !location.contains("secret"));
    }
    let shared = "https://paths.example/connect?from=old-harbour&to=script&srsltid=secret#hop-1";
    let answer = served.get(&format!("{}&gclid=1", href::oembed(shared)));
    assert_eq!(answer.status, 200);
    assert!(!answer.text().contains("secret"), "{}", answer.text());
}
