//! How texts become words, for items and for searches by the same rules.
//!
//! - A word is a run of letters and digits. Case, accents, letter width and ligatures do not
//!   matter: `Ångström` is `angstrom`, `Straße` is `strasse`, `Øre` is `ore`.
//! - Pieces linked by an apostrophe, hyphen, full stop or `&` are found apart and together:
//!   `Spider-Man` by `spider`, `man` and `spiderman`, `Don't` by `dont` and `don't`, `J.R.R.` by `jrr`.
//! - Chinese characters and Japanese kana are written without spaces, so they are indexed as
//!   overlapping pairs: any part of a run finds it. Other scripts without spaces (Thai, Khmer) have
//!   no such help: there a run is one word and is found by its beginning.
//! - Words are cut at [`MAX_LETTERS`] letters, searches at [`MAX_WORDS`] words.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::letters::kind::{is_accent, is_spaceless};

/// Letters of a word that count; the rest is ignored, in items and in searches.
pub(super) const MAX_LETTERS: usize = 64;

/// Words of a search that count.
const MAX_WORDS: usize = 16;

/// Bytes of a search that are looked at.
const MAX_SEARCH_BYTES: usize = 4_096;

/// One word of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchWord {
    /// As it stands in the index; no ASCII in it but lower-case letters and digits.
    pub(super) text: String,
    /// Where it was typed, in bytes of the text.
    pub(super) at: Range<usize>,
    /// Whether any word that begins with it matches.
    pub(super) unfinished: bool,
    /// Whether it is a piece of a run written without spaces.
    pub(super) pair: bool,
}

/// A run of one kind of letters, and how it hangs on the piece before it.
#[derive(Debug)]
struct Piece {
    text: String,
    at: Range<usize>,
    link: Link,
    /// Written without spaces between words.
    spaceless: bool,
}

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A space or anything else that parts words.
    Apart,
    /// An apostrophe.
    Apostrophe,
    /// Another sign that may stand inside a name: `-`, `.`, `&`.
    Joiner,
}

/// Hands every word of `text` that an item with this text is found by to `take`.
pub(super) fn of_item(text: &str, mut take: impl FnMut(&str)) {
    let pieces = pieces(&composed(text));
    for piece in &pieces {
        if piece.spaceless {
            pairs(&piece.text).for_each(&mut take);
            take(last_letter(&piece.text));
        } else {
            take(&piece.text);
        }
    }
    for links in [&[Link::Apostrophe][..], &[Link::Apostrophe, Link::Joiner]] {
        for chain in chains(&pieces, links).filter(|chain| chain.len() > 1) {
            take(&joined(chain));
        }
    }
}

/// What of a typed text is looked at, with letters and their marks in one character.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    composed(&text[..text.floor_char_boundary(MAX_SEARCH_BYTES)])
}

/// The words of a [`readable`] text, each once, in the order typed.
pub(super) fn of_search(text: &str, last_unfinished: LastUnfinished) -> Vec<SearchWord> {
    let pieces = pieces(text);
    let mut words: Vec<SearchWord> = Vec::new();
    for chain in chains(&pieces, &[Link::Apostrophe]) {
        push_chain(chain, &mut words);
    }
    words.truncate(MAX_WORDS);
    if let (LastUnfinished::Yes, Some(last)) = (last_unfinished, words.last_mut()) {
        last.unfinished |= !last.pair;
    }
    without_repeats(words)
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
    word.chars().all(|c| !c.is_numeric() && !is_spaceless(c))
}

fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

