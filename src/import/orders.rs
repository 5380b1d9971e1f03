//! Order lines: which item is on which order, and, where the file says, what the item is called.

use clap::Args;

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::options::TableOptions;
use super::reject::{RejectReason, checked_id};
use super::source::Source;
use super::table::{Row, Verdict};
use super::tally::Tally;
use crate::catalogue::{OrderLineWriter, Table, TitleVotes, WriteBatch};

/// How to import order lines.
#[derive(Debug, Clone, Args)]
pub struct OrdersOptions {
    /// The column with the id of the order.
    #[arg(
        long,
        env = "CARTWAY_ORDER_COLUMN",
        value_name = "COLUMN",
        default_value = "order_id"
    )]
    pub order_column: String,

    /// The column with the id of the item.
    #[arg(
        long,
        env = "CARTWAY_ITEM_COLUMN",
        value_name = "COLUMN",
        default_value = "item_id"
    )]
    pub item_column: String,

    /// A column with the title of the item: its most frequent title there goes to `items`, unless
    /// `import items` gave it one. Without this option no titles are taken from order lines.
    #[arg(long, env = "CARTWAY_TITLE_COLUMN", value_name = "COLUMN")]
    pub title_column: Option<String>,

    /// How to read the files.
    #[command(flatten)]
    pub table: TableOptions,
}

const ORDER: usize = 0;
const ITEM: usize = 1;
const TITLE: usize = 2;

pub(super) fn import(
    options: &OrdersOptions,
    source: Source,
    batch: &WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let mut requests = vec![
        ColumnRequest::needed(&options.order_column, "--order-column"),
        ColumnRequest::needed(&options.item_column, "--item-column"),
    ];
    if let Some(column) = &options.title_column {
        requests.push(ColumnRequest::needed(column, "--title-column"));
    }
    let mut rows = options.table.open(source, requests)?;
    let mut lines = batch.order_lines()?;
    let mut votes = match options.title_column {
        Some(_) => Some(batch.title_votes()?),
        None => None,
    };
    rows.for_each(tally, |row, tally| {
        take(row, &mut lines, votes.as_mut(), tally)
    })?;
    if let Some(mut votes) = votes {
        votes.settle(|change| tally.wrote(Table::Items, change))?;
    }
    Ok(rows.hint())
}

fn take(
    row: &Row<'_>,
    lines: &mut OrderLineWriter<'_>,
    votes: Option<&mut TitleVotes<'_>>,
    tally: &mut Tally<'_>,
) -> Result<Verdict, ImportError> {
    let order = match checked_id(row.value(ORDER), RejectReason::EmptyOrderId) {
        Ok(order) => order,
        Err(reason) => return Ok(reason.into()),
    };
    let item = match checked_id(row.value(ITEM), RejectReason::EmptyItemId) {
        Ok(item) => item,
        Err(reason) => return Ok(reason.into()),
    };
    let change = lines.put(order, item)?;
    tally.wrote(Table::OrderLines, change);
    if let (Some(votes), Some(title)) = (votes, row.some(TITLE)) {
        votes.vote(item, title, change)?;
    }
    Ok(Verdict::Taken)
}
