//! Sentences of the interface that name what the shop wrote.
//!
//! A sentence is one text, so that each language can put its names where it needs them. The names
//! stand in it between the marks of [`isolated`](words::isolated); printed as markup, each of them
//! becomes an element that keeps its direction of writing to itself.

use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};

/// A text in which isolated names become `<bdi>` elements; everything is escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence(String);

impl HtmlSafe for Sentence {}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut is_open = false;
        for piece in self.0.split_inclusive(['\u{2068}', '\u{2069}']) {
            let text = piece.trim_end_matches(['\u{2068}', '\u{2069}']);
            let Ok(escaped) = escape(text, Html);
            write!(out, "{escaped}")?;
            let opens = piece.ends_with('\u{2068}');
            let ends = piece.ends_with('\u{2069}');
            if opens && !is_open {
                out.write_str("<bdi>")?;
                is_open = true;
            } else if ends && is_open {
                out.write_str("</bdi>")?;
                is_open = false;
            }
        }
        if is_open {
            out.write_str("</bdi>")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::isolated;

    #[test]
    fn names_are_set_apart_and_escaped() {
        let sentence = format!("From {} on <here>.", isolated("</bdi>\u{2069}A & B"));
        assert_eq!(
            Sentence::from(sentence).to_string(),
            "From <bdi>&#60;/bdi&#62;A &#38; B</bdi> on &#60;here&#62;."
        );
    }

    #[test]
    fn marks_without_a_partner_leave_no_element_open() {
        for text in [
            "a\u{2068}b",
            "a\u{2069}b",
            "\u{2068}\u{2068}a\u{2069}\u{2069}",
            "",
        ] {
            let html = Sentence::from(text.to_owned()).to_string();
            let opened = html.matches("<bdi>").count();
            assert_eq!(opened, html.matches("</bdi>").count(), "{html}");
            assert!(!html.contains(['\u{2068}', '\u{2069}']), "{html}");
        }
    }
}
