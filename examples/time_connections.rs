//! Times connections inside the process: reads lines `FROM TO` (ids) from standard input and prints
//! `FROM TO HOPS COUNT NANOSECONDS` for each.
//!
//! The time is that of the whole answer (search, exact count, best 20, evidence and items attached),
//! on one thread, after one warm-up pass over all pairs. Without a connection HOPS and COUNT are `-`.
//!
//! With `--one-path` it is that of hops and one shortest connection between two nodes, as libraries
//! of graph algorithms give it; COUNT is 1 then. With `--arcs` the last column is no time but the
//! arcs the search of the whole answer touched, which no machine changes; so the same pairs under
//! `valgrind --tool=callgrind` tell the instructions of a search, beside those of `--once`.
//!
//! `cargo run --release --example time_connections -- --graph shop.graph < pairs.txt`

use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use cartway::explorer::{Explorer, GraphFolder, Outcome, PathsQuestion};
use cartway::generation::Generation;
use cartway_graph::NodeId;
use cartway_graph::connect::{Found, Graph, Options, Workspace, any_shortest, connect};
use clap::Parser;

/// Times connections between pairs of ids read from standard input.
#[derive(Debug, Parser)]
struct Args {
    /// Folder of the generations
    #[arg(long, value_name = "DIR")]
    graph: PathBuf,
    /// Most arcs one search may touch
    #[arg(long, default_value_t = Options::DEFAULT_BUDGET, value_name = "ARCS")]
    budget: u64,
    /// Time only hops and one shortest connection, from node to node
    #[arg(long)]
    one_path: bool,
    /// Print arcs touched instead of nanoseconds
    #[arg(long, conflicts_with = "one_path")]
    arcs: bool,
    /// Leave the warm-up pass out
    #[arg(long)]
    once: bool,
}

/// What one pair came to.
struct Measured {
    /// Hops and number of connections; `None` without one.
    found: Option<(usize, u128)>,
    /// Nanoseconds or arcs.
    cost: u128,
}

type Pair<'a> = (&'a str, &'a str);

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let pairs = text
        .lines()
        .map(pair)
        .collect::<anyhow::Result<Vec<Pair>>>()?;
    let measured = if args.one_path || args.arcs {
        bare_searches(&args, &pairs)?
    } else {
        whole_answers(&args, &pairs)?
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for ((from, to), measured) in pairs.iter().zip(measured) {
        let found = measured
            .found
            .map_or("- -".to_owned(), |(hops, count)| format!("{hops} {count}"));
        writeln!(out, "{from} {to} {found} {}", measured.cost)?;
    }
    Ok(out.flush()?)
}

fn pair(line: &str) -> anyhow::Result<Pair<'_>> {
    let (from, to) = line
        .trim()
        .split_once(char::is_whitespace)
        .with_context(|| format!("{line:?} is no pair of ids"))?;
    Ok((from, to.trim()))
}

/// Everything that a page or a program is answered.
fn whole_answers(args: &Args, pairs: &[Pair<'_>]) -> anyhow::Result<Vec<Measured>> {
    let explorer = Explorer::open(GraphFolder::at(&args.graph), args.budget)?;
    let questions: Vec<PathsQuestion> = pairs
        .iter()
        .map(|&(from, to)| PathsQuestion::new(from, to))
        .collect();
    if !args.once {
        for question in &questions {
            explorer.now().unwrap().connect(question)?;
        }
    }
    let time = |question| {
        let start = Instant::now();
        let answer = explorer.now().unwrap().connect(question)?;
        let cost = start.elapsed().as_nanos();
        let found = match answer.outcome {
            Outcome::Found(found) => Some((found.hops, found.path_count.value)),
            Outcome::SameItem => Some((0, 1)),
            Outcome::NoPath(_) => None,
        };
        Ok(Measured { found, cost })
    };
    questions.iter().map(time).collect()
}

/// Searches from node to node, without ids and texts.
fn bare_searches(args: &Args, pairs: &[Pair<'_>]) -> anyhow::Result<Vec<Measured>> {
    let generation = open_live(&args.graph)?;
    let snapshot = &generation.snapshot;
    let graph = Graph::from(snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    let options = Options {
        budget: args.budget,
        ..Options::default()
    };
    let node = |id: &str| {
        let node = snapshot.node_of_id(id);
        node.with_context(|| format!("no item has the id {id:?}"))
    };
    let ends = pairs
        .iter()
        .map(|&(from, to)| Ok((node(from)?, node(to)?)))
        .collect::<anyhow::Result<Vec<(NodeId, NodeId)>>>()?;
    let mut measure = |(from, to): (NodeId, NodeId)| {
        if args.arcs {
            return count_arcs(&graph, &mut workspace, (from, to), &options);
        }
        let start = Instant::now();
        let path = any_shortest(&graph, &mut workspace, from, to, &options);
        let cost = start.elapsed().as_nanos();
        let found = path.map(|path| (path.len() - 1, 1));
        Measured { found, cost }
    };
    if !args.once {
        for &ends in &ends {
            measure(ends);
        }
    }
    Ok(ends.into_iter().map(measure).collect())
}

fn count_arcs(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    (from, to): (NodeId, NodeId),
    options: &Options,
) -> Measured {
    let found = match connect(graph, workspace, from, to, options) {
        Found::SameNode => Some((0, 1)),
        Found::Paths(paths) => Some((paths.hops(), paths.counts[0].value)),
        Found::Damaged | Found::None { .. } => None,
    };
    Measured {
        found,
        cost: u128::from(workspace.arcs_touched()),
    }
}

fn open_live(graph: &Path) -> anyhow::Result<Generation> {
    let folder = GraphFolder::at(graph);
    match folder.current()? {
        Some(name) => Ok(Generation::open(&folder.path_of(&name))?),
        None => bail!("{} holds no generation", graph.display()),
    }
}
