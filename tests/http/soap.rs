//! The questions of the API in envelopes of SOAP, as clients of any language send them.
//!
//! `CARTWAY_TEST_PYTHON`, a Python with `zeep`, and `CARTWAY_TEST_NODE_MODULES`, a folder with npm's
//! `soap`, switch on the tests with those clients.

use std::process::Command;

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

use super::shops::{GIVEN, ODD, here, odd_items, paths, run_client, script_of_client};
use crate::support::{Response, Served, Shop};

const SOAP: &str = "/soap";
const OURS: &str = "urn:cartway:v1";
const V11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const V12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Media type and namespace of each version.
const VERSIONS: [(&str, &str); 2] = [("text/xml", V11), ("application/soap+xml", V12)];

fn envelope(namespace: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"{namespace}\">\
         <e:Body>{inside}</e:Body></e:Envelope>"
    )
}

/// An operation with its parameters, which hold no markup.
fn operation(name: &str, given: &[(&str, &str)]) -> String {
    let given: String = given
        .iter()
        .map(|(name, value)| format!("<{name}>{value}</{name}>"))
        .collect();
    format!("<{name} xmlns=\"{OURS}\">{given}</{name}>")
}

fn send(served: &Served, media: &str, body: &str) -> Response {
    served.post(SOAP, &[("content-type", media)], body.as_bytes())
}

fn ask(served: &Served, inside: &str) -> Response {
    send(served, "text/xml", &envelope(V11, inside))
}

/// The element of this name, wherever it stands.
fn find<'a>(document: &'a Document<'_>, name: &str) -> Option<Node<'a, 'a>> {
    document
        .descendants()
        .find(|node| node.tag_name().name() == name)
}

