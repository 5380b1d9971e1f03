//! Several columns side by side, as rows, in batches.
//!
//! A column in a list has an entry for each element, and its repetition level says which list goes
//! on with it: 0 where a row of the file begins. The column in the innermost list guides: each of its
//! entries is a row, and another column goes on to its own next entry exactly where the guide's
//! level is no higher than its own can be. So columns of one list go in step, and those outside of
//! it stay.

use std::ops::Range;
use std::sync::Arc;

use parquet::column::reader::ColumnReader;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;

use super::cells::{Decoder, Levels, Value};
use super::column::Column;
use super::error::ColumnarError;
use super::guard::guarded;
use super::source::Source;

/// Rows of the file in a batch: few enough that some columns of it stay in a core's cache.
const ROWS_A_BATCH: u64 = 4096;

/// Rows of one row group under way.
pub struct Rows {
    file: Arc<str>,
    columns: Vec<Reading>,
    /// The place of the column in the innermost list.
    guide: usize,
    /// Row of the row group that the batch begins with.
    first: u64,
    /// The one that the next batch begins with.
    next: u64,
    /// Row after the last one that is wanted, and that there is if the file is whole.
    end: u64,
    /// Which row of the file each row of the batch is of, from the first one of the batch.
    origins: Vec<u32>,
    done: bool,
}

/// One column of them.
struct Reading {
    decoder: Decoder,
    levels: Levels,
    entries: usize,
    /// The definition level of a value that is there.
    whole: i16,
    /// The highest repetition level.
    depth: i16,
    /// For each row of the batch the value's place among the cells, from 1; 0 for none.
    places: Vec<u32>,
}

/// Some rows.
pub struct Batch<'r> {
    columns: &'r [Reading],
    origins: &'r [u32],
    first: u64,
}

impl Rows {
    pub(super) fn begin(
        file: &Arc<str>,
        reader: &SerializedFileReader<Source>,
        group: usize,
        range: Range<u64>,
        wanted: &[(usize, &Column)],
    ) -> Result<Self, ColumnarError> {
        let guide = guide(file, wanted)?;
        let there = group < reader.num_row_groups() && !wanted.is_empty();
        let columns = guarded(file, || {
            if !there {
                return Ok(Vec::new());
            }
            let group = reader.get_row_group(group)?;
            let columns = wanted.iter().map(|&(place, column)| {
                let description = group.metadata().column(place).column_descr();
                let (whole, depth) = (description.max_def_level(), description.max_rep_level());
                let reader: ColumnReader = group.get_column_reader(place)?;
                let mut decoder = Decoder::new(reader, column.meaning);
                decoder.pass_over(range.start, depth > 0)?;
                Ok(Reading {
                    decoder,
                    levels: Levels::default(),
                    entries: 0,
                    whole,
                    depth,
                    places: Vec::new(),
                })
            });
            columns.collect()
        })?;
        Ok(Self {
            file: Arc::clone(file),
            columns,
            guide,
            first: range.start,
            next: range.start,
            end: range.end,
            origins: Vec::new(),
            done: !there || range.is_empty(),
        })
    }

    /// The next rows; `None` after the last ones.
    ///
    /// # Errors
    /// If the file is damaged, or the system does not give its bytes. There are no rows after that.
    pub fn next_batch(&mut self) -> Result<Option<Batch<'_>>, ColumnarError> {
        if self.done {
            return Ok(None);
        }
        self.done = true;
        let at_most = (self.end - self.next).min(ROWS_A_BATCH);
        let columns = &mut self.columns;
        let read = guarded(&self.file, || {
            let mut rows = None;
            for column in columns {
                let (read, entries) = column.decoder.read(at_most as usize, &mut column.levels)?;
                column.entries = entries;
                if *rows.get_or_insert(read) != read {
                    return Ok(None);
                }
            }
            Ok(rows)
        })?;
        let rows = read.ok_or_else(|| self.uneven())?;
        if rows == 0 {
            return Err(self.uneven());
        }
        self.arrange()?;
        self.first = self.next;
        self.next += rows as u64;
        self.done = self.next >= self.end;
        Ok(Some(self.batch()))
    }

    /// The rows that [`Self::next_batch`] gave last; none before the first.
    #[must_use]
    pub fn batch(&self) -> Batch<'_> {
        Batch {
            columns: &self.columns,
            origins: &self.origins,
            first: self.first,
        }
    }

    /// Finds for each row the place of its value in each column.
    fn arrange(&mut self) -> Result<(), ColumnarError> {
        let Some(guide) = self.columns.get_mut(self.guide) else {
            return Ok(());
        };
        let entries = guide.entries;
        let mut steps = std::mem::take(&mut guide.levels.repetition);
        // Not in a list: every entry begins a row.
        steps.resize(entries, 0);
        self.origins.clear();
        let mut origin = 0;
        for (place, &step) in steps.iter().enumerate() {
            origin += u32::from(step == 0 && place > 0);
            self.origins.push(origin);
        }
        let all = self.columns.iter_mut().all(|column| column.follow(&steps));
        if let Some(guide) = self.columns.get_mut(self.guide) {
            guide.levels.repetition = steps;
        }
        if all { Ok(()) } else { Err(self.uneven()) }
    }

    fn uneven(&self) -> ColumnarError {
        ColumnarError::Damaged {
            file: self.file.to_string(),
            reason: "its columns do not have the rows they should".to_owned(),
        }
    }
}

impl Reading {
    /// Whether it has an entry for each step that it takes, and no more.
    fn follow(&mut self, steps: &[i16]) -> bool {
        self.places.clear();
        let levels = &self.levels.definition;
        let (mut entry, mut values, mut place) = (0, 0_u32, 0);
        for &step in steps {
            if step <= self.depth {
                // A column that may not miss has no levels.
                let is_there = levels.get(entry).is_none_or(|&level| level == self.whole);
                values += u32::from(is_there);
                place = if is_there { values } else { 0 };
                entry += 1;
            }
            self.places.push(place);
        }
        let has_levels = self.whole == 0 || levels.len() == entry;
        entry == self.entries && has_levels && values as usize == self.decoder.cells.len()
    }
}

/// The place of the column in the innermost list, if all others are outside of it or in the same.
fn guide(file: &str, wanted: &[(usize, &Column)]) -> Result<usize, ColumnarError> {
    let innermost = (0..wanted.len()).max_by_key(|&place| wanted[place].1.lists.len());
    let Some(guide) = innermost else { return Ok(0) };
    let deepest = wanted[guide].1;
    match wanted
        .iter()
        .find(|(_, column)| !deepest.lists.starts_with(&column.lists))
    {
        None => Ok(guide),
        Some((_, other)) => Err(ColumnarError::DifferentLists {
            file: file.to_owned(),
            first: deepest.path.clone(),
            second: other.path.clone(),
        }),
    }
}

impl<'r> Batch<'r> {
    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// The value in a row of it, and in a column, counted in the order they were asked for.
    #[must_use]
    #[inline]
    pub fn value(&self, row: usize, column: usize) -> Value<'r> {
        let found = self.columns.get(column).and_then(|column| {
            let place = column.places.get(row)?.checked_sub(1)?;
            Some(column.decoder.cells.get(place as usize))
        });
        found.unwrap_or(Value::None)
    }

    /// Which row of the row group this one is of, from 0; the elements of a list have the same.
    #[must_use]
    pub fn origin(&self, row: usize) -> u64 {
        let origin = self.origins.get(row).copied().unwrap_or_default();
        self.first + u64::from(origin)
    }
}
