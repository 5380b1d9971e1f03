//! A folder of Parquet read as a catalogue: `order_lines/`, `items/` and `co_purchases/`, each any
//! number of files, as a warehouse writes them. The columns are those of the tables of a database,
//! and so are the rules for what a row is worth.
//!
//! Files are taken by name, folders in folders too. Files whose name begins with `.` or `_` are
//! marks of the program that wrote them, and no rows. Where another program keeps a log of which files
//! count, this one cannot know, and reads nothing.
//!
//! All rows of a table have numbers in the order of files, row groups and rows, and are read in
//! chunks of as many as a chunk of a database may have, by all threads; chunks are joined in that
//! order. Files are not held open but by the thread that reads them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rusqlite::types::ValueRef;

use super::chunks::{Joining, ROWS_A_CHUNK, into_inner, locked};
use super::error::{CatalogueError, WarehouseProblem};
use super::key::Key;
use super::row::{
    self, CoPurchaseRow, ITEM_COLUMNS, ItemRow, ItemTexts, LINE_COLUMNS, LINK_COLUMNS,
};
use super::schema::Table;
use super::standing;
use super::value::Skipped;
use crate::columnar::{Batch, Column, Kind, ParquetFile, Value};

/// A folder of Parquet, whose files were looked into.
#[derive(Debug)]
pub struct Warehouse {
    items: Option<Parts>,
    order_lines: Option<Parts>,
    co_purchases: Option<Parts>,
    rows_a_chunk: usize,
}

impl Warehouse {
    /// Looks into all files of the folder at `path`. Nothing is ever written to it.
    ///
    /// # Errors
    /// If there are no purchases in it, or a file is no Parquet file, is damaged, or lacks a column.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        refuse_logs(path)?;
        let warehouse = Self {
            items: Parts::of(path, Table::Items)?,
            order_lines: Parts::of(path, Table::OrderLines)?,
            co_purchases: Parts::of(path, Table::CoPurchases)?,
            rows_a_chunk: ROWS_A_CHUNK,
        };
        if warehouse.order_lines.is_none() && warehouse.co_purchases.is_none() {
            return Err(problem(path, WarehouseProblem::NoPurchases));
        }
        Ok(warehouse)
    }

    /// Whether there is a folder for `table`.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        self.parts(table).is_some()
    }

    /// How many rows `table` has; a row with a list is one.
    #[must_use]
    pub fn row_count(&self, table: Table) -> u64 {
        let pieces = self.parts(table).into_iter().flat_map(Parts::groups);
        pieces.fold(0, |all, (_, _, rows)| all.saturating_add(rows))
    }

    fn parts(&self, table: Table) -> Option<&Parts> {
        match table {
            Table::Items => self.items.as_ref(),
            Table::OrderLines => self.order_lines.as_ref(),
            Table::CoPurchases => self.co_purchases.as_ref(),
        }
    }

    /// Gives every row of `items` to `take`, in their order; no rows if there is no such folder. An
    /// id may come twice.
    ///
    /// # Errors
    /// The first error of `take`, which ends the reading; or if a file is damaged.
    pub fn for_each_item<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(ItemRow<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        let mut skipped = Skipped::default();
        let mut texts = ItemTexts::default();
        let Some(parts) = &self.items else {
            return Ok(skipped);
        };
        for listed in &parts.files {
            let part = Part::open(&listed.path, Table::Items)?;
            for group in 0..part.file.row_groups().len() {
                part.read(group, 0..u64::MAX, |values| {
                    let row = texts.row(values, &mut skipped);
                    row.map_or(Ok(()), &mut take)
                })?;
            }
        }
        Ok(skipped)
    }

    /// Runs through `order_lines` in chunks on all threads of the pool, as
    /// [`Reader::order_lines_in_chunks`](super::Reader::order_lines_in_chunks) does.
    ///
    /// # Errors
    /// The first error of `take` or `join`, which ends the reading; or if a file is damaged.
    pub fn order_lines_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, Key<'_>, Key<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let take = |chunk: &mut C, values: [ValueRef<'_>; LINE_COLUMNS.len()], skipped: &mut _| {
            let line = row::line(values, skipped);
            line.map_or(Ok(()), |(order, item)| take(chunk, order, item))
        };
        self.in_chunks(Table::OrderLines, begin, take, join)
    }

    /// Runs through `co_purchases` in the same way.
    ///
    /// # Errors
    /// As for [`Self::order_lines_in_chunks`].
    pub fn co_purchases_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, CoPurchaseRow<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let take = |chunk: &mut C, values: [ValueRef<'_>; LINK_COLUMNS.len()], skipped: &mut _| {
            let link = row::co_purchase(values, skipped);
            link.map_or(Ok(()), |link| take(chunk, link))
        };
        self.in_chunks(Table::CoPurchases, begin, take, join)
    }

    fn in_chunks<const N: usize, C: Send, E: From<CatalogueError> + Send>(
        &self,
        table: Table,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, [ValueRef<'_>; N], &mut Skipped) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let Some(parts) = self.parts(table) else {
            return Ok(Skipped::default());
        };
        let pieces = parts.pieces(self.rows_a_chunk as u64);
        let next = AtomicUsize::new(0);
        let joining = Mutex::new(Joining::from(0, join));
        let failure = Mutex::new(None);
        let work = || -> Result<(), E> {
            let mut open: Option<(usize, Part<N>)> = None;
            while let Some(piece) = pieces.get(next.fetch_add(1, Relaxed)) {
                let part = match open.take() {
                    Some((file, part)) if file == piece.file => part,
                    _ => Part::open(&parts.files[piece.file].path, table)?,
                };
                let mut chunk = begin((piece.rows.end - piece.rows.start) as usize);
                let mut skipped = Skipped::default();
                part.read(piece.group, piece.rows.clone(), |values| {
                    take(&mut chunk, values, &mut skipped)
                })?;
                let mut joining = locked(&joining);
                joining.skipped += skipped;
                let number = piece.number;
                joining.add(number..=number, Some(chunk))?;
                drop(joining);
                open = Some((piece.file, part));
            }
            Ok(())
        };
        rayon::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|_| {
                    if let Err(error) = work() {
                        next.store(pieces.len(), Relaxed);
                        locked(&failure).get_or_insert(error);
                    }
                });
            }
        });
        match into_inner(failure) {
            Some(error) => Err(error),
            None => Ok(into_inner(joining).skipped),
        }
    }
}

