//! A Parquet file: which columns it has, and where its rows are.

use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::file::reader::{FileReader, Length};
use parquet::file::serialized_reader::SerializedFileReader;

use super::column::{self, Column};
use super::error::ColumnarError;
use super::guard::guarded;
use super::rows::Rows;
use super::source::Source;

/// A file that is open, to be read by any number of threads.
pub struct ParquetFile {
    name: Arc<str>,
    reader: SerializedFileReader<Source>,
    columns: Vec<Column>,
    group_rows: Vec<u64>,
}

/// The first and the last bytes of a file, and the first of one whose end is encrypted.
const MARK: [u8; 4] = *b"PAR1";
const ENCRYPTED: [u8; 4] = *b"PARE";

/// Fewest bytes there can be: both marks, and the length of what says what is between them.
const SHORTEST: u64 = 12;

impl ParquetFile {
    /// Whether a file that begins so is one, as far as its beginning tells.
    #[must_use]
    pub fn begins_with(bytes: &[u8]) -> bool {
        bytes.starts_with(&MARK) || bytes.starts_with(&ENCRYPTED)
    }

    /// Opens the file at `path`, which stays as it is.
    ///
    /// # Errors
    /// If the system does not give it, it is no Parquet file, is encrypted or damaged.
    pub fn open(path: &Path) -> Result<Self, ColumnarError> {
        let name = path.display().to_string();
        match File::open(path).and_then(Source::of_file) {
            Ok(source) => Self::read(name, source),
            Err(reason) => Err(ColumnarError::Unreadable { file: name, reason }),
        }
    }

    /// Reads a file that is open; `name` stands for it in messages.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn from_file(name: &str, file: File) -> Result<Self, ColumnarError> {
        let name = name.to_owned();
        match Source::of_file(file) {
            Ok(source) => Self::read(name, source),
            Err(reason) => Err(ColumnarError::Unreadable { file: name, reason }),
        }
    }

    /// Reads a file that is in memory; `name` stands for it in messages.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, ColumnarError> {
        Self::read(name.to_owned(), Source::Bytes(Bytes::from(bytes)))
    }

    fn read(name: String, source: Source) -> Result<Self, ColumnarError> {
        check_marks(&name, &source)?;
        let (reader, columns) = guarded(&name, || {
            let reader = SerializedFileReader::new(source)?;
            let columns = column::columns(reader.metadata().file_metadata().schema_descr());
            Ok((reader, columns))
        })?;
        let groups = reader.metadata().row_groups().iter();
        Ok(Self {
            // A count below 0 is damage; its rows would not be found either.
            group_rows: groups
                .map(|group| u64::try_from(group.num_rows()).unwrap_or(0))
                .collect(),
            name: name.into(),
            reader,
            columns,
        })
    }

    /// What it is called in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its columns that hold values, in its order; one in a group or a list is named with it.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Rows of the file; a row with a list is one.
    #[must_use]
    pub fn row_count(&self) -> u64 {
        self.group_rows
            .iter()
            .fold(0, |all, rows| all.saturating_add(*rows))
    }

    /// The number of rows of each row group, the piece of a file that is read by itself.
    #[must_use]
    pub fn row_groups(&self) -> &[u64] {
        &self.group_rows
    }

    /// Reads the columns at the places `wanted` side by side, in one row group; there are none of
    /// a row group that is not there. Columns in lists make a row of each element, and the others
    /// say for each the same. A row whose list is empty is one row all the same, without a value
    /// in the list's columns.
    ///
    /// # Errors
    /// If two columns are in lists of which neither is in the other, or the file is damaged. A place
    /// where no column is counts as damage.
    pub fn rows(&self, group: usize, wanted: &[usize]) -> Result<Rows, ColumnarError> {
        self.rows_in(group, 0..u64::MAX, wanted)
    }

    /// As [`Self::rows`], but only some rows of the row group, as far as it has them: several threads can
    /// share in one. Where no column is in a list this costs little, for pages of rows before are
    /// not looked into.
    ///
    /// # Errors
    /// As for [`Self::rows`].
    pub fn rows_in(
        &self,
        group: usize,
        range: Range<u64>,
        wanted: &[usize],
    ) -> Result<Rows, ColumnarError> {
        let there = self.group_rows.get(group).copied().unwrap_or(0);
        let range = range.start.min(there)..range.end.min(there);
        let mut columns = Vec::with_capacity(wanted.len());
        for &place in wanted {
            let column = self.columns.get(place);
            columns.push((place, column.ok_or_else(|| self.damaged("no such column"))?));
        }
        Rows::begin(&self.name, &self.reader, group, range, &columns)
    }

    fn damaged(&self, reason: &str) -> ColumnarError {
        ColumnarError::Damaged {
            file: self.name.to_string(),
            reason: reason.to_owned(),
        }
    }
}

fn check_marks(name: &str, source: &Source) -> Result<(), ColumnarError> {
    let file = name.to_owned();
    let mark_at = |place: u64| {
        let mut mark = [0; 4];
        match source.read_at(&mut mark, place) {
            Ok(_) => Ok(mark),
            Err(reason) => Err(ColumnarError::Unreadable {
                file: name.to_owned(),
                reason,
            }),
        }
    };
    match mark_at(0)? {
        MARK => {}
        ENCRYPTED => return Err(ColumnarError::Encrypted { file }),
        _ => return Err(ColumnarError::NotParquet { file }),
    }
    if source.len() < SHORTEST || mark_at(source.len() - 4)? != MARK {
        return Err(ColumnarError::Damaged {
            file,
            reason: "its end is missing".to_owned(),
        });
    }
    Ok(())
}
