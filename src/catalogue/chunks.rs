//! Running through a table by several connections at once, in chunks of rowids.
//!
//! The rowids from the first to the last are cut into ranges, each as wide as a chunk may have
//! rows. Connections take ranges from a common list, lowest first, so that none waits for another.
//! Where rowids have gaps, a range holds fewer rows; where the gaps are so wide that ranges must be
//! wider, a range may hold too many: it is left off when the chunk is full, and the rest of it is
//! cut in two and put back on the list. So one row far away from all others costs some halvings,
//! and not the other cores' work.
//!
//! Where the cuts are depends on the rows alone, and chunks are joined in the order of rowids, one
//! at a time: the outcome is the same for any number of connections. A chunk that is done early
//! waits for those before it, of which there are about as many as connections.
//!
//! What bounds it: stepping through SQLite's virtual machine, about 100 ns a row a core; reading
//! pages and joining are a few ns a row. What is done with a row comes on top of that.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::Scope;
use rusqlite::{Connection, Row, Rows};

use super::error::CatalogueError;
use super::value::Skipped;

/// Most rows of a chunk: enough that its beginning and end cost nothing, and few enough that two
/// columns of it stay in a core's cache.
pub(super) const ROWS_A_CHUNK: usize = 1 << 17;

/// Most ranges to begin with: each costs a search in the table even where it is empty.
const MAX_RANGES: u64 = 1 << 12;

/// A table to run through, and what is made of its rows: a chunk is begun with the number of rows
/// it may get, takes rows, and is joined to those before it.
pub(super) struct Job<'j, Begin, Take> {
    /// The database, for messages.
    pub(super) path: &'j str,
    /// The statement. Over ranges, it takes the first and the last rowid, and its rows come by
    /// rowid.
    pub(super) sql: &'j str,
    /// The column that holds the rowid, which only matters over ranges.
    pub(super) rowid_column: usize,
    pub(super) rows_a_chunk: usize,
    pub(super) begin: Begin,
    pub(super) take: Take,
}

