//! Market baskets: one basket a line, its items parted by spaces. A basket has no id of its own,
//! so its order is called after its file and its line, and comes out the same every time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::ImportError;
use super::lines::Lines;
use super::options::Delimiter;
use super::reject::{self, RejectReason, checked_id};
use super::replace::ReplaceOrdersOptions;
use super::source::{Source, display_name};
use super::tally::Tally;
use crate::catalogue::{OrderLineFeed, OrderLineOptions, WriteBatch};

/// How to import market baskets.
#[derive(Debug, Clone, Args)]
pub struct BasketsOptions {
    /// The character between two items: one ASCII character, or the word tab; without it spaces
    /// and tabs, any number of them.
    #[arg(long, env = "CARTWAY_DELIMITER", value_name = "CHAR")]
    pub delimiter: Option<Delimiter>,

    /// What the ids of the orders begin with, before a colon and the number of the line; without
    /// it the name of the file up to its first dot.
    #[arg(long, env = "CARTWAY_ORDER_PREFIX", value_name = "TEXT")]
    pub order_prefix: Option<String>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOrdersOptions,
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
    source: Source,
    batch: &mut WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let prefix = options.prefix(file);
    let with = OrderLineOptions {
        replace_orders: options.replace.replace_orders,
        ..OrderLineOptions::default()
    };
    let written = batch.put_order_lines(with, |order_lines| {
        let mut lines = Lines::new(source);
        while lines.advance()? {
            if !lines.line().trim_ascii().is_empty() {
                take(&prefix, &lines, options.delimiter, order_lines, tally)?;
            }
        }
        Ok::<(), ImportError>(())
    })?;
    tally.wrote_lines(written);
    Ok("")
}

/// Takes the basket of the current line.
fn take(
    prefix: &str,
    lines: &Lines,
    delimiter: Option<Delimiter>,
    order_lines: &mut OrderLineFeed,
    tally: &mut Tally<'_>,
) -> Result<(), ImportError> {
    match basket(lines.line(), delimiter) {
        Ok(items) => {
            let order = format!("{prefix}:{}", lines.number());
            for item in items {
                order_lines.put(&order, item, None)?;
            }
            tally.taken();
            Ok(())
        }
        Err(reason) => tally.rejected(lines.number(), reason, reject::excerpt(lines.line())),
    }
}

/// The items of a line; places with nothing between two delimiters are none.
fn basket(line: &[u8], delimiter: Option<Delimiter>) -> Result<Vec<&str>, RejectReason> {
    let line = std::str::from_utf8(line).map_err(|_| RejectReason::NotUtf8)?;
    let parts_at = |character: char| match delimiter {
        Some(Delimiter(byte)) => character == char::from(byte),
        None => character.is_ascii_whitespace(),
    };
    let items: Vec<&str> = line
        .split(parts_at)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| checked_id(item, RejectReason::EmptyItemId))
        .collect::<Result<_, _>>()?;
    if items.is_empty() {
        return Err(RejectReason::EmptyItemId);
    }
    Ok(items)
}
