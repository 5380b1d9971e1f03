//! What stands around every page: the head, the foot, and the language all of it speaks.

use std::borrow::Cow;

use askama::Template;

use crate::address::{href, site};
use crate::explorer::{GenerationStamp, ItemCard, MapMark, MapQuestion};
use crate::picture::layered::Manner;
use crate::words::texts::{Language, Texts};

use super::assets;
use super::links::CardLink;

/// What all pages need beside their answer.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name of the catalogue, in titles and at the top of every page; may be empty.
    pub catalogue: String,
    /// Whether there is a map to lead to.
    pub has_map: bool,
    /// The operator's sentence on what these data are.
    pub note: Option<String>,
    /// The generation the page was made from, for its foot.
    pub stamp: Option<GenerationStamp>,
    /// Scheme and host the pages are served at, without a slash at the end, where it is known:
    /// `https://shop.example`. Canonical addresses are complete only with it.
    pub origin: String,
    /// Path and query the page was asked at, without a language: `/connect?from=A&to=B`.
    pub address: String,
    /// The largest categories of the top level, the largest first: each has the shape of its place.
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
            has_map: false,
            note: None,
            stamp,
            origin: String::new(),
            address: href::home(),
            categories: Vec::new(),
            texts: Texts::default(),
        }
    }

    /// The start page.
    pub(super) fn home(&self) -> String {
        href::home()
    }

    /// The page on the data.
    pub(super) fn about(&self) -> String {
        href::at(href::ABOUT)
    }

    /// The page on the API.
    pub(super) fn docs(&self) -> String {
        href::at(href::DOCS)
    }

    /// The search page, and where its form leads.
    pub(super) fn search(&self) -> String {
        href::at(href::SEARCH)
    }

    /// On to a good pair.
    pub(super) fn random(&self) -> String {
        href::at(href::RANDOM)
    }

    /// Where forms for a connection lead.
    pub(super) fn connect(&self) -> String {
        href::at(href::CONNECT)
    }

    /// The whole map.
    pub(super) fn map(&self) -> String {
        href::at(href::MAP)
    }

    /// A small map of what is marked, where there is one.
    pub(super) fn small_map(
        &self,
        mark: Option<MapMark>,
        width: u32,
        height: u32,
    ) -> Option<SmallMap> {
        let question = MapQuestion {
            mark,
            ..MapQuestion::default()
        };
        self.has_map.then(|| SmallMap {
            href: href::map(&question),
            picture: href::map_svg(&MapQuestion {
                width,
                height,
                ..question
            }),
            width,
            height,
        })
    }

    /// Where forms for what stands between lead.
    pub(super) fn between(&self) -> String {
        href::at(href::BETWEEN)
    }

    /// What stands before the paths that the script asks at.
    pub(super) fn base_path(&self) -> &'static str {
        site::base_path()
    }

    /// Address of the stylesheet.
    pub(super) fn style_href(&self) -> String {
        assets::style_href()
    }

    pub(super) fn script_href(&self) -> String {
        assets::script().href()
    }

    pub(super) fn favicon_href(&self) -> String {
        assets::favicon().href()
    }

    pub(super) fn wordmark_href(&self) -> String {
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
    pub(super) fn say(&self, name: &str) -> Cow<'static, str> {
        self.texts.say(name)
    }

    /// A link to an item's own page.
    pub(super) fn card(&self, card: &ItemCard) -> CardLink {
        CardLink::to_item(self.manner(), card)
    }

    /// A link elsewhere, named by an item.
    pub(super) fn card_to(&self, card: &ItemCard, href: String) -> CardLink {
        CardLink::to(self.manner(), card, href)
    }

    /// Where the page is found, by its normal address and in each language. Nothing where the
    /// origin is not known: such addresses have to be whole.
    pub(super) fn located(&self, address: impl AsRef<str>) -> Located<'_> {
        let path = address.as_ref();
        Located {
            origin: &self.origin,
            languages: Language::ALL.map(|one| (one.code(), href::in_language(path, one))),
            path: path.to_owned(),
        }
    }

    /// The day the generation was made, as `1 July 2026`.
    pub(super) fn built_on(&self) -> String {
        let built_at = self.stamp.as_ref().map(|stamp| stamp.built_at);
        built_at.map_or_else(String::new, |time| self.texts.day(time))
    }

    /// The addresses of the page in each language, this one's among them.
    pub(super) fn languages(&self) -> [LanguageLink; Language::ALL.len()] {
        Language::ALL.map(|language| LanguageLink {
            href: href::in_language(&self.address, language),
            language,
            chosen: self.texts.language() == language,
        })
    }
}

/// The addresses of a page, for its head.
#[derive(Debug, Template)]
#[template(path = "located.html")]
pub(super) struct Located<'a> {
    origin: &'a str,
    path: String,
    languages: [(&'static str, String); Language::ALL.len()],
}

impl askama::filters::HtmlSafe for Located<'_> {}

/// A picture of a part of the map that leads to it.
#[derive(Debug)]
pub(super) struct SmallMap {
    pub(super) href: String,
    pub(super) picture: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// A page in one language.
pub(super) struct LanguageLink {
    pub(super) href: String,
    pub(super) language: Language,
    pub(super) chosen: bool,
}
