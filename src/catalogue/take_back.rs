//! Taking rows back: a command whose files are all there is, and orders or items to be forgotten.
//!
//! Whatever is taken back, the next rebuild is the one of a database into which only what is left was
//! ever put: titles that lines voted for are chosen anew, and an item that was there for such a title
//! alone goes with its last line. Of tables with a key of their own, whose lines do not say what they
//! voted for, votes stay.

use rusqlite::{Connection, Statement};

use super::error::CatalogueError;
use super::key::Key;
use super::remove::OrderRemover;
use super::replaced_items;
use super::schema::{self, LineKeys, Table};
use super::title_votes;
use super::write::WriteBatch;

/// Ids that were asked for in vain, of which a report names no more.
const NAMED: usize = 1_000;

/// What can be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgettable {
    /// Orders: their lines.
    Orders,
    /// Items: their rows, their order lines, their links and the titles they were given.
    Items,
}

/// What was forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Different ids that were asked for.
    pub asked: u64,
    /// Rows taken out of `items`.
    pub items: u64,
    /// Rows taken out of `order_lines`.
    pub order_lines: u64,
    /// Rows taken out of `co_purchases`.
    pub co_purchases: u64,
    /// How many of the ids were nowhere.
    pub missing: u64,
    /// The first thousand of these, in order.
    pub first_missing: Vec<String>,
}

/// Gathers ids to forget; [`Forgetting::finish`] takes them out.
#[derive(Debug)]
pub struct Forgetting<'c> {
    connection: &'c Connection,
    path: &'c str,
    what: Forgettable,
    add: Statement<'c>,
}

impl WriteBatch<'_> {
    /// What this batch writes to `table` is all there is: rows that were there before go.
    ///
    /// Order lines and links go at once. Of items, those that are not put in go when the batch is
    /// committed; those that are keep what no row of the batch says of any item.
    ///
    /// # Errors
    /// If the table there is cannot be written to.
    pub fn replace(&self, table: Table) -> Result<(), CatalogueError> {
        schema::ensure(self.connection, self.path, table)?;
        self.sql(|connection| match table {
            Table::Items => replaced_items::begin(connection),
            Table::OrderLines => clear_order_lines(connection),
            Table::CoPurchases => connection.execute_batch("DELETE FROM co_purchases"),
        })
    }

    /// Begins to gather ids of what is to be forgotten.
    ///
    /// # Errors
    /// If one of the tables there are cannot be written to.
    pub fn forget(&self, what: Forgettable) -> Result<Forgetting<'_>, CatalogueError> {
        for table in what.tables() {
            schema::refuse_view(self.connection, self.path, *table)?;
        }
        self.sql(|connection| {
            connection.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS forgotten(
                   id TEXT PRIMARY KEY, found INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
                 DELETE FROM temp.forgotten",
            )?;
            Ok(Forgetting {
                connection,
                path: self.path,
                what,
                add: connection.prepare("INSERT OR IGNORE INTO temp.forgotten(id) VALUES (?1)")?,
            })
        })
    }
}

impl Forgettable {
    fn tables(self) -> &'static [Table] {
        match self {
            Self::Orders => &[Table::OrderLines],
            Self::Items => &[Table::Items, Table::OrderLines, Table::CoPurchases],
        }
    }
}

impl Forgetting<'_> {
    /// Adds an id; one that was added before counts once. 7 and "7" are one id.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn add(&mut self, id: &str) -> Result<(), CatalogueError> {
        let added = self.add.execute([id]).map(drop);
        added.map_err(|problem| CatalogueError::database(self.path, problem))
    }

    /// Takes out what the ids name.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(self) -> Result<Forgotten, CatalogueError> {
        self.try_finish()
            .map_err(|problem| CatalogueError::database(self.path, problem))
    }

    fn try_finish(&self) -> rusqlite::Result<Forgotten> {
        let mut forgotten = Forgotten::default();
        match self.what {
            Forgettable::Orders => forgotten.order_lines = self.orders()?,
            Forgettable::Items => self.items(&mut forgotten)?,
        }
        let count = "SELECT count(*), count(*) FILTER (WHERE NOT found) FROM temp.forgotten";
        let (asked, missing): (i64, i64) = self
            .connection
            .query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        forgotten.asked = asked.unsigned_abs();
        forgotten.missing = missing.unsigned_abs();
        let missing =
            format!("SELECT id FROM temp.forgotten WHERE NOT found ORDER BY id LIMIT {NAMED}");
        forgotten.first_missing = self
            .connection
            .prepare(&missing)?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(forgotten)
    }

    /// Takes out the lines of orders, and says how many these were.
    fn orders(&self) -> rusqlite::Result<u64> {
        if !self.has(Table::OrderLines)? {
            return Ok(0);
        }
        let mut remover = OrderRemover::prepare(self.connection)?;
        let mut ids = self.connection.prepare("SELECT id FROM temp.forgotten")?;
        let mut find = self
            .connection
            .prepare("UPDATE temp.forgotten SET found = 1 WHERE id = ?1")?;
        let mut lines = 0;
        let mut ids = ids.query([])?;
        while let Some(row) = ids.next()? {
            let id = row.get_ref(0)?.as_str()?;
            let removed = remover.remove(Key::from(id))?;
            lines += removed;
            if removed > 0 {
                find.execute([id])?;
            }
        }
        Ok(lines)
    }

    fn items(&self, forgotten: &mut Forgotten) -> rusqlite::Result<()> {
        title_votes::prepare_tables(self.connection)?;
        forgotten.items = self.rows(Table::Items, &["id"])?;
        forgotten.order_lines = self.rows(Table::OrderLines, &["item_id"])?;
        forgotten.co_purchases = self.rows(Table::CoPurchases, &["source", "target"])?;
        let votes = format!("DELETE FROM import_titles WHERE {}", is_named("item_id"));
        self.connection.execute(&votes, []).map(drop)
    }

    /// Takes out the rows that name an id in one of these columns, and says how many these were.
    fn rows(&self, table: Table, columns: &[&str]) -> rusqlite::Result<u64> {
        if !self.has(table)? {
            return Ok(0);
        }
        let table = table.name();
        for column in columns {
            let find = format!(
                "UPDATE temp.forgotten SET found = 1
                 WHERE NOT found AND id IN (SELECT CAST({column} AS TEXT) FROM {table})"
            );
            self.connection.execute(&find, [])?;
        }
        let named: Vec<String> = columns.iter().map(|column| is_named(column)).collect();
        let delete = format!("DELETE FROM {table} WHERE {}", named.join(" OR "));
        Ok(self.connection.execute(&delete, [])? as u64)
    }

    fn has(&self, table: Table) -> rusqlite::Result<bool> {
        Ok(schema::find_columns(self.connection, table)?.is_some())
    }
}

/// Whether a column holds one of the ids, whatever type it has there.
fn is_named(column: &str) -> String {
    format!("CAST({column} AS TEXT) IN (SELECT id FROM temp.forgotten)")
}

/// Takes out all order lines with all their votes.
fn clear_order_lines(connection: &Connection) -> rusqlite::Result<()> {
    title_votes::prepare_tables(connection)?;
    connection.execute_batch(
        "INSERT OR IGNORE INTO temp.unsettled SELECT item_id FROM import_titles;
         UPDATE import_titles SET votes = 0;
         DELETE FROM order_lines",
    )?;
    if LineKeys::find(connection)?.is_some_and(|keys| keys.by_run) {
        connection.execute_batch("DELETE FROM import_orders")?;
    }
    Ok(())
}
