//! Order lines: which item is on which order, and, where the file says, what the item is called.

use clap::Args;

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::options::TableOptions;
use super::reject::{RejectReason, checked_id};
use super::replace::ReplaceOrdersOptions;
use super::source::Source;
use super::table::{Row, Verdict};
use super::tally::Tally;
use crate::catalogue::{OrderLineFeed, OrderLineOptions, WriteBatch};

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

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOrdersOptions,

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
    batch: &mut WriteBatch<'_>,
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
    let with = OrderLineOptions {
        titles: options.title_column.is_some(),
        replace_orders: options.replace.replace_orders,
    };
    let written = batch.put_order_lines(with, |lines| {
        rows.for_each(tally, |row, _| take(row, lines))
    })?;
    tally.wrote_lines(written);
    Ok(rows.hint())
}

fn take(row: &Row<'_>, lines: &mut OrderLineFeed) -> Result<Verdict, ImportError> {
    let order = match checked_id(row.value(ORDER), RejectReason::EmptyOrderId) {
        Ok(order) => order,
        Err(reason) => return Ok(reason.into()),
    };
    let item = match checked_id(row.value(ITEM), RejectReason::EmptyItemId) {
        Ok(item) => item,
        Err(reason) => return Ok(reason.into()),
    };
    lines.put(order, item, row.some(TITLE))?;
    Ok(Verdict::Taken)
}
