//! Several connections that see the database at one and the same moment, and how to know that they
//! do. What is read then is not known here.
//!
//! A transaction that reads sees the database as it was at its first look, whatever is written
//! meanwhile. Several transactions see the same if nobody commits between the first look of the
//! first and that of the last:
//!
//! - With a rollback journal nobody can: to commit is to write into the file, and the first
//!   transaction's shared lock keeps writers out of it until it ends.
//! - In WAL mode anybody can. So one more connection, outside of any transaction, asks for `PRAGMA
//!   data_version` before the first look and after the last; two answers on one connection differ
//!   if another connection committed between them. Where they differ, all transactions are ended
//!   and begun again.
//!
//! All that holds for connections to one file, but they open it by its name, and the file of that
//! name may have been replaced. So the file must be the same one before the first connection is
//! opened and after the last.
//!
//! Of several databases attached to each other all this is asked of each. Where it holds for all of
//! them, nobody committed to any between the first look and the last, so they are seen as they were
//! at one moment. What a program writes to two of them in two commits with time between may be seen
//! half: no reader can tell that these belong together.
//!
//! A shop that commits without a pause, or a writer that waits for us to let go of the lock, can
//! make this fail again and again. After a few attempts one connection reads alone, which always
//! works. Its looks at attached databases come one after another then, and a commit between them is
//! not noticed: each is seen as it was at a moment, and these lie milliseconds apart.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, OpenFlags, Transaction};

use super::error::{CatalogueError, DatabaseProblem};
use super::functions;
use super::places::Attached;
use super::standing;

/// How often to begin again before one connection reads alone.
const ATTEMPTS: usize = 10;

/// Cache of a connection that runs through a table once, in KiB. It never comes back to a page, and
/// pages that stay in the processor's cache are read into faster than new ones.
const SCAN_CACHE: i32 = 256;

/// A database, and those attached to it, none of which is written to.
#[derive(Debug, Clone)]
pub(super) struct Files {
    pub(super) main: PathBuf,
    pub(super) attached: Vec<Attached>,
}

impl Files {
    /// Opens one more connection to all of them that only reads.
    pub(super) fn open(&self, patience: Duration) -> Result<Connection, CatalogueError> {
        let connection = self
            .open_main(patience)
            .map_err(|problem| standing::not_opened(&self.main, problem))?;
        for Attached { name, file } in &self.attached {
            // It is opened like the first one: to be read only.
            let attach = format!("ATTACH ?1 AS \"{name}\"");
            connection
                .execute(&attach, [file.to_string_lossy()])
                .and_then(|_| look_at(&connection, name))
                .map_err(|problem| standing::not_opened(file, problem))?;
        }
        Ok(connection)
    }

    fn open_main(&self, patience: Duration) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.main, flags)?;
        connection.busy_timeout(patience)?;
        functions::add(&connection)?;
        // SQLite opens a file without looking at it; this looks.
        look_at(&connection, "main")?;
        Ok(connection)
    }

    /// All files, in the order in which SQLite lists them.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        let attached = self.attached.iter().map(|attached| &*attached.file);
        std::iter::once(&*self.main).chain(attached)
    }

    /// Which files stand under the names; `None` if one is missing or not known.
    pub(super) fn identities(&self) -> Option<Vec<FileIdentity>> {
        self.paths().map(FileIdentity::of).collect()
    }
}

/// Which file stands under a name: the same only for the same file, even if it is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileIdentity(u64, u64);

