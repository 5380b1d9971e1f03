//! Ids as the database holds them, compared by their text: the INTEGER 7 and the TEXT "7" are one
//! id. Knows nothing of what an id names.

use std::fmt;

/// The id of an item or of an order, borrowed from a row.
///
/// Made by [`From`], a key is [`Key::Integer`] exactly when its text is the decimal form of an
/// `i64` (no sign `+`, no leading zero), whatever type the database gave it. So equal texts are
/// equal keys, "007" and 7 are two ids, and a caller can keep most ids as plain numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key<'a> {
    /// An id whose text is a plain decimal number.
    Integer(i64),
    /// Every other id.
    Text(&'a str),
}

impl From<i64> for Key<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(text: &'a str) -> Self {
        plain_integer(text).map_or(Self::Text(text), Self::Integer)
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

/// The number `text` is the decimal form of, if it is exactly that.
fn plain_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = match digits.as_bytes() {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.len() < 19 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn number_and_its_text_are_one_key() {
        assert_eq!(Key::from(7), Key::from("7"));
        assert_eq!(Key::from(i64::MIN), Key::from("-9223372036854775808"));
        assert_eq!(Key::from(0), Key::from("0"));
    }

    #[test]
    fn texts_that_only_look_like_numbers_stay_texts() {
        for text in [
            "007",
            "+7",
            "-0",
            "",
            "-",
            " 7",
            "7 ",
            "9223372036854775808",
            "٧",
        ] {
            assert_eq!(Key::from(text), Key::Text(text));
        }
    }

    proptest! {
        #[test]
        fn keys_are_equal_exactly_when_their_texts_are(a in "-?[0-9a]{0,3}", b in "-?[0-9a]{0,3}") {
            prop_assert_eq!(Key::from(a.as_str()) == Key::from(b.as_str()), a == b);
        }

        #[test]
        fn key_prints_as_its_text(text in "-?[0-9]{0,20}", number in any::<i64>()) {
            prop_assert_eq!(Key::from(text.as_str()).to_string(), text);
            let same = number.to_string();
            prop_assert_eq!(Key::from(number), Key::from(same.as_str()));
        }
    }
}
