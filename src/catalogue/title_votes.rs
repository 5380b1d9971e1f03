//! Titles out of order lines: the same code is called many things, and the most frequent of them
//! becomes its title. The rule is here, the table of votes in `schema`.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Statement, params_from_iter};

use super::error::CatalogueError;
use super::schema::{self, Table};
use super::write::{Change, WriteBatch};

/// Chooses titles by how many order lines carry them.
///
/// A line votes when it comes in for the first time, or when its item had no votes at all before
/// (so orders may be imported once more, with titles this time). So importing a file twice does
/// not count it twice, wherever it lies and whatever else it overlaps with.
#[derive(Debug)]
pub struct TitleVotes<'c> {
    has_votes: Statement<'c>,
    vote: Statement<'c>,
    merge: Statement<'c>,
    winners: Statement<'c>,
    insert: Statement<'c>,
    update: Statement<'c>,
    mark: Statement<'c>,
    path: &'c str,
}

impl WriteBatch<'_> {
    /// A writer for titles that order lines carry.
    ///
    /// # Errors
    /// If the `items` table there is cannot be written to.
    pub fn title_votes(&self) -> Result<TitleVotes<'_>, CatalogueError> {
        schema::ensure(&self.transaction, self.path, Table::Items)?;
        self.sql(|connection| {
            connection.execute_batch(schema::TITLE_VOTES_DEFINITION)?;
            connection.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS new_votes(
                   item_id NOT NULL, title TEXT NOT NULL, votes INTEGER NOT NULL,
                   UNIQUE(item_id, title));
                 DELETE FROM temp.new_votes",
            )?;
            TitleVotes::prepare(connection, self.path)
        })
    }
}

impl<'c> TitleVotes<'c> {
    /// Prepares its statements; the tables of votes are there.
    fn prepare(connection: &'c Connection, path: &'c str) -> rusqlite::Result<Self> {
        Ok(Self {
            has_votes: connection.prepare("SELECT 1 FROM main.import_titles WHERE item_id = ?1")?,
            vote: connection.prepare(
                "INSERT INTO temp.new_votes(item_id, title, votes) VALUES (?1, ?2, 1)
                 ON CONFLICT(item_id, title) DO UPDATE SET votes = votes + 1",
            )?,
            merge: connection.prepare(
                "INSERT INTO main.import_titles(item_id, title, votes)
                 SELECT item_id, title, votes FROM temp.new_votes WHERE true ORDER BY rowid
                 ON CONFLICT(item_id, title) DO UPDATE SET votes = votes + excluded.votes",
            )?,
            // Most votes first; between equals the one seen first, which has the lower rowid.
            winners: connection.prepare(
                "SELECT item_id, (SELECT title FROM main.import_titles AS own
                                  WHERE own.item_id = voted.item_id
                                  ORDER BY votes DESC, own.rowid LIMIT 1)
                 FROM temp.new_votes AS voted GROUP BY item_id ORDER BY min(voted.rowid)",
            )?,
            insert: connection
                .prepare("INSERT INTO items(id, title) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?,
            update: connection.prepare(
                "UPDATE items SET title = ?2 WHERE id = ?1 AND title IS NOT ?2
                   AND (title IS NULL OR trim(title) = ''
                     OR title = (SELECT title FROM main.import_titles WHERE item_id = ?1 AND chosen))",
            )?,
            mark: connection.prepare(
                "UPDATE main.import_titles SET chosen = (title = ?2)
                 WHERE item_id = ?1 AND chosen <> (title = ?2)",
            )?,
            path,
        })
    }

    /// Counts the title that one order line gives `item`; `line` is what became of that line.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn vote(&mut self, item: &str, title: &str, line: Change) -> Result<(), CatalogueError> {
        let mut vote = || -> rusqlite::Result<()> {
            if line == Change::New || !self.has_votes.exists([item])? {
                self.vote.execute([item, title])?;
            }
            Ok(())
        };
        vote().map_err(|problem| CatalogueError::database(self.path, problem))
    }

    /// Ends the vote: gives every item it was about its most frequent title, except those whose
    /// title came from elsewhere. `each` hears of every item that is new or changed.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn settle(&mut self, mut each: impl FnMut(Change)) -> Result<(), CatalogueError> {
        self.try_settle(&mut each)
            .map_err(|problem| CatalogueError::database(self.path, problem))
    }

    fn try_settle(&mut self, each: &mut dyn FnMut(Change)) -> rusqlite::Result<()> {
        self.merge.execute([])?;
        let mut winners = self.winners.query([])?;
        while let Some(row) = winners.next()? {
            let item_and_title = [row.get_ref(0)?, row.get_ref(1)?].map(ToSqlOutput::Borrowed);
            let change = if self.insert.execute(params_from_iter(&item_and_title))? == 1 {
                Change::New
            } else if self.update.execute(params_from_iter(&item_and_title))? == 1 {
                Change::Changed
            } else {
                continue;
            };
            self.mark.execute(params_from_iter(&item_and_title))?;
            each(change);
        }
        Ok(())
    }
}
