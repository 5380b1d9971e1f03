//! A run: lines of one order that come one after the other, gathered before they are written, each
//! item once. Files mostly have the lines of an order together, so an order has to be looked up once
//! for all of them.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::id::{Held, Id, hold_text};
use super::key::Key;

/// Lines a run may have; an order with more comes as several runs.
const MAX_LINES: usize = 10_000;

/// Bytes of ids and titles a run may hold before it is written.
const MAX_TEXT: usize = 4 << 20;

/// The lines of one order that wait to be written.
#[derive(Debug, Default)]
pub(super) struct Run {
    order: Option<Held>,
    lines: Vec<RunLine>,
    /// What ids and titles are held in.
    text: String,
    /// Places in `lines`, by item.
    places: ItemPlaces,
}

#[derive(Debug)]
struct RunLine {
    item: Held,
    title: Option<Range<usize>>,
    again: u64,
}

/// One line of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'r> {
    pub(super) item: Id<'r>,
    /// The first title that came with it.
    pub(super) title: Option<&'r str>,
    /// How often it came once more.
    pub(super) again: u64,
}

impl Run {
    /// Whether a line of `order` may join.
    pub(super) fn takes(&self, order: Id<'_>) -> bool {
        self.order() == Some(order) && self.lines.len() < MAX_LINES && self.text.len() < MAX_TEXT
    }

    /// The order its lines belong to; `None` before the first.
    pub(super) fn order(&self) -> Option<Id<'_>> {
        self.order.as_ref().map(|order| order.id(&self.text))
    }

    /// Forgets its lines and begins with `order`.
    pub(super) fn begin(&mut self, order: Id<'_>) {
        self.clear();
        self.order = Some(Held::hold(order, &mut self.text));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.order = None;
        self.lines.clear();
        self.text.clear();
        self.places.clear();
    }

    /// Adds a line.
    pub(super) fn add(&mut self, item: Id<'_>, title: Option<&str>) {
        let (lines, text) = (&self.lines, &self.text);
        let of = |place: usize| lines[place].item.id(text).key();
        let Some(place) = self.places.find_or_add(item.key(), lines.len(), of) else {
            self.lines.push(RunLine {
                item: Held::hold(item, &mut self.text),
                title: title.map(|title| hold_text(title, &mut self.text)),
                again: 0,
            });
            return;
        };
        let line = &mut self.lines[place];
        line.again += 1;
        if line.title.is_none() {
            line.title = title.map(|title| hold_text(title, &mut self.text));
        }
    }

    /// Its lines, each item once.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|line| Line {
            item: line.item.id(&self.text),
            title: line.title.clone().map(|range| &self.text[range]),
            again: line.again,
        })
    }
}

/// Places in a list of items, found by the item's key.
#[derive(Debug, Default)]
pub(super) struct ItemPlaces {
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl ItemPlaces {
    pub(super) fn clear(&mut self) {
        self.places.clear();
    }

    /// The place of `key`, where `key_of` says which key each place has.
    pub(super) fn find<'k>(
        &self,
        key: Key<'_>,
        key_of: impl Fn(usize) -> Key<'k>,
    ) -> Option<usize> {
        let hash = self.hasher.hash_one(key);
        self.places
            .find(hash, |place| key_of(*place) == key)
            .copied()
    }

    /// The place of `key`; without one it gets `place`.
    pub(super) fn find_or_add<'k>(
        &mut self,
        key: Key<'_>,
        place: usize,
        key_of: impl Fn(usize) -> Key<'k>,
    ) -> Option<usize> {
        let found = self.find(key, &key_of);
        if found.is_none() {
            let hash = self.hasher.hash_one(key);
            let hash_of = |place: &usize| self.hasher.hash_one(key_of(*place));
            self.places.insert_unique(hash, place, hash_of);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_is_held_once_with_the_first_title_it_came_with() {
        let mut run = Run::default();
        run.begin(Id::Text("1"));
        run.add(Id::Text("7"), None);
        run.add(Id::Number(7), Some("Lamp"));
        run.add(Id::Text("7"), Some("Bulb"));
        run.add(Id::Text("007"), None);
        let lines: Vec<_> = run
            .lines()
            .map(|line| (line.item, line.title, line.again))
            .collect();
        let expected = [(Id::Text("7"), Some("Lamp"), 2), (Id::Text("007"), None, 0)];
        assert_eq!(lines, expected);
    }

    #[test]
    fn another_order_or_a_full_run_takes_no_more() {
        let mut run = Run::default();
        assert!(!run.takes(Id::Text("1")));
        run.begin(Id::Text("1"));
        assert!(run.takes(Id::Text("1")) && !run.takes(Id::Text("2")));
        (0..MAX_LINES as i64).for_each(|item| run.add(Id::Number(item), None));
        assert!(!run.takes(Id::Text("1")));
        run.begin(Id::Text("1"));
        assert!(run.takes(Id::Text("1")));
    }
}
