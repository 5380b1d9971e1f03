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
//! The way of a row: bytes come from a `source`, unpacked and proven to be text; `lines` parts them,
//! or `csv_rows` where a value may span lines; `table` names the values by the `columns` of the
//! header and leaves out what a `skip` rule matches; the file of the format makes a row of the
//! catalogue of it; `tally` counts that, hands rows that cannot be used to `reject`, and becomes the
//! `report`.
//!
//! To add a format: give it a file here with a function that takes a `Source`, a
//! `WriteBatch` and a `Tally`, reads rows until there is none and
//! calls `taken`, `skipped` or `rejected` once for each; name it in [`ImportFormat`] and in
//! `Importer`; give it its words in `cli/import.rs`, and a target in `tests/fuzz`. A table with a header
//! needs only its columns: `items.rs` is the shortest example, `amazon_meta.rs` that of a file that
//! is no table.

mod amazon_meta;
mod baskets;
mod columns;
mod csv_rows;
mod error;
mod forget;
mod items;
mod lines;
mod links;
mod options;
mod orders;
mod progress;
mod reject;
mod replace;
mod report;
mod skip;
mod source;
mod table;
mod tally;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub use baskets::BasketsOptions;
pub use error::ImportError;
pub use forget::{ForgetRequest, forget};
pub use items::ItemsOptions;
pub use links::{LinkFormat, LinksOptions};
pub use options::{Delimiter, DelimiterError, TableOptions, TextFormat};
pub use orders::OrdersOptions;
pub use progress::{ImportProgress, Silent};
pub use reject::{MAX_ID, RejectReason, Rejected};
pub use replace::{ReplaceOptions, ReplaceOrdersOptions};
pub use report::{ImportReport, Note};
pub use skip::{SkipRule, SkipRuleError};

use links::LinkImport;
use reject::RejectFile;
use source::Source;
use tally::Tally;

use crate::catalogue::{CatalogueWriter, Table, WriteBatch};

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
    let importer = Importer::prepare(format)?;
    let made_here = !target.database.exists();
    let mut reports = Vec::new();
    let opened = CatalogueWriter::open(&target.database).map_err(ImportError::from);
    let outcome = opened.and_then(|mut catalogue| {
        let step = if format.replaces().is_some() {
            target.files.len()
        } else {
            1
        };
        for files in target.files.chunks(step.max(1)) {
            let mut batch = catalogue.begin()?;
            if let Some(table) = format.replaces() {
                batch.replace(table)?;
            }
            let mut together = Vec::new();
            for file in files {
                together.push(import_file(
                    &importer,
                    file,
                    &mut batch,
                    rejects.as_mut(),
                    progress,
                )?);
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

fn import_file(
    importer: &Importer<'_>,
    file: &Path,
    batch: &mut WriteBatch<'_>,
    rejects: Option<&mut RejectFile>,
    progress: &mut dyn ImportProgress,
) -> Result<ImportReport, ImportError> {
    let source = Source::open(file)?.until(progress.stop_flag());
    let mut tally = Tally::new(source.name(), rejects, progress);
    let hint = importer.import(file, source, batch, &mut tally)?;
    tally.finish(hint)
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
    fn prepare(format: &'o ImportFormat) -> Result<Self, ImportError> {
        Ok(match format {
            ImportFormat::Orders(options) => Self::Orders(options),
            ImportFormat::Items(options) => Self::Items(options),
            ImportFormat::Links(options) => Self::Links(LinkImport::prepare(options)?),
            ImportFormat::Baskets(options) => Self::Baskets(options),
            ImportFormat::AmazonMeta => Self::AmazonMeta,
        })
    }

    /// Imports one file, and gives what to say should none of its rows be usable.
    fn import(
        &self,
        file: &Path,
        source: Source,
        batch: &mut WriteBatch<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<&'static str, ImportError> {
        match self {
            Self::Orders(options) => orders::import(options, source, batch, tally),
            Self::Items(options) => items::import(options, source, batch, tally),
            Self::Links(links) => links.import(source, batch, tally),
            Self::Baskets(options) => baskets::import(options, file, source, batch, tally),
            Self::AmazonMeta => amazon_meta::import(source, batch, tally),
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
