//! A search that finds nothing, mended: a space that was left out, or a typo.

use rusqlite::{Connection, OptionalExtension, params};

use super::lookup::Lookup;
use super::tokens::{self, SearchWord};
use super::typo;

/// Guesses at a misspelt word that are tried.
const GUESSES_A_WORD: usize = 8;

/// Guesses at a misspelt search that are tried.
const GUESSES_A_SEARCH: usize = 32;

/// Fewest letters on each side of a space that was left out.
const MIN_PART: usize = 2;

/// Words are parted in the two ways that most items speak for.
const WAYS_OF_PARTING: usize = 2;

/// A search with one fault mended in some words, the first guess that finds something.
pub(super) fn mend(
    lookup: &Lookup<'_>,
    words: &[SearchWord],
) -> rusqlite::Result<Option<Vec<SearchWord>>> {
    let mut unknown = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if !lookup.anywhere(std::slice::from_ref(word))? {
            unknown.push(place);
        }
    }
    if !unknown.is_empty() {
        return first_hit(lookup, words, &unknown);
    }
    for place in 0..words.len() {
        if let Some(mended) = first_hit(lookup, words, &[place])? {
            return Ok(Some(mended));
        }
    }
    Ok(None)
}

/// Tries guesses for the words at `places` in all combinations, likeliest first.
fn first_hit(
    lookup: &Lookup<'_>,
    words: &[SearchWord],
    places: &[usize],
) -> rusqlite::Result<Option<Vec<SearchWord>>> {
    let mut tries = vec![words.to_vec()];
    for &place in places {
        let guesses = guesses(lookup.index, &words[place])?;
        tries = tries
            .iter()
            .flat_map(|attempt| guesses.iter().map(move |guess| (attempt, guess)))
            .take(GUESSES_A_SEARCH)
            .map(|(attempt, guess)| {
                let mut attempt = attempt.clone();
                attempt[place].text.clone_from(guess);
                attempt[place].also.clear();
                attempt
            })
            .collect();
    }
    for attempt in tries {
        if lookup.here(&attempt)? {
            return Ok(Some(attempt));
        }
    }
    Ok(None)
}

fn guesses(index: &Connection, word: &SearchWord) -> rusqlite::Result<Vec<String>> {
    if !tokens::is_mendable(&word.text) {
        return Ok(Vec::new());
    }
    let mut guesses = parted(index, &word.text)?;
    guesses.extend(if word.unfinished {
        typo::mended_unfinished(index, &word.text, GUESSES_A_WORD)?
    } else {
        typo::mended(index, &word.text, GUESSES_A_WORD)?
    });
    Ok(guesses)
}

/// A word as two words of the vocabulary with a space between them, in the ways that most items
/// speak for.
fn parted(index: &Connection, word: &str) -> rusqlite::Result<Vec<String>> {
    let mut items =
        index.prepare_cached("SELECT items FROM vocabulary WHERE letters = ?1 AND word = ?2")?;
    let mut held = |part: &str| -> rusqlite::Result<Option<i64>> {
        let letters = part.chars().count();
        if letters < MIN_PART {
            return Ok(None);
        }
        items
            .query_row(params![letters as i64, part], |row| row.get(0))
            .optional()
    };
    let mut ways: Vec<(i64, String)> = Vec::new();
    for (place, _) in word.char_indices().skip(MIN_PART) {
        let (left, right) = word.split_at(place);
        let Some(left_items) = held(left)? else {
            continue;
        };
        if let Some(right_items) = held(right)? {
            ways.push((left_items.min(right_items), format!("{left} {right}")));
        }
    }
    ways.sort_unstable_by(|(a, a_text), (b, b_text)| b.cmp(a).then(a_text.cmp(b_text)));
    ways.truncate(WAYS_OF_PARTING);
    Ok(ways.into_iter().map(|(_, text)| text).collect())
}

/// The typed text with the mended words in the place of the misspelt ones.
pub(super) fn respelt(text: &str, typed: &[SearchWord], mended: &[SearchWord]) -> String {
    let mut respelt = text.to_owned();
    for (typed, mended) in typed.iter().zip(mended).rev() {
        if typed.text != mended.text {
            respelt.replace_range(typed.at.clone(), &mended.text);
        }
    }
    respelt.trim().to_owned()
}
