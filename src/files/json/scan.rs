//! The values of a JSON document as they come, one at a time, whatever the size of the document:
//! the elements of its outermost list, or of a list inside it, or documents one after the other.
//! Knows where values begin and end, and nothing of what is in them.

use super::path::Step;
use crate::files::error::FileError;
use crate::files::lines::MAX_ROW;
use crate::files::source::Source;

/// Deepest nesting of objects and lists on the way to a value.
const MAX_DEPTH: usize = 64;

/// A list or an object that was entered and not yet left.
#[derive(Debug, Clone, Copy)]
enum Level {
    /// Its elements stand where this many steps have led.
    List(usize),
    /// The value of the step's key is wanted.
    Object(usize),
}

/// Finds the values that `steps` lead to.
pub(super) struct Scan {
    bytes: Bytes,
    steps: Vec<Step>,
    levels: Vec<Level>,
    value: Vec<u8>,
    line: u64,
}

impl Scan {
    pub(super) fn new(source: Source, steps: Vec<Step>) -> Self {
        Self {
            bytes: Bytes {
                source,
                piece: Vec::new(),
                position: 0,
                line: 1,
            },
            steps,
            levels: Vec::new(),
            value: Vec::new(),
            line: 0,
        }
    }

    /// The value moved to last.
    pub(super) fn value(&self) -> &[u8] {
        &self.value
    }

    /// The line it begins on.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Moves to the next value; `false` at the end.
    pub(super) fn advance(&mut self) -> Result<bool, FileError> {
        loop {
            let next = self.bytes.skip_blanks(b",")?;
            let found = match (self.levels.last().copied(), next) {
                (None, None) => return Ok(false),
                (Some(_), None) => {
                    return Err(self.bytes.broken("it ends within a list or an object"));
                }
                (None, Some(_)) if self.enter(b'[', Level::List(0))? => false,
                (None, Some(_)) => self.meet(0)?,
                (Some(Level::List(_)), Some(b']')) | (Some(Level::Object(_)), Some(b'}')) => {
                    self.bytes.pass();
                    self.levels.pop();
                    false
                }
                (Some(Level::List(step)), Some(_)) => self.meet(step)?,
                (Some(Level::Object(step)), Some(b'"')) => self.member(step)?,
                (Some(Level::Object(_)), Some(_)) => {
                    return Err(self.bytes.broken("a key in quotes should stand here"));
                }
            };
            if found {
                return Ok(true);
            }
        }
    }

    /// A member of an object: its value is met if its key is that of the step.
    fn member(&mut self, step: usize) -> Result<bool, FileError> {
        self.value.clear();
        self.bytes.copy_value(Some(&mut self.value))?;
        let is_wanted = self.steps.get(step).is_some_and(|step| {
            serde_json::from_slice::<String>(&self.value).is_ok_and(|key| key == step.key)
        });
        if self.bytes.skip_blanks(b"")? != Some(b':') {
            return Err(self.bytes.broken("a colon should follow a key"));
        }
        self.bytes.pass();
        self.bytes.skip_blanks(b"")?;
        if !is_wanted {
            self.bytes.copy_value(None)?;
            return Ok(false);
        }
        if self.steps[step].each {
            // Elements stand where the step has led; what is no list has none.
            if !self.enter(b'[', Level::List(step + 1))? {
                self.bytes.copy_value(None)?;
            }
            return Ok(false);
        }
        self.meet(step + 1)
    }

    /// A value where `step` steps have led: it is the one, or the next step leads into it.
    fn meet(&mut self, step: usize) -> Result<bool, FileError> {
        if step == self.steps.len() {
            self.line = self.bytes.line;
            self.value.clear();
            self.bytes.copy_value(Some(&mut self.value))?;
            return Ok(true);
        }
        if !self.enter(b'{', Level::Object(step))? {
            self.bytes.copy_value(None)?;
        }
        Ok(false)
    }

    /// Enters what begins with `opening`, if the next value does.
    fn enter(&mut self, opening: u8, level: Level) -> Result<bool, FileError> {
        if self.bytes.peek()? != Some(opening) {
            return Ok(false);
        }
        if self.levels.len() >= MAX_DEPTH {
            return Err(self.bytes.broken("it is nested too deeply"));
        }
        self.bytes.pass();
        self.levels.push(level);
        Ok(true)
    }
}

