//! Every shortest connection between two nodes of a graph, counted, and the best of them: reads
//! edges from standard input, one a line as `A B` or `A B ORDERS`, separated by blanks.
//!
//! `cargo run --release -p cartway-graph --example connections -- bread tea < edges.txt`

use std::error::Error;
use std::io::read_to_string;

use cartway_graph::Snapshot;
use cartway_graph::connect::{Found, Graph, Options, PathCount, Workspace, connect};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err("which two? connections FROM TO".into());
    };
    let text = read_to_string(std::io::stdin())?;
    let snapshot = Snapshot::from_edges(text.lines().filter_map(edge));
    let node = |id: &str| {
        let node = snapshot.node_of_id(id);
        node.ok_or_else(|| format!("no edge names {id}"))
    };
    let (from, to) = (node(&from)?, node(&to)?);
    let graph = Graph::from(&snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    match connect(&graph, &mut workspace, from, to, &Options::default()) {
        Found::SameNode => println!("they are the same"),
        Found::Damaged => println!("the graph is damaged"),
        Found::None { reason, .. } => println!("no connection: {}", reason.name()),
        Found::Paths(paths) => {
            let PathCount { value, exact } = paths.counts[0];
            let bound = if exact { "" } else { "more than " };
            println!("{bound}{value} connections of {} hops", paths.hops());
            for path in &paths.best {
                let ids: Vec<&str> = path
                    .nodes
                    .iter()
                    .map(|&node| snapshot.texts(node).id)
                    .collect();
                println!("{:8.3}  {}", path.cost.value(), ids.join(" - "));
            }
        }
    }
    Ok(())
}

/// An edge, of one order where the line says no other number; `None` for a line that is none.
fn edge(line: &str) -> Option<(&str, &str, u32)> {
    let mut words = line.split_whitespace();
    let (a, b) = (words.next()?, words.next()?);
    let orders = words.next().map_or(Some(1), |orders| orders.parse().ok())?;
    Some((a, b, orders))
}
