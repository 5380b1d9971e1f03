//! Order lines in the table that `import` makes: they are appended many at a time, and found again by
//! `import_orders`, which has a row for each run of lines of one order.
//!
//! Where the orders of a file are scattered all over it, runs are short and an order has many of them:
//! reading them all for each new line would cost more than an index of lines. [`LinesByRun::is_scattered`]
//! says when, and [`LinesByRun::into_index`] makes one.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement, ToSql, params};

use super::change::Change;
use super::found_line::{Found, FoundLine};
use super::id::{Held, Id};
use super::key::Key;
use super::runs::ItemPlaces;
use super::value::{Skipped, key};

/// Rows of one statement: enough that its own cost does not count.
const ROWS: usize = 64;

/// Rows that wait to be written, and what their ids may hold in bytes.
const MAX_WAITING: usize = 64 * ROWS;
const MAX_TEXT: usize = 4 << 20;

/// Rows read back for each that is put in, from which on an index is cheaper; and how many before that
/// is judged.
const SCATTERED: u64 = 12;
const TOO_EARLY: u64 = 100_000;

/// The table and what waits for it.
#[derive(Debug)]
pub(super) struct LinesByRun<'c> {
    ranges: Statement<'c>,
    lines: Statement<'c>,
    add_range: Statement<'c>,
    insert_many: Statement<'c>,
    insert_one: Statement<'c>,
    vote: Statement<'c>,
    waiting: Waiting,
    known: Known,
    /// Lines up to this one were there before.
    old: i64,
    /// The number of the next line, and of the first of the run under way.
    next: i64,
    run_begins: i64,
    put: u64,
    read_back: u64,
}

impl<'c> LinesByRun<'c> {
    /// `titles` says whether new lines may vote.
    pub(super) fn prepare(connection: &'c Connection, titles: bool) -> rusqlite::Result<Self> {
        let (columns, values) = match titles {
            true => ("order_id, item_id, title_vote", "?, ?, ?"),
            false => ("order_id, item_id", "?, ?"),
        };
        // The first row is told its number, and SQLite counts on from there, which is faster.
        let insert = |rows: usize| {
            let others = format!(", (NULL, {values})").repeat(rows - 1);
            connection.prepare(&format!(
                "INSERT INTO order_lines(line, {columns}) VALUES (?, {values}){others}"
            ))
        };
        let old: i64 = connection.query_row(
            "SELECT coalesce(max(line), 0) FROM order_lines",
            [],
            |row| row.get(0),
        )?;
        Ok(Self {
            ranges: connection
                .prepare("SELECT first, last FROM import_orders WHERE order_id = ?1")?,
            lines: connection.prepare(
                "SELECT order_id, item_id, line, title_vote FROM order_lines
                 WHERE line BETWEEN ?1 AND ?2",
            )?,
            add_range: connection.prepare(
                "INSERT OR REPLACE INTO import_orders(order_id, first, last) VALUES (?1, ?2, ?3)",
            )?,
            insert_many: insert(ROWS)?,
            insert_one: insert(1)?,
            vote: connection.prepare("UPDATE order_lines SET title_vote = ?2 WHERE line = ?1")?,
            waiting: Waiting {
                titles,
                ..Waiting::default()
            },
            known: Known::default(),
            old,
            next: old.saturating_add(1),
            run_begins: old.saturating_add(1),
            put: 0,
            read_back: 0,
        })
    }

    /// Begins a run of `order`: reads the lines it has.
    pub(super) fn begin(&mut self, order: Id<'_>) -> rusqlite::Result<()> {
        self.run_begins = self.next;
        self.known.clear();
        self.put += 1;
        let order = order.key();
        let mut ranges = self.ranges.query([order])?;
        while let Some(range) = ranges.next()? {
            let range: (i64, i64) = (range.get(0)?, range.get(1)?);
            self.waiting
                .write(&mut self.insert_many, &mut self.insert_one)?;
            self.read_back += 1 + self.known.read(&mut self.lines, order, range)?;
        }
        Ok(())
    }

    /// Puts in an item of the run's order, unless it is there.
    pub(super) fn put(&mut self, order: Id<'_>, item: Id<'_>) -> rusqlite::Result<Found> {
        self.put += 1;
        if let Some(line) = self.known.find(item.key()) {
            let change = match line.number <= self.old {
                true => Change::Same,
                false => Change::Repeated,
            };
            return Ok(Found {
                line: FoundLine::There(line.number),
                change,
                votes: Some(line.votes),
            });
        }
        let place = self.waiting.add(self.next, order, item);
        self.next = self.next.saturating_add(1);
        Ok(Found {
            line: FoundLine::Waiting(place, self.next - 1),
            change: Change::New,
            votes: Some(false),
        })
    }

    /// Lets a line that was found vote for the title of this number.
    pub(super) fn vote(&mut self, line: FoundLine, title: i64) -> rusqlite::Result<()> {
        match line {
            FoundLine::Waiting(place, _) => self.waiting.rows[place].title_vote = Some(title),
            FoundLine::There(line) => drop(self.vote.execute([line, title])?),
            FoundLine::Unnumbered => {}
        }
        Ok(())
    }

    /// Ends the run: notes where its lines are.
    pub(super) fn end(&mut self, order: Id<'_>) -> rusqlite::Result<()> {
        if self.next > self.run_begins {
            self.add_range
                .execute(params![order.key(), self.run_begins, self.next - 1])?;
        }
        if self.waiting.is_full() {
            self.write()?;
        }
        Ok(())
    }

