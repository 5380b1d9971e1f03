//! Order lines: which item is on which order, and, where the file says, what the item is called.

use std::borrow::Cow;
use std::collections::HashSet;

use clap::Args;

use super::error::ImportError;
use super::reject::RejectReason;
use super::replace::ReplaceOrdersOptions;
use super::report::Note;
use super::rows::{Coming, Verdict, for_each_coming};
use super::tally::Tally;
use super::values;
use crate::catalogue::{OrderLineFeed, OrderLineOptions, WriteBatch};
use crate::files::{
    ColumnRequest, Input, Reading, Row, RowReader, SkipRule, TableOptions, Usually,
};

/// How to import order lines.
#[derive(Debug, Clone, Args)]
pub struct OrdersOptions {
    /// The column with the id of the order. Given several times, an order is what all of them
    /// together say, such as a customer and a date.
    #[arg(
        long,
        env = "CARTWAY_ORDER_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n',
        default_value = "order_id"
    )]
    pub order_column: Vec<String>,

    /// The column with the id of the item. Given several times, the first that is not empty.
    #[arg(
        long,
        env = "CARTWAY_ITEM_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n',
        default_value = "item_id"
    )]
    pub item_column: Vec<String>,

    /// A column with the title of the item: its most frequent title there goes to `items`, unless
    /// `import items` gave it one. Given several times, the first that is not empty. Without this
    /// option no titles are taken from order lines.
    #[arg(
        long,
        env = "CARTWAY_TITLE_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub title_column: Vec<String>,

    /// What the ids of the orders begin with, before a colon: for files of several branches that
    /// number their orders alike.
    #[arg(long, env = "CARTWAY_ORDER_PREFIX", value_name = "TEXT")]
    pub order_prefix: Option<String>,

    /// What stands between several items in one cell, such as | or ", ".
    #[arg(long, env = "CARTWAY_ITEM_SEPARATOR", value_name = "TEXT")]
    pub item_separator: Option<String>,

    /// Leave out the orders of which any row's COLUMN matches REGEX, for example
    /// 'Financial Status=^(voided|refunded)$' where the status stands on the first row only. The
    /// file is read twice. May be given several times; in the environment variable, one rule a
    /// line.
    #[arg(
        long,
        env = "CARTWAY_SKIP_ORDER",
        value_name = "COLUMN=REGEX",
        value_delimiter = '\n'
    )]
    pub skip_order: Vec<SkipRule>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOrdersOptions,

    /// How to read the files.
    #[command(flatten)]
    pub table: TableOptions,
}

impl OrdersOptions {
    /// Whether files are read twice.
    pub(super) fn reads_twice(&self) -> bool {
        !self.skip_order.is_empty()
    }

    fn open(&self, input: &mut Input) -> Result<RowReader, ImportError> {
        let mut requests: Vec<ColumnRequest> = self.order_requests().collect();
        requests.extend([
            ColumnRequest::needed(&self.item_column, "--item-column"),
            ColumnRequest::needed(&self.title_column, "--title-column"),
        ]);
        Ok(RowReader::open(
            input,
            &self.table,
            Usually::Delimited,
            &requests,
        )?)
    }

    /// The place of the item among what is asked for; that of its title follows.
    fn item_place(&self) -> usize {
        self.order_column.len()
    }

    /// The columns of the order, the first ones that are asked for.
    fn order_requests(&self) -> impl Iterator<Item = ColumnRequest> {
        let columns = self.order_column.iter();
        columns.map(|column| ColumnRequest::needed(std::slice::from_ref(column), "--order-column"))
    }

    /// The id of a row's order.
    fn order<'r>(
        &self,
        row: Row<'r>,
        line: u64,
        tally: &mut Tally<'_>,
    ) -> Result<Cow<'r, str>, RejectReason> {
        let mut part =
            |index| values::id(row.value(index), RejectReason::EmptyOrderId, line, tally);
        let order = match self.order_column.len() {
            1 => Cow::Borrowed(part(0)?),
            count => {
                let parts = (0..count).map(|index| part(index).map(escaped));
                let parts: Vec<String> = parts.collect::<Result<_, _>>()?;
                Cow::Owned(parts.join("|"))
            }
        };
        Ok(match &self.order_prefix {
            Some(prefix) => Cow::Owned(format!("{prefix}:{order}")),
            None => order,
        })
    }

    /// The orders that some row of the file says to leave out.
    fn orders_left_out(
        &self,
        input: &mut Input,
        tally: &mut Tally<'_>,
    ) -> Result<HashSet<String>, ImportError> {
        let mut requests: Vec<ColumnRequest> = self.order_requests().collect();
        let first_rule = requests.len();
        let rules = self.skip_order.iter();
        requests.extend(
            rules.map(|rule| ColumnRequest::needed(&[rule.column().to_owned()], "--skip-order")),
        );
        let mut left_out = HashSet::new();
        // A row that is left out by itself speaks for its order all the same.
        let table = TableOptions {
            skip: Vec::new(),
            ..self.table.clone()
        };
        let mut rows = RowReader::open(input, &table, Usually::Delimited, &requests)?;
        while let Some(reading) = rows.next()? {
            let row = rows.row();
            let mut rules = self.skip_order.iter().zip(first_rule..);
            if reading == Reading::Row
                && rules.any(|(rule, index)| rule.matches(row.value(index)))
                && let Ok(order) = self.order(row, rows.line(), tally)
            {
                left_out.insert(order.into_owned());
            }
        }
        Ok(left_out)
    }
}

