//! `cartway demo`: the bundled sample catalogue, from nothing to a page in a browser.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::interrupt::Interrupt;
use super::log::Log;
use super::progress::Progress;
use super::sample;
use super::serve::serve;
use crate::explorer::{self, Explorer, GraphFolder};
use crate::rebuild;
use crate::shops::bundled;
use crate::web::{Options, ServerSettings};

/// Options of `cartway demo`.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    #[command(flatten)]
    options: Options,
    /// Folder to keep the sample's database and graph in [default: a temporary one, removed at the end]
    #[arg(long, env = "CARTWAY_DIR", value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Imports the sample, rebuilds, and serves until it is told to stop.
///
/// # Errors
/// The folder cannot be written, an address is taken, or a signal came before the server stood.
pub(super) fn run(args: DemoArgs, log: &Log) -> anyhow::Result<()> {
    // Kept until the end: dropping it removes the folder.
    let temporary;
    let folder = match &args.dir {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
            folder.as_path()
        }
        None => {
            temporary = tempfile::Builder::new()
                .prefix("cartway-demo-")
                .tempdir()
                .context("no temporary folder; name one with --dir")?;
            temporary.path()
        }
    };
    let settings = sample::settings(folder);
    let interrupt = Interrupt::listen()?;
    sample::import(&sample::database(folder))?;
    let manifest = rebuild::rebuild(&settings, &Progress::silent(interrupt.flag()))?;
    // The server listens itself.
    drop(interrupt);
    tracing::info!(
        items = manifest.counts.items,
        links = manifest.counts.links,
        "sample ready"
    );
    let explorer = Explorer::open(
        GraphFolder::at(&settings.graph),
        explorer::Options::DEFAULT_BUDGET,
    )?;
    let mut server = ServerSettings::from(args.options);
    server.featured = bundled::pairs();
    serve(server, explorer, log)
}
