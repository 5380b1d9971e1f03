//! A folder of Parquet read as a catalogue: `order_lines/`, `items/` and `co_purchases/`, each any
//! number of files, as a warehouse writes them. The columns are those of the tables of a database,
//! and so are the rules for what a row is worth.

use std::path::Path;

use super::error::{CatalogueError, WarehouseProblem};
use super::key::Key;
use super::parts::{Layout, Parts, Row, is_folder, problem, refuse_logs};
use super::row::{
    self, CoPurchaseRow, ITEM_COLUMNS, ItemRow, ItemTexts, LINE_COLUMNS, LINK_COLUMNS,
};
use super::schema::Table;
use super::value::Skipped;

/// A folder of Parquet, whose files were looked into.
#[derive(Debug)]
pub struct Warehouse {
    items: Option<Parts<{ ITEM_COLUMNS.len() }>>,
    order_lines: Option<Parts<{ LINE_COLUMNS.len() }>>,
    co_purchases: Option<Parts<{ LINK_COLUMNS.len() }>>,
}

impl Warehouse {
    /// Looks into all files of the folder at `path`. Nothing is ever written to it.
    ///
    /// # Errors
    /// If there are no purchases in it, or a file is no Parquet file, is damaged, or lacks a column.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        refuse_logs(path)?;
        let warehouse = Self {
            items: parts(path, Table::Items, &ITEM_COLUMNS)?,
            order_lines: parts(path, Table::OrderLines, &LINE_COLUMNS)?,
            co_purchases: parts(path, Table::CoPurchases, &LINK_COLUMNS)?,
        };
        if warehouse.order_lines.is_none() && warehouse.co_purchases.is_none() {
            let is_of_counts = is_folder(&path.join("pairs"))? && is_folder(&path.join("meta"))?;
            return Err(problem(
                path,
                match is_of_counts {
                    true => WarehouseProblem::Counts,
                    false => WarehouseProblem::NoPurchases,
                },
            ));
        }
        Ok(warehouse)
    }

    /// Whether there is a folder for `table`.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        self.rows(table).is_some()
    }

    /// How many rows `table` has; a row with a list is one.
    #[must_use]
    pub fn row_count(&self, table: Table) -> u64 {
        self.rows(table).unwrap_or(0)
    }

    fn rows(&self, table: Table) -> Option<u64> {
        match table {
            Table::Items => self.items.as_ref().map(Parts::row_count),
            Table::OrderLines => self.order_lines.as_ref().map(Parts::row_count),
            Table::CoPurchases => self.co_purchases.as_ref().map(Parts::row_count),
        }
    }

    /// Gives every row of `items` to `take`, in their order; no rows if there is no such folder. An
    /// id may come twice.
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; or if a file is damaged.
    pub fn for_each_item<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(ItemRow<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let mut skipped = Skipped::default();
        let mut texts = ItemTexts::default();
        if let Some(items) = &self.items {
            items.for_each(|Row { values, .. }| {
                let row = texts.row(values, &mut skipped);
                row.map_or(Ok(()), &mut take)
            })?;
        }
        Ok(skipped)
    }

    /// Runs through `order_lines` in chunks on all threads of the pool, as
    /// [`Reader::order_lines_in_chunks`](super::Reader::order_lines_in_chunks) does.
    ///
    /// # Errors
    /// The first error of `take` or `join`, which ends the reading; or if a file is damaged.
    pub fn order_lines_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, Key<'_>, Key<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let Some(lines) = &self.order_lines else {
            return Ok(Skipped::default());
        };
        let take = |chunk: &mut C, row: Row<'_, _>, skipped: &mut _| {
            let line = row::line(row.values, skipped);
            line.map_or(Ok(()), |(order, item)| take(chunk, order, item))
        };
        lines.in_chunks(begin, take, join)
    }

    /// Runs through `co_purchases` in the same way.
    ///
    /// # Errors
    /// As for [`Self::order_lines_in_chunks`].
    pub fn co_purchases_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, CoPurchaseRow<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let Some(links) = &self.co_purchases else {
            return Ok(Skipped::default());
        };
        let take = |chunk: &mut C, row: Row<'_, _>, skipped: &mut _| {
            let link = row::co_purchase(row.values, skipped);
            link.map_or(Ok(()), |link| take(chunk, link))
        };
        links.in_chunks(begin, take, join)
    }
}

fn parts<const N: usize>(
    path: &Path,
    table: Table,
    columns: &'static [&'static str; N],
) -> Result<Option<Parts<N>>, CatalogueError> {
    let layout = Layout {
        columns,
        required: table.required(),
        ids: table.key(),
        numbers: &[],
    };
    Parts::of(&path.join(table.name()), layout)
}

#[cfg(test)]
#[path = "warehouse_tests.rs"]
mod tests;
