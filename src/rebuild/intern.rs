//! Ids to small numbers, in the order they come, and back.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};

use fixedbitset::FixedBitSet;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::RebuildError;
use crate::catalogue::Key;

/// Numbers ids from 0. An id is known by its text; most ids are whole numbers, and these are kept
/// as such.
///
/// An id takes 8 bytes, a text its bytes and 4 more; and 5 to 10 bytes to be found by. As long as
/// ids are whole numbers that only rise, as orders in a table mostly do, nothing has to be found:
/// an id that is not the latest one is new.
#[derive(Debug)]
pub(super) struct Interner {
    what: &'static str,
    keys: Keys,
    /// Numbers, found by the hash of their key; empty as long as keys only rise.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The largest key, as long as they only rise.
    rising: Option<i64>,
}

/// The largest number stands for "none" in the graph.
const MAX_COUNT: u32 = u32::MAX - 1;

/// No number.
const NOBODY: u32 = u32::MAX;

/// How many times as many places as ids there may be where an id is its own place.
const DENSE_SPREAD: usize = 3;

impl Interner {
    /// `what` is being numbered, for the message when there are too many.
    pub(super) fn of(what: &'static str) -> Self {
        Self {
            what,
            keys: Keys::default(),
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            rising: Some(i64::MIN),
        }
    }

    /// How many different ids have come.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of an id; the next free one if it is new.
    #[inline]
    pub(super) fn number(&mut self, key: Key<'_>) -> Result<u32, RebuildError> {
        // Lines of an order mostly stand together.
        if let Some(latest) = self.keys.latest()
            && self.keys.get(latest) == key
        {
            return Ok(latest);
        }
        if let (Some(largest), Key::Integer(integer)) = (self.rising, key)
            && (largest < integer || self.keys.len() == 0)
        {
            self.rising = Some(integer);
            return self.push(key);
        }
        self.find_by_hash();
        let hash = hash_of(&self.hasher, key);
        let same = |&number: &u32| self.keys.get(number) == key;
        if let Some(&number) = self.numbers.find(hash, same) {
            return Ok(number);
        }
        let number = self.push(key)?;
        let (keys, hasher) = (&self.keys, &self.hasher);
        let rehash = |&number: &u32| hash_of(hasher, keys.get(number));
        self.numbers.insert_unique(hash, number, rehash);
        Ok(number)
    }

    /// The number of each id of another interner, by its number there.
    pub(super) fn number_all(&mut self, others: &Self) -> Result<Vec<u32>, RebuildError> {
        others.keys().map(|key| self.number(key)).collect()
    }

    /// All ids by their number, and a way to find these that many threads can share.
    pub(super) fn into_known(mut self) -> Known {
        let dense = self.dense();
        self.numbers.clear();
        let (keys, hasher) = (&self.keys, &self.hasher);
        let rehash = |&number: &u32| hash_of(hasher, keys.get(number));
        let is_dense = |number: &u32| dense_place(keys.get(*number), dense.len()).is_some();
        for number in (0..keys.len() as u32).filter(|number| !is_dense(number)) {
            self.numbers.insert_unique(rehash(&number), number, rehash);
        }
        self.numbers.shrink_to_fit(rehash);
        self.rising = None;
        let is_fraction = |key| matches!(key, Key::Text(text) if whole_of(text).is_some());
        let has_fractions = self.keys().any(is_fraction);
        Known {
            ids: self,
            dense,
            has_fractions,
            met_otherwise: AtomicU64::new(0),
        }
    }

    /// The numbers of small whole ids by id, if so many of the ids are such that it takes no more
    /// memory than finding them by hash: it is one look into memory and not three.
    fn dense(&self) -> Vec<u32> {
        let limit = self.keys.len().saturating_mul(DENSE_SPREAD);
        let places = || {
            (0..)
                .zip(self.keys())
                .filter_map(|(number, key): (u32, _)| Some((number, dense_place(key, limit)?)))
        };
        let length = places().map(|(_, place)| place + 1).max().unwrap_or(0);
        if places().count().saturating_mul(DENSE_SPREAD) < length {
            return Vec::new();
        }
        let mut dense = vec![NOBODY; length];
        for (number, place) in places() {
            dense[place] = number;
        }
        dense
    }

