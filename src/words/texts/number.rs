//! Numbers, shares, years and dates as the readers of a language write them.

use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};
use intl_memoizer::concurrent::IntlLangMemoizer;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Language, Texts, args};

/// The largest whole number that plural forms are chosen by; all beyond take the same one.
const MOST_COUNTED: u128 = 1 << 53;

static ENGLISH: LazyLock<Numerals> = LazyLock::new(|| Numerals::of(locale!("en")));
static GERMAN: LazyLock<Numerals> = LazyLock::new(|| Numerals::of(locale!("de")));

/// How a language groups and parts digits, by the rules of CLDR.
struct Numerals(Option<DecimalFormatter>);

impl Numerals {
    fn of(locale: Locale) -> Self {
        Self(DecimalFormatter::try_new(locale.into(), Default::default()).ok())
    }

    fn in_language(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    /// Writes a number given in plain digits: `2759986`, `6.8`.
    fn write(&self, digits: &str) -> String {
        let parts = self.0.as_ref().zip(digits.parse::<Decimal>().ok());
        parts.map_or_else(
            || digits.to_owned(),
            |(formatter, number)| formatter.format(&number).to_string(),
        )
    }
}

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

impl Texts {
    /// A whole number with its thousands apart: `413,563`.
    #[must_use]
    pub fn number(self, value: impl TryInto<u128>) -> String {
        let value = value.try_into().unwrap_or(u128::MAX);
        Numerals::in_language(self.language()).write(&value.to_string())
    }

    /// A number and its noun, by the name of a message that takes a `count`: `4 steps`.
    #[must_use]
    pub fn count(self, noun: &str, value: impl TryInto<u128>) -> String {
        self.tell(noun, &args!["count" => self.counted(value)])
    }

    /// A whole number of any size as the argument of a message, which chooses its plural form.
    pub(crate) fn counted(self, value: impl TryInto<u128>) -> FluentValue<'static> {
        let value = value.try_into().unwrap_or(u128::MAX);
        if value <= MOST_COUNTED {
            FluentValue::from(value as f64)
        } else {
            FluentValue::from(self.number(value))
        }
    }

    /// A number with one decimal, unless that is 0: `6.8`, `7`.
    #[must_use]
    pub fn one_decimal(self, value: f64) -> String {
        self.decimal(&one_decimal(value))
    }

    /// A number with two decimals: `4.61`.
    #[must_use]
    pub fn two_decimals(self, value: f64) -> String {
        self.decimal(&format!("{value:.2}"))
    }

    fn decimal(self, digits: &str) -> String {
        Numerals::in_language(self.language()).write(digits)
    }

    /// A share in 0 to 1 as a percentage: `12 %`, `0.4 %`, `under 0.1 %`.
    #[must_use]
    pub fn percent(self, share: f64) -> String {
        let value = share * 100.0;
        let digits = if (99.5..100.0).contains(&value) {
            // Rounding up would claim all of them.
            format!("{:.1}", (value * 10.0).floor() / 10.0)
        } else if value >= 9.95 {
            format!("{value:.0}")
        } else if value >= 0.1 {
            one_decimal(value)
        } else if value > 0.0 {
            let least = self.decimal("0.1");
            return self.tell("percent-under", &args!["least" => least]);
        } else {
            "0".to_owned()
        };
        self.tell("percent", &args!["percent" => self.decimal(&digits)])
    }

    /// A factor: `8 times`, `2.5 times`, `1,200 times`.
    #[must_use]
    pub fn times(self, factor: f64) -> String {
        if factor >= 9.95 {
            // A float beyond 128 bits saturates, and so does the cast.
            return self.count("times", factor.round() as u128);
        }
        if factor < 0.1 {
            let least = self.decimal("0.1");
            return self.tell("times-under", &args!["least" => least]);
        }
        let rounded = (factor * 10.0).round() / 10.0;
        self.tell("times", &args!["count" => rounded])
    }

    /// A year as a reader knows it: `1851`, `AD 8`, `700 BC`.
    #[must_use]
    pub fn year(self, year: i32) -> String {
        let digits = year.unsigned_abs().to_string();
        match year {
            ..=-1 => self.tell("year-before-christ", &args!["year" => digits]),
            0..=999 => self.tell("year-of-christ", &args!["year" => digits]),
            _ => digits,
        }
    }

    /// The day of a moment, in universal time: `1 July 2026`.
    #[must_use]
    pub fn day(self, moment: Timestamp) -> String {
        let date = moment.to_zoned(TimeZone::UTC).date();
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.tell(
            "day",
            &args!["day" => day, "month" => date.month(), "year" => year],
        )
    }
}

/// Plain digits with one decimal, unless that is 0.
fn one_decimal(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}
