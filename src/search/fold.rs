//! How single characters are written in the index: letters without case and accents, signs by
//! the one form that all their looks share. Knows no words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::letters::kind::{is_accent, is_room, is_unseen};

/// The sign all items hold that have an "and", and what stands for it in a search.
pub(super) const AND_SIGN: char = '\u{FF06}';

/// How far the full-width form of an ASCII sign is from it. Signs stand in the index by that form:
/// FTS5 parts words at those of ASCII.
const TO_FULL_WIDTH: u32 = 0xFEE0;

/// Whether `c` is part of a word: a letter, a digit, or the sign between two measures, which is
/// typed as an x.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '×'
}

/// The letters `c` is indexed as: none for an accent, two for `ß`.
pub(super) fn letters_of(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(c)
        .nfkd()
        .filter(|part| !is_accent(*part))
        .nfc()
    {
        for lower in part.to_lowercase().filter(|lower| !is_accent(*lower)) {
            match plain_letters(lower) {
                Some(letters) => letters.chars().for_each(&mut push),
                // A fraction's bar and the like come out of compatibility forms.
                None if lower.is_alphanumeric() || is_combining_mark(lower) => {
                    push(ascii_digit(lower).unwrap_or(lower));
                }
                None => {}
            }
        }
    }
}

/// How a letter is written out where its marks cannot be typed, if that is another way than
/// leaving them away: `Müller` as `Mueller`.
pub(super) fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' | 'ø' | 'Ø' => "oe",
        'ü' | 'Ü' => "ue",
        'å' | 'Å' => "aa",
        _ => return None,
    })
}

/// Letters that are not made of a letter and an accent, but are typed as if they were; and letters
/// of Arabic that are written one for the other.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ð' | 'đ' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '×' => "x",
        '\u{671}' => "\u{627}",             // alef wasla: alef
        '\u{649}' | '\u{6CC}' => "\u{64A}", // alef maqsura, Farsi yeh: yeh
        '\u{629}' => "\u{647}",             // teh marbuta: heh
        '\u{6A9}' => "\u{643}",             // keheh: kaf
        _ => return None,
    })
}

/// The zeros of the digits that are typed as 0 to 9 as well.
const ZEROS: [char; 16] = [
    '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}',
    '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{17E0}',
];

fn ascii_digit(c: char) -> Option<char> {
    let value = ZEROS
        .iter()
        .filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero)))
        .find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// The sign `c` counts as, in the form it has in the index; none where it only parts words, as
/// brackets, quotation marks, commas and dashes do.
pub(super) fn sign_of(c: char) -> Option<char> {
    let plain = match c {
        '\u{FF01}'..='\u{FF5E}' => ascii_of_full_width(c),
        _ => c,
    };
    if plain.is_ascii() {
        return matches!(plain,
            '!' | '#'..='&' | '*' | '+' | '-'..='/' | '<'..='@' | '\\' | '^' | '~')
        .then(|| full_width_of_ascii(plain));
    }
    (!is_silent(plain)).then_some(plain)
}

fn ascii_of_full_width(c: char) -> char {
    char::from_u32(u32::from(c) - TO_FULL_WIDTH).unwrap_or(c)
}

fn full_width_of_ascii(c: char) -> char {
    char::from_u32(u32::from(c) + TO_FULL_WIDTH).unwrap_or(c)
}

/// Whether a character beyond ASCII says nothing by itself: punctuation, marks of trade and law,
/// tones of skin, and what has no shape or no meaning.
fn is_silent(c: char) -> bool {
    is_letter(c)
        || is_unseen(c)
        || is_combining_mark(c)
        || matches!(c,
            '\u{A1}' | '\u{A7}'..='\u{A9}' | '\u{AB}' | '\u{AE}' | '\u{AF}' | '\u{B4}'
            | '\u{B6}'..='\u{B8}' | '\u{BB}' | '\u{BF}'
            | '\u{2010}'..='\u{205E}' | '\u{2120}' | '\u{2122}' | '\u{3000}'..='\u{303F}'
            | '\u{30A0}' | '\u{30FB}' | '\u{FF5F}'..='\u{FF65}' | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether a sign, as it stands in the index, often says no more than how a text is read:
/// `Help!` is asked for as `help`.
pub(super) fn is_faint(sign: char) -> bool {
    links(sign) || matches!(sign, '！' | '？' | '＊' | '～' | '＼')
}

/// Whether a sign, as it stands in the index, is one of those inside names that are as often left
/// away: `.`, `-`, `/`, `&`.
pub(super) fn links(sign: char) -> bool {
    matches!(sign, '．' | '－' | '／' | AND_SIGN)
}

/// A character that is no letter as it counts where two titles are compared by all they have; none
/// for room and what has no shape.
pub(super) fn literal_sign(c: char) -> Option<char> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2BC}' | '`' | '\u{B4}' => Some('\''),
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' => Some('"'),
        '\u{2010}'..='\u{2015}' => Some('-'),
        '\u{FF01}'..='\u{FF5E}' => Some(ascii_of_full_width(c)),
        '\u{1F3FB}'..='\u{1F3FF}' => None,
        _ => (!is_room(c) && !is_accent(c) && !is_unseen(c)).then_some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_say_something_are_told_from_those_that_part_words() {
        for c in "+#%&!?.-/@$€£♥🚀★∞°<>=＋？".chars() {
            assert!(sign_of(c).is_some_and(|sign| !sign.is_ascii()), "{c}");
        }
        for c in "\"'`,;:()[]{}_|«»“”„–—…•·・「」§¶©®™¿¡a1é\u{E000}\u{301}\u{200D}\0 ".chars()
        {
            assert_eq!(sign_of(c), None, "{c:?}");
        }
        assert_eq!(sign_of('＋'), sign_of('+'));
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        let mut folded = String::new();
        for c in "٣۴५๖７".chars() {
            letters_of(c, |letter| folded.push(letter));
        }
        assert_eq!(folded, "34567");
    }
}
