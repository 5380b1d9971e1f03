//! Where bytes come from: a file or standard input, plain or gzip, told by its first bytes and
//! never by its name. What reads from a [`Source`] sees UTF-8 text without a byte order mark, as
//! far as the first bytes can tell. Knows nothing of rows.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use flate2::bufread::MultiGzDecoder;

use super::error::ImportError;

const BUFFER: usize = 1 << 16;

/// The first bytes of things that are not text, with what to do about them.
const NOT_TEXT: [(&[u8], &str, &str); 8] = [
    (b"\xff\xfe", "UTF-16", SAVE_AS_UTF8),
    (b"\xfe\xff", "UTF-16", SAVE_AS_UTF8),
    (b"PK\x03\x04", "a zip archive or an Excel workbook", UNPACK),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook",
        "export it as CSV (UTF-8)",
    ),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", UNPACK),
    (b"BZh", "compressed with bzip2", UNPACK),
    (b"\xfd7zX", "compressed with xz", UNPACK),
    (b"SQLi", "an SQLite database", "give it with --db instead"),
];
const SAVE_AS_UTF8: &str = "save it as UTF-8 and import it again";
const UNPACK: &str = "unpack it or export it as CSV (UTF-8); gzip is read as it is";

/// The text of one file to import.
pub(super) struct Source {
    name: String,
    reader: Box<dyn BufRead>,
    stop: Arc<AtomicBool>,
}

impl Source {
    /// Opens the file at `path`, or standard input for `-`.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let name = display_name(path);
        if path.as_os_str() == "-" {
            return Self::from_reader(name, io::stdin());
        }
        match File::open(path) {
            Ok(file) => Self::from_reader(name, file),
            Err(reason) => Err(ImportError::Unreadable { file: name, reason }),
        }
    }

    /// Reads the text of `reader`, which goes by `name` in errors.
    pub(super) fn from_reader(
        name: String,
        reader: impl Read + 'static,
    ) -> Result<Self, ImportError> {
        let failed = |source| read_error(&name, source);
        let (head, plain) = peek(BufReader::with_capacity(BUFFER, reader)).map_err(failed)?;
        let reader: Box<dyn BufRead> = if head.starts_with(b"\x1f\x8b") {
            Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(plain)))
        } else {
            Box::new(plain)
        };
        let (head, mut reader) = peek(reader).map_err(failed)?;
        if head.is_empty() {
            return Err(ImportError::EmptyFile { file: name });
        }
        for (magic, found, advice) in NOT_TEXT {
            if head.starts_with(magic) {
                return Err(ImportError::NotText {
                    file: name,
                    found,
                    advice,
                });
            }
        }
        if head.starts_with(b"\xef\xbb\xbf") {
            // The mark lies whole in the peeked bytes.
            reader.consume(3);
        }
        Ok(Self {
            name,
            reader: Box::new(reader),
            stop: Arc::default(),
        })
    }

    /// This source, but nothing is to be had of it any more once `stop` is raised.
    pub(super) fn until(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// What the file is called in errors and reports.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The next bytes, none at the end; to be followed by [`Source::consume`].
    pub(super) fn fill(&mut self) -> Result<&[u8], ImportError> {
        loop {
            match self.reader.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(read_error(&self.name, error)),
            }
        }
        // After waiting for bytes, not before: whoever stops us often stops who sends them too, and
        // half a text must not pass for a whole one.
        if self.stop.load(Relaxed) {
            let file = self.name.clone();
            return Err(ImportError::Stopped { file });
        }
        // Filled already: asked again because the borrow above cannot leave the loop.
        self.reader
            .fill_buf()
            .map_err(|error| read_error(&self.name, error))
    }

    /// Moves on by `count` of the bytes that [`Source::fill`] gave.
    pub(super) fn consume(&mut self, count: usize) {
        self.reader.consume(count);
    }
}

/// What a file is called in errors and reports.
pub(super) fn display_name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// A reader whose first bytes were taken out and put back.
type Again<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The first bytes of `reader`, at most four, and all of it again. A pipe may give one byte at a
/// time, so one look into its buffer would not do.
fn peek<R: BufRead>(mut reader: R) -> io::Result<(Vec<u8>, Again<R>)> {
    let mut head = Vec::with_capacity(4);
    reader.by_ref().take(4).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}

