//! Words at one typo from a typed one: a letter wrong, missing, too many, or two swapped.
//!
//! One typo leaves at least one half of a word untouched, unless it swaps the two letters in the
//! middle. So the words that begin like it, those that end like it, and that one swap are all that
//! need comparing, found by length and first letters in two sorted tables. An unfinished word has
//! no ending yet: there, a word qualifies if it begins like it but for one typo after the second letter.

use rusqlite::{Connection, params};

use super::schema::LONGEST_IN_VOCABULARY;

/// Fewer letters say too little to guess.
const MIN_LETTERS: usize = 3;

/// Fewer letters of an unfinished word say too little to guess.
const MIN_UNFINISHED_LETTERS: usize = 4;

/// Letters an unfinished word must share with the mended one.
const SURE_LETTERS: usize = 2;

/// A word of the vocabulary and the number of items that hold it.
type Candidate = (String, i64);

/// Words of the vocabulary at one typo from `word`, those of most items first, at most `limit`.
pub(super) fn mended(
    index: &Connection,
    word: &str,
    limit: usize,
) -> rusqlite::Result<Vec<String>> {
    let typed: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    if typed.len() >= MIN_LETTERS {
        let (start, rest) = typed.split_at(typed.len() / 2);
        let ending: String = rest.iter().rev().collect();
        let start: String = start.iter().collect();
        for letters in typed.len() - 1..=typed.len() + 1 {
            found.extend(beginning_with(index, "vocabulary", letters, &start)?);
            for (reversed, items) in beginning_with(index, "endings", letters, &ending)? {
                found.push((reversed.chars().rev().collect(), items));
            }
        }
        found.extend(middle_swapped(index, &typed)?);
        found.retain(|(candidate, _)| one_typo(&typed, candidate, |left, right| left == right));
    }
    Ok(most_items_first(found, limit))
}

/// Words of the vocabulary that begin with `word` but for one typo, in the order of [`mended`].
pub(super) fn mended_unfinished(
    index: &Connection,
    word: &str,
    limit: usize,
) -> rusqlite::Result<Vec<String>> {
    let typed: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    if typed.len() >= MIN_UNFINISHED_LETTERS {
        let start: String = typed.iter().take(SURE_LETTERS).collect();
        for letters in typed.len() - 1..=LONGEST_IN_VOCABULARY {
            found.extend(beginning_with(index, "vocabulary", letters, &start)?);
        }
        found.retain(|(candidate, _)| one_typo(&typed, candidate, <[char]>::starts_with));
    }
    let mut words = most_items_first(found, limit);
    words.extend(mended(index, word, limit)?);
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if kept.len() < limit && !kept.contains(&word) {
            kept.push(word);
        }
    }
    Ok(kept)
}

