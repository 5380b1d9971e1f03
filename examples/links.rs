//! Prints the links of a graph, one a line: both ids, its number, and who lists whom (1 the first
//! the second, 2 the other way, 3 both), separated by tabs; for comparing with other programs.
//!
//! `cargo run --release --example links -- shop.graph | sort`

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use anyhow::Context;
use cartway::generation::{GRAPH_FILE, GraphFolder};
use cartway_graph::Snapshot;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = GraphFolder::at(folder.context("which folder of generations? links FOLDER")?);
    let name = folder.current()?.context("nothing was published there")?;
    let snapshot = Snapshot::open(&folder.path_of(&name).join(GRAPH_FILE))?;
    let graph = snapshot.csr();
    let mut out = BufWriter::new(stdout().lock());
    for node in graph.nodes() {
        for (arc, other) in graph.arcs(node).filter(|&(_, other)| other > node) {
            let (from, to) = (snapshot.texts(node).id, snapshot.texts(other).id);
            let (orders, listed) = (graph.orders(arc), graph.listed(arc).bits());
            writeln!(out, "{from}\t{to}\t{orders}\t{listed}")?;
        }
    }
    out.flush()?;
    Ok(())
}
