//! What is read is what was written, and what is damaged is told as such.

use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::file::properties::{WriterProperties, WriterVersion};
use proptest::prelude::*;

use super::samples::{self, Sample, Values, integers, levelled, required, texts};
use super::{ColumnarError, Kind, ParquetFile, Value};

fn open(bytes: Vec<u8>) -> ParquetFile {
    ParquetFile::from_bytes("shop.parquet", bytes).unwrap()
}

fn shown(value: Value<'_>) -> String {
    match value {
        Value::None => "-".to_owned(),
        Value::Integer(number) => format!("#{number}"),
        Value::Text(text) => text.to_owned(),
        Value::Bytes(bytes) => format!("{bytes:?}"),
    }
}

/// All rows of some columns, each with the row of its row group that it is of.
fn rows(file: &ParquetFile, wanted: &[usize]) -> Result<Vec<(u64, Vec<String>)>, ColumnarError> {
    let mut all = Vec::new();
    for group in 0..file.row_groups().len() {
        let mut rows = file.rows(group, wanted)?;
        while let Some(batch) = rows.next_batch()? {
            for row in 0..batch.len() {
                let values = (0..wanted.len()).map(|column| shown(batch.value(row, column)));
                all.push((batch.origin(row), values.collect()));
            }
        }
    }
    Ok(all)
}

/// The only column of a file, as texts.
fn column(definition: &str, sample: Sample) -> Vec<String> {
    let file = open(samples::file(definition, &[vec![sample]]));
    let rows = rows(&file, &[0]).unwrap();
    rows.into_iter().flat_map(|(_, values)| values).collect()
}

fn kind(definition: &str) -> Kind {
    open(samples::file(definition, &[])).columns()[0].kind
}

#[test]
fn texts_and_numbers_are_read_with_those_that_miss() {
    let bytes = samples::file(
        "optional int64 order_id; optional binary item_id (UTF8);",
        &[
            vec![integers(&[Some(7), None]), texts(&[Some("mug"), Some("")])],
            vec![integers(&[Some(-1)]), texts::<&str>(&[None])],
        ],
    );
    let file = open(bytes);
    assert_eq!((file.row_count(), file.row_groups()), (3, &[2, 1][..]));
    let names: Vec<&str> = file.columns().iter().map(|column| &*column.path).collect();
    assert_eq!(names, ["order_id", "item_id"]);
    let all = rows(&file, &[1, 0]).unwrap();
    let values = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    assert_eq!(
        all,
        [
            (0, values("mug", "#7")),
            (1, values("", "-")),
            (0, values("-", "#-1"))
        ]
    );
}

#[test]
fn days_and_times_are_written_as_people_write_them() {
    let day = |days| {
        column(
            "required int32 d (DATE);",
            required(Values::Int32(vec![days])),
        )
    };
    assert_eq!(day(14_944), ["2010-12-01"]);
    assert_eq!(day(-1), ["1969-12-31"]);
    assert_eq!(day(i32::MAX), ["-"]);
    for (definition, number, expected) in [
        (
            "TIMESTAMP_MILLIS",
            1_291_191_960_000,
            "2010-12-01T08:26:00Z",
        ),
        (
            "TIMESTAMP(MICROS,false)",
            1_291_191_960_250_000,
            "2010-12-01T08:26:00.25",
        ),
        (
            "TIMESTAMP(NANOS,true)",
            -1_000_000_000,
            "1969-12-31T23:59:59Z",
        ),
        ("TIMESTAMP(MILLIS,true)", i64::MAX, "-"),
        ("TIME(MICROS,true)", 30_360_000_000, "08:26:00"),
        ("TIME(NANOS,true)", i64::MIN, "-"),
    ] {
        let definition = format!("required int64 t ({definition});");
        let sample = required(Values::Int64(vec![number]));
        assert_eq!(column(&definition, sample), [expected], "{definition}");
    }
    let mut hive = Int96::new();
    hive.set_data(0, 0, 2_440_589);
    let mut never = Int96::new();
    never.set_data(u32::MAX, u32::MAX, u32::MAX);
    assert_eq!(
        column(
            "required int96 t;",
            required(Values::Int96(vec![hive, never]))
        ),
        ["1970-01-02T00:00:00", "-"]
    );
}

