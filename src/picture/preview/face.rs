//! The letters of a preview: which there are, how wide they are, what fits into a box.
//!
//! A preview is drawn with the typefaces in the binary and no others, so a text is measured with
//! the very glyphs it will be drawn with. Knows characters and pixels; knows no items.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};
use unicode_normalization::UnicodeNormalization;

use crate::letters::fit::{Care, Lines, Ruler, STAND_IN};
use crate::letters::kind::is_mark;

/// The files of all faces, for whoever draws.
pub(super) const FILES: [&[u8]; 3] = [REGULAR_FILE, STRONG_FILE, SERIF_FILE];

const REGULAR_FILE: &[u8] = include_bytes!("../../../static/fonts/noto-sans-regular.ttf");
const STRONG_FILE: &[u8] = include_bytes!("../../../static/fonts/noto-sans-semibold.ttf");
const SERIF_FILE: &[u8] = include_bytes!("../../../static/fonts/noto-serif-semibold.ttf");

static REGULAR: LazyLock<Option<Glyphs>> = LazyLock::new(|| Glyphs::read(REGULAR_FILE));
static STRONG: LazyLock<Option<Glyphs>> = LazyLock::new(|| Glyphs::read(STRONG_FILE));
static SERIF: LazyLock<Option<Glyphs>> = LazyLock::new(|| Glyphs::read(SERIF_FILE));

/// Marks kept on one letter; more would grow out of their line.
const MAX_MARKS: usize = 2;
/// Letters of a text that are looked at: far more than any box holds.
const MAX_LETTERS: usize = 400;
/// Width of a letter where even the face is missing, as a share of its size.
const BLIND_ADVANCE: f64 = 0.7;

/// A typeface of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Captions.
    Regular,
    /// Titles and numbers.
    Strong,
    /// The headline and our name: Latin letters only.
    Serif,
}

/// The glyphs of one face.
struct Glyphs {
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f64,
}

impl Glyphs {
    fn read(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let units = font.metrics(Size::unscaled(), LocationRef::default());
        Some(Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units: f64::from(units.units_per_em.max(1)),
        })
    }

    fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.charmap.map(letter)
    }

    fn advance(&self, letter: char) -> f64 {
        let glyph = self.glyph(letter).unwrap_or(GlyphId::NOTDEF);
        f64::from(self.metrics.advance_width(glyph).unwrap_or_default()) / self.units
    }
}

impl Face {
    /// The family its file names.
    pub(super) fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::Strong => "Noto Sans",
            Self::Serif => "Noto Serif",
        }
    }

    /// Its weight, as CSS counts.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Regular => 400,
            Self::Strong | Self::Serif => 600,
        }
    }

    fn glyphs(self) -> Option<&'static Glyphs> {
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::Strong => STRONG.as_ref(),
            Self::Serif => SERIF.as_ref(),
        }
    }

    fn has(self, letter: char) -> bool {
        self.glyphs()
            .is_some_and(|glyphs| glyphs.glyph(letter).is_some())
    }

    /// Whether every letter can be drawn.
    pub(super) fn has_all(self, text: &str) -> bool {
        text.chars().all(|letter| self.has(letter))
    }

    /// Width of a text in pixels, at `size` pixels a letter.
    pub(super) fn width(self, text: &str, size: f64) -> f64 {
        text.chars().map(|letter| self.advance(letter)).sum::<f64>() * size
    }

    /// Measures in pixels, at `size` pixels a letter.
    fn ruler(self, size: f64) -> Ruler<impl Fn(char) -> f64> {
        Ruler {
            advance: move |letter| self.advance(letter) * size,
            care: Care::Words,
        }
    }

    fn advance(self, letter: char) -> f64 {
        self.glyphs()
            .map_or(BLIND_ADVANCE, |glyphs| glyphs.advance(letter))
    }
}

/// A text as it can be drawn in a face: marks joined to their letters, a box for what the face
/// lacks, nothing for what has no shape, one space for any room between words.
pub(super) fn drawable(text: &str, face: Face) -> String {
    let mut drawable = String::new();
    let mut marks = 0;
    for letter in text.nfc().take(MAX_LETTERS) {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if letter.is_whitespace() || letter.is_control() {
            if !drawable.is_empty() && !drawable.ends_with(' ') {
                drawable.push(' ');
            }
        } else if face.has(letter) {
            if marks <= MAX_MARKS {
                drawable.push(letter);
            }
        } else if !is_mark(letter) && letter != '\u{AD}' {
            push_other(&mut drawable, letter, face);
        }
    }
    drawable.truncate(drawable.trim_end().len());
    drawable
}

