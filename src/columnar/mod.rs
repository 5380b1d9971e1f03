//! Files of columns: Parquet, as warehouses write it, read a few columns at a time, and written.
//!
//! [`ParquetFile`] tells which columns a file has, and [`Rows`] gives the values of chosen ones, in
//! batches: whole numbers as numbers, texts where they lie, and all else as the text a person would
//! write. Lists become rows, one an element.
//!
//! | file | what it knows |
//! |---|---|
//! | `file` | opening, what is in a file, where its row groups are |
//! | `column` | what a column is called and what its values are |
//! | `cells` | the values of one column, and how each is written |
//! | `rows` | several columns side by side, as rows |
//! | `write` | a table as a file, a row after the other |
//! | `source` | bytes of a file, wherever they are asked for, by any number of threads |
//! | `guard` | a decoder that panics on damaged bytes is a damaged file |
//!
//! Knows no databases, no rules of a catalogue, and nothing of what the rows are for.

mod cells;
mod column;
mod error;
mod file;
mod guard;
mod rows;
mod source;
mod write;

pub use cells::Value;
pub use column::{Column, Kind};
pub use error::ColumnarError;
pub use file::ParquetFile;
pub use rows::{Batch, Rows};
pub use write::{Cell, CellKind, TableWriter};

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
