//! `cartway serve`: pages and JSON over the live generation, and over each new one as it comes.

use std::fmt::Write;
use std::sync::Arc;

use clap::Args;

use super::output;
use super::question::GraphArgs;
use crate::explorer::Explorer;
use crate::web::{Options, Server, ServerSettings};

/// Options of `cartway serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    graph: GraphArgs,
    #[command(flatten)]
    options: Options,
}

/// Serves until it is told to stop.
///
/// # Errors
/// The graph cannot be used, or an address is taken.
pub(super) fn run(args: ServeArgs) -> anyhow::Result<()> {
    // Nothing may be published yet: then the server says so, and takes the first one over.
    let explorer = Explorer::open(args.graph.folder()?, args.graph.budget)?;
    serve(&args.options.into(), explorer)
}

/// Binds, prints the addresses, and serves.
///
/// # Errors
/// An address is taken, or the server fails.
pub(super) fn serve(settings: &ServerSettings, explorer: Explorer) -> anyhow::Result<()> {
    let server = Server::bind(settings, Arc::new(explorer))?;
    let mut text = String::new();
    for address in server.addresses() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "http://{address}{}/", settings.site.base_path);
    }
    output::print(&text)?;
    Ok(server.run()?)
}
