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

/// Gives every row that is not skipped to `take`, with its line, and counts what becomes of it.
pub(super) fn for_each(
    rows: &mut RowReader,
    tally: &mut Tally<'_>,
    mut take: impl FnMut(Row<'_>, u64, &mut Tally<'_>) -> Result<Verdict, ImportError>,
) -> Result<(), ImportError> {
    tally.read_as(rows.facts());
    while let Some(reading) = rows.next()? {
        let verdict = match reading {
            Reading::Row => take(rows.row(), rows.line(), tally)?,
            Reading::Skipped => Verdict::Skipped,
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
