//! The types against the description of the API: made-up values of every schema, with all their
//! members, must come back as they were.

use std::fmt::Debug;

use cartway_client::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../openapi.json");

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

/// A value of a schema; where there is a choice, the last.
fn sample(schema: &Value, document: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let pointer = name.trim_start_matches('#');
        return sample(document.pointer(pointer).unwrap(), document);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let mut some = choices.iter().filter(|choice| choice["type"] != "null");
        return sample(some.next().unwrap(), document);
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.last().unwrap().clone();
    }
    if !schema["const"].is_null() {
        return schema["const"].clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => &kinds[0],
        kind => kind,
    };
    match kind.as_str().unwrap() {
        "boolean" => json!(true),
        "integer" => json!(7),
        "number" => json!(0.25),
        "string" => json!("text"),
        "array" => json!([sample(&schema["items"], document)]),
        "object" if schema["properties"].is_null() => {
            json!({"name": sample(&schema["additionalProperties"], document)})
        }
        "object" => {
            let members = schema["properties"].as_object().unwrap();
            let members = members
                .iter()
                .map(|(name, schema)| (name.clone(), sample(schema, document)));
            Value::Object(members.collect())
        }
        other => panic!("a schema of type {other}"),
    }
}

#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned + Debug>(name: &str, value: Value) {
    let read: T = serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("{name}: {error}: {value:#}"));
    assert_eq!(serde_json::to_value(&read).unwrap(), value, "{name}");
}

/// What is called like its type.
macro_rules! named {
    ($($name:ident)*) => { [$((stringify!($name), comes_back::<$name> as fn(&str, Value))),*] };
}

#[test]
fn every_schema_is_a_type_with_all_its_members() {
    let document = document();
    let mut schemas: serde_json::Map<String, Value> = document["components"]["schemas"]
        .as_object()
        .unwrap()
        .clone();
    for (name, comes_back) in named! {
        ApiIndex Batch Between BetweenFound BetweenLinksTo BetweenNoPath BetweenRequest BetweenSameItem
        Bridging BridgingItem Card Category CentralItem Centre Closeness Column Component ComponentSizes
        CountIs DegreeBand Degrees Direction Distance Distances Evidence Far FarPair Galleries Graph
        GraphStamp HiddenBy IndexEntry IndexLinks Item ItemAnswer ItemLinks Leg Level Limits Link
        LinkLinks LinksTo ListDirection Listed MainComponent Map MapItem MapLinks MapRegion Region RegionCard RegionLinks
        Regions Border Road Way Method Middle NamedItem Neighbour
        NeighbourSort Neighbours NoMiddleReason NoPathReason Pair PairError PairFound PairLinks
        PairNoPath PairOptions PairPath PairQuestion PairResult PairSameItem Path PathCount PathItem
        PathLink Paths PathsFound PathsNoPath PathsSameItem Problem Request Search Searched Suggestion
        Summary Surprising Timing TruncatedBy
    } {
        let schema = schemas
            .remove(name)
            .unwrap_or_else(|| panic!("no schema {name}"));
        let mut value = sample(&schema, &document);
        // What tells the bodies of a choice apart is not theirs, but of the choice.
        let is_of_choice = !schema["properties"]["status"]["const"].is_null();
        if let Some(members) = value.as_object_mut().filter(|_| is_of_choice) {
            members.remove("status");
        }
        comes_back(name, value);
    }
    // An address is a string, and what a batch is asked with is made as it is sent.
    // In whatever order: that depends on how serde_json was built for others.
    let mut rest: Vec<&String> = schemas.keys().collect();
    rest.sort();
    assert_eq!(
        rest,
        ["BatchQuestion", "Href"],
        "schemas without a type in kit/rust/src/types"
    );
}

#[test]
fn every_answer_of_a_choice_and_every_word_is_known() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, comes_back) in named! { Paths Between PairResult } {
        for choice in schemas[name]["oneOf"].as_array().unwrap() {
            comes_back(name, sample(choice, &document));
        }
    }
    for (name, comes_back) in named! {
        CountIs Direction ListDirection Listed Method NeighbourSort NoMiddleReason NoPathReason TruncatedBy
    } {
        for word in schemas[name]["enum"].as_array().unwrap() {
            comes_back(name, word.clone());
        }
    }
}

#[test]
fn a_word_and_a_member_that_are_newer_are_read_all_the_same() {
    let word: NoPathReason = serde_json::from_value(json!("of_tomorrow")).unwrap();
    assert_eq!(word, NoPathReason::Other);
    let stamp = json!({"version": "1", "built_at": "2026-07-01T03:00:00Z", "of_tomorrow": 1});
    let stamp: GraphStamp = serde_json::from_value(stamp).unwrap();
    assert_eq!(stamp.version, "1");
}

#[test]
fn every_parameter_is_an_option() {
    let document = document();
    // A header is the client's own business, as these are.
    let own = ["id", "from", "to", "cursor", "Cartway-Generation"];
    let mut asked = Vec::new();
    for (path, comes_back) in [
        ("/v1/paths", comes_back::<PathsOptions> as fn(&str, Value)),
        ("/v1/between", comes_back::<BetweenOptions>),
        ("/v1/items", comes_back::<SearchOptions>),
        ("/v1/items/{id}/neighbours", comes_back::<NeighboursOptions>),
        ("/v1/items/{id}/degrees", comes_back::<DegreesOptions>),
        ("/v1/graph/centre", comes_back::<CentreOptions>),
        ("/v1/map", comes_back::<MapOptions>),
        ("/v1/regions", comes_back::<RegionsOptions>),
        ("/v1/random-pair", comes_back::<RandomPairOptions>),
    ] {
        let parameters = document["paths"][path]["get"]["parameters"]
            .as_array()
            .unwrap();
        let options = parameters
            .iter()
            .map(|parameter| (parameter["name"].as_str().unwrap(), &parameter["schema"]))
            .filter(|(name, _)| !own.contains(name))
            .map(|(name, schema)| (name.to_owned(), sample(schema, &document)));
        comes_back(path, Value::Object(options.collect()));
        asked.push(path);
    }
    for (path, operations) in document["paths"].as_object().unwrap() {
        let parameters = operations["get"]["parameters"].as_array();
        let mut names = parameters
            .into_iter()
            .flatten()
            .map(|parameter| &parameter["name"]);
        let is_plain = names.all(|name| own.contains(&name.as_str().unwrap()));
        assert!(
            is_plain || asked.contains(&path.as_str()),
            "{path} has options"
        );
    }
}
