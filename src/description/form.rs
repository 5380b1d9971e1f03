//! The forms an answer can be written in, each by its media type and by a suffix of its address.

use crate::exports::Format;

/// A way to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The body itself.
    Json,
    /// The same members as XML.
    Xml,
    /// The graph of the answer, or the list, as a file of other programs.
    File(Format),
}

impl Form {
    /// What any body can be written as.
    pub(super) const OF_ANY: &'static [Self] = &[Self::Json, Self::Xml];
    /// What a list can be written as.
    pub(super) const OF_LIST: &'static [Self] = &[Self::Json, Self::Xml, Self::File(Format::Csv)];
    /// What a graph can be written as.
    pub(super) const OF_GRAPH: &'static [Self] = &[
        Self::Json,
        Self::Xml,
        Self::File(Format::GraphMl),
        Self::File(Format::Gexf),
        Self::File(Format::Dot),
        Self::File(Format::CytoscapeJson),
        Self::File(Format::NodeLinkJson),
        Self::File(Format::Csv),
    ];

    /// Its media type, without parameters.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::File(format) => format.media(),
        }
    }

    /// What an answer in it says of itself.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::File(Format::Csv) => "text/csv; charset=utf-8",
            Self::File(Format::Dot) => "text/vnd.graphviz; charset=utf-8",
            form => form.media(),
        }
    }

    /// Another media type that means the same.
    #[must_use]
    pub fn alias(self) -> Option<&'static str> {
        match self {
            Self::Xml => Some("text/xml"),
            Self::Json | Self::File(_) => None,
        }
    }

    /// What stands behind a dot at the end of the path.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::File(format) => format.suffix(),
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::File(format) => format.title(),
        }
    }
}
