//! The description of the API says what is done: answers of every status are of the schema it names,
//! values it allows are taken, and others are refused.

use std::sync::LazyLock;

use cartway::address::ProblemKind;
use cartway::api::ProblemBody;
use cartway::description::{Method, Operation};
use jsonschema::Validator;
use serde_json::{Value, json};

use super::shops::{GIVEN, ODD};
use super::support::{Response, Served, Shop};

/// The document as a server of the tests gives it, in which nothing that is not named may stand in
/// an answer.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = ODD.1.get("/openapi.json").whole_json();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    for schema in schemas.values_mut() {
        let schema = schema.as_object_mut().unwrap();
        if schema.contains_key("properties") {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
    }
    document
});

fn of_schema(schema: &Value) -> Validator {
    let mut schema = schema.clone();
    schema["components"] = DOCUMENT["components"].clone();
    jsonschema::draft202012::new(&schema).expect("it is a schema")
}

fn of_operation(operation: &Operation) -> &'static Value {
    &DOCUMENT["paths"][operation.path()][operation.method.name().to_lowercase()]
}

/// Panics where the description names no such status, or its schema does not hold.
#[track_caller]
fn assert_described(operation: &Operation, answer: &Response) {
    let id = operation.id;
    let media = answer.header("content-type");
    let response = &of_operation(operation)["responses"][answer.status.to_string()];
    let schema = &response["content"][media]["schema"];
    assert!(!schema.is_null(), "{id}: {} {media}", answer.status);
    let body = answer.whole_json();
    let faults: Vec<String> = of_schema(schema)
        .iter_errors(&body)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{id}: {faults:#?}\n{body:#}");
}

/// The address of a question, with these names and values behind it.
fn address(operation: &Operation, ids: [&str; 2], query: &str) -> String {
    let path = operation.path();
    let path = path.replace("{id}", ids[0]).replace("{from}", ids[0]);
    format!("{}?{query}", path.replace("{to}", ids[1]))
}

/// What a question must say, where it names items in its query.
fn needed(operation: &Operation, ids: [&str; 2]) -> String {
    let needed = operation.params.iter().filter(|param| param.required);
    let needed = needed.map(|param| {
        let id = if param.name == "to" { ids[1] } else { ids[0] };
        format!("{}={id}", param.name)
    });
    needed.collect::<Vec<_>>().join("&")
}

fn get(served: &Served, operation: &Operation, ids: [&str; 2], more: &str) -> Response {
    let needed = needed(operation, ids);
    served.get(&address(operation, ids, &format!("{needed}&{more}")))
}

fn read_only() -> impl Iterator<Item = &'static Operation> {
    let all = Operation::ALL.into_iter();
    all.filter(|operation| operation.method == Method::Get)
}

#[test]
fn every_answer_is_of_its_schema() {
    for served in [&ODD.1, &GIVEN.1] {
        let ids = match std::ptr::eq(served, &ODD.1) {
            true => ["old-harbour", "script"],
            false => ["a", "d"],
        };
        for operation in read_only() {
            let answer = get(served, operation, ids, "");
            if operation.id == "get_random_pair" && answer.status == 404 {
                // A shop of a few items has none.
                assert_described(operation, &answer);
                continue;
            }
            assert_eq!(answer.status, 200, "{}: {}", operation.id, answer.text());
            assert_described(operation, &answer);
        }
    }
}

#[test]
fn answers_without_a_connection_and_with_every_option_are_of_their_schema() {
    let odd = &ODD.1;
    for pair in [["007", "007"], ["007", "lonely"]] {
        assert_described(&Operation::PATHS, &get(odd, &Operation::PATHS, pair, ""));
        assert_described(
            &Operation::BETWEEN,
            &get(odd, &Operation::BETWEEN, pair, ""),
        );
        assert_described(&Operation::LINK, &get(odd, &Operation::LINK, pair, ""));
    }
    let given = &GIVEN.1;
    for more in [
        "direction=out",
        "exclude=b",
        "via=b",
        "max_hops=1",
        "extra_hops=2&k=100",
        "k=0",
        "avoid_hubs=50",
    ] {
        let answer = get(given, &Operation::PATHS, ["a", "d"], more);
        assert_eq!(answer.status, 200, "{more}: {}", answer.text());
        assert_described(&Operation::PATHS, &answer);
    }
}