/// The texts of all elements of this name.
fn texts(answer: &Response, name: &str) -> Vec<String> {
    let text = answer.text();
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let nodes = document
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    nodes
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

/// Code, sentence and kind of problem of a fault.
fn fault(answer: &Response) -> (String, String, String) {
    let text = answer.text();
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let said = |names: [&str; 2]| {
        let node = names.iter().find_map(|name| find(&document, name));
        node.and_then(|node| node.text())
            .unwrap_or_default()
            .to_owned()
    };
    let kind = find(&document, "problem").and_then(|problem| {
        let kind = problem
            .children()
            .find(|node| node.has_tag_name((OURS, "type")))?;
        kind.text()?.rsplit_once("/problems/").map(|(_, kind)| kind)
    });
    (
        said(["faultcode", "Value"]),
        said(["faultstring", "Text"]),
        kind.unwrap_or_default().to_owned(),
    )
}

#[test]
fn both_versions_answer_with_the_members_of_json() {
    let (shop, served) = &*GIVEN;
    let json = served.get(&paths("a", "d")).json();
    for (media, namespace) in VERSIONS {
        let asked = operation("Connect", &[("from", "a"), ("to", "d")]);
        let answer = send(served, media, &envelope(namespace, &asked));
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            format!("{media}; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("cartway-generation"), shop.version());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let text = answer.text();
        let document = Document::parse(&text).unwrap();
        assert!(
            document
                .root_element()
                .has_tag_name((namespace, "Envelope"))
        );
        let response = find(&document, "ConnectResponse").unwrap();
        let members = response.children().map(|node| node.tag_name().name());
        let known = json.as_object().unwrap().iter();
        let known = known.filter(|(_, value)| !value.is_null());
        assert!(members.eq(known.map(|(name, _)| name.as_str())), "{text}");
        assert_eq!(texts(&answer, "status"), ["found"]);
        let ids = ["a", "b", "c", "d"];
        let items = find(&document, "paths").unwrap().descendants();
        let items = items.filter(|node| node.has_tag_name((OURS, "item")));
        assert!(items.map(|node| node.text().unwrap()).eq(ids), "{text}");
    }
}

#[test]
fn all_operations_of_the_description_are_answered() {
    let (_, served) = &*ODD;
    let answer = ask(served, &operation("SearchItems", &[("q", "harbour")]));
    assert_eq!(texts(&answer, "count"), ["2"]);
    let answer = ask(
        served,
        &operation("Neighbours", &[("id", "007"), ("sort", "title")]),
    );
    assert_eq!(
        (texts(&answer, "total"), texts(&answer, "sort")),
        (vec!["2".to_owned()], vec!["title".to_owned()])
    );
    let description = served.get("/soap?wsdl");
    assert_eq!(description.status, 200);
    assert_eq!(
        description.header("content-type"),
        "text/xml; charset=utf-8"
    );
    let text = description.text();
    let document = Document::parse(&text).unwrap();
    let ports = document
        .descendants()
        .filter_map(|node| node.attribute("location"));
    assert!(ports.eq(["https://paths.example/soap"; 2]), "{text}");
    assert_eq!(served.get("/soap?WSDL").text(), text);
    let leads = served.get(SOAP);
    assert_eq!(
        (leads.status, leads.header("location")),
        (303, "/soap?wsdl")
    );
    assert_eq!(served.get("/soap?wdsl").problem(), "unknown-parameter");
}

#[test]
fn what_cannot_be_answered_is_a_fault_with_the_problem() {
    let (_, served) = &*GIVEN;
    for (asked, kind, param) in [
        (
            operation("Connect", &[("from", "a"), ("to", "X9")]),
            "unknown-item",
            "to",
        ),
        (
            operation("Connect", &[("from", "a")]),
            "missing-parameter",
            "to",
        ),
        (
            operation("Connect", &[("form", "a"), ("to", "d")]),
            "unknown-parameter",
            "form",
        ),
        (
            operation("Connect", &[("from", "a"), ("to", "d"), ("k", "101")]),
            "parameter-out-of-range",
            "k",
        ),
        (
            operation("Connect", &[("from", "a"), ("to", "d"), ("k", "many")]),
            "bad-parameter",
            "k",
        ),
        (operation("Neighbours", &[]), "missing-parameter", "id"),
        (operation("Delete", &[]), "bad-body", ""),
    ] {
        for ((media, namespace), (code, status)) in
            VERSIONS.into_iter().zip([("Client", 500), ("Sender", 400)])
        {
            let answer = send(served, media, &envelope(namespace, &asked));
            assert_eq!(answer.status, status, "{}", answer.text());
            assert_eq!(
                answer.header("content-type"),
                format!("{media}; charset=utf-8")
            );
            let (told, sentence, problem) = fault(&answer);
            assert!(told.ends_with(&format!(":{code}")), "{told}");
            assert_eq!(problem, kind);
            assert_eq!(
                texts(&answer, "detail")
                    .into_iter()
                    .find(|text| !text.is_empty()),
                Some(sentence)
            );
            let told = texts(&answer, "param");
            assert_eq!(told.first().map_or("", String::as_str), param, "{asked}");
        }
    }
    let answer = ask(served, &operation("Delete", &[]));
    let (_, sentence, _) = fault(&answer);
    assert!(
        sentence.contains("Connect, SearchItems, Neighbours"),
        "{sentence}"
    );
}

#[test]
fn whatever_else_is_sent_is_a_fault_and_nothing_worse() {
    let (_, served) = &*ODD;
    let fine = operation("SearchItems", &[]);
    let bomb: String = ('b'..='z')
        .zip('a'..)
        .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)))
        .collect();
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">{bomb}]>");
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let header = |inside: &str| {
        format!(
            "<e:Envelope xmlns:e=\"{V11}\"><e:Header>{inside}</e:Header><e:Body>{fine}</e:Body></e:Envelope>"
        )
    };
    for (body, code) in [
        (String::new(), "Client"),
        ("{\"pairs\": []}".to_owned(), "Client"),
        ("<a/>".to_owned(), "Client"),
        ("<a>".repeat(300_000), "Client"),
        (format!("<a{}/>", " b=''".repeat(150_000)), "Client"),
        (envelope(V11, ""), "Client"),
        (envelope(V11, &fine.repeat(2)), "Client"),
        (envelope(V11, "<SearchItems/>"), "Client"),
        (envelope(V12, &fine), "VersionMismatch"),
        (envelope("urn:soap", &fine), "VersionMismatch"),
        (envelope(V11, &format!("{bomb}{fine}")), "Client"),
        (
            format!(
                "{bomb}{}",
                envelope(V11, &fine).replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
            ),
            "Client",
        ),
        (
            format!("{outside}<e:Envelope xmlns:e=\"{V11}\"><e:Body>&a;</e:Body></e:Envelope>"),
            "Client",
        ),
        (
            header("<w:Security xmlns:w=\"urn:w\" e:mustUnderstand=\"1\"/>"),
            "MustUnderstand",
        ),
    ] {
        let answer = send(served, "text/xml; charset=utf-8", &body);
        assert_eq!(answer.status, 500, "{}", answer.text());
        let (told, sentence, _) = fault(&answer);
        assert!(told.ends_with(&format!(":{code}")), "{told}: {sentence}");
        assert!(
            !sentence.is_empty() && !sentence.contains("root:"),
            "{sentence}"
        );
    }
    let passed_over = header("<w:Security xmlns:w=\"urn:w\" e:mustUnderstand=\"0\"/>");
    assert_eq!(send(served, "text/xml", &passed_over).status, 200);
}

