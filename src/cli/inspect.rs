//! `cartway inspect`: what files are, and the commands that would import them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::interrupt::Interrupt;
use super::{inspected, output};
use crate::catalogue::looks_like_no_goods;
use crate::files::TableOptions;
use crate::inspect::{self, Looks, Sample};

/// Look at files first: what each is, which column is what, what looks wrong, and the command that
/// imports it.
///
/// Nothing is written. Files that belong together, such as orders and items, are best looked at
/// together: the id of the items is then the one that the orders name them by.
#[derive(Debug, Args)]
#[command(after_help = "Example: cartway inspect orders.csv products.csv")]
pub struct InspectArgs {
    /// The database that the commands shown write to.
    #[arg(
        long,
        env = "CARTWAY_DB",
        value_name = "FILE",
        default_value = "shop.db"
    )]
    db: String,

    /// Print what was found as JSON, for programs.
    #[arg(long, env = "CARTWAY_JSON", value_parser = BoolishValueParser::new())]
    json: bool,

    /// How to read the files.
    #[command(flatten)]
    table: TableOptions,

    /// The files to look at, plain or packed with gzip, zstd or zip; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Looks at the files and tells what they are.
///
/// # Errors
/// A file cannot be read. That it is not understood is no error.
pub(super) fn run(args: &InspectArgs) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let looks = look(&args.files, &args.table, &interrupt)?;
    if args.json {
        output::print(&serde_json::to_string_pretty(&looks)?)
    } else {
        output::print(&inspected::screen(&looks, &args.db))
    }
}

/// What the files are.
///
/// # Errors
/// A file cannot be read.
pub(super) fn look(
    files: &[PathBuf],
    table: &TableOptions,
    interrupt: &Interrupt,
) -> anyhow::Result<Looks> {
    let samples = files
        .iter()
        .map(|file| Sample::read(file, table, &interrupt.flag()))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(inspect::look(&samples, Some(looks_like_no_goods)))
}
