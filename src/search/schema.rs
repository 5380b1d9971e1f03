//! The tables of `search.db` and the spelling of what stands in them.
//!
//! The full-text table keeps neither texts nor positions, only which row holds which word. Words
//! are made in [`super::tokens`], for items and for searches alike, so FTS5's own tokenizer has
//! nothing left to decide: `ascii` splits at spaces and keeps everything beyond ASCII as it is.

use std::ops::RangeInclusive;

/// `PRAGMA application_id` of a search index: the letters `CWsi`.
pub(super) const APPLICATION_ID: i32 = 0x4357_7369;

/// `PRAGMA user_version`: changes with the tables or with the rules for words.
pub(super) const FORMAT: i32 = 2;

/// A typo may be mended to words of this many letters.
pub(super) const VOCABULARY_LETTERS: RangeInclusive<usize> = 2..=LONGEST_IN_VOCABULARY;

/// The end of [`VOCABULARY_LETTERS`].
pub(super) const LONGEST_IN_VOCABULARY: usize = 32;

/// Beginnings of words of up to this many letters are looked up like words: the largest number
/// at `prefix=` in [`TABLES`].
pub(super) const INDEXED_BEGINNING: usize = 5;

/// Everything an index holds.
///
/// - `items`: row popularity rank + 1; its words and its [`EVERY_ITEM`] and category markers.
///   Beginnings of up to [`INDEXED_BEGINNING`] letters are indexed too: with those, the first
///   keystrokes, which match most, cost the same as a whole word.
/// - `terms`: no data of its own, a view of the words in `items`, sorted.
/// - `categories`: exact name to the number in its marker.
/// - `vocabulary`: words a typo may be mended to, with the number of items that hold them;
///   `endings` the same words spelled backwards. Both are looked up by length and first letters.
/// - `titles`: the keys of a title, with the popularity rank of each item that has it.
/// - `counts`: one row, the number of items.
pub(super) const TABLES: &str = "
    CREATE VIRTUAL TABLE items USING fts5(
        words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3 4 5');
    CREATE VIRTUAL TABLE terms USING fts5vocab(items, instance);
    CREATE TABLE categories(name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE vocabulary(
        letters INTEGER, word TEXT, items INTEGER NOT NULL,
        PRIMARY KEY (letters, word)) WITHOUT ROWID;
    CREATE TABLE endings(
        letters INTEGER, word TEXT, items INTEGER NOT NULL,
        PRIMARY KEY (letters, word)) WITHOUT ROWID;
    CREATE TABLE titles(
        key INTEGER, rank INTEGER,
        PRIMARY KEY (key, rank)) WITHOUT ROWID;
    CREATE TABLE counts(items INTEGER NOT NULL);
";

/// A word every item holds. No typed word can equal it: `§` is neither letter nor digit, and no
/// sign that counts.
pub(super) const EVERY_ITEM: &str = "§";

/// What parts the levels of a category in its name.
pub(super) const LEVEL_MARK: &str = " > ";

/// The word all items in one category hold, those in the ones below it too, and nobody can type.
pub(super) fn category_marker(number: i64) -> String {
    format!("{EVERY_ITEM}{number}")
}
