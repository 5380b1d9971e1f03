//! An item's row as the graph keeps it: no text without end, and none that is more than a line.

use std::borrow::Cow;
use std::fmt::Write;

use cartway_graph::categories::LEVEL_MARK;
use cartway_graph::items::{ItemList, ItemRecord};

use super::clean;
use crate::catalogue::ItemRow;
use crate::catalogue::categories::{self, CategorySeparator, CategorySeparators};
use crate::letters::cover::Cover;

/// Longest text of an item that is kept, in bytes. A page shows a title many times, so one of
/// megabytes would be a page of hundreds of them.
pub(super) const MAX_TEXT: usize = 16 * 1024;

/// Most categories of an item that are kept.
pub(super) const MAX_CATEGORIES: usize = 32;
/// Most levels of a category that are kept: the widest.
pub(super) const MAX_LEVELS: usize = 16;

/// Puts rows into a list of items.
#[derive(Debug, Default)]
pub(super) struct ItemRows {
    pub(super) items: ItemList,
    pub(super) mended: Mended,
    separators: CategorySeparators,
    /// The id of the row at hand as text.
    id: String,
}

/// What had to be done to texts of items. An address is left out instead: half of one, or another
/// one, leads somewhere else.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Texts that were too long.
    pub(super) too_long: u64,
    /// Items with too many categories, or too many levels of one, or too much text in them.
    pub(super) over_categories: u64,
    /// Texts with control characters or line breaks.
    pub(super) with_controls: u64,
    /// Pictures over `http:`, which no page shows, and one of them.
    pub(super) insecure_covers: Told,
    /// Addresses of pictures that are none, and one of them.
    pub(super) no_covers: Told,
}

/// How often something was met, and the first time it was.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) times: u64,
    pub(super) first: String,
}

impl Told {
    fn count(&mut self, example: &str) {
        self.times += 1;
        if self.times == 1 {
            example.clone_into(&mut self.first);
        }
    }
}

impl ItemRows {
    /// None yet; the separators are those in the categories of rows.
    pub(super) fn new(separators: &[CategorySeparator]) -> Self {
        Self {
            separators: separators.iter().cloned().collect(),
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, row: &ItemRow<'_>) {
        let Self {
            items,
            mended,
            separators,
            id,
        } = self;
        id.clear();
        // A string takes all that is written to it.
        let _ = write!(id, "{}", row.id);
        let title = row.title.and_then(|title| mended.readable(title));
        let title = title.unwrap_or_else(|| mended.shortened(clean::title_of(id)));
        items.push(&ItemRecord {
            id,
            title: &title,
            creator: row
                .creator
                .and_then(|text| mended.readable(text))
                .as_deref(),
            categories: row
                .category
                .and_then(|text| mended.categories(&separators.canonical(text)))
                .as_deref(),
            year: row.year,
            url: row.url.filter(|address| mended.is_whole(address)),
            image_url: row.image_url.filter(|address| mended.is_cover(address)),
        });
    }
}

/// Adds an item that has no row: it goes by its id.
pub(super) fn push_stranger(items: &mut ItemList, id: &str) {
    items.push(&ItemRecord {
        title: &title_of_id(id),
        ..ItemRecord::untitled(id)
    });
}

/// What an item without a title is called.
pub(super) fn title_of_id(id: &str) -> Cow<'_, str> {
    Mended::default().shortened(clean::title_of(id))
}

