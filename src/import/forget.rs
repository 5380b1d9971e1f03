//! `forget`: files with a column of ids, and what these ids name is taken out of the catalogue.

use std::path::PathBuf;

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::options::TableOptions;
use super::progress::ImportProgress;
use super::reject::{RejectReason, checked_id};
use super::report::ImportReport;
use super::source::Source;
use super::table::Verdict;
use super::tally::Tally;
use crate::catalogue::{CatalogueWriter, Forgettable, Forgetting, Forgotten};

/// What to forget, and where it is named.
#[derive(Debug, Clone)]
pub struct ForgetRequest {
    /// The database; it must be there.
    pub database: PathBuf,
    /// What the ids name.
    pub what: Forgettable,
    /// Ids named one by one.
    pub ids: Vec<String>,
    /// Files with a column of ids; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Which column that is.
    pub column: String,
    /// The option that names it.
    pub column_option: &'static str,
    /// How to read the files.
    pub table: TableOptions,
}

/// Takes out what the ids name, all of it or, if anything fails, nothing; the reports are about the
/// files.
///
/// # Errors
/// If a file cannot be read or understood, the database is not there or cannot be written, or
/// `progress` stopped it.
pub fn forget(
    request: &ForgetRequest,
    progress: &mut dyn ImportProgress,
) -> Result<(Forgotten, Vec<ImportReport>), ImportError> {
    let mut catalogue = CatalogueWriter::open_existing(&request.database)?;
    let batch = catalogue.begin()?;
    let mut forgetting = batch.forget(request.what)?;
    for id in &request.ids {
        forgetting.add(id.trim())?;
    }
    let mut reports = Vec::new();
    for file in &request.files {
        let source = Source::open(file)?.until(progress.stop_flag());
        let mut tally = Tally::new(source.name(), None, progress);
        let hint = read(request, source, &mut forgetting, &mut tally)?;
        reports.push(tally.finish(hint)?);
    }
    let forgotten = forgetting.finish()?;
    batch.commit()?;
    reports.iter().for_each(|report| progress.imported(report));
    Ok((forgotten, reports))
}

/// Reads the ids of one file, and gives what to say should none of its rows be usable.
fn read(
    request: &ForgetRequest,
    source: Source,
    forgetting: &mut Forgetting<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let column = ColumnRequest::needed(&request.column, request.column_option);
    let mut rows = request.table.open(source, vec![column])?;
    let if_empty = match request.what {
        Forgettable::Orders => RejectReason::EmptyOrderId,
        Forgettable::Items => RejectReason::EmptyItemId,
    };
    rows.for_each(tally, |row, _| match checked_id(row.value(0), if_empty) {
        Ok(id) => {
            forgetting.add(id)?;
            Ok(Verdict::Taken)
        }
        Err(reason) => Ok(reason.into()),
    })?;
    Ok(rows.hint())
}
