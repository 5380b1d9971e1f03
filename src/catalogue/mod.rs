//! The shop's own SQLite database: its tables, writing them by `import`, reading them for a
//! rebuild.
//!
//! `items`, `order_lines` and `co_purchases` may be tables or views, so a shop can point Cartway
//! at its own database. A rebuild only ever reads it, as it was at one moment; only `import`
//! writes, and `generate` to databases of its own. What the rows are used for is not known here: no
//! graphs, no counting.

mod bulk;
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
