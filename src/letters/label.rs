//! Fits texts into boxes without asking a font.
//!
//! The picture is drawn where no font is at hand, so widths are estimated, and always to the
//! generous side: a label may end early but never runs out of its box. Knows characters and
//! pixels only.

use unicode_width::UnicodeWidthChar;

/// A label broken into lines that fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The lines, at least one, top to bottom.
    pub lines: Vec<String>,
    /// The text begins with a letter of a script written right to left.
    pub right_to_left: bool,
}

/// Breaks `text` into at most `line_count` lines no wider than `width` pixels at `size` pixels a
/// letter, between words where that is possible; what does not fit ends in an ellipsis.
#[must_use]
pub fn fit(text: &str, width: f64, size: f64, line_count: usize) -> Label {
    let text = clean(text);
    let width = width / size;
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() + 1 < line_count {
        let (line, after) = break_line(rest, width);
        lines.push(line.to_owned());
        rest = after;
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(shorten(rest, width));
    }
    Label {
        right_to_left: begins_right_to_left(&text),
        lines,
    }
}

/// Most characters of a text where it is repeated beside the place it stands in whole.
const BRIEF: usize = 200;

/// A text for a place that takes letters only and has room for a line or two: without marks that
/// steer direction, and its beginning before an ellipsis where it is long. A mark is not parted
/// from its letter.
#[must_use]
pub fn brief(text: &str) -> String {
    let text = clean(text);
    let Some((end, _)) = text.char_indices().nth(BRIEF) else {
        return text;
    };
    let is_mark = |letter: char| letter.width() == Some(0);
    let parts_no_letter =
        |&cut: &usize| !text[cut..].starts_with(is_mark) && !text[..cut].ends_with('\u{200D}');
    let before = text[..end].char_indices().rev().map(|(place, _)| place);
    let mut cuts = [end].into_iter().chain(before.filter(|&place| place > 0));
    // Marks all the way are cut anywhere.
    let cut = cuts.find(parts_no_letter).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}

/// The estimated width of a text in pixels, at `size` pixels a letter.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Width of one character as a share of the letter size: a little more than in common system
/// fonts at half-bold weight.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.46,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1.04,
        'a'..='z' | '0'..='9' => 0.63,
        'A'..='Z' => 0.76,
        // Arabic phrases that are one character wide by the tables and a word wide on paper.
        '\u{FDF0}'..='\u{FDFF}' => 6.0,
        _ => match letter.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.84,
            Some(_) => 1.12,
        },
    }
}

/// Line breaks and other controls become spaces; marks that only steer direction go, since they
/// could turn the rest of a label around.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_direction_mark(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Whether a character only embeds, overrides or isolates the direction of the text around it.
#[must_use]
pub fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The longest beginning that fits, cut between words if there is a cut, and what follows it.
fn break_line(text: &str, width: f64) -> (&str, &str) {
    let end = fitting_bytes(text, width);
    if end == text.len() {
        return (text, "");
    }
    let next_is_space = text[end..].starts_with(' ');
    let cut = match text[..end].rfind(' ') {
        _ if next_is_space => end,
        Some(space) if space > 0 => space,
        _ => end,
    };
    (text[..cut].trim_end(), text[cut..].trim_start())
}

/// The whole text, or as much of it as fits before an ellipsis.
fn shorten(text: &str, width: f64) -> String {
    if fitting_bytes(text, width) == text.len() {
        return text.to_owned();
    }
    let end = fitting_bytes(text, width - advance('…'));
    format!("{}…", text[..end].trim_end())
}

/// Length of the longest beginning no wider than `width`. A mark adds no width, so it is never
/// parted from its letter.
fn fitting_bytes(text: &str, width: f64) -> usize {
    let mut used = 0.0;
    for (place, letter) in text.char_indices() {
        used += advance(letter);
        if used > width {
            return place;
        }
    }
    text.len()
}

/// Whether the first letter with a direction of its own runs right to left.
fn begins_right_to_left(text: &str) -> bool {
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(runs_right_to_left)
}

/// Whether any letter runs right to left.
#[must_use]
pub fn holds_right_to_left(text: &str) -> bool {
    text.chars().any(runs_right_to_left)
}

fn runs_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_title_stays_whole() {
        let label = fit("Moby-Dick", 150.0, 13.0, 2);
        assert_eq!(label.lines, ["Moby-Dick"]);
        assert!(!label.right_to_left);
    }

    #[test]
    fn a_long_title_breaks_between_words_and_ends_in_an_ellipsis() {
        let label = fit(
            "The Adventures of Huckleberry Finn and his friends",
            140.0,
            13.0,
            2,
        );
        assert_eq!(label.lines, ["The Adventures of", "Huckleberry Finn…"]);
    }

    #[test]
    fn wide_letters_count_double() {
        let label = fit("吾輩は猫である名前はまだ無い", 60.0, 10.0, 1);
        assert_eq!(label.lines, ["吾輩は猫…"]);
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        let label = fit("e\u{301}e\u{301}e\u{301}e\u{301}", 25.0, 10.0, 1);
        assert_eq!(label.lines, ["e\u{301}e\u{301}…"]);
    }

    #[test]
    fn hebrew_begins_right_to_left() {
        assert!(fit("« שלום »", 100.0, 10.0, 1).right_to_left);
    }

    #[test]
    fn direction_marks_are_left_out() {
        assert_eq!(fit("a\u{202E}b", 100.0, 10.0, 1).lines, ["ab"]);
    }

    #[test]
    fn a_text_in_brief_is_its_beginning() {
        assert_eq!(brief("Moby-\u{202E}Dick\n"), "Moby-Dick ");
        let fits = "é".repeat(BRIEF);
        assert_eq!(brief(&fits), fits);
        assert_eq!(
            brief(&"é".repeat(16_000)),
            format!("{}…", "é".repeat(BRIEF))
        );
        let accents = "e\u{301}".repeat(BRIEF);
        assert_eq!(
            brief(&accents),
            format!("{}…", "e\u{301}".repeat(BRIEF / 2))
        );
        let family = format!("{}👩\u{200D}👩\u{200D}👧!", "x".repeat(BRIEF - 2));
        assert_eq!(brief(&family), format!("{}…", "x".repeat(BRIEF - 2)));
        let marks = brief(&"\u{301}".repeat(16_000));
        assert_eq!(marks.chars().count(), BRIEF + 1);
    }

    #[test]
    fn an_empty_title_is_one_empty_line() {
        assert_eq!(fit(" \n ", 100.0, 10.0, 2).lines, [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", width_px in 40.0..200.0f64) {
            let label = fit(&text, width_px, 13.0, 2);
            prop_assert!((1..=2).contains(&label.lines.len()));
            for line in &label.lines {
                prop_assert!(width(line, 13.0) <= width_px + 1e-6, "{line:?}");
            }
        }
    }
}
