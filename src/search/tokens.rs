//! How texts become words, for items and for searches by the same rules.
//!
//! - A word is a run of letters and digits. Case, accents, letter width and ligatures do not
//!   matter: `Ångström` is `angstrom`, `Straße` is `strasse`, `Øre` is `ore`. What may be written
//!   out is found both ways: `Müller` by `muller` and `mueller`.
//! - Pieces linked by one sign are found apart and together: `Spider-Man` by `spider`, `man` and
//!   `spiderman`, `Don't` by `dont` and `don't`, `J.R.R.` by `jrr`, `AC/DC` by `acdc`.
//! - Letters and digits of one word are found apart too: `256GB` by `256 gb`. A search looks for
//!   them, and for neighbouring words, in one word as well: [`Typed::joins`].
//! - Scripts without spaces between words (Chinese, Japanese, Thai, Khmer, Lao, Burmese), and
//!   Korean, where every writer puts them elsewhere, are indexed as overlapping pairs of letters:
//!   any part of a run finds it, whatever sign or space stands in it.
//! - Signs make words of their own, which are in [`signs`].
//! - Words are cut at [`MAX_LETTERS`] letters, searches at [`MAX_WORDS`] words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::conjunctions::is_conjunction;
use super::fold::AND_SIGN;
use super::pieces::{Link, MAX_LETTERS, Piece, Text, chains, joined};
use super::signs::{self, SignWord};
use crate::letters::kind::is_spaceless;

/// Words of a search that count.
const MAX_WORDS: usize = 16;

/// Parts that a word is split into, at most, as letters and digits change.
const MAX_PARTS: usize = 8;

/// Bytes of a search that are looked at.
const MAX_SEARCH_BYTES: usize = 4_096;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    /// Its words, in the order typed.
    pub(super) words: Vec<SearchWord>,
    /// Its words with signs.
    pub(super) signs: Vec<SignWord>,
    /// Whether any word that begins with the last of `signs` matches it.
    pub(super) sign_unfinished: bool,
    /// Words of it that may be one word in a title.
    pub(super) joins: Vec<Join>,
}

/// One word of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchWord {
    /// As it stands in the index; no ASCII in it but lower-case letters and digits. Several with
    /// spaces between them, where what was typed as one word is looked for as several.
    pub(super) text: String,
    /// What may stand in a title in its place, each spelled like `text`.
    pub(super) also: Vec<String>,
    /// Where it was typed, in bytes of the text.
    pub(super) at: Range<usize>,
    /// Whether any word that begins with it matches.
    pub(super) unfinished: bool,
    /// Whether it is a piece of a run written without spaces.
    pub(super) pair: bool,
}

/// Words of a search as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Join {
    /// Which words.
    pub(super) words: Range<usize>,
    /// The one word.
    pub(super) text: String,
}

/// Hands every word of `text` that an item with this text is found by to `take`.
pub(super) fn of_item(text: &str, mut take: impl FnMut(&str)) {
    words_of_pieces(&Text::of(text).pieces, &mut take);
}

/// The same for a title or a name, where signs say something, and so do letters and digits apart.
pub(super) fn of_name(name: &Text<'_>, mut take: impl FnMut(&str)) {
    words_of_pieces(&name.pieces, &mut take);
    for piece in name.pieces.iter().filter(|piece| !piece.spaceless) {
        if let Some(parts) = letters_and_digits(&piece.text) {
            parts.split(' ').for_each(&mut take);
        }
    }
    for word in signs::of(name) {
        take(&word.text);
    }
}

fn words_of_pieces(pieces: &[Piece], take: &mut impl FnMut(&str)) {
    for piece in pieces {
        if piece.spaceless {
            pairs(&piece.text).for_each(&mut *take);
            take(last_letter(&piece.text));
        } else {
            take(&piece.text);
            if let Some(spelt) = &piece.spelt {
                take(cut(spelt));
            }
        }
    }
    for links in [&[Link::Apostrophe][..], &[Link::Apostrophe, Link::Joiner]] {
        for chain in chains(pieces, links).filter(|chain| chain.len() > 1) {
            take(&joined(chain));
        }
    }
    // A run is found whole though a sign or a space stands in it.
    for both in pieces.windows(2) {
        if let [left, right] = both
            && left.spaceless
            && right.spaceless
        {
            let across = last_letter(&left.text)
                .chars()
                .chain(right.text.chars().take(1));
            take(&across.collect::<String>());
        }
    }
}

