//! Reading from a copy: writers wait only while it is made, which takes as long as the disk does, and
//! not while rows are read and understood.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::{CatalogueError, DatabaseProblem};
use super::moment::{self, Moment};
use super::places::{Attached, Places};
use super::read::Catalogue;

/// Pages copied between two looks whether to stop.
const PAGES_A_STEP: i32 = 4096;

impl Catalogue {
    /// The same catalogue, read from copies of its databases, which are made in `folder` and can be
    /// removed once nobody reads any more. All are copied as they were at one moment. `tick` is told
    /// of pages copied, and may end it.
    ///
    /// Says also how long nobody could write to a database for it; `None` where everybody could.
    ///
    /// # Errors
    /// If SQLite fails, there is no room for the copies, or `tick` ends it.
    pub fn copied_into<E: From<CatalogueError>>(
        self,
        folder: &Path,
        tick: impl Fn(u64) -> Result<(), E>,
    ) -> Result<(Self, Option<Duration>), E> {
        let failed = |problem: rusqlite::Error| CatalogueError::database(&self.name, problem);
        let identities = self.identities.as_deref();
        let moment = Moment::begin(&self.connection, &self.files, identities, 0).map_err(failed)?;
        let schemas = moment::schemas(&moment.transaction).map_err(failed)?;
        let mut copies = Vec::new();
        for (place, schema) in schemas.iter().enumerate() {
            let to = folder.join(format!("{place}.db"));
            copy(&moment.transaction, schema, &to, &self.name, &tick)?;
            copies.push(to);
        }
        let locked = moment.end()?;
        let mut copies = copies.into_iter();
        let main = copies.next().unwrap_or_else(|| self.files.main.clone());
        let attached = self.files.attached.iter().zip(copies);
        let places = Places {
            attached: attached
                .map(|(known, file)| Attached {
                    name: known.name.clone(),
                    file,
                })
                .collect(),
            ..self.places
        };
        let copied = Self::open_with_places(&main, places)?;
        Ok((
            Self {
                name: self.name,
                ..copied
            },
            locked,
        ))
    }
}

/// Copies a database of a connection that sees it as it was at one moment.
fn copy<E: From<CatalogueError>>(
    from: &Connection,
    schema: &str,
    to: &Path,
    name: &str,
    tick: &impl Fn(u64) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |problem: rusqlite::Error| CatalogueError::database(name, problem);
    let not_written =
        |problem: rusqlite::Error| CatalogueError::database(&to.display().to_string(), problem);
    let mut into = Connection::open(to).map_err(not_written)?;
    // Nobody needs it after a crash.
    into.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        .map_err(not_written)?;
    let backup = Backup::new_with_names(from, schema, &mut into, "main").map_err(failed)?;
    loop {
        match backup.step(PAGES_A_STEP).map_err(failed)? {
            StepResult::Done => break,
            StepResult::More => tick(PAGES_A_STEP as u64)?,
            // Nobody but us knows of the copy, and we may read.
            _ => return Err(CatalogueError::database(name, DatabaseProblem::Locked).into()),
        }
    }
    drop(backup);
    // A copy of one in WAL mode is in WAL mode.
    into.execute_batch("PRAGMA journal_mode = DELETE")
        .map_err(not_written)?;
    Ok(())
}
