//! Asks a search index. One [`Searcher`] serves any number of threads.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::connections::open_all;
use super::error::SearchError;
use super::schema::{EVERY_ITEM, INDEXED_BEGINNING, category_marker};
use super::tokens::{self, LastUnfinished, SearchWord};
use super::typo;
use super::verify::item_count;
use crate::lending::Pool;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<'a> {
    /// What was typed. Only its first 4,096 bytes and 16 words count.
    pub text: &'a str,
    /// How its last word is read.
    pub last_word: LastWord,
    /// Only items in the category with exactly this name, all its levels, or in one below it.
    pub category: Option<&'a str>,
    /// Only items less popular than the one of this rank: the last of the page before.
    pub after: Option<u32>,
    /// Most ranks to find.
    pub limit: usize,
}

/// How the last word of a search is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWord {
    /// It may be the beginning of a word.
    Prefix,
    /// It is a whole word like the others.
    Whole,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Popularity ranks, most popular first.
    pub ranks: Vec<u32>,
    /// The text these are hits of, where the one asked for has none but for a typo.
    pub corrected: Option<String>,
    /// Whether there are hits beyond the limit.
    pub more: bool,
}

/// Guesses at a misspelt word that are tried.
const GUESSES_A_WORD: usize = 8;

/// Guesses at a misspelt search that are tried.
const GUESSES_A_SEARCH: usize = 32;

/// Words an unfinished one is spelled out to.
const MAX_CONTINUATIONS: usize = 200;

/// An open search index.
#[derive(Debug)]
pub struct Searcher {
    path: PathBuf,
    pool: Pool<Connection>,
    items: u32,
}

impl Searcher {
    /// Opens the index at `path`, for reading only. The file must never change again; it may be
    /// renamed or removed.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] or [`SearchError::Format`].
    pub fn open(path: &Path) -> Result<Self, SearchError> {
        let pool = open_all(path)?;
        let items = item_count(&pool.lend()).map_err(|error| SearchError::damaged(path, error))?;
        Ok(Self {
            path: path.to_owned(),
            pool,
            items,
        })
    }

    /// Items in the index; every rank found is smaller.
    #[must_use]
    pub fn item_count(&self) -> u32 {
        self.items
    }

    /// Has every connection read the tables' definitions and prepare its question, which the first
    /// search on each would otherwise wait for. What is damaged is found by a search.
    pub fn warm(&self) {
        // Lent all at once, as the one handed back last is the next one lent.
        for index in &self.pool.lend_idle() {
            let ranks = Lookup::new(index, Some("")).and_then(|lookup| {
                let _ = lookup.continuations("warming")?;
                lookup.ranks(&quoted(EVERY_ITEM), None, 1)
            });
            drop(ranks);
        }
    }

    /// The most popular items that hold every word of the text, or, where there is none, of the
    /// text with a typo mended.
    ///
    /// A text without a letter or digit finds nothing. A typo is looked for where the text has no
    /// hit in any category: first in all words nothing holds, else in one word after the other.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] where the file turns out to be.
    pub fn find(&self, query: &Query<'_>) -> Result<Found, SearchError> {
        let found = self
            .find_or_mend(query)
            .map_err(|error| self.damaged(error))?;
        match found.ranks.iter().find(|rank| **rank >= self.items) {
            Some(rank) => {
                Err(self.damaged(format!("it holds rank {rank}, but {} items", self.items)))
            }
            None => Ok(found),
        }
    }

    fn damaged(&self, reason: impl ToString) -> SearchError {
        SearchError::damaged(&self.path, reason)
    }

    fn find_or_mend(&self, query: &Query<'_>) -> rusqlite::Result<Found> {
        let text = tokens::readable(query.text);
        let words = tokens::of_search(
            &text,
            match query.last_word {
                LastWord::Prefix => LastUnfinished::Yes,
                LastWord::Whole => LastUnfinished::No,
            },
        );
        let index = self.pool.lend();
        let lookup = Lookup::new(&index, query.category)?;
        if words.is_empty() {
            return Ok(Found::default());
        }
        let found = lookup.page(&words, query.after, query.limit)?;
        if !found.ranks.is_empty() || lookup.anywhere(&words)? {
            return Ok(found);
        }
        match mend(&lookup, &words)? {
            None => Ok(found),
            Some(mended) => Ok(Found {
                corrected: Some(respelt(&text, &words, &mended)),
                ..lookup.page(&mended, query.after, query.limit)?
            }),
        }
    }
}

/// One connection and the category asked for.
struct Lookup<'c> {
    index: &'c Connection,
    category: Category,
}

