//! `cartway forget`: orders or items out of the shop's database again. What that does is in
//! `crate::catalogue`, how files are read in `crate::import`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::figures::amount;
use super::interrupt::Interrupt;
use super::output;
use super::terminal::harmless;
use crate::catalogue::{Forgettable, Forgotten};
use crate::files::TableOptions;
use crate::import::{ForgetRequest, ImportProgress, ImportReport, forget};

/// Ids that were nowhere, as far as the screen names them.
const NAMED: usize = 20;

/// Take orders or items out of the shop's database again.
///
/// They are named in files that have a column of ids, or one by one with --id. All of them go, or, if
/// anything fails, none. The next rebuild is the one of a shop that never had them.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Orders: their lines, and the votes of these for titles.
    #[command(after_help = "Example: cartway forget orders --db shop.db --id 536365 cancelled.csv")]
    Orders {
        /// The column with the id of the order.
        #[arg(
            long,
            env = "CARTWAY_ORDER_COLUMN",
            value_name = "COLUMN",
            default_value = "order_id"
        )]
        order_column: String,
        #[command(flatten)]
        named: NamedArgs,
    },
    /// Items: their rows, their order lines, their links, and the titles lines gave them.
    #[command(
        after_help = "Example: cartway forget items --db shop.db --id-column sku withdrawn.csv"
    )]
    Items {
        /// The column with the id of the item.
        #[arg(
            long,
            env = "CARTWAY_ID_COLUMN",
            value_name = "COLUMN",
            default_value = "id"
        )]
        id_column: String,
        #[command(flatten)]
        named: NamedArgs,
    },
}

#[derive(Debug, Args)]
struct NamedArgs {
    /// The shop's SQLite database.
    #[arg(long, env = "CARTWAY_DB", value_name = "FILE")]
    db: PathBuf,

    /// An id to forget. May be given several times; in the environment variable, one a line.
    #[arg(long, env = "CARTWAY_ID", value_name = "ID", value_delimiter = '\n')]
    id: Vec<String>,

    /// Print what was forgotten as JSON.
    #[arg(long, env = "CARTWAY_JSON", value_parser = BoolishValueParser::new())]
    json: bool,

    /// How to read the files.
    #[command(flatten)]
    table: TableOptions,

    /// Files with a column of ids, in any form that `import` reads; `-` is standard input.
    #[arg(required_unless_present = "id", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Forgets what is named, and prints what that was.
///
/// # Errors
/// If a file cannot be understood, the database cannot be written, or a signal stopped it; then
/// nothing was forgotten.
pub fn run(args: ForgetArgs) -> anyhow::Result<()> {
    let (what, column, column_option, named) = match args.what {
        What::Orders {
            order_column,
            named,
        } => (Forgettable::Orders, order_column, "--order-column", named),
        What::Items { id_column, named } => (Forgettable::Items, id_column, "--id-column", named),
    };
    let request = ForgetRequest {
        database: named.db,
        what,
        ids: named.id,
        files: named.files,
        column,
        column_option,
        table: named.table,
    };
    let interrupt = Interrupt::listen()?;
    let mut rejected = Rejected {
        stop: interrupt.flag(),
    };
    let (forgotten, _) = forget(&request, &mut rejected)?;
    let text = match named.json {
        true => format!("{}\n", serde_json::to_string_pretty(&Body::of(&forgotten))?),
        false => in_words(what, &forgotten),
    };
    output::print(&text)
}

/// Tells the operator of rows that hold no id.
struct Rejected {
    stop: Arc<AtomicBool>,
}

impl ImportProgress for Rejected {
    fn imported(&mut self, report: &ImportReport) {
        for rejected in &report.first_rejected {
            output::tell(&format!("{rejected}\n"));
        }
    }

    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

/// What was forgotten, as JSON.
#[derive(Debug, Serialize)]
struct Body<'f> {
    asked: u64,
    items: u64,
    order_lines: u64,
    co_purchases: u64,
    missing: u64,
    first_missing: &'f [String],
}

impl<'f> Body<'f> {
    fn of(forgotten: &'f Forgotten) -> Self {
        Self {
            asked: forgotten.asked,
            items: forgotten.items,
            order_lines: forgotten.order_lines,
            co_purchases: forgotten.co_purchases,
            missing: forgotten.missing,
            first_missing: &forgotten.first_missing,
        }
    }
}

fn in_words(what: Forgettable, forgotten: &Forgotten) -> String {
    let found = forgotten.asked - forgotten.missing;
    let mut text = match what {
        Forgettable::Orders => format!(
            "forgot {} with {}\n",
            amount(found, "orders"),
            amount(forgotten.order_lines, "order lines")
        ),
        Forgettable::Items => format!(
            "forgot {}: {}, {}, {}\n",
            amount(found, "items"),
            amount(forgotten.items, "rows of items"),
            amount(forgotten.order_lines, "order lines"),
            amount(forgotten.co_purchases, "links")
        ),
    };
    if forgotten.missing > 0 {
        let named: Vec<&str> = forgotten.first_missing.iter().map(String::as_str).collect();
        let named = &named[..named.len().min(NAMED)];
        let more = if forgotten.missing > named.len() as u64 {
            ", ..."
        } else {
            ""
        };
        text.push_str(&format!(
            "not there: {} ({}{more})\n",
            amount(forgotten.missing, "ids"),
            harmless(&named.join(", "))
        ));
    }
    text
}
