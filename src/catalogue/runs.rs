//! Runs: lines of one order that come one after the other, gathered before they are written, each
//! item once. Files mostly have the lines of an order together, so an order has to be looked up once
//! for all of them.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::id::{Held, Id, hold_text};
use super::key::Key;

/// Lines that are gathered before they are written: enough that handing them over costs nothing, and
/// few enough that they stay in the processor's cache. An order with more comes as several runs.
const MAX_LINES: usize = 8_192;

/// Bytes of ids and titles that are gathered before they are written.
const MAX_TEXT: usize = 1 << 20;

/// Some runs, one after the other.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    lines: Vec<RunLine>,
    /// What ids and titles are held in.
    text: String,
    /// Places of the last run's lines, by item.
    places: ItemPlaces,
}

#[derive(Debug)]
struct Run {
    order: Held,
    /// Where its lines begin; they end where those of the next run do.
    begins: usize,
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

impl Runs {
    /// Whether they should be written before another line is added.
    pub(super) fn are_full(&self) -> bool {
        self.lines.len() >= MAX_LINES || self.text.len() >= MAX_TEXT
    }

    /// Whether the last run is one of `order`.
    pub(super) fn end_with(&self, order: Id<'_>) -> bool {
        let last = self.runs.last();
        last.is_some_and(|run| run.order.id(&self.text) == order)
    }

    /// Begins a run of `order`.
    pub(super) fn begin(&mut self, order: Id<'_>) {
        self.places.clear();
        self.runs.push(Run {
            order: Held::hold(order, &mut self.text),
            begins: self.lines.len(),
        });
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.runs.clear();
        self.lines.clear();
        self.text.clear();
        self.places.clear();
    }

    /// Adds a line to the last run.
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

    /// Each run's order and lines, each item once.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Id<'_>, impl Iterator<Item = Line<'_>>)> {
        let next = self.runs.iter().skip(1).map(|run| run.begins);
        let ends = next.chain([self.lines.len()]);
        self.runs.iter().zip(ends).map(|(run, end)| {
            let lines = self.lines[run.begins..end].iter().map(|line| Line {
                item: line.item.id(&self.text),
                title: line.title.clone().map(|range| &self.text[range]),
                again: line.again,
            });
            (run.order.id(&self.text), lines)
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
    fn item_is_held_once_a_run_with_the_first_title_it_came_with() {
        let mut runs = Runs::default();
        runs.begin(Id::Text("1"));
        runs.add(Id::Text("7"), None);
        runs.add(Id::Number(7), Some("Lamp"));
        runs.add(Id::Text("7"), Some("Bulb"));
        runs.add(Id::Text("007"), None);
        runs.begin(Id::Text("2"));
        runs.begin(Id::Number(1));
        runs.add(Id::Text("7"), None);
        let found: Vec<(Id<'_>, Vec<_>)> = runs
            .iter()
            .map(|(order, lines)| {
                let lines = lines.map(|line| (line.item, line.title, line.again));
                (order, lines.collect())
            })
            .collect();
        let seven = (Id::Text("7"), Some("Lamp"), 2);
        let expected = [
            (Id::Text("1"), vec![seven, (Id::Text("007"), None, 0)]),
            (Id::Text("2"), vec![]),
            (Id::Number(1), vec![(Id::Text("7"), None, 0)]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn runs_are_full_at_some_time_and_empty_once_they_are_cleared() {
        let mut runs = Runs::default();
        assert!(!runs.end_with(Id::Text("1")));
        runs.begin(Id::Text("1"));
        assert!(runs.end_with(Id::Text("1")) && !runs.end_with(Id::Text("2")));
        (0..MAX_LINES as i64).for_each(|item| runs.add(Id::Number(item), None));
        assert!(runs.are_full());
        runs.clear();
        assert!(!runs.are_full() && runs.iter().next().is_none());
    }
}