/// What of a typed text is looked at.
pub(super) fn readable(text: &str) -> Text<'_> {
    Text::of(&text[..text.floor_char_boundary(MAX_SEARCH_BYTES)])
}

/// The words of a typed text, in their order.
pub(super) fn of_search(text: &Text<'_>, last_unfinished: LastUnfinished) -> Typed {
    let mut signs = signs::of(text);
    let Text { text, pieces } = text;
    signs.truncate(MAX_WORDS);
    let end = text.trim_end().len();
    let last_sign = signs.last().filter(|word| word.end == end);
    let mut words = Vec::new();
    let mut joins = Vec::new();
    for linked in chains(pieces, &[Link::Apostrophe, Link::Joiner]) {
        let first = words.len();
        chains(linked, &[Link::Apostrophe]).for_each(|chain| push_chain(chain, &mut words));
        // Two words are joined with all their neighbours.
        if linked.len() > 2 && words.len() > first + 2 {
            joins.push(Join {
                words: first..words.len(),
                text: joined(linked),
            });
        }
    }
    words.truncate(MAX_WORDS);
    if let (LastUnfinished::Yes, Some(last)) = (last_unfinished, words.last_mut()) {
        last.unfinished |= !last.pair && !last_sign.is_some_and(signs::closes);
    }
    joins.retain(|join| join.words.end <= words.len());
    joins.extend(neighbours(&words));
    Typed {
        sign_unfinished: last_unfinished == LastUnfinished::Yes && last_sign.is_some(),
        words,
        signs,
        joins,
    }
}

/// Whether the last word of a search may be the beginning of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LastUnfinished {
    Yes,
    No,
}

/// Whether mending a typo makes sense for this word, and it for a typo: letters only, since a
/// wrong digit in a code leads to another code.
pub(super) fn is_mendable(word: &str) -> bool {
    word.chars()
        .all(|c| (c.is_alphabetic() || is_combining_mark(c)) && !is_spaceless(c))
}

fn push_chain(chain: &[Piece], words: &mut Vec<SearchWord>) {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return;
    };
    let at = first.at.start..last.at.end;
    let mut push = |text: &str, unfinished, pair| {
        words.push(SearchWord {
            text: text.to_owned(),
            also: if pair { Vec::new() } else { also(chain, text) },
            at: at.clone(),
            unfinished,
            pair,
        });
    };
    if !first.spaceless {
        push(&joined(chain), false, false);
    } else if last_letter(&first.text) == first.text {
        push(&first.text, true, true);
    } else {
        pairs(&first.text).for_each(|pair| push(pair, false, true));
    }
}

/// What may stand in a title for a word typed as this chain of pieces.
fn also(chain: &[Piece], text: &str) -> Vec<String> {
    let mut also = Vec::new();
    also.extend(letters_and_digits(text));
    if let [only] = chain {
        also.extend(only.spelt.as_deref().map(|spelt| cut(spelt).to_owned()));
    } else {
        let apart: Vec<&str> = chain.iter().map(|piece| piece.text.as_str()).collect();
        also.push(apart.join(" "));
    }
    if is_conjunction(text) {
        also.push(AND_SIGN.to_string());
    }
    match text {
        "and" => also.push("n".to_owned()),
        "n" => also.push("and".to_owned()),
        _ => {}
    }
    also
}

/// A word with spaces between its letters and its digits, if it has both, and no more changes from
/// the one to the other than names have.
fn letters_and_digits(word: &str) -> Option<String> {
    let mut parts = String::new();
    let mut before = None;
    for c in word.chars() {
        let is_digit = c.is_numeric();
        if before.is_some_and(|before| before != is_digit) {
            parts.push(' ');
        }
        parts.push(c);
        before = Some(is_digit);
    }
    let spaces = parts.matches(' ').count();
    (1..MAX_PARTS).contains(&spaces).then_some(parts)
}

/// Every two neighbouring words as one.
fn neighbours(words: &[SearchWord]) -> impl Iterator<Item = Join> {
    let both = words.windows(2).enumerate();
    both.filter(|(_, both)| both.iter().all(|word| !word.pair))
        .map(|(first, both)| Join {
            words: first..first + 2,
            text: cut(&format!("{}{}", both[0].text, both[1].text)).to_owned(),
        })
}

