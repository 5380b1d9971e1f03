//! Tables as text. A cell that a spreadsheet would take for a formula begins with an apostrophe.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use csv::{ErrorKind, Writer};

use super::model::{Item, ItemAttribute, Link, OF_LINKS, Source, Value, of_items};
use crate::letters::kind::is_forbidden_in_markup;

/// Writes the links of a graph.
pub(super) fn links(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut table = Table::begin(out, ["from", "to"].into_iter().chain(link_columns()))?;
    for link in source.links() {
        let ends = [link.from, link.to].map(|id| Some(Value::Text(id)));
        table.row(ends.into_iter().chain(link_values(&link)))?;
    }
    table.end()
}

/// The links of a small graph with the titles of their ends.
pub(super) fn titled_links(source: &dyn Source) -> io::Result<Vec<u8>> {
    let titles: HashMap<&str, &str> = source.items().map(|item| (item.id, item.title)).collect();
    let names = ["from", "from_title", "to", "to_title"];
    to_bytes(|out| {
        let mut table = Table::begin(out, names.into_iter().chain(link_columns()))?;
        for link in source.links() {
            let end = |id| [Some(id), titles.get(id).copied()];
            let ends = [end(link.from), end(link.to)].into_iter().flatten();
            let ends = ends.map(|text| text.map(Value::Text));
            table.row(ends.chain(link_values(&link)))?;
        }
        table.end()
    })
}

/// Writes the items of a graph.
pub(super) fn all_items(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    items(out, &of_items(source.parts()), source.items())
}

/// Writes items with some attributes.
pub(super) fn items<'i>(
    out: &mut (dyn Write + Send),
    attributes: &[&'static ItemAttribute],
    items: impl Iterator<Item = Item<'i>>,
) -> io::Result<()> {
    let mut table = Table::begin(out, item_columns(attributes))?;
    for item in items {
        table.row(item_values(attributes, &item))?;
    }
    table.end()
}

/// Items, each with the link that leads to it.
pub(super) fn linked_items<'i>(
    items: impl Iterator<Item = Item<'i>>,
    links: impl Iterator<Item = Link<'i>>,
) -> io::Result<Vec<u8>> {
    let attributes = of_items(&[]);
    to_bytes(|out| {
        let mut table = Table::begin(out, item_columns(&attributes).chain(link_columns()))?;
        for (item, link) in items.zip(links) {
            table.row(item_values(&attributes, &item).chain(link_values(&link)))?;
        }
        table.end()
    })
}

/// Rows of anything.
pub(super) fn rows<'v, const WIDTH: usize>(
    names: [&'static str; WIDTH],
    rows: impl Iterator<Item = [Option<Value<'v>>; WIDTH]>,
) -> io::Result<Vec<u8>> {
    to_bytes(|out| {
        let mut table = Table::begin(out, names.into_iter())?;
        for row in rows {
            table.row(row.into_iter())?;
        }
        table.end()
    })
}

/// What is written, in memory.
pub(super) fn to_bytes(
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    Ok(bytes)
}

fn link_columns() -> impl Iterator<Item = &'static str> {
    OF_LINKS.iter().map(|attribute| attribute.name)
}

fn link_values<'l>(link: &'l Link<'_>) -> impl Iterator<Item = Option<Value<'l>>> {
    OF_LINKS.iter().map(|attribute| (attribute.read)(link))
}

fn item_columns(attributes: &[&'static ItemAttribute]) -> impl Iterator<Item = &'static str> {
    let names = attributes.iter().map(|attribute| attribute.name);
    std::iter::once("id").chain(names)
}

fn item_values<'l>(
    attributes: &'l [&'static ItemAttribute],
    item: &'l Item<'_>,
) -> impl Iterator<Item = Option<Value<'l>>> {
    let values = attributes.iter().map(|attribute| (attribute.read)(item));
    std::iter::once(Some(Value::Text(item.id))).chain(values)
}

/// A table being written.
struct Table<'o> {
    csv: Writer<&'o mut (dyn Write + Send)>,
    scratch: String,
}

impl<'o> Table<'o> {
    fn begin(
        out: &'o mut (dyn Write + Send),
        names: impl Iterator<Item = &'static str>,
    ) -> io::Result<Self> {
        let mut csv = Writer::from_writer(out);
        csv.write_record(names).map_err(as_io)?;
        Ok(Self {
            csv,
            scratch: String::new(),
        })
    }

    fn row<'v>(&mut self, values: impl Iterator<Item = Option<Value<'v>>>) -> io::Result<()> {
        for value in values {
            self.cell(value).map_err(as_io)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(as_io)
    }

    fn cell(&mut self, value: Option<Value<'_>>) -> csv::Result<()> {
        let Some(value) = value else {
            return self.csv.write_field("");
        };
        let text = value.text(&mut self.scratch);
        match value.is_text() {
            true => self.csv.write_field(harmless(text).as_bytes()),
            false => self.csv.write_field(text),
        }
    }

    fn end(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// What the system said, where it was the system.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// A text that no spreadsheet takes for a formula, and that stays apart from every other: one that
/// begins with an apostrophe before what would be one gets another. What no file of text should hold
/// becomes U+FFFD.
fn harmless(text: &str) -> Cow<'_, str> {
    let text = match text.contains(is_forbidden_in_markup) {
        true => Cow::Owned(text.replace(is_forbidden_in_markup, "\u{FFFD}")),
        false => Cow::Borrowed(text),
    };
    match text.trim_start_matches('\'').starts_with(begins_formula) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

fn begins_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_two_become_alike() {
        for (text, cell) in [
            ("Blue Train", "Blue Train"),
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("\r=a\0", "\u{FFFD}=a\u{FFFD}"),
            ("'=1+1", "''=1+1"),
            ("'tis", "'tis"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }
}
