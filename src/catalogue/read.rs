//! Reading the catalogue for a rebuild: row by row, as it was at one moment, without an allocation
//! a row. A row that cannot be used is skipped and counted, never a failure: a shop's database is
//! as it is. What the rows are for is not known here.
//!
//! `items` is read by one connection. The tables that may be large, `order_lines` and
//! `co_purchases`, are read by as many as the caller asks for, in chunks of rowids; by one where
//! they are views, a SELECT, or have no rowids, as these cannot be cut.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::chunks::{Job, ROWS_A_CHUNK};
use super::error::{CatalogueError, DatabaseProblem};
use super::key::Key;
use super::moment::{FileIdentity, Files, Moment};
use super::places::Places;
use super::row::{
    self, CoPurchaseRow, ITEM_COLUMNS, ItemRow, ItemTexts, LINE_COLUMNS, LINK_COLUMNS,
};
use super::schema::{Columns, Table};
use super::shape::Shape;
use super::standing;
use super::value::Skipped;

/// How long to wait for a program that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps of SQLite's machine between two looks whether to stop: about a millisecond.
const STEPS_A_LOOK: i32 = 50_000;

/// The shop's database, opened to be read only.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) connection: Connection,
    pub(super) files: Files,
    /// What it is called in errors.
    pub(super) name: String,
    pub(super) identities: Option<Vec<FileIdentity>>,
    pub(super) places: Places,
}

impl Catalogue {
    /// Opens the database at `path`. Nothing is ever written to it.
    ///
    /// # Errors
    /// If there is no such file, or it is no SQLite database, or another program has locked it.
    pub fn open_read_only(path: &Path) -> Result<Self, CatalogueError> {
        Self::open_with_places(path, Places::default())
    }

    /// Opens it to read its rows from other places, which may be in databases beside it. Nothing is
    /// ever written to any of them.
    ///
    /// # Errors
    /// As for [`Self::open_read_only`], of any of the databases.
    pub fn open_with_places(path: &Path, places: Places) -> Result<Self, CatalogueError> {
        Self::open_with_patience(path, places, PATIENCE)
    }

    fn open_with_patience(
        path: &Path,
        places: Places,
        patience: Duration,
    ) -> Result<Self, CatalogueError> {
        let files = Files {
            main: path.to_owned(),
            attached: places.attached.clone(),
        };
        files.paths().try_for_each(standing::database)?;
        let identities = files.identities();
        let connection = files.open(patience)?;
        Ok(Self {
            connection,
            name: path.display().to_string(),
            // Exchanged while it was opened: then nobody knows which of the two is open.
            identities: identities.filter(|before| files.identities().as_ref() == Some(before)),
            files,
            places,
        })
    }

    /// Begins to read on one connection: all that the reader reads is the database as it was at one
    /// moment, whatever the shop writes meanwhile.
    ///
    /// # Errors
    /// If a table lacks a column it needs, if there are neither order lines nor co-purchases, or
    /// if SQLite fails.
    pub fn reader(&self) -> Result<Reader<'_>, CatalogueError> {
        self.reader_on(1)
    }

    /// The rows of one moment, read on as many connections as told, if that many can see the database at one moment:
    /// a shop that never stops writing is read by one.
    ///
    /// # Errors
    /// As for [`Self::reader`].
    pub fn reader_on(&self, connections: usize) -> Result<Reader<'_>, CatalogueError> {
        // One runs through views and small tables, and does not share in the large ones.
        let others = if connections > 1 { connections } else { 0 };
        let moment = Moment::begin(
            &self.connection,
            &self.files,
            self.identities.as_deref(),
            others,
        )
        .map_err(|problem| CatalogueError::database(&self.name, problem))?;
        let shape = Shape::read(&moment.transaction, &self.name, &self.places)?;
        Ok(Reader {
            moment,
            shape,
            catalogue: self,
            rows_a_chunk: ROWS_A_CHUNK,
        })
    }

    /// Lets SQLite break off once `stop` is raised, however long a view takes to its first row.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn stop_when(&mut self, stop: Arc<AtomicBool>) -> Result<(), CatalogueError> {
        self.connection
            .progress_handler(STEPS_A_LOOK, Some(move || stop.load(Relaxed)))
            .map_err(|problem| CatalogueError::database(&self.name, problem))
    }
}

