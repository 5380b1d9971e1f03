//! The values of one column, a batch at a time, and how each of them is written.
//!
//! Numbers stay numbers and texts stay where they were read; everything else is written out, one
//! after another into one text, so that no value has room of its own.

use std::fmt::Write;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::errors::Result;

use super::column::Meaning;

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// There is none, or none that can be written: NaN, a date that no calendar has.
    None,
    /// A whole number; one that is larger is a text.
    Integer(i64),
    /// A text, or anything else as a person would write it: `2010-12-01`, `2010-12-01T08:26:00Z`,
    /// `12.50`, `true`. A floating-point number always has a fraction or an exponent: `7.0`.
    Text(&'a str),
    /// Bytes that are no UTF-8.
    Bytes(&'a [u8]),
}

/// The values that are there, without those that are not.
#[derive(Debug)]
pub(super) enum Cells {
    Integers(Vec<i64>),
    Texts(Vec<ByteArray>),
    Fixed(Vec<FixedLenByteArray>),
    Written(Written),
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Integers(numbers) => numbers.len(),
            Self::Texts(texts) => texts.len(),
            Self::Fixed(texts) => texts.len(),
            Self::Written(written) => written.ends.len(),
        }
    }

    pub(super) fn get(&self, place: usize) -> Value<'_> {
        let value = match self {
            Self::Integers(numbers) => numbers.get(place).copied().map(Value::Integer),
            Self::Texts(texts) => texts.get(place).map(|text| readable(text.data())),
            Self::Fixed(texts) => texts.get(place).map(|text| readable(text.data())),
            Self::Written(written) => written.get(place).map(Value::Text),
        };
        value.unwrap_or(Value::None)
    }
}

fn readable(bytes: &[u8]) -> Value<'_> {
    std::str::from_utf8(bytes).map_or(Value::Bytes(bytes), Value::Text)
}

/// Values written out, one after another.
#[derive(Debug, Default)]
pub(super) struct Written {
    text: String,
    /// Where each ends. One that cannot be written is empty.
    ends: Vec<usize>,
}

impl Written {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, write: impl FnOnce(&mut String) -> Option<()>) {
        let start = self.text.len();
        if write(&mut self.text).is_none() {
            self.text.truncate(start);
        }
        self.ends.push(self.text.len());
    }

    fn get(&self, place: usize) -> Option<&str> {
        let start = match place.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let text = self.text.get(start..*self.ends.get(place)?)?;
        (!text.is_empty()).then_some(text)
    }
}

/// Rows of a list that are passed over at a time.
const ROWS_AT_A_TIME: usize = 4096;

/// A column of a row group under way.
pub(super) struct Decoder {
    typed: Typed,
    meaning: Meaning,
    pub(super) cells: Cells,
}

/// A reader, and what it read last, as it is kept.
enum Typed {
    Bool(ColumnReaderImpl<BoolType>, Vec<bool>),
    Int32(ColumnReaderImpl<Int32Type>, Vec<i32>),
    Int64(ColumnReaderImpl<Int64Type>, Vec<i64>),
    Int96(ColumnReaderImpl<Int96Type>, Vec<Int96>),
    Float(ColumnReaderImpl<FloatType>, Vec<f32>),
    Double(ColumnReaderImpl<DoubleType>, Vec<f64>),
    Bytes(ColumnReaderImpl<ByteArrayType>, Vec<ByteArray>),
    Fixed(
        ColumnReaderImpl<FixedLenByteArrayType>,
        Vec<FixedLenByteArray>,
    ),
}

/// Levels of entries: how much of a value is there, and which list goes on with it. None where a
/// column has one level only.
#[derive(Debug, Default)]
pub(super) struct Levels {
    pub(super) definition: Vec<i16>,
    pub(super) repetition: Vec<i16>,
}

impl Decoder {
    pub(super) fn new(reader: ColumnReader, meaning: Meaning) -> Self {
        let typed = match reader {
            ColumnReader::BoolColumnReader(reader) => Typed::Bool(reader, Vec::new()),
            ColumnReader::Int32ColumnReader(reader) => Typed::Int32(reader, Vec::new()),
            ColumnReader::Int64ColumnReader(reader) => Typed::Int64(reader, Vec::new()),
            ColumnReader::Int96ColumnReader(reader) => Typed::Int96(reader, Vec::new()),
            ColumnReader::FloatColumnReader(reader) => Typed::Float(reader, Vec::new()),
            ColumnReader::DoubleColumnReader(reader) => Typed::Double(reader, Vec::new()),
            ColumnReader::ByteArrayColumnReader(reader) => Typed::Bytes(reader, Vec::new()),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => Typed::Fixed(reader, Vec::new()),
        };
        let cells = typed.cells(meaning);
        Self {
            typed,
            meaning,
            cells,
        }
    }

