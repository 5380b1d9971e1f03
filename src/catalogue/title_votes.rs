//! Titles out of order lines: the same code is called many things, and the most frequent of them
//! becomes its title. The rule is here, the table of votes in `schema`.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Statement, params};

use super::change::Change;
use super::id::{Held, Id, hold_text};
use super::schema::{self, Table};

/// Different titles, and bytes of them, that are counted in memory before the counts are written.
const MAX_BALLOTS: usize = 200_000;
const MAX_TEXT: usize = 16 << 20;

/// Chooses titles by how many order lines carry them, and between equals by which came first.
///
/// Each line has one vote, and says in its row for which title; so importing a file twice does not
/// count it twice, and a vote can be taken back with its line.
#[derive(Debug)]
pub(super) struct TitleVotes<'c> {
    connection: &'c Connection,
    find: Statement<'c>,
    add: Statement<'c>,
    count: Statement<'c>,
    unsettle: Statement<'c>,
    had_any: Statement<'c>,
    /// Titles up to this number were there before.
    old: i64,
    ballots: Vec<Ballot>,
    text: String,
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

/// Votes for one title of one item that are not written yet.
#[derive(Debug)]
struct Ballot {
    item: Held,
    title: Range<usize>,
    number: i64,
    votes: i64,
    first: i64,
}

/// Makes the tables of votes, and those of items whose title has to be looked at again: `unsettled`
/// because votes came, `recounted` because lines with votes went.
pub(super) fn prepare_tables(connection: &Connection) -> rusqlite::Result<()> {
    schema::ensure_title_votes(connection)?;
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS unsettled(item_id UNIQUE NOT NULL);
         CREATE TEMP TABLE IF NOT EXISTS recounted(item_id PRIMARY KEY) WITHOUT ROWID",
    )
}

impl<'c> TitleVotes<'c> {
    /// Prepares its statements.
    pub(super) fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        prepare_tables(connection)?;
        let old = "SELECT coalesce(max(rowid), 0) FROM import_titles";
        Ok(Self {
            connection,
            find: connection
                .prepare("SELECT rowid FROM import_titles WHERE item_id = ?1 AND title = ?2")?,
            add: connection
                .prepare("INSERT INTO import_titles(item_id, title, votes) VALUES (?1, ?2, 0)")?,
            count: connection.prepare(
                "UPDATE import_titles
                 SET votes = votes + ?2, first = iif(votes = 0, ?3, min(first, ?3))
                 WHERE rowid = ?1",
            )?,
            unsettle: connection.prepare("INSERT OR IGNORE INTO temp.unsettled VALUES (?1)")?,
            had_any: connection.prepare(
                "SELECT 1 FROM import_titles WHERE item_id = ?1 AND rowid <= ?2 AND votes > 0",
            )?,
            old: connection.query_row(old, [], |row| row.get(0))?,
            ballots: Vec::new(),
            text: String::new(),
            places: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        })
    }

    /// Whether an item had votes before this began.
    pub(super) fn had_any(&mut self, item: Id<'_>) -> rusqlite::Result<bool> {
        self.had_any.exists(params![item, self.old])
    }

    /// Counts the title that one line gives its item, and says which number the title has. `line` is
    /// the number of the line, where lines have any.
    pub(super) fn vote(
        &mut self,
        item: Id<'_>,
        title: &str,
        line: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let first = line.unwrap_or(i64::MAX);
        let hash = self.hasher.hash_one((item.key(), title));
        let (ballots, text) = (&self.ballots, &self.text);
        let is_for = |place: &usize| {
            let ballot = &ballots[*place];
            &text[ballot.title.clone()] == title && ballot.item.id(text).key() == item.key()
        };
        if let Some(&place) = self.places.find(hash, is_for) {
            let ballot = &mut self.ballots[place];
            ballot.votes += 1;
            ballot.first = ballot.first.min(first);
            return Ok(ballot.number);
        }
        if self.ballots.len() >= MAX_BALLOTS || self.text.len() >= MAX_TEXT {
            self.write()?;
        }
        let number = self.number(item, title)?;
        self.begin(item, title, number, first, hash);
        Ok(number)
    }

    /// The number of a title; a new one gets the next.
    fn number(&mut self, item: Id<'_>, title: &str) -> rusqlite::Result<i64> {
        let found = self
            .find
            .query_row(params![item, title], |row| row.get(0))
            .optional()?;
        if let Some(number) = found {
            return Ok(number);
        }
        self.add.execute(params![item, title])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn begin(&mut self, item: Id<'_>, title: &str, number: i64, first: i64, hash: u64) {
        let place = self.ballots.len();
        self.ballots.push(Ballot {
            item: Held::hold(item, &mut self.text),
            title: hold_text(title, &mut self.text),
            number,
            votes: 1,
            first,
        });
        let (ballots, text, hasher) = (&self.ballots, &self.text, &self.hasher);
        self.places.insert_unique(hash, place, |place| {
            let ballot = &ballots[*place];
            hasher.hash_one((ballot.item.id(text).key(), &text[ballot.title.clone()]))
        });
    }

    /// Writes what was counted in memory.
    fn write(&mut self) -> rusqlite::Result<()> {
        for ballot in &self.ballots {
            self.count
                .execute(params![ballot.number, ballot.votes, ballot.first])?;
            self.unsettle.execute([ballot.item.id(&self.text)])?;
        }
        self.ballots.clear();
        self.text.clear();
        self.places.clear();
        Ok(())
    }

    /// Ends the vote: gives every item it was about its most frequent title, except those whose
    /// title came from elsewhere. `each` hears of every item that is new or changed.
    pub(super) fn settle(&mut self, each: &mut dyn FnMut(Change)) -> rusqlite::Result<()> {
        self.write()?;
        settle(self.connection, each)
    }
}

