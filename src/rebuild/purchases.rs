//! Purchases as columns of numbers, read in chunks at the same time and put together in order.
//!
//! A chunk numbers the ids in it for itself, so no two threads wait for each other over a number;
//! its tables are small enough to stay near a core, and are gone when it is joined. An id keeps one
//! number for the whole from the chunk it comes up in first: numbers are those of a reading row by
//! row, on any number of threads. Where the lines of an order stand together, orders rise.
//!
//! Eight bytes a line are left, and the ids of orders while it lasts.

use cartway_graph::counting::OrderLines;
use cartway_graph::links::GivenLink;
use rayon::prelude::*;

use super::error::{RebuildError, Stopped};
use super::intern::{Interner, Known};
use super::origin::Rows;
use super::passes::Pass;
use crate::catalogue::{CoPurchaseRow, Key, Skipped};

/// What links are made from; items are numbered as they come, or by their place in id order.
pub(super) enum Purchases {
    Lines(OrderLines),
    Given(Vec<GivenLink>),
}

/// Purchases, and what else was found.
pub(super) struct Read {
    pub(super) purchases: Purchases,
    /// Items that are not known otherwise, numbered after those that are.
    pub(super) strangers: Interner,
    /// Rows that name one of these.
    pub(super) rows_of_strangers: u64,
    pub(super) skipped: Skipped,
}

/// The new number of an item that is no more.
pub(super) const NOBODY: u32 = u32::MAX;

/// Rows between two reports of progress.
const ROWS_A_STEP: u64 = 10_000;

/// Tells a pass how many rows are read, not too often.
pub(super) struct RowCount<'a> {
    pass: &'a Pass<'a>,
    rows: u64,
}

impl<'a> RowCount<'a> {
    pub(super) fn on(pass: &'a Pass<'a>) -> Self {
        Self { pass, rows: 0 }
    }

    #[inline]
    pub(super) fn count_row(&mut self) -> Result<(), Stopped> {
        self.rows += 1;
        if self.rows == ROWS_A_STEP {
            self.tell()?;
        }
        Ok(())
    }

    pub(super) fn tell(&mut self) -> Result<(), Stopped> {
        self.pass.advance(std::mem::take(&mut self.rows))
    }
}

/// Reads all order lines.
pub(super) fn order_lines(
    reader: &mut Rows<'_>,
    known: &Known,
    pass: &Pass<'_>,
) -> Result<Read, RebuildError> {
    let mut orders = Interner::of("orders");
    let mut lines = OrderLines::default();
    let mut items = Joined::default();
    let skipped = reader.order_lines_in_chunks(
        |row_count| LineChunk {
            orders: Vec::with_capacity(row_count),
            order_ids: Interner::of("orders"),
            items: Vec::with_capacity(row_count),
            names: Names::of(known, pass),
        },
        |chunk, order, item| chunk.take(order, item),
        |mut chunk| {
            let numbers = orders.number_all(&chunk.order_ids)?;
            make_room(&mut lines.orders, chunk.orders.len())?;
            make_room(&mut lines.items, chunk.items.len())?;
            let chunk_orders = chunk.orders.iter();
            lines
                .orders
                .extend(chunk_orders.map(|&order| numbers[order as usize]));
            items.join(&mut chunk.names)?;
            let chunk_items = chunk.items.iter();
            lines
                .items
                .extend(chunk_items.map(|&item| items.number(known, item)));
            if u32::try_from(lines.items.len()).is_err() {
                return Err(RebuildError::TooMany {
                    what: "order lines",
                    limit: u32::MAX,
                });
            }
            Ok(())
        },
    )?;
    // The interner never numbers past 32 bits.
    lines.order_count = orders.len() as u32;
    Ok(items.read(Purchases::Lines(lines), skipped))
}

/// Makes room for more rows; an error, and no end of the program, where there is none.
fn make_room<T>(rows: &mut Vec<T>, more: usize) -> Result<(), RebuildError> {
    // As it grows by itself: twice as large when it is full.
    let most = rows.capacity().max(rows.len() + more);
    rows.try_reserve(more).map_err(|_| RebuildError::NoMemory {
        what: "rows that were read",
        bytes: 2 * (most * size_of::<T>()) as u64,
    })
}

/// Reads all given links.
pub(super) fn given_links(
    reader: &mut Rows<'_>,
    known: &Known,
    pass: &Pass<'_>,
) -> Result<Read, RebuildError> {
    let mut links = Vec::new();
    let mut items = Joined::default();
    let skipped = reader.co_purchases_in_chunks(
        |row_count| LinkChunk {
            links: Vec::with_capacity(row_count),
            names: Names::of(known, pass),
        },
        |chunk, row| chunk.take(row),
        |mut chunk| {
            items.join(&mut chunk.names)?;
            make_room(&mut links, chunk.links.len())?;
            links.extend(chunk.links.into_iter().map(|mut link| {
                link.source = items.number(known, link.source);
                link.target = items.number(known, link.target);
                link
            }));
            Ok::<_, RebuildError>(())
        },
    )?;
    Ok(items.read(Purchases::Given(links), skipped))
}

/// Lines with numbers of this chunk's own.
struct LineChunk<'a> {
    orders: Vec<u32>,
    order_ids: Interner,
    items: Vec<u32>,
    names: Names<'a>,
}

