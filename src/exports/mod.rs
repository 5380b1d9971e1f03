//! Graphs as the files of other programs: one answer, or the whole graph.
//!
//! | name | suffix | read by | what it holds |
//! |---|---|---|---|
//! | `graphml` | `.graphml` | Gephi, yEd, Cytoscape, networkx, igraph | items and links |
//! | `gexf` | `.gexf` | Gephi, Gephi Lite, networkx, graphology | items and links |
//! | `dot` | `.dot` | Graphviz | items and links |
//! | `cyjs` | `.cyjs` | Cytoscape, cytoscape.js, networkx | items and links |
//! | `node-link` | `.node-link.json` | networkx, D3 | items and links |
//! | `csv` | `.csv` | spreadsheets, pandas, DuckDB | a table |
//! | `parquet` | `.parquet` | DuckDB, pandas, Spark | a table, of the whole graph only |
//!
//! An answer is a **directed** graph: each link leads the way it is walked, from the start to the
//! target, or from the item asked about to its neighbours. The whole graph is **undirected**: each
//! link stands there once, from the item that comes earlier in the file. Everywhere `direction` says
//! whose list the link is on, and what is said of the `source` is said of the end it leads from.
//!
//! | file | what it knows |
//! |---|---|
//! | `format` | the formats: names, suffixes, media types |
//! | `model` | what an item and a link carry, each attribute with its type |
//! | `answers`, `whole` | where items and links come from |
//! | `lists` | answers that are lists, as tables |
//! | `write` | which writer writes which format |
//! | `graphml`, `gexf`, `dot`, `json`, `csv`, `columns` | the writers |
//! | `xml` | texts in XML |
//!
//! Writers stream: what is written takes memory for one item or link at a time, and in Parquet for
//! one group of rows. No writer has a list of attributes of its own. Knows nothing of HTTP, of pages
//! and of SQL.

mod answers;
mod columns;
mod csv;
mod dot;
mod format;
mod gexf;
mod graphml;
mod json;
mod lists;
mod model;

#[cfg(test)]
mod tests;
mod whole;
mod write;
mod xml;

pub use answers::{neighbours, paths};
pub use format::Format;
pub use lists::{centre, degrees, map, regions, search};
pub use model::{About, Item, Items, Link, Links, Part, Source};
pub use whole::WholeGraph;
pub use write::{Table, write, write_table};
