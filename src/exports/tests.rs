//! What answers look like in each format.

use serde_json::{Map, Value};

use super::*;
use crate::api;
use crate::explorer::{NoPathReason, samples};

fn text(bytes: std::io::Result<Vec<u8>>) -> String {
    String::from_utf8(bytes.unwrap()).unwrap()
}

fn json(text: String) -> Value {
    serde_json::from_str(&text).unwrap()
}

/// The members of an object that have a value, but for some.
fn members(object: &Value, but: &[&str]) -> Map<String, Value> {
    let mut members = object.as_object().unwrap().clone();
    members.retain(|name, value| !value.is_null() && !but.contains(&name.as_str()));
    members
}

#[test]
fn attributes_are_called_and_valued_as_in_the_api() {
    let answer = samples::longer();
    let body = json(api::to_string(&api::paths(&answer)).unwrap());
    let graph = json(text(paths(&answer, Format::NodeLinkJson)));
    let nodes = graph["nodes"].as_array().unwrap();
    for node in nodes {
        let item = &body["items"][node["id"].as_str().unwrap()];
        assert_eq!(members(node, &["id"]), members(item, &[]));
    }
    assert_eq!(nodes.len(), body["items"].as_object().unwrap().len());
    let edges = graph["edges"].as_array().unwrap().iter();
    let edges = edges.map(|edge| members(edge, &["source", "target"]));
    let links = body["links"].as_array().unwrap().iter();
    let links = links.map(|link| members(link, &["from", "to"]));
    assert!(edges.eq(links));

    let answer = samples::search();
    let body = json(api::to_string(&api::search(&answer)).unwrap());
    let items = text(search(&answer));
    let names = items.lines().next().unwrap().split(',');
    for name in names {
        assert!(
            !body["items"][0][name].is_null() || name == "year" || name == "creator",
            "{name}"
        );
    }
}

#[test]
fn connections_in_each_format() {
    let answer = samples::found(&[1, 2, 1]);
    for format in Format::OF_ANSWERS {
        insta::assert_snapshot!(
            format!("connections_{}", format.name()),
            text(paths(&answer, format))
        );
    }
}

#[test]
fn neighbours_in_each_format() {
    let mut answer = samples::neighbours();
    answer.neighbours.truncate(2);
    for format in Format::OF_ANSWERS {
        insta::assert_snapshot!(
            format!("neighbours_{}", format.name()),
            text(neighbours(&answer, format))
        );
    }
}

#[test]
fn lists_as_csv() {
    insta::assert_snapshot!("list_search", text(search(&samples::search())));
    insta::assert_snapshot!("list_centre", text(centre(&samples::centre())));
    insta::assert_snapshot!("list_degrees", text(degrees(&samples::degrees())));
}

#[test]
fn an_answer_without_connections_is_the_items_asked_about_and_no_link() {
    let nodes = |answer| {
        let graph = json(text(paths(&answer, Format::NodeLinkJson)));
        assert_eq!(graph["edges"], serde_json::json!([]));
        let nodes = graph["nodes"].as_array().unwrap().iter();
        nodes.map(|node| node["id"].to_string()).collect::<Vec<_>>()
    };
    let none = samples::no_path(NoPathReason::OnlyReverse { hops: 4 });
    assert_eq!(nodes(none), ["\"B000\"", "\"B007\""]);
    assert_eq!(nodes(samples::same_item()), ["\"B000\""]);
    let csv = text(paths(&samples::same_item(), Format::Csv));
    assert_eq!(csv.lines().count(), 1);
}

#[test]
fn an_item_passed_twice_and_its_links_stand_there_once() {
    let mut answer = samples::found(&[1, 2, 1, 2, 1]);
    if let crate::explorer::Outcome::Found(found) = &mut answer.outcome {
        found.items[4].card = found.items[1].card.clone();
    }
    let graph = json(text(paths(&answer, Format::NodeLinkJson)));
    for (of, ends) in [("nodes", &["id"][..]), ("edges", &["source", "target"])] {
        let all = graph[of].as_array().unwrap().iter();
        let mut names: Vec<String> = all
            .map(|it| ends.iter().map(|end| it[end].to_string()).collect())
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{of}");
    }
}
