//! Who hears how an import goes on, and may stop it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::report::ImportReport;

/// Hears how an import goes on.
pub trait ImportProgress {
    /// Now and then: so many rows of `file` are done.
    fn rows(&mut self, file: &str, rows: u64) {
        let _ = (file, rows);
    }

    /// A file is in the database for good.
    fn imported(&mut self, report: &ImportReport) {
        let _ = report;
    }

    /// Raised when the import shall stop: the file under way then changes nothing, those before it
    /// stay in.
    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::default()
    }
}

/// Progress that nobody hears of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl ImportProgress for Silent {}
