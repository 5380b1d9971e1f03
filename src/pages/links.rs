//! Links as pages show them: to an item, by words, and one choice among a few.

use std::borrow::Cow;

use askama::Template;

use crate::address::href;
use crate::explorer::ItemCard;
use crate::letters::plain::brief;
use crate::picture::layered::Manner;
use crate::words;
use crate::words::texts::Texts;

use super::tile::Tile;

/// An item as lists show it: its tile, its title as a link, the facts that tell it apart, and what
/// is to be said of it in that list.
#[derive(Debug, Clone, Template)]
#[template(path = "card.html")]
pub(crate) struct CardLink {
    /// None where it stands in a line of text.
    tile: Option<Tile>,
    href: String,
    title: String,
    facts: Vec<String>,
    note: Option<String>,
    /// It leads to a pair rather than to the item, which crawlers need not follow.
    elsewhere: bool,
}

impl askama::filters::HtmlSafe for CardLink {}

impl CardLink {
    /// A link to the item's own page.
    pub(super) fn to_item(manner: Manner<'_>, card: &ItemCard) -> Self {
        Self {
            elsewhere: false,
            ..Self::to(manner, card, href::item(&card.id))
        }
    }

    /// A link elsewhere, named by the item.
    pub(super) fn to(manner: Manner<'_>, card: &ItemCard, href: String) -> Self {
        Self {
            tile: Some(Tile::new(manner, card)),
            href,
            elsewhere: true,
            ..Self::in_a_line(manner.texts, card)
        }
    }

    /// With what is to be said of it in this list.
    pub(super) fn noted(self, note: String) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }

    /// A link to the item's own page in a line of text, where no tile fits.
    pub(super) fn in_a_line(texts: Texts, card: &ItemCard) -> Self {
        Self {
            tile: None,
            href: href::item(&card.id),
            title: card.title.clone(),
            facts: words::beside_title(texts, card)
                .into_iter()
                .map(Cow::into_owned)
                .collect(),
            note: None,
            elsewhere: false,
        }
    }

    /// Its title where it stands beside the whole of it.
    pub(super) fn brief(&self) -> Cow<'_, str> {
        brief(&self.title)
    }
}

/// A link and its words.
#[derive(Debug, Clone)]
pub(crate) struct WordLink {
    pub(super) href: String,
    pub(super) words: String,
}

/// A choice among a few, of which one is the present state.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(super) href: String,
    pub(super) words: Cow<'static, str>,
    pub(super) chosen: bool,
}
