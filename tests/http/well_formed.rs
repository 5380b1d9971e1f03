//! A plain check that a text is well-formed XML, as far as our pictures go: no comments, no
//! sections, no declarations.

/// Panics where the text is not well-formed.
pub fn check(xml: &str) {
    let is_char = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    assert!(xml.chars().all(is_char), "a character XML does not know");
    let mut open: Vec<&str> = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("every tag ends");
        check_entities(tag);
        check_entities(text);
        assert!(!text.contains("]]>"), "{text}");
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n', '/'])
            .next()
            .unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "tags close in order");
        } else {
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "still open: {open:?}");
}

fn check_entities(text: &str) {
    for piece in text.split('&').skip(1) {
        let (name, _) = piece.split_once(';').expect("every entity ends");
        let known = matches!(name, "lt" | "gt" | "amp" | "quot" | "apos");
        let number = name.strip_prefix('#').is_some_and(|digits| {
            digits
                .trim_start_matches('x')
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
        });
        assert!(known || number, "&{name};");
    }
}