    /// All ids in the order of their numbers.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        (0..self.keys.len() as u32).map(|number| self.keys.get(number))
    }

    fn push(&mut self, key: Key<'_>) -> Result<u32, RebuildError> {
        let number = u32::try_from(self.keys.len())
            .ok()
            .filter(|&number| number < MAX_COUNT);
        let number = number.ok_or_else(|| self.too_many())?;
        self.keys.push(key);
        Ok(number)
    }

    fn too_many(&self) -> RebuildError {
        RebuildError::TooMany {
            what: self.what,
            limit: MAX_COUNT,
        }
    }

    fn find_by_hash(&mut self) {
        if self.rising.take().is_none() {
            return;
        }
        let (keys, hasher) = (&self.keys, &self.hasher);
        let rehash = |&number: &u32| hash_of(hasher, keys.get(number));
        self.numbers.reserve(keys.len(), rehash);
        for number in 0..keys.len() as u32 {
            self.numbers.insert_unique(rehash(&number), number, rehash);
        }
    }
}

/// The whole number of `1001.0`.
fn whole_of(text: &str) -> Option<i64> {
    match Key::from(text.strip_suffix(".0")?) {
        Key::Integer(number) => Some(number),
        Key::Text(_) => None,
    }
}

fn hash_of(hasher: &DefaultHashBuilder, key: Key<'_>) -> u64 {
    match key {
        Key::Integer(integer) => hasher.hash_one(integer),
        Key::Text(text) => hasher.hash_one(text),
    }
}

/// Where an id is found without a hash, among as many places.
#[inline]
fn dense_place(key: Key<'_>, places: usize) -> Option<usize> {
    match key {
        Key::Integer(integer) => usize::try_from(integer)
            .ok()
            .filter(|&place| place < places),
        Key::Text(_) => None,
    }
}

/// Ids that have their numbers, and others that come on top.
#[derive(Debug)]
pub(super) struct Known {
    /// Finds by hash only the ids that have no place in `dense`.
    ids: Interner,
    /// The number of a whole id that is smaller than its length, or [`NOBODY`].
    dense: Vec<u32>,
    /// Some ids are whole numbers written as fractions: `1001.0`.
    has_fractions: bool,
    /// How often an id met one that is the same number, written as a fraction or not.
    met_otherwise: AtomicU64,
}

impl Known {
    pub(super) fn len(&self) -> u32 {
        // The interner never numbers past 32 bits.
        self.ids.len() as u32
    }

    /// All ids in the order of their numbers.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.ids.keys()
    }

    /// The number of an id; one that is not known gets one after all that are.
    #[inline]
    pub(super) fn number(
        &self,
        key: Key<'_>,
        strangers: &mut Interner,
    ) -> Result<u32, RebuildError> {
        if let Some(number) = self.find(key).or_else(|| self.find_otherwise(key)) {
            return Ok(number);
        }
        let number = self.len().checked_add(strangers.number(key)?);
        number.ok_or_else(|| self.ids.too_many())
    }

    /// The number of an id that is written just so.
    #[inline]
    pub(super) fn find(&self, key: Key<'_>) -> Option<u32> {
        if let Some(place) = dense_place(key, self.dense.len()) {
            return Some(self.dense[place]).filter(|&number| number != NOBODY);
        }
        let hash = hash_of(&self.ids.hasher, key);
        let same = |&number: &u32| self.ids.keys.get(number) == key;
        self.ids.numbers.find(hash, same).copied()
    }

    /// The number of an id that programs write in two ways, `1001` and `1001.0`, by the other one:
    /// whoever knows only one of them means that one.
    #[cold]
    fn find_otherwise(&self, key: Key<'_>) -> Option<u32> {
        let found = match key {
            Key::Text(text) => self.find(Key::Integer(whole_of(text)?)),
            Key::Integer(number) if self.has_fractions => {
                self.find(Key::Text(&format!("{number}.0")))
            }
            Key::Integer(_) => None,
        }?;
        self.met_otherwise.fetch_add(1, Ordering::Relaxed);
        Some(found)
    }

    /// How many ids so far met one that is written as a fraction where they are not, or the other
    /// way round.
    pub(super) fn met_otherwise(&self) -> u64 {
        self.met_otherwise.load(Ordering::Relaxed)
    }

    /// Whether there are numbers for these too.
    pub(super) fn check(&self, strangers: &Interner) -> Result<(), RebuildError> {
        if self.ids.len() + strangers.len() > MAX_COUNT as usize {
            return Err(self.ids.too_many());
        }
        Ok(())
    }
}

/// Keys by number.
#[derive(Debug, Default)]
struct Keys {
    /// A whole number, or where a text begins in `texts`.
    slots: Vec<i64>,
    /// Texts one after another, each with its length before it.
    texts: Vec<u8>,
    /// Numbers of texts; no longer than up to the last of them.
    is_text: FixedBitSet,
}