#[test]
fn decimals_have_their_point_and_those_without_one_are_whole_numbers() {
    let numbers = Values::Int32(vec![1_250, -5, 0]);
    assert_eq!(
        column("required int32 p (DECIMAL(9,2));", required(numbers)),
        ["12.50", "-0.05", "0.00"]
    );
    let fixed = |bytes: &[&[u8]]| {
        let values = bytes
            .iter()
            .map(|bytes| ByteArray::from(bytes.to_vec()).into());
        required(Values::Fixed(values.collect::<Vec<FixedLenByteArray>>()))
    };
    assert_eq!(
        column(
            "required fixed_len_byte_array(3) p (DECIMAL(6,2));",
            fixed(&[&[0, 4, 226], &[255, 255, 251]])
        ),
        ["12.50", "-0.05"]
    );
    let id = "required fixed_len_byte_array(16) id (DECIMAL(38,0));";
    assert_eq!(kind(id), Kind::Integer);
    let mut large = [0; 16];
    large[7] = 1;
    assert_eq!(column(id, fixed(&[&large])), ["18446744073709551616"]);
    let number = required(Values::Int64(vec![7]));
    assert_eq!(column("required int64 id (DECIMAL(18,0));", number), ["#7"]);
    let long = samples::byte_arrays([&[255; 20][..], &[1; 20], &[]]);
    assert_eq!(
        column("required binary p (DECIMAL(48,1));", required(long)),
        ["-0.1", "-", "-"]
    );
}

#[test]
fn other_values_are_written_and_numbers_without_sign_have_none() {
    let float = required(Values::Double(vec![7.0, 0.5, f64::NAN, 1e300]));
    assert_eq!(
        column("required double x;", float),
        ["7.0", "0.5", "-", "1e300"]
    );
    let float = required(Values::Float(vec![9.99]));
    assert_eq!(column("required float x;", float), ["9.99"]);
    let bool = required(Values::Bool(vec![true, false]));
    assert_eq!(column("required boolean x;", bool), ["true", "false"]);
    let number = required(Values::Int32(vec![-1]));
    assert_eq!(
        column("required int32 x (UINT_32);", number),
        ["#4294967295"]
    );
    let number = required(Values::Int64(vec![-1, 7]));
    assert_eq!(
        column("required int64 x (UINT_64);", number),
        ["18446744073709551615", "7"]
    );
    let fixed =
        |bytes: &[u8]| required(Values::Fixed(vec![ByteArray::from(bytes.to_vec()).into()]));
    assert_eq!(
        column(
            "required fixed_len_byte_array(16) x (UUID);",
            fixed(b"\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef")
        ),
        ["01234567-89ab-cdef-0123-456789abcdef"]
    );
    assert_eq!(
        column(
            "required fixed_len_byte_array(2) x (FLOAT16);",
            fixed(&[0x00, 0xc7])
        ),
        ["-7.0"]
    );
    let bytes = samples::byte_arrays([&b"text"[..], b"\xff\x00"]);
    assert_eq!(
        column("required binary x;", required(bytes)),
        ["text", "[255, 0]"]
    );
}

#[test]
fn kinds_are_told_from_what_a_file_says_of_its_columns() {
    for (definition, expected) in [
        ("required binary x (UTF8);", Kind::Text),
        ("required binary x (STRING);", Kind::Text),
        ("required binary x;", Kind::Bytes),
        ("required int32 x;", Kind::Integer),
        ("required int64 x (INTEGER(64,false));", Kind::Integer),
        ("required double x;", Kind::Float),
        ("required int64 x (DECIMAL(10,2));", Kind::Decimal),
        ("required boolean x;", Kind::Boolean),
        ("required int32 x (DATE);", Kind::Date),
        ("required int32 x (TIME_MILLIS);", Kind::Time),
        ("required int96 x;", Kind::Timestamp),
        ("required fixed_len_byte_array(16) x (UUID);", Kind::Text),
    ] {
        assert_eq!(kind(definition), expected, "{definition}");
    }
}

#[test]
fn lists_are_called_what_people_call_them() {
    for (definition, expected) in [
        (
            "optional group line_items (LIST) { repeated group list {
               optional group element { optional binary sku; optional group price { optional double eur; } } } }",
            &["line_items[].sku", "line_items[].price.eur"][..],
        ),
        (
            "optional group line_items (LIST) { repeated group bag { optional group array_element {
               optional binary sku; } } }",
            &["line_items[].sku"],
        ),
        (
            "optional group line_items (LIST) { repeated group array { required binary sku; } }",
            &["line_items[].sku"],
        ),
        (
            "optional group line_items (LIST) { repeated group line_items_tuple { required binary sku; } }",
            &["line_items[].sku"],
        ),
        (
            "repeated group line_items { required binary sku; repeated binary tags; }",
            &["line_items[].sku", "line_items[].tags[]"],
        ),
        (
            "optional group a (LIST) { repeated group list { optional group element (LIST) {
               repeated group list { optional int32 element; } } } }",
            &["a[][]"],
        ),
        (
            "optional group also_buy (LIST) { repeated binary array; }",
            &["also_buy[]"],
        ),
        (
            "optional group names (MAP) { repeated group key_value { required binary key; optional binary value; } }",
            &["names[].key", "names[].value"],
        ),
    ] {
        let file = open(samples::file(definition, &[]));
        let paths: Vec<&str> = file.columns().iter().map(|column| &*column.path).collect();
        assert_eq!(paths, expected, "{definition}");
        assert!(file.columns()[0].repeats());
    }
}

