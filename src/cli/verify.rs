//! `cartway verify`: is every byte of the live generation as it was written?

use std::path::PathBuf;

use clap::Args;

use super::output;
use crate::generation::{self, GraphFolder};

/// Options of `cartway verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// Folder of the generations
    #[arg(long, env = "CARTWAY_GRAPH", value_name = "FOLDER")]
    graph: PathBuf,
}

/// Reads the whole live generation and proves that it is sound.
///
/// # Errors
/// The first thing found wrong, and how to mend it.
pub(super) fn run(args: &VerifyArgs) -> anyhow::Result<()> {
    let verified = generation::verify(&GraphFolder::at(&args.graph))?;
    output::print(&format!(
        "generation {} is whole: {} items, {} links, {} bytes read",
        verified.version, verified.items, verified.links, verified.bytes
    ))
}