/// The database at one moment.
#[derive(Debug)]
pub struct Reader<'c> {
    moment: Moment<'c>,
    shape: Shape,
    catalogue: &'c Catalogue,
    rows_a_chunk: usize,
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
        let Some(columns) = self.shape.columns(table) else {
            return Ok(None);
        };
        let Some(rowid) = columns.rowid() else {
            return Ok(None);
        };
        let rowids = self.rowids(columns, rowid)?;
        Ok(Some(rowids.map_or(0, |(first, last)| {
            last.abs_diff(first).saturating_add(1)
        })))
    }

    /// The first and the last rowid; `None` of a table without rows.
    fn rowids(&self, columns: &Columns, rowid: &str) -> Result<Option<(i64, i64)>, CatalogueError> {
        let name = columns.from();
        // Two statements in one, for each of them alone is a single search.
        let sql =
            format!("SELECT (SELECT min({rowid}) FROM {name}), (SELECT max({rowid}) FROM {name})");
        let found = self.moment.transaction.query_row(&sql, [], |row| {
            Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?))
        });
        found.map_err(|problem| self.failed(problem))
    }

    /// Whether `table` is there and has a row.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn has_rows(&self, table: Table) -> Result<bool, CatalogueError> {
        let Some(columns) = self.shape.columns(table) else {
            return Ok(false);
        };
        self.moment
            .transaction
            .prepare(&format!("SELECT 1 FROM {} LIMIT 1", columns.from()))
            .and_then(|mut statement| statement.exists([]))
            .map_err(|problem| self.failed(problem))
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
        let mut skipped = Skipped::default();
        let mut texts = ItemTexts::default();
        self.for_each_row(Table::Items, &ITEM_COLUMNS, |row| {
            let row = texts.row(values(row)?, &mut skipped);
            Ok(row.map_or(Ok(()), &mut take))
        })?;
        Ok(skipped)
    }

    /// Runs through `order_lines` in chunks, read at the same time on all connections; there are
    /// none if there is no such table. A pair may come twice.
    ///
    /// On any thread, `begin` makes a chunk of at most as many rows as told, and `take` puts a row
    /// into it as (order, item), in the order of rowids if the table has any. `join` gets the chunks
    /// one at a time, in this same order. What it gets all together is the same on any number of
    /// connections.
    ///
    /// # Errors
    /// The first error of `take` or `join`, which ends the reading; or if SQLite fails.
    pub fn order_lines_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &mut self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, Key<'_>, Key<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let take = |chunk: &mut C, row: &Row<'_>, skipped: &mut Skipped| {
            let line = row::line(values(row)?, skipped);
            Ok(line.map_or(Ok(()), |(order, item)| take(chunk, order, item)))
        };
        self.in_chunks(Table::OrderLines, &LINE_COLUMNS, begin, take, join)
    }

    /// Runs through `co_purchases` in the same way. A pair may come twice, and may be a link of an
    /// item to itself.
    ///
    /// # Errors
    /// As for [`Self::order_lines_in_chunks`].
    pub fn co_purchases_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &mut self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, CoPurchaseRow<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let take = |chunk: &mut C, row: &Row<'_>, skipped: &mut Skipped| {
            let link = row::co_purchase(values(row)?, skipped);
            Ok(link.map_or(Ok(()), |link| take(chunk, link)))
        };
        self.in_chunks(Table::CoPurchases, &LINK_COLUMNS, begin, take, join)
    }

    /// Ends the reading: all that was read is good only if this is. Says how long nobody could write
    /// to the database for it; `None` where everybody could.
    ///
    /// # Errors
    /// If another program wrote over the database without SQLite, where that can be noticed.
    pub fn finish(self) -> Result<Option<Duration>, CatalogueError> {
        self.moment.end()
    }

    fn in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &mut self,
        table: Table,
        wanted: &[&str],
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, &Row<'_>, &mut Skipped) -> rusqlite::Result<Result<(), E>> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let Some(columns) = self.shape.columns(table) else {
            return Ok(Skipped::default());
        };
        let all = select(columns, wanted);
        let rowid = columns.rowid();
        let sql = match rowid {
            Some(rowid) if self.moment.others.is_empty() => format!("{all} ORDER BY {rowid}"),
            Some(rowid) => {
                let all = select(columns, &[wanted, &[rowid]].concat());
                format!("{all} WHERE {rowid} BETWEEN ?1 AND ?2 ORDER BY {rowid}")
            }
            None => all,
        };
        let job = Job {
            path: &self.catalogue.name,
            sql: &sql,
            rowid_column: wanted.len(),
            rows_a_chunk: self.rows_a_chunk,
            begin,
            take,
        };
        let rowid = rowid.filter(|_| !self.moment.others.is_empty());
        let Some(rowid) = rowid else {
            return job.on(&self.moment.transaction, join);
        };
        let Some((first, last)) = self.rowids(columns, rowid)? else {
            return Ok(Skipped::default());
        };
        job.over_ranges(&mut self.moment.others, first..=last, join)
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
        let failed = |problem| E::from(self.failed(problem));
        let sql = select(columns, wanted);
        let mut statement = self.moment.transaction.prepare(&sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            take(row).map_err(failed)??;
        }
        Ok(())
    }

    fn failed(&self, problem: impl Into<DatabaseProblem>) -> CatalogueError {
        CatalogueError::database(&self.catalogue.name, problem)
    }
}

/// The first values of a row.
fn values<'r, const N: usize>(row: &'r Row<'_>) -> rusqlite::Result<[ValueRef<'r>; N]> {
    let mut values = [ValueRef::Null; N];
    for (place, value) in values.iter_mut().enumerate() {
        *value = row.get_ref(place)?;
    }
    Ok(values)
}

/// All rows of a table; a column it does not have reads as NULL. A rowid is no column of it.
fn select(columns: &Columns, wanted: &[&str]) -> String {
    let there = |name: &str| columns.has(name) || columns.rowid() == Some(name);
    let selected: Vec<&str> = wanted
        .iter()
        .map(|name| if there(name) { *name } else { "NULL" })
        .collect();
    format!("SELECT {} FROM {}", selected.join(", "), columns.from())
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "moment_tests.rs"]
mod moment_tests;
