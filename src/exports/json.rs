//! Two kinds of JSON: Cytoscape's, and the node-link form of networkx. Lists are written while they
//! are read.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::model::{
    About, Attribute, Item, ItemAttribute, Link, OF_LINKS, Source, Value, of_items,
};

/// Writes a graph for Cytoscape.
pub(super) fn cytoscape(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let about = source.about();
    let (nodes, edges) = (CytoscapeNodes(source), CytoscapeEdges(source));
    finish(
        out,
        &Cytoscape {
            format_version: "1.0",
            generated_by: "cartway",
            target_cytoscapejs_version: "~2.1",
            data: GraphData::from(&about),
            directed: about.directed,
            multigraph: false,
            elements: Elements { nodes, edges },
        },
    )
}

/// Writes a graph for networkx.
pub(super) fn node_link(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let about = source.about();
    finish(
        out,
        &NodeLink {
            directed: about.directed,
            multigraph: false,
            graph: GraphData::from(&about),
            nodes: Nodes(source),
            edges: Edges(source),
        },
    )
}

fn finish(out: &mut (dyn Write + Send), graph: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, graph)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Cytoscape<'s> {
    format_version: &'static str,
    generated_by: &'static str,
    target_cytoscapejs_version: &'static str,
    data: GraphData,
    directed: bool,
    multigraph: bool,
    elements: Elements<'s>,
}

#[derive(Serialize)]
struct Elements<'s> {
    nodes: CytoscapeNodes<'s>,
    edges: CytoscapeEdges<'s>,
}

#[derive(Serialize)]
struct NodeLink<'s> {
    directed: bool,
    multigraph: bool,
    graph: GraphData,
    nodes: Nodes<'s>,
    edges: Edges<'s>,
}

/// Where a graph comes from.
#[derive(Serialize)]
struct GraphData {
    name: &'static str,
    version: String,
    built_at: String,
}

impl From<&About> for GraphData {
    fn from(about: &About) -> Self {
        Self {
            name: "Cartway",
            version: about.version.clone(),
            built_at: about.built_at.to_string(),
        }
    }
}

struct CytoscapeNodes<'s>(&'s dyn Source);

impl Serialize for CytoscapeNodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let attributes = of_items(self.0.parts());
        serializer.collect_seq(self.0.items().map(|item| CytoscapeNode {
            position: item.place.map(|[x, y]| Position { x, y }),
            data: Node {
                item,
                attributes: &attributes,
                is_named: true,
            },
        }))
    }
}

#[derive(Serialize)]
struct CytoscapeNode<'a> {
    data: Node<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
}

/// On a screen, where y grows downwards.
#[derive(Serialize)]
struct Position {
    x: f64,
    y: f64,
}

/// Edges have no ids: they would have to differ from those of all nodes, and Cytoscape gives them some.
struct CytoscapeEdges<'s>(&'s dyn Source);

impl Serialize for CytoscapeEdges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edges = self.0.links().map(Edge);
        serializer.collect_seq(edges.map(|data| CytoscapeEdge { data }))
    }
}

#[derive(Serialize)]
struct CytoscapeEdge<'a> {
    data: Edge<'a>,
}

struct Nodes<'s>(&'s dyn Source);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let attributes = of_items(self.0.parts());
        serializer.collect_seq(self.0.items().map(|item| Node {
            item,
            attributes: &attributes,
            is_named: false,
        }))
    }
}

struct Edges<'s>(&'s dyn Source);

impl Serialize for Edges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.links().map(Edge))
    }
}

/// An item with its attributes; for Cytoscape with what networkx calls it by, too.
struct Node<'a> {
    item: Item<'a>,
    attributes: &'a [&'static ItemAttribute],
    is_named: bool,
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.item.id)?;
        if self.is_named {
            map.serialize_entry("value", self.item.id)?;
            map.serialize_entry("name", self.item.title)?;
        }
        let read = |attribute: &&'static ItemAttribute| (attribute.read)(&self.item);
        entries(&mut map, self.attributes, read)?;
        map.end()
    }
}

/// A link with its attributes.
struct Edge<'a>(Link<'a>);

impl Serialize for Edge<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", self.0.from)?;
        map.serialize_entry("target", self.0.to)?;
        entries(&mut map, &OF_LINKS.each_ref(), |attribute| {
            (attribute.read)(&self.0)
        })?;
        map.end()
    }
}

/// The attributes that have a value.
fn entries<'v, Read, M: SerializeMap>(
    map: &mut M,
    attributes: &[&'static Attribute<Read>],
    read: impl Fn(&&'static Attribute<Read>) -> Option<Value<'v>>,
) -> Result<(), M::Error> {
    attributes
        .iter()
        .try_for_each(|attribute| match read(attribute) {
            Some(value) => map.serialize_entry(attribute.name, &value),
            None => Ok(()),
        })
}
