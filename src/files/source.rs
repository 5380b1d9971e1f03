//! The text of one file: what reads from a [`Source`] gets bytes that are UTF-8 as far as anyone
//! can tell, without a byte order mark, and may look at the first of them before. Knows nothing of
//! rows.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::atomic::Ordering::Relaxed;

use super::encoding::Encoding;
use super::error::FileError;
use super::input::{Stop, read_error};

const BUFFER: usize = 1 << 16;

/// Bytes that may be looked at before reading: enough for the shape of a file to show.
const HEAD: usize = 1 << 18;

/// The text of one file.
pub(super) struct Source {
    name: String,
    reader: io::Chain<Cursor<Vec<u8>>, Box<dyn BufRead + Send>>,
    packed: Option<&'static str>,
    encoding: Option<Encoding>,
    stop: Stop,
}

impl Source {
    /// Reads the text of `reader`, which is `packed` as told and goes by `name` in errors; in
    /// `encoding` if one is named, else in the one that its first bytes prove, else in UTF-8.
    pub(super) fn new(
        name: String,
        reader: Box<dyn Read + Send>,
        packed: Option<&'static str>,
        named: Option<Encoding>,
        stop: Stop,
    ) -> Result<Self, FileError> {
        let failed = |reason| reading_failed(&name, packed, reason);
        let mut plain = reader;
        let mut head = first_bytes(&mut plain, 64).map_err(failed)?;
        let encoding = named.or_else(|| Encoding::of_head(&head));
        let whole: Box<dyn Read + Send> =
            Box::new(Cursor::new(std::mem::take(&mut head)).chain(plain));
        let decoded: Box<dyn Read + Send> = match encoding {
            // Bytes of UTF-8 stay as they are: a broken value is judged by itself.
            Some(encoding) if !encoding.is_utf8() || named.is_some() => {
                Box::new(encoding.decode(whole))
            }
            _ => whole,
        };
        let mut reader: Box<dyn BufRead + Send> =
            Box::new(BufReader::with_capacity(BUFFER, decoded));
        let mut head = first_bytes(&mut reader, HEAD).map_err(failed)?;
        if head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
        }
        if head.is_empty() {
            return Err(FileError::Empty { file: name });
        }
        let first_line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
        if first_line.contains(&0) {
            return Err(FileError::NotRows {
                file: name,
                found: "binary data".to_owned(),
                advice: "export it as CSV, JSON, XLSX, ODS or Parquet".to_owned(),
            });
        }
        Ok(Self {
            name,
            reader: Cursor::new(head).chain(reader),
            packed,
            encoding,
            stop,
        })
    }

    /// What the file is called in errors and reports.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The encoding that was named or proven; without one it is UTF-8, value by value.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// Its first bytes, all of them if it is small; only before anything is read.
    pub(super) fn head(&self) -> &[u8] {
        self.reader.get_ref().0.get_ref()
    }

    /// The first bytes as a file of their own, to be tried out.
    pub(super) fn copy_of_head(&self) -> Self {
        let nothing: Box<dyn BufRead + Send> = Box::new(io::empty());
        Self {
            name: self.name.clone(),
            reader: Cursor::new(self.head().to_vec()).chain(nothing),
            packed: None,
            encoding: self.encoding,
            stop: Stop::default(),
        }
    }

    /// Whether [`Self::head`] is all there is.
    pub(super) fn is_all_in_head(&self) -> bool {
        self.head().len() < HEAD - 3
    }

    /// The next bytes, none at the end; to be followed by [`Source::consume`].
    pub(super) fn fill(&mut self) -> Result<&[u8], FileError> {
        loop {
            match self.reader.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(reading_failed(&self.name, self.packed, error)),
            }
        }
        // After waiting for bytes, not before: whoever stops us often stops who sends them too, and
        // half a text must not pass for a whole one.
        if self.stop.load(Relaxed) {
            let file = self.name.clone();
            return Err(FileError::Stopped { file });
        }
        // Filled already: asked again because the borrow above cannot leave the loop.
        self.reader
            .fill_buf()
            .map_err(|error| reading_failed(&self.name, self.packed, error))
    }

    /// Moves on by `count` of the bytes that [`Source::fill`] gave.
    pub(super) fn consume(&mut self, count: usize) {
        self.reader.consume(count);
    }
}

/// The first bytes of `reader`, at most `count`. A pipe may give one byte at a time, so one look
/// would not do.
fn first_bytes(reader: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(count as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Tells a damaged packing from what the system cannot read.
fn reading_failed(name: &str, packed: Option<&'static str>, reason: io::Error) -> FileError {
    let of_system = reason.raw_os_error().is_some();
    match (packed, read_error(name, reason)) {
        (Some("gzip"), FileError::Unreadable { reason, .. }) if !of_system => {
            FileError::damaged(name, "gzip file", reason)
        }
        (Some(_), FileError::Unreadable { reason, .. }) if !of_system => {
            FileError::damaged(name, "zstd file", reason)
        }
        (_, error) => error,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;

    /// Plain bytes as a file of this name.
    pub(crate) fn of(name: &str, bytes: impl Read + Send + 'static) -> Source {
        open(name, bytes, Arc::default()).unwrap()
    }

    fn open(
        name: &str,
        bytes: impl Read + Send + 'static,
        stop: Stop,
    ) -> Result<Source, FileError> {
        Source::new(name.to_owned(), Box::new(bytes), None, None, stop)
    }

    fn read(mut source: Source) -> Vec<u8> {
        let mut text = Vec::new();
        loop {
            let next = source.fill().unwrap();
            if next.is_empty() {
                return text;
            }
            text.extend_from_slice(next);
            let count = next.len();
            source.consume(count);
        }
    }

    #[test]
    fn head_can_be_looked_at_and_is_read_again() {
        let text: Vec<u8> = (0..HEAD + 1000).map(|n| b'a' + (n % 26) as u8).collect();
        let source = of("a.csv", Cursor::new(text.clone()));
        assert_eq!(source.head(), &text[..HEAD]);
        assert!(!source.is_all_in_head());
        assert_eq!(read(source), text);
        assert!(of("a.csv", &b"short"[..]).is_all_in_head());
    }

    #[test]
    fn byte_order_marks_are_no_text() {
        assert_eq!(read(of("a.csv", &b"\xef\xbb\xbfid,title"[..])), b"id,title");
        assert_eq!(read(of("a.csv", &b"\xff\xfei\0d\0"[..])), b"id");
        assert_eq!(read(of("a.csv", &b"\0i\0d\0,\0x"[..])), b"id,x");
    }

    #[test]
    fn stopped_source_gives_an_error_and_not_an_early_end() {
        let stop = Stop::new(AtomicBool::new(false));
        let mut source = open("a.csv", &b"id,title\n"[..], Arc::clone(&stop)).unwrap();
        let first = source.fill().unwrap().len();
        source.consume(first);
        stop.store(true, Relaxed);
        assert!(matches!(source.fill(), Err(FileError::Stopped { .. })));
    }

    #[test]
    fn binary_data_and_nothing_are_refused() {
        let error = open("a.bin", &b"ab\0\x01cdefghijklmnop"[..], Stop::default());
        assert!(matches!(error, Err(FileError::NotRows { .. })));
        let error = open("a.csv", &b"\xef\xbb\xbf"[..], Stop::default());
        assert!(matches!(error, Err(FileError::Empty { .. })));
    }
}
