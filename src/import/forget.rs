//! `forget`: files with a column of ids, and what these ids name is taken out of the catalogue.

use std::path::PathBuf;

use super::error::ImportError;
use super::progress::ImportProgress;
use super::reject::RejectReason;
use super::report::ImportReport;
use super::rows::{Verdict, for_each};
use super::tally::Tally;
use super::values;
use crate::catalogue::{CatalogueWriter, Forgettable, Forgetting, Forgotten};
use crate::files::{ColumnRequest, Input, RowReader, TableOptions, Usually};

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
        let mut input = Input::open(file, progress.stop_flag())?;
        let mut tally = Tally::new(input.name(), None, false, progress);
        read(request, &mut input, &mut forgetting, &mut tally)?;
        reports.push(tally.finish("")?);
    }
    let forgotten = forgetting.finish()?;
    batch.commit()?;
    reports.iter().for_each(|report| progress.imported(report));
    Ok((forgotten, reports))
}

/// Reads the ids of one file.
fn read(
    request: &ForgetRequest,
    input: &mut Input,
    forgetting: &mut Forgetting<'_>,
    tally: &mut Tally<'_>,
) -> Result<(), ImportError> {
    let column =
        ColumnRequest::needed(std::slice::from_ref(&request.column), request.column_option);
    let mut rows = RowReader::open(input, &request.table, Usually::Delimited, &[column])?;
    let if_empty = match request.what {
        Forgettable::Orders => RejectReason::EmptyOrderId,
        Forgettable::Items => RejectReason::EmptyItemId,
    };
    for_each(&mut rows, tally, |row, line, tally| {
        match values::id(row.value(0), if_empty, line, tally) {
            Ok(id) => {
                forgetting.add(id)?;
                Ok(Verdict::Taken)
            }
            Err(reason) => Ok(reason.into()),
        }
    })
}
