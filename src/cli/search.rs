//! `cartway search`: which items a text means.

use clap::Args;

use super::output;
use super::question::{GraphArgs, whole};
use crate::address::param::SEARCH_LIMIT;
use crate::api;
use crate::cli::terminal;
use crate::explorer::SearchQuestion;

/// Options of `cartway search`.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// Words of a title, creator, category or year, or an id; the last word may be unfinished. All items, most popular first, if nothing is given
    query: Vec<String>,
    /// Only items in this category or below it
    #[arg(long, env = "CARTWAY_CATEGORY", value_name = "NAME")]
    category: Option<String>,
    /// Most items to print
    #[arg(long, env = "CARTWAY_LIMIT", value_name = "N", default_value_t = SEARCH_LIMIT.usual.unwrap_or_default(),
          value_parser = whole(&SEARCH_LIMIT))]
    limit: u32,
    /// Print the body that GET /v1/items answers with
    #[arg(long, env = "CARTWAY_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    json: bool,
}

/// Finds items and prints them.
///
/// # Errors
/// The graph cannot be used.
pub(super) fn run(args: &SearchArgs) -> anyhow::Result<()> {
    let answer = args.graph.session()?.search(&SearchQuestion {
        category: args.category.clone(),
        limit: args.limit as usize,
        ..SearchQuestion::new(args.query.join(" "))
    })?;
    if args.json {
        output::print(&api::to_string(&api::search(&answer))?)
    } else {
        output::print(&terminal::search(&answer))
    }
}