/// The files of one table.
#[derive(Debug)]
struct Parts {
    files: Vec<Listed>,
}

#[derive(Debug)]
struct Listed {
    path: PathBuf,
    /// Rows of its row groups.
    groups: Vec<u64>,
}

/// Rows of one row group that make a chunk.
struct Piece {
    /// Its place among all.
    number: i64,
    file: usize,
    group: usize,
    rows: Range<u64>,
}

impl Parts {
    /// A folder without files is none: nobody wants an empty graph of an export that failed.
    fn of(folder: &Path, table: Table) -> Result<Option<Self>, CatalogueError> {
        let folder = folder.join(table.name());
        if !is_folder(&folder)? {
            return Ok(None);
        }
        let mut paths = Vec::new();
        list(&folder, &mut paths)?;
        let mut files = Vec::with_capacity(paths.len());
        for path in paths {
            let file = ParquetFile::open(&path).map_err(CatalogueError::from)?;
            places(&file, &path, table)?;
            let groups = file.row_groups().to_vec();
            files.push(Listed { path, groups });
        }
        Ok((!files.is_empty()).then_some(Self { files }))
    }

    /// Every row group: its file, its place there, and how many rows it has.
    fn groups(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let files = self.files.iter().enumerate();
        files.flat_map(|(file, listed)| {
            let groups = listed.groups.iter().enumerate();
            groups.map(move |(group, &rows)| (file, group, rows))
        })
    }

    fn pieces(&self, rows_a_chunk: u64) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (file, group, rows) in self.groups() {
            let mut first = 0;
            while first < rows {
                let end = rows.min(first.saturating_add(rows_a_chunk));
                pieces.push(Piece {
                    number: pieces.len() as i64,
                    file,
                    group,
                    rows: first..end,
                });
                first = end;
            }
        }
        pieces
    }
}

/// A file that is open, with the columns that are wanted of it.
struct Part<const N: usize> {
    file: ParquetFile,
    /// The columns that are there, and which of the wanted ones each is.
    places: Vec<usize>,
    wanted: Vec<usize>,
    kinds: [Option<Kind>; N],
}

impl<const N: usize> Part<N> {
    fn open(path: &Path, table: Table) -> Result<Self, CatalogueError> {
        let file = ParquetFile::open(path)?;
        let found = places(&file, path, table)?;
        let mut part = Self {
            places: Vec::new(),
            wanted: Vec::new(),
            kinds: [None; N],
            file,
        };
        for (wanted, place) in found.into_iter().enumerate().take(N) {
            if let Some(place) = place {
                part.kinds[wanted] = part.file.columns().get(place).map(|column| column.kind);
                part.places.push(place);
                part.wanted.push(wanted);
            }
        }
        Ok(part)
    }

