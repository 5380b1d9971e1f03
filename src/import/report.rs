//! What an import did, file by file, and how that is told. Knows nothing of how it is counted.

use std::collections::BTreeMap;
use std::fmt;

use indicatif::HumanCount;

use super::reject::{RejectReason, Rejected};
use crate::catalogue::Written;

/// Values that were left out of rows that were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// An item has no title and goes by its id.
    NoTitle,
    /// A year is none.
    UnreadableYear,
    /// An address does not begin with http:// or https://.
    UnusableUrl,
    /// The orders of a link are no whole number from 0 up.
    UnreadableOrders,
    /// The position of a link is no whole number from 0 up.
    UnreadablePosition,
    /// An item stands on its own list.
    OnOwnList,
    /// An item is discontinued: it has no title and no list, and was left out.
    Discontinued,
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoTitle => "without a title: they go by their id",
            Self::UnreadableYear => "with an unreadable year: taken without it",
            Self::UnusableUrl => "addresses that are not http or https: dropped",
            Self::UnreadableOrders => "with an unreadable number of orders: taken without it",
            Self::UnreadablePosition => "with an unreadable position: taken without it",
            Self::OnOwnList => "on their own list: that link is dropped",
            Self::Discontinued => "discontinued, without a title: left out",
        })
    }
}

/// What came of one file. Every row is taken, skipped or rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The file.
    pub file: String,
    /// Rows in it; its header, comments and empty lines are none.
    pub rows: u64,
    /// Rows that went in.
    pub taken: u64,
    /// Rows left out because the options say so.
    pub skipped: u64,
    /// Rows that could not be used.
    pub rejected: BTreeMap<RejectReason, u64>,
    /// The first rows that could not be used.
    pub first_rejected: Vec<Rejected>,
    /// Values left out of rows that were taken.
    pub notes: BTreeMap<Note, u64>,
    /// Rows written to `items`.
    pub items: Written,
    /// Rows written to `order_lines`.
    pub order_lines: Written,
    /// Rows written to `co_purchases`.
    pub co_purchases: Written,
}

impl ImportReport {
    /// Rows that could not be used, for whatever reason.
    #[must_use]
    pub fn rejected_count(&self) -> u64 {
        self.rejected.values().sum()
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {} rows, {} taken",
            self.file,
            HumanCount(self.rows),
            HumanCount(self.taken)
        )?;
        for (count, what) in [
            (self.skipped, "skipped"),
            (self.rejected_count(), "rejected"),
        ] {
            if count > 0 {
                write!(formatter, ", {} {what}", HumanCount(count))?;
            }
        }
        for (written, what) in [
            (self.items, "items"),
            (self.order_lines, "order lines"),
            (self.co_purchases, "co-purchases"),
        ] {
            if written != Written::default() {
                write!(formatter, "\n  {what}: {} new", HumanCount(written.new))?;
                for (count, what) in [
                    (written.changed, "changed"),
                    (written.repeated, "repeated in the file"),
                    (written.same, "there already"),
                ] {
                    if count > 0 {
                        write!(formatter, ", {} {what}", HumanCount(count))?;
                    }
                }
            }
        }
        for (note, count) in &self.notes {
            write!(formatter, "\n  {} {note}", HumanCount(*count))?;
        }
        for (reason, count) in &self.rejected {
            write!(formatter, "\n  rejected: {} {reason}", HumanCount(*count))?;
        }
        Ok(())
    }
}