    /// Reads the next rows of the file, at most as many as told; says how many rows and how many
    /// entries these are.
    pub(super) fn read(&mut self, rows: usize, levels: &mut Levels) -> Result<(usize, usize)> {
        levels.definition.clear();
        levels.repetition.clear();
        let read = match &mut self.typed {
            Typed::Bool(reader, values) => read(reader, rows, levels, values),
            Typed::Int32(reader, values) => read(reader, rows, levels, values),
            Typed::Int64(reader, values) => read(reader, rows, levels, values),
            Typed::Int96(reader, values) => read(reader, rows, levels, values),
            Typed::Float(reader, values) => read(reader, rows, levels, values),
            Typed::Double(reader, values) => read(reader, rows, levels, values),
            Typed::Bytes(reader, values) => read(reader, rows, levels, values),
            Typed::Fixed(reader, values) => read(reader, rows, levels, values),
        }?;
        self.arrange();
        Ok(read)
    }

    /// Passes over so many rows of the file, or over all there are.
    pub(super) fn pass_over(&mut self, rows: u64, in_list: bool) -> Result<()> {
        let mut left = usize::try_from(rows).unwrap_or(usize::MAX);
        // The decoder's own way goes on for ever where the levels of a list are damaged.
        let levels = &mut Levels::default();
        while in_list && left > 0 {
            match self.read(left.min(ROWS_AT_A_TIME), levels)?.0 {
                0 => return Ok(()),
                passed => left -= passed,
            }
        }
        self.skip(left)?;
        Ok(())
    }

    fn skip(&mut self, rows: usize) -> Result<usize> {
        match &mut self.typed {
            Typed::Bool(reader, _) => reader.skip_records(rows),
            Typed::Int32(reader, _) => reader.skip_records(rows),
            Typed::Int64(reader, _) => reader.skip_records(rows),
            Typed::Int96(reader, _) => reader.skip_records(rows),
            Typed::Float(reader, _) => reader.skip_records(rows),
            Typed::Double(reader, _) => reader.skip_records(rows),
            Typed::Bytes(reader, _) => reader.skip_records(rows),
            Typed::Fixed(reader, _) => reader.skip_records(rows),
        }
    }

    /// Makes cells of what was read.
    fn arrange(&mut self) {
        let meaning = self.meaning;
        match (&mut self.typed, &mut self.cells) {
            (Typed::Int32(_, read), Cells::Integers(cells)) => {
                cells.clear();
                cells.extend(read.iter().map(|&number| match meaning {
                    Meaning::Unsigned => i64::from(number as u32),
                    _ => i64::from(number),
                }));
            }
            (Typed::Int64(_, read), Cells::Integers(cells)) => std::mem::swap(read, cells),
            (Typed::Bytes(_, read), Cells::Texts(cells)) => std::mem::swap(read, cells),
            (Typed::Fixed(_, read), Cells::Fixed(cells)) => std::mem::swap(read, cells),
            (typed, Cells::Written(cells)) => {
                cells.clear();
                typed.write(meaning, cells);
            }
            // `Typed::cells` made them for each other.
            _ => {}
        }
    }
}

fn read<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    levels: &mut Levels,
    values: &mut Vec<T::T>,
) -> Result<(usize, usize)> {
    values.clear();
    let (definition, repetition) = (&mut levels.definition, &mut levels.repetition);
    let (rows, _, entries) =
        reader.read_records(rows, Some(definition), Some(repetition), values)?;
    Ok((rows, entries))
}

impl Typed {
    /// Cells fit for what is read.
    fn cells(&self, meaning: Meaning) -> Cells {
        match (self, meaning) {
            (
                Self::Int32(..),
                Meaning::Plain | Meaning::Unsigned | Meaning::Decimal { scale: 0 },
            )
            | (Self::Int64(..), Meaning::Plain | Meaning::Decimal { scale: 0 }) => {
                Cells::Integers(Vec::new())
            }
            (Self::Bytes(..), Meaning::Plain) => Cells::Texts(Vec::new()),
            (Self::Fixed(..), Meaning::Plain) => Cells::Fixed(Vec::new()),
            _ => Cells::Written(Written::default()),
        }
    }

    fn write(&self, meaning: Meaning, cells: &mut Written) {
        match self {
            Self::Bool(_, read) => {
                write_all(cells, read, |value, text| write!(text, "{value}").ok())
            }
            Self::Float(_, read) => write_all(cells, read, |value, text| {
                (!value.is_nan()).then(|| write!(text, "{value:?}").ok())?
            }),
            Self::Double(_, read) => write_all(cells, read, |value, text| {
                (!value.is_nan()).then(|| write!(text, "{value:?}").ok())?
            }),
            Self::Int32(_, read) => {
                write_all(cells, read, |&value, text| {
                    write_number(text, value.into(), meaning)
                });
            }
            Self::Int64(_, read) => {
                write_all(cells, read, |&value, text| {
                    write_number(text, value, meaning)
                });
            }
            Self::Int96(_, read) => write_all(cells, read, |value, text| write_int96(text, value)),
            Self::Bytes(_, read) => {
                write_all(cells, read, |value, text| {
                    write_bytes(text, value.data(), meaning)
                });
            }
            Self::Fixed(_, read) => {
                write_all(cells, read, |value, text| {
                    write_bytes(text, value.data(), meaning)
                });
            }
        }
    }
}

