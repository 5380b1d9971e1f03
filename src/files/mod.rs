//! Files as rows: what bytes are, how their text is written, where the columns are.
//!
//! The way of a row: an `Input` is a file or a pipe; `unpack` sees what is in it, `encoding` makes
//! its bytes characters, and a `Source` is the text that comes of it. `delimited` (with `header` and
//! `csv_rows`), `json`, `sheet`, `parquet_rows`, `edges` and `lists` part it into rows, each with its line;
//! a `RowReader` finds the `columns` asked for in whichever of them, and leaves out what a `skip`
//! rule matches. Nothing is guessed in silence: [`FileFacts`] tells how a file was read, and
//! [`Remarks`] what was noticed on the way.
//!
//! Knows nothing of shops: what an order or an item is, is the business of who asks for columns.
//!
//! To add a format: a file here with a type that is `Rows`, a line in `unpack` or in
//! `Opening::text_format` that knows it by its beginning, and a function of `Opening` beside the
//! others.

mod columns;
mod csv_rows;
mod delimited;
mod edges;
mod encoding;
mod error;
mod facts;
mod header;
mod input;
mod json;
mod lines;
mod lists;
mod options;
mod parquet_rows;
mod rows;
mod sheet;
mod skip;
mod source;
mod table;
mod unpack;
mod values;

pub(crate) use columns::ColumnRequest;
pub(crate) use encoding::text_of;
pub use encoding::{Encoding, EncodingError};
pub use error::{FileError, RowProblem};
pub(crate) use facts::EDGES;
pub use facts::FileFacts;
pub(crate) use input::{Input, Stop, display_name};
pub(crate) use lines::Lines;
pub(crate) use lists::ListRows;
pub use options::{Delimiter, DelimiterError, FileFormat, Quoting, TableOptions, TextOptions};
pub use skip::{SkipRule, SkipRuleError};
pub(crate) use table::{Reading, Row, RowReader, Usually};
pub(crate) use values::is_whole_as_fraction;
pub use values::{Remarks, Sighting};
