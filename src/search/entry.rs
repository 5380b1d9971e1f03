//! An item as the index learns of it, and the words it is found by. Knows nothing of tables.

use std::collections::HashMap;

use super::pieces::Text;
use super::schema::{EVERY_ITEM, LEVEL_MARK, category_marker};
use super::tokens;

/// What the index learns of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Popularity rank: 0 for the most popular item.
    pub rank: u32,
    /// The shop's own id.
    pub id: &'a str,
    /// Title; may be the id.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Its categories, a name a line; the levels of each are parted by ` > `. It is found in each
    /// of them, and in all above them.
    pub categories: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
}

impl Entry<'_> {
    /// Hands every word of the item to `take`, some more than once. `title` is that of the entry,
    /// `markers` are those of its categories.
    pub(super) fn words(&self, title: &Text<'_>, markers: &[i64], mut take: impl FnMut(&str)) {
        take(EVERY_ITEM);
        for &number in markers {
            take(&category_marker(number));
        }
        for name in self.categories.unwrap_or_default().lines() {
            tokens::of_item(name, &mut take);
        }
        tokens::of_name(title, &mut take);
        if self.id != self.title {
            tokens::of_item(self.id, &mut take);
        }
        if let Some(creator) = self.creator {
            tokens::of_name(&Text::of(creator), &mut take);
        }
        if let Some(year) = self.year {
            take(&year.unsigned_abs().to_string());
        }
    }
}

/// Numbers categories in the order they turn up.
#[derive(Debug, Default)]
pub(super) struct Categories<'a> {
    numbers: HashMap<&'a str, i64>,
    /// The markers of items with just these categories.
    markers: HashMap<&'a str, Vec<i64>>,
}

impl<'a> Categories<'a> {
    /// The numbers of the categories of an entry and of those above them.
    pub(super) fn markers(&mut self, entry: &Entry<'a>) -> Vec<i64> {
        let Some(names) = entry.categories else {
            return Vec::new();
        };
        if let Some(known) = self.markers.get(names) {
            return known.clone();
        }
        let all = names.lines().flat_map(with_those_above);
        let markers: Vec<i64> = all.map(|name| self.number(name)).collect();
        self.markers.insert(names, markers.clone());
        markers
    }

    fn number(&mut self, name: &'a str) -> i64 {
        let next = self.numbers.len() as i64;
        *self.numbers.entry(name).or_insert(next)
    }

    /// All of them by name, with their numbers.
    pub(super) fn sorted(self) -> Vec<(&'a str, i64)> {
        let mut sorted: Vec<_> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        sorted
    }
}

/// The names of the categories above one, the widest first, and its own.
fn with_those_above(name: &str) -> impl Iterator<Item = &str> {
    let above = name.match_indices(LEVEL_MARK).map(|(end, _)| &name[..end]);
    above.chain(std::iter::once(name))
}
