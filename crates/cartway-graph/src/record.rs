//! The texts of an item as one record: how they stand in the table of items and in the file alike.
//!
//! Knows bytes only: not where a record lies, nor which item's it is.

/// What the shop wrote about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemTexts<'a> {
    /// The shop's own id.
    pub id: &'a str,
    /// Title; the id where the shop gave none.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// The shop's own page of it.
    pub url: Option<&'a str>,
    /// A picture of it.
    pub image_url: Option<&'a str>,
}

impl ItemTexts<'_> {
    /// Whether the shop gave it a title that says more than its id.
    #[must_use]
    pub fn has_title(&self) -> bool {
        says_more(self.title, self.id)
    }
}

/// Whether a title says more than the id it belongs to.
pub(crate) fn says_more(title: &str, id: &str) -> bool {
    let title = title.trim();
    !title.is_empty() && title != id.trim()
}

/// A year that is not known.
const NO_YEAR: i32 = i32::MIN;

/// An item's texts as one record: year, five lengths, five texts. An absent text has length 0.
pub(crate) fn encode_texts(texts: &ItemTexts<'_>, record: &mut Vec<u8>) {
    let parts = [
        texts.id,
        texts.title,
        texts.creator.unwrap_or_default(),
        texts.url.unwrap_or_default(),
        texts.image_url.unwrap_or_default(),
    ];
    record.extend(texts.year.unwrap_or(NO_YEAR).to_le_bytes());
    for part in parts {
        record.extend((part.len() as u32).to_le_bytes());
    }
    for part in parts {
        record.extend(part.as_bytes());
    }
}

/// The id of a record alone, without looking at the rest; empty where the record is damaged.
pub(crate) fn id_in(record: &[u8]) -> &[u8] {
    let length = || {
        let bytes = record.get(4..8)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    let id = |length| record.get(24..)?.get(..length);
    length().and_then(id).unwrap_or_default()
}

pub(crate) fn decode_texts(record: &[u8]) -> Option<ItemTexts<'_>> {
    let (year, mut rest) = record.split_first_chunk::<4>()?;
    let mut lengths = [0_usize; 5];
    for length in &mut lengths {
        let (bytes, after) = rest.split_first_chunk::<4>()?;
        *length = u32::from_le_bytes(*bytes) as usize;
        rest = after;
    }
    // All at once: that takes less time than each by itself.
    let mut rest = std::str::from_utf8(rest).ok()?;
    let mut parts = [""; 5];
    for (part, length) in parts.iter_mut().zip(lengths) {
        (*part, rest) = rest.split_at_checked(length)?;
    }
    let [id, title, creator, url, image_url] = parts;
    Some(ItemTexts {
        id,
        title,
        creator: Some(creator).filter(|text| !text.is_empty()),
        year: Some(i32::from_le_bytes(*year)).filter(|&year| year != NO_YEAR),
        url: Some(url).filter(|text| !text.is_empty()),
        image_url: Some(image_url).filter(|text| !text.is_empty()),
    })
}

/// The first eight bytes of an id as a number: of two ids the larger one's is no smaller.
pub(crate) fn id_prefix(id: &[u8]) -> u64 {
    let mut first = [0; 8];
    for (place, byte) in first.iter_mut().zip(id) {
        *place = *byte;
    }
    u64::from_be_bytes(first)
}
