//! One connection of an index, asked within one category: what was typed in FTS5's query language,
//! and the rows that match it.

use rusqlite::{Connection, OptionalExtension, params};

use super::conjunctions::CONJUNCTIONS;
use super::fold::AND_SIGN;
use super::schema::{EVERY_ITEM, INDEXED_BEGINNING, category_marker};
use super::signs::SignWord;
use super::tokens::{Join, SearchWord, Typed};

/// Words an unfinished one is spelled out to.
const MAX_CONTINUATIONS: usize = 200;

/// Ways of joining the words of one search that are looked up.
const MAX_JOINS: usize = 3;

/// One connection and the category asked for.
pub(super) struct Lookup<'c> {
    pub(super) index: &'c Connection,
    category: Category,
}

/// How a typed text is looked for, in FTS5's query language. By the making of words there is no quote
/// in any.
pub(super) struct Ways {
    /// What a hit must hold one of: each word or what may stand for it, or the same with neighbouring
    /// words as one; signs only where there are no words. None where there is nothing to look for.
    /// FTS5 is asked one after the other: all at once would take several times as long.
    pub(super) loosely: Vec<String>,
    /// What those hold that have all that was typed, signs too; none where there are no signs, or
    /// nothing else.
    pub(super) literally: Option<String>,
}

enum Category {
    Any,
    Only(i64),
    /// No item has it.
    Unknown,
}

