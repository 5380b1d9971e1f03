//! What answers look like in each format.

use super::*;
use crate::explorer::{NoPathReason, samples};

fn text(bytes: std::io::Result<Vec<u8>>) -> String {
    String::from_utf8(bytes.unwrap()).unwrap()
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
        let graph = text(paths(&answer, Format::NodeLinkJson));
        let graph: serde_json::Value = serde_json::from_str(&graph).unwrap();
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
    let graph = text(paths(&answer, Format::NodeLinkJson));
    let graph: serde_json::Value = serde_json::from_str(&graph).unwrap();
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
