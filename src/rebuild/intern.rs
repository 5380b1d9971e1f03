//! Ids to small numbers, in the order they come.

use std::collections::HashMap;

use super::RebuildError;
use crate::catalogue::Key;

/// Numbers ids from 0. An id is known by its text; most ids are whole numbers, and these are kept
/// as such.
#[derive(Debug)]
pub(super) struct Interner {
    what: &'static str,
    integers: HashMap<i64, u32>,
    texts: HashMap<Box<str>, u32>,
}

impl Interner {
    /// `what` is being numbered, for the message when there are too many.
    pub(super) fn of(what: &'static str) -> Self {
        Self {
            what,
            integers: HashMap::new(),
            texts: HashMap::new(),
        }
    }

    /// How many different ids have come.
    pub(super) fn len(&self) -> usize {
        self.integers.len() + self.texts.len()
    }

    /// The number of an id; the next free one if it is new.
    pub(super) fn number(&mut self, key: Key<'_>) -> Result<u32, RebuildError> {
        if let Some(number) = self.find(key) {
            return Ok(number);
        }
        // The largest number stands for "none" in the graph.
        let number = u32::try_from(self.len())
            .ok()
            .filter(|&number| number < u32::MAX - 1);
        let number = number.ok_or(RebuildError::TooMany {
            what: self.what,
            limit: u32::MAX - 1,
        })?;
        match key {
            Key::Integer(integer) => self.integers.insert(integer, number),
            Key::Text(text) => self.texts.insert(text.into(), number),
        };
        Ok(number)
    }

    fn find(&self, key: Key<'_>) -> Option<u32> {
        match key {
            Key::Integer(integer) => self.integers.get(&integer),
            Key::Text(text) => self.texts.get(text),
        }
        .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbered_in_the_order_they_come_and_once() {
        let mut ids = Interner::of("items");
        let numbers: Vec<u32> = [Key::from("b"), Key::from(7), Key::from("a"), Key::from("7")]
            .into_iter()
            .map(|key| ids.number(key).unwrap())
            .collect();
        assert_eq!(numbers, [0, 1, 2, 1]);
        assert_eq!(ids.len(), 3);
    }
}
