//! `cartway rebuild`: one bulk command makes the graph; a running server takes it over.

use anyhow::{Context, anyhow};
use clap::Args;

use super::interrupt::Interrupt;
use super::output;
use super::progress::Progress;
use super::report::{lost, report, warnings};
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{self, RebuildError, Settings};

/// Options of `cartway rebuild`.
#[derive(Debug, Args)]
pub(super) struct RebuildArgs {
    #[command(flatten)]
    settings: Settings,
    /// Say nothing unless something is wrong: no progress, no report
    #[arg(short, long, env = "CARTWAY_QUIET", value_parser = clap::builder::BoolishValueParser::new())]
    quiet: bool,
    /// Print the manifest of the new generation instead of a report in words
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
}

/// Makes a new generation and says what it holds. The first Ctrl-C or SIGTERM stops it.
///
/// # Errors
/// Whatever stops a rebuild, with the name of the generation that is live, if any is.
pub(super) fn run(args: &RebuildArgs) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let progress = if args.quiet {
        Progress::silent(interrupt.flag())
    } else {
        Progress::on_standard_error(interrupt.flag())
    };
    match rebuild::rebuild(&args.settings, &progress) {
        Ok(manifest) => tell(&manifest, args).with_context(|| {
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

fn tell(manifest: &Manifest, args: &RebuildArgs) -> anyhow::Result<()> {
    if args.quiet {
        for warning in warnings(manifest) {
            output::warn(warning);
        }
        if let Some(lost) = lost(manifest) {
            output::warn(&lost);
        }
    }
    match (args.json, args.quiet) {
        (true, _) => output::print(&serde_json::to_string_pretty(manifest)?),
        (false, false) => output::print(&report(manifest)),
        (false, true) => Ok(()),
    }
}

/// Why there is no new generation, and which one there is.
fn with_live_generation(error: RebuildError, folder: &GraphFolder) -> anyhow::Error {
    let text = error.to_string();
    let text = text.trim_end_matches('.');
    match (folder.current(), &error) {
        (Ok(Some(name)), _) => anyhow!("{text}; generation {name} is live"),
        (Ok(None), RebuildError::Stopped(_)) => anyhow!("{text}; no generation was made"),
        _ => error.into(),
    }
}
