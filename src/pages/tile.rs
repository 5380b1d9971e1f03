//! What an item looks like at a glance: its cover, where the shop has one, over the shape of its
//! category, which is seen until the cover has come, and for good where it does not come.
//!
//! A tile has its size from the stylesheet, so that nothing moves when a cover comes; the cover itself
//! has none, since browsers draw a broken picture wherever they are told how large one is.

use askama::Template;

use crate::address::cover;
use crate::explorer::ItemCard;
use crate::picture::layered::Manner;

/// A cover over a shape.
#[derive(Debug, Clone, Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    /// The number of its shape; `none` where its category has none.
    shape: String,
    cover: Option<String>,
    /// It stands alone, beside the whole of an item's facts.
    large: bool,
}

impl askama::filters::HtmlSafe for Tile {}

impl Tile {
    /// The tile of an item, as it stands in lists.
    pub(super) fn new(manner: Manner<'_>, card: &ItemCard) -> Self {
        let shape = manner.shape_of(card);
        Self {
            shape: shape.map_or_else(|| "none".to_owned(), |shape| shape.to_string()),
            cover: card.image_url.as_deref().and_then(cover),
            large: false,
        }
    }

    /// The same for the item's own page; none without a cover.
    pub(super) fn large(manner: Manner<'_>, card: &ItemCard) -> Option<Self> {
        let tile = Self {
            large: true,
            ..Self::new(manner, card)
        };
        tile.cover.is_some().then_some(tile)
    }
}
