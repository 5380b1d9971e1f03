//! Writes the words of an FTS5 table as FTS5 would: one segment of its index, straight into the
//! tables below it.
//!
//! FTS5 itself takes rows, keeps their words in a hash table, writes that out sorted and merges
//! what it wrote: on one core, and most of the time of a rebuild. Here the words come sorted
//! already. The format is the one described at the head of SQLite's `fts5_index.c` (`detail=none`),
//! and what is written is what FTS5 writes for the same words, byte for byte, as a test below
//! proves. Knows nothing of items.

use rusqlite::{Connection, Statement, params};

/// Bytes at which a page is full: what FTS5 does unless it is told otherwise, so that a page
/// fills one of the database.
pub(super) const PAGE_BYTES: usize = 4_050;
/// What FTS5 puts before a word; the next number before the beginnings of the first length it
/// indexes, and so on.
pub(super) const WHOLE: u8 = b'0';
/// Before a page's first word: where its first row stands, and where its words end.
const HEADER: [u8; 4] = [0; 4];
/// A list over so many pages without a word has an index of its own.
const PAGES_TO_INDEX: usize = 4;
/// There is this one segment.
const SEGMENT: i64 = 1;
/// Rows of the data table that are no pages.
const AVERAGES: i64 = 1;
const STRUCTURE: i64 = 10;

/// The segment while it is being written.
pub(super) struct Segment<'c> {
    insert_page: Statement<'c>,
    insert_branch: Statement<'c>,
    page_bytes: usize,
    /// The number of the page at hand, from 1.
    number: u32,
    page: Vec<u8>,
    /// How far apart the words of the page begin.
    footer: Vec<u8>,
    last_word_at: usize,
    /// Whether a word begins on the page.
    has_word: bool,
    /// Whether the page needs no note of its first row: it has one, or a word stands before it.
    row_is_noted: bool,
    /// The word written last, and the page it begins on.
    word: Vec<u8>,
    word_page: u32,
    /// What finds the last page that a word begins on, unless it is in the table already.
    branch: Option<Branch>,
    /// Pages behind it on which no word begins.
    wordless: usize,
    /// Which row each of these begins with: the pages of a tree, its leaves first.
    list_index: Vec<IndexLevel>,
    /// Finished pages of such trees. They stand behind all others, so they are written last.
    index_pages: Vec<(i64, Vec<u8>)>,
}

/// A page on which a word begins, and letters that part it from all before.
struct Branch {
    page: u32,
    letters: Vec<u8>,
}

/// The page at hand of one level of the index of a list.
#[derive(Default)]
struct IndexLevel {
    page: u32,
    bytes: Vec<u8>,
    first_row: u64,
    last_row: u64,
}

impl<'c> Segment<'c> {
    /// Begins the segment of an FTS5 table with these names of the tables below it, in which nothing stands
    /// yet.
    pub(super) fn begin(
        index: &'c Connection,
        table: &str,
        page_bytes: usize,
    ) -> rusqlite::Result<Self> {
        let insert_page = format!("REPLACE INTO {table}_data(id, block) VALUES (?1, ?2)");
        let insert_branch =
            format!("INSERT INTO {table}_idx(segid, term, pgno) VALUES ({SEGMENT}, ?1, ?2)");
        Ok(Self {
            insert_page: index.prepare(&insert_page)?,
            insert_branch: index.prepare(&insert_branch)?,
            page_bytes,
            number: 1,
            page: HEADER.to_vec(),
            footer: Vec::new(),
            last_word_at: 0,
            has_word: false,
            row_is_noted: false,
            word: Vec::new(),
            word_page: 1,
            branch: Some(Branch {
                page: 1,
                letters: Vec::new(),
            }),
            wordless: 0,
            list_index: Vec::new(),
            index_pages: Vec::new(),
        })
    }

