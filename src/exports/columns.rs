//! Tables in columns: Parquet.

use std::io::{self, Write};

use super::model::{Attribute, Kind, OF_LINKS, Source, Value, of_items};
use crate::columnar::{Cell, CellKind, TableWriter};

/// Writes the links of a graph.
pub(super) fn links(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let ends = ["from", "to"].map(|name| (name, CellKind::Text));
    let columns = ends.into_iter().chain(OF_LINKS.iter().map(column));
    let mut table = TableWriter::begin(out, columns)?;
    let mut scratch = String::new();
    for link in source.links() {
        table.put(Some(Cell::Text(link.from)));
        table.put(Some(Cell::Text(link.to)));
        for attribute in &OF_LINKS {
            put(&mut table, (attribute.read)(&link), &mut scratch);
        }
        table.end_row()?;
    }
    table.finish()
}

/// Writes the items of a graph.
pub(super) fn items(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let attributes = of_items(source.parts());
    let id = ("id", CellKind::Text);
    let columns = attributes.iter().copied().map(column);
    let mut table = TableWriter::begin(out, [id].into_iter().chain(columns))?;
    let mut scratch = String::new();
    for item in source.items() {
        table.put(Some(Cell::Text(item.id)));
        for attribute in &attributes {
            put(&mut table, (attribute.read)(&item), &mut scratch);
        }
        table.end_row()?;
    }
    table.finish()
}

fn column<Read>(attribute: &Attribute<Read>) -> (&'static str, CellKind) {
    let kind = match attribute.kind {
        Kind::Text | Kind::Texts => CellKind::Text,
        Kind::Whole => CellKind::Integer,
        Kind::Real => CellKind::Float,
        Kind::Truth => CellKind::Boolean,
    };
    (attribute.name, kind)
}

fn put(table: &mut TableWriter<'_>, value: Option<Value<'_>>, scratch: &mut String) {
    match value {
        None => table.put(None),
        Some(Value::Whole(number)) => table.put(Some(Cell::Integer(number))),
        Some(Value::Real(number)) => table.put(Some(Cell::Float(number))),
        Some(Value::Truth(truth)) => table.put(Some(Cell::Boolean(truth))),
        Some(text) => table.put(Some(Cell::Text(text.text(scratch)))),
    }
}
