//! `cartway connect`: the question of the whole program, asked from a terminal.

use anyhow::{Context, ensure};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::output;
use super::question::{GraphArgs, meant, whole};
use crate::address::Spelled;
use crate::address::param::{
    AVOID_CATEGORY, EXCLUDE, EXTRA_HOPS, K, MAX_HOPS, Many, ONLY_CATEGORY, VIA,
};
use crate::api;
use crate::cli::terminal;
use crate::explorer::{Direction, Filters, PathsOptions, PathsQuestion, Percentile, Session};

/// Options of `cartway connect`.
#[derive(Debug, Args)]
pub(super) struct ConnectArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// Where the connections begin: an id, or a title only one item has; `id:300` where an id is the
    /// title of another item
    from: String,
    /// Where they lead
    to: String,
    /// Print the body that GET /v1/paths answers with
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
    /// Which way links may be walked
    #[arg(long, env = "CARTWAY_DIRECTION", value_parser = directions(), default_value = Direction::default().word())]
    direction: Direction,
    /// An item the connections must not pass through; may be given several times
    #[arg(long, env = "CARTWAY_EXCLUDE", value_name = "ITEM", value_delimiter = None)]
    exclude: Vec<String>,
    /// An item to pass on the way; may be given several times, the stops are made in that order
    #[arg(long, env = "CARTWAY_VIA", value_name = "ITEM", value_delimiter = None)]
    via: Vec<String>,
    /// Pass items in this category or below it only; may be given several times. Ends and stops may be of any
    #[arg(long, env = "CARTWAY_ONLY_CATEGORY", value_name = "NAME", value_delimiter = None)]
    only_category: Vec<String>,
    /// Pass no item in this category or below it; may be given several times. Ends and stops may be of any
    #[arg(long, env = "CARTWAY_AVOID_CATEGORY", value_name = "NAME", value_delimiter = None)]
    avoid_category: Vec<String>,
    /// Pass no item with more links than this percentage of items have, as in 99 or 99.5. Ends and
    /// stops may have more
    #[arg(long, env = "CARTWAY_AVOID_HUBS", value_name = "PERCENTILE", value_parser = percentile)]
    avoid_hubs: Option<Percentile>,
    /// Longest connection to accept, in hops
    #[arg(long, env = "CARTWAY_MAX_HOPS", value_name = "N",
          value_parser = whole(&MAX_HOPS))]
    max_hops: Option<u32>,
    /// List connections that are so many hops longer than the shortest, too
    #[arg(long, env = "CARTWAY_EXTRA_HOPS", value_name = "N", default_value_t = 0,
          value_parser = whole(&EXTRA_HOPS))]
    extra_hops: u32,
    /// How many of the best connections to list
    #[arg(short, long, env = "CARTWAY_K", value_name = "N", default_value_t = K.usual.unwrap_or_default(),
          value_parser = whole(&K))]
    k: u32,
}

/// Reads a direction by its word.
fn directions() -> impl TypedValueParser<Value = Direction> {
    let words = Direction::WORDS.iter().map(|&(word, direction)| {
        PossibleValue::new(word).help(match direction {
            Direction::EitherWay => "Along every link, whichever end lists it",
            Direction::AsBought => "Only from an item to the items on its own list",
        })
    });
    PossibleValuesParser::new(words).map(|word| Direction::from_word(&word).unwrap_or_default())
}

impl ConnectArgs {
    /// What the arguments ask, each text an id.
    fn question(&self, session: &Session) -> anyhow::Result<PathsQuestion> {
        let all_meant = |option, texts: &[String], many: &Many| -> anyhow::Result<Vec<String>> {
            few_enough(option, texts, many)?;
            let ids = texts.iter().map(|text| meant(session, text));
            ids.collect::<anyhow::Result<_>>().context(option)
        };
        let categories = |option, names: &[String], many: &Many| {
            few_enough(option, names, many).map(|()| names.to_vec())
        };
        let (from, to) = (meant(session, &self.from)?, meant(session, &self.to)?);
        let exclude = all_meant("--exclude", &self.exclude, &EXCLUDE)?;
        let options = PathsOptions {
            direction: self.direction,
            via: all_meant("--via", &self.via, &VIA)?,
            filters: Filters {
                exclude,
                only_category: categories("--only-category", &self.only_category, &ONLY_CATEGORY)?,
                avoid_category: categories(
                    "--avoid-category",
                    &self.avoid_category,
                    &AVOID_CATEGORY,
                )?,
                avoid_hubs: self.avoid_hubs,
            },
            extra_hops: self.extra_hops,
            max_hops: self.max_hops,
            k: self.k as usize,
        };
        Ok(options.between(from, to))
    }
}

fn few_enough(option: &str, values: &[String], many: &Many) -> anyhow::Result<()> {
    let most = many.most;
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
    let session = args.graph.session()?;
    let answer = session.connect(&args.question(&session)?)?;
    if args.json {
        output::print(&api::to_string(&api::paths(&answer))?)
    } else {
        output::print(&terminal::paths(&answer))
    }
}
