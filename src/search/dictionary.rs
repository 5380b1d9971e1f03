//! Words to small numbers and back. Knows nothing of what words are of.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Words, each once, numbered from 0 in the order they came: their letters, and 10 to 15 bytes each.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<usize>,
    /// Numbers, found by the hash of their word.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Dictionary {
    /// The number of a word; the next free one if it is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let (letters, ends, hasher) = (&self.letters, &self.ends, &self.hasher);
        let hash = hasher.hash_one(word);
        let same = |&number: &u32| at(letters, ends, number) == word;
        if let Some(&number) = self.numbers.find(hash, same) {
            return number;
        }
        let number = ends.len() as u32;
        let rehash = |&number: &u32| hasher.hash_one(at(letters, ends, number));
        self.numbers.insert_unique(hash, number, rehash);
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
        number
    }

    /// The word of a number, which [`Self::number`] gave.
    pub(super) fn word(&self, number: u32) -> &str {
        at(&self.letters, &self.ends, number)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All of them, by number.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.word(number))
    }
}

fn at<'t>(letters: &'t str, ends: &[usize], number: u32) -> &'t str {
    let place = number as usize;
    let start = place.checked_sub(1).map_or(0, |before| ends[before]);
    &letters[start..ends[place]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_number() {
        let mut dictionary = Dictionary::default();
        let numbers = ["star", "dust", "", "star", "東京"].map(|word| dictionary.number(word));
        assert_eq!(numbers, [0, 1, 2, 0, 3]);
        let words: Vec<&str> = dictionary.words().collect();
        assert_eq!(words, ["star", "dust", "", "東京"]);
    }
}
