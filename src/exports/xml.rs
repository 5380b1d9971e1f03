//! Texts in XML: whatever a title holds, a reader of XML finds it again, but for the characters that
//! XML has no way to write.

use std::io::{self, Write};

use super::model::{Kind, Value};
use crate::letters::kind::is_forbidden_in_markup;
use crate::xml::escaped;

/// What readers of attributes take for a space, or some for another break, and how it is named.
const NAMED: [(char, &str); 3] = [('\t', "&#9;"), ('\n', "&#10;"), ('\u{2028}', "&#8232;")];

/// A text between two tags, or between two quotes. What markup may not hold becomes U+FFFD.
pub(super) fn text(out: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    if text.contains(is_forbidden_in_markup) {
        let held = text.replace(is_forbidden_in_markup, "\u{FFFD}");
        return self::text(out, &held);
    }
    let mut escaped = escaped(text);
    for (letter, name) in NAMED {
        if escaped.contains(letter) {
            escaped = escaped.replace(letter, name).into();
        }
    }
    out.write_all(escaped.as_bytes())
}

/// ` name="text"`.
pub(super) fn attribute(out: &mut (dyn Write + Send), name: &str, value: &str) -> io::Result<()> {
    write!(out, " {name}=\"")?;
    text(out, value)?;
    out.write_all(b"\"")
}

/// A value between two tags, or between two quotes.
pub(super) fn value(
    out: &mut (dyn Write + Send),
    value: Value<'_>,
    scratch: &mut String,
) -> io::Result<()> {
    let is_text = value.is_text();
    let written = value.text(scratch);
    match is_text {
        true => text(out, written),
        false => out.write_all(written.as_bytes()),
    }
}

/// What both formats in XML call the values of an attribute. An `int` would have 32 bits in either.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Texts => "string",
        Kind::Whole => "long",
        Kind::Real => "double",
        Kind::Truth => "boolean",
    }
}

/// Writes the attributes of items or of links, each between what its format has around it.
pub(super) struct Values {
    /// What stands before a value, for each attribute.
    before: Vec<String>,
    /// What stands after each.
    after: &'static str,
    scratch: String,
}

impl Values {
    pub(super) fn between(before: Vec<String>, after: &'static str) -> Self {
        Self {
            before,
            after,
            scratch: String::new(),
        }
    }

    /// The values of one item or link that it has, in the order of the attributes.
    pub(super) fn write<'v>(
        &mut self,
        out: &mut (dyn Write + Send),
        values: impl Iterator<Item = Option<Value<'v>>>,
    ) -> io::Result<()> {
        for (before, value) in self.before.iter().zip(values) {
            let Some(value) = value else { continue };
            out.write_all(before.as_bytes())?;
            self::value(out, value, &mut self.scratch)?;
            out.write_all(self.after.as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_and_what_xml_has_no_way_to_write_is_marked() {
        let mut out = Vec::new();
        attribute(&mut out, "title", "a<b>&\"c\"\n]]>\t\0\u{FFFE}é").unwrap();
        let expected = " title=\"a&lt;b&gt;&amp;&quot;c&quot;&#10;]]&gt;&#9;\u{FFFD}\u{FFFD}é\"";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
