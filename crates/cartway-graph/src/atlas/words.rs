//! What tells a region from the rest, as it stands in the file: a line for each word, which begins
//! with a letter that says what it is.

/// A creator.
const CREATOR: char = 'b';
/// A word of titles.
const WORD: char = 'w';
/// The region is the coast.
const COAST: &str = "c";

/// Creators and words that are far more common in a region than elsewhere, the most telling first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionWords<'a> {
    /// Creators, as the shop writes them.
    pub creators: Vec<&'a str>,
    /// Words of titles.
    pub words: Vec<&'a str>,
}

/// Whether these are lines as they should be.
pub(crate) fn are_sound(lines: &[u8]) -> bool {
    std::str::from_utf8(lines).is_ok_and(|lines| {
        lines
            .lines()
            .all(|line| line == COAST || (line.starts_with([CREATOR, WORD]) && line.len() > 1))
    })
}

/// Reads the lines of a region.
pub(crate) fn read(lines: &[u8]) -> RegionWords<'_> {
    let lines = || std::str::from_utf8(lines).unwrap_or_default().lines();
    RegionWords {
        creators: lines()
            .filter_map(|line| line.strip_prefix(CREATOR))
            .collect(),
        words: lines().filter_map(|line| line.strip_prefix(WORD)).collect(),
    }
}

/// Whether the lines of a region say that it is the coast.
pub(crate) fn is_coast(lines: &[u8]) -> bool {
    lines == COAST.as_bytes()
}

/// The lines of the coast.
pub(crate) fn of_coast() -> Vec<u8> {
    COAST.into()
}

/// The lines of a region. What would break a line is a space.
pub(crate) fn write(words: &RegionWords<'_>) -> Vec<u8> {
    let creators = words.creators.iter().map(|creator| (CREATOR, creator));
    let all = creators.chain(words.words.iter().map(|word| (WORD, word)));
    let lines = all.map(|(kind, text)| format!("{kind}{}", text.replace(['\n', '\r'], " ")));
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_written() {
        let words = RegionWords {
            creators: vec!["Miles Davis", "Sun Ra"],
            words: vec!["jazz"],
        };
        let lines = write(&words);
        assert!(are_sound(&lines) && !is_coast(&lines));
        assert_eq!(read(&lines), words);
        assert!(are_sound(&of_coast()) && is_coast(&of_coast()));
        assert_eq!(read(&of_coast()), RegionWords::default());
    }

    #[test]
    fn damaged_words_are_not_sound_and_read_as_what_is_left_of_them() {
        for lines in [
            &b"xno"[..],
            b"b",
            b"bAnne\n\nwtea",
            b"\xff",
            b"wtea\nc\n\xc3",
        ] {
            assert!(!are_sound(lines), "{lines:?}");
            let _ = read(lines);
        }
        assert_eq!(read(b"xno\nwtea").words, ["tea"]);
    }
}
