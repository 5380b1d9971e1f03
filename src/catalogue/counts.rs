//! Co-purchases that were counted elsewhere: a folder with three folders of Parquet.
//!
//! | folder | a row is | columns |
//! |---|---|---|
//! | `items/` | an item, also one that nobody bought | `id`, `orders`, `title`; `creator`, `category`, `year`, `url`, `image_url` where there are some |
//! | `pairs/` | two items that were bought together | `a`, `b`, `orders` |
//! | `meta/` | what was counted, and how: one row, written last | see [`CountsMeta`] |
//!
//! A pair stands there once, whichever of its items is called `a`: where ids are whole numbers
//! other programs put 9 before 10, and where they are texts after it. An id is known by its text,
//! here as everywhere.
//!
//! Rows are checked one by one, and nothing is mended: of counts that contradict themselves nobody
//! can say which are right. Knows nothing of what is made of them.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;

use super::counts_problem::CountsProblem;
use super::error::CatalogueError;
use super::key::Key;
use super::parts::{Layout, Parts, Row, Spot, is_folder, refuse_logs};
use super::row::{ITEM_COLUMNS, ItemRow, ItemTexts};
use super::value::{self, MAX_ID, Skipped};

/// The form of the folder that is read and written here.
pub(super) const VERSION: u64 = 1;

/// Names of the folders.
pub(super) const ITEMS: &str = "items";
pub(super) const PAIRS: &str = "pairs";
pub(super) const META: &str = "meta";

/// Columns of `items`, as a row is made of them: those of the catalogue, and after them the orders.
const COUNTED_ITEM_COLUMNS: [&str; ITEM_COLUMNS.len() + 1] = [
    ITEM_COLUMNS[0],
    ITEM_COLUMNS[1],
    ITEM_COLUMNS[2],
    ITEM_COLUMNS[3],
    ITEM_COLUMNS[4],
    ITEM_COLUMNS[5],
    ITEM_COLUMNS[6],
    "orders",
];

const ITEM_LAYOUT: Layout<{ COUNTED_ITEM_COLUMNS.len() }> = Layout {
    columns: &COUNTED_ITEM_COLUMNS,
    required: &["id", "orders", "title"],
    ids: &["id"],
    numbers: &["orders"],
};

const PAIR_COLUMNS: [&str; 3] = ["a", "b", "orders"];

const PAIR_LAYOUT: Layout<3> = Layout {
    columns: &PAIR_COLUMNS,
    required: &PAIR_COLUMNS,
    ids: &["a", "b"],
    numbers: &["orders"],
};

/// Columns of `meta`; the last three need not be there.
const META_COLUMNS: [&str; 10] = [
    "version",
    "measure",
    "min_orders",
    "top",
    "max_basket",
    "orders",
    "left_out_orders",
    "order_lines",
    "items",
    "pairs",
];

const META_LAYOUT: Layout<10> = Layout {
    columns: &META_COLUMNS,
    required: META_COLUMNS.split_at(7).0,
    ids: &[],
    numbers: &[
        "version",
        "min_orders",
        "top",
        "max_basket",
        "orders",
        "left_out_orders",
        "order_lines",
        "items",
        "pairs",
    ],
};

/// What was counted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsMeta {
    /// `cosine`, `jaccard`, `lift` or `orders`: what decided which pairs are among the strongest.
    pub measure: String,
    /// Fewest orders that hold both items of a pair that is there.
    pub min_orders: u32,
    /// Pairs that are among so many strongest of either item are there; 0 if all are.
    pub top: u64,
    /// Orders with more different items were left out; 0 if none was.
    pub max_basket: u64,
    /// Orders that were counted.
    pub orders: u64,
    /// Orders that were left out for what they hold.
    pub left_out_orders: u64,
    /// Different items on the orders that were counted, all orders together, if it is told.
    pub order_lines: Option<u64>,
    /// Rows of `items`, if it is told.
    pub items: Option<u64>,
    /// Rows of `pairs`, if it is told.
    pub pairs: Option<u64>,
}

/// A row of `pairs`.
#[derive(Debug, Clone, Copy)]
pub struct PairRow<'a> {
    /// One item.
    pub a: Key<'a>,
    /// The other.
    pub b: Key<'a>,
    /// Orders that hold both: no fewer than `min_orders` of the meta.
    pub orders: u32,
    /// Where it stands.
    pub spot: Spot<'a>,
}

/// A folder of counts, whose files were looked into.
#[derive(Debug)]
pub struct CountsFolder {
    path: PathBuf,
    meta: CountsMeta,
    items: Parts<{ COUNTED_ITEM_COLUMNS.len() }>,
    /// None where there are no pairs.
    pairs: Option<Parts<3>>,
}

