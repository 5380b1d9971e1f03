//! Numbers as people read them: thousands apart, bytes and rates in their unit.

use indicatif::HumanCount;

use crate::letters::short;

/// The unit that is shown as a size.
const BYTES: &str = "bytes";

/// How many of something: `1,234,567 rows`, `12.3 MB`.
pub(super) fn amount(count: u64, unit: &str) -> String {
    match unit {
        BYTES => format!("{}B", shortened(count as f64)),
        _ => format!("{} {unit}", HumanCount(count)),
    }
}

/// How many a second: `1.5 M/s`, `350.0 MB/s`; `None` where there is too little of either to tell.
pub(super) fn rate(count: u64, seconds: f64, unit: &str) -> Option<String> {
    // Below a millisecond it is the clock that is measured.
    if count == 0 || seconds < 0.001 {
        return None;
    }
    let short = shortened(count as f64 / seconds);
    Some(match unit {
        BYTES => format!("{short}B/s"),
        _ => format!("{}/s", short.trim_end()),
    })
}

/// A number with its thousands as a letter.
fn shortened(value: f64) -> String {
    match short::unit(value as u64, &["k", "M", "G"]) {
        Some((unit, letter)) => format!("{:.1} {letter}", value / unit as f64),
        None => format!("{value:.0} "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_thousands_apart_and_bytes_a_size() {
        assert_eq!(amount(1_234_567, "rows"), "1,234,567 rows");
        assert_eq!(amount(0, "pairs"), "0 pairs");
        assert_eq!(amount(12_345_678, "bytes"), "12.3 MB");
        assert_eq!(amount(999, "bytes"), "999 B");
    }

    #[test]
    fn rates_are_short_and_none_where_there_is_nothing_to_tell() {
        assert_eq!(rate(3_000_000, 2.0, "rows").as_deref(), Some("1.5 M/s"));
        assert_eq!(rate(850, 1.0, "items").as_deref(), Some("850/s"));
        assert_eq!(rate(7_000, 2.0, "bytes").as_deref(), Some("3.5 kB/s"));
        assert_eq!(rate(0, 2.0, "rows"), None);
        assert_eq!(rate(10, 0.0, "rows"), None);
    }
}
