//! How the cost of a search grows with the catalogue: makes catalogues of the sizes told with ten
//! links an item, searches random pairs in each, and prints a row.
//!
//! The graph lies in a temporary file and is mapped as a server maps it. Ten million items take some
//! ten gigabytes of memory to make.
//!
//! `cargo run --release --example growth -- --items 10000 --items 100000`

#[path = "../benches/generated/mod.rs"]
mod generated;

use std::io::BufWriter;
use std::time::Instant;

use cartway_graph::connect::{Found, Graph, Options, Workspace, any_shortest, connect};
use cartway_graph::{NodeId, Snapshot};
use clap::Parser;

/// Shows how the cost of a search grows with the catalogue.
#[derive(Debug, Parser)]
struct Args {
    /// Sizes of the catalogues
    #[arg(long, default_values_t = [10_000, 100_000, 1_000_000], value_name = "ITEMS")]
    items: Vec<u32>,
    /// Pairs searched in each
    #[arg(long, default_value_t = 2_000, value_name = "PAIRS")]
    pairs: usize,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    println!("| items | links | hops | arcs touched | one path | all paths, best 20 | p99 |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for &items in &args.items {
        let file = tempfile::NamedTempFile::new()?;
        let links = generated::ten_links_each(items);
        generated::write(links, &mut BufWriter::new(file.as_file()));
        let snapshot = Snapshot::open(file.path())?;
        print_row(&snapshot, args.pairs);
    }
    Ok(())
}

fn print_row(snapshot: &Snapshot, pair_count: usize) {
    let graph = Graph::from(snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    let options = Options::default();
    let pairs: Vec<(NodeId, NodeId)> = generated::pairs(snapshot).take(pair_count).collect();
    let (mut hops, mut arcs) = (Vec::new(), Vec::new());
    for &(from, to) in &pairs {
        if let Found::Paths(paths) = connect(&graph, &mut workspace, from, to, &options) {
            hops.push(paths.hops() as u64);
        }
        arcs.push(workspace.arcs_touched());
    }
    let one = sorted_times(&pairs, |from, to| {
        std::hint::black_box(any_shortest(&graph, &mut workspace, from, to, &options));
    });
    let all = sorted_times(&pairs, |from, to| {
        std::hint::black_box(connect(&graph, &mut workspace, from, to, &options));
    });
    hops.sort_unstable();
    arcs.sort_unstable();
    let micros = |nanoseconds: u64| nanoseconds as f64 / 1e3;
    println!(
        "| {} | {} | {} | {} | {:.1} µs | {:.1} µs | {:.1} µs |",
        snapshot.node_count(),
        snapshot.csr().link_count(),
        at(&hops, 50),
        at(&arcs, 50),
        micros(at(&one, 50)),
        micros(at(&all, 50)),
        micros(at(&all, 99)),
    );
}

/// Nanoseconds of each pair, after a warm-up by the caller.
fn sorted_times(pairs: &[(NodeId, NodeId)], mut search: impl FnMut(NodeId, NodeId)) -> Vec<u64> {
    let mut times: Vec<u64> = pairs
        .iter()
        .map(|&(from, to)| {
            let start = Instant::now();
            search(from, to);
            start.elapsed().as_nanos() as u64
        })
        .collect();
    times.sort_unstable();
    times
}

fn at(sorted: &[u64], percentile: usize) -> u64 {
    let place = sorted.len() * percentile / 100;
    sorted.get(place).copied().unwrap_or(0)
}
