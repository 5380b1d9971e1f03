//! Writes a search index, once: it is never changed afterwards.
//!
//! The same items give the same bytes. There is no journal, so an unfinished index is worth
//! nothing and is removed; a finished one is a single file that has reached the disk.

use std::collections::HashMap;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, OpenFlags, params};

use super::error::SearchError;
use super::keys;
use super::pieces::Text;
use super::schema::{
    APPLICATION_ID, EVERY_ITEM, FORMAT, LEVEL_MARK, TABLES, VOCABULARY_LETTERS, category_marker,
};
use super::tokens;

/// What the index learns of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Popularity rank: 0 for the most popular item.
    pub rank: u32,
    /// The shop's own id.
    pub id: &'a str,
    /// Title; may be the id.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Its categories, a name a line; the levels of each are parted by ` > `. It is found in each
    /// of them, and in all above them.
    pub categories: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
}

impl<'a> Entry<'a> {
    fn category_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.categories.unwrap_or_default().lines()
    }
}

/// What a build made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildReport {
    /// Items in the index.
    pub items: u32,
    /// Words a typo can be mended to.
    pub vocabulary: u64,
    /// Size of the file.
    pub bytes: u64,
}

/// Items between two calls of the progress callback.
const ITEMS_A_STEP: usize = 4_096;
/// Pages that are merged between two such calls.
const PAGES_A_STEP: i64 = 1_024;

/// Writes the index of `entries` to `path`, where nothing may stand yet.
///
/// The entries come in the order of their ranks: 0, 1, 2, … `progress` is told now and then how
/// many are in, and stops the build with [`ControlFlow::Break`].
///
/// # Errors
///
/// [`SearchError::RankOrder`], [`SearchError::Stopped`], or one of writing. No file is left then.
pub fn build<'a>(
    path: &Path,
    entries: impl Iterator<Item = Entry<'a>>,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<BuildReport, SearchError> {
    let io_error = |source| SearchError::Io {
        path: path.to_owned(),
        source,
    };
    File::create_new(path).map_err(io_error)?;
    let built = write(path, entries, progress).and_then(|(items, vocabulary)| {
        let file = File::open(path).map_err(io_error)?;
        file.sync_all().map_err(io_error)?;
        let bytes = file.metadata().map_err(io_error)?.len();
        Ok(BuildReport {
            items,
            vocabulary,
            bytes,
        })
    });
    if built.is_err() {
        // The first error is the one worth telling.
        let _ = fs::remove_file(path);
    }
    built
}

fn write<'a>(
    path: &Path,
    entries: impl Iterator<Item = Entry<'a>>,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<(u32, u64), SearchError> {
    let write_error = |source| SearchError::Write {
        path: path.to_owned(),
        source,
    };
    let index = create(path).map_err(write_error)?;
    index.execute_batch("BEGIN").map_err(write_error)?;
    let items = write_items(path, &index, entries, progress)?;
    // Less than nothing says, first, that all parts are to become one.
    let mut pages = -PAGES_A_STEP;
    while merge(&index, pages).map_err(write_error)? {
        pages = PAGES_A_STEP;
        if progress(items.into()).is_break() {
            return Err(SearchError::Stopped);
        }
    }
    let vocabulary = write_vocabulary(&index).map_err(write_error)?;
    finish(index, items).map_err(write_error)?;
    Ok((items, vocabulary))
}

fn create(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let index = Connection::open_with_flags(path, flags)?;
    index.execute_batch(
        "PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA cache_size = -65536;",
    )?;
    index.pragma_update(None, "application_id", APPLICATION_ID)?;
    index.pragma_update(None, "user_version", FORMAT)?;
    index.execute_batch(TABLES)?;
    // Collected in large lots and merged once, at the end.
    index.execute_batch(
        "INSERT INTO items(items, rank) VALUES ('automerge', 0);
         INSERT INTO items(items, rank) VALUES ('hashsize', 67108864);",
    )?;
    Ok(index)
}

fn write_items<'a>(
    path: &Path,
    index: &Connection,
    entries: impl Iterator<Item = Entry<'a>>,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<u32, SearchError> {
    let write_error = |source| SearchError::Write {
        path: path.to_owned(),
        source,
    };
    let mut insert = index
        .prepare("INSERT INTO items(rowid, words) VALUES (?1, ?2)")
        .map_err(write_error)?;
    let mut categories = Categories::default();
    let mut titles: Vec<(i64, u32)> = Vec::new();
    let mut entries = entries;
    let mut next = 0_u32;
    loop {
        let lot: Vec<Entry<'_>> = entries.by_ref().take(ITEMS_A_STEP).collect();
        if lot.is_empty() {
            break;
        }
        categories.take_in(&lot);
        // Words are made on all cores, and written by one.
        let words: Vec<Words> = lot
            .par_iter()
            .map(|entry| Words::of(entry, &categories))
            .collect();
        for (entry, words) in lot.iter().zip(words) {
            if entry.rank != next {
                return Err(SearchError::RankOrder {
                    id: entry.id.to_owned(),
                    rank: entry.rank,
                    expected: next,
                });
            }
            next += 1;
            titles.extend(words.title_keys.iter().map(|&key| (key, entry.rank)));
            insert
                .execute(params![i64::from(next), words.line])
                .map_err(write_error)?;
        }
        if progress(next.into()).is_break() {
            return Err(SearchError::Stopped);
        }
    }
    categories.write(index).map_err(write_error)?;
    write_titles(index, titles).map_err(write_error)?;
    Ok(next)
}

