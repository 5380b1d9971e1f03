//! The words that signs make: `c++`, `#1`, `100%`, `!!!`. They tell titles apart whose letters are
//! the same, and are all there is of some.
//!
//! A run of signs hangs on the word it touches; one that touches none is a word of its own, as is
//! every sign beyond ASCII. Brackets, commas, dashes and what else only parts words are no signs
//! here ([`fold::sign_of`]), and `-`, `.` and `/` inside and behind words are none either.

use std::ops::Range;

use super::fold::{self, AND_SIGN, links, sign_of};
use super::pieces::{Piece, Text, gaps};
use crate::letters::kind::is_accent;

/// Signs of a run that count.
const MAX_SIGNS: usize = 16;

/// A word with signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignWord {
    /// As it stands in the index: signs by their full-width forms, letters as those of words.
    pub(super) text: String,
    /// Where it ends, in bytes of the text.
    pub(super) end: usize,
}

/// The words with signs of a text, in their order.
pub(super) fn of(text: &Text<'_>) -> Vec<SignWord> {
    let Text { text, pieces } = text;
    let mut words = Vec::new();
    let neighbours = |place: usize| {
        (
            place.checked_sub(1).and_then(|left| pieces.get(left)),
            pieces.get(place),
        )
    };
    for (place, gap) in gaps(text, pieces).enumerate() {
        let (left, right) = neighbours(place);
        for run in runs(text, &gap) {
            let left = left.filter(|_| run.at.start == gap.start);
            let right = right.filter(|_| run.at.end == gap.end);
            words_of_run(&run, left, right, &mut words);
        }
    }
    words
}

/// Signs next to each other, or one beyond ASCII.
struct Run {
    signs: String,
    at: Range<usize>,
}

impl Run {
    /// Whether it is one sign that full-width letters have no form for: it hangs on no word.
    fn is_picture(&self) -> bool {
        self.signs
            .chars()
            .all(|sign| !matches!(sign, '\u{FF01}'..='\u{FF5E}'))
    }
}

fn runs(text: &str, gap: &Range<usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (start, c) in text[gap.clone()].char_indices() {
        let start = gap.start + start;
        let end = start + c.len_utf8();
        let Some(sign) = sign_of(c) else {
            match runs.last_mut().filter(|_| open && is_accent(c)) {
                Some(run) => run.at.end = end,
                None => open = false,
            }
            continue;
        };
        let run = Run {
            signs: sign.into(),
            at: start..end,
        };
        match runs
            .last_mut()
            .filter(|last| open && !last.is_picture() && !run.is_picture())
        {
            Some(last) => {
                if last.signs.chars().count() < MAX_SIGNS {
                    last.signs.push(sign);
                }
                last.at.end = end;
            }
            None => runs.push(run),
        }
        open = true;
    }
    runs
}

fn words_of_run(run: &Run, left: Option<&Piece>, right: Option<&Piece>, words: &mut Vec<SignWord>) {
    let mut push = |text: String, end| words.push(SignWord { text, end });
    let end = run.at.end;
    let signs = run.signs.as_str();
    if run.is_picture() {
        push(signs.to_owned(), end);
        return;
    }
    if signs.contains(AND_SIGN) || signs == "＋" && left.is_none() == right.is_none() {
        push(AND_SIGN.to_string(), end);
    }
    match (left, right) {
        (Some(left), _) => {
            let signs = signs.trim_end_matches(links);
            if !signs.is_empty() && !left.spaceless {
                push(format!("{}{signs}", left.text), end);
            }
        }
        (None, Some(right)) => {
            let says = signs.chars().any(|sign| !links(sign)) || signs == "．";
            if says && !right.spaceless {
                push(format!("{signs}{}", right.text), right.at.end);
            }
        }
        (None, None) => {
            if signs.chars().any(|sign| !links(sign)) {
                push(signs.to_owned(), end);
            }
        }
    }
}

/// Whether a word ends in a sign that ends the word before it too: after `c++` nobody means `cat`.
pub(super) fn closes(word: &SignWord) -> bool {
    let last = word.text.chars().next_back();
    last.is_some_and(|last| !fold::is_letter(last) && !fold::is_faint(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<String> {
        of(&Text::of(text))
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn signs_hang_on_the_word_they_touch() {
        for (text, words) in [
            ("C++ Primer", &["c＋＋"][..]),
            ("(C++), \"C#\"", &["c＋＋", "c＃"]),
            ("C/C++", &["c＋＋"]),
            ("C++/CLI", &["c＋＋"]),
            (".NET", &["．net"]),
            ("The #1 in $5", &["＃1", "＄5"]),
            ("100% Help!", &["100％", "help！"]),
            ("a+b", &["＆", "a＋"]),
            ("Ｃ＋＋", &["c＋＋"]),
        ] {
            assert_eq!(signs(text), words, "{text}");
        }
    }

    #[test]
    fn signs_alone_are_words() {
        for (text, words) in [
            ("!!!", &["！！！"][..]),
            ("?", &["？"]),
            ("+/-", &["＋／－"]),
            ("I 🖤️🎸 u", &["🖤", "🎸"]),
            ("👍🏽", &["👍"]),
            ("♥love", &["♥"]),
        ] {
            assert_eq!(signs(text), words, "{text}");
        }
    }

    #[test]
    fn what_stands_for_and_is_one_sign() {
        for text in ["Salt & Vinegar", "Salt&Vinegar", "AT&T", "Salt ＆ Vinegar"] {
            assert_eq!(signs(text), ["＆"], "{text}");
        }
        assert_eq!(signs("Salt + Vinegar"), ["＆", "＋"]);
    }

    #[test]
    fn signs_inside_names_and_at_ends_of_sentences_are_none() {
        for text in [
            "Spider-Man",
            "S.T.A.L.K.E.R.",
            "AC/DC",
            "don't",
            "a - b",
            "wait...",
            "-x",
            "one, two: «three» – four",
        ] {
            assert!(signs(text).is_empty(), "{text}");
        }
    }
}
