//! Times petgraph's searches inside the process: reads lines `FROM TO` (0-based nodes) from standard
//! input and prints `FROM TO HOPS - NANOSECONDS` for each.
//!
//! The graph is petgraph's own, from a SNAP edge list, either way. After a warm-up pass over the pairs
//! each search is timed alone, on one thread; a pass ends early when its share of the time is over, so
//! there may be fewer lines than pairs. Without a connection HOPS is `-`. Nothing here knows Cartway.
//!
//! `cargo run --release --example time_petgraph -- --edges FILE --algorithm NAME < pairs.txt`

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::{Parser, ValueEnum};
use flate2::read::MultiGzDecoder;
use petgraph::algo::{astar, bidirectional_dijkstra, dijkstra};
use petgraph::csr::Csr;
use petgraph::graph::{NodeIndex, UnGraph};

/// Times petgraph's searches between pairs of nodes read from standard input.
#[derive(Debug, Parser)]
struct Args {
    /// Edge list: two 0-based nodes a line, plain or gzip (.gz); lines that begin with # are comments
    #[arg(long, value_name = "FILE")]
    edges: PathBuf,
    /// The search to time
    #[arg(long, value_enum)]
    algorithm: Algorithm,
    /// Most seconds the timed pass begins searches for; the warm-up pass has a fifth of them
    #[arg(long, default_value_t = 3600.0, value_name = "SECONDS")]
    seconds: f64,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Algorithm {
    /// One path, without an estimate: on petgraph's `Csr`
    Astar,
    /// The number of hops only, to all nodes up to the target's distance: on petgraph's `Csr`
    Dijkstra,
    /// The number of hops only, from both ends: on petgraph's `UnGraph`, as `Csr` lacks what it needs
    BidirectionalDijkstra,
}

type Pair = (u32, u32);
type Search = Box<dyn Fn(Pair) -> Option<u32>>;

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let limit = Duration::try_from_secs_f64(args.seconds).context("--seconds is out of range")?;
    let edges = read_pairs(&mut open(&args.edges)?)
        .with_context(|| format!("reading {}", args.edges.display()))?;
    let pairs = read_pairs(&mut std::io::stdin().lock()).context("reading the pairs")?;
    let node_count = edges.iter().map(|&(a, b)| a.max(b) + 1).max().unwrap_or(0);
    for &(from, to) in &pairs {
        anyhow::ensure!(
            from.max(to) < node_count,
            "{from} {to}: the edge list has nodes 0 to {node_count} (excluded) only"
        );
    }
    let search = search_on(args.algorithm, &edges, node_count);
    timed_pass(&search, &pairs, limit / 5);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for ((from, to), hops, time) in timed_pass(&search, &pairs, limit) {
        let hops = hops.map_or_else(|| "-".to_owned(), |hops| hops.to_string());
        writeln!(out, "{from} {to} {hops} - {}", time.as_nanos())?;
    }
    Ok(out.flush()?)
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let raw: Box<dyn Read> = match path.extension() {
        Some(ending) if ending == "gz" => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    Ok(Box::new(BufReader::new(raw)))
}

fn read_pairs(input: &mut dyn BufRead) -> anyhow::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for line in input.lines() {
        let line = line?;
        if line.starts_with('#') {
            continue;
        }
        let mut words = line.split_whitespace();
        let mut node = || {
            let word = words.next().context("a node is missing")?;
            word.parse().with_context(|| format!("{word:?} is no node"))
        };
        let pair = node().and_then(|from| Ok((from, node()?)));
        pairs.push(pair.with_context(|| format!("line {line:?}"))?);
    }
    Ok(pairs)
}

fn search_on(algorithm: Algorithm, edges: &[Pair], node_count: u32) -> Search {
    match algorithm {
        Algorithm::Astar => {
            let graph = csr(edges);
            Box::new(move |(from, to)| {
                astar(&graph, from, |node| node == to, |_| 1_u32, |_| 0).map(|(hops, _)| hops)
            })
        }
        Algorithm::Dijkstra => {
            let graph = csr(edges);
            Box::new(move |(from, to)| {
                dijkstra(&graph, from, Some(to), |_| 1_u32)
                    .get(&to)
                    .copied()
            })
        }
        Algorithm::BidirectionalDijkstra => {
            let mut graph = UnGraph::<(), ()>::with_capacity(node_count as usize, edges.len());
            (0..node_count).for_each(|_| {
                graph.add_node(());
            });
            graph.extend_with_edges(edges);
            Box::new(move |(from, to)| {
                bidirectional_dijkstra(&graph, NodeIndex::from(from), NodeIndex::from(to), |_| {
                    1_u32
                })
            })
        }
    }
}

/// Both arcs of every edge: an undirected `Csr` can only be filled edge by edge, each time moving the rest.
fn csr(edges: &[Pair]) -> Csr<(), ()> {
    let mut arcs: Vec<Pair> = edges.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
    arcs.sort_unstable();
    arcs.dedup();
    Csr::from_sorted_edges(&arcs).expect("the arcs were sorted and have no doubles")
}

/// Searches pair after pair; none is begun once `limit` has passed, but the first always is.
fn timed_pass(
    search: &Search,
    pairs: &[Pair],
    limit: Duration,
) -> Vec<(Pair, Option<u32>, Duration)> {
    let begin = Instant::now();
    let mut times = Vec::new();
    for &pair in pairs {
        if !times.is_empty() && begin.elapsed() >= limit {
            break;
        }
        let start = Instant::now();
        let hops = search(pair);
        times.push((pair, hops, start.elapsed()));
    }
    times
}
