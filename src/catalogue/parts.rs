//! A folder of Parquet files that hold the rows of one table: any number of files, as other programs
//! write them.
//!
//! Files are taken by name, folders in folders too. Files whose name begins with `.` or `_` are
//! marks of the program that wrote them, and no rows. Where another program keeps a log of which files
//! count, this one cannot know, and reads nothing.
//!
//! All rows have numbers in the order of files, row groups and rows, and are read in chunks of as
//! many as a chunk of a database may have, by all threads; chunks are joined in that order. Files are
//! not held open but by the thread that reads them.
//!
//! Knows nothing of what a row is worth.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use rusqlite::types::ValueRef;

use super::chunks::{Joining, ROWS_A_CHUNK, into_inner, locked};
use super::error::{CatalogueError, WarehouseProblem};
use super::standing;
use super::value::Skipped;
use crate::columnar::{Batch, Column, Kind, ParquetFile, Value};

/// What the columns of a table are called, and what they must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<const N: usize> {
    /// In the order in which a row has them.
    pub(super) columns: &'static [&'static str; N],
    /// Those without which there is no reading.
    pub(super) required: &'static [&'static str],
    /// Those of ids: whole numbers or texts.
    pub(super) ids: &'static [&'static str],
    /// Those of whole numbers and nothing else.
    pub(super) numbers: &'static [&'static str],
}

/// Where a row stands, for messages.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'f> {
    pub(super) file: &'f Path,
    /// Counted in the file from 1.
    pub(super) row: u64,
}

/// A row: its values in the order of the layout, and where it stands.
pub(super) struct Row<'r, const N: usize> {
    pub(super) values: [ValueRef<'r>; N],
    pub(super) spot: Spot<'r>,
}

/// The files of a table, which were looked into.
#[derive(Debug)]
pub(super) struct Parts<const N: usize> {
    layout: Layout<N>,
    files: Vec<Listed>,
    pub(super) rows_a_chunk: usize,
}

#[derive(Debug)]
struct Listed {
    path: PathBuf,
    /// Rows of its row groups.
    groups: Vec<u64>,
}

/// Rows of one row group that make a chunk.
struct Piece {
    file: usize,
    group: usize,
    /// Rows of the file before the row group.
    before: u64,
    rows: Range<u64>,
}

impl<const N: usize> Parts<N> {
    /// Looks into all files of a folder. A folder without files is none: nobody wants an empty graph
    /// of an export that failed.
    pub(super) fn of(folder: &Path, layout: Layout<N>) -> Result<Option<Self>, CatalogueError> {
        if !is_folder(folder)? {
            return Ok(None);
        }
        let mut paths = Vec::new();
        list(folder, &mut paths)?;
        let mut files = Vec::with_capacity(paths.len());
        for path in paths {
            let file = ParquetFile::open(&path).map_err(CatalogueError::from)?;
            layout.places(&file, &path)?;
            let groups = file.row_groups().to_vec();
            files.push(Listed { path, groups });
        }
        let parts = Self {
            layout,
            files,
            rows_a_chunk: ROWS_A_CHUNK,
        };
        Ok((!parts.files.is_empty()).then_some(parts))
    }

    /// How many rows there are; a row with a list is one.
    pub(super) fn row_count(&self) -> u64 {
        let groups = self.files.iter().flat_map(|listed| &listed.groups);
        groups.fold(0, |all, rows| all.saturating_add(*rows))
    }

