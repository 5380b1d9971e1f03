//! GEXF 1.3. The label of a node is its title, the weight of an edge its strength.

use std::io::{self, Write};

use super::model::{Attribute, OF_LINKS, Source, of_items};
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
    let edges = about.edges();
    writeln!(out, "<graph defaultedgetype=\"{edges}\" mode=\"static\">")?;
    let mut of_nodes = declare(out, "node", &attributes)?;
    let mut of_edges = declare(out, "edge", &OF_LINKS.each_ref())?;
    out.write_all(b"<nodes>\n")?;
    for item in source.items() {
        out.write_all(b"<node")?;
        xml::attribute(out, "id", item.id)?;
        xml::attribute(out, "label", item.title)?;
        out.write_all(b">")?;
        let values = attributes.iter().map(|attribute| (attribute.read)(&item));
        out.write_all(b"<attvalues>")?;
        of_nodes.write(out, values)?;
        out.write_all(b"</attvalues>")?;
        if let Some([x, y]) = item.place {
            // Upwards, as programs for graphs have it.
            write!(out, "<viz:position x=\"{x}\" y=\"{}\"/>", -y)?;
        }
        out.write_all(b"</node>\n")?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for (place, link) in source.links().enumerate() {
        write!(out, "<edge id=\"{place}\"")?;
        xml::attribute(out, "source", link.from)?;
        xml::attribute(out, "target", link.to)?;
        let weight = link.evidence.strength;
        if weight.is_finite() {
            write!(out, " weight=\"{weight}\"")?;
        }
        out.write_all(b">")?;
        let values = OF_LINKS.iter().map(|attribute| (attribute.read)(&link));
        out.write_all(b"<attvalues>")?;
        of_edges.write(out, values)?;
        out.write_all(b"</attvalues>")?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

/// Declares the attributes of nodes or of edges, which are called by their numbers.
fn declare<Read>(
    out: &mut (dyn Write + Send),
    class: &str,
    attributes: &[&Attribute<Read>],
) -> io::Result<xml::Values> {
    let mut before = Vec::new();
    writeln!(out, "<attributes class=\"{class}\">")?;
    for (id, attribute) in attributes.iter().enumerate() {
        let (title, kind) = (attribute.name, xml::kind(attribute.kind));
        writeln!(
            out,
            "<attribute id=\"{id}\" title=\"{title}\" type=\"{kind}\"/>"
        )?;
        before.push(format!("<attvalue for=\"{id}\" value=\""));
    }
    out.write_all(b"</attributes>\n")?;
    Ok(xml::Values::between(before, "\"/>"))
}