fn write_all<T>(cells: &mut Written, values: &[T], write: impl Fn(&T, &mut String) -> Option<()>) {
    for value in values {
        cells.push(|text| write(value, text));
    }
}

fn write_number(text: &mut String, number: i64, meaning: Meaning) -> Option<()> {
    match meaning {
        Meaning::Decimal { scale } => write_decimal(text, number.into(), scale),
        Meaning::Date => write_date(text, number),
        Meaning::Time { a_second } => write_time(text, number, a_second),
        Meaning::Timestamp { a_second, is_utc } => {
            let nanoseconds = i128::from(number) * i128::from(1_000_000_000 / a_second);
            write_timestamp(text, nanoseconds, is_utc)
        }
        Meaning::Unsigned => write!(text, "{}", number as u64).ok(),
        Meaning::Plain | Meaning::Float16 | Meaning::Uuid => write!(text, "{number}").ok(),
    }
}

/// Puts the point before the last `scale` digits.
fn write_decimal(text: &mut String, number: i128, scale: u32) -> Option<()> {
    if scale == 0 {
        return write!(text, "{number}").ok();
    }
    let digits = format!(
        "{:0>width$}",
        number.unsigned_abs(),
        width = scale as usize + 1
    );
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let sign = if number < 0 { "-" } else { "" };
    write!(text, "{sign}{whole}.{fraction}").ok()
}

fn write_date(text: &mut String, days: i64) -> Option<()> {
    let midnight = Timestamp::from_second(days.checked_mul(86_400)?).ok()?;
    let date = midnight.to_zoned(TimeZone::UTC).date();
    write!(text, "{date}").ok()
}

fn write_time(text: &mut String, number: i64, a_second: i64) -> Option<()> {
    let nanoseconds = number.checked_mul(1_000_000_000 / a_second)?;
    let time = Time::midnight()
        .checked_add(SignedDuration::from_nanos(nanoseconds))
        .ok()?;
    write!(text, "{time}").ok()
}

fn write_timestamp(text: &mut String, nanoseconds: i128, is_utc: bool) -> Option<()> {
    let time = Timestamp::from_nanosecond(nanoseconds).ok()?;
    if is_utc {
        write!(text, "{time}").ok()
    } else {
        write!(text, "{}", time.to_zoned(TimeZone::UTC).datetime()).ok()
    }
}

/// Twelve bytes, as Hive and Spark wrote times: nanoseconds of the day and the Julian day.
fn write_int96(text: &mut String, value: &Int96) -> Option<()> {
    const JULIAN_DAY_OF_1970: i128 = 2_440_588;
    const NANOSECONDS_A_DAY: i128 = 86_400_000_000_000;
    let [low, high, day] = *value.data() else {
        return None;
    };
    let of_day = i128::from((u64::from(high) << 32) | u64::from(low));
    if of_day >= NANOSECONDS_A_DAY {
        return None;
    }
    let days = i128::from(day as i32) - JULIAN_DAY_OF_1970;
    // No time zone is kept with it.
    write_timestamp(text, days * NANOSECONDS_A_DAY + of_day, false)
}

fn write_bytes(text: &mut String, bytes: &[u8], meaning: Meaning) -> Option<()> {
    match meaning {
        Meaning::Decimal { scale } => write_decimal(text, big_endian(bytes)?, scale),
        Meaning::Uuid => write_uuid(text, bytes),
        Meaning::Float16 => {
            let value = half(u16::from_le_bytes(bytes.try_into().ok()?));
            (!value.is_nan()).then(|| write!(text, "{value:?}").ok())?
        }
        _ => {
            text.push_str(std::str::from_utf8(bytes).ok()?);
            Some(())
        }
    }
}

/// A number in two's complement, its first byte the highest; of more than 16 bytes only one that
/// would do with fewer.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let first = *bytes.first()?;
    let filler = if first & 0x80 == 0 { 0x00 } else { 0xff };
    let (spare, bytes) = bytes.split_at(bytes.len().saturating_sub(16));
    if spare.iter().any(|&byte| byte != filler) {
        return None;
    }
    let mut whole = [filler; 16];
    whole[16 - bytes.len()..].copy_from_slice(bytes);
    let number = i128::from_be_bytes(whole);
    ((number < 0) == (filler == 0xff)).then_some(number)
}

fn write_uuid(text: &mut String, bytes: &[u8]) -> Option<()> {
    let bytes: [u8; 16] = bytes.try_into().ok()?;
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        write!(text, "{byte:02x}").ok()?;
    }
    Some(())
}

/// A floating-point number of 16 bits: a sign, 5 bits of exponent, 10 of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from((bits >> 10) & 0x1f), f32::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2_f32.powi(-24),
        0x1f if fraction == 0.0 => f32::INFINITY,
        0x1f => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2_f32.powi(exponent - 15),
    }
}
