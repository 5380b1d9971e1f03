//! Writing a new database as fast as SQLite can: for catalogues of millions of rows that can be made
//! again, not for a shop's own data.
//!
//! No journal, no syncing, many rows a statement, and plain tables without a unique index: `import`
//! cannot add to what is written here. The file takes its name when it is whole; until then it lies
//! beside it under another one, and is removed if writing ends early.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Statement};
use tempfile::NamedTempFile;

use super::error::{CatalogueError, DatabaseProblem};
use super::write::NewItem;

/// Rows of one statement: enough that its own cost does not count.
const ROWS: usize = 64;

/// Page cache in KiB; rows are only ever appended.
const CACHE_KIB: i64 = 64 * 1024;

/// A database that is being made.
#[derive(Debug)]
pub struct BulkDatabase {
    // Closed before the file is removed or named.
    connection: Connection,
    file: NamedTempFile,
    path: PathBuf,
}

impl BulkDatabase {
    /// Begins a database that will be at `path`.
    ///
    /// # Errors
    /// If there is a file already, or none can be made there.
    pub fn create(path: &Path) -> Result<Self, CatalogueError> {
        let name = path.display().to_string();
        if path.symlink_metadata().is_ok() {
            return Err(CatalogueError::AlreadyThere { path: name });
        }
        let file = partial_file(path)
            .map_err(|_| CatalogueError::database(&name, DatabaseProblem::CannotOpen))?;
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(file.path(), flags)?;
            for (pragma, value) in [
                ("journal_mode", "OFF"),
                ("synchronous", "OFF"),
                ("locking_mode", "EXCLUSIVE"),
            ] {
                connection.pragma_update(None, pragma, value)?;
            }
            connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
            connection.execute_batch("BEGIN")?;
            Ok(connection)
        };
        Ok(Self {
            connection: open().map_err(|problem| CatalogueError::database(&name, problem))?,
            file,
            path: path.to_owned(),
        })
    }

    /// Makes the table `items`, to be filled in the order of ids.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn items(&self) -> Result<BulkItems<'_>, CatalogueError> {
        self.sql(|connection| {
            connection.execute_batch(
                "CREATE TABLE items(
                   id INTEGER PRIMARY KEY, title TEXT, creator TEXT, category TEXT, year INTEGER)",
            )?;
            let insert = connection.prepare("INSERT INTO items VALUES (?1, ?2, ?3, ?4, ?5)")?;
            Ok(BulkItems {
                database: self,
                insert,
            })
        })
    }

    /// Makes the table `order_lines`; rows are (order, item).
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn order_lines(&self) -> Result<BulkRows<'_, 2>, CatalogueError> {
        self.rows("order_lines", ["order_id", "item_id"])
    }

    /// Makes the table `co_purchases` with places on lists; rows are (source, target, position).
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn co_purchases(&self) -> Result<BulkRows<'_, 3>, CatalogueError> {
        self.rows("co_purchases", ["source", "target", "position"])
    }

    /// Makes the table `co_purchases` with numbers of orders; rows are (source, target, orders,
    /// position).
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn counted_co_purchases(&self) -> Result<BulkRows<'_, 4>, CatalogueError> {
        self.rows("co_purchases", ["source", "target", "orders", "position"])
    }

    /// Gives the database its name; from now on it is there.
    ///
    /// # Errors
    /// If SQLite fails, the disk is full, or another file has taken the name meanwhile.
    pub fn publish(self) -> Result<(), CatalogueError> {
        let name = self.path.display().to_string();
        let failed = |problem| CatalogueError::database(&name, problem);
        self.connection.execute_batch("COMMIT").map_err(failed)?;
        self.connection
            .close()
            .map_err(|(_, problem)| failed(problem))?;
        match self.file.persist_noclobber(&self.path) {
            Ok(_) => Ok(()),
            Err(_) if self.path.exists() => Err(CatalogueError::AlreadyThere { path: name }),
            Err(error) => Err(CatalogueError::database(
                &name,
                DatabaseProblem::Unreadable(error.error),
            )),
        }
    }

    fn rows<const WIDTH: usize>(
        &self,
        table: &str,
        columns: [&str; WIDTH],
    ) -> Result<BulkRows<'_, WIDTH>, CatalogueError> {
        let columns = columns.map(|column| format!("{column} INTEGER NOT NULL"));
        let row = format!("({})", ["?"; WIDTH].join(", "));
        self.sql(|connection| {
            connection.execute_batch(&format!("CREATE TABLE {table}({})", columns.join(", ")))?;
            let insert = |count: usize| {
                let rows = vec![row.as_str(); count].join(", ");
                connection.prepare(&format!("INSERT INTO {table} VALUES {rows}"))
            };
            Ok(BulkRows {
                database: self,
                insert_many: insert(ROWS)?,
                insert_one: insert(1)?,
                pending: Vec::with_capacity(ROWS),
            })
        })
    }

    fn sql<'s, T>(
        &'s self,
        run: impl FnOnce(&'s Connection) -> rusqlite::Result<T>,
    ) -> Result<T, CatalogueError> {
        run(&self.connection)
            .map_err(|problem| CatalogueError::database(&self.path.display().to_string(), problem))
    }
}