/// A part of an id that is put together with others by bars.
fn escaped(part: &str) -> String {
    part.replace('\\', "\\\\").replace('|', "\\|")
}

pub(super) fn import(
    options: &OrdersOptions,
    input: &mut Input,
    batch: &mut WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let left_out = if options.reads_twice() {
        options.orders_left_out(input, tally)?
    } else {
        HashSet::new()
    };
    // What the first reading noticed, the second one will notice again.
    tally.forget_notes();
    let mut rows = options.open(input)?;
    let with = OrderLineOptions {
        titles: !options.title_column.is_empty(),
        replace_orders: options.replace.replace_orders,
    };
    let written = batch.put_order_lines(with, |feed| {
        let mut lines = Lines {
            options,
            left_out,
            feed,
        };
        for_each_coming(&mut rows, tally, |coming, tally| lines.take(&coming, tally))
    })?;
    tally.wrote_lines(written);
    Ok("")
}

/// Order lines on their way into the catalogue.
struct Lines<'o, 'f> {
    options: &'o OrdersOptions,
    left_out: HashSet<String>,
    feed: &'f mut OrderLineFeed,
}

impl Lines<'_, '_> {
    fn take(&mut self, coming: &Coming<'_>, tally: &mut Tally<'_>) -> Result<Verdict, ImportError> {
        let &Coming { row, line, .. } = coming;
        if coming.is_skipped && !self.options.replace.replace_orders {
            return Ok(Verdict::Skipped);
        }
        let order = match self.options.order(row, line, tally) {
            Ok(order) => order,
            Err(_) if coming.is_skipped => return Ok(Verdict::Skipped),
            Err(reason) => return Ok(reason.into()),
        };
        if coming.is_skipped {
            // Of an order that is replaced, also what is left out counts as said.
            self.feed.meet(order.as_ref())?;
            return Ok(Verdict::Skipped);
        }
        if self.left_out.contains(order.as_ref()) {
            self.feed.meet(order.as_ref())?;
            tally.note(Note::OrderLeftOut, line, &order);
            return Ok(Verdict::Skipped);
        }
        let items = match self.items(row, line, tally) {
            Ok(items) => items,
            Err(reason) => return Ok(reason.into()),
        };
        for (item, title) in items {
            let title = values::text(title, line, tally);
            self.feed.put(order.as_ref(), item, title.as_deref())?;
        }
        Ok(Verdict::Taken)
    }

    /// The items of a row, one or as many as a cell holds, each with its title if there is any.
    fn items<'r>(
        &self,
        row: Row<'r>,
        line: u64,
        tally: &mut Tally<'_>,
    ) -> Result<Vec<(&'r str, Option<&'r str>)>, RejectReason> {
        let mut id = |text| values::id(text, RejectReason::EmptyItemId, line, tally);
        let item = self.options.item_place();
        let (item, title) = (row.value(item), row.some(item + 1));
        let Some(separator) = &self.options.item_separator else {
            return Ok(vec![(id(item)?, title)]);
        };
        let parts = |text: &'r str| -> Vec<&'r str> {
            let parts = text.split(separator.as_str()).map(str::trim);
            parts.filter(|part| !part.is_empty()).collect()
        };
        let (items, mut titles) = (parts(item), parts(title.unwrap_or_default()));
        // Titles that are not as many as items belong to nobody knows which.
        if titles.len() != items.len() {
            titles.clear();
        }
        if items.is_empty() {
            return Err(RejectReason::EmptyItemId);
        }
        let titles = titles.into_iter().map(Some).chain(std::iter::repeat(None));
        let items = items.into_iter().zip(titles);
        items.map(|(item, title)| Ok((id(item)?, title))).collect()
    }
}