const ORDERS: &str = "required int64 id;
    optional group line_items (LIST) { repeated group list { optional group element {
        optional binary sku (UTF8); repeated binary tags (UTF8); } } }
    repeated binary coupons (UTF8);";

/// Order 1 with two lines, the second without a sku; order 2 without lines; order 3 with one.
fn orders() -> Vec<u8> {
    let sku = samples::byte_arrays([&b"mug"[..], b"vase"]);
    let tags = samples::byte_arrays([&b"blue"[..], b"tall", b"old"]);
    let coupons = samples::byte_arrays([&b"ten"[..]]);
    samples::file(
        ORDERS,
        &[vec![
            required(Values::Int64(vec![1, 2, 3])),
            levelled(sku, &[4, 3, 0, 4], &[0, 1, 0, 0]),
            levelled(tags, &[4, 4, 3, 0, 4], &[0, 2, 1, 0, 0]),
            levelled(coupons, &[0, 1, 0], &[0, 0, 0]),
        ]],
    )
}

#[test]
fn a_list_gives_a_row_an_element_and_what_is_outside_of_it_stays() {
    let file = open(orders());
    let seen: Vec<(u64, String)> = rows(&file, &[0, 1])
        .unwrap()
        .into_iter()
        .map(|(origin, values)| (origin, values.join(" ")))
        .collect();
    let expected = [(0, "#1 mug"), (0, "#1 -"), (1, "#2 -"), (2, "#3 vase")];
    assert_eq!(seen, expected.map(|(origin, row)| (origin, row.to_owned())));
    let inner: Vec<String> = rows(&file, &[2, 0, 1])
        .unwrap()
        .into_iter()
        .map(|(_, values)| values.join(" "))
        .collect();
    assert_eq!(
        inner,
        [
            "blue #1 mug",
            "tall #1 mug",
            "- #1 -",
            "- #2 -",
            "old #3 vase"
        ]
    );
}

#[test]
fn elements_of_different_lists_are_not_put_side_by_side() {
    let file = open(orders());
    let error = rows(&file, &[0, 1, 3]).unwrap_err();
    let ColumnarError::DifferentLists { .. } = &error else {
        panic!("{error}")
    };
    let error = error.to_string();
    assert!(
        error.contains("`line_items[].sku` and `coupons[]`")
            || error.contains("`coupons[]` and `line_items[].sku`"),
        "{error}"
    );
}

#[test]
fn rows_can_be_begun_with_anywhere_in_a_row_group() {
    let numbers: Vec<Option<i64>> = (0..20_000).map(|n| (n % 3 > 0).then_some(n / 7)).collect();
    let names: Vec<Option<String>> = numbers
        .iter()
        .map(|n| n.map(|n| format!("item {n}")))
        .collect();
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        let properties = WriterProperties::builder()
            .set_writer_version(version)
            .set_data_page_row_count_limit(1_000)
            .set_write_batch_size(100)
            .build();
        let columns = "optional int64 a; optional binary b (UTF8);";
        let file = open(samples::file_with(
            properties,
            columns,
            &[vec![integers(&numbers), texts(&names)]],
        ));
        for first in [0_usize, 1, 999, 1_000, 12_345, 19_999, 20_000, 50_000] {
            let mut rows = file.rows_in(0, first as u64..u64::MAX, &[0, 1]).unwrap();
            let mut place = first;
            while let Some(batch) = rows.next_batch().unwrap() {
                for row in 0..batch.len() {
                    let expected = numbers[place].map_or(Value::None, Value::Integer);
                    assert_eq!(batch.value(row, 0), expected);
                    let expected = names[place].as_deref().map_or(Value::None, Value::Text);
                    assert_eq!(batch.value(row, 1), expected);
                    assert_eq!(batch.origin(row), place as u64);
                    place += 1;
                }
            }
            assert_eq!(place, first.max(20_000), "from {first}");
        }
    }
}