/// A file beside `path` for what is not whole yet, readable by whom new files are.
fn partial_file(path: &Path) -> std::io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(".");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".partial");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Puts rows into `items`.
#[derive(Debug)]
pub struct BulkItems<'d> {
    database: &'d BulkDatabase,
    insert: Statement<'d>,
}

impl BulkItems<'_> {
    /// Puts an item in; its page and picture are left out.
    ///
    /// # Errors
    /// If SQLite fails, also because the id is there already.
    pub fn put(&mut self, id: i64, item: &NewItem<'_>) -> Result<(), CatalogueError> {
        let values = (id, item.title, item.creator, item.category, item.year);
        self.database.sql(|_| self.insert.execute(values).map(drop))
    }
}

/// Puts rows of whole numbers into a table, many at a time.
#[derive(Debug)]
pub struct BulkRows<'d, const WIDTH: usize> {
    database: &'d BulkDatabase,
    insert_many: Statement<'d>,
    insert_one: Statement<'d>,
    pending: Vec<[i64; WIDTH]>,
}

impl<const WIDTH: usize> BulkRows<'_, WIDTH> {
    /// Puts a row in. What it holds is not looked at.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn put(&mut self, row: [i64; WIDTH]) -> Result<(), CatalogueError> {
        self.pending.push(row);
        if self.pending.len() < ROWS {
            return Ok(());
        }
        let written = insert(&mut self.insert_many, &self.pending);
        self.pending.clear();
        self.database.sql(|_| written)
    }

    /// Writes the rows that still wait for others to go with.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(mut self) -> Result<(), CatalogueError> {
        let Self {
            pending,
            insert_one,
            ..
        } = &mut self;
        let written = pending
            .chunks(1)
            .try_for_each(|row| insert(insert_one, row));
        self.database.sql(|_| written)
    }
}

fn insert<const WIDTH: usize>(
    statement: &mut Statement<'_>,
    rows: &[[i64; WIDTH]],
) -> rusqlite::Result<()> {
    for (place, value) in (1..).zip(rows.iter().flatten()) {
        statement.raw_bind_parameter(place, value)?;
    }
    statement.raw_execute().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Key};

    fn names_in(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn rows_are_there_in_their_order_once_the_database_is_published() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.db");
        let database = BulkDatabase::create(&path).unwrap();
        let item = NewItem {
            title: Some("Lamp"),
            ..NewItem::default()
        };
        database.items().unwrap().put(7, &item).unwrap();
        let mut lines = database.order_lines().unwrap();
        let rows: Vec<[i64; 2]> = (0..150).map(|row| [row / 3, row]).collect();
        rows.iter().for_each(|&row| lines.put(row).unwrap());
        lines.finish().unwrap();
        assert!(!path.exists());
        database.publish().unwrap();
        assert_eq!(names_in(folder.path()), ["big.db"]);

        let catalogue = Catalogue::open_read_only(&path).unwrap();
        let mut reader = catalogue.reader().unwrap();
        let mut read = Vec::new();
        let take = |chunk: &mut Vec<String>, order: Key<'_>, item: Key<'_>| {
            chunk.push(format!("{order} {item}"));
            Ok::<(), CatalogueError>(())
        };
        let join = |chunk| {
            read.extend::<Vec<String>>(chunk);
            Ok(())
        };
        reader
            .order_lines_in_chunks(Vec::with_capacity, take, join)
            .unwrap();
        let expected: Vec<String> = rows.iter().map(|[a, b]| format!("{a} {b}")).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_not_published_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let database = BulkDatabase::create(&folder.path().join("big.db")).unwrap();
        database.co_purchases().unwrap().put([1, 2, 1]).unwrap();
        drop(database);
        assert_eq!(names_in(folder.path()), [""; 0]);
    }

    #[test]
    fn a_file_that_is_there_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.db");
        let database = BulkDatabase::create(&path).unwrap();
        std::fs::write(&path, "mine").unwrap();
        for error in [
            BulkDatabase::create(&path).unwrap_err(),
            database.publish().unwrap_err(),
        ] {
            assert!(
                matches!(error, CatalogueError::AlreadyThere { .. }),
                "{error}"
            );
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(names_in(folder.path()), ["big.db"]);
    }

    #[test]
    fn a_missing_folder_is_told_with_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let error = BulkDatabase::create(&folder.path().join("none/big.db")).unwrap_err();
        assert!(error.to_string().contains("none/big.db"), "{error}");
    }
}