impl<'c> Lookup<'c> {
    pub(super) fn new(index: &'c Connection, category: Option<&str>) -> rusqlite::Result<Self> {
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

    /// The most popular hits of an expression in the category, behind a rank.
    pub(super) fn hits(
        &self,
        expression: &str,
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        match self.category {
            Category::Any => self.ranks(expression, after, limit),
            Category::Only(number) => {
                let here = format!("({expression}) AND {}", quoted(&category_marker(number)));
                self.ranks(&here, after, limit)
            }
            Category::Unknown => Ok(Vec::new()),
        }
    }

    /// The same of several expressions.
    pub(super) fn hits_of_any(
        &self,
        expressions: &[String],
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        let mut ranks = Vec::new();
        for expression in expressions {
            ranks.extend(self.hits(expression, after, limit)?);
        }
        if expressions.len() > 1 {
            ranks.sort_unstable();
            ranks.dedup();
            ranks.truncate(limit);
        }
        Ok(ranks)
    }

    /// The most popular items of the category, behind a rank.
    pub(super) fn every_item(
        &self,
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        self.hits(&quoted(EVERY_ITEM), after, limit)
    }

    /// Whether one of several expressions has a hit in any category.
    pub(super) fn is_anywhere(&self, expressions: &[String]) -> rusqlite::Result<bool> {
        for expression in expressions {
            if !self.ranks(expression, None, 1)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any item at all holds these words.
    pub(super) fn anywhere(&self, words: &[SearchWord]) -> rusqlite::Result<bool> {
        self.is_anywhere(&[self.all(words)?])
    }

    /// Whether an item of the category holds these words.
    pub(super) fn here(&self, words: &[SearchWord]) -> rusqlite::Result<bool> {
        Ok(!self.hits(&self.all(words)?, None, 1)?.is_empty())
    }

    /// The most popular items of the category whose title has this key.
    pub(super) fn titled(&self, key: i64, limit: usize) -> rusqlite::Result<Vec<u32>> {
        let mut select = self
            .index
            .prepare_cached("SELECT rank FROM titles WHERE key = ?1 ORDER BY rank")?;
        let mut ranks: Vec<u32> = select
            .query_map([key], |row| row.get(0))?
            .take(limit)
            .collect::<rusqlite::Result<_>>()?;
        let marker = match self.category {
            Category::Any => return Ok(ranks),
            Category::Unknown => return Ok(Vec::new()),
            Category::Only(number) => quoted(&category_marker(number)),
        };
        let mut is_here = self
            .index
            .prepare_cached("SELECT 1 FROM items WHERE items MATCH ?1 AND rowid = ?2")?;
        let mut held = Vec::with_capacity(ranks.len());
        for rank in ranks.drain(..) {
            if is_here.exists(params![marker, i64::from(rank) + 1])? {
                held.push(rank);
            }
        }
        Ok(held)
    }

    /// The ways a typed text is looked for.
    pub(super) fn ways(&self, typed: &Typed) -> rusqlite::Result<Ways> {
        let literally = match typed.signs.is_empty() {
            true => None,
            false => Some(self.just(typed)?),
        };
        if typed.words.is_empty() {
            return Ok(Ways {
                loosely: literally.into_iter().collect(),
                literally: None,
            });
        }
        let mut loosely = vec![self.all(&typed.words)?];
        for join in &typed.joins {
            if loosely.len() > MAX_JOINS {
                break;
            }
            if let Some(words) = self.with_join(&typed.words, join)? {
                loosely.push(self.all(&words)?);
            }
        }
        Ok(Ways { loosely, literally })
    }

    /// Just what was typed, signs too.
    fn just(&self, typed: &Typed) -> rusqlite::Result<String> {
        let mut terms = Vec::new();
        for word in &typed.words {
            terms.push(self.term(&word.text, word.unfinished)?);
        }
        for (place, sign) in typed.signs.iter().enumerate() {
            let is_last = place + 1 == typed.signs.len();
            terms.push(sign_term(sign, is_last && typed.sign_unfinished));
        }
        Ok(all_of(terms))
    }

    /// The words with some of them as one, if any item holds that one.
    fn with_join(
        &self,
        words: &[SearchWord],
        join: &Join,
    ) -> rusqlite::Result<Option<Vec<SearchWord>>> {
        let Some((first, last)) = words
            .get(join.words.clone())
            .and_then(|joined| joined.first().zip(joined.last()))
        else {
            return Ok(None);
        };
        let joined = SearchWord {
            text: join.text.clone(),
            also: Vec::new(),
            at: first.at.start..last.at.end,
            unfinished: last.unfinished,
            pair: false,
        };
        let next = self.first_from(&joined.text)?;
        let is_held = next.is_some_and(|next| match joined.unfinished {
            true => next.starts_with(&joined.text),
            false => next == joined.text,
        });
        let mut words = words.to_vec();
        words.splice(join.words.clone(), [joined]);
        Ok(is_held.then_some(words))
    }

    /// All of these words, or what may stand for them.
    pub(super) fn all(&self, words: &[SearchWord]) -> rusqlite::Result<String> {
        let mut terms = Vec::with_capacity(words.len());
        for word in words {
            let mut ways = vec![self.term(&word.text, word.unfinished)?];
            for other in &word.also {
                ways.push(self.term(other, word.unfinished && !is_short(other))?);
            }
            terms.push(any_of(ways));
        }
        Ok(all_of(terms))
    }

    /// One word, or several with spaces between them, of which the last may be unfinished.
    fn term(&self, text: &str, unfinished: bool) -> rusqlite::Result<String> {
        let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
        let mut terms: Vec<String> = before.split_terminator(' ').map(quoted).collect();
        let continued = if unfinished {
            self.continuations(last)?
        } else {
            None
        };
        terms.push(match continued {
            Some(words) => any_of(words),
            None if unfinished => beginning(last),
            None => quoted(last),
        });
        Ok(all_of(terms))
    }

    /// The words that begin with `start`, quoted, if they are few and `start` is too long to be
    /// indexed itself: FTS5 then reads their hits one by one, where it would collect and sort all
    /// hits of a beginning before giving out the first.
    pub(super) fn continuations(&self, start: &str) -> rusqlite::Result<Option<Vec<String>>> {
        if start.chars().count() <= INDEXED_BEGINNING {
            return Ok(None);
        }
        let mut words = Vec::new();
        let mut from = start.to_owned();
        loop {
            let next = self.first_from(&from)?;
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

    /// The first word of the index from this one on.
    fn first_from(&self, word: &str) -> rusqlite::Result<Option<String>> {
        // One word a step: `terms` has a row for each hit, and all but the first are skipped.
        self.index
            .prepare_cached("SELECT term FROM terms WHERE term >= ?1 LIMIT 1")?
            .query_row([word], |row| row.get(0))
            .optional()
    }

    /// Ranks of the hits of an expression, in any category.
    fn ranks(
        &self,
        expression: &str,
        after: Option<u32>,
        limit: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        // Rows come as they are asked for. With the limit as a parameter of the statement, SQLite
        // would plan it anew each time.
        let mut select = self.index.prepare_cached(
            "SELECT rowid - 1 FROM items WHERE items MATCH ?1 AND rowid > ?2 ORDER BY rowid",
        )?;
        let last_row = after.map_or(0, |rank| i64::from(rank) + 1);
        select
            .query_map(params![expression, last_row], |row| row.get(0))?
            .take(limit)
            .collect()
    }
}

/// Whether what stands for a word is no beginning of anything.
fn is_short(other: &str) -> bool {
    other.chars().nth(1).is_none()
}

fn sign_term(sign: &SignWord, unfinished: bool) -> String {
    if sign.text.chars().eq([AND_SIGN]) {
        let words = CONJUNCTIONS.map(quoted);
        any_of([quoted(&sign.text)].into_iter().chain(words).collect())
    } else if unfinished {
        beginning(&sign.text)
    } else {
        quoted(&sign.text)
    }
}

fn any_of(ways: Vec<String>) -> String {
    one_of(ways, " OR ")
}

fn all_of(mut terms: Vec<String>) -> String {
    terms.dedup();
    one_of(terms, " AND ")
}

fn one_of(mut terms: Vec<String>, between: &str) -> String {
    match terms.len() {
        1 => terms.remove(0),
        _ => format!("({})", terms.join(between)),
    }
}

fn beginning(word: &str) -> String {
    format!("{} *", quoted(word))
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
