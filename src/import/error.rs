//! What can go wrong with files to import. Each message says what is wrong, where, and what to do
//! about it. A single bad row is no error: see [`RejectReason`](super::RejectReason).

use std::io;

use thiserror::Error;

use crate::catalogue::CatalogueError;
use crate::files::FileError;

/// Why files could not be imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The database they go into could not be written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file cannot be read or understood.
    #[error("{0}; nothing of it was imported")]
    File(FileError),
    /// An import was asked to stop.
    #[error("stopped; nothing of {file} was imported, files before it are in")]
    Stopped {
        /// The file under way.
        file: String,
    },
    /// Every single row was rejected.
    #[error(
        "{file}: not one of its {rejected} rows could be used (line {line}: {reason}); is that the \
         right format, and are the columns the right ones?{hint} Nothing was imported"
    )]
    NothingTaken {
        /// The file to import.
        file: String,
        /// Rows rejected.
        rejected: u64,
        /// Line of the first one.
        line: u64,
        /// Why that one was.
        reason: String,
        /// Further advice, or nothing.
        hint: String,
    },
    /// Most rows were rejected.
    #[error(
        "{file}: {rejected} of {rows} rows cannot be used (line {line}: {reason}), so this is \
         hardly meant; look at it with `cartway inspect`, or take the others all the same with \
         --force. Nothing was imported"
    )]
    MostRejected {
        /// The file to import.
        file: String,
        /// Rows rejected.
        rejected: u64,
        /// Rows read, without those that options leave out.
        rows: u64,
        /// Line of the first one.
        line: u64,
        /// Why that one was.
        reason: String,
    },
    /// An option names columns, and the file has none with names.
    #[error(
        "{file} is read as an edge list, whose columns have no names, so {option} says nothing: \
         leave it out, or say --format csv"
    )]
    ColumnsOfEdges {
        /// The file to import.
        file: String,
        /// The option.
        option: &'static str,
    },
    /// An edge list begins with column names.
    #[error(
        "{file} begins with the column names `{source_column}` and `{target_column}`, \
         so it is no edge list: import it with --format csv"
    )]
    HeaderInEdgeList {
        /// The file to import.
        file: String,
        /// The first column name.
        source_column: String,
        /// The second one.
        target_column: String,
    },
    /// The file has no amazon-meta records.
    #[error(
        "{file} holds no record that begins with `Id:` and has an `ASIN:`; this is \
         not SNAP's amazon-meta.txt"
    )]
    NotAmazonMeta {
        /// The file to import.
        file: String,
    },
    /// Two baskets files would number their orders alike.
    #[error(
        "{first} and {second} would give their orders the same ids ({prefix}:1, ...): \
         import one of them with another --order-prefix"
    )]
    SamePrefix {
        /// One file.
        first: String,
        /// The other file.
        second: String,
        /// What both would begin their order ids with.
        prefix: String,
    },
    /// Files that were to replace everything hold nothing.
    #[error(
        "no row of the files could be used, so --replace would leave `{table}` empty; nothing was \
         changed. To take rows out, use `cartway forget`"
    )]
    NothingLeft {
        /// The table.
        table: &'static str,
    },
    /// The list of rejected rows could not be written.
    #[error("{file} cannot be written: {reason}; give another file with --rejects")]
    Rejects {
        /// The file for rejected rows.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// The list of rejected rows would overwrite a file that is to be imported.
    #[error("--rejects {file} is one of the files to import or the database; name another file")]
    RejectsOverInput {
        /// The file for rejected rows.
        file: String,
    },
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Stopped { file } => Self::Stopped { file },
            error => Self::File(error),
        }
    }
}
