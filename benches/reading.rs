//! Reading order lines on all cores, beside the fastest scan there is (two connections that do
//! nothing but step and add up), and beside what one connection takes.
//!
//! The same lines are read from Parquet too, in row groups of a million as warehouses write them.
//!
//! `CARTWAY_BENCH_DB` names a database with a plain table order_lines(order_id, item_id) of whole
//! numbers to read instead of the generated one.

use std::env;
use std::fs::File;
use std::hint::black_box;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::thread;

use cartway::catalogue::{Catalogue, CatalogueError};
use cartway::rebuild;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use parquet::basic::Compression;
use parquet::data_type::Int64Type;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rusqlite::{Connection, OpenFlags};

/// Lines of the generated table: ten an order.
const LINES: u64 = 10_000_000;

/// Half of the table each, the least that can be done with a row.
const CONNECTIONS: i64 = 2;

/// Rows of a row group.
const ROWS_A_GROUP: usize = 1 << 20;

fn generate(path: &Path) -> rusqlite::Result<()> {
    Connection::open(path)?.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
         CREATE TABLE order_lines(order_id NOT NULL, item_id NOT NULL);
         INSERT INTO order_lines
           WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT {LINES})
           SELECT 1 + i / 10, (i * 2654435761) % 4294967291 % 50000 FROM n"
    ))
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
}

/// Writes the lines into a folder of Parquet; says how many bytes they take there.
fn write_parquet(path: &Path, folder: &Path) -> u64 {
    let schema = "message lines { required int64 order_id; required int64 item_id; }";
    let schema = parse_message_type(schema).expect("it is a schema");
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    std::fs::create_dir_all(folder.join("order_lines")).expect("there is room");
    let file = folder.join("order_lines/0.parquet");
    let sink = File::create(&file).expect("there is room");
    let mut writer = SerializedFileWriter::new(sink, schema.into(), properties.build().into())
        .expect("there is room");
    let connection = open(path).expect("it was just written");
    let sql = "SELECT order_id, item_id FROM order_lines ORDER BY rowid";
    let mut statement = connection.prepare(sql).expect("it has order lines");
    let mut rows = statement.query([]).expect("it has order lines");
    loop {
        let mut columns = [Vec::new(), Vec::new()];
        while columns[0].len() < ROWS_A_GROUP
            && let Some(row) = rows.next().expect("it can be read")
        {
            for (place, column) in columns.iter_mut().enumerate() {
                column.push(row.get::<_, i64>(place).expect("whole numbers"));
            }
        }
        if columns[0].is_empty() {
            break;
        }
        let mut group = writer.next_row_group().expect("there is room");
        for values in &columns {
            let mut column = group
                .next_column()
                .expect("there is room")
                .expect("two columns");
            let typed = column.typed::<Int64Type>();
            typed
                .write_batch(values, None, None)
                .expect("there is room");
            column.close().expect("there is room");
        }
        group.close().expect("there is room");
    }
    writer.close().expect("there is room");
    file.metadata().map_or(0, |file| file.len())
}

/// Steps through a range of rows and adds up both columns.
fn sum(path: &Path, rowids: RangeInclusive<i64>) -> rusqlite::Result<i64> {
    let connection = open(path)?;
    let sql = "SELECT order_id, item_id FROM order_lines WHERE rowid BETWEEN ?1 AND ?2";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([*rowids.start(), *rowids.end()])?;
    let mut sum = 0_i64;
    while let Some(row) = rows.next()? {
        let (order, item) = (row.get_ref(0)?.as_i64()?, row.get_ref(1)?.as_i64()?);
        sum = sum.wrapping_add(order).wrapping_add(item);
    }
    Ok(sum)
}

fn sum_by_two(path: &Path, rows: i64) -> i64 {
    let share = rows / CONNECTIONS + 1;
    thread::scope(|scope| {
        let shares = (0..CONNECTIONS).map(|place| {
            let first = 1 + place * share;
            scope.spawn(move || sum(path, first..=first + share - 1))
        });
        let sums = shares.collect::<Vec<_>>().into_iter();
        sums.map(|sum| sum.join().expect("no panic").expect("a table of numbers"))
            .fold(0, i64::wrapping_add)
    })
}

/// All lines in chunks, nothing kept but their number.
fn count_lines(path: &Path) -> u64 {
    let catalogue = Catalogue::open_read_only(path).expect("it was just written");
    let mut reader = catalogue
        .reader_on(rayon::current_num_threads())
        .expect("it has order lines");
    let mut lines = 0;
    reader
        .order_lines_in_chunks(
            |_| 0_u64,
            |chunk, order, item| {
                black_box((order, item));
                *chunk += 1;
                Ok::<_, CatalogueError>(())
            },
            |chunk| {
                lines += chunk;
                Ok(())
            },
        )
        .expect("it can be read");
    lines
}

fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is room");
    let named = env::var_os("CARTWAY_BENCH_DB").map(PathBuf::from);
    let path = named.unwrap_or_else(|| {
        let path = folder.path().join("lines.db");
        generate(&path).expect("there is room");
        path
    });
    let rows: i64 = open(&path)
        .and_then(|it| it.query_row("SELECT max(rowid) FROM order_lines", [], |row| row.get(0)))
        .expect("it has order lines");
    let mut group = criterion.benchmark_group("order lines");
    group.sample_size(10);
    group.throughput(Throughput::Elements(rows.unsigned_abs()));
    group.bench_function("two connections that only add up", |bencher| {
        bencher.iter(|| black_box(sum_by_two(&path, rows)));
    });
    group.bench_function("one connection that only adds up", |bencher| {
        bencher.iter(|| black_box(sum(&path, 1..=rows)));
    });
    group.bench_function("cartway, in chunks, nothing kept", |bencher| {
        bencher.iter(|| black_box(count_lines(&path)));
    });
    group.bench_function("cartway, as a rebuild reads them", |bencher| {
        let settings = rebuild::Settings::new(&path, folder.path().join("shop.graph"));
        bencher.iter(|| black_box(rebuild::read(&settings, &()).expect("it can be read")));
    });
    let warehouse = folder.path().join("warehouse");
    let bytes = write_parquet(&path, &warehouse);
    group.bench_function(
        format!("a rebuild reads {bytes} bytes of Parquet"),
        |bencher| {
            let settings = rebuild::Settings::new(&warehouse, folder.path().join("shop.graph"));
            bencher.iter(|| black_box(rebuild::read(&settings, &()).expect("it can be read")));
        },
    );
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
