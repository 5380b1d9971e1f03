//! Putting order lines in, such that putting them in again changes nothing.
//!
//! Whoever has the lines feeds them on one thread, where they are gathered in [`Runs`]; another thread
//! has the database and writes them. What becomes of each line is known there.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rusqlite::Connection;

use super::change::{Change, Written};
use super::error::CatalogueError;
use super::found_line::{Found, FoundLine};
use super::id::Id;
use super::lines_by_key::LinesByKey;
use super::lines_by_run::{LinesByRun, make_index};
use super::remove::{MetOrders, OrderRemover};
use super::runs::{Line, Runs};
use super::schema::{self, LineKeys, Table};
use super::title_votes::TitleVotes;
use super::write::WriteBatch;

/// Runs that wait between the threads, so that neither waits for the other too often.
const WAITING: usize = 4;

/// What order lines are to do besides going in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderLineOptions {
    /// Give their items a title: the most frequent one, unless the item has one from elsewhere.
    pub titles: bool,
    /// An order that is met for the first time since the [`CatalogueWriter`](super::CatalogueWriter) was
    /// opened loses the lines it had before.
    pub replace_orders: bool,
}

/// What became of all lines that were fed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderLinesWritten {
    /// Of the lines themselves.
    pub order_lines: Written,
    /// Of the items they gave a title to.
    pub items: Written,
}

/// Takes the rows of `order_lines`.
#[derive(Debug)]
pub struct OrderLineFeed {
    runs: Runs,
    full: SyncSender<Runs>,
    empty: Receiver<Runs>,
}

impl WriteBatch<'_> {
    /// Puts into `order_lines` what `feed` gives.
    ///
    /// # Errors
    /// The error of `feed`; or if a table there is cannot be written to, or SQLite fails.
    pub fn put_order_lines<E: From<CatalogueError>>(
        &mut self,
        options: OrderLineOptions,
        feed: impl FnOnce(&mut OrderLineFeed) -> Result<(), E>,
    ) -> Result<OrderLinesWritten, E> {
        schema::ensure(self.connection, self.path, Table::OrderLines)?;
        if options.titles {
            schema::ensure(self.connection, self.path, Table::Items)?;
        }
        let (full, to_write) = sync_channel(WAITING);
        let (written, empty) = sync_channel(WAITING + 2);
        let connection: &mut Connection = self.connection;
        let (fed, written) = thread::scope(|scope| {
            let writer = scope.spawn(move || write(connection, options, &to_write, &written));
            let mut lines = OrderLineFeed {
                runs: Runs::default(),
                full,
                empty,
            };
            let fed = feed(&mut lines).and_then(|()| Ok(lines.hand_over()?));
            drop(lines);
            let written = writer.join();
            (
                fed,
                written.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            )
        });
        // Where writing failed, feeding did for that reason alone.
        let written = written.map_err(|problem| CatalogueError::database(self.path, problem))?;
        fed.map(|()| written)
    }
}

impl OrderLineFeed {
    /// Puts an item on an order. A line has one vote, for the first title it comes with.
    ///
    /// # Errors
    /// If writing failed, so that there is no use in feeding more.
    pub fn put<'a>(
        &mut self,
        order: impl Into<Id<'a>>,
        item: impl Into<Id<'a>>,
        title: Option<&str>,
    ) -> Result<(), CatalogueError> {
        let order = order.into();
        if self.runs.are_full() {
            self.hand_over()?;
        }
        if !self.runs.end_with(order) {
            self.runs.begin(order);
        }
        self.runs.add(item.into(), title);
        Ok(())
    }

    /// Meets an order that has no line here, for it was cancelled: where orders are replaced, it loses
    /// the lines it had before.
    ///
    /// # Errors
    /// As for [`Self::put`].
    pub fn meet<'a>(&mut self, order: impl Into<Id<'a>>) -> Result<(), CatalogueError> {
        let order = order.into();
        if self.runs.are_full() {
            self.hand_over()?;
        }
        if !self.runs.end_with(order) {
            self.runs.begin(order);
        }
        Ok(())
    }

    /// Gives what was gathered to be written.
    fn hand_over(&mut self) -> Result<(), CatalogueError> {
        let next = self.empty.try_recv().unwrap_or_default();
        let full = std::mem::replace(&mut self.runs, next);
        self.full
            .send(full)
            .map_err(|_| CatalogueError::WritingEnded)
    }
}

/// Writes all runs until there are no more.
fn write(
    connection: &Connection,
    options: OrderLineOptions,
    to_write: &Receiver<Runs>,
    written: &SyncSender<Runs>,
) -> rusqlite::Result<OrderLinesWritten> {
    let mut writer = OrderLineWriter::prepare(connection, options)?;
    for mut runs in to_write {
        for (order, lines) in runs.iter() {
            writer.put_run(order, lines)?;
        }
        runs.clear();
        // If nobody wants the room any more, it is given up.
        let _ = written.try_send(runs);
    }
    writer.finish()
}

