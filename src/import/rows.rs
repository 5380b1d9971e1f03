//! Rows of a table on their way into the catalogue: what every format of named columns does.

use super::error::ImportError;
use super::reject::{self, RejectReason};
use super::tally::Tally;
use crate::files::{Reading, Row, RowReader};

/// What a format did with a row.
pub(super) enum Verdict {
    Taken,
    Skipped,
    Rejected(RejectReason),
}

impl From<RejectReason> for Verdict {
    fn from(reason: RejectReason) -> Self {
        Self::Rejected(reason)
    }
}

/// A row on its way, with its line.
pub(super) struct Coming<'r> {
    pub(super) row: Row<'r>,
    pub(super) line: u64,
    /// An option says to leave it out.
    pub(super) is_skipped: bool,
}

/// Gives every row that is not skipped to `take`, with its line, and counts what becomes of it.
pub(super) fn for_each(
    rows: &mut RowReader,
    tally: &mut Tally<'_>,
    mut take: impl FnMut(Row<'_>, u64, &mut Tally<'_>) -> Result<Verdict, ImportError>,
) -> Result<(), ImportError> {
    for_each_coming(rows, tally, |coming, tally| match coming.is_skipped {
        true => Ok(Verdict::Skipped),
        false => take(coming.row, coming.line, tally),
    })
}

/// Gives every row to `take`, and counts what becomes of it.
pub(super) fn for_each_coming(
    rows: &mut RowReader,
    tally: &mut Tally<'_>,
    mut take: impl FnMut(Coming<'_>, &mut Tally<'_>) -> Result<Verdict, ImportError>,
) -> Result<(), ImportError> {
    tally.read_as(rows.facts());
    while let Some(reading) = rows.next()? {
        let verdict = match reading {
            Reading::Row | Reading::Skipped => {
                let coming = Coming {
                    row: rows.row(),
                    line: rows.line(),
                    is_skipped: reading == Reading::Skipped,
                };
                take(coming, tally)?
            }
            Reading::Broken(problem) => RejectReason::Unreadable(problem).into(),
            Reading::Nothing => continue,
        };
        match verdict {
            Verdict::Taken => tally.taken(),
            Verdict::Skipped => tally.skipped(),
            Verdict::Rejected(reason) => {
                let excerpt = reject::excerpt(&rows.excerpt());
                tally.rejected(rows.line(), reason, excerpt)?;
            }
        }
    }
    tally.remarked(rows.remarks());
    Ok(())
}
