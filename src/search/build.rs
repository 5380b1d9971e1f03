//! Writes a search index, once: it is never changed afterwards.
//!
//! The same items give the same bytes. There is no journal, so an unfinished index is worth
//! nothing and is removed; a finished one is a single file that has reached the disk.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, OpenFlags, params};

use super::entry::Entry;
use super::error::SearchError;
use super::gather::{Progress, Words};
use super::lists::{self, Listed, Lists};
use super::schema::{APPLICATION_ID, FORMAT, INDEXED_BEGINNING, TABLES, VOCABULARY_LETTERS};
use super::segment::{self, PAGE_BYTES, Segment};
use super::tokens;

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

/// Rows of lists that are made at a time, before they are written.
const ROWS_A_LOT: usize = 1 << 20;
/// Lists that one thread makes at a time.
const LISTS_A_PART: usize = 64;
/// Titles that are written between two questions whether to stop.
const TITLES_A_LOT: usize = 1 << 14;

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
    progress: Progress<'_>,
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
    progress: Progress<'_>,
) -> Result<(u32, u64), SearchError> {
    let words = Words::of(entries, progress)?;
    let mut writing = Writing {
        path,
        items: words.items,
        progress,
    };
    let index = create(path).map_err(writing.error())?;
    write_items(&index, &words, &mut writing)?;
    write_titles(&index, &words, &mut writing)?;
    let vocabulary = write_vocabulary(&index, &words).map_err(writing.error())?;
    let items = words.items;
    write_categories(&index, words).map_err(writing.error())?;
    finish(index, items).map_err(writing.error())?;
    Ok((items, vocabulary))
}

/// Where the index is being written, and who may stop that.
struct Writing<'w> {
    path: &'w Path,
    items: u32,
    progress: Progress<'w>,
}

impl Writing<'_> {
    /// Asks between two steps, when all items are read.
    fn go_on(&mut self) -> Result<(), SearchError> {
        match (self.progress)(self.items.into()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(SearchError::Stopped),
        }
    }

    fn error(&self) -> impl Fn(rusqlite::Error) -> SearchError + use<> {
        let path = self.path.to_owned();
        move |source| SearchError::Write {
            path: path.clone(),
            source,
        }
    }
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
    index.execute_batch("BEGIN")?;
    Ok(index)
}

fn write_items(
    index: &Connection,
    words: &Words<'_>,
    writing: &mut Writing<'_>,
) -> Result<(), SearchError> {
    let error = writing.error();
    let mut segment = Segment::begin(index, "items", PAGE_BYTES).map_err(&error)?;
    let mut put = |kind: u8, listed: &mut dyn Iterator<Item = Listed<'_>>| {
        while let Some(lot) = lot_of(words, listed) {
            writing.go_on()?;
            put_lot(&mut segment, words, kind, &lot).map_err(&error)?;
        }
        Ok::<(), SearchError>(())
    };
    put(segment::WHOLE, &mut lists::whole(words))?;
    for (kind, letters) in (segment::WHOLE + 1..).zip(1..=INDEXED_BEGINNING) {
        put(kind, &mut lists::beginnings(words, letters))?;
    }
    let finished = segment.finish(words.items.into(), words.total);
    finished.map_err(error)
}

/// The next lists, as many as are made at a time; none at the end.
fn lot_of<'w>(
    words: &Words<'_>,
    listed: &mut dyn Iterator<Item = Listed<'w>>,
) -> Option<Vec<Listed<'w>>> {
    let mut lot = Vec::new();
    let mut rows = 0;
    while rows < ROWS_A_LOT
        && let Some(next) = listed.next()
    {
        // One more for the word itself, so that there are not too many short lists either.
        rows += 1 + words.count_of(next.1.clone());
        lot.push(next);
    }
    (!lot.is_empty()).then_some(lot)
}

/// Makes lists on all cores and writes them in order.
fn put_lot(
    segment: &mut Segment<'_>,
    words: &Words<'_>,
    kind: u8,
    lot: &[Listed<'_>],
) -> rusqlite::Result<()> {
    let parts = lot.par_chunks(LISTS_A_PART);
    let parts: Vec<Lists> = parts.map(|part| Lists::of(words, part)).collect();
    let lists = parts.iter().flat_map(Lists::iter);
    let mut word = Vec::new();
    for ((letters, _), rows) in lot.iter().zip(lists) {
        word.clear();
        word.push(kind);
        word.extend_from_slice(letters.as_bytes());
        segment.put(&word, rows)?;
    }
    Ok(())
}

fn write_titles(
    index: &Connection,
    words: &Words<'_>,
    writing: &mut Writing<'_>,
) -> Result<(), SearchError> {
    let error = writing.error();
    let insert = "INSERT INTO titles(key, rank) VALUES (?1, ?2)";
    let mut insert = index.prepare(insert).map_err(&error)?;
    for titles in words.titles.chunks(TITLES_A_LOT) {
        writing.go_on()?;
        // In order, each is put behind the last one.
        for title in titles {
            insert.execute(*title).map_err(&error)?;
        }
    }
    Ok(())
}

/// Writes the words that are letters only, by how many letters they have.
fn write_vocabulary(index: &Connection, words: &Words<'_>) -> rusqlite::Result<u64> {
    let is_one = |&(letters, place): &(usize, usize)| {
        VOCABULARY_LETTERS.contains(&letters) && tokens::is_mendable(words.word(place))
    };
    let mut places: Vec<(usize, usize)> = (0..words.len())
        .into_par_iter()
        .map(|place| (words.word(place).chars().count(), place))
        .filter(is_one)
        .collect();
    places.par_sort_unstable();
    let mut forward = index.prepare("INSERT INTO vocabulary VALUES (?1, ?2, ?3)")?;
    for &(letters, place) in &places {
        let word = words.word(place);
        forward.execute(params![letters as i64, word, words.count(place) as i64])?;
    }
    let backwards = |&(letters, place): &(usize, usize)| {
        let reversed: String = words.word(place).chars().rev().collect();
        (letters, reversed, place)
    };
    let mut reversed: Vec<_> = places.par_iter().map(backwards).collect();
    reversed.par_sort_unstable();
    let mut backward = index.prepare("INSERT INTO endings VALUES (?1, ?2, ?3)")?;
    for (letters, word, place) in reversed {
        backward.execute(params![letters as i64, word, words.count(place) as i64])?;
    }
    Ok(places.len() as u64)
}

fn write_categories(index: &Connection, words: Words<'_>) -> rusqlite::Result<()> {
    let mut insert = index.prepare("INSERT INTO categories(name, number) VALUES (?1, ?2)")?;
    for category in words.categories.sorted() {
        insert.execute(category)?;
    }
    Ok(())
}

fn finish(index: Connection, items: u32) -> rusqlite::Result<()> {
    index.execute("INSERT INTO counts(items) VALUES (?1)", [items])?;
    index.execute_batch("COMMIT")?;
    index.close().map_err(|(_, error)| error)
}
