//! The formats, each with its names. Knows nothing of how they are written.

/// A kind of file that other programs read graphs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// GraphML: XML that nearly every program on graphs reads.
    GraphMl,
    /// GEXF 1.3: Gephi's own.
    Gexf,
    /// DOT: Graphviz.
    Dot,
    /// Cytoscape JSON.
    CytoscapeJson,
    /// Node-link JSON, as networkx has it.
    NodeLinkJson,
    /// A table as text, commas between cells.
    Csv,
    /// A table in columns.
    Parquet,
}

/// What is known of a format.
struct Facts {
    name: &'static str,
    title: &'static str,
    suffix: &'static str,
    media: &'static str,
    readers: &'static str,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::CytoscapeJson,
        Self::NodeLinkJson,
        Self::Csv,
        Self::Parquet,
    ];
    /// Those that one answer is given in.
    pub const OF_ANSWERS: [Self; 6] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::CytoscapeJson,
        Self::NodeLinkJson,
        Self::Csv,
    ];

    /// The table of them. Media types are those registered (DOT, CSV, Parquet), those that programs
    /// took to (GraphML, GEXF), and for the two kinds of JSON, which have none, ours.
    const fn facts(self) -> Facts {
        let (name, title, suffix, media, readers) = match self {
            Self::GraphMl => (
                "graphml",
                "GraphML",
                "graphml",
                "application/graphml+xml",
                "Gephi, yEd, Cytoscape, networkx, igraph",
            ),
            Self::Gexf => (
                "gexf",
                "GEXF",
                "gexf",
                "application/gexf+xml",
                "Gephi, Gephi Lite, networkx, graphology",
            ),
            Self::Dot => ("dot", "DOT", "dot", "text/vnd.graphviz", "Graphviz"),
            Self::CytoscapeJson => (
                "cyjs",
                "Cytoscape JSON",
                "cyjs",
                "application/vnd.cytoscape+json",
                "Cytoscape, cytoscape.js, networkx",
            ),
            Self::NodeLinkJson => (
                "node-link",
                "node-link JSON",
                "node-link.json",
                "application/vnd.node-link+json",
                "networkx, D3",
            ),
            Self::Csv => (
                "csv",
                "CSV",
                "csv",
                "text/csv",
                "spreadsheets, pandas, DuckDB",
            ),
            Self::Parquet => (
                "parquet",
                "Parquet",
                "parquet",
                "application/vnd.apache.parquet",
                "DuckDB, pandas, Spark",
            ),
        };
        Facts {
            name,
            title,
            suffix,
            media,
            readers,
        }
    }

    /// What it is called: `graphml`, `gexf`, `dot`, `cyjs`, `node-link`, `csv`, `parquet`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// What the names of its files end with, without the point before it.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        self.facts().suffix
    }

    /// Its media type, without parameters. The texts of all but Parquet are UTF-8.
    #[must_use]
    pub const fn media(self) -> &'static str {
        self.facts().media
    }

    /// Some programs that read it.
    #[must_use]
    pub const fn readers(self) -> &'static str {
        self.facts().readers
    }

    /// Whether it is a table, so that a graph is two of them: items and links.
    #[must_use]
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }

    /// The format of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of a suffix, without the point before it.
    #[must_use]
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.suffix() == suffix)
    }

    /// The format of a media type without parameters, in whatever case.
    #[must_use]
    pub fn from_media(media: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.media().eq_ignore_ascii_case(media))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_each_of_its_names() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::from_suffix(format.suffix()), Some(format));
            assert_eq!(
                Format::from_media(&format.media().to_uppercase()),
                Some(format)
            );
        }
        assert_eq!(Format::from_suffix("json"), None);
    }
}
