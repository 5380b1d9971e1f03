//! Counts written for another rebuild: the folder that [`CountsFolder`](super::CountsFolder) reads.
//!
//! All of it is written beside the folder, `meta` last, and put in its place when it is whole: what
//! was there before goes as a whole, so no file of another counting can stay. Knows nothing of how
//! pairs were counted.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::counts::{CountsMeta, ITEMS, META, PAIRS, VERSION};
use super::error::{CatalogueError, WarehouseProblem};
use super::parts::{is_folder, problem};
use super::row::ItemRow;
use crate::columnar::{Cell, CellKind, TableWriter};

/// Rows of a file at which another one is begun, so that several are written at a time.
pub const ROWS_A_FILE: usize = 1 << 20;

/// Counts on their way into a folder; all that was written is gone unless they are published.
#[derive(Debug)]
pub struct CountsDraft {
    folder: PathBuf,
    /// Beside it, for nobody else: what is made, and what was there.
    draft: TempDir,
}

/// What is made, and in the end what was there, as they are called in the draft.
const MADE: &str = "made";
const OLD: &str = "old";

impl CountsDraft {
    /// Begins to write counts that will stand at `folder`, where nothing is, or an empty folder, or
    /// older counts, which are replaced.
    ///
    /// # Errors
    /// If something else stands there, or nothing can be written beside it.
    pub fn begin(folder: &Path) -> Result<Self, CatalogueError> {
        // Who leads to a folder by a link wants that folder replaced and not the link.
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        refuse_others(&folder)?;
        let draft = Self {
            draft: beside(&folder)?,
            folder,
        };
        for name in [ITEMS, PAIRS, META] {
            let path = draft.made().join(name);
            fs::create_dir_all(&path).map_err(|error| unwritable(&path, error))?;
        }
        Ok(draft)
    }

    fn made(&self) -> PathBuf {
        self.draft.path().join(MADE)
    }

    /// Writes a file of items, each once in all of them, with the orders that hold it; every file has
    /// a number of its own, and any thread may write one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_items<'i>(
        &self,
        file: usize,
        items: impl Iterator<Item = (ItemRow<'i>, u32)>,
    ) -> Result<(), CatalogueError> {
        let texts = ["title", "creator", "category", "url", "image_url"];
        let columns = [("id", CellKind::Text), ("orders", CellKind::Integer)]
            .into_iter()
            .chain(texts.map(|name| (name, CellKind::Text)))
            .chain([("year", CellKind::Integer)]);
        self.table(ITEMS, file, columns, |table| {
            for (item, orders) in items {
                table.put(Some(Cell::Text(&item.id.to_string())));
                table.put(Some(Cell::Integer(orders.into())));
                for text in [
                    item.title,
                    item.creator,
                    item.category,
                    item.url,
                    item.image_url,
                ] {
                    table.put(text.map(Cell::Text));
                }
                table.put(item.year.map(|year| Cell::Integer(year.into())));
                table.end_row()?;
            }
            Ok(())
        })
    }