#[test]
fn what_http_tells_already_keeps_its_status() {
    let (_, served) = &*ODD;
    let body = envelope(V11, &operation("SearchItems", &[]));
    let answer = send(served, "application/json", &body);
    assert_eq!(answer.status, 415);
    let (_, sentence, kind) = fault(&answer);
    assert_eq!(kind, "unsupported-media-type");
    assert!(
        sentence.contains("\"text/xml\" or \"application/soap+xml\""),
        "{sentence}"
    );
    let large = format!("{body}{}", " ".repeat(1 << 20));
    assert_eq!(send(served, "text/xml", &large).status, 413);
    let put = served.ask("PUT", SOAP, &[]);
    assert_eq!(
        (put.status, put.header("allow")),
        (405, "GET, HEAD, POST, OPTIONS")
    );
    let served = Shop::empty().serve();
    let answer = send(
        &served,
        "application/soap+xml",
        &envelope(V12, &operation("SearchItems", &[])),
    );
    assert_eq!((answer.status, answer.header("retry-after")), (503, "10"));
    let (code, _, kind) = fault(&answer);
    assert_eq!((&*code, &*kind), ("soap:Receiver", "graph-not-ready"));
}

#[test]
fn the_action_must_be_that_of_the_operation() {
    let (_, served) = &*ODD;
    for (namespace, headers) in [
        (
            V11,
            [
                ("content-type", "text/xml"),
                ("soapaction", "\"urn:cartway:v1#ACTION\""),
            ],
        ),
        (
            V12,
            [
                (
                    "content-type",
                    "application/soap+xml; charset=utf-8; action=\"urn:cartway:v1#ACTION\"",
                ),
                ("x-none", ""),
            ],
        ),
    ] {
        let body = envelope(namespace, &operation("SearchItems", &[]));
        for (action, is_taken) in [("SearchItems", true), ("Connect", false)] {
            let headers: Vec<(&str, String)> = headers
                .iter()
                .map(|(name, value)| (*name, value.replace("ACTION", action)))
                .collect();
            let headers: Vec<(&str, &str)> = headers
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let answer = served.post(SOAP, &headers, body.as_bytes());
            assert_eq!(answer.status == 200, is_taken, "{}", answer.text());
        }
    }
}

#[test]
fn envelopes_are_read_in_the_encoding_they_are_written_in() {
    let (_, served) = &*ODD;
    let body = envelope(V11, &operation("Neighbours", &[("id", "שלום")]));
    let body = body.replace("encoding=\"UTF-8\"", "");
    let wide: Vec<u8> = format!("\u{feff}{body}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let hebrew: Vec<u8> = body
        .chars()
        .map(|letter| match u32::from(letter) {
            code @ 0x5D0..=0x5EA => (code - 0x5D0 + 0xE0) as u8,
            code => code as u8,
        })
        .collect();
    for (media, body) in [
        ("text/xml", &wide),
        ("text/xml; charset=\"iso-8859-8\"", &hebrew),
    ] {
        let answer = served.post(SOAP, &[("content-type", media)], body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(texts(&answer, "item")[0], "שלום");
    }
    let answer = served.post(SOAP, &[("content-type", "text/xml")], &hebrew);
    assert!(fault(&answer).1.contains("UTF-8"));
}

#[test]
fn zeep_understands_service_and_faults() {
    let Some(python) = std::env::var_os("CARTWAY_TEST_PYTHON") else {
        return eprintln!("skipped: CARTWAY_TEST_PYTHON=PYTHON tests with zeep");
    };
    let (shop, served) = here();
    let all = served.get("/v1/items?limit=50").json();
    let bought = all["items"].as_array().unwrap().iter();
    let bought = bought.filter(|item| item["reachable"] == true);
    let titles: Map<String, Value> = bought
        .map(|item| {
            (
                item["id"].as_str().unwrap().to_owned(),
                item["title"].clone(),
            )
        })
        .collect();
    assert_eq!(titles.len(), odd_items().len());
    let file = shop.graph().with_extension("titles.json");
    std::fs::write(&file, Value::from(titles).to_string()).unwrap();
    let address = format!("http://{}{SOAP}", served.address());
    run_client(
        Command::new(python)
            .arg(script_of_client("ask_soap.py"))
            .arg(address)
            .arg(file),
    );
}

#[test]
fn the_soap_of_node_understands_service_and_faults() {
    let Some(modules) = std::env::var_os("CARTWAY_TEST_NODE_MODULES") else {
        return eprintln!("skipped: CARTWAY_TEST_NODE_MODULES=FOLDER tests with npm's soap");
    };
    let (_shop, served) = here();
    let address = format!("http://{}{SOAP}", served.address());
    run_client(
        Command::new("node")
            .arg(script_of_client("ask_soap.mjs"))
            .arg(modules)
            .arg(address),
    );
}