#[test]
fn rows_of_lists_too_can_be_begun_with_anywhere() {
    let file = open(orders());
    let from = |first| {
        let mut rows = file.rows_in(0, first..u64::MAX, &[0, 1]).unwrap();
        let batch = rows.next_batch().unwrap();
        batch.map(|batch| (batch.origin(0), shown(batch.value(0, 1)), batch.len()))
    };
    assert_eq!(from(1), Some((1, "-".to_owned(), 2)));
    assert_eq!(from(2), Some((2, "vase".to_owned(), 1)));
    assert_eq!((from(3), from(u64::MAX)), (None, None));
}

#[test]
fn every_common_way_of_packing_is_read() {
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::BROTLI(BrotliLevel::default()),
    ] {
        let columns = "optional binary x (UTF8);";
        let bytes = samples::packed(compression, columns, &[vec![texts(&[Some("mug"); 100])]]);
        assert_eq!(
            rows(&open(bytes), &[0]).unwrap().len(),
            100,
            "{compression}"
        );
    }
}

#[test]
fn a_file_without_rows_has_none_and_one_without_columns_too() {
    let empty = open(samples::file("required int64 id;", &[]));
    assert_eq!((empty.row_count(), empty.columns().len()), (0, 1));
    assert_eq!(rows(&empty, &[0]).unwrap(), []);
    assert!(empty.rows(7, &[0]).unwrap().next_batch().unwrap().is_none());
    let full = open(samples::file(
        "optional int64 id;",
        &[vec![integers(&[Some(1)])]],
    ));
    assert!(full.rows(0, &[]).unwrap().next_batch().unwrap().is_none());
    assert!(full.rows(0, &[3]).is_err());
    let bare = open(samples::file("", &[]));
    assert_eq!((bare.row_count(), bare.columns().len()), (0, 0));
}

#[test]
fn what_is_no_parquet_file_is_told_with_its_name() {
    for (bytes, says) in [
        (&b""[..], "is no Parquet file"),
        (b"id,title\n1,Mug\n", "is no Parquet file"),
        (b"PAR1", "cut-off"),
        (b"PAR1 and so on and no end", "cut-off"),
        (b"PARE and so on and its end PARE", "is encrypted"),
        (b"PAR1\xff\xff\xff\xffPAR1", "damaged"),
    ] {
        let error = ParquetFile::from_bytes("shop.parquet", bytes.to_vec())
            .err()
            .unwrap();
        let error = error.to_string();
        assert!(
            error.starts_with("shop.parquet") && error.contains(says),
            "{error}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("none.parquet")] {
        let error = ParquetFile::open(&path).err().unwrap();
        assert!(matches!(error, ColumnarError::Unreadable { .. }), "{error}");
    }
}

#[test]
fn a_file_on_disk_is_read_by_many_threads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.parquet");
    let group = |first: i64| {
        vec![integers(
            &(first..first + 5_000).map(Some).collect::<Vec<_>>(),
        )]
    };
    let bytes = samples::file(
        "optional int64 x;",
        &[group(0), group(5_000), group(10_000)],
    );
    std::fs::write(&path, bytes).unwrap();
    let file = ParquetFile::open(&path).unwrap();
    std::thread::scope(|scope| {
        for group in [0, 1, 2, 0, 1, 2] {
            let file = &file;
            scope.spawn(move || {
                let mut rows = file.rows(group, &[0]).unwrap();
                let mut next = group as i64 * 5_000;
                while let Some(batch) = rows.next_batch().unwrap() {
                    for row in 0..batch.len() {
                        assert_eq!(batch.value(row, 0), Value::Integer(next));
                        next += 1;
                    }
                }
                assert_eq!(next, (group as i64 + 1) * 5_000);
            });
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_damaged_file_is_an_error_or_other_rows_and_never_a_panic(
        which in 0_usize..3,
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..4),
        cut in proptest::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let names: Vec<_> = (0..40).map(|n| Some(format!("item {}", n % 9))).collect();
        let mut bytes = match which {
            0 => orders(),
            1 => samples::packed(
                Compression::SNAPPY,
                "optional int64 a; optional binary b (UTF8);",
                &[vec![integers(&[Some(5); 40]), texts(&names)]],
            ),
            _ => samples::file_with(
                WriterProperties::builder().set_writer_version(WriterVersion::PARQUET_2_0).build(),
                "optional binary b (UTF8);",
                &[vec![texts(&names)]],
            ),
        };
        for (place, flip) in flips {
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let Ok(file) = ParquetFile::from_bytes("shop.parquet", bytes) else {
            return Ok(());
        };
        for column in 0..file.columns().len() {
            let _ = rows(&file, &[column]);
            let _ = file.rows_in(0, 3..u64::MAX, &[column]).map(|mut rows| rows.next_batch().is_ok());
        }
        let all: Vec<usize> = (0..file.columns().len()).collect();
        let _ = rows(&file, &all);
    }
}
