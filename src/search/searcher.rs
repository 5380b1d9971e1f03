//! Asks a search index. One [`Searcher`] serves any number of threads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connections::open_all;
use super::error::SearchError;
use super::keys;
use super::lookup::Lookup;
use super::mend::{mend, respelt};
use super::tokens::{self, LastUnfinished, Typed};
use super::verify::item_count;
use crate::lending::Pool;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<'a> {
    /// What was typed. Only its first 4,096 bytes and 16 words count. A blank text asks for every
    /// item.
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

/// Most items that [`Searcher::literal`] puts first.
const MOST_LITERAL: usize = 50;

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
            let found = Lookup::new(index, Some("")).and_then(|lookup| {
                let _ = lookup.continuations("warming")?;
                let _ = lookup.titled(0, 1)?;
                lookup.every_item(None, 1)
            });
            drop(found);
        }
    }

    /// The most popular items that hold every word of the text, or, where there is none, of the
    /// text with a space put in or a typo mended.
    ///
    /// Signs count where there is no letter or digit; a text that has neither finds nothing. A typo
    /// is looked for where the text has no hit in any category: first in all words nothing holds,
    /// else in one word after the other.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] where the file turns out to be.
    pub fn find(&self, query: &Query<'_>) -> Result<Found, SearchError> {
        let found = self.asked(|index| find_or_mend(&Lookup::new(index, query.category)?, query))?;
        self.checked(&found.ranks)?;
        Ok(found)
    }

    /// The ranks of items that are just what was typed, and so stand before all that [`Self::find`]
    /// finds, whatever their popularity: at most 50. The same for every page of a search.
    ///
    /// First those whose title is the text sign by sign, then those that hold every word and every
    /// sign of it as it was typed, then those whose title is the text but for signs that are as
    /// often left away. The second kind is none where it is all that is found.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] where the file turns out to be.
    pub fn literal(&self, query: &Query<'_>) -> Result<Vec<u32>, SearchError> {
        let ranks = self.asked(|index| literal(&Lookup::new(index, query.category)?, query))?;
        self.checked(&ranks)?;
        Ok(ranks)
    }

    fn asked<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SearchError> {
        ask(&self.pool.lend()).map_err(|error| self.damaged(error))
    }

    fn checked(&self, ranks: &[u32]) -> Result<(), SearchError> {
        match ranks.iter().find(|rank| **rank >= self.items) {
            Some(rank) => {
                Err(self.damaged(format!("it holds rank {rank}, but {} items", self.items)))
            }
            None => Ok(()),
        }
    }

    fn damaged(&self, reason: impl ToString) -> SearchError {
        SearchError::damaged(&self.path, reason)
    }
}

fn find_or_mend(lookup: &Lookup<'_>, query: &Query<'_>) -> rusqlite::Result<Found> {
    if query.text.trim().is_empty() {
        return lookup.every_item(query.after, query.limit);
    }
    let text = tokens::readable(query.text);
    let typed = tokens::of_search(&text, last_unfinished(query));
    let Some(expression) = lookup.loosely(&typed)? else {
        return Ok(Found::default());
    };
    let found = lookup.page(&expression, query.after, query.limit)?;
    let is_found = !found.ranks.is_empty() || !lookup.ranks(&expression, None, 1)?.is_empty();
    if is_found || typed.words.is_empty() {
        return Ok(found);
    }
    let Some(mended) = mend(lookup, &typed.words)? else {
        return Ok(found);
    };
    // What the mended text finds where it is typed, joined words and all.
    let corrected = respelt(&text, &typed.words, &mended);
    let retyped = tokens::of_search(&corrected, last_unfinished(query));
    let found = match lookup.loosely(&retyped)? {
        Some(expression) => lookup.page(&expression, query.after, query.limit)?,
        None => found,
    };
    Ok(Found {
        corrected: Some(corrected),
        ..found
    })
}

fn literal(lookup: &Lookup<'_>, query: &Query<'_>) -> rusqlite::Result<Vec<u32>> {
    let text = tokens::readable(query.text);
    let keys = keys::of_search(&text);
    let mut ranks = Vec::new();
    if let Some(key) = keys.literal {
        ranks.extend(lookup.titled(key, MOST_LITERAL)?);
    }
    let typed = tokens::of_search(&text, last_unfinished(query));
    let expression = lookup.literally(&typed)?;
    if let Some(expression) = expression.filter(|_| is_one_of_several(&typed)) {
        ranks.extend(lookup.page(&expression, None, MOST_LITERAL)?.ranks);
    }
    let mut plain = Vec::new();
    for key in keys.plain.into_iter().flatten() {
        plain.extend(lookup.titled(key, MOST_LITERAL)?);
    }
    plain.sort_unstable();
    ranks.extend(plain);
    Ok(firsts(&ranks))
}

/// Whether a search finds more than what holds just what was typed.
fn is_one_of_several(typed: &Typed) -> bool {
    let has_other_ways = typed.words.iter().any(|word| !word.also.is_empty());
    let has_words = !typed.words.is_empty();
    has_words && (has_other_ways || !typed.signs.is_empty() || !typed.joins.is_empty())
}

/// Each rank once, no more than may stand first.
fn firsts(ranks: &[u32]) -> Vec<u32> {
    let mut seen = HashSet::new();
    let firsts = ranks.iter().copied().filter(|rank| seen.insert(*rank));
    firsts.take(MOST_LITERAL).collect()
}

fn last_unfinished(query: &Query<'_>) -> LastUnfinished {
    match query.last_word {
        LastWord::Prefix => LastUnfinished::Yes,
        LastWord::Whole => LastUnfinished::No,
    }
}
