//! The forms an answer can be written in, each by its media type and by a suffix of its address.

/// A way to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The body itself.
    Json,
    /// The same members as XML.
    Xml,
}

impl Form {
    /// What any body can be written as.
    pub(super) const OF_ANY: &'static [Self] = &[Self::Json, Self::Xml];

    /// Its media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }

    /// What stands behind a dot at the end of the path.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
        }
    }
}
