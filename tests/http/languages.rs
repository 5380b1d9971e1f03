//! In which language people are answered, and that programs are answered in English.

use super::shops::{GIVEN, ODD, SORTED};
use crate::support::{Response, Served};

/// A page of every kind, with words that stand on it in either language.
const PAGES: [(&str, &str, &str); 16] = [
    (
        "/",
        "How are these two connected?",
        "Wie hängen diese beiden",
    ),
    ("/search", "Search the catalogue", "Im Katalog suchen"),
    (
        "/search?q=harbour",
        "bought with 2 items",
        "mit 2 Artikeln gekauft",
    ),
    (
        "/search?q=qqqzzzqqq",
        "No item matches",
        "Kein Artikel passt",
    ),
    (
        "/items/old-harbour",
        "Against chance",
        "Gegenüber dem Zufall",
    ),
    ("/map", "Map of the catalogue", "Karte des Katalogs"),
    (
        "/items/old-harbour/degrees",
        "Items by their distance",
        "Artikel nach Entfernung",
    ),
    (
        "/between?from=old-harbour&to=script",
        "2 items stand between",
        "liegen 2 Artikel",
    ),
    (
        "/between?from=harbour&to=script",
        "Which one do you mean?",
        "Welchen meinst du?",
    ),
    (
        "/connect?from=old-harbour&to=script",
        "Connected in 5 steps",
        "Verbunden in 5 Schritten",
    ),
    (
        "/connect?from=old-harbour&to=lonely",
        "<bdi>Never bought</bdi> was not bought",
        "<bdi>Never bought</bdi> wurde zusammen mit nichts",
    ),
    (
        "/connect?from=007&to=007",
        "how <bdi>Seven</bdi> is connected with itself",
        "wie <bdi>Seven</bdi> mit sich selbst verbunden",
    ),
    (
        "/about",
        "How links are made",
        "Wie Kaufbeziehungen entstehen",
    ),
    (
        "/items/none-such",
        "No item has the id “<bdi>none-such</bdi>”.",
        "Es gibt keinen Artikel mit der Nummer „<bdi>none-such</bdi>“.",
    ),
    ("/nothing", "Nothing here", "Hier ist nichts"),
    ("/items/007?sort=price", "Search", "unverständlich"),
];

fn in_language(path: &str, code: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}lang={code}")
}

fn check(page: &Response, code: &str, words: &str, path: &str) {
    let html = page.text();
    let root = format!("<html lang=\"{code}\">");
    assert!(html.contains(&root), "{path}: {html}");
    assert_eq!(page.header("content-language"), code, "{path}");
    assert!(html.contains(words), "{path}: {html}");
}

/// The addresses of those that are answers, not errors.
fn answered() -> impl Iterator<Item = &'static str> {
    let paths = PAGES.into_iter().map(|(path, ..)| path);
    let errors = ["/nothing", "/items/none-such", "/items/007?sort=price"];
    paths.filter(move |path| !errors.contains(path))
}

#[test]
fn every_page_speaks_the_language_of_its_address_of_a_choice_and_of_the_browser() {
    let (_, served) = &*ODD;
    for (path, english, german) in PAGES {
        check(&served.get(path), "en", english, path);
        let by_address = served.get(&in_language(path, "de"));
        let by_choice = served.ask("GET", path, &[("cookie", "cartway-language=de")]);
        let by_browser = served.ask(
            "GET",
            path,
            &[("accept-language", "fr, de-CH;q=0.7, en;q=0.2")],
        );
        for page in [&by_address, &by_choice, &by_browser] {
            check(page, "de", german, path);
        }
        assert_eq!(by_choice.body, by_browser.body, "{path}");
        assert_eq!(by_choice.status, by_address.status, "{path}");
        let address = [("cookie", "cartway-language=de"), ("accept-language", "de")];
        let back = served.ask("GET", &in_language(path, "en"), &address);
        check(&back, "en", english, path);
    }
}

#[test]
fn an_answered_choice_is_kept_and_nothing_else_is() {
    let (_, served) = &*ODD;
    let page = served.get("/about?lang=de");
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("cartway-language=de;"), "{cookie}");
    for path in ["/about", "/nothing?lang=de", "/about?lang=xx", "/v1/graph"] {
        assert_eq!(served.get(path).header("set-cookie"), "", "{path}");
    }
}

