//! GEXF 1.3. The label of a node is its title, the weight of an edge its strength.

use std::io::{self, Write};

use super::model::{Attribute, Kind, OF_LINKS, Source, Value, of_items};
use super::xml;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"#;

/// Writes a graph.
pub(super) fn write(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let (about, attributes) = (source.about(), of_items(source.parts()));
    out.write_all(HEAD.as_bytes())?;
    let day = about.built_at.strftime("%Y-%m-%d");
    write!(
        out,
        "<meta lastmodifieddate=\"{day}\"><creator>Cartway</creator><description>"
    )?;
    xml::text(out, &about.origin())?;
    out.write_all(b"</description></meta>\n")?;
    let edges = if about.directed {
        "directed"
    } else {
        "undirected"
    };
    writeln!(out, "<graph defaultedgetype=\"{edges}\" mode=\"static\">")?;
    declare(out, "node", &attributes)?;
    declare(out, "edge", &OF_LINKS.each_ref())?;
    out.write_all(b"<nodes>\n")?;
    for item in source.items() {
        out.write_all(b"<node")?;
        xml::attribute(out, "id", item.id)?;
        xml::attribute(out, "label", item.title)?;
        out.write_all(b">")?;
        values_of(
            out,
            attributes.iter().map(|attribute| (attribute.read)(&item)),
        )?;
        if let Some([x, y]) = item.place {
            write!(out, "<viz:position x=\"{x}\" y=\"{y}\"/>")?;
        }
        out.write_all(b"</node>\n")?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for (place, link) in source.links().enumerate() {
        let weight = link.evidence.strength;
        write!(out, "<edge id=\"{place}\"")?;
        xml::attribute(out, "source", link.from)?;
        xml::attribute(out, "target", link.to)?;
        if weight.is_finite() {
            write!(out, " weight=\"{weight}\"")?;
        }
        out.write_all(b">")?;
        values_of(
            out,
            OF_LINKS.iter().map(|attribute| (attribute.read)(&link)),
        )?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

fn declare<Read>(
    out: &mut (dyn Write + Send),
    class: &str,
    attributes: &[&Attribute<Read>],
) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\">")?;
    for (place, attribute) in attributes.iter().enumerate() {
        let kind = match attribute.kind {
            Kind::Text | Kind::Texts => "string",
            Kind::Whole => "long",
            Kind::Real => "double",
            Kind::Truth => "boolean",
        };
        let title = attribute.name;
        writeln!(
            out,
            "<attribute id=\"{place}\" title=\"{title}\" type=\"{kind}\"/>"
        )?;
    }
    out.write_all(b"</attributes>\n")
}

fn values_of<'v>(
    out: &mut (dyn Write + Send),
    values: impl Iterator<Item = Option<Value<'v>>>,
) -> io::Result<()> {
    let mut scratch = String::new();
    out.write_all(b"<attvalues>")?;
    for (place, value) in values.enumerate() {
        let Some(value) = value else { continue };
        write!(out, "<attvalue for=\"{place}\"")?;
        xml::attribute(out, "value", value.text(&mut scratch))?;
        out.write_all(b"/>")?;
    }
    out.write_all(b"</attvalues>")
}
