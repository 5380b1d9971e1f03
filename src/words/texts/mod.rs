//! The texts of the interface, in every language it speaks.
//!
//! Each language is a folder of [Fluent](https://projectfluent.org) messages in `templates/texts`,
//! inside the binary. A message has a name, and arguments such as numbers, by which a language
//! chooses its plural forms itself. Numbers, shares, years and dates are written as the language
//! writes them.
//!
//! Knows languages and numbers; knows nothing of answers, markup or HTTP. Texts are plain: whoever
//! prints them escapes them. Titles of items are passed in between the marks of
//! [`isolated`](super::isolated), so that their direction of writing stays theirs.

mod language;
mod number;
mod numerals;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use language::Language;

static ENGLISH: LazyLock<Book> = LazyLock::new(|| Book::open(Language::English));
static GERMAN: LazyLock<Book> = LazyLock::new(|| Book::open(Language::German));

/// All messages of one language.
struct Book {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// The messages that take nothing, by their names: written once.
    plain: HashMap<String, String>,
}

impl Book {
    /// Reads the files of a language. What is wrong in them is left out: a test finds it first.
    fn open(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Titles bring their own marks of direction, and numbers need none.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(numerals::formatter(language)));
        for &source in language.sources() {
            let resource = FluentResource::try_new(source.to_owned());
            let resource = resource.unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        let lines = language.sources().iter().flat_map(|source| source.lines());
        // A message begins with its name at the beginning of a line.
        let names = lines.filter_map(|line| line.split_once(" =").map(|(name, _)| name));
        let plain = names.filter_map(|name| Some((name.to_owned(), plain(&bundle, name)?)));
        Self {
            language,
            plain: plain.collect(),
            bundle,
        }
    }
}

/// A message as it is without arguments; `None` where it takes some, or there is none of this name.
fn plain(bundle: &FluentBundle<FluentResource>, name: &str) -> Option<String> {
    let pattern = bundle.get_message(name)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

/// The texts of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Texts(&'static Book);

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Texts").field(&self.0.language).finish()
    }
}

/// The arguments of a message: `args!["steps" => 4, "title" => title]`.
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        let mut arguments = ::fluent_bundle::FluentArgs::new();
        $(arguments.set($name, $value);)*
        arguments
    }};
}
pub(crate) use args;

/// English: what programs and the terminal are told.
impl Default for Texts {
    fn default() -> Self {
        Self::in_language(Language::default())
    }
}

impl Texts {
    /// The texts of a language.
    #[must_use]
    pub fn in_language(language: Language) -> Self {
        match language {
            Language::English => Self(&ENGLISH),
            Language::German => Self(&GERMAN),
        }
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> Language {
        self.0.language
    }

    /// A message without arguments.
    #[must_use]
    pub fn say(self, name: &str) -> Cow<'static, str> {
        match self.0.plain.get(name) {
            Some(text) => Cow::Borrowed(text),
            None => self.write(name, None),
        }
    }

    /// A message with its arguments: `texts.tell("steps", &args!["steps" => 4])`.
    #[must_use]
    pub fn tell(self, name: &str, arguments: &FluentArgs) -> String {
        self.write(name, Some(arguments)).into_owned()
    }

    /// What Fluent makes of a message. One that does not exist stands as its own name, and an argument
    /// that is missing as its name in braces: visible, and no reason to fail. Tests see to it that
    /// neither happens.
    fn write<'a>(self, name: &str, arguments: Option<&'a FluentArgs>) -> Cow<'a, str> {
        let message = self.0.bundle.get_message(name);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            debug_assert!(false, "no text is called {name}");
            return Cow::Owned(name.to_owned());
        };
        let mut errors = Vec::new();
        let bundle = &self.0.bundle;
        let text = bundle.format_pattern(pattern, arguments, &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        text
    }
}

#[cfg(test)]
mod tests;
