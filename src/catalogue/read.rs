//! Reading the catalogue for a rebuild: row by row, in one transaction, without an allocation a
//! row. A row that cannot be used is skipped and counted, never a failure: a shop's database is as
//! it is. What the rows are for is not known here.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Row, Transaction};

use super::error::{CatalogueError, DatabaseProblem};
use super::key::Key;
use super::schema::{Shape, Table};
use super::value::{Skipped, count, key, keys, text, year};

/// How long to wait for a program that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps of SQLite's machine between two looks whether to stop: about a millisecond.
const STEPS_A_LOOK: i32 = 50_000;

/// The shop's database, opened to be read only.
#[derive(Debug)]
pub struct Catalogue {
    connection: Connection,
    path: String,
}

impl Catalogue {
    /// Opens the database at `path`. Nothing is ever written to it.
    ///
    /// # Errors
    /// If there is no such file, or it is no SQLite database, or another program has locked it.
    pub fn open_read_only(path: &Path) -> Result<Self, CatalogueError> {
        Self::open_with_patience(path, PATIENCE)
    }

    fn open_with_patience(path: &Path, patience: Duration) -> Result<Self, CatalogueError> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(CatalogueError::database(&name, DatabaseProblem::Missing));
        }
        if path.is_dir() {
            return Err(CatalogueError::database(&name, DatabaseProblem::CannotOpen));
        }
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(patience)?;
            // SQLite opens a file without looking at it; this looks.
            connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
            Ok(connection)
        };
        match open() {
            Ok(connection) => Ok(Self {
                connection,
                path: name,
            }),
            Err(problem) => Err(CatalogueError::database(&name, problem)),
        }
    }

    /// Begins to read: all that the reader reads is the database as it was at one moment, whatever
    /// the shop writes meanwhile.
    ///
    /// # Errors
    /// If a table lacks a column it needs, if there are neither order lines nor co-purchases, or
    /// if SQLite fails.
    pub fn reader(&self) -> Result<Reader<'_>, CatalogueError> {
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|problem| CatalogueError::database(&self.path, problem))?;
        let shape = Shape::read(&transaction, &self.path)?;
        Ok(Reader {
            transaction,
            shape,
            path: &self.path,
        })
    }
}

impl Catalogue {
    /// Lets SQLite break off once `stop` is raised, however long a view takes to its first row.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn stop_when(&mut self, stop: Arc<AtomicBool>) -> Result<(), CatalogueError> {
        self.connection
            .progress_handler(STEPS_A_LOOK, Some(move || stop.load(Relaxed)))
            .map_err(|problem| CatalogueError::database(&self.path, problem))
    }
}

/// The database at one moment.
#[derive(Debug)]
pub struct Reader<'c> {
    transaction: Transaction<'c>,
    shape: Shape,
    path: &'c str,
}

/// A row of `items`. Texts that are missing or blank are `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRow<'a> {
    /// The item's id.
    pub id: Key<'a>,
    /// Its title; without one it goes by its id.
    pub title: Option<&'a str>,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Category name.
    pub category: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// The shop's page of it.
    pub url: Option<&'a str>,
    /// A picture of it.
    pub image_url: Option<&'a str>,
}

/// A row of `co_purchases`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoPurchaseRow<'a> {
    /// The item on whose list the other stands.
    pub source: Key<'a>,
    /// The item on the list.
    pub target: Key<'a>,
    /// Orders that hold both, if the shop says.
    pub orders: Option<u32>,
    /// The target's place on the list, if the shop says.
    pub position: Option<u32>,
}

