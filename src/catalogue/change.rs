//! What became of rows that were put in, and how many of each there were.

use serde::Serialize;

/// What became of a row that was put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    New,
    /// It was there with other values.
    Changed,
    /// It came earlier in what is being put in.
    Repeated,
    /// It was there already.
    Same,
}

/// What became of the rows written to one table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Not there before.
    pub new: u64,
    /// There with other values.
    pub changed: u64,
    /// Came earlier in what was put in.
    pub repeated: u64,
    /// There already.
    pub same: u64,
}

impl Written {
    /// Counts one row.
    pub fn add(&mut self, change: Change) {
        self.add_rows(change, 1);
    }

    /// Counts rows that all became the same.
    pub fn add_rows(&mut self, change: Change, rows: u64) {
        *match change {
            Change::New => &mut self.new,
            Change::Changed => &mut self.changed,
            Change::Repeated => &mut self.repeated,
            Change::Same => &mut self.same,
        } += rows;
    }
}
