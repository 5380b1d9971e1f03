//! The year a work is from, out of whatever a shop wrote in that column.

/// Years beyond these are taken for something else, such as a date without separators.
const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;

/// The year in `text`: the whole text as a number, or else the first run of exactly four digits
/// ("1999-05-01", "c. 1984", "2001.0"). `None` where there is none.
pub(crate) fn from_text(text: &str) -> Option<i32> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return from_integer(number);
    }
    text.split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 4)
        .and_then(|digits| digits.parse().ok())
}

/// The year `number` stands for, if it can be one.
pub(super) fn from_integer(number: i64) -> Option<i32> {
    if YEARS.contains(&number) {
        i32::try_from(number).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_what_shops_write() {
        for (text, year) in [
            ("1999", 1999),
            (" 1999 ", 1999),
            ("1999-05-01", 1999),
            ("01/05/1999", 1999),
            ("c. 1984", 1984),
            ("[2001?]", 2001),
            ("2001.0", 2001),
            ("-44", -44),
            ("868", 868),
        ] {
            assert_eq!(from_text(text), Some(year), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_years() {
        for text in [
            "",
            "unknown",
            "20240131",
            "123456789012345678901234",
            "99 BC",
            "12345-1",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
