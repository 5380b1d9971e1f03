//! `cartway serve`: pages and JSON over the live generation, and over each new one as it comes.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

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
    /// How long the generation before stays open once a new one has taken its place, for whoever began
    /// with it: who walks through a list, or names it with `Cartway-Generation`; `off`, or as in 90s, 5m
    #[arg(long, env = "CARTWAY_KEEP_SERVING", default_value = KEPT, value_name = "TIME", value_parser = keep_serving)]
    keep_serving: Duration,
}

/// A time of at most a day, or none at all.
fn keep_serving(text: &str) -> Result<Duration, String> {
    if text == "off" {
        return Ok(Duration::ZERO);
    }
    let time = text.parse::<jiff::SignedDuration>().ok();
    let time = time.and_then(|time| Duration::try_from(time).ok());
    time.filter(|time| *time <= MOST_KEPT)
        .ok_or_else(|| "off, or a time of at most a day, as in 90s, 5m or 1h".to_owned())
}

/// The longest that one can be kept.
const MOST_KEPT: Duration = Duration::from_hours(24);
/// How long a generation is usually kept: longer than replicas take to have the next one, and than people
/// take from one page of a list to the next.
const KEPT: &str = "1m";

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
    let (folder, budget) = (args.graph.folder()?, args.graph.budget);
    let explorer = Explorer::open_holding(folder, budget, holding, args.keep_serving)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_a_generation_is_kept_is_a_time_or_off() {
        for (text, seconds) in [
            ("off", 0),
            ("0s", 0),
            ("90s", 90),
            ("5m", 300),
            ("1h", 3600),
            ("24h", 86_400),
        ] {
            assert_eq!(
                keep_serving(text),
                Ok(Duration::from_secs(seconds)),
                "{text}"
            );
        }
        assert_eq!(keep_serving(KEPT), Ok(Duration::from_secs(60)));
        for wrong in [
            "",
            "on",
            "60",
            "-1s",
            "25h",
            "1 week",
            "9999999999999999999h",
        ] {
            assert!(keep_serving(wrong).unwrap_err().contains("5m"), "{wrong}");
        }
    }
}