impl Mended {
    /// A text as it is kept, if there is anything to be seen in it.
    fn readable<'t>(&mut self, text: &'t str) -> Option<Cow<'t, str>> {
        let line = clean::one_line(text)?;
        if let Cow::Owned(_) = line {
            self.with_controls += u64::from(clean::holds_controls(text));
        }
        Some(self.shortened(line))
    }

    /// Categories as the graph has them, a line each; none where nothing is to be seen.
    fn categories(&mut self, text: &str) -> Option<String> {
        if categories::is_one_level(text) {
            return self.readable(text).map(Cow::into_owned);
        }
        let mut kept: Vec<String> = Vec::new();
        let mut bytes = 0;
        let mut over = false;
        for category in categories::categories(text) {
            let levels = categories::levels(category).filter_map(|level| self.readable(level));
            let mut levels: Vec<Cow<'_, str>> = levels.collect();
            over |= levels.len() > MAX_LEVELS;
            levels.truncate(MAX_LEVELS);
            let name = levels.join(LEVEL_MARK);
            if name.is_empty() || kept.contains(&name) {
                continue;
            }
            bytes += name.len();
            // The first alone is no longer than its levels may be.
            let fits = kept.is_empty() || (kept.len() < MAX_CATEGORIES && bytes <= MAX_TEXT);
            if !fits {
                over = true;
                break;
            }
            kept.push(name);
        }
        self.over_categories += u64::from(over);
        Some(kept.join("\n"))
    }

    fn shortened<'t>(&mut self, text: Cow<'t, str>) -> Cow<'t, str> {
        if text.len() <= MAX_TEXT {
            return text;
        }
        self.too_long += 1;
        let kept = &text[..text.floor_char_boundary(MAX_TEXT - '…'.len_utf8())];
        Cow::Owned(format!("{kept}…"))
    }

    /// Whether the address of a picture is kept: one over `http:` is, for programs of the shop, and
    /// told since pages do not show it.
    fn is_cover(&mut self, address: &str) -> bool {
        if !self.is_whole(address) {
            return false;
        }
        match Cover::of(address) {
            Cover::Whole | Cover::WithoutScheme | Cover::OfTheShop => true,
            Cover::Insecure => {
                self.insecure_covers.count(address);
                true
            }
            Cover::Never => {
                self.no_covers.count(address);
                false
            }
        }
    }

    fn is_whole(&mut self, address: &str) -> bool {
        let (long, controls) = (address.len() > MAX_TEXT, clean::holds_controls(address));
        self.too_long += u64::from(long);
        self.with_controls += u64::from(controls);
        !long && !controls
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Key;

    #[test]
    fn a_text_without_end_is_shortened_and_counted() {
        let long = "é".repeat(MAX_TEXT);
        let fits = "y".repeat(MAX_TEXT);
        let mut rows = ItemRows::default();
        rows.push(&ItemRow {
            id: Key::from(7),
            title: Some(&long),
            creator: Some(&fits),
            category: None,
            year: None,
            url: Some(&long),
            image_url: Some("https://shop.example/7.jpg"),
        });
        assert_eq!(rows.mended.too_long, 2);
        let (table, _) = rows.items.in_id_order();
        let item = table.item(0);
        assert_eq!(item.id, "7");
        assert!(item.title.len() <= MAX_TEXT && item.title.ends_with("é…"));
        assert_eq!(item.creator, Some(fits.as_str()));
        assert_eq!(item.url, None);
        assert!(item.image_url.is_some());
    }

    #[test]
    fn texts_are_one_line_or_nothing_and_ids_stay_what_they_are() {
        let mut rows = ItemRows::default();
        rows.push(&ItemRow {
            id: Key::from("a\u{1}b"),
            title: Some("\u{feff}\u{200b}"),
            creator: Some("one\u{0},\r\ntwo"),
            category: Some("\u{2060}"),
            year: None,
            url: Some("https://shop.example/\n7"),
            image_url: Some("https://shop.example/7.jpg"),
        });
        assert_eq!(rows.mended.with_controls, 2);
        push_stranger(&mut rows.items, "c\n");
        let (table, _) = rows.items.in_id_order();
        let (item, stranger) = (table.item(0), table.item(1));
        assert_eq!((item.id, item.title), ("a\u{1}b", "a b"));
        assert_eq!(item.creator, Some("one , two"));
        assert_eq!((item.categories, item.url), (None, None));
        assert!(item.image_url.is_some());
        assert_eq!((stranger.id, stranger.title), ("c\n", "c"));
    }

    fn categories_of(separators: &[&str], text: &str) -> (Option<String>, Mended) {
        let separators: Vec<_> = separators
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let mut rows = ItemRows::new(&separators);
        rows.push(&ItemRow {
            id: Key::from(1),
            title: None,
            creator: None,
            category: Some(text),
            year: None,
            url: None,
            image_url: None,
        });
        let (table, _) = rows.items.in_id_order();
        (table.item(0).categories.map(str::to_owned), rows.mended)
    }

    #[test]
    fn categories_are_parted_first_and_cleaned_then() {
        for (separators, text, expected) in [
            (&[][..], "Crime", Some("Crime")),
            (&[], "Crime\r\nDrama\n\u{200b}\nCrime", Some("Crime\nDrama")),
            (
                &[],
                "Books >\u{1} > Crime\u{7} fiction",
                Some("Books > Crime fiction"),
            ),
            (
                &["|", "/"],
                "Books/Crime|Drama",
                Some("Books > Crime\nDrama"),
            ),
            (&["|"], "| \u{2060} |", None),
            (&[], " > \n", None),
        ] {
            let (found, mended) = categories_of(separators, text);
            assert_eq!(found.as_deref(), expected, "{text:?}");
            assert_eq!(mended.over_categories, 0);
        }
    }

    #[test]
    fn categories_without_end_are_cut_and_counted() {
        let long = "y".repeat(MAX_TEXT * 2 / 3);
        for (text, kept, too_long, over) in [
            (format!("{long}\n{long}b"), 1, 0, 1),
            (format!("{long}{long}"), 1, 1, 0),
            (["a", "b"].repeat(99).join("\n"), 2, 0, 0),
            (
                (0..33).map(|n| format!("{n}\n")).collect(),
                MAX_CATEGORIES,
                0,
                1,
            ),
        ] {
            let (found, mended) = categories_of(&[], &text);
            assert_eq!(found.unwrap_or_default().lines().count(), kept);
            assert_eq!((mended.too_long, mended.over_categories), (too_long, over));
        }
    }

    #[test]
    fn pictures_that_no_page_shows_are_counted_with_an_example() {
        let mut rows = ItemRows::default();
        for (id, image_url) in [
            (1, "https://shop.example/1.jpg"),
            (2, "//cdn.example/2.jpg"),
            (3, "img/3.jpg"),
            (4, "http://shop.example/4.jpg"),
            (5, "http://shop.example/5.jpg"),
            (6, "javascript:alert(1)"),
        ] {
            rows.push(&ItemRow {
                id: Key::from(id),
                image_url: Some(image_url),
                ..ItemRow::of("")
            });
        }
        let Mended {
            insecure_covers,
            no_covers,
            ..
        } = &rows.mended;
        assert_eq!(insecure_covers.times, 2);
        assert_eq!(insecure_covers.first, "http://shop.example/4.jpg");
        assert_eq!(
            (no_covers.times, no_covers.first.as_str()),
            (1, "javascript:alert(1)")
        );
        let (table, _) = rows.items.in_id_order();
        let kept = (0..6).filter(|&place| table.item(place).image_url.is_some());
        assert_eq!(
            kept.count(),
            5,
            "one over http: is kept for programs of the shop"
        );
    }
}
