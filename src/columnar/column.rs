//! What a column is called, and what its values are, whatever the bytes they are kept in.
//!
//! A file nests: a list is a group that repeats, often with one or two more groups around it whose
//! names mean nothing (`line_items.list.element.sku`, `.bag.array_element`, `.array`). People say
//! `line_items[].sku`, and so does this file.

use std::fmt;

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor, Type};

/// A column that holds values, and no other columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, with those of what it is in: `billing.city`, `line_items[].sku`.
    pub path: String,
    /// What its values are.
    pub kind: Kind,
    pub(super) meaning: Meaning,
    /// Each list it is in, from the outermost one, as numbered in this file.
    pub(super) lists: Vec<usize>,
}

impl Column {
    /// Whether it has any number of values a row: it is in a list.
    #[must_use]
    pub fn repeats(&self) -> bool {
        !self.lists.is_empty()
    }
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Whole numbers, also such as a warehouse keeps as decimals without a fraction.
    Integer,
    /// Floating-point numbers.
    Float,
    /// Decimal numbers with a fraction.
    Decimal,
    /// `true` and `false`.
    Boolean,
    /// Days.
    Date,
    /// Times of a day.
    Time,
    /// Days with a time.
    Timestamp,
    /// Bytes that nobody says are text; some programs write texts so.
    Bytes,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "texts",
            Self::Integer => "whole numbers",
            Self::Float => "floating-point numbers",
            Self::Decimal => "decimal numbers",
            Self::Boolean => "true or false",
            Self::Date => "dates",
            Self::Time => "times",
            Self::Timestamp => "timestamps",
            Self::Bytes => "bytes",
        })
    }
}

/// How what is kept is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// As it is: a number, a text, bytes.
    Plain,
    /// A whole number without a sign.
    Unsigned,
    /// Without the point, which stands before the last so many digits.
    Decimal { scale: u32 },
    /// Days since 1970.
    Date,
    /// Since midnight, in so many parts of a second.
    Time { a_second: i64 },
    /// Since 1970, in so many parts of a second.
    Timestamp { a_second: i64, is_utc: bool },
    /// Half a float, in two bytes.
    Float16,
    /// Sixteen bytes.
    Uuid,
}

/// Most digits after the point that are believed; no decimal has more than 76.
const MAX_SCALE: i32 = 76;

impl Meaning {
    fn of(column: &ColumnDescriptor) -> Self {
        let decimal = |scale: i32| match scale {
            0..=MAX_SCALE => Self::Decimal {
                scale: scale as u32,
            },
            _ => Self::Plain,
        };
        match column.logical_type_ref() {
            Some(LogicalType::Decimal(decimals)) => decimal(decimals.scale),
            Some(LogicalType::Date) => Self::Date,
            Some(LogicalType::Time(time)) => Self::Time {
                a_second: parts_of_a_second(&time.unit),
            },
            Some(LogicalType::Timestamp(time)) => Self::Timestamp {
                a_second: parts_of_a_second(&time.unit),
                is_utc: time.is_adjusted_to_u_t_c,
            },
            Some(LogicalType::Integer(integer)) if !integer.is_signed => Self::Unsigned,
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(LogicalType::Float16) => Self::Float16,
            Some(_) => Self::Plain,
            None => Self::converted(column, decimal),
        }
    }

    /// As older files say it.
    fn converted(column: &ColumnDescriptor, decimal: impl Fn(i32) -> Self) -> Self {
        let timestamp = |a_second| Self::Timestamp {
            a_second,
            is_utc: true,
        };
        match column.converted_type() {
            ConvertedType::DECIMAL => decimal(column.type_scale()),
            ConvertedType::DATE => Self::Date,
            ConvertedType::TIME_MILLIS => Self::Time { a_second: 1_000 },
            ConvertedType::TIME_MICROS => Self::Time {
                a_second: 1_000_000,
            },
            ConvertedType::TIMESTAMP_MILLIS => timestamp(1_000),
            ConvertedType::TIMESTAMP_MICROS => timestamp(1_000_000),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            _ => Self::Plain,
        }
    }

