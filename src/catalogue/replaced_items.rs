//! Items of a command whose files are all there is: which were put in, and which columns any row had
//! a value in. What follows from that is done at the end, when all rows are known.

use rusqlite::{Connection, Statement, params};

use super::id::Id;
use super::title_votes;

/// The columns besides the id, in the order of their bits in `replaced_items.given`.
pub(super) const COLUMNS: [&str; 6] = ["title", "creator", "category", "year", "url", "image_url"];

/// Remembers the items that are put in, if they replace those there are.
#[derive(Debug)]
pub(super) struct ReplacedItems<'c> {
    name: Option<Statement<'c>>,
}

/// From now on items replace those there are.
pub(super) fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS replaced_items(id PRIMARY KEY, given INTEGER NOT NULL)
           WITHOUT ROWID;
         DELETE FROM temp.replaced_items",
    )
}

impl<'c> ReplacedItems<'c> {
    pub(super) fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        let name = "INSERT INTO temp.replaced_items VALUES (?1, ?2)
                    ON CONFLICT DO UPDATE SET given = given | excluded.given";
        Ok(Self {
            name: match has_begun(connection)? {
                true => Some(connection.prepare(name)?),
                false => None,
            },
        })
    }

    /// Remembers that an item was put in, and with which of [`COLUMNS`].
    pub(super) fn put(&mut self, id: Id<'_>, given: [bool; COLUMNS.len()]) -> rusqlite::Result<()> {
        let Some(name) = &mut self.name else {
            return Ok(());
        };
        let bits = given
            .iter()
            .rev()
            .fold(0, |bits: i64, given| bits << 1 | i64::from(*given));
        name.execute(params![id, bits]).map(drop)
    }
}

/// Takes out the items that were not put in, and from those that were the values their rows lack,
/// in columns that any row had a value in.
pub(super) fn finish(connection: &Connection) -> rusqlite::Result<()> {
    if !has_begun(connection)? {
        return Ok(());
    }
    connection
        .execute_batch("DELETE FROM items WHERE id NOT IN (SELECT id FROM temp.replaced_items)")?;
    for (bit, column) in COLUMNS.iter().enumerate() {
        let bit = 1 << bit;
        connection.execute_batch(&format!(
            "UPDATE items SET {column} = NULL WHERE {column} IS NOT NULL
               AND EXISTS (SELECT 1 FROM temp.replaced_items WHERE given & {bit})
               AND id IN (SELECT id FROM temp.replaced_items WHERE NOT given & {bit})"
        ))?;
    }
    // Items that lines call something are there all the same, and those without a title take theirs.
    title_votes::prepare_tables(connection)?;
    connection.execute_batch(
        "UPDATE import_titles SET chosen = 0
           WHERE chosen AND item_id NOT IN (SELECT id FROM items);
         INSERT OR IGNORE INTO temp.unsettled
           SELECT item_id FROM import_titles GROUP BY item_id ORDER BY min(rowid);
         DROP TABLE temp.replaced_items",
    )
}

fn has_begun(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare("SELECT 1 FROM temp.sqlite_master WHERE name = 'replaced_items'")?
        .exists([])
}
