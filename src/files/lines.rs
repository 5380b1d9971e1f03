//! Text by lines, numbered from 1, none of them longer than memory should hold.

use super::error::FileError;
use super::input::Input;
use super::options::TextOptions;
use super::source::Source;

/// The largest row of any format, in bytes.
pub(super) const MAX_ROW: usize = 16 << 20;

/// Reads a source line by line.
pub(crate) struct Lines {
    source: Source,
    line: Vec<u8>,
    number: u64,
    limit: usize,
}

impl Lines {
    /// Opens a file of text.
    ///
    /// # Errors
    /// If it cannot be read as text.
    pub(crate) fn open(input: &mut Input, options: &TextOptions) -> Result<Self, FileError> {
        Ok(Self::new(options.source(input)?))
    }

    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            line: Vec::new(),
            number: 0,
            limit: MAX_ROW,
        }
    }

    /// Moves to the next line; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, FileError> {
        self.line.clear();
        let mut started = false;
        loop {
            let next = self.source.fill()?;
            if next.is_empty() {
                break;
            }
            if !started {
                started = true;
                self.number += 1;
            }
            let end = next.iter().position(|&byte| byte == b'\n');
            let taken = end.unwrap_or(next.len());
            if self.line.len() + taken > self.limit {
                return Err(self.too_long());
            }
            self.line.extend_from_slice(&next[..taken]);
            self.source.consume(end.map_or(taken, |end| end + 1));
            if end.is_some() {
                break;
            }
        }
        if self.line.last() == Some(&b'\r') {
            self.line.pop();
        }
        Ok(started)
    }

    /// The line moved to last, without its end.
    pub(crate) fn line(&self) -> &[u8] {
        &self.line
    }

    /// Its number.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The file they come from.
    pub(crate) fn name(&self) -> &str {
        self.source.name()
    }

    fn too_long(&self) -> FileError {
        FileError::RowTooLong {
            file: self.source.name().to_owned(),
            line: self.number,
            excess: format!("more than {} MiB", MAX_ROW >> 20),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::*;
    use crate::files::source;

    fn lines(text: impl Read + Send + 'static) -> Lines {
        Lines::new(source::tests::of("retail.dat", text))
    }

    fn all(mut lines: Lines) -> Vec<(u64, String)> {
        let mut found = Vec::new();
        while lines.advance().unwrap() {
            found.push((
                lines.number(),
                String::from_utf8(lines.line().to_vec()).unwrap(),
            ));
        }
        found
    }

    #[test]
    fn lines_end_with_lf_or_crlf_or_the_file() {
        let found = all(lines(&b"a b\r\n\n c\nlast"[..]));
        let expected = [(1, "a b"), (2, ""), (3, " c"), (4, "last")];
        assert_eq!(
            found,
            expected.map(|(number, line)| (number, line.to_owned()))
        );
    }

    #[test]
    fn line_of_fifty_megabytes_is_refused_with_its_number() {
        let text = b"short\n".chain(io::repeat(b'x').take(50 << 20));
        let mut lines = lines(text);
        assert!(lines.advance().unwrap());
        let error = lines.advance().unwrap_err().to_string();
        assert!(
            error.contains("retail.dat, line 2") && error.contains("16 MiB"),
            "{error}"
        );
        assert!(lines.line.capacity() <= 2 * MAX_ROW);
    }
}
