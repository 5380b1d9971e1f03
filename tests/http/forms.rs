//! In which form an answer comes, and what scripts of other sites may read of it.

use super::shops::ODD;

const PATHS: &str = "/v1/paths?from=old-harbour&to=script";

#[test]
fn accept_and_a_suffix_name_the_form_and_the_suffix_comes_first() {
    let (_, served) = &*ODD;
    let media = |path: &str, accept: &str| {
        let answer = served.ask("GET", path, &[("accept", accept)]);
        assert_eq!(answer.status, 200, "{path} {accept}");
        let vary = answer.header("vary");
        assert_eq!(
            vary, "accept, accept-encoding, cartway-generation",
            "{path}"
        );
        answer.header("content-type").to_owned()
    };
    assert_eq!(media(PATHS, "*/*"), "application/json");
    assert_eq!(media(PATHS, "application/xml"), "application/xml");
    let xml = "/v1/paths.xml?from=old-harbour&to=script";
    assert_eq!(media(xml, "application/json"), "application/xml");
    let json = "/v1/paths.json?from=old-harbour&to=script";
    assert_eq!(media(json, "application/xml"), "application/json");
    let of_item = "/v1/items/old-harbour/neighbours.xml?limit=1";
    assert_eq!(media(of_item, "*/*"), "application/xml");
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    assert_eq!(media(PATHS, browser), "application/json");
}

#[test]
fn each_form_has_a_tag_of_its_own() {
    let (_, served) = &*ODD;
    let tag = |accept: &str| {
        let answer = served.ask("GET", PATHS, &[("accept", accept)]);
        answer.header("etag").to_owned()
    };
    let (json, xml) = (tag("application/json"), tag("application/xml"));
    assert_ne!(json, xml);
    let held = [
        ("accept", "application/xml"),
        ("if-none-match", xml.as_str()),
    ];
    assert_eq!(served.ask("GET", PATHS, &held).status, 304);
    let other = [
        ("accept", "application/json"),
        ("if-none-match", xml.as_str()),
    ];
    assert_eq!(served.ask("GET", PATHS, &other).status, 200);
}

#[test]
fn a_form_that_there_is_not_is_refused_and_those_there_are_are_named() {
    let (_, served) = &*ODD;
    for path in [PATHS, "/v1/paths.docx?from=old-harbour&to=script"] {
        let answer = served.ask("GET", path, &[("accept", "application/msword")]);
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (406, "not-acceptable")
        );
        assert!(
            answer.json()["detail"]
                .as_str()
                .unwrap()
                .contains("application/xml (.xml)")
        );
    }
}

#[test]
fn problems_are_xml_for_whoever_would_rather_have_that() {
    let (_, served) = &*ODD;
    let path = "/v1/paths?from=nobody&to=script";
    let answer = served.ask("GET", path, &[("accept", "application/xml")]);
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "application/problem+xml");
    assert!(answer.header("vary").contains("accept"));
    let text = answer.text();
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("urn:ietf:rfc:7807"));
}

#[test]
fn scripts_of_other_sites_may_read_answers_and_their_headers() {
    let (_, served) = &*ODD;
    for path in [
        PATHS,
        "/v1",
        "/openapi.json",
        "/.well-known/api-catalog",
        "/connect.svg?from=old-harbour&to=script",
        "/connect.png?from=old-harbour&to=script",
        "/items/007/degrees.svg",
        "/v1/items/nobody",
        "/oembed?url=https%3A%2F%2Fpaths.example%2Fconnect%3Ffrom%3D007%26to%3Dscript",
    ] {
        let answer = served.ask("GET", path, &[("origin", "https://elsewhere.example")]);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        let shown = answer.header("access-control-expose-headers");
        for name in [
            "Link",
            "ETag",
            "Cartway-Generation",
            "RateLimit",
            "Retry-After",
        ] {
            assert!(shown.split(", ").any(|one| one == name), "{path}: {shown}");
        }
    }
    let asked = served.ask("OPTIONS", PATHS, &[("origin", "https://elsewhere.example")]);
    assert_eq!(asked.header("access-control-max-age"), "86400");
    let page = served.get("/about");
    assert_eq!(page.header("access-control-allow-origin"), "");
}

#[test]
fn a_slash_too_much_leads_to_the_address_without_it() {
    let (_, served) = &*ODD;
    for (path, there) in [
        ("/v1/", "/v1"),
        (
            "/v1/paths/?from=007&to=script",
            "/v1/paths?from=007&to=script",
        ),
        ("/v1/items/007/", "/v1/items/007"),
        (
            "/v1/items/007/neighbours/?limit=1",
            "/v1/items/007/neighbours?limit=1",
        ),
    ] {
        let answer = served.ask("GET", path, &[]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, there),
            "{path}"
        );
        assert_eq!(served.get(there).status, 200);
    }
    assert_eq!(served.get("/v1/items/nobody").status, 404);
}

#[test]
fn a_link_is_told_with_its_evidence_and_that_there_is_none_too() {
    let (_, served) = &*ODD;
    let neighbours = served.get("/v1/items/007/neighbours?limit=1").json();
    let first = &neighbours["neighbours"][0];
    let id = cartway::address::href::encoded(first["item"]["id"].as_str().unwrap());
    let link = served.get(&format!("/v1/links/007/{id}")).json();
    assert_eq!(link["linked"], true);
    for name in ["orders", "strength", "rank", "times_chance", "direction"] {
        assert_eq!(link["evidence"][name], first[name], "{name}");
    }
    let reverse = served
        .get(link["links_to"]["reverse"].as_str().unwrap())
        .json();
    assert_eq!(reverse["from"]["id"], first["item"]["id"]);
    assert_eq!(reverse["evidence"]["orders"], link["evidence"]["orders"]);
    let none = served.get("/v1/links/007/lonely").json();
    assert_eq!(
        (&none["linked"], &none["evidence"]),
        (&false.into(), &serde_json::Value::Null)
    );
    let bare = served.get("/v1/links/a/b/c");
    assert_eq!(bare.status, 400);
    assert!(bare.json()["detail"].as_str().unwrap().contains("%2F"));
}

#[test]
fn the_ends_of_a_middle_still_go_by_their_old_names() {
    let (_, served) = &*ODD;
    let mut old = served.get("/v1/between?a=old-harbour&b=script").json();
    let mut new = served.get("/v1/between?from=old-harbour&to=script").json();
    for body in [&mut old, &mut new] {
        body.as_object_mut().unwrap().remove("timing_ms");
    }
    assert_eq!(old, new);
    let both = served.get("/v1/between?a=old-harbour&from=007&to=script");
    assert_eq!(both.status, 400);
}

#[test]
fn addresses_in_answers_are_whole_where_the_origin_is_known() {
    let (_, served) = &*ODD;
    let body = served.get(PATHS).whole_json();
    let links = body["links_to"].as_object().unwrap();
    for (name, href) in links {
        let href = href.as_str().unwrap();
        assert!(href.starts_with("https://paths.example/"), "{name}: {href}");
    }
    assert_eq!(
        links["self"],
        "https://paths.example/v1/paths?from=old-harbour&to=script"
    );
}