impl Keys {
    fn len(&self) -> usize {
        self.slots.len()
    }

    fn latest(&self) -> Option<u32> {
        self.slots.len().checked_sub(1).map(|latest| latest as u32)
    }

    fn push(&mut self, key: Key<'_>) {
        match key {
            Key::Integer(integer) => self.slots.push(integer),
            Key::Text(text) => {
                self.is_text.grow_and_insert(self.slots.len());
                self.slots.push(self.texts.len() as i64);
                self.texts.extend((text.len() as u32).to_le_bytes());
                self.texts.extend(text.as_bytes());
            }
        }
    }

    #[inline]
    fn get(&self, number: u32) -> Key<'_> {
        let slot = self.slots[number as usize];
        if self.is_text.contains(number as usize) {
            Key::Text(self.text(slot as usize))
        } else {
            Key::Integer(slot)
        }
    }

    fn text(&self, start: usize) -> &str {
        let text = || {
            let (length, rest) = self.texts.get(start..)?.split_first_chunk::<4>()?;
            let text = rest.get(..u32::from_le_bytes(*length) as usize)?;
            std::str::from_utf8(text).ok()
        };
        // What was put in above comes out.
        text().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

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

    #[test]
    fn unknown_ids_are_numbered_after_the_known_ones() {
        let mut ids = Interner::of("items");
        for id in [1, 2, 9] {
            ids.number(Key::from(id)).unwrap();
        }
        let known = ids.into_known();
        assert_eq!(known.dense.len(), 3, "1 and 2 have places, 9 is too large");
        let mut strangers = Interner::of("items");
        let numbers =
            [9, 8, 1, 6, 8, 0].map(|id| known.number(Key::from(id), &mut strangers).unwrap());
        assert_eq!(numbers, [2, 3, 0, 4, 3, 5]);
    }

    #[test]
    fn few_small_ids_among_others_have_no_places() {
        let mut ids = Interner::of("items");
        for id in ["20", "a", "b", "c", "d", "e", "f", "-1"] {
            ids.number(Key::from(id)).unwrap();
        }
        let known = ids.into_known();
        assert!(known.dense.is_empty());
        let mut strangers = Interner::of("items");
        let numbers = ["-1", "20", "f", "0"];
        let numbers = numbers.map(|id| known.number(Key::from(id), &mut strangers).unwrap());
        assert_eq!(numbers, [7, 0, 6, 8]);
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_a_list_searched_from_its_start(
            ids in proptest::collection::vec("-?[0-9]{1,2}|[a-c]{1,2}", 0..200),
            rising in 0_i64..200,
        ) {
            let mut interner = Interner::of("items");
            let mut list: Vec<String> = Vec::new();
            let rising = (0..rising).map(|id| (id / 2).to_string());
            for id in rising.chain(ids) {
                let place = list.iter().position(|known| *known == id).unwrap_or_else(|| {
                    list.push(id.clone());
                    list.len() - 1
                });
                prop_assert_eq!(interner.number(Key::from(id.as_str())).unwrap(), place as u32);
            }
            let keys: Vec<String> = interner.keys().map(|key| key.to_string()).collect();
            prop_assert_eq!(&keys, &list);
            let mut again = Interner::of("items");
            let numbers: Vec<u32> = (0..list.len() as u32).collect();
            prop_assert_eq!(&again.number_all(&interner).unwrap(), &numbers);
            let (known, mut none) = (interner.into_known(), Interner::of("items"));
            for (id, number) in list.iter().zip(numbers) {
                prop_assert_eq!(known.number(Key::from(id.as_str()), &mut none).unwrap(), number);
            }
            prop_assert_eq!(none.len(), 0);
        }
    }

    #[test]
    fn whole_numbers_meet_themselves_written_as_fractions() {
        let mut ids = Interner::of("items");
        for id in ["1001", "1002.0", "1003", "1003.0"] {
            ids.number(Key::from(id)).unwrap();
        }
        let known = ids.into_known();
        let mut strangers = Interner::of("items");
        let mut number = |id| known.number(Key::from(id), &mut strangers).unwrap();
        assert_eq!((number("1001.0"), number("1002")), (0, 1));
        // Where both are known each is itself, and what is no whole number stays what it is.
        assert_eq!((number("1003"), number("1003.0")), (2, 3));
        assert_eq!(
            (number("1001.50"), number("v1.0"), number("2000")),
            (4, 5, 6)
        );
        assert_eq!(known.met_otherwise(), 2);
    }
}