impl CountsFolder {
    /// Looks into all files of the folder at `path`, and reads its `meta`.
    ///
    /// # Errors
    /// If a folder of the three is missing, a file is no Parquet file, is damaged or lacks a column,
    /// `meta` cannot be, or there are not as many rows as it says.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        refuse_logs(path)?;
        let refused = |problem| refused(path, None, problem);
        let no_files = |folder| refused(CountsProblem::NoFiles { folder });
        let Some(meta) = Parts::of(&path.join(META), META_LAYOUT)? else {
            let is_of_lines = is_folder(&path.join("order_lines"))?;
            return Err(match is_of_lines {
                true => refused(CountsProblem::Lines),
                false => no_files(META),
            });
        };
        let meta = read_meta(path, &meta)?;
        let items = Parts::of(&path.join(ITEMS), ITEM_LAYOUT)?.ok_or_else(|| no_files(ITEMS))?;
        let pairs = Parts::of(&path.join(PAIRS), PAIR_LAYOUT)?;
        // Without any there need be no file.
        if pairs.is_none() && meta.pairs != Some(0) {
            return Err(no_files(PAIRS));
        }
        let pair_count = pairs.as_ref().map_or(0, Parts::row_count);
        for (folder, found, told) in [
            (ITEMS, items.row_count(), meta.items),
            (PAIRS, pair_count, meta.pairs),
        ] {
            if let Some(told) = told.filter(|&told| told != found) {
                return Err(refused(CountsProblem::RowCount {
                    folder,
                    found,
                    told,
                }));
            }
        }
        Ok(Self {
            path: path.to_owned(),
            meta,
            items,
            pairs,
        })
    }

    /// What was counted, and how.
    #[must_use]
    pub fn meta(&self) -> &CountsMeta {
        &self.meta
    }

    /// Says of the folder what is wrong with it.
    #[must_use]
    pub fn refused(&self, problem: CountsProblem) -> CatalogueError {
        refused(&self.path, None, problem)
    }

    /// How many items there are.
    #[must_use]
    pub fn item_count(&self) -> u64 {
        self.items.row_count()
    }

    /// How many pairs there are.
    #[must_use]
    pub fn pair_count(&self) -> u64 {
        self.pairs.as_ref().map_or(0, Parts::row_count)
    }

    /// Gives every item to `take`, in their order, with the orders that hold it and where it stands.
    /// What became of texts and years that cannot be used is told in the end.
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; if a row has no id or no number, if all
    /// together are not the order lines that `meta` tells, or a file is damaged.
    pub fn for_each_item<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(ItemRow<'_>, u32, Spot<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let mut skipped = Skipped::default();
        let mut texts = ItemTexts::default();
        let mut lines = 0_u64;
        self.items.for_each(|Row { values, spot }| {
            let [of_item @ .., orders] = values;
            let row = texts.row(of_item, &mut skipped);
            let row = row.ok_or_else(|| spot.refused(no_id("id")))?;
            let orders = spot.number(orders, "orders", 0..=u32::MAX.into())? as u32;
            if u64::from(orders) > self.meta.orders {
                let (one, all) = (orders, self.meta.orders);
                return Err(spot.refused(CountsProblem::MoreThanAll { one, all }).into());
            }
            lines += u64::from(orders);
            take(row, orders, spot)
        })?;
        match self.meta.order_lines.filter(|&told| told != lines) {
            None => Ok(skipped),
            Some(told) => {
                let found = lines;
                let problem = CountsProblem::LineCount { found, told };
                Err(self.refused(problem).into())
            }
        }
    }

    /// Runs through all pairs in chunks on all threads of the pool: a chunk is begun with the number
    /// of rows it will get, and is joined to those of the rows before it.
    ///
    /// # Errors
    /// The first error of `take` or `join`, which ends the reading; if a row lacks an id or has no
    /// number that can be, or a file is damaged.
    pub fn pairs_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, PairRow<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let Some(pairs) = &self.pairs else {
            return Ok(());
        };
        let least = self.meta.min_orders;
        let take = |chunk: &mut C, Row { values, spot }: Row<'_, 3>, _: &mut Skipped| {
            let [a, b, orders] = values;
            let row = PairRow {
                a: spot.id(a, "a")?,
                b: spot.id(b, "b")?,
                orders: spot.number(orders, "orders", 1..=u32::MAX.into())? as u32,
                spot,
            };
            if row.orders < least {
                let problem = CountsProblem::UnderMinimum {
                    both: row.orders,
                    min_orders: least,
                };
                return Err(spot.refused(problem).into());
            }
            take(chunk, row)
        };
        pairs.in_chunks(begin, take, join)?;
        Ok(())
    }

    /// That a pair comes twice, whichever of its items is named first, with the second place where it
    /// stands. Reads all pairs again, one after another.
    #[must_use]
    pub fn refused_twice(&self, a: &str, b: &str) -> CatalogueError {
        let wanted = [Key::from(a), Key::from(b)];
        let problem = || CountsProblem::PairTwice {
            a: a.to_owned(),
            b: b.to_owned(),
        };
        let mut times = 0;
        let look = |Row { values, spot }: Row<'_, 3>| {
            let [x, y, _] = values;
            let found = [spot.id(x, "a")?, spot.id(y, "b")?];
            times += u32::from(found == wanted || found == [wanted[1], wanted[0]]);
            match times {
                0 | 1 => Ok(()),
                _ => Err(spot.refused(problem())),
            }
        };
        let found = self.pairs.as_ref().map(|pairs| pairs.for_each(look));
        match found {
            Some(Err(error)) => error,
            // Somebody wrote over the files since.
            _ => self.refused(problem()),
        }
    }
}

