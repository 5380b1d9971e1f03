//! `cartway demo`: the bundled sample catalogue, from nothing to a page in a browser.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::interrupt::Interrupt;
use super::log::Log;
use super::progress::Progress;
use super::serve::serve;
use crate::catalogue::{CatalogueError, CatalogueWriter, NewItem, OrderLineOptions};
use crate::explorer::{self, Explorer, GraphFolder};
use crate::rebuild::{self, Settings};
use crate::shops::bundled;
use crate::web::{Options, ServerSettings};
use crate::words;
use crate::words::texts::Texts;

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
    let settings = settings(folder);
    let interrupt = Interrupt::listen()?;
    import(&settings.db)?;
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

/// A link of the sample needs three orders and an item keeps its twelve strongest, so that the
/// catalogue is a few steps across and every link means something.
fn settings(folder: &Path) -> Settings {
    Settings {
        min_orders: 3,
        top: 12,
        keep: 1,
        note: Some(words::sample_note(Texts::default())),
        sample: true,
        ..Settings::new(folder.join("sample.db"), folder.join("sample.graph"))
    }
}

/// Puts works and simulated orders into the sample's database.
fn import(db: &Path) -> Result<(), CatalogueError> {
    let mut writer = CatalogueWriter::open(db)?;
    let mut batch = writer.begin()?;
    let mut items = batch.items()?;
    for work in bundled::works() {
        let item = NewItem {
            title: Some(&work.title),
            creator: Some(&work.creator),
            category: Some(&work.category),
            year: Some(work.year),
            ..NewItem::default()
        };
        items.put(&work.id, &item)?;
    }
    drop(items);
    batch.put_order_lines(OrderLineOptions::default(), |lines| {
        for order in bundled::orders() {
            for item in order.items {
                lines.put(order.id, &bundled::works()[item as usize].id, None)?;
            }
        }
        Ok::<(), CatalogueError>(())
    })?;
    batch.commit()
}
