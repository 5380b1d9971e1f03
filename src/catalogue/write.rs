//! Writing the catalogue in bulk: one transaction, prepared statements, and every row put in so
//! that putting it in again changes nothing. `import` and whatever makes catalogues use it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Statement, ToSql, params};

use super::change::Change;
use super::error::CatalogueError;
use super::id::Id;
use super::replaced_items::{self, ReplacedItems};
use super::schema::{self, Table};
use super::{standing, title_votes};

/// How long to wait for another program that holds the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// Page cache in KiB: unique indexes are written in random order, so they should fit if they can.
const CACHE_KIB: i64 = 128 * 1024;

/// The shop's database, opened to be written to.
#[derive(Debug)]
pub struct CatalogueWriter {
    connection: Connection,
    path: String,
}

impl CatalogueWriter {
    /// Opens the database at `path`, or makes an empty one there.
    ///
    /// # Errors
    /// If it cannot be opened or is no SQLite database.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        let name = path.display().to_string();
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(path)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
            // Touches the file, so that one that is no database is refused here.
            connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
            Ok(connection)
        };
        let connection = open().map_err(|problem| standing::not_opened(path, problem))?;
        Ok(Self {
            connection,
            path: name,
        })
    }

    /// Opens the database at `path`, which must be there.
    ///
    /// # Errors
    /// If it is not, or cannot be opened, or is no SQLite database.
    pub fn open_existing(path: &Path) -> Result<Self, CatalogueError> {
        standing::database(path)?;
        Self::open(path)
    }

    /// Begins a transaction: all of it becomes visible with [`WriteBatch::commit`], or none.
    ///
    /// # Errors
    /// If another program is writing, or the database cannot be written to.
    pub fn begin(&mut self) -> Result<WriteBatch<'_>, CatalogueError> {
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(|problem| CatalogueError::database(&self.path, problem))?;
        Ok(WriteBatch {
            connection: &mut self.connection,
            path: &self.path,
        })
    }
}

/// One transaction; dropped without [`WriteBatch::commit`], it changes nothing. Tables that are
/// missing are made when a writer for them is asked for.
#[derive(Debug)]
pub struct WriteBatch<'c> {
    /// In a transaction. Not shared, so that another thread may write order lines.
    pub(super) connection: &'c mut Connection,
    pub(super) path: &'c str,
}

impl WriteBatch<'_> {
    /// A writer for `items`.
    ///
    /// # Errors
    /// If the table there is cannot be written to.
    pub fn items(&self) -> Result<ItemWriter<'_>, CatalogueError> {
        schema::ensure(self.connection, self.path, Table::Items)?;
        self.sql(|connection| {
            schema::ensure_title_votes(connection)?;
            Ok(ItemWriter {
                insert: connection.prepare(
                    "INSERT INTO items(id, title, creator, category, year, url, image_url)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
                )?,
                update: connection.prepare(
                    "UPDATE items SET title = coalesce(?2, title), creator = coalesce(?3, creator),
                       category = coalesce(?4, category), year = coalesce(?5, year),
                       url = coalesce(?6, url), image_url = coalesce(?7, image_url)
                     WHERE id = ?1 AND (coalesce(?2, title) IS NOT title
                       OR coalesce(?3, creator) IS NOT creator
                       OR coalesce(?4, category) IS NOT category
                       OR coalesce(?5, year) IS NOT year OR coalesce(?6, url) IS NOT url
                       OR coalesce(?7, image_url) IS NOT image_url)",
                )?,
                claim: connection.prepare(
                    "UPDATE import_titles SET chosen = ?2 WHERE item_id = ?1 AND chosen > ?2",
                )?,
                replaced: ReplacedItems::prepare(connection)?,
                path: self.path,
            })
        })
    }

    /// A writer for `co_purchases`.
    ///
    /// # Errors
    /// If the table there is cannot be written to.
    pub fn co_purchases(&self) -> Result<CoPurchaseWriter<'_>, CatalogueError> {
        schema::ensure(self.connection, self.path, Table::CoPurchases)?;
        self.sql(|connection| {
            Ok(CoPurchaseWriter {
                insert: connection.prepare(
                    "INSERT INTO co_purchases(source, target, orders, position)
                     VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                )?,
                update: connection.prepare(
                    "UPDATE co_purchases SET orders = coalesce(?3, orders),
                       position = coalesce(?4, position)
                     WHERE source = ?1 AND target = ?2 AND (coalesce(?3, orders) IS NOT orders
                       OR coalesce(?4, position) IS NOT position)",
                )?,
                path: self.path,
            })
        })
    }

    /// Makes everything written so far last, once what was taken back is settled.
    ///
    /// # Errors
    /// If the disk is full, or SQLite fails otherwise; then nothing was changed.
    pub fn commit(self) -> Result<(), CatalogueError> {
        self.sql(|connection| {
            replaced_items::finish(connection)?;
            title_votes::settle_what_changed(connection)
        })?;
        self.sql(|connection| connection.execute_batch("COMMIT"))
    }

    /// Prepares statements; failures are told with the database they happened in.
    pub(super) fn sql<'s, T>(
        &'s self,
        prepare: impl FnOnce(&'s Connection) -> rusqlite::Result<T>,
    ) -> Result<T, CatalogueError> {
        prepare(self.connection).map_err(|problem| CatalogueError::database(self.path, problem))
    }
}