impl FileIdentity {
    /// `None` where there is no file, or the system does not number its files.
    pub(super) fn of(path: &Path) -> Option<Self> {
        identity(&std::fs::metadata(path).ok()?)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<FileIdentity> {
    use std::os::unix::fs::MetadataExt;
    Some(FileIdentity(metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<FileIdentity> {
    None
}

/// Transactions that all see the database at one moment.
#[derive(Debug)]
pub(super) struct Moment<'c> {
    /// The first connection's.
    pub(super) transaction: Transaction<'c>,
    /// Connections with a transaction of their own; none where one must do.
    pub(super) others: Vec<Connection>,
    /// What tells of each file that our lock keeps others from writing to whether it was written
    /// over; those in WAL mode are none of these.
    contents: Vec<(PathBuf, Content)>,
    begun: Instant,
}

impl<'c> Moment<'c> {
    /// Begins to read on `first`, which is open on the files `opened`, and on as many others as told
    /// or on none.
    pub(super) fn begin(
        first: &'c Connection,
        files: &Files,
        opened: Option<&[FileIdentity]>,
        others: usize,
    ) -> rusqlite::Result<Self> {
        let begun_at = Instant::now();
        // One transaction sees one database at one moment without any care.
        let begun = if others == 0 && files.attached.is_empty() {
            None
        } else {
            Self::begin_together(first, files, opened, others)?
        };
        let (transaction, others) = match begun {
            Some(begun) => begun,
            None => (begin_on(first)?, Vec::new()),
        };
        let contents = Content::of_locked(&transaction, files)?;
        Ok(Self {
            transaction,
            others,
            contents,
            begun: begun_at,
        })
    }

    /// Ends all transactions. Says how long nobody could write to a file for them; `None` where
    /// everybody could.
    pub(super) fn end(self) -> Result<Option<Duration>, CatalogueError> {
        if let Some(path) = self.overwritten() {
            let path = path.display().to_string();
            return Err(CatalogueError::database(
                &path,
                DatabaseProblem::Overwritten,
            ));
        }
        let locks = !self.contents.is_empty();
        let Self {
            transaction,
            others,
            begun,
            ..
        } = self;
        drop((transaction, others));
        Ok(locks.then(|| begun.elapsed()))
    }

    fn begin_together(
        first: &'c Connection,
        files: &Files,
        opened: Option<&[FileIdentity]>,
        others: usize,
    ) -> rusqlite::Result<Option<(Transaction<'c>, Vec<Connection>)>> {
        let open_more = || -> Option<(Connection, Vec<Connection>)> {
            let monitor = files.open(Duration::ZERO).ok()?;
            let others = (0..others).map(|_| {
                let other = files.open(Duration::ZERO).ok()?;
                for schema in schemas(&other).ok()? {
                    other
                        .pragma_update(Some(&*schema), "cache_size", -SCAN_CACHE)
                        .ok()?;
                }
                Some(other)
            });
            Some((monitor, others.collect::<Option<_>>()?))
        };
        // Whatever keeps more connections from being opened, the first one is open.
        let Some((monitor, others)) = open_more() else {
            return Ok(None);
        };
        if opened.is_none() || files.identities().as_deref() != opened {
            return Ok(None);
        }
        for _ in 0..ATTEMPTS {
            let begun = while_nobody_commits(&monitor, || {
                let transaction = begin_on(first)?;
                let looked = others.iter().try_for_each(|other| {
                    other.execute_batch("BEGIN")?;
                    look(other)
                });
                Ok(looked.ok().map(|()| transaction))
            })?;
            if let Some(transaction) = begun {
                return Ok(Some((transaction, others)));
            }
            // One that did not get to begin has nothing to end.
            for other in others.iter().filter(|other| !other.is_autocommit()) {
                other.execute_batch("ROLLBACK")?;
            }
        }
        Ok(None)
    }

    /// The database that has been written over since, in a way that SQLite does not notice.
    fn overwritten(&self) -> Option<&Path> {
        let mut contents = self.contents.iter();
        let (path, _) = contents.find(|(path, before)| {
            // Another file under that name, or none, takes nothing from the one that is open.
            Content::of(path).is_some_and(|now| now.identity == before.identity && now != *before)
        })?;
        Some(path)
    }
}

/// Does `begin`, and gives what came of it if no other connection committed meanwhile.
fn while_nobody_commits<T>(
    monitor: &Connection,
    begin: impl FnOnce() -> rusqlite::Result<Option<T>>,
) -> rusqlite::Result<Option<T>> {
    // The monitor does not wait, so a lock in its way is one more reason to begin again.
    let version = || -> rusqlite::Result<Vec<i64>> {
        let schemas = schemas(monitor)?.into_iter();
        let version = |schema: String| {
            monitor.pragma_query_value(Some(&*schema), "data_version", |row| row.get(0))
        };
        schemas.map(version).collect()
    };
    let before = version();
    let begun = begin()?;
    match (before, version()) {
        (Ok(before), Ok(after)) if before == after => Ok(begun),
        _ => Ok(None),
    }
}

fn begin_on(connection: &Connection) -> rusqlite::Result<Transaction<'_>> {
    let transaction = connection.unchecked_transaction()?;
    look(&transaction)?;
    Ok(transaction)
}

/// A transaction begins to read at its first look, not at its BEGIN; in each database at its own.
fn look(connection: &Connection) -> rusqlite::Result<()> {
    let mut schemas = schemas(connection)?.into_iter();
    schemas.try_for_each(|schema| look_at(connection, &schema))
}

fn look_at(connection: &Connection, schema: &str) -> rusqlite::Result<()> {
    let sql = format!("SELECT count(*) FROM \"{schema}\".sqlite_master");
    connection.query_row(&sql, [], |_| Ok(()))
}

/// What the databases of a connection are called in it, the first one first.
pub(super) fn schemas(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// What tells that a file which nobody may write to was written to.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    identity: Option<FileIdentity>,
    length: u64,
    modified: Option<SystemTime>,
}

impl Content {
    fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            identity: identity(&metadata),
            length: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }

    /// Of the files that our lock keeps everybody from writing to; in WAL mode it does not.
    fn of_locked(
        transaction: &Transaction<'_>,
        files: &Files,
    ) -> rusqlite::Result<Vec<(PathBuf, Self)>> {
        let mut contents = Vec::new();
        for (schema, path) in schemas(transaction)?.iter().zip(files.paths()) {
            let mode: String =
                transaction
                    .pragma_query_value(Some(&**schema), "journal_mode", |row| row.get(0))?;
            let content = Self::of(path).filter(|_| mode != "wal");
            contents.extend(content.map(|content| (path.to_owned(), content)));
        }
        Ok(contents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_with_a_commit_between_them_are_not_of_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        let writer = Connection::open(&path).unwrap();
        writer
            .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE lines(line)")
            .unwrap();
        let files = Files {
            main: path,
            attached: Vec::new(),
        };
        let connections: [Connection; 3] =
            std::array::from_fn(|_| files.open(Duration::ZERO).unwrap());
        let [monitor, first, second] = &connections;
        let count = |connection: &Connection| -> i64 {
            let count = connection.query_row("SELECT count(*) FROM lines", [], |row| row.get(0));
            count.unwrap()
        };
        for commits in [true, false, true, true, false] {
            let seen = while_nobody_commits(monitor, || {
                let begun = begin_on(first)?;
                if commits {
                    writer.execute("INSERT INTO lines VALUES (1)", [])?;
                }
                let other = begin_on(second)?;
                Ok(Some((count(&begun), count(&other))))
            });
            assert_eq!(seen.unwrap().is_none(), commits);
            let seen = while_nobody_commits(monitor, || {
                let (begun, other) = (begin_on(first)?, begin_on(second)?);
                Ok(Some((count(&begun), count(&other))))
            });
            let (one, other) = seen.unwrap().unwrap();
            assert_eq!(one, other);
        }
    }
}
