//! `cartway stats`: what the graph holds and how it was made.

use clap::Args;

use super::output;
use super::question::GraphArgs;
use crate::api;
use crate::cli::terminal;

/// Options of `cartway stats`.
#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// Print the body that GET /v1/graph answers with
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
}

/// Prints counts, options, components, the spread of links and the longest known connection.
///
/// # Errors
/// The graph cannot be used.
pub(super) fn run(args: &StatsArgs) -> anyhow::Result<()> {
    let session = args.graph.session()?;
    let answer = session.graph();
    if args.json {
        return output::print(&api::to_string(&api::graph(&answer))?);
    }
    let longest = session.galleries().longest_known;
    let longest = longest.as_ref().map(terminal::longest_known);
    output::print(&(terminal::graph(&answer) + longest.unwrap_or_default().as_str()))
}