impl LineChunk<'_> {
    #[inline]
    fn take(&mut self, order: Key<'_>, item: Key<'_>) -> Result<(), RebuildError> {
        self.orders.push(self.order_ids.number(order)?);
        let item = self.names.number(item)?;
        self.items.push(item);
        self.names.count_row(self.names.is_stranger(item))?;
        Ok(())
    }
}

/// Links with numbers of this chunk's own.
struct LinkChunk<'a> {
    links: Vec<GivenLink>,
    names: Names<'a>,
}

impl LinkChunk<'_> {
    #[inline]
    fn take(&mut self, row: CoPurchaseRow<'_>) -> Result<(), RebuildError> {
        let (source, target) = (
            self.names.number(row.source)?,
            self.names.number(row.target)?,
        );
        let link = GivenLink::new(source, target, row.orders, row.position);
        self.links.push(link);
        let of_stranger = self.names.is_stranger(source) || self.names.is_stranger(target);
        self.names.count_row(of_stranger)?;
        Ok(())
    }
}

/// Keeps lines of some items, in their order, and numbers the orders left without gaps.
fn keep_lines(lines: &mut OrderLines, is_kept: impl Fn(u32) -> bool) {
    let mut orders = vec![0; lines.order_count as usize];
    let mut end = 0;
    for place in 0..lines.items.len() {
        if is_kept(lines.items[place]) {
            lines.items[end] = lines.items[place];
            lines.orders[end] = lines.orders[place];
            orders[lines.orders[end] as usize] = 1;
            end += 1;
        }
    }
    lines.items.truncate(end);
    lines.orders.truncate(end);
    let mut order_count = 0;
    for order in &mut orders {
        order_count += std::mem::replace(order, order_count);
    }
    for order in &mut lines.orders {
        *order = orders[*order as usize];
    }
    lines.order_count = order_count;
}

/// The items of a chunk.
struct Names<'a> {
    known: &'a Known,
    strangers: Interner,
    rows_of_strangers: u64,
    rows: RowCount<'a>,
}

impl<'a> Names<'a> {
    fn of(known: &'a Known, pass: &'a Pass<'a>) -> Self {
        Self {
            known,
            strangers: Interner::of("items"),
            rows_of_strangers: 0,
            rows: RowCount::on(pass),
        }
    }

    #[inline]
    fn number(&mut self, item: Key<'_>) -> Result<u32, RebuildError> {
        self.known.number(item, &mut self.strangers)
    }

    #[inline]
    fn is_stranger(&self, number: u32) -> bool {
        number >= self.known.len()
    }

    #[inline]
    fn count_row(&mut self, of_stranger: bool) -> Result<(), Stopped> {
        self.rows_of_strangers += u64::from(of_stranger);
        self.rows.count_row()
    }
}

/// The items of all chunks.
struct Joined {
    strangers: Interner,
    rows_of_strangers: u64,
    /// Of the chunk at hand: the number of each of its strangers among all.
    numbers: Vec<u32>,
}

impl Default for Joined {
    fn default() -> Self {
        Self {
            strangers: Interner::of("items"),
            rows_of_strangers: 0,
            numbers: Vec::new(),
        }
    }
}

impl Joined {
    fn join(&mut self, names: &mut Names<'_>) -> Result<(), RebuildError> {
        names.rows.tell()?;
        self.rows_of_strangers += names.rows_of_strangers;
        self.numbers = self.strangers.number_all(&names.strangers)?;
        names.known.check(&self.strangers)
    }

    /// The number among all of what has a number in the chunk at hand.
    #[inline]
    fn number(&self, known: &Known, item: u32) -> u32 {
        match item.checked_sub(known.len()) {
            Some(stranger) => known.len() + self.numbers[stranger as usize],
            None => item,
        }
    }

    fn read(self, purchases: Purchases, skipped: Skipped) -> Read {
        Read {
            purchases,
            strangers: self.strangers,
            rows_of_strangers: self.rows_of_strangers,
            skipped,
        }
    }
}

impl Purchases {
    /// How many rows they were read from.
    pub(super) fn row_count(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.items.len() as u64,
            Self::Given(links) => links.len() as u64,
        }
    }

    /// Keeps what speaks of items that have a new number, and numbers these so; says how many rows
    /// went. An order that holds nothing any more is none.
    pub(super) fn keep(&mut self, numbers: &[u32]) -> u64 {
        let before = self.row_count();
        let is_kept = |item: u32| numbers[item as usize] != NOBODY;
        match self {
            Self::Lines(lines) => keep_lines(lines, is_kept),
            Self::Given(links) => {
                links.retain(|link| is_kept(link.source) && is_kept(link.target));
            }
        }
        self.renumber(numbers);
        before - self.row_count()
    }

    /// Numbers the items anew, each by what stands in its place.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        match self {
            Self::Lines(lines) => lines
                .items
                .par_iter_mut()
                .for_each(|item| *item = numbers[*item as usize]),
            Self::Given(links) => links.par_iter_mut().for_each(|link| {
                link.source = numbers[link.source as usize];
                link.target = numbers[link.target as usize];
            }),
        }
    }
}