#[test]
fn a_language_that_is_not_spoken_is_refused_and_those_that_are_are_named() {
    let (_, served) = &*ODD;
    for path in answered().chain(["/random"]) {
        for code in ["fr", "deutsch", ""] {
            let page = served.get(&in_language(path, code));
            assert_eq!(page.status, 400, "{path} {code}");
            let html = page.text();
            assert!(html.contains("must be one of: en, de"), "{path}: {html}");
        }
    }
    let answer = served.get("/v1/graph?lang=de");
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (400, "unknown-parameter")
    );
}

#[test]
fn caches_are_told_that_a_page_depends_on_the_language() {
    let (_, served) = &*ODD;
    for path in answered() {
        let page = served.get(path);
        let tag = page.header("etag").to_owned();
        let known = [("if-none-match", tag.as_str())];
        let again = served.ask("GET", path, &known);
        assert_eq!(again.status, 304, "{path}");
        for answer in [&page, &again] {
            let vary = answer.vary();
            for name in ["accept-language", "cookie"] {
                assert!(vary.iter().any(|other| other == name), "{path}: {vary:?}");
            }
        }
        let german = [("accept-language", "de"), ("if-none-match", &tag)];
        let german = served.ask("GET", path, &german);
        assert_eq!(german.status, 200, "{path}");
        assert_ne!(german.header("etag"), tag, "{path}");
    }
}

#[test]
fn programs_are_answered_in_english_whatever_their_browser_would_rather_have() {
    let (_, served) = &*ODD;
    let german = [
        ("accept-language", "de"),
        ("cookie", "cartway-language=de"),
        ("accept", "application/json"),
    ];
    for path in [
        "/v1/graph",
        "/v1/items/007",
        "/v1/items/none-such",
        "/v1/items/007/neighbours?sort=price",
        "/v1/paths?from=007&to=007&k=many",
        "/items/none-such",
        "/nothing",
    ] {
        let accept = [("accept", "application/json")];
        let english = served.ask("GET", path, &accept);
        let answer = served.ask("GET", path, &german);
        assert_eq!(answer.body, english.body, "{path}");
        assert_eq!(answer.header("content-language"), "", "{path}");
        assert!(answer.header("content-type").ends_with("json"), "{path}");
    }
}

/// Questions that cannot be asked: what a page says of them in German, where a program asks the
/// same, and what it is told.
const FAULTY: [(&str, &str, &str, &str); 7] = [
    (
        "/items/007?sort=price",
        "Die Angabe „sort“ muss eines dieser Wörter sein: strength, orders, title.",
        "/v1/items/007/neighbours?sort=price",
        "The parameter \"sort\" must be one of: strength, orders, title.",
    ),
    (
        "/connect?from=007",
        "Die Angabe „to“ fehlt.",
        "/v1/paths?from=007",
        "The parameter \"to\" is missing.",
    ),
    (
        "/connect?from=007&to=bell&k=ten",
        "Die Angabe „k“ ist keine ganze Zahl.",
        "/v1/paths?from=007&to=bell&k=ten",
        "The parameter \"k\" is not a whole number.",
    ),
    (
        "/connect?from=007&to=bell&max_hops=65",
        "Die Angabe „max_hops“ muss eine Zahl von 1 bis 64 sein.",
        "/v1/paths?from=007&to=bell&max_hops=65",
        "The parameter \"max_hops\" must be from 1 to 64.",
    ),
    (
        "/connect?from=007&to=bell&avoid_hubs=100",
        "Die Angabe „avoid_hubs“ muss größer als 0 und kleiner als 100 sein,",
        "/v1/paths?from=007&to=bell&avoid_hubs=100",
        "The parameter \"avoid_hubs\" must be above 0 and below 100, with at most two decimals.",
    ),
    (
        "/connect?from=%FF&to=bell",
        "Die Angabe „from“ ist kein prozentkodiertes UTF-8;",
        "/v1/paths?from=%FF&to=bell",
        "The parameter \"from\" is not percent-encoded UTF-8; encode it anew, `%` itself as `%25`.",
    ),
    (
        "/search?q=x&cursor=here",
        "Die Angabe „cursor“ stammt nicht von hier;",
        "/v1/items?q=x&cursor=here",
        "The parameter \"cursor\" is none we gave; take it from `next` of the page before.",
    ),
];

