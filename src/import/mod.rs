//! `import`: files into the catalogue, one transaction a file.
//!
//! A row that cannot be used is rejected, with its file, line and reason, and the others go in; a
//! file that cannot be understood at all changes nothing. Importing a file twice leaves the
//! database as importing it once.
//!
//! | [`ImportFormat`] | file | what is in the files | where it goes |
//! |---|---|---|---|
//! | `Orders` | `orders` | a line an order line, as CSV, TSV or JSON lines; perhaps with titles | `order_lines`, titles to `items` |
//! | `Items` | `items` | a line an item, as CSV, TSV or JSON lines | `items` |
//! | `Links` | `links` | a line a link that the shop counted itself, as CSV, TSV, JSON lines or a SNAP edge list | `co_purchases` |
//! | `Baskets` | `baskets` | a line an order: its items, with blanks between them | `order_lines` |
//! | `AmazonMeta` | `amazon_meta` | SNAP's amazon-meta.txt: records of items with what was also bought | `items`, `co_purchases` |
//!
//! The way of a row: `files` reads it, whatever the file is; the file of the format here makes a row
//! of the catalogue of it, with `values` undoing what spreadsheets, databases and web pages did to
//! ids and texts; `tally` counts that, hands rows that cannot be used to `reject`, and becomes the
//! `report`.
//!
//! To add a kind of content: give it a file here with a function that takes an `Input`, a
//! `WriteBatch` and a `Tally`, reads rows until there is none and calls `taken`, `skipped` or
//! `rejected` once for each; name it in [`ImportFormat`] and in `Importer`; give it its words in
//! `cli/import.rs`, and a target in `tests/fuzz`. A table with columns needs only to name them:
//! `items.rs` is the shortest example, `amazon_meta.rs` that of a file that is no table. How files
//! are written is the business of [`files`](crate::files).

mod amazon_meta;
mod baskets;
mod error;
mod forget;
mod items;
mod links;
mod orders;
mod progress;
mod reject;
mod replace;
mod report;
mod rows;
mod tally;
mod values;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub use baskets::BasketsOptions;
pub use error::ImportError;
pub use forget::{ForgetRequest, forget};
pub use items::ItemsOptions;
pub use links::LinksOptions;
pub use orders::OrdersOptions;
pub use progress::{ImportProgress, Silent};
pub use reject::{MAX_ID, RejectReason, Rejected};
pub use replace::{ReplaceOptions, ReplaceOrdersOptions};
pub use report::{ImportReport, Note};

use links::LinkImport;
use reject::RejectFile;
use tally::Tally;

use crate::catalogue::{CatalogueWriter, Table, WriteBatch};
use crate::files::{Input, Stop};

/// What kind of files to import, and how.
#[derive(Debug, Clone)]
pub enum ImportFormat {
    /// Order lines.
    Orders(OrdersOptions),
    /// Items.
    Items(ItemsOptions),
    /// Links that were given instead of counted.
    Links(LinksOptions),
    /// Market baskets.
    Baskets(BasketsOptions),
    /// SNAP's amazon-meta.txt.
    AmazonMeta,
}

impl ImportFormat {
    /// The table whose rows the files replace, if they do.
    fn replaces(&self) -> Option<Table> {
        let (replace, table) = match self {
            Self::Orders(options) => (options.replace.all, Table::OrderLines),
            Self::Baskets(options) => (options.replace.all, Table::OrderLines),
            Self::Items(options) => (options.replace, Table::Items),
            Self::Links(options) => (options.replace, Table::CoPurchases),
            Self::AmazonMeta => return None,
        };
        replace.replace.then_some(table)
    }
}

/// Which files to import, and where to.
#[derive(Debug, Clone)]
pub struct ImportTarget {
    /// The database; made if it is not there.
    pub database: PathBuf,
    /// The files, in this order; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Where to list all rejected rows, as CSV.
    pub rejects: Option<PathBuf>,
    /// Whether a file goes in though most of its rows cannot be used.
    pub force: bool,
}

