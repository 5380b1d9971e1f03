//! DOT, the language of Graphviz. The label of a node is its title.

use std::io::{self, Write};

use super::model::{OF_LINKS, Source, Value, of_items};
use crate::letters::kind::is_forbidden_in_markup;

/// Writes a graph.
pub(super) fn write(source: &dyn Source, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let (about, attributes) = (source.about(), of_items(source.parts()));
    let (kind, arrow) = match about.directed {
        true => ("digraph", "->"),
        false => ("graph", "--"),
    };
    writeln!(out, "// {}\n{kind} cartway {{", about.origin())?;
    // Texts run from left to right, and so does the way from one item to another.
    out.write_all(b"rankdir=LR;\nnode [shape=box];\n")?;
    let mut scratch = String::new();
    for item in source.items() {
        quoted(out, item.id)?;
        out.write_all(b" [label=")?;
        label(out, item.title)?;
        let values = attributes.iter().map(|it| (it.name, (it.read)(&item)));
        list(out, &mut scratch, ", ", values)?;
    }
    for link in source.links() {
        quoted(out, link.from)?;
        write!(out, " {arrow} ")?;
        quoted(out, link.to)?;
        out.write_all(b" [")?;
        let values = OF_LINKS.iter().map(|it| (it.name, (it.read)(&link)));
        list(out, &mut scratch, "", values)?;
    }
    out.write_all(b"}\n")
}

/// A list of attributes to its end; `mark` parts it from what is written of it.
fn list<'v>(
    out: &mut (dyn Write + Send),
    scratch: &mut String,
    mut mark: &str,
    values: impl Iterator<Item = (&'static str, Option<Value<'v>>)>,
) -> io::Result<()> {
    for (name, value) in values {
        let Some(value) = value else { continue };
        write!(out, "{mark}{name}=")?;
        mark = ", ";
        match value.is_text() {
            true => quoted(out, value.text(scratch))?,
            false => out.write_all(value.text(scratch).as_bytes())?,
        }
    }
    out.write_all(b"];\n")
}

/// A text in quotes. A backslash stands twice, and a line break is `\n`, as labels have both; what
/// markup may not hold becomes U+FFFD, as pictures are markup.
fn quoted(out: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    between_quotes(out, text, "&")
}

/// A text in quotes as it is to be shown: Graphviz reads `&lt;` in a label as `<`.
fn label(out: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    between_quotes(out, text, "&amp;")
}

fn between_quotes(out: &mut (dyn Write + Send), text: &str, ampersand: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(place) = rest.find(is_special) {
        let (plain, special) = rest.split_at(place);
        out.write_all(plain.as_bytes())?;
        let mut letters = special.chars();
        let instead = match letters.next() {
            Some('"') => "\\\"",
            Some('\\') => "\\\\",
            Some('\n') => "\\n",
            Some('&') => ampersand,
            _ => "\u{FFFD}",
        };
        out.write_all(instead.as_bytes())?;
        rest = letters.as_str();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

fn is_special(letter: char) -> bool {
    matches!(letter, '"' | '\\' | '\n' | '&') || is_forbidden_in_markup(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_quotes_ends_where_it_should() {
        let written = |text: &str| {
            let mut out = Vec::new();
            label(&mut out, text).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written("a \"b\" \\N\\"), r#""a \"b\" \\N\\""#);
        assert_eq!(
            written("one\ntwo &lt; \0"),
            "\"one\\ntwo &amp;lt; \u{FFFD}\""
        );
    }
}
