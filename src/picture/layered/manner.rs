//! How a picture speaks, which shapes it has for categories, and where it stands.

use std::collections::BTreeSet;

use crate::explorer::ItemCard;
use crate::words::texts::Texts;

/// Number of shapes that categories have.
pub const SHAPES: usize = 8;

/// Shapes in a box of ten by ten: disc, square, triangle, diamond, ring, cross, hexagon, bars.
pub(crate) const GLYPHS: [&str; SHAPES] = [
    "M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
    "M.5.5h9v9h-9z",
    "M5 0l5 9.5H0z",
    "M5-.5L10.5 5L5 10.5L-.5 5z",
    "M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM5 3a2 2 0 1 1 0 4a2 2 0 1 1 0-4z",
    "M3.5 0h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M2.5.5h5L10 5L7.5 9.5h-5L0 5z",
    "M.5.5h3v9h-3zM6.5.5h3v9h-3z",
];

/// How pictures speak, and which shape each category has: on all pages of a catalogue the same.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// The texts of the reader's language.
    pub texts: Texts,
    /// The categories of the top level that have a shape, by its number; all others have none.
    pub categories: &'a [String],
}

impl Manner<'_> {
    /// The shape of an item: that of the top level of its main category, if it has one.
    pub(crate) fn shape_of(&self, card: &ItemCard) -> Option<usize> {
        let top = card.category()?.top();
        let mut categories = self.categories.iter().take(SHAPES);
        categories.position(|name| name == top)
    }
}

/// Where a picture stands, and which boxes it shares with the other one there.
pub(super) enum Setting<'a> {
    /// In a file.
    Alone,
    /// In a page, before the other.
    First(&'a BTreeSet<usize>),
    /// In a page, after the other.
    Second(&'a BTreeSet<usize>),
}

impl Setting<'_> {
    /// Begins the ids of what is said of this picture.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::First(_) => "across",
            Self::Second(_) => "down",
        }
    }

    /// Begins the ids of what is drawn many times.
    pub(super) fn short_id(&self) -> &'static str {
        match self {
            Self::Alone | Self::First(_) => "a",
            Self::Second(_) => "d",
        }
    }
}

/// English, with a shape for each category of the samples.
#[cfg(test)]
pub(crate) fn of_samples() -> Manner<'static> {
    use crate::explorer::samples::CATEGORIES;
    static NAMES: std::sync::LazyLock<[String; 4]> =
        std::sync::LazyLock::new(|| CATEGORIES.map(str::to_owned));
    Manner {
        texts: Texts::default(),
        categories: &*NAMES,
    }
}

#[cfg(test)]
mod tests {
    use crate::explorer::{Category, samples};

    #[test]
    fn the_top_level_of_the_main_category_decides_the_shape() {
        let mut card = samples::card(0);
        let mut shape = |names: &[&str]| {
            card.categories = names.iter().map(|name| Category::new(*name)).collect();
            super::of_samples().shape_of(&card)
        };
        assert_eq!(shape(&["Film > Crime", "Books"]), Some(2));
        assert_eq!(shape(&["Books"]), Some(0));
        assert_eq!(shape(&["Crime > Books", "Books"]), None);
        assert_eq!(shape(&[]), None);
    }
}
