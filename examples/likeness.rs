//! How much a graph is like real co-purchase graphs: prints clustering, distances, degrees and
//! components of the live generation of each folder told, below those published for Amazon.
//!
//! Links count as both ways, as in the published figures. Clustering is the mean over all items of
//! the share of pairs of neighbours that are linked; the effective diameter is the number of hops
//! within which nine of ten pairs of connected items lie, between whole numbers interpolated.
//!
//! `cargo run --release --example likeness -- shop.graph`

use std::path::PathBuf;

use anyhow::Context;
use cartway::generation::GraphFolder;
use cartway_graph::{Csr, NodeId, Snapshot};
use clap::Parser;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;

/// Measures graphs beside published ones.
#[derive(Debug, Parser)]
struct Args {
    /// Folders of generations, as `cartway rebuild --graph` makes them
    #[arg(required = true, value_name = "FOLDER")]
    graphs: Vec<PathBuf>,
    /// Items that distances are measured from
    #[arg(long, default_value_t = 200, value_name = "N")]
    samples: usize,
}

/// Rows of SNAP, <https://snap.stanford.edu/data/>; nearly all items are in one component.
const PUBLISHED: &str = "\
    | graph | items | links | mean degree | median, 99 of 100, largest | clustering | effective diameter | in the largest component |\n\
    |---|---:|---:|---:|---:|---:|---:|---:|\n\
    | SNAP amazon0302 | 262,111 | 1,234,877 one way | | | 0.42 | 11 | 100 % |\n\
    | SNAP amazon0601 | 403,394 | 3,387,388 one way | | | 0.42 | 7.6 | 100 % |";

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    println!("{PUBLISHED}");
    for path in &args.graphs {
        let folder = GraphFolder::at(path);
        let name = folder.current()?;
        let name = name.with_context(|| format!("{} has no live generation", path.display()))?;
        let snapshot = Snapshot::open(&folder.path_of(&name).join("graph.bin"))?;
        let graph = snapshot.csr();
        let mut degrees: Vec<usize> = graph.nodes().map(|node| graph.degree(node)).collect();
        degrees.sort_unstable();
        let at = |percent| degrees[(degrees.len() - 1) * percent / 100];
        println!(
            "| {} | {} | {} | {:.1} | {}, {}, {} | {:.2} | {:.1} | {:.1} % |",
            path.display(),
            graph.node_count(),
            graph.link_count(),
            graph.arc_count() as f64 / graph.node_count() as f64,
            at(50),
            at(99),
            at(100),
            clustering(&graph),
            effective_diameter(&distances(&graph, args.samples)),
            100.0 * f64::from(snapshot.component_size(0)) / graph.node_count() as f64,
        );
    }
    Ok(())
}

/// The mean of all items; those with less than two neighbours count as 0.
fn clustering(graph: &Csr<'_>) -> f64 {
    let count = graph.node_count();
    let of_node = |node: u32| {
        let neighbours = graph.row(NodeId(node)).0;
        let linked: usize = neighbours
            .iter()
            .map(|&other| common(neighbours, graph.row(NodeId(other)).0))
            .sum();
        let pairs = neighbours.len() * neighbours.len().saturating_sub(1);
        linked as f64 / pairs.max(1) as f64
    };
    (0..count as u32).into_par_iter().map(of_node).sum::<f64>() / count as f64
}

/// How many numbers two rising lists share; each of the shorter list is looked up in the longer.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (short, mut long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut count = 0;
    for number in short {
        let place = long.partition_point(|other| other < number);
        long = &long[place..];
        count += usize::from(long.first() == Some(number));
    }
    count
}

/// How many items lie at 0, 1, 2, ... hops from `samples` items of any kind, together.
fn distances(graph: &Csr<'_>, samples: usize) -> Vec<u64> {
    let mut chance = StdRng::seed_from_u64(1);
    let count = graph.node_count() as u32;
    let from: Vec<u32> = (0..samples)
        .map(|_| chance.random_range(0..count))
        .collect();
    let add = |mut sum: Vec<u64>, more: Vec<u64>| {
        sum.resize(sum.len().max(more.len()), 0);
        sum.iter_mut()
            .zip(more)
            .for_each(|(sum, more)| *sum += more);
        sum
    };
    let distances = from.par_iter().map(|&node| distances_from(graph, node));
    distances.reduce(Vec::new, add)
}

fn distances_from(graph: &Csr<'_>, start: u32) -> Vec<u64> {
    let mut seen = vec![false; graph.node_count()];
    seen[start as usize] = true;
    let mut frontier = vec![start];
    let mut counts = Vec::new();
    while !frontier.is_empty() {
        counts.push(frontier.len() as u64);
        let mut next = Vec::new();
        for node in frontier {
            for &other in graph.row(NodeId(node)).0 {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    next.push(other);
                }
            }
        }
        frontier = next;
    }
    counts
}

fn effective_diameter(counts: &[u64]) -> f64 {
    let pairs = counts.iter().skip(1).sum::<u64>() as f64;
    let mut within = 0.0;
    for (hops, &count) in counts.iter().enumerate().skip(1) {
        let share = 0.9 * pairs - within;
        if share <= count as f64 {
            return hops as f64 - 1.0 + share / (count as f64).max(1.0);
        }
        within += count as f64;
    }
    0.0
}
