//! A decoder that panics on damaged bytes is a damaged file, and nobody sees the panic.
//!
//! The decoder checks much and not all of what it reads, so bytes that were exchanged by a failing
//! disk may bring it to a slice out of bounds. It is safe Rust: a panic is all there can be, and what
//! it worked on is not used again.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::errors::ParquetError;

use super::error::ColumnarError;

thread_local! {
    /// Whether this thread is inside the decoder.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does `work`, a piece of decoding, and says of what file it failed.
pub(super) fn guarded<T>(
    file: &str,
    work: impl FnOnce() -> Result<T, ParquetError>,
) -> Result<T, ColumnarError> {
    keep_quiet();
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    match done {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(told(file, error)),
        Err(_) => Err(ColumnarError::Damaged {
            file: file.to_owned(),
            reason: "its pages make no sense".to_owned(),
        }),
    }
}

/// Has the messages of panics left out inside the decoder, and nowhere else.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                others(panic);
            }
        }));
    });
}

fn told(file: &str, error: ParquetError) -> ColumnarError {
    let file = file.to_owned();
    match error {
        ParquetError::NYI(reason) => ColumnarError::Unknown { file, reason },
        ParquetError::General(reason) | ParquetError::EOF(reason) => {
            ColumnarError::Damaged { file, reason }
        }
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(reason) => ColumnarError::Unreadable {
                file,
                reason: *reason,
            },
            Err(error) => ColumnarError::Damaged {
                file,
                reason: error.to_string(),
            },
        },
        error => ColumnarError::Damaged {
            file,
            reason: error.to_string(),
        },
    }
}
