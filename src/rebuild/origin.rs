//! Where a rebuild reads from: a database, or a folder of Parquet. Both give the same rows in the
//! same way; nobody after this needs to know which it is.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::error::{RebuildError, Stopped};
use crate::catalogue::{
    Catalogue, CatalogueError, CoPurchaseRow, ItemRow, Key, Places, Reader, Skipped, Table,
    Warehouse,
};

/// What the shop gives us to read.
#[derive(Debug)]
pub(super) enum Origin {
    Database(Catalogue),
    Warehouse(Warehouse),
}

impl Origin {
    /// Opens what is at `path`: a folder is one of Parquet, and has no other places to read from.
    pub(super) fn open(path: &Path, places: Places) -> Result<Self, RebuildError> {
        // What may not be looked at is told by whoever opens it.
        let is_folder = fs::metadata(path).is_ok_and(|found| found.is_dir());
        if !is_folder {
            return Ok(Self::Database(Catalogue::open_with_places(path, places)?));
        }
        if places != Places::default() {
            return Err(RebuildError::NoDatabase {
                path: path.to_owned(),
            });
        }
        Ok(Self::Warehouse(Warehouse::open(path)?))
    }

    /// Reads from a copy from now on, which is made in a folder; says how long nobody could write to
    /// the database for it. `go_on` is told of every page copied, and may end it.
    pub(super) fn copy_into(
        self,
        folder: &Path,
        go_on: impl Fn(u64) -> Result<(), Stopped>,
    ) -> Result<(Self, Option<Duration>), RebuildError> {
        match self {
            Self::Database(catalogue) => {
                let tick = |pages| go_on(pages).map_err(RebuildError::from);
                let (copy, locked) = catalogue.copied_into(folder, tick)?;
                Ok((Self::Database(copy), locked))
            }
            // Nothing is locked there.
            Self::Warehouse(_) => Ok((self, None)),
        }
    }

    /// Breaks off a statement that takes long to its first row, once `stop` is raised.
    pub(super) fn stop_when(&mut self, stop: Arc<AtomicBool>) -> Result<(), CatalogueError> {
        match self {
            Self::Database(catalogue) => catalogue.stop_when(stop),
            Self::Warehouse(_) => Ok(()),
        }
    }

    /// Begins to read, with as many threads as told.
    pub(super) fn rows(&self, threads: usize) -> Result<Rows<'_>, CatalogueError> {
        Ok(match self {
            Self::Database(catalogue) => Rows::Database(Box::new(catalogue.reader_on(threads)?)),
            Self::Warehouse(warehouse) => Rows::Warehouse(warehouse),
        })
    }
}

/// Its rows.
#[derive(Debug)]
pub(super) enum Rows<'o> {
    Database(Box<Reader<'o>>),
    Warehouse(&'o Warehouse),
}

impl Rows<'_> {
    pub(super) fn has(&self, table: Table) -> bool {
        match self {
            Self::Database(reader) => reader.shape().columns(table).is_some(),
            Self::Warehouse(warehouse) => warehouse.has(table),
        }
    }

    pub(super) fn has_rows(&self, table: Table) -> Result<bool, CatalogueError> {
        match self {
            Self::Database(reader) => reader.has_rows(table),
            Self::Warehouse(warehouse) => Ok(warehouse.row_count(table) > 0),
        }
    }

    pub(super) fn approximate_count(&self, table: Table) -> Result<Option<u64>, CatalogueError> {
        match self {
            Self::Database(reader) => reader.approximate_count(table),
            Self::Warehouse(warehouse) => Ok(Some(warehouse.row_count(table))),
        }
    }

    pub(super) fn for_each_item<E: From<CatalogueError>>(
        &self,
        take: impl FnMut(ItemRow<'_>) -> Result<(), E>,
    ) -> Result<Skipped, E> {
        match self {
            Self::Database(reader) => reader.for_each_item(take),
            Self::Warehouse(warehouse) => warehouse.for_each_item(take),
        }
    }

    pub(super) fn order_lines_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &mut self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, Key<'_>, Key<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        match self {
            Self::Database(reader) => reader.order_lines_in_chunks(begin, take, join),
            Self::Warehouse(warehouse) => warehouse.order_lines_in_chunks(begin, take, join),
        }
    }

    pub(super) fn co_purchases_in_chunks<C: Send, E: From<CatalogueError> + Send>(
        &mut self,
        begin: impl Fn(usize) -> C + Sync,
        take: impl Fn(&mut C, CoPurchaseRow<'_>) -> Result<(), E> + Sync,
        join: impl FnMut(C) -> Result<(), E> + Send,
    ) -> Result<Skipped, E> {
        match self {
            Self::Database(reader) => reader.co_purchases_in_chunks(begin, take, join),
            Self::Warehouse(warehouse) => warehouse.co_purchases_in_chunks(begin, take, join),
        }
    }

    /// Ends the reading: all that was read is good only if this is. Says how long nobody could write
    /// to the database for it.
    pub(super) fn finish(self) -> Result<Option<Duration>, CatalogueError> {
        match self {
            Self::Database(reader) => reader.finish(),
            Self::Warehouse(_) => Ok(None),
        }
    }
}

#[cfg(test)]
#[path = "origin_tests.rs"]
mod tests;
