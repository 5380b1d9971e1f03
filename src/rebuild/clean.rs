//! Texts of a shop as people can read them: no control characters, no room without end, and no
//! text at all where nothing would be seen.
//!
//! Knows letters only. Ids do not come here, but for the titles they stand in for: they are keys
//! and stay as they are.

use std::borrow::Cow;

use crate::letters::kind::{is_control, is_room, is_unseen};

/// A text on one line: every control character, line break and run of white space is one space,
/// and there is none at the ends. White space that stands alone stays what it is, as between the
/// names of Japanese authors. `None` where nothing is left to be seen.
pub(super) fn one_line(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim_matches(is_room);
    if text.chars().all(is_unseen) {
        return None;
    }
    if is_clean(text) {
        return Some(Cow::Borrowed(text));
    }
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_room) {
        let (before, from) = rest.split_at(at);
        line.push_str(before);
        rest = from.trim_start_matches(is_room);
        let room = &from[..from.len() - rest.len()];
        line.push_str(if is_plain_room(room) { room } else { " " });
    }
    line.push_str(rest);
    Some(Cow::Owned(line))
}

/// Whether a text holds what stands for no letter: a control character or a line break.
pub(super) fn holds_controls(text: &str) -> bool {
    text.contains(is_control)
}

/// What an item without a title is called: its id, spelled out where nobody could see it.
pub(super) fn title_of(id: &str) -> Cow<'_, str> {
    one_line(id).unwrap_or_else(|| Cow::Owned(id.escape_unicode().to_string()))
}

fn is_clean(text: &str) -> bool {
    let mut after_room = false;
    !text.chars().any(|letter| {
        let is_second = after_room && is_room(letter);
        after_room = is_room(letter);
        is_second || is_control(letter)
    })
}

/// A single character of white space that breaks no line.
fn is_plain_room(room: &str) -> bool {
    let mut letters = room.chars();
    letters.next().is_some_and(|letter| !is_control(letter)) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(text: &str) -> Option<String> {
        one_line(text).map(Cow::into_owned)
    }

    #[test]
    fn control_characters_and_line_breaks_become_one_space() {
        for (text, cleaned) in [
            ("bell\u{7}, escape\u{1b}[31m", "bell , escape [31m"),
            ("two\r\nlines", "two lines"),
            ("a\0b\u{7f}c\u{85}d\u{9f}e\u{2028}f", "a b c d e f"),
            ("\u{1}\tends \n", "ends"),
            ("much   room", "much room"),
            ("room\u{3000}\u{3000}here", "room here"),
        ] {
            assert_eq!(line(text).as_deref(), Some(cleaned), "{text:?}");
        }
    }

    #[test]
    fn a_text_in_order_is_not_copied() {
        for text in ["Moby-Dick", "夏目\u{3000}漱石", "50\u{a0}%", "👩‍👩‍👧 Family"]
        {
            assert!(matches!(one_line(text), Some(Cow::Borrowed(line)) if line == text));
        }
    }

    #[test]
    fn a_text_nobody_could_see_is_none() {
        for text in [
            "",
            " \u{a0}\u{3000}",
            "\u{200b}",
            "\u{feff}\u{2060}",
            "\u{202e}\u{2066}\u{2069}",
            "\0\u{1}",
            "\u{ad}",
            "\u{115f}\u{3164}\u{ffa0}",
            "\u{2800}",
            "\u{fe0f}\u{e0041}",
        ] {
            assert_eq!(one_line(text), None, "{text:?}");
        }
        assert_eq!(line("\u{200b}x").as_deref(), Some("\u{200b}x"));
    }

    #[test]
    fn an_id_nobody_could_see_is_spelled_out() {
        assert_eq!(title_of("B007"), "B007");
        assert_eq!(title_of("a\u{1}b"), "a b");
        assert_eq!(title_of("\u{200b}\u{1}"), "\\u{200b}\\u{1}");
    }

    proptest! {
        #[test]
        fn cleaning_leaves_nothing_to_clean(text in "(\\PC|[ \\x00-\\x20\\x7f-\\xa0\u{2028}\u{3000}]){0,30}") {
            let Some(cleaned) = line(&text) else {
                return Ok(());
            };
            prop_assert!(!holds_controls(&cleaned));
            prop_assert_eq!(cleaned.trim(), &*cleaned);
            let words = |text: &str| -> Vec<String> {
                let parts = text.split(is_room).filter(|part| !part.is_empty());
                parts.map(str::to_owned).collect()
            };
            prop_assert_eq!(words(&cleaned), words(&text));
            let roomy = cleaned.split(is_room).any(str::is_empty);
            prop_assert!(!roomy);
            prop_assert_eq!(line(&cleaned), Some(cleaned));
        }
    }
}