fn write_titles(index: &Connection, mut titles: Vec<(i64, u32)>) -> rusqlite::Result<()> {
    // In order, each is put behind the last one.
    titles.sort_unstable();
    let mut insert = index.prepare("INSERT OR IGNORE INTO titles(key, rank) VALUES (?1, ?2)")?;
    for (key, rank) in titles {
        insert.execute(params![key, rank])?;
    }
    Ok(())
}

/// What an item is found by.
struct Words {
    /// All its words, spaces between them.
    line: String,
    /// Keys of its whole title.
    title_keys: Vec<i64>,
}

impl Words {
    fn of(entry: &Entry<'_>, categories: &Categories) -> Self {
        let title = Text::of(entry.title);
        let is_titled = entry.title != entry.id;
        let mut line = EVERY_ITEM.to_owned();
        let mut push = |word: &str| {
            line.push(' ');
            line.push_str(word);
        };
        for name in entry.category_names() {
            for number in with_those_above(name).filter_map(|name| categories.number(name)) {
                push(&category_marker(number));
            }
            tokens::of_item(name, &mut push);
        }
        tokens::of_name(&title, &mut push);
        if is_titled {
            tokens::of_item(entry.id, &mut push);
        }
        if let Some(creator) = entry.creator {
            tokens::of_name(&Text::of(creator), &mut push);
        }
        if let Some(year) = entry.year {
            push(&year.unsigned_abs().to_string());
        }
        let title_keys = is_titled.then(|| keys::of_title(&title).collect());
        Self {
            line,
            title_keys: title_keys.unwrap_or_default(),
        }
    }
}

/// The names of the categories above one, the widest first, and its own.
fn with_those_above(name: &str) -> impl Iterator<Item = &str> {
    let above = name.match_indices(LEVEL_MARK).map(|(end, _)| &name[..end]);
    above.chain(std::iter::once(name))
}

/// Numbers categories in the order they turn up.
#[derive(Default)]
struct Categories(HashMap<String, i64>);

impl Categories {
    /// Numbers those of some items, and those above them.
    fn take_in(&mut self, entries: &[Entry<'_>]) {
        let names = entries.iter().flat_map(Entry::category_names);
        for name in names.flat_map(with_those_above) {
            if !self.0.contains_key(name) {
                self.0.insert(name.to_owned(), self.0.len() as i64);
            }
        }
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.0.get(name).copied()
    }

    fn write(&self, index: &Connection) -> rusqlite::Result<()> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_unstable();
        let mut insert = index.prepare("INSERT INTO categories(name, number) VALUES (?1, ?2)")?;
        for (name, number) in sorted {
            insert.execute(params![name, number])?;
        }
        Ok(())
    }
}

/// Merges some more of the parts that the index was collected in; whether there may be others left.
fn merge(index: &Connection, pages: i64) -> rusqlite::Result<bool> {
    let before = index.total_changes();
    let mut merge = index.prepare_cached("INSERT INTO items(items, rank) VALUES ('merge', ?1)")?;
    merge.execute([pages])?;
    // The statement itself counts as one change.
    Ok(index.total_changes() - before > 1)
}

/// Gathers the words that are letters only from the index itself, where each stands once.
fn write_vocabulary(index: &Connection) -> rusqlite::Result<u64> {
    index.execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, items, row);")?;
    let mut count = 0;
    {
        let mut terms = index.prepare("SELECT term, doc FROM temp.terms")?;
        let mut forward = index.prepare("INSERT INTO vocabulary VALUES (?1, ?2, ?3)")?;
        let mut backward = index.prepare("INSERT INTO endings VALUES (?1, ?2, ?3)")?;
        let mut rows = terms.query([])?;
        while let Some(row) = rows.next()? {
            let (word, items): (String, i64) = (row.get(0)?, row.get(1)?);
            let letters = word.chars().count();
            if !VOCABULARY_LETTERS.contains(&letters) || !tokens::is_mendable(&word) {
                continue;
            }
            let letters = letters as i64;
            let reversed: String = word.chars().rev().collect();
            forward.execute(params![letters, word, items])?;
            backward.execute(params![letters, reversed, items])?;
            count += 1;
        }
    }
    index.execute_batch("DROP TABLE temp.terms")?;
    Ok(count)
}

fn finish(index: Connection, items: u32) -> rusqlite::Result<()> {
    index.execute("INSERT INTO counts(items) VALUES (?1)", [items])?;
    // The merged index leaves the space of its parts behind.
    index.execute_batch("COMMIT; VACUUM;")?;
    index.close().map_err(|(_, error)| error)
}
