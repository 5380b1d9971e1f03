//! Fits texts into boxes: how many letters a line holds, and where a text is broken or cut.
//!
//! How wide a letter is, the caller says. The picture is drawn where no font is at hand, so a
//! [`label`] is measured by estimate, and always to the generous side: it may end early but never
//! runs out of its box. Knows characters and widths only.

use unicode_width::UnicodeWidthChar;

use super::kind::is_mark;
use super::plain::{begins_right_to_left, on_a_line};

/// Stands for a letter that cannot be drawn. A run of them is no word.
pub const STAND_IN: char = '□';

/// How letters are measured, and how much care is taken where a text is parted.
#[derive(Debug, Clone, Copy)]
pub struct Ruler<A> {
    /// The width of a letter, in the unit of the room.
    pub advance: A,
    /// Where a text is parted.
    pub care: Care,
}

/// Where a text is parted that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Lines between words, the end at the last letter that fits: for small boxes.
    Letters,
    /// Lines between words or else at a hyphen, and the end after a whole word: for large letters.
    /// Each line has at least one letter, however narrow the room.
    Words,
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Top to bottom; none for a text without letters.
    pub lines: Vec<String>,
    /// Nothing was left out.
    pub is_whole: bool,
    /// Every break is between two words.
    pub is_tidy: bool,
}

impl<A: Fn(char) -> f64> Ruler<A> {
    /// Breaks a text into at most `line_count` lines, but at least one, no wider than `room`;
    /// what does not fit ends in an ellipsis.
    pub fn lines(&self, text: &str, room: f64, line_count: usize) -> Lines {
        let mut lines = Lines {
            lines: Vec::new(),
            is_whole: true,
            is_tidy: true,
        };
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = self.fitting_bytes(rest, room);
            if end == rest.len() {
                lines.lines.push(rest.to_owned());
                break;
            }
            if lines.lines.len() + 1 >= line_count {
                lines.is_whole = false;
                lines.lines.push(self.shortened(rest, room));
                break;
            }
            let (cut, is_tidy) = self.cut_before(rest, end);
            lines.is_tidy &= is_tidy;
            let (line, after) = rest.split_at(cut);
            lines.lines.push(line.trim_end().to_owned());
            rest = after.trim_start();
        }
        lines
    }

    /// Breaks a text into [`lines`](Self::lines) about equally wide where the whole of it fits: no
    /// word stands alone below a full line.
    pub fn even_lines(&self, text: &str, room: f64, line_count: usize) -> Lines {
        let mut best = self.lines(text, room, line_count);
        if !best.is_whole || !best.is_tidy {
            return best;
        }
        let narrower = (1..10).map(|step| room * (1.0 - 0.06 * f64::from(step)));
        for room in narrower {
            let even = self.lines(text, room, line_count);
            if !even.is_whole || !even.is_tidy || even.lines.len() > best.lines.len() {
                break;
            }
            best = even;
        }
        best
    }

    /// Where to break before `end`, and whether that is between words.
    fn cut_before(&self, text: &str, end: usize) -> (usize, bool) {
        let (head, tail) = text.split_at(end);
        if tail.starts_with(' ') {
            return (end, true);
        }
        let after_last = |signs: &[char]| {
            let mut cuts = head.rmatch_indices(signs).map(|(at, sign)| at + sign.len());
            cuts.find(|&cut| cut > 1)
        };
        if let Some(cut) = after_last(&[' ']) {
            return (cut, true);
        }
        match self.care {
            Care::Letters => (end, false),
            Care::Words => match after_last(&['-', '–', '/']) {
                Some(cut) => (cut, false),
                None if end > 0 => (end, text.starts_with(STAND_IN)),
                // Not even one letter fits; it must go somewhere.
                None => (text.chars().next().map_or(0, char::len_utf8), false),
            },
        }
    }

    /// As much of a text as fits before an ellipsis.
    fn shortened(&self, text: &str, room: f64) -> String {
        let end = self.fitting_bytes(text, room - (self.advance)('…'));
        let (head, tail) = text.split_at(end);
        let head = match (self.care, head.rfind(' ')) {
            (Care::Letters, _) => head.trim_end(),
            // Whole words, unless little would be left of the line.
            (Care::Words, Some(space)) if !tail.starts_with(' ') && space * 5 > head.len() * 3 => {
                trim_signs(&head[..space])
            }
            (Care::Words, _) => trim_signs(head),
        };
        format!("{head}…")
    }

    /// Length of the longest beginning no wider than `room`. A mark stays with its letter.
    fn fitting_bytes(&self, text: &str, room: f64) -> usize {
        let mut used = 0.0;
        let mut end = 0;
        for (place, letter) in text.char_indices() {
            used += (self.advance)(letter);
            if !is_mark(letter) {
                end = place;
            }
            if used > room {
                return end;
            }
        }
        text.len()
    }
}

