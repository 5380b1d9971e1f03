//! Asks a search index. One [`Searcher`] serves any number of threads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connections::open_all;
use super::error::SearchError;
use super::fold::AND_SIGN;
use super::keys;
use super::lookup::{Lookup, Ways};
use super::mend::{mend, respelt};
use super::pieces::Text;
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
    /// Items that come first whatever the text says of them.
    pub first: &'a [u32],
    /// Where the page begins: 0, or [`Found::next`] of the page before.
    pub from: u32,
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
    /// Popularity ranks: [`Query::first`], then those of items that are just what was typed, then
    /// the most popular.
    pub ranks: Vec<u32>,
    /// The text these are hits of, where the one asked for has none but for a typo.
    pub corrected: Option<String>,
    /// Where the next page begins, if there is one.
    pub next: Option<u32>,
}

/// Most items that come first for being just what was typed.
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

    /// Items that are just what was typed, at most 50, whatever their popularity; then the most
    /// popular items that hold every word of the text, or, where there is none, of the text with a
    /// space put in or a typo mended.
    ///
    /// Just what was typed is first a title that is the text sign by sign, then one that is the text
    /// but for signs that are as often left away, then what holds every word and every sign of it
    /// where more is found than that. Where a sign tells titles apart, the last two change places.
    ///
    /// Signs count beyond that where there is no letter or digit; a text that has neither finds
    /// nothing else. A typo is looked for where the text has no hit in any category: first in all
    /// words nothing holds, else in one word after the other.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] where the file turns out to be.
    pub fn find(&self, query: &Query<'_>) -> Result<Found, SearchError> {
        let index = self.pool.lend();
        let found = Lookup::new(&index, query.category)
            .and_then(|lookup| find(&lookup, query))
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
}

fn find(lookup: &Lookup<'_>, query: &Query<'_>) -> rusqlite::Result<Found> {
    if query.text.trim().is_empty() {
        return Ok(page(query.first, query, |after, limit| {
            lookup.every_item(after, limit)
        })?
        .0);
    }
    let text = tokens::readable(query.text);
    let typed = tokens::of_search(&text, last_unfinished(query));
    let ways = lookup.ways(&typed)?;
    let mut front = query.first.to_vec();
    front.extend(literal(lookup, &text, &ways, tells_apart(&typed))?);
    let front = firsts(&front, query.first.len() + MOST_LITERAL);
    let (found, is_any) = page(&front, query, |after, limit| {
        lookup.hits_of_any(&ways.loosely, after, limit)
    })?;
    if is_any || typed.words.is_empty() || !front.is_empty() || lookup.is_anywhere(&ways.loosely)? {
        return Ok(found);
    }
    let Some(mended) = mend(lookup, &typed.words)? else {
        return Ok(found);
    };
    // What the mended text finds where it is typed, joined words and all.
    let corrected = respelt(&text.text, &typed.words, &mended);
    let retyped = tokens::of_search(&tokens::readable(&corrected), last_unfinished(query));
    let ways = lookup.ways(&retyped)?;
    let (found, _) = page(&[], query, |after, limit| {
        lookup.hits_of_any(&ways.loosely, after, limit)
    })?;
    Ok(Found {
        corrected: Some(corrected),
        ..found
    })
}

/// A page of a list that begins with `front` and goes on with what `hits` finds behind a rank, but
/// for what stood in front; and whether there were any hits. Positions count what stands in front,
/// then the ranks of all items.
fn page(
    front: &[u32],
    query: &Query<'_>,
    hits: impl FnOnce(Option<u32>, usize) -> rusqlite::Result<Vec<u32>>,
) -> rusqlite::Result<(Found, bool)> {
    let in_front = u32::try_from(front.len()).unwrap_or(u32::MAX);
    let mut ranks: Vec<u32> = front
        .iter()
        .skip(query.from as usize)
        .take(query.limit)
        .copied()
        .collect();
    let seen = query.from.saturating_add(ranks.len() as u32);
    let room = query.limit - ranks.len();
    let after = query.from.saturating_sub(in_front).checked_sub(1);
    // Those in front may be among them, and one more says that there is a next page.
    let hits = hits(after, room.saturating_add(front.len()).saturating_add(1))?;
    let is_any = !hits.is_empty();
    let mut behind = hits.into_iter().filter(|rank| !front.contains(rank));
    let first_behind = ranks.len();
    ranks.extend(behind.by_ref().take(room));
    let next = match ranks.get(first_behind..).and_then(<[u32]>::last) {
        Some(last) => in_front.saturating_add(*last).saturating_add(1),
        None => seen,
    };
    let more = seen < in_front || behind.next().is_some();
    let found = Found {
        ranks,
        corrected: None,
        next: more.then_some(next),
    };
    Ok((found, is_any))
}

/// Whether a sign was typed that tells titles apart.
fn tells_apart(typed: &Typed) -> bool {
    let mut signs = typed.signs.iter();
    signs.any(|sign| !sign.text.chars().eq([AND_SIGN]))
}

/// What is just what was typed. Titles that are so but for signs stand before what holds all of it,
/// unless a sign of it tells them apart.
fn literal(
    lookup: &Lookup<'_>,
    text: &Text<'_>,
    ways: &Ways,
    tells_apart: bool,
) -> rusqlite::Result<Vec<u32>> {
    let keys = keys::of_search(text);
    let mut ranks = Vec::new();
    if let Some(key) = keys.literal {
        ranks.extend(lookup.titled(key, MOST_LITERAL)?);
    }
    let mut plain = Vec::new();
    for key in keys.plain.into_iter().flatten() {
        plain.extend(lookup.titled(key, MOST_LITERAL)?);
    }
    plain.sort_unstable();
    let holding_all = match &ways.literally {
        Some(literally) => lookup.hits(literally, None, MOST_LITERAL)?,
        None => Vec::new(),
    };
    ranks.extend(match tells_apart {
        true => [holding_all, plain].concat(),
        false => [plain, holding_all].concat(),
    });
    Ok(ranks)
}

/// The first of some ranks, each once.
fn firsts(ranks: &[u32], most: usize) -> Vec<u32> {
    let mut seen = HashSet::new();
    let firsts = ranks.iter().copied().filter(|rank| seen.insert(*rank));
    firsts.take(most).collect()
}

fn last_unfinished(query: &Query<'_>) -> LastUnfinished {
    match query.last_word {
        LastWord::Prefix => LastUnfinished::Yes,
        LastWord::Whole => LastUnfinished::No,
    }
}
