//! Numbers in short: so many thousands, millions or billions.

/// The largest unit that a number holds at least one of, and its letter; none below a thousand.
/// `letters` stand for a thousand, a million and so on.
#[must_use]
pub fn unit<'a>(value: u64, letters: &[&'a str]) -> Option<(u64, &'a str)> {
    let units = (1..)
        .zip(letters)
        .map(|(power, letter)| (1_000_u64.pow(power), *letter));
    units.take_while(|(unit, _)| value >= *unit).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_counted_in_the_largest_unit_it_holds() {
        let letters = ["k", "M", "B"];
        assert_eq!(unit(999, &letters), None);
        assert_eq!(unit(1_000, &letters), Some((1_000, "k")));
        assert_eq!(unit(999_999, &letters), Some((1_000, "k")));
        assert_eq!(unit(u64::MAX, &letters), Some((1_000_000_000, "B")));
        assert_eq!(unit(u64::MAX, &letters[..2]), Some((1_000_000, "M")));
    }
}
