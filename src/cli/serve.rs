//! `cartway serve`: pages and JSON over the live generation, and over each new one as it comes.

use std::fmt::Write;
use std::sync::Arc;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::log::Log;
use super::question::GraphArgs;
use super::{fault, output};
use crate::explorer::{Explorer, Holding};
use crate::web::{Options, Server, ServerSettings};

/// Options of `cartway serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    graph: GraphArgs,
    #[command(flatten)]
    options: Options,
    /// Read graphs into memory instead of mapping their files: takes the memory at once, twice while
    /// a new generation takes over, and then nothing that happens to the files matters
    #[arg(long, env = "CARTWAY_IN_MEMORY", value_parser = BoolishValueParser::new())]
    in_memory: bool,
}

/// Serves until it is told to stop.
///
/// # Errors
/// The graph cannot be used, or an address is taken.
pub(super) fn run(args: ServeArgs, log: &Log) -> anyhow::Result<()> {
    // Nothing may be published yet: then the server says so, and takes the first one over.
    let holding = if args.in_memory {
        Holding::InMemory
    } else {
        Holding::Mapped
    };
    let explorer = Explorer::open_holding(args.graph.folder()?, args.graph.budget, holding)?;
    serve(args.options.into(), explorer, log)
}

/// Binds, prints the addresses, and serves.
///
/// # Errors
/// An address is taken, or the server fails.
pub(super) fn serve(
    mut settings: ServerSettings,
    explorer: Explorer,
    log: &Log,
) -> anyhow::Result<()> {
    if let Err(error) = fault::tell_of_lost_memory() {
        tracing::debug!(%error, "a cut file will end the program without a word");
    }
    settings.lines_lost = log.lost();
    let server = Server::bind(&settings, Arc::new(explorer))?;
    let mut text = String::new();
    for place in server.addresses() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", place.url(&settings.site.base_path));
    }
    // Whoever does not listen to where it serves is served all the same, and the log says it too.
    if let Err(error) = output::print(&text) {
        tracing::warn!(%error, "the addresses cannot be printed");
    }
    Ok(server.run()?)
}