/// Tells a damaged gzip file from one the system cannot read: only flate2 uses these kinds.
fn read_error(name: &str, reason: io::Error) -> ImportError {
    let file = name.to_owned();
    match reason.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            ImportError::BadGzip { file, reason }
        }
        _ => ImportError::Unreadable { file, reason },
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn open(bytes: Vec<u8>) -> Result<Source, ImportError> {
        Source::from_reader("shop.csv".to_owned(), Cursor::new(bytes))
    }

    fn read(bytes: Vec<u8>) -> Result<Vec<u8>, ImportError> {
        let mut source = open(bytes)?;
        let mut text = Vec::new();
        loop {
            let next = source.fill()?;
            if next.is_empty() {
                return Ok(text);
            }
            text.extend_from_slice(next);
            let count = next.len();
            source.consume(count);
        }
    }

    #[test]
    fn plain_and_gzip_read_alike() {
        for text in ["a", "id,title\n1,x\n", "\u{e9}t\u{e9}"] {
            assert_eq!(read(text.into()).unwrap(), text.as_bytes());
            assert_eq!(read(gzip(text.as_bytes())).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn several_gzip_members_are_one_text() {
        let mut two = gzip(b"one,");
        two.extend(gzip(b"two"));
        assert_eq!(read(two).unwrap(), b"one,two");
    }

    #[test]
    fn stopped_source_gives_an_error_and_not_an_early_end() {
        let stop = Arc::new(AtomicBool::new(false));
        let mut source = open(b"id,title\n".to_vec()).unwrap().until(stop.clone());
        let first = source.fill().unwrap().len();
        source.consume(first);
        stop.store(true, Relaxed);
        let error = source.fill().unwrap_err();
        assert!(matches!(error, ImportError::Stopped { .. }), "{error}");
    }

    #[test]
    fn byte_order_mark_is_dropped() {
        assert_eq!(read(b"\xef\xbb\xbfid\n".to_vec()).unwrap(), b"id\n");
        assert_eq!(read(gzip(b"\xef\xbb\xbfid\n")).unwrap(), b"id\n");
    }

    #[test]
    fn bytes_may_come_one_by_one() {
        struct Drip(Cursor<Vec<u8>>);
        impl Read for Drip {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let one = buffer.len().min(1);
                self.0.read(&mut buffer[..one])
            }
        }
        let drip = Drip(Cursor::new(gzip(b"\xef\xbb\xbfid\n")));
        let mut source = Source::from_reader("pipe".to_owned(), drip).unwrap();
        assert_eq!(source.fill().unwrap()[0], b'i');
    }

    #[test]
    fn cut_off_gzip_is_an_error() {
        let text: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
        let whole = gzip(&text);
        for length in [11, whole.len() / 2, whole.len() - 1] {
            let error = read(whole[..length].to_vec()).unwrap_err();
            assert!(matches!(error, ImportError::BadGzip { .. }), "{error}");
        }
    }

    #[test]
    fn gzip_with_a_wrong_checksum_is_an_error() {
        let mut bytes = gzip(b"id,title\n");
        let checksum = bytes.len() - 8;
        bytes[checksum] ^= 1;
        assert!(matches!(read(bytes), Err(ImportError::BadGzip { .. })));
    }

    #[test]
    fn empty_files_are_refused() {
        assert!(matches!(
            open(Vec::new()),
            Err(ImportError::EmptyFile { .. })
        ));
        assert!(matches!(
            open(gzip(b"")),
            Err(ImportError::EmptyFile { .. })
        ));
    }

    #[test]
    fn what_is_not_text_is_named() {
        for (bytes, name) in [
            (b"\xff\xfei\0d\0".as_slice(), "UTF-16"),
            (b"\xfe\xff\0i\0d", "UTF-16"),
            (b"PK\x03\x04....", "zip"),
            (b"\x28\xb5\x2f\xfd....", "zstd"),
        ] {
            for bytes in [bytes.to_vec(), gzip(bytes)] {
                let error = open(bytes).err().unwrap().to_string();
                assert!(
                    error.contains(name) && error.contains("shop.csv"),
                    "{error}"
                );
            }
        }
    }

    #[test]
    fn missing_file_is_named() {
        let error = Source::open(Path::new("/nowhere/orders.csv"))
            .err()
            .unwrap();
        assert!(
            error
                .to_string()
                .starts_with("/nowhere/orders.csv cannot be read"),
            "{error}"
        );
    }
}
