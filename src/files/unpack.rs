//! What bytes are, told by the first of them and never by a name: packed with gzip, zstd or zip, a
//! workbook, Parquet, or text.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use zip::ZipArchive;

use super::error::FileError;
use super::input::{Input, put_aside};

const BUFFER: usize = 1 << 16;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0";
const PARQUET: &[u8] = b"PAR1";

/// The first bytes of things that cannot be read, with what to do about them.
const NOT_ROWS: [(&[u8], &str, &str); 5] = [
    (b"BZh", "compressed with bzip2", UNPACK),
    (b"\xfd7zX", "compressed with xz", UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (b"SQLi", "an SQLite database", "give it with --db instead"),
    (b"%PDF", "a PDF document", "export the data as CSV"),
];
const UNPACK: &str = "unpack it first; gzip, zstd and zip are read as they are";

/// Most members of an archive that a message names.
const NAMED: usize = 10;

/// What is in a file.
pub(super) enum Content {
    /// Text, in whatever encoding.
    Text(Box<dyn Read + Send>),
    /// A workbook of spreadsheets.
    Workbook(File, WorkbookKind),
    /// Parquet.
    Parquet(File),
}

/// Whose workbook it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkbookKind {
    /// Excel, since 2007.
    Xlsx,
    /// Excel, since 2007, in binary.
    Xlsb,
    /// Excel, before 2007.
    Xls,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

/// What is in a file, and what it was packed in.
pub(super) struct Unpacked {
    pub(super) content: Content,
    /// What it is compressed with.
    pub(super) packed: Option<&'static str>,
    /// Its name in a zip archive.
    pub(super) member: Option<String>,
}

/// Unpacks `input`; of an archive the `member` named, or the only one.
pub(super) fn unpack(input: &mut Input, member: Option<&str>) -> Result<Unpacked, FileError> {
    let head = input.head(8)?;
    if is_zip(&head) && workbook_kind(input)?.is_none() {
        let (mut inner, name) = unwrap_zip(input, member)?;
        let member = Some(name);
        return Ok(Unpacked {
            member,
            ..unpack_one(&mut inner)?
        });
    }
    if member.is_some() {
        return Err(FileError::OptionWithoutUse {
            file: input.name().to_owned(),
            format: "a single file",
            option: "--member",
            advice: "; it names a file in a zip archive",
        });
    }
    unpack_one(input)
}

fn unpack_one(input: &mut Input) -> Result<Unpacked, FileError> {
    let head = input.head(8)?;
    for (magic, found, advice) in NOT_ROWS {
        if head.starts_with(magic) {
            return Err(FileError::NotRows {
                file: input.name().to_owned(),
                found: found.to_owned(),
                advice: advice.to_owned(),
            });
        }
    }
    let (content, packed) = if head.starts_with(PARQUET) {
        (Content::Parquet(input.seekable()?), None)
    } else if head.starts_with(OLD_WORKBOOK) {
        (
            Content::Workbook(input.seekable()?, WorkbookKind::Xls),
            None,
        )
    } else if let Some(kind) = workbook_kind(input)? {
        (Content::Workbook(input.seekable()?, kind), None)
    } else if is_zip(&head) {
        return Err(FileError::NotRows {
            file: input.name().to_owned(),
            found: "a zip archive in a zip archive".to_owned(),
            advice: "unpack the outer one first".to_owned(),
        });
    } else if head.starts_with(GZIP) {
        let reader = Gzip::of(input.bytes()?);
        (Content::Text(Box::new(reader)), Some("gzip"))
    } else if head.starts_with(ZSTD) {
        let reader = zstd::Decoder::new(input.bytes()?);
        let reader = reader.map_err(|reason| FileError::unreadable(input.name(), reason))?;
        (Content::Text(Box::new(reader)), Some("zstd"))
    } else {
        (Content::Text(input.bytes()?), None)
    };
    Ok(Unpacked {
        content,
        packed,
        member: None,
    })
}

fn is_zip(head: &[u8]) -> bool {
    head.starts_with(ZIP) || head.starts_with(EMPTY_ZIP)
}

/// Whose workbook a zip archive is, if it is one of a spreadsheet program.
fn workbook_kind(input: &mut Input) -> Result<Option<WorkbookKind>, FileError> {
    if !is_zip(&input.head(4)?) {
        return Ok(None);
    }
    let archive = open_zip(input)?;
    let holds = |name| archive.index_for_name(name).is_some();
    Ok(if holds("xl/workbook.bin") {
        Some(WorkbookKind::Xlsb)
    } else if holds("xl/workbook.xml") {
        Some(WorkbookKind::Xlsx)
    } else if holds("mimetype") && holds("content.xml") {
        Some(WorkbookKind::Ods)
    } else {
        None
    })
}

fn open_zip(input: &mut Input) -> Result<ZipArchive<File>, FileError> {
    let file = input.seekable()?;
    ZipArchive::new(file).map_err(|reason| FileError::damaged(input.name(), "zip archive", reason))
}

/// The member named, or the only one there is, put aside.
fn unwrap_zip(input: &mut Input, member: Option<&str>) -> Result<(Input, String), FileError> {
    let mut archive = open_zip(input)?;
    // Programs leave notes to themselves in archives, which nobody would mean.
    let meant = |name: &String| {
        let own = name.rsplit('/').next().unwrap_or_default();
        !own.is_empty() && !own.starts_with('.') && !name.starts_with("__MACOSX/")
    };
    let names = archive.file_names().filter_map(Result::ok);
    let mut names: Vec<String> = names.map(Cow::into_owned).filter(meant).collect();
    names.sort_unstable();
    let name = match (member, names.as_slice()) {
        (Some(member), _) if archive.index_for_name(member).is_some() => member.to_owned(),
        (None, [only]) => only.clone(),
        _ => {
            return Err(FileError::WhichPart {
                file: input.name().to_owned(),
                found: in_words(&names),
                option: "--member",
            });
        }
    };
    let damaged =
        |reason: &dyn std::fmt::Display| FileError::damaged(input.name(), "zip archive", reason);
    let file = archive.by_name(&name).map_err(|reason| damaged(&reason))?;
    let kept = put_aside(file, input.name()).map_err(|error| damaged(&error))?;
    Ok((input.unwrapped(kept), name))
}

fn in_words(names: &[String]) -> String {
    if names.is_empty() {
        return "no files".to_owned();
    }
    let shown: Vec<_> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} files ({}{more})", names.len(), shown.join(", "))
}

/// All members of a gzip file one after the other; zeros after them, with which tapes and some
/// programs fill up, are nothing.
struct Gzip {
    member: GzDecoder<BufReader<Box<dyn Read + Send>>>,
}

impl Gzip {
    fn of(reader: Box<dyn Read + Send>) -> Self {
        Self {
            member: GzDecoder::new(BufReader::with_capacity(BUFFER, reader)),
        }
    }

    /// Whether another member follows.
    fn next_member(&mut self) -> io::Result<bool> {
        let rest = self.member.get_mut();
        loop {
            let bytes = rest.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
            let more = zeros < bytes.len();
            rest.consume(zeros);
            if more {
                return Ok(true);
            }
        }
    }
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.member.read(buffer)?;
            if count > 0 || buffer.is_empty() || !self.next_member()? {
                return Ok(count);
            }
            let nothing: Box<dyn Read + Send> = Box::new(io::empty());
            let nothing = BufReader::with_capacity(0, nothing);
            // The decoder is at the end of its member, and its reader at the next one's beginning.
            let rest = std::mem::replace(self.member.get_mut(), nothing);
            self.member = GzDecoder::new(rest);
        }
    }
}
