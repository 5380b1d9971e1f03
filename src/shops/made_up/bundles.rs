//! Lists of item ids in a row: what lies in orders, or what stands on items' lists.

use crate::shops::chance::Chance;

/// Some lists, of orders or of items whose ids follow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundles {
    /// The id that the first list belongs to.
    first: u64,
    /// Where each one ends in `items`.
    ends: Vec<u32>,
    /// The ids on the lists, one list after the other.
    items: Vec<u32>,
}

impl Bundles {
    /// No lists yet; the first one will be that of `first`.
    pub(super) fn from_id(first: u64) -> Self {
        Self {
            first,
            ..Self::default()
        }
    }

    /// Each id with the ids on its list, which are all different.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[u32])> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = begins.zip(self.ends.iter().copied());
        (self.first..).zip(ranges.map(|(begin, end)| &self.items[begin as usize..end as usize]))
    }

    /// How many lists there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// How many ids stand on them together.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.len()
    }

    pub(super) fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    /// These lists for these ids, but whose is which is left to chance.
    pub(super) fn shuffled(&self, chance: &mut Chance) -> Self {
        let mut turns: Vec<u32> = (0..self.ends.len() as u32).collect();
        chance.shuffle(&mut turns);
        let mut shuffled = Self {
            first: self.first,
            ends: Vec::with_capacity(self.ends.len()),
            items: Vec::with_capacity(self.items.len()),
        };
        for turn in turns {
            shuffled.push(self.list(turn as usize).iter().copied());
        }
        shuffled
    }

    fn list(&self, number: usize) -> &[u32] {
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[begin as usize..self.ends[number] as usize]
    }
}
