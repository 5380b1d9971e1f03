//! `cartway connect`: the question of the whole program, asked from a terminal.

use clap::{Args, ValueEnum};

use super::output;
use super::question::{GraphArgs, meant};
use crate::explorer::{Direction, PathsQuestion};
use crate::view::{json, terminal};

/// Options of `cartway connect`.
#[derive(Debug, Args)]
pub(super) struct ConnectArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// Where the connections begin: an id, or a title only one item has
    from: String,
    /// Where they lead
    to: String,
    /// Print the body that GET /v1/paths answers with
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
    /// Which way links may be walked
    #[arg(long, env = "CARTWAY_DIRECTION", value_enum, default_value_t)]
    direction: DirectionArg,
    /// An item the connections must not pass through; may be given several times
    #[arg(long, env = "CARTWAY_EXCLUDE", value_name = "ITEM", value_delimiter = None)]
    exclude: Vec<String>,
    /// Longest connection to accept, in hops
    #[arg(long, env = "CARTWAY_MAX_HOPS", value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=i64::from(PathsQuestion::MAX_HOPS)))]
    max_hops: Option<u32>,
    /// How many of the best connections to list
    #[arg(short, long, env = "CARTWAY_K", value_name = "N", default_value_t = PathsQuestion::DEFAULT_K as u32,
          value_parser = clap::value_parser!(u32).range(0..=PathsQuestion::MAX_K as i64))]
    k: u32,
}

/// Which way links may be walked, as it is spelled outside.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum DirectionArg {
    /// Along every link, whichever end lists it
    #[default]
    Any,
    /// Only from an item to the items on its own list
    Out,
}

/// Connects two items and prints how.
///
/// # Errors
/// An item is unknown, or the graph cannot be used. That there is no connection is an answer.
pub(super) fn run(args: &ConnectArgs) -> anyhow::Result<()> {
    let explorer = args.graph.explorer()?;
    let exclude = args.exclude.iter().map(|text| meant(&explorer, text));
    let answer = explorer.connect(&PathsQuestion {
        from: meant(&explorer, &args.from)?,
        to: meant(&explorer, &args.to)?,
        direction: match args.direction {
            DirectionArg::Any => Direction::EitherWay,
            DirectionArg::Out => Direction::AsBought,
        },
        exclude: exclude.collect::<anyhow::Result<_>>()?,
        max_hops: args.max_hops,
        k: args.k as usize,
        ..PathsQuestion::new("", "")
    })?;
    if args.json {
        output::print(&json::to_string(&json::paths(&answer))?)
    } else {
        output::print(&terminal::paths(&answer))
    }
}
