//! What a character is: the one place that says so, for what is read, searched, drawn and printed.
//!
//! The tables are ours and not Unicode's properties, which draw other lines in the places that
//! matter here: its right-to-left classes leave out points and digits, its scripts count Chinese
//! numerals written with strokes as words without spaces. An index is built by these tables and
//! searched by them years later, so a change here asks for a new format of the index. Knows single
//! characters only, nothing of texts.

use unicode_width::UnicodeWidthChar;

/// Whether a character stands for no letter but steers what prints it, or breaks the line: the
/// control characters and Unicode's two separators.
#[must_use]
pub fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Whether a character is room between words: white space, or a control character, which is shown
/// as a space.
#[must_use]
pub fn is_room(letter: char) -> bool {
    letter.is_whitespace() || is_control(letter)
}

/// Whether nothing of a character is seen where it stands alone: room, and what has no width, as
/// marks without a letter, joiners, marks of direction. Some have width and nothing in it.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    is_room(letter)
        || is_mark(letter)
        || matches!(
            letter,
            '\u{AD}' | '\u{115F}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        )
}

/// Whether a character takes no room of its own: it joins the letter before it, or has no shape.
#[must_use]
pub fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && letter.width() == Some(0)
}

/// Whether a character only embeds, overrides or isolates the direction of the text around it.
#[must_use]
pub fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character belongs to a script that runs right to left.
#[must_use]
pub fn runs_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether neither HTML nor XML may hold a character, even escaped: control characters but for tabs
/// and line breaks, and what is no character.
#[must_use]
pub fn is_forbidden_in_markup(letter: char) -> bool {
    match letter {
        '\t' | '\n' => false,
        ' '..='~' => false,
        _ => letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}'),
    }
}

/// Whether XML 1.0 may not hold a character, even escaped: it holds more of them than HTML does.
#[must_use]
pub fn is_forbidden_in_xml(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        _ => letter < ' ' || matches!(letter, '\u{FFFE}' | '\u{FFFF}'),
    }
}

/// Whether what [neither HTML nor XML may hold](is_forbidden_in_markup) may begin with a byte: few
/// texts have any such.
#[must_use]
#[inline]
pub fn may_begin_forbidden(byte: u8) -> bool {
    // The second half of the control characters, and what is no character, are encoded in several bytes.
    (byte < b' ' && byte != b'\t' && byte != b'\n') || matches!(byte, 0x7F | 0xC2 | 0xEF)
}

/// Whether a character never changes which word it stands in: accents, vowel points and signs
/// without a shape. Vowel signs of Indic scripts do, and the voice marks of kana.
#[must_use]
pub fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{0483}'..='\u{0487}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a letter belongs to a script whose words are found by pairs of its letters, as no spaces
/// part them: Chinese characters, Japanese kana, Thai, Lao, Burmese and Khmer. Korean has spaces,
/// but every writer puts them elsewhere.
#[must_use]
pub fn is_spaceless(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}'
        | '\u{0E81}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}'
        | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}'..='\u{17DD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_forbidden_begins_with_another_byte() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_forbidden_in_markup(*letter)) {
            let begin = letter.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(may_begin_forbidden(begin), "{letter:?}");
        }
    }

    #[test]
    fn no_mark_is_ascii() {
        assert!(('\0'..='\u{7F}').all(|letter| letter.width() != Some(0)));
    }

    /// A number for all characters a rule holds for, and how many there are.
    fn print_of(rule: impl Fn(char) -> bool) -> (usize, u32) {
        let held = ('\0'..=char::MAX).filter(|&letter| rule(letter));
        held.fold((0, 0), |(count, print), letter| {
            let print = (print ^ u32::from(letter)).wrapping_mul(0x0100_0193);
            (count + 1, print)
        })
    }

    #[test]
    fn what_the_index_was_built_by_stays() {
        assert_eq!(print_of(is_accent), (448, 639_559_414));
        assert_eq!(print_of(is_spaceless), (170_985, 1_979_496_151));
    }

    #[test]
    fn what_has_direction_steers_it_or_is_unseen_is_told_apart() {
        assert!(runs_right_to_left('ש') && runs_right_to_left('ك') && !runs_right_to_left('a'));
        assert!(is_direction_mark('\u{202E}') && is_unseen('\u{202E}'));
        assert!(is_unseen('\u{301}') && is_unseen('\u{3164}') && !is_unseen('é'));
    }

    #[test]
    fn markup_holds_tabs_and_line_breaks_and_no_other_control() {
        let held: Vec<char> = ('\0'..' ')
            .filter(|&c| !is_forbidden_in_markup(c))
            .collect();
        assert_eq!(held, ['\t', '\n']);
        assert!(is_forbidden_in_markup('\u{FFFF}') && !is_forbidden_in_markup('\u{2028}'));
    }
}
