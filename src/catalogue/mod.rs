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
//! putting them in again changes nothing: for `import`. Order lines are many: `order_lines` gathers
//! `runs` of one order each on one thread, and writes them on another, for a table without an index (`lines_by_run`) or with one
//! (`lines_by_key`). `take_back` takes rows out again, with what `remove` and `replaced_items` know of
//! orders and of items. `standing` says what stands where a database should be, and `copy` reads
//! from a copy. `bulk` fills a new database as fast as can
//! be: for `generate`.
//!
//! A `warehouse` is a folder of Parquet with folders of these names instead; it is only read, by the
//! same rules for what a `row` is worth. `counts` is a folder of what was counted elsewhere, read, and
//! `counts_write` writes one; the files of both are `parts`.
//!
//! Knows nothing of other files and their formats (that is [`import`](crate::import)) and nothing of what
//! the rows are used for: no graphs, no counting.

mod bulk;
pub mod categories;
mod change;
mod chunks;
mod copy;
mod counts;
mod counts_problem;
mod counts_write;
mod elsewhere;
mod error;
mod found_line;
mod functions;
mod id;
mod key;
mod likeness;
mod lines_by_key;
mod lines_by_run;
mod moment;
mod no_goods;
mod order_lines;
mod parts;
mod places;
mod read;
mod remove;
mod replaced_items;
mod row;
mod runs;
mod schema;
mod shape;
mod standing;
mod take_back;
mod title_votes;
mod value;
mod warehouse;
mod write;
mod year;

pub use bulk::{BulkDatabase, BulkItems, BulkRows};
pub use change::{Change, Written};
pub use counts::{CountsFolder, CountsMeta, PairRow};
pub use counts_problem::CountsProblem;
pub use counts_write::{CountsDraft, ROWS_A_FILE};
pub use error::{CatalogueError, DatabaseProblem, WarehouseProblem};
pub use id::Id;
pub use key::Key;
pub use no_goods::looks_like_no_goods;
pub use order_lines::{OrderLineFeed, OrderLineOptions, OrderLinesWritten};
pub use parts::Spot;
pub use places::{Attached, NotAttached, Places};
pub use read::{Catalogue, Reader};
pub use row::{CoPurchaseRow, ItemRow};
pub use schema::{Columns, Table};
pub use shape::Shape;
pub use take_back::{Forgettable, Forgetting, Forgotten};
pub use value::{MAX_ID, Skipped};
pub use warehouse::Warehouse;
pub use write::{CatalogueWriter, CoPurchaseWriter, ItemWriter, NewItem, WriteBatch};
pub(crate) use year::from_text as year_from_text;