impl<'j, Begin, Take> Job<'j, Begin, Take> {
    /// Runs through a range of rowids on all connections at once.
    pub(super) fn over_ranges<C, E>(
        &self,
        connections: &mut Vec<Connection>,
        rowids: RangeInclusive<i64>,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E>
    where
        C: Send,
        E: From<CatalogueError> + Send,
        Begin: Fn(usize) -> C + Sync,
        Take: Fn(&mut C, &Row<'_>, &mut Skipped) -> rusqlite::Result<Result<(), E>> + Sync,
    {
        let scan = Scan {
            job: self,
            idle: Mutex::new(std::mem::take(connections)),
            ranges: Mutex::new(cut(&rowids, self.rows_a_chunk)),
            joining: Mutex::new(Joining::from(*rowids.start(), join)),
            failed: AtomicBool::new(false),
            failure: Mutex::new(None),
        };
        let workers = locked(&scan.idle).len();
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|scope| scan.work(scope));
            }
        });
        *connections = into_inner(scan.idle);
        match into_inner(scan.failure) {
            Some(error) => Err(error),
            None => Ok(into_inner(scan.joining).skipped),
        }
    }

    /// Runs through everything the statement gives on one connection.
    pub(super) fn on<C, E>(
        &self,
        connection: &Connection,
        mut join: impl FnMut(C) -> Result<(), E>,
    ) -> Result<Skipped, E>
    where
        E: From<CatalogueError>,
        Begin: Fn(usize) -> C,
        Take: Fn(&mut C, &Row<'_>, &mut Skipped) -> rusqlite::Result<Result<(), E>>,
    {
        let mut statement = connection
            .prepare(self.sql)
            .map_err(|error| self.failed(error))?;
        let mut rows = statement.query([]).map_err(|error| self.failed(error))?;
        let mut skipped = Skipped::default();
        loop {
            let filled = self.fill(&mut rows, self.rows_a_chunk, &mut skipped, |_| Ok(None))?;
            if filled.row_count > 0 {
                join(filled.chunk)?;
            }
            if filled.row_count < self.rows_a_chunk {
                return Ok(skipped);
            }
        }
    }

    /// A chunk of the next rows.
    fn fill<C, E>(
        &self,
        rows: &mut Rows<'_>,
        at_most: usize,
        skipped: &mut Skipped,
        rowid: impl Fn(&Row<'_>) -> rusqlite::Result<Option<i64>>,
    ) -> Result<Filled<C>, E>
    where
        E: From<CatalogueError>,
        Begin: Fn(usize) -> C,
        Take: Fn(&mut C, &Row<'_>, &mut Skipped) -> rusqlite::Result<Result<(), E>>,
    {
        let mut filled = Filled {
            chunk: (self.begin)(at_most),
            row_count: 0,
            full_at: None,
        };
        while filled.row_count < self.rows_a_chunk
            && let Some(row) = rows.next().map_err(|error| self.failed(error))?
        {
            (self.take)(&mut filled.chunk, row, skipped).map_err(|error| self.failed(error))??;
            filled.row_count += 1;
            if filled.row_count == self.rows_a_chunk {
                filled.full_at = rowid(row).map_err(|error| self.failed(error))?;
            }
        }
        Ok(filled)
    }

    fn failed<E: From<CatalogueError>>(&self, error: rusqlite::Error) -> E {
        E::from(CatalogueError::database(self.path, error))
    }
}

struct Filled<C> {
    chunk: C,
    row_count: usize,
    /// The rowid of the last row, if there was no room for more.
    full_at: Option<i64>,
}

/// What the threads share.
struct Scan<'s, Begin, Take, C, E, J> {
    job: &'s Job<'s, Begin, Take>,
    /// Connections that no thread uses.
    idle: Mutex<Vec<Connection>>,
    /// Ranges still to read: first rowid to last.
    ranges: Mutex<BTreeMap<i64, i64>>,
    joining: Mutex<Joining<C, J>>,
    failed: AtomicBool,
    failure: Mutex<Option<E>>,
}

/// Puts chunks together in the order of their rows, whichever is done first.
pub(super) struct Joining<C, J> {
    /// First rowid of the chunk to join next; `None` after the last rowid there can be.
    next: Option<i64>,
    /// Chunks that were done before their turn, by first rowid, with the last one. Of a range
    /// without rows there is none.
    waiting: BTreeMap<i64, (i64, Option<C>)>,
    pub(super) skipped: Skipped,
    join: J,
}

impl<C, J> Joining<C, J> {
    /// Nothing joined yet; the first row has the number `first`.
    pub(super) fn from(first: i64, join: J) -> Self {
        Self {
            next: Some(first),
            waiting: BTreeMap::new(),
            skipped: Skipped::default(),
            join,
        }
    }
}

impl<C, E, J: FnMut(C) -> Result<(), E>> Joining<C, J> {
    /// Joins the chunk of these rows, and those that waited for it; or has it wait.
    pub(super) fn add(&mut self, rowids: RangeInclusive<i64>, chunk: Option<C>) -> Result<(), E> {
        self.waiting.insert(*rowids.start(), (*rowids.end(), chunk));
        while let Some(next) = self.next
            && let Some((last, chunk)) = self.waiting.remove(&next)
        {
            self.next = last.checked_add(1);
            if let Some(chunk) = chunk {
                (self.join)(chunk)?;
            }
        }
        Ok(())
    }
}

impl<Begin, Take, C, E, J> Scan<'_, Begin, Take, C, E, J>
where
    C: Send,
    E: From<CatalogueError> + Send,
    Begin: Fn(usize) -> C + Sync,
    Take: Fn(&mut C, &Row<'_>, &mut Skipped) -> rusqlite::Result<Result<(), E>> + Sync,
    J: FnMut(C) -> Result<(), E> + Send,
{
    /// Takes ranges until there are none or something failed.
    fn work<'scope>(&'scope self, scope: &Scope<'scope>) {
        let idle = locked(&self.idle).pop();
        // Without one, all are at work, and go on to what is on the list.
        let Some(connection) = idle else { return };
        while !self.failed.load(Ordering::Relaxed)
            && let Some(rowids) = self.next_range()
        {
            if let Err(error) = self.read(&connection, rowids, scope) {
                self.failed.store(true, Ordering::Relaxed);
                locked(&self.failure).get_or_insert(error);
            }
        }
        locked(&self.idle).push(connection);
    }

    fn next_range(&self) -> Option<RangeInclusive<i64>> {
        let (first, last) = locked(&self.ranges).pop_first()?;
        Some(first..=last)
    }

    fn read<'scope>(
        &'scope self,
        connection: &Connection,
        rowids: RangeInclusive<i64>,
        scope: &Scope<'scope>,
    ) -> Result<(), E> {
        let (first, last) = (*rowids.start(), *rowids.end());
        let mut skipped = Skipped::default();
        let at_most = width(&rowids).min(self.job.rows_a_chunk as u64) as usize;
        let mut statement = connection
            .prepare_cached(self.job.sql)
            .map_err(|error| self.job.failed::<E>(error))?;
        let mut rows = statement
            .query([first, last])
            .map_err(|error| self.job.failed::<E>(error))?;
        let rowid = |row: &Row<'_>| row.get(self.job.rowid_column).map(Some);
        let filled = self.job.fill(&mut rows, at_most, &mut skipped, rowid)?;
        drop(rows);
        let read_to = filled.full_at.unwrap_or(last);
        if read_to < last {
            let (low, high) = halves(read_to + 1..=last);
            locked(&self.ranges).extend([Some(low), high].into_iter().flatten());
            // Others may have found the list empty and gone.
            scope.spawn(|scope| self.work(scope));
        }
        let mut joining = locked(&self.joining);
        joining.skipped += skipped;
        let chunk = (filled.row_count > 0).then_some(filled.chunk);
        joining.add(first..=read_to, chunk)
    }
}

