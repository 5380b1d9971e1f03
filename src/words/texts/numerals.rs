//! How a language groups and parts digits.

use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::language::Language;

static ENGLISH: LazyLock<Numerals> = LazyLock::new(|| Numerals::of(locale!("en")));
static GERMAN: LazyLock<Numerals> = LazyLock::new(|| Numerals::of(locale!("de")));

/// How a language groups and parts digits, by the rules of CLDR.
pub(super) struct Numerals(Option<DecimalFormatter>);

impl Numerals {
    fn of(locale: Locale) -> Self {
        Self(DecimalFormatter::try_new(locale.into(), Default::default()).ok())
    }

    pub(super) fn in_language(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    /// Writes a number given in plain digits: `2759986`, `6.8`.
    pub(super) fn write(&self, digits: &str) -> String {
        // So few digits are neither grouped nor parted in any language.
        if digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return digits.to_owned();
        }
        let parts = self.0.as_ref().zip(digits.parse::<Decimal>().ok());
        parts.map_or_else(
            || digits.to_owned(),
            |(formatter, number)| formatter.format(&number).to_string(),
        )
    }

    /// Writes the value of an argument.
    pub(super) fn value(&self, value: f64) -> String {
        // Nearly all are whole, whose digits take less work than those of a float.
        match whole(value) {
            Some(value) => self.write(&value.to_string()),
            None => self.write(&value.to_string()),
        }
    }
}

/// The largest whole number that plural forms are chosen by; all beyond take the same one, and would
/// lose digits as floats.
pub(super) const MOST_COUNTED: u64 = 1 << 53;

/// A value that is a whole number.
pub(super) fn whole(value: f64) -> Option<u64> {
    let is_whole = value.fract() == 0.0 && (0.0..=MOST_COUNTED as f64).contains(&value);
    is_whole.then_some(value as u64)
}

/// How Fluent asks for a value in writing.
type Formatter = fn(&FluentValue, &IntlLangMemoizer) -> Option<String>;

/// How a message of a language writes the numbers it is given.
pub(super) fn formatter(language: Language) -> Formatter {
    match language {
        Language::English => |value, _| write_argument(value, &ENGLISH),
        Language::German => |value, _| write_argument(value, &GERMAN),
    }
}

fn write_argument(value: &FluentValue, numerals: &Numerals) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numerals.value(number.value)),
        _ => None,
    }
}
