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
        let parts = self.0.as_ref().zip(digits.parse::<Decimal>().ok());
        parts.map_or_else(
            || digits.to_owned(),
            |(formatter, number)| formatter.format(&number).to_string(),
        )
    }
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
        FluentValue::Number(number) => Some(numerals.write(&number.value.to_string())),
        _ => None,
    }
}
