//! Times connections inside the process: `time_connections --graph DIR` reads lines `FROM TO` (ids)
//! from standard input and prints `FROM TO HOPS COUNT NANOSECONDS` for each.
//!
//! The time is that of the whole answer (search, exact count, best 20, evidence and items attached),
//! on one thread, after one warm-up pass over all pairs. Without a connection HOPS and COUNT are `-`.

use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use cartway::explorer::{Explorer, GraphFolder, Options, Outcome, PathsQuestion};
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
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let explorer = Explorer::open(GraphFolder::at(&args.graph), args.budget)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let questions = text
        .lines()
        .map(question)
        .collect::<anyhow::Result<Vec<_>>>()?;
    for question in &questions {
        explorer.connect(question)?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    for question in &questions {
        let start = Instant::now();
        let answer = explorer.connect(question)?;
        let nanoseconds = start.elapsed().as_nanos();
        let found = match &answer.outcome {
            Outcome::Found(found) => format!("{} {}", found.hops, found.path_count.value),
            Outcome::SameItem => "0 1".to_owned(),
            Outcome::NoPath(_) => "- -".to_owned(),
        };
        writeln!(
            out,
            "{} {} {found} {nanoseconds}",
            question.from, question.to
        )?;
    }
    Ok(out.flush()?)
}

fn question(line: &str) -> anyhow::Result<PathsQuestion> {
    let (from, to) = line
        .trim()
        .split_once(char::is_whitespace)
        .with_context(|| format!("{line:?} is no pair of ids"))?;
    Ok(PathsQuestion::new(from, to.trim()))
}
