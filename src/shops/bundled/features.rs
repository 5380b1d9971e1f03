//! What works may share: tags, creators, titles.
//!
//! Each is an index in both directions, so that comparing one work with all others touches only
//! those that share something with it. Knows nothing of likeness or of shoppers.

use std::collections::{HashMap, HashSet};

use crate::shops::bundled::works::{Work, slug};

/// Names that do not tell who made a work.
const NOBODY: [&str; 4] = ["traditional", "various-artists", "anonymous", "unknown"];
/// A title of one word has to be this long to be looked for inside longer titles.
const TELLING_WORD: usize = 7;

/// Works by a feature they share; places in both directions.
#[derive(Debug)]
pub(super) struct Index {
    /// Features of each work.
    pub(super) of: Vec<Vec<usize>>,
    /// Works with each feature, in rising order.
    pub(super) works: Vec<Vec<usize>>,
}

impl Index {
    /// Numbers the features in the order they are met.
    pub(super) fn new(features: impl Iterator<Item = Vec<String>>) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut index = Self {
            of: Vec::new(),
            works: Vec::new(),
        };
        for (work, names) in features.enumerate() {
            let mut own = Vec::with_capacity(names.len());
            for name in names {
                let next = numbers.len();
                let number = *numbers.entry(name).or_insert(next);
                if number == index.works.len() {
                    index.works.push(Vec::new());
                }
                if !own.contains(&number) {
                    own.push(number);
                    index.works[number].push(work);
                }
            }
            index.of.push(own);
        }
        index
    }

    /// What sharing a feature says, by how few works have it: log2(works / those), times 256.
    pub(super) fn rarity(&self, feature: usize) -> u32 {
        log2(self.of.len()).saturating_sub(log2(self.works[feature].len()))
    }
}

/// log2 times 256, straight between powers of two; 0 for 0.
pub(super) fn log2(number: usize) -> u32 {
    let Some(whole) = number.checked_ilog2() else {
        return 0;
    };
    let fraction = ((number << 8) >> whole) & 255;
    whole * 256 + fraction as u32
}

/// Tags, creators and titles of all works.
#[derive(Debug)]
pub(super) struct Features {
    pub(super) tags: Index,
    pub(super) creators: Index,
    pub(super) titles: Index,
}

impl Features {
    /// Reads them off the works.
    pub(super) fn new(works: &[Work]) -> Self {
        Self {
            tags: Index::new(works.iter().map(|work| work.tags.clone())),
            creators: Index::new(works.iter().map(creators)),
            titles: Index::new(titles(works).into_iter()),
        }
    }
}

fn creators(work: &Work) -> Vec<String> {
    work.creator
        .split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .map(slug)
        .filter(|name| !name.is_empty() && !NOBODY.contains(&name.as_str()))
        .collect()
}

/// The stem of each work's title, and the stems of others that occur inside it: the film `Bram
/// Stoker's Dracula` has the title of the book, `The War of the Worlds` is inside
/// `Jeff Wayne's Musical Version of The War of the Worlds`.
fn titles(works: &[Work]) -> Vec<Vec<String>> {
    let stems: Vec<String> = works.iter().map(|work| stem(&work.title)).collect();
    let known: HashSet<&str> = stems
        .iter()
        .map(String::as_str)
        .filter(|stem| stem.contains('-') || stem.len() >= TELLING_WORD)
        .collect();
    works
        .iter()
        .zip(&stems)
        .map(|(work, stem)| {
            let whole = slug(&work.title);
            let words: Vec<&str> = whole.split('-').collect();
            let mut found = vec![stem.clone()];
            for from in 0..words.len() {
                for to in from + 1..=words.len() {
                    let phrase = words[from..to].join("-");
                    if known.contains(phrase.as_str()) {
                        found.push(phrase);
                    }
                }
            }
            found
        })
        .collect()
}

/// A title up to its colon or bracket, without article and number: `The Godfather Part II` and
/// `The Godfather` share theirs.
fn stem(title: &str) -> String {
    let head = title.split([':', '(']).next().unwrap_or(title);
    let whole = slug(if head.trim().is_empty() { title } else { head });
    let mut words: Vec<&str> = whole.split('-').collect();
    while words.len() > 1 && matches!(words[0], "the" | "a" | "an") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| is_number(word)) {
        words.pop();
    }
    words.join("-")
}

fn is_number(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    digits
        || matches!(
            word,
            "part" | "vol" | "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_shares_its_stem() {
        assert_eq!(stem("The Godfather Part II"), "godfather");
        assert_eq!(stem("The Godfather"), "godfather");
        assert_eq!(stem("Doom (2016)"), "doom");
        assert_eq!(stem("Dune: Imperium"), "dune");
        assert_eq!(stem("2001: A Space Odyssey"), "2001");
        assert_eq!(stem("( )"), "");
    }

    #[test]
    fn log2_is_exact_at_powers_of_two_and_rises_between() {
        assert_eq!([log2(0), log2(1), log2(2), log2(1_024)], [0, 0, 256, 2_560]);
        assert!((1..5_000).all(|number| log2(number) <= log2(number + 1)));
    }

    #[test]
    fn an_index_leads_both_ways() {
        let names = |text: &str| text.split(' ').map(str::to_owned).collect();
        let index = Index::new(["sea war", "war", "sea sea"].map(names).into_iter());
        assert_eq!(index.of, [vec![0, 1], vec![1], vec![0]]);
        assert_eq!(index.works, [vec![0, 2], vec![0, 1]]);
    }
}