impl Drop for WriteBatch<'_> {
    fn drop(&mut self) {
        if !self.connection.is_autocommit() {
            // If it fails, the connection can only be closed, which undoes it too.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

/// What is known of an item. What is `None` keeps the value the database has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NewItem<'a> {
    /// Title.
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

impl NewItem<'_> {
    /// Which of [`replaced_items::COLUMNS`] it has a value for.
    fn given(&self) -> [bool; replaced_items::COLUMNS.len()] {
        [
            self.title.is_some(),
            self.creator.is_some(),
            self.category.is_some(),
            self.year.is_some(),
            self.url.is_some(),
            self.image_url.is_some(),
        ]
    }
}

/// Puts rows into `items`.
#[derive(Debug)]
pub struct ItemWriter<'c> {
    insert: Statement<'c>,
    update: Statement<'c>,
    claim: Statement<'c>,
    replaced: ReplacedItems<'c>,
    path: &'c str,
}

impl ItemWriter<'_> {
    /// Puts an item in, or adds to the one of that id. A title given here is final: titles from
    /// order lines do not replace it any more.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn put<'a>(
        &mut self,
        id: impl Into<Id<'a>>,
        item: &NewItem<'_>,
    ) -> Result<Change, CatalogueError> {
        self.try_put(id.into(), item)
            .map_err(|problem| CatalogueError::database(self.path, problem))
    }

    fn try_put(&mut self, id: Id<'_>, item: &NewItem<'_>) -> rusqlite::Result<Change> {
        self.replaced.put(id, item.given())?;
        let values = params![
            id,
            item.title,
            item.creator,
            item.category,
            item.year,
            item.url,
            item.image_url
        ];
        if self.insert.execute(values)? == 1 {
            return Ok(Change::New);
        }
        // A title of its own stands for good, and the row does in any case.
        let claimed = match item.title {
            Some(_) => 0,
            None => 1,
        };
        self.claim.execute(params![id, claimed])?;
        Ok(match self.update.execute(values)? {
            0 => Change::Same,
            _ => Change::Changed,
        })
    }
}

/// Puts rows into `co_purchases`.
#[derive(Debug)]
pub struct CoPurchaseWriter<'c> {
    insert: Statement<'c>,
    update: Statement<'c>,
    path: &'c str,
}

impl CoPurchaseWriter<'_> {
    /// Puts a link in as `source` has it: `orders` with both ends, `position` on its list from 1.
    /// What is `None` keeps the value the database has.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn put(
        &mut self,
        source: impl ToSql,
        target: impl ToSql,
        orders: Option<u32>,
        position: Option<u32>,
    ) -> Result<Change, CatalogueError> {
        let values = params![source, target, orders, position];
        let mut put = || -> rusqlite::Result<Change> {
            if self.insert.execute(values)? == 1 {
                return Ok(Change::New);
            }
            if orders.is_none() && position.is_none() {
                return Ok(Change::Same);
            }
            Ok(match self.update.execute(values)? {
                0 => Change::Same,
                _ => Change::Changed,
            })
        };
        put().map_err(|problem| CatalogueError::database(self.path, problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, OrderLineOptions};

    fn put_line(batch: &mut WriteBatch<'_>, order: &str, item: &str) {
        let options = OrderLineOptions::default();
        let put = batch.put_order_lines(options, |lines| lines.put(order, item, None));
        put.unwrap();
    }

    #[test]
    fn batch_that_is_not_committed_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        let mut writer = CatalogueWriter::open(&path).unwrap();
        let mut batch = writer.begin().unwrap();
        put_line(&mut batch, "1", "a");
        batch.commit().unwrap();
        let mut batch = writer.begin().unwrap();
        put_line(&mut batch, "2", "b");
        batch
            .items()
            .unwrap()
            .put("b", &NewItem::default())
            .unwrap();
        drop(batch);
        let catalogue = Catalogue::open_read_only(&path).unwrap();
        let reader = catalogue.reader().unwrap();
        assert_eq!(
            reader.approximate_count(Table::OrderLines).unwrap(),
            Some(1)
        );
        assert_eq!(reader.shape().items, None);
    }

    #[test]
    fn second_writer_is_told_that_the_database_is_locked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        let mut first = CatalogueWriter::open(&path).unwrap();
        let _batch = first.begin().unwrap();
        let mut second = CatalogueWriter::open(&path).unwrap();
        second.connection.busy_timeout(Duration::ZERO).unwrap();
        let error = second.begin().unwrap_err().to_string();
        assert!(error.contains("locked by another program"), "{error}");
    }
}