    /// Gives every row to `take`, in their order, on this thread.
    pub(super) fn for_each<E: From<CatalogueError>>(
        &self,
        mut take: impl FnMut(Row<'_, N>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut open = None;
        for piece in self.pieces() {
            let part = self.part(&piece, open.take())?;
            part.read(&piece, &mut take)?;
            open = Some((piece.file, part));
        }
        Ok(())
    }

    /// Runs through all rows in chunks on all threads of the pool, and joins these in their order.
    pub(super) fn in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, Row<'_, N>, &mut Skipped) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        let pieces = Mutex::new((0..).zip(self.pieces()));
        let failed = AtomicBool::new(false);
        let joining = Mutex::new(Joining::from(0, join));
        let failure = Mutex::new(None);
        let work = || -> Result<(), E> {
            let mut open = None;
            let next = || locked(&pieces).next().filter(|_| !failed.load(Relaxed));
            while let Some((number, piece)) = next() {
                let part = self.part(&piece, open.take())?;
                let mut chunk = begin((piece.rows.end - piece.rows.start) as usize);
                let mut skipped = Skipped::default();
                part.read(&piece, |row| take(&mut chunk, row, &mut skipped))?;
                let mut joining = locked(&joining);
                joining.skipped += skipped;
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
                        failed.store(true, Relaxed);
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

    /// The file of a piece: the one that is open, if it is that.
    fn part(
        &self,
        piece: &Piece,
        open: Option<(usize, Part<N>)>,
    ) -> Result<Part<N>, CatalogueError> {
        match open {
            Some((file, part)) if file == piece.file => Ok(part),
            _ => Part::open(&self.files[piece.file].path, self.layout),
        }
    }

    /// All pieces in their order. A damaged file may claim any number of rows, so there is no list of
    /// them.
    fn pieces(&self) -> impl Iterator<Item = Piece> + Send {
        let groups = self.files.iter().enumerate().flat_map(|(file, listed)| {
            let before = listed.groups.iter().scan(0_u64, |before, &rows| {
                let first = *before;
                *before = before.saturating_add(rows);
                Some(first)
            });
            let groups = listed.groups.iter().zip(before).enumerate();
            groups.map(move |(group, (&rows, before))| (file, group, before, rows))
        });
        let rows_a_chunk = self.rows_a_chunk as u64;
        groups.flat_map(move |(file, group, before, rows)| {
            let starts = (0..rows.div_ceil(rows_a_chunk)).map(move |piece| piece * rows_a_chunk);
            starts.map(move |start| Piece {
                file,
                group,
                before,
                rows: start..rows.min(start.saturating_add(rows_a_chunk)),
            })
        })
    }
}

/// A file that is open, with the columns that are wanted of it.
struct Part<const N: usize> {
    path: PathBuf,
    file: ParquetFile,
    /// The columns that are there, and which of the wanted ones each is.
    places: Vec<usize>,
    wanted: Vec<usize>,
    kinds: [Option<Kind>; N],
}

impl<const N: usize> Part<N> {
    fn open(path: &Path, layout: Layout<N>) -> Result<Self, CatalogueError> {
        let file = ParquetFile::open(path)?;
        let found = layout.places(&file, path)?;
        let mut part = Self {
            path: path.to_owned(),
            places: Vec::new(),
            wanted: Vec::new(),
            kinds: [None; N],
            file,
        };
        for (wanted, place) in found.into_iter().enumerate() {
            if let Some(place) = place {
                part.kinds[wanted] = part.file.columns().get(place).map(|column| column.kind);
                part.places.push(place);
                part.wanted.push(wanted);
            }
        }
        Ok(part)
    }

    /// Gives every row of a piece to `take`.
    fn read<E: From<CatalogueError>>(
        &self,
        piece: &Piece,
        mut take: impl FnMut(Row<'_, N>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(CatalogueError::Columnar(error));
        let mut rows = self
            .file
            .rows_in(piece.group, piece.rows.clone(), &self.places)
            .map_err(failed)?;
        while let Some(batch) = rows.next_batch().map_err(failed)? {
            for row in 0..batch.len() {
                let spot = Spot {
                    file: &self.path,
                    row: piece.before.saturating_add(batch.origin(row) + 1),
                };
                let values = self.values(&batch, row);
                take(Row { values, spot })?;
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

impl<const N: usize> Layout<N> {
    /// Where in a file each column is.
    fn places(
        &self,
        file: &ParquetFile,
        path: &Path,
    ) -> Result<[Option<usize>; N], CatalogueError> {
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
        let is_missing = |name: &&&str| find(name).is_none();
        let missing: Vec<&&str> = self.required.iter().filter(is_missing).collect();
        if !missing.is_empty() {
            let missing = missing.into_iter().map(|name| (*name).to_owned()).collect();
            let found = there.iter().map(|column| column.path.clone()).collect();
            return Err(problem(
                path,
                WarehouseProblem::MissingColumns { missing, found },
            ));
        }
        let found = self.columns.map(find);
        for (name, column) in self.columns.iter().zip(&found) {
            if let Some(column) = column.and_then(|place| there.get(place)) {
                self.check(name, column)
                    .map_err(|error| problem(path, error))?;
            }
        }
        Ok(found)
    }

    fn check(&self, name: &str, column: &Column) -> Result<(), WarehouseProblem> {
        let (is_fit, wanted) = if self.ids.contains(&name) {
            let is_fit = matches!(column.kind, Kind::Integer | Kind::Text | Kind::Bytes);
            (is_fit, "ids as whole numbers or texts")
        } else if self.numbers.contains(&name) {
            (column.kind == Kind::Integer, "whole numbers, as BIGINT")
        } else {
            (true, "one value a row")
        };
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
            wanted,
        })
    }
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
pub(super) fn refuse_logs(folder: &Path) -> Result<(), CatalogueError> {
    if is_folder(&folder.join("_delta_log"))? {
        return Err(problem(folder, WarehouseProblem::Delta));
    }
    if is_folder(&folder.join("metadata"))? {
        return Err(problem(folder, WarehouseProblem::Iceberg));
    }
    Ok(())
}

/// Whether a folder stands there; what keeps it from being seen is told.
pub(super) fn is_folder(path: &Path) -> Result<bool, CatalogueError> {
    match standing::at(path) {
        Ok(found) => Ok(found.is_some_and(|found| found.is_dir())),
        Err(error) => Err(problem(path, WarehouseProblem::Unreadable(error))),
    }
}

pub(super) fn problem(path: &Path, problem: WarehouseProblem) -> CatalogueError {
    CatalogueError::Warehouse {
        path: path.display().to_string(),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_claim_any_number_of_rows() {
        let listed = |groups: &[u64]| Listed {
            path: PathBuf::new(),
            groups: groups.to_vec(),
        };
        let parts = Parts::<1> {
            layout: Layout {
                columns: &["id"],
                required: &[],
                ids: &[],
                numbers: &[],
            },
            files: vec![listed(&[5, 0]), listed(&[]), listed(&[2, u64::MAX, 1])],
            rows_a_chunk: 3,
        };
        assert_eq!(parts.row_count(), u64::MAX);
        let pieces = parts.pieces().take(5);
        let pieces = pieces.map(|piece| (piece.file, piece.group, piece.before, piece.rows));
        let expected = [
            (0, 0, 0, 0..3),
            (0, 0, 0, 3..5),
            (2, 0, 0, 0..2),
            (2, 1, 2, 0..3),
            (2, 1, 2, 3..6),
        ];
        assert!(pieces.eq(expected));
    }
}
