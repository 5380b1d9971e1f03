//! Edge lists as SNAP writes them: a line has a source, a target and perhaps the orders that hold
//! both, parted by tabs or, in a line without tabs, by spaces; lines that begin with # are comments.

use super::error::{FileError, RowProblem};
use super::lines::Lines;
use super::rows::{Found, Rows};
use super::source::Source;
use super::values::{Remarks, Values};

/// The lines of an edge list that are no comments; its columns are what is wanted, in this order.
pub(super) struct EdgeRows {
    lines: Lines,
    width: usize,
}

impl EdgeRows {
    pub(super) fn begin(source: Source, width: usize) -> Self {
        Self {
            lines: Lines::new(source),
            width,
        }
    }
}

impl Rows for EdgeRows {
    fn advance(&mut self) -> Result<bool, FileError> {
        while self.lines.advance()? {
            let line = self.lines.line().trim_ascii_start();
            if !line.is_empty() && !line.starts_with(b"#") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&self) -> u64 {
        self.lines.number()
    }

    fn excerpt(&self) -> Vec<u8> {
        self.lines.line().to_vec()
    }

    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem> {
        let line = self.lines.line();
        let by_tabs = line.contains(&b'\t');
        let parts_at = |byte: &u8| {
            if by_tabs {
                *byte == b'\t'
            } else {
                byte.is_ascii_whitespace()
            }
        };
        let parts = line.split(parts_at).map(<[u8]>::trim_ascii);
        for part in parts.filter(|part| !part.is_empty()).take(self.width) {
            values.push_bytes(part, self.lines.number(), remarks);
        }
        Ok(Found::Row)
    }
}
