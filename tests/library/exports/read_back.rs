//! Reads each format as its own programs do, and checks the types that it declares.

use std::collections::HashMap;

use cartway::columnar::{Kind, ParquetFile, Value as ParquetValue};
use roxmltree::{Document, Node};
use serde_json::Value;

use super::{Attributes, Graph};

pub(super) fn graphml(bytes: &[u8]) -> Graph {
    let text = std::str::from_utf8(bytes).unwrap();
    let document = Document::parse(text).unwrap();
    let named = |of: &str| -> HashMap<String, (String, String)> {
        let keys = document.root_element().children();
        let keys = keys.filter(|key| key.has_tag_name("key") && key.attribute("for") == Some(of));
        keys.map(|key| {
            let facts = ["attr.name", "attr.type"].map(|name| key.attribute(name).unwrap().into());
            (key.attribute("id").unwrap().to_owned(), facts.into())
        })
        .collect()
    };
    let attributes = |node: Node<'_, '_>, keys: &HashMap<String, (String, String)>| {
        let data = node.children().filter(|child| child.has_tag_name("data"));
        data.map(|data| {
            let (name, kind) = &keys[data.attribute("key").unwrap()];
            (name.clone(), typed(kind, data.text().unwrap_or_default()))
        })
        .collect()
    };
    let (of_nodes, of_edges) = (named("node"), named("edge"));
    graph_of(
        &document,
        ("edgedefault", "directed"),
        |node| attributes(node, &of_nodes),
        |edge| attributes(edge, &of_edges),
    )
}

pub(super) fn gexf(bytes: &[u8]) -> Graph {
    let text = std::str::from_utf8(bytes).unwrap();
    let document = Document::parse(text).unwrap();
    let named = |class: &str| -> HashMap<String, (String, String)> {
        let mut all = document.descendants();
        let all = all
            .find(|it| it.has_tag_name("attributes") && it.attribute("class") == Some(class))
            .unwrap();
        let all = all.children().filter(Node::is_element);
        all.map(|it| {
            let facts = ["title", "type"].map(|name| it.attribute(name).unwrap().to_owned());
            (it.attribute("id").unwrap().to_owned(), facts.into())
        })
        .collect()
    };
    let attributes = |node: Node<'_, '_>, named: &HashMap<String, (String, String)>| {
        let values = node.descendants().filter(|it| it.has_tag_name("attvalue"));
        values
            .map(|it| {
                let (name, kind) = &named[it.attribute("for").unwrap()];
                (name.clone(), typed(kind, it.attribute("value").unwrap()))
            })
            .collect()
    };
    let (of_nodes, of_edges) = (named("node"), named("edge"));
    graph_of(
        &document,
        ("defaultedgetype", "directed"),
        |node| {
            let all: Attributes = attributes(node, &of_nodes);
            assert_eq!(
                node.attribute("label"),
                all.get("title").map(String::as_str)
            );
            all
        },
        |edge| {
            let all: Attributes = attributes(edge, &of_edges);
            assert_eq!(
                edge.attribute("weight"),
                all.get("strength").map(String::as_str)
            );
            all
        },
    )
}

fn graph_of(
    document: &Document<'_>,
    (attribute, directed): (&str, &str),
    of_node: impl Fn(Node<'_, '_>) -> Attributes,
    of_edge: impl Fn(Node<'_, '_>) -> Attributes,
) -> Graph {
    let all = |name: &'static str| {
        let all = document.descendants();
        all.filter(move |node| node.has_tag_name(name))
    };
    let graph = all("graph").next().unwrap();
    let text = |node: Node<'_, '_>, name: &str| node.attribute(name).unwrap().to_owned();
    let ends = |edge| (text(edge, "source"), text(edge, "target"));
    Graph {
        directed: graph.attribute(attribute) == Some(directed),
        items: all("node")
            .map(|node| (text(node, "id"), of_node(node)))
            .collect(),
        links: all("edge")
            .map(|edge| (ends(edge), of_edge(edge)))
            .collect(),
    }
}

/// A value of a declared type, as a text.
fn typed(kind: &str, text: &str) -> String {
    match kind {
        "long" => text.parse::<i64>().unwrap().to_string(),
        "double" => text.parse::<f64>().unwrap().to_string(),
        "boolean" => text.parse::<bool>().unwrap().to_string(),
        "string" => text.to_owned(),
        _ => panic!("no type {kind}"),
    }
}

pub(super) fn node_link(bytes: &[u8]) -> Graph {
    let graph: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(graph["graph"]["version"], "000012");
    json_graph(&graph, list(&graph["nodes"]), list(&graph["edges"]))
}

