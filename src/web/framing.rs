//! Where one request ends and the next begins, read strictly.
//!
//! Two readers that disagree on this, a proxy and the server behind it, take one client's body for
//! another client's request. Ends of lines that are no CR LF, sizes of chunks with odd digits, or
//! text after the last chunk that is no header are where readers disagree. So all that comes is
//! read here first, and what is not beyond doubt never gets to whoever answers. It also tells
//! whether a head is under way.
//!
//! Knows how requests are parted (RFC 9112, sections 6 and 7), and nothing of what they say. Lengths
//! that contradict each other are left to actix, which refuses them, as well as malformed names.

/// Bytes at the beginning of a line that are looked at: a header that parts requests is shorter.
const KEPT: usize = 64;
/// Digits of the largest size there is.
const MOST_DIGITS: u32 = 16;
/// Most bytes of what stands after the size of a chunk, and of all headers after the last one.
const MOST_ASIDE: usize = 4096;

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A line of a head; the first is not yet whole.
    FirstLine,
    Header,
    /// So many bytes of a body.
    Body(u64),
    /// The digits of a chunk's size.
    Size {
        digits: u32,
        size: u64,
    },
    /// What stands after the size, of which nothing is used.
    Extension(u64),
    Chunk(u64),
    AfterChunk,
    /// A header after the last chunk.
    Trailer,
}

/// What was wrong, by the place of the first byte that must not be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ambiguous {
    /// Bytes before it.
    pub(super) at: usize,
    /// Whether it stands in a head; else in a body.
    pub(super) in_head: bool,
}

/// Reads what a connection sends, in pieces.
#[derive(Debug)]
pub(super) struct Framing {
    place: Place,
    /// The line that is being read, without its end, as far as it is kept.
    line: Vec<u8>,
    /// How long it is.
    line_length: usize,
    /// Whether the byte before was a CR that belongs to an end of a line.
    after_return: bool,
    /// What the head said of its body.
    is_chunked: bool,
    length: u64,
    /// Bytes of extensions and trailers.
    aside: usize,
    /// Whether anything came since the last request, and the number of the head it belongs to.
    has_begun: bool,
    heads: u64,
}

impl Framing {
    pub(super) fn new() -> Self {
        Self {
            place: Place::FirstLine,
            line: Vec::with_capacity(KEPT),
            line_length: 0,
            after_return: false,
            is_chunked: false,
            length: 0,
            aside: 0,
            has_begun: false,
            heads: 0,
        }
    }

    /// The number of the head that has begun and has not ended.
    pub(super) fn head_under_way(&self) -> Option<u64> {
        let in_head = matches!(self.place, Place::FirstLine | Place::Header);
        (in_head && self.has_begun).then_some(self.heads)
    }

