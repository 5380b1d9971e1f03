//! Numbers, shares, years and dates as the readers of a language write them.

use fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::numerals::{MOST_COUNTED, Numerals};
use super::{Texts, args};
use crate::letters::short;

impl Texts {
    /// A whole number with its thousands apart: `413,563`.
    #[must_use]
    pub fn number(self, value: impl TryInto<u128>) -> String {
        let value = value.try_into().unwrap_or(u128::MAX);
        Numerals::in_language(self.language()).write(&value.to_string())
    }

    /// A number in two or three digits and its unit, the rest cut off: `999`, `1.2k`, `183k`, `1.2M`.
    #[must_use]
    pub fn short_number(self, value: u64) -> String {
        let units = [
            "number-thousands",
            "number-millions",
            "number-billions",
            "number-trillions",
        ];
        let Some((unit, name)) = short::unit(value, &units) else {
            return self.number(value);
        };
        let tenths = value / (unit / 10);
        let number = if tenths < 100 {
            self.decimal(&one_decimal(tenths as f64 / 10.0))
        } else {
            self.number(tenths / 10)
        };
        self.tell(name, &args!["number" => number])
    }

    /// A number and its noun, by the name of a message that takes a `count`: `4 steps`.
    #[must_use]
    pub fn count(self, noun: &str, value: impl TryInto<u128>) -> String {
        self.tell(noun, &args!["count" => self.counted(value)])
    }

    /// A whole number of any size as the argument of a message, which chooses its plural form.
    pub(crate) fn counted(self, value: impl TryInto<u128>) -> FluentValue<'static> {
        let value = value.try_into().unwrap_or(u128::MAX);
        if value <= MOST_COUNTED.into() {
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
