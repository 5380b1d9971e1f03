//! Which writer writes which format.

use std::io::{self, Write};

use super::format::Format;
use super::model::Source;
use super::{columns, csv, dot, gexf, graphml, json};

/// Half of a graph, as a table holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// The items, one a row.
    Items,
    /// The links, one a row.
    Links,
}

impl Table {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Items, Self::Links];

    /// What it is called, and its file without the suffix.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Links => "links",
        }
    }
}

/// Writes a graph, which a format of [tables](Format::is_table) has the links of. `out` is written to
/// in small pieces and not flushed.
///
/// # Errors
/// `out` takes no more.
pub fn write(source: &dyn Source, format: Format, out: &mut (dyn Write + Send)) -> io::Result<()> {
    match format {
        Format::GraphMl => graphml::write(source, out),
        Format::Gexf => gexf::write(source, out),
        Format::Dot => dot::write(source, out),
        Format::CytoscapeJson => json::cytoscape(source, out),
        Format::NodeLinkJson => json::node_link(source, out),
        Format::Csv => csv::links(source, out),
        Format::Parquet => columns::links(source, out),
    }
}

/// Writes one table of a graph; a format that is none has the whole graph in it. `out` is written to
/// in small pieces and not flushed.
///
/// # Errors
/// `out` takes no more.
pub fn write_table(
    source: &dyn Source,
    format: Format,
    table: Table,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match (format, table) {
        (Format::Csv, Table::Items) => csv::all_items(source, out),
        (Format::Parquet, Table::Items) => columns::items(source, out),
        _ => write(source, format, out),
    }
}

/// Writes a graph into memory.
pub(super) fn to_bytes(source: &dyn Source, format: Format) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(source, format, &mut bytes)?;
    Ok(bytes)
}