    /// Adds a word, larger than all before, with its rows: the first, and how far each is from the
    /// one before it, as [`put_varint`] writes them.
    pub(super) fn put(&mut self, word: &[u8], rows: &[u8]) -> rusqlite::Result<()> {
        self.put_word(word)?;
        if self.filled() + rows.len() < self.page_bytes {
            self.page.extend_from_slice(rows);
            return Ok(());
        }
        let (mut rest, mut row) = (rows, 0);
        while let Some(step) = take_varint(&mut rest) {
            row += step;
            if self.row_is_noted {
                put_varint(&mut self.page, step);
            } else {
                let place = self.page.len() as u16;
                self.page[..2].copy_from_slice(&place.to_be_bytes());
                put_varint(&mut self.page, row);
                self.row_is_noted = true;
                self.index_row(row);
            }
            if self.filled() >= self.page_bytes {
                self.end_page()?;
            }
        }
        Ok(())
    }

    /// Ends the segment of so many rows with so many words in all.
    pub(super) fn finish(mut self, rows: u64, words: u64) -> rusqlite::Result<()> {
        if self.page.len() > HEADER.len() {
            self.end_page()?;
        }
        if self.number > 1 {
            self.end_branch()?;
            let mut structure = vec![0; 4];
            // Levels, segments, times written; of the one level: being merged, segments; of that
            // the first page and the last.
            for value in [1, 1, 0, 0, 1, SEGMENT as u64, 1, u64::from(self.number) - 1] {
                put_varint(&mut structure, value);
            }
            self.index_pages.push((STRUCTURE, structure));
            let mut averages = Vec::new();
            put_varint(&mut averages, rows);
            put_varint(&mut averages, words);
            self.index_pages.push((AVERAGES, averages));
        }
        self.index_pages.sort_unstable();
        for (id, page) in &self.index_pages {
            self.insert_page.execute(params![id, page])?;
        }
        Ok(())
    }

    fn filled(&self) -> usize {
        self.page.len() + self.footer.len()
    }

    fn put_word(&mut self, word: &[u8]) -> rusqlite::Result<()> {
        if self.filled() + word.len() + 2 >= self.page_bytes && self.page.len() > HEADER.len() {
            self.end_page()?;
        }
        put_varint(
            &mut self.footer,
            (self.page.len() - self.last_word_at) as u64,
        );
        self.last_word_at = self.page.len();
        let shared = self.word.iter().zip(word).take_while(|(a, b)| a == b);
        let mut shared = shared.count();
        if self.has_word {
            put_varint(&mut self.page, shared as u64);
        } else {
            if self.number > 1 {
                self.end_branch()?;
                self.branch = Some(Branch {
                    page: self.number,
                    letters: word[..shared + 1].to_vec(),
                });
            }
            // The first word of a page stands there whole.
            shared = 0;
        }
        put_varint(&mut self.page, (word.len() - shared) as u64);
        self.page.extend_from_slice(&word[shared..]);
        self.word.clear();
        self.word.extend_from_slice(word);
        self.word_page = self.number;
        self.has_word = true;
        self.row_is_noted = true;
        Ok(())
    }

    fn end_page(&mut self) -> rusqlite::Result<()> {
        let end = self.page.len() as u16;
        self.page[2..4].copy_from_slice(&end.to_be_bytes());
        if self.has_word {
            self.page.append(&mut self.footer);
        } else {
            self.wordless += 1;
        }
        let id = page_id(None, self.number);
        self.insert_page.execute(params![id, self.page])?;
        self.page.clear();
        self.page.extend_from_slice(&HEADER);
        self.last_word_at = 0;
        self.has_word = false;
        self.row_is_noted = false;
        self.number += 1;
        Ok(())
    }

    /// Writes what finds the last page that a word begins on, now that it is known how far the list
    /// of its last word goes.
    fn end_branch(&mut self) -> rusqlite::Result<()> {
        let is_indexed = !self.list_index.is_empty() && self.wordless >= PAGES_TO_INDEX;
        for (height, level) in self.list_index.drain(..).enumerate() {
            if is_indexed {
                let id = page_id(Some(height), level.page);
                self.index_pages.push((id, level.bytes));
            }
        }
        self.wordless = 0;
        if let Some(Branch { page, letters }) = self.branch.take() {
            let place = i64::from(page) << 1 | i64::from(is_indexed);
            self.insert_branch.execute(params![letters, place])?;
        }
        Ok(())
    }

