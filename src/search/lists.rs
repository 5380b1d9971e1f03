//! The lists of rows in the index: of each word, and of all words that begin with the same letters.
//! Knows how FTS5 writes a list, and nothing of where it stands.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::gather::Words;
use super::segment::put_varint;

/// What one list is of: a word or the beginning of words, and the places of these words.
pub(super) type Listed<'w> = (&'w str, Range<usize>);

/// Below this share of all items a list is sorted, beyond it is marked item by item.
const SORTED_SHARE: usize = 32;

/// Every word by itself.
pub(super) fn whole<'w>(words: &'w Words<'_>) -> impl Iterator<Item = Listed<'w>> {
    (0..words.len()).map(|place| (words.word(place), place..place + 1))
}

/// Every beginning of so many letters.
pub(super) fn beginnings<'w>(
    words: &'w Words<'_>,
    letters: usize,
) -> impl Iterator<Item = Listed<'w>> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let start =
            (place..words.len()).find(|&at| beginning(words.word(at), letters).is_some())?;
        let shared = beginning(words.word(start), letters)?;
        let more = (start + 1..words.len()).take_while(|&at| words.word(at).starts_with(shared));
        place = more.last().unwrap_or(start) + 1;
        Some((shared, start..place))
    })
}

/// The first letters of a word, if it has so many.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    let mut ends = word.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.nth(letters - 1).map(|end| &word[..end])
}

/// Lists one after another, with room to work.
pub(super) struct Lists {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    marked: FixedBitSet,
    ranks: Vec<u32>,
}

impl Lists {
    /// The lists of some words or beginnings.
    pub(super) fn of(words: &Words<'_>, listed: &[Listed<'_>]) -> Self {
        let mut lists = Self {
            bytes: Vec::new(),
            ends: Vec::with_capacity(listed.len()),
            marked: FixedBitSet::new(),
            ranks: Vec::new(),
        };
        for (_, places) in listed {
            lists.add(words, places.clone());
            lists.ends.push(lists.bytes.len());
        }
        lists
    }

    /// The lists as FTS5 writes them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, &end)| &self.bytes[start..end])
    }

    fn add(&mut self, words: &Words<'_>, places: Range<usize>) {
        let total = words.count_of(places.clone());
        let ranks = places.clone().flat_map(|place| words.ranks(place));
        if places.len() == 1 {
            put_rows(ranks.copied(), &mut self.bytes);
        } else if total < words.items as usize / SORTED_SHARE {
            self.ranks.clear();
            self.ranks.extend(ranks);
            self.ranks.sort_unstable();
            self.ranks.dedup();
            put_rows(self.ranks.iter().copied(), &mut self.bytes);
        } else {
            self.marked.grow(words.items as usize);
            ranks.for_each(|&rank| self.marked.insert(rank as usize));
            put_rows(self.marked.ones().map(|rank| rank as u32), &mut self.bytes);
            self.marked.clear();
        }
    }
}

/// Writes the rows of items, which come by rising rank: the first, then the step to each next one.
fn put_rows(ranks: impl Iterator<Item = u32>, to: &mut Vec<u8>) {
    let mut last = 0;
    for rank in ranks {
        let row = row_of(rank);
        put_varint(to, row - last);
        last = row;
    }
}

/// The row of an item in the index.
fn row_of(rank: u32) -> u64 {
    u64::from(rank) + 1
}
