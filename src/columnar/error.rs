//! What can go wrong with a file of columns. Each message says what is wrong, where, and what to do
//! about it.

use std::io;

use thiserror::Error;

/// Why a Parquet file could not be read.
#[derive(Debug, Error)]
pub enum ColumnarError {
    /// The system does not give its bytes.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        reason: io::Error,
    },
    /// It is something else.
    #[error("{file} is no Parquet file: its bytes do not begin with `PAR1`; name one that is")]
    NotParquet {
        /// The file.
        file: String,
    },
    /// It can be read with a key only.
    #[error("{file} is encrypted; write it once more without encryption")]
    Encrypted {
        /// The file.
        file: String,
    },
    /// It holds what the decoder does not know.
    #[error(
        "{file} is written in a way that is not known here ({reason}); write it with the \
         compression snappy, zstd or gzip"
    )]
    Unknown {
        /// The file.
        file: String,
        /// What the decoder said.
        reason: String,
    },
    /// Its bytes are not what they should be.
    #[error("{file} is a damaged or cut-off Parquet file ({reason}); fetch or write it again")]
    Damaged {
        /// The file.
        file: String,
        /// What the decoder said.
        reason: String,
    },
    /// Rows were asked for that hold elements of two lists side by side.
    #[error(
        "{file}: `{first}` and `{second}` are in different lists, so no row holds both; read \
         columns of one list at a time"
    )]
    DifferentLists {
        /// The file.
        file: String,
        /// A column that was asked for.
        first: String,
        /// Another one.
        second: String,
    },
}