    /// Reads on.
    ///
    /// # Errors
    /// Readers may disagree on what this means.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Ambiguous> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let read = match self.place {
                Place::Body(left) => {
                    let (passed, left) = pass(rest, left);
                    self.place = if left == 0 {
                        self.next_request()
                    } else {
                        Place::Body(left)
                    };
                    Some(passed)
                }
                Place::Chunk(left) => {
                    let (passed, left) = pass(rest, left);
                    self.place = if left == 0 {
                        Place::AfterChunk
                    } else {
                        Place::Chunk(left)
                    };
                    Some(passed)
                }
                _ => self.step(rest[0]).then_some(1),
            };
            let in_head = matches!(self.place, Place::FirstLine | Place::Header);
            at += read.ok_or(Ambiguous { at, in_head })?;
        }
        Ok(())
    }

    /// Takes one byte of a line; whether it may stand there.
    fn step(&mut self, byte: u8) -> bool {
        self.has_begun = true;
        if self.after_return {
            self.after_return = false;
            return byte == b'\n' && self.end_line();
        }
        match (byte, self.place) {
            // Each line may end here, but a size needs a digit.
            (b'\r', Place::Size { digits: 0, .. }) => false,
            (b'\r', _) => {
                self.after_return = true;
                true
            }
            (b'\n', _) => false,
            (_, Place::Size { digits, size }) => self.size(byte, digits, size),
            (_, Place::AfterChunk) => false,
            (_, Place::Extension(_)) => is_text(byte) && self.set_aside(),
            (_, Place::Trailer) => is_text(byte) && self.set_aside() && self.keep(byte),
            _ => self.keep(byte),
        }
    }

    fn keep(&mut self, byte: u8) -> bool {
        if self.line_length < KEPT {
            self.line.push(byte);
        }
        self.line_length += 1;
        true
    }

    fn set_aside(&mut self) -> bool {
        self.aside += 1;
        self.aside <= MOST_ASIDE
    }

    fn size(&mut self, byte: u8, digits: u32, size: u64) -> bool {
        if let Some(digit) = char::from(byte).to_digit(16) {
            self.place = Place::Size {
                digits: digits + 1,
                size: size << 4 | u64::from(digit),
            };
            return digits < MOST_DIGITS;
        }
        self.place = Place::Extension(size);
        digits > 0 && matches!(byte, b';' | b' ' | b'\t')
    }

    /// A line is whole; whether it may be so.
    fn end_line(&mut self) -> bool {
        let is_empty = self.line_length == 0;
        let is_right = match self.place {
            // An empty line before a request is passed over (RFC 9112, section 2.2).
            Place::FirstLine if is_empty => true,
            Place::FirstLine => {
                self.place = Place::Header;
                true
            }
            Place::Header if is_empty => {
                self.place = self.body();
                true
            }
            Place::Header => self.header(),
            Place::Size { size, .. } | Place::Extension(size) => {
                self.place = if size == 0 {
                    Place::Trailer
                } else {
                    Place::Chunk(size)
                };
                true
            }
            Place::AfterChunk => {
                self.place = Place::Size { digits: 0, size: 0 };
                true
            }
            Place::Trailer if is_empty => {
                self.place = self.next_request();
                true
            }
            Place::Trailer => is_header(&self.line),
            Place::Body(_) | Place::Chunk(_) => true,
        };
        self.line.clear();
        self.line_length = 0;
        is_right
    }

    /// Takes note of a header that says how long the body is; one that is too long to be
    /// understood is refused.
    fn header(&mut self) -> bool {
        let Some((name, value)) = split_header(&self.line) else {
            return true;
        };
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            self.is_chunked = value.eq_ignore_ascii_case(b"chunked");
        } else if name.eq_ignore_ascii_case(b"content-length") {
            let digits = std::str::from_utf8(value).unwrap_or_default();
            self.length = digits.parse().unwrap_or(0);
        } else {
            return true;
        }
        self.line_length <= KEPT
    }

    /// What follows the head that ends here.
    fn body(&mut self) -> Place {
        self.heads += 1;
        match (self.is_chunked, self.length) {
            (true, _) => Place::Size { digits: 0, size: 0 },
            (false, 0) => self.next_request(),
            (false, length) => Place::Body(length),
        }
    }

    fn next_request(&mut self) -> Place {
        (self.is_chunked, self.length, self.aside) = (false, 0, 0);
        self.has_begun = false;
        Place::FirstLine
    }
}

/// How many of these bytes belong to the next so many, and how many of those are still to come.
fn pass(bytes: &[u8], left: u64) -> (usize, u64) {
    match usize::try_from(left) {
        Ok(left) if left <= bytes.len() => (left, 0),
        _ => (bytes.len(), left - bytes.len() as u64),
    }
}

/// Whether a byte is no control character; a tab is none here.
fn is_text(byte: u8) -> bool {
    byte == b'\t' || !byte.is_ascii_control()
}

fn split_header(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    Some((&line[..colon], line[colon + 1..].trim_ascii()))
}

