//! `cartway stats`: what the graph holds and how it was made.

use clap::Args;

use super::output;
use super::question::GraphArgs;
use crate::view::{json, terminal};

/// Options of `cartway stats`.
#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// Print the body that GET /v1/graph answers with
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
}

/// Prints counts, options, components and the spread of links.
///
/// # Errors
/// The graph cannot be used.
pub(super) fn run(args: &StatsArgs) -> anyhow::Result<()> {
    let answer = args.graph.explorer()?.graph()?;
    if args.json {
        output::print(&json::to_string(&json::graph(&answer))?)
    } else {
        output::print(&terminal::graph(&answer))
    }
}
