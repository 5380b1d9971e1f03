//! `cartway rebuild`: one bulk command makes the graph; a running server takes it over.

use std::fmt::Write;

use anyhow::{Context, bail};
use clap::Args;

use super::output;
use super::progress::Bars;
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{self, Settings};

/// Options of `cartway rebuild`.
#[derive(Debug, Args)]
pub(super) struct RebuildArgs {
    #[command(flatten)]
    settings: Settings,
}

/// Makes a new generation and says what it holds.
///
/// # Errors
/// Whatever stops a rebuild, with the name of the generation that is live, if any is.
pub(super) fn run(args: &RebuildArgs) -> anyhow::Result<()> {
    match rebuild::rebuild(&args.settings, &Bars::new()) {
        Ok(manifest) => output::print(&report(&manifest)).with_context(|| {
            format!(
                "generation {} is live, but its report could not be printed",
                manifest.version
            )
        }),
        Err(error) => match GraphFolder::at(&args.settings.graph).current() {
            Ok(Some(name)) => {
                let error = error.to_string();
                bail!("{}; generation {name} is live", error.trim_end_matches('.'))
            }
            _ => Err(error.into()),
        },
    }
}

/// Counts, times and warnings of a rebuild.
pub(super) fn report(manifest: &Manifest) -> String {
    let mut text = format!("generation {} is live\n", manifest.version);
    for (name, value) in manifest.counts.named() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name:24} {value:>14}");
    }
    let _ = writeln!(text, "passes");
    for time in &manifest.timings {
        let _ = writeln!(text, "  {:24} {:>12.3} s", time.pass, time.seconds);
    }
    for warning in &manifest.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    text
}