/// Puts rows into `order_lines`.
#[derive(Debug)]
struct OrderLineWriter<'c> {
    table: LineTable<'c>,
    votes: Option<TitleVotes<'c>>,
    replacing: Option<Replacing<'c>>,
    may_index: bool,
    written: Written,
    connection: &'c Connection,
}

/// How orders that come once more are replaced.
#[derive(Debug)]
struct Replacing<'c> {
    met: MetOrders<'c>,
    remover: OrderRemover<'c>,
}

/// The table, by how its lines are found.
#[derive(Debug)]
enum LineTable<'c> {
    ByRun(Box<LinesByRun<'c>>),
    ByKey(Box<LinesByKey<'c>>),
}

impl<'c> OrderLineWriter<'c> {
    fn prepare(connection: &'c Connection, options: OrderLineOptions) -> rusqlite::Result<Self> {
        let keys = LineKeys::find(connection)?.unwrap_or_default();
        Ok(Self {
            table: match keys.by_run {
                true => {
                    LineTable::ByRun(Box::new(LinesByRun::prepare(connection, options.titles)?))
                }
                false => LineTable::ByKey(Box::new(LinesByKey::prepare(connection, keys, None)?)),
            },
            votes: match options.titles {
                true => Some(TitleVotes::prepare(connection)?),
                false => None,
            },
            replacing: match options.replace_orders {
                true => Some(Replacing {
                    met: MetOrders::prepare(connection)?,
                    remover: OrderRemover::prepare(connection)?,
                }),
                false => None,
            },
            may_index: true,
            written: Written::default(),
            connection,
        })
    }

    fn put_run<'r>(
        &mut self,
        order: Id<'_>,
        lines: impl Iterator<Item = Line<'r>>,
    ) -> rusqlite::Result<()> {
        if let Some(Replacing { met, remover }) = &mut self.replacing
            && met.meets(order.key())?
        {
            remover.remove(order.key())?;
        }
        self.table.begin(order)?;
        for line in lines {
            self.take(order, line)?;
        }
        self.table.end(order)?;
        self.index_if_scattered()
    }

    /// Writes what still waits, and settles the titles.
    fn finish(mut self) -> rusqlite::Result<OrderLinesWritten> {
        if let LineTable::ByRun(table) = &mut self.table {
            table.write()?;
        }
        let mut items = Written::default();
        if let Some(votes) = &mut self.votes {
            votes.settle(&mut |change| items.add(change))?;
        }
        Ok(OrderLinesWritten {
            order_lines: self.written,
            items,
        })
    }

    fn take(&mut self, order: Id<'_>, line: Line<'_>) -> rusqlite::Result<()> {
        let found = self.table.put(order, line.item)?;
        self.written.add(found.change);
        let again = match found.change {
            Change::Same => Change::Same,
            _ => Change::Repeated,
        };
        self.written.add_rows(again, line.again);
        let (Some(votes), Some(title)) = (&mut self.votes, line.title) else {
            return Ok(());
        };
        let may_vote = match found.votes {
            Some(votes) => !votes,
            // Lines that do not say so vote when they are new, or their item has no votes.
            None => found.change == Change::New || !votes.had_any(line.item)?,
        };
        if may_vote {
            let title = votes.vote(line.item, title, found.line.number())?;
            self.table.vote(found.line, title)?;
        }
        Ok(())
    }

    fn index_if_scattered(&mut self) -> rusqlite::Result<()> {
        let LineTable::ByRun(table) = &mut self.table else {
            return Ok(());
        };
        if !self.may_index || !table.is_scattered() {
            return Ok(());
        }
        table.write()?;
        self.may_index = make_index(self.connection)?;
        if self.may_index {
            let keys = LineKeys::find(self.connection)?.unwrap_or_default();
            let table = LinesByKey::prepare(self.connection, keys, Some(table.old()))?;
            self.table = LineTable::ByKey(Box::new(table));
            if let Some(replacing) = &mut self.replacing {
                replacing.remover = OrderRemover::prepare(self.connection)?;
            }
        }
        Ok(())
    }
}

impl LineTable<'_> {
    fn begin(&mut self, order: Id<'_>) -> rusqlite::Result<()> {
        match self {
            Self::ByRun(table) => table.begin(order),
            Self::ByKey(_) => Ok(()),
        }
    }

    fn put(&mut self, order: Id<'_>, item: Id<'_>) -> rusqlite::Result<Found> {
        match self {
            Self::ByRun(table) => table.put(order, item),
            Self::ByKey(table) => table.put(order, item),
        }
    }

    fn vote(&mut self, line: FoundLine, title: i64) -> rusqlite::Result<()> {
        match self {
            Self::ByRun(table) => table.vote(line, title),
            Self::ByKey(table) => table.vote(line, title),
        }
    }

    fn end(&mut self, order: Id<'_>) -> rusqlite::Result<()> {
        match self {
            Self::ByRun(table) => table.end(order),
            Self::ByKey(_) => Ok(()),
        }
    }
}

#[cfg(test)]
#[path = "order_lines_tests.rs"]
mod tests;