    /// Writes a file of pairs, each with the orders that hold both, in the same way.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_pairs<'i>(
        &self,
        file: usize,
        pairs: impl Iterator<Item = (&'i str, &'i str, u32)>,
    ) -> Result<(), CatalogueError> {
        let columns = [
            ("a", CellKind::Text),
            ("b", CellKind::Text),
            ("orders", CellKind::Integer),
        ];
        self.table(PAIRS, file, columns.into_iter(), |table| {
            for (a, b, orders) in pairs {
                table.put(Some(Cell::Text(a)));
                table.put(Some(Cell::Text(b)));
                table.put(Some(Cell::Integer(orders.into())));
                table.end_row()?;
            }
            Ok(())
        })
    }

    /// Says what was counted, and puts all of it in its place.
    ///
    /// # Errors
    /// It cannot be written, or something else came to stand there; then that stays as it is.
    pub fn publish(self, meta: &CountsMeta) -> Result<(), CatalogueError> {
        self.write_meta(meta)?;
        refuse_others(&self.folder)?;
        self.put_in_place()
            .map_err(|error| unwritable(&self.folder, error))
    }

    fn put_in_place(&self) -> io::Result<()> {
        let old = self.draft.path().join(OLD);
        match fs::rename(&self.folder, &old) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let placed = fs::rename(self.made(), &self.folder);
        if placed.is_err() {
            // What was there stays; if nothing was, there is nothing to put back.
            let _ = fs::rename(&old, &self.folder);
        }
        placed.and_then(|()| sync_folder(parent(&self.folder)))
    }

    fn write_meta(&self, meta: &CountsMeta) -> Result<(), CatalogueError> {
        let count = |number: u64| Some(i64::try_from(number).unwrap_or(i64::MAX));
        let numbers = [
            ("version", count(VERSION)),
            ("min_orders", Some(meta.min_orders.into())),
            ("top", count(meta.top)),
            ("max_basket", count(meta.max_basket)),
            ("orders", count(meta.orders)),
            ("left_out_orders", count(meta.left_out_orders)),
            ("order_lines", meta.order_lines.and_then(count)),
            ("items", meta.items.and_then(count)),
            ("pairs", meta.pairs.and_then(count)),
        ];
        let columns = numbers.map(|(name, _)| (name, CellKind::Integer));
        let columns = columns.into_iter().chain([("measure", CellKind::Text)]);
        self.table(META, 0, columns, |table| {
            for (_, number) in numbers {
                table.put(number.map(Cell::Integer));
            }
            table.put(Some(Cell::Text(&meta.measure)));
            table.end_row()
        })
    }

    /// Writes a file of one of the folders, down to the disk.
    fn table(
        &self,
        folder: &str,
        number: usize,
        columns: impl Iterator<Item = (&'static str, CellKind)>,
        fill: impl FnOnce(&mut TableWriter<'_>) -> io::Result<()>,
    ) -> Result<(), CatalogueError> {
        let folder = self.made().join(folder);
        let path = folder.join(format!("{number:05}.parquet"));
        let written = || {
            let mut file = BufWriter::new(File::create_new(&path)?);
            let mut table = TableWriter::begin(&mut file, columns)?;
            fill(&mut table)?;
            table.finish()?;
            file.into_inner()?.sync_all()?;
            sync_folder(&folder)
        };
        written().map_err(|error| unwritable(&path, error))
    }
}

/// Refuses to replace what is no folder of counts.
fn refuse_others(folder: &Path) -> Result<(), CatalogueError> {
    let in_the_way = |found: String| problem(folder, WarehouseProblem::InTheWay(found));
    if !is_folder(folder)? {
        return match fs::symlink_metadata(folder) {
            Ok(_) => Err(in_the_way("is no folder".to_owned())),
            Err(_) => Ok(()),
        };
    }
    let unreadable = |error| problem(folder, WarehouseProblem::Unreadable(error));
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        if ![ITEMS, PAIRS, META].iter().any(|ours| name == **ours) {
            let name = name.to_string_lossy();
            return Err(in_the_way(format!("holds `{name}`")));
        }
    }
    Ok(())
}

/// A folder beside another one, with a name that nobody takes for counts.
fn beside(folder: &Path) -> Result<TempDir, CatalogueError> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let made = tempfile::Builder::new()
        .prefix(&format!(".{name}.partial-"))
        .tempdir_in(parent(folder));
    made.map_err(|error| unwritable(folder, error))
}

fn parent(folder: &Path) -> &Path {
    let parent = folder.parent();
    let named = parent.filter(|parent| !parent.as_os_str().is_empty());
    named.unwrap_or(Path::new("."))
}

/// Has the names in a folder on the disk too.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn unwritable(path: &Path, error: io::Error) -> CatalogueError {
    problem(path, WarehouseProblem::Unwritable(error))
}
