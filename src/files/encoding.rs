//! Bytes to characters. Text is UTF-8; a value that is not is read as Windows-1252, the one other
//! encoding that most shops' programs write, and that is told. UTF-16 is known by its mark or by
//! its zeros. Everything else must be named.

use std::borrow::Cow;
use std::io::{self, Read};
use std::str::FromStr;

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

/// An encoding by a name that the Encoding Standard knows, such as `windows-1252`, `latin1`,
/// `utf-16le`, `shift_jis` or `gbk`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Why a text names no encoding.
#[derive(Debug, Error)]
#[error("name an encoding such as utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis or gbk")]
pub struct EncodingError;

impl FromStr for Encoding {
    type Err = EncodingError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = encoding_rs::Encoding::for_label(name.as_bytes());
        found.map(Self).ok_or(EncodingError)
    }
}

impl Encoding {
    /// Its name in the Encoding Standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What the first bytes of a file say without a doubt: a mark, or every other byte is zero.
    pub(super) fn of_head(head: &[u8]) -> Option<Self> {
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
            return Some(Self(encoding));
        }
        let begins = &head[..head.len().min(64) & !1];
        if begins.is_empty() {
            return None;
        }
        let zeros = |first: usize| {
            let every_other = begins.iter().skip(first).step_by(2);
            every_other.filter(|&&byte| byte == 0).count()
        };
        let (even, odd, pairs) = (zeros(0), zeros(1), begins.len() / 2);
        match (even, odd) {
            (0, odd) if odd * 4 > pairs * 3 => Some(Self(UTF_16LE)),
            (even, 0) if even * 4 > pairs * 3 => Some(Self(UTF_16BE)),
            _ => None,
        }
    }

    pub(super) fn is_utf8(self) -> bool {
        self.0 == UTF_8
    }

    /// `reader` in UTF-8, without a mark; what cannot be read becomes U+FFFD.
    pub(super) fn decode(self, reader: Box<dyn Read + Send>) -> Transcoded {
        Transcoded {
            reader,
            decoder: self.0.new_decoder_with_bom_removal(),
            input: vec![0; 1 << 15],
            unread: 0..0,
            at_end: false,
            finished: false,
        }
    }
}

/// A value in characters, and whether it had to be read as Windows-1252. One that holds characters
/// of UTF-8 beside the broken ones is damaged UTF-8: what is broken becomes U+FFFD.
pub(crate) fn text_of(bytes: &[u8]) -> (Cow<'_, str>, Read1252) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Read1252::No),
        Err(_) => {
            let lossy = String::from_utf8_lossy(bytes);
            let foreign = |character: char| !character.is_ascii() && character != '\u{fffd}';
            if lossy.contains(foreign) {
                return (lossy, Read1252::Damaged);
            }
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            (text, Read1252::Yes)
        }
    }
}

/// How a value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read1252 {
    /// As it is, in UTF-8.
    No,
    /// As Windows-1252.
    Yes,
    /// As UTF-8, with what is broken replaced.
    Damaged,
}

/// Text of another encoding, read as UTF-8.
pub(super) struct Transcoded {
    reader: Box<dyn Read + Send>,
    decoder: Decoder,
    input: Vec<u8>,
    unread: std::ops::Range<usize>,
    at_end: bool,
    /// The decoder has given all it has, and must not be asked again.
    finished: bool,
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Room for the longest thing that one step can write.
        if buffer.len() < 16 {
            let mut small = [0; 16];
            let count = self.step(&mut small)?;
            // Callers of ours hand out large buffers; a tiny one gets what fits, or is an error.
            if count > buffer.len() {
                return Err(io::Error::other("a buffer is too small for one character"));
            }
            buffer[..count].copy_from_slice(&small[..count]);
            return Ok(count);
        }
        self.step(buffer)
    }
}

impl Transcoded {
    fn step(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.unread.is_empty() && !self.at_end {
                let count = self.reader.read(&mut self.input)?;
                self.unread = 0..count;
                self.at_end = count == 0;
            }
            let input = &self.input[self.unread.clone()];
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(input, buffer, self.at_end);
            self.unread.start += read;
            self.finished = self.at_end && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transcoded(encoding: &str, bytes: &'static [u8]) -> String {
        let encoding: Encoding = encoding.parse().unwrap();
        let mut text = String::new();
        let mut reader = encoding.decode(Box::new(bytes));
        reader.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn encodings_are_known_by_their_usual_names() {
        for (name, standard) in [
            ("latin1", "windows-1252"),
            ("cp1252", "windows-1252"),
            ("UTF8", "UTF-8"),
            ("sjis", "Shift_JIS"),
            ("utf-16", "UTF-16LE"),
        ] {
            assert_eq!(name.parse::<Encoding>().unwrap().name(), standard);
        }
        assert!("klingon".parse::<Encoding>().is_err());
    }

    #[test]
    fn other_encodings_are_read_as_what_they_mean() {
        assert_eq!(transcoded("windows-1252", b"P\xf6lking \x80"), "Pölking €");
        assert_eq!(transcoded("utf-16le", b"\xff\xfea\0\xe9\0"), "aé");
        assert_eq!(transcoded("shift_jis", b"\x83n\x83\x8a\x81["), "ハリー");
        assert_eq!(transcoded("gbk", b""), "");
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_its_zeros() {
        let of = |bytes: &[u8]| Encoding::of_head(bytes).map(Encoding::name);
        assert_eq!(of(b"\xff\xfeo\0"), Some("UTF-16LE"));
        assert_eq!(of(b"\xfe\xff\0o"), Some("UTF-16BE"));
        assert_eq!(of(b"o\0r\0d\0e\0r\0"), Some("UTF-16LE"));
        assert_eq!(of(b"\0o\0r\0d\0e\0r"), Some("UTF-16BE"));
        assert_eq!(of(b"\xef\xbb\xbforder"), Some("UTF-8"));
        assert_eq!(of(b"order"), None);
        assert_eq!(of(b"\0\0\0\0"), None);
        assert_eq!(of(b""), None);
    }

    #[test]
    fn value_that_is_no_utf_8_is_windows_1252_unless_it_is_damaged_utf_8() {
        assert_eq!(
            text_of(b"Resi P\xf6lking"),
            ("Resi Pölking".into(), Read1252::Yes)
        );
        assert_eq!(
            text_of("Pölking".as_bytes()),
            ("Pölking".into(), Read1252::No)
        );
        assert_eq!(
            text_of(b"P\xc3\xb6lking caf\xc3"),
            ("Pölking caf\u{fffd}".into(), Read1252::Damaged)
        );
    }
}