fn beginning_with(
    index: &Connection,
    table: &'static str,
    letters: usize,
    start: &str,
) -> rusqlite::Result<Vec<Candidate>> {
    let mut select = index.prepare_cached(&format!(
        "SELECT word, items FROM {table} WHERE letters = ?1 AND word >= ?2 AND word < ?3"
    ))?;
    let end = format!("{start}{}", char::MAX);
    select
        .query_map(params![letters as i64, start, end], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect()
}

/// The one typo that touches both halves.
fn middle_swapped(index: &Connection, typed: &[char]) -> rusqlite::Result<Vec<Candidate>> {
    let mut swapped = typed.to_vec();
    swapped.swap(typed.len() / 2 - 1, typed.len() / 2);
    let word: String = swapped.into_iter().collect();
    let mut found = beginning_with(index, "vocabulary", typed.len(), &word)?;
    found.retain(|(candidate, _)| *candidate == word);
    Ok(found)
}

fn most_items_first(mut found: Vec<Candidate>, limit: usize) -> Vec<String> {
    found.sort_unstable_by(|(a, a_items), (b, b_items)| b_items.cmp(a_items).then(a.cmp(b)));
    found.dedup();
    found.truncate(limit);
    found.into_iter().map(|(word, _)| word).collect()
}

/// Whether `word` differs from `typed` by exactly one typo; `fits` compares what follows the typo,
/// the word's rest first.
fn one_typo(typed: &[char], word: &str, fits: impl Fn(&[char], &[char]) -> bool) -> bool {
    let mut letters = ['\0'; LONGEST_IN_VOCABULARY];
    let mut count = 0;
    for (place, letter) in letters.iter_mut().zip(word.chars()) {
        *place = letter;
        count += 1;
    }
    let word = &letters[..count];
    let equal = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (&typed[equal..], &word[equal..]);
    if fits(word, typed) {
        return false;
    }
    match (typed, word) {
        ([], _) => word.len() == 1,
        ([_], []) => true,
        (_, []) => false,
        ([_, typed_rest @ ..], [_, word_rest @ ..]) => {
            fits(word_rest, typed_rest)
                || fits(word_rest, typed)
                || fits(word, typed_rest)
                || swap_fits(typed, word, &fits)
        }
    }
}

fn swap_fits(typed: &[char], word: &[char], fits: impl Fn(&[char], &[char]) -> bool) -> bool {
    match (typed, word) {
        ([a, b, typed_rest @ ..], [c, d, word_rest @ ..]) => {
            a == d && b == c && fits(word_rest, typed_rest)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strsim::osa_distance;

    use super::*;
    use crate::search::schema::TABLES;

    fn vocabulary(words: &[&str]) -> Connection {
        let index = Connection::open_in_memory().unwrap();
        index.execute_batch(TABLES).unwrap();
        for (place, word) in words.iter().enumerate() {
            let letters = word.chars().count() as i64;
            let reversed: String = word.chars().rev().collect();
            let items = (words.len() - place) as i64;
            for (table, word) in [("vocabulary", *word), ("endings", &reversed)] {
                let insert = format!("INSERT OR IGNORE INTO {table} VALUES (?1, ?2, ?3)");
                index
                    .execute(&insert, params![letters, word, items])
                    .unwrap();
            }
        }
        index
    }

    #[test]
    fn every_kind_of_typo_is_mended() {
        let index = vocabulary(&["asteroid", "guide"]);
        for typo in [
            "astroid",
            "asterooid",
            "asteriod",
            "asteroix",
            "xsteroid",
            "satereoid",
            "steroid",
            "astreoid",
        ] {
            let expected: &[&str] = if typo == "satereoid" {
                &[]
            } else {
                &["asteroid"]
            };
            assert_eq!(mended(&index, typo, 8).unwrap(), expected, "{typo}");
        }
    }

    #[test]
    fn two_letters_are_not_guessed_at_and_the_word_itself_is_no_guess() {
        let index = vocabulary(&["of", "off", "if", "guide"]);
        assert!(mended(&index, "og", 8).unwrap().is_empty());
        assert_eq!(mended(&index, "off", 8).unwrap(), ["of"]);
        assert!(mended(&index, "guide", 8).unwrap().is_empty());
    }

    #[test]
    fn words_of_more_items_come_first_up_to_the_limit() {
        let index = vocabulary(&["sound", "found", "bound", "round"]);
        assert_eq!(
            mended(&index, "xound", 3).unwrap(),
            ["sound", "found", "bound"]
        );
    }

    #[test]
    fn an_unfinished_word_is_mended_behind_its_second_letter() {
        let index = vocabulary(&["hitchhiker", "hibiscus", "asteroid"]);
        assert_eq!(
            mended_unfinished(&index, "hicth", 8).unwrap(),
            ["hitchhiker"]
        );
        assert_eq!(
            mended_unfinished(&index, "hichh", 8).unwrap(),
            ["hitchhiker"]
        );
        assert_eq!(
            mended_unfinished(&index, "astroi", 8).unwrap(),
            ["asteroid"]
        );
        assert!(mended_unfinished(&index, "xster", 8).unwrap().is_empty());
        assert_eq!(
            mended_unfinished(&index, "xsteroid", 8).unwrap(),
            ["asteroid"]
        );
    }

    proptest! {
        #[test]
        fn mended_words_are_those_at_distance_one(
            words in prop::collection::btree_set("[abcé]{2,7}", 1..40),
            typed in "[abcé]{3,7}",
        ) {
            let index = vocabulary(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let mut found = mended(&index, &typed, usize::MAX).unwrap();
            found.sort();
            let expected: Vec<String> =
                words.into_iter().filter(|word| osa_distance(word, &typed) == 1).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn mended_beginnings_are_those_with_a_beginning_at_distance_one(
            words in prop::collection::btree_set("[abc]{2,9}", 1..40),
            typed in "[abc]{4,7}",
        ) {
            let index = vocabulary(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let mut found = mended_unfinished(&index, &typed, usize::MAX).unwrap();
            found.sort();
            let begins = |word: &str| {
                (typed.len() - 1..=typed.len() + 1)
                    .filter_map(|end| word.get(..end))
                    .any(|start| osa_distance(start, &typed) == 1)
            };
            let expected: Vec<String> = words
                .into_iter()
                .filter(|word| {
                    let sure = word[..2] == typed[..2] && !word.starts_with(&typed) && begins(word);
                    sure || osa_distance(word, &typed) == 1
                })
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