/// What a letter without a glyph may be written as: `Ａ` as A, `①` as 1; else the box.
fn push_other(drawable: &mut String, letter: char, face: Face) {
    let plain: String = std::iter::once(letter).nfkc().collect();
    if face.has_all(&plain) {
        drawable.push_str(&plain);
    } else {
        drawable.push(STAND_IN);
    }
}

/// Breaks a text into at most `line_count` lines no wider than `width` pixels; what does not fit
/// ends in an ellipsis.
pub(super) fn fit(text: &str, face: Face, size: f64, width: f64, line_count: usize) -> Lines {
    let text = drawable(text, face);
    face.ruler(size).lines(&text, width, line_count)
}

/// Breaks a text into lines about equally wide, where the whole of it fits.
pub(super) fn fit_even(text: &str, face: Face, size: f64, width: f64, line_count: usize) -> Lines {
    let text = drawable(text, face);
    face.ruler(size).even_lines(&text, width, line_count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_face_can_be_read() {
        for face in [Face::Regular, Face::Strong, Face::Serif] {
            assert!(face.has_all("Cartway: 37 ways, ‘é’ ß"), "{face:?}");
            assert!(face.width("W", 10.0) > face.width("i", 10.0));
        }
    }

    #[test]
    fn latin_greek_and_cyrillic_have_letters() {
        for face in [Face::Regular, Face::Strong] {
            let text = "Ångström, Łódź, İstanbul, Việt Nam, Ἰλιάς, Братья, €, →, ♪, “x”…";
            assert_eq!(drawable(text, face), text);
        }
    }

    #[test]
    fn what_a_face_lacks_becomes_a_box() {
        assert_eq!(drawable("שלום", Face::Strong), "□□□□");
        assert_eq!(drawable("吾輩 Ａ①", Face::Strong), "□□ A1");
        assert_eq!(drawable("👩\u{200D}🚀!", Face::Strong), "□□!");
    }

    #[test]
    fn what_has_no_shape_vanishes() {
        let text = "\u{202E} a\u{200F}\u{AD}b\u{0}\n\u{2066}c \u{FEFF}";
        assert_eq!(drawable(text, Face::Strong), "ab c");
    }

    #[test]
    fn marks_do_not_pile_up() {
        let zalgo = format!("x{}", "\u{301}\u{323}".repeat(20));
        assert!(drawable(&zalgo, Face::Strong).chars().count() <= 3);
        assert_eq!(drawable("e\u{301}", Face::Strong), "é");
    }

    #[test]
    fn long_titles_break_between_words_and_end_in_an_ellipsis() {
        let lines = fit(
            "The Adventures of Huckleberry Finn, and of his friends",
            Face::Strong,
            26.0,
            260.0,
            2,
        );
        assert_eq!(lines.lines, ["The Adventures of", "Huckleberry Finn…"]);
        assert!(!lines.is_whole && lines.is_tidy);
    }

    #[test]
    fn a_short_title_is_spread_evenly() {
        let title = "Moby-Dick; or, The Whale";
        let wide = fit(title, Face::Strong, 40.0, 400.0, 3);
        assert_eq!(wide.lines, ["Moby-Dick; or, The", "Whale"]);
        let even = fit_even(title, Face::Strong, 40.0, 400.0, 3);
        assert_eq!(even.lines, ["Moby-Dick;", "or, The Whale"]);
    }

    #[test]
    fn a_hyphen_is_a_place_to_break_but_not_a_tidy_one() {
        let lines = fit("Moby-Dick", Face::Strong, 40.0, 150.0, 2);
        assert_eq!(lines.lines, ["Moby-", "Dick"]);
        assert!(lines.is_whole && !lines.is_tidy);
    }

    #[test]
    fn a_word_wider_than_the_box_is_broken_and_that_is_told() {
        let lines = fit(
            "Donaudampfschifffahrtsgesellschaft",
            Face::Strong,
            26.0,
            200.0,
            4,
        );
        assert!(lines.is_whole && !lines.is_tidy);
        assert!(lines.lines.len() > 1);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_box(text in "\\PC{0,120}", width in 120.0..600.0f64) {
            for size in [20.0, 40.0] {
                let lines = fit(&text, Face::Strong, size, width, 3);
                prop_assert!(lines.lines.len() <= 3);
                for line in &lines.lines {
                    prop_assert!(Face::Strong.width(line, size) <= width + 1e-6, "{line:?}");
                    prop_assert!(Face::Strong.has_all(line), "{line:?}");
                }
            }
        }
    }
}
