//! The languages the interface speaks.

use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also for programs and in the terminal.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code in addresses, headers and markup (BCP 47): `en`, `de`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its code with a territory, as Open Graph has it: `en_GB`, `de_DE`.
    #[must_use]
    pub fn territory(self) -> &'static str {
        match self {
            Self::English => "en_GB",
            Self::German => "de_DE",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a code, which may name a region too: `de-AT` is German.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        let mut all = Self::ALL.into_iter();
        all.find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        // A code of ours always parses; the empty identifier has the plural rules of the root.
        self.code().parse().unwrap_or_default()
    }

    /// The files with its messages.
    pub(super) fn sources(self) -> &'static [&'static str] {
        match self {
            Self::English => &sources!("en"),
            Self::German => &sources!("de"),
        }
    }
}

/// The files of one language; each language has the same ones.
macro_rules! sources {
    ($language:literal) => {
        [
            source!($language, "frame"),
            source!($language, "numbers"),
            source!($language, "connect"),
            source!($language, "picture"),
            source!($language, "pages"),
            source!($language, "share"),
            source!($language, "faults"),
            source!($language, "api"),
        ]
    };
}
macro_rules! source {
    ($language:literal, $name:literal) => {
        include_str!(concat!(
            "../../../templates/texts/",
            $language,
            "/",
            $name,
            ".ftl"
        ))
    };
}
use {source, sources};
