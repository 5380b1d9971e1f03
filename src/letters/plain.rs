//! Texts of a catalogue for places that take letters only: an attribute, a title bar, a terminal.
//!
//! Knows characters only.

use std::borrow::Cow;

use super::kind::{is_direction_mark, is_mark, runs_right_to_left};

/// Most characters of a text where it is repeated beside the place it stands in whole.
const BRIEF: usize = 200;

/// A text without the marks that only steer direction, which could turn the rest of a line around;
/// each other letter as `instead` has it.
pub fn cleaned(text: &str, instead: impl Fn(char) -> char) -> String {
    let letters = text.chars().filter(|letter| !is_direction_mark(*letter));
    letters.map(instead).collect()
}

/// A text [`cleaned`], with spaces for line breaks and other controls.
#[must_use]
pub fn on_a_line(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| letter.is_control() || is_direction_mark(letter)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cleaned(text, |letter| match letter.is_control() {
        true => ' ',
        false => letter,
    }))
}

/// A text [on a line](on_a_line) of limited room: its beginning before an ellipsis where it is
/// long. A mark is not parted from its letter.
#[must_use]
pub fn brief(text: &str) -> Cow<'_, str> {
    let text = on_a_line(text);
    if text.len() <= BRIEF {
        return text;
    }
    let Some((end, _)) = text.char_indices().nth(BRIEF) else {
        return text;
    };
    let parts_no_letter =
        |&cut: &usize| !text[cut..].starts_with(is_mark) && !text[..cut].ends_with('\u{200D}');
    let before = text[..end].char_indices().rev().map(|(place, _)| place);
    let mut cuts = [end].into_iter().chain(before.filter(|&place| place > 0));
    // Marks all the way are cut anywhere.
    let cut = cuts.find(parts_no_letter).unwrap_or(end);
    Cow::Owned(format!("{}…", text[..cut].trim_end()))
}

/// Whether the first letter with a direction of its own runs right to left.
#[must_use]
pub fn begins_right_to_left(text: &str) -> bool {
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(runs_right_to_left)
}

/// Whether any letter runs right to left.
#[must_use]
pub fn holds_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(runs_right_to_left)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let marks = "\u{301}".repeat(16_000);
        let marks = brief(&marks);
        assert_eq!(marks.chars().count(), BRIEF + 1);
    }
}