/// Settles the titles of all items whose votes changed, if there are any.
pub(super) fn settle_what_changed(connection: &Connection) -> rusqlite::Result<()> {
    let tables = "SELECT 1 FROM temp.sqlite_master WHERE name = 'unsettled'";
    if connection.prepare(tables)?.exists([])? {
        settle(connection, &mut |_| ())?;
    }
    Ok(())
}

fn settle(connection: &Connection, each: &mut dyn FnMut(Change)) -> rusqlite::Result<()> {
    recount(connection)?;
    let mut items = connection.prepare("SELECT item_id FROM temp.unsettled ORDER BY rowid")?;
    // A shop may have put a view in place of the items it once imported.
    let items_are_ours =
        schema::find_columns(connection, Table::Items)?.is_some_and(|columns| !columns.is_view());
    if items_are_ours && items.exists([])? {
        let mut settler = Settler::prepare(connection)?;
        let mut items = items.query([])?;
        while let Some(item) = items.next()? {
            if let Some(change) = settler.settle(item.get_ref(0)?)? {
                each(change);
            }
        }
    }
    connection.execute_batch(
        "DELETE FROM import_titles
           WHERE votes = 0 AND item_id IN (SELECT item_id FROM temp.unsettled);
         DELETE FROM temp.unsettled",
    )
}

/// Counts anew the votes for items that lost lines, by going once through all lines.
fn recount(connection: &Connection) -> rusqlite::Result<()> {
    if !connection
        .prepare("SELECT 1 FROM temp.recounted")?
        .exists([])?
    {
        return Ok(());
    }
    let lost = "SELECT item_id FROM temp.recounted";
    connection.execute_batch(&format!(
        "UPDATE import_titles SET votes = 0 WHERE item_id IN ({lost});
         UPDATE import_titles SET votes = counted.votes, first = counted.first
           FROM (SELECT title_vote, count(*) AS votes, min(line) AS first FROM order_lines
                 WHERE title_vote IN
                   (SELECT rowid FROM import_titles WHERE item_id IN ({lost}))
                 GROUP BY title_vote) AS counted
           WHERE import_titles.rowid = counted.title_vote;
         INSERT OR IGNORE INTO temp.unsettled {lost};
         DELETE FROM temp.recounted"
    ))
}

/// Brings the title of one item in line with the votes.
struct Settler<'c> {
    winner: Statement<'c>,
    chosen: Statement<'c>,
    insert: Statement<'c>,
    update: Statement<'c>,
    mark: Statement<'c>,
    delete: Statement<'c>,
    clear: Statement<'c>,
}

impl<'c> Settler<'c> {
    fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            winner: connection.prepare(
                "SELECT rowid, title FROM import_titles WHERE item_id = ?1 AND votes > 0
                 ORDER BY votes DESC, first, rowid LIMIT 1",
            )?,
            chosen: connection
                .prepare("SELECT chosen FROM import_titles WHERE item_id = ?1 AND chosen <> 0")?,
            insert: connection
                .prepare("INSERT INTO items(id, title) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?,
            update: connection.prepare(
                "UPDATE items SET title = ?2 WHERE id = ?1 AND title IS NOT ?2
                   AND (title IS NULL OR trim(title) = ''
                     OR title = (SELECT title FROM import_titles WHERE item_id = ?1 AND chosen))",
            )?,
            mark: connection.prepare(
                "UPDATE import_titles SET chosen = iif(rowid = ?2, ?3, 0)
                 WHERE item_id = ?1 AND (chosen OR rowid = ?2)",
            )?,
            delete: connection.prepare(
                "DELETE FROM items WHERE id = ?1
                   AND title = (SELECT title FROM import_titles WHERE item_id = ?1 AND chosen = 2)",
            )?,
            clear: connection.prepare(
                "UPDATE items SET title = NULL WHERE id = ?1
                   AND title = (SELECT title FROM import_titles WHERE item_id = ?1 AND chosen = 1)",
            )?,
        })
    }

    fn settle(&mut self, item: ValueRef<'_>) -> rusqlite::Result<Option<Change>> {
        let item = ToSqlOutput::Borrowed(item);
        let mut winner = self.winner.query([&item])?;
        let Some(row) = winner.next()? else {
            // No line calls it anything any more.
            self.delete.execute([&item])?;
            self.clear.execute([&item])?;
            return Ok(None);
        };
        let (number, title) = (
            row.get::<_, i64>(0)?,
            ToSqlOutput::Borrowed(row.get_ref(1)?),
        );
        let item_and_title = [&item, &title];
        let (change, chosen) = if self.insert.execute(item_and_title)? == 1 {
            (Change::New, 2)
        } else if self.update.execute(item_and_title)? == 1 {
            let chosen = self
                .chosen
                .query_row([&item], |row| row.get(0))
                .optional()?;
            (Change::Changed, chosen.unwrap_or(1))
        } else {
            return Ok(None);
        };
        self.mark.execute(params![item, number, chosen])?;
        Ok(Some(change))
    }
}
