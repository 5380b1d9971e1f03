//! The HTML pages: one file and one struct a page, each made from answers and rendered to text.
//!
//! A page struct holds finished words and addresses, so that the templates only place them.
//! Texts of the catalogue stand in `<bdi>` everywhere, since a title may run right to left. No
//! page carries scripts or style attributes: a strict content security policy fits all of them.

mod about;
mod asked;
pub mod assets;
mod bars;
mod between;
mod connect;
mod connect_options;
mod degrees;
mod embed;
mod error;
mod galleries;
mod home;
mod item;
mod search;
mod sentence;
pub mod share;

pub use about::AboutPage;
pub use asked::{Asked, End};
pub use between::BetweenPage;
pub use connect::ConnectPage;
pub use degrees::{DegreesPage, degrees_picture};
pub use embed::EmbedPage;
pub use error::ErrorPage;
pub use home::HomePage;
pub use item::ItemPage;
pub use search::{Pick, SearchPage};

use std::borrow::Cow;

use askama::Template;

use crate::explorer::{GenerationStamp, ItemCard};

use crate::address::href;
use crate::letters::plain::brief;
use crate::picture::layered::Manner;
use crate::words;
use crate::words::texts::{Language, Texts};

/// What all pages need beside their answer.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name of the catalogue, in titles and at the top of every page; may be empty.
    pub catalogue: String,
    /// The operator's sentence on what these data are.
    pub note: Option<String>,
    /// The generation the page was made from, for its foot.
    pub stamp: Option<GenerationStamp>,
    /// Scheme and host the pages are served at, without a slash at the end, where it is known:
    /// `https://shop.example`. Canonical addresses are complete only with it.
    pub origin: String,
    /// Path and query the page was asked at, without a language: `/connect?from=A&to=B`.
    pub address: String,
    /// The largest categories, the largest first: each has the shape of its place.
    pub categories: Vec<String>,
    /// The texts of the language it is written in.
    pub texts: Texts,
}

impl Frame {
    /// A frame for pages made from one generation.
    #[must_use]
    pub fn new(catalogue: impl Into<String>, stamp: Option<GenerationStamp>) -> Self {
        Self {
            catalogue: catalogue.into(),
            note: None,
            stamp,
            origin: String::new(),
            address: href::HOME.to_owned(),
            categories: Vec::new(),
            texts: Texts::default(),
        }
    }

    /// Address of the stylesheet.
    fn style_href(&self) -> String {
        assets::style_href()
    }

    fn script_href(&self) -> String {
        assets::script().href()
    }

    fn favicon_href(&self) -> String {
        assets::favicon().href()
    }

    fn wordmark_href(&self) -> String {
        assets::wordmark().href()
    }

    /// How pictures of the page speak, and which shapes categories have in them.
    #[must_use]
    pub fn manner(&self) -> Manner<'_> {
        Manner {
            texts: self.texts,
            categories: &self.categories,
        }
    }

    /// A text of the frame.
    fn say(&self, name: &str) -> Cow<'static, str> {
        self.texts.say(name)
    }

    /// A link to an item's own page.
    fn card(&self, card: &ItemCard) -> CardLink {
        CardLink::to_item(self.texts, card)
    }

    /// A link elsewhere, named by an item.
    fn card_to(&self, card: &ItemCard, href: String) -> CardLink {
        CardLink::to(self.texts, card, href)
    }

    /// Where the page is found, by its normal address and in each language. Nothing where the
    /// origin is not known: such addresses have to be whole.
    fn located(&self, path: &str) -> Located<'_> {
        Located {
            origin: &self.origin,
            languages: Language::ALL.map(|one| (one.code(), href::in_language(path, one))),
            path: path.to_owned(),
        }
    }

    /// The day the generation was made, as `1 July 2026`.
    fn built_on(&self) -> String {
        let built_at = self.stamp.as_ref().map(|stamp| stamp.built_at);
        built_at.map_or_else(String::new, |time| self.texts.day(time))
    }

    /// The same page in each language, this one's among them.
    fn languages(&self) -> [LanguageLink; Language::ALL.len()] {
        Language::ALL.map(|language| LanguageLink {
            href: href::in_language(&self.address, language),
            language,
            chosen: self.texts.language() == language,
        })
    }
}

/// An item's title as a link, and the facts that tell it apart.
#[derive(Debug, Clone, Template)]
#[template(path = "card.html")]
pub(super) struct CardLink {
    href: String,
    title: String,
    facts: Vec<String>,
    /// It leads to a pair rather than to the item, which crawlers need not follow.
    elsewhere: bool,
}

impl askama::filters::HtmlSafe for CardLink {}

impl CardLink {
    /// A link to the item's own page.
    fn to_item(texts: Texts, card: &ItemCard) -> Self {
        Self {
            elsewhere: false,
            ..Self::to(texts, card, href::item(&card.id))
        }
    }

    /// A link elsewhere, named by the item.
    fn to(texts: Texts, card: &ItemCard, href: String) -> Self {
        Self {
            href,
            title: card.title.clone(),
            facts: words::beside_title(texts, card),
            elsewhere: true,
        }
    }

    /// Its title where it stands beside the whole of it.
    fn brief(&self) -> String {
        brief(&self.title)
    }
}

/// The addresses of a page, for its head.
#[derive(Debug, Template)]
#[template(path = "located.html")]
struct Located<'a> {
    origin: &'a str,
    path: String,
    languages: [(&'static str, String); Language::ALL.len()],
}

impl askama::filters::HtmlSafe for Located<'_> {}

/// A page in one language.
struct LanguageLink {
    href: String,
    language: Language,
    chosen: bool,
}

/// A link and its words.
#[derive(Debug, Clone)]
pub(super) struct WordLink {
    href: String,
    words: String,
}

/// A choice among a few, of which one is the present state.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    href: String,
    words: Cow<'static, str>,
    chosen: bool,
}

#[cfg(test)]
mod tests;
