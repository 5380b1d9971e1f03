//! The items of a catalogue in as little memory as they take in the file: no text has an allocation
//! of its own.
//!
//! The texts of an item are one record, in the form the file has them in, and all records stand one
//! after another in one buffer, in the order they came. Sorting moves no text: the table knows which
//! record stands at which place in id order. Beside the texts (24 bytes, id, title and so on) an item
//! takes 16 bytes, and a list of categories is kept once, however many items have it.

use rayon::prelude::*;

use super::categories::{CategoryCollector, CategoryTable, NO_LIST, Tree};
use super::record::{ItemTexts, decode_texts, encode_texts, id_in, id_prefix};

/// An item as it is read from the catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemRecord<'a> {
    /// The shop's own id: unique.
    pub id: &'a str,
    /// Title; the id where the shop gave none.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Its categories, a line each, the main one first; the levels of each are parted by
    /// [`LEVEL_MARK`](super::categories::LEVEL_MARK).
    pub categories: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// The shop's own page of it.
    pub url: Option<&'a str>,
    /// A picture of it.
    pub image_url: Option<&'a str>,
}

impl<'a> ItemRecord<'a> {
    /// An item of which only the id is known.
    #[must_use]
    pub fn untitled(id: &'a str) -> Self {
        Self {
            id,
            title: id,
            ..Self::default()
        }
    }
}

/// Items as they come, in any order, each id once.
#[derive(Debug, Clone, Default)]
pub struct ItemList {
    records: Records,
    categories: CategoryCollector,
}

impl ItemList {
    /// Adds an item; its number is how many there were before.
    pub fn push(&mut self, item: &ItemRecord<'_>) {
        let list = item
            .categories
            .map_or(NO_LIST, |text| self.categories.list(text));
        self.records.category_lists.push(list);
        let texts = ItemTexts {
            id: item.id,
            title: item.title,
            creator: item.creator,
            year: item.year,
            url: item.url,
            image_url: item.image_url,
        };
        encode_texts(&texts, &mut self.records.texts);
        self.records.ends.push(self.records.texts.len() as u64);
    }

    /// Number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table of all of them, and the place in it of each by its number.
    ///
    /// O(items · log items) over all cores.
    #[must_use]
    pub fn in_id_order(mut self) -> (ItemTable, Vec<u32>) {
        let categories = self.sort_categories();
        let by_id = self.records.by_id();
        let mut places = vec![0; by_id.len()];
        for (place, &number) in (0..).zip(&by_id) {
            places[number as usize] = place;
        }
        let table = ItemTable {
            records: self.records,
            by_id,
            categories,
        };
        (table, places)
    }

    /// All categories in order, by which the lists of items are then numbered.
    fn sort_categories(&mut self) -> CategoryTable {
        let (table, places) = std::mem::take(&mut self.categories).in_order();
        for list in &mut self.records.category_lists {
            // Only a number that stands for none has no place.
            *list = places.get(*list as usize).copied().unwrap_or(NO_LIST);
        }
        table
    }
}

/// Items in id order. A place is an item's number in that order.
#[derive(Debug, Clone, Default)]
pub struct ItemTable {
    records: Records,
    /// The record at each place.
    by_id: Vec<u32>,
    categories: CategoryTable,
}

impl ItemTable {
    /// A table of items of which only the ids are known; each id once.
    #[must_use]
    pub fn untitled<Id: AsRef<str>>(ids: impl IntoIterator<Item = Id>) -> Self {
        let mut list = ItemList::default();
        for id in ids {
            list.push(&ItemRecord::untitled(id.as_ref()));
        }
        list.in_id_order().0
    }

