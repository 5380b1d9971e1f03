//! Putting order lines in, such that putting them in again changes nothing. Lines are gathered in a
//! [`Run`]; what becomes of each is known when its run ends.

use rusqlite::Connection;

use super::change::{Change, Written};
use super::error::CatalogueError;
use super::found_line::{Found, FoundLine};
use super::id::Id;
use super::lines_by_key::LinesByKey;
use super::lines_by_run::{LinesByRun, make_index};
use super::remove::{MetOrders, OrderRemover};
use super::run::{Line, Run};
use super::schema::{self, LineKeys, Table};
use super::title_votes::TitleVotes;
use super::write::WriteBatch;

/// What became of all lines that a writer put in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderLinesWritten {
    /// Of the lines themselves.
    pub order_lines: Written,
    /// Of the items they gave a title to.
    pub items: Written,
}

/// Puts rows into `order_lines`; [`OrderLineWriter::finish`] writes the last ones.
#[derive(Debug)]
pub struct OrderLineWriter<'c> {
    table: LineTable<'c>,
    run: Run,
    votes: Option<TitleVotes<'c>>,
    replacing: Option<Replacing<'c>>,
    may_index: bool,
    written: Written,
    connection: &'c Connection,
    path: &'c str,
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
    ByKey(LinesByKey<'c>),
}

impl WriteBatch<'_> {
    /// A writer for `order_lines`.
    ///
    /// # Errors
    /// If the table there is cannot be written to.
    pub fn order_lines(&self) -> Result<OrderLineWriter<'_>, CatalogueError> {
        schema::ensure(&self.transaction, self.path, Table::OrderLines)?;
        self.sql(|connection| {
            let keys = LineKeys::find(connection)?.unwrap_or_default();
            Ok(OrderLineWriter {
                table: match keys.by_run {
                    true => LineTable::ByRun(Box::new(LinesByRun::prepare(connection)?)),
                    false => LineTable::ByKey(LinesByKey::prepare(connection, keys, None)?),
                },
                run: Run::default(),
                votes: None,
                replacing: None,
                may_index: true,
                written: Written::default(),
                connection,
                path: self.path,
            })
        })
    }

    /// A writer for `order_lines` that also gives `items` the titles the lines carry.
    ///
    /// # Errors
    /// If one of the tables there are cannot be written to.
    pub fn titled_order_lines(&self) -> Result<OrderLineWriter<'_>, CatalogueError> {
        let mut writer = self.order_lines()?;
        schema::ensure(&self.transaction, self.path, Table::Items)?;
        writer.votes = Some(self.sql(TitleVotes::prepare)?);
        Ok(writer)
    }
}

impl<'c> OrderLineWriter<'c> {
    /// From now on an order is replaced as a whole when it is met for the first time in this command,
    /// as [`Self::replace_order`] does.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn replace_orders(&mut self) -> Result<(), CatalogueError> {
        let prepare = || {
            Ok(Replacing {
                met: MetOrders::prepare(self.connection)?,
                remover: OrderRemover::prepare(self.connection)?,
            })
        };
        self.replacing = Some(self.sql(prepare())?);
        Ok(())
    }

    /// Takes away the lines that an order had before the command began (before the writer's
    /// [`CatalogueWriter`](super::CatalogueWriter) was opened), unless that has been done: for an order
    /// that was cancelled. Does nothing unless [`Self::replace_orders`] was asked for.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn replace_order<'a>(&mut self, order: impl Into<Id<'a>>) -> Result<(), CatalogueError> {
        let order = order.into();
        // Lines of it that wait are of this command.
        let ended = self.try_end_run();
        self.sql(ended)?;
        let replaced = self.try_replace(order);
        self.sql(replaced)
    }

    /// Puts an item on an order. A line has one vote, for the first title it comes with; titles
    /// count if the writer is one for titled lines.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn put<'a>(
        &mut self,
        order: impl Into<Id<'a>>,
        item: impl Into<Id<'a>>,
        title: Option<&str>,
    ) -> Result<(), CatalogueError> {
        let order = order.into();
        if !self.run.takes(order) {
            let ended = self.try_end_run();
            self.sql(ended)?;
            self.run.begin(order);
        }
        self.run.add(item.into(), title);
        Ok(())
    }

    /// Writes what still waits, and gives every item its most frequent title, except those whose
    /// title came from elsewhere.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(mut self) -> Result<OrderLinesWritten, CatalogueError> {
        let finished = self.try_finish();
        let items = self.sql(finished)?;
        Ok(OrderLinesWritten {
            order_lines: self.written,
            items,
        })
    }

    fn try_finish(&mut self) -> rusqlite::Result<Written> {
        self.try_end_run()?;
        if let LineTable::ByRun(table) = &mut self.table {
            table.write()?;
        }
        let mut items = Written::default();
        if let Some(votes) = &mut self.votes {
            votes.settle(&mut |change| items.add(change))?;
        }
        Ok(items)
    }

    fn try_replace(&mut self, order: Id<'_>) -> rusqlite::Result<()> {
        let Some(Replacing { met, remover }) = &mut self.replacing else {
            return Ok(());
        };
        if met.meets(order.key())? {
            remover.remove(order.key())?;
        }
        Ok(())
    }

    fn try_end_run(&mut self) -> rusqlite::Result<()> {
        let run = std::mem::take(&mut self.run);
        if let Some(order) = run.order() {
            self.try_replace(order)?;
            self.table.begin(order)?;
            for line in run.lines() {
                self.take(order, line)?;
            }
            self.table.end(order)?;
            self.index_if_scattered()?;
        }
        // Its buffers are used again.
        self.run = run;
        self.run.clear();
        Ok(())
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
            self.table = LineTable::ByKey(table);
            if let Some(replacing) = &mut self.replacing {
                replacing.remover = OrderRemover::prepare(self.connection)?;
            }
        }
        Ok(())
    }

    fn sql<T>(&self, outcome: rusqlite::Result<T>) -> Result<T, CatalogueError> {
        outcome.map_err(|problem| CatalogueError::database(self.path, problem))
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
