//! What every format gives: rows one after the other, each with its place in the file.

use super::error::{FileError, RowProblem};
use super::values::{Remarks, Values};

/// What there was in the place of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A row.
    Row,
    /// Nothing that is one, such as the header once more: a remark tells of it.
    Nothing,
}

/// Rows of a file, whatever its format.
pub(super) trait Rows {
    /// Moves to the next row; `false` at the end.
    fn advance(&mut self) -> Result<bool, FileError>;

    /// The line the row begins on, or its number where there are no lines; from 1.
    fn line(&self) -> u64;

    /// How the row looks, for people to recognise.
    fn excerpt(&self) -> Vec<u8>;

    /// Puts the value of every column wanted into `values`, in their order.
    fn read(&mut self, values: &mut Values, remarks: &mut Remarks) -> Result<Found, RowProblem>;
}
