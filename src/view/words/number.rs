//! Numbers as people write them.

/// A whole number with commas between its thousands: `413,563`.
#[must_use]
pub fn number(value: impl TryInto<u128>) -> String {
    let digits = value.try_into().unwrap_or(u128::MAX).to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number and its noun: `1 step`, `4 steps`.
#[must_use]
pub fn count_of(value: impl TryInto<u128>, one: &str, many: &str) -> String {
    let value = value.try_into().unwrap_or(u128::MAX);
    let noun = if value == 1 { one } else { many };
    format!("{} {noun}", number(value))
}

/// A share in 0 to 1 as a percentage: `12 %`, `0.4 %`, `under 0.1 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    if (99.5..100.0).contains(&value) {
        // Rounding up would claim all of them.
        format!("{:.1} %", (value * 10.0).floor() / 10.0)
    } else if value >= 9.95 {
        format!("{value:.0} %")
    } else if value >= 0.1 {
        format!("{} %", one_decimal(value))
    } else if value > 0.0 {
        "under 0.1 %".to_owned()
    } else {
        "0 %".to_owned()
    }
}

/// A factor: `8 times`, `2.5 times`, `1,200 times`.
#[must_use]
pub fn times(factor: f64) -> String {
    if factor >= 9.95 {
        // A float beyond 128 bits saturates, and so does the cast.
        format!("{} times", number(factor.round() as u128))
    } else if factor < 0.1 {
        "under 0.1 times".to_owned()
    } else {
        let factor = one_decimal(factor);
        let times = if factor == "1" { "time" } else { "times" };
        format!("{factor} {times}")
    }
}

/// A number with one decimal, unless that is 0: `6.8`, `7`.
pub(super) fn one_decimal(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// A year as a reader knows it: `1851`, `AD 8`, `700 BC`.
#[must_use]
pub fn year(year: i32) -> String {
    match year {
        ..=-1 => format!("{} BC", year.unsigned_abs()),
        0..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn early_years_say_their_era() {
        assert_eq!(year(1851), "1851");
        assert_eq!(year(8), "AD 8");
        assert_eq!(year(-700), "700 BC");
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(number(0u32), "0");
        assert_eq!(number(999u32), "999");
        assert_eq!(number(1_000usize), "1,000");
        assert_eq!(number(2_759_986u64), "2,759,986");
        assert!(number(u128::MAX).starts_with("340,282,366,"));
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(count_of(1usize, "step", "steps"), "1 step");
        assert_eq!(count_of(0usize, "step", "steps"), "0 steps");
    }

    #[test]
    fn shares_and_factors_keep_what_matters() {
        assert_eq!(percent(0.1234), "12 %");
        assert_eq!(percent(0.0412), "4.1 %");
        assert_eq!(percent(0.00001), "under 0.1 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.99921), "99.9 %");
        assert_eq!(percent(0.9999), "99.9 %");
        assert_eq!(times(8.04), "8 times");
        assert_eq!(times(1234.5), "1,235 times");
        assert_eq!(times(0.64), "0.6 times");
    }
}