/// Imports the files, each in one transaction, and stops at the first that cannot be: those before
/// it stay imported (`progress` was told of each), and it changes nothing. Files that replace what
/// there is go in together, in one transaction.
///
/// # Errors
/// If a file cannot be read or understood, the database or the list of rejected rows cannot be
/// written, or `progress` stopped it.
pub fn run(
    format: &ImportFormat,
    target: &ImportTarget,
    progress: &mut dyn ImportProgress,
) -> Result<Vec<ImportReport>, ImportError> {
    if let ImportFormat::Baskets(options) = format {
        options.check(&target.files)?;
    }
    let mut rejects = open_rejects(target)?;
    let importer = Importer::prepare(format, &progress.stop_flag())?;
    // What may not be looked at was not made here.
    let made_here = !target.database.try_exists().unwrap_or(true);
    let mut reports = Vec::new();
    let opened = CatalogueWriter::open(&target.database).map_err(ImportError::from);
    let outcome = opened.and_then(|mut catalogue| {
        let step = match format.replaces() {
            Some(_) => target.files.len(),
            None => 1,
        };
        for files in target.files.chunks(step.max(1)) {
            let mut batch = catalogue.begin()?;
            if let Some(table) = format.replaces() {
                batch.replace(table)?;
            }
            let mut together = Vec::new();
            for file in files {
                let mut input = Input::open(file, progress.stop_flag())?;
                let rejects = rejects.as_mut();
                let mut tally = Tally::new(input.name(), rejects, target.force, progress);
                let hint = importer.import(file, &mut input, &mut batch, &mut tally)?;
                together.push(tally.finish(hint)?);
            }
            refuse_to_empty(format, &together)?;
            batch.commit()?;
            together.iter().for_each(|report| progress.imported(report));
            reports.append(&mut together);
        }
        Ok(())
    });
    if made_here && reports.is_empty() && outcome.is_err() {
        remove_if_empty(&target.database);
    }
    outcome.map(|()| reports)
}

/// Files without a row are mostly an export that failed: they replace nothing.
fn refuse_to_empty(format: &ImportFormat, reports: &[ImportReport]) -> Result<(), ImportError> {
    match format.replaces() {
        Some(table) if reports.iter().all(|report| report.taken == 0) => {
            Err(ImportError::NothingLeft {
                table: table.name(),
            })
        }
        _ => Ok(()),
    }
}

/// A format with what it keeps in memory for all files.
enum Importer<'o> {
    Orders(&'o OrdersOptions),
    Items(&'o ItemsOptions),
    Links(LinkImport<'o>),
    Baskets(&'o BasketsOptions),
    AmazonMeta,
}

impl<'o> Importer<'o> {
    fn prepare(format: &'o ImportFormat, stop: &Stop) -> Result<Self, ImportError> {
        Ok(match format {
            ImportFormat::Orders(options) => Self::Orders(options),
            ImportFormat::Items(options) => Self::Items(options),
            ImportFormat::Links(options) => Self::Links(LinkImport::prepare(options, stop)?),
            ImportFormat::Baskets(options) => Self::Baskets(options),
            ImportFormat::AmazonMeta => Self::AmazonMeta,
        })
    }

    /// Imports one file, and gives what to say should none of its rows be usable.
    fn import(
        &self,
        file: &Path,
        input: &mut Input,
        batch: &mut WriteBatch<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<&'static str, ImportError> {
        match self {
            Self::Orders(options) => {
                if options.reads_twice() {
                    input.keep()?;
                }
                orders::import(options, input, batch, tally)
            }
            Self::Items(options) => items::import(options, input, batch, tally),
            Self::Links(links) => links.import(input, batch, tally),
            Self::Baskets(options) => baskets::import(options, file, input, batch, tally),
            Self::AmazonMeta => amazon_meta::import(input, batch, tally),
        }
    }
}

/// Makes the file for rejected rows, unless that would destroy what is to be imported.
fn open_rejects(target: &ImportTarget) -> Result<Option<RejectFile>, ImportError> {
    let Some(path) = &target.rejects else {
        return Ok(None);
    };
    let same_file = |other: &PathBuf| match (fs::canonicalize(path), fs::canonicalize(other)) {
        (Ok(path), Ok(other)) => path == other,
        _ => path == other,
    };
    if target.files.iter().chain([&target.database]).any(same_file) {
        return Err(ImportError::RejectsOverInput {
            file: path.display().to_string(),
        });
    }
    RejectFile::create(path).map(Some)
}

/// Takes away the file that SQLite made for a database nothing was written to.
fn remove_if_empty(database: &Path) {
    if fs::metadata(database).is_ok_and(|file| file.is_file() && file.len() == 0) {
        // What stays behind is an empty file: not worth an error over the one being reported.
        let _ = fs::remove_file(database);
    }
}