    fn kind(self, column: &ColumnDescriptor) -> Kind {
        match (self, column.physical_type()) {
            (_, Physical::BOOLEAN) => Kind::Boolean,
            (_, Physical::FLOAT | Physical::DOUBLE) | (Self::Float16, _) => Kind::Float,
            (_, Physical::INT96) | (Self::Timestamp { .. }, _) => Kind::Timestamp,
            (Self::Decimal { scale: 0 }, _) => Kind::Integer,
            (Self::Decimal { .. }, _) => Kind::Decimal,
            (Self::Date, _) => Kind::Date,
            (Self::Time { .. }, _) => Kind::Time,
            (Self::Uuid, _) => Kind::Text,
            (_, Physical::INT32 | Physical::INT64) => Kind::Integer,
            (_, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY) if is_text(column) => {
                Kind::Text
            }
            (_, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY) => Kind::Bytes,
        }
    }
}

fn is_text(column: &ColumnDescriptor) -> bool {
    matches!(
        column.logical_type_ref(),
        Some(LogicalType::String | LogicalType::Enum | LogicalType::Json)
    ) || matches!(
        column.converted_type(),
        ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON
    )
}

fn parts_of_a_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// All columns of a file that hold values, in its order.
pub(super) fn columns(schema: &SchemaDescriptor) -> Vec<Column> {
    let mut leaves = Leaves::default();
    for field in schema.root_schema().get_fields() {
        leaves.visit(field, field.name().to_owned(), &[], None);
    }
    let named = leaves.found.into_iter().zip(schema.columns());
    named
        .map(|((path, lists), column)| {
            let meaning = Meaning::of(column);
            Column {
                path,
                kind: meaning.kind(column),
                meaning,
                lists,
            }
        })
        .collect()
}

/// Goes through what nests.
#[derive(Default)]
struct Leaves {
    found: Vec<(String, Vec<usize>)>,
    list_count: usize,
}

impl Leaves {
    /// `path` is what people call it, but for its being a list; `list` is the group that says that
    /// what repeats in it is a list.
    fn visit(&mut self, node: &Type, mut path: String, lists: &[usize], list: Option<&Type>) {
        let mut lists = lists.to_vec();
        if is_repeated(node) {
            path.push_str("[]");
            lists.push(self.list_count);
            self.list_count += 1;
        }
        if node.is_primitive() {
            self.found.push((path, lists));
        } else if let Some(repeated) = what_repeats(node) {
            self.visit(repeated, path, &lists, Some(node));
        } else if let Some(element) = list.and_then(|list| wrapped(node, list)) {
            self.visit(element, path, &lists, None);
        } else {
            for field in node.get_fields() {
                self.visit(field, format!("{path}.{}", field.name()), &lists, None);
            }
        }
    }
}

fn is_repeated(node: &Type) -> bool {
    let info = node.get_basic_info();
    info.has_repetition() && info.repetition() == Repetition::REPEATED
}

/// The elements, in a group that says it is a list or a map.
fn what_repeats(node: &Type) -> Option<&Type> {
    let [only] = node.get_fields() else {
        return None;
    };
    (is_list(node) && is_repeated(only)).then_some(&**only)
}

/// The element, in a group that only wraps it so that it can be missing. Before there was a rule, a
/// group of one column could be the element itself; its name tells.
fn wrapped<'t>(repeated: &'t Type, list: &Type) -> Option<&'t Type> {
    let [only] = repeated.get_fields() else {
        return None;
    };
    let name = repeated.name();
    let is_element = name == "array" || name.strip_suffix("_tuple") == Some(list.name());
    (!is_element).then_some(&**only)
}

fn is_list(node: &Type) -> bool {
    let info = node.get_basic_info();
    matches!(
        info.logical_type_ref(),
        Some(LogicalType::List | LogicalType::Map)
    ) || matches!(
        info.converted_type(),
        ConvertedType::LIST | ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE
    )
}