fn read_meta(path: &Path, parts: &Parts<10>) -> Result<CountsMeta, CatalogueError> {
    let rows = parts.row_count();
    if rows != 1 {
        return Err(refused(path, None, CountsProblem::NotOneMeta { rows }));
    }
    let mut found = None;
    parts.for_each(|Row { values, spot }| {
        found = Some(meta_of(values, spot)?);
        Ok::<_, CatalogueError>(())
    })?;
    // A file whose rows are fewer than it says is damaged, and was refused.
    found.ok_or_else(|| refused(path, None, CountsProblem::NotOneMeta { rows: 0 }))
}

fn meta_of(values: [ValueRef<'_>; 10], spot: Spot<'_>) -> Result<CountsMeta, CatalogueError> {
    let [
        version,
        measure,
        min_orders,
        top,
        max_basket,
        orders,
        left_out_orders,
        order_lines,
        items,
        pairs,
    ] = values;
    let any = 0..=i64::MAX as u64;
    let version = spot.number(version, "version", any.clone())?;
    if version != VERSION {
        let (found, known) = (version, VERSION);
        return Err(spot.refused(CountsProblem::Version { found, known }));
    }
    let mut repaired = String::new();
    let measure = value::text(measure, &mut repaired, &mut Skipped::default());
    let number = |value, column| spot.number(value, column, any.clone());
    let told = |value, column| match value {
        ValueRef::Null => Ok(None),
        _ => number(value, column).map(Some),
    };
    Ok(CountsMeta {
        measure: measure.unwrap_or_default().to_owned(),
        min_orders: spot.number(min_orders, "min_orders", 1..=u32::MAX.into())? as u32,
        top: number(top, "top")?,
        max_basket: number(max_basket, "max_basket")?,
        orders: number(orders, "orders")?,
        left_out_orders: number(left_out_orders, "left_out_orders")?,
        order_lines: told(order_lines, "order_lines")?,
        items: told(items, "items")?,
        pairs: told(pairs, "pairs")?,
    })
}

impl Spot<'_> {
    /// Says of this row what is wrong with it.
    #[must_use]
    pub fn refused(&self, problem: CountsProblem) -> CatalogueError {
        refused(self.file, Some(self.row), problem)
    }

    fn id<'r>(&self, value: ValueRef<'r>, column: &'static str) -> Result<Key<'r>, CatalogueError> {
        let key = value::key(value, &mut Skipped::default());
        key.ok_or_else(|| self.refused(no_id(column)))
    }

    fn number(
        &self,
        value: ValueRef<'_>,
        column: &'static str,
        range: std::ops::RangeInclusive<u64>,
    ) -> Result<u64, CatalogueError> {
        let found = match value {
            ValueRef::Integer(number) => u64::try_from(number).ok(),
            // A decimal without a fraction, as some programs add up whole numbers.
            ValueRef::Text(text) => std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.parse().ok()),
            _ => None,
        };
        let found = found.filter(|number| range.contains(number));
        found.ok_or_else(|| {
            self.refused(CountsProblem::NoNumber {
                column,
                least: *range.start(),
                most: *range.end(),
            })
        })
    }
}

fn no_id(column: &'static str) -> CountsProblem {
    let most = MAX_ID;
    CountsProblem::NoId { column, most }
}

fn refused(path: &Path, row: Option<u64>, problem: CountsProblem) -> CatalogueError {
    CatalogueError::Counts {
        path: path.display().to_string(),
        row,
        problem: Box::new(problem),
    }
}

#[cfg(test)]
#[path = "counts_tests.rs"]
mod tests;
