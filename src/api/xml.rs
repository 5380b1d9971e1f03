//! Any body as XML: the members of its JSON, which it is made from.

use serde::Serialize;

use super::ProblemBody;
use crate::xml::{self, Names, Root};

/// The namespace of problems (RFC 9457, appendix B).
const PROBLEMS: &str = "urn:ietf:rfc:7807";

/// Writes a body as a document of XML. The root is named after the body: `paths`, `search`, `item`,
/// `neighbours`.
///
/// # Errors
/// Only if a body cannot be written as XML; those of this module can.
pub fn to_xml(root: &str, body: &impl Serialize) -> Result<String, serde_json::Error> {
    let root = Root {
        name: root,
        namespace: None,
        names: Names::Plain,
    };
    xml::document(root, body)
}

/// Writes a problem as `application/problem+xml`.
///
/// # Errors
/// Only if a body cannot be written as XML; a problem can.
pub fn problem_to_xml(problem: &ProblemBody) -> Result<String, serde_json::Error> {
    let root = Root {
        name: "problem",
        namespace: Some(PROBLEMS),
        names: Names::Problem,
    };
    xml::document(root, problem)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;
    use roxmltree::{Document, Node};
    use serde_json::{Value, json};

    use super::*;
    use crate::address::ProblemKind;
    use crate::api;
    use crate::explorer::{Outcome, samples};
    use crate::letters::kind::is_forbidden_in_xml;
    use crate::xml::BY_ID;

    /// The bodies of all snapshots, by the name of their file.
    fn bodies() -> Vec<(String, Value)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/snapshots");
        let files = fs::read_dir(folder).expect("there are snapshots");
        let bodies = files.map(|file| {
            let file = file.expect("it can be read");
            let text = fs::read_to_string(file.path()).expect("it is text");
            let body = text.splitn(3, "---\n").last().unwrap_or_default();
            let name = file.file_name().to_string_lossy().into_owned();
            (name, serde_json::from_str(body).expect("it is JSON"))
        });
        bodies.collect()
    }

    fn without_forbidden(text: &str) -> String {
        text.replace(is_forbidden_in_xml, "\u{FFFD}")
    }

    fn elements<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        node.children().filter(Node::is_element).collect()
    }

    /// Panics where an element does not say what the value does, no more and no less.
    #[track_caller]
    fn assert_says(node: Node<'_, '_>, entry: &dyn Fn(&str) -> String, value: &Value) {
        let name = node.tag_name().name();
        let inside = elements(node);
        match value {
            Value::Array(entries) => {
                let entries = entries.iter().filter(|entry| !entry.is_null());
                let entries: Vec<&Value> = entries.collect();
                assert_eq!(inside.len(), entries.len(), "{name}");
                for (node, value) in inside.into_iter().zip(entries) {
                    assert_eq!(node.tag_name().name(), entry(name));
                    assert_says(node, entry, value);
                }
            }
            Value::Object(members) if BY_ID.contains(&name) => {
                assert_eq!(inside.len(), members.len(), "{name}");
                for (node, (id, value)) in inside.into_iter().zip(members) {
                    assert_eq!(node.tag_name().name(), entry(name));
                    let mut known = json!({ "id": id });
                    match value {
                        Value::Object(members) => known
                            .as_object_mut()
                            .expect("an object")
                            .extend(members.clone()),
                        value => known["value"] = value.clone(),
                    }
                    assert_says(node, entry, &known);
                }
            }
            Value::Object(members) => {
                let members = members.iter().filter(|(_, value)| !value.is_null());
                let members: Vec<_> = members.collect();
                assert_eq!(inside.len(), members.len(), "{name}");
                for (node, (member, value)) in inside.into_iter().zip(members) {
                    assert_eq!(node.tag_name().name(), member);
                    assert_says(node, entry, value);
                }
            }
            value => {
                let text = node.text().unwrap_or_default();
                match value {
                    Value::String(said) => assert_eq!(text, without_forbidden(said), "{name}"),
                    value => assert_eq!(text, value.to_string(), "{name}"),
                }
            }
        }
    }

    #[track_caller]
    fn assert_says_the_same(xml: &str, value: &Value) {
        let document = Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
        assert_says(
            document.root_element(),
            &|list| Names::Plain.entry(list).into_owned(),
            value,
        );
    }

    #[test]
    fn every_body_says_in_xml_what_it_says_in_json() {
        let bodies = bodies();
        assert!(bodies.len() >= 16, "{}", bodies.len());
        for (name, body) in bodies {
            let xml = to_xml("body", &body).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_says_the_same(&xml, &body);
        }
    }

    #[test]
    fn a_problem_is_one_of_rfc_9457() {
        let mut problem = ProblemBody::new(ProblemKind::UnknownItem, "No \"<x>\".", "/v1/paths");
        problem.suggestions = vec![api::CardBody::from(&samples::card(1))];
        let xml = problem_to_xml(&problem).expect("prints");
        let document = Document::parse(&xml).expect("parses");
        let root = document.root_element();
        assert!(root.has_tag_name((PROBLEMS, "problem")));
        let value = serde_json::to_value(&problem).expect("serialises");
        assert_says(root, &|_| "i".to_owned(), &value);
    }

    /// What is hard to write down: markup, controls, marks of direction, pictures.
    const PIECES: &[&str] = &[
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "<script>",
        "\0",
        "\u{b}",
        "\u{1b}[31m",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u{85}",
        "\u{2028}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{202e}",
        "\u{2066}",
        "שלום",
        "مرحبا",
        "🚲",
        "👩‍👩‍👧",
        "e\u{301}",
        "<![CDATA[",
        "<?xml",
        "%41",
        "%%",
    ];

    /// Texts of it.
    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(PIECES).prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
            "[a-z]{1,8}",
        ];
        let short = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
        prop_oneof![9 => short, 1 => "[&y<]".prop_map(|letter| letter.repeat(10_000))]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn whatever_a_title_holds_is_found_again(texts in prop::collection::vec(nasty(), 8)) {
            let mut answer = samples::found(&[1, 2, 1]);
            let Outcome::Found(found) = &mut answer.outcome else { panic!("found") };
            for (place, (item, text)) in found.items.iter_mut().zip(&texts).enumerate() {
                // Ids are told apart.
                item.card.id = format!("{place}{text}");
                item.card.title = text.clone();
                item.card.creator = texts.get(place + 4).cloned();
            }
            answer.question.options.via = texts;
            let body = api::paths(&answer);
            let value = serde_json::to_value(&body).expect("serialises");
            assert_says_the_same(&to_xml("paths", &body).expect("prints"), &value);
        }
    }
}
