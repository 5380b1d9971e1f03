//! A text as pieces: runs of letters of one kind, how each hangs on the one before it, and what
//! stands between them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::fold;
use crate::letters::kind::{is_accent, is_room, is_spaceless};

/// Letters of a word that count; the rest is ignored, in items and in searches.
pub(super) const MAX_LETTERS: usize = 64;

/// A [`composed`] text with its pieces.
#[derive(Debug)]
pub(super) struct Text<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) pieces: Vec<Piece>,
}

impl<'t> Text<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = composed(text);
        let pieces = pieces(&text);
        Self { text, pieces }
    }
}

/// A run of one kind of letters, and how it hangs on the piece before it.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its letters as they stand in the index.
    pub(super) text: String,
    /// The same with letters [written out](fold::written_out), where it has such.
    pub(super) spelt: Option<String>,
    /// Where it stands, in bytes of the text.
    pub(super) at: Range<usize>,
    /// What stands between it and the piece before it.
    pub(super) link: Link,
    /// Found by its pairs of letters.
    pub(super) spaceless: bool,
}

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// A space, or more than one sign.
    Apart,
    /// An apostrophe.
    Apostrophe,
    /// One other sign: `-`, `.`, `&`, `/`.
    Joiner,
}

/// A text with letters and their marks in one character, kana of half width in full width.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.contains(is_half_width_kana) {
        // Its marks stand behind it and only join it in full width.
        let wide = text.chars().flat_map(|c| {
            let (wide, same) = match is_half_width_kana(c) {
                true => (Some(c), None),
                false => (None, Some(c)),
            };
            wide.into_iter().nfkd().chain(same)
        });
        return Cow::Owned(wide.nfc().collect());
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

fn is_half_width_kana(c: char) -> bool {
    matches!(c, '\u{FF66}'..='\u{FF9F}')
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = PieceReader::default();
    for (start, c) in text.char_indices() {
        reader.read(start, c);
    }
    reader.end_piece();
    reader.pieces
}

/// What stands before, between and after the pieces of a text, in bytes of it: one more than there
/// are pieces.
pub(super) fn gaps(text: &str, pieces: &[Piece]) -> impl Iterator<Item = Range<usize>> {
    let ends = pieces.iter().map(|piece| piece.at.end);
    let starts = pieces.iter().map(|piece| piece.at.start);
    std::iter::once(0)
        .chain(ends)
        .zip(starts.chain(std::iter::once(text.len())))
        .map(|(start, end)| start..end)
}

/// Neighbouring pieces hanging together by one of `links`; runs found by their pairs stand alone.
pub(super) fn chains<'p>(
    pieces: &'p [Piece],
    links: &'p [Link],
) -> impl Iterator<Item = &'p [Piece]> {
    pieces
        .chunk_by(|left, right| links.contains(&right.link) && !left.spaceless && !right.spaceless)
}

/// The letters of a chain as one word.
pub(super) fn joined(chain: &[Piece]) -> String {
    let letters = chain.iter().flat_map(|piece| piece.text.chars());
    letters.take(MAX_LETTERS).collect()
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
        if !(fold::is_letter(c) || is_combining_mark(c) && self.open.is_some()) {
            self.read_sign(c);
            return;
        }
        let spaceless = is_spaceless(c);
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.spaceless != spaceless && fold::is_letter(c))
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
            spelt: None,
            at: start..start,
            link: sign.unwrap_or(Link::Apart),
            spaceless,
        });
        open.at.end = start + c.len_utf8();
        if self.letters < MAX_LETTERS {
            spell(open, c);
        }
        // A run without spaces is not a word: all of its pairs count.
        fold::letters_of(c, |letter| {
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

/// Adds a letter to what is written out of a piece, before it is added to its text.
fn spell(piece: &mut Piece, c: char) {
    if let Some(letters) = fold::written_out(c) {
        let spelt = piece.spelt.get_or_insert_with(|| piece.text.clone());
        spelt.push_str(letters);
    } else if let Some(spelt) = &mut piece.spelt {
        fold::letters_of(c, |letter| spelt.push(letter));
    }
}

fn link_of(c: char) -> Option<Link> {
    match c {
        '\'' | '\u{2019}' | '\u{02BC}' => Some(Link::Apostrophe),
        _ => (!is_room(c)).then_some(Link::Joiner),
    }
}