    /// Number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Bytes it takes, but for the names of categories.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let Records {
            texts,
            ends,
            category_lists,
        } = &self.records;
        texts.len()
            + size_of_val(ends.as_slice())
            + size_of_val(category_lists.as_slice())
            + size_of_val(self.by_id.as_slice())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The item at a place below [`Self::len`].
    #[must_use]
    pub fn item(&self, place: u32) -> ItemRecord<'_> {
        // What was encoded here can be decoded.
        let texts = decode_texts(self.texts(place)).unwrap_or_default();
        ItemRecord {
            id: texts.id,
            title: texts.title,
            creator: texts.creator,
            categories: self.categories.text(self.category_list(place)),
            year: texts.year,
            url: texts.url,
            image_url: texts.image_url,
        }
    }

    /// Its texts as they stand in the file.
    pub(super) fn texts(&self, place: u32) -> &[u8] {
        self.records.texts(self.by_id[place as usize])
    }

    /// The number of its list of categories, or [`NO_LIST`].
    pub(super) fn category_list(&self, place: u32) -> u32 {
        self.records.category_lists[self.by_id[place as usize] as usize]
    }

    pub(super) fn category_tree(&self) -> Tree<'_> {
        self.categories.tree()
    }

    /// All ids, in order.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator {
        self.by_id.iter().map(|&number| self.records.id(number))
    }
}

impl<'a> FromIterator<ItemRecord<'a>> for ItemTable {
    fn from_iter<I: IntoIterator<Item = ItemRecord<'a>>>(items: I) -> Self {
        let mut list = ItemList::default();
        for item in items {
            list.push(&item);
        }
        list.in_id_order().0
    }
}

/// Record `i` is `texts[ends[i - 1] .. ends[i]]`, the first one from 0.
#[derive(Debug, Clone, Default)]
struct Records {
    texts: Vec<u8>,
    ends: Vec<u64>,
    category_lists: Vec<u32>,
}

impl Records {
    fn texts(&self, number: u32) -> &[u8] {
        let start = match number.checked_sub(1) {
            Some(before) => self.ends[before as usize],
            None => 0,
        };
        &self.texts[start as usize..self.ends[number as usize] as usize]
    }

    fn id(&self, number: u32) -> &[u8] {
        id_in(self.texts(number))
    }

    /// The numbers in id order. Most ids differ in their first bytes, which stand beside the numbers
    /// while they are sorted, so that few comparisons go and look into the texts.
    fn by_id(&self) -> Vec<u32> {
        let mut numbers: Vec<(u64, u32)> = (0..self.ends.len() as u32)
            .into_par_iter()
            .map(|number| (id_prefix(self.id(number)), number))
            .collect();
        numbers.par_sort_unstable_by(|x, y| {
            x.0.cmp(&y.0).then_with(|| self.id(x.1).cmp(self.id(y.1)))
        });
        numbers.into_iter().map(|(_, number)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn items_come_back_in_id_order_as_they_were() {
        let items = [
            ItemRecord {
                id: "b",
                title: "Bread & butter",
                creator: Some("Anne"),
                categories: Some("food > bread\nfavourites"),
                year: Some(-700),
                url: Some("https://shop.example/b"),
                image_url: None,
            },
            ItemRecord::untitled("ab"),
            ItemRecord {
                categories: Some("books"),
                image_url: Some("https://shop.example/a.jpg"),
                ..ItemRecord::untitled("a")
            },
        ];
        let mut list = ItemList::default();
        for item in &items {
            list.push(item);
        }
        let (table, places) = list.in_id_order();
        assert_eq!(places, [2, 1, 0]);
        for (item, place) in items.iter().zip(places) {
            assert_eq!(table.item(place), *item);
        }
        assert_eq!(table.category_list(1), NO_LIST);
    }

    proptest! {
        #[test]
        fn order_is_that_of_the_ids(
            ids in proptest::collection::hash_set("[ab\0]{0,3}(long prefix )?[a-zé]{1,4}", 0..60),
        ) {
            let mut sorted: Vec<&str> = ids.iter().map(String::as_str).collect();
            sorted.sort_unstable();
            let table = ItemTable::untitled(&ids);
            let places = 0..table.len() as u32;
            let in_table: Vec<&str> = places.map(|place| table.item(place).id).collect();
            prop_assert_eq!(in_table, sorted);
        }
    }
}
