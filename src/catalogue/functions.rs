//! Functions that shops' views and SELECTs use, and that the SQLite built into this program lacks:
//! `REGEXP`, and those of mathematics that SQLite has where it is built with them.

use regex::Regex;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};

/// Of one number.
const OF_ONE: [(&str, fn(f64) -> f64); 22] = [
    ("ceil", f64::ceil),
    ("ceiling", f64::ceil),
    ("floor", f64::floor),
    ("trunc", f64::trunc),
    ("sqrt", f64::sqrt),
    ("exp", f64::exp),
    ("ln", f64::ln),
    ("log", f64::log10),
    ("log10", f64::log10),
    ("log2", f64::log2),
    ("sin", f64::sin),
    ("cos", f64::cos),
    ("tan", f64::tan),
    ("asin", f64::asin),
    ("acos", f64::acos),
    ("atan", f64::atan),
    ("sinh", f64::sinh),
    ("cosh", f64::cosh),
    ("tanh", f64::tanh),
    ("degrees", f64::to_degrees),
    ("radians", f64::to_radians),
    ("acosh", f64::acosh),
];

/// Of two numbers.
const OF_TWO: [(&str, fn(f64, f64) -> f64); 5] = [
    ("pow", f64::powf),
    ("power", f64::powf),
    ("mod", |number, divisor| number % divisor),
    ("atan2", f64::atan2),
    ("log", |base, number| number.ln() / base.ln()),
];

/// Names that leave a whole number as it is.
const ROUNDING: [&str; 4] = ["ceil", "ceiling", "floor", "trunc"];

/// Gives a connection the functions.
pub(super) fn add(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("regexp", 2, flags, matches)?;
    connection.create_scalar_function("pi", 0, flags, |_| Ok(std::f64::consts::PI))?;
    for (name, function) in OF_ONE {
        let keeps_whole = ROUNDING.contains(&name);
        connection.create_scalar_function(name, 1, flags, move |context| {
            Ok(match context.get_raw(0) {
                ValueRef::Integer(number) if keeps_whole => Value::Integer(number),
                value => real(number(value).map(function)),
            })
        })?;
    }
    for (name, function) in OF_TWO {
        connection.create_scalar_function(name, 2, flags, move |context| {
            let numbers = number(context.get_raw(0)).zip(number(context.get_raw(1)));
            Ok(real(numbers.map(|(first, second)| function(first, second))))
        })?;
    }
    Ok(())
}

/// `text REGEXP pattern`, which SQLite asks as `regexp(pattern, text)`. A pattern is read once a
/// statement.
fn matches(context: &Context<'_>) -> rusqlite::Result<Option<bool>> {
    let pattern = context.get_or_create_aux(0, |pattern| {
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(Regex::new(pattern.as_str()?)?)
    });
    Ok(match context.get_raw(1) {
        ValueRef::Null => None,
        ValueRef::Text(text) => Some(pattern?.is_match(&String::from_utf8_lossy(text))),
        ValueRef::Integer(number) => Some(pattern?.is_match(&number.to_string())),
        ValueRef::Real(number) => Some(pattern?.is_match(&number.to_string())),
        ValueRef::Blob(_) => Some(false),
    })
}

fn number(value: ValueRef<'_>) -> Option<f64> {
    match value {
        ValueRef::Integer(number) => Some(number as f64),
        ValueRef::Real(number) => Some(number),
        ValueRef::Text(text) => std::str::from_utf8(text).ok()?.trim().parse().ok(),
        ValueRef::Null | ValueRef::Blob(_) => None,
    }
}

/// What is no number is NULL.
fn real(number: Option<f64>) -> Value {
    let number = number.filter(|number| !number.is_nan());
    number.map_or(Value::Null, Value::Real)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_give_what_sqlite_gives_where_it_has_them() {
        let connection = Connection::open_in_memory().unwrap();
        add(&connection).unwrap();
        for (sql, expected) in [
            ("floor(2.5)", "2.0"),
            ("floor(7)", "7"),
            ("ceiling(-1.5)", "-1.0"),
            ("floor(NULL)", "NULL"),
            ("floor('x')", "NULL"),
            ("floor('1.5')", "1.0"),
            ("sqrt(-1)", "NULL"),
            ("pow(2, 10)", "1024.0"),
            ("mod(7, 4)", "3.0"),
            ("log(100)", "2.0"),
            ("log(2, 8)", "3.0"),
            ("'SKU-12' REGEXP '^[A-Z]+-\\d+$'", "1"),
            ("'sku' REGEXP '^[A-Z]+'", "0"),
            ("12 REGEXP '^1'", "1"),
            ("NULL REGEXP 'x'", "NULL"),
        ] {
            let quoted = format!("SELECT quote({sql})");
            let value: String = connection.query_row(&quoted, [], |row| row.get(0)).unwrap();
            assert_eq!(value, expected, "{sql}");
        }
        let broken = connection.query_row("SELECT 'x' REGEXP '('", [], |_| Ok(()));
        assert!(broken.unwrap_err().to_string().contains("unclosed group"));
    }
}
