//! Writing to the terminal, so that a closed pipe is no crash and a title cannot steer it.

use std::io::{self, ErrorKind, Write};

use crate::view::terminal::harmless;

/// Writes data to standard output.
///
/// # Errors
/// Standard output is closed or full.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// Says in one line what went wrong.
pub(super) fn complain(error: &anyhow::Error) {
    let line = harmless(&format!("{error:#}"));
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "error: {line}");
}

/// Whether the reader of our output has gone, as `cartway search x | head -1` does.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
