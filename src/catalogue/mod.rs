//! The shop's own SQLite database: its tables, writing them, reading them for a rebuild.
//!
//! | table | a row is | read by | written by |
//! |---|---|---|---|
//! | `items` | an item: id, title, creator, category, year, addresses | `read` | `write`, `bulk`; titles out of order lines by `title_votes` |
//! | `order_lines` | an item on an order | `chunks` | `order_lines`, `bulk` |
//! | `co_purchases` | a link that the shop counted itself | `chunks` | `write`, `bulk` |
//!
//! Each may be a table or a view (`schema` says what columns it needs), so a shop can point Cartway
//! at its own database. A rebuild only ever reads it, as it was at one `moment`, in chunks of rows on
//! several connections. `write` puts rows into a database that may hold some already, such that
//! putting them in again changes nothing: for `import`. Order lines are many: `order_lines` gathers a
//! `run` of one order at a time, for a table without an index (`lines_by_run`) or with one
//! (`lines_by_key`). `take_back` takes rows out again, with what `remove` and `replaced_items` know of
//! orders and of items. `bulk` fills a new database as fast as can
//! be: for `generate`.
//!
//! Knows nothing of files and their formats (that is [`import`](crate::import)) and nothing of what
//! the rows are used for: no graphs, no counting.

mod bulk;
pub mod categories;
mod change;
mod chunks;
mod error;
mod found_line;
mod id;
mod key;
mod lines_by_key;
mod lines_by_run;
mod moment;
mod order_lines;
mod read;
mod remove;
mod replaced_items;
mod run;
mod schema;
mod take_back;
mod title_votes;
mod value;
mod write;
mod year;

pub use bulk::{BulkDatabase, BulkItems, BulkRows};
pub use change::{Change, Written};
pub use error::{CatalogueError, DatabaseProblem};
pub use id::Id;
pub use key::Key;
pub use order_lines::{OrderLineWriter, OrderLinesWritten};
pub use read::{Catalogue, CoPurchaseRow, ItemRow, Reader};
pub use schema::{Columns, Shape, Table};
pub use take_back::{Forgettable, Forgetting, Forgotten};
pub use value::Skipped;
pub use write::{CatalogueWriter, CoPurchaseWriter, ItemWriter, NewItem, WriteBatch};
pub(crate) use year::from_text as year_from_text;
