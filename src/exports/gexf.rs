//! GEXF 1.3. The label of a node is its title, the weight of an edge its strength.

use std::io::{self, Write};

use super::model::{Attribute, OF_LINKS, Source, Value, of_items};
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
    let mut of_nodes = AttValues::declare(out, "node", &attributes)?;
    let mut of_edges = AttValues::declare(out, "edge", &OF_LINKS.each_ref())?;
    out.write_all(b"<nodes>\n")?;
    for item in source.items() {
        out.write_all(b"<node")?;
        xml::attribute(out, "id", item.id)?;
        xml::attribute(out, "label", item.title)?;
        out.write_all(b">")?;
        let values = attributes.iter().map(|attribute| (attribute.read)(&item));
        of_nodes.write(out, values)?;
        if let Some([x, y]) = item.place {
            write!(out, "<viz:position x=\"{x}\" y=\"{y}\"/>")?;
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
        of_edges.write(out, values)?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

/// Writes the attributes of nodes or of edges, which are called by their numbers.
struct AttValues {
    /// What stands before a value, for each attribute.
    tags: Vec<String>,
    scratch: String,
}

impl AttValues {
    fn declare<Read>(
        out: &mut (dyn Write + Send),
        class: &str,
        attributes: &[&Attribute<Read>],
    ) -> io::Result<Self> {
        let mut tags = Vec::new();
        writeln!(out, "<attributes class=\"{class}\">")?;
        for (id, attribute) in attributes.iter().enumerate() {
            let (title, kind) = (attribute.name, xml::kind(attribute.kind));
            writeln!(
                out,
                "<attribute id=\"{id}\" title=\"{title}\" type=\"{kind}\"/>"
            )?;
            tags.push(format!("<attvalue for=\"{id}\" value=\""));
        }
        out.write_all(b"</attributes>\n")?;
        Ok(Self {
            tags,
            scratch: String::new(),
        })
    }

    fn write<'v>(
        &mut self,
        out: &mut (dyn Write + Send),
        values: impl Iterator<Item = Option<Value<'v>>>,
    ) -> io::Result<()> {
        out.write_all(b"<attvalues>")?;
        for (tag, value) in self.tags.iter().zip(values) {
            let Some(value) = value else { continue };
            out.write_all(tag.as_bytes())?;
            xml::value(out, value, &mut self.scratch)?;
            out.write_all(b"\"/>")?;
        }
        out.write_all(b"</attvalues>")
    }
}
