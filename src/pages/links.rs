//! Links as pages show them: to an item, by words, and one choice among a few.

use std::borrow::Cow;

use askama::Template;

use crate::address::href;
use crate::explorer::ItemCard;
use crate::letters::plain::brief;
use crate::words;
use crate::words::texts::Texts;

/// An item's title as a link, and the facts that tell it apart.
#[derive(Debug, Clone, Template)]
#[template(path = "card.html")]
pub(crate) struct CardLink {
    href: String,
    title: String,
    pub(super) facts: Vec<String>,
    /// It leads to a pair rather than to the item, which crawlers need not follow.
    elsewhere: bool,
}

impl askama::filters::HtmlSafe for CardLink {}

impl CardLink {
    /// A link to the item's own page.
    pub(super) fn to_item(texts: Texts, card: &ItemCard) -> Self {
        Self {
            elsewhere: false,
            ..Self::to(texts, card, href::item(&card.id))
        }
    }

    /// A link elsewhere, named by the item.
    pub(super) fn to(texts: Texts, card: &ItemCard, href: String) -> Self {
        Self {
            href,
            title: card.title.clone(),
            facts: words::beside_title(texts, card),
            elsewhere: true,
        }
    }

    /// Its title where it stands beside the whole of it.
    pub(super) fn brief(&self) -> String {
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
