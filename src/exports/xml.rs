//! Texts in XML: whatever a title holds, a reader of XML finds it again, but for the characters that
//! XML has no way to write.

use std::io::{self, Write};

use super::model::{Kind, Value};
use crate::letters::kind::is_forbidden_in_markup;

/// A text between two tags, or between two quotes. What markup may not hold becomes U+FFFD, and a
/// line break is named, which readers take for a space inside quotes; so is the one of Unicode, which
/// some take for another.
pub(super) fn text(out: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(place) = rest.find(is_special) {
        let (plain, special) = rest.split_at(place);
        out.write_all(plain.as_bytes())?;
        let mut letters = special.chars();
        let instead = match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\t') => "&#9;",
            Some('\n') => "&#10;",
            Some('\u{2028}') => "&#8232;",
            _ => "\u{FFFD}",
        };
        out.write_all(instead.as_bytes())?;
        rest = letters.as_str();
    }
    out.write_all(rest.as_bytes())
}

fn is_special(letter: char) -> bool {
    matches!(letter, '&' | '<' | '>' | '"' | '\t' | '\n' | '\u{2028}')
        || is_forbidden_in_markup(letter)
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