pub(super) fn cytoscape(bytes: &[u8]) -> Graph {
    let graph: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(graph["data"]["version"], "000012");
    let data = |of: &str| {
        let all = list(&graph["elements"][of]).into_iter();
        all.map(|element| element["data"].clone()).collect()
    };
    let mut nodes: Vec<Value> = data("nodes");
    for node in &mut nodes {
        let node = node.as_object_mut().unwrap();
        assert_eq!(node.remove("value"), node.get("id").cloned());
        assert_eq!(node.remove("name"), node.get("title").cloned());
    }
    json_graph(&graph, nodes, data("edges"))
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}

fn json_graph(graph: &Value, nodes: Vec<Value>, edges: Vec<Value>) -> Graph {
    let take = |of: &mut Attributes, name: &str| of.remove(name).unwrap();
    let items = nodes.iter().map(|node| {
        let mut attributes = json_attributes(node);
        (take(&mut attributes, "id"), attributes)
    });
    let links = edges.iter().map(|edge| {
        let mut attributes = json_attributes(edge);
        let ends = ["source", "target"].map(|end| take(&mut attributes, end));
        (ends.into(), attributes)
    });
    Graph {
        directed: graph["directed"].as_bool().unwrap(),
        items: items.collect(),
        links: links.collect(),
    }
}

fn json_attributes(object: &Value) -> Attributes {
    let object = object.as_object().unwrap().iter();
    object
        .map(|(name, value)| (name.clone(), json_text(value)))
        .collect()
}

fn json_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(texts) => {
            let texts: Vec<String> = texts.iter().map(json_text).collect();
            texts.join("\n")
        }
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap().to_string(),
        other => other.to_string(),
    }
}

/// Items and links, a table each.
pub(super) fn csv_tables([items, links]: &[Vec<u8>; 2]) -> Graph {
    let rows = |bytes: &[u8]| -> Vec<Attributes> {
        let mut table = csv::Reader::from_reader(bytes);
        let names = table.headers().unwrap().clone();
        let rows = table.records().map(|row| {
            let row = row.unwrap();
            let cells = names.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
            cells
                .map(|(name, cell)| (name.to_owned(), without_apostrophe(cell).to_owned()))
                .collect()
        });
        rows.collect()
    };
    table_graph(rows(items), rows(links))
}

/// The text that a cell stands for, which begins with an apostrophe where it is no formula.
fn without_apostrophe(cell: &str) -> &str {
    let formula = cell.trim_start_matches('\'');
    let begins = ['=', '+', '-', '@', '\t', '\n'];
    match cell.strip_prefix('\'') {
        Some(text) if formula.starts_with(begins) => text,
        _ => cell,
    }
}

/// Items and links, a table each.
pub(super) fn parquet_tables([items, links]: &[Vec<u8>; 2]) -> Graph {
    table_graph(parquet_rows(items), parquet_rows(links))
}

fn parquet_rows(bytes: &[u8]) -> Vec<Attributes> {
    let file = ParquetFile::from_bytes("table", bytes.to_vec()).unwrap();
    let columns: Vec<usize> = (0..file.columns().len()).collect();
    let mut all = Vec::new();
    for group in 0..file.row_groups().len() {
        let mut rows = file.rows(group, &columns).unwrap();
        while let Some(batch) = rows.next_batch().unwrap() {
            for row in 0..batch.len() {
                let cells = columns.iter().filter_map(|&column| {
                    let about = &file.columns()[column];
                    let text = parquet_text(about.kind, batch.value(row, column))?;
                    Some((about.path.clone(), text))
                });
                all.push(cells.collect());
            }
        }
    }
    all
}

fn parquet_text(kind: Kind, value: ParquetValue<'_>) -> Option<String> {
    match (kind, value) {
        (_, ParquetValue::None) => None,
        (Kind::Float, ParquetValue::Text(text)) => Some(typed("double", text)),
        (Kind::Integer, ParquetValue::Integer(number)) => Some(number.to_string()),
        (Kind::Text | Kind::Boolean, ParquetValue::Text(text)) => Some(text.to_owned()),
        (kind, value) => panic!("{value:?} in a column of {kind}"),
    }
}

fn table_graph(items: Vec<Attributes>, links: Vec<Attributes>) -> Graph {
    let take = |of: &mut Attributes, name: &str| of.remove(name).unwrap();
    let items = items
        .into_iter()
        .map(|mut item| (take(&mut item, "id"), item));
    let links = links.into_iter().map(|mut link| {
        let ends = ["from", "to"].map(|end| take(&mut link, end));
        (ends.into(), link)
    });
    Graph {
        directed: false,
        items: items.collect(),
        links: links.collect(),
    }
}
