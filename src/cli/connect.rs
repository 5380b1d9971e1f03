//! `cartway connect`: the question of the whole program, asked from a terminal.

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};

use super::output;
use super::question::{GraphArgs, meant};
use crate::api;
use crate::cli::terminal;
use crate::explorer::{Direction, Explorer, PathsQuestion, Percentile};

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
    /// An item to pass on the way; may be given several times, the stops are made in that order
    #[arg(long, env = "CARTWAY_VIA", value_name = "ITEM", value_delimiter = None)]
    via: Vec<String>,
    /// Pass items of this category only; may be given several times. Ends and stops may be of any
    #[arg(long, env = "CARTWAY_ONLY_CATEGORY", value_name = "NAME", value_delimiter = None)]
    only_category: Vec<String>,
    /// Pass no item of this category; may be given several times. Ends and stops may be of any
    #[arg(long, env = "CARTWAY_AVOID_CATEGORY", value_name = "NAME", value_delimiter = None)]
    avoid_category: Vec<String>,
    /// Pass no item with more links than this percentage of items have, as in 99 or 99.5. Ends and
    /// stops may have more
    #[arg(long, env = "CARTWAY_AVOID_HUBS", value_name = "PERCENTILE", value_parser = percentile)]
    avoid_hubs: Option<Percentile>,
    /// Longest connection to accept, in hops
    #[arg(long, env = "CARTWAY_MAX_HOPS", value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=i64::from(PathsQuestion::MAX_HOPS)))]
    max_hops: Option<u32>,
    /// List connections that are so many hops longer than the shortest, too
    #[arg(long, env = "CARTWAY_EXTRA_HOPS", value_name = "N", default_value_t = 0,
          value_parser = clap::value_parser!(u32).range(0..=i64::from(PathsQuestion::MAX_EXTRA_HOPS)))]
    extra_hops: u32,
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

impl ConnectArgs {
    /// What the arguments ask, each text an id.
    fn question(&self, explorer: &Explorer) -> anyhow::Result<PathsQuestion> {
        let all_meant = |option, texts: &[String], most| -> anyhow::Result<Vec<String>> {
            few_enough(option, texts, most)?;
            let ids = texts.iter().map(|text| meant(explorer, text));
            ids.collect::<anyhow::Result<_>>().context(option)
        };
        let categories = |option, names: &[String]| {
            few_enough(option, names, PathsQuestion::MAX_CATEGORIES).map(|()| names.to_vec())
        };
        Ok(PathsQuestion {
            from: meant(explorer, &self.from)?,
            to: meant(explorer, &self.to)?,
            direction: match self.direction {
                DirectionArg::Any => Direction::EitherWay,
                DirectionArg::Out => Direction::AsBought,
            },
            exclude: all_meant("--exclude", &self.exclude, PathsQuestion::MAX_EXCLUDED)?,
            via: all_meant("--via", &self.via, PathsQuestion::MAX_VIA)?,
            only_category: categories("--only-category", &self.only_category)?,
            avoid_category: categories("--avoid-category", &self.avoid_category)?,
            avoid_hubs: self.avoid_hubs,
            extra_hops: self.extra_hops,
            max_hops: self.max_hops,
            k: self.k as usize,
        })
    }
}

fn few_enough(option: &str, values: &[String], most: usize) -> anyhow::Result<()> {
    ensure!(
        values.len() <= most,
        "{option} may be given {most} times at most, and is given {} times",
        values.len()
    );
    Ok(())
}

fn percentile(text: &str) -> Result<Percentile, String> {
    text.parse().map_err(|()| {
        "a percentage above 0 and below 100, with at most two decimals, as in 99 or 99.5".to_owned()
    })
}

/// Connects two items and prints how.
///
/// # Errors
/// An item is unknown, or the graph cannot be used. That there is no connection is an answer.
pub(super) fn run(args: &ConnectArgs) -> anyhow::Result<()> {
    let explorer = args.graph.explorer()?;
    let answer = explorer.connect(&args.question(&explorer)?)?;
    if args.json {
        output::print(&api::to_string(&api::paths(&answer))?)
    } else {
        output::print(&terminal::paths(&answer))
    }
}
