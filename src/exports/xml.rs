//! Texts in XML: whatever a title holds, a reader of XML finds it again, but for the characters that
//! XML has no way to write.

use std::io::{self, Write};

use crate::letters::kind::is_forbidden_in_markup;

/// A text between two tags, or between two quotes. What markup may not hold becomes U+FFFD, and a
/// line break inside quotes, which readers take for a space otherwise, is named.
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
            _ => "\u{FFFD}",
        };
        out.write_all(instead.as_bytes())?;
        rest = letters.as_str();
    }
    out.write_all(rest.as_bytes())
}

fn is_special(letter: char) -> bool {
    matches!(letter, '&' | '<' | '>' | '"' | '\t' | '\n') || is_forbidden_in_markup(letter)
}

/// ` name="text"`.
pub(super) fn attribute(out: &mut (dyn Write + Send), name: &str, value: &str) -> io::Result<()> {
    write!(out, " {name}=\"")?;
    text(out, value)?;
    out.write_all(b"\"")
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
