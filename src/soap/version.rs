//! What the two versions call things.

use crate::xml::DECLARATION;

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 1.1 (W3C note of May 2000).
    V11,
    /// 1.2 (W3C recommendation of April 2007).
    V12,
}

impl Version {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V11, Self::V12];

    /// The namespace of its envelopes.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        match self {
            Self::V11 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::V12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }

    /// The media type of its envelopes, without parameters.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::V11 => "text/xml",
            Self::V12 => "application/soap+xml",
        }
    }

    /// The media type of our envelopes, in full.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::V11 => "text/xml; charset=utf-8",
            Self::V12 => "application/soap+xml; charset=utf-8",
        }
    }

    /// The version whose envelopes are of a media type, without parameters.
    #[must_use]
    pub fn of_media(media: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|version| media.eq_ignore_ascii_case(version.media()))
    }

    /// As people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V11 => "1.1",
            Self::V12 => "1.2",
        }
    }

    /// An envelope around a header and a body, which are markup already.
    pub(super) fn envelope(self, header: &str, body: &str) -> String {
        let namespace = self.namespace();
        let header = match header {
            "" => String::new(),
            header => format!("<soap:Header>{header}</soap:Header>"),
        };
        format!(
            "{DECLARATION}<soap:Envelope xmlns:soap=\"{namespace}\">{header}\
             <soap:Body>{body}</soap:Body></soap:Envelope>"
        )
    }
}