    /// Notes in the index of the list at hand that the page at hand begins with a row.
    fn index_row(&mut self, row: u64) {
        if self.list_index.is_empty() {
            self.list_index.push(IndexLevel::of_page(self.word_page));
        }
        let mut below = self.number;
        for height in 0.. {
            let is_full = self.list_index[height].bytes.len() >= self.page_bytes;
            if is_full {
                self.end_index_page(height);
            }
            let level = &mut self.list_index[height];
            level.add(below, row, is_full);
            if !is_full {
                break;
            }
            below = level.page;
        }
    }

    /// Puts a full page of the index of a list aside. The first of a level makes one above it.
    fn end_index_page(&mut self, height: usize) {
        let level = &mut self.list_index[height];
        let mut bytes = std::mem::take(&mut level.bytes);
        bytes[0] = IndexLevel::NOT_THE_ROOT;
        let (page, first_row) = (level.page, level.first_row);
        level.page += 1;
        self.index_pages.push((page_id(Some(height), page), bytes));
        if height + 1 == self.list_index.len() {
            let mut above = IndexLevel::of_page(page);
            above.add(page, first_row, false);
            self.list_index.push(above);
        }
    }
}

impl IndexLevel {
    /// The first byte of a page with one above it.
    const NOT_THE_ROOT: u8 = 1;

    fn of_page(page: u32) -> Self {
        Self {
            page,
            ..Self::default()
        }
    }

    /// Adds the first row of the next page below; `below` is the number of that page, and
    /// `has_root` whether this page has one above it.
    fn add(&mut self, below: u32, row: u64, has_root: bool) {
        if self.bytes.is_empty() {
            self.bytes.push(u8::from(has_root));
            put_varint(&mut self.bytes, below.into());
            put_varint(&mut self.bytes, row);
            self.first_row = row;
        } else {
            put_varint(&mut self.bytes, row - self.last_row);
        }
        self.last_row = row;
    }
}

/// The row of a page in the data table; `height` is that of a page of the index of a list.
fn page_id(height: Option<usize>, page: u32) -> i64 {
    let index = height.map_or(0, |height| 1 << 36 | (height as i64) << 31);
    SEGMENT << 37 | index | i64::from(page)
}

/// Writes a number below 2^56 as SQLite does: seven bits a byte, the highest first, a bit on all
/// but the last.
#[inline]
pub(super) fn put_varint(to: &mut Vec<u8>, value: u64) {
    let bits = u64::BITS - (value | 1).leading_zeros();
    for place in (1..bits.div_ceil(7)).rev() {
        to.push((value >> (7 * place)) as u8 | 0x80);
    }
    to.push(value as u8 & 0x7F);
}