enum Category {
    Any,
    Only(i64),
    /// No item has it.
    Unknown,
}

impl<'c> Lookup<'c> {
    fn new(index: &'c Connection, category: Option<&str>) -> rusqlite::Result<Self> {
        let category = match category {
            None => Category::Any,
            Some(name) => index
                .prepare_cached("SELECT number FROM categories WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()?
                .map_or(Category::Unknown, Category::Only),
        };
        Ok(Self { index, category })
    }

    fn page(
        &self,
        words: &[SearchWord],
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Found> {
        let mut expression = self.expression(words)?;
        match self.category {
            Category::Any => {}
            Category::Only(number) => {
                expression.push_str(" AND ");
                expression.push_str(&quoted(&category_marker(number)));
            }
            Category::Unknown => return Ok(Found::default()),
        }
        let mut ranks = self.ranks(&expression, after, limit.saturating_add(1))?;
        let more = ranks.len() > limit;
        ranks.truncate(limit);
        Ok(Found {
            ranks,
            corrected: None,
            more,
        })
    }

    /// Whether any item at all holds these words.
    fn anywhere(&self, words: &[SearchWord]) -> rusqlite::Result<bool> {
        Ok(!self.ranks(&self.expression(words)?, None, 1)?.is_empty())
    }

    /// Whether an item of the category holds these words.
    fn here(&self, words: &[SearchWord]) -> rusqlite::Result<bool> {
        Ok(!self.page(words, None, 1)?.ranks.is_empty())
    }

    /// The words in FTS5's query language. By their making there is no quote in any.
    fn expression(&self, words: &[SearchWord]) -> rusqlite::Result<String> {
        let terms = words.iter().map(|word| self.term(word));
        Ok(terms.collect::<rusqlite::Result<Vec<_>>>()?.join(" AND "))
    }

    fn term(&self, word: &SearchWord) -> rusqlite::Result<String> {
        if !word.unfinished {
            return Ok(quoted(&word.text));
        }
        match self.continuations(&word.text)? {
            Some(words) => Ok(format!("({})", words.join(" OR "))),
            None => Ok(format!("{} *", quoted(&word.text))),
        }
    }

    /// The words that begin with `start`, quoted, if they are few and `start` is too long to be
    /// indexed itself: FTS5 then reads their hits one by one, where it would collect and sort all
    /// hits of a beginning before giving out the first.
    fn continuations(&self, start: &str) -> rusqlite::Result<Option<Vec<String>>> {
        if start.chars().count() <= INDEXED_BEGINNING {
            return Ok(None);
        }
        // One word a step: `terms` has a row for each hit, and all but the first are skipped.
        let mut select = self
            .index
            .prepare_cached("SELECT term FROM terms WHERE term >= ?1 LIMIT 1")?;
        let mut words = Vec::new();
        let mut from = start.to_owned();
        loop {
            let next: Option<String> = select.query_row([&from], |row| row.get(0)).optional()?;
            match next.filter(|word| word.starts_with(start)) {
                None if words.is_empty() => return Ok(None),
                None => return Ok(Some(words)),
                Some(_) if words.len() == MAX_CONTINUATIONS => return Ok(None),
                Some(word) => {
                    from = format!("{word}\u{1}");
                    words.push(quoted(&word));
                }
            }
        }
    }

    fn ranks(
        &self,
        expression: &str,
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        let mut select = self.index.prepare_cached(
            "SELECT rowid - 1 FROM items WHERE items MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3",
        )?;
        let last_row = after.map_or(0, |rank| i64::from(rank) + 1);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        select
            .query_map(params![expression, last_row, limit], |row| row.get(0))?
            .collect()
    }
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// A search with one typo mended in some words, the first guess that finds something.
fn mend(lookup: &Lookup<'_>, words: &[SearchWord]) -> rusqlite::Result<Option<Vec<SearchWord>>> {
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
        Ok(Vec::new())
    } else if word.unfinished {
        typo::mended_unfinished(index, &word.text, GUESSES_A_WORD)
    } else {
        typo::mended(index, &word.text, GUESSES_A_WORD)
    }
}

/// The typed text with the mended words in the place of the misspelt ones.
fn respelt(text: &str, typed: &[SearchWord], mended: &[SearchWord]) -> String {
    let mut respelt = text.to_owned();
    for (typed, mended) in typed.iter().zip(mended).rev() {
        if typed.text != mended.text {
            respelt.replace_range(typed.at.clone(), &mended.text);
        }
    }
    respelt.trim().to_owned()
}