impl Reader<'_> {
    /// Which tables there are, with which columns.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// About how many rows `table` has, for a progress bar: never fewer than it has, at no cost.
    /// `None` where that cannot be told (a view, a table without rowid, no table).
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn approximate_count(&self, table: Table) -> Result<Option<u64>, CatalogueError> {
        match self.shape.columns(table) {
            Some(columns) if !columns.is_view() => {}
            _ => return Ok(None),
        }
        let sql = format!("SELECT max(rowid) FROM {}", table.name());
        // A table without rowid has no such column: the statement does not compile.
        let Ok(mut statement) = self.transaction.prepare(&sql) else {
            return Ok(None);
        };
        let largest: Option<i64> = statement
            .query_row([], |row| row.get(0))
            .map_err(|problem| CatalogueError::database(self.path, problem))?;
        Ok(Some(
            largest.map_or(0, |rowid| u64::try_from(rowid).unwrap_or(0)),
        ))
    }

    /// Whether `table` is there and has a row.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn has_rows(&self, table: Table) -> Result<bool, CatalogueError> {
        if self.shape.columns(table).is_none() {
            return Ok(false);
        }
        self.transaction
            .prepare(&format!("SELECT 1 FROM {} LIMIT 1", table.name()))
            .and_then(|mut statement| statement.exists([]))
            .map_err(|problem| CatalogueError::database(self.path, problem))
    }

    /// Gives every row of `items` to `take`, in the order SQLite finds cheapest; no rows if there
    /// is no such table. An id may come twice (7 and "7").
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; or if SQLite fails.
    pub fn for_each_item<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(ItemRow<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let columns = [
            "id",
            "title",
            "creator",
            "category",
            "url",
            "image_url",
            "year",
        ];
        let mut skipped = Skipped::default();
        let mut repaired: [String; 5] = Default::default();
        self.for_each_row(Table::Items, &columns, |row| {
            let Some(id) = key(row.get_ref(0)?, &mut skipped) else {
                return Ok(Ok(()));
            };
            let [title, creator, category, url, image_url] = &mut repaired;
            let item = ItemRow {
                id,
                title: text(row.get_ref(1)?, title, &mut skipped),
                creator: text(row.get_ref(2)?, creator, &mut skipped),
                category: text(row.get_ref(3)?, category, &mut skipped),
                url: text(row.get_ref(4)?, url, &mut skipped),
                image_url: text(row.get_ref(5)?, image_url, &mut skipped),
                year: year(row.get_ref(6)?, &mut skipped),
            };
            Ok(take(item))
        })?;
        Ok(skipped)
    }

    /// Gives every row of `order_lines` to `take` as (order, item), in the order SQLite finds
    /// cheapest; no rows if there is no such table. A pair may come twice.
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; or if SQLite fails.
    pub fn for_each_order_line<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(Key<'_>, Key<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let mut skipped = Skipped::default();
        self.for_each_row(Table::OrderLines, &["order_id", "item_id"], |row| {
            Ok(match keys(row, &mut skipped)? {
                Some((order, item)) => take(order, item),
                None => Ok(()),
            })
        })?;
        Ok(skipped)
    }

    /// Gives every row of `co_purchases` to `take`, in the order SQLite finds cheapest; no rows
    /// if there is no such table. A pair may come twice, and may be a link of an item to itself.
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; or if SQLite fails.
    pub fn for_each_co_purchase<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(CoPurchaseRow<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let mut skipped = Skipped::default();
        let columns = ["source", "target", "orders", "position"];
        self.for_each_row(Table::CoPurchases, &columns, |row| {
            let Some((source, target)) = keys(row, &mut skipped)? else {
                return Ok(Ok(()));
            };
            Ok(take(CoPurchaseRow {
                source,
                target,
                orders: count(row.get_ref(2)?, &mut skipped),
                position: count(row.get_ref(3)?, &mut skipped),
            }))
        })?;
        Ok(skipped)
    }

    /// Runs through `table`; a column it does not have reads as NULL.
    fn for_each_row<E: From<CatalogueError>>(
        &self,
        table: Table,
        wanted: &[&str],
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<Result<(), E>>,
    ) -> Result<(), E> {
        let Some(columns) = self.shape.columns(table) else {
            return Ok(());
        };
        let selected: Vec<&str> = wanted
            .iter()
            .map(|name| if columns.has(name) { *name } else { "NULL" })
            .collect();
        let sql = format!("SELECT {} FROM {}", selected.join(", "), table.name());
        let failed = |problem| E::from(CatalogueError::database(self.path, problem));
        let mut statement = self.transaction.prepare(&sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            take(row).map_err(failed)??;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
