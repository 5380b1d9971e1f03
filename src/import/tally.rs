//! Counts while a file is imported, tells how it goes on, and keeps the rows that were rejected.

use super::error::ImportError;
use super::progress::ImportProgress;
use super::reject::{RejectFile, RejectReason, Rejected};
use super::report::{ImportReport, Note};
use crate::catalogue::{Change, OrderLinesWritten, Table};
use crate::files::{FileFacts, Remarks};

/// Rejected rows a report lists; all of them are in the file for rejected rows.
const LISTED: usize = 20;

/// Rejected rows after which a file of hardly any other is given up.
const HOPELESS: u64 = 100_000;

/// Rows between two signs of life.
const STEP: u64 = 10_000;

/// Counts while a file is imported.
pub(super) struct Tally<'r> {
    report: ImportReport,
    rejects: Option<&'r mut RejectFile>,
    /// Whether a file goes in though most of its rows do not.
    force: bool,
    progress: &'r mut dyn ImportProgress,
}

impl<'r> Tally<'r> {
    pub(super) fn new(
        file: &str,
        rejects: Option<&'r mut RejectFile>,
        force: bool,
        progress: &'r mut dyn ImportProgress,
    ) -> Self {
        Self {
            report: ImportReport {
                file: file.to_owned(),
                ..ImportReport::default()
            },
            rejects,
            force,
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
    ) -> Result<(), ImportError> {
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
        // Hopeless: the list of rejected rows must not fill a disk.
        let rejected = self.report.rejected_count();
        if rejected >= HOPELESS && rejected / 10 > self.report.taken {
            self.refuse_rejected()?;
        }
        Ok(())
    }

    pub(super) fn note(&mut self, note: Note, line: u64, example: &str) {
        self.report
            .notes
            .entry(note)
            .or_default()
            .add(line, example);
    }

    /// Takes back what was noted: the file will be read once more.
    pub(super) fn forget_notes(&mut self) {
        self.report.notes.clear();
    }

    /// How the file is read.
    pub(super) fn read_as(&mut self, facts: &FileFacts) {
        self.report.read_as = facts.clone();
    }

    /// What was noticed while it was read.
    pub(super) fn remarked(&mut self, remarks: &Remarks) {
        for (note, sighting) in [
            (Note::Windows1252, &remarks.windows_1252),
            (Note::DamagedText, &remarks.damaged_utf8),
            (Note::QuotesOverRows, &remarks.quotes_over_rows),
            (Note::RepeatedHeader, &remarks.repeated_headers),
            (Note::EmptyList, &remarks.empty_lists),
            (Note::InexactNumber, &remarks.inexact_numbers),
        ] {
            if sighting.count > 0 {
                self.report.notes.insert(note, sighting.clone());
            }
        }
    }

    pub(super) fn wrote_lines(&mut self, written: OrderLinesWritten) {
        self.report.order_lines = written.order_lines;
        self.report.items = written.items;
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
    pub(super) fn finish(mut self, hint: &str) -> Result<ImportReport, ImportError> {
        if let Some(rejects) = &mut self.rejects {
            rejects.flush()?;
        }
        if self.report.taken > 0 {
            self.refuse_rejected()?;
        }
        let report = self.report;
        match report.first_rejected.first() {
            Some(first) if report.taken == 0 => Err(ImportError::NothingTaken {
                rejected: report.rejected_count(),
                line: first.line,
                reason: first.reason.to_string(),
                hint: hint.to_owned(),
                file: report.file,
            }),
            _ => Ok(report),
        }
    }

    /// An error if most rows are rejected, unless that was to be expected.
    fn refuse_rejected(&self) -> Result<(), ImportError> {
        let report = &self.report;
        let (rejected, rows) = (report.rejected_count(), report.rows - report.skipped);
        match report.first_rejected.first() {
            Some(first) if rejected * 2 > rows && !self.force => Err(ImportError::MostRejected {
                file: report.file.clone(),
                rejected,
                rows,
                line: first.line,
                reason: first.reason.to_string(),
            }),
            _ => Ok(()),
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
    use crate::import::progress::Silent;

    #[test]
    fn report_reads_as_plain_text() {
        let mut silent = Silent;
        let mut tally = Tally::new("orders.csv", None, true, &mut silent);
        for _ in 0..1200 {
            tally.taken();
            tally.wrote(Table::OrderLines, Change::New);
        }
        tally.taken();
        tally.wrote(Table::OrderLines, Change::Same);
        tally.skipped();
        tally.note(Note::UnreadableYear, 3, "19xx");
        tally
            .rejected(9, RejectReason::EmptyItemId, String::new())
            .unwrap();
        let report = tally.finish("").unwrap().to_string();
        let expected = "orders.csv: 1,203 rows, 1,201 taken, 1 skipped, 1 rejected\n  \
             order lines: 1,200 new, 1 there already\n  \
             rejected: 1 empty item id\n  1 with an unreadable year: taken without it";
        assert_eq!(report, expected);
    }

    #[test]
    fn first_twenty_rejected_rows_are_listed_and_all_are_counted() {
        let mut silent = Silent;
        let mut tally = Tally::new("orders.csv", None, true, &mut silent);
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
