//! Writing to the terminal, so that a closed pipe is no crash and a title cannot steer it.

use std::io::{self, ErrorKind, Write};

use anyhow::Context;

use crate::cli::terminal::harmless;

/// Writes data to standard output; nothing for an empty text.
///
/// # Errors
/// Standard output is closed or full.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let mut print = || -> io::Result<()> {
        out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()
    };
    print().context("standard output cannot be written to")
}

/// Says something on standard error, beside the data on standard output. Where it cannot be said,
/// nothing is the worse for it.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// What went wrong, in one line.
pub(super) fn complaint(error: &anyhow::Error) -> String {
    format!("error: {}\n", harmless(&in_one_line(error)))
}

/// Says in one line what the operator should know, beside data on standard output.
pub(super) fn warn(text: &str) {
    tell(&format!("warning: {}\n", harmless(text)));
}

/// An error with its causes, each told once: most of our messages quote their cause already.
fn in_one_line(error: &anyhow::Error) -> String {
    let mut line = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !line.contains(&cause) {
            line.push_str(": ");
            line.push_str(&cause);
        }
    }
    line
}

/// Whether the reader of our output has gone, as `cartway search x | head -1` does.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let quoted = anyhow!("disk full").context("graph.bin: disk full; make room");
        assert_eq!(in_one_line(&quoted), "graph.bin: disk full; make room");
        let apart = anyhow!("disk full").context("graph.bin");
        assert_eq!(in_one_line(&apart), "graph.bin: disk full");
    }
}
