//! Which items hold which word: the index turned round, in memory, made on all cores.
//!
//! Some thousand items at a time are read by a thread of its own, with numbers of its own for their
//! words; these parts are put together in the order of the items. So what is gathered is the same
//! on any number of threads, but for the numbers of words, which nobody sees: words are
//! handed out in the order of their letters. Knows nothing of tables or files.

use std::ops::{ControlFlow, Range};

use rayon::prelude::*;

use super::dictionary::Dictionary;
use super::entry::{Categories, Entry};
use super::error::SearchError;
use super::keys;
use super::pieces::Text;

/// Items that one thread reads at a time.
const ITEMS_A_PART: usize = 2_048;
/// Parts that are read before they are put together.
const PARTS_A_ROUND: usize = 16;

/// Told how many items are read; says whether to go on.
pub(super) type Progress<'p> = &'p mut dyn FnMut(u64) -> ControlFlow<()>;

/// The words of a catalogue.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) categories: Categories<'a>,
    /// Keys of titles with the rank of an item that has it, in order.
    pub(super) titles: Vec<(i64, u32)>,
    /// Items.
    pub(super) items: u32,
    /// Words of all items together, each as often as it stands there.
    pub(super) total: u64,
    words: Dictionary,
    /// Words by their letters, as their numbers.
    order: Vec<u32>,
    /// Where the ranks of each word begin, by its number; and where the last ones end.
    starts: Vec<usize>,
    /// The ranks of the items that hold each word, rising.
    ranks: Vec<u32>,
}

impl<'a> Words<'a> {
    /// Gathers the words of all entries, which come in the order of their ranks. Takes 8 bytes for
    /// each different word of each item, of which 4 are kept.
    pub(super) fn of(
        entries: impl Iterator<Item = Entry<'a>>,
        progress: Progress<'_>,
    ) -> Result<Self, SearchError> {
        let mut items = Items::default();
        let mut entries = ranked(entries).peekable();
        while entries.peek().is_some() {
            let round = entries.by_ref().take(ITEMS_A_PART * PARTS_A_ROUND);
            let round: Vec<(Entry<'_>, Vec<i64>)> = round
                .map(|entry| entry.map(|entry| (entry, items.categories.markers(&entry))))
                .collect::<Result<_, _>>()?;
            let parts: Vec<Part> = round.par_chunks(ITEMS_A_PART).map(Part::of).collect();
            for part in parts {
                items.add(part);
                if progress(items.ends.len() as u64).is_break() {
                    return Err(SearchError::Stopped);
                }
            }
        }
        Ok(items.turned())
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The word at a place in the order of their letters.
    pub(super) fn word(&self, place: usize) -> &str {
        self.words.word(self.order[place])
    }

    /// The ranks of the items that hold the word at a place, rising.
    pub(super) fn ranks(&self, place: usize) -> &[u32] {
        let number = self.order[place] as usize;
        &self.ranks[self.starts[number]..self.starts[number + 1]]
    }

    /// How many items hold the word at a place.
    pub(super) fn count(&self, place: usize) -> usize {
        self.ranks(place).len()
    }

    /// The same of several words, added up.
    pub(super) fn count_of(&self, places: Range<usize>) -> usize {
        places.map(|place| self.count(place)).sum()
    }
}

/// The same entries, or the first that is not the next one by rank.
fn ranked<'a>(
    entries: impl Iterator<Item = Entry<'a>>,
) -> impl Iterator<Item = Result<Entry<'a>, SearchError>> {
    (0..).zip(entries).map(|(expected, entry)| {
        if entry.rank == expected {
            return Ok(entry);
        }
        Err(SearchError::RankOrder {
            id: entry.id.to_owned(),
            rank: entry.rank,
            expected,
        })
    })
}

/// Some items, as one thread read them.
struct Part {
    words: Dictionary,
    /// The words of each item, each once.
    held: Vec<u32>,
    /// Where the words of each item end.
    ends: Vec<usize>,
    titles: Vec<(i64, u32)>,
    total: u64,
}

impl Part {
    fn of(entries: &[(Entry<'_>, Vec<i64>)]) -> Self {
        let mut part = Self {
            words: Dictionary::default(),
            held: Vec::new(),
            ends: Vec::with_capacity(entries.len()),
            titles: Vec::new(),
            total: 0,
        };
        let mut words = Vec::new();
        for (entry, markers) in entries {
            let title = Text::of(entry.title);
            entry.words(&title, markers, |word| {
                if !word.is_empty() {
                    words.push(part.words.number(word));
                }
            });
            part.total += words.len() as u64;
            words.sort_unstable();
            words.dedup();
            part.held.append(&mut words);
            part.ends.push(part.held.len());
            if entry.title != entry.id {
                let keys = keys::of_title(&title);
                part.titles.extend(keys.map(|key| (key, entry.rank)));
            }
        }
        part
    }
}

/// The words of all items read so far, by item.
#[derive(Default)]
struct Items<'a> {
    categories: Categories<'a>,
    words: Dictionary,
    /// How many items hold each word.
    counts: Vec<usize>,
    held: Vec<u32>,
    ends: Vec<usize>,
    titles: Vec<(i64, u32)>,
    total: u64,
}

impl<'a> Items<'a> {
    fn add(&mut self, part: Part) {
        let numbers: Vec<u32> = part
            .words
            .words()
            .map(|word| self.words.number(word))
            .collect();
        self.counts.resize(self.words.len(), 0);
        let before = self.held.len();
        self.held.extend(part.held.iter().map(|&word| {
            let number = numbers[word as usize];
            self.counts[number as usize] += 1;
            number
        }));
        self.ends.extend(part.ends.iter().map(|end| before + end));
        self.titles.extend(part.titles);
        self.total += part.total;
    }

    /// By word: a counting sort.
    fn turned(self) -> Words<'a> {
        let mut starts = Vec::with_capacity(self.counts.len() + 1);
        let mut sum = 0;
        starts.push(0);
        starts.extend(self.counts.iter().map(|count| {
            sum += count;
            sum
        }));
        let mut next = starts.clone();
        let mut ranks = vec![0; self.held.len()];
        let mut start = 0;
        for (rank, &end) in (0..).zip(&self.ends) {
            for &word in &self.held[start..end] {
                let place = &mut next[word as usize];
                ranks[*place] = rank;
                *place += 1;
            }
            start = end;
        }
        let words = self.words;
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.par_sort_unstable_by(|&a, &b| words.word(a).cmp(words.word(b)));
        let mut titles = self.titles;
        titles.par_sort_unstable();
        titles.dedup();
        Words {
            categories: self.categories,
            titles,
            items: self.ends.len() as u32,
            total: self.total,
            words,
            order,
            starts,
            ranks,
        }
    }
}
