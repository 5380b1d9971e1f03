//! What an import did, file by file: counted while it runs, told when it is done.

use std::collections::BTreeMap;
use std::fmt;

use indicatif::HumanCount;

use super::ImportProgress;
use super::reject::{RejectFile, RejectReason, Rejected};
use crate::catalogue::{CatalogueError, Change, Table};

/// Rejected rows a report lists; all of them are in the file for rejected rows.
const LISTED: usize = 20;

/// Rows between two signs of life.
const STEP: u64 = 10_000;

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

/// What became of the rows written to one table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Not there before.
    pub new: u64,
    /// There with other values.
    pub changed: u64,
    /// There already.
    pub same: u64,
}

impl Written {
    fn add(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Same => self.same += 1,
        }
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
                let Written { new, changed, same } = written;
                write!(formatter, "\n  {what}: {} new", HumanCount(new))?;
                for (count, what) in [(changed, "changed"), (same, "there already")] {
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

/// Counts while a file is imported.
pub(super) struct Tally<'r> {
    report: ImportReport,
    rejects: Option<&'r mut RejectFile>,
    progress: &'r mut dyn ImportProgress,
}

impl<'r> Tally<'r> {
    pub(super) fn new(
        file: &str,
        rejects: Option<&'r mut RejectFile>,
        progress: &'r mut dyn ImportProgress,
    ) -> Self {
        Self {
            report: ImportReport {
                file: file.to_owned(),
                ..ImportReport::default()
            },
            rejects,
            progress,
        }
    }

    pub(super) fn taken(&mut self) {
        self.report.taken += 1;
        self.count_row();
    }

    pub(super) fn skipped(&mut self) {
        self.report.skipped += 1;
        self.count_row();
    }

    pub(super) fn rejected(
        &mut self,
        line: u64,
        reason: RejectReason,
        excerpt: String,
    ) -> Result<(), CatalogueError> {
        *self.report.rejected.entry(reason).or_default() += 1;
        self.count_row();
        let rejected = Rejected {
            file: self.report.file.clone(),
            line,
            reason,
            excerpt,
        };
        if let Some(rejects) = &mut self.rejects {
            rejects.write(&rejected)?;
        }
        if self.report.first_rejected.len() < LISTED {
            self.report.first_rejected.push(rejected);
        }
        Ok(())
    }

    pub(super) fn note(&mut self, note: Note) {
        *self.report.notes.entry(note).or_default() += 1;
    }

    pub(super) fn wrote(&mut self, table: Table, change: Change) {
        match table {
            Table::Items => self.report.items.add(change),
            Table::OrderLines => self.report.order_lines.add(change),
            Table::CoPurchases => self.report.co_purchases.add(change),
        }
    }

    /// Ends the count. A file none of whose rows could be used is an error; `hint` may say more
    /// about what could be wrong with it.
    pub(super) fn finish(self, hint: &str) -> Result<ImportReport, CatalogueError> {
        if let Some(rejects) = self.rejects {
            rejects.flush()?;
        }
        let report = self.report;
        match report.first_rejected.first() {
            Some(first) if report.taken == 0 => Err(CatalogueError::NothingTaken {
                rejected: report.rejected_count(),
                line: first.line,
                reason: first.reason.to_string(),
                hint: hint.to_owned(),
                file: report.file,
            }),
            _ => Ok(report),
        }
    }

    fn count_row(&mut self) {
        self.report.rows += 1;
        if self.report.rows.is_multiple_of(STEP) {
            self.progress.rows(&self.report.file, self.report.rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Silent;

    #[test]
    fn report_reads_as_plain_text() {
        let mut silent = Silent;
        let mut tally = Tally::new("orders.csv", None, &mut silent);
        for _ in 0..1200 {
            tally.taken();
            tally.wrote(Table::OrderLines, Change::New);
        }
        tally.taken();
        tally.wrote(Table::OrderLines, Change::Same);
        tally.skipped();
        tally.note(Note::UnreadableYear);
        tally
            .rejected(9, RejectReason::NotUtf8, String::new())
            .unwrap();
        let report = tally.finish("").unwrap().to_string();
        let expected = "orders.csv: 1,203 rows, 1,201 taken, 1 skipped, 1 rejected\n  \
             order lines: 1,200 new, 1 there already\n  \
             1 with an unreadable year: taken without it\n  rejected: 1 not UTF-8";
        assert_eq!(report, expected);
    }

    #[test]
    fn first_twenty_rejected_rows_are_listed_and_all_are_counted() {
        let mut silent = Silent;
        let mut tally = Tally::new("orders.csv", None, &mut silent);
        tally.taken();
        for line in 0..50 {
            tally
                .rejected(line, RejectReason::EmptyItemId, String::new())
                .unwrap();
        }
        let report = tally.finish("").unwrap();
        assert_eq!(
            (report.first_rejected.len(), report.rejected_count()),
            (20, 50)
        );
        assert_eq!(report.first_rejected[19].line, 19);
    }
}