#[test]
fn a_batch_is_of_its_schema_and_what_it_is_asked_with_too() {
    let question = json!({
        "pairs": [
            {"from": "old-harbour", "to": "script"},
            {"from": "007", "to": "007", "options": {"k": 20, "max_hops": 64}},
            {"from": "007", "to": "lonely"},
            {"from": "007", "to": "nobody"},
        ],
        "options": {"k": 3.0, "direction": "any", "avoid_hubs": 99.5},
        "titles": true,
    });
    let asked_with = &of_operation(&Operation::BATCH)["requestBody"]["content"]["application/json"];
    let asked = of_schema(&asked_with["schema"]);
    assert!(asked.is_valid(&question));
    assert!(asked.is_valid(&asked_with["example"]));
    let answer = ODD.1.post_json(&Operation::BATCH.path(), &question);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_described(&Operation::BATCH, &answer);
    let body = answer.json();
    let items = body["items"].as_object().expect("titles were asked for");
    assert!(items["old-harbour"]["title"].is_string(), "{body}");
    for refused in [
        json!({"pairs": []}),
        json!({"pairs": [{"from": "a"}]}),
        json!({"pairs": [{"from": "a", "to": "b"}], "colour": 1}),
        json!({"pairs": [{"from": "a", "to": "b"}], "options": {"k": 21}}),
        json!({"pairs": [{"from": "a", "to": "b"}], "options": {"extra_hops": 1}}),
        json!({"pairs": [{"from": "a", "to": "b"}], "titles": "yes"}),
    ] {
        assert!(!asked.is_valid(&refused), "{refused}");
        let answer = ODD.1.post_json(&Operation::BATCH.path(), &refused);
        assert!(matches!(answer.status, 400 | 422), "{refused}");
        assert_described(&Operation::BATCH, &answer);
    }
}

#[test]
fn every_fault_is_of_a_status_that_is_described() {
    let served = &ODD.1;
    let ids = ["old-harbour", "script"];
    for operation in read_only() {
        let unknown = get(served, operation, ids, "colour=red");
        assert_eq!(
            (unknown.status, unknown.problem()),
            (400, "unknown-parameter".to_owned())
        );
        assert_described(operation, &unknown);
        let needed = needed(operation, ids);
        let path = address(operation, ids, &needed);
        let none = served.ask("GET", &path, &[("accept", "image/png")]);
        assert_eq!(
            (none.status, none.problem()),
            (406, "not-acceptable".to_owned())
        );
        assert_described(operation, &none);
        if needed.is_empty() && operation.ids().is_empty() {
            continue;
        }
        let nobody = get(served, operation, ["nobody", "no-one"], "");
        assert_eq!(nobody.status, 404, "{}", operation.id);
        assert_described(operation, &nobody);
    }
}

#[test]
fn values_that_are_described_are_taken_and_all_others_refused() {
    let served = &GIVEN.1;
    let ids = ["a", "d"];
    for operation in read_only() {
        let params = of_operation(operation)["parameters"].as_array();
        for param in params
            .into_iter()
            .flatten()
            .filter(|param| param["in"] == "query")
        {
            let name = param["name"].as_str().unwrap();
            let schema = &param["schema"];
            let ask = |value: &str| get(served, operation, ids, &format!("{name}={value}")).status;
            let at = format!("{}: {name}", operation.id);
            for word in schema["enum"].as_array().into_iter().flatten() {
                assert_eq!(ask(word.as_str().unwrap()), 200, "{at}");
                assert_eq!(ask("sideways"), 400, "{at}");
            }
            if schema["type"] == "integer" {
                let bound = |name: &str| schema[name].as_i64().unwrap();
                let (least, most) = (bound("minimum"), bound("maximum"));
                for inside in [least, most] {
                    assert!(
                        matches!(ask(&inside.to_string()), 200 | 404),
                        "{at}={inside}"
                    );
                }
                for outside in [least - 1, most + 1] {
                    assert_eq!(ask(&outside.to_string()), 422, "{at}={outside}");
                }
                assert_eq!(ask("many"), 400, "{at}");
            }
            if let Some(most) = schema["maxItems"].as_u64() {
                let many = (0..=most).map(|number| format!("{name}=x{number}"));
                let many = many.collect::<Vec<_>>().join("&");
                let answer = get(served, operation, ids, &many);
                assert_eq!(
                    (answer.status, answer.problem().as_str()),
                    (422, "parameter-out-of-range"),
                    "{at}"
                );
            }
        }
    }
}

#[test]
fn every_address_of_the_api_is_made_from_the_table() {
    let routes = include_str!("../../src/web/routes.rs");
    for operation in Operation::ALL {
        let answer = ODD
            .1
            .ask("OPTIONS", &address(operation, ["a", "b"], ""), &[]);
        assert_eq!(answer.status, 204, "{}", operation.id);
        assert!(answer.header("allow").contains(operation.method.name()));
    }
    assert!(
        !routes.contains("/v1"),
        "an address that the table does not hold"
    );
    for operation in read_only() {
        let ids = ["old-harbour", "script"];
        let plain = address(operation, ids, &needed(operation, ids));
        let answer = ODD.1.get(&plain.replace('?', ".json?"));
        let has_form = answer.status == 200 || operation.id == "get_random_pair";
        assert_eq!(has_form, operation.takes_suffix(), "{}", operation.id);
    }
}