fn push_chain(chain: &[Piece], words: &mut Vec<SearchWord>) {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return;
    };
    let at = first.at.start..last.at.end;
    let mut push = |text: &str, unfinished, pair| {
        words.push(SearchWord {
            text: text.to_owned(),
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

fn without_repeats(words: Vec<SearchWord>) -> Vec<SearchWord> {
    let mut kept: Vec<SearchWord> = Vec::with_capacity(words.len());
    for word in words {
        if !kept.iter().any(|other| other.text == word.text) {
            kept.push(word);
        }
    }
    kept
}

/// Neighbouring pieces hanging together by one of `links`; runs written without spaces stand alone.
fn chains<'p>(pieces: &'p [Piece], links: &'p [Link]) -> impl Iterator<Item = &'p [Piece]> {
    pieces
        .chunk_by(|left, right| links.contains(&right.link) && !left.spaceless && !right.spaceless)
}

fn joined(chain: &[Piece]) -> String {
    let letters = chain.iter().flat_map(|piece| piece.text.chars());
    letters.take(MAX_LETTERS).collect()
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

fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = PieceReader::default();
    for (start, c) in text.char_indices() {
        reader.read(start, c);
    }
    reader.end_piece();
    reader.pieces
}

#[derive(Default)]
struct PieceReader {
    pieces: Vec<Piece>,
    /// The piece being read; none after a sign that ended one.
    open: Option<Piece>,
    letters: usize,
    /// The one sign read since the last piece ended, if it is a linking one.
    sign: Option<Link>,
}

impl PieceReader {
    fn read(&mut self, start: usize, c: char) {
        if is_accent(c) {
            return;
        }
        if !(c.is_alphanumeric() || is_combining_mark(c) && self.open.is_some()) {
            self.read_sign(c);
            return;
        }
        let spaceless = is_spaceless(c);
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.spaceless != spaceless && c.is_alphanumeric())
        {
            self.end_piece();
            self.sign = None;
        }
        self.read_letter(start, c, spaceless);
    }

    fn read_sign(&mut self, c: char) {
        let ended = self.end_piece();
        // Only a single sign right between two pieces links them.
        self.sign = if ended { link_of(c) } else { None };
    }

    fn read_letter(&mut self, start: usize, c: char, spaceless: bool) {
        if self.open.is_none() {
            self.letters = 0;
        }
        let sign = self.sign.take();
        let open = self.open.get_or_insert_with(|| Piece {
            text: String::new(),
            at: start..start,
            link: sign.unwrap_or(Link::Apart),
            spaceless,
        });
        open.at.end = start + c.len_utf8();
        // A run without spaces is not a word: all of its pairs count.
        fold(c, |letter| {
            if spaceless || self.letters < MAX_LETTERS {
                open.text.push(letter);
                self.letters += 1;
            }
        });
    }

    fn end_piece(&mut self) -> bool {
        match self.open.take() {
            Some(piece) if !piece.text.is_empty() => {
                self.pieces.push(piece);
                true
            }
            _ => false,
        }
    }
}

fn link_of(c: char) -> Option<Link> {
    match c {
        '\'' | '\u{2019}' | '\u{02BC}' => Some(Link::Apostrophe),
        '-' | '\u{2010}' | '\u{2011}' | '.' | '&' => Some(Link::Joiner),
        _ => None,
    }
}

/// The letters `c` is indexed as: none for an accent, two for `ß`.
fn fold(c: char, mut push: impl FnMut(char)) {
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
                None if lower.is_alphanumeric() || is_combining_mark(lower) => push(lower),
                None => {}
            }
        }
    }
}

/// Letters that are not made of a letter and an accent, but are typed as if they were.
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
        _ => return None,
    })
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
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn case_accents_width_and_ligatures_fold_away() {
        let folded = "angstrom strasse ore lodz ffi istanbul 2 creme creme";
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
            for word in of_search(part, LastUnfinished::No) {
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
    fn only_the_last_word_is_unfinished_and_repeats_go() {
        let words = of_search("The star the st", LastUnfinished::Yes);
        let told: Vec<_> = words
            .iter()
            .map(|w| (w.text.as_str(), w.unfinished))
            .collect();
        assert_eq!(told, [("the", false), ("star", false), ("st", true)]);
        let words = of_search("star star", LastUnfinished::Yes);
        assert!(words.len() == 1 && !words[0].unfinished);
    }

    #[test]
    fn a_word_knows_where_it_was_typed() {
        let text = "  «Crème» don't";
        let spans: Vec<_> = of_search(text, LastUnfinished::No)
            .into_iter()
            .map(|word| &text[word.at])
            .collect();
        assert_eq!(spans, ["Crème", "don't"]);
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