/// Ranges as wide as a chunk has rows, or wider if there would be too many.
fn cut(rowids: &RangeInclusive<i64>, rows_a_chunk: usize) -> BTreeMap<i64, i64> {
    let all = width(rowids);
    let step = (rows_a_chunk as u64).max(all.div_ceil(MAX_RANGES));
    let mut ranges = BTreeMap::new();
    let mut first = *rowids.start();
    while first <= *rowids.end() {
        let last = first.saturating_add_unsigned(step - 1).min(*rowids.end());
        ranges.insert(first, last);
        let Some(next) = last.checked_add(1) else {
            break;
        };
        first = next;
    }
    ranges
}

/// How many rowids there are in a range; one too few of all there can be.
fn width(rowids: &RangeInclusive<i64>) -> u64 {
    rowids.end().abs_diff(*rowids.start()).saturating_add(1)
}

/// A range of at least one rowid in two, the second of which may be empty.
fn halves(rowids: RangeInclusive<i64>) -> ((i64, i64), Option<(i64, i64)>) {
    let (first, last) = rowids.into_inner();
    let middle = first.midpoint(last);
    let high = (middle < last).then(|| (middle + 1, last));
    ((first, middle), high)
}

/// A thread that panicked brings the whole scan down with it, so nobody sees what it left behind.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn ranges_cover_all_rowids_once(a in any::<i64>(), b in any::<i64>(), rows in 1_usize..1000) {
            let rowids = a.min(b)..=a.max(b);
            let ranges = cut(&rowids, rows);
            prop_assert!(ranges.len() as u64 <= MAX_RANGES);
            prop_assert_eq!(ranges.first_key_value().map(|range| *range.0), Some(*rowids.start()));
            prop_assert_eq!(ranges.last_key_value().map(|range| *range.1), Some(*rowids.end()));
            for (before, after) in ranges.iter().zip(ranges.iter().skip(1)) {
                prop_assert!(before.0 <= before.1 && before.1 + 1 == *after.0);
            }
        }

        #[test]
        fn halves_cover_a_range_once(a in any::<i64>(), b in any::<i64>()) {
            let (first, last) = (a.min(b), a.max(b));
            let (low, high) = halves(first..=last);
            prop_assert!(low.0 == first && low.1 >= first);
            match high {
                Some(high) => prop_assert!(low.1 + 1 == high.0 && high.0 <= high.1 && high.1 == last),
                None => prop_assert!(low.1 == last),
            }
        }
    }

    #[test]
    fn ranges_of_a_dense_table_are_as_wide_as_a_chunk() {
        let ranges: Vec<_> = cut(&(1..=10), 4).into_iter().collect();
        assert_eq!(ranges, [(1, 4), (5, 8), (9, 10)]);
        assert_eq!(cut(&(i64::MIN..=i64::MAX), 4).len() as u64, MAX_RANGES);
        assert_eq!(
            halves(i64::MAX - 1..=i64::MAX),
            ((i64::MAX - 1, i64::MAX - 1), Some((i64::MAX, i64::MAX)))
        );
    }
}