/// A text without the signs that nothing follows.
fn trim_signs(text: &str) -> &str {
    text.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '(', '·'])
}

/// A label broken into lines that fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The lines, top to bottom; a [`label`] has at least one.
    pub lines: Vec<String>,
    /// The text begins with a letter of a script written right to left.
    pub right_to_left: bool,
}

/// Breaks `text` into at most `line_count` lines no wider than `width` pixels at `size` pixels a
/// letter, by estimate; what does not fit ends in an ellipsis.
#[must_use]
pub fn label(text: &str, width: f64, size: f64, line_count: usize) -> Label {
    let text = on_a_line(text);
    let ruler = Ruler {
        advance,
        care: Care::Letters,
    };
    let mut lines = ruler.lines(&text, width / size, line_count).lines;
    if lines.is_empty() {
        lines.push(String::new());
    }
    Label {
        right_to_left: begins_right_to_left(&text),
        lines,
    }
}

/// The estimated width of a text in pixels, at `size` pixels a letter.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// How much wider the letters of a box may be than their estimate and still stay in it: less than
/// the room between text and edge.
pub const SLACK: f64 = 0.07;

/// Width of one character as a share of the letter size: a little more than in common system
/// fonts at half-bold weight, and within [`SLACK`] of the widest of them, DejaVu Sans Bold.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | 'J' | '.' | ',' | '\'' | '|' | ' ' | '\u{A0}' | '\u{202F}' => 0.36,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | ':' | ';' | '!' => 0.47,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1.04,
        'a' | 'b' | 'd' | 'g' | 'h' | 'n'..='q' | 'u' => 0.67,
        'a'..='z' => 0.635,
        '0'..='9' => 0.66,
        'A'..='Z' => 0.8,
        // Arabic phrases that are one character wide by the tables and a word wide on paper.
        '\u{FDF0}'..='\u{FDFF}' => 6.0,
        _ => match letter.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.84,
            Some(_) => 1.12,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters of DejaVu Sans Bold, in thousandths of their size.
    const WIDEST: [(&str, u32); 17] = [
        ("iljI J.,' ", 382),
        ("fr", 493),
        ("t()-/:;!", 478),
        ("m", 1042),
        ("w", 924),
        ("M", 995),
        ("W", 1103),
        ("abdghnopqu", 716),
        ("ck", 665),
        ("e", 678),
        ("svxyz", 652),
        ("0123456789", 696),
        ("ABCDEFGHKLNPRSTUVXYZ", 837),
        ("OQ", 850),
        ("&", 872),
        ("äöüéè", 687),
        ("ß", 719),
    ];

    #[test]
    fn no_letter_of_the_widest_typeface_is_far_wider_than_its_estimate() {
        for (letters, width) in WIDEST {
            for letter in letters.chars() {
                let estimate = advance(letter) * (1.0 + SLACK);
                assert!(
                    f64::from(width) / 1000.0 <= estimate,
                    "{letter} has {estimate}"
                );
            }
        }
    }

    #[test]
    fn a_short_title_stays_whole() {
        let label = label("Moby-Dick", 150.0, 13.0, 2);
        assert_eq!(label.lines, ["Moby-Dick"]);
        assert!(!label.right_to_left);
    }

    #[test]
    fn a_long_title_breaks_between_words_and_ends_in_an_ellipsis() {
        let label = label(
            "The Adventures of Huckleberry Finn and his friends",
            140.0,
            13.0,
            2,
        );
        assert_eq!(label.lines, ["The Adventures of", "Huckleberry Finn…"]);
    }

    #[test]
    fn wide_letters_count_double() {
        let label = label("吾輩は猫である名前はまだ無い", 60.0, 10.0, 1);
        assert_eq!(label.lines, ["吾輩は猫…"]);
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        let label = label("e\u{301}e\u{301}e\u{301}e\u{301}", 25.0, 10.0, 1);
        assert_eq!(label.lines, ["e\u{301}e\u{301}…"]);
    }

    #[test]
    fn hebrew_begins_right_to_left() {
        assert!(label("« שלום »", 100.0, 10.0, 1).right_to_left);
    }

    #[test]
    fn direction_marks_are_left_out() {
        assert_eq!(label("a\u{202E}b", 100.0, 10.0, 1).lines, ["ab"]);
    }

    #[test]
    fn an_empty_title_is_one_empty_line() {
        assert_eq!(label(" \n ", 100.0, 10.0, 2).lines, [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", width_px in 40.0..200.0f64) {
            let label = label(&text, width_px, 13.0, 2);
            prop_assert!((1..=2).contains(&label.lines.len()));
            for line in &label.lines {
                prop_assert!(width(line, 13.0) <= width_px + 1e-6, "{line:?}");
            }
        }
    }
}
