//! Parquet files for tests, made with the writer of the crate that reads them.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// The values of a column in one row group, with its levels.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    values: Values,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

#[derive(Debug, Clone)]
pub(crate) enum Values {
    Bool(Vec<bool>),
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Int96(Vec<Int96>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Vec<ByteArray>),
    Fixed(Vec<FixedLenByteArray>),
}

/// Values none of which may miss.
pub(crate) fn required(values: Values) -> Sample {
    levelled(values, &[], &[])
}

/// Values with their levels.
pub(crate) fn levelled(values: Values, definition: &[i16], repetition: &[i16]) -> Sample {
    Sample {
        values,
        definition: definition.to_vec(),
        repetition: repetition.to_vec(),
    }
}

/// Whole numbers, some of which may miss.
pub(crate) fn integers(values: &[Option<i64>]) -> Sample {
    let there = values.iter().flatten().copied().collect();
    levelled(Values::Int64(there), &definition(values), &[])
}

/// Texts, some of which may miss.
pub(crate) fn texts<T: AsRef<[u8]>>(values: &[Option<T>]) -> Sample {
    let there = values.iter().flatten().map(AsRef::as_ref);
    levelled(byte_arrays(there), &definition(values), &[])
}

/// Texts one after another.
pub(crate) fn byte_arrays<'t>(values: impl IntoIterator<Item = &'t [u8]>) -> Values {
    let values = values.into_iter();
    Values::Bytes(
        values
            .map(|value| ByteArray::from(value.to_vec()))
            .collect(),
    )
}

fn definition<T>(values: &[Option<T>]) -> Vec<i16> {
    values
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect()
}

/// A file of row groups, each of which has a sample for every column.
pub(crate) fn file(columns: &str, groups: &[Vec<Sample>]) -> Vec<u8> {
    file_with(WriterProperties::builder().build(), columns, groups)
}

/// The same, packed.
pub(crate) fn packed(compression: Compression, columns: &str, groups: &[Vec<Sample>]) -> Vec<u8> {
    let properties = WriterProperties::builder().set_compression(compression);
    file_with(properties.build(), columns, groups)
}

/// The same, with the properties of the writer.
pub(crate) fn file_with(
    properties: WriterProperties,
    columns: &str,
    groups: &[Vec<Sample>],
) -> Vec<u8> {
    let schema = parse_message_type(&format!("message shop {{ {columns} }}")).unwrap();
    let mut file = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut file, Arc::new(schema), Arc::new(properties)).unwrap();
    for samples in groups {
        let mut group = writer.next_row_group().unwrap();
        for sample in samples {
            let mut column = group.next_column().unwrap().unwrap();
            let definition = levels(&sample.definition);
            let repetition = levels(&sample.repetition);
            macro_rules! write {
                ($writer:expr, $values:expr) => {
                    $writer.write_batch($values, definition, repetition)
                };
            }
            match (column.untyped(), &sample.values) {
                (ColumnWriter::BoolColumnWriter(writer), Values::Bool(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::Int32ColumnWriter(writer), Values::Int32(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::Int64ColumnWriter(writer), Values::Int64(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::Int96ColumnWriter(writer), Values::Int96(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::FloatColumnWriter(writer), Values::Float(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::DoubleColumnWriter(writer), Values::Double(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::ByteArrayColumnWriter(writer), Values::Bytes(values)) => {
                    write!(writer, values)
                }
                (ColumnWriter::FixedLenByteArrayColumnWriter(writer), Values::Fixed(values)) => {
                    write!(writer, values)
                }
                _ => panic!("a sample of another type than its column"),
            }
            .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    file
}

/// The writer takes levels of no length for levels that are missing.
fn levels(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}
