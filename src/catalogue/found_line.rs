//! What a table of order lines says of a line that is put in.

use super::change::Change;

/// A line as it was found or put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) line: FoundLine,
    pub(super) change: Change,
    /// Whether it votes for a title already; `None` where lines do not say.
    pub(super) votes: Option<bool>,
}

/// Where a line is.
#[derive(Debug, Clone, Copy)]
pub(super) enum FoundLine {
    /// In the table, under this number.
    There(i64),
    /// At this place among those that wait to be written, and its number.
    Waiting(usize, i64),
    /// In a table whose lines have no numbers.
    Unnumbered,
}

impl FoundLine {
    pub(super) fn number(self) -> Option<i64> {
        match self {
            Self::There(number) | Self::Waiting(_, number) => Some(number),
            Self::Unnumbered => None,
        }
    }
}