/// The number that [`put_varint`] wrote; none at the end.
#[inline]
fn take_varint(from: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    loop {
        let byte = *from.split_off_first()?;
        value = value << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    /// Rows of the tables below an FTS5 table, but for how often its settings were changed.
    fn rows_below(index: &Connection) -> Vec<(i64, Vec<u8>)> {
        let pages = "SELECT id, CASE id WHEN 10 THEN substr(block, 5) ELSE block END FROM t_data
                     UNION ALL SELECT -pgno, term FROM t_idx";
        let mut select = index.prepare(&format!("{pages} ORDER BY 1")).unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn table(page_bytes: usize) -> Connection {
        let index = Connection::open_in_memory().unwrap();
        index
            .execute_batch(&format!(
                "CREATE VIRTUAL TABLE t USING fts5(words, content='', columnsize=0, detail=none,
                     tokenize='ascii', prefix='1 2');
                 INSERT INTO t(t, rank) VALUES ('pgsz', {page_bytes});
                 INSERT INTO t(t, rank) VALUES ('hashsize', 67108864);
                 INSERT INTO t(t, rank) VALUES ('automerge', 0);
                 BEGIN"
            ))
            .unwrap();
        index
    }

    fn by_fts5(rows: &[Vec<&str>], page_bytes: usize) -> Connection {
        let index = table(page_bytes);
        for (row, words) in (1..).zip(rows) {
            let insert = "INSERT INTO t(rowid, words) VALUES (?1, ?2)";
            let inserted = index.execute(insert, params![row, words.join(" ")]);
            inserted.unwrap();
        }
        index.execute_batch("COMMIT").unwrap();
        index
    }

    fn by_us(rows: &[Vec<&str>], page_bytes: usize) -> Connection {
        let mut lists: BTreeMap<Vec<u8>, BTreeSet<u64>> = BTreeMap::new();
        for (row, words) in (1..).zip(rows) {
            for word in words {
                let mut hold = |kind: u8, letters: &str| {
                    let word = [&[kind], letters.as_bytes()].concat();
                    lists.entry(word).or_default().insert(row);
                };
                hold(WHOLE, word);
                let ends = word.char_indices().map(|(start, c)| start + c.len_utf8());
                for (kind, end) in (WHOLE + 1..WHOLE + 3).zip(ends) {
                    hold(kind, &word[..end]);
                }
            }
        }
        let index = table(page_bytes);
        let mut segment = Segment::begin(&index, "t", page_bytes).unwrap();
        for (word, held_by) in lists {
            let (mut bytes, mut last) = (Vec::new(), 0);
            for row in held_by {
                put_varint(&mut bytes, row - last);
                last = row;
            }
            segment.put(&word, &bytes).unwrap();
        }
        let words = rows.iter().map(Vec::len).sum::<usize>();
        segment.finish(rows.len() as u64, words as u64).unwrap();
        index.execute_batch("COMMIT").unwrap();
        index
    }

    fn assert_same(rows: &[Vec<&str>], page_bytes: usize) {
        let (ours, theirs) = (by_us(rows, page_bytes), by_fts5(rows, page_bytes));
        let (ours, theirs) = (rows_below(&ours), rows_below(&theirs));
        let mut both = ours.iter().zip(&theirs);
        assert_eq!(both.find(|(ours, theirs)| ours != theirs), None);
        assert_eq!(ours.len(), theirs.len());
    }

    #[test]
    fn long_lists_are_written_as_fts5_writes_them() {
        // From a few rows to lists whose own index has three levels, where pages are small.
        let texts: Vec<String> = (0..6_000_u32)
            .map(|row| {
                let words = (1..9).filter(|step| row.is_multiple_of(step * step));
                let words = words.map(|step| format!("w{step} ")).collect::<String>();
                format!("every {words}x{row} every")
            })
            .collect();
        let rows: Vec<Vec<&str>> = texts.iter().map(|text| text.split(' ').collect()).collect();
        for page_bytes in [32, 64, 500, PAGE_BYTES] {
            assert_same(&rows, page_bytes);
        }
    }

    #[test]
    fn a_segment_passes_the_check_of_fts5() {
        let rows: Vec<Vec<&str>> = vec![vec!["one", "two", "東京"]; 30_000];
        let index = by_us(&rows, PAGE_BYTES);
        let check = "INSERT INTO t(t) VALUES ('integrity-check')";
        index.execute(check, []).unwrap();
        assert_same(&rows, PAGE_BYTES);
        assert_same(&[], PAGE_BYTES);
    }

    proptest! {
        #[test]
        fn words_of_all_kinds_are_written_as_fts5_writes_them(
            rows in prop::collection::vec(
                prop::collection::vec("[a-c]{1,3}|[a-zé東§＋]{1,70}", 1..8), 1..120),
            page_bytes in 32_usize..300,
        ) {
            let rows: Vec<Vec<&str>> = rows
                .iter()
                .map(|words| words.iter().map(String::as_str).collect())
                .collect();
            assert_same(&rows, page_bytes);
        }
    }
}