/// The letters of a word that count.
fn cut(word: &str) -> &str {
    let end = word.char_indices().nth(MAX_LETTERS);
    end.map_or(word, |(end, _)| &word[..end])
}

/// Overlapping pairs of letters: `東京都` gives `東京`, `京都`.
fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(start, _)| start);
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    starts
        .zip(ends.skip(1))
        .map(|(start, end)| &text[start..end])
}

fn last_letter(text: &str) -> &str {
    text.char_indices()
        .next_back()
        .map_or("", |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_title(title: &str) -> Vec<String> {
        let mut words = Vec::new();
        of_item(title, |word| words.push(word.to_owned()));
        words
    }

    fn searched(text: &str) -> Vec<String> {
        of_search(&readable(text), LastUnfinished::No)
            .words
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn case_accents_width_and_ligatures_fold_away() {
        let folded = "angstrom aangstroem strasse ore oere lodz ffi istanbul 2 creme creme";
        assert_eq!(
            of_title("Ångström STRAẞE Øre Łódź ﬃ İstanbul ２ Crème cre\u{300}me").join(" "),
            folded
        );
    }

    #[test]
    fn greek_and_cyrillic_keep_their_letters() {
        assert_eq!(of_title("ΟΔΥΣΣΕΎΣ Ёлка"), ["οδυσσευσ", "елка"]);
        assert_eq!(searched("Οδυσσεύς"), ["οδυσσευσ"]);
    }

    #[test]
    fn indic_vowel_signs_stay_and_arabic_and_hebrew_points_go() {
        assert_eq!(of_title("किताब"), ["किताब"]);
        assert_eq!(of_title("كِتَاب שָׁלוֹם"), ["كتاب", "שלום"]);
    }

    #[test]
    fn linked_pieces_are_found_apart_and_together() {
        assert_eq!(of_title("Spider-Man"), ["spider", "man", "spiderman"]);
        assert_eq!(of_title("J.R.R."), ["j", "r", "r", "jrr"]);
        let words = of_title("Don’t");
        assert!(words.contains(&"dont".to_owned()) && words.contains(&"don".to_owned()));
        let words = of_title("O'Brien-Smith");
        for word in ["o", "brien", "smith", "obrien", "obriensmith"] {
            assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
        }
    }

    #[test]
    fn signs_with_spaces_around_them_link_nothing() {
        assert_eq!(
            of_title("this - that. Other & more"),
            ["this", "that", "other", "more"]
        );
        assert_eq!(of_title("wait...what"), ["wait", "what"]);
    }

    #[test]
    fn a_search_joins_at_apostrophes_and_parts_at_hyphens() {
        assert_eq!(searched("don't spider-man"), ["dont", "spider", "man"]);
        assert_eq!(searched("don' t"), ["don", "t"]);
    }

    #[test]
    fn every_part_of_a_chinese_or_japanese_run_is_found() {
        let title = of_title("東京タワー2号 abc");
        for part in ["東京", "京タ", "タワー", "号", "東京タワー", "2", "abc"] {
            for word in of_search(&readable(part), LastUnfinished::No).words {
                let held = title.iter().any(|have| {
                    have == &word.text || word.unfinished && have.starts_with(&word.text)
                });
                assert!(held, "{part}: {word:?} in {title:?}");
            }
        }
        assert_eq!(searched("京東"), ["京東"]);
        assert!(!title.contains(&"京東".to_owned()));
    }

    #[test]
    fn kana_keep_their_voice_marks_and_half_width_equals_full_width() {
        assert_eq!(of_title("ガ"), ["ガ"]);
        assert_eq!(searched("が"), ["が"]);
        assert_eq!(searched("ｱｲ"), ["アイ"]);
        assert_eq!(of_title("か\u{3099}く"), ["がく", "く"]);
    }

    #[test]
    fn emoji_and_punctuation_are_no_words() {
        assert!(of_title("🚀❤️ -- ?!… ™ ''' ").is_empty());
        assert!(of_title("\u{FE0F}\u{200D}\u{0301}").is_empty());
        assert_eq!(of_title("Kindle™ 👩‍👧"), ["kindle"]);
        assert_eq!(of_title("½ soft\u{AD}ware"), ["12", "software"]);
    }

    #[test]
    fn only_the_last_word_is_unfinished() {
        let words = of_search(&readable("The star st"), LastUnfinished::Yes).words;
        let told: Vec<_> = words
            .iter()
            .map(|w| (w.text.as_str(), w.unfinished))
            .collect();
        assert_eq!(told, [("the", false), ("star", false), ("st", true)]);
    }

    #[test]
    fn a_word_knows_where_it_was_typed() {
        let text = "  «Crème» don't";
        let spans: Vec<_> = of_search(&readable(text), LastUnfinished::No)
            .words
            .into_iter()
            .map(|word| &text[word.at])
            .collect();
        assert_eq!(spans, ["Crème", "don't"]);
    }

    fn of_a_name(name: &str) -> Vec<String> {
        let mut words = Vec::new();
        of_name(&Text::of(name), |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn letters_and_digits_of_a_name_are_found_apart() {
        assert_eq!(of_a_name("iPhone15"), ["iphone15", "iphone", "15"]);
        assert_eq!(of_a_name("M4×20"), ["m4x20", "m", "4", "x", "20"]);
        assert_eq!(of_title("B00012"), ["b00012"]);
    }

    #[test]
    fn a_search_knows_what_else_a_title_may_have() {
        let also = |text: &str| {
            of_search(&readable(text), LastUnfinished::No)
                .words
                .remove(0)
                .also
        };
        assert_eq!(also("256gb"), ["256 gb"]);
        assert_eq!(also("Müller"), ["mueller"]);
        assert_eq!(also("don't"), ["don t"]);
        assert_eq!(also("and"), ["＆", "n"]);
        assert!(also("plain").is_empty());
    }

    #[test]
    fn neighbouring_words_may_be_one() {
        let joins = |text: &str| -> Vec<String> {
            let typed = of_search(&readable(text), LastUnfinished::No);
            typed.joins.into_iter().map(|join| join.text).collect()
        };
        assert_eq!(joins("ac dc live"), ["acdc", "dclive"]);
        assert_eq!(joins("spider-man"), ["spiderman"]);
        assert_eq!(joins("a.b.c"), ["abc", "ab", "bc"]);
        assert!(joins("東京 タワー").is_empty() && joins("one").is_empty());
    }

    #[test]
    fn what_may_be_written_out_is_found_both_ways() {
        assert_eq!(of_title("Röyksopp"), ["royksopp", "roeyksopp"]);
    }

    #[test]
    fn korean_and_thai_are_found_by_any_part_and_across_spaces() {
        let title = of_title("해리 포터");
        assert!(
            ["해리", "리포", "포터"]
                .iter()
                .all(|pair| title.contains(&(*pair).to_owned()))
        );
        assert!(of_title("ハリー・ポッター").contains(&"ーポ".to_owned()));
        assert_eq!(searched("ชาไทย"), ["ชา", "าไ", "ไท", "ทย"]);
    }

    #[test]
    fn arabic_is_found_whatever_its_alef_and_its_marks() {
        for written in ["أحمد", "احمد", "آحمد", "أَحْمَد", "أحمـــد"] {
            assert_eq!(of_title(written), ["احمد"], "{written}");
        }
        assert_eq!(of_title("قهوة على"), ["قهوه", "علي"]);
    }

    #[test]
    fn a_sign_that_tells_titles_apart_ends_the_word_before_it() {
        let is_unfinished = |text: &str| {
            let typed = of_search(&readable(text), LastUnfinished::Yes);
            typed.words.last().map(|word| word.unfinished)
        };
        assert_eq!(is_unfinished("c++"), Some(false));
        for text in ["c", "don'", "spider-", "what?", "c++ pri"] {
            assert_eq!(is_unfinished(text), Some(true), "{text}");
        }
    }

    #[test]
    fn endless_texts_are_cut() {
        let endless = "x".repeat(10_000);
        assert_eq!(of_title(&endless), ["x".repeat(MAX_LETTERS)]);
        assert_eq!(searched(&endless), ["x".repeat(MAX_LETTERS)]);
        let many: String = (0..10_000).map(|n| format!("w{n} ")).collect();
        assert_eq!(searched(&many).len(), MAX_WORDS);
        assert!(searched(&"é".repeat(10_000)).len() == 1);
    }
}
