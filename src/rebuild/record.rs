//! An item's row as the graph keeps it: no text without end.

use crate::catalogue::ItemRow;
use crate::graph::build::ItemRecord;

/// Longest text of an item that is kept, in bytes. A page shows a title many times, so one of
/// megabytes would be a page of hundreds of them.
pub(super) const MAX_TEXT: usize = 16 * 1024;

/// The record of a row, and how many of its texts had to be shortened or, for addresses, dropped.
pub(super) fn record(row: &ItemRow<'_>) -> (ItemRecord, u64) {
    let id = row.id.to_string();
    let mut too_long = 0;
    let mut shortened = |text: &str| -> String {
        if text.len() <= MAX_TEXT {
            return text.to_owned();
        }
        too_long += 1;
        format!(
            "{}…",
            &text[..text.floor_char_boundary(MAX_TEXT - '…'.len_utf8())]
        )
    };
    let title = shortened(row.title.unwrap_or(&id));
    let creator = row.creator.map(&mut shortened);
    let category = row.category.map(&mut shortened);
    // Half an address leads somewhere else.
    let mut whole = |address: &str| {
        let fits = address.len() <= MAX_TEXT;
        too_long += u64::from(!fits);
        fits.then(|| address.to_owned())
    };
    let url = row.url.and_then(&mut whole);
    let image_url = row.image_url.and_then(&mut whole);
    let record = ItemRecord {
        id,
        title,
        creator,
        category,
        year: row.year,
        url,
        image_url,
    };
    (record, too_long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Key;

    #[test]
    fn a_text_without_end_is_shortened_and_counted() {
        let long = "é".repeat(MAX_TEXT);
        let fits = "y".repeat(MAX_TEXT);
        let row = ItemRow {
            id: Key::from(7),
            title: Some(&long),
            creator: Some(&fits),
            category: None,
            year: None,
            url: Some(&long),
            image_url: Some("https://shop.example/7.jpg"),
        };
        let (record, too_long) = record(&row);
        assert_eq!(too_long, 2);
        assert!(record.title.len() <= MAX_TEXT && record.title.ends_with("é…"));
        assert_eq!(record.creator, Some(fits));
        assert_eq!(record.url, None);
        assert!(record.image_url.is_some());
    }
}
