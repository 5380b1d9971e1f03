//! Writing a table as a Parquet file, a row after the other, a bounded group of rows at a time.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// Most rows of a group.
const GROUP_ROWS: usize = 128 * 1024;
/// A group ends with the row whose texts make it larger than this, in bytes.
const GROUP_BYTES: usize = 32 << 20;

/// What the cells of a column to be written are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Texts, in UTF-8.
    Text,
    /// Whole numbers of 64 bits.
    Integer,
    /// Floating-point numbers of 64 bits.
    Float,
    /// `true` or `false`.
    Boolean,
}

impl CellKind {
    /// As it stands before the name of a column in the text of a schema, and what after it.
    fn in_schema(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("binary", " (UTF8)"),
            Self::Integer => ("int64", ""),
            Self::Float => ("double", ""),
            Self::Boolean => ("boolean", ""),
        }
    }
}

/// A cell to be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Of [`CellKind::Text`].
    Text(&'a str),
    /// Of [`CellKind::Integer`].
    Integer(i64),
    /// Of [`CellKind::Float`].
    Float(f64),
    /// Of [`CellKind::Boolean`].
    Boolean(bool),
}

/// A table on its way into a file, packed by zstd. Any cell may be missing.
pub struct TableWriter<'o> {
    file: SerializedFileWriter<&'o mut (dyn Write + Send)>,
    columns: Vec<Cells>,
    /// The column that the next cell is of.
    next: usize,
    rows: usize,
    text_bytes: usize,
}

impl<'o> TableWriter<'o> {
    /// Begins a table with columns of these names, which are letters, digits and underscores.
    ///
    /// # Errors
    /// `out` takes nothing.
    pub fn begin(
        out: &'o mut (dyn Write + Send),
        columns: impl Iterator<Item = (&'static str, CellKind)>,
    ) -> io::Result<Self> {
        let columns: Vec<_> = columns.collect();
        let fields = columns.iter().map(|(name, kind)| {
            let (kind, meaning) = kind.in_schema();
            format!("optional {kind} {name}{meaning};")
        });
        let schema = format!("message table {{ {} }}", fields.collect::<String>());
        let schema = parse_message_type(&schema).map_err(as_io)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            file: file.map_err(as_io)?,
            columns: columns.iter().map(|&(_, kind)| Cells::new(kind)).collect(),
            next: 0,
            rows: 0,
            text_bytes: 0,
        })
    }

    /// The next cell of this row. One that is of another kind than its column is missing, and one
    /// beyond the last column is passed over.
    pub fn put(&mut self, cell: Option<Cell<'_>>) {
        if let Some(Cell::Text(text)) = cell {
            self.text_bytes += text.len();
        }
        if let Some(column) = self.columns.get_mut(self.next) {
            column.put(cell);
            self.next += 1;
        }
    }

    /// Ends a row; the cells it has too few of are missing.
    ///
    /// # Errors
    /// A group of rows is full, and nothing takes it.
    pub fn end_row(&mut self) -> io::Result<()> {
        for column in &mut self.columns[self.next..] {
            column.put(None);
        }
        self.next = 0;
        self.rows += 1;
        if self.rows == GROUP_ROWS || self.text_bytes > GROUP_BYTES {
            self.end_group()?;
        }
        Ok(())
    }

    /// Writes what is left and what says where everything is.
    ///
    /// # Errors
    /// Nothing takes it.
    pub fn finish(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.file.close().map_err(as_io)?;
        Ok(())
    }

    fn end_group(&mut self) -> io::Result<()> {
        (self.rows, self.text_bytes) = (0, 0);
        self.write_group().map_err(as_io)
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for cells in &mut self.columns {
            if let Some(mut column) = group.next_column()? {
                cells.write(column.untyped())?;
                column.close()?;
            }
        }
        group.close()?;
        Ok(())
    }
}

