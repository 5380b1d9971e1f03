//! Taking the lines of an order away, and remembering which orders a command has met.

use rusqlite::{Connection, Statement, params};

use super::key::Key;
use super::schema::LineKeys;
use super::title_votes;

/// Orders that were met since the database was opened, in a table that SQLite drops when it is closed.
#[derive(Debug)]
pub(super) struct MetOrders<'c> {
    meet: Statement<'c>,
}

impl<'c> MetOrders<'c> {
    pub(super) fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        connection.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS met_orders(order_id PRIMARY KEY) WITHOUT ROWID",
        )?;
        let meet = connection.prepare("INSERT OR IGNORE INTO temp.met_orders VALUES (?1)")?;
        Ok(Self { meet })
    }

    /// Meets an order; whether for the first time.
    pub(super) fn meets(&mut self, order: Key<'_>) -> rusqlite::Result<bool> {
        Ok(self.meet.execute([order])? > 0)
    }
}

/// Takes orders out of `order_lines`. Votes of their lines are counted anew when titles are settled.
#[derive(Debug)]
pub(super) struct OrderRemover<'c> {
    by_run: Option<ByRun<'c>>,
    recount: Option<Statement<'c>>,
    delete: Statement<'c>,
}

#[derive(Debug)]
struct ByRun<'c> {
    ranges: Statement<'c>,
    forget: Statement<'c>,
}

/// The lines of one order among those in a range, whatever type its id has there.
const OF_ORDER: &str = "order_id IN (?1, ?2) AND CAST(order_id AS TEXT) = ?1";

impl<'c> OrderRemover<'c> {
    /// Prepares its statements; there must be a table of order lines.
    pub(super) fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        let keys = LineKeys::find(connection)?.unwrap_or_default();
        let these = match keys.by_run {
            true => format!("line BETWEEN ?3 AND ?4 AND {OF_ORDER}"),
            false => format!("{OF_ORDER} AND ?3 <= ?4"),
        };
        title_votes::prepare_tables(connection)?;
        let recount = format!(
            "INSERT OR IGNORE INTO temp.recounted
             SELECT item_id FROM main.import_titles WHERE rowid IN (
               SELECT title_vote FROM main.order_lines WHERE {these} AND title_vote IS NOT NULL)"
        );
        Ok(Self {
            by_run: match keys.by_run {
                true => Some(ByRun {
                    ranges: connection
                        .prepare("SELECT first, last FROM import_orders WHERE order_id = ?1")?,
                    forget: connection.prepare("DELETE FROM import_orders WHERE order_id = ?1")?,
                }),
                false => None,
            },
            recount: match keys.votes {
                true => Some(connection.prepare(&recount)?),
                false => None,
            },
            delete: connection.prepare(&format!("DELETE FROM main.order_lines WHERE {these}"))?,
        })
    }

    /// Takes an order out, and says how many lines it had.
    pub(super) fn remove(&mut self, order: Key<'_>) -> rusqlite::Result<u64> {
        let Self {
            by_run,
            recount,
            delete,
        } = self;
        let Some(ByRun { ranges, forget }) = by_run else {
            return delete_lines(recount, delete, order, (0, 0));
        };
        let mut deleted = 0;
        let mut found = ranges.query([order])?;
        while let Some(range) = found.next()? {
            let range = (range.get(0)?, range.get(1)?);
            deleted += delete_lines(recount, delete, order, range)?;
        }
        drop(found);
        forget.execute([order])?;
        Ok(deleted)
    }
}

fn delete_lines(
    recount: &mut Option<Statement<'_>>,
    delete: &mut Statement<'_>,
    order: Key<'_>,
    (first, last): (i64, i64),
) -> rusqlite::Result<u64> {
    let text = order.to_string();
    let these = params![text, order, first, last];
    if let Some(recount) = recount {
        recount.execute(these)?;
    }
    Ok(delete.execute(these)? as u64)
}
