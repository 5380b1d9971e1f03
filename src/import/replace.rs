//! What a command does with the rows that were there before it: it adds to them, or its files are all
//! there is, or all there is of the orders they name.

use clap::Args;
use clap::builder::BoolishValueParser;

/// Whether the files are all there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct ReplaceOptions {
    /// The files are all there is: what was there before and is not in them is taken out. All files
    /// go in together, or none.
    #[arg(long, env = "CARTWAY_REPLACE", value_parser = BoolishValueParser::new())]
    pub replace: bool,
}

/// Whether the files are all there is, or all there is of the orders in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct ReplaceOrdersOptions {
    /// Whether the files are all there is.
    #[command(flatten)]
    pub all: ReplaceOptions,

    /// An order that is in the files is what they say of it: lines that it had before and that are
    /// not in them are taken out. Other orders stay.
    #[arg(
        long,
        env = "CARTWAY_REPLACE_ORDERS",
        value_parser = BoolishValueParser::new(),
        conflicts_with = "replace"
    )]
    pub replace_orders: bool,
}