    /// Writes all that waits.
    pub(super) fn write(&mut self) -> rusqlite::Result<()> {
        self.waiting
            .write(&mut self.insert_many, &mut self.insert_one)
    }

    /// Whether an index of lines would be cheaper by now.
    pub(super) fn is_scattered(&self) -> bool {
        self.read_back > TOO_EARLY && self.read_back / SCATTERED > self.put
    }

    /// The last line that was there before.
    pub(super) fn old(&self) -> i64 {
        self.old
    }
}

/// Makes an index of lines in place of the runs; not where other programs put a line in twice.
pub(super) fn make_index(connection: &Connection) -> rusqlite::Result<bool> {
    let made = connection
        .execute_batch("CREATE UNIQUE INDEX order_lines_key ON order_lines(order_id, item_id)");
    match made {
        Err(problem)
            if problem.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
        {
            Ok(false)
        }
        made => made
            .and_then(|()| connection.execute_batch("DROP TABLE import_orders"))
            .map(|()| true),
    }
}

/// Rows that wait for others to be written with.
#[derive(Debug, Default)]
struct Waiting {
    rows: Vec<Row>,
    /// The number of the first row; the others follow.
    first: i64,
    text: String,
    /// The order of the last row, which the next one mostly shares.
    order: Option<Held>,
    /// Whether rows have a value for the title they vote for.
    titles: bool,
}

#[derive(Debug)]
struct Row {
    order: Held,
    item: Held,
    title_vote: Option<i64>,
}

impl Waiting {
    /// Adds a row, and says at which place it waits.
    fn add(&mut self, line: i64, order: Id<'_>, item: Id<'_>) -> usize {
        if self.rows.is_empty() {
            self.first = line;
        }
        let same = self
            .order
            .take()
            .filter(|last| last.id(&self.text) == order);
        let order = same.unwrap_or_else(|| Held::hold(order, &mut self.text));
        self.order = Some(order.clone());
        self.rows.push(Row {
            order,
            item: Held::hold(item, &mut self.text),
            title_vote: None,
        });
        self.rows.len() - 1
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= MAX_WAITING || self.text.len() >= MAX_TEXT
    }

    fn write<'c>(
        &mut self,
        many: &mut Statement<'c>,
        one: &mut Statement<'c>,
    ) -> rusqlite::Result<()> {
        let mut line = self.first;
        let mut rows = self.rows.as_slice();
        while !rows.is_empty() {
            let (count, statement) = match rows.len() {
                ROWS.. => (ROWS, &mut *many),
                _ => (1, &mut *one),
            };
            let (now, later) = rows.split_at(count);
            self.insert(statement, line, now)?;
            line = line.saturating_add(count as i64);
            rows = later;
        }
        self.rows.clear();
        self.text.clear();
        self.order = None;
        Ok(())
    }

    fn insert(
        &self,
        statement: &mut Statement<'_>,
        first: i64,
        rows: &[Row],
    ) -> rusqlite::Result<()> {
        let mut place = 0;
        let mut bind = |value: &dyn ToSql| {
            place += 1;
            statement.raw_bind_parameter(place, value)
        };
        bind(&first)?;
        for row in rows {
            bind(&row.order.id(&self.text))?;
            bind(&row.item.id(&self.text))?;
            if self.titles {
                bind(&row.title_vote)?;
            }
        }
        statement.raw_execute().map(drop)
    }
}

/// The lines an order has, by item.
#[derive(Debug, Default)]
struct Known {
    lines: Vec<KnownLine>,
    text: String,
    places: ItemPlaces,
}

#[derive(Debug)]
struct KnownLine {
    item: Held,
    number: i64,
    votes: bool,
}

impl Known {
    fn clear(&mut self) {
        if !self.lines.is_empty() {
            self.lines.clear();
            self.text.clear();
            self.places.clear();
        }
    }

    fn find(&self, item: Key<'_>) -> Option<&KnownLine> {
        if self.lines.is_empty() {
            return None;
        }
        let of = |place: usize| self.lines[place].item.id(&self.text).key();
        self.places
            .find(item, of)
            .and_then(|place| self.lines.get(place))
    }

    /// Adds the lines of `order` in a range, and gives how many lines that took.
    fn read(
        &mut self,
        lines: &mut Statement<'_>,
        order: Key<'_>,
        range: (i64, i64),
    ) -> rusqlite::Result<u64> {
        let mut rows = lines.query([range.0, range.1])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            let mut unusable = Skipped::default();
            if key(row.get_ref(0)?, &mut unusable) != Some(order) {
                continue;
            }
            if let Some(item) = key(row.get_ref(1)?, &mut unusable) {
                let votes = !matches!(row.get_ref(3)?, ValueRef::Null);
                self.add(item, row.get(2)?, votes);
            }
        }
        Ok(count)
    }

    fn add(&mut self, item: Key<'_>, number: i64, votes: bool) {
        let (lines, text) = (&self.lines, &self.text);
        let of = |place: usize| lines[place].item.id(text).key();
        if self.places.find_or_add(item, lines.len(), of).is_some() {
            return;
        }
        let item = match item {
            Key::Integer(number) => Held::Number(number),
            Key::Text(text) => Held::hold(Id::Text(text), &mut self.text),
        };
        self.lines.push(KnownLine {
            item,
            number,
            votes,
        });
    }
}