#[test]
fn what_is_wrong_with_a_question_is_said_in_german_and_to_programs_in_english() {
    let (_, served) = &*ODD;
    for (page, german, api, english) in FAULTY {
        let answer = served.get(&in_language(page, "de"));
        check(&answer, "de", german, page);
        let html = answer.text();
        assert!(!html.contains("parameter"), "{page}: {html}");
        let english_page = served.get(&in_language(page, "en")).text();
        let escaped = english.replace('"', "&#34;");
        assert!(english_page.contains(&escaped), "{page}: {english_page}");
        let body = served.ask("GET", api, &[("accept-language", "de")]).json();
        assert_eq!(body["detail"], english, "{api}");
    }
}

#[test]
fn a_picture_that_stands_alone_names_its_language() {
    let (_, served) = &*ODD;
    for (code, step) in [("en", "5 steps"), ("de", "5 Schritten")] {
        let path = in_language("/connect.svg?from=old-harbour&to=script", code);
        let picture = served.get(&path).text();
        assert!(
            picture.contains(&format!(" xml:lang=\"{code}\"")),
            "{picture}"
        );
        assert!(picture.contains(step), "{picture}");
    }
}

#[test]
fn an_address_that_answers_other_methods_says_so_in_german() {
    let (_, served) = &*ODD;
    let german = [("accept-language", "de"), ("accept", "text/html")];
    let page = served.ask("DELETE", "/about", &german);
    assert_eq!(page.status, 405);
    check(
        &page,
        "de",
        "Diese Adresse beantwortet nur GET, HEAD, OPTIONS.",
        "/about",
    );
    let body = served.ask("DELETE", "/v1/graph", &german).json();
    assert_eq!(
        body["detail"],
        "This address answers GET, HEAD, OPTIONS only."
    );
}

#[test]
fn numbers_shares_and_dates_are_written_as_the_language_does() {
    let (_, served) = &*SORTED;
    // 5 of 22 orders hold both, 8 hold the one and 12 the other.
    let page = |code| served.get(&in_language("/items/tea", code)).text();
    let (english, german) = (page("en"), page("de"));
    assert!(english.contains(">1.1 times<"), "{english}");
    assert!(german.contains(">1,1-mal<"), "{german}");
    let day = |html: &str| {
        let (_, rest) = html.split_once("<time ").unwrap();
        let rest = rest.split_once('>').unwrap().1;
        rest.split_once('<').unwrap().0.to_owned()
    };
    let dot = |html: &str| day(html).split(' ').next().unwrap().ends_with('.');
    assert!(!dot(&english), "{}", day(&english));
    assert!(dot(&german), "{}", day(&german));
}

/// The words of a page, without its markup and its addresses.
fn words(html: &str) -> String {
    let pieces = html.split('<').map(|piece| {
        let (_, text) = piece.split_once('>').unwrap_or(("", piece));
        text
    });
    pieces.collect::<Vec<_>>().join(" ")
}

#[test]
fn no_name_of_a_text_and_no_mark_of_a_place_stands_on_a_page() {
    for served in [&ODD.1, &GIVEN.1] {
        for (path, _, _) in PAGES {
            for code in ["en", "de"] {
                let html = words(&served.get(&in_language(path, code)).text());
                for sign in ["{ $", "$", "\u{2068}", "search-", "item-", "about-"] {
                    assert!(!html.contains(sign), "{path} {code} {sign}: {html}");
                }
            }
        }
    }
}

#[test]
fn each_page_leads_to_itself_in_the_other_language() {
    let (_, served) = &*ODD;
    let html = served.get("/between?from=007&to=script&lang=de").text();
    let href = "href=\"/between?from=007&#38;to=script&#38;lang=en\"";
    assert!(html.contains(href), "{html}");
    assert_eq!(followed(served, &html, "lang=en"), "en");
}

/// The language of the page behind the first link that holds a text.
fn followed(served: &Served, html: &str, text: &str) -> String {
    let mut hrefs = html.split("href=\"").skip(1);
    let href = hrefs.find_map(|rest| {
        let href = rest.split('"').next()?;
        (href.starts_with('/') && href.contains(text)).then(|| href.replace("&#38;", "&"))
    });
    let page = served.get(&href.unwrap());
    page.header("content-language").to_owned()
}
