//! GraphML: every attribute is declared with its type, then used by a short name.

use std::io::{self, Write};

use super::model::{Attribute, Kind, OF_LINKS, Source, Value, of_items};
use super::xml;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<desc>"#;

/// Writes a graph.
pub(super) fn write(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let (about, attributes) = (source.about(), of_items(source.parts()));
    out.write_all(HEAD.as_bytes())?;
    xml::text(out, &about.origin())?;
    out.write_all(b"</desc>\n")?;
    declare(out, "node", 'n', &attributes)?;
    declare(out, "edge", 'e', &OF_LINKS.each_ref())?;
    let edges = if about.directed {
        "directed"
    } else {
        "undirected"
    };
    writeln!(out, "<graph edgedefault=\"{edges}\">")?;
    for item in source.items() {
        out.write_all(b"<node")?;
        xml::attribute(out, "id", item.id)?;
        out.write_all(b">")?;
        let values = attributes.iter().map(|attribute| (attribute.read)(&item));
        data(out, 'n', values)?;
        out.write_all(b"</node>\n")?;
    }
    for link in source.links() {
        out.write_all(b"<edge")?;
        xml::attribute(out, "source", link.from)?;
        xml::attribute(out, "target", link.to)?;
        out.write_all(b">")?;
        let values = OF_LINKS.iter().map(|attribute| (attribute.read)(&link));
        data(out, 'e', values)?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Attributes of nodes are called n0, n1 and so on, those of edges e0, e1.
fn declare<Read>(
    out: &mut (dyn Write + Send),
    of: &str,
    letter: char,
    attributes: &[&Attribute<Read>],
) -> io::Result<()> {
    for (place, attribute) in attributes.iter().enumerate() {
        let kind = match attribute.kind {
            Kind::Text | Kind::Texts => "string",
            Kind::Whole => "long",
            Kind::Real => "double",
            Kind::Truth => "boolean",
        };
        let name = attribute.name;
        writeln!(
            out,
            "<key id=\"{letter}{place}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    Ok(())
}

fn data<'v>(
    out: &mut (dyn Write + Send),
    letter: char,
    values: impl Iterator<Item = Option<Value<'v>>>,
) -> io::Result<()> {
    let mut scratch = String::new();
    for (place, value) in values.enumerate() {
        let Some(value) = value else { continue };
        write!(out, "<data key=\"{letter}{place}\">")?;
        xml::text(out, value.text(&mut scratch))?;
        out.write_all(b"</data>")?;
    }
    Ok(())
}
