//! The keys by which an item is found whose title is just what was typed.
//!
//! A title has a literal key, of its letters and every sign, and a plain key, of its letters and
//! those signs that tell titles apart: `Spider-Man` and `Spiderman` share their plain key, `C` and
//! `C++` do not. Neither knows case, accents or spaces. Keys are numbers; that two titles share one
//! by chance does not happen in a catalogue, and would put an item too far up.

use super::conjunctions::is_conjunction;
use super::fold::{self, AND_SIGN, is_faint, letters_of, literal_sign, sign_of};
use super::pieces::{Text, gaps};

/// What the last bit of a key says: that the title has more to it than this key.
const PLAIN_ONLY: i64 = 1;

/// The keys an item with a title is found by.
pub(super) fn of_title(title: &Text<'_>) -> impl Iterator<Item = i64> + use<> {
    let (literal, plain) = both(title);
    let plain = plain.filter(|plain| Some(plain) != literal.as_ref());
    literal
        .map(|text| key(&text))
        .into_iter()
        .chain(plain.map(|text| key(&text) | PLAIN_ONLY))
}

/// The keys of titles that are what was typed: by every sign, and but for signs.
pub(super) struct TypedKeys {
    /// Titles that have every sign of the text and no other.
    pub(super) literal: Option<i64>,
    /// Titles that are the same but for signs that are often left away.
    pub(super) plain: Option<[i64; 2]>,
}

/// The keys to look for of a typed text.
pub(super) fn of_search(text: &Text<'_>) -> TypedKeys {
    let (literal, plain) = both(text);
    TypedKeys {
        literal: literal.map(|text| key(&text)),
        plain: plain.map(|text| [key(&text), key(&text) | PLAIN_ONLY]),
    }
}

fn both(text: &Text<'_>) -> (Option<String>, Option<String>) {
    let something = |text: String| (!text.is_empty()).then_some(text);
    (something(literal(&text.text)), something(plain(text)))
}

fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.chars() {
        match fold::is_letter(c) {
            true => letters_of(c, |letter| literal.push(letter)),
            false => literal.extend(literal_sign(c)),
        }
    }
    literal
}

fn plain(text: &Text<'_>) -> String {
    let Text { text, pieces } = text;
    let mut plain = String::with_capacity(text.len());
    for (place, gap) in gaps(text, pieces).enumerate() {
        let signs = text[gap].chars().filter_map(sign_of);
        let is_inside = place > 0 && place < pieces.len();
        plain.extend(signs.filter(|&sign| !is_faint(sign) || sign == AND_SIGN && is_inside));
        let Some(piece) = pieces.get(place) else {
            break;
        };
        match is_inside && place + 1 < pieces.len() && is_conjunction(&piece.text) {
            true => plain.push(AND_SIGN),
            false => plain.push_str(&piece.text),
        }
    }
    plain
}

/// FNV-1a, without its last bit and its sign.
fn key(text: &str) -> i64 {
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    (hash >> 1) as i64 & !PLAIN_ONLY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly_equal(left: &str, right: &str) -> bool {
        let wanted = of_search(&Text::of(left)).plain.unwrap_or_default();
        of_title(&Text::of(right)).any(|key| wanted.contains(&key))
    }

    fn literally_equal(left: &str, right: &str) -> bool {
        of_title(&Text::of(right)).any(|key| Some(key) == of_search(&Text::of(left)).literal)
    }

    #[test]
    fn titles_that_are_what_was_typed_share_a_key() {
        for (typed, title) in [
            ("spiderman", "Spider-Man"),
            ("acdc", "AC/DC"),
            ("salt and vinegar", "Salt & Vinegar"),
            ("salt & vinegar", "Salt und Vinegar"),
            ("iphone15", "iPhone 15"),
            ("m4 x 20", "M4×20"),
            ("ハリーポッター", "ハリー・ポッター"),
            ("net", ".NET"),
            ("help", "Help!"),
        ] {
            assert!(plainly_equal(typed, title), "{typed}, {title}");
            assert!(!literally_equal(typed, title) || typed == "m4 x 20" || typed == "iphone15");
        }
        for (typed, title) in [
            ("c++", "C++"),
            ("...", "..."),
            ("l’étranger", "L'Etranger"),
            ("!!!", "！！！"),
        ] {
            assert!(literally_equal(typed, title), "{typed}, {title}");
        }
    }

    #[test]
    fn signs_that_tell_titles_apart_tell_keys_apart() {
        for (typed, title) in [
            ("c", "C++"),
            ("c++", "C#"),
            ("c#", "C"),
            ("100", "100%"),
            ("🎸", "🥁"),
        ] {
            assert!(
                !plainly_equal(typed, title) && !literally_equal(typed, title),
                "{typed}, {title}"
            );
        }
        assert_eq!(of_title(&Text::of("?!")).count(), 1);
        assert_eq!(of_title(&Text::of(" ")).count(), 0);
    }
}
