//! Market baskets: one basket a line, its items parted by spaces. A basket has no id of its own,
//! so its order is called after its file and its line, and comes out the same every time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::ImportError;
use super::reject::{self, RejectReason};
use super::replace::ReplaceOrdersOptions;
use super::tally::Tally;
use super::values;
use crate::catalogue::{OrderLineFeed, OrderLineOptions, WriteBatch};
use crate::files::{Input, ListRows, TextOptions, display_name};

/// How to import market baskets.
#[derive(Debug, Clone, Args)]
pub struct BasketsOptions {
    /// What the ids of the orders begin with, before a colon and the number of the line; without
    /// it the name of the file up to its first dot.
    #[arg(long, env = "CARTWAY_ORDER_PREFIX", value_name = "TEXT")]
    pub order_prefix: Option<String>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOrdersOptions,

    /// How the files are written.
    #[command(flatten)]
    pub text: TextOptions,
}

impl BasketsOptions {
    fn prefix(&self, file: &Path) -> String {
        if let Some(prefix) = &self.order_prefix {
            return prefix.clone();
        }
        if file.as_os_str() == "-" {
            return "stdin".to_owned();
        }
        let name = file
            .file_name()
            .unwrap_or(file.as_os_str())
            .to_string_lossy();
        match name.split_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
            _ => name.into_owned(),
        }
    }

    /// Refuses files whose orders would have the same ids.
    pub(super) fn check(&self, files: &[PathBuf]) -> Result<(), ImportError> {
        let mut seen: HashMap<String, &PathBuf> = HashMap::new();
        for file in files {
            let prefix = self.prefix(file);
            if let Some(first) = seen.insert(prefix.clone(), file)
                && first != file
            {
                return Err(ImportError::SamePrefix {
                    first: display_name(first),
                    second: display_name(file),
                    prefix,
                });
            }
        }
        Ok(())
    }
}

pub(super) fn import(
    options: &BasketsOptions,
    file: &Path,
    input: &mut Input,
    batch: &mut WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let prefix = options.prefix(file);
    let with = OrderLineOptions {
        replace_orders: options.replace.replace_orders,
        ..OrderLineOptions::default()
    };
    let mut lists = ListRows::open(input, &options.text)?;
    let written = batch.put_order_lines(with, |order_lines| {
        while lists.advance()? {
            take(&prefix, &lists, order_lines, tally)?;
        }
        Ok::<(), ImportError>(())
    })?;
    tally.wrote_lines(written);
    tally.remarked(lists.remarks());
    Ok("")
}

/// Takes the basket of the current line.
fn take(
    prefix: &str,
    lists: &ListRows,
    order_lines: &mut OrderLineFeed,
    tally: &mut Tally<'_>,
) -> Result<(), ImportError> {
    match basket(lists, tally) {
        Ok(items) => {
            let order = format!("{prefix}:{}", lists.line());
            for item in items {
                order_lines.put(&order, item, None)?;
            }
            tally.taken();
            Ok(())
        }
        Err(reason) => tally.rejected(lists.line(), reason, reject::excerpt(lists.excerpt())),
    }
}

/// The items of a line.
fn basket<'l>(lists: &'l ListRows, tally: &mut Tally<'_>) -> Result<Vec<&'l str>, RejectReason> {
    let items = lists.values();
    let items: Vec<&str> = items
        .map(|item| values::id(item, RejectReason::EmptyItemId, lists.line(), tally))
        .collect::<Result<_, _>>()?;
    if items.is_empty() {
        return Err(RejectReason::EmptyItemId);
    }
    Ok(items)
}