/// The cells of one column in one group: the values that are there, and for each row whether it has one.
struct Cells {
    values: Values,
    is_there: Vec<i16>,
}

enum Values {
    /// All texts one after the other, and where each ends.
    Texts {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
    Integers(Vec<i64>),
    Floats(Vec<f64>),
    Booleans(Vec<bool>),
}

impl Cells {
    fn new(kind: CellKind) -> Self {
        Self {
            values: match kind {
                CellKind::Text => Values::Texts {
                    bytes: Vec::new(),
                    ends: Vec::new(),
                },
                CellKind::Integer => Values::Integers(Vec::new()),
                CellKind::Float => Values::Floats(Vec::new()),
                CellKind::Boolean => Values::Booleans(Vec::new()),
            },
            is_there: Vec::new(),
        }
    }

    fn put(&mut self, cell: Option<Cell<'_>>) {
        let mut is_there = true;
        match (&mut self.values, cell) {
            (Values::Texts { bytes, ends }, Some(Cell::Text(text))) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
            }
            (Values::Integers(values), Some(Cell::Integer(value))) => values.push(value),
            (Values::Floats(values), Some(Cell::Float(value))) => values.push(value),
            (Values::Booleans(values), Some(Cell::Boolean(value))) => values.push(value),
            _ => is_there = false,
        }
        self.is_there.push(i16::from(is_there));
    }

    /// Writes all of them and forgets them.
    fn write(&mut self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(&self.is_there[..]);
        match (&mut self.values, column) {
            (Values::Texts { bytes, ends }, ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(&texts(std::mem::take(bytes), ends), levels, None)?;
                ends.clear();
            }
            (Values::Integers(values), ColumnWriter::Int64ColumnWriter(writer)) => {
                writer.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Floats(values), ColumnWriter::DoubleColumnWriter(writer)) => {
                writer.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Booleans(values), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(values, levels, None)?;
                values.clear();
            }
            _ => return Err(ParquetError::General("a column of another type".to_owned())),
        }
        self.is_there.clear();
        Ok(())
    }
}

/// Texts that share one piece of memory.
fn texts(bytes: Vec<u8>, ends: &[usize]) -> Vec<ByteArray> {
    let bytes = Bytes::from(bytes);
    let mut start = 0;
    let each = ends.iter().map(|&end| {
        let text = bytes.slice(start..end);
        start = end;
        ByteArray::from(text)
    });
    each.collect()
}

/// What the system said, where it was the system.
fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ParquetFile, Value};
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_put_whatever_is_missing() {
        let columns = [
            ("id", CellKind::Text),
            ("orders", CellKind::Integer),
            ("strength", CellKind::Float),
            ("is_main", CellKind::Boolean),
        ];
        let mut bytes = Vec::new();
        let mut table = TableWriter::begin(&mut bytes, columns.into_iter()).unwrap();
        table.put(Some(Cell::Text("a\0 \u{1F600}")));
        table.put(Some(Cell::Integer(i64::MAX)));
        table.put(Some(Cell::Float(0.25)));
        table.put(Some(Cell::Boolean(true)));
        table.end_row().unwrap();
        table.put(None);
        table.put(Some(Cell::Text("of another kind")));
        table.end_row().unwrap();
        table.finish().unwrap();
        let file = ParquetFile::from_bytes("table", bytes).unwrap();
        let mut rows = file.rows(0, &[0, 1, 2, 3]).unwrap();
        let batch = rows.next_batch().unwrap().unwrap();
        let values: Vec<_> = (0..2)
            .flat_map(|row| (0..4).map(move |column| (row, column)))
            .map(|(row, column)| batch.value(row, column))
            .collect();
        let first = [
            Value::Text("a\0 \u{1F600}"),
            Value::Integer(i64::MAX),
            Value::Text("0.25"),
            Value::Text("true"),
        ];
        assert_eq!(values[..4], first);
        assert_eq!(values[4..], [Value::None; 4]);
    }
}