#[test]
fn the_index_and_the_catalogue_lead_to_the_description() {
    let served = &ODD.1;
    let index = served.get("/v1");
    let link = index.header("link").to_owned();
    assert!(link.contains("rel=\"service-desc\"") && link.contains("rel=\"service-doc\""));
    let index = index.json();
    let listed = index["operations"].as_array().unwrap().len();
    assert_eq!(listed, Operation::ALL.len());
    for name in ["openapi", "docs"] {
        let href = index["links_to"][name].as_str().unwrap();
        assert_eq!(served.get(href).status, 200, "{href}");
    }
    let catalog = served.get("/.well-known/api-catalog");
    assert_eq!(catalog.header("content-type"), "application/linkset+json");
    let set = &catalog.json()["linkset"][0];
    assert_eq!(set["anchor"], "/v1");
    assert_eq!(set["service-desc"][0]["href"], "/openapi.json");
}

#[test]
fn each_example_of_the_page_works_in_both_languages() {
    let served = &GIVEN.1;
    for language in ["en", "de"] {
        let html = served.get(&format!("/docs?lang={language}")).text();
        assert!(!html.contains("{ $"), "a text is not filled in");
        let hrefs = html.split("href=\"").skip(1);
        let hrefs: Vec<String> = hrefs
            .map(|rest| {
                rest.split('"')
                    .next()
                    .unwrap_or_default()
                    .replace("&#38;", "&")
            })
            .filter(|href| href.starts_with("/v1") || href.starts_with("/problems/"))
            .collect();
        assert!(hrefs.len() > 40, "{}", hrefs.len());
        for href in hrefs {
            let answer = served.get(&href);
            let is_good = answer.status == 200 || href.starts_with("/v1/random-pair");
            assert!(is_good, "{href}: {} {}", answer.status, answer.text());
        }
        for operation in Operation::ALL {
            assert!(html.contains(&format!("id=\"{}\"", operation.id)));
        }
    }
}

#[test]
fn each_type_of_problem_is_a_page_also_without_a_graph() {
    let shop = Shop::empty();
    for served in [&ODD.1, &shop.serve()] {
        for kind in ProblemKind::ALL {
            let answer = served.get(&format!("/problems/{}", kind.name()));
            assert_eq!(answer.status, 200, "{}", kind.name());
            assert!(answer.text().contains(&kind.status().to_string()));
        }
        assert_eq!(served.get("/problems/nothing").status, 404);
        assert_eq!(served.get("/docs").status, 200);
        assert_eq!(served.get("/openapi.json").status, 200);
    }
}

#[test]
fn a_problem_of_every_kind_is_of_the_schema_of_its_status() {
    for operation in Operation::ALL {
        for kind in operation.all_problems() {
            let body = problem_of(kind);
            let response = &of_operation(operation)["responses"][kind.status().to_string()];
            let schema = &response["content"]["application/problem+json"]["schema"];
            assert!(
                of_schema(schema).is_valid(&body),
                "{}: {body}",
                operation.id
            );
        }
    }
}

fn problem_of(kind: ProblemKind) -> Value {
    let body = ProblemBody::new(kind, "What is wrong.", "/v1/paths").with_param("k", "101");
    serde_json::to_value(body).unwrap()
}

#[test]
fn lists_out_of_date_and_a_server_without_a_graph_answer_as_described() {
    let listed = read_only().filter(|operation| operation.paged);
    for operation in listed {
        let gone = get(
            &ODD.1,
            operation,
            ["old-harbour", "script"],
            "cursor=000099.1",
        );
        let is_all = operation.id == "search_items";
        assert_eq!(
            gone.status,
            if is_all { 200 } else { 410 },
            "{}",
            operation.id
        );
        assert_described(operation, &gone);
    }
    let shop = Shop::empty();
    let served = shop.serve();
    for operation in read_only() {
        let answer = get(&served, operation, ["a", "b"], "");
        assert_eq!(answer.status, 503, "{}", operation.id);
        assert_described(operation, &answer);
    }
    let text = [("content-type", "text/plain")];
    let answer = ODD.1.post(&Operation::BATCH.path(), &text, b"{}");
    assert_eq!(answer.status, 415);
    assert_described(&Operation::BATCH, &answer);
    let json = [("content-type", "application/json")];
    let long = vec![b' '; 1024 * 1024 + 1];
    let answer = ODD.1.post(&Operation::BATCH.path(), &json, &long);
    assert_eq!(answer.status, 413);
    assert_described(&Operation::BATCH, &answer);
}
