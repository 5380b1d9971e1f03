//! Lists, a line each: values parted by blanks, or by a delimiter as in CSV. There is no header,
//! and a line has as many values as it likes.

use super::csv_rows::CsvRows;
use super::encoding::text_of;
use super::error::FileError;
use super::input::Input;
use super::lines::Lines;
use super::options::TextOptions;
use super::values::{Remarks, Values};

/// Lines of a file that are looked at to see that it is parted as told.
const LOOKED_AT: usize = 100;

/// The lists of a file.
pub(crate) struct ListRows {
    rows: Parted,
    values: Values,
    count: usize,
    remarks: Remarks,
}

enum Parted {
    /// By spaces and tabs, any number of them.
    ByBlanks(Lines),
    /// By a character that stands in quotes where it belongs to a value.
    ByDelimiter(Box<CsvRows>),
}

impl ListRows {
    /// Opens a file of lists.
    ///
    /// # Errors
    /// If it cannot be read as text, or is plainly parted by something else than told.
    pub(crate) fn open(input: &mut Input, options: &TextOptions) -> Result<Self, FileError> {
        let source = options.source(input)?;
        let rows = match options.delimiter {
            Some(delimiter) => {
                // Quoting is for CSV: a file of tabs, or of any other character, does without.
                let by_custom = matches!(delimiter.0, b',' | b';' | b'|');
                let quoted = options.quoting.rule().unwrap_or(by_custom);
                Parted::ByDelimiter(Box::new(CsvRows::new(source, delimiter.0, quoted)))
            }
            None => {
                refuse_delimited(source.name(), source.head())?;
                Parted::ByBlanks(Lines::new(source))
            }
        };
        Ok(Self {
            rows,
            values: Values::default(),
            count: 0,
            remarks: Remarks::default(),
        })
    }

    /// Moves to the next line that is not blank; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, FileError> {
        loop {
            let more = match &mut self.rows {
                Parted::ByBlanks(lines) => lines.advance()?,
                Parted::ByDelimiter(rows) => rows.advance()?,
            };
            if !more {
                return Ok(false);
            }
            self.read();
            // A line of delimiters only is a list without values, and not a blank line.
            let has_delimiters = match &self.rows {
                Parted::ByBlanks(_) => false,
                Parted::ByDelimiter(rows) => rows.field_count() > 1,
            };
            if self.count > 0 || has_delimiters {
                return Ok(true);
            }
        }
    }

    /// The line the list begins on.
    pub(crate) fn line(&self) -> u64 {
        match &self.rows {
            Parted::ByBlanks(lines) => lines.number(),
            Parted::ByDelimiter(rows) => rows.line(),
        }
    }

    /// The values of the list that are not empty.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        (0..self.count).map(|index| self.values.get(index))
    }

    /// How the line looks, for people to recognise.
    pub(crate) fn excerpt(&self) -> &[u8] {
        match &self.rows {
            Parted::ByBlanks(lines) => lines.line(),
            Parted::ByDelimiter(rows) => rows.text(),
        }
    }

    /// What was noticed so far.
    pub(crate) fn remarks(&self) -> &Remarks {
        &self.remarks
    }

    fn read(&mut self) {
        self.values.clear();
        self.count = 0;
        let line = self.line();
        let mut push = |part: &[u8]| {
            if !text_of(part).0.trim().is_empty() {
                self.values.push_bytes(part, line, &mut self.remarks);
                self.count += 1;
            }
        };
        match &self.rows {
            Parted::ByBlanks(lines) => lines
                .line()
                .split(u8::is_ascii_whitespace)
                .for_each(&mut push),
            Parted::ByDelimiter(rows) => (0..rows.field_count())
                .filter_map(|index| rows.field(index))
                .for_each(|field| push(&rows.text()[field])),
        }
    }
}

/// Refuses a file whose lines are plainly parted by a delimiter, or that is JSON: parted by blanks,
/// it would give garbage without a word.
fn refuse_delimited(file: &str, head: &[u8]) -> Result<(), FileError> {
    let lines: Vec<&[u8]> = head
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LOOKED_AT)
        .collect();
    let refused = |found: &str, advice: String| FileError::NotRows {
        file: file.to_owned(),
        found: found.to_owned(),
        advice,
    };
    if lines
        .first()
        .is_some_and(|line| line.starts_with(b"[{") || line.starts_with(b"{\""))
    {
        let advice = "import it with `import orders`, which reads JSON".to_owned();
        return Err(refused("JSON, not a list a line", advice));
    }
    for (byte, name) in [(b',', "commas"), (b';', "semicolons"), (b'|', "bars")] {
        let with = lines.iter().filter(|line| line.contains(&byte)).count();
        if with * 2 > lines.len() {
            let advice = format!(
                "part them with --delimiter '{0}', or say --delimiter ' ' if its {name} belong to \
                 the items; a file with a line for each item is for `import orders`",
                char::from(byte)
            );
            return Err(refused(&format!("parted by {name}, not by blanks"), advice));
        }
    }
    Ok(())
}
