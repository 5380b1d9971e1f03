//! Order lines in a table with a unique key: a shop's own, one of an older version, or one whose
//! orders are too scattered for runs. SQLite itself keeps a line from standing there twice.

use rusqlite::{Connection, OptionalExtension, Statement, params};

use super::change::Change;
use super::found_line::{Found, FoundLine};
use super::id::Id;
use super::schema::LineKeys;

/// The table.
#[derive(Debug)]
pub(super) struct LinesByKey<'c> {
    connection: &'c Connection,
    insert: Statement<'c>,
    find: Option<Statement<'c>>,
    vote: Option<Statement<'c>>,
    keys: LineKeys,
    /// Lines up to this one were there before.
    old: i64,
}

impl<'c> LinesByKey<'c> {
    /// `old` is the last line that counts as there before; without it the last there is.
    pub(super) fn prepare(
        connection: &'c Connection,
        keys: LineKeys,
        old: Option<i64>,
    ) -> rusqlite::Result<Self> {
        let votes = match keys.votes {
            true => "title_vote IS NOT NULL",
            false => "NULL",
        };
        let find = |line: &str| {
            connection.prepare(&format!(
                "SELECT {line}, {votes} FROM order_lines WHERE order_id = ?1 AND item_id = ?2"
            ))
        };
        let last = |line: &str| {
            let sql = format!("SELECT coalesce(max({line}), 0) FROM order_lines");
            connection.query_row(&sql, [], |row| row.get(0))
        };
        let vote = "UPDATE order_lines SET title_vote = ?2 WHERE line = ?1";
        Ok(Self {
            connection,
            insert: connection.prepare(
                "INSERT INTO order_lines(order_id, item_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?,
            find: keys.line.map(find).transpose()?,
            vote: match keys.votes {
                true => Some(connection.prepare(vote)?),
                false => None,
            },
            old: match old {
                Some(old) => old,
                None => keys.line.map(last).transpose()?.unwrap_or(0),
            },
            keys,
        })
    }

    /// Puts in an item of an order, unless it is there.
    pub(super) fn put(&mut self, order: Id<'_>, item: Id<'_>) -> rusqlite::Result<Found> {
        let line = [order, item];
        let silent = self.keys.votes.then_some(false);
        if self.insert.execute(line)? > 0 {
            let number = self.connection.last_insert_rowid();
            return Ok(Found {
                line: match self.find {
                    Some(_) => FoundLine::There(number),
                    None => FoundLine::Unnumbered,
                },
                change: Change::New,
                votes: silent,
            });
        }
        let found: Option<(i64, Option<bool>)> = match &mut self.find {
            Some(find) => find
                .query_row(line, |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?,
            None => None,
        };
        let Some((number, votes)) = found else {
            return Ok(Found {
                line: FoundLine::Unnumbered,
                change: Change::Same,
                votes: None,
            });
        };
        Ok(Found {
            line: FoundLine::There(number),
            change: match number <= self.old {
                true => Change::Same,
                false => Change::Repeated,
            },
            votes,
        })
    }

    /// Lets a line that was found vote for the title of this number, where lines can say so.
    pub(super) fn vote(&mut self, line: FoundLine, title: i64) -> rusqlite::Result<()> {
        if let (FoundLine::There(line), Some(vote)) = (line, &mut self.vote) {
            vote.execute(params![line, title])?;
        }
        Ok(())
    }
}