/// Bytes of a source one by one, with the line they are on.
struct Bytes {
    source: Source,
    piece: Vec<u8>,
    position: usize,
    line: u64,
}

impl Bytes {
    /// The next byte, none at the end.
    fn peek(&mut self) -> Result<Option<u8>, FileError> {
        if self.position == self.piece.len() {
            let next = self.source.fill()?;
            self.piece.clear();
            self.piece.extend_from_slice(next);
            self.position = 0;
            self.source.consume(self.piece.len());
        }
        Ok(self.piece.get(self.position).copied())
    }

    /// Goes past the byte looked at.
    fn pass(&mut self) {
        let newline = self.piece.get(self.position) == Some(&b'\n');
        self.line += u64::from(newline);
        self.position += 1;
    }

    /// The next byte that is neither blank nor one of `also`.
    fn skip_blanks(&mut self, also: &[u8]) -> Result<Option<u8>, FileError> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() && !also.contains(&byte) {
                return Ok(Some(byte));
            }
            self.pass();
        }
        Ok(None)
    }

    /// Goes past one value, and copies it if that is wanted.
    fn copy_value(&mut self, into: Option<&mut Vec<u8>>) -> Result<(), FileError> {
        let mut copy = Copy {
            into,
            first_line: self.line,
        };
        let mut depth = 0_usize;
        let mut begun = false;
        loop {
            let Some(byte) = self.peek()? else {
                return if depth == 0 && begun {
                    Ok(())
                } else {
                    Err(self.broken("it ends within a value"))
                };
            };
            let ends_scalar =
                matches!(byte, b',' | b']' | b'}' | b':') || byte.is_ascii_whitespace();
            match byte {
                b'"' if depth == 0 && begun => return Ok(()),
                b'"' => {
                    self.copy_string(&mut copy)?;
                    if depth == 0 {
                        return Ok(());
                    }
                    continue;
                }
                b'{' | b'[' if depth == 0 && begun => return Ok(()),
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    if depth == 0 {
                        copy.push(byte, self)?;
                        self.pass();
                        return Ok(());
                    }
                }
                _ if depth == 0 && ends_scalar => {
                    return if begun {
                        Ok(())
                    } else {
                        Err(self.broken("a value should stand here"))
                    };
                }
                _ => {}
            }
            begun = true;
            copy.push(byte, self)?;
            self.pass();
        }
    }

    fn copy_string(&mut self, copy: &mut Copy<'_>) -> Result<(), FileError> {
        copy.push(b'"', self)?;
        self.pass();
        let mut escaped = false;
        while let Some(byte) = self.peek()? {
            copy.push(byte, self)?;
            self.pass();
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Ok(()),
                _ => {}
            }
        }
        Err(self.broken("it ends within a text"))
    }

    fn broken(&self, reason: &str) -> FileError {
        FileError::NotJson {
            file: self.source.name().to_owned(),
            line: self.line,
            reason: reason.to_owned(),
        }
    }
}

/// Where a value is copied to, if anywhere.
struct Copy<'v> {
    into: Option<&'v mut Vec<u8>>,
    first_line: u64,
}

