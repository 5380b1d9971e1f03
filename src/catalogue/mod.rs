//! The shop's own SQLite database: its tables, writing them, reading them for a rebuild.
//!
//! | table | a row is | read by | written by |
//! |---|---|---|---|
//! | `items` | an item: id, title, creator, category, year, addresses | `read` | `write`, `bulk`; titles out of order lines by `title_votes` |
//! | `order_lines` | an item on an order | `chunks` | `write`, `bulk` |
//! | `co_purchases` | a link that the shop counted itself | `chunks` | `write`, `bulk` |
//!
//! Each may be a table or a view (`schema` says what columns it needs), so a shop can point Cartway
//! at its own database. A rebuild only ever reads it, as it was at one `moment`, in chunks of rows on
//! several connections. `write` puts rows into a database that may hold some already, such that
//! putting them in again changes nothing: for `import`. `bulk` fills a new database as fast as can
//! be: for `generate`.
//!
//! Knows nothing of files and their formats (that is [`import`](crate::import)) and nothing of what
//! the rows are used for: no graphs, no counting.

mod bulk;
pub mod categories;
mod chunks;
mod error;
mod key;
mod moment;
mod read;
mod schema;
mod title_votes;
mod value;
mod write;
mod year;

pub use bulk::{BulkDatabase, BulkItems, BulkRows};
pub use error::{CatalogueError, DatabaseProblem};
pub use key::Key;
pub use read::{Catalogue, CoPurchaseRow, ItemRow, Reader};
pub use schema::{Columns, Shape, Table};
pub use title_votes::TitleVotes;
pub use value::Skipped;
pub use write::{
    CatalogueWriter, Change, CoPurchaseWriter, ItemWriter, NewItem, OrderLineWriter, WriteBatch,
};
pub(crate) use year::from_text as year_from_text;