    /// Gives the values of every row of a range to `take`.
    fn read<E: From<CatalogueError>>(
        &self,
        group: usize,
        rows: Range<u64>,
        mut take: impl FnMut([ValueRef<'_>; N]) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(CatalogueError::Columnar(error));
        let mut rows = self
            .file
            .rows_in(group, rows, &self.places)
            .map_err(failed)?;
        while let Some(batch) = rows.next_batch().map_err(failed)? {
            for row in 0..batch.len() {
                take(self.values(&batch, row))?;
            }
        }
        Ok(())
    }

    #[inline]
    fn values<'b>(&self, batch: &'b Batch<'_>, row: usize) -> [ValueRef<'b>; N] {
        let mut values = [ValueRef::Null; N];
        for (column, &wanted) in self.wanted.iter().enumerate() {
            values[wanted] = as_in_a_database(batch.value(row, column), self.kinds[wanted]);
        }
        values
    }
}

/// What a database would hold in its place, so that the same rules hold for it.
#[inline]
fn as_in_a_database(value: Value<'_>, kind: Option<Kind>) -> ValueRef<'_> {
    match value {
        Value::None => ValueRef::Null,
        Value::Integer(number) => ValueRef::Integer(number),
        Value::Text(text) if kind == Some(Kind::Float) => {
            text.parse().map_or(ValueRef::Null, ValueRef::Real)
        }
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
        // A text that is not UTF-8, as far as anybody knows.
        Value::Bytes(bytes) => ValueRef::Text(bytes),
    }
}

/// Where in a file each column of a table is; the first ones hold ids.
fn places(
    file: &ParquetFile,
    path: &Path,
    table: Table,
) -> Result<Vec<Option<usize>>, CatalogueError> {
    let wanted: &[&str] = match table {
        Table::Items => &ITEM_COLUMNS,
        Table::OrderLines => &LINE_COLUMNS,
        Table::CoPurchases => &LINK_COLUMNS,
    };
    let there = file.columns();
    let find = |name: &str| {
        let exactly = there.iter().position(|column| column.path == name);
        let alike = || {
            there
                .iter()
                .position(|column| column.path.eq_ignore_ascii_case(name))
        };
        exactly.or_else(alike)
    };
    let found: Vec<Option<usize>> = wanted.iter().map(|name| find(name)).collect();
    let is_missing = |name: &&&str| find(name).is_none();
    let missing: Vec<&&str> = table.required().iter().filter(is_missing).collect();
    if !missing.is_empty() {
        let missing = missing.into_iter().map(|name| (*name).to_owned()).collect();
        let found = there.iter().map(|column| column.path.clone()).collect();
        return Err(problem(
            path,
            WarehouseProblem::MissingColumns { missing, found },
        ));
    }
    for (name, column) in wanted.iter().zip(&found) {
        if let Some(column) = column.and_then(|place| there.get(place)) {
            check(column, table.key().contains(name)).map_err(|error| problem(path, error))?;
        }
    }
    Ok(found)
}

fn check(column: &Column, is_id: bool) -> Result<(), WarehouseProblem> {
    let is_fit = !is_id || matches!(column.kind, Kind::Integer | Kind::Text | Kind::Bytes);
    if is_fit && !column.repeats() {
        return Ok(());
    }
    let found = if column.repeats() {
        format!("lists of {}", column.kind)
    } else {
        column.kind.to_string()
    };
    Err(WarehouseProblem::Mistyped {
        column: column.path.clone(),
        found,
        wanted: if is_id {
            "ids as whole numbers or texts"
        } else {
            "one value a row"
        },
    })
}

/// All files of a folder that hold rows, by name.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), CatalogueError> {
    refuse_logs(folder)?;
    let unreadable = |error| problem(folder, WarehouseProblem::Unreadable(error));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['.', '_']) {
            continue;
        }
        if is_folder(&path)? {
            list(&path, files)?;
        } else if name.to_ascii_lowercase().ends_with(".parquet") {
            files.push(path);
        } else {
            return Err(problem(&path, WarehouseProblem::OtherFile));
        }
    }
    Ok(())
}

/// Refuses a folder of which another program says what counts.
fn refuse_logs(folder: &Path) -> Result<(), CatalogueError> {
    if is_folder(&folder.join("_delta_log"))? {
        return Err(problem(folder, WarehouseProblem::Delta));
    }
    if is_folder(&folder.join("metadata"))? {
        return Err(problem(folder, WarehouseProblem::Iceberg));
    }
    Ok(())
}

/// Whether a folder stands there; what keeps it from being seen is told.
fn is_folder(path: &Path) -> Result<bool, CatalogueError> {
    match standing::at(path) {
        Ok(found) => Ok(found.is_some_and(|found| found.is_dir())),
        Err(error) => Err(problem(path, WarehouseProblem::Unreadable(error))),
    }
}

fn problem(path: &Path, problem: WarehouseProblem) -> CatalogueError {
    CatalogueError::Warehouse {
        path: path.display().to_string(),
        problem,
    }
}

#[cfg(test)]
#[path = "warehouse_tests.rs"]
mod tests;
