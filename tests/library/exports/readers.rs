//! The programs that files are written for read them, odd titles and all.
//!
//! `CARTWAY_TEST_READERS=path/to/python` switches this on: a Python with networkx, igraph, pydot,
//! pandas, pyarrow and DuckDB. `dot` of Graphviz and `node` must be there then, and `NODE_PATH` names
//! a folder with graphology, graphology-gexf, @xmldom/xmldom and cytoscape.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use cartway::exports::{Format, Table};
use serde_json::json;

use super::odd::OddGraph;
use super::{tables, written};

#[test]
fn other_programs_read_the_same_items_and_links() {
    let Some(python) = env::var_os("CARTWAY_TEST_READERS") else {
        eprintln!("skipped: CARTWAY_TEST_READERS does not name a Python with networkx and others");
        return;
    };
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library/exports");
    for directed in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        write_all(&OddGraph::of_all(directed), directed, folder.path());
        let run = |program: &mut Command, script: &str| {
            let output = program
                .arg(scripts.join(script))
                .arg(folder.path())
                .output();
            let output = output.unwrap_or_else(|error| panic!("{script}: {error}"));
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{script}: {said}");
        };
        run(&mut Command::new(&python), "readers.py");
        run(&mut Command::new("node"), "readers.cjs");
    }
}

/// A file for each format, and what is in them.
fn write_all(graph: &OddGraph, directed: bool, folder: &Path) {
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    for format in Format::ALL {
        let suffix = format.suffix();
        if !format.is_table() {
            put(&format!("graph.{suffix}"), &written(graph, format));
            continue;
        }
        for (table, bytes) in Table::ALL.into_iter().zip(tables(graph, format)) {
            put(&format!("{}.{suffix}", table.name()), &bytes);
        }
    }
    let items: Vec<_> = graph.items.iter().map(|it| [&it.id, &it.title]).collect();
    let links = graph.links.iter().map(|(from, to, evidence)| {
        let [from, to] = [from, to].map(|end| &graph.items[*end].id);
        json!([from, to, evidence.orders, evidence.strength])
    });
    let links: Vec<_> = links.collect();
    let expected = json!({"directed": directed, "items": items, "links": links});
    put("expected.json", expected.to_string().as_bytes());
}
