//! GraphML: every attribute is declared with its type, then used by a short name.

use std::io::{self, Write};

use super::model::{Attribute, OF_LINKS, Source, of_items};
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
    let mut of_nodes = declare(out, "node", &attributes)?;
    let mut of_edges = declare(out, "edge", &OF_LINKS.each_ref())?;
    let edges = about.edges();
    writeln!(out, "<graph edgedefault=\"{edges}\">")?;
    for item in source.items() {
        out.write_all(b"<node")?;
        xml::attribute(out, "id", item.id)?;
        out.write_all(b">")?;
        let values = attributes.iter().map(|attribute| (attribute.read)(&item));
        of_nodes.write(out, values)?;
        out.write_all(b"</node>\n")?;
    }
    for link in source.links() {
        out.write_all(b"<edge")?;
        xml::attribute(out, "source", link.from)?;
        xml::attribute(out, "target", link.to)?;
        out.write_all(b">")?;
        let values = OF_LINKS.iter().map(|attribute| (attribute.read)(&link));
        of_edges.write(out, values)?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Declares the attributes of nodes, which are called n0, n1 and so on, or of edges: e0, e1.
fn declare<Read>(
    out: &mut (dyn Write + Send),
    of: &str,
    attributes: &[&Attribute<Read>],
) -> io::Result<xml::Values> {
    let mut before = Vec::new();
    for (place, attribute) in attributes.iter().enumerate() {
        let id = format!("{}{place}", &of[..1]);
        let (name, kind) = (attribute.name, xml::kind(attribute.kind));
        writeln!(
            out,
            "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
        before.push(format!("<data key=\"{id}\">"));
    }
    Ok(xml::Values::between(before, "</data>"))
}
