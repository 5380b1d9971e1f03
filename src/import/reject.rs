//! Rows that cannot be used: why, where, and what they look like.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use serde::{Serialize, Serializer};

use super::error::ImportError;
use crate::files::RowProblem;

/// Characters of a rejected row that are shown.
const EXCERPT: usize = 200;

/// Why a row was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectReason {
    /// No order id.
    EmptyOrderId,
    /// No item id, or no ASIN.
    EmptyItemId,
    /// No source of a link.
    EmptySource,
    /// No target of a link.
    EmptyTarget,
    /// An id of more than [`MAX_ID`] bytes: most likely not an id.
    IdTooLong,
    /// The row cannot be read.
    Unreadable(RowProblem),
    /// A link from an item to itself.
    SelfLink,
    /// A node that is not a number, though `--names` was given.
    NotANodeNumber,
    /// A node number with no line, or an empty one, in the file of names.
    UnnamedNode,
}

/// The largest id, in bytes.
pub const MAX_ID: usize = 1000;

impl fmt::Display for RejectReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreadable(problem) => return problem.fmt(formatter),
            Self::EmptyOrderId => "empty order id",
            Self::EmptyItemId => "empty item id",
            Self::EmptySource => "empty source",
            Self::EmptyTarget => "empty target",
            Self::IdTooLong => "id longer than 1000 bytes",
            Self::SelfLink => "link from an item to itself",
            Self::NotANodeNumber => "not a node number",
            Self::UnnamedNode => "node without a name",
        })
    }
}

/// One row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// The file it is in.
    pub file: String,
    /// The line it begins on, from 1.
    pub line: u64,
    /// Why.
    #[serde(serialize_with = "in_words")]
    pub reason: RejectReason,
    /// How it begins; control characters are written as escapes, so it is safe to print.
    pub excerpt: String,
}

fn in_words<S: Serializer>(reason: &RejectReason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(reason)
}

impl fmt::Display for Rejected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            reason,
            excerpt,
        } = self;
        let file = self::excerpt(file.as_bytes());
        write!(formatter, "{file}, line {line}: {reason}: {excerpt}")
    }
}

/// The beginning of a row, safe to print.
pub(super) fn excerpt(row: &[u8]) -> String {
    // Four bytes hold any character, so this prefix is long enough and never the whole of a huge row.
    let prefix = &row[..row.len().min(4 * EXCERPT)];
    let text = String::from_utf8_lossy(prefix);
    let mut shown = String::new();
    for character in text.chars().take(EXCERPT) {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if prefix.len() < row.len() || text.chars().nth(EXCERPT).is_some() {
        shown.push('…');
    }
    shown
}

/// The first row of a list of rejected rows.
const HEADER: [&str; 4] = ["file", "line", "reason", "row"];

/// Whether nothing is lost if a list is written there: an older list, an empty file, no file, or
/// what is no regular file, as a pipe.
fn is_list_or_empty(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() > 0 => {
            let header = format!("{}\n", HEADER.join(","));
            let mut begins = Vec::new();
            let file = File::open(path)?;
            file.take(header.len() as u64).read_to_end(&mut begins)?;
            Ok(begins == header.as_bytes())
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(true),
    }
}

/// The file of all rejected rows, as CSV: file, line, reason, row.
pub(super) struct RejectFile {
    writer: csv::Writer<File>,
    name: String,
}

impl RejectFile {
    /// Makes it, empty but for its header: a script finds it whether or not there are any.
    pub(super) fn create(path: &Path) -> Result<Self, ImportError> {
        let name = path.display().to_string();
        let created = is_list_or_empty(path).and_then(|may| {
            if !may {
                let found = "it is there already and no list of rejected rows: name another file";
                return Err(io::Error::new(ErrorKind::AlreadyExists, found));
            }
            let mut writer = csv::Writer::from_writer(File::create(path)?);
            writer.write_record(HEADER)?;
            Ok(writer)
        });
        match created {
            Ok(writer) => Ok(Self { writer, name }),
            Err(reason) => Err(ImportError::Rejects { file: name, reason }),
        }
    }

    pub(super) fn write(&mut self, row: &Rejected) -> Result<(), ImportError> {
        let values = [
            row.file.as_str(),
            &row.line.to_string(),
            &row.reason.to_string(),
            &row.excerpt,
        ];
        let written = self.writer.write_record(values);
        written.map_err(|error| self.failed(error.into()))
    }

    /// Writes out what is still in memory.
    pub(super) fn flush(&mut self) -> Result<(), ImportError> {
        let flushed = self.writer.flush();
        flushed.map_err(|error| self.failed(error))
    }

    fn failed(&self, reason: std::io::Error) -> ImportError {
        ImportError::Rejects {
            file: self.name.clone(),
            reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpt_is_short_and_safe_to_print() {
        assert_eq!(
            excerpt(b"a,\x1b[31mred\n\xff"),
            "a,\\u{1b}[31mred\\n\u{fffd}"
        );
        assert_eq!(excerpt("é".repeat(200).as_bytes()).chars().count(), 200);
        let long = excerpt("é".repeat(201).as_bytes());
        assert!(long.ends_with("é…") && long.chars().count() == 201);
        assert!(excerpt(&[b'x'; 1 << 20]).len() < 1000);
    }

    #[test]
    fn a_list_takes_the_place_of_a_list_and_of_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rejects.csv");
        for _ in 0..2 {
            RejectFile::create(&path).unwrap().flush().unwrap();
        }
        fs::write(&path, "order,item\n1,a\n").unwrap();
        let error = RejectFile::create(&path).err().unwrap().to_string();
        assert!(error.contains("name another file"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "order,item\n1,a\n");
    }

    #[test]
    fn rejected_row_says_where_and_why() {
        let row = Rejected {
            file: "a.csv".to_owned(),
            line: 7,
            reason: RejectReason::EmptyItemId,
            excerpt: "1,,x".to_owned(),
        };
        assert_eq!(row.to_string(), "a.csv, line 7: empty item id: 1,,x");
    }
}