impl Copy<'_> {
    fn push(&mut self, byte: u8, bytes: &Bytes) -> Result<(), FileError> {
        let Some(into) = &mut self.into else {
            return Ok(());
        };
        if into.len() >= MAX_ROW {
            return Err(FileError::RowTooLong {
                file: bytes.source.name().to_owned(),
                line: self.first_line,
                excess: format!("more than {} MiB", MAX_ROW >> 20),
            });
        }
        into.push(byte);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use proptest::prelude::{any, prop, prop_assert_eq, proptest};

    use super::*;
    use crate::files::json::path::Path;
    use crate::files::source;

    fn scan(text: impl Read + Send + 'static, list: &str) -> Scan {
        let steps = match list {
            "" => Vec::new(),
            list => Path::parse(list).0,
        };
        Scan::new(source::tests::of("orders.json", text), steps)
    }

    fn all(text: &str, list: &str) -> Result<Vec<(u64, String)>, FileError> {
        let mut scan = scan(Cursor::new(text.to_owned()), list);
        let mut found = Vec::new();
        while scan.advance()? {
            let value = String::from_utf8(scan.value().to_vec()).unwrap();
            found.push((scan.line(), value));
        }
        Ok(found)
    }

    fn values(text: &str, list: &str) -> Vec<String> {
        let found = all(text, list).unwrap();
        found.into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn elements_of_a_list_come_one_by_one_with_their_lines() {
        let text = "[\n {\"a\": [1, {}]},\n\n {\"b\": \"]}\\\"\"}\n]\n";
        let found = all(text, "").unwrap();
        let expected = [(2, "{\"a\": [1, {}]}"), (4, "{\"b\": \"]}\\\"\"}")];
        assert_eq!(
            found,
            expected.map(|(line, value)| (line, value.to_owned()))
        );
    }

    #[test]
    fn documents_one_after_the_other_come_one_by_one() {
        assert_eq!(
            values("{\"a\":1}{\"a\":2}\n{\"a\":3}", ""),
            ["{\"a\":1}", "{\"a\":2}", "{\"a\":3}"]
        );
        assert_eq!(
            values("1 \"x\"[2, 3] null", ""),
            ["1", "\"x\"", "2", "3", "null"]
        );
        assert_eq!(values("[]", "").len(), 0);
    }

    #[test]
    fn lists_inside_documents_are_entered_wherever_they_stand() {
        let text = r#"{"count": 2, "meta": {"orders": [9]}, "orders": [{"id": 1}, {"id": 2}]}
            {"orders": null} {"orders": [{"id": 3}], "rest": [[{}]]}"#;
        assert_eq!(
            values(text, "orders[]"),
            ["{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}"]
        );
        assert_eq!(values(text, "meta.orders[]"), ["9"]);
        let deep = r#"[{"a": [{"b": [1, 2]}, {"b": []}, {"b": [3]}]}, {"a": 7}]"#;
        assert_eq!(values(deep, "a[].b[]"), ["1", "2", "3"]);
    }

    #[test]
    fn broken_documents_are_refused_with_their_line() {
        for (text, line) in [
            ("[\n{\"a\": 1},\n{\"a\"", 3),
            ("[{\"a\": \"x\n", 2),
            ("[1, 2", 1),
            ("{\"a\" 1}", 1),
            ("}", 1),
        ] {
            let list = if text.starts_with("{") { "a[]" } else { "" };
            let error = all(text, list).unwrap_err();
            let FileError::NotJson { line: found, .. } = error else {
                panic!("{text:?}: {error}")
            };
            assert_eq!(found, line, "{text:?}");
        }
    }

    #[test]
    fn large_documents_of_small_records_need_no_memory_but_a_record_has_a_limit() {
        let mut text = String::from("{\"orders\": [");
        text.push_str(&"{\"id\": 1},".repeat(3_000_000));
        text.push_str("{}]}");
        let mut records = scan(Cursor::new(text), "orders[]");
        let mut count = 0;
        while records.advance().unwrap() {
            count += 1;
        }
        assert_eq!(count, 3_000_001);
        assert!(records.value.capacity() < 1000);
        let endless = b"[\"".chain(std::io::repeat(b'x').take(50 << 20));
        let error = scan(endless, "").advance().unwrap_err();
        assert!(matches!(error, FileError::RowTooLong { line: 1, .. }));
    }

    proptest! {
        #[test]
        fn what_a_writer_wrote_is_found(numbers in prop::collection::vec(any::<Option<i32>>(), 0..20), spaced in any::<bool>()) {
            let document = serde_json::json!({"n": 1, "list": numbers.iter().map(|n| serde_json::json!({"v": n})).collect::<Vec<_>>()});
            let text = if spaced { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) };
            let found = values(&text.unwrap(), "list[]");
            let read: Vec<Option<i32>> = found
                .iter()
                .map(|value| serde_json::from_str::<serde_json::Value>(value).unwrap()["v"].as_i64().map(|v| v as i32))
                .collect();
            prop_assert_eq!(read, numbers);
        }

        #[test]
        fn nothing_makes_the_scan_panic_or_run_for_ever(text in "[\\[\\]{}\",:a1 \n\\\\]{1,60}") {
            let _ = all(&text, "");
            let _ = all(&text, "a[]");
        }
    }
}
