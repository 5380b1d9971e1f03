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
use crate::catalogue::WriteBatch;
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
    batch: &WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let prefix = options.prefix(file);
    let mut order_lines = batch.order_lines()?;
    options.replace.apply(&mut order_lines)?;
    let mut lists = ListRows::open(input, &options.text)?;
    while lists.advance()? {
        match basket(&lists, tally) {
            Ok(items) => {
                let order = format!("{prefix}:{}", lists.line());
                for item in items {
                    order_lines.put(order.as_str(), item, None)?;
                }
                tally.taken();
            }
            Err(reason) => {
                tally.rejected(lists.line(), reason, reject::excerpt(lists.excerpt()))?;
            }
        }
    }
    tally.wrote_lines(order_lines.finish()?);
    tally.remarked(lists.remarks());
    Ok("")
}

/// The items of a line.
fn basket<'l>(lists: &'l ListRows, tally: &mut Tally<'_>) -> Result<Vec<&'l str>, RejectReason> {
    let items = lists.values();
    items
        .map(|item| values::id(item, RejectReason::EmptyItemId, lists.line(), tally))
        .collect()
}
