//! `cartway rebuild`: one bulk command makes the graph; a running server takes it over.

use std::fmt::Write;

use anyhow::{Context, anyhow};
use clap::Args;

use super::interrupt::Interrupt;
use super::output;
use super::progress::Bars;
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{self, RebuildError, Settings};

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
    let interrupt = Interrupt::listen()?;
    match rebuild::rebuild(&args.settings, &Bars::new(interrupt.flag())) {
        Ok(manifest) => output::print(&report(&manifest)).with_context(|| {
            format!(
                "generation {} is live, but its report could not be printed",
                manifest.version
            )
        }),
        Err(error) => {
            let folder = GraphFolder::at(&args.settings.graph);
            Err(with_live_generation(error, &folder))
        }
    }
}

/// Why there is no new generation, and which one there is.
pub(super) fn with_live_generation(error: RebuildError, folder: &GraphFolder) -> anyhow::Error {
    let text = error.to_string();
    let text = text.trim_end_matches('.');
    match (folder.current(), &error) {
        (Ok(Some(name)), _) => anyhow!("{text}; generation {name} is live"),
        (Ok(None), RebuildError::Stopped(_)) => anyhow!("{text}; no generation was made"),
        _ => error.into(),
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