/// Whether a line begins with the name of a header.
fn is_header(line: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    split_header(line).is_some_and(|(name, _)| !name.is_empty() && name.iter().all(is_of_name))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::*;

    const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /// Reads in pieces of so many bytes; how many bytes are passed on.
    fn in_pieces(text: &str, size: usize) -> (usize, Option<Ambiguous>, Framing) {
        let mut framing = Framing::new();
        let mut passed = 0;
        for piece in text.as_bytes().chunks(size) {
            if let Err(wrong) = framing.read(piece) {
                return (passed + wrong.at, Some(wrong), framing);
            }
            passed += piece.len();
        }
        (passed, None, framing)
    }

    /// Reads however it may come.
    #[track_caller]
    fn read(text: &str) -> (usize, Option<bool>) {
        let in_head = |wrong: Option<Ambiguous>| wrong.map(|wrong| wrong.in_head);
        let (passed, whole, _) = in_pieces(text, text.len().max(1));
        for size in 1..text.len().min(40) {
            let (again, wrong, _) = in_pieces(text, size);
            assert_eq!(
                (again, in_head(wrong)),
                (passed, in_head(whole)),
                "by {size}"
            );
        }
        (passed, in_head(whole))
    }

    fn post(headers: &str, body: &str) -> String {
        format!("POST /v1/paths/batch HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n{body}")
    }

    fn chunked(body: &str) -> String {
        post("Transfer-Encoding: chunked", body)
    }

    #[test]
    fn requests_one_after_the_other_are_passed_on() {
        for text in [
            GET.repeat(3),
            format!("\r\n{GET}\r\n{GET}"),
            post("Content-Length: 11", "\n\r\n0\r\n\r\n\n\n") + GET,
            post("content-length:0", "") + GET,
            chunked("0\r\n\r\n") + GET,
            chunked("5\r\n\n\n\n\n\n\r\nA \t;x=\"y\"\r\n0123456789\r\n000\r\nX-Sum: 1\r\n\r\n")
                + GET,
            post("TRANSFER-ENCODING:  Chunked ", "2;a\r\n\r\n\r\n0\r\n\r\n") + GET,
            format!(
                "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n{GET}",
                "y".repeat(9000)
            ),
        ] {
            assert_eq!(read(&text), (text.len(), None), "{text:.99?}");
            let (_, _, framing) = in_pieces(&text, text.len());
            assert_eq!(framing.head_under_way(), None, "{text:.99?}");
        }
    }

    #[test]
    fn what_readers_may_read_in_two_ways_is_not_passed_on() {
        for (text, in_head) in [
            ("GET / HTTP/1.1\nHost: a\r\n\r\n".to_owned(), true),
            (GET.replace("a\r\n", "a\n"), true),
            (GET.replace("a\r\n\r\n", "a\r\n\n"), true),
            ("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), true),
            (GET.replace(": a", ": a\rb"), true),
            (
                post(&format!("Content-Length:{}5", " ".repeat(99)), "abcde"),
                true,
            ),
            (chunked("0\r\n\n"), false),
            (chunked("0\n\r\n"), false),
            (chunked("0\r\n\rX"), false),
            (chunked("0\r\nGET / HTTP/1.1\r\n\r\n"), false),
            (chunked("0\r\nX: y\n\r\n"), false),
            (chunked("0\r\n: y\r\n\r\n"), false),
            (chunked("0\r\nX y: z\r\n\r\n"), false),
            (chunked("\r\n0\r\n\r\n"), false),
            (chunked("0x5\r\nabcde\r\n0\r\n\r\n"), false),
            (chunked("+5\r\nabcde\r\n0\r\n\r\n"), false),
            (chunked(" 5\r\nabcde\r\n0\r\n\r\n"), false),
            (chunked("5\nabcde\r\n0\r\n\r\n"), false),
            (chunked("5;a\nb\r\nabcde\r\n0\r\n\r\n"), false),
            (chunked("5;\0\r\nabcde\r\n0\r\n\r\n"), false),
            (chunked("5\r\nabcdef\r\n0\r\n\r\n"), false),
            (chunked("5\r\nabcde\n0\r\n\r\n"), false),
            (chunked("10000000000000005\r\nabcde\r\n0\r\n\r\n"), false),
            (
                chunked(&format!("5;{}\r\nabcde\r\n0\r\n\r\n", "x".repeat(5000))),
                false,
            ),
            (
                chunked(&format!("0\r\n{}\r\n", "X: y\r\n".repeat(2000))),
                false,
            ),
        ] {
            let text = text + GET;
            let (passed, wrong) = read(&text);
            assert_eq!(wrong, Some(in_head), "{text:.99?}");
            assert!(passed < text.len() - GET.len(), "{text:.99?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_to_the_same_place_however_it_comes(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "\r\n", "\r", "\n", "0", "5", "f", ";", " ", ":", "x", "\0", GET, "abcde",
                    "POST / HTTP/1.1\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n",
                ]),
                0..40,
            )
        ) {
            let text = parts.concat();
            let (passed, _) = read(&text);
            prop_assert!(passed <= text.len());
        }
    }

    #[test]
    fn a_head_is_under_way_from_its_first_byte_to_its_last() {
        let mut framing = Framing::new();
        let mut under_way = |text: &str| {
            framing.read(text.as_bytes()).unwrap();
            framing.head_under_way()
        };
        assert_eq!(under_way(""), None);
        assert_eq!(under_way("G"), Some(0));
        assert_eq!(under_way("ET / HTTP/1.1\r\n"), Some(0));
        assert_eq!(under_way("Host: a\r\n\r"), Some(0));
        assert_eq!(under_way("\n"), None);
        assert_eq!(under_way(&format!("{GET}GET")), Some(2));
        assert_eq!(under_way(" / HTTP/1.1\r\nContent-Length: 3\r\n\r\n"), None);
        assert_eq!(under_way("ab"), None, "this is a body");
        assert_eq!(under_way("c\r"), Some(3));
    }
}
