//! An item's row as the graph keeps it: no text without end.

use std::borrow::Cow;
use std::fmt::Write;

use crate::catalogue::ItemRow;
use crate::graph::items::{ItemList, ItemRecord};

/// Longest text of an item that is kept, in bytes. A page shows a title many times, so one of
/// megabytes would be a page of hundreds of them.
pub(super) const MAX_TEXT: usize = 16 * 1024;

/// Puts rows into a list of items.
#[derive(Debug, Default)]
pub(super) struct ItemRows {
    pub(super) items: ItemList,
    /// Texts that had to be shortened or, for addresses, dropped.
    pub(super) too_long: u64,
    /// The id of the row at hand as text.
    id: String,
}

impl ItemRows {
    pub(super) fn push(&mut self, row: &ItemRow<'_>) {
        self.id.clear();
        // A string takes all that is written to it.
        let _ = write!(self.id, "{}", row.id);
        let mut too_long = 0;
        let mut shortened = |text| shortened(text, &mut too_long);
        let title = shortened(row.title.unwrap_or(&self.id));
        let creator = row.creator.map(&mut shortened);
        let category = row.category.map(&mut shortened);
        // Half an address leads somewhere else.
        let mut whole = |address: &&str| {
            let fits = address.len() <= MAX_TEXT;
            too_long += u64::from(!fits);
            fits
        };
        self.items.push(&ItemRecord {
            id: &self.id,
            title: &title,
            creator: creator.as_deref(),
            category: category.as_deref(),
            year: row.year,
            url: row.url.filter(&mut whole),
            image_url: row.image_url.filter(&mut whole),
        });
        self.too_long += too_long;
    }
}

fn shortened<'t>(text: &'t str, too_long: &mut u64) -> Cow<'t, str> {
    if text.len() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    *too_long += 1;
    let kept = &text[..text.floor_char_boundary(MAX_TEXT - '…'.len_utf8())];
    Cow::Owned(format!("{kept}…"))
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
        assert_eq!(rows.too_long, 2);
        let (table, _) = rows.items.in_id_order();
        let item = table.item(0);
        assert_eq!(item.id, "7");
        assert!(item.title.len() <= MAX_TEXT && item.title.ends_with("é…"));
        assert_eq!(item.creator, Some(fits.as_str()));
        assert_eq!(item.url, None);
        assert!(item.image_url.is_some());
    }
}
