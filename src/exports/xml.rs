//! Texts in XML: whatever a title holds, a reader of XML finds it again, but for the characters that
//! XML has no way to write.

use std::io::{self, Write};

use crate::xml::escaped;

/// A text between two tags, or between two quotes. What XML cannot hold becomes U+FFFD, and a line
/// break inside quotes, which readers take for a space otherwise, is named.
pub(super) fn text(out: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    let escaped = escaped(text);
    if escaped.contains(['\t', '\n', '\r']) {
        let named = escaped.replace('\t', "&#9;").replace('\n', "&#10;");
        return out.write_all(named.replace('\r', "&#13;").as_bytes());
    }
    out.write_all(escaped.as_bytes())
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
