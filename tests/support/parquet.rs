//! Parquet files of texts, as other programs write them.

use std::path::Path;
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// Rows of one row group.
const GROUP: usize = 100_000;

/// Writes a table of texts; an empty one is none.
pub fn write_parquet(path: &Path, columns: &[&str], rows: &[Vec<String>]) {
    let fields = columns
        .iter()
        .map(|name| format!("optional binary {name} (UTF8);"));
    let schema = format!("message table {{ {} }}", fields.collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).expect("a sound schema"));
    let file = std::fs::File::create(path).expect("a file of the test can be written");
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    for rows in rows.chunks(GROUP) {
        let mut group = writer.next_row_group().unwrap();
        for index in 0..columns.len() {
            let values = rows.iter().map(|row| row[index].as_str());
            let there = values.clone().filter(|value| !value.is_empty());
            let there: Vec<ByteArray> = there.map(ByteArray::from).collect();
            let levels: Vec<i16> = values.map(|value| i16::from(!value.is_empty())).collect();
            let mut column = group
                .next_column()
                .unwrap()
                .expect("a column for each name");
            let typed = column.typed::<ByteArrayType>();
            typed.write_batch(&there, Some(&levels), None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}
